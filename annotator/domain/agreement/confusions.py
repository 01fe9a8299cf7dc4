"""Which values were taken for which."""

from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from annotator.domain.agreement.ratings import MISSING, Ratings, value_name
from annotator.domain.agreement.results import MOST_DIFFERING, Confusion, Differing
from annotator.domain.agreement.tallies import COINCIDENCES, tally

MOST_VALUES: Final = 40
"""A table of more values than these is not laid out."""


def confusion(ratings: Ratings) -> Confusion | None:
    """Return the table of confusions, over all values; None beyond `MOST_VALUES`.

    Two annotators: units rated by both, the first in rows. More: Krippendorff's coincidences.
    """
    size = len(ratings.values)
    if size > MOST_VALUES or ratings.annotators < 2:
        return None
    names = tuple(value_name(one) for one in ratings.values)
    if ratings.annotators == 2:
        both = ratings.codes[(ratings.codes != MISSING).all(axis=1)].astype(np.int64)
        places = both[:, 0] * size + both[:, 1]
        cells = np.bincount(places, minlength=size * size).astype(np.float64)
    else:
        cells = tally(ratings.codes, size, {}, coincidences=True).totals()[COINCIDENCES]
    table = cells.reshape(size, size).tolist()
    return Confusion(names, tuple(tuple(row) for row in table))


class Disagreements(NamedTuple):
    """What differs, in pairs of annotators' values of a unit: whole numbers."""

    commonest: tuple[Differing, ...]
    """The most frequent first, then in the order of the values; `MOST_DIFFERING` at most."""
    differing: int
    paired: int
    """All pairs, equal ones too."""


def disagreements(ratings: Ratings, *, by_name: bool = False) -> Disagreements:
    """Count pairs of annotators' values, each unit's each pair of annotators once.

    ``by_name``: the values have the order of their names, not that in which they were met.
    """
    size, paired = len(ratings.values), 0
    numbers = list(range(size))
    if by_name:
        numbers.sort(key=lambda one: value_name(ratings.values[one]))
    order = np.array(numbers, dtype=np.int64)
    place = np.empty(size, dtype=np.int64)
    place[order] = np.arange(size)
    unlike = []
    for first, second in combinations(range(ratings.annotators), 2):
        one, other = ratings.codes[:, first], ratings.codes[:, second]
        paired += int(((one != MISSING) & (other != MISSING)).sum())
        apart = (one != other) & (one != MISSING) & (other != MISSING)
        mine, theirs = place[one[apart]], place[other[apart]]
        unlike.append(np.minimum(mine, theirs) * size + np.maximum(mine, theirs))
    places = np.concatenate(unlike) if unlike else np.zeros(0, dtype=np.int64)
    cells, counts = np.unique(places, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:MOST_DIFFERING]
    return Disagreements(
        tuple(
            Differing(
                value_name(ratings.values[order[cells[at] // size]]),
                value_name(ratings.values[order[cells[at] % size]]),
                int(counts[at]),
            )
            for at in most
        ),
        int(places.size),
        paired,
    )
