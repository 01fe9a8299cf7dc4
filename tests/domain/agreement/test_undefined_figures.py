"""What is undefined has no value and says why; it is never 0, 1 or not a number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.figures import figures
from annotator.domain.agreement.measures import COEFFICIENTS, Reason, measure
from annotator.domain.agreement.ratings import RatingKind, Ratings
from annotator.domain.agreement.resampling import bootstrap, jackknife
from annotator.domain.agreement.results import Figure
from tests.domain.agreement.rating_samples import any_ratings, from_rows

TWO_ONLY = {"cohen_kappa", "weighted_kappa_linear", "weighted_kappa_quadratic", "scott_pi"}
ORDERED = {key for key in COEFFICIENTS if measure(key).ordered}
SETS = {"krippendorff_alpha_jaccard", "krippendorff_alpha_masi"}


def _reasons(found: dict[str, Figure]) -> dict[str, str | None]:
    assert all((one.value is None) == (one.reason is not None) for one in found.values())
    return {key: one.reason for key, one in found.items()}


def _ratings(codes: list[list[int]], annotators: int = 2, values: int = 3) -> Ratings:
    table = np.array(codes, dtype=np.int32).reshape(len(codes), annotators)
    names = tuple(f"v{number}" for number in range(values))
    stories = np.arange(len(codes))
    return Ratings(names, table, stories, tuple(range(values)), RatingKind.ORDINAL)


EMPTY = {
    "no units": _ratings([]),
    "no values in the codebook": _ratings([], values=0),
    "everything missing": _ratings([[-1, -1], [-1, -1]]),
    "never both": _ratings([[0, -1], [-1, 1], [2, -1]]),
}


@pytest.mark.parametrize("resamples", [None, bootstrap(3, samples=5), jackknife(3)])
@pytest.mark.parametrize("ratings", EMPTY.values(), ids=EMPTY)
def test_nothing_to_compare(ratings, resamples):
    found = _reasons(figures(ratings, resamples))
    ordered = Reason.NO_UNITS if ratings.values else Reason.NOT_ORDERED
    for key, reason in found.items():
        expected = Reason.NOT_SETS if key in SETS else ordered if key in ORDERED else "no_units"
        assert reason == expected, key


@pytest.mark.parametrize("resamples", [None, bootstrap(3, samples=5), jackknife(3)])
@pytest.mark.parametrize("annotators", [2, 3])
def test_one_value_only(annotators, resamples):
    found = figures(_ratings([[1] * annotators] * 3, annotators), resamples)
    assert found["percent"].value == 1.0
    reasons = _reasons(found)
    for key in set(reasons) - SETS - {"percent"}:
        expected = Reason.ONE_VALUE
        if annotators > 2 and key in TWO_ONLY:
            expected = Reason.TWO_ANNOTATORS_ONLY
        assert reasons[key] == expected, key


def test_one_annotator():
    assert set(_reasons(figures(_ratings([[0], [1]], 1))).values()) == {Reason.ONE_ANNOTATOR}


def test_measures_of_two_say_so_for_three():
    reasons = _reasons(figures(_ratings([[0, 1, 1], [2, 2, 2]], 3)))
    assert {key for key, one in reasons.items() if one == "two_annotators_only"} == TWO_ONLY


def test_fleiss_needs_a_unit_rated_by_all():
    found = figures(_ratings([[0, 1, -1], [-1, 2, 2], [0, -1, 0]], 3))
    assert found["fleiss_kappa"] == Figure(None, reason=Reason.NO_UNIT_BY_ALL)
    assert found["krippendorff_alpha_nominal"].value is not None


def test_fleiss_is_over_units_rated_by_all():
    complete = [[0, 0, 1], [2, 2, 2], [1, 1, 1]]
    some = figures(_ratings([*complete, [0, 1, -1], [-1, 2, -1]], 3))
    assert some["fleiss_kappa"] == figures(_ratings(complete, 3))["fleiss_kappa"]


def test_without_an_order_there_is_no_weighted_form():
    plain = Ratings(("a", "b"), np.array([[0, 1], [1, 1]]), np.array([0, 1]))
    reasons = _reasons(figures(plain))
    assert {key for key, one in reasons.items() if one == "not_ordered"} == ORDERED


def test_an_order_of_one_value_is_none():
    one = Ratings(("a", "b"), np.array([[0, 1], [1, 1]]), np.array([0, 1]), (0,))
    assert _reasons(figures(one))["gwet_ac2"] == Reason.NOT_ORDERED


def test_values_outside_the_order_count_as_missing():
    codes = np.array([[0, 2], [2, 2], [3, 2], [0, 0], [0, 3], [1, 2]])
    stories = np.arange(6)
    found = figures(Ratings(tuple("abcd"), codes, stories, (2, 1, 0), RatingKind.ORDINAL))
    without = np.array([[2, 0], [0, 0], [-1, 0], [2, 2], [2, -1], [1, 0]])
    ranks = Ratings(tuple("cba"), without, stories, (0, 1, 2), RatingKind.ORDINAL)
    expected = figures(ranks)
    for key in ORDERED:
        assert found[key] == expected[key], key
    assert found["percent"].value == pytest.approx(2 / 6)


def test_sets_have_distances_and_no_order():
    found = figures(from_rows([(frozenset("ab"), frozenset("a")), (frozenset("c"),) * 2]))
    reasons = _reasons(found)
    assert {key for key, one in reasons.items() if one == "not_ordered"} == ORDERED
    assert reasons["gwet_ac1"] == Reason.SETS
    assert found["percent"].value == 0.5
    assert found["krippendorff_alpha_masi"].value is not None


RESAMPLES = (None, bootstrap(6, samples=9), jackknife(6))


@given(any_ratings(st.integers(1, 4)), st.sampled_from(RESAMPLES))
def test_values_are_numbers_up_to_1(ratings, resamples):
    for key, one in figures(ratings, resamples).items():
        assert (one.value is None) == (one.reason is not None), key
        assert one.value is None or one.value <= 1.0 + 1e-12, key
        if one.interval is not None:
            assert one.interval[0] <= one.interval[1] <= 1.0
        elif resamples is not None and one.value is not None:
            assert one.interval_reason is not None
