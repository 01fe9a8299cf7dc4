"""The fields of an item, and what each annotator has in them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from annotator.domain.adjudication.gold_fields import article_fields_of, fields_of
from annotator.domain.adjudication.item import (
    CONDITION,
    CONTENT,
    CUE,
    REPORTED_BY,
    SOURCE,
    SPEAKER,
    STATE,
    Coder,
    Difference,
    DifferenceKind,
    FieldValue,
    Item,
)
from annotator.domain.codebook import About, Attribute, Codebook, Rank, Scope
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import SpanRole

CANNOT_CODE = "cannot_code:"
"""What the value of ``state`` begins with where the article cannot be coded."""
DONE = "done"


def compared_attributes(codebook: Codebook, subject: Subject) -> tuple[Attribute, ...]:
    """Return the attributes about the text, the primary one first."""
    scope = Scope.ARTICLE if subject is Subject.ARTICLE else Scope.ATTRIBUTION
    found = [one for one in codebook.of_scope(scope) if one.about is About.TEXT]
    return tuple(sorted(found, key=lambda one: one.rank is not Rank.PRIMARY))


def annotators_attributes(codebook: Codebook, subject: Subject) -> tuple[Attribute, ...]:
    """Return the attributes about the annotator: shown after a first choice, never gold."""
    scope = Scope.ARTICLE if subject is Subject.ARTICLE else Scope.ATTRIBUTION
    return tuple(one for one in codebook.of_scope(scope) if one.about is About.ANNOTATOR)


def gold_fields(codebook: Codebook, subject: Subject) -> tuple[str, ...]:
    """Return the fields that gold can have, in the order in which they are shown.

    The content comes first: it has a panel of its own below the table.
    """
    attributes = compared_attributes(codebook, subject)
    if subject is Subject.ARTICLE:
        return (STATE, *(one.key for one in attributes))
    has_condition = codebook.for_span_role(SpanRole.CONDITION) is not None
    first, rest = attributes[:1], attributes[1:]
    return (
        CONTENT,
        *(one.key for one in first),
        SPEAKER,
        *(one.key for one in rest),
        CUE,
        SOURCE,
        *((CONDITION,) if has_condition else ()),
        REPORTED_BY,
    )


def values_by_coder(
    item: Item, coders: Sequence[Coder], codebook: Codebook
) -> Mapping[uuid.UUID, Mapping[str, FieldValue]]:
    """Return every field as each annotator has it; who marked nothing is absent."""
    if item.subject is Subject.ARTICLE:
        return {one.person_id: article_fields_of(one, codebook) for one in coders}
    return {person: fields_of(one, codebook) for person, one in item.candidates.items()}


def field_of(difference: Difference) -> str | None:
    """Return the field in which annotators differ; None where it is not one field."""
    return {
        DifferenceKind.BOUNDARY: CONTENT,
        DifferenceKind.SPEAKER: SPEAKER,
        DifferenceKind.STATE: STATE,
        DifferenceKind.ATTRIBUTE: difference.attribute,
    }.get(difference.kind)


def differing_fields(item: Item) -> frozenset[str]:
    """Return the fields in which the annotators of an item differ."""
    return frozenset(field for one in item.differences if (field := field_of(one)) is not None)
