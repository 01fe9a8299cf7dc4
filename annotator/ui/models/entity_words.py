"""What stands in an entity, in words: one row for each thing that two forms of it may differ in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet, SetState
from annotator.domain.attributions import AttributeValue, Attribution
from annotator.domain.codebook import Attribute, Codebook, Scope
from annotator.domain.documents import to_document
from annotator.domain.entities import Entity
from annotator.domain.people import Person
from annotator.domain.speakers import Speaker, SpeakerRole
from annotator.domain.text.spans import SpanRole
from annotator.ui.dialogs.person_dialog import roles_words
from annotator.ui.widgets.inspector.speaker_words import kind_label
from annotator.words import tr

Row = tuple[str, str]
"""What it is, and what it says; "" where nothing does."""


@dataclass(frozen=True, slots=True)
class Names:
    """What identifiers are called."""

    codebook: Codebook | None = None
    speakers: Mapping[uuid.UUID, str] = field(default_factory=dict)
    people: Mapping[uuid.UUID, str] = field(default_factory=dict)
    quotes: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """The beginning of other attributions, for "reported by"."""


def rows_of(entity: Entity, names: Names) -> list[Row]:
    """Return what stands in an entity, in the order of the screens."""
    if isinstance(entity, Attribution):
        rows = list(_attribution(entity, names))
    elif isinstance(entity, Speaker):
        rows = list(_speaker(entity, names))
    elif isinstance(entity, AnnotationSet):
        rows = list(_set(entity, names))
    elif isinstance(entity, Person):
        rows = [(tr("Name"), entity.name), (tr("Roles"), roles_words(entity))]
    else:
        rows = list(_anything(entity))
    return [*rows, (tr("State"), tr("deleted") if entity.deleted else tr("there"))]


def _attribution(one: Attribution, names: Names) -> Iterator[Row]:
    for role, label in (
        (SpanRole.CONTENT, tr("Content")),
        (SpanRole.SOURCE, tr("Source")),
        (SpanRole.CUE, tr("Cue")),
        (SpanRole.CONDITION, tr("Condition")),
    ):
        yield label, " … ".join(f"“{_one_line(span.quote)}”" for span in one.of_role(role))
    yield (
        tr("Place in the text"),
        ", ".join(tr("{start} to {end}", start=s.start, end=s.end) for s in one.content),
    )
    yield tr("Speaker"), _name(one.speaker_id, names.speakers)
    yield from _values(one.values, Scope.ATTRIBUTION, names.codebook)
    yield tr("Reported by"), _name(one.reported_by, names.quotes)
    yield tr("Note"), one.note
    yield tr("Flagged"), tr("yes") if one.flagged else tr("no")
    yield tr("Codebook"), one.codebook.replace("@", tr(", version "))


def _speaker(one: Speaker, names: Names) -> Iterator[Row]:
    yield tr("Name"), one.name
    yield tr("Kind"), kind_label(one.kind)
    yield tr("Also known as"), ", ".join(one.aliases)
    yield tr("Role"), one.role or ""
    yield tr("Affiliation"), one.affiliation or ""
    yield tr("Country"), one.country or ""
    yield tr("Earlier roles"), "; ".join(_role(role) for role in one.roles)
    yield (
        tr("For"),
        tr("everybody") if one.owner_id is None else _name(one.owner_id, names.people),
    )
    yield tr("Merged into"), _name(one.merged_into, names.speakers)


def _role(role: SpeakerRole) -> str:
    times = "–".join(day.isoformat() if day else "" for day in (role.since, role.until))
    return ", ".join(filter(None, (role.title, role.affiliation, times.strip("–"))))


def _set(one: AnnotationSet, names: Names) -> Iterator[Row]:
    yield tr("Progress"), state_words(one.state)
    reasons = names.codebook.cannot_code if names.codebook else ()
    label = next((reason.label for reason in reasons if reason.key == one.reason), one.reason)
    yield tr("Reason"), label or ""
    yield from _values(one.values, Scope.ARTICLE, names.codebook)


def state_words(state: SetState) -> str:
    """Return how far somebody is with an article."""
    return {
        SetState.TO_DO: tr("to do"),
        SetState.IN_PROGRESS: tr("begun"),
        SetState.DONE: tr("done"),
        SetState.CANNOT_CODE: tr("cannot be coded"),
    }[state]


def _values(
    values: Mapping[str, AttributeValue], scope: Scope, codebook: Codebook | None
) -> Iterator[Row]:
    known = codebook.of_scope(scope) if codebook else ()
    for attribute in known:
        yield attribute.label, _value(values.get(attribute.key), attribute)
    for key in sorted(values.keys() - {one.key for one in known}):
        yield _as_label(key), _value(values[key], None)


def _value(value: AttributeValue | None, attribute: Attribute | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    keys = (value,) if isinstance(value, str) else value
    found = [attribute.value(key) if attribute else None for key in keys]
    return ", ".join(one.label if one else key for key, one in zip(keys, found, strict=True))


def unsaid_rows(entity: Entity) -> list[Row]:
    """Return what `rows_of` leaves out, for two forms that differ in nothing else."""
    return list(_anything(entity, everything=True))


def _anything(entity: Entity, *, everything: bool = False) -> Iterator[Row]:
    """Yield the fields as they are: for kinds that people seldom change twice."""
    for key, value in to_document(entity).items():
        said = key not in _UNSAID and not key.endswith("_id")
        if said or (everything and key not in _NEVER_SAID):
            yield _as_label(key), _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{_as_label(key)}: {_plain(one)}" for key, one in value.items())
    return _one_line(str(value))


_NEVER_SAID = ("id", "revision", "deleted_at", "created_at", "updated_at")
_UNSAID = ("id", "revision", "deleted_at", "extra", "created_at", "updated_at", "digest")


def _as_label(key: str) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]


def _name(id_: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> str:
    return "" if id_ is None else names.get(id_, tr("unknown"))


def _one_line(words: str) -> str:
    return " ".join(words.split())
