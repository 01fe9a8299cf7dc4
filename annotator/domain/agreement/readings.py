"""What figures say in plain words: which sentences hold, and what they are filled in with.

Nothing here says why: a reading tells where annotators differ, not what it comes from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from annotator.domain.agreement.results import (
    Agreement,
    AgreementReport,
    AttributeAgreement,
    Confusion,
    Figure,
    Part,
)
from annotator.domain.agreement.verdicts import FEW_STORIES, Targets, Verdict, verdict

ALPHA: Final = "krippendorff_alpha_nominal"
"""By which pairs and parts are compared with each other."""
ENOUGH_UNITS: Final = 10
"""Below so many units, no pair or part is singled out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence: a code for the words, and what they are filled in with."""

    code: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Keys of attributes and values, identifiers of people, names of parts, numbers."""
    verdict: Verdict | None = None


def readings(report: AgreementReport, primary: str, targets: Targets) -> tuple[Reading, ...]:
    """Return what can be said, in the order in which it is read.

    ``primary``: key of the attribute by which pairs and parts are compared.
    """
    if report.missing is not None:
        return (Reading("missing", {"reason": report.missing}),)
    overall = report.overall
    return (
        *_few(overall),
        *_did_both_find(overall, targets),
        *_said(overall, primary, targets),
        *_confused(overall.attribute(primary), len(overall.annotators)),
        *_weakest_pair(report, primary),
        *_weakest_part("weakest_object", report.by_object, primary),
        *_origins(report.by_origin, primary),
        *_calibrated(report),
        *_drifted(report, primary),
    )


def most_confused(confusion: Confusion) -> tuple[str, str, float, float] | None:
    """Return the two values that most often stand against each other.

    With how often they do, in both directions, and how often values differ at all; None where
    they never do.
    """
    counts, values = confusion.counts, confusion.values
    pairs = [
        (counts[row][column] + counts[column][row], -row, -column)
        for row in range(len(values))
        for column in range(row + 1, len(values))
    ]
    worst, row, column = max(pairs, default=(0.0, 0, 0))
    if worst <= 0:
        return None
    return values[-row], values[-column], worst, sum(one for one, _, _ in pairs)


def _few(overall: Agreement) -> Iterator[Reading]:
    if overall.stories < FEW_STORIES:
        yield Reading("few_stories", {"stories": overall.stories, "enough": FEW_STORIES})


def _did_both_find(overall: Agreement, targets: Targets) -> Iterator[Reading]:
    matching = overall.matching
    f1 = matching.overlap.f1
    yield from _judged("matching", f1, targets, "found", "found_undefined", {
        "annotators": len(overall.annotators),
        "matched": matching.matched, "unmatched": matching.unmatched,
        "any": matching.any.f1.value, "exact": matching.exact.f1.value,
    })  # fmt: skip
    yield from _judged(
        "unitizing", overall.unitizing.u_alpha, targets, "unitizing", "unitizing_undefined", {}
    )


def _said(overall: Agreement, primary: str, targets: Targets) -> Iterator[Reading]:
    one = overall.attribute(primary)
    if one is not None:
        figure = one.figures.get(ALPHA, Figure(None))
        more = {"attribute": primary, "units": one.units}
        yield from _judged(ALPHA, figure, targets, "said", "said_undefined", more)
        joint = one.figures.get("labelled_f1", Figure(None))
        if joint.value is not None:
            yield Reading(
                "joint",
                {"attribute": primary, "value": joint.value, "interval": joint.interval},
                verdict("labelled_f1", joint, targets),
            )


def _judged(
    key: str, figure: Figure, targets: Targets, code: str, undefined: str, more: dict[str, Any]
) -> Iterator[Reading]:
    fields = {**more, "value": figure.value, "interval": figure.interval, "reason": figure.reason}
    judged = verdict(key, figure, targets)
    yield Reading(undefined if figure.value is None else code, fields, judged)


def _confused(one: AttributeAgreement | None, annotators: int) -> Iterator[Reading]:
    found = most_confused(one.confusion) if one is not None and one.confusion else None
    if one is not None and found is not None:
        first, second, count, differing = found
        yield Reading(
            "confused",
            {
                "attribute": one.key,
                "annotators": annotators,
                "first": first,
                "second": second,
                "count": count,
                "differing": differing,
            },
        )


def _weakest_pair(report: AgreementReport, primary: str) -> Iterator[Reading]:
    found = [
        (value, one.a, one.b)
        for one in report.pairs
        if (value := _alpha(one.agreement, primary)) is not None
    ]
    if len(found) > 1:
        lowest = min(found, key=lambda one: one[0])
        highest = max(found, key=lambda one: one[0])
        if lowest[0] < highest[0]:
            yield Reading(
                "weakest_pair",
                {
                    "attribute": primary,
                    "a": lowest[1],
                    "b": lowest[2],
                    "value": lowest[0],
                    "highest": highest[0],
                },
            )


def _weakest_part(code: str, parts: Sequence[Part], primary: str) -> Iterator[Reading]:
    found = [(value, one) for one in parts if (value := _alpha(one.agreement, primary)) is not None]
    if len(found) > 1:
        value, lowest = min(found, key=lambda one: one[0])
        highest = max(one[0] for one in found)
        if value < highest:
            yield Reading(
                code,
                {
                    "attribute": primary,
                    "part": lowest.key,
                    "name": lowest.name,
                    "value": value,
                    "highest": highest,
                },
            )


def _origins(parts: Iterable[Part], primary: str) -> Iterator[Reading]:
    found = {one.key: _alpha(one.agreement, primary) for one in parts}
    manual, suggested = found.get("manual"), found.get("suggestion")
    if manual is not None and suggested is not None:
        yield Reading("origins", {"attribute": primary, "manual": manual, "suggestion": suggested})


def _calibrated(report: AgreementReport) -> Iterator[Reading]:
    for one in report.gold:
        for key, steps in one.calibration.items():
            shares = [(step.right / step.count, step) for step in steps if step.count]
            if len(shares) < 2:
                continue
            rising = all(low <= high for (low, _), (high, _) in pairwise(shares))
            yield Reading(
                "calibrated" if rising else "not_calibrated",
                {
                    "annotator": one.annotator,
                    "attribute": key,
                    "lowest": shares[0][1].value,
                    "lowest_share": shares[0][0],
                    "highest": shares[-1][1].value,
                    "highest_share": shares[-1][0],
                },
            )


def _drifted(report: AgreementReport, primary: str) -> Iterator[Reading]:
    for one in report.drift:
        value = _alpha(one.agreement, primary)
        if value is not None:
            yield Reading(
                "drift",
                {
                    "annotator": one.annotator,
                    "earlier": one.earlier,
                    "later": one.later,
                    "attribute": primary,
                    "value": value,
                },
            )


def _alpha(agreement: Agreement, key: str) -> float | None:
    one = agreement.attribute(key)
    if one is None or one.units < ENOUGH_UNITS:
        return None
    return one.figures.get(ALPHA, Figure(None)).value
