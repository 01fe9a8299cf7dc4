"""Alpha for unitizing in its form of 2016: published and cross-checked figures, and its rules."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.story_sums import StorySums, Sums
from annotator.domain.agreement.unitizing import (
    Continua,
    Segments,
    add_unitizing,
    cu_alpha,
    joined_segments,
    ku_alpha,
    overlapping_characters,
    u_alpha,
)

Unit = tuple[int, int, int, int, int]
"""Text, annotator, start, end, value."""


def continua(lengths: Sequence[int], annotators: int, stories: Sequence[int] = ()) -> Continua:
    present = np.ones((len(lengths), annotators), dtype=np.bool_)
    return Continua(np.array(lengths), np.array(stories or [0] * len(lengths)), present)


def segments(units: Sequence[Unit]) -> Segments:
    return Segments(*np.array(units, dtype=np.int64).reshape(-1, 5).T)


def sums_of(whole: Continua, units: Segments, values: int) -> Sums:
    sums = StorySums(int(whole.stories.max()) + 1)
    add_unitizing(sums, "", whole, units, values)
    return sums.totals()


def blind(units: Segments) -> Segments:
    nothing = np.zeros_like(units.value)
    return Segments(units.text, units.annotator, units.start, units.end, nothing)


THREE = [(0, 0, 2, 5, 0), (0, 1, 2, 5, 0), (0, 1, 10, 20, 1), (0, 2, 2, 5, 1), (0, 2, 15, 20, 1)]
"""The input of the README of lindanna/unitized_alpha, 60 characters long."""


def test_three_annotators_as_several_independent_programs_have_it() -> None:
    """u-alpha: three programs; |u-alpha: two of them."""
    whole, units = continua([60], 3), segments(THREE)
    assert u_alpha(sums_of(whole, units, 2), "") == pytest.approx(0.3982981, abs=1e-6)
    assert u_alpha(sums_of(whole, blind(units), 1), "") == pytest.approx(0.523801, abs=1e-6)


def test_coding_of_what_two_marked_as_one_program_has_it() -> None:
    """cu-alpha and (k)u-alpha by lindanna/unitized_alpha alone, as printed with three decimals."""
    sums = sums_of(continua([60], 3), segments(THREE), 2)
    assert cu_alpha(sums, "") == pytest.approx(0.357, abs=6e-4)
    assert ku_alpha(sums, "", 0) == pytest.approx(0.313, abs=6e-4)
    assert ku_alpha(sums, "", 1) == pytest.approx(0.391, abs=6e-4)


def test_without_gaps_and_with_units_of_one_it_is_nominal_alpha() -> None:
    """Krippendorff 2004, p. 227."""
    rows = ["aabbbbbccccc", "abbbbbcccccc"]
    units = [
        (0, who, at, at + 1, "abc".index(one))
        for who, row in enumerate(rows)
        for at, one in enumerate(row)
    ]
    whole, marked = continua([12], 2), segments(units)
    sums = sums_of(whole, marked, 3)
    assert u_alpha(sums, "") == pytest.approx(0.734, abs=1e-3)
    assert cu_alpha(sums, "") == pytest.approx(float(u_alpha(sums, "")))
    assert np.isnan(u_alpha(sums_of(whole, blind(marked), 1), ""))


@st.composite
def unitized(draw: st.DrawFn) -> tuple[list[int], int, list[Unit]]:
    """Partitions of some short texts by two to four annotators."""
    lengths = draw(st.lists(st.integers(0, 12), min_size=1, max_size=3))
    annotators = draw(st.integers(2, 4))
    units: list[Unit] = []
    for text, length in enumerate(lengths):
        for annotator in range(annotators):
            edges = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
            values = draw(st.lists(st.sampled_from((None, 0, 1, 2)), min_size=6, max_size=6))
            for (start, end), value in zip(pairwise(edges), values, strict=False):
                if value is not None:
                    units.append((text, annotator, start, end, value))
    return lengths, annotators, units


def character_by_character(
    lengths: Sequence[int], annotators: int, units: Sequence[Unit]
) -> tuple[list[list[tuple[int, int]]], Fraction, Fraction | None]:
    """Return observed and expected disagreement from the definition.

    Two characters can be paired by chance unless they are of one unit, or one and the same.
    """
    pieces: list[list[tuple[int, int]]] = []
    for annotator in range(annotators):
        row = [(-1, -1 - at) for at in range(sum(lengths))]
        for number, (text, who, start, end, value) in enumerate(units):
            for at in range(start, end):
                if who == annotator:
                    row[sum(lengths[:text]) + at] = (value, number)
        pieces.append(row)
    columns = list(zip(*pieces, strict=True))
    observed = Fraction(
        sum(a[0] != b[0] for column in columns for a, b in permutations(column, 2)),
        annotators - 1,
    )
    everything = [(who, *one) for who, row in enumerate(pieces) for one in row]
    pairs = [(a[1], b[1]) for a, b in permutations(everything, 2) if (a[0], a[2]) != (b[0], b[2])]
    unlike = sum(a != b for a, b in pairs)
    total = annotators * sum(lengths)
    return pieces, observed, Fraction(total * unlike, len(pairs)) if unlike else None


@given(unitized())
def test_it_is_what_its_definition_says_character_by_character(case) -> None:
    lengths, annotators, units = case
    _, observed, expected = character_by_character(lengths, annotators, units)
    found = u_alpha(sums_of(continua(lengths, annotators), segments(units), 3), "")
    if expected is None:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(float(1 - observed / expected))


@given(unitized(), st.permutations(range(3)))
def test_other_names_of_values_and_another_order_change_nothing(case, names) -> None:
    lengths, annotators, units = case
    renamed = [(*one[:4], names[one[4]]) for one in reversed(units)]
    whole = continua(lengths, annotators)
    one, other = (sums_of(whole, segments(those), 3) for those in (units, renamed))
    for formula in (u_alpha, cu_alpha):
        np.testing.assert_allclose(formula(one, ""), formula(other, ""))
    for value in range(3):
        np.testing.assert_allclose(ku_alpha(one, "", value), ku_alpha(other, "", names[value]))


@given(unitized())
def test_with_a_text_twice_as_often_its_sums_count_twice(case) -> None:
    lengths, annotators, units = case
    last = len(lengths) - 1
    again = [*units, *((last + 1, *one[1:]) for one in units if one[0] == last)]
    sums = StorySums(len(lengths))
    whole = continua(lengths, annotators, range(len(lengths)))
    add_unitizing(sums, "", whole, segments(units), 3)
    weights = np.array([1] * last + [2])
    twice = sums_of(continua([*lengths, lengths[-1]], annotators), segments(again), 3)
    for name, block in sums._blocks.items():
        np.testing.assert_allclose(weights @ block, twice[name])


@given(unitized())
def test_who_is_not_done_with_a_text_makes_no_difference(case) -> None:
    lengths, annotators, units = case
    whole = continua(lengths, annotators)
    absent = np.zeros((len(lengths), 1), dtype=np.bool_)
    wider = Continua(whole.lengths, whole.stories, np.hstack((whole.present, absent)))
    marked_by_absent = [(text, annotators, 0, 1, 1) for text, one in enumerate(lengths) if one]
    one = sums_of(whole, segments(units), 3)
    other = sums_of(wider, segments([*units, *marked_by_absent]), 3)
    for name, amounts in one.items():
        np.testing.assert_allclose(amounts, other[name])


def test_a_text_of_one_annotator_does_not_count() -> None:
    whole = continua([10, 10], 2)
    whole.present[1, 1] = False
    units = segments([(0, 0, 2, 6, 0), (0, 1, 3, 6, 0), (1, 0, 0, 10, 1)])
    alone = sums_of(continua([10], 2), units.of([0, 1]), 2)
    both = sums_of(whole, units, 2)
    assert all((alone[name] == both[name]).all() for name in alone)


@given(unitized())
def test_full_agreement_is_one(case) -> None:
    lengths, annotators, units = case
    first = [one for one in units if one[1] == 0]
    same = [(text, who, *rest) for who in range(annotators) for text, _, *rest in first]
    sums = sums_of(continua(lengths, annotators), segments(same), 3)
    for found in (u_alpha(sums, ""), cu_alpha(sums, "")):
        assert np.isnan(found) or found == pytest.approx(1)


def test_segments_of_one_value_are_joined_within_text_annotator_and_value() -> None:
    units = [
        (0, 0, 0, 4, 0), (0, 0, 4, 6, 0), (0, 0, 1, 3, 0), (0, 0, 8, 10, 0), (0, 0, 8, 10, 1),
        (0, 1, 2, 6, 0), (1, 0, 0, 3, 0),
    ]  # fmt: skip
    found = joined_segments(continua([10, 5], 2), segments(units))
    rows = set(zip(found.text, found.annotator, found.start, found.end, found.value, strict=True))
    assert rows == {
        (0, 0, 0, 6, 0), (0, 0, 8, 10, 0), (0, 0, 8, 10, 1), (0, 1, 2, 6, 0), (1, 0, 0, 3, 0),
    }  # fmt: skip


def test_overlapping_characters_are_counted_once_for_each_annotator() -> None:
    units = [(0, 0, 0, 6, 0), (0, 0, 4, 9, 1), (0, 0, 5, 8, 2), (0, 1, 4, 9, 1), (1, 0, 0, 2, 0)]
    assert overlapping_characters(continua([10, 5], 2), segments(units)) == 4
    assert overlapping_characters(continua([10], 2), segments([])) == 0
