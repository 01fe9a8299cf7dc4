"""Which articles an export is to hold, and how much work there is on them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, and_, false, func, or_, select
from sqlalchemy.sql import ColumnElement

from annotator.domain.annotation_sets import SetKind, SetState
from annotator.domain.text.match_keys import match_key
from annotator.storage.agreement_gold_queries import standing_outcomes
from annotator.storage.entity_rows import chunks
from annotator.storage.tables import adjudication, articles, attributions, work

_ARTICLE = articles.article.c
_SET = work.annotation_set.c
_PLACE = articles.appearance.c
_LIVING = (_ARTICLE.deleted_at.is_(None), _ARTICLE.pending_step.is_(None))


@dataclass(frozen=True, slots=True)
class WorkChoice:
    """Which sets are meant; None in a field means any."""

    annotators: bool
    gold: bool
    people: frozenset[uuid.UUID] | None
    rounds: frozenset[uuid.UUID]
    states: frozenset[SetState] | None
    batches: frozenset[uuid.UUID] | None


@dataclass(frozen=True, slots=True)
class ArticleChoice:
    """Which articles are meant."""

    words: str = ""
    outlets: tuple[str, ...] = ()
    published_from: date | None = None
    published_until: date | None = None
    languages: tuple[str, ...] = ()
    with_work: WorkChoice | None = None
    """Only articles on which there is such a set."""


def chosen_articles(
    connection: Connection, choice: ArticleChoice, limit: int | None = None
) -> list[uuid.UUID]:
    """Return the identifiers of the articles in the order in which they came in."""
    query = select(_ARTICLE.id).where(*_conditions(connection, choice)).order_by(_ARTICLE.position)
    return list(connection.execute(query.limit(limit)).scalars())


def marked_articles(
    connection: Connection, choice: ArticleChoice, work_: WorkChoice, limit: int
) -> list[uuid.UUID]:
    """Return the first of the articles on which such work has attributions."""
    query = select(_ARTICLE.id).where(
        *_conditions(connection, choice), _has_set(work_, _SET.attribution_count > 0)
    )
    return list(connection.execute(query.order_by(_ARTICLE.position).limit(limit)).scalars())


def article_count(connection: Connection, choice: ArticleChoice) -> int:
    """Return how many articles are meant."""
    query = select(func.count()).select_from(articles.article)
    return int(connection.execute(query.where(*_conditions(connection, choice))).scalar_one())


def attribution_count(connection: Connection, choice: ArticleChoice, work_: WorkChoice) -> int:
    """Return how many attributions there are in such sets of these articles."""
    query = (
        select(func.coalesce(func.sum(_SET.attribution_count), 0))
        .select_from(work.annotation_set)
        .join(articles.article, _ARTICLE.id == _SET.article_id)
        .where(_meant(work_), *_conditions(connection, choice))
    )
    return int(connection.execute(query).scalar_one())


def handed_in(
    connection: Connection, choice: ArticleChoice, rounds: frozenset[uuid.UUID]
) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Return each of these articles with each who handed in work on it in the rounds."""
    submitted = select(work.submission.c.id).where(
        work.submission.c.set_id == _SET.id, work.submission.c.deleted_at.is_(None)
    )
    query = (
        select(_SET.article_id, _SET.person_id)
        .distinct()
        .join(articles.article, _ARTICLE.id == _SET.article_id)
        .where(
            _SET.kind == SetKind.ANNOTATOR.value,
            _SET.round_id.in_(rounds),
            _SET.deleted_at.is_(None),
            _SET.pending_step.is_(None),
            submitted.correlate(work.annotation_set).exists(),
            *_conditions(connection, choice),
        )
    )
    return [(row.article_id, row.person_id) for row in connection.execute(query)]


def deciders(connection: Connection, rounds: frozenset[uuid.UUID]) -> set[uuid.UUID]:
    """Return who decided anything in these rounds."""
    made = adjudication.decision.c
    query = select(made.adjudicator_id).distinct()
    query = query.where(made.round_id.in_(rounds), made.deleted_at.is_(None))
    return set(connection.execute(query).scalars())


def open_items(
    connection: Connection,
    choice: ArticleChoice,
    rounds: frozenset[uuid.UUID],
    states: set[str],
    *,
    imported_gold: bool = False,
) -> int:
    """Return how many items of adjudication are in one of these states, as last worked out.

    With ``imported_gold`` only those of articles and rounds whose gold, or some of it, no decision
    stands for.
    """
    item = adjudication.item.c
    query = (
        select(func.count())
        .select_from(adjudication.item)
        .join(articles.article, _ARTICLE.id == item.article_id)
        .where(item.round_id.in_(rounds), item.state.in_(states), *_conditions(connection, choice))
    )
    if imported_gold:
        query = query.where(_gold_without_decision())
    return int(connection.execute(query).scalar_one())


