"""Fields and values of adjudication in words, for pages that are written to files."""

import uuid
from collections.abc import Mapping, Sequence

from annotator.domain.adjudication.item import (
    CONDITION,
    CONTENT,
    CUE,
    REPORTED_BY,
    SOURCE,
    SPEAKER,
    STATE,
    Difference,
    DifferenceKind,
)
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import AttributeValue, Attribution, QuotedSpan
from annotator.domain.codebook import AttributeKind, Codebook, as_keys
from annotator.domain.speakers import Speaker
from annotator.words import tr


def field_words(field: str, codebook: Codebook) -> str:
    """Return what a field is called."""
    attribute = codebook.attribute(field)
    if attribute is not None:
        return attribute.label
    return {
        CONTENT: tr("Content"),
        SOURCE: tr("Source"),
        CUE: tr("Cue"),
        CONDITION: tr("Condition"),
        SPEAKER: tr("Speaker"),
        REPORTED_BY: tr("Reported by"),
        STATE: tr("Article"),
    }.get(field, field)


def value_words(key: str, value: AttributeValue | None, codebook: Codebook) -> str:
    """Return an attribute's value as the codebook calls it; a dash where there is none."""
    attribute = codebook.attribute(key)
    if attribute is not None and attribute.kind is AttributeKind.BOOLEAN:
        return tr("Yes") if value is True else tr("No")
    if value is None or value in ("", ()):
        return "–"
    found = []
    for one in as_keys(value):
        known = attribute.value(one) if attribute else None
        found.append(known.label if known else one)
    return ", ".join(found)


def quoted(spans: Sequence[QuotedSpan]) -> str:
    """Return the words of spans, on one line."""
    return " … ".join(" ".join(one.quote.split()) for one in spans) or "–"


def speaker_words(attribution: Attribution, speakers: Mapping[uuid.UUID, Speaker]) -> str:
    """Return the name of an attribution's speaker."""
    speaker = speakers.get(attribution.speaker_id) if attribution.speaker_id else None
    return speaker.name if speaker else "–"


def state_words(state: SetState, reason: str | None, codebook: Codebook) -> str:
    """Return whether an article was coded, or why it cannot be, in words."""
    if state is SetState.DONE:
        return tr("Coded")
    found = next((one.label for one in codebook.cannot_code if one.key == reason), reason)
    return tr("Cannot code: {reason}", reason=found) if found else tr("Cannot code")


def differing_field(difference: Difference) -> str | None:
    """Return the field in which annotators differ, None where it is none in particular."""
    return {
        DifferenceKind.ATTRIBUTE: difference.attribute,
        DifferenceKind.BOUNDARY: CONTENT,
        DifferenceKind.SPEAKER: SPEAKER,
        DifferenceKind.STATE: STATE,
    }.get(difference.kind)


def kind_words(difference: Difference, codebook: Codebook) -> str:
    """Return a difference as a heading says it."""
    if difference.kind is DifferenceKind.ATTRIBUTE and difference.attribute:
        return field_words(difference.attribute, codebook)
    return {
        DifferenceKind.MISSING: tr("Not marked by all"),
        DifferenceKind.BOUNDARY: tr("Boundary"),
        DifferenceKind.SPEAKER: tr("Speaker"),
        DifferenceKind.ATTRIBUTE: tr("Value"),
        DifferenceKind.SPLIT: tr("Split"),
        DifferenceKind.DOUBLE: tr("Two on one span"),
        DifferenceKind.STATE: tr("Coded or not"),
    }[difference.kind]
