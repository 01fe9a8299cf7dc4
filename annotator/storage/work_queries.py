"""Reading annotation sets, attributions, submissions and decisions."""

import uuid
from collections.abc import Sequence

from sqlalchemy import Connection, func, select, update

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState, Submission
from annotator.domain.attributions import Attribution, in_reading_order
from annotator.domain.decisions import Decision
from annotator.domain.entities import EntityKind
from annotator.storage import entity_rows
from annotator.storage.project_queries import only
from annotator.storage.tables import adjudication, attributions, speakers, work


def annotation_set(connection: Connection, set_id: uuid.UUID) -> AnnotationSet | None:
    """Return a set, a deleted one too."""
    found = entity_rows.load_one(connection, EntityKind.ANNOTATION_SET, set_id)
    return found if isinstance(found, AnnotationSet) else None


def attribution(connection: Connection, attribution_id: uuid.UUID) -> Attribution | None:
    """Return an attribution, a deleted one too."""
    one = entity_rows.load_one(connection, EntityKind.ATTRIBUTION, attribution_id)
    return one if isinstance(one, Attribution) else None


def sets_of_article(connection: Connection, article_id: uuid.UUID) -> tuple[AnnotationSet, ...]:
    """Return all living sets of an article, whoever made them."""
    table = work.annotation_set
    query = (
        select(table)
        .where(
            table.c.article_id == article_id,
            table.c.deleted_at.is_(None),
            table.c.pending_step.is_(None),
        )
        .order_by(table.c.round_id, table.c.person_id, table.c.id)
    )
    rows = connection.execute(query).mappings().all()
    return only(entity_rows.assembled(connection, EntityKind.ANNOTATION_SET, rows), AnnotationSet)


def attributions_of(connection: Connection, set_ids: Sequence[uuid.UUID]) -> list[Attribution]:
    """Return the living attributions of these sets in reading order."""
    table = attributions.attribution
    found: list[Attribution] = []
    for chunk in entity_rows.chunks(set_ids):
        query = select(table).where(
            table.c.set_id.in_(chunk),
            table.c.deleted_at.is_(None),
            table.c.pending_step.is_(None),
        )
        rows = connection.execute(query).mappings().all()
        found += only(entity_rows.assembled(connection, EntityKind.ATTRIBUTION, rows), Attribution)
    return in_reading_order(found)


def submissions_of(connection: Connection, set_ids: Sequence[uuid.UUID]) -> tuple[Submission, ...]:
    """Return the submissions of these sets, first ones first."""
    table = work.submission
    found: list[Submission] = []
    for chunk in entity_rows.chunks(set_ids):
        query = (
            select(table)
            .where(
                table.c.set_id.in_(chunk),
                table.c.deleted_at.is_(None),
                table.c.pending_step.is_(None),
            )
            # Two of the same number: made in two files, and merged.
            .order_by(table.c.set_id, table.c.ordinal, table.c.submitted_at, table.c.id)
        )
        rows = connection.execute(query).mappings().all()
        found += only(entity_rows.assembled(connection, EntityKind.SUBMISSION, rows), Submission)
    return tuple(found)


def own_sets(
    connection: Connection, set_ids: Sequence[uuid.UUID], person_id: uuid.UUID
) -> set[uuid.UUID]:
    """Return which of these sets are a person's."""
    table = work.annotation_set.c
    found: set[uuid.UUID] = set()
    for chunk in entity_rows.chunks(set_ids):
        query = select(table.id).where(table.id.in_(chunk), table.person_id == person_id)
        found |= set(connection.execute(query).scalars())
    return found


