"""What is written beside the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption
from annotator.ui.dialogs.export.details_row import DetailsRow
from annotator.ui.dialogs.export.still_note import StillNote
from annotator.ui.theme import Theme
from annotator.ui.widgets.option_box import OptionBox
from annotator.ui.widgets.segment_row import SegmentRow
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.export_choices import ExportChoices
    from annotator.services.interchange.export_options import ExportOptions
    from annotator.services.interchange.importing import FormatInfo

_FULL, _QUOTES = "full", "quotes"
"""Of `TextMode`."""


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
        self._wished = self.texts.key
        """How much of the texts somebody wants, where a format has it."""
        self._without_texts = False
        self.about_text = StillNote((*_about_texts().values(), _words_only()), self)
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
        )
        self.details = DetailsRow(theme, self)
        self.training = OptionBox(
            tr("Rounds for training, too: practice, and no data"), theme, self
        )
        self._rationale_wished = True
        # First, so that whoever hears of the change finds what is wanted now.
        self.rationale.toggled.connect(self._wish_rationale)
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
        column.addWidget(self.about_text)
        column.addSpacing(theme.px(6))
        column.addWidget(caption(tr("Include"), self))
        short = QHBoxLayout()
        short.addWidget(self.notes, 1)
        short.addWidget(self.rationale, 2)
        column.addLayout(short)
        for one in self._boxes:
            if one not in (self.notes, self.rationale):
                column.addWidget(one)
            if one is self.card:
                column.addWidget(self.details)
            one.toggled.connect(lambda _on: self.changed.emit())
        self.texts.chosen.connect(self._choose)
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
        boxes = [one.box for one in self._boxes]
        place = boxes.index(self.card.box) + 1
        return (*self.texts.buttons, *boxes[:place], self.details.button, *boxes[place:])

    @property
    def text(self) -> str:
        """Return how much of the texts is wanted (`TextMode`), whatever the format has of it.

        A table holds quotes at most; where whole texts are wanted its titles may come from them.
        """
        return self._wished

    @property
    def rationale_wanted(self) -> bool:
        """Tell whether rationales are wanted, whatever the format has of them."""
        return self._rationale_wished

    def suit(self, one: FormatInfo) -> None:
        """Offer what a format has a place for; what was wanted comes back with one that has it."""
        from annotator.services.interchange.export_options import WITHOUT_TEXTS

        self._without_texts = one.name in WITHOUT_TEXTS
        why = "" if one.holds_decisions else tr("This format has no place for it.")
        box = self.rationale.box
        # Blocked: nothing is wanted differently.
        box.blockSignals(True)
        box.setEnabled(not why)
        box.setChecked(self._rationale_wished and not why)
        box.blockSignals(False)
        self.rationale.setToolTip(why)
        box.setAccessibleDescription(why)
        self._tell()

    def choose(self, options: ExportOptions) -> None:
        """Show what was chosen before."""
        from annotator.services.interchange.export_options import NameMode

        self._wished = options.text.value
        self._rationale_wished = options.rationale
        self._tell()
        for one, on in (
            (self.notes, options.notes),
            (self.rationale, options.rationale and self.rationale.box.isEnabled()),
            (self.speaker_ids, options.speaker_ids),
            (self.pseudonyms, options.names is NameMode.PSEUDONYMS),
            (self.soft_labels, options.soft_labels),
            (self.card, options.card),
            (self.training, options.training),
        ):
            one.box.setChecked(on)

    def _choose(self, key: str) -> None:
        self._wished = key
        self._tell()
        self.changed.emit()

    def _wish_rationale(self, on: bool) -> None:
        self._rationale_wished = on

    def _tell(self) -> None:
        words = _about_texts()
        shown = self._wished
        if self._without_texts:
            words[_FULL] = _words_only()
            shown = _QUOTES if shown == _FULL else shown
        # Blocked: nothing is wanted differently.
        self.texts.blockSignals(True)
        self.texts.forbid(_FULL, _words_only() if self._without_texts else "")
        self.texts.choose(shown)
        self.texts.blockSignals(False)
        self.about_text.setText(words[self._wished])


def _about_texts() -> dict[str, str]:
    return {
        "full": tr("Licence: check that you may share full texts."),
        "quotes": tr("Only the words that are marked."),
        "none": tr("Hashes for the words; whoever has the articles gets them back."),
    }


def _words_only() -> str:
    return tr("This format holds titles and marked words, not whole texts.")
