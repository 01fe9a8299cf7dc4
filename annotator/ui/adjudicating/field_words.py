"""Fields, their values, differences and reasons in words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from annotator.domain.adjudication.item import (
    CONDITION,
    CONTENT,
    CUE,
    REPORTED_BY,
    SOURCE,
    SPAN_FIELDS,
    SPEAKER,
    STATE,
    Difference,
    DifferenceKind,
    FieldValue,
)
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Value
from annotator.domain.speakers import Speaker
from annotator.ui.adjudicating.item_fields import CANNOT_CODE
from annotator.ui.models.disagreement_model import difference_words as kind_words
from annotator.words import tr

_LONGEST = 60
"""Letters of a quote that stands in a table."""


def field_label(field: str, codebook: Codebook) -> str:
    """Return what a field is called."""
    words = {
        CONTENT: tr("Content"),
        SOURCE: tr("Source"),
        CUE: tr("Cue"),
        CONDITION: tr("Condition"),
        SPEAKER: tr("Speaker"),
        REPORTED_BY: tr("Reported by"),
        STATE: tr("Article"),
        "added": tr("added"),
        "removed": tr("removed"),
    }
    attribute = codebook.attribute(field)
    return attribute.label if attribute else words.get(field, field)


def value_words(
    field: str,
    value: FieldValue,
    codebook: Codebook,
    speakers: Mapping[uuid.UUID, Speaker],
    attributions: Sequence[Attribution] = (),
) -> str:
    """Return a value in words; "None" where there is none."""
    attribute = codebook.attribute(field)
    if attribute is not None and attribute.kind is AttributeKind.BOOLEAN:
        return tr("Yes") if value is True else tr("No")
    if value is None or value == ():
        return tr("None")
    if field in SPAN_FIELDS and isinstance(value, tuple):
        return spans_words(value)
    if isinstance(value, uuid.UUID):
        if field == REPORTED_BY:
            return reported_words(value, speakers, attributions)
        speaker = speakers.get(value)
        return speaker.name if speaker else tr("Unknown speaker")
    if field == STATE and isinstance(value, str):
        return state_words(value, codebook)
    if attribute is not None and attribute.kind is not AttributeKind.TEXT:
        keys = value if isinstance(value, tuple) else (value,)
        return ", ".join(_label(attribute, str(key)) for key in keys)
    return str(value)


def whole_words(value: Sequence[object]) -> str:
    """Return the words of spans, all of them."""
    quotes = [" ".join(one.quote.split()) for one in value if isinstance(one, QuotedSpan)]
    return " … ".join(quotes)


def spans_words(value: Sequence[object]) -> str:
    """Return the words of spans, shortened."""
    words = whole_words(value)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def reported_words(
    wanted: uuid.UUID, speakers: Mapping[uuid.UUID, Speaker], attributions: Sequence[Attribution]
) -> str:
    """Return the attribution that carries another one: its speaker, else its words."""
    found = next((one for one in attributions if one.id == wanted), None)
    if found is None:
        return tr("An attribution that is gone")
    speaker = speakers.get(found.speaker_id) if found.speaker_id else None
    return speaker.name if speaker else spans_words(found.content)


def state_words(value: str, codebook: Codebook) -> str:
    """Return whether an article can be coded, in words."""
    if not value.startswith(CANNOT_CODE):
        return tr("Coded")
    key = value.removeprefix(CANNOT_CODE)
    reason = next((one.label for one in codebook.cannot_code if one.key == key), key)
    return tr("Cannot code: {reason}", reason=reason) if reason else tr("Cannot code")


def picture_of(field: str, value: FieldValue, codebook: Codebook) -> Value | None:
    """Return the codebook's value where it has a shape and a colour to show."""
    attribute = codebook.attribute(field)
    if attribute is None or not isinstance(value, str):
        return None
    found = attribute.value(value)
    return found if found is not None and found.colour is not None else None


def difference_words(
    difference: Difference, codebook: Codebook, letters: Mapping[uuid.UUID, str]
) -> str:
    """Return a difference as a chip says it."""
    if difference.kind is DifferenceKind.MISSING:
        missing = sorted(letters[one] for one in difference.annotators if one in letters)
        if missing:
            return tr("Missing in {letters}", letters=", ".join(missing))
    return kind_words(difference.kind, difference.attribute, codebook)


def reasons() -> tuple[tuple[str, str], ...]:
    """Return the reasons of a decision: key and words."""
    return (
        ("clear_from_text", tr("Clear from the text")),
        ("codebook_rule", tr("Codebook rule")),
        ("slip", tr("Slip of an annotator")),
        ("context", tr("Context elsewhere in the article")),
        ("other", tr("Other")),
    )


def _label(attribute: Attribute, key: str) -> str:
    value = attribute.value(key)
    return value.label if value else key
