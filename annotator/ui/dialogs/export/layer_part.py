"""Whose work is exported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption
from annotator.ui.dialogs.export.export_words import AS_CODED, layer_words, own_words
from annotator.ui.dialogs.export.still_note import StillNote
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
        # What a layer says must not move what is chosen next.
        self.counts = StillNote(_long_sayings(choices.sees_others), self)
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


def _long_sayings(sees_others: bool) -> tuple[str, ...]:
    """Return what layers may come to say in a project of some size."""
    from annotator.services.interchange.export_report import Loss, Preview

    left_out = (
        *(Loss("gold_not_settled", 1_000), Loss("gold_cannot_code", 100)),
        Loss("gold_imported_undecided", 1_000),
    )
    many = Preview((), (), (), None, 1_000, 10_000, 1_000, left_out)
    own = replace(many, left_out=())
    return (
        (layer_words("gold", many), layer_words("all", own)) if sees_others else (own_words(own),)
    )
