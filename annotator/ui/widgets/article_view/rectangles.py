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

from annotator.domain.spans import Span
from annotator.ui.widgets.article_view.text_positions import TextPositions

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LEFT_TO_RIGHT = re.compile(
    "[0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u058f\u0660-\u0669\u06f0-\u06f9\u0900-\u1fff\u200e"
    "\u202a\u202d\u2066\u2c00-\ud7ff\uf900-\ufb1c\U00010000-\U000107ff\U00011000-\U0001e7ff"
    "\U0001f000-\U0003ffff]"
)
_ONE_DIRECTION = re.compile(
    f"(?:{_RIGHT_TO_LEFT.pattern})+|(?:{_LEFT_TO_RIGHT.pattern})+|.", re.DOTALL
)
_ASCENT, _DESCENT = 1.06, 0.36
"""Above and below the base line, in font sizes: what a highlight covers."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One rectangle of a span, relative to its block."""

    rect: QRectF
    line: int
    first_in_line: bool
    """Whether no other word of its line comes before it."""


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
            mixed=bool(_RIGHT_TO_LEFT.search(words) and _LEFT_TO_RIGHT.search(words)),
        )

    def line_of(self, code_point: int) -> int:
        """Return which line an offset is in."""
        return max(0, bisect_right(self._starts, code_point) - 1)

    def vertical(self, line: int) -> tuple[float, float]:
        """Return top and bottom of what a highlight in a line covers."""
        one = self.lines[line]
        return one.top, one.top + one.height

    def fragments(self, span: Span) -> list[Fragment]:
        """Return the rectangles of the part of a span that is in this block, in reading order."""
        result: list[Fragment] = []
        for number in range(self.line_of(span.start), len(self.lines)):
            one = self.lines[number]
            if one.start >= span.end:
                break
            start, end = max(span.start, one.start), min(span.end, one.end)
            if start < end:
                first = not self._positions.displayed[one.start : start].strip()
                for left, right in self._stretches(one, start, end):
                    rect = QRectF(left, one.top, right - left, one.height)
                    result.append(Fragment(rect, number, first))
                    first = False
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
        return _joined((box.left(), box.right()) for box in boxes)


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
