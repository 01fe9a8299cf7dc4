"""Decisions: how an adjudicator settled one difference; superseded, never erased."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from annotator.domain.entities import Entity


class Outcome(StrEnum):
    """What became of the candidates."""

    UNANIMOUS = "unanimous"
    """Equal by rule and accepted in bulk: no judgement of anybody's."""
    ACCEPTED = "accepted"
    """Every field as one of the annotators has it."""
    EDITED = "edited"
    """At least one field as no annotator has it."""
    REJECTED = "rejected"
    """Not an attribution."""
    PROMOTED = "promoted"
    """A single annotator's work made gold on request."""
    DISCUSS = "discuss"
    """Parked with a note; there is no gold yet."""


class Subject(StrEnum):
    """What a decision is about."""

    ATTRIBUTION = "attribution"
    ARTICLE = "article"
    """The article's own values and whether it can be coded."""


@dataclass(frozen=True, slots=True)
class SeenSet:
    """A set that the adjudicator had before the eyes, and in which form."""

    set_id: uuid.UUID
    submission_id: uuid.UUID
    """The submission that was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Entity):
    """One adjudication of candidate attributions in an article and round."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    adjudicator_id: uuid.UUID
    outcome: Outcome
    subject: Subject = Subject.ATTRIBUTION
    candidates: tuple[uuid.UUID, ...] = ()
    """The annotators' attributions that were aligned; empty for one that nobody marked."""
    snapshots: tuple[dict[str, Any], ...] = ()
    """The candidates as documents, as they were when the decision was made, in the same order."""
    sets: tuple[SeenSet, ...] = ()
    """Whose work was looked at, those who marked nothing included; ordered by set."""
    gold: tuple[uuid.UUID, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    """Field to ``{"value": …, "taken_from": person or None}``."""
    reason: str | None = None
    rationale: str = ""
    own_coding: bool = False
    """The adjudicator's own work was among the candidates, and the rule against it overridden."""
    blind_check: bool = False
    """Equal by rule, but judged one by one, without a look at the annotators' values."""
    supersedes: uuid.UUID | None = None
    at: datetime


def live(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that stand: neither deleted nor superseded by one that stands."""
    there = [one for one in decisions if not one.deleted]
    superseded = {one.supersedes for one in there}
    return tuple(one for one in there if one.id not in superseded)
