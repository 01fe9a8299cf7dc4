"""The edge between our text, in code points, and Qt's document, in UTF-16 units."""

import re
from bisect import bisect_right

from annotator.domain.text.hard_wrap import shown_text
from annotator.domain.text.spans import Span
from annotator.domain.text.utf16 import Utf16Map

_DOES_NOT_SURVIVE = re.compile("[\x00\r\ufeff\ufdd0\ufdd1\ufffc\ud800-\udfff]")
"""Qt drops these, makes one of two of them, or takes them for pictures and frames."""

_STAND_INS = {"\r": " ", "\ufeff": "\u2060"}

_BLOCK_END = re.compile("[\n\u2029]")


def displayable(text: str) -> str:
    """Return ``text`` as Qt is to show it: one UTF-16 unit for each of the original's.

    Mere line wraps become spaces; characters that Qt would swallow become harmless ones.
    """
    shown = shown_text(text)
    return _DOES_NOT_SURVIVE.sub(lambda found: _STAND_INS.get(found[0], "\ufffd"), shown)


class TextPositions:
    """One text with its offsets in both units, and where its blocks (paragraphs) begin."""

    __slots__ = ("_map", "block_starts", "displayed", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        """As it is stored; what is copied and quoted comes from here."""
        self.displayed = displayable(text)
        """As Qt's document holds it."""
        self._map = Utf16Map(text)
        self.block_starts = [0, *(found.end() for found in _BLOCK_END.finditer(self.displayed))]
        """Where Qt's blocks begin (code points)."""

    @property
    def units(self) -> int:
        """Return the length in UTF-16 units."""
        return self._map.units

    def to_units(self, code_points: int) -> int:
        """Map an offset in code points to a position in the document."""
        return self._map.to_units(min(max(code_points, 0), self._map.length))

    def to_code_points(self, units: int) -> int:
        """Map a position in the document to an offset in code points."""
        return self._map.to_code_points(min(max(units, 0), self._map.units))

    def block_of(self, code_point: int) -> int:
        """Return the number of the block that an offset (code points) is in."""
        return bisect_right(self.block_starts, code_point) - 1

    def block_span(self, number: int) -> Span:
        """Return a block without the separator at its end (code points)."""
        start = self.block_starts[number]
        if number + 1 < len(self.block_starts):
            return Span(start, self.block_starts[number + 1] - 1)
        return Span(start, len(self.displayed))
