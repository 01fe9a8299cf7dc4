"""The bar of one figure: where it stands from 0 to 1, its interval, and its limits."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.domain.agreement.results import Figure
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed


def paint_interval_bar(
    painter: QPainter, rect: QRectF, figure: Figure, limits: tuple[float, ...], theme: Theme
) -> None:
    """Paint a bar from 0 to 1: darker from each limit on; a point with whiskers at the figure.

    Figures below 0 stand at the left end, with an arrow.
    """
    tokens, px = theme.tokens, theme.px
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, high = rect.center().y(), max(3.0, px(5))
    bar = QRectF(rect.left(), middle - high / 2, rect.width(), high)
    outlined = tokens.unset.outlined
    painter.setPen(QPen(tokens.hairline, 1) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(mixed(tokens.surface, tokens.text3, 0.14))
    painter.drawRoundedRect(bar, high / 2, high / 2)
    for step, limit in enumerate(limits, start=1):
        part = QRectF(bar)
        part.setLeft(_place(limit, bar))
        share = 0.24 if step < len(limits) else 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(tokens.surface, tokens.text3, share))
        painter.drawRect(part)
    if figure.value is None:
        return
    ink = tokens.text1
    if figure.interval is not None:
        low, top = (_place(one, bar) for one in figure.interval)
        painter.setPen(QPen(ink, max(1.4, px(2)), c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(low, middle), QPointF(top, middle))
        tick = px(5)
        for x, value in ((low, figure.interval[0]), (top, figure.interval[1])):
            if value < 0:
                painter.setBrush(ink)
                painter.drawPolygon(
                    QPolygonF(
                        [
                            QPointF(x, middle),
                            QPointF(x + tick, middle - tick),
                            QPointF(x + tick, middle + tick),
                        ]
                    )
                )
            else:
                painter.drawLine(QPointF(x, middle - tick), QPointF(x, middle + tick))
    radius = px(4.5)
    painter.setPen(QPen(tokens.surface, max(1.0, px(1.5))))
    painter.setBrush(tokens.accent)
    painter.drawEllipse(QPointF(_place(figure.value, bar), middle), radius, radius)


def _place(value: float, bar: QRectF) -> float:
    return bar.left() + bar.width() * min(1.0, max(0.0, value))
