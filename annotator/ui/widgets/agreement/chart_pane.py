"""A pane with one chart; instead of it a sentence, where there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.chart_view import ChartView
from annotator.ui.widgets.agreement.painting import Painting
from annotator.ui.widgets.agreement.pane import Pane
from annotator.ui.widgets.inspector.tone_label import ToneLabel

_LARGEST_WIDE, _LARGEST_HIGH = 460, 560
"""Beyond that a chart scrolls in its pane."""


class ChartArea(QScrollArea):
    """Scrolls a chart that is larger than its pane; follows the current cell."""

    def __init__(self, chart: ChartView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chart = chart
        self.setWidget(chart)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        # Without it a style draws a frame of its own between two scroll bars.
        self.setCornerWidget(QWidget(self))
        chart.setAutoFillBackground(False)
        chart.cell_chosen.connect(lambda _row, _column: self.show_current())
        chart.installEventFilter(self)

    def show_current(self) -> None:
        """Bring the current cell into sight."""
        rect = self.chart.visualRect(self.chart.currentIndex())
        if not rect.isEmpty():
            self.ensureVisible(rect.center().x(), rect.center().y(), rect.width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for room for the bar below, where the chart is wider now than its pane."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the chart needs."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Return the chart's size, up to the largest that a pane takes."""
        hint, px = self.chart.minimumSizeHint(), self._theme.px
        largest = QSize(px(_LARGEST_WIDE), px(_LARGEST_HIGH))
        if hint.width() > self.width():
            # The bar below takes no height from the chart, which then need not scroll both ways.
            hint += QSize(0, self.horizontalScrollBar().sizeHint().height())
        return hint.boundedTo(largest)

    def sizeHint(self) -> QSize:
        """Return the same."""
        return self.minimumSizeHint()


class ChartPane(Pane):
    """Shows a painting, or says why there is none."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(title, theme, parent)
        self.chart = ChartView(theme, title, self)
        self.area = ChartArea(self.chart, theme, self)
        self.note = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note.hide()
        self.add(self.note)
        self.add(self.area, 1)

    def show_chart(
        self,
        painting: Painting | None,
        note: str = "",
        *,
        name: str = "",
        current: tuple[int, int] | None = None,
    ) -> None:
        """Show a painting, with a sentence above it; without one, the sentence alone."""
        self.chart.setAccessibleName(name or self.title)
        self.chart.show_painting(painting, current)
        self.area.setVisible(painting is not None)
        self.area.updateGeometry()
        self.note.setText(note)
        self.note.setVisible(bool(note))
