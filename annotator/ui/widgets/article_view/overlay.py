"""What is marked in the text and where it is on the page, each block worked out when first seen."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
)

from annotator.domain.articles import Zone
from annotator.domain.text.spans import Span
from annotator.ui.theme.tokens import Tokens
from annotator.ui.widgets.article_view.chip_places import ChipPlace
from annotator.ui.widgets.article_view.display_list import DisplayList, DisplayListBuilder
from annotator.ui.widgets.article_view.mark_index import MarkIndex
from annotator.ui.widgets.article_view.marks import AttributionMark
from annotator.ui.widgets.article_view.measures import Measures
from annotator.ui.widgets.article_view.rectangles import BlockLines
from annotator.ui.widgets.article_view.text_positions import TextPositions

_MANY = 40
"""From so many changed blocks on, all between them are laid out anew, at once: that is quicker."""


class Overlay:
    """The marks of one article over its laid-out document. Coordinates are the document's."""

    def __init__(self, document: QTextDocument, tokens: Tokens, measures: Measures) -> None:
        self._document = document
        self._tokens = tokens
        self._measures = measures
        self._positions = TextPositions("")
        self._zones: dict[int, list[Zone]] = {}
        self._column = 0.0
        self._lists: dict[int, DisplayList] = {}
        self._lines: dict[int, BlockLines] = {}
        self._rooms: dict[int, dict[ChipPlace, int]] = {}
        self.index = MarkIndex()
        self.selected: uuid.UUID | None = None

    def show_text(
        self, positions: TextPositions, zones: Iterable[Zone], tokens: Tokens, measures: Measures
    ) -> None:
        """Forget what was known of the page: the document has been filled anew. Marks stay."""
        self._positions, self._tokens, self._measures = positions, tokens, measures
        self._zones = {}
        for zone in zones:
            last = positions.block_of(max(zone.start, zone.end - 1))
            for number in range(positions.block_of(zone.start), last + 1):
                self._zones.setdefault(number, []).append(zone)
        self._rooms = {}
        self.laid_out_anew(self._column)
        touched = set()
        for mark in self.index.marks:
            touched |= self.index.blocks_of(mark.id)
        self._make_room(touched)

    def laid_out_anew(self, column: float) -> None:
        """Forget rectangles: lines may break elsewhere. ``column`` is the width of the text."""
        self._column = column
        self._lists.clear()
        self._lines.clear()

    def show_marks(self, marks: Sequence[AttributionMark]) -> set[int]:
        """Show these marks and no others; return the numbers of the blocks that changed."""
        changed = self.index.replace(marks, self._positions)
        for number in changed:
            self._lists.pop(number, None)
        self._make_room(changed)
        return changed

    def select(self, mark_id: uuid.UUID | None) -> None:
        """Show one mark as selected."""
        for number in self.index.blocks_of(self.selected) | self.index.blocks_of(mark_id):
            self._lists.pop(number, None)
        self.selected = mark_id

    def list_of(self, number: int) -> DisplayList:
        """Return what is painted over a block."""
        found = self._lists.get(number)
        if found is None:
            lines = self.lines_of(number)
            builder = DisplayListBuilder(
                lines, self._measures, self._tokens.colours_of, self.selected
            )
            found = builder.build(
                self.index.pieces(number), self._zones.get(number, ()), self._column
            )
            if lines.lines:
                self._lists[number] = found
        return found

    def lines_of(self, number: int) -> BlockLines:
        """Return the lines of a block (none while it has not been laid out)."""
        found = self._lines.get(number)
        if found is None:
            found = BlockLines(self._document.findBlockByNumber(number), self._positions)
            if found.lines:
                self._lines[number] = found
        return found

    def origin(self, number: int) -> QPointF:
        """Return where a block begins; lays the document out that far."""
        block = self._document.findBlockByNumber(number)
        return self._document.documentLayout().blockBoundingRect(block).topLeft()

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[int, QPointF]]:
        """Yield number and origin of each block that is seen between two heights."""
        layout = self._document.documentLayout()
        at = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
        block: QTextBlock = self._document.findBlock(max(0, at))
        # A block's box ends above what is painted of its last line.
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            origin = layout.blockBoundingRect(block).topLeft()
            if origin.y() > bottom:
                return
            yield block.blockNumber(), origin
            block = block.next()

    def rects_of(self, span: Span, top: float, bottom: float) -> list[QRectF]:
        """Return the rectangles of a span between two heights."""
        result: list[QRectF] = []
        for number, origin in self.blocks_between(top, bottom):
            if self._positions.block_span(number).overlaps(span):
                result += [
                    one.rect.translated(origin) for one in self.lines_of(number).fragments(span)
                ]
        return result

    def line_box(self, code_point: int) -> tuple[float, float]:
        """Return top and bottom of the line that an offset is in; lays the document out so far."""
        number = self._positions.block_of(code_point)
        y = self.origin(number).y()
        lines = self.lines_of(number)
        if not lines.lines:
            return y, y + self._measures.line_height
        top, bottom = lines.vertical(lines.line_of(code_point))
        return y + top, y + bottom

    def _make_room(self, numbers: Iterable[int]) -> None:
        """Widen a character at each chip; the text and its positions stay as they are."""
        dirty: list[tuple[int, int]] = []
        for number in numbers:
            counts = self.index.chip_counts(number)
            if counts == self._rooms.get(number, {}):
                continue
            self._rooms[number] = counts
            block = self._document.findBlockByNumber(number)
            block.layout().setFormats(self._room_formats(block.position(), counts))
            dirty.append((block.position(), block.length()))
            self._lines.pop(number, None)
            self._lists.pop(number, None)
        if len(dirty) > _MANY:
            first = min(start for start, _ in dirty)
            dirty = [(first, max(start + length for start, length in dirty) - first)]
        for start, length in dirty:
            self._document.markContentsDirty(start, length)

    def _room_formats(
        self, block_start: int, counts: dict[ChipPlace, int]
    ) -> list[QTextLayout.FormatRange]:
        chips_at: Counter[int] = Counter()
        for place, count in counts.items():
            if place.widened is not None:
                chips_at[place.widened] += count
        result = []
        for at, count in sorted(chips_at.items()):
            first = self._positions.to_units(at)
            wide = QTextCharFormat()
            wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            wide.setFontLetterSpacing(self._measures.chip_room * count)
            one = QTextLayout.FormatRange()
            one.start = first - block_start
            one.length = self._positions.to_units(at + 1) - first
            one.format = wide
            result.append(one)
        return result
