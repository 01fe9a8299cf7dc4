"""The figures that papers and other programs print for their examples."""

from collections.abc import Mapping

import numpy as np
import pytest

from annotator.domain.agreement import alphas, gwet, kappas
from annotator.domain.agreement.distances import Table, linear
from annotator.domain.agreement.figures import figures
from annotator.domain.agreement.measures import COEFFICIENTS
from annotator.domain.agreement.ratings import Ratings
from annotator.domain.agreement.tallies import tally
from tests.domain.agreement.rating_samples import from_rows, from_table

LIKERT = [[20, 5, 1, 0], [4, 15, 6, 1], [0, 5, 18, 4], [0, 1, 3, 12]]
COHEN_1 = [[25, 12, 3], [13, 2, 15], [12, 16, 2]]
COHEN_2 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
CONSTANT = [[11, 1, 1], [0, 0, 0], [0, 0, 0]]

TABLES = {
    "Cohen 1960, p. 37": (COHEN_1, {"percent": 0.29}, 0.01),
    "Cohen 1960, example 1, by R irrCAC 1.4": (
        COHEN_1, {"percent": 0.29, "gwet_ac1": -0.04797, "gwet_ac2": 0.1831}, 5e-5,
    ),
    "Cohen 1960, example 2, by R irrCAC 1.4": (
        COHEN_2, {"percent": 0.7, "gwet_ac1": 0.57597, "gwet_ac2": 0.63855}, 5e-5,
    ),
    "paradox 2 x 2, by R irrCAC 1.4": (
        [[80, 7], [8, 5]], {"percent": 0.85, "gwet_ac1": 0.808, "gwet_ac2": 0.808}, 5e-5,
    ),
    "Likert 4 x 4, by R irrCAC 1.4": (
        LIKERT, {"percent": 0.684210526, "gwet_ac1": 0.58046, "gwet_ac2": 0.84028}, 5e-5,
    ),
    "Artstein & Poesio 2008, p. 558": (
        [[20, 10], [20, 50]], {"percent": 0.7, "scott_pi": 0.341, "cohen_kappa": 0.348}, 0.001,
    ),
    "scikit-learn 1.9.1, test_cohen_kappa": (
        [[46, 0, 0], [4, 40, 0], [0, 0, 10]],
        {"cohen_kappa": 0.9315, "weighted_kappa_linear": 0.9412,
         "weighted_kappa_quadratic": 0.9541},
        5e-5,
    ),
    "Zwick 1988, p. 376": (
        [[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]],
        {"scott_pi": 0.467, "cohen_kappa": 0.467},
        0.001,
    ),
    "Krippendorff 2004, p. 246": (
        [[12, 9, 9], [9, 14, 9], [9, 9, 20]],
        {"percent": 0.46, "scott_pi": 0.186, "cohen_kappa": 0.186},
        0.001,
    ),
    "three abstractors, Gwet 2014, by R irrCAC": (
        [[13, 0, 0], [0, 20, 7], [0, 4, 56]],
        {"percent": 0.89, "cohen_kappa": 0.7964094, "scott_pi": 0.7962397, "gwet_ac1": 0.8493305,
         "krippendorff_alpha_nominal": 0.7972585},
        5e-7,
    ),
    "one rater never varies, DKPro testMissingVariance": (
        CONSTANT,
        {"cohen_kappa": 0.0, "weighted_kappa_linear": 0.0, "weighted_kappa_quadratic": 0.0,
         "krippendorff_alpha_nominal": -0.02},
        0.001,
    ),
    "Krippendorff 1995, p. 57, A": (
        [[10, 0], [8, 6]],
        {"cohen_kappa": 0.385, "scott_pi": 0.314, "krippendorff_alpha_nominal": 0.329},
        0.001,
    ),
    "Krippendorff 1995, p. 57, B": (
        [[6, 0], [8, 10]], {"cohen_kappa": 0.385, "scott_pi": 0.314}, 0.001,
    ),
    "Krippendorff 1995, p. 57, C": (
        [[6, 4], [4, 10]], {"cohen_kappa": 0.314, "scott_pi": 0.314}, 0.001,
    ),
}  # fmt: skip

FLEISS_1971 = (
    *("444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444"),
    *("555555", "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112"),
    *("224444", "133555", "555555", "244444", "224555", "114444", "144445", "222224", "111155"),
    *("224444", "133333", "555555"),
)

