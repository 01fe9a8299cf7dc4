"""Forms of an entity and their order."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.merging.versions import Edge, Lineage, Version, heads, standing

A, B, C = "a" * 64, "b" * 64, "c" * 64


def test_child_descends_from_all_before() -> None:
    first, second, third = Version(1, A), Version(2, B), Version(3, C)
    lineage = Lineage([Edge(second, first), Edge(third, second)])
    assert lineage.descends(third, first)
    assert lineage.descends(first, first)
    assert not lineage.descends(first, third)


def test_back_to_what_it_was_is_later_not_a_cycle() -> None:
    first, second, back = Version(1, A), Version(2, B), Version(3, A)
    lineage = Lineage([Edge(second, first), Edge(back, second)])
    assert heads([first, second, back], lineage) == (back,)
    assert not lineage.descends(second, back)


def test_same_content_of_later_revision_stands_for_the_earlier() -> None:
    lineage = Lineage([Edge(Version(3, A), Version(2, B))])
    assert lineage.descends(Version(5, A), Version(3, A))
    assert lineage.descends(Version(5, A), Version(2, B))
    assert not lineage.descends(Version(2, A), Version(3, A))


def test_unrelated_forms_are_both_heads() -> None:
    one, other = Version(2, A), Version(2, B)
    lineage = Lineage([Edge(one, Version(1, C)), Edge(other, Version(1, C))])
    assert heads([other, one, Version(1, C)], lineage) == (one, other)


def test_blank_gives_way_to_anything() -> None:
    blank, work = Version(1, A), Version(1, B)
    assert heads([blank, work], Lineage(), lambda one: one == blank) == (work,)
    assert heads([blank], Lineage(), lambda one: one == blank) == (blank,)


def test_living_then_revision_then_hash_stands() -> None:
    forms = [Version(2, A), Version(2, B), Version(9, C)]
    assert standing(forms, lambda one: one, lambda one: one.hash == C) == Version(2, B)
    assert standing(forms, lambda one: one, lambda _: False) == Version(9, C)


versions = st.builds(Version, st.integers(1, 5), st.sampled_from([A, B, C]))
edges = st.lists(st.builds(Edge, versions, versions), max_size=12).map(
    lambda some: [one for one in some if one.child.revision > one.parent.revision]
)
claims = st.lists(versions, min_size=1, max_size=6)


@given(edges, st.lists(versions, min_size=3, max_size=3))
def test_is_a_partial_order(some: list[Edge], three: list[Version]) -> None:
    lineage = Lineage(some)
    one, other, third = three
    assert lineage.descends(one, one)
    if lineage.descends(one, other) and lineage.descends(other, one):
        assert one == other
    if lineage.descends(one, other) and lineage.descends(other, third):
        assert lineage.descends(one, third)


@given(edges, claims, claims, claims)
def test_heads_do_not_depend_on_order_or_repetition(
    some: list[Edge], first: list[Version], second: list[Version], third: list[Version]
) -> None:
    lineage = Lineage(some)
    blank = Version(1, A)

    def found(*parts: list[Version]) -> tuple[Version, ...]:
        known: tuple[Version, ...] = ()
        for part in parts:
            known = heads((*known, *part), lineage, lambda one: one == blank)
        return known

    outcomes = {found(*order) for order in itertools.permutations([first, second, third])}
    assert outcomes == {found([*first, *second, *third])}
    assert found(first, second, first, second) == found(first, second)
