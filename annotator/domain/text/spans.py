"""Spans: half-open ranges of Unicode code points in an article's text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]``, in code points of the normalised text."""

    start: int
    end: int

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether every code point of ``other`` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def quote(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]


class SpanRole(StrEnum):
    """What a span is to its attribution."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    CONDITION = "condition"


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends; empty (at its start) if nothing is left."""
    quote = span.quote(text)
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, max(start, span.end - (len(quote) - len(quote.rstrip()))))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, with overlapping and touching ones made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def any_overlap(spans: Sequence[Span]) -> bool:
    """Tell whether two of the spans share a code point."""
    ordered = sorted(spans)
    return any(one.end > other.start for one, other in pairwise(ordered))
