"""All coefficients of one attribute's ratings, with intervals where stories are resampled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from annotator.domain.agreement import alphas, gwet, kappas
from annotator.domain.agreement.distances import (
    Codes,
    Distance,
    Floats,
    Nominal,
    jaccard,
    linear,
    masi,
    quadratic,
)
from annotator.domain.agreement.measures import COEFFICIENTS, Annotators, Needs, Reason, measure
from annotator.domain.agreement.ratings import RatingKind, Ratings
from annotator.domain.agreement.resampling import Resamples
from annotator.domain.agreement.results import Figure
from annotator.domain.agreement.tallies import COMPLETE, UNITS, Sums, Tally, tally

_SAME: Final = "same"
_LINEAR: Final = "linear"
_QUADRATIC: Final = "quadratic"
_JACCARD: Final = "jaccard"
_MASI: Final = "masi"


def figures(
    ratings: Ratings,
    resamples: Resamples | None = None,
    keys: Sequence[str] = COEFFICIENTS,
) -> dict[str, Figure]:
    """Return the figures of these measures (keys of the stage of coding), in their order.

    Intervals are given with ``resamples``, which must know at least as many stories as
    ``ratings``. What does not apply or is undefined has no value but a `Reason`.
    """
    found: dict[str, Figure] = {}
    apply: dict[bool, list[str]] = {False: [], True: []}
    for key in keys:
        reason = _inapplicable(key, ratings)
        if reason is None:
            apply[measure(key).ordered].append(key)
        else:
            found[key] = Figure(None, reason=reason)
    if apply[False]:
        found |= _computed(_plain(ratings, apply[False]), ratings, resamples)
    if apply[True]:
        found |= _computed(_by_rank(ratings, apply[True]), ratings, resamples)
    return {key: found[key] for key in keys}


def _inapplicable(key: str, ratings: Ratings) -> str | None:
    one = measure(key)
    is_set = ratings.kind is RatingKind.SET
    reasons = (
        (ratings.annotators < 2, Reason.ONE_ANNOTATOR),
        (one.annotators is Annotators.TWO and ratings.annotators > 2, Reason.TWO_ANNOTATORS_ONLY),
        (one.ordered and (is_set or len(ratings.ordered or ()) < 2), Reason.NOT_ORDERED),
        (one.needs is Needs.SETS and not is_set, Reason.NOT_SETS),
        (one.needs is Needs.SINGLE and is_set, Reason.SETS),
    )
    return next((reason for holds, reason in reasons if holds), None)


Formula = Callable[[Sums], Floats]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Codes as some measures read them, and these measures as functions of sums."""

    codes: Codes
    values: int
    distances: Mapping[str, Distance]
    formulas: Mapping[str, Formula]
    coincidences: bool = False

    def tally(self, ratings: Ratings, resamples: Resamples | None) -> Tally:
        if resamples is None:
            return tally(self.codes, self.values, self.distances, coincidences=self.coincidences)
        return tally(
            self.codes,
            self.values,
            self.distances,
            ratings.stories,
            resamples.stories,
            coincidences=self.coincidences,
        )


def _plain(ratings: Ratings, keys: Sequence[str]) -> _Reading:
    """Read all values as names; sets have their distances too."""
    same = Nominal()
    distances: dict[str, Distance] = {_SAME: same}
    formulas: dict[str, Formula] = {
        "percent": lambda sums: kappas.percent(sums, _SAME),
        "cohen_kappa": lambda sums: kappas.cohen(sums, _SAME, same),
        "scott_pi": lambda sums: kappas.scott(sums, _SAME, same),
        "fleiss_kappa": lambda sums: kappas.fleiss(sums, _SAME, same),
        "krippendorff_alpha_nominal": lambda sums: alphas.alpha(sums, _SAME, same),
        "gwet_ac1": lambda sums: gwet.ac1(sums, _SAME),
    }
    if ratings.kind is RatingKind.SET:
        sets = cast(tuple[frozenset[str], ...], ratings.values)
        by_jaccard, by_masi = jaccard(sets), masi(sets)
        distances |= {_JACCARD: by_jaccard, _MASI: by_masi}
        formulas |= {
            "krippendorff_alpha_jaccard": lambda sums: alphas.alpha(sums, _JACCARD, by_jaccard),
            "krippendorff_alpha_masi": lambda sums: alphas.alpha(sums, _MASI, by_masi),
        }
    wanted = {key: formulas[key] for key in keys}
    return _Reading(ratings.codes, len(ratings.values), distances, wanted)


def _by_rank(ratings: Ratings, keys: Sequence[str]) -> _Reading:
    """Read the ordered subset as ranks; all other values are missing."""
    ranks = len(ratings.ordered or ())
    by_step, by_square = linear(ranks), quadratic(ranks)
    formulas: dict[str, Formula] = {
        "weighted_kappa_linear": lambda sums: kappas.cohen(sums, _LINEAR, by_step),
        "weighted_kappa_quadratic": lambda sums: kappas.cohen(sums, _QUADRATIC, by_square),
        "krippendorff_alpha_ordinal": alphas.ordinal_alpha,
        "krippendorff_alpha_interval": lambda sums: alphas.alpha(sums, _QUADRATIC, by_square),
        "gwet_ac2": lambda sums: gwet.ac2(sums, _QUADRATIC, by_square),
    }
    wanted = {key: formulas[key] for key in keys}
    distances: dict[str, Distance] = {_LINEAR: by_step, _QUADRATIC: by_square}
    return _Reading(ratings.ranks(), ranks, distances, wanted, coincidences=True)


def _computed(
    reading: _Reading, ratings: Ratings, resamples: Resamples | None
) -> dict[str, Figure]:
    sums_by_story = reading.tally(ratings, resamples)
    totals = sums_by_story.totals()
    found: dict[str, Figure] = {}
    for key, formula in reading.formulas.items():
        value = float(formula(totals))
        if np.isnan(value):
            found[key] = Figure(None, reason=_undefined(key, totals))
        else:
            found[key] = Figure(value)
    if resamples is None or all(one.value is None for one in found.values()):
        return found
    resampled: dict[str, list[Floats]] = {key: [] for key in reading.formulas}
    for piece in resamples.pieces(sums_by_story.width):
        sums = sums_by_story.of(piece)
        for key, formula in reading.formulas.items():
            resampled[key].append(formula(sums))
    for key, parts in resampled.items():
        found[key] = resamples.figure(
            found[key].value,
            np.concatenate(parts),
            reason=found[key].reason,
            present=sums_by_story.present(_needed(key)),
            least=0.0 if key == "percent" else -np.inf,
        )
    return found


def _needed(key: str) -> str:
    """The block of units that a measure rests on."""
    return COMPLETE if key == "fleiss_kappa" else UNITS


def _undefined(key: str, totals: Sums) -> str:
    """Why a figure cannot be had from these sums."""
    if totals[_needed(key)].sum() > 0:
        return Reason.ONE_VALUE
    if totals[UNITS].sum() > 0:
        return Reason.NO_UNIT_BY_ALL
    return Reason.NO_UNITS
