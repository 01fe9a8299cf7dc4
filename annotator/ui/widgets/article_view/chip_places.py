"""Where in the text a chip stands, and which character is widened to make room for it.

Letter spacing is added after a character's glyph, as seen from the left: right of a character that
is read from left to right, but also right of one that is read from right to left, which is before
it. White space may be widened in either direction, for it has no ink.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

_OPENING = frozenset({"Ps", "Pi", "Pf", "Cf"})
"""General categories of brackets, quotation marks and invisible characters before words."""
_STRAIGHT = "\"'"
_LEFTWARDS = frozenset({"R", "AL"})
_RIGHTWARDS = frozenset({"L", "EN", "AN"})


@dataclass(frozen=True, slots=True)
class ChipPlace:
    """Where one chip stands (code points)."""

    at: int
    """The chip stands before this character: the content's first, or a mark that opens it."""
    widened: int | None
    """The character that makes room; None where the block begins: the chip hangs in the margin."""


def chip_place(text: str, block_start: int, content_start: int) -> ChipPlace:
    """Return where the chip of content stands that begins at an offset of a block of ``text``."""
    at = _before_opening_marks(text, block_start, content_start)
    if at <= block_start:
        return ChipPlace(at, None)
    if text[at - 1].isspace():
        return ChipPlace(at, at - 1)
    before = _direction(reversed(text[block_start:at]))
    after = _direction(islice(text, at, None))
    if before == after == "R" and _stands_alone(text[at]):
        return ChipPlace(at, at)
    if _stands_alone(text[at - 1]) or (before != "R" and after != "R"):
        return ChipPlace(at, at - 1)
    # A letter that is widened here would lose its neighbour: the chip goes before the whole word.
    while at > block_start and not text[at - 1].isspace():
        at -= 1
    return ChipPlace(at, at - 1 if at > block_start else None)


def _stands_alone(character: str) -> bool:
    """Tell whether a character is never joined to its neighbours."""
    return unicodedata.category(character)[0] in "PS"


def _before_opening_marks(text: str, block_start: int, start: int) -> int:
    """Return where the marks that open the words at ``start`` begin."""
    at = start
    while at > block_start and (
        unicodedata.category(text[at - 1]) in _OPENING or text[at - 1] in _STRAIGHT
    ):
        at -= 1
    # What follows a word directly closes it, or is an apostrophe.
    return start if at > block_start and text[at - 1].isalnum() else at


def _direction(characters: Iterable[str]) -> str | None:
    """Return how the first character that has a direction is read: "L", "R", or None."""
    for one in characters:
        found = unicodedata.bidirectional(one)
        if found in _RIGHTWARDS:
            return "L"
        if found in _LEFTWARDS:
            return "R"
    return None
