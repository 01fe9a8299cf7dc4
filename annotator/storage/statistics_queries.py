"""Counting: sets by state, attributions, values."""

import uuid
from typing import Any

from sqlalchemy import Connection, Select, func, select

from annotator.domain.annotation_sets import SetKind, SetState
from annotator.storage.project_queries import count_living
from annotator.storage.tables import articles, attributions, work

_SET = work.annotation_set.c


def set_counts(
    connection: Connection, person_id: uuid.UUID, round_id: uuid.UUID
) -> dict[SetState, int]:
    """Return how many of a person's living sets are in which state."""
    query = (
        select(_SET.state, func.count())
        .where(
            _SET.person_id == person_id,
            _SET.round_id == round_id,
            _SET.deleted_at.is_(None),
            _SET.pending_step.is_(None),
        )
        .group_by(_SET.state)
    )
    return {SetState(state): int(count) for state, count in connection.execute(query)}


def has_to_do(
    connection: Connection, person_id: uuid.UUID, round_id: uuid.UUID, *, assigned: bool
) -> bool:
    """Tell whether a person has an article left in a round; in an unassigned one all are theirs."""
    states = set_counts(connection, person_id, round_id)
    if states.get(SetState.TO_DO) or states.get(SetState.IN_PROGRESS):
        return True
    return not assigned and sum(states.values()) < count_living(connection, articles.article)


def attribution_counts(
    connection: Connection, person_id: uuid.UUID, round_id: uuid.UUID
) -> tuple[int, int]:
    """Return a person's attributions, and how many of these are flagged."""
    query = select(
        func.coalesce(func.sum(_SET.attribution_count), 0),
        func.coalesce(func.sum(_SET.flagged_count), 0),
    ).where(
        _SET.person_id == person_id,
        _SET.round_id == round_id,
        _SET.deleted_at.is_(None),
        _SET.pending_step.is_(None),
    )
    total, flagged = connection.execute(query).one()
    return int(total), int(flagged)


def value_counts(
    connection: Connection, round_id: uuid.UUID, person_id: uuid.UUID | None
) -> dict[tuple[str, str], int]:
    """Return how many living annotators' attributions have which value; of all people for None."""
    value, attribution = attributions.attribution_value.c, attributions.attribution.c
    query = (
        select(value.attribute, value.value, func.count())
        .join(attributions.attribution, attribution.id == value.attribution_id)
        .join(work.annotation_set, _SET.id == attribution.set_id)
        .where(
            attribution.deleted_at.is_(None),
            attribution.pending_step.is_(None),
            _SET.round_id == round_id,
            _SET.kind == SetKind.ANNOTATOR.value,
        )
        .group_by(value.attribute, value.value)
    )
    return _counted(connection, query, person_id)


def article_value_counts(
    connection: Connection, round_id: uuid.UUID, person_id: uuid.UUID | None
) -> dict[tuple[str, str], int]:
    """Return how many living annotators' sets have which value; of all people for None."""
    value = work.article_value.c
    query = (
        select(value.attribute, value.value, func.count())
        .join(work.annotation_set, _SET.id == value.annotation_set_id)
        .where(
            _SET.deleted_at.is_(None),
            _SET.pending_step.is_(None),
            _SET.round_id == round_id,
            _SET.kind == SetKind.ANNOTATOR.value,
        )
        .group_by(value.attribute, value.value)
    )
    return _counted(connection, query, person_id)


def _counted(
    connection: Connection, query: Select[Any], person_id: uuid.UUID | None
) -> dict[tuple[str, str], int]:
    if person_id is not None:
        query = query.where(_SET.person_id == person_id)
    return {
        (attribute, str(found)): int(count) for attribute, found, count in connection.execute(query)
    }


def story_count(connection: Connection) -> int:
    """Return how many stories have living articles."""
    table = articles.article
    query = select(func.count(table.c.story_id.distinct())).where(
        table.c.deleted_at.is_(None), table.c.pending_step.is_(None)
    )
    return int(connection.execute(query).scalar_one())


def code_points(connection: Connection) -> int:
    """Return how much text there is."""
    table = articles.article
    query = select(func.coalesce(func.sum(table.c.length), 0)).where(
        table.c.deleted_at.is_(None), table.c.pending_step.is_(None)
    )
    return int(connection.execute(query).scalar_one())
