"""What is missing before work is done: it is saved and shown, but it blocks done."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.attributions import AttributeValue, Attribution, Values
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.text.spans import SpanRole


@dataclass(frozen=True, slots=True)
class Gap:
    """Something required that is missing: saved and shown, but it blocks done."""

    attribution_id: uuid.UUID | None
    """None for what is missing about the article."""
    field: str
    """An attribute's key, ``speaker`` or ``content``."""
    code: str
    """``value_missing``, ``speaker_missing`` or ``content_missing``."""


def gaps(
    codebook: Codebook, attributions: Iterable[Attribution], article_values: Values
) -> tuple[Gap, ...]:
    """Return what is missing before a set with these attributions may be marked done.

    First what is missing about the article, then the attributions' gaps in their order. Deleted
    attributions, and attributes that aren't shown, miss nothing.
    """
    missing = [
        Gap(None, key, "value_missing") for key in _unset(codebook, Scope.ARTICLE, article_values)
    ]
    for one in attributions:
        if one.deleted:
            continue
        if not one.content:
            missing.append(Gap(one.id, "content", "content_missing"))
        if one.speaker_id is None and not one.of_role(SpanRole.SOURCE):
            missing.append(Gap(one.id, "speaker", "speaker_missing"))
        unset = _unset(codebook, Scope.ATTRIBUTION, one.values)
        missing.extend(Gap(one.id, key, "value_missing") for key in unset)
    return tuple(missing)


def _unset(codebook: Codebook, scope: Scope, values: Values) -> list[str]:
    """Return the keys of required attributes that are shown and have no value."""
    return [
        one.key
        for one in codebook.of_scope(scope)
        if one.required and one.shown(values) and _is_empty(values.get(one.key))
    ]


def _is_empty(value: AttributeValue | None) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()
