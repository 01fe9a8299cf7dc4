"""Who has which articles of a round: what is left to hand out, and how far each is."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, exists, func, select
from sqlalchemy.sql import ColumnElement

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState
from annotator.domain.assignment import Unit
from annotator.domain.entities import EntityKind
from annotator.domain.people import Batch
from annotator.storage import entity_rows
from annotator.storage.project_queries import only
from annotator.storage.tables import articles, work

_ARTICLE = articles.article.c
_SET = work.annotation_set.c


class ShareCount(NamedTuple):
    """How many of a person's sets in a batch are in one state, and how many others have, too."""

    person_id: uuid.UUID
    batch_id: uuid.UUID | None
    state: SetState
    sets: int
    shared: int


def units_left(connection: Connection, round_id: uuid.UUID) -> list[Unit]:
    """Return the articles of which nobody has a set in a round, by story, in order of import."""
    in_order = (
        select(_ARTICLE.id, _ARTICLE.story_id)
        .where(
            _ARTICLE.deleted_at.is_(None),
            _ARTICLE.pending_step.is_(None),
            ~exists().where(and_(_SET.article_id == _ARTICLE.id, *_living(round_id))),
        )
        .order_by(_ARTICLE.position)
    )
    together: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    story_of: dict[uuid.UUID, uuid.UUID | None] = {}
    for article_id, story_id in connection.execute(in_order):
        key = story_id or article_id
        together[key].append(article_id)
        story_of[key] = story_id
    holders = _holders(connection, round_id)
    return [
        Unit(tuple(some), tuple(sorted(holders.get(story_of[key], ()))))
        for key, some in together.items()
    ]


def counts(connection: Connection, round_id: uuid.UUID) -> list[ShareCount]:
    """Return the living sets of a round, counted by person, batch and state."""
    holders = (
        select(_SET.article_id, func.count().label("count"))
        .where(*_living(round_id))
        .group_by(_SET.article_id)
        .subquery()
    )
    several = case((holders.c.count > 1, 1), else_=0)
    query = (
        select(_SET.person_id, _SET.batch_id, _SET.state, func.count(), func.sum(several))
        .join(holders, holders.c.article_id == _SET.article_id)
        .where(*_living(round_id))
        .group_by(_SET.person_id, _SET.batch_id, _SET.state)
    )
    return [
        ShareCount(person, batch, SetState(state), int(sets), int(shared or 0))
        for person, batch, state, sets, shared in connection.execute(query)
    ]


def article_count(connection: Connection, round_id: uuid.UUID) -> int:
    """Return how many articles of a round somebody has."""
    query = select(func.count(_SET.article_id.distinct())).where(*_living(round_id))
    return int(connection.execute(query).scalar_one())


def batches(connection: Connection, round_id: uuid.UUID) -> tuple[Batch, ...]:
    """Return the living batches of a round in their order."""
    table = work.batch
    query = (
        select(table)
        .where(
            table.c.round_id == round_id,
            table.c.deleted_at.is_(None),
            table.c.pending_step.is_(None),
        )
        .order_by(table.c.ordinal, table.c.id)
    )
    rows = connection.execute(query).mappings().all()
    return only(entity_rows.assembled(connection, EntityKind.BATCH, rows), Batch)


def sets_of(
    connection: Connection, round_id: uuid.UUID, person_id: uuid.UUID
) -> tuple[AnnotationSet, ...]:
    """Return a person's living sets in a round."""
    query = select(work.annotation_set).where(_SET.person_id == person_id, *_living(round_id))
    rows = connection.execute(query).mappings().all()
    return only(entity_rows.assembled(connection, EntityKind.ANNOTATION_SET, rows), AnnotationSet)


def with_attributions(connection: Connection, set_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these sets hold anything, or were handed in once."""
    found: set[uuid.UUID] = set()
    for chunk in entity_rows.chunks(set_ids):
        query = select(_SET.id).where(_SET.id.in_(chunk), _SET.attribution_count > 0)
        found |= set(connection.execute(query).scalars())
        handed_in = select(work.submission.c.set_id).where(work.submission.c.set_id.in_(chunk))
        found |= set(connection.execute(handed_in.distinct()).scalars())
    return found


def _holders(connection: Connection, round_id: uuid.UUID) -> dict[uuid.UUID | None, set[uuid.UUID]]:
    query = (
        select(_ARTICLE.story_id, _SET.person_id)
        .join(articles.article, _ARTICLE.id == _SET.article_id)
        .where(_ARTICLE.story_id.isnot(None), *_living(round_id))
        .distinct()
    )
    holders: dict[uuid.UUID | None, set[uuid.UUID]] = defaultdict(set)
    for story_id, person_id in connection.execute(query):
        holders[story_id].add(person_id)
    return holders


def _living(round_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        _SET.round_id == round_id,
        _SET.kind == SetKind.ANNOTATOR.value,
        _SET.deleted_at.is_(None),
        _SET.pending_step.is_(None),
    )
