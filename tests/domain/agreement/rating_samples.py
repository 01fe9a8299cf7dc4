"""Ratings for tests: from rows and tables, and any that there may be."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from annotator.domain.agreement.ratings import MISSING, RatingKind, Ratings

Row = Sequence[Hashable | None]


def from_rows(
    rows: Iterable[Row], *, order: bool = False, stories: Sequence[int] | None = None
) -> Ratings:
    """Units by annotators with None for missing; each unit its own story if not said otherwise."""
    rows = [tuple(row) for row in rows]
    sets = any(isinstance(one, frozenset) for row in rows for one in row)
    found = {one for row in rows for one in row if one is not None}
    values = sorted(found, key=lambda one: sorted(one) if sets else one)  # type: ignore[type-var]
    place = {value: code for code, value in enumerate(values)}
    codes = np.array(
        [[MISSING if one is None else place[one] for one in row] for row in rows], dtype=np.int32
    )
    kind = RatingKind.SET if sets else RatingKind.ORDINAL if order else RatingKind.NOMINAL
    return Ratings(
        tuple(one if sets else str(one) for one in values),  # type: ignore[misc]
        codes,
        np.arange(len(rows)) if stories is None else np.asarray(stories),
        tuple(range(len(values))) if order else None,
        kind,
    )


def from_table(table: Sequence[Sequence[int]], *, order: bool = True) -> Ratings:
    """Two annotators, the first in rows; all values of the table, also those nobody used."""
    codes = [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    size = len(table)
    return Ratings(
        tuple(f"v{number}" for number in range(size)),
        np.array(codes, dtype=np.int32),
        np.arange(len(codes)),
        tuple(range(size)) if order else None,
        RatingKind.ORDINAL if order else RatingKind.NOMINAL,
    )


@st.composite
def any_ratings(
    draw: st.DrawFn,
    annotators: st.SearchStrategy[int] = st.integers(2, 5),
    *,
    missing: bool = True,
    most_units: int = 25,
) -> Ratings:
    """Up to six values, in order, of units in up to six stories, some of them missing."""
    values = draw(st.integers(2, 6))
    units, columns = draw(st.integers(1, most_units)), draw(annotators)
    lowest = MISSING if missing else 0
    codes = draw(
        arrays.arrays(np.int32, (units, columns), elements=st.integers(lowest, values - 1))
    )
    stories = draw(arrays.arrays(np.int64, units, elements=st.integers(0, 5)))
    names = tuple(f"v{number}" for number in range(values))
    return Ratings(names, codes, stories, tuple(range(values)), RatingKind.ORDINAL)
