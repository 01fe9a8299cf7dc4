"""Which values were taken for which."""

from typing import Final

import numpy as np

from annotator.domain.agreement.ratings import MISSING, Ratings, value_name
from annotator.domain.agreement.results import Confusion
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
