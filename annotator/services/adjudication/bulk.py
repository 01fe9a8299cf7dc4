"""Many decisions in one step: what is equal by rule, and a single annotator's work as gold."""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.adjudication.decision_fields import fields_to_document
from annotator.domain.adjudication.item import Item, ItemState, left_for_check
from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Changes, Intention
from annotator.domain.decisions import Decision, Outcome, Subject
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Cancelled, Refused, StorageFailed
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor
from annotator.services.adjudication.gold_writing import gold_attribution, settled
from annotator.services.adjudication.items import (
    ArticleAtHand,
    must_be_at_hand,
    only_adjudicators,
)
from annotator.services.adjudication.queue import refresh_items
from annotator.services.adjudication.table import decision_on, must_not_be_own
from annotator.services.project import Project
from annotator.storage import (
    adjudication_items,
    adjudication_queries,
    bulk,
    change_log,
    entity_rows,
)
from annotator.storage.adjudication_queries import Place
from annotator.storage.import_queries import add_counts
from annotator.storage.store import Connection

_PORTION_SECONDS = 0.1
"""After that the transaction ends, with the article that it is at."""


@dataclass(frozen=True, slots=True)
class AcceptReport:
    """What accepting by rule did."""

    accepted: int
    """Items: attributions, and articles' own values."""
    left_for_check: int
    """Equal by rule, and left undecided for a blind check."""
    own_left: int
    """Equal by rule, but in articles that the actor coded."""
    changes: Changes | None
    """None where there was nothing to accept."""


