"""The shapes that tell values apart without colour, and the chips that carry them."""

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
    QTransform,
)

from annotator.domain.codebook import Glyph, Value
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import StanceColours

CHIP = 17
"""Side of a chip in pixels, at 100 %."""

_GLYPH_SHARE = 0.53
"""How much of a chip's side its glyph takes."""


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    path.closeSubpath()
    return path


def _star() -> QPainterPath:
    return _polygon(
        *(
            (
                0.5 + radius * math.sin(turn * math.pi / 5),
                0.53 - radius * math.cos(turn * math.pi / 5),
            )
            for turn, radius in enumerate((0.53, 0.24) * 5)
        )
    )


def _stroked(path: QPainterPath, width: float, cap: Qt.PenCapStyle) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(cap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def _question() -> QPainterPath:
    hook = QPainterPath(QPointF(0.26, 0.29))
    hook.cubicTo(QPointF(0.28, 0.0), QPointF(0.76, 0.0), QPointF(0.76, 0.30))
    hook.cubicTo(QPointF(0.76, 0.50), QPointF(0.5, 0.47), QPointF(0.5, 0.69))
    path = _stroked(hook, 0.17, Qt.PenCapStyle.FlatCap)
    path.addEllipse(QPointF(0.5, 0.90), 0.11, 0.11)
    return path


def _cross() -> QPainterPath:
    lines = QPainterPath(QPointF(0.16, 0.16))
    lines.lineTo(0.84, 0.84)
    lines.moveTo(0.84, 0.16)
    lines.lineTo(0.16, 0.84)
    return _stroked(lines, 0.22, Qt.PenCapStyle.RoundCap)


@cache
def _unit_path(glyph: Glyph) -> QPainterPath:
    """Return a shape in the unit square."""
    path = QPainterPath()
    match glyph:
        case Glyph.TRIANGLE_UP:
            path = _polygon((0.5, 0.08), (0.98, 0.90), (0.02, 0.90))
        case Glyph.TRIANGLE_DOWN:
            path = _polygon((0.02, 0.10), (0.98, 0.10), (0.5, 0.92))
        case Glyph.DIAMOND:
            path = _polygon((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))
        case Glyph.CIRCLE:
            path.addEllipse(QRectF(0.07, 0.07, 0.86, 0.86))
        case Glyph.QUESTION:
            path = _question()
        case Glyph.SQUARE:
            path.addRoundedRect(QRectF(0.1, 0.1, 0.8, 0.8), 0.06, 0.06)
        case Glyph.STAR:
            path = _star()
        case Glyph.CROSS:
            path = _cross()
    return path


def paint_glyph(painter: QPainter, glyph: Glyph, rect: QRectF, colour: QColor) -> None:
    """Paint a shape that fills ``rect``."""
    side = min(rect.width(), rect.height())
    left, top = rect.center().x() - side / 2, rect.center().y() - side / 2
    path = QTransform(side, 0, 0, side, left, top).map(_unit_path(glyph))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, colour)
    painter.restore()


def paint_chip(
    painter: QPainter, rect: QRectF, value: Value | None, colours: StanceColours
) -> None:
    """Paint a rounded square with the value's shape on it; without a value, an empty dashed one."""
    radius = rect.width() * 0.22
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if value is None:
        pen = QPen(colours.strong, max(1.2, rect.width() / 14))
        pen.setDashPattern([2.2, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.8, 0.8, -0.8, -0.8), radius, radius)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.strong)
        painter.drawRoundedRect(rect, radius, radius)
        side = rect.width() * _GLYPH_SHARE
        inner = QRectF(0, 0, side, side)
        inner.moveCenter(rect.center())
        paint_glyph(painter, value.glyph or Glyph.SQUARE, inner, colours.chip_glyph)
    painter.restore()


def value_icon(value: Value, theme: Theme, size: int = 12, *, chip: bool = False) -> QIcon:
    """Return a value's shape in its colour, or its chip, ``size`` pixels wide (at text scale 1)."""
    key = ("value", value.glyph, value.colour, size, chip)
    if key not in theme.icon_cache:
        theme.icon_cache[key] = _drawn(value, theme, theme.px(size), chip=chip)
    return theme.icon_cache[key]


def _drawn(value: Value, theme: Theme, side: int, *, chip: bool) -> QIcon:
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    pixmap = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    colours = theme.tokens.colours_of(value)
    painter = QPainter(pixmap)
    rect = QRectF(0, 0, side, side)
    if chip:
        paint_chip(painter, rect, value, colours)
    else:
        paint_glyph(painter, value.glyph or Glyph.SQUARE, rect, colours.strong)
    painter.end()
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(pixmap, mode)
    return icon
