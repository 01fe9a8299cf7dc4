"""Everything that is painted over one block, worked out once and kept until something changes."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF

from annotator.domain.articles import Zone
from annotator.domain.codebook import Value
from annotator.domain.spans import Span, SpanRole
from annotator.ui.theme.tokens import StanceColours
from annotator.ui.widgets.article_view.mark_index import Piece, with_depths
from annotator.ui.widgets.article_view.measures import Measures
from annotator.ui.widgets.article_view.rectangles import BlockLines, Fragment

_DEEPEST = 3
"""Nesting beyond this is drawn like this."""


@dataclass(slots=True)
class Chip:
    """One chip, to paint and to click."""

    rect: QRectF
    mark_id: uuid.UUID
    value: Value | None


@dataclass(slots=True)
class Edge:
    """One end of a fragment of the selected attribution, which can be dragged."""

    role: SpanRole
    span: Span
    is_start: bool
    x: float
    top: float
    bottom: float


@dataclass(slots=True)
class Highlight:
    """A clickable piece of content."""

    rect: QRectF
    mark_id: uuid.UUID
    length: int
    """Of the whole span: the shorter one lies within the longer one."""


@dataclass(slots=True)
class FillGroup:
    """Rectangles of one colour on one level."""

    colours: StanceColours
    rects: list[QRectF] = field(default_factory=list)


@dataclass(slots=True)
class DisplayList:
    """One block's overlay, in coordinates relative to the block."""

    fills: dict[tuple[int, int], FillGroup] = field(default_factory=dict)
    """By level, then by colour."""
    nested: dict[int, FillGroup] = field(default_factory=dict)
    underlines: dict[int, FillGroup] = field(default_factory=dict)
    unset: list[QRectF] = field(default_factory=list)
    tints: list[QRectF] = field(default_factory=list)
    dots: list[QRectF] = field(default_factory=list)
    dashes: list[QLineF] = field(default_factory=list)
    cues: list[QRectF] = field(default_factory=list)
    selected: list[QRectF] = field(default_factory=list)
    selected_dots: list[QRectF] = field(default_factory=list)
    selected_dashes: list[QLineF] = field(default_factory=list)
    selected_cues: list[QRectF] = field(default_factory=list)
    zone_bars: list[QRectF] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


