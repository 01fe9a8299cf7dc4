"""Coefficients of agreement, against the `krippendorff` package on the same ratings."""

import krippendorff
import numpy as np

from annotator.domain.agreement.figures import figures
from annotator.domain.agreement.ratings import MISSING, Ratings
from annotator.domain.agreement.resampling import bootstrap
from tests.bench.report import milliseconds, show, wall

ANNOTATORS, UNITS, VALUES = 3, 100_000, 5
ARTICLES, PER_ARTICLE, SAMPLES = 240, 10, 1_000
TIMES = 9
ALPHA = "krippendorff_alpha_nominal"


def run() -> None:
    """Print the figures."""
    _points()
    _many_values()
    _intervals()


def _points() -> None:
    ratings = _ratings(UNITS, VALUES, UNITS)
    known = _known(ratings)
    reference = wall(lambda: krippendorff.alpha(known, level_of_measurement="nominal"), TIMES)
    product = wall(lambda: figures(ratings, keys=(ALPHA,)), TIMES)
    everything = wall(lambda: figures(ratings), TIMES)
    apart = abs(krippendorff.alpha(known, level_of_measurement="nominal") - _alpha(ratings))
    show(
        f"Nominal alpha of {ANNOTATORS} x {UNITS:,} units, {VALUES} values (median of {TIMES})",
        ("reference: krippendorff.alpha()", milliseconds(reference)),
        ("product: figures() of this measure", milliseconds(product)),
        ("product: figures() of all measures", milliseconds(everything)),
        ("difference of the two alphas", f"{apart:.1e}"),
        ("ratio", f"{product / reference:.3f}"),
        ("goal: no slower than the reference", _met(product <= reference)),
    )


def _many_values() -> None:
    """As with speakers; the reference would need 100,000 tables of 2,000 x 2,000 for it."""
    few, many = (_ratings(UNITS, values, UNITS) for values in (VALUES, 2_000))
    known = _known(few)
    reference = wall(lambda: krippendorff.alpha(known, level_of_measurement="nominal"), TIMES)
    product = wall(lambda: figures(many, keys=(ALPHA,)), TIMES)
    show(
        f"Nominal alpha of {ANNOTATORS} x {UNITS:,} units, 2,000 values (median of {TIMES})",
        (f"reference: krippendorff.alpha() of {VALUES} values", milliseconds(reference)),
        ("product: figures() of this measure", milliseconds(product)),
        ("ratio", f"{product / reference:.3f}"),
        ("goal: no slower than the reference of few values", _met(product <= reference)),
    )


def _intervals() -> None:
    ratings = _ratings(ARTICLES * PER_ARTICLE, VALUES, ARTICLES)
    point = wall(lambda: figures(ratings), TIMES)
    product = wall(lambda: figures(ratings, bootstrap(ARTICLES, SAMPLES)), TIMES)
    show(
        f"{SAMPLES:,} bootstrap samples over {ARTICLES} articles x {PER_ARTICLE} units, "
        f"{ANNOTATORS} annotators (median of {TIMES})",
        ("reference: all coefficients once, times the samples", milliseconds(point * SAMPLES)),
        ("product: all coefficients of all samples", milliseconds(product)),
        ("ratio", f"{product / (point * SAMPLES):.4f}"),
    )


def _met(holds: bool) -> str:
    return "met" if holds else "missed"


def _alpha(ratings: Ratings) -> float:
    value = figures(ratings, keys=(ALPHA,))[ALPHA].value
    assert value is not None
    return value


def _known(ratings: Ratings) -> np.ndarray:
    """As the reference wants it: a row an annotator, not a number where missing."""
    return np.where(ratings.codes == MISSING, np.nan, ratings.codes).T


def _ratings(units: int, values: int, stories: int) -> Ratings:
    chance = np.random.default_rng(17)
    common = chance.integers(0, values, (units, 1))
    own = chance.integers(0, values, (units, ANNOTATORS))
    codes = np.where(chance.random(own.shape) < 0.7, common, own)
    codes[chance.random(own.shape) < 0.1] = MISSING
    return Ratings(
        tuple(f"v{number}" for number in range(values)),
        codes.astype(np.int32),
        np.sort(chance.integers(0, stories, units)),
        tuple(range(min(values, 3))),
    )
