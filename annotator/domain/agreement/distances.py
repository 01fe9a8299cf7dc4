"""How different two values are: 0 where they are the same."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.integer]


class Distance(Protocol):
    """A symmetric distance between codes, as sums over pairs need it."""

    def of(self, one: Codes, other: Codes) -> Floats:
        """Return the distance of each code from the other; none of them missing."""

    def expected(self, one: Floats, other: Floats) -> Floats:
        """Return the sum over c and k of one[c] * other[k] * distance(c, k).

        The last axis runs over codes; the axes before it are kept.
        """


class Nominal:
    """1 between any two values: (sum one)(sum other) - sum of products, without a table."""

    def of(self, one: Codes, other: Codes) -> Floats:
        """Return 1 where the codes differ."""
        return np.not_equal(one, other).astype(np.float64)

    def expected(self, one: Floats, other: Floats) -> Floats:
        """Return how many pairs of one and other differ."""
        same = np.einsum("...c,...c->...", one, other)
        return np.asarray(one.sum(axis=-1) * other.sum(axis=-1) - same)


class Table:
    """A distance written out for each pair of codes."""

    def __init__(self, distances: Floats):
        self.distances = distances

    def of(self, one: Codes, other: Codes) -> Floats:
        """Look the distances up."""
        found: Floats = self.distances[one, other]
        return found

    def expected(self, one: Floats, other: Floats) -> Floats:
        """Return the weighted sum over the table."""
        return np.asarray(np.einsum("...k,...k->...", one @ self.distances, other))

    def mean_weight(self) -> float:
        """Return the mean of 1 - distance over the table."""
        return 1.0 - float(self.distances.mean())


def linear(ranks: int) -> Table:
    """|i - j| / (q - 1) for q ranks (Cicchetti & Allison 1971)."""
    return Table(_apart(ranks) / (ranks - 1))


def quadratic(ranks: int) -> Table:
    """(i - j)^2 / (q - 1)^2 for q ranks (Fleiss & Cohen 1973).

    Up to scale also the interval difference of Krippendorff's alpha, for equally spaced ranks.
    """
    return Table((_apart(ranks) / (ranks - 1)) ** 2)


def jaccard(sets: Sequence[frozenset[str]]) -> Table:
    """1 - |a & b| / |a | b|, and 0 between two empty sets (Jaccard 1912)."""
    shared, united = _shared_and_united(sets)
    return Table(1.0 - _likeness(shared, united))


def masi(sets: Sequence[frozenset[str]]) -> Table:
    """1 - J * M with J the likeness of Jaccard and M for monotonicity (Passonneau 2006).

    M is 1 between equal sets, 2/3 where one holds the other, 1/3 where they merely share
    something, and 0 where they share nothing.
    """
    shared, united = _shared_and_united(sets)
    sizes = np.diag(shared)
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    monotonicity = np.select(
        [united == shared, shared == smaller, shared > 0], [1.0, 2 / 3, 1 / 3], 0.0
    )
    return Table(1.0 - _likeness(shared, united) * monotonicity)


def _apart(ranks: int) -> Floats:
    places = np.arange(ranks, dtype=np.float64)
    return np.abs(places[:, None] - places[None, :])


def _shared_and_united(sets: Sequence[frozenset[str]]) -> tuple[Floats, Floats]:
    """Sizes of the intersection and of the union, for each pair of sets."""
    members = {key: place for place, key in enumerate(sorted(frozenset().union(*sets)))}
    holds = np.zeros((len(sets), len(members)))
    for row, one in enumerate(sets):
        holds[row, [members[key] for key in one]] = 1.0
    shared = holds @ holds.T
    sizes = holds.sum(axis=1)
    return shared, sizes[:, None] + sizes[None, :] - shared


def _likeness(shared: Floats, united: Floats) -> Floats:
    return np.divide(shared, united, out=np.ones_like(shared), where=united > 0)
