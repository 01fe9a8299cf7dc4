"""How the gold came about that annotators are held against."""

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from annotator.domain.annotation_sets import SetKind
from annotator.domain.decisions import Outcome
from annotator.storage.entity_rows import chunks
from annotator.storage.tables import adjudication, attributions, work


def outcomes_of(connection: Connection, set_ids: Sequence[uuid.UUID]) -> "Counter[Outcome | None]":
    """Count the living attributions of these gold sets by the outcome that made them gold.

    None counts those that no decision stands for: they were imported.
    """
    attribution = attributions.attribution.c
    found: Counter[Outcome | None] = Counter()
    for chunk in chunks(set_ids):
        made = standing_outcomes().subquery()
        query = (
            select(made.c.outcome, func.count())
            .select_from(attributions.attribution)
            .outerjoin(made, made.c.attribution_id == attribution.id)
            .where(
                attribution.set_id.in_(chunk),
                attribution.deleted_at.is_(None),
                attribution.pending_step.is_(None),
            )
            .group_by(made.c.outcome)
        )
        for outcome, count in connection.execute(query):
            found[Outcome(outcome) if outcome is not None else None] += count
    return found


def promoted_in(connection: Connection, round_ids: Sequence[uuid.UUID]) -> int:
    """Count the living attributions in these rounds that one annotator's work made gold."""
    attribution, annotation_set = attributions.attribution.c, work.annotation_set.c
    made = standing_outcomes().subquery()
    query = (
        select(func.count())
        .select_from(attributions.attribution)
        .join(work.annotation_set, annotation_set.id == attribution.set_id)
        .join(made, made.c.attribution_id == attribution.id)
        .where(
            annotation_set.kind == SetKind.GOLD.value,
            annotation_set.round_id.in_(round_ids),
            annotation_set.deleted_at.is_(None),
            made.c.outcome == Outcome.PROMOTED.value,
            attribution.deleted_at.is_(None),
            attribution.pending_step.is_(None),
        )
    )
    return connection.execute(query).scalar_one()


def standing_outcomes() -> Select[Any]:
    """Select attributions of gold, once each, with the outcome of a decision that stands."""
    decision, gold = adjudication.decision.c, adjudication.decision_gold.c
    later = adjudication.decision.alias()
    superseded = (
        select(later.c.id)
        .where(
            later.c.supersedes == decision.id,
            later.c.deleted_at.is_(None),
            later.c.pending_step.is_(None),
        )
        .exists()
    )
    return (
        select(gold.attribution_id, func.max(decision.outcome).label("outcome"))
        .select_from(adjudication.decision_gold)
        .join(adjudication.decision, decision.id == gold.decision_id)
        .where(decision.deleted_at.is_(None), decision.pending_step.is_(None), ~superseded)
        .group_by(gold.attribution_id)
    )
