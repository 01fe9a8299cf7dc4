"""Feedback: once a manager releases an article, each annotator sees the own work beside gold."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from annotator.domain.adjudication.feedback_items import (
    FeedbackItem,
    differing_values,
    item_from,
    value_from,
)
from annotator.domain.adjudication.item import STATE, ItemState
from annotator.domain.alignment.compared_values import compared_attributes
from annotator.domain.attributions import AttributeValue
from annotator.domain.changes import Changes, Intention
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.decisions import Subject
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Refused
from annotator.domain.feedback import Feedback, feedback_id_of
from annotator.domain.people import Actor, Role
from annotator.services.adjudication.feedback_making import feedback_for
from annotator.services.adjudication.items import only_adjudicators_and_managers
from annotator.services.adjudication.queue import refresh_items
from annotator.services.adjudication.reading import read_adjudication
from annotator.services.managing.people import only_managers
from annotator.services.own_work import codebook_of_round, only_annotators
from annotator.services.project import Project
from annotator.storage import adjudication_items, article_queries, feedback_queries, project_queries
from annotator.storage.write_unit import WriteUnit


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """An article that is adjudicated to its end."""

    article_id: uuid.UUID
    title: str
    released_at: datetime | None
    """None while its annotators see nothing of the gold."""
    annotators: int
    """To how many it is released."""
    outdated: bool
    """Something was decided after it was released."""


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One of the article's own values, or ``state``, as the annotator and as gold has it."""

    field: str
    own: AttributeValue | None
    gold: AttributeValue | None
    differs: bool


@dataclass(frozen=True, slots=True)
class ArticleFeedback:
    """An annotator's work on an article beside the gold."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    title: str
    codebook: Codebook
    items: tuple[FeedbackItem, ...]
    """In reading order; that of the article's own values first."""
    values: tuple[ComparedValue, ...]
    released_at: datetime

    @property
    def differing(self) -> int:
        """Return in how many items, the article as one, the annotator has other than gold."""
        items = sum(not one.same for one in self.items if one.subject is Subject.ATTRIBUTION)
        return items + any(one.differs for one in self.values)


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """An article on which an annotator has feedback."""

    article_id: uuid.UUID
    title: str
    released_at: datetime
    items: int
    differing: int


