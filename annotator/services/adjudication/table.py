"""An article on the adjudicator's table: what every decision checks and writes, in one step."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from annotator.domain.adjudication.decision_fields import fields_about_text, fields_to_document
from annotator.domain.adjudication.item import (
    CONDITION,
    CONTENT,
    CUE,
    REPORTED_BY,
    SOURCE,
    Chosen,
    Item,
)
from annotator.domain.adjudication.standing_decisions import Standing
from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Intention
from annotator.domain.decisions import Decision, Outcome, SeenSet, Subject
from annotator.domain.documents import to_document
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.services.adjudication.gold_writing import (
    Settled,
    check_article_fields,
    gold_attribution,
    settled,
)
from annotator.services.adjudication.items import (
    ArticleAtHand,
    must_be_at_hand,
    only_adjudicators,
)
from annotator.services.adjudication.rows import store_rows
from annotator.services.project import Project
from annotator.storage.store import WrittenStep
from annotator.storage.write_unit import WriteUnit

BESIDE = frozenset({SOURCE, CUE, CONDITION, REPORTED_BY})
"""Fields that make no difference by themselves."""


@dataclass(frozen=True, slots=True)
class Table:
    """An article on the adjudicator's table, inside a write transaction."""

    unit: WriteUnit
    at: ArticleAtHand
    actor: Actor
    own: bool
    """The actor's own coding is compared, and that was overridden."""
    decision_id: uuid.UUID

    def item(self, item_id: uuid.UUID, seen: Sequence[SeenSet] | None = None) -> Item:
        """Return an item; raises `Refused` (item_moved) when it is not there any more.

        ``seen``: what the adjudicator was shown; it must still be the latest of everybody.
        """
        found = next((one for one in self.at.items if one.id == item_id), None)
        if found is None or (seen is not None and set(seen) != set(self.at.seen)):
            raise Refused("item_moved")
        return found

    def decide(
        self,
        item: Item | None,
        fields: Mapping[str, Chosen],
        reason: str | None,
        rationale: str,
        blind_check: bool,
    ) -> Decision:
        """Settle an item, or an attribution that nobody marked, with these fields."""
        subject = item.subject if item else Subject.ATTRIBUTION
        for name in fields:
            if name not in fields_about_text(self.at.codebook, subject):
                raise Refused("unknown_attribute", attribute=name)
        chosen = self.at.honest(item, fields)
        unlike = self.at.unlike_any(item, chosen)
        if blind_check:
            # Who judged without a look at others owes no reason for what was left unmarked.
            unlike = tuple(one for one in unlike if chosen[one].value or one not in BESIDE)
        if unlike and not rationale.strip():
            raise Refused("rationale_missing", fields=", ".join(unlike))
        gold: Attribution | None = None
        if subject is Subject.ARTICLE:
            check_article_fields(self.at.codebook, chosen)
        else:
            gold_id = gold_id_of(item) or new_id()
            candidates = item.candidates if item else {}
            gold = gold_attribution(self.at, chosen, candidates, gold_id, self.unit.now)
            self._check_carrier(chosen)
        decision = self._decision(
            item, Outcome.EDITED if unlike else Outcome.ACCEPTED, reason, rationale
        ).but(
            gold=(gold.id,) if gold else (),
            fields=fields_to_document(chosen),
            blind_check=blind_check,
        )
        self.store(settled(self.at, [(decision, gold)]))
        return decision

    def without_gold(
        self,
        item: Item,
        outcome: Outcome,
        reason: str | None,
        rationale: str,
        blind_check: bool,
    ) -> None:
        """Settle an item so that it has no gold.

        Rejecting what every annotator marked takes a rationale, as any gold does that is unlike
        all of theirs: raises `Refused` (rationale_missing).
        """
        rejected = outcome is Outcome.REJECTED and not blind_check
        if rejected and not rationale.strip() and item.marked_by_all(self.at.coders):
            raise Refused("rationale_missing", fields=CONTENT)
        decision = self._decision(item, outcome, reason, rationale).but(blind_check=blind_check)
        self.store(settled(self.at, [(decision, None)]))

    def store(self, after: Settled) -> None:
        """Write the decisions with the gold that follows, and the article's lines in lists."""
        unit = self.unit
        stored = unit.find(AnnotationSet, EntityKind.ANNOTATION_SET, after.gold_set.id)
        unit.put(after.gold_set, before=stored, new=stored is None)
        for gone in after.removed:
            unit.delete(gone)
        for one in after.gold:
            unit.put(one.but(updated_at=unit.now), before=self.at.gold.get(one.id))
        for decision in after.decisions:
            unit.put(decision, new=True)
        store_rows(unit.connection, self.at, after.items)

    def _decision(
        self, item: Item | None, outcome: Outcome, reason: str | None, rationale: str
    ) -> Decision:
        return decision_on(self.at, item, outcome, self.actor, self.unit.step.at).but(
            id=self.decision_id,
            reason=reason,
            rationale=without_lone_surrogates(rationale).strip(),
            own_coding=self.own,
        )

    def _check_carrier(self, fields: Mapping[str, Chosen]) -> None:
        """A carrier is a candidate of this article, or gold of it."""
        carrier = fields[REPORTED_BY].value if REPORTED_BY in fields else None
        if carrier is None:
            return
        candidates = (one.id for item in self.at.items for one in item.candidates.values())
        if carrier not in {*candidates, *self.at.gold}:
            raise Refused("reported_by_unknown")


def decision_on(
    at: ArticleAtHand, item: Item | None, outcome: Outcome, actor: Actor, now: datetime
) -> Decision:
    """Return a decision on an item, with what was before the eyes; its fields are still empty."""
    candidates = tuple(item.candidates.values()) if item else ()
    return Decision(
        id=new_id(),
        article_id=at.article.article.id,
        round_id=at.round_id,
        adjudicator_id=actor.person_id,
        outcome=outcome,
        subject=item.subject if item else Subject.ATTRIBUTION,
        candidates=tuple(one.id for one in candidates),
        snapshots=tuple(to_document(one) for one in candidates),
        sets=at.seen,
        supersedes=item.decision.id if item and item.decision else None,
        at=now,
    )


def gold_id_of(item: Item | None) -> uuid.UUID | None:
    """Return the gold attribution that an item has or had, so that it stays the same one."""
    if item is None or item.decision is None:
        return None
    return Standing(item.decision, item.earlier).gold_id


def must_not_be_own(at: ArticleAtHand, actor: Actor, own: bool) -> bool:
    """Tell whether the actor's own coding is compared; refused unless ``own`` says so.

    Raises `NotAllowed` (own_coding).
    """
    coded = at.coded_by(actor.person_id)
    if coded and not own:
        raise NotAllowed("own_coding")
    return coded


@contextmanager
def adjudicating(
    project: Project,
    actor: Actor,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    intention: Intention,
    own: bool,
    new: uuid.UUID | None,
) -> Iterator[tuple[WrittenStep, Table | None]]:
    """Yield an article for one decision; no table where the same call has succeeded before."""
    only_adjudicators(actor)
    with project.store.write(
        intention, actor.person_id, article_id=article_id, patience=project.patience
    ) as written:
        unit = written.unit
        decision_id = new or new_id()
        if unit.find(Decision, EntityKind.DECISION, decision_id) is not None:
            yield written, None
            return
        at = must_be_at_hand(project, unit.connection, article_id, round_id)
        coded = must_not_be_own(at, actor, own)
        yield written, Table(unit, at, actor, coded, decision_id)
