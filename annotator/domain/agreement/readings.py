"""What figures say in plain words: which sentences hold, and what they are filled in with.

Nothing here says why: a reading tells where annotators differ, not what it comes from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.domain.agreement.results import (
    Agreement,
    AgreementReport,
    AttributeAgreement,
    Differing,
    Figure,
    Part,
)
from annotator.domain.agreement.verdicts import FEW_STORIES, Targets, Verdict, verdict

ALPHA: Final = "krippendorff_alpha_nominal"
"""By which pairs and parts are compared with each other."""
ENOUGH_UNITS: Final = 10
"""Below so many units, no pair or part is singled out."""
MOST_TIED: Final = 3
"""Of more values that are equally often taken for each other, none is named."""


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
        *_few(report),
        *_did_both_find(overall, targets),
        *_said(overall, primary, targets),
        *_weakest_attribute(overall),
        *_confused(overall.attribute(primary), len(overall.annotators)),
        *_weakest_pair(report, primary),
        *_weakest_object(report.by_object, primary),
        *_origins(report.by_origin, primary),
        *_calibrated(report),
        *_drifted(report, primary),
    )


def most_confused(one: AttributeAgreement) -> tuple[Differing, ...]:
    """Return the two values that annotators differ in most often: several where tied.

    Nothing where one such pair of annotators is all that there is, or more than `MOST_TIED` tie.
    """
    most = max((each.pairs for each in one.commonest), default=0)
    tied = tuple(each for each in one.commonest if each.pairs == most)
    return tied if most > 1 and len(tied) <= MOST_TIED else ()


def apart(one: Figure, other: Figure) -> bool | None:
    """Tell whether the intervals of two figures do not overlap; None where one is missing."""
    return _apart(one.interval, other.interval)


def _apart(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool | None:
    if one is None or other is None:
        return None
    return one[1] < other[0] or other[1] < one[0]


def _few(report: AgreementReport) -> Iterator[Reading]:
    overall = report.overall
    if overall.few_stories:
        yield Reading("few_stories", {"stories": overall.stories, "enough": FEW_STORIES})
        return
    few = {
        "objects": [one.few_stories for one in report.by_object],
        "origins": [one.few_stories for one in report.by_origin],
        "rounds": [one.few_stories for one in report.by_round],
        "batches": [one.few_stories for one in report.by_batch],
        "gold": [one.agreement.few_stories for one in report.gold],
    }
    counts = {key: (sum(those), len(those)) for key, those in few.items() if any(those)}
    if counts:
        yield Reading("few_stories_in_parts", {"parts": counts, "enough": FEW_STORIES})


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
    found = most_confused(one) if one is not None else ()
    if one is not None and found:
        yield Reading(
            "confused",
            {
                "attribute": one.key,
                "annotators": annotators,
                "most": [(each.first, each.second) for each in found],
                "count": found[0].pairs,
                "differing": one.differing,
            },
        )


def _weakest_attribute(overall: Agreement) -> Iterator[Reading]:
    """Yield the attribute with the lowest alpha of all, and those that are not clear of it.

    Attributes without an alpha, or on few units, are not compared.
    """
    found = sorted(
        (
            (figure, one.key)
            for one in overall.attributes
            if (figure := _alpha(overall, one.key)) is not None
        ),
        key=lambda one: one[0].value or 0.0,
    )
    if len(found) < 2:
        return
    (lowest, key), (highest, highest_key) = found[0], found[-1]
    fields = {
        **_range(lowest, highest),
        "attribute": key,
        "highest_attribute": highest_key,
        "count": len(found),
        "enough": ENOUGH_UNITS,
        "close": [
            (other, figure.value, figure.interval)
            for figure, other in found[1:-1]
            if apart(lowest, figure) is False
        ],
    }
    clear = apart(lowest, highest)
    if clear:
        yield Reading("weakest_attribute", fields)
    elif clear is not None:
        yield Reading("attributes_alike", fields)


def _weakest_pair(report: AgreementReport, primary: str) -> Iterator[Reading]:
    found = [
        (figure, one.a, one.b)
        for one in report.pairs
        if (figure := _alpha(one.agreement, primary)) is not None
    ]
    if len(found) < 2:
        return
    lowest, a, b = min(found, key=lambda one: one[0].value or 0.0)
    highest = max((one[0] for one in found), key=lambda one: one.value or 0.0)
    fields = {"attribute": primary, **_range(lowest, highest), "count": len(found)}
    clear = apart(lowest, highest)
    if clear:
        yield Reading("weakest_pair", {**fields, "a": a, "b": b})
    elif clear is not None:
        yield Reading("pairs_alike", fields)


def _weakest_object(parts: Sequence[Part], primary: str) -> Iterator[Reading]:
    found = [
        (figure, one) for one in parts if (figure := _alpha(one.agreement, primary)) is not None
    ]
    if len(found) < 2:
        return
    lowest, part = min(found, key=lambda one: one[0].value or 0.0)
    highest = max((one[0] for one in found), key=lambda one: one.value or 0.0)
    fields = {"attribute": primary, **_range(lowest, highest), "count": len(found)}
    clear = apart(lowest, highest)
    if clear:
        yield Reading("weakest_object", {**fields, "part": part.key, "name": part.name})
    elif clear is not None:
        yield Reading("objects_alike", fields)


def _range(lowest: Figure, highest: Figure) -> dict[str, Any]:
    return {
        "value": lowest.value,
        "interval": lowest.interval,
        "highest": highest.value,
        "highest_interval": highest.interval,
    }


def _origins(parts: Iterable[Part], primary: str) -> Iterator[Reading]:
    found = {one.key: one.agreement for one in parts}
    manual, suggested = (
        _alpha(found[key], primary) if key in found else None for key in ("manual", "suggestion")
    )
    if manual is not None and suggested is not None:
        yield Reading(
            "origins",
            {
                "attribute": primary,
                "manual": manual.value,
                "manual_interval": manual.interval,
                "manual_units": _units(found["manual"], primary),
                "suggestion": suggested.value,
                "suggestion_interval": suggested.interval,
                "suggestion_units": _units(found["suggestion"], primary),
                "apart": apart(manual, suggested),
            },
        )


def _calibrated(report: AgreementReport) -> Iterator[Reading]:
    for one in report.gold:
        for key, steps in one.calibration.items():
            used = [step for step in steps if step.count]
            if len(used) < 2:
                continue
            low, high = used[0], used[-1]
            code = "calibration_unclear"
            if _apart(low.interval, high.interval):
                rises = low.right * high.count < high.right * low.count
                code = "calibrated" if rises else "not_calibrated"
            yield Reading(
                code,
                {
                    "annotator": one.annotator,
                    "attribute": key,
                    "lowest": low.value,
                    "lowest_right": low.right,
                    "lowest_count": low.count,
                    "highest": high.value,
                    "highest_right": high.right,
                    "highest_count": high.count,
                },
            )


def _drifted(report: AgreementReport, primary: str) -> Iterator[Reading]:
    for one in report.drift:
        figure = _alpha(one.agreement, primary)
        if figure is not None:
            yield Reading(
                "drift",
                {
                    "annotator": one.annotator,
                    "earlier": one.earlier,
                    "later": one.later,
                    "attribute": primary,
                    "value": figure.value,
                    "interval": figure.interval,
                    "units": _units(one.agreement, primary),
                },
            )


def _alpha(agreement: Agreement, key: str) -> Figure | None:
    """Return an alpha that rests on enough, and has a value."""
    one = agreement.attribute(key)
    if one is None or one.units < ENOUGH_UNITS:
        return None
    found = one.figures.get(ALPHA, Figure(None))
    return found if found.value is not None else None


def _units(agreement: Agreement, key: str) -> int:
    one = agreement.attribute(key)
    return one.units if one is not None else 0
