"""How different two values are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.distances import Nominal, Table, jaccard, linear, masi, quadratic

SETS = tuple(map(frozenset, ("", "a", "b", "ab", "abc", "ac")))
sets = st.lists(st.frozensets(st.sampled_from("abcde")), min_size=1, max_size=8, unique=True)


def test_jaccard():
    table = jaccard(SETS).distances
    assert table[0].tolist() == [0, 1, 1, 1, 1, 1]
    assert table[1].tolist() == pytest.approx([1, 0, 1, 1 / 2, 2 / 3, 1 / 2])
    assert table[3].tolist() == pytest.approx([1, 1 / 2, 1 / 2, 0, 1 / 3, 2 / 3])


def test_masi():
    table = masi(SETS).distances
    assert table[0].tolist() == [0, 1, 1, 1, 1, 1]
    assert table[1].tolist() == pytest.approx([1, 0, 1, 1 - 1 / 3, 1 - 2 / 9, 1 - 1 / 3])
    assert table[3].tolist() == pytest.approx([1, 2 / 3, 2 / 3, 0, 1 - 4 / 9, 1 - 1 / 9])


@pytest.mark.parametrize("make", [jaccard, masi])
@given(sets=sets)
def test_distances_of_sets_are_distances(make, sets):
    table = make(sets).distances
    assert np.array_equal(table, table.T)
    assert (np.diag(table) == 0).all()
    assert ((table >= 0) & (table <= 1)).all()
    assert ((table == 0) == np.eye(len(sets), dtype=bool)).all()


def test_linear_and_quadratic():
    assert linear(3).distances.tolist() == [[0, 0.5, 1], [0.5, 0, 0.5], [1, 0.5, 0]]
    assert quadratic(3).distances.tolist() == [[0, 0.25, 1], [0.25, 0, 0.25], [1, 0.25, 0]]


@given(st.integers(2, 6), st.integers(1, 3))
def test_the_nominal_distance_is_that_of_its_table(values, samples):
    chance = np.random.default_rng(values)
    one, other = chance.integers(0, 9, (2, samples, values)).astype(float)
    written_out = Table(1.0 - np.eye(values))
    np.testing.assert_allclose(Nominal().expected(one, other), written_out.expected(one, other))
    codes = chance.integers(0, values, (2, 20))
    assert np.array_equal(Nominal().of(*codes), written_out.of(*codes))
