"""Where a file that is merged brings something: which articles, in which rounds."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.domain.annotation_sets import AnnotationSet, Submission
from annotator.domain.articles import Article
from annotator.domain.attributions import Attribution
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.feedback import Feedback
from annotator.domain.people import Round
from annotator.services.exchange.merge_planning import Planner, Taken
from annotator.services.exchange.merge_report import TouchedArticle, TouchedRound

_Place = tuple[uuid.UUID, uuid.UUID]
"""A round, and an article of it."""


class _Work(NamedTuple):
    """One thing that a file changes, with the set that it belongs to."""

    taken: Taken
    set_id: uuid.UUID | None


def touched_rounds(planner: Planner, taken: Sequence[Taken]) -> tuple[TouchedRound, ...]:
    """Return what of a file is new here or changes something, by round and article.

    To be called right after the planner took the file in: sets, articles and rounds are read as
    they stand then.
    """
    work = [_Work(one, _set_of(one.stands)) for one in taken]
    sets = planner.stands(EntityKind.ANNOTATION_SET, {one.set_id for one in work if one.set_id})
    touched: dict[_Place, TouchedArticle] = {}
    for one in work:
        place = _place(one, sets)
        if place is not None:
            entry = touched.setdefault(place, TouchedArticle(place[1], ""))
            _count(entry, one.taken)
    return _by_round(planner, touched)


def _set_of(entity: Entity) -> uuid.UUID | None:
    return entity.set_id if isinstance(entity, (Attribution, Submission)) else None


def _place(work: _Work, sets: dict[uuid.UUID, Entity]) -> _Place | None:
    about = sets.get(work.set_id) if work.set_id is not None else work.taken.stands
    if isinstance(about, (AnnotationSet, Feedback)):
        return about.round_id, about.article_id
    return None


def _count(entry: TouchedArticle, taken: Taken) -> None:
    if isinstance(taken.stands, Attribution):
        if taken.conflict:
            entry.conflicts += 1
        elif taken.stands.deleted:
            entry.deleted += taken.was_here
        elif taken.was_here:
            entry.changed += 1
        else:
            entry.new += 1
    elif isinstance(taken.stands, Submission):
        entry.handed_in = True
    elif isinstance(taken.stands, Feedback):
        entry.feedback = True


def _by_round(planner: Planner, touched: dict[_Place, TouchedArticle]) -> tuple[TouchedRound, ...]:
    articles = planner.stands(EntityKind.ARTICLE, {article for _, article in touched})
    places = planner.places()
    for (_, article_id), entry in touched.items():
        article = articles.get(article_id)
        entry.title = article.title if isinstance(article, Article) else ""
    by_round: dict[uuid.UUID, list[TouchedArticle]] = defaultdict(list)
    for (round_id, _), entry in touched.items():
        by_round[round_id].append(entry)
    return tuple(
        TouchedRound(one.id, one.name, tuple(_in_order(by_round[one.id], places)))
        for one in _rounds(planner, by_round)
    )


def _rounds(planner: Planner, ids: Iterable[uuid.UUID]) -> list[Round]:
    found = planner.stands(EntityKind.ROUND, ids).values()
    rounds = [one for one in found if isinstance(one, Round)]
    return sorted(rounds, key=lambda one: (one.ordinal, one.id))


def _in_order(
    entries: Iterable[TouchedArticle], places: dict[uuid.UUID, int]
) -> list[TouchedArticle]:
    """Return known articles in their order, then those that this file brings."""
    last = len(places) + 1
    return sorted(entries, key=lambda one: (places.get(one.id, last), one.title, one.id))
