"""What counts as one where the same thing was said, or printed, more than once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption
from annotator.words import tr


class CountedPart(QWidget):
    """A choice out of several."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox(self)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for key, words in counted_words():
            self.choice.addItem(words, key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption(tr("Count attributions"), self, self.choice))
        column.addWidget(self.choice)
        self.choice.currentIndexChanged.connect(lambda _at: self.changed.emit())

    @property
    def key(self) -> str:
        """Return the key of what is chosen (`Counted`)."""
        return str(self.choice.currentData())


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
