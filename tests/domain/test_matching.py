"""Matchings of maximum weight, against trying all."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment.matching import (
    Edge,
    best_matching,
    components,
    in_one_number,
    on_one_scale,
)

small_graphs = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9), max_size=14
).map(lambda found: [Edge(*pair, weight) for pair, weight in found.items()])


def most_worth(edges: list[Edge]) -> int:
    """Try every matching."""
    if not edges:
        return 0
    first, *rest = edges
    free = [one for one in rest if one.left != first.left and one.right != first.right]
    return max(first.weight + most_worth(free), most_worth(rest))


@given(small_graphs)
def test_the_matching_is_one_to_one_and_worth_the_most(edges: list[Edge]) -> None:
    matched = best_matching(edges)
    weights = {(left, right): weight for left, right, weight in edges}
    assert len({left for left, _ in matched}) == len(matched)
    assert len({right for _, right in matched}) == len(matched)
    assert sum(weights[pair] for pair in matched) == most_worth(edges)


@given(small_graphs, st.integers(64, 400))
def test_weights_of_any_length_stay_exact(edges: list[Edge], bits: int) -> None:
    long = [Edge(left, right, (1 << bits) + weight) for left, right, weight in edges]
    assert sum((1 << bits) + dict_of(edges)[pair] for pair in best_matching(long)) == (
        most_worth(long)
    )


def dict_of(edges: list[Edge]) -> dict[tuple[int, int], int]:
    return {(left, right): weight for left, right, weight in edges}


def test_a_pair_gives_way_where_two_others_are_worth_more() -> None:
    edges = [Edge(0, 0, 5), Edge(0, 1, 4), Edge(1, 0, 4)]
    assert best_matching(edges) == [(0, 1), (1, 0)]


def test_a_worse_pair_stays_out_where_it_would_cost_more_than_it_brings() -> None:
    edges = [Edge(0, 0, 9), Edge(0, 1, 1), Edge(1, 0, 2)]
    assert best_matching(edges) == [(0, 0)]


def test_a_long_chain_is_matched_anew_to_its_end() -> None:
    edges = [Edge(left, left, 10) for left in range(300)]
    edges += [Edge(left + 1, left, 10) for left in range(299)]
    edges.append(Edge(300, 299, 10))
    assert len(best_matching(edges)) == 300


@given(small_graphs)
def test_components_share_no_vertex_and_hang_together(edges: list[Edge]) -> None:
    pairs = [(one.left, one.right) for one in edges]
    found = components(pairs)
    assert sorted(place for those in found for place in those) == list(range(len(pairs)))
    for those in found:
        lefts, rights = ({pairs[place][side] for place in those} for side in (0, 1))
        for place, (left, right) in enumerate(pairs):
            assert (left in lefts) == (right in rights) == (place in those)
        reached = {those[0]}
        for _ in those:
            reached |= {
                place
                for place in those
                if any(
                    pairs[place][0] == pairs[other][0] or pairs[place][1] == pairs[other][1]
                    for other in reached
                )
            }
        assert reached == set(those)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=2, max_size=8),
    st.data(),
)
def test_sums_of_one_number_compare_level_by_level(
    levels: list[tuple[int, int]], data: st.DataObject
) -> None:
    weights = in_one_number(levels, len(levels))
    places = st.sets(st.integers(0, len(levels) - 1))
    one, other = data.draw(places), data.draw(places)
    by_level = [
        tuple(sum(levels[place][level] for place in those) for level in (0, 1))
        for those in (one, other)
    ]
    in_one = [sum(weights[place] for place in those) for those in (one, other)]
    assert (by_level[0] < by_level[1]) == (in_one[0] < in_one[1])
    assert (by_level[0] == by_level[1]) == (in_one[0] == in_one[1])


def test_fractions_on_one_scale_add_up_exactly() -> None:
    third, sixth, half = on_one_scale([(1, 3), (1, 6), (1, 2)])
    assert third + sixth == half


def test_a_denominator_without_end_is_rounded() -> None:
    shares = [(1, number) for number in range(1, 3_000)]
    scaled = on_one_scale(shares)
    assert scaled == sorted(scaled, reverse=True)
    assert len(set(scaled)) == len(scaled)
    assert scaled[0].bit_length() < 2_000
