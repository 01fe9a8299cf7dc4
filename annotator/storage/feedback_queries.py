"""Reading feedback that was released, and the articles for which it can be."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, type_coerce

from annotator.domain.annotation_sets import SetKind, SetState
from annotator.domain.entities import EntityKind
from annotator.domain.feedback import Feedback, feedback_id_of
from annotator.storage import entity_rows
from annotator.storage.project_queries import only
from annotator.storage.tables import adjudication, articles, work

_FEEDBACK = adjudication.feedback


def feedback(connection: Connection, feedback_id: uuid.UUID) -> Feedback | None:
    """Return one annotator's feedback on an article, None where it was withdrawn."""
    return next(iter(_living(connection, _FEEDBACK.c.id == feedback_id)), None)


def feedback_of_articles(
    connection: Connection,
    article_ids: Iterable[uuid.UUID],
    round_ids: Collection[uuid.UUID],
    person_ids: Collection[uuid.UUID],
) -> tuple[Feedback, ...]:
    """Return what is released on these articles in these rounds to these people, oldest first.

    Found by its identifiers, which follow from the three: that needs no index.
    """
    ids = [
        feedback_id_of(article_id, round_id, person_id)
        for article_id in article_ids
        for round_id in round_ids
        for person_id in person_ids
    ]
    found: list[Feedback] = []
    for chunk in entity_rows.chunks(ids):
        found += _living(connection, _FEEDBACK.c.id.in_(chunk))
    return tuple(sorted(found, key=lambda one: (one.released_at, one.id)))


def articles_with_feedback(connection: Connection) -> set[uuid.UUID]:
    """Return the articles on which something is released."""
    query = select(_FEEDBACK.c.article_id).distinct()
    return set(connection.execute(query).scalars())


def feedback_of_person(
    connection: Connection, person_id: uuid.UUID, round_id: uuid.UUID
) -> tuple[Feedback, ...]:
    """Return what is released to a person in a round, what came first first."""
    return _living(connection, _FEEDBACK.c.person_id == person_id, _FEEDBACK.c.round_id == round_id)


def releases_to(
    connection: Connection, person_id: uuid.UUID
) -> list[tuple[uuid.UUID, uuid.UUID, datetime]]:
    """Return article, round and time of what is released to a person, what came first first.

    Without the feedback itself, which is long. What is on articles or in rounds that are gone is
    left out.
    """
    article, in_round, feedback = articles.article.c, work.round_.c, _FEEDBACK.c
    query = (
        select(feedback.article_id, feedback.round_id, feedback.released_at)
        .join(articles.article, article.id == feedback.article_id)
        .join(work.round_, in_round.id == feedback.round_id)
        .where(
            feedback.person_id == person_id,
            *(
                condition
                for one in (article, in_round, feedback)
                for condition in (one.deleted_at.is_(None), one.pending_step.is_(None))
            ),
        )
        .order_by(feedback.released_at, feedback.id)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def feedback_of_round(connection: Connection, round_id: uuid.UUID) -> tuple[Feedback, ...]:
    """Return all that is released in a round."""
    return _living(connection, _FEEDBACK.c.round_id == round_id)


def _living(connection: Connection, *where: ColumnElement[bool]) -> tuple[Feedback, ...]:
    query = (
        select(_FEEDBACK)
        .where(*where, _FEEDBACK.c.deleted_at.is_(None), _FEEDBACK.c.pending_step.is_(None))
        .order_by(_FEEDBACK.c.released_at, _FEEDBACK.c.id)
    )
    rows = connection.execute(query).mappings().all()
    return only(entity_rows.assembled(connection, EntityKind.FEEDBACK, rows), Feedback)


class AdjudicatedArticle(NamedTuple):
    """An article whose gold set is closed."""

    article_id: uuid.UUID
    title: str
    decided_at: datetime | None
    """When anything in it was decided last."""


def adjudicated_articles(
    connection: Connection, round_id: uuid.UUID
) -> tuple[AdjudicatedArticle, ...]:
    """Return the articles of a round with gold to its end, in the order in which they came in."""
    article, sets, decision = articles.article, work.annotation_set, adjudication.decision
    last = (
        select(func.max(decision.c.at))
        .where(
            decision.c.article_id == article.c.id,
            decision.c.round_id == round_id,
            decision.c.deleted_at.is_(None),
            decision.c.pending_step.is_(None),
        )
        .scalar_subquery()
    )
    query = (
        select(article.c.id, article.c.title, type_coerce(last, decision.c.at.type))
        .join(sets, sets.c.article_id == article.c.id)
        .where(
            sets.c.round_id == round_id,
            sets.c.kind == SetKind.GOLD.value,
            sets.c.state.in_([state.value for state in SetState if state.closed]),
            sets.c.deleted_at.is_(None),
            sets.c.pending_step.is_(None),
            article.c.deleted_at.is_(None),
            article.c.pending_step.is_(None),
        )
        .order_by(article.c.position)
    )
    return tuple(AdjudicatedArticle(*row) for row in connection.execute(query))