def batches_of(connection: Connection, person_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the batches in which a person has articles."""
    table = work.annotation_set.c
    query = select(table.batch_id).where(
        table.person_id == person_id, table.deleted_at.is_(None), table.batch_id.isnot(None)
    )
    return set(connection.execute(query.distinct()).scalars())


def any_closed(connection: Connection, set_ids: Sequence[uuid.UUID]) -> bool:
    """Tell whether an annotator handed in one of these sets; gold is closed by its decisions."""
    table = work.annotation_set
    closed = [state.value for state in SetState if state.closed]
    for chunk in entity_rows.chunks(set_ids):
        query = select(table.c.id).where(
            table.c.id.in_(chunk),
            table.c.state.in_(closed),
            table.c.kind == SetKind.ANNOTATOR.value,
        )
        if connection.execute(query.limit(1)).first() is not None:
            return True
    return False


def submission_count(connection: Connection, set_id: uuid.UUID) -> int:
    """Return how often a set was handed in."""
    table = work.submission
    return int(
        connection.execute(
            select(func.count())
            .select_from(table)
            .where(table.c.set_id == set_id, table.c.deleted_at.is_(None))
        ).scalar_one()
    )


def any_decided_on(connection: Connection, submission_ids: Sequence[uuid.UUID]) -> bool:
    """Tell whether an adjudicator decided with one of these submissions before the eyes."""
    seen, decision = adjudication.decision_set.c, adjudication.decision.c
    for chunk in entity_rows.chunks(submission_ids):
        query = (
            select(seen.decision_id)
            .join(adjudication.decision, decision.id == seen.decision_id)
            .where(seen.submission_id.in_(chunk), decision.deleted_at.is_(None))
        )
        if connection.execute(query.limit(1)).first() is not None:
            return True
    return False


def decision(connection: Connection, decision_id: uuid.UUID) -> Decision | None:
    """Return a living decision."""
    found = entity_rows.load_one(connection, EntityKind.DECISION, decision_id)
    return found if isinstance(found, Decision) and not found.deleted else None


def decisions_of_article(connection: Connection, article_id: uuid.UUID) -> tuple[Decision, ...]:
    """Return all decisions on an article, superseded ones too, oldest first."""
    table = adjudication.decision
    query = (
        select(table)
        .where(
            table.c.article_id == article_id,
            table.c.deleted_at.is_(None),
            table.c.pending_step.is_(None),
        )
        .order_by(table.c.at, table.c.id)
    )
    rows = connection.execute(query).mappings().all()
    return only(entity_rows.assembled(connection, EntityKind.DECISION, rows), Decision)


def carried_by(connection: Connection, set_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID | None]:
    """Return for each living attribution of a set the one that reports it."""
    table = attributions.attribution
    rows = connection.execute(
        select(table.c.id, table.c.reported_by).where(
            table.c.set_id == set_id, table.c.deleted_at.is_(None)
        )
    )
    return {row.id: row.reported_by for row in rows}


def reported_by(connection: Connection, attribution_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the living attributions that name this one as the one that carries them."""
    table = attributions.attribution
    query = select(table.c.id).where(
        table.c.reported_by == attribution_id, table.c.deleted_at.is_(None)
    )
    return list(connection.execute(query).scalars())


def add_seconds(connection: Connection, set_id: uuid.UUID, seconds: int) -> None:
    """Add to the time measured on a set: a counter, not a form of the set."""
    table = work.annotation_set
    connection.execute(
        update(table).where(table.c.id == set_id).values(seconds=table.c.seconds + seconds)
    )


def codebooks_in_use(
    connection: Connection, left_out_rounds: Sequence[uuid.UUID] = ()
) -> list[str]:
    """Return the codebook versions, ``key@version``, by which anything was coded.

    What was coded in ``left_out_rounds`` alone does not count.
    """
    table = attributions.attribution
    query = select(table.c.codebook).distinct()
    if left_out_rounds:
        sets = work.annotation_set
        query = query.join(sets, sets.c.id == table.c.set_id).where(
            sets.c.round_id.not_in(left_out_rounds)
        )
    return list(connection.execute(query).scalars())


def people_with_work(connection: Connection) -> set[uuid.UUID]:
    """Return who has a set, a speaker of their own, or a decision."""
    columns = (
        work.annotation_set.c.person_id,
        speakers.speaker.c.owner_id,
        adjudication.decision.c.adjudicator_id,
    )
    return {
        person_id
        for column in columns
        for person_id in connection.execute(select(column).distinct()).scalars()
        if person_id is not None
    }
