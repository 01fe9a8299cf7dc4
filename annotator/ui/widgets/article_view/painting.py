"""Paints the overlay of a block: what lies under the words, and what lies on top of them."""

import math

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from annotator.domain.codebook import Value
from annotator.ui.theme.glyphs import paint_chip
from annotator.ui.theme.tokens import StanceColours, Tokens, mixed
from annotator.ui.widgets.article_view.display_list import Chip, DisplayList
from annotator.ui.widgets.article_view.measures import Measures

_HATCH = 7
"""Distance of hatching lines, in pixels."""


class OverlayPainter:
    """Pens and brushes of one theme at one zoom."""

    def __init__(self, tokens: Tokens, measures: Measures) -> None:
        self._tokens = tokens
        self._measures = measures
        self._hatches: dict[int, QBrush] = {}
        self._dot_tiles: dict[tuple[int, float], QPixmap] = {}
        self._chips: dict[tuple[Value | None, float, float], QPixmap] = {}
        self._dashes = _dash_pen(tokens.text2, measures.px(1.3))
        self._accent_dashes = _dash_pen(tokens.accent, measures.px(1.3))
        self._unset = _dash_pen(tokens.unset.strong, measures.px(1.3))
        self._zone_bar = mixed(tokens.surface, tokens.text3, 0.4)
        self._outline = QPen(tokens.accent, measures.px(2))
        self._outline.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._contested = QPen(tokens.warning, measures.px(1.5))
        self._contested.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._contested_hatch: QBrush | None = None

    def paint_below(self, painter: QPainter, block: DisplayList) -> None:
        """Paint fills, which the words stand on."""
        painter.setPen(Qt.PenStyle.NoPen)
        if block.zone_bars:
            _fill(painter, block.zone_bars, self._zone_bar)
        if block.tints:
            _fill(painter, block.tints, self._tokens.selected_row)
        if block.chosen:
            _fill(painter, block.chosen, self._tokens.selected_row)
        if block.contested:
            if self._contested_hatch is None:
                self._contested_hatch = QBrush(_hatch_tile(self._tokens.warning))
            painter.setBrush(self._contested_hatch)
            painter.drawRects(block.contested)
        for _, group in sorted(block.fills.items()):
            if group.colours.outlined:
                continue
            _fill(painter, group.rects, group.colours.fill)
            if group.colours.hatched:
                painter.setBrush(self._hatch(group.colours))
                painter.drawRects(group.rects)

    def paint_above(self, painter: QPainter, block: DisplayList) -> None:
        """Paint lines, outlines and chips."""
        painter.setPen(Qt.PenStyle.NoPen)
        for group in block.underlines.values():
            _fill(painter, group.rects, group.colours.strong)
        if block.cues:
            _fill(painter, block.cues, self._tokens.text2)
        if block.selected_cues:
            _fill(painter, block.selected_cues, self._tokens.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._dotted(painter, block.dots, self._tokens.text2)
        self._dotted(painter, block.selected_dots, self._tokens.accent)
        _lines(painter, block.dashes, self._dashes)
        _lines(painter, block.selected_dashes, self._accent_dashes)
        for group in block.outlines.values():
            painter.setPen(QPen(group.colours.strong, self._measures.px(1.3)))
            painter.drawRects(group.rects)
        if block.unset:
            painter.setPen(self._unset)
            painter.drawRects(_inside(block.unset, 0.5))
        if block.selected:
            painter.setPen(self._outline)
            painter.drawRects(_inside(block.selected, 0))
        if block.contested:
            painter.setPen(self._contested)
            painter.drawRects(_inside(block.contested, 0.5))
        if block.agreed:
            painter.setPen(self._outline)
            painter.drawRects(_inside(block.agreed, 0))
        if block.chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            thick = self._measures.px(3)
            bands = [
                QRectF(rect.left(), rect.bottom(), rect.width(), thick) for rect in block.chosen
            ]
            _fill(painter, bands, self._tokens.accent)
        self._paint_chips(painter, block.chips)

    def paint_handles(self, painter: QPainter, block: DisplayList, *, near: bool) -> None:
        """Paint the grips of the selected attribution's fragments; larger with the mouse near."""
        if not block.edges:
            return
        painter.setPen(QPen(self._tokens.surface, 1.2))
        painter.setBrush(self._tokens.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._measures.px(5 if near else 3.6)
        for edge in block.edges:
            y = edge.top if edge.is_start else edge.bottom
            painter.drawEllipse(QRectF(edge.x - radius, y - radius, 2 * radius, 2 * radius))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_chips(self, painter: QPainter, chips: list[Chip]) -> None:
        """Paint chips from pictures, each drawn once, for many look alike."""
        ratio = painter.device().devicePixelRatio()
        pictures: dict[tuple[int, float], QPixmap] = {}
        for chip in chips:
            side = chip.rect.width()
            picture = pictures.get((id(chip.value), side))
            if picture is None:
                picture = pictures[id(chip.value), side] = self._chip(chip.value, side, ratio)
            painter.drawPixmap(chip.rect.topLeft(), picture)

    def _chip(self, value: Value | None, side: float, ratio: float) -> QPixmap:
        key = (value, side, ratio)
        if key not in self._chips:
            colours = self._tokens.colours_of(value)
            self._chips[key] = _chip_picture(value, side, colours, ratio)
        return self._chips[key]

    def _dotted(self, painter: QPainter, rows: list[QRectF], colour: QColor) -> None:
        """Paint rows of dots; as a tile, for a dotted pen takes ten times as long."""
        if not rows:
            return
        ratio = painter.device().devicePixelRatio()
        key = (colour.rgba(), ratio)
        if key not in self._dot_tiles:
            self._dot_tiles[key] = _dot_tile(colour, self._measures.px(2), ratio)
        tile = self._dot_tiles[key]
        height = tile.deviceIndependentSize().height()
        for row in rows:
            painter.drawTiledPixmap(
                QRectF(round(row.left()), round(row.top()), row.width(), height), tile
            )

    def _hatch(self, colours: StanceColours) -> QBrush:
        key = id(colours)
        if key not in self._hatches:
            self._hatches[key] = QBrush(_hatch_tile(colours.strong))
        return self._hatches[key]


def _fill(painter: QPainter, rects: list[QRectF], colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawRects(rects)


def _lines(painter: QPainter, lines: list[QLineF], pen: QPen) -> None:
    if lines:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawLines(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _inside(rects: list[QRectF], by: float) -> list[QRectF]:
    return [rect.adjusted(by, by, -by, -by) for rect in rects]


def _chip_picture(
    value: Value | None, side: float, colours: StanceColours, ratio: float
) -> QPixmap:
    pixels = math.ceil(side * ratio)
    picture = QPixmap(pixels, pixels)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_chip(painter, QRectF(0, 0, side, side), value, colours)
    painter.end()
    return picture


def _dot_tile(colour: QColor, size: float, ratio: float) -> QPixmap:
    """Return one dot with the gap after it."""
    width, height = round(2.2 * size * ratio), round((size + 1) * ratio)
    tile = QPixmap(width, height)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(0, 0, size, size))
    painter.end()
    return tile


def _dash_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([3, 2.4])
    return pen


def _hatch_tile(colour: QColor) -> QPixmap:
    """Return a tile whose copies make slanting lines."""
    tile = QPixmap(_HATCH, _HATCH)
    tile.fill(Qt.GlobalColor.transparent)
    faint = QColor(colour)
    faint.setAlphaF(0.3)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(faint, 1))
    for shift in (-_HATCH, 0, _HATCH):
        painter.drawLine(QLineF(shift - 1, _HATCH + 1, shift + _HATCH + 1, -1))
    painter.end()
    return tile
