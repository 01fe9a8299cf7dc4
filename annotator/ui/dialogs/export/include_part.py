"""What is written beside the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption
from annotator.ui.dialogs.export.still_note import StillNote
from annotator.ui.theme import Theme
from annotator.ui.widgets.option_box import OptionBox
from annotator.ui.widgets.segment_row import SegmentRow
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.export_choices import ExportChoices
    from annotator.services.interchange.export_options import ExportOptions


class IncludePart(QWidget):
    """Boxes that an annotator has no use for are not there."""

    changed = Signal()

    def __init__(self, choices: ExportChoices, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = SegmentRow(
            tr("Article text"),
            (("full", tr("Full")), ("quotes", tr("Quotes")), ("none", tr("None"))),
            self,
        )
        self._without_texts = False
        self._about_text = StillNote((*_about_texts().values(), _words_only()), self)
        self.notes = OptionBox(tr("Notes"), theme, self, checked=True)
        # What comes of a box stands there from the first, or the boxes below it would move.
        self.pseudonyms = OptionBox(
            tr("Pseudonyms for annotators"),
            theme,
            self,
            hint=tr("Who is who goes to a table beside the export."),
        )
        self.rationale = OptionBox(tr("Adjudication rationale"), theme, self, checked=True)
        self.speaker_ids = OptionBox(
            tr("Replace speaker names by IDs"),
            theme,
            self,
            hint=tr("The marked words, and their hashes, can still tell who it is."),
        )
        self.soft_labels = OptionBox(
            tr("Soft labels: how annotators’ values are distributed"), theme, self
        )
        self.card = OptionBox(
            tr("Card, datasheet and codebook beside the data"),
            theme,
            self,
            # Annotators find that entry of the menu greyed out.
            hint=tr("Title and authors: Manage, Data set details.") if choices.sees_others else "",
        )
        self.training = OptionBox(
            tr("Rounds for training, too: practice, and no data"), theme, self
        )
        self.rationale.setVisible(choices.sees_others)
        self.soft_labels.setVisible(choices.sees_others)
        self.pseudonyms.setVisible(choices.sees_others)
        self.training.setVisible(choices.training)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption(tr("Article text"), self))
        column.addSpacing(2)
        column.addWidget(self.texts)
        column.addWidget(self._about_text)
        column.addSpacing(theme.px(6))
        column.addWidget(caption(tr("Include"), self))
        short = QHBoxLayout()
        short.addWidget(self.notes, 1)
        short.addWidget(self.rationale, 2)
        column.addLayout(short)
        for one in self._boxes:
            if one not in (self.notes, self.rationale):
                column.addWidget(one)
            one.toggled.connect(lambda _on: self.changed.emit())
        self.texts.chosen.connect(lambda _key: self._choose())
        self._tell()

    @property
    def _boxes(self) -> tuple[OptionBox, ...]:
        return (
            *(self.notes, self.rationale, self.speaker_ids, self.pseudonyms),
            *(self.soft_labels, self.card, self.training),
        )

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        return (*self.texts.buttons, *(one.box for one in self._boxes))

    def suit(self, format_name: str) -> None:
        """Say of the articles' texts what is true of a format."""
        from annotator.services.interchange.export_options import WITHOUT_TEXTS

        self._without_texts = format_name in WITHOUT_TEXTS
        self._tell()

    def choose(self, options: ExportOptions) -> None:
        """Show what was chosen before."""
        from annotator.services.interchange.export_options import NameMode

        self.texts.choose(options.text.value)
        for one, on in (
            (self.notes, options.notes),
            (self.rationale, options.rationale),
            (self.speaker_ids, options.speaker_ids),
            (self.pseudonyms, options.names is NameMode.PSEUDONYMS),
            (self.soft_labels, options.soft_labels),
            (self.card, options.card),
            (self.training, options.training),
        ):
            one.box.setChecked(on)

    def _choose(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        words = _about_texts()
        if self._without_texts:
            words["full"] = _words_only()
        self._about_text.setText(words[self.texts.key])


def _about_texts() -> dict[str, str]:
    return {
        "full": tr("Licence: check that you may share full texts."),
        "quotes": tr("Only the words that are marked."),
        "none": tr("Hashes for the words; whoever has the articles gets them back."),
    }


def _words_only() -> str:
    return tr("This format holds marked words, not whole texts.")