def rationales(connection: Connection, choice: ArticleChoice, rounds: frozenset[uuid.UUID]) -> int:
    """Return how many decisions that stand were explained in words."""
    decision, later = adjudication.decision.c, adjudication.decision.alias()
    superseded = select(later.c.id).where(
        later.c.supersedes == decision.id,
        later.c.deleted_at.is_(None),
        later.c.pending_step.is_(None),
    )
    query = (
        select(func.count())
        .select_from(adjudication.decision)
        .join(articles.article, _ARTICLE.id == decision.article_id)
        .where(
            decision.rationale != "",
            decision.round_id.in_(rounds),
            decision.deleted_at.is_(None),
            decision.pending_step.is_(None),
            ~superseded.correlate(adjudication.decision).exists(),
            *_conditions(connection, choice),
        )
    )
    return int(connection.execute(query).scalar_one())


def _gold_without_decision() -> ColumnElement[bool]:
    """Return that gold of an item's article was imported: marks of it, or all there is to it."""
    item, decision = adjudication.item.c, adjudication.decision.c
    mark, made = attributions.attribution.c, standing_outcomes().subquery()
    decided = select(decision.id).where(
        decision.article_id == item.article_id,
        decision.round_id == item.round_id,
        decision.deleted_at.is_(None),
        decision.pending_step.is_(None),
    )
    imported = (
        select(mark.id)
        .join(work.annotation_set, _SET.id == mark.set_id)
        .where(
            _SET.article_id == item.article_id,
            _SET.round_id == item.round_id,
            _SET.kind == SetKind.GOLD.value,
            _SET.deleted_at.is_(None),
            mark.deleted_at.is_(None),
            mark.pending_step.is_(None),
            mark.id.not_in(select(made.c.attribution_id)),
        )
    )
    return or_(
        ~decided.correlate(adjudication.item).exists(),
        imported.correlate(adjudication.item).exists(),
    )


def stories_of(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    """Return the story of each of these articles that has one."""
    found: dict[uuid.UUID, uuid.UUID] = {}
    for chunk in chunks(article_ids):
        query = select(_ARTICLE.id, _ARTICLE.story_id).where(
            _ARTICLE.id.in_(chunk), _ARTICLE.story_id.isnot(None)
        )
        found.update((row.id, row.story_id) for row in connection.execute(query))
    return found


def _conditions(connection: Connection, choice: ArticleChoice) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = list(_LIVING)
    conditions += [
        _ARTICLE.filter_key.contains(part, autoescape=True)
        for part in match_key(choice.words).split()
    ]
    if choice.outlets:
        conditions.append(_printed(_PLACE.outlet.in_(_spelt(connection, choice.outlets))))
    days = []
    if choice.published_from is not None:
        days.append(_PLACE.published_on >= choice.published_from)
    if choice.published_until is not None:
        days.append(_PLACE.published_on <= choice.published_until)
    if days:
        conditions.append(_printed(*days))
    if choice.languages:
        conditions.append(or_(*(_in_language(one) for one in choice.languages)))
    if choice.with_work is not None:
        conditions.append(_has_set(choice.with_work))
    return conditions


def _spelt(connection: Connection, outlets: Sequence[str]) -> list[str]:
    """Return the outlets as they are spelt in the project: databases fold letters differently."""
    wanted = {match_key(one) for one in outlets}
    query = select(_PLACE.outlet).where(_PLACE.outlet.isnot(None)).distinct()
    return [one for one in connection.execute(query).scalars() if match_key(one) in wanted]


def _printed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that one appearance meets all of these."""
    query = select(_PLACE.id).where(
        _PLACE.article_id == _ARTICLE.id, _PLACE.deleted_at.is_(None), *conditions
    )
    return query.correlate(articles.article).exists()


def _in_language(code: str) -> ColumnElement[bool]:
    lower = func.lower(_ARTICLE.language)
    wanted = code.strip().lower()
    return or_(lower == wanted, lower.startswith(f"{wanted}-", autoescape=True))


def _has_set(choice: WorkChoice, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    query = select(_SET.id).where(_SET.article_id == _ARTICLE.id, _meant(choice), *more)
    return query.correlate(articles.article).exists()


def _meant(choice: WorkChoice) -> ColumnElement[bool]:
    """Return that a set is one of those that are meant.

    Gold is in no batch; it is meant where somebody has the article in one of the batches.
    """
    layers: list[ColumnElement[bool]] = []
    mine = [_SET.kind == SetKind.ANNOTATOR.value]
    if choice.people is not None:
        mine.append(_SET.person_id.in_(choice.people))
    if choice.annotators:
        batched = [] if choice.batches is None else [_SET.batch_id.in_(choice.batches)]
        layers.append(and_(*mine, *batched))
    if choice.gold:
        gold: list[ColumnElement[bool]] = [_SET.kind == SetKind.GOLD.value]
        if choice.batches is not None:
            gold.append(_handed_out(choice.batches))
        layers.append(and_(*gold))
    conditions = [_SET.deleted_at.is_(None), _SET.pending_step.is_(None)]
    conditions.append(_SET.round_id.in_(choice.rounds))
    if choice.states is not None:
        conditions.append(_SET.state.in_([one.value for one in choice.states]))
    return and_(*conditions, or_(false(), *layers))


def _handed_out(batches: frozenset[uuid.UUID]) -> ColumnElement[bool]:
    other = work.annotation_set.alias()
    query: Select[tuple[uuid.UUID]] = select(other.c.id).where(
        other.c.article_id == _SET.article_id,
        other.c.batch_id.in_(batches),
        other.c.deleted_at.is_(None),
    )
    return query.correlate(work.annotation_set).exists()
