"""How a role of spans looks in the article, as a small sample."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.text.spans import SpanRole
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import StanceColours


class SpanSwatch(QWidget):
    """Fill and underline for content, dots for source, a line for cue, dashes for condition."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = SpanRole.CONTENT
        self._colours = theme.tokens.unset
        theme.changed.connect(self.updateGeometry)

    def show_role(self, role: SpanRole, colours: StanceColours) -> None:
        """Show a role; content in these colours."""
        self._role, self._colours = role, colours
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the sample."""
        return QSize(self._theme.px(16), self._theme.px(14))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sample."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, ink = self._theme.px, self._theme.tokens.text2
        tall = min(self.height(), px(14))
        rect = QRectF(0, (self.height() - tall) / 2, min(self.width(), px(16)), tall)
        if self._role is SpanRole.CONTENT:
            ground = rect.adjusted(0, 1, 0, -px(2))
            painter.fillRect(ground, self._colours.fill)
            if self._colours.hatched:
                hatch = QColor(self._colours.strong)
                hatch.setAlpha(110)
                painter.fillRect(ground, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            painter.fillRect(
                QRectF(rect.left(), rect.bottom() - px(3), rect.width(), px(2)),
                self._colours.strong,
            )
            return
        pen = QPen(ink, px(13) / 10)
        if self._role is SpanRole.SOURCE:
            pen = QPen(ink, px(2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 2.2])
        elif self._role is SpanRole.CONDITION:
            pen = QPen(ink, px(16) / 10)
            pen.setDashPattern([2.6, 1.6])
        painter.setPen(pen)
        middle = rect.center().y() + px(1)
        painter.drawLine(QLineF(rect.left() + 1, middle, rect.right() - 1, middle))
