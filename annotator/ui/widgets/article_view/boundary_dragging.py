"""Dragging one end of a fragment of the selected attribution."""

from dataclasses import replace

from PySide6.QtCore import QPoint

from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.spans import Span, trimmed
from annotator.domain.text.widening import snapped
from annotator.ui.widgets.article_view.display_list import Edge
from annotator.ui.widgets.article_view.marks import AttributionMark, BoundaryDrag


class BoundaryDragging:
    """One drag, from press to release."""

    def __init__(self, mark: AttributionMark, edge: Edge, text: str, pressed_at: QPoint) -> None:
        self._mark = mark
        self._edge = edge
        self._text = text
        self._span = edge.span
        self.pressed_at = pressed_at
        """In the viewport's coordinates."""
        self._beside = round(edge.text_x) - pressed_at.x()

    def aimed_at(self, point: QPoint) -> QPoint:
        """Return where the end is to go: the mouse took hold of it somewhat beside it."""
        return QPoint(point.x() + self._beside, point.y())

    def move_to(self, offset: int, *, exact: bool) -> None:
        """Move the end to an offset (code points); it stays on its side of the other end.

        Unless ``exact``, it goes to the nearer edge of a word that it would cut through.
        """
        old, is_start = self._edge.span, self._edge.is_start
        if is_start:
            self._span = Span(min(offset, old.end - 1), old.end)
        else:
            self._span = Span(old.start, max(offset, old.start + 1))
        if not exact:
            self._span = snapped(self._text, self._span, start=is_start, end=not is_start)

    def preview(self) -> AttributionMark:
        """Return the attribution as it would be if the mouse were released now."""
        spans = tuple(
            QuotedSpan(one.role, self._span.start, self._span.end, self._span.quote(self._text))
            if one.role is self._edge.role and one.span == self._edge.span
            else one
            for one in self._mark.spans
        )
        return replace(self._mark, spans=spans)

    def result(self) -> BoundaryDrag | None:
        """Return what was dragged, without white space at the ends; None if nothing changed."""
        new = trimmed(self._text, self._span)
        if not len(new) or new == self._edge.span:
            return None
        return BoundaryDrag(self._mark.id, self._edge.role, self._edge.span, new)
