"""What every stored thing has in common: identity, revision, a content hash, and a tombstone."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class EntityKind(StrEnum):
    """The kinds of whole things that the change log, undo and merging deal in."""

    PROJECT = "project"
    PERSON = "person"
    CODEBOOK = "codebook"
    ROUND = "round"
    BATCH = "batch"
    ARTICLE = "article"
    APPEARANCE = "appearance"
    ZONE = "zone"
    STORY = "story"
    SPEAKER = "speaker"
    ANNOTATION_SET = "annotation_set"
    SUBMISSION = "submission"
    ATTRIBUTION = "attribution"
    DECISION = "decision"
    FEEDBACK = "feedback"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Base of every entity. ``revision`` counts its stored forms; 0 means not stored yet."""

    id: uuid.UUID
    revision: int = 0
    deleted_at: datetime | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    """Keys of an imported record that this version does not know: kept, and exported again."""

    @property
    def deleted(self) -> bool:
        """Tell whether this is a tombstone."""
        return self.deleted_at is not None

    def but(self, **changes: Any) -> Self:
        """Return a copy with these fields changed."""
        return replace(self, **changes)
