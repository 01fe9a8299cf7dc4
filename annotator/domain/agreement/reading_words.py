"""The sentences of a plain reading of agreement, without a word on what it comes from."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.domain.agreement import comparison_words as comparing
from annotator.domain.agreement.figure_words import NOT_AVAILABLE, number, share, with_interval
from annotator.domain.agreement.readings import Reading
from annotator.domain.agreement.results import (
    SPEAKER,
    SPEAKER_COUNTRY,
    SPEAKER_KIND,
    AttributeAgreement,
    GoldMade,
)
from annotator.domain.agreement.verdicts import Verdict
from annotator.domain.codebook import Codebook
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr, tr_n

__all__ = [
    "NOT_AVAILABLE",
    "Labels",
    "basis_words",
    "gold_words",
    "number",
    "reading_words",
    "share",
    "verdict_words",
    "with_interval",
]


@dataclass(frozen=True, slots=True)
class Labels:
    """What people, attributes and values are called."""

    names: Mapping[uuid.UUID, str]
    codebook: Codebook
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Names by value of `SPEAKER`."""

    def person(self, person_id: uuid.UUID) -> str:
        """Return somebody's name."""
        return self.names.get(person_id, "")

    def attribute(self, key: str) -> str:
        """Return the label of an attribute, or of what is compared of the speaker."""
        own = {
            SPEAKER: tr("Speaker"),
            SPEAKER_KIND: tr("Kind of speaker"),
            SPEAKER_COUNTRY: tr("Speaker’s country"),
        }
        known = self.codebook.attribute(key)
        return known.label if known else own.get(key, key)

    def value(self, attribute: str, key: str) -> str:
        """Return the label of a value; a speaker's name."""
        if attribute == SPEAKER:
            return self.speakers.get(key, key)
        known = self.codebook.attribute(attribute)
        value = known.value(key) if known else None
        return value.label if value else {"true": tr("yes"), "false": tr("no")}.get(key, key)


def basis_words(one: AttributeAgreement, key: str) -> str:
    """Return how many units a coefficient rests on, "161 of 240 units" where these are fewer."""
    units, left = one.units, one.size(key).units
    if left == units:
        return tr_n("{count} unit", "{count} units", units)
    return tr("{left} of {units} units", left=f"{left:,}", units=f"{units:,}")


def gold_words(made: GoldMade) -> str:
    """Return how the gold came about, with a word on what it is made of."""
    kinds = (
        (made.decided, tr("{count} decided by an adjudicator", count=f"{made.decided:,}")),
        (made.by_rule, tr("{count} accepted by rule, being equal", count=f"{made.by_rule:,}")),
        (made.imported, tr("{count} imported without a decision", count=f"{made.imported:,}")),
    )
    listed = ", ".join(words for count, words in kinds if count) or tr("none")
    sentence = tr(
        "Gold of {articles} ({stories}); its attributions: {listed}.",
        articles=tr_n("{count} article", "{count} articles", made.articles),
        stories=tr_n("{count} story", "{count} stories", made.stories),
        listed=listed,
    )
    if made.promoted:
        promoted = tr_n(
            "{count} attribution promoted from one annotator’s work is left out.",
            "{count} attributions promoted from one annotator’s work are left out.",
            made.promoted,
        )
        sentence = f"{sentence} {promoted}"
    if made.decided or made.by_rule:
        made_of = tr(
            "What was decided or accepted is made from the annotators’ own work, so that these"
            " figures tell who is closer to it, not how good the coding is."
        )
        sentence = f"{sentence} {made_of}"
    if made.imported:
        unknown = tr("How the imported gold was made is not recorded in this project.")
        sentence = f"{sentence} {unknown}"
    return sentence


def verdict_words(verdict: Verdict | None, *, alpha: bool) -> str:
    """Return what a lower bound allows, in a few words; empty where there is nothing to say."""
    if verdict is None:
        return ""
    if verdict is Verdict.UNKNOWN:
        return tr("no interval to judge by")
    if alpha:
        return {
            Verdict.RELIABLE: tr("reliable (lower bound at least .800)"),
            Verdict.TENTATIVE: tr("for tentative conclusions only (lower bound at least .667)"),
            Verdict.LOW: tr("too low to rely on (lower bound below .667)"),
        }[verdict]
    return (
        tr("reaches the project’s target")
        if verdict is Verdict.RELIABLE
        else tr("does not reach the project’s target")
    )


