"""What the panel says of an item: how far it is, what to know before deciding, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import CONTENT, Item, ItemState, StaleChange
from annotator.domain.codebook import as_keys
from annotator.domain.decisions import Decision, Outcome
from annotator.ui.adjudicating.field_words import field_label, reasons
from annotator.ui.adjudicating.gold_draft import GoldDraft
from annotator.ui.adjudicating.shared_words import gold_with_words_of, sharing_words, twice_words
from annotator.ui.widgets.message_bar import Tone
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication


def state_words(
    reading: Adjudication, item: Item, draft: GoldDraft, *, new: bool
) -> tuple[str, Tone]:
    """Return what to know of an item before deciding it, and how urgent it is."""
    words, tone = _words_of_state(reading, item, draft, new=new)
    if item.undecided_gold and not item.settled_here and not draft.covered:
        words = " ".join(filter(None, (_undecided_words(item, reading), words)))
    return words, tone


def _words_of_state(
    reading: Adjudication, item: Item, draft: GoldDraft, *, new: bool
) -> tuple[str, Tone]:
    if new:
        return tr("An attribution nobody marked. It needs a rationale."), Tone.INFO
    if item.state is ItemState.STALE:
        return " ".join(_stale_words(one, reading) for one in item.stale), Tone.WARNING
    if draft.covered:
        return (
            tr(
                "Blind check: the coders agree here. Choose for yourself first; what they chose"
                " is hidden until then."
            ),
            Tone.INFO,
        )
    if item.state is ItemState.DISCUSS and item.decision is not None:
        return tr("In discussion: {note}", note=item.decision.rationale), Tone.INFO
    if item.state is ItemState.DECIDED and item.decision is not None:
        return _decided_words(item.decision), Tone.INFO
    if item.state is ItemState.EXACT:
        return tr("The coders are equal by rule here."), Tone.INFO
    if item.split_with:
        twice = gold_with_words_of(reading, item, draft)
        if twice:
            return twice_words(twice), Tone.WARNING
        return sharing_words(reading, item), Tone.INFO
    marked = draft.alone(CONTENT)
    if marked:
        return (
            tr(
                "Only {letters} marked this; what is filled in comes from there alone. Take it,"
                " or reject.",
                letters=", ".join(one.letter for one in marked),
            ),
            Tone.INFO,
        )
    return "", Tone.INFO


def _undecided_words(item: Item, reading: Adjudication) -> str:
    primary = reading.codebook.primary
    values = [as_keys(one.values.get(primary.key)) for one in item.undecided_gold]
    labels = [
        value.label for keys in values for key in keys if (value := primary.value(key)) is not None
    ]
    if not labels:
        return tr("Gold from a file stands here. Your decision replaces it.")
    return tr(
        "Gold from a file stands here: {what}. Your decision replaces it.",
        what=", ".join(dict.fromkeys(labels)),
    )


def _stale_words(change: StaleChange, reading: Adjudication) -> str:
    names = [field_label(one, reading.codebook).lower() for one in change.fields]
    if not change.letter:
        return tr("Changed since your decision: {what}.", what=", ".join(names))
    return tr(
        "{letter} changed since your decision: {what}.",
        letter=change.letter,
        what=", ".join(names),
    )


def _decided_words(decision: Decision) -> str:
    words = {
        Outcome.UNANIMOUS: tr("Accepted as equal by rule"),
        Outcome.ACCEPTED: tr("Decided, each field as a coder had it"),
        Outcome.EDITED: tr("Decided, differently from all coders"),
        Outcome.REJECTED: tr("Rejected: not an attribution"),
        Outcome.PROMOTED: tr("Promoted from a single annotator"),
        Outcome.DISCUSS: tr("Parked for discussion"),
    }[decision.outcome]
    parts = [words, f"{decision.at.astimezone():%Y-%m-%d %H:%M}"]
    if decision.own_coding:
        parts.append(tr("own coding"))
    if decision.blind_check:
        parts.append(tr("blind check"))
    return " · ".join(parts)


def decision_line(decision: Decision) -> str:
    """Return a decision on one line: what, when, why."""
    reason = dict(reasons()).get(decision.reason or "", "")
    parts = [_decided_words(decision), reason, decision.rationale]
    return " · ".join(part for part in parts if part)
