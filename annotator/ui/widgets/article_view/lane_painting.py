"""Paints the bars in people's lanes."""

import uuid
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui.theme.glyphs import paint_glyph
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.article_view.lanes import PlacedBar
from annotator.ui.widgets.article_view.marks import LaneLook
from annotator.ui.widgets.article_view.measures import Measures

_LEAST_GLYPH = 5
"""Pixels; below that shapes can't be told apart, and it reaches beyond a bar that is thinner."""


class LanePainter:
    """Pens and brushes of one theme at one zoom."""

    def __init__(self, theme: Theme, measures: Measures) -> None:
        self._tokens = theme.tokens
        self._px = measures.px
        self._dashes = QPen(self._tokens.text3, measures.px(1.2))
        self._dashes.setDashPattern([2.6, 2.2])

    def paint(
        self, painter: QPainter, bars: Iterable[PlacedBar], selected: uuid.UUID | None
    ) -> None:
        """Paint bars; those of the selected attribution with an outline, on top of the others."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in sorted(bars, key=lambda one: one.mark_id == selected):
            self._paint(painter, placed, chosen=placed.mark_id == selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint(self, painter: QPainter, placed: PlacedBar, *, chosen: bool) -> None:
        tokens, bar, rect = self._tokens, placed.bar, placed.rect
        value = bar.value if bar.look is LaneLook.VALUE else None
        colours = tokens.colours_of(value)
        radius = self._px(4)
        inner = rect.adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if bar.look is LaneLook.MISSING:
            painter.setPen(self._dashes)
        else:
            painter.setPen(QPen(colours.strong, self._px(1.2)))
            painter.setBrush(tokens.window if value is None else colours.fill)
        if chosen and bar.look is not LaneLook.MISSING:
            painter.setPen(QPen(tokens.accent, self._px(2)))
        painter.drawRoundedRect(inner, radius, radius)
        if chosen and bar.look is LaneLook.MISSING:
            # Dashes say that nothing is there; the outline must not hide them.
            painter.setPen(QPen(tokens.accent, self._px(1.2)))
            around = rect.adjusted(-1.5, -1.5, 1.5, 1.5)
            painter.drawRoundedRect(around, radius + 2, radius + 2)
        if bar.look is LaneLook.MISSING:
            half, middle = min(self._px(4), rect.width() / 4), rect.center()
            painter.setPen(QPen(tokens.text3, self._px(1.2)))
            painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
        if value is not None and value.glyph is not None:
            side = max(_LEAST_GLYPH, min(self._px(9), rect.width() - 3, rect.height() - 4))
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(QPointF(rect.center()))
            paint_glyph(painter, value.glyph, spot, colours.strong)
