"""What is written beside the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption, explanation
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
        self._about_text = explanation("", self, "caption")
        self.notes = OptionBox(tr("Notes"), theme, self, checked=True)
        self.pseudonyms = OptionBox(tr("Pseudonyms for annotators"), theme, self)
        self.rationale = OptionBox(tr("Adjudication rationale"), theme, self, checked=True)
        self.speaker_ids = OptionBox(tr("Replace speaker names by IDs"), theme, self)
        self.soft_labels = OptionBox(
            tr("Soft labels: how annotators’ values are distributed"), theme, self
        )
        self.card = OptionBox(tr("Card, datasheet and codebook beside the data"), theme, self)
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
        self.pseudonyms.toggled.connect(lambda _on: self._toggle_names())
        self.card.toggled.connect(lambda _on: self._toggle_card())
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

    def _toggle_card(self) -> None:
        words = tr("Title, authors and licence are in the menu Manage, Data set details.")
        self.card.say(words if self.card.on else "")

    def _toggle_names(self) -> None:
        words = tr("Who is who is written to a table beside the export, never into it.")
        self.pseudonyms.say(words if self.pseudonyms.on else "")

    def _tell(self) -> None:
        words = {
            "full": tr("Licence: check that you may share full texts."),
            "quotes": tr("Only the words that are marked."),
            "none": tr("Hashes in the place of words; with the articles, places are found again."),
        }
        if self._without_texts:
            words["full"] = tr("This format holds the words that are marked, not the texts.")
        self._about_text.setText(words[self.texts.key])
