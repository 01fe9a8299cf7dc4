"""What a copy has no place for, named so that a person finds it again in the project."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotator.domain.reattaching.marks import Outcome
from annotator.domain.text.spans import SpanRole

ZONE, DECISION, FEEDBACK, SUBMISSION = "zone", "decision", "feedback", "submission"
"""Parts beside the spans of attributions, which are called by their roles."""


class Within(StrEnum):
    """Where a part stood: an attribution may be in all of them."""

    WORK = "work"
    """As it is now."""
    SUBMISSION = "submission"
    """As it was handed in."""
    DECISION = "decision"
    """As an adjudicator saw it, and what became of that."""


@dataclass(frozen=True, slots=True)
class Whose:
    """By what an attribution is known."""

    attribution: str | None = None
    """Its identifier."""
    number: int | None = None
    """Its place in the article's line, from 1; None where it is in the line no more."""
    content: str | None = None
    """The words of its content: those of the export, else those that were found."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of an article's line that has no place in the copy."""

    part: str
    """The role of a span (content: then the whole attribution), `ZONE`, `DECISION`, `FEEDBACK`,
    `SUBMISSION`, or the key of a value with marks in it."""
    outcome: Outcome
    within: Within
    attribution: str | None = None
    number: int | None = None
    content: str | None = None
    """As in `Whose`; None where it is of no attribution."""
    quote: str | None = None
    """Its own words, if the export holds them."""

    @property
    def is_whole(self) -> bool:
        """Tell whether it is an attribution of the work itself, which has an outcome of its own."""
        return self.part == SpanRole.CONTENT and self.within is Within.WORK


def left_out(
    part: str, outcome: Outcome, within: Within, whose: Whose, quote: str | None = None
) -> LeftOut:
    """Return a part of an attribution; with an empty ``whose`` one of none."""
    return LeftOut(part, outcome, within, whose.attribution, whose.number, whose.content, quote)


def quote_of(value: Any) -> str | None:
    """Return the words that an export holds of a span, or of a list of them."""
    if isinstance(value, list):
        quotes = [quote for quote in map(quote_of, value) if quote is not None]
        return " … ".join(quotes) or None
    quote = value.get("quote") if isinstance(value, dict) else None
    return quote if isinstance(quote, str) else None


def content_of(attribution: Any) -> list[Any]:
    """Return the spans of the content, of an attribution or of a snapshot of one."""
    if not isinstance(attribution, dict):
        return []
    spans = attribution.get("spans")
    if isinstance(spans, list):
        return [
            one for one in spans if isinstance(one, dict) and one.get("role") == SpanRole.CONTENT
        ]
    content = attribution.get(SpanRole.CONTENT.value)
    return content if isinstance(content, list) else []
