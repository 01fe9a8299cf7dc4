"""Each annotator against gold: what they said where gold says otherwise, and how sure they were."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from annotator.ui.theme.fonts import BODY, SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.chart_pane import ChartArea
from annotator.ui.widgets.agreement.chart_view import ChartView
from annotator.ui.widgets.agreement.painting import Painting
from annotator.ui.widgets.agreement.pane import Pane
from annotator.ui.widgets.agreement.tab_row import TabRow
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class GoldPane(Pane):
    """A tab per annotator; matrix and calibration under each other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Each coder against gold"), theme, parent)
        self.people = TabRow(tr("Annotators"), theme, self)
        self.facts = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.facts.setWordWrap(True)
        self.matrix = ChartView(theme, tr("Against gold"), self)
        self.calibration = ChartView(theme, tr("Calibration"), self)
        self._matrix_area = ChartArea(self.matrix, theme, self)
        self._lines_area = ChartArea(self.calibration, theme, self)
        self._lines_head = ToneLabel(theme, self, tone="text1", size=BODY, bold=True)
        self._lines_head.setText(tr("Right, by how sure they were"))
        self._lines_head.setWordWrap(True)
        self._charts = QWidget(self)
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._charts)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(theme.px(12))
        right = QVBoxLayout()
        right.addWidget(self._lines_head)
        right.addWidget(self._lines_area, 1)
        # Shares follow what each needs at least: the matrix about twice what the lines do.
        self._side.addWidget(self._matrix_area, 2)
        self._side.addLayout(right, 1)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add(self.people)
        self.add(self.facts)
        self.add(self._charts, 1)

    def say(self, words: str) -> None:
        """Show a sentence instead of charts."""
        self.people.hide()
        self._charts.hide()
        self.facts.setText(words)

    def show_annotator(
        self, facts: str, matrix: Painting | None, calibration: Painting | None, name: str
    ) -> None:
        """Show one annotator's work against gold."""
        self.people.show()
        self._charts.show()
        self.facts.setText(facts)
        self.matrix.setAccessibleName(tr("{name} against gold", name=name))
        self.calibration.setAccessibleName(tr("Calibration of {name}", name=name))
        for area, view, painting in (
            (self._matrix_area, self.matrix, matrix),
            (self._lines_area, self.calibration, calibration),
        ):
            view.show_painting(painting)
            area.setVisible(painting is not None)
            area.updateGeometry()
        self._lines_head.setVisible(calibration is not None)
        self._stack()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the charts in the new width."""
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        """Put the charts under each other where either would not be seen as a whole."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        shown = [one for one in (self.matrix, self.calibration) if one.painting is not None]
        needed = sum(one.minimumSizeHint().width() for one in shown) + self._side.spacing()
        stacked = needed > self._charts_width()
        self._side.setDirection(down if stacked else across)

    def _charts_width(self) -> int:
        margins = self._column.contentsMargins()
        return self.width() - margins.left() - margins.right() - 2 * self.frameWidth()
