"""What counts as one where the same thing was said, or printed, more than once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption
from annotator.ui.dialogs.export.still_note import StillNote
from annotator.ui.theme import Theme
from annotator.ui.widgets.drop_rows import offer_rows
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr


class CountedPart(QWidget):
    """A choice out of several."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = StillComboBox(self)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.about = StillNote(_about_words().values(), self)
        offer_rows(self.choice, theme)
        for key, words in counted_words():
            self.choice.addItem(words, key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption(tr("Count attributions"), self, self.choice))
        column.addWidget(self.choice)
        column.addWidget(self.about)
        self.choice.currentIndexChanged.connect(lambda _at: self._choose())
        self._tell()

    @property
    def key(self) -> str:
        """Return the key of what is chosen (`Counted`)."""
        return str(self.choice.currentData())

    def _choose(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        about = _about_words()
        self.about.setText(about.get(self.key, about["repeats"]))


def _about_words() -> dict[str, str]:
    """Return what comes of a choice, by its key; ``repeats`` is of all that leave some out."""
    return {
        "article": tr("Each text once, with each attribution in it."),
        "appearance": tr("Texts of several papers come several times: there can be more."),
        "repeats": tr("Repeats are left out: there can be fewer. The report says how many."),
    }


def counted_words() -> tuple[tuple[str, str], ...]:
    """Return the keys of `Counted` with their words."""
    return (
        ("article", tr("as it was coded")),
        ("appearance", tr("once for each appearance of the article")),
        ("passage", tr("once for a passage that versions share")),
        ("document", tr("once for each statement in an article")),
        ("day", tr("once for each statement a day")),
        ("week", tr("once for each statement a week")),
    )
