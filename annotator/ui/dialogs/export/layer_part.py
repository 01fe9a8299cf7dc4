"""Whose work is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption, explanation
from annotator.ui.dialogs.export.export_words import AS_CODED, layer_words, own_words
from annotator.ui.widgets.segment_row import SegmentRow
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.export_choices import ExportChoices
    from annotator.services.interchange.export_report import Preview


class LayerPart(QWidget):
    """An annotator has nothing to choose here: it is their own work."""

    changed = Signal()

    def __init__(self, choices: ExportChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sees_others = choices.sees_others
        self.layers = SegmentRow(
            tr("Layer"),
            (("gold", tr("Gold")), ("annotators", tr("Per annotator")), ("all", tr("Both"))),
            self,
            chosen="all",
        )
        self.layers.setVisible(choices.sees_others)
        self.counts = explanation("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption(tr("Layer"), self))
        column.addWidget(self.layers)
        column.addWidget(self.counts)
        self.layers.chosen.connect(lambda _key: self._choose())
        self.tell(None)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        return self.layers.buttons

    @property
    def layer(self) -> str:
        """Return ``all``, ``annotators`` or ``gold``."""
        return self.layers.key

    def tell(self, preview: Preview | None, counted: str = AS_CODED) -> None:
        """Say how much there is, where what is ``counted`` (`Counted`) is counted."""
        if not self._sees_others:
            words = own_words(preview, counted)
        else:
            words = layer_words(self.layer, preview, counted) if preview else tr("Counting …")
        self.counts.setText(words)

    def _choose(self) -> None:
        self.tell(None)
        self.changed.emit()
