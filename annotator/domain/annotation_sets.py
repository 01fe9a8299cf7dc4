"""Annotation sets: all that one person made on one article in one round, and its submissions."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from annotator.domain.attributions import Values
from annotator.domain.entities import Entity
from annotator.domain.identifiers import derived_id


class SetKind(StrEnum):
    """Whose set it is: a person's, or the adjudicated gold of an article and round."""

    ANNOTATOR = "annotator"
    GOLD = "gold"


class SetState(StrEnum):
    """How far a person is with an article."""

    TO_DO = "to_do"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANNOT_CODE = "cannot_code"

    @property
    def closed(self) -> bool:
        """Tell whether the set was handed in and must be reopened before it changes."""
        return self in (SetState.DONE, SetState.CANNOT_CODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSet(Entity):
    """One person's work on one article in one round; gold sets have no person."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    person_id: uuid.UUID | None
    kind: SetKind = SetKind.ANNOTATOR
    batch_id: uuid.UUID | None = None
    state: SetState = SetState.TO_DO
    reason: str | None = None
    """Key of the codebook's reason, when the article cannot be coded."""
    values: Values = field(default_factory=dict)
    """Values of the codebook's article-scope attributes."""
    seconds: int = 0
    """Time spent on the article, as measured by the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Entity):
    """Immutable snapshot of a set, made when it was marked done or not codable."""

    set_id: uuid.UUID
    ordinal: int
    """1 for the first, which agreement uses; adjudication uses the latest."""
    state: SetState
    reason: str | None
    codebook: str
    submitted_at: datetime
    snapshot: dict[str, Any]
    """The set and its attributions as documents."""


def set_id_of(article_id: uuid.UUID, round_id: uuid.UUID, person_id: uuid.UUID | None) -> uuid.UUID:
    """Return the identifier of a set: it follows from article, round and person (None: gold)."""
    return derived_id("set", str(article_id), str(round_id), str(person_id or "gold"))