def reading_words(reading: Reading, labels: Labels) -> str:
    """Return the sentence of a reading."""
    return _SENTENCES[reading.code](reading.fields, reading, labels)


Fields = Mapping[str, Any]


def _figure(fields: Fields) -> str:
    return with_interval(fields["value"], fields["interval"])


def _judged(sentence: str, reading: Reading, *, alpha: bool) -> str:
    words = verdict_words(reading.verdict, alpha=alpha)
    return tr("{sentence} By its lower bound: {verdict}.", sentence=sentence, verdict=words) \
        if words and reading.verdict is not Verdict.UNKNOWN else sentence  # fmt: skip


def _few(fields: Fields, _: Reading, _labels: Labels) -> str:
    return tr_n(
        "These figures rest on {count} story; intervals say little below {enough}.",
        "These figures rest on {count} stories; intervals say little below {enough}.",
        fields["stories"],
        enough=fields["enough"],
    )


def _few_in_parts(fields: Fields, _: Reading, _labels: Labels) -> str:
    kinds = {
        "objects": tr("objects"),
        "origins": tr("origins"),
        "rounds": tr("rounds"),
        "batches": tr("batches"),
        "gold": tr("annotators against gold"),
    }
    parts = ", ".join(
        tr("{few} of {count} {what}", few=few, count=count, what=kinds[kind])
        for kind, (few, count) in fields["parts"].items()
    )
    return tr(
        "Parts that rest on fewer than {enough} stories, whose intervals say little: {parts}.",
        enough=fields["enough"], parts=parts,
    )  # fmt: skip


def _found(fields: Fields, reading: Reading, _labels: Labels) -> str:
    sentence = tr(
        "Did they find the same? F1 {f1} with at least half of the characters in common"
        " ({any} with any, {exact} with the same boundaries); {alone}.",
        f1=_figure(fields), any=number(fields["any"]), exact=number(fields["exact"]),
        alone=_alone(fields),
    )  # fmt: skip
    return _judged(sentence, reading, alpha=False)


def _alone(fields: Fields) -> str:
    if fields["annotators"] == 2:
        return tr_n(
            "{count} attribution stands alone",
            "{count} attributions stand alone",
            fields["unmatched"],
        )
    # One attribution stands alone in each pair of annotators of whom the other has not found it.
    return tr_n(
        "pair by pair of annotators, {count} time an attribution stands alone",
        "pair by pair of annotators, {count} times an attribution stands alone",
        fields["unmatched"],
    )


def _unitizing(fields: Fields, reading: Reading, _labels: Labels) -> str:
    sentence = tr("Character by character, alpha for unitizing is {alpha}.", alpha=_figure(fields))
    return _judged(sentence, reading, alpha=True)


def _said(fields: Fields, reading: Reading, labels: Labels) -> str:
    sentence = tr(
        "Given that both found it, do they say the same? {attribute}: alpha {alpha} on {units}.",
        attribute=labels.attribute(fields["attribute"]), alpha=_figure(fields),
        units=tr_n("{count} unit", "{count} units", fields["units"]),
    )  # fmt: skip
    return _judged(sentence, reading, alpha=True)


def _joint(fields: Fields, reading: Reading, labels: Labels) -> str:
    sentence = tr(
        "Both at once, found and coded the same in {attribute}: F1 {f1}.",
        attribute=labels.attribute(fields["attribute"]), f1=_figure(fields),
    )  # fmt: skip
    return _judged(sentence, reading, alpha=False)


