"""What is under the mouse: chips, brackets, highlights, edges that can be dragged."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF

from annotator.ui.widgets.article_view.display_list import DisplayList, Edge
from annotator.ui.widgets.article_view.measures import Measures

_REACH = 9
"""How near an edge the mouse must be, in pixels."""
_SAME_PLACE = 4
"""Clicks that are no further apart than this, in pixels, are repeated clicks."""

Blocks = Iterable[tuple[QPointF, DisplayList]]
"""Origin and overlay of the blocks that are seen."""


class InMargin(Protocol):
    """What stands beside the text for an attribution: a bracket, a bar in a lane."""

    @property
    def mark_id(self) -> uuid.UUID:
        """Return whose it is."""

    def area(self, measures: Measures) -> QRectF:
        """Return where it can be clicked."""


def marks_at(
    point: QPointF, blocks: Blocks, margin: Iterable[InMargin], measures: Measures
) -> tuple[uuid.UUID, ...]:
    """Return the attributions under a point of the document, innermost first.

    A chip, a bracket or a bar stands for its own attribution alone.
    """
    lengths: dict[uuid.UUID, int] = {}
    for origin, block in blocks:
        local = point - origin
        for chip in block.chips:
            if chip.rect.adjusted(-2, -2, 2, 2).contains(local):
                return (chip.mark_id,)
        for one in block.highlights:
            if one.rect.contains(local):
                lengths[one.mark_id] = min(one.length, lengths.get(one.mark_id, one.length))
    if not lengths:
        return tuple(one.mark_id for one in margin if one.area(measures).contains(point))[:1]
    return tuple(sorted(lengths, key=lambda one: lengths[one]))


def edge_at(point: QPointF, blocks: Blocks) -> Edge | None:
    """Return the nearest edge within reach of a point of the document, in its coordinates.

    A chip between the edge of the box and the words is part of the edge.
    """
    best: Edge | None = None
    nearest = float(_REACH)
    for origin, block in blocks:
        local = point - origin
        for edge in block.edges:
            left, right = sorted((edge.x, edge.text_x))
            distance = max(left - local.x(), local.x() - right, 0.0)
            if edge.top - 2 <= local.y() <= edge.bottom + 2 and distance <= nearest:
                best, nearest = _moved(edge, origin), distance
    return best


def _moved(edge: Edge, by: QPointF) -> Edge:
    return replace(
        edge,
        x=edge.x + by.x(),
        text_x=edge.text_x + by.x(),
        top=edge.top + by.y(),
        bottom=edge.bottom + by.y(),
    )


class ClickCycle:
    """Repeated clicks at one place go through what overlaps there, from inside outwards."""

    def __init__(self) -> None:
        self._point: QPointF | None = None
        self._candidates: tuple[uuid.UUID, ...] = ()
        self._turn = 0

    def choose(self, point: QPointF, candidates: Sequence[uuid.UUID]) -> uuid.UUID | None:
        """Return which of the attributions at a point this click means."""
        found = tuple(candidates)
        again = (
            self._point is not None
            and (point - self._point).manhattanLength() <= _SAME_PLACE
            and found == self._candidates
        )
        self._turn = self._turn + 1 if again else 0
        self._point, self._candidates = point, found
        return found[self._turn % len(found)] if found else None