@dataclass(frozen=True, slots=True)
class ReleasedAt:
    """That an annotator has feedback on an article, and since when it says what it says."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    released_at: datetime


def release(
    project: Project, manager: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> Changes:
    """Show gold to those who coded an article, each beside the own work as it stands now.

    Released again after a change, it takes the place of what was released before. The reasons and
    the adjudicator's own words go to the annotators. Raises `NotAllowed`, `NotFound`, `Refused`
    (gold_not_done; feedback_for_nobody where nobody's work was adjudicated).
    """
    only_managers(manager)
    found = read_adjudication(
        project, Actor(manager.person_id, Role.ADJUDICATOR), article_id, round_id
    )
    if found.gold_set is None or not found.gold_set.state.closed:
        raise Refused("gold_not_done")
    if not found.coders:
        raise Refused("feedback_for_nobody")
    with project.store.write(
        Intention.RELEASE, manager.person_id, article_id=article_id
    ) as written:
        unit = written.unit
        made = [feedback_for(found, coder, unit.now) for coder in found.coders]
        for one in made:
            _put(unit, one)
        for other in _released(unit, article_id, round_id):
            if other.id not in {one.id for one in made}:
                _take_back(unit, other)
    return written.changes


def withdraw(
    project: Project, manager: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> Changes:
    """Take an article's feedback back from all annotators; nothing happens where there is none."""
    only_managers(manager)
    with project.store.write(
        Intention.WITHDRAW_RELEASE, manager.person_id, article_id=article_id
    ) as written:
        for one in _released(written.unit, article_id, round_id):
            _take_back(written.unit, one)
    return written.changes


def released(project: Project, actor: Actor, round_id: uuid.UUID) -> tuple[ReleaseLine, ...]:
    """Return the articles of a round that are adjudicated, and which of them are released.

    For managers and adjudicators. Raises `NotAllowed`.
    """
    only_adjudicators_and_managers(actor)
    with project.store.read() as connection:
        adjudicated = feedback_queries.adjudicated_articles(connection, round_id)
        by_article: dict[uuid.UUID, list[Feedback]] = {}
        for one in feedback_queries.feedback_of_round(connection, round_id):
            by_article.setdefault(one.article_id, []).append(one)
    lines = []
    for article in adjudicated:
        feedback = by_article.get(article.article_id, [])
        at = max((one.released_at for one in feedback), default=None)
        later = at is not None and article.decided_at is not None and article.decided_at > at
        lines.append(ReleaseLine(article.article_id, article.title, at, len(feedback), later))
    return tuple(lines)


def unfinished_articles(project: Project, actor: Actor, round_id: uuid.UUID) -> int:
    """Return how many articles of a round cannot be released yet: something in them is undecided.

    For managers and adjudicators. Raises `NotAllowed`.
    """
    refresh_items(project, actor)
    undecided = [one for one in ItemState if not one.settled]
    with project.store.read() as connection:
        return len(adjudication_items.articles_with(connection, round_id, undecided))


def read_feedback(
    project: Project, actor: Actor, article_id: uuid.UUID, round_id: uuid.UUID
) -> ArticleFeedback | None:
    """Return the annotator's own feedback on an article, None where none is released."""
    only_annotators(actor)
    wanted = feedback_id_of(article_id, round_id, actor.person_id)
    with project.store.read() as connection:
        found = feedback_queries.feedback(connection, wanted)
        article = article_queries.article(connection, article_id) if found else None
    if found is None or article is None or found.person_id != actor.person_id:
        return None
    return _article_feedback(found, article.title, codebook_of_round(project, round_id))


def feedback_list(project: Project, actor: Actor, round_id: uuid.UUID) -> tuple[FeedbackLine, ...]:
    """Return the articles of a round on which the annotator has feedback, what came first first."""
    only_annotators(actor)
    codebook = codebook_of_round(project, round_id)
    lines = []
    with project.store.read() as connection:
        for one in feedback_queries.feedback_of_person(connection, actor.person_id, round_id):
            article = article_queries.article(connection, one.article_id)
            if article is None:
                continue
            whole = _article_feedback(one, article.title, codebook)
            items = sum(item.subject is Subject.ATTRIBUTION for item in whole.items)
            lines.append(
                FeedbackLine(one.article_id, article.title, one.released_at, items, whole.differing)
            )
    return tuple(lines)


def releases(project: Project, actor: Actor) -> tuple[ReleasedAt, ...]:
    """Return on which articles of all rounds the annotator has feedback, without what it says.

    What came first is first; as many as `feedback_list` tells of all rounds.
    """
    only_annotators(actor)
    with project.store.read() as connection:
        found = feedback_queries.releases_to(connection, actor.person_id)
    return tuple(ReleasedAt(*one) for one in found)


def _released(unit: WriteUnit, article_id: uuid.UUID, round_id: uuid.UUID) -> tuple[Feedback, ...]:
    everybody = [one.id for one in project_queries.people(unit.connection)]
    return feedback_queries.feedback_of_articles(
        unit.connection, [article_id], [round_id], everybody
    )


def _take_back(unit: WriteUnit, one: Feedback) -> None:
    """Make feedback an empty tombstone: it goes out with handouts, and must show nothing there."""
    unit.put(one.but(items=(), values={}, deleted_at=unit.now), before=one)


def _put(unit: WriteUnit, made: Feedback) -> None:
    """Store feedback; what says the same as before stays as it was released."""
    before = unit.find(Feedback, EntityKind.FEEDBACK, made.id)
    if before is None:
        unit.put(made, new=True)
    elif before.deleted or (before.items, before.values) != (made.items, made.values):
        unit.put(
            before.but(
                deleted_at=None,
                items=made.items,
                values=made.values,
                released_at=made.released_at,
            ),
            before=before,
        )


def _article_feedback(found: Feedback, title: str, codebook: Codebook) -> ArticleFeedback:
    return ArticleFeedback(
        article_id=found.article_id,
        round_id=found.round_id,
        title=title,
        codebook=codebook,
        items=tuple(item for one in found.items if (item := _read(one)) is not None),
        values=_compared(found.values, codebook),
        released_at=found.released_at,
    )


def _read(document: Mapping[str, Any]) -> FeedbackItem | None:
    """Read an item; None for one that a later version, or another program, has made."""
    try:
        return item_from(document)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _compared(values: Mapping[str, Any], codebook: Codebook) -> tuple[ComparedValue, ...]:
    pairs = {key: one for key, one in values.items() if isinstance(one, dict)}
    sides = [
        {
            key: value_from(one[side])
            for key, one in pairs.items()
            if key != STATE and one.get(side) is not None
        }
        for side in ("own", "gold")
    ]
    differing_keys = differing_values(sides[0], sides[1], codebook, Scope.ARTICLE)
    found = [
        ComparedValue(
            one.key, sides[0].get(one.key), sides[1].get(one.key), one.key in differing_keys
        )
        for one in compared_attributes(codebook, Scope.ARTICLE)
        if one.key in sides[0] or one.key in sides[1]
    ]
    state = pairs.get(STATE)
    if state is not None:
        own, gold = state.get("own"), state.get("gold")
        found.insert(0, ComparedValue(STATE, own, gold, own != gold))
    return tuple(found)