FOUR_OBSERVERS = (
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1),
    (None, None, 3, None),
)  # fmt: skip

ROWS = {
    "Fleiss 1971, p. 379": (FLEISS_1971, {"percent": 0.5556, "fleiss_kappa": 0.43}, 0.001),
    "Randolph's calculator, statsmodels test_inter_rater": (
        ["11111112", "11122222"], {"fleiss_kappa": 0.161905}, 6e-6,
    ),
    "Krippendorff 2011, four observers": (
        FOUR_OBSERVERS,
        {"krippendorff_alpha_nominal": 0.743, "krippendorff_alpha_ordinal": 0.815,
         "krippendorff_alpha_interval": 0.849},
        0.0006,
    ),
    "Krippendorff 2004, p. 224": (
        ["10", "11", "01", "00", "00", "01", "00", "01", "00", "00"],
        {"percent": 0.6, "krippendorff_alpha_nominal": 0.095},
        0.001,
    ),
    # irrCAC's kappa for many raters with missing values is Gwet's generalisation, not Fleiss's.
    "four raters with missing values, by irrCAC": (
        FOUR_OBSERVERS,
        {"percent": 0.8181818, "gwet_ac1": 0.77544, "krippendorff_alpha_nominal": 0.74342,
         "gwet_ac2": 0.914},
        0.0005,
    ),
}  # fmt: skip


def _check(ratings: Ratings, expected: Mapping[str, float], tolerance: float) -> None:
    found = figures(ratings, keys=[key for key in COEFFICIENTS if key in expected])
    assert {key: one.value for key, one in found.items()} == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(("table", "expected", "tolerance"), TABLES.values(), ids=TABLES)
def test_two_annotators(table, expected, tolerance):
    _check(from_table(table), expected, tolerance)


@pytest.mark.parametrize(("rows", "expected", "tolerance"), ROWS.values(), ids=ROWS)
def test_units_of_several_annotators(rows, expected, tolerance):
    _check(from_rows(rows, order=True), expected, tolerance)


def test_a_distance_of_ones_own__artstein_poesio_2008():
    by = Table(np.array([[0, 1, 0.5], [1, 0, 0.5], [0.5, 0.5, 0]]))
    ratings = from_table([[46, 0, 0], [6, 32, 6], [0, 0, 10]])
    sums = tally(ratings.codes, 3, {"d": by}).totals()
    assert float(kappas.cohen(sums, "d", by)) == pytest.approx(0.8163, abs=0.001)
    assert float(alphas.alpha(sums, "d", by)) == pytest.approx(0.8156, abs=0.001)


def test_linear_weights_of_gwet__four_raters_by_irrcac():
    ratings = from_rows(FOUR_OBSERVERS, order=True)
    by = linear(5)
    sums = tally(ratings.codes, 5, {"d": by}).totals()
    assert float(gwet.ac2(sums, "d", by)) == pytest.approx(0.859, abs=0.0005)


def _dkpro_masi(one: frozenset, other: frozenset) -> float:
    """That program multiplies the distance of Jaccard by one of monotonicity (not 1 - J * M)."""
    if one == other:
        return 0.0
    apart = 1 - len(one & other) / len(one | other)
    return apart * (1 / 3 if one <= other or other <= one else 2 / 3 if one & other else 1.0)


def _dkpro_set(one: frozenset, other: frozenset) -> float:
    if one == other:
        return 0.0
    return 1 / 3 if one <= other or other <= one else 2 / 3 if one & other else 1.0


@pytest.mark.parametrize(
    ("distance", "expected"), [(_dkpro_masi, 0.252), (_dkpro_set, 0.186)], ids=["masi", "set"]
)
def test_alpha_over_sets_with_the_distances_of_dkpro__set_annotations_test(distance, expected):
    pairs = [
        ("", ""), ("A", ""), ("A", "A"), ("A", "B"), ("AB", "A"), ("AB", "AC"), ("ABC", "ABC"),
        ("C", "AC"), ("C", "AC"),
    ]  # fmt: skip
    ratings = from_rows([tuple(map(frozenset, pair)) for pair in pairs])
    by = Table(np.array([[distance(a, b) for b in ratings.values] for a in ratings.values]))
    sums = tally(ratings.codes, len(ratings.values), {"d": by}).totals()
    assert float(alphas.alpha(sums, "d", by)) == pytest.approx(expected, abs=0.001)
