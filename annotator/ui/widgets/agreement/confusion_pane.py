"""The confusion matrix of an attribute, as counts or as shares of the row."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.chart_pane import ChartPane
from annotator.ui.widgets.agreement.tab_row import TabRow
from annotator.words import tr


class ConfusionPane(ChartPane):
    """Going to a cell asks for its quotes; Enter goes to them."""

    percent_chosen = Signal(object)
    """True for shares of the row, False for counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Confusion"), theme, parent)
        self.units = TabRow(tr("Counts or shares"), theme, self)
        self.units.chosen.connect(self.percent_chosen)
        self.show_percent(False)
        self.add_to_head(self.units)
        self.explain(matrix=True)

    def explain(self, *, matrix: bool) -> None:
        """Say how to get to the quotes."""
        self.set_foot(
            tr("Select a cell to read its quotes. Arrow keys move, Enter opens.")
            if matrix
            else tr(
                "In pairs of annotators, unit by unit. Select a line to read its quotes; Enter"
                " opens."
            )
        )

    def show_percent(self, percent: bool) -> None:
        """Show which of the two is shown."""
        self.units.show_tabs(((False, tr("Counts")), (True, tr("Row %"))), percent)
