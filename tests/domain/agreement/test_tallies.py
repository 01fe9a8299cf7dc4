"""Weighted sums by story are the sums of the units drawn, one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement import distances
from annotator.domain.agreement.distances import Nominal
from annotator.domain.agreement.figures import figures
from annotator.domain.agreement.measures import COEFFICIENTS, Needs, measure
from annotator.domain.agreement.ratings import Ratings
from annotator.domain.agreement.resampling import Resamples, bootstrap, jackknife
from annotator.domain.agreement.tallies import tally
from tests.domain.agreement.rating_samples import any_ratings

KEYS = [key for key in COEFFICIENTS if measure(key).needs is not Needs.SETS]


def _drawn(ratings: Ratings, weights: np.ndarray) -> Ratings:
    """The units of the stories drawn, as often as they were drawn."""
    return ratings.of_units(np.repeat(np.arange(len(ratings.stories)), weights[ratings.stories]))


def _weights(resamples: Resamples) -> np.ndarray:
    if resamples.drawn is None:
        return np.ones((resamples.stories, resamples.stories), dtype=int) - np.eye(
            resamples.stories, dtype=int
        )
    return resamples.drawn.astype(int)


resampled = st.sampled_from((bootstrap(7, samples=4, seed=3), jackknife(7)))


@given(ratings=any_ratings(), resamples=resampled, spread=st.sampled_from((1, 5_000)))
def test_weighted_sums_are_those_of_the_resampled_units(
    ratings: Ratings, resamples: Resamples, spread: int
):
    """Also with values so many that tables are not laid out."""
    codes = np.where(ratings.codes < 0, -1, ratings.codes * spread)
    size = len(ratings.values) * spread
    by = {"same": Nominal()}
    wanted = spread == 1
    sums = tally(codes, size, by, ratings.stories, 7, coincidences=wanted).of(resamples)
    for row, weights in enumerate(_weights(resamples)):
        literal = _drawn(Ratings(ratings.values, codes, ratings.stories), weights)
        expected = tally(literal.codes, size, by, coincidences=wanted).totals()
        assert sums.keys() == expected.keys()
        for name, table in sums.items():
            np.testing.assert_allclose(table[row], expected[name], atol=1e-9, err_msg=name)


@given(ratings=any_ratings(st.integers(2, 3)), resamples=resampled)
def test_the_interval_is_that_of_figures_of_the_resampled_units(
    ratings: Ratings, resamples: Resamples
):
    found = figures(ratings, resamples, KEYS)
    points = figures(ratings, keys=KEYS)
    literal = [figures(_drawn(ratings, one), keys=KEYS) for one in _weights(resamples)]
    for key in KEYS:
        assert found[key].value == pytest.approx(points[key].value, abs=1e-9)
        assert found[key].reason == points[key].reason
        if resamples.drawn is None or found[key].interval is None:
            continue
        values = [one[key].value for one in literal]
        defined = [one for one in values if one is not None]
        assert found[key].undefined == len(values) - len(defined)
        expected = np.quantile(defined, (0.025, 0.975))
        assert found[key].interval == pytest.approx(tuple(expected), abs=1e-9)


def test_stories_without_units_count_as_nothing():
    resamples = bootstrap(50, samples=10)
    codes = np.array([[0, 1], [1, 1]])
    sums = tally(codes, 2, {"d": distances.linear(2)}, np.array([3, 20]), 50).of(resamples)
    assert resamples.drawn is not None
    assert sums["units"][:, 0].tolist() == resamples.drawn[:, [3, 20]].sum(axis=1).tolist()
