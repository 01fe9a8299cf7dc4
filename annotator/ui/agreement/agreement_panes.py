"""The panes of the Agreement screen, arranged in rows that break where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.breakdown_pane import BreakdownPane
from annotator.ui.widgets.agreement.chart_pane import ChartPane
from annotator.ui.widgets.agreement.choice_bar import ChoiceBar
from annotator.ui.widgets.agreement.computing_strip import ComputingStrip
from annotator.ui.widgets.agreement.confusion_pane import ConfusionPane
from annotator.ui.widgets.agreement.figure_card import FigureCard
from annotator.ui.widgets.agreement.gold_pane import GoldPane
from annotator.ui.widgets.agreement.methods_pane import MethodsPane
from annotator.ui.widgets.agreement.pairs_pane import PairsPane
from annotator.ui.widgets.agreement.quotes_pane import QuotesPane
from annotator.ui.widgets.agreement.readings_pane import ReadingsPane
from annotator.ui.widgets.agreement.rows_page import PlacedPane, RowsPage
from annotator.ui.widgets.inspector.roving_focus import RovingFocus
from annotator.words import tr

_CARDS = 4


class AgreementPanes(QWidget):
    """Arranges; `AgreementFilling` fills."""

    def __init__(
        self, theme: Theme, bar: ChoiceBar, strip: ComputingStrip, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = bar
        self.strip = strip
        self.cards = tuple(FigureCard(theme, self) for _ in range(_CARDS))
        self._roving = RovingFocus(self.cards, self)
        self.pairs = PairsPane(theme, self)
        self.confusion = ConfusionPane(theme, self)
        self.quotes = QuotesPane(theme, self)
        self.course = ChartPane(tr("Trend"), theme, self)
        self.readings = ReadingsPane(theme, self)
        self.breakdown = BreakdownPane(theme, self)
        self.gold = GoldPane(theme, self)
        self.methods = MethodsPane(theme, self)
        self.page = RowsPage(theme, self)
        self.page.add_row(*(PlacedPane(one, 1, 236) for one in self.cards))
        self.page.add_row(
            PlacedPane(self.pairs, 30, 300),
            PlacedPane(self.confusion, 51, 440),
            PlacedPane(self.quotes, 42, 280),
            least_height=330,
        )
        self.page.add_row(
            PlacedPane(self.course, 54, 420), PlacedPane(self.readings, 47, 380), least_height=240
        )
        self.page.add_row(
            PlacedPane(self.breakdown, 52, 500), PlacedPane(self.gold, 49, 480), least_height=280
        )
        self.page.add_row(PlacedPane(self.methods, 1, 300))
        self.area = QScrollArea(self)
        self.area.setWidget(self.page)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.page.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def stops(self) -> tuple[QWidget, ...]:
        """Return where F6 leads, in order; hidden ones are passed by.

        Where there are tabs, they come first: Tab goes on to what is below them.
        """
        return (
            self.bar.attribute,
            self.cards[0],
            self.pairs.chart,
            self.confusion.chart,
            self.quotes.list,
            self.course.chart,
            self.readings.targets,
            self.breakdown.tabs.stop,
            self.gold.people.stop,
            self.methods.text,
        )

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a pane, or to something in one."""
        if self.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget, 0, self._theme.px(24))
