"""What the chips of the Agreement screen offer, and the choice that comes of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.agreement.results import Agreement
from annotator.domain.people import RoundPurpose
from annotator.ui.agreement.labels import Labels
from annotator.ui.round_words import round_words
from annotator.ui.widgets.agreement.choice_bar import ChoiceBar
from annotator.ui.widgets.agreement.choice_chip import Entry
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.agreement.choice import AgreementChoice, AtHand, IntervalMethod

PartKey = tuple[str, uuid.UUID | None]
"""``all``, or ``round`` or ``batch``, and which."""
MethodKey = tuple["IntervalMethod", int]
"""How intervals are made, and from how many samples."""
_SAMPLES = (1_000, 2_000, 5_000, 10_000)


def show_choice(bar: ChoiceBar, choice: AgreementChoice, at_hand: AtHand) -> None:
    """Show what is compared, and what else could be."""
    _show_parts(bar, choice, at_hand)
    _show_people(bar, choice, at_hand)
    _show_method(bar, choice)
    bar.once.setChecked(choice.shared_passages_once)


def show_attribute(bar: ChoiceBar, agreement: Agreement, chosen: str, labels: Labels) -> None:
    """Show which attribute is looked at."""
    entries = [
        Entry(one.key, labels.attribute(one.key), one.key == chosen) for one in agreement.attributes
    ]
    bar.attribute.show_entries(entries, labels.attribute(chosen), narrows=True)


def with_parts(
    choice: AgreementChoice, keys: Sequence[PartKey], at_hand: AtHand
) -> AgreementChoice:
    """Return the choice of these rounds, or of these batches with the rounds that they are of."""
    batches = tuple(one for kind, one in keys if kind == "batch" and one is not None)
    of_batches = tuple(
        one.round.id for one in at_hand.rounds if {each.id for each in one.batches} & set(batches)
    )
    rounds = tuple(one for kind, one in keys if kind == "round" and one is not None)
    return replace(choice, rounds=of_batches if batches else rounds, batches=batches)


def with_people(
    choice: AgreementChoice, people: Sequence[uuid.UUID], at_hand: AtHand
) -> AgreementChoice:
    """Return the choice of these annotators; all of them is the same as none named."""
    everybody = {one.id for one in at_hand.annotators}
    return replace(choice, annotators=() if set(people) == everybody else tuple(people))


def with_method(choice: AgreementChoice, key: MethodKey) -> AgreementChoice:
    """Return the choice with intervals made in this way."""
    method, samples = key
    return replace(choice, interval=method, samples=samples or choice.samples)


def interval_settings(choice: AgreementChoice) -> str:
    """Return in words how intervals are made."""
    from annotator.services.agreement.choice import IntervalMethod

    if choice.interval is IntervalMethod.BOOTSTRAP:
        return tr(
            "{samples} bootstrap samples over stories, seed {seed}",
            samples=f"{choice.samples:,}",
            seed=choice.seed,
        )
    if choice.interval is IntervalMethod.JACKKNIFE:
        return tr("jackknife over stories")
    return tr("no intervals")


def _show_parts(bar: ChoiceBar, choice: AgreementChoice, at_hand: AtHand) -> None:
    everything = not choice.rounds and not choice.batches
    training = any(one.round.purpose is RoundPurpose.TRAINING for one in at_hand.rounds)
    whole = tr("All rounds but training") if training else tr("All rounds and batches")
    entries, names = [Entry(("all", None), whole, everything)], []
    for one in at_hand.rounds:
        name = round_words(one.round)
        # A batch is named with its round; who chose batches has not chosen the round as a whole.
        chosen = one.round.id in choice.rounds and not choice.batches
        words = tr("{round}, all batches", round=name) if one.batches else name
        entries.append(Entry(("round", one.round.id), words, chosen, level=1))
        names += [name] if chosen else []
        for batch in one.batches:
            words = tr("{round}, {batch}", round=name, batch=batch.name)
            chosen = batch.id in choice.batches
            entries.append(Entry(("batch", batch.id), words, chosen, level=2))
            names += [batch.name] if chosen else []
    if names:
        words = _few_names(names)
    elif len(at_hand.rounds) == 1:
        words = round_words(at_hand.rounds[0].round)
    else:
        words = tr("All rounds")
    bar.parts.show_entries(entries, words, narrows=bool(names))


def _few_names(names: Sequence[str]) -> str:
    """Return two names at most; of more, how many there are."""
    if len(names) > 2:
        return tr_n("{count} part", "{count} parts", len(names))
    return tr(", ").join(names)


def _show_people(bar: ChoiceBar, choice: AgreementChoice, at_hand: AtHand) -> None:
    everybody = not choice.annotators
    entries = [
        Entry(one.id, one.name, everybody or one.id in choice.annotators)
        for one in at_hand.annotators
    ]
    count = sum(one.chosen for one in entries)
    words = tr_n("{count} annotator", "{count} annotators", count)
    bar.people.show_entries(entries, words, narrows=not everybody)


def _show_method(bar: ChoiceBar, choice: AgreementChoice) -> None:
    from annotator.services.agreement.choice import IntervalMethod

    offered: list[tuple[MethodKey, str]] = [
        (
            (IntervalMethod.BOOTSTRAP, samples),
            tr("Bootstrap, {samples} samples", samples=f"{samples:,}"),
        )
        for samples in sorted({*_SAMPLES, choice.samples})
    ]
    offered.append(((IntervalMethod.JACKKNIFE, 0), tr("Jackknife")))
    offered.append(((IntervalMethod.NONE, 0), tr("No intervals")))
    samples = choice.samples if choice.interval is IntervalMethod.BOOTSTRAP else 0
    now = (choice.interval, samples)
    entries = [Entry(key, words, key == now) for key, words in offered]
    bar.method.show_entries(entries, next(one.words for one in entries if one.chosen))
