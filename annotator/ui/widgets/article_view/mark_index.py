"""Which marks touch which block of the text."""

import uuid
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.widgets.article_view.chip_places import ChipPlace, chip_place
from annotator.ui.widgets.article_view.marks import AttributionMark
from annotator.ui.widgets.article_view.text_positions import TextPositions


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of one span that is in one block."""

    mark: AttributionMark
    whole: QuotedSpan
    span: Span
    chip: ChipPlace | None = None
    """Where its mark's chip stands, if it stands before this piece."""
    chosen: bool = False
    """Whether it was chosen to be content; it need not be marked."""


class MarkIndex:
    """All marks of an article, by identifier and by the blocks that they touch."""

    def __init__(self) -> None:
        self._marks: dict[uuid.UUID, AttributionMark] = {}
        self._blocks: dict[int, dict[uuid.UUID, list[Piece]]] = {}
        self._touched: dict[uuid.UUID, set[int]] = {}

    @property
    def marks(self) -> Iterable[AttributionMark]:
        """Return all marks, in the order in which they were given."""
        return self._marks.values()

    def mark(self, mark_id: uuid.UUID | None) -> AttributionMark | None:
        """Return one mark, or None."""
        return self._marks.get(mark_id) if mark_id is not None else None

    def replace(self, marks: Sequence[AttributionMark], positions: TextPositions) -> set[int]:
        """Hold these marks and no others; return the blocks in which something changed."""
        before = self._marks
        self._marks = {one.id: one for one in marks}
        changed: set[int] = set()
        for mark_id, old in before.items():
            if not _look_alike(old, self._marks.get(mark_id)):
                changed |= self._take_out(mark_id)
        for mark_id, new in self._marks.items():
            if not _look_alike(new, before.get(mark_id)):
                changed |= self._put_in(new, positions)
        return changed

    def blocks_of(self, mark_id: uuid.UUID | None) -> set[int]:
        """Return the numbers of the blocks that a mark touches."""
        return self._touched.get(mark_id, set()) if mark_id is not None else set()

    def pieces(self, block: int) -> Iterator[Piece]:
        """Yield what is in a block."""
        for pieces in self._blocks.get(block, {}).values():
            yield from pieces

    def chip_counts(self, block: int) -> dict[ChipPlace, int]:
        """Return how many chips stand at which places of a block."""
        return Counter(piece.chip for piece in self.pieces(block) if piece.chip is not None)

    def _take_out(self, mark_id: uuid.UUID) -> set[int]:
        touched = self._touched.pop(mark_id, set())
        for block in touched:
            pieces = self._blocks[block]
            del pieces[mark_id]
            if not pieces:
                del self._blocks[block]
        return touched

    def _put_in(self, mark: AttributionMark, positions: TextPositions) -> set[int]:
        first = min((s.start for s in mark.spans if s.role is SpanRole.CONTENT), default=-1)
        touched: set[int] = set()
        text = positions.displayed

        def put(block: int, piece: Piece) -> None:
            self._blocks.setdefault(block, {}).setdefault(mark.id, []).append(piece)
            touched.add(block)

        for whole in mark.spans:
            chip = whole.role is SpanRole.CONTENT and whole.start == first
            for block, span in _by_block(whole.span, positions):
                start = positions.block_span(block).start
                place = chip_place(text, start, span.start) if chip else None
                put(block, Piece(mark, whole, span, place))
                chip = False
        for one in mark.chosen:
            whole = QuotedSpan(SpanRole.CONTENT, one.start, one.end, "")
            for block, span in _by_block(one, positions):
                put(block, Piece(mark, whole, span, chosen=True))
        self._touched[mark.id] = touched
        return touched


def _by_block(whole: Span, positions: TextPositions) -> Iterator[tuple[int, Span]]:
    """Yield the parts of a span, and the blocks that they are in."""
    last = positions.block_of(max(whole.start, whole.end - 1))
    for block in range(positions.block_of(whole.start), last + 1):
        room = positions.block_span(block)
        span = Span(max(whole.start, room.start), min(whole.end, room.end))
        if span.start < span.end:
            yield block, span


def _look_alike(one: AttributionMark, other: AttributionMark | None) -> bool:
    """Tell whether two marks look alike in the text; their numbers stand in the margin only."""
    return (
        other is not None
        and one.spans == other.spans
        and one.value == other.value
        and one.contested == other.contested
        and one.chosen == other.chosen
    )


def with_depths(pieces: Iterable[Piece]) -> list[tuple[int, Piece]]:
    """Return content pieces, outer before inner, each with how many others it lies on top of."""
    ends: list[int] = []
    result: list[tuple[int, Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.span.start, -one.span.end, one.mark.number)):
        del ends[: bisect_right(ends, piece.span.start)]
        result.append((len(ends), piece))
        insort(ends, piece.span.end)
    return result
