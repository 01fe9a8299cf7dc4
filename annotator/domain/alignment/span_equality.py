"""When two annotators' boundaries count as equal although the stored spans differ."""

import unicodedata
from collections.abc import Iterable

from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.spans import Span, joined

_TYPED_QUOTES = "`´"
_SAYS_SOMETHING = "%‰‱٪&@#§"
"""Punctuation by its category, but part of what is said: "50%" is not "50"."""


def same_boundaries(
    text: str, one: Iterable[Span | QuotedSpan], other: Iterable[Span | QuotedSpan]
) -> bool:
    """Tell whether spans are equal but for outer quotation marks, white space and punctuation.

    A gap that holds nothing else is no gap.
    """
    mine, theirs = _joined(one), _joined(other)
    return mine == theirs or core(text, mine) == core(text, theirs)


def core(text: str, spans: Iterable[Span | QuotedSpan]) -> tuple[Span, ...]:
    """Return what counts of the spans; the spans themselves where none of it would be left."""
    whole = _joined(spans)
    result: list[Span] = []
    for span in whole:
        start, end = span.start, span.end
        while start < end and _negligible(text[start]):
            start += 1
        while start < end and _negligible(text[end - 1]):
            end -= 1
        if start == end:
            continue
        if result and all(map(_negligible, text[result[-1].end : start])):
            start = result.pop().start
        result.append(Span(start, end))
    return tuple(result) or whole


def _joined(spans: Iterable[Span | QuotedSpan]) -> tuple[Span, ...]:
    return joined(Span(one.start, one.end) for one in spans)


def _negligible(character: str) -> bool:
    """Tell whether a character at an edge makes no difference to what is said."""
    if character.isalnum() or character in _SAYS_SOMETHING:
        return False
    if character.isspace() or character in _TYPED_QUOTES:
        return True
    category = unicodedata.category(character)
    return category[0] == "P" or category == "Cf"
