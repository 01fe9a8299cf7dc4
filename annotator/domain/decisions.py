"""Decisions: how an adjudicator settled one difference; superseded, never erased."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from annotator.domain.entities import Entity


class Outcome(StrEnum):
    """What became of the candidates."""

    UNANIMOUS = "unanimous"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    PROMOTED = "promoted"
    DISCUSS = "discuss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Entity):
    """One adjudication of candidate attributions in an article and round."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    adjudicator_id: uuid.UUID
    outcome: Outcome
    candidates: tuple[uuid.UUID, ...] = ()
    gold: tuple[uuid.UUID, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    """Field to ``{"value": …, "taken_from": …}``."""
    reason: str | None = None
    rationale: str = ""
    supersedes: uuid.UUID | None = None
    at: datetime
