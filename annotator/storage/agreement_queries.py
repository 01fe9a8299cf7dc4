"""Streaming what annotators handed in, as agreement compares it: light, and in few statements."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, Text, select, type_coerce

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState, Submission
from annotator.domain.attributions import Attribution
from annotator.domain.decisions import Outcome
from annotator.domain.entities import EntityKind
from annotator.domain.people import Batch
from annotator.domain.speakers import Speaker
from annotator.domain.text.spans import Span
from annotator.storage import entity_rows, work_queries
from annotator.storage.entity_rows import chunks
from annotator.storage.project_queries import living, only
from annotator.storage.tables import adjudication, articles, log, work
from annotator.storage.tables import speakers as speaker_tables

_SET, _SUBMISSION, _ARTICLE = work.annotation_set.c, work.submission.c, articles.article.c


class HandedIn(NamedTuple):
    """One submission without its snapshot."""

    article_id: uuid.UUID
    story_id: uuid.UUID | None
    position: int
    """Of the article: in which order they came in."""
    round_id: uuid.UUID
    batch_id: uuid.UUID | None
    person_id: uuid.UUID
    set_id: uuid.UUID
    submission_id: uuid.UUID
    codebook: str
    state: str
    """Of `SetState`."""


class GoldSet(NamedTuple):
    """The gold of an article in a round, adjudicated to its end."""

    article_id: uuid.UUID
    story_id: uuid.UUID | None
    position: int
    round_id: uuid.UUID
    set_id: uuid.UUID


def handed_in(
    connection: Connection, article_ids: Sequence[uuid.UUID] | None = None
) -> list[HandedIn]:
    """Return all submissions (of these articles, in one statement's limit of identifiers).

    Articles are ordered as they came in; each set's first submission is first.
    """
    query = (
        _of_living_sets(
            *(
                type_coerce(one, LargeBinary)
                for one in (
                    *(_ARTICLE.id, _ARTICLE.story_id, _SET.round_id, _SET.batch_id),
                    *(_SET.person_id, _SET.id, _SUBMISSION.id),
                )
            ),
            _ARTICLE.position,
            _SUBMISSION.codebook,
            _SUBMISSION.state,
        )
        .join(work.submission, _SUBMISSION.set_id == _SET.id)
        .where(
            _SET.kind == SetKind.ANNOTATOR.value,
            _SET.person_id.isnot(None),
            _SUBMISSION.deleted_at.is_(None),
            _SUBMISSION.pending_step.is_(None),
        )
        # Two of the same number: made in two files, and merged.
        .order_by(
            _ARTICLE.position,
            _ARTICLE.id,
            _SET.id,
            _SUBMISSION.ordinal,
            _SUBMISSION.submitted_at,
            _SUBMISSION.id,
        )
    )
    if article_ids is not None:
        query = query.where(_ARTICLE.id.in_(article_ids))
    # Of as many rows as there are submissions, most identifiers come again and again.
    known: dict[bytes | None, Any] = {None: None}

    def identifier(raw: bytes | None) -> Any:
        if raw not in known:
            known[raw] = uuid.UUID(bytes=raw)
        return known[raw]

    found = []
    for *ids, position, codebook, state in connection.execute(query):
        article, story, *others = map(identifier, ids)
        found.append(HandedIn._make((article, story, position, *others, codebook, state)))
    return found


def gold_sets(connection: Connection) -> list[GoldSet]:
    """Return the gold sets that are done, articles as they came in.

    Without those that were promoted from one annotator's work: it would be held against itself.
    """
    query = (
        _of_living_sets(_ARTICLE.id, _ARTICLE.story_id, _ARTICLE.position, _SET.round_id, _SET.id)
        .where(_SET.kind == SetKind.GOLD.value, _SET.state == SetState.DONE.value, ~_is_promoted())
        .order_by(_ARTICLE.position, _ARTICLE.id, _SET.id)
    )
    return [GoldSet(*row) for row in connection.execute(query)]


def snapshots(connection: Connection, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the snapshots of these submissions as the JSON texts that are stored."""
    found: dict[uuid.UUID, str] = {}
    for chunk in chunks(ids):
        query = select(_SUBMISSION.id, type_coerce(_SUBMISSION.snapshot, Text)).where(
            _SUBMISSION.id.in_(chunk)
        )
        found |= {row[0]: row[1] for row in connection.execute(query) if row[1] is not None}
    return found


def article_values(
    connection: Connection, set_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, Any]]:
    """Return the articles' own values of these sets."""
    table = work.annotation_set
    found: dict[uuid.UUID, dict[str, Any]] = {}
    for chunk in chunks(set_ids):
        rows = connection.execute(select(table).where(table.c.id.in_(chunk))).mappings().all()
        sets = entity_rows.assembled(connection, EntityKind.ANNOTATION_SET, rows)
        found |= {one.id: dict(one.values) for one in only(sets, AnnotationSet)}
    return found


