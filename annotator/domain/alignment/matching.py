"""Matching of maximum weight in a bipartite graph, exact for integers of any size."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from math import lcm
from typing import Final, NamedTuple

_MOST_BITS: Final = 1024


class Edge(NamedTuple):
    """A possible pair and what it is worth, which is above 0."""

    left: int
    right: int
    weight: int


def best_matching(edges: Iterable[Edge]) -> list[tuple[int, int]]:
    """Return pairs of the greatest total weight in which no left and no right is twice.

    Lefts and rights are numbered apart: left 3 and right 3 are two vertices. Where several
    matchings are worth the same, any of them may be returned.
    """
    search = _Search(edges)
    for left in search.edges:
        search.take_in(left)
    return sorted(search.right_of.items())


def components(pairs: Sequence[tuple[int, int]], *, apart: bool = True) -> list[list[int]]:
    """Return the places of the pairs, those that hang together in one list.

    ``apart``: lefts and rights are numbered apart, left 3 and right 3 are two vertices.
    """
    at: dict[tuple[bool, int], list[int]] = {}
    for place, (left, right) in enumerate(pairs):
        at.setdefault((False, left), []).append(place)
        at.setdefault((apart, right), []).append(place)
    found: list[list[int]] = []
    seen = [False] * len(pairs)
    for first in range(len(pairs)):
        if seen[first]:
            continue
        seen[first] = True
        together = [first]
        for place in together:
            left, right = pairs[place]
            for other in (*at.pop((False, left), ()), *at.pop((apart, right), ())):
                if not seen[other]:
                    seen[other] = True
                    together.append(other)
        found.append(sorted(together))
    return found


def on_one_scale(shares: Sequence[tuple[int, int]]) -> list[int]:
    """Return fractions, given as numerator and denominator, as integers of one scale.

    Exact unless the common denominator is so long that counting with it would take its time.
    """
    scale = 1
    for denominator in {denominator for _, denominator in shares}:
        scale = lcm(scale, denominator)
        if scale.bit_length() > _MOST_BITS:
            scale = 1 << _MOST_BITS
            break
    return [numerator * scale // denominator for numerator, denominator in shares]


def in_one_number(levels: Sequence[Sequence[int]], most: int) -> list[int]:
    """Return a weight for each row of levels, by which sums of rows compare level by level.

    However many rows are added, up to ``most``, the first level decides, then the second, and so
    on. Every level is 0 or more, and all rows have equally many.
    """
    weights = [0] * len(levels)
    for level in zip(*levels, strict=True):
        above_all = most * max(level) + 1
        weights = [weight * above_all + value for weight, value in zip(weights, level, strict=True)]
    return weights


class _Search:
    """Successive shortest augmenting paths; gains and prices keep every detour at 0 or more.

    The gain of a left vertex is what its pair is worth to it: one with gain 0 may stay alone.
    """

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.edges: dict[int, list[tuple[int, int]]] = {}
        for left, right, weight in edges:
            self.edges.setdefault(left, []).append((right, weight))
        self.right_of: dict[int, int] = {}
        self._left_of: dict[int, int] = {}
        self._gain = {left: max(w for _, w in those) for left, those in self.edges.items()}
        self._price: dict[int, int] = {}

    def take_in(self, first: int) -> None:
        """Match one more left vertex, or leave one alone, whichever costs least."""
        queue: list[tuple[int, bool, int]] = [(0, False, first)]
        done: dict[tuple[bool, int], int] = {}
        near: dict[int, int] = {}
        reached_from: dict[int, int] = {}
        cheapest, alone, end = self._gain[first], first, None
        while queue:
            distance, is_right, vertex = heappop(queue)
            if distance >= cheapest:
                break
            if (is_right, vertex) in done:
                continue
            done[is_right, vertex] = distance
            if is_right:
                owner = self._left_of.get(vertex)
                if owner is None:
                    cheapest, end = distance, vertex
                    break
                heappush(queue, (distance, False, owner))
                continue
            so_far = distance + self._gain[vertex]
            if so_far < cheapest:
                cheapest, alone = so_far, vertex
            for right, weight in self.edges[vertex]:
                there = so_far + self._price.get(right, 0) - weight
                if there < cheapest and (right not in near or there < near[right]):
                    near[right], reached_from[right] = there, vertex
                    heappush(queue, (there, True, right))
        for (is_right, vertex), distance in done.items():
            if is_right:
                self._price[vertex] = self._price.get(vertex, 0) + cheapest - distance
            else:
                self._gain[vertex] -= cheapest - distance
        self._pass_on(self.right_of.pop(alone, None) if end is None else end, first, reached_from)

    def _pass_on(self, end: int | None, first: int, reached_from: Mapping[int, int]) -> None:
        """Give each right vertex of the path to who reached it, from the end back to ``first``."""
        while end is not None:
            left = reached_from[end]
            given_up = None if left == first else self.right_of[left]
            self.right_of[left], self._left_of[end] = end, left
            end = given_up
