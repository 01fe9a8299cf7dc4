"""What the inspector asks for, as its signals carry it.

Texts may be asked for after another attribution was selected, so each names its own attribution.
"""

import uuid
from dataclasses import dataclass

from annotator.domain.attributions import AttributeValue, Attribution
from annotator.domain.text.spans import Span, SpanRole


@dataclass(frozen=True, slots=True)
class ValueChange:
    """Give an attribute of an attribution this value; None takes it away (or derives it again)."""

    attribution_id: uuid.UUID
    key: str
    value: AttributeValue | None


@dataclass(frozen=True, slots=True)
class ArticleValueChange:
    """Give an attribute of the article, in one person's work on it, this value, or None."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    key: str
    value: AttributeValue | None


@dataclass(frozen=True, slots=True)
class NoteChange:
    """Give an attribution this note."""

    attribution_id: uuid.UUID
    text: str


@dataclass(frozen=True, slots=True)
class SpanRemoval:
    """Take one span away from the shown attribution."""

    role: SpanRole
    span: Span


@dataclass(frozen=True, slots=True)
class OtherAttribution:
    """Another attribution of the article, as "reported by" offers it."""

    number: int
    """Its place in the article, from 1."""
    attribution: Attribution
    speaker: str
    """Its speaker's name, or empty."""
