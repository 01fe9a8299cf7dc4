"""From a decision's fields to gold: attributions, their links, and the gold set's own values."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from annotator.domain.adjudication.decision_fields import fields_from_document
from annotator.domain.adjudication.item import (
    CONTENT,
    REPORTED_BY,
    SPAN_FIELDS,
    SPEAKER,
    STATE,
    Chosen,
    Item,
)
from annotator.domain.adjudication.standing_decisions import standing
from annotator.domain.adjudication.undecided_gold import stands_without_decisions, undecided_gold
from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState, set_id_of
from annotator.domain.attributions import (
    Attribution,
    QuotedSpan,
    Values,
    in_reading_order,
    ordered_spans,
)
from annotator.domain.codebook import About, Codebook, Scope
from annotator.domain.decisions import Decision, Outcome, Subject
from annotator.domain.errors import Incomplete, Refused
from annotator.domain.gaps import Gap, gaps
from annotator.domain.text.spans import SpanRole
from annotator.domain.validation import (
    check_reported_by,
    check_spans,
    check_values,
)
from annotator.services.adjudication.items import ArticleAtHand
from annotator.services.own_work import cleaned, with_derived_values


@dataclass(frozen=True, slots=True)
class Settled:
    """What an article's gold is with one more decision, or several, made on it."""

    gold_set: AnnotationSet
    gold: tuple[Attribution, ...]
    """All that is living then."""
    removed: tuple[Attribution, ...]
    """Living before, and not any more."""
    decisions: tuple[Decision, ...]
    """The new ones."""
    items: tuple[Item, ...]


def settled(
    at: ArticleAtHand, new: Sequence[tuple[Decision, Attribution | None]], *, strict: bool = True
) -> Settled:
    """Return the article's gold with these decisions and what they make of their items.

    Gold of what they supersede goes, unless it is their own; so does gold without a decision where
    a passage is decided now. With ``strict`` a carrier that would
    close a circle is refused (`Refused`, reported_by_cycle); else the link is left out.
    """
    superseded = {one.supersedes for one, _ in new}
    gone = {gold for one in at.decisions if one.id in superseded for gold in one.gold}
    gold = {id_: one for id_, one in at.gold.items() if id_ not in gone}
    for _, one in new:
        if one is not None:
            gold[one.id] = one
    made = tuple(one for one, _ in new)
    decisions = (*at.decisions, *made)
    gold = _without_replaced(at.items_with(decisions, gold), gold)
    gold = _linked(at, decisions, gold, {one.id for one in made} if strict else set())
    items = at.items_with(decisions, gold)
    return Settled(
        gold_set=gold_set_of(at, decisions, items),
        gold=tuple(in_reading_order(gold.values())),
        removed=tuple(one for id_, one in at.gold.items() if id_ not in gold),
        decisions=made,
        items=items,
    )


def _without_replaced(
    items: Iterable[Item], gold: Mapping[uuid.UUID, Attribution]
) -> dict[uuid.UUID, Attribution]:
    replaced = {one.id for item in items if item.settled_here for one in item.undecided_gold}
    return {id_: one for id_, one in gold.items() if id_ not in replaced}


def gold_attribution(
    at: ArticleAtHand,
    fields: Mapping[str, Chosen],
    candidates: Mapping[uuid.UUID, Attribution],
    gold_id: uuid.UUID,
    now: datetime,
) -> Attribution:
    """Return the gold attribution that these fields make.

    Nothing about an annotator enters it: no confidence, no note, no flag. Raises `Refused` for
    impossible spans and values, `Incomplete` for what is required and missing.
    """
    before = at.gold.get(gold_id)
    speaker = fields.get(SPEAKER, Chosen(None))
    resolved = at.registry.resolved(speaker.value) if isinstance(speaker.value, uuid.UUID) else None
    made = Attribution(
        id=gold_id,
        set_id=set_id_of(at.article.article.id, at.round_id, None),
        article_id=at.article.article.id,
        spans=_spans(fields),
        values=_values(at.codebook, Scope.ATTRIBUTION, fields),
        speaker_id=resolved.id if resolved else _identifier(speaker.value),
        speaking_as=_speaking_as(speaker, candidates, before),
        codebook=at.codebook.ref,
        created_at=before.created_at if before else now,
        updated_at=now,
    )
    made = with_derived_values(at.article.text, at.codebook, made)
    check_spans(at.article.text, made.spans)
    if made.of_role(SpanRole.CONDITION) and at.codebook.for_span_role(SpanRole.CONDITION) is None:
        raise Refused("unknown_span_role")
    check_values(at.codebook, Scope.ATTRIBUTION, made.values)
    missing = [gap for gap in gaps(_about_text(at.codebook), [made], {}) if gap.attribution_id]
    if missing:
        raise Incomplete(missing)
    return made


def check_article_fields(codebook: Codebook, fields: Mapping[str, Chosen]) -> None:
    """Refuse an impossible state or value of an article; raises `Incomplete` for missing ones."""
    state = fields[STATE].value if STATE in fields else None
    if state is None:
        raise Incomplete([Gap(None, STATE, "value_missing")])
    cannot, _, reason = str(state).partition(":")
    values = _values(codebook, Scope.ARTICLE, fields)
    check_values(codebook, Scope.ARTICLE, values)
    if cannot == SetState.CANNOT_CODE.value:
        if reason not in {one.key for one in codebook.cannot_code}:
            raise Refused("unknown_reason", reason=reason)
    elif state != SetState.DONE.value:
        raise Refused("unknown_value", attribute=STATE, value=state)
    elif missing := gaps(_about_text(codebook), [], values):
        raise Incomplete(missing)


