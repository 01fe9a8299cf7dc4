"""Gwet's AC1 and AC2, as functions of sums; NaN where undefined."""

import numpy as np

from annotator.domain.agreement.distances import Floats, Table
from annotator.domain.agreement.kappas import divided
from annotator.domain.agreement.tallies import SHARES, UNITS, Sums, mean_of

_ROUNDING = 1e-12


def ac1(sums: Sums, name: str) -> Floats:
    """(pa - pe) / (1 - pe), pe = sum(p_q (1 - p_q)) / (Q - 1) over Q possible values (Gwet 2008).

    With missing values as in Gwet (2014, chapter 2): pa over units with at least two values, p_q
    the value's mean share over units with at least one.
    """
    return _corrected(sums, name, 1.0)


def ac2(sums: Sums, name: str, distance: Table) -> Floats:
    """AC1 with weights 1 - distance in pa, and pe times Q x their mean (Gwet 2014, chapter 3)."""
    values = sums[SHARES].shape[-1]
    return _corrected(sums, name, distance.mean_weight() * values)


def _corrected(sums: Sums, name: str, weight: float) -> Floats:
    shares = sums[SHARES]
    share = divided(shares, np.broadcast_to(shares.sum(axis=-1, keepdims=True), shares.shape))
    spread = (share * (1.0 - share)).sum(axis=-1)
    chance = weight / max(shares.shape[-1] - 1, 1) * spread
    agreed = 1.0 - divided(sums[mean_of(name)][..., 0], sums[UNITS][..., 0])
    varied = np.where(spread > _ROUNDING, 1.0 - chance, 0.0)
    return divided(agreed - chance, varied)
