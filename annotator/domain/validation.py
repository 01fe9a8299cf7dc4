"""What is refused. What is missing is in `gaps`, what merely deserves a look in `doubts`."""

import uuid
from collections.abc import Mapping, Sequence
from itertools import pairwise

from annotator.domain.attributions import AttributeValue, QuotedSpan, Values
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope
from annotator.domain.errors import Refused
from annotator.domain.text.spans import SpanRole


def check_spans(text: str, spans: Sequence[QuotedSpan]) -> None:
    """Refuse spans of one attribution that can't be stored.

    Raises `Refused`: ``span_out_of_range``, ``span_empty``, ``span_blank``, ``quote_mismatch``,
    ``span_overlap`` (within one role), with the fields ``role``, ``start`` and ``end``.
    """
    for span in spans:
        code = _wrong_with(text, span)
        if code:
            raise Refused(code, role=span.role.value, start=span.start, end=span.end)
    for role in SpanRole:
        ordered = sorted((one for one in spans if one.role is role), key=lambda one: one.span)
        for one, other in pairwise(ordered):
            if one.end > other.start:
                raise Refused("span_overlap", role=role.value, start=other.start, end=other.end)


def check_values(codebook: Codebook, scope: Scope, values: Values) -> None:
    """Refuse values that the codebook doesn't have for attributions, or for articles.

    Raises `Refused`: ``unknown_attribute``, ``wrong_kind``, ``unknown_value``, with the fields
    ``attribute`` and ``value``.
    """
    for key, value in values.items():
        attribute = codebook.attribute(key)
        if attribute is None or attribute.scope is not scope:
            raise Refused("unknown_attribute", attribute=key, value=value)
        if not _of_kind(attribute.kind, value):
            raise Refused("wrong_kind", attribute=key, value=value)
        for one in _chosen(attribute, value):
            if attribute.value(one) is None:
                raise Refused("unknown_value", attribute=key, value=one)


def check_reported_by(
    attribution_id: uuid.UUID,
    reported_by: uuid.UUID | None,
    carriers: Mapping[uuid.UUID, uuid.UUID | None],
) -> None:
    """Refuse a carrier that is, itself or through others, carried by this attribution.

    ``carriers`` says for every attribution of the set by which it is reported now. Raises
    `Refused` ``reported_by_cycle``.
    """
    seen: set[uuid.UUID] = set()
    carrier = reported_by
    while carrier is not None and carrier not in seen:
        if carrier == attribution_id:
            raise Refused("reported_by_cycle", attribution=attribution_id, reported_by=reported_by)
        seen.add(carrier)
        carrier = carriers.get(carrier)


def _wrong_with(text: str, span: QuotedSpan) -> str | None:
    if not 0 <= span.start <= span.end <= len(text):
        return "span_out_of_range"
    if span.start == span.end:
        return "span_empty"
    covered = text[span.start : span.end]
    if covered.isspace():
        return "span_blank"
    return None if covered == span.quote else "quote_mismatch"


def _of_kind(kind: AttributeKind, value: AttributeValue) -> bool:
    match kind:
        case AttributeKind.BOOLEAN:
            return isinstance(value, bool)
        case AttributeKind.MULTIPLE_CHOICE:
            return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
        case AttributeKind.CHOICE | AttributeKind.TEXT:
            return isinstance(value, str)


def _chosen(attribute: Attribute, value: AttributeValue) -> tuple[str, ...]:
    """Return the keys of values that were chosen; nothing for text and for yes or no."""
    if isinstance(value, tuple):
        return value
    return (value,) if attribute.kind is AttributeKind.CHOICE and isinstance(value, str) else ()
