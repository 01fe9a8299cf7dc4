"""Conflicts: two forms of one entity that descend from neither; a person decides."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from annotator.domain.entities import Entity, EntityKind


class Resolution(StrEnum):
    """How a person settled a conflict."""

    KEPT = "kept"
    """The form that stands in the project stays."""
    TAKEN = "taken"
    """The other form was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Entity):
    """A form that merging brought (or set aside) and that could not be put in order with the other.

    Which of the two stands in the project meanwhile follows from both alone, not from which came
    first, so that merging in any order leaves the same.
    """

    kind: EntityKind
    entity_id: uuid.UUID
    entity_revision: int
    entity_hash: str
    """Content hash of the form that is set aside."""
    document: dict[str, Any] = field(default_factory=dict)
    """The form that is set aside."""
    found_at: datetime
    resolution: Resolution | None = None
    """None while it is open."""