def _confused(fields: Fields, _: Reading, labels: Labels) -> str:
    key, most = fields["attribute"], fields["most"]
    values = [
        tr("{first} and {second}", first=labels.value(key, one), second=labels.value(key, other))
        for one, other in most
    ]
    # Of more than two annotators a unit has several pairs of values.
    differing = f"{fields['differing']:,}"
    out_of = (
        tr("{differing} differing units", differing=differing)
        if fields["annotators"] == 2
        else tr("{differing} differing pairs of values", differing=differing)
    )
    share_of_each = tr("{count} of {out_of}", count=f"{fields['count']:,}", out_of=out_of)
    if len(most) > 1:
        return tr(
            "Where they differ in {attribute}, it is equally often, and most often, between"
            " {values}: {count} each.",
            attribute=labels.attribute(key), values="; ".join(values), count=share_of_each,
        )  # fmt: skip
    return tr(
        "Where they differ in {attribute}, it is most often between {values}: {count}.",
        attribute=labels.attribute(key), values=values[0], count=share_of_each,
    )  # fmt: skip


def _calibration(fields: Fields, reading: Reading, labels: Labels) -> str:
    key = fields["attribute"]

    def step(which: str) -> str:
        right, count = fields[f"{which}_right"], fields[f"{which}_count"]
        return tr("{share} ({right} of {count})", share=share(right / count), right=right,
                  count=count)  # fmt: skip

    sentence = tr(
        "{name}, measured by gold: right in {low} where {attribute} is {lowest}, in {high} where it"
        " is {highest}",
        name=labels.person(fields["annotator"]),
        attribute=labels.attribute(key),
        lowest=labels.value(key, fields["lowest"]),
        low=step("lowest"),
        highest=labels.value(key, fields["highest"]),
        high=step("highest"),
    )
    if reading.code == "calibrated":
        return tr("{sentence}.", sentence=sentence)
    if reading.code == "not_calibrated":
        return tr("{sentence}: less often, not more.", sentence=sentence)
    return tr("{sentence}; the intervals overlap, so these do not differ clearly.",
              sentence=sentence)  # fmt: skip


def _drift(fields: Fields, _: Reading, labels: Labels) -> str:
    return tr(
        "{name} a second time, {later} after {earlier}: alpha {value} on {units} for {attribute}"
        " with the own earlier work.",
        name=labels.person(fields["annotator"]), later=fields["later"],
        earlier=fields["earlier"], value=_figure(fields),
        units=tr_n("{count} unit", "{count} units", fields["units"]),
        attribute=labels.attribute(fields["attribute"]),
    )  # fmt: skip


_SENTENCES: Final[dict[str, Callable[[Fields, Reading, Labels], str]]] = {
    "missing": lambda fields, _, _labels: reason_words(fields["reason"]),
    "few_stories": _few,
    "few_stories_in_parts": _few_in_parts,
    "found": _found,
    "found_undefined": lambda fields, _, _labels: tr(
        "Whether they found the same cannot be told: {reason}",
        reason=reason_words(fields["reason"] or ""),
    ),
    "unitizing": _unitizing,
    "unitizing_undefined": lambda fields, _, _labels: tr(
        "Alpha for unitizing cannot be had: {reason}", reason=reason_words(fields["reason"] or "")
    ),
    "said": _said,
    "said_undefined": lambda fields, _, labels: tr(
        "Alpha for {attribute} cannot be had: {reason}",
        attribute=labels.attribute(fields["attribute"]),
        reason=reason_words(fields["reason"] or ""),
    ),
    "joint": _joint,
    "confused": _confused,
    "weakest_attribute": lambda fields, _, labels: comparing.weakest_attribute(fields, labels),
    "attributes_alike": lambda fields, _, labels: comparing.attributes_alike(fields, labels),
    "weakest_pair": lambda fields, _, labels: comparing.weakest_pair(fields, labels),
    "pairs_alike": lambda fields, _, labels: comparing.pairs_alike(fields, labels),
    "weakest_object": lambda fields, _, labels: comparing.weakest_object(fields, labels),
    "objects_alike": lambda fields, _, labels: comparing.objects_alike(fields, labels),
    "origins": lambda fields, _, labels: comparing.origins(fields, labels),
    "calibrated": _calibration,
    "not_calibrated": _calibration,
    "calibration_unclear": _calibration,
    "drift": _drift,
}
