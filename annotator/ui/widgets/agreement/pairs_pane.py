"""The annotators pair by pair: a map for three and more, for two the figures of the pair."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.chart_pane import ChartPane
from annotator.ui.widgets.agreement.heat_map import HeatMap
from annotator.words import tr


class PairsPane(ChartPane):
    """Tells which pair was chosen, by the places of the two annotators."""

    pair_chosen = Signal(int, int)
    all_chosen = Signal()
    """All pairs together are to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Coder pairs"), theme, parent)
        self.all = QToolButton(self)
        self.all.setProperty("kind", "chip")
        self.all.setText(tr("All pairs"))
        self.all.setToolTip(tr("Show the values of all pairs together"))
        self.all.setCheckable(True)
        self.all.clicked.connect(self._all_pressed)
        self.add_to_head(self.all)
        self.chart.cell_chosen.connect(self._chosen)
        self.chart.cell_opened.connect(self._chosen)

    def show_map(self, painting: HeatMap, pair: tuple[int, int] | None) -> None:
        """Show every pair; ``pair``: the chosen one."""
        self.all.show()
        self.all.setChecked(pair is None)
        self.show_chart(painting, current=painting.place_of(*pair) if pair is not None else None)
        if pair is None:
            self.chart.leave_cell()

    def _chosen(self, row: int, column: int) -> None:
        if isinstance(self.chart.painting, HeatMap):
            self.pair_chosen.emit(*self.chart.painting.pair_at(row, column))

    def _all_pressed(self) -> None:
        self.all.setChecked(True)
        self.all_chosen.emit()
