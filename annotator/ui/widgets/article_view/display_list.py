"""Everything that is painted over one block, worked out once and kept until something changes."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF

from annotator.domain.articles import Zone
from annotator.domain.codebook import Value
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.theme.tokens import StanceColours
from annotator.ui.widgets.article_view.chip_places import ChipPlace
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
    """Of the box that is drawn: it takes in the chip before the words."""
    text_x: float
    """Of the words."""
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
    outlines: dict[int, FillGroup] = field(default_factory=dict)
    underlines: dict[int, FillGroup] = field(default_factory=dict)
    unset: list[QRectF] = field(default_factory=list)
    tints: list[QRectF] = field(default_factory=list)
    dots: list[QRectF] = field(default_factory=list)
    dashes: list[QLineF] = field(default_factory=list)
    cues: list[QRectF] = field(default_factory=list)
    selected: list[QRectF] = field(default_factory=list)
    agreed: list[QRectF] = field(default_factory=list)
    """What all have whose work is compared."""
    contested: list[QRectF] = field(default_factory=list)
    """What only some of them have."""
    chosen: list[QRectF] = field(default_factory=list)
    """Words that were chosen to be content."""
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
        self._chips_at: Counter[int] = Counter()
        self._waiting_chips: Counter[int] = Counter()
        self._result = DisplayList()

    def build(self, pieces: Iterable[Piece], zones: Iterable[Zone], column: float) -> DisplayList:
        """Return the overlay of the block; ``column`` is the width of the text."""
        content: list[Piece] = []
        for piece in pieces:
            if piece.chosen:
                self._add_chosen(piece)
            elif piece.whole.role is SpanRole.CONTENT:
                content.append(piece)
            else:
                self._add_underlined(piece)
        ordered = with_depths(content)
        self._chips_at = Counter(_room_of(one.chip) for _, one in ordered if one.chip is not None)
        self._waiting_chips = self._chips_at.copy()
        for depth, piece in ordered:
            self._add_content(min(depth, _DEEPEST), piece, column)
        self._add_zone_bars(zones, column)
        return self._result

    def _add_content(self, depth: int, piece: Piece, column: float) -> None:
        mark, result = piece.mark, self._result
        fragments = self._lines.fragments(piece.span)
        if not fragments:
            return
        inset = self._measures.px(2) * depth
        rects = [one.rect.adjusted(0, inset, 0, -inset) for one in fragments]
        if piece.chip is not None:
            chip = self._place_chip(piece.chip, column)
            result.chips.append(Chip(chip, mark.id, mark.value))
            if piece.chip.at == piece.span.start and not self._hangs(piece.chip):
                rects[0] = self._reaching(rects[0], chip, self._chips_at[_room_of(piece.chip)])
        if mark.contested is not None:
            # Its ends are not one person's: there is nothing to drag.
            alone = piece.whole.span in mark.contested
            (result.contested if alone else result.agreed).extend(rects)
        else:
            self._add_own(depth, piece, fragments, rects)
        length = piece.whole.end - piece.whole.start
        result.highlights += [Highlight(rect, mark.id, length) for rect in rects]

    def _add_own(
        self, depth: int, piece: Piece, fragments: list[Fragment], rects: list[QRectF]
    ) -> None:
        """Add content in the colours of its value."""
        mark, result = piece.mark, self._result
        colours = self._colours_of(mark.value)
        key = id(colours)
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
            self._add_edges(piece, fragments, rects)
        elif mark.value is not None and (depth or colours.outlined):
            result.outlines.setdefault(key, FillGroup(colours)).rects += rects

    def _add_chosen(self, piece: Piece) -> None:
        self._result.chosen += [one.rect for one in self._lines.fragments(piece.span)]

    def _place_chip(self, place: ChipPlace, column: float) -> QRectF:
        """Return where the next chip of a place stands: in its room, or else in the margin."""
        px = self._measures.px
        key = _room_of(place)
        self._waiting_chips[key] -= 1
        behind, count = self._waiting_chips[key], self._chips_at[key]
        side, room = self._measures.chip, self._measures.chip_room
        box = None if self._hangs(place) else self._lines.room(key, room * count)
        if box is None:
            if count > 1:
                # Between the words and the first bracket there is room for two, made smaller.
                side = px(12)
            gap = px(5) + px(13) * behind / max(1, count - 1)
            left = -gap - side if self._lines.rightwards else column + gap
        elif self._words_are_right_of(box, place):
            left = box.right() - room * behind - px(3) - side
        else:
            left = box.left() + room * behind + px(3)
        top, bottom = self._lines.vertical(self._lines.line_of(place.at))
        return QRectF(round(left), round((top + bottom - side) / 2), side, side)

    def _hangs(self, place: ChipPlace) -> bool:
        """Tell whether a chip hangs in the margin: no word of its line comes before it."""
        if place.widened is None:
            return True
        return place.widened < place.at and self._lines.begins_line(place.at)

    def _words_are_right_of(self, room: QRectF, place: ChipPlace) -> bool:
        words = self._lines.box(place.at)
        if words is None:
            return self._lines.rightwards
        return words.center().x() > room.center().x()

    def _reaching(self, rect: QRectF, chip: QRectF, chips: int) -> QRectF:
        """Return the rectangle of words, made to take in the chip in front of them."""
        beyond = self._measures.px(2)
        near = self._measures.chip_room * chips
        if 0 <= rect.left() - chip.right() < near:
            return rect.adjusted(chip.left() - beyond - rect.left(), 0, 0, 0)
        if 0 <= chip.left() - rect.right() < near:
            return rect.adjusted(0, 0, chip.right() + beyond - rect.right(), 0)
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
            rects = [one.rect for one in fragments]
            result.tints += rects
            if piece.mark.contested is None:
                self._add_edges(piece, fragments, rects)

    def _add_edges(self, piece: Piece, fragments: list[Fragment], boxes: list[QRectF]) -> None:
        if not fragments:
            return
        whole = piece.whole
        for is_start, at in ((True, 0), (False, -1)):
            if (piece.span.start == whole.start) if is_start else (piece.span.end == whole.end):
                words, box = fragments[at].rect, boxes[at]
                left = is_start is self._lines.rightwards
                x, text_x = (box.left(), words.left()) if left else (box.right(), words.right())
                self._result.edges.append(
                    Edge(whole.role, whole.span, is_start, x, text_x, words.top(), words.bottom())
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


def _room_of(place: ChipPlace) -> int:
    """Return what chips have in common that share their room."""
    return place.at if place.widened is None else place.widened
