"""A person's queue: filtered, counted and ordered by the database, read in pages."""

import uuid
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    LargeBinary,
    Select,
    and_,
    case,
    func,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.sql import ColumnElement

from annotator.domain.annotation_sets import SetState
from annotator.domain.text.match_keys import match_key
from annotator.storage import project_queries
from annotator.storage.entity_rows import chunks
from annotator.storage.tables import articles, work

_ARTICLE = articles.article.c
_SET = work.annotation_set.c
_OPEN = or_(_SET.state.is_(None), _SET.state.in_([SetState.TO_DO, SetState.IN_PROGRESS]))
_CLOSED = _SET.state.in_([SetState.DONE, SetState.CANNOT_CODE])
_FLAGGED = _SET.flagged_count > 0


class QueueState(StrEnum):
    """The tabs of a queue."""

    TO_DO = "to_do"
    DONE = "done"
    FLAGGED = "flagged"
    ALL = "all"


class QueueRecord(NamedTuple):
    """One line of a queue."""

    article_id: uuid.UUID
    title: str
    outlet: str | None
    published_on: date | None
    state: SetState
    attribution_count: int
    flagged: bool


def ids(
    connection: Connection,
    person_id: uuid.UUID,
    round_id: uuid.UUID,
    state: QueueState,
    words: str,
) -> list[bytes]:
    """Return the identifiers (16 bytes each) of a person's articles, in the order of import."""
    conditions = [_with_words(words)]
    if state is not QueueState.ALL:
        chosen = {QueueState.TO_DO: _OPEN, QueueState.DONE: _CLOSED, QueueState.FLAGGED: _FLAGGED}
        conditions.append(chosen[state])
    # As bytes: a million UUID objects would take seconds and 100 MB.
    query = (
        _joined(connection, select(type_coerce(_ARTICLE.id, LargeBinary)), person_id, round_id)
        .where(*conditions)
        .order_by(_ARTICLE.position)
    )
    return list(connection.execute(query).scalars())


def in_story(
    connection: Connection, person_id: uuid.UUID, round_id: uuid.UUID, story_id: uuid.UUID | None
) -> list[uuid.UUID]:
    """Return which of a person's articles tell a story, in the order of import; none without."""
    if story_id is None:
        return []
    # The story's articles first, by their index: else all sets of the person would be gone through.
    members = connection.execute(select(_ARTICLE.id).where(_ARTICLE.story_id == story_id))
    found: list[tuple[int, uuid.UUID]] = []
    for chunk in chunks(list(members.scalars())):
        query = _joined(connection, select(_ARTICLE.position, _ARTICLE.id), person_id, round_id)
        rows = connection.execute(query.where(_ARTICLE.id.in_(chunk)))
        found += ((row.position, row.id) for row in rows)
    return [article_id for _position, article_id in sorted(found)]


def counts(
    connection: Connection, person_id: uuid.UUID, round_id: uuid.UUID, words: str
) -> tuple[int, int, int, int]:
    """Return how many of a person's articles are to do, done, flagged, and there at all."""

    def tally(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    query = _joined(
        connection,
        select(tally(_OPEN), tally(_CLOSED), tally(_FLAGGED), func.count(_ARTICLE.id)),
        person_id,
        round_id,
    ).where(_with_words(words))
    to_do, done, flagged, total = connection.execute(query).one()
    return int(to_do), int(done), int(flagged), int(total)


def records(
    connection: Connection,
    person_id: uuid.UUID,
    round_id: uuid.UUID,
    article_ids: Sequence[uuid.UUID],
) -> list[QueueRecord]:
    """Return the lines for these articles, in this order; articles that are gone are left out."""
    first = articles.appearance.alias()
    ordinal = (
        select(func.min(first.c.ordinal))
        .where(first.c.article_id == _ARTICLE.id, first.c.deleted_at.is_(None))
        .correlate(articles.article)
        .scalar_subquery()
    )
    place = articles.appearance.c
    found: dict[uuid.UUID, QueueRecord] = {}
    for chunk in chunks(article_ids):
        query = _joined(
            connection,
            select(
                _ARTICLE.id,
                _ARTICLE.title,
                place.outlet,
                place.published_on,
                _SET.state,
                _SET.attribution_count,
                _SET.flagged_count,
            ),
            person_id,
            round_id,
            and_(
                place.article_id == _ARTICLE.id,
                place.ordinal == ordinal,
                place.deleted_at.is_(None),
            ),
        ).where(_ARTICLE.id.in_(chunk))
        for row in connection.execute(query):
            found[row.id] = QueueRecord(
                row.id,
                row.title,
                row.outlet,
                row.published_on,
                SetState(row.state or SetState.TO_DO),
                row.attribution_count or 0,
                bool(row.flagged_count),
            )
    return [found[one] for one in article_ids if one in found]


def _joined(
    connection: Connection,
    query: Any,
    person_id: uuid.UUID,
    round_id: uuid.UUID,
    appearance: ColumnElement[bool] | None = None,
) -> Select[Any]:
    mine = and_(
        _SET.article_id == _ARTICLE.id,
        _SET.person_id == person_id,
        _SET.round_id == round_id,
        _SET.deleted_at.is_(None),
        _SET.pending_step.is_(None),
    )
    # In an assigned round only what is the person's own; before that, every article.
    assigned = project_queries.is_assigned(connection, round_id)
    source = articles.article.join(work.annotation_set, mine, isouter=not assigned)
    if appearance is not None:
        source = source.outerjoin(articles.appearance, appearance)
    joined: Select[Any] = query.select_from(source)
    return joined.where(_ARTICLE.deleted_at.is_(None), _ARTICLE.pending_step.is_(None))


def _with_words(words: str) -> ColumnElement[bool]:
    """Every word must occur in titles, outlets or bylines."""
    parts = match_key(words).split()
    return and_(true(), *(_ARTICLE.filter_key.contains(part, autoescape=True) for part in parts))
