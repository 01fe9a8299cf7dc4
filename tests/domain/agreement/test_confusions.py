"""Which values were taken for which."""

import numpy as np
import pytest
from hypothesis import given

from annotator.domain.agreement.confusions import MOST_VALUES, confusion, disagreements
from annotator.domain.agreement.ratings import Ratings
from tests.domain.agreement.rating_samples import any_ratings, from_rows, from_table


def test_two_annotators_have_the_first_in_rows():
    table = ((3, 1, 0), (0, 2, 4), (0, 0, 0))
    found = confusion(from_table(table))
    assert found is not None
    assert found.values == ("v0", "v1", "v2")
    assert found.counts == table


def test_three_annotators_have_coincidences():
    found = confusion(from_rows([("a", "a", "b"), ("b", None, "b"), (None, None, "a")]))
    assert found is not None
    assert found.counts == ((1.0, 1.0), (1.0, 2.0))


def test_sets_are_named_by_their_keys():
    found = confusion(from_rows([(frozenset("ba"), frozenset()), (frozenset("b"),) * 2]))
    assert found is not None
    assert set(found.values) == {"", "a + b", "b"}


def test_too_many_values_are_not_laid_out():
    many = tuple(map(str, range(MOST_VALUES + 1)))
    assert confusion(Ratings(many, np.array([[0, 1]]), np.array([0]))) is None


def test_disagreements_are_whole_pairs_in_either_direction():
    rows = [("a", "a", "b"), ("b", "a", None), ("b", "b", "c"), (None, None, "a")]
    found = disagreements(from_rows(rows))
    named = [(one.first, one.second, one.pairs) for one in found.commonest]
    assert named == [("a", "b", 3), ("b", "c", 2)]
    assert (found.differing, found.paired) == (5, 7)


def test_no_more_disagreements_than_are_read():
    codes = np.array([[one, one + 1] for one in range(0, 60, 2)])
    ratings = Ratings(tuple(map(str, range(60))), codes, np.zeros(30, dtype=np.int64))
    found = disagreements(ratings)
    assert [len(found.commonest), found.differing] == [10, 30]
    assert found.commonest[0].first == "0"


@given(any_ratings())
def test_what_differs_is_what_is_off_the_diagonal(ratings):
    found = disagreements(ratings)
    assert sum(one.pairs for one in found.commonest) <= found.differing <= found.paired
    if ratings.annotators == 2:
        table = confusion(ratings)
        assert table is not None
        alike = sum(row[place] for place, row in enumerate(table.counts))
        assert found.differing == sum(map(sum, table.counts)) - alike


def test_one_annotator_has_none():
    assert confusion(Ratings(("a",), np.array([[0]]), np.array([0]))) is None


@given(any_ratings())
def test_all_pairable_values_are_in_it(ratings):
    found = confusion(ratings)
    assert found is not None
    total = sum(map(sum, found.counts))
    units, values = ratings.pairable()
    assert total == pytest.approx(units if ratings.annotators == 2 else values)
