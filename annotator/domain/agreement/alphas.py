"""Krippendorff's alpha, as a function of sums; NaN where undefined."""

import numpy as np

from annotator.domain.agreement.distances import Distance, Floats
from annotator.domain.agreement.kappas import divided
from annotator.domain.agreement.tallies import COINCIDENCES, PAIRABLE, Sums, paired_of


def alpha(sums: Sums, name: str, distance: Distance) -> Floats:
    """1 - Do / De for a distance that does not depend on the values given (Krippendorff 2011).

    Do = sum(o_ck d_ck) / n and De = sum(n_c n_k d_ck) / (n (n - 1)), with coincidences o, the n_c
    values c in units with at least two values, and n of them in all. Units may have any number
    of values. With squared differences as distance the interval form; with a distance of sets as
    in Passonneau (2006).
    """
    counts = sums[PAIRABLE]
    apart = sums[paired_of(name)][..., 0] * (counts.sum(axis=-1) - 1)
    return 1.0 - divided(apart, distance.expected(counts, counts))


def ordinal_alpha(sums: Sums) -> Floats:
    """Alpha with the ordinal difference of Krippendorff (2011), over ranks.

    The difference of ranks c < k is (n_c / 2 + n_(c+1) + ... + n_k / 2) squared: how far apart the
    middles of c and k are when all values stand in a row. It depends on the values given, and so
    differs from sample to sample.
    """
    counts = sums[PAIRABLE]
    ranks = counts.shape[-1]
    coincidences = sums[COINCIDENCES].reshape(*counts.shape[:-1], ranks, ranks)
    middles = np.cumsum(counts, axis=-1) - counts / 2
    squared = (middles[..., :, None] - middles[..., None, :]) ** 2
    observed = (coincidences * squared).sum(axis=(-2, -1))
    expected = np.einsum("...c,...ck,...k->...", counts, squared, counts)
    return 1.0 - divided(observed * (counts.sum(axis=-1) - 1), expected)
