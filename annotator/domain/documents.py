"""Entities as JSON documents: for the change log, content hashes, submissions and exchange."""

import hashlib
import json
import uuid
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar

import cattrs

from annotator.domain.annotation_sets import AnnotationSet, Submission
from annotator.domain.articles import Appearance, Article, Story, Zone
from annotator.domain.attributions import Attribution
from annotator.domain.conflicts import Conflict
from annotator.domain.decisions import Decision
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.feedback import Feedback
from annotator.domain.people import Batch, Person, ProjectInfo, Round
from annotator.domain.speakers import Speaker

ENTITY_CLASSES: dict[EntityKind, type[Entity]] = {
    EntityKind.PROJECT: ProjectInfo,
    EntityKind.PERSON: Person,
    EntityKind.ROUND: Round,
    EntityKind.BATCH: Batch,
    EntityKind.ARTICLE: Article,
    EntityKind.APPEARANCE: Appearance,
    EntityKind.ZONE: Zone,
    EntityKind.STORY: Story,
    EntityKind.SPEAKER: Speaker,
    EntityKind.ANNOTATION_SET: AnnotationSet,
    EntityKind.SUBMISSION: Submission,
    EntityKind.ATTRIBUTION: Attribution,
    EntityKind.DECISION: Decision,
    EntityKind.FEEDBACK: Feedback,
    EntityKind.CONFLICT: Conflict,
}
_KINDS = {cls: kind for kind, cls in ENTITY_CLASSES.items()}
_NOT_CONTENT = ("revision", "created_at", "updated_at", "seconds", "found_at")
_LATER_FIELDS: dict[str, Any] = {
    "assigned": False,
    "subject": "attribution",
    "snapshots": [],
    "sets": [],
    "own_coding": False,
    "blind_check": False,
}
"""Fields that came after the first schema: at their default they do not count, or every hash that
was ever stored without them would be another."""
_E = TypeVar("_E", bound=Entity)


def kind_of(entity: Entity) -> EntityKind:
    """Return which kind of entity this is."""
    return _KINDS[type(entity)]


def to_document(entity: Entity) -> dict[str, Any]:
    """Return the entity as JSON-ready values, revision and tombstone included."""
    document: dict[str, Any] = _converter().unstructure(entity)
    return document


def from_document(cls: type[_E], document: dict[str, Any]) -> _E:
    """Build an entity from the document that `to_document` made."""
    return _converter().structure(document, cls)


def canonical_json(value: Any) -> str:
    """Return the one JSON text for a value: keys sorted, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(document: dict[str, Any]) -> str:
    """Return the SHA-256 (hex) of an entity's content: all but its revision and its times."""
    content = {
        key: value
        for key, value in document.items()
        if key not in _NOT_CONTENT and not (key in _LATER_FIELDS and value == _LATER_FIELDS[key])
    }
    content["deleted_at"] = document.get("deleted_at") is not None
    return hashlib.sha256(canonical_json(content).encode("utf-8", "surrogatepass")).hexdigest()


def instant_text(instant: datetime) -> str:
    """Return an instant as ISO 8601 in UTC with a Z, microseconds only where there are any."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def instant_of(text: str) -> datetime:
    """Read an instant in ISO 8601; one without zone is taken as UTC. Raises ValueError."""
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(prefer_attrib_converters=False)
    converter.register_unstructure_hook(uuid.UUID, str)
    converter.register_structure_hook(uuid.UUID, lambda value, _: uuid.UUID(value))
    converter.register_unstructure_hook(datetime, instant_text)
    converter.register_structure_hook(datetime, lambda value, _: instant_of(value))
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_structure_hook(
        str | bool | tuple[str, ...],
        lambda value, _: tuple(value) if isinstance(value, list) else value,
    )
    converter.register_unstructure_hook(
        str | bool | tuple[str, ...],
        lambda value: list(value) if isinstance(value, tuple) else value,
    )
    return converter