def gold_of(
    connection: Connection, set_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[Attribution]]:
    """Return the living attributions of these gold sets in reading order."""
    found: dict[uuid.UUID, list[Attribution]] = {one: [] for one in set_ids}
    for one in work_queries.attributions_of(connection, set_ids):
        found[one.set_id].append(one)
    return found


def texts(connection: Connection, article_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the texts of these articles."""
    table = articles.article_text.c
    found: dict[uuid.UUID, str] = {}
    for chunk in chunks(article_ids):
        query = select(table.article_id, table.text).where(table.article_id.in_(chunk))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def titles(connection: Connection, article_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the titles of these articles."""
    found: dict[uuid.UUID, str] = {}
    for chunk in chunks(article_ids):
        query = select(_ARTICLE.id, _ARTICLE.title).where(_ARTICLE.id.in_(chunk))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def submission(connection: Connection, submission_id: uuid.UUID) -> Submission | None:
    """Return a submission with its snapshot."""
    found = entity_rows.load_one(connection, EntityKind.SUBMISSION, submission_id)
    return found if isinstance(found, Submission) else None


def zones(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[Span, ...]]:
    """Return where these articles hold what is not article text; those without are absent."""
    table = articles.zone.c
    found: dict[uuid.UUID, list[Span]] = {}
    for chunk in chunks(article_ids):
        query = (
            select(table.article_id, table.start, table.end)
            .where(
                table.article_id.in_(chunk),
                table.deleted_at.is_(None),
                table.pending_step.is_(None),
            )
            .order_by(table.article_id, table.start, table.end)
        )
        for article_id, start, end in connection.execute(query):
            found.setdefault(article_id, []).append(Span(start, end))
    return {key: tuple(spans) for key, spans in found.items()}


def batches(connection: Connection) -> tuple[Batch, ...]:
    """Return the batches of all rounds, in their order within each."""
    return living(connection, EntityKind.BATCH, work.batch, Batch, "round_id", "ordinal", "id")


def speakers(connection: Connection) -> dict[uuid.UUID, Speaker]:
    """Return all speakers, deleted and merged ones too."""
    table = speaker_tables.speaker
    rows = connection.execute(select(table).where(table.c.pending_step.is_(None))).mappings().all()
    found = only(entity_rows.assembled(connection, EntityKind.SPEAKER, rows), Speaker)
    return {one.id: one for one in found}


def decided_on(connection: Connection, attribution_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these attributions are candidates of a decision that stands."""
    candidate, decision = adjudication.decision_candidate.c, adjudication.decision.c
    later = adjudication.decision.alias()
    found: set[uuid.UUID] = set()
    for chunk in chunks(sorted(set(attribution_ids))):
        query = (
            select(candidate.attribution_id)
            .join(adjudication.decision, decision.id == candidate.decision_id)
            .where(
                candidate.attribution_id.in_(chunk),
                decision.deleted_at.is_(None),
                decision.pending_step.is_(None),
                ~select(later.c.id)
                .where(later.c.supersedes == decision.id, later.c.deleted_at.is_(None))
                .exists(),
            )
            .distinct()
        )
        found |= set(connection.execute(query).scalars())
    return found


def handed_in_by(
    connection: Connection, rounds: Sequence[uuid.UUID], annotators: Sequence[uuid.UUID]
) -> set[str]:
    """Return by which intentions the submissions of these annotators came into this file."""
    change = log.change.c
    query = (
        select(log.step.c.intention)
        .select_from(work.submission)
        .join(work.annotation_set, _SET.id == _SUBMISSION.set_id)
        .join(log.change, change.entity_id == _SUBMISSION.id)
        .join(log.step, log.step.c.id == change.step_id)
        .where(
            _SET.round_id.in_(rounds),
            _SET.person_id.in_(annotators),
            _SUBMISSION.deleted_at.is_(None),
            change.before.is_(None),
        )
        .distinct()
    )
    return set(connection.execute(query).scalars())


def _is_promoted() -> ColumnElement[bool]:
    """Tell of a set whether a decision stands by which one annotator's work became gold."""
    decision, later = adjudication.decision, adjudication.decision.alias()
    superseded = (
        select(later.c.id)
        .where(
            later.c.supersedes == decision.c.id,
            later.c.deleted_at.is_(None),
            later.c.pending_step.is_(None),
        )
        .exists()
    )
    return (
        select(decision.c.id)
        .where(
            decision.c.article_id == _SET.article_id,
            decision.c.round_id == _SET.round_id,
            decision.c.outcome == Outcome.PROMOTED.value,
            decision.c.deleted_at.is_(None),
            decision.c.pending_step.is_(None),
            ~superseded,
        )
        .exists()
    )


def _of_living_sets(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(work.annotation_set)
        .join(articles.article, _ARTICLE.id == _SET.article_id)
        .where(
            _SET.deleted_at.is_(None),
            _SET.pending_step.is_(None),
            _ARTICLE.deleted_at.is_(None),
            _ARTICLE.pending_step.is_(None),
        )
    )
