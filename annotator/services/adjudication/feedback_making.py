"""What feedback says: one annotator's work on an article beside the gold, nothing of others."""

from datetime import datetime
from typing import Any

from annotator.domain.adjudication.feedback_items import (
    FeedbackItem,
    differing,
    item_document,
    side_of,
)
from annotator.domain.adjudication.item import STATE, Coder, Item
from annotator.domain.alignment.compared_values import compared_attributes
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Values
from annotator.domain.codebook import Scope
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.feedback import Feedback, feedback_id_of
from annotator.services.adjudication.reading import Adjudication


def feedback_for(found: Adjudication, coder: Coder, now: datetime) -> Feedback:
    """Return an annotator's work beside the gold, as both stand now."""
    article_id = found.article.article.id
    items = [item for one in found.items if (item := _item(found, coder, one)) is not None]
    return Feedback(
        id=feedback_id_of(article_id, found.round_id, coder.person_id),
        article_id=article_id,
        round_id=found.round_id,
        person_id=coder.person_id,
        items=tuple(item_document(one) for one in items),
        values=_values(found, coder),
        released_at=now,
    )


def _item(found: Adjudication, coder: Coder, item: Item) -> FeedbackItem | None:
    """Return what an annotator learns of an item; None for what only others had."""
    decision = item.decision
    if decision is None or decision.outcome is Outcome.DISCUSS:
        return None
    outcome, reason, words = decision.outcome, decision.reason, decision.rationale
    if item.subject is Subject.ARTICLE:
        return FeedbackItem(outcome, Subject.ARTICLE, reason=reason, rationale=words)
    own = item.candidates.get(coder.person_id)
    if own is None and item.gold is None:
        return None
    registry = SpeakerRegistry(found.speakers)
    mine = {
        one.id: one
        for each in found.items
        if (one := each.candidates.get(coder.person_id)) is not None
    }
    gold = {one.id: one for one in found.gold}
    own_side = side_of(own, mine, registry, found.codebook) if own else None
    gold_side = side_of(item.gold, gold, registry, found.codebook) if item.gold else None
    differs: tuple[str, ...] = ()
    if own is not None and item.gold is not None:
        differs = differing(own, item.gold, found.article.text, found.codebook, registry)
    return FeedbackItem(
        outcome,
        own=own_side,
        gold=gold_side,
        differs=differs,
        reason=reason,
        rationale=words,
    )


def _values(found: Adjudication, coder: Coder) -> dict[str, Any]:
    """Return the article's own values as the annotator and as gold has them, and its state."""
    gold = found.gold_set.values if found.gold_set else {}
    values = {
        one.key: {"own": _plain(coder.values, one.key), "gold": _plain(gold, one.key)}
        for one in compared_attributes(found.codebook, Scope.ARTICLE)
    }
    own_state = _state(coder.state, coder.reason)
    decided = next(
        (one.decision for one in found.items if one.subject is Subject.ARTICLE and one.decision),
        None,
    )
    field = decided.fields.get(STATE) if decided else None
    gold_state = field.get("value") if isinstance(field, dict) else None
    if gold_state is None and found.gold_set is not None:
        gold_state = _state(found.gold_set.state, found.gold_set.reason)
    return {**values, STATE: {"own": own_state, "gold": gold_state}}


def _plain(values: Values, key: str) -> Any:
    value = values.get(key)
    return list(value) if isinstance(value, tuple) else value


def _state(state: SetState, reason: str | None) -> str:
    """Return a state as the field ``state`` of a decision has it."""
    if state is SetState.CANNOT_CODE:
        return f"{SetState.CANNOT_CODE.value}:{reason or ''}"
    return SetState.DONE.value
