"""The same figures as scikit-learn's and the `krippendorff` package's, for any ratings."""

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from annotator.domain.agreement.figures import figures
from annotator.domain.agreement.ratings import MISSING, Ratings
from tests.domain.agreement.rating_samples import any_ratings

CLOSE = 1e-9


@pytest.mark.parametrize(
    ("key", "weights"),
    [
        ("cohen_kappa", None),
        ("weighted_kappa_linear", "linear"),
        ("weighted_kappa_quadratic", "quadratic"),
    ],
)
@given(ratings=any_ratings(st.just(2)))
def test_kappa_is_that_of_scikit_learn(key: str, weights: str | None, ratings: Ratings):
    found = figures(ratings, keys=(key,))[key]
    both = ratings.codes[(ratings.codes != MISSING).all(axis=1)]
    assume(np.unique(both).size > 1)
    labels = list(range(len(ratings.values)))
    expected = cohen_kappa_score(both[:, 0], both[:, 1], labels=labels, weights=weights)
    assert found.value == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@given(ratings=any_ratings())
def test_alpha_is_that_of_the_krippendorff_package(level: str, ratings: Ratings):
    key = f"krippendorff_alpha_{level}"
    found = figures(ratings, keys=(key,))[key]
    pairable = ratings.codes[(ratings.codes != MISSING).sum(axis=1) >= 2]
    assume(np.unique(pairable[pairable != MISSING]).size > 1)
    data = np.where(ratings.codes == MISSING, np.nan, ratings.codes).T
    expected = krippendorff.alpha(
        data, value_domain=list(range(len(ratings.values))), level_of_measurement=level
    )
    assert found.value == pytest.approx(expected, abs=CLOSE)


@given(any_ratings(st.just(2)))
def test_of_two_annotators_fleiss_is_scott(ratings: Ratings):
    found = figures(ratings, keys=("scott_pi", "fleiss_kappa"))
    assert found["fleiss_kappa"].value == pytest.approx(found["scott_pi"].value, abs=CLOSE)


@given(any_ratings())
def test_thousands_of_values_take_the_same_way(ratings: Ratings):
    """Codes far apart cannot be counted by rows; the figures that know no list are the same."""
    spread = 4_001
    codes = np.where(ratings.codes == MISSING, MISSING, ratings.codes * spread)
    many = Ratings(tuple(map(str, range(6 * spread))), codes, ratings.stories)
    keys = ("percent", "cohen_kappa", "scott_pi", "fleiss_kappa", "krippendorff_alpha_nominal")
    few, others = figures(ratings, keys=keys), figures(many, keys=keys)
    for key in keys:
        assert others[key].value == pytest.approx(few[key].value, abs=CLOSE)
        assert others[key].reason == few[key].reason


@given(any_ratings(st.just(3), missing=False))
def test_the_order_of_annotators_and_units_does_not_matter(ratings: Ratings):
    turned = Ratings(
        ratings.values, ratings.codes[::-1, ::-1], ratings.stories[::-1], ratings.ordered,
        ratings.kind,
    )  # fmt: skip
    before, after = figures(ratings), figures(turned)
    for key, one in before.items():
        assert after[key].value == pytest.approx(one.value, abs=CLOSE)
