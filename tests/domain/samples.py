"""A small codebook, and attributions by it, for the tests of rules."""

import copy
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from annotator.domain.attributions import AttributeValue, Attribution, QuotedSpan, ordered_spans
from annotator.domain.codebook import Codebook
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole

AT = datetime(2025, 3, 14, 9, 30, 15, 250_000, tzinfo=UTC)

_DOCUMENT: dict[str, Any] = {
    "key": "harbour-deal",
    "version": 2,
    "label": "The harbour deal",
    "target": "the harbour deal",
    "cannot_code": [{"key": "text_broken", "label": "Text broken"}],
    "attributes": [
        {
            "key": "stance",
            "label": "Stance",
            "kind": "choice",
            "level": "ordinal",
            "order": ["opposes", "supports"],
            "rank": "primary",
            "required": True,
            "values": [
                {"key": "supports", "label": "Supports", "shortcut": "1", "colour": "blue"},
                {"key": "opposes", "label": "Opposes", "glyph": "triangle_down"},
                {
                    "key": "unclear",
                    "label": "Unclear",
                    "examples": {"positive": ["Who knows?"], "negative": ["Never."]},
                },
            ],
        },
        {"key": "conditional", "label": "Conditional", "kind": "boolean", "span_role": "condition"},
        {
            "key": "condition_kind",
            "label": "Condition",
            "kind": "choice",
            "required": True,
            "shown_when": {"attribute": "conditional", "values": ["true"]},
            "values": [{"key": "money", "label": "Money"}, {"key": "law", "label": "Law"}],
        },
        {
            "key": "confidence",
            "label": "Confidence",
            "kind": "choice",
            "about": "annotator",
            "rank": "secondary",
            "values": [{"key": "low", "label": "Low"}, {"key": "high", "label": "High"}],
        },
        {
            "key": "parts",
            "label": "Parts",
            "kind": "multiple_choice",
            "values": [{"key": "quay", "label": "Quay"}, {"key": "rail", "label": "Rail"}],
        },
        {
            "key": "type",
            "label": "Type",
            "kind": "choice",
            "derived_from": "quotation_marks",
            "values": [
                {"key": "direct", "label": "Direct"},
                {"key": "indirect", "label": "Indirect"},
                {"key": "mixed", "label": "Mixed"},
            ],
        },
        {"key": "remark", "label": "Remark", "kind": "text"},
        {
            "key": "relevance",
            "label": "Relevance",
            "kind": "choice",
            "scope": "article",
            "required": True,
            "values": [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}],
        },
    ],
}


def codebook_document() -> dict[str, Any]:
    """Return a fresh copy of the small codebook's document, free to be changed."""
    return copy.deepcopy(_DOCUMENT)


def codebook() -> Codebook:
    """Return the small codebook."""
    return codebook_from_document(codebook_document())


def a_span(text: str, quote: str, role: SpanRole = SpanRole.CONTENT) -> QuotedSpan:
    """Return the span of the first place of ``quote`` in ``text``."""
    start = text.index(quote)
    return QuotedSpan(role, start, start + len(quote), quote)


def an_attribution(
    name: str,
    spans: Sequence[QuotedSpan] = (),
    *,
    speaker_id: uuid.UUID | None = None,
    set_name: str = "set",
    deleted: bool = False,
    **values: AttributeValue,
) -> Attribution:
    """Return an attribution whose identifier follows from ``name``."""
    return Attribution(
        id=derived_id(name),
        set_id=derived_id(set_name),
        article_id=derived_id("article"),
        spans=ordered_spans(spans),
        values=values,
        speaker_id=speaker_id,
        deleted_at=AT if deleted else None,
        codebook="harbour-deal@2",
        created_at=AT,
        updated_at=AT,
    )
