"""Several people's work side by side: one lane each, with a bar beside the lines of each mark."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from annotator.ui.widgets.article_view.margin import MarginSide
from annotator.ui.widgets.article_view.marks import LaneBar
from annotator.ui.widgets.article_view.measures import Measures
from annotator.ui.widgets.article_view.overlay import Overlay

_BESIDE_TEXT = 30
"""Between the text and the nearest lane: chips hang there."""
_GAP = 6
"""Between lanes."""
_MOST_ABREAST = 3
"""Bars on the same lines share a lane's width; more than so many lie over each other."""

_Lines = tuple[float, float]
"""Top and bottom."""


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar on the page, in the document's coordinates."""

    bar: LaneBar
    rect: QRectF

    @property
    def mark_id(self) -> uuid.UUID:
        """Return for which attribution it stands."""
        return self.bar.mark_id

    def area(self, measures: Measures) -> QRectF:
        """Return where it can be clicked: the room between lanes included."""
        beside = measures.px(_GAP / 2)
        return self.rect.adjusted(-beside, -1, beside, 1)


class Lanes:
    """The lanes of one article; where bars are is worked out when it is first asked for."""

    def __init__(self, overlay: Overlay) -> None:
        self._overlay = overlay
        self._bars: tuple[LaneBar, ...] = ()
        self._placed: list[PlacedBar] | None = None
        self.count = 0
        """How many lanes there are; without any, the page has brackets."""

    def show(self, count: int, bars: Sequence[LaneBar]) -> None:
        """Show these bars in so many lanes."""
        if (count, tuple(bars)) != (self.count, self._bars):
            self.count, self._bars = count, tuple(bars)
            self.forget()

    def forget(self) -> None:
        """Forget where lines break."""
        self._placed = None

    def middles(self, side: MarginSide, measures: Measures, width: float) -> list[float]:
        """Return where the middle of each lane is, in a page of this width."""
        pitch = measures.lane_pitch(self.count, width)
        nearest = measures.px(_BESIDE_TEXT) + pitch / 2
        return [
            side.edge - side.inwards * (nearest + pitch * (self.count - 1 - lane))
            for lane in range(self.count)
        ]

    def placed(self, side: MarginSide, measures: Measures, width: float) -> list[PlacedBar]:
        """Return all bars and where they are."""
        if self._placed is None:
            middles = self.middles(side, measures, width)
            lane_width = measures.lane_pitch(self.count, width) - measures.px(_GAP)
            lines = [self._lines(bar) for bar in self._bars]
            abreast = _abreast(
                (bar.mark_id, place) for bar, place in zip(self._bars, lines, strict=True)
            )
            self._placed = [
                PlacedBar(
                    bar,
                    _share(
                        QRectF(middles[bar.lane] - lane_width / 2, top, lane_width, bottom - top),
                        *abreast[bar.mark_id],
                        measures,
                    ),
                )
                for bar, (top, bottom) in zip(self._bars, lines, strict=True)
            ]
        return self._placed

    def _lines(self, bar: LaneBar) -> _Lines:
        top = self._overlay.line_box(bar.extent.start)[0]
        bottom = self._overlay.line_box(max(bar.extent.start, bar.extent.end - 1))[1]
        return top, bottom


def _abreast(places: Iterable[tuple[uuid.UUID, _Lines]]) -> dict[uuid.UUID, tuple[int, int]]:
    """Return for each attribution which part of a lane is its own, and of how many parts.

    It is the same part in every lane, so that the bars of one attribution stand in a row.
    """
    extents: dict[uuid.UUID, _Lines] = {}
    for mark_id, (top, bottom) in places:
        known = extents.get(mark_id, (top, bottom))
        extents[mark_id] = min(known[0], top), max(known[1], bottom)
    result: dict[uuid.UUID, tuple[int, int]] = {}
    together: list[uuid.UUID] = []
    ends: list[float] = []
    parts: dict[uuid.UUID, int] = {}

    def close() -> None:
        result.update({one: (parts[one], len(ends)) for one in together})
        together.clear()
        ends.clear()

    ordered = sorted(extents.items(), key=lambda item: (item[1][0], -item[1][1], item[0].bytes))
    for mark_id, (top, bottom) in ordered:
        if ends and top >= max(ends):
            close()
        part = next((part for part, end in enumerate(ends) if end <= top), len(ends))
        if part == _MOST_ABREAST:  # all are taken: it lies over the one that ends first
            part = ends.index(min(ends))
        ends[part : part + 1] = [max([bottom, *ends[part : part + 1]])]
        parts[mark_id] = part
        together.append(mark_id)
    if ends:
        close()
    return result


def _share(lane: QRectF, part: int, parts: int, measures: Measures) -> QRectF:
    gap = measures.px(2)
    width = (lane.width() - gap * (parts - 1)) / parts
    return QRectF(lane.left() + part * (width + gap), lane.top(), width, lane.height())
