"""The margin: a numbered bracket beside the lines that each attribution covers."""

import heapq
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import Tokens
from annotator.ui.widgets.article_view.marks import AttributionMark
from annotator.ui.widgets.article_view.measures import Measures
from annotator.ui.widgets.article_view.overlay import Overlay
from annotator.ui.widgets.article_view.text_positions import TextPositions

Place = tuple[int, int]
"""Number of a block, and of a line in it."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines that an attribution covers."""

    first: Place
    last: Place
    ticks: tuple[Place, ...]


def assign_lanes(extents: dict[uuid.UUID, Extent]) -> dict[uuid.UUID, int]:
    """Give each bracket the lane nearest to the text that is free on all of its lines."""
    lanes: dict[uuid.UUID, int] = {}
    free: list[int] = []
    busy: list[tuple[Place, int]] = []
    ordered = sorted(
        extents.items(),
        key=lambda item: (item[1].first, (-item[1].last[0], -item[1].last[1]), item[0].bytes),
    )
    for mark_id, extent in ordered:
        while busy and busy[0][0] < extent.first:
            heapq.heappush(free, heapq.heappop(busy)[1])
        lane = heapq.heappop(free) if free else len(busy)
        lanes[mark_id] = lane
        heapq.heappush(busy, (extent.last, lane))
    return lanes


class Margin:
    """Extents and lanes of all brackets of an article."""

    def __init__(self, overlay: Overlay) -> None:
        self._overlay = overlay
        self._extents: dict[uuid.UUID, Extent] = {}
        self._seen: dict[uuid.UUID, AttributionMark] = {}
        self._lanes: dict[uuid.UUID, int] = {}

    @property
    def lanes(self) -> int:
        """Return how many lanes are in use."""
        return max(self._lanes.values(), default=-1) + 1

    def forget(self) -> None:
        """Forget where lines break."""
        self._extents.clear()

    def update(self, positions: TextPositions, changed_blocks: Iterable[int]) -> None:
        """Work out the brackets of marks that are new or touch one of these blocks."""
        index = self._overlay.index
        blocks = set(changed_blocks)
        kept = self._extents
        self._extents = {}
        for mark in index.marks:
            known = kept.get(mark.id)
            if known is None or (blocks and not blocks.isdisjoint(index.blocks_of(mark.id))):
                known = self._measure(mark, positions)
            if known is not None:
                self._extents[mark.id] = known
        self._lanes = assign_lanes(self._extents)

    def _measure(self, mark: AttributionMark, positions: TextPositions) -> Extent | None:
        if not mark.spans:
            return None
        ticks = tuple(sorted({self._place(positions, one.start) for one in mark.spans}))
        last = max(self._place(positions, one.end - 1) for one in mark.spans)
        return Extent(ticks[0], last, ticks)

    def _place(self, positions: TextPositions, code_point: int) -> Place:
        number = positions.block_of(code_point)
        return number, self._overlay.lines_of(number).line_of(code_point)

    def brackets(
        self, first_block: int, last_block: int, measures: Measures, text_left: float
    ) -> list["Bracket"]:
        """Return the brackets that touch a range of blocks."""
        result = []
        for mark in self._overlay.index.marks:
            extent = self._extents.get(mark.id)
            if extent is None or extent.first[0] > last_block or extent.last[0] < first_block:
                continue
            top = self._heights(extent.first)[0]
            bottom = self._heights(extent.last)[1]
            ticks = [sum(self._heights(place)) / 2 for place in extent.ticks]
            x = text_left - measures.lane_offset(self._lanes[mark.id])
            result.append(Bracket(mark, round(x), top, bottom, ticks))
        return result

    def _heights(self, place: Place) -> tuple[float, float]:
        number, line = place
        y = self._overlay.origin(number).y()
        lines = self._overlay.lines_of(number)
        if line >= len(lines.lines):
            return y, y
        top, bottom = lines.vertical(line)
        return y + top, y + bottom


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket on the page, in the document's coordinates."""

    mark: AttributionMark
    x: float
    top: float
    bottom: float
    ticks: list[float]

    def area(self, measures: Measures) -> QRectF:
        """Return where it can be clicked."""
        half = measures.lane / 2
        height = max(self.bottom - self.top, measures.px(18))
        top = (self.top + self.bottom - height) / 2
        return QRectF(self.x - half, top, 2 * half, height)


def paint_brackets(
    painter: QPainter,
    brackets: Iterable[Bracket],
    selected: uuid.UUID | None,
    theme: Theme,
    measures: Measures,
) -> None:
    """Paint brackets, the selected one last and on top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme.font(10, QFont.Weight.DemiBold)
    font.setPixelSize(round(measures.px(10.5)))
    painter.setFont(font)
    for bracket in sorted(brackets, key=lambda one: one.mark.id == selected):
        _paint(painter, bracket, bracket.mark.id == selected, theme.tokens, measures)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint(
    painter: QPainter, bracket: Bracket, chosen: bool, tokens: Tokens, measures: Measures
) -> None:
    colour = tokens.accent if chosen else tokens.colours_of(bracket.mark.value).strong
    pen = QPen(colour, measures.px(2.4 if chosen else 1.4))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if bracket.mark.value is None and not chosen:
        pen.setDashPattern([3, 2.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, foot = bracket.x + 0.5, measures.px(6)
    top, bottom = bracket.top + 1.5, bracket.bottom - 1.5
    painter.drawPolyline(
        [QPointF(x + foot, top), QPointF(x, top), QPointF(x, bottom), QPointF(x + foot, bottom)]
    )
    if chosen:
        _paint_ticks(painter, bracket, x, measures)
    _paint_number(painter, bracket, chosen, tokens, measures)


def _paint_ticks(painter: QPainter, bracket: Bracket, x: float, measures: Measures) -> None:
    colour = painter.pen().color()
    painter.setPen(QPen(colour, measures.px(1)))
    painter.setBrush(colour)
    end, dot = x + measures.px(14), measures.px(1.8)
    for y in bracket.ticks:
        painter.drawLine(QPointF(x, y), QPointF(end, y))
        painter.drawEllipse(QPointF(end, y), dot, dot)


def _paint_number(
    painter: QPainter, bracket: Bracket, chosen: bool, tokens: Tokens, measures: Measures
) -> None:
    number = str(bracket.mark.number)
    colour = tokens.accent if chosen else tokens.colours_of(bracket.mark.value).strong
    radius = measures.px(8.5)
    width = max(2 * radius, measures.px(6.2) * len(number) + measures.px(6))
    box = QRectF(0, 0, width, 2 * radius)
    box.moveCenter(QPointF(bracket.x + 0.5, (bracket.top + bracket.bottom) / 2))
    painter.setPen(QPen(colour, measures.px(1.4)))
    painter.setBrush(tokens.accent if chosen else tokens.surface)
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(tokens.on_accent if chosen else colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
