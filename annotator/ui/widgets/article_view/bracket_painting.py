"""Paints the numbered brackets in the margin."""

import math
import uuid
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.article_view.margin import Bracket
from annotator.ui.widgets.article_view.measures import Measures

_Look = tuple[int, int, float]
"""Colours of line and ground; pixels per pixel of the page."""


class BracketPainter:
    """Lines and badges of one theme at one zoom; each badge is drawn once and then copied."""

    def __init__(self, theme: Theme, measures: Measures) -> None:
        self._tokens = theme.tokens
        self._measures = measures
        self._font = theme.font(10, QFont.Weight.DemiBold)
        self._font.setPixelSize(round(measures.px(10.5)))
        self._badges: dict[_Look, dict[int, QPixmap]] = {}

    def paint(
        self, painter: QPainter, brackets: Iterable[Bracket], selected: uuid.UUID | None
    ) -> None:
        """Paint brackets, then their numbers; the selected one last and on top."""
        brackets = list(brackets)
        chosen: Bracket | None = None
        # By identity, which is enough here: a value takes longer to hash than a bracket to paint.
        alike: dict[int, list[Bracket]] = {}
        for bracket in brackets:
            if bracket.mark.id == selected:
                chosen = bracket
            else:
                alike.setdefault(id(bracket.mark.value), []).append(bracket)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groups = [(group[0].mark.value, group) for group in alike.values()]
        for value, group in groups:
            colour = self._tokens.colours_of(value).strong
            if value is None:
                self._dashed(painter, group, colour)
            else:
                self._solid(painter, group, colour, 1.4)
        for value, group in groups:
            colour = self._tokens.colours_of(value).strong
            self._numbers(painter, group, colour, self._tokens.surface, colour)
        if chosen is not None:
            accent = self._tokens.accent
            self._solid(painter, [chosen], accent, 2.4)
            self._ticks(painter, chosen, accent, brackets)
            self._numbers(painter, [chosen], accent, accent, self._tokens.on_accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _solid(
        self, painter: QPainter, brackets: Iterable[Bracket], colour: QColor, width: float
    ) -> None:
        """Paint lines as rectangles, which are quick."""
        thick, foot = self._measures.px(width), self._measures.px(6)
        rects = []
        for bracket in brackets:
            x = bracket.x + 0.5
            top, height = bracket.top + 1.5 - thick / 2, bracket.bottom - bracket.top - 3 + thick
            left = x - thick / 2 if bracket.inwards > 0 else x + thick / 2 - foot
            rects += [
                QRectF(x - thick / 2, top, thick, height),
                QRectF(left, top, foot, thick),
                QRectF(left, top + height - thick, foot, thick),
            ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(rects)

    def _dashed(self, painter: QPainter, brackets: Iterable[Bracket], colour: QColor) -> None:
        pen = QPen(colour, self._measures.px(1.4))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for bracket in brackets:
            x, end = bracket.x + 0.5, bracket.x + 0.5 + bracket.inwards * self._measures.px(6)
            top, bottom = bracket.top + 1.5, bracket.bottom - 1.5
            painter.drawPolyline(
                [QPointF(end, top), QPointF(x, top), QPointF(x, bottom), QPointF(end, bottom)]
            )

    def _ticks(
        self, painter: QPainter, bracket: Bracket, colour: QColor, brackets: Iterable[Bracket]
    ) -> None:
        """Paint where the fragments begin, as far as no line or number is in the way."""
        px = self._measures.px
        painter.setPen(QPen(colour, px(1)))
        painter.setBrush(colour)
        x, dot = bracket.x + 0.5, px(1.8)
        others = [one for one in brackets if one is not bracket]
        for y in bracket.ticks:
            length = min(
                (self._room(bracket, y, one) - dot - px(1) for one in others), default=px(14)
            )
            end = x + bracket.inwards * min(px(14), length)
            painter.drawLine(QPointF(x, y), QPointF(end, y))
            if length > dot:
                painter.drawEllipse(QPointF(end, y), dot, dot)

    def _room(self, bracket: Bracket, y: float, other: Bracket) -> float:
        """Return how far a tick at a height can go towards the text before another bracket."""
        apart = (other.x - bracket.x) * bracket.inwards
        if apart <= 0:
            return math.inf
        width, height = self._badge_size(other.mark.number)
        middle = (other.top + other.bottom) / 2
        if abs(y - middle) <= height / 2 + self._measures.px(2):
            return apart - width / 2
        return apart if other.top <= y <= other.bottom else math.inf

    def _badge_size(self, number: int) -> tuple[int, int]:
        px = self._measures.px
        height = math.ceil(px(18.5)) | 1
        return max(height, math.ceil(px(6.2) * len(str(number)) + px(8)) | 1), height

    def _numbers(
        self,
        painter: QPainter,
        brackets: Iterable[Bracket],
        line: QColor,
        ground: QColor,
        digits: QColor,
    ) -> None:
        ratio = painter.device().devicePixelRatio()
        badges = self._badges.setdefault((line.rgba(), ground.rgba(), ratio), {})
        for bracket in brackets:
            number = bracket.mark.number
            badge = badges.get(number)
            if badge is None:
                badge = badges[number] = self._badge(number, line, ground, digits, ratio)
            left = bracket.x + 0.5 - badge.width() / ratio / 2
            top = (bracket.top + bracket.bottom - badge.height() / ratio) / 2
            painter.drawPixmap(QPointF(round(left), round(top)), badge)

    def _badge(
        self, number: int, line: QColor, ground: QColor, digits: QColor, ratio: float
    ) -> QPixmap:
        px = self._measures.px
        width, height = self._badge_size(number)
        result = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
        result.setDevicePixelRatio(ratio)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.setPen(QPen(line, px(1.4)))
        painter.setBrush(ground)
        inset = px(0.7) + 0.1
        box = QRectF(0, 0, width, height).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(digits)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.end()
        return result
