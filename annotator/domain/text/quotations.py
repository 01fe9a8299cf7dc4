"""Quoted passages: found by their marks, in any of the usual styles, nested or over paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.text.hard_wrap import shown_text
from annotator.domain.text.quotation_marks import Opened, QuotationReader
from annotator.domain.text.spans import Span, joined

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage. ``outer`` includes its marks, ``inner`` doesn't (code points)."""

    outer: Span
    inner: Span
    closed: bool
    """False where the closing mark is missing: it then ends with its paragraph."""
    depth: int
    """0 for one that isn't inside another."""


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text, in order of their start, outer ones before inner ones.

    Apostrophes are no marks. A quotation over several paragraphs that repeats its opening mark is
    one. Wraps within paragraphs of hard-wrapped text don't end a quotation.
    """
    found = QuotationReader(shown_text(text)).read()
    return tuple(_nested(text, found))


def next_quotation(text: str, after: int) -> Span | None:
    """Return the first outermost quotation, marks included, that starts at or behind ``after``.

    After the last comes the first again. None when the text has no quotation.
    """
    outermost = [one.outer for one in find_quotations(text) if one.depth == 0]
    return next((one for one in outermost if one.start >= after), next(iter(outermost), None))


def quotation_type(text: str, content: Sequence[Span]) -> str | None:
    """Return ``direct`` when all words of the content are quoted, ``indirect`` when none is.

    ``mixed`` when some are; None for content without a word.
    """
    quoted = joined(one.outer for one in find_quotations(text) if one.depth == 0)
    starts = [span.start for span in quoted]
    inside = [
        _covered(found.start(), starts, quoted)
        for span in content
        for found in _WORD.finditer(text, span.start, span.end)
    ]
    if not inside:
        return None
    return "direct" if all(inside) else "mixed" if any(inside) else "indirect"


def _covered(offset: int, starts: Sequence[int], spans: Sequence[Span]) -> bool:
    before = bisect_right(starts, offset)
    return before > 0 and offset < spans[before - 1].end


def _nested(text: str, found: Iterable[Opened]) -> Iterable[Quotation]:
    """Yield quotations with how deep they are; passages without a word between are left out."""
    around: list[int] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        inner = _without_spaces(text, one)
        if not len(inner):
            continue
        while around and around[-1] <= one.start:
            around.pop()
        yield Quotation(Span(one.start, one.end), inner, one.closed, len(around))
        around.append(one.end)


def _without_spaces(text: str, one: Opened) -> Span:
    start, end = one.start + 1, one.end - one.closed
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
