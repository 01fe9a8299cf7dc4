"""Texts whose lines were broken at a column: shown as paragraphs, with every offset kept."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.domain.text.sentences import OPENING_MARKS, ends_sentence

_NARROWEST, _WIDEST = 25, 200
"""Columns outside of these widths (code points) are lists, verse or paragraphs, not wrapping."""
_LEAST_WRAPS = 2
_LEAST_SHARE = 0.4
_SHORT = 0.6
"""A line that breaks off below this share of the width stands beside a paragraph's big initial."""

_TABLE = re.compile(r"\S(?:\t| {3,})\S")
_BULLET = re.compile(r"\s*(?:[•‣▪◦·]|\*\s)")


def is_hard_wrapped(text: str) -> bool:
    """Tell whether the lines of ``text`` are broken at a column, in the middle of sentences."""
    return _width(text.split("\n")) is not None


def shown_text(text: str) -> str:
    """Return ``text`` as it is to be shown: same length, mere wraps as one space each.

    Ends of paragraphs stay newlines. A text that is not hard-wrapped comes back unchanged.
    """
    lines = text.split("\n")
    width = _width(lines)
    if width is None:
        return text
    parts = [lines[0]]
    opening = lines[0].lstrip()[:1]
    for at, following in enumerate(lines[1:], start=1):
        line = lines[at - 1]
        after = lines[at + 1] if at + 1 < len(lines) else ""
        if _runs_on(line, following, after, opening, width):
            parts.append(" ")
        else:
            parts.append("\n")
            opening = following.lstrip()[:1]
        parts.append(following)
    return "".join(parts)


def _width(lines: Sequence[str]) -> int | None:
    """Return the width of the column at which the lines are broken; None when they aren't."""
    within = [
        len(line.rstrip()) for line, following in _junctions(lines) if _within(line, following)
    ]
    if len(within) < _LEAST_WRAPS:
        return None
    width = _usual_most(within)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    junctions = wraps = 0
    for line, following in _junctions(lines):
        junctions += 1
        wraps += _within(line, following) and (
            following.lstrip().lstrip(OPENING_MARKS)[:1].islower()
            or not _fits(line, following, width)
        )
    return width if wraps >= max(_LEAST_WRAPS, _LEAST_SHARE * junctions) else None


def _junctions(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line, following in pairwise(lines):
        if line and following and not line.isspace() and not following.isspace():
            yield line, following


def _within(line: str, following: str) -> bool:
    """Tell whether the end of a line, which looks like running words, is inside a sentence."""
    return (
        len(line.split(None, 2)) > 2
        and not _TABLE.search(line)
        and not _BULLET.match(following)
        and not ends_sentence(line, following)
    )


def _usual_most(lengths: list[int]) -> int:
    """Return the length that lines are filled up to, but for a few that are over-long."""
    ordered = sorted(lengths)
    longest = 1.25 * ordered[(len(ordered) - 1) * 3 // 4]
    usual = [length for length in ordered if length <= longest]
    return usual[-(-len(usual) * 95 // 100) - 1]


def _fits(line: str, following: str, width: int) -> bool:
    """Tell whether the next line's first word would still have fitted into this line."""
    first = following[: width + 200].split(None, 1)
    return len(line.rstrip()) + 1 + len(first[0] if first else following) <= width


def _runs_on(line: str, following: str, after: str, opening: str, width: int) -> bool:
    """Tell whether the next line goes on with this line's paragraph."""
    if not line or not following or line.isspace() or following.isspace():
        return False
    if _TABLE.search(line) or _TABLE.search(following) or _BULLET.match(following):
        return False
    if following[:1].isspace() and not line[:1].isspace():
        return False  # an indented first line
    if opening == "[" and line.rstrip().endswith("]"):
        return False  # an editor's remark in brackets
    if not ends_sentence(line, following):
        return True
    if len(line.rstrip()) > width or _fits(line, following, width) or following[0] == "[":
        return False
    return not _begins_short(following, after, width)


def _begins_short(line: str, after: str, width: int) -> bool:
    """Tell whether a line is broken early in mid-sentence, as beside a drop capital."""
    return (
        bool(after.strip())
        and len(line.rstrip()) < _SHORT * width
        and not ends_sentence(line, after)
        and _fits(line, after, width)
    )