def _spans(fields: Mapping[str, Chosen]) -> tuple[QuotedSpan, ...]:
    found: list[QuotedSpan] = []
    for name in SPAN_FIELDS:
        value = fields[name].value if name in fields else None
        for one in value if isinstance(value, tuple) else ():
            if isinstance(one, QuotedSpan):
                found.append(QuotedSpan(SpanRole(name), one.start, one.end, one.quote))
    if not any(one.role is SpanRole.CONTENT for one in found):
        raise Incomplete([Gap(None, CONTENT, "content_missing")])
    return ordered_spans(found)


def _values(codebook: Codebook, scope: Scope, fields: Mapping[str, Chosen]) -> Values:
    """Return the values among the fields, attributes about the annotator left out."""
    values: Values = {}
    for attribute in codebook.of_scope(scope):
        value = fields[attribute.key].value if attribute.key in fields else None
        if attribute.about is not About.TEXT or value is None or value in ("", ()):
            continue
        if isinstance(value, uuid.UUID):
            raise Refused("wrong_kind", attribute=attribute.key, value=value)
        if isinstance(value, tuple):
            values[attribute.key] = tuple(str(one) for one in value)
        else:
            values[attribute.key] = cleaned(value)
    return values


def _about_text(codebook: Codebook) -> Codebook:
    attributes = tuple(one for one in codebook.attributes if one.about is About.TEXT)
    return replace(codebook, attributes=attributes)


def _identifier(value: object) -> uuid.UUID | None:
    return value if isinstance(value, uuid.UUID) else None


def _speaking_as(
    speaker: Chosen, candidates: Mapping[uuid.UUID, Attribution], before: Attribution | None
) -> uuid.UUID | None:
    """Return the dated role that goes with the chosen speaker, where somebody chose one."""
    first = candidates.get(speaker.taken_from) if speaker.taken_from else None
    for one in (first, before, *candidates.values()):
        if one and one.speaking_as and one.speaker_id == speaker.value:
            return one.speaking_as
    return None


def _linked(
    at: ArticleAtHand,
    decisions: Sequence[Decision],
    gold: Mapping[uuid.UUID, Attribution],
    strict: set[uuid.UUID],
) -> dict[uuid.UUID, Attribution]:
    """Return the gold with "reported by" set: to the gold of the item that holds the carrier.

    Where that is not decided yet the link waits in the decision's fields.
    """
    standing_ones = [one.decision for one in standing(decisions)]
    gold_of = {one: one for one in gold}
    for item in at.items_with(decisions, gold):
        if item.gold is not None and item.decision is not None:
            of_item = (one.id for one in item.candidates.values())
            gold_of |= dict.fromkeys((*item.decision.candidates, *of_item), item.gold.id)
    links: dict[uuid.UUID, uuid.UUID | None] = {
        id_: gold_of.get(one.reported_by) if one.reported_by else None
        for id_, one in undecided_gold(decisions, gold).items()
    }
    ordered = sorted(standing_ones, key=lambda one: (one.id in strict, one.at, one.id))
    for one in ordered:
        for gold_id in one.gold:
            if gold_id not in gold:
                continue
            target = gold_of.get(_carrier(one) or gold_id, gold_id)
            links[gold_id] = None if target == gold_id else target
            try:
                check_reported_by(gold_id, links[gold_id], links)
            except Refused:
                if one.id in strict:
                    raise
                links[gold_id] = None
    return {
        id_: one if one.reported_by == links.get(id_) else one.but(reported_by=links.get(id_))
        for id_, one in gold.items()
    }


def _carrier(decision: Decision) -> uuid.UUID | None:
    document = decision.fields.get(REPORTED_BY)
    try:
        chosen = fields_from_document({REPORTED_BY: document}) if document else {}
    except (KeyError, ValueError, TypeError):
        return None
    return _identifier(chosen[REPORTED_BY].value) if chosen else None


def gold_set_of(
    at: ArticleAtHand, decisions: Sequence[Decision], items: Iterable[Item]
) -> AnnotationSet:
    """Return the gold set: closed once nothing is left to settle.

    What was finished elsewhere stays so, and keeps its values, until all of it is decided here.
    """
    set_id = set_id_of(at.article.article.id, at.round_id, None)
    gold_set = at.gold_set or AnnotationSet(
        id=set_id,
        article_id=at.article.article.id,
        round_id=at.round_id,
        person_id=None,
        kind=SetKind.GOLD,
    )
    decided = [
        one.decision
        for one in standing(decisions)
        if one.decision.subject is Subject.ARTICLE and one.decision.outcome is not Outcome.DISCUSS
    ]
    fields = fields_from_document(decided[-1].fields) if decided else {}
    if not any(one.subject is Subject.ARTICLE for one in decisions):
        values = gold_set.values
    else:
        values = _values(at.codebook, Scope.ARTICLE, fields)
    state, reason = SetState.IN_PROGRESS, None
    if stands_without_decisions(at.gold_set, at.decisions, undecided_gold(at.decisions, at.gold)):
        state, reason = gold_set.state, gold_set.reason
    if all(one.state.settled for one in items):
        state = SetState.DONE
        given = str(fields[STATE].value) if STATE in fields else ""
        if given.startswith(f"{SetState.CANNOT_CODE.value}:"):
            state, reason = SetState.CANNOT_CODE, given.partition(":")[2]
    return gold_set.but(values=values, state=state, reason=reason)
