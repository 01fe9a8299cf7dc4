"""Kappas and Scott's pi, as functions of sums; NaN where undefined."""

import numpy as np

from annotator.domain.agreement.distances import Distance, Floats
from annotator.domain.agreement.tallies import (
    COMPLETE,
    COMPLETE_VALUES,
    FIRST,
    PAIRABLE,
    SECOND,
    UNITS,
    Sums,
    complete_of,
    mean_of,
)


def divided(one: Floats, other: Floats) -> Floats:
    """Return one / other, NaN where the other is 0 (or below, by rounding)."""
    quotient: Floats = np.full(np.shape(one), np.nan)
    np.divide(one, other, out=quotient, where=other > 0)
    return quotient


def percent(sums: Sums, name: str) -> Floats:
    """The share of agreeing pairs of values within a unit, averaged over units with two or more.

    For two annotators the share of units in which they agree (Holsti 1969); for more, and with
    missing values, as in Gwet (2014, chapter 2).
    """
    return 1.0 - divided(sums[mean_of(name)][..., 0], sums[UNITS][..., 0])


def cohen(sums: Sums, name: str, distance: Distance) -> Floats:
    """1 - sum(v o) / sum(v e), e from each annotator's own values (Cohen 1960; weighted: 1968).

    ``v`` is the distance; with the nominal one this is plain kappa, (po - pe) / (1 - pe).
    """
    units = sums[UNITS][..., 0]
    expected = divided(distance.expected(sums[FIRST], sums[SECOND]), units)
    return 1.0 - divided(sums[mean_of(name)][..., 0], expected)


def scott(sums: Sums, name: str, distance: Distance) -> Floats:
    """(po - pe) / (1 - pe) with pe from both annotators' values pooled (Scott 1955)."""
    return _pooled(sums[mean_of(name)], sums[UNITS], sums[PAIRABLE], distance)


def fleiss(sums: Sums, name: str, distance: Distance) -> Floats:
    """(mean P - mean Pe) / (1 - mean Pe) of Fleiss (1971).

    It is made for a fixed number of values a unit: only units rated by every annotator count.
    """
    return _pooled(sums[complete_of(name)], sums[COMPLETE], sums[COMPLETE_VALUES], distance)


def _pooled(apart: Floats, units: Floats, counts: Floats, distance: Distance) -> Floats:
    """1 - observed / expected disagreement, the latter from all values in one pool."""
    total = counts.sum(axis=-1)
    expected = divided(distance.expected(counts, counts), total * total)
    observed = divided(apart[..., 0], units[..., 0])
    return 1.0 - divided(observed, expected)
