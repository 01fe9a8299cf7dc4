"""Collecting first submissions, article by article, into what can be compared."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from annotator.domain.agreement.compared_articles import Collector, ComparedArticle
from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.results import SPEAKER
from annotator.domain.agreement.submission_reader import ReadWork
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.people import Batch, Person, Round
from annotator.services.agreement.choice import AgreementChoice
from annotator.services.agreement.compared import GOLD, Compared, Repeated
from annotator.services.agreement.confidence import Confidence
from annotator.services.agreement.gold_origin import gold_made
from annotator.services.agreement.planning import (
    PlannedArticle,
    chosen_rounds,
    plan,
    repeated,
    what_is_missing,
)
from annotator.services.agreement.reading import ArticleRead, FirstWork, read_articles
from annotator.services.project import Project
from annotator.storage import agreement_queries, project_queries
from annotator.storage.store import Connection
from annotator.words import tr


def collected(
    project: Project,
    choice: AgreementChoice,
    progress: Callable[[int, int | None, str], None] | None,
    cancelled: Callable[[], bool] | None,
    order: Callable[[Person], str] | None = None,
) -> Compared:
    """Return what is compared, as it stood in one transaction. Raises `Cancelled`.

    ``order``: what the annotators are sorted by; None for the order in which they came.
    """
    with project.store.read() as connection:
        rounds = project_queries.rounds(connection)
        people = project_queries.people(connection)
        if order is not None:
            people = tuple(sorted(people, key=order))
        handed_in = agreement_queries.handed_in(connection)
        gold = agreement_queries.gold_sets(connection)
        planned = plan(choice, rounds, handed_in, gold)
        collecting = _Collecting(project, connection, choice, rounds, people, planned)
        for article in read_articles(connection, planned, progress, cancelled):
            collecting.take(article)
        units = collecting.units()
        missing = None
        if not len(units.annotators):
            missing = what_is_missing(choice, handed_in, {one.id: one for one in rounds})
        return collecting.compared(units, _batches(connection, choice, rounds), missing, planned)


class _Collecting:
    """Puts each article where it belongs: among annotators, against gold, against earlier work."""

    def __init__(
        self,
        project: Project,
        connection: Connection,
        choice: AgreementChoice,
        rounds: Sequence[Round],
        people: Sequence[Person],
        planned: Sequence[PlannedArticle],
    ) -> None:
        self._project, self._connection, self._choice = project, connection, choice
        self._rounds, self._people = rounds, people
        self._within = chosen_rounds(choice, rounds)
        self._again = repeated(choice, rounds)
        self._again_ids = {one.id for pair in self._again for one in pair}
        self._registry = SpeakerRegistry(agreement_queries.speakers(connection))
        working = {person for one in planned for those in one.work.values() for person in those}
        self._working = [one.id for one in people if one.id in working]
        self._units = self._collector(self._working)
        self._gold = self._collector([GOLD, *self._working])
        self._repeated: dict[uuid.UUID, Collector] = {}
        self._confidence = Confidence()

    def take(self, article: ArticleRead) -> None:
        """Take in an article."""
        for one in self._within:
            for ref, those in _by_codebook(article.work.get(one.id, {})):
                if len(those) > 1:
                    self._units.add(self._article(article, one.id, ref, those))
            self._take_gold(article, one.id)
        if self._again:
            self._take_repeated(article)

    def _take_gold(self, article: ArticleRead, round_id: uuid.UUID) -> None:
        gold = article.gold.get(round_id)
        if gold is None:
            return
        for ref, those in _by_codebook(article.work.get(round_id, {})):
            if gold.codebook in (None, ref):
                compared = self._article(article, round_id, ref, those, gold.work)
                self._gold.add(compared)
                self._confidence.learn(compared.codebook)
                self._confidence.add({key: one.work for key, one in those.items()})

    def _take_repeated(self, article: ArticleRead) -> None:
        for person_id in self._working:
            work = {
                round_id: people[person_id]
                for round_id, people in article.work.items()
                if round_id in self._again_ids and person_id in people
            }
            for ref, those in _by_codebook(work):
                if len(those) > 1:
                    if person_id not in self._repeated:
                        order = [one.id for one in self._rounds if one.id in self._again_ids]
                        self._repeated[person_id] = self._collector(order)
                    later = [one.id for one in self._rounds if one.id in those][-1]
                    self._repeated[person_id].add(self._article(article, later, ref, those))

    def units(self) -> ComparedUnits:
        """Return what annotators have in common, of those who have something in common."""
        return _of_present(self._units.units())

    def compared(
        self,
        units: ComparedUnits,
        batches: tuple[Batch, ...],
        missing: str | None,
        planned: Sequence[PlannedArticle],
    ) -> Compared:
        """Return all that was taken in."""
        against_gold = _of_present(self._gold.units())
        repeated_units = {key: one.units() for key, one in self._repeated.items()}
        names = {one.id: one.name for one in self._people}
        names |= {one.id: one.name for one in self._rounds}
        last = self._within[-1] if self._within else self._rounds[-1]
        return Compared(
            choice=self._choice,
            rounds=self._within,
            batches=batches,
            annotators=units.annotators,
            names={**names, GOLD: tr("Gold")},
            codebook=units.codebook or self._project.codebook(last.codebook),
            codebooks=units.codebooks,
            units=units,
            against_gold=against_gold,
            confidence=self._confidence,
            repeated=tuple(
                Repeated(person_id, _of_present(repeated_units[person_id]), self._again)
                for person_id in self._working
                if person_id in repeated_units
            ),
            speakers=self._speaker_names((units, against_gold, *repeated_units.values())),
            gold_made=gold_made(self._connection, against_gold, planned, self._within),
            missing=missing,
        )

    def _speaker_names(self, compared: Iterable[ComparedUnits]) -> dict[str, str]:
        keys = {str(key) for one in compared for key in one.table.codes_of[SPEAKER].values}
        found = {key: self._registry.resolved(uuid.UUID(key)) for key in keys}
        return {key: one.name for key, one in found.items() if one is not None}

    def _collector(self, annotators: Sequence[uuid.UUID]) -> Collector:
        once = self._choice.shared_passages_once
        return Collector(annotators, self._registry, shared_passages_once=once)

    def _article(
        self,
        article: ArticleRead,
        round_id: uuid.UUID,
        ref: str,
        those: Mapping[uuid.UUID, FirstWork],
        gold: ReadWork | None = None,
    ) -> ComparedArticle:
        batches = (one.handed_in.batch_id for one in those.values())
        work = {key: one.work for key, one in those.items()}
        return ComparedArticle(
            article_id=article.plan.article_id,
            story_id=article.plan.story_id,
            text=article.text,
            zones=article.zones,
            codebook=self._project.codebook(ref),
            round_id=round_id,
            batch_id=next((one for one in batches if one is not None), None),
            work=work if gold is None else {GOLD: gold, **work},
            position=article.plan.position,
        )


def _by_codebook(
    work: Mapping[uuid.UUID, FirstWork],
) -> Iterator[tuple[str, dict[uuid.UUID, FirstWork]]]:
    """Yield what was coded by each codebook version: only that is compared with each other."""
    refs = {one.handed_in.codebook for one in work.values()}
    if len(refs) == 1:
        yield refs.pop(), dict(work)
        return
    for ref in sorted(refs):
        yield ref, {key: one for key, one in work.items() if one.handed_in.codebook == ref}


def _of_present(units: ComparedUnits) -> ComparedUnits:
    """Leave out who has nothing in common with anybody."""
    (present,) = np.nonzero(units.table.present[units.articles].any(axis=0))
    return units.between([units.table.annotators[place] for place in present])


def _batches(
    connection: Connection, choice: AgreementChoice, rounds: Iterable[Round]
) -> tuple[Batch, ...]:
    """Return the batches in order of rounds, then their own."""
    order = {one.id: place for place, one in enumerate(chosen_rounds(choice, rounds))}
    found = [
        one
        for one in agreement_queries.batches(connection)
        if one.round_id in order and (not choice.batches or one.id in choice.batches)
    ]
    return tuple(sorted(found, key=lambda one: (order[one.round_id], one.ordinal, one.id)))
