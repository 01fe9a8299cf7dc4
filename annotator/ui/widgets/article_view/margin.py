"""Where the numbered brackets are, beside the lines that each attribution covers."""

import heapq
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

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


@dataclass(frozen=True, slots=True)
class MarginSide:
    """The margin at which lines begin."""

    edge: float
    """Where the text begins."""
    inwards: int
    """1 if lines go from there to the right, -1 if to the left."""
    lanes: int
    """For how many there is room."""


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
        self._lanes: dict[uuid.UUID, int] = {}
        self._brackets: dict[uuid.UUID, Bracket] = {}
        """Those that have been asked for."""

    @property
    def lanes(self) -> int:
        """Return how many lanes are in use."""
        return max(self._lanes.values(), default=-1) + 1

    def forget(self) -> None:
        """Forget where lines break."""
        self._extents.clear()
        self._brackets.clear()

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
        self._brackets.clear()

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
        self, first_block: int, last_block: int, measures: Measures, side: MarginSide
    ) -> list["Bracket"]:
        """Return the brackets that touch a range of blocks."""
        result = []
        for mark in self._overlay.index.marks:
            extent = self._extents.get(mark.id)
            if extent is None or extent.first[0] > last_block or extent.last[0] < first_block:
                continue
            known = self._brackets.get(mark.id)
            if known is None:
                lane = self._lanes[mark.id] % side.lanes
                x = round(side.edge - side.inwards * measures.lane_offset(lane))
                known = self._brackets[mark.id] = self._bracket(mark, extent, x, side.inwards)
            result.append(known)
        return result

    def _bracket(self, mark: AttributionMark, extent: Extent, x: float, inwards: int) -> "Bracket":
        top = self._heights(extent.first)[0]
        bottom = self._heights(extent.last)[1]
        ticks = [sum(self._heights(place)) / 2 for place in extent.ticks]
        return Bracket(mark, x, top, bottom, ticks, inwards)

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
    inwards: int
    """1 if the text is right of it, -1 if it is left of it."""

    @property
    def mark_id(self) -> uuid.UUID:
        """Return whose bracket it is."""
        return self.mark.id

    def area(self, measures: Measures) -> QRectF:
        """Return where it can be clicked."""
        half = measures.lane / 2
        height = max(self.bottom - self.top, measures.px(18))
        top = (self.top + self.bottom - height) / 2
        return QRectF(self.x - half, top, 2 * half, height)
