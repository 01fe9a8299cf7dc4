"""What there is to adjudicate in an article: its items, and how far each is."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.domain.adjudication.compared_work import ComparedWork
from annotator.domain.adjudication.decision_fields import fields_from_document
from annotator.domain.adjudication.item import (
    Chosen,
    Item,
    ItemState,
    StaleChange,
    left_for_check,
)
from annotator.domain.adjudication.standing_decisions import (
    ADDED,
    Standing,
    changes_since,
    item_id_of_added,
    item_id_of_article,
    item_id_of_group,
    settled_by,
    standing,
)
from annotator.domain.adjudication.submitted_work import submitted_work
from annotator.domain.adjudication.undecided_gold import belonging, undecided_gold
from annotator.domain.annotation_sets import Submission
from annotator.domain.attributions import Attribution
from annotator.domain.decisions import Decision, Outcome, Subject


def items_of(
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    compared: ComparedWork,
    decisions: Sequence[Decision],
    gold: Mapping[uuid.UUID, Attribution],
    submissions: Iterable[Submission],
) -> tuple[Item, ...]:
    """Return the items of an article in a round: its own values first, then in reading order.

    Without decisions there are none before two annotators have handed in. What is equal by rule
    and drawn for a blind check is `CHECK` as soon as the article has nothing left that could be
    accepted by rule, and `EXACT` until then.
    """
    standing_ones = standing(decisions)
    if len(compared.coders) < 2 and not standing_ones:
        return ()
    maker = _Items(article_id, round_id, compared, gold)
    about_article = [one for one in standing_ones if one.decision.subject is Subject.ARTICLE]
    rest = [one for one in standing_ones if one.decision.subject is Subject.ATTRIBUTION]
    found = maker.of_groups(rest)
    own = maker.of_article(about_article[-1] if about_article else None, submissions)
    return _with_undecided_gold(decisions, gold, _with_checks(article_id, round_id, (*own, *found)))


def single_items_of(
    article_id: uuid.UUID, round_id: uuid.UUID, compared: ComparedWork
) -> tuple[Item, ...]:
    """Return the items of one annotator's work alone: what promoting it decides."""
    maker = _Items(article_id, round_id, compared, {})
    return (*maker.of_article(None, ()), *maker.of_groups(()))


def _with_checks(
    article_id: uuid.UUID, round_id: uuid.UUID, items: tuple[Item, ...]
) -> tuple[Item, ...]:
    """Make those drawn for a blind check `CHECK`, once nothing can be accepted by rule."""
    exact = [one for one in items if one.state is ItemState.EXACT]
    drawn = {one.id for one in exact if left_for_check(article_id, round_id, one.id)}
    if not drawn or len(drawn) < len(exact):
        return items
    return tuple(replace(one, state=ItemState.CHECK) if one.id in drawn else one for one in items)


def _with_undecided_gold(
    decisions: Sequence[Decision],
    gold: Mapping[uuid.UUID, Attribution],
    items: tuple[Item, ...],
) -> tuple[Item, ...]:
    left = undecided_gold(decisions, gold)
    if not left:
        return items
    of_item = belonging(left.values(), items)
    return tuple(
        replace(one, undecided_gold=of_item[one.id]) if one.id in of_item else one for one in items
    )


