"""Where words are: spans to rectangles, within one block of the laid-out document.

Built from base lines, not from line boxes, which hold the space between lines as well. On lines of
mixed direction a span may be several rectangles.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLine

from annotator.domain.text.spans import Span
from annotator.ui.widgets.article_view.script_direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from annotator.ui.widgets.article_view.text_positions import TextPositions

_ONE_DIRECTION = re.compile(
    f"(?:{RIGHT_TO_LEFT.pattern})+|(?:{LEFT_TO_RIGHT.pattern})+|.", re.DOTALL
)
_ASCENT, _DESCENT = 1.06, 0.36
"""Above and below the base line, in font sizes: what a highlight covers."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One rectangle of a span, relative to its block."""

    rect: QRectF
    line: int


@dataclass(frozen=True, slots=True)
class _Line:
    line: QTextLine
    start: int
    """Code points, in the whole text."""
    end: int
    """Without the white space at the line's end."""
    top: float
    height: float
    mixed: bool


class BlockLines:
    """The lines of one block, valid until it is laid out again."""

    def __init__(self, block: QTextBlock, positions: TextPositions) -> None:
        self._positions = positions
        self._block = block
        self._units = block.position()
        self.rightwards = block.textDirection() is Qt.LayoutDirection.LeftToRight
        """Whether the block is read from left to right."""
        size = _font_size(block)
        layout = block.layout()
        self.lines = [
            self._read(layout.lineAt(number), size) for number in range(layout.lineCount())
        ]
        self._starts = [one.start for one in self.lines]

    def _read(self, line: QTextLine, size: int) -> _Line:
        first = self._units + line.textStart()
        start = self._positions.to_code_points(first)
        end = self._positions.to_code_points(first + line.textLength())
        words = self._positions.displayed[start:end]
        base = line.y() + line.ascent()
        top = round(base - size * _ASCENT)
        return _Line(
            line=line,
            start=start,
            end=start + len(words.rstrip()),
            top=top,
            height=round(base + size * _DESCENT) - top,
            mixed=bool(RIGHT_TO_LEFT.search(words) and LEFT_TO_RIGHT.search(words)),
        )

    def line_of(self, code_point: int) -> int:
        """Return which line an offset is in."""
        return max(0, bisect_right(self._starts, code_point) - 1)

    def vertical(self, line: int) -> tuple[float, float]:
        """Return top and bottom of what a highlight in a line covers."""
        one = self.lines[line]
        return one.top, one.top + one.height

    def begins_line(self, code_point: int) -> bool:
        """Tell whether no other word of its line comes before an offset."""
        start = self.lines[self.line_of(code_point)].start
        return not self._positions.displayed[start:code_point].strip()

    def box(self, code_point: int) -> QRectF | None:
        """Return the room that one character takes; None if nothing is drawn for it."""
        line = self.lines[self.line_of(code_point)]
        first = self._positions.to_units(code_point) - self._units
        length = self._positions.to_units(code_point + 1) - self._units - first
        runs = line.line.glyphRuns(first, length)
        if not runs:
            return None
        across = runs[0].boundingRect()
        return QRectF(across.left(), line.top, across.width(), line.height)

    def room(self, code_point: int, width: float) -> QRectF | None:
        """Return what is free of ink of a character that was widened by ``width``."""
        box = self.box(code_point)
        if box is not None and not self._positions.displayed[code_point].isspace():
            box.setLeft(box.right() - width)
        return box

    def fragments(self, span: Span) -> list[Fragment]:
        """Return the rectangles of the part of a span that is in this block, in reading order."""
        result: list[Fragment] = []
        for number in range(self.line_of(span.start), len(self.lines)):
            one = self.lines[number]
            if one.start >= span.end:
                break
            start, end = max(span.start, one.start), min(span.end, one.end)
            if start < end:
                for left, right in self._stretches(one, start, end):
                    rect = QRectF(left, one.top, right - left, one.height)
                    result.append(Fragment(rect, number))
        return result

    def _stretches(self, one: _Line, start: int, end: int) -> Iterable[tuple[float, float]]:
        """Return left and right of each stretch of a line that these words take."""
        to_units = self._positions.to_units
        first, last = to_units(start) - self._units, to_units(end) - self._units
        if not one.mixed:
            x1, x2 = _x(one.line, first), _x(one.line, last)
            return ((min(x1, x2), max(x1, x2)),)
        # The box of a longer range would join what lies apart: ask for one direction at a time.
        boxes = []
        for found in _ONE_DIRECTION.finditer(self._positions.displayed, start, end):
            first, last = to_units(found.start()) - self._units, to_units(found.end()) - self._units
            boxes += [run.boundingRect() for run in one.line.glyphRuns(first, last - first)]
        stretches = _joined((box.left(), box.right()) for box in boxes)
        return stretches if self.rightwards else reversed(stretches)


def _joined(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return stretches with those that touch made one, from left to right."""
    result: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if result and left <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], right))
        else:
            result.append((left, right))
    return result


def _x(line: QTextLine, units: int) -> float:
    """Return where a position is; from Python, Qt's answer is a pair whatever its stub says."""
    answer = cast("tuple[float, int]", line.cursorToX(units))
    return answer[0]


def _font_size(block: QTextBlock) -> int:
    """Return the size of a block's letters in pixels."""
    words = block.begin()
    if not words.atEnd():
        own = words.fragment().charFormat().property(QTextCharFormat.Property.FontPixelSize)
        if own:
            return int(own)
    return block.document().defaultFont().pixelSize()
