"""The fields of a decision as JSON, and back: values, spans and identifiers tell by their name."""

import uuid
from collections.abc import Mapping
from typing import Any

from annotator.domain.adjudication.item import (
    REPORTED_BY,
    SPAN_FIELDS,
    SPEAKER,
    STATE,
    Chosen,
    FieldValue,
)
from annotator.domain.attributions import QuotedSpan
from annotator.domain.codebook import About, Codebook, Scope
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import SpanRole


def fields_about_text(codebook: Codebook, subject: Subject) -> frozenset[str]:
    """Return the names of the fields that decisions on this subject have."""
    scope = Scope.ARTICLE if subject is Subject.ARTICLE else Scope.ATTRIBUTION
    keys = {one.key for one in codebook.of_scope(scope) if one.about is About.TEXT}
    if subject is Subject.ARTICLE:
        return frozenset({STATE, *keys})
    return frozenset({*SPAN_FIELDS, SPEAKER, REPORTED_BY, *keys})


def fields_to_document(fields: Mapping[str, Chosen]) -> dict[str, Any]:
    """Return ``{field: {"value": …, "taken_from": person or None}}``, ready for JSON."""
    return {
        name: {
            "value": _plain(chosen.value),
            "taken_from": str(chosen.taken_from) if chosen.taken_from else None,
        }
        for name, chosen in fields.items()
    }


def fields_from_document(document: Mapping[str, Any]) -> dict[str, Chosen]:
    """Build the fields from what `fields_to_document` made; raises KeyError, ValueError …"""
    return {
        name: Chosen(
            _field_value(name, one["value"]),
            uuid.UUID(one["taken_from"]) if one.get("taken_from") else None,
        )
        for name, one in document.items()
    }


def _plain(value: FieldValue) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, tuple):
        return [_plain_part(one) for one in value]
    return value


def _plain_part(part: str | QuotedSpan) -> Any:
    if isinstance(part, QuotedSpan):
        return {"start": part.start, "end": part.end, "quote": part.quote}
    return part


def _field_value(name: str, value: Any) -> FieldValue:
    if name in SPAN_FIELDS:
        role = SpanRole(name)
        return tuple(
            QuotedSpan(role, one["start"], one["end"], one["quote"]) for one in value or ()
        )
    if name in (SPEAKER, REPORTED_BY):
        return uuid.UUID(value) if value else None
    found: FieldValue = tuple(value) if isinstance(value, list) else value
    return found