class DisplayListBuilder:
    """Turns the pieces of one block into what is painted there."""

    def __init__(
        self,
        lines: BlockLines,
        measures: Measures,
        colours_of: Callable[[Value | None], StanceColours],
        selected: uuid.UUID | None,
    ) -> None:
        self._lines = lines
        self._measures = measures
        self._colours_of = colours_of
        self._selected = selected
        self._chips_at: dict[int, int] = {}
        self._waiting_chips: dict[int, int] = {}
        self._result = DisplayList()

    def build(self, pieces: Iterable[Piece], zones: Iterable[Zone], column: float) -> DisplayList:
        """Return the overlay of the block; ``column`` is the width of the text."""
        content: list[Piece] = []
        for piece in pieces:
            if piece.whole.role is SpanRole.CONTENT:
                content.append(piece)
            else:
                self._add_underlined(piece)
        ordered = with_depths(content)
        counts: dict[int, int] = {}
        for _, piece in ordered:
            if piece.carries_chip:
                counts[piece.span.start] = counts.get(piece.span.start, 0) + 1
        self._chips_at = counts
        self._waiting_chips = dict(counts)
        for depth, piece in ordered:
            self._add_content(min(depth, _DEEPEST), piece, column)
        self._add_zone_bars(zones, column)
        return self._result

    def _add_content(self, depth: int, piece: Piece, column: float) -> None:
        mark, result = piece.mark, self._result
        colours = self._colours_of(mark.value)
        key = id(colours)
        fragments = self._lines.fragments(piece.span)
        if not fragments:
            return
        inset = self._measures.px(2) * depth
        rects = [one.rect.adjusted(0, inset, 0, -inset) for one in fragments]
        if piece.carries_chip:
            rects[0] = self._with_chip(piece, fragments[0], rects[0], column)
        if mark.value is None:
            result.unset += rects
        else:
            result.fills.setdefault((depth, key), FillGroup(colours)).rects += rects
            thick = self._measures.px(2)
            result.underlines.setdefault(key, FillGroup(colours)).rects += [
                QRectF(rect.left(), rect.bottom() - thick, rect.width(), thick) for rect in rects
            ]
        if mark.id == self._selected:
            result.selected += rects
            self._add_edges(piece, fragments)
        elif depth and mark.value is not None:
            result.nested.setdefault(key, FillGroup(colours)).rects += rects
        length = piece.whole.end - piece.whole.start
        result.highlights += [Highlight(rect, mark.id, length) for rect in rects]

    def _with_chip(self, piece: Piece, first: Fragment, rect: QRectF, column: float) -> QRectF:
        """Place the chip; return the first rectangle, which takes it in if it is in the line."""
        px = self._measures.px
        side, room = self._measures.chip, self._measures.chip_room
        behind = self._waiting_chips[piece.span.start] = self._waiting_chips[piece.span.start] - 1
        rightwards = self._lines.rightwards
        if first.first_in_line:
            several = self._chips_at[piece.span.start] - 1
            if several:
                # Between the words and the first bracket there is room for two, made smaller.
                side = px(12)
            gap = px(5) + px(13) * behind / max(1, several)
            left = -gap - side if rightwards else column + gap
        else:
            gap = room * behind + px(3)
            left = rect.left() - gap - side if rightwards else rect.right() + gap
            taken = gap + side + px(2)
            rect = rect.adjusted(-taken, 0, 0, 0) if rightwards else rect.adjusted(0, 0, taken, 0)
        top = first.rect.center().y() - side / 2
        chip = QRectF(round(left), round(top), side, side)
        self._result.chips.append(Chip(chip, piece.mark.id, piece.mark.value))
        return rect

    def _add_underlined(self, piece: Piece) -> None:
        result = self._result
        chosen = piece.mark.id == self._selected
        fragments = self._lines.fragments(piece.span)
        for one in fragments:
            rect = one.rect
            y = rect.bottom() - self._measures.px(1.5)
            if piece.whole.role is SpanRole.CUE:
                bar = QRectF(rect.left(), y - 0.3, rect.width(), self._measures.px(1.3))
                (result.selected_cues if chosen else result.cues).append(bar)
                continue
            if piece.whole.role is SpanRole.SOURCE:
                row = QRectF(rect.left(), y - self._measures.px(1), rect.width(), 0)
                (result.selected_dots if chosen else result.dots).append(row)
            else:
                line = QLineF(rect.left() + 1, y, rect.right() - 1, y)
                (result.selected_dashes if chosen else result.dashes).append(line)
        if chosen:
            result.tints += [one.rect for one in fragments]
            self._add_edges(piece, fragments)

    def _add_edges(self, piece: Piece, fragments: list[Fragment]) -> None:
        if not fragments:
            return
        whole = piece.whole
        rightwards = self._lines.rightwards
        if piece.span.start == whole.start:
            rect = fragments[0].rect
            x = rect.left() if rightwards else rect.right()
            self._result.edges.append(
                Edge(whole.role, whole.span, True, x, rect.top(), rect.bottom())
            )
        if piece.span.end == whole.end:
            rect = fragments[-1].rect
            x = rect.right() if rightwards else rect.left()
            self._result.edges.append(
                Edge(whole.role, whole.span, False, x, rect.top(), rect.bottom())
            )

    def _add_zone_bars(self, zones: Iterable[Zone], column: float) -> None:
        width = self._measures.px(3)
        gap = self._measures.px(13)
        left = -gap if self._lines.rightwards else column + gap - width
        for zone in zones:
            fragments = self._lines.fragments(Span(zone.start, zone.end))
            if fragments:
                top, bottom = fragments[0].rect.top(), fragments[-1].rect.bottom()
                self._result.zone_bars.append(QRectF(left, top, width, bottom - top))
