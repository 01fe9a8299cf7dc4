"""The sentences of a plain reading of agreement, without a word on what it comes from."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from annotator.domain.agreement.readings import Reading
from annotator.domain.agreement.results import SPEAKER, SPEAKER_COUNTRY, SPEAKER_KIND
from annotator.domain.agreement.verdicts import Verdict
from annotator.domain.codebook import Codebook
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr, tr_n

NOT_AVAILABLE: Final = "n/a"


@dataclass(frozen=True, slots=True)
class Labels:
    """What people, attributes and values are called."""

    names: Mapping[uuid.UUID, str]
    codebook: Codebook

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
        """Return the label of a value."""
        known = self.codebook.attribute(attribute)
        value = known.value(key) if known else None
        return value.label if value else {"true": tr("yes"), "false": tr("no")}.get(key, key)


def number(value: float | None) -> str:
    """Return a coefficient with two digits, or that there is none."""
    return NOT_AVAILABLE if value is None else f"{value:.2f}".replace("-", "−")


def with_interval(value: float | None, interval: tuple[float, float] | None) -> str:
    """Return a coefficient, its interval in brackets where there is one."""
    if value is None or interval is None:
        return number(value)
    return f"{number(value)} [{number(interval[0])}, {number(interval[1])}]"


def share(value: float) -> str:
    """Return a share as whole percent."""
    return f"{value * 100:.0f} %"


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
    key, count, differing = fields["attribute"], fields["count"], fields["differing"]
    # Of more than two, coincidences are counted, which are no units: their share is told.
    how_often = (
        tr("{count} of {differing}", count=f"{count:,.0f}", differing=f"{differing:,.0f}")
        if fields["annotators"] == 2
        else share(count / differing)
    )
    return tr(
        "Where they differ in {attribute}, it is most often {first} against {second}: {share}.",
        attribute=labels.attribute(key), first=labels.value(key, fields["first"]),
        second=labels.value(key, fields["second"]), share=how_often,
    )  # fmt: skip


def _pair(fields: Fields, _: Reading, labels: Labels) -> str:
    return tr(
        "Of all pairs, {a} and {b} agree least in {attribute}: alpha {value}, where the highest"
        " is {highest}.",
        a=labels.person(fields["a"]), b=labels.person(fields["b"]),
        attribute=labels.attribute(fields["attribute"]),
        value=number(fields["value"]), highest=number(fields["highest"]),
    )  # fmt: skip


def _object(fields: Fields, _: Reading, labels: Labels) -> str:
    return tr(
        "Agreement in {attribute} is lowest where the object is {object}: alpha {value}, where the"
        " highest is {highest}.",
        attribute=labels.attribute(fields["attribute"]), object=fields["name"],
        value=number(fields["value"]), highest=number(fields["highest"]),
    )  # fmt: skip


def _origins(fields: Fields, _: Reading, labels: Labels) -> str:
    return tr(
        "Alpha for {attribute} is {manual} where all marked it by hand, and {suggestion} where"
        " somebody took it from a suggestion.",
        attribute=labels.attribute(fields["attribute"]),
        manual=number(fields["manual"]), suggestion=number(fields["suggestion"]),
    )  # fmt: skip


def _calibration(fields: Fields, reading: Reading, labels: Labels) -> str:
    key = fields["attribute"]
    values = {
        "name": labels.person(fields["annotator"]),
        "attribute": labels.attribute(key),
        "lowest": labels.value(key, fields["lowest"]),
        "low": share(fields["lowest_share"]),
        "highest": labels.value(key, fields["highest"]),
        "high": share(fields["highest_share"]),
    }
    if reading.code == "calibrated":
        return tr(
            "{name}, measured by gold: right in {low} where {attribute} is {lowest}, in {high}"
            " where it is {highest}.",
            **values,
        )
    return tr(
        "{name}, measured by gold: {attribute} does not tell right from wrong step by step; right"
        " in {low} where it is {lowest}, in {high} where it is {highest}.",
        **values,
    )


def _drift(fields: Fields, _: Reading, labels: Labels) -> str:
    return tr(
        "{name} a second time, {later} after {earlier}: alpha {value} for {attribute} with the own"
        " earlier work.",
        name=labels.person(fields["annotator"]), later=fields["later"],
        earlier=fields["earlier"], value=number(fields["value"]),
        attribute=labels.attribute(fields["attribute"]),
    )  # fmt: skip


_SENTENCES: Final[dict[str, Callable[[Fields, Reading, Labels], str]]] = {
    "missing": lambda fields, _, _labels: reason_words(fields["reason"]),
    "few_stories": _few,
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
    "weakest_pair": _pair,
    "weakest_object": _object,
    "origins": _origins,
    "calibrated": _calibration,
    "not_calibrated": _calibration,
    "drift": _drift,
}