class _Items:
    def __init__(
        self,
        article_id: uuid.UUID,
        round_id: uuid.UUID,
        compared: ComparedWork,
        gold: Mapping[uuid.UUID, Attribution],
    ) -> None:
        self._article_id = article_id
        self._round_id = round_id
        self._compared = compared
        self._gold = gold
        self._letters = {one.set_id: one.letter for one in compared.coders}

    def of_groups(self, decisions: Sequence[Standing]) -> tuple[Item, ...]:
        """Return the items of attributions, in reading order."""
        groups = self._compared.groups
        ids = [
            item_id_of_group(self._round_id, (one.id for one in group.members.values()))
            for group in groups
        ]
        members = [{one.id for one in group.members.values()} for group in groups]
        settled, left_over = settled_by(members, decisions)
        found: list[tuple[int, Item]] = []
        for place, group in enumerate(groups):
            by = settled.get(place)
            stale: tuple[StaleChange, ...] = ()
            if by is not None:
                stale = changes_since(
                    by.decision, group.members, self._letters, self._compared.fields
                )
            item = Item(
                id=ids[place],
                subject=Subject.ATTRIBUTION,
                state=self._state(by, stale, bool(group.differences)),
                candidates=group.members,
                differences=group.differences,
                agreed=group.agreed,
                split_with=tuple(ids[other] for other in group.split_with),
                decision=by.decision if by else None,
                earlier=by.earlier if by else (),
                gold=self._gold_of(by),
                stale=stale,
            )
            found.append((min(one.start for one in group.members.values()), item))
        for one in left_over:
            gold = self._gold_of(one)
            stale = changes_since(one.decision, {}, self._letters, self._compared.fields)
            item = Item(
                id=item_id_of_added(one.first.id),
                subject=Subject.ATTRIBUTION,
                state=self._state(one, stale, True),
                decision=one.decision,
                earlier=one.earlier,
                gold=gold,
                stale=stale,
            )
            found.append((gold.start if gold else 0, item))
        return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))

    def of_article(
        self, by: Standing | None, submissions: Iterable[Submission]
    ) -> tuple[Item, ...]:
        """Return the item of the article's own values; none where nobody gave any."""
        compared = self._compared
        if not compared.coders and by is None:
            return ()
        stale = self._article_changes(by.decision, submissions) if by else ()
        item = Item(
            id=item_id_of_article(self._round_id, self._article_id),
            subject=Subject.ARTICLE,
            state=self._state(by, stale, bool(compared.article_differences)),
            differences=compared.article_differences,
            agreed=compared.article_agreed,
            decision=by.decision if by else None,
            earlier=by.earlier if by else (),
            stale=stale,
        )
        return (item,)

    def _state(
        self, by: Standing | None, stale: tuple[StaleChange, ...], differs: bool
    ) -> ItemState:
        if by is None:
            # One annotator alone agrees with nobody: that takes a person's judgement.
            alone = len(self._compared.coders) < 2
            return ItemState.OPEN if differs or alone else ItemState.EXACT
        if by.decision.outcome is Outcome.DISCUSS:
            return ItemState.DISCUSS
        return ItemState.STALE if stale else ItemState.DECIDED

    def _gold_of(self, by: Standing | None) -> Attribution | None:
        if by is None:
            return None
        return next((self._gold[one] for one in by.decision.gold if one in self._gold), None)

    def _article_changes(
        self, decision: Decision, submissions: Iterable[Submission]
    ) -> tuple[StaleChange, ...]:
        """What annotators changed in the article's values; whoever came later counts if unlike."""
        compared = self._compared
        seen = {one.set_id: one.submission_id for one in decision.sets}
        by_id = {one.id: one for one in submissions}
        decided = {name: one.value for name, one in _fields(decision).items()}
        found = []
        for coder in compared.coders:
            now = compared.article_fields(coder.person_id)
            if coder.set_id not in seen:
                if any(decided.get(name) != now.get(name) for name in {*decided, *now}):
                    found.append(StaleChange(coder.letter, (ADDED,)))
            elif seen[coder.set_id] != coder.submission_id:
                earlier = by_id.get(seen[coder.set_id])
                work = submitted_work(earlier) if earlier else None
                before = compared.article_fields_in(coder, work) if work else now
                names = [*now, *(name for name in before if name not in now)]
                changed = tuple(name for name in names if before.get(name) != now.get(name))
                if changed:
                    found.append(StaleChange(coder.letter, changed))
        return tuple(found)


def _fields(decision: Decision) -> dict[str, Chosen]:
    try:
        return fields_from_document(decision.fields)
    except (KeyError, ValueError, TypeError):
        return {}
