"""The badge of a verdict: a shape and words, in the colour of good, middling and bad."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.agreement.verdicts import Verdict
from annotator.ui.theme.fonts import CAPTION
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import Tokens, mixed
from annotator.ui.widgets.agreement.figure_shown import verdict_words


class VerdictBadge(QWidget):
    """Hidden while there is no verdict."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verdict: Verdict | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    @property
    def words(self) -> str:
        """Return what it says."""
        return self._words

    def show_verdict(self, verdict: Verdict | None, *, target: bool = False) -> None:
        """Show a verdict; None hides it."""
        self._verdict = verdict
        self._words = verdict_words(verdict, target=target) if verdict is not None else ""
        self.setAccessibleName(self._words)
        self.setVisible(verdict is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for shape and words."""
        px = self._theme.px
        wide = QFontMetricsF(self._font()).horizontalAdvance(self._words)
        return QSize(round(wide) + px(30), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        if self._verdict is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, px = self._theme.tokens, self._theme.px
        ink = _ink(self._verdict, tokens)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outlined = tokens.unset.outlined
        painter.setPen(QPen(ink, 1) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface if outlined else mixed(tokens.surface, ink, 0.12))
        painter.drawRoundedRect(rect, px(4), px(4))
        _paint_shape(painter, QPointF(px(12), rect.center().y()), px(4), self._verdict, ink)
        painter.setFont(self._font())
        painter.setPen(ink)
        words = rect.adjusted(px(21), 0, -px(4), 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words
        )

    def _font(self) -> QFont:
        return self._theme.font(CAPTION, QFont.Weight.DemiBold)


def _ink(verdict: Verdict, tokens: Tokens) -> QColor:
    return {
        Verdict.RELIABLE: tokens.ok,
        Verdict.TENTATIVE: tokens.warning,
        Verdict.LOW: tokens.error,
        Verdict.UNKNOWN: tokens.text2,
    }[verdict]


def _paint_shape(
    painter: QPainter, middle: QPointF, radius: float, verdict: Verdict, ink: QColor
) -> None:
    """Paint a tick, a bar, a triangle that points down, or an empty ring."""
    x, y = middle.x(), middle.y()
    painter.setPen(QPen(ink, max(1.4, radius * 0.42), c=Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if verdict is Verdict.RELIABLE:
        painter.drawPolyline(
            QPolygonF([QPointF(x - radius, y), QPointF(x - radius * 0.25, y + radius * 0.7),
                       QPointF(x + radius, y - radius * 0.7)])
        )  # fmt: skip
    elif verdict is Verdict.TENTATIVE:
        painter.drawLine(QPointF(x - radius * 0.9, y), QPointF(x + radius * 0.9, y))
    elif verdict is Verdict.LOW:
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF([QPointF(x - radius * 0.8, y - radius * 0.55),
                       QPointF(x + radius * 0.8, y - radius * 0.55),
                       QPointF(x, y + radius * 0.8)])
        )  # fmt: skip
    else:
        painter.drawEllipse(middle, radius * 0.8, radius * 0.8)