def accept_exact(
    project: Project,
    actor: Actor,
    round_id: uuid.UUID,
    article_id: uuid.UUID | None = None,
    *,
    own: bool = False,
    progress: Callable[[int, int | None, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> AcceptReport:
    """Accept what is equal by rule, in one article or in the whole round, as one step.

    Recorded as unanimous, not as anybody's judgement. A tenth, drawn by a seed, is left for a
    blind check; so is, without ``own``, what the actor coded. Raises `Cancelled`, with nothing
    accepted, and `StorageFailed` (project_busy) when others work on the same articles meanwhile.
    """
    only_adjudicators(actor)
    refresh_items(project, actor)
    with project.store.read() as connection:
        exact = (ItemState.EXACT, ItemState.CHECK)
        articles = adjudication_items.articles_with(connection, round_id, exact)
    chosen = [one for one in articles if article_id in (None, one)]
    run = _Run(project, actor, Intention.ACCEPT_EXACT, {})
    taken = _Exact(run, own)
    changes = run.through([(one, round_id) for one in chosen], taken.take, progress, cancelled)
    if changes is not None:
        refresh_items(project, actor)
    return AcceptReport(taken.accepted, taken.left_for_check, taken.own_left, changes)


def promote(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    *,
    own: bool = False,
) -> Changes:
    """Make a single annotator's work gold, marked as promoted.

    Raises `Refused`: not_single (nobody, or more than one, has handed the article in),
    gold_exists; `NotAllowed` (adjudicators_only, own_coding).
    """
    only_adjudicators(actor)

    def take(at: ArticleAtHand) -> None:
        if len(at.coders) != 1:
            raise Refused("not_single")
        if at.items:
            raise Refused("gold_exists")
        run.settle(at, at.single_items, Outcome.PROMOTED, must_not_be_own(at, actor, own))

    run = _Run(project, actor, Intention.PROMOTE, {})
    changes = run.through([(article_id, round_id)], take, None, None)
    if changes is None:
        raise Refused("not_single")
    refresh_items(project, actor)
    return changes


class _Exact:
    """Takes what is equal by rule, and counts what is left."""

    def __init__(self, run: "_Run", own: bool) -> None:
        self._run = run
        self._own = own
        self.accepted = self.left_for_check = self.own_left = 0

    def take(self, at: ArticleAtHand) -> None:
        exact = [one for one in at.items if one.state in (ItemState.EXACT, ItemState.CHECK)]
        coded = at.coded_by(self._run.actor.person_id)
        if coded and not self._own:
            self.own_left += len(exact)
            return
        article_id = at.article.article.id
        drawn = {one.id for one in exact if left_for_check(article_id, at.round_id, one.id)}
        self.left_for_check += len(drawn)
        accepted = [one for one in exact if one.id not in drawn]
        self.accepted += len(accepted)
        self._run.settle(at, accepted, Outcome.UNANIMOUS, coded)


class _Run:
    """Writes many decisions in short transactions under one step."""

    def __init__(
        self, project: Project, actor: Actor, intention: Intention, fields: Mapping[str, str]
    ) -> None:
        self._project = project
        self.actor = actor
        self._bulk = bulk.begin_bulk(project.store, intention, actor.person_id, dict(fields))
        with project.store.read() as connection:
            self._sequence = change_log.last_sequence(connection)
        self._portion: bulk.Portion | None = None
        self._places: set[Place] = set()
        self._changed: list[AnnotationSet | Attribution] = []
        self._removed: list[Attribution] = []
        """What was there before: it changes in the last transaction."""
        self._grown: dict[uuid.UUID, int] = {}

    def through(
        self,
        places: Sequence[Place],
        take: Callable[[ArticleAtHand], None],
        progress: Callable[[int, int | None, str], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Changes | None:
        """Let ``take`` settle what it wants of each article; None where it settled nothing."""
        try:
            done = 0
            while done < len(places):
                with self._bulk.portion() as portion:
                    self._portion = portion
                    begun = time.monotonic()
                    while done < len(places) and time.monotonic() - begun < _PORTION_SECONDS:
                        take(must_be_at_hand(self._project, portion.connection, *places[done]))
                        done += 1
                if progress is not None:
                    progress(done, len(places), "adjudication")
                if cancelled is not None and cancelled():
                    raise Cancelled
            return self._finish()
        except BaseException:
            self._bulk.abandon()
            raise

    def settle(
        self, at: ArticleAtHand, items: Sequence[Item], outcome: Outcome, own_coding: bool
    ) -> None:
        """Settle these items of an article as all annotators have them."""
        if not items or self._portion is None:
            return
        new = [self._decided(at, one, outcome, own_coding) for one in items]
        after = settled(at, new, strict=False)
        made = {gold.id for _, gold in new if gold is not None}
        fresh = [one for one in after.gold if one.id in made]
        self._places.add((at.article.article.id, at.round_id))
        self._removed += after.removed
        self._changed += [
            one for one in after.gold if one.id not in made and one != at.gold[one.id]
        ]
        self._add_set(self._portion, after.gold_set, len(fresh))
        self._portion.add(EntityKind.ATTRIBUTION, fresh)
        self._portion.add(EntityKind.DECISION, after.decisions)

    def _add_set(self, portion: bulk.Portion, gold_set: AnnotationSet, count: int) -> None:
        kind = EntityKind.ANNOTATION_SET
        if entity_rows.load(portion.connection, kind, [gold_set.id]):
            self._changed.append(gold_set)
            self._grown[gold_set.id] = count
        else:
            portion.add(kind, [gold_set], [{"attribution_count": count}])

    def _decided(
        self, at: ArticleAtHand, item: Item, outcome: Outcome, own_coding: bool
    ) -> tuple[Decision, Attribution | None]:
        now = self._bulk.step.at
        about_article = item.subject is Subject.ARTICLE
        fields = item.agreed if about_article else at.compared.accepted(item.candidates)
        decision = decision_on(at, item, outcome, self.actor, now).but(
            fields=fields_to_document(fields), own_coding=own_coding
        )
        if about_article:
            return decision, None
        gold = gold_attribution(at, fields, item.candidates, new_id(), now)
        return decision.but(gold=(gold.id,)), gold

    def _finish(self) -> Changes | None:
        if not self._bulk.written:
            self._bulk.abandon()
            return None
        with self._project.store.transaction() as connection:
            self._must_be_undisturbed(connection)
            unit = self._bulk.last_unit(connection)
            for one in self._changed:
                unit.put(one)
            for gone in self._removed:
                unit.delete(gone)
            for set_id, count in self._grown.items():
                add_counts(connection, set_id, count, 0)
            unit.finish()
            return self._bulk.finish(connection)

    def _must_be_undisturbed(self, connection: Connection) -> None:
        """What others handed in or decided meanwhile was not looked at."""
        written = adjudication_queries.written_since(connection, self._sequence)
        if not self._places.isdisjoint(adjudication_queries.places_of_work(connection, written)):
            raise StorageFailed("project_busy")
