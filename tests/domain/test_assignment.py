"""Sharing out articles: nobody is left out, stories stay whole, parts are equal."""

import random
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.assignment import Unit, chosen_units, share_out
from annotator.domain.errors import Refused

PEOPLE = [uuid.UUID(int=one) for one in range(1, 6)]


def units_of(*sizes: int) -> list[Unit]:
    ids = (uuid.UUID(int=one) for one in range(100, 100 + sum(sizes)))
    return [Unit(tuple(next(ids) for _ in range(size))) for size in sizes]


def test_a_share_goes_to_all_and_the_rest_in_equal_parts() -> None:
    found = share_out(units_of(*[1] * 240), PEOPLE[:3], overlap=0.2)
    assert len(found.people_of) == 240
    assert found.overlapping == 48
    assert [found.shared(one) for one in PEOPLE[:3]] == [48, 48, 48]
    assert [found.count(one) - found.shared(one) for one in PEOPLE[:3]] == [64, 64, 64]


def test_a_share_to_two_of_five_is_spread_over_all_five() -> None:
    found = share_out(units_of(*[1] * 100), PEOPLE, overlap=0.5, coders_per_overlap=2)
    assert found.overlapping == 50
    assert {len(people) for people in found.people_of.values()} == {1, 2}
    assert [found.count(one) for one in PEOPLE] == [30] * 5
    assert [found.shared(one) for one in PEOPLE] == [20] * 5


def test_the_seed_draws_and_the_order_of_people_does_not() -> None:
    units = units_of(*[1, 2, 1, 3, 1] * 8)
    shuffled = random.Random(5).sample(PEOPLE, 5)
    first = share_out(units, PEOPLE, overlap=0.3, seed=4)
    assert first == share_out(units, shuffled, overlap=0.3, seed=4)
    assert first != share_out(units, PEOPLE, overlap=0.3, seed=5)


@pytest.mark.parametrize(
    ("people", "overlap", "coders", "code"),
    [
        ([], 0.0, None, "nobody_chosen"),
        (PEOPLE[:1], 0.5, None, "overlap_impossible"),
        (PEOPLE[:3], 0.5, 1, "overlap_impossible"),
        (PEOPLE[:3], 0.5, 4, "overlap_impossible"),
        (PEOPLE[:3], 1.1, None, "overlap_impossible"),
        (PEOPLE[:3], -0.1, None, "overlap_impossible"),
    ],
)
def test_what_cannot_be(
    people: list[uuid.UUID], overlap: float, coders: int | None, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        share_out(units_of(1, 1), people, overlap=overlap, coders_per_overlap=coders)


def test_further_versions_of_a_story_follow_the_first_ones() -> None:
    (unit,) = units_of(2)
    gone_on = Unit(unit.articles, held_by=(PEOPLE[1], uuid.UUID(int=99)))
    found = share_out([gone_on], PEOPLE[:3], overlap=1.0)
    assert set(found.people_of.values()) == {(PEOPLE[1],)}


def test_so_many_articles_and_no_story_cut() -> None:
    units = units_of(2, 3, 1, 1)
    assert chosen_units(units, None) == tuple(units)
    assert chosen_units(units, 4) == (units[0], units[2], units[3])
    assert chosen_units(units, 1) == (units[2],)
    assert chosen_units(units_of(3, 3), 2) == tuple(units_of(3, 3)[:1])
    assert chosen_units([], 3) == ()


@given(
    sizes=st.lists(st.integers(1, 4), max_size=40),
    count=st.integers(1, 5),
    overlap=st.floats(0, 1),
    coders=st.integers(2, 5) | st.none(),
    seed=st.integers(0, 9),
)
def test_everything_is_handed_out_once_and_evenly(
    sizes: list[int], count: int, overlap: float, coders: int | None, seed: int
) -> None:
    units, people = units_of(*sizes), PEOPLE[:count]
    wanted = count if coders is None else coders
    if overlap and not 2 <= wanted <= count:
        with pytest.raises(Refused):
            share_out(units, people, overlap=overlap, coders_per_overlap=coders, seed=seed)
        return
    found = share_out(units, people, overlap=overlap, coders_per_overlap=coders, seed=seed)
    assert list(found.people_of) == [one for unit in units for one in unit.articles]
    for unit in units:
        assert len({found.people_of[one] for one in unit.articles}) == 1
    assert {len(some) for some in found.people_of.values()} <= {1, wanted}
    assert found.overlapping <= round(overlap * sum(sizes)) or wanted == 1
    loads = [found.count(one) for one in people]
    assert max(loads) - min(loads) <= max(sizes, default=0)
