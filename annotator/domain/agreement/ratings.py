"""What several annotators said of the same units, as small numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

MISSING: Final = -1

Ints = NDArray[np.integer]


class RatingKind(StrEnum):
    """What sort of values are compared; also the ``level`` of what is reported."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SET = "set"


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """One attribute of aligned units: which value each annotator gave to each."""

    values: tuple[str | frozenset[str], ...]
    """What the codes stand for. Where the list of values is known (a codebook's choice), all of
    them, also those that nobody used: Gwet's coefficients count them."""
    codes: Ints
    """Units x annotators: places in ``values``, `MISSING` where there is no value."""
    stories: Ints
    """For each unit the number of its story, from 0."""
    ordered: tuple[int, ...] | None = None
    """Codes of the ordered subset, lowest first; all others count as missing where order counts."""
    kind: RatingKind = RatingKind.NOMINAL

    @property
    def annotators(self) -> int:
        """How many annotators there are, with values or without."""
        return int(self.codes.shape[1])

    @property
    def story_count(self) -> int:
        """One more than the highest number of a story."""
        return int(self.stories.max()) + 1 if self.stories.size else 0

    def between(self, annotators: Sequence[int]) -> "Ratings":
        """Return the ratings by these annotators (columns), in this order."""
        return self._with(self.codes[:, list(annotators)], self.stories)

    def of_units(self, which: NDArray[np.bool_] | Ints) -> "Ratings":
        """Return the ratings of these units, given as a mask or as places."""
        return self._with(self.codes[which], self.stories[which])

    def ranks(self) -> Ints:
        """Return places in ``ordered`` for codes; `MISSING` outside it."""
        place = np.full(len(self.values) + 1, MISSING, dtype=np.int32)
        for rank, code in enumerate(self.ordered or ()):
            place[code] = rank
        return place[self.codes]

    def pairable(self) -> tuple[int, int]:
        """Return how many units have values of at least two annotators, and these values."""
        return pairable(self.codes)

    def pairable_ranks(self) -> tuple[int, int]:
        """Return the same of the ordered subset alone."""
        return pairable(self.ranks())

    def complete(self) -> tuple[int, int]:
        """Return how many units have a value of every annotator, and these values."""
        units = int((self.codes != MISSING).all(axis=1).sum())
        return units, units * self.annotators

    def _with(self, codes: Ints, stories: Ints) -> "Ratings":
        return Ratings(self.values, codes, stories, self.ordered, self.kind)


def pairable(codes: Ints) -> tuple[int, int]:
    """Return in how many units (rows) there are at least two values, and how many these are."""
    given = (codes != MISSING).sum(axis=1)
    enough = given >= 2
    return int(enough.sum()), int(given[enough].sum())


def value_name(value: str | frozenset[str]) -> str:
    """Return one string for a value; a set's keys sorted and joined with `` + ``."""
    return value if isinstance(value, str) else " + ".join(sorted(value))
