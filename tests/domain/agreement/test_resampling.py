"""Intervals from resampled stories."""

import numpy as np
import pytest
from scipy import stats

from annotator.domain.agreement.figures import figures
from annotator.domain.agreement.measures import Reason
from annotator.domain.agreement.ratings import Ratings
from annotator.domain.agreement.resampling import bootstrap, jackknife, student_t


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 29, 30, 239, 9_999])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
def test_students_t_is_that_of_scipy(level, freedom):
    assert student_t(level, freedom) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom))


def test_every_sample_has_as_many_stories_as_there_are():
    resamples = bootstrap(37, samples=100)
    assert resamples.drawn is not None
    assert set(resamples.drawn.sum(axis=1).tolist()) == {37}
    assert resamples.count == 100


def test_the_same_seed_gives_the_same_samples():
    first, same, other = (bootstrap(9, samples=20, seed=seed).drawn for seed in (1, 1, 2))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("resamples", [bootstrap(8, samples=30), jackknife(8)])
def test_pieces_are_the_samples_in_their_order(resamples):
    per_story = np.arange(16.0).reshape(8, 2)
    pieces = list(resamples.pieces(1 << 19))
    assert len(pieces) > 1
    together = np.vstack([one.sums(per_story) for one in pieces])
    assert np.array_equal(together, resamples.sums(per_story))


def test_sums_keep_the_shape_of_what_a_story_has():
    per_story = np.arange(24.0).reshape(4, 2, 3)
    sums = jackknife(6).sums(per_story)
    assert sums.shape == (6, 2, 3)
    assert np.array_equal(sums[1], per_story[[0, 2, 3]].sum(axis=0))
    assert np.array_equal(sums[5], per_story.sum(axis=0))


def test_the_jackknife_of_a_mean_is_its_t_interval():
    """Of a mean, the standard error of the jackknife is the ordinary one."""
    values = np.array([0.2, 0.5, 0.1, 0.9, 0.4, 0.35])
    resamples = jackknife(6)
    means = resamples.sums(values[:, None])[:, 0] / 5
    found = resamples.figure(float(values.mean()), means)
    expected = stats.t.interval(0.95, 5, values.mean(), stats.sem(values))
    assert found.interval == pytest.approx(expected)


def test_the_jackknife_leaves_out_only_stories_with_something_to_say():
    values = np.array([0.2, 0.5, 0.1, 0.9, 0.4, 0.35])
    present = np.array([True, False, True, True, False, True, True, False, True])
    spread = np.zeros((9, 2))
    spread[present] = np.column_stack([values, np.ones(6)])
    sums = jackknife(9).sums(spread)
    wide = jackknife(9).figure(0.4, sums[:, 0] / sums[:, 1], present=present)
    sums = jackknife(6).sums(np.column_stack([values, np.ones(6)]))
    assert wide.interval == pytest.approx(
        jackknife(6).figure(0.4, sums[:, 0] / sums[:, 1]).interval
    )


@pytest.mark.parametrize("resamples", [bootstrap(5, samples=20), jackknife(5)])
def test_one_story_gives_no_interval(resamples):
    ratings = Ratings(("a", "b"), np.array([[0, 1], [1, 1], [0, 0]]), np.array([2, 2, 2]))
    found = figures(ratings, resamples)["cohen_kappa"]
    assert found.value is not None
    assert found.interval is None
    assert found.interval_reason == Reason.TOO_FEW_STORIES


def test_resamples_without_value_are_left_out_and_counted():
    values = np.array([0.5, np.nan, 0.7, 0.6])
    found = bootstrap(4, samples=4).figure(0.6, values)
    assert found.undefined == 1
    assert found.interval == pytest.approx(tuple(np.quantile([0.5, 0.6, 0.7], (0.025, 0.975))))


def test_mostly_undefined_resamples_give_no_interval():
    values = np.array([0.5, np.nan, np.nan, np.nan, 0.4])
    found = bootstrap(4, samples=5).figure(0.6, values)
    assert (found.value, found.interval, found.undefined) == (0.6, None, 3)
    assert found.interval_reason == Reason.UNDEFINED_TOO_OFTEN


def test_an_interval_stays_within_what_a_share_can_be():
    values = np.array([1.0, 1.0, 0.2, 1.0])
    low, high = jackknife(4).figure(0.9, values, least=0.0).interval or (0.0, 0.0)
    assert (low, high) == (0.0, 1.0)


def test_the_bootstrap_covers_about_what_it_says():
    """Of 200 samples with a known share of agreement, about 95 % of intervals hold it."""
    chance = np.random.default_rng(5)
    held = 0
    for _ in range(200):
        codes = np.column_stack([np.zeros(60), chance.random(60) < 0.3]).astype(np.int32)
        ratings = Ratings(("a", "b"), codes, np.arange(60))
        low, high = figures(ratings, bootstrap(60, samples=400), ("percent",))[
            "percent"
        ].interval or (1.0, 0.0)
        held += low <= 0.7 <= high
    assert 178 <= held <= 199
