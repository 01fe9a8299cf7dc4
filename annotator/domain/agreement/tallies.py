"""What coefficients are computed from: sums over units, kept by story.

The sums of any selection of stories, with repetitions, are the sums of the units in them. All
values of a resample are therefore had from the sums by story, without going back to units.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.domain.agreement.distances import Codes, Distance, Floats
from annotator.domain.agreement.ratings import MISSING
from annotator.domain.agreement.resampling import Resamples

Sums = Mapping[str, Floats]
"""Sums by name of the block; the last axis runs over its cells, those before over samples."""

UNITS: Final = "units"
"""Units with at least two values."""
PAIRABLE: Final = "pairable"
"""By value: how often it occurs in units with at least two values."""
FIRST: Final = "first"
SECOND: Final = "second"
"""By value: how often the first and the second annotator gave it, in units rated by both."""
SHARES: Final = "shares"
"""By value: its share in the unit's values, summed over the units with any value."""
COMPLETE: Final = "complete"
"""Units with a value of every annotator."""
COMPLETE_VALUES: Final = "complete_values"
"""By value: how often it occurs in these."""
COINCIDENCES: Final = "coincidences"
"""By pair of values: Krippendorff's coincidences, a unit of m values counting each of its ordered
pairs as 1 / (m - 1)."""

_PATTERNS: Final = 1 << 16
_DENSE: Final = 1 << 22


def mean_of(name: str) -> str:
    """Name the sum over units of the mean distance within pairs of values."""
    return f"{name} mean"


def paired_of(name: str) -> str:
    """Name the sum of distances over coincidences."""
    return f"{name} paired"


def complete_of(name: str) -> str:
    """Name the sum over complete units of the mean distance within pairs of values."""
    return f"{name} complete"


@dataclass(frozen=True, slots=True)
class _Block:
    """Amounts in cells of stories."""

    stories: NDArray[np.integer]
    """In ascending order."""
    cells: NDArray[np.integer]
    amounts: Floats
    width: int

    def totals(self) -> Floats:
        return np.bincount(self.cells, self.amounts, self.width).astype(np.float64)

    def by_story(self, stories: int) -> Floats:
        places = self.stories * np.int64(self.width) + self.cells
        found = np.bincount(places, self.amounts, stories * self.width)
        return found.reshape(stories, self.width).astype(np.float64)

    def is_dense(self, stories: int) -> bool:
        """Whether a table of stories x cells is quicker than the entries, and not too large."""
        size = stories * self.width
        return size <= _DENSE and (size <= _PATTERNS or size <= 50 * self.cells.size)


class Tally:
    """Sums by story in named blocks."""

    def __init__(self, blocks: Mapping[str, _Block], stories: int):
        self._blocks = blocks
        self.stories = stories

    @property
    def width(self) -> int:
        """How many numbers one sample's sums are."""
        return sum(block.width for block in self._blocks.values())

    def totals(self) -> Sums:
        """Return the sums over all stories."""
        return {name: block.totals() for name, block in self._blocks.items()}

    def present(self, name: str) -> NDArray[np.bool_]:
        """Tell for each story whether it has anything in this block of one cell."""
        block = self._blocks[name]
        return np.bincount(block.stories, block.amounts, self.stories) > 0

    def of(self, resamples: Resamples) -> Sums:
        """Return the sums of each sample."""
        names, table = self._dense
        together = resamples.sums(table)
        found: dict[str, Floats] = {}
        start = 0
        for name in names:
            width = self._blocks[name].width
            found[name] = together[:, start : start + width]
            start += width
        for name, block in self._blocks.items():
            if name not in found:
                found[name] = resamples.entry_sums(
                    block.stories, block.cells, block.amounts, block.width
                )
        return found

    @cached_property
    def _dense(self) -> tuple[tuple[str, ...], Floats]:
        names = tuple(name for name, block in self._blocks.items() if block.is_dense(self.stories))
        tables = [self._blocks[name].by_story(self.stories) for name in names]
        return names, np.hstack(tables) if tables else np.zeros((self.stories, 0))


def tally(
    codes: Codes,
    values: int,
    distances: Mapping[str, Distance],
    stories: NDArray[np.integer] | None = None,
    story_count: int = 1,
    *,
    coincidences: bool = False,
) -> Tally:
    """Sum up units x annotators of codes below ``values``, by story where ``stories`` is given.

    Blocks are named by the constants above and, for each distance, `mean_of`, `paired_of` and
    `complete_of` its name; `FIRST` and `SECOND` exist for two annotators only, `COINCIDENCES` (of
    values x values cells) where asked for.
    """
    codes, times, stories = _condensed(codes, values, stories)
    blocks: dict[str, _Block] = {}
    annotators = codes.shape[1]
    given = (codes != MISSING).sum(axis=1)
    several, every = given >= 2, (given == annotators) & (given >= 2)

    def add_units(name: str, which: NDArray[np.bool_], amounts: Floats) -> None:
        taken = np.flatnonzero(which)
        cells = np.zeros(taken.size, dtype=np.int64)
        blocks[name] = _Block(stories[taken], cells, amounts[taken], 1)

    def add_values(name: str, which: NDArray[np.bool_], part: Codes, amounts: Floats) -> None:
        units, columns = np.nonzero((part != MISSING) & which[:, None])
        blocks[name] = _Block(stories[units], part[units, columns], amounts[units], values)

    add_units(UNITS, several, times)
    add_units(COMPLETE, every, times)
    add_values(PAIRABLE, several, codes, times)
    add_values(COMPLETE_VALUES, every, codes, times)
    add_values(SHARES, given >= 1, codes, times / np.maximum(given, 1))
    if annotators == 2:
        add_values(FIRST, several, codes[:, :1], times)
        add_values(SECOND, several, codes[:, 1:], times)
    pairs = times / np.maximum(given - 1, 1)
    for name, distance in distances.items():
        apart = _distances_within(codes, distance)
        add_units(paired_of(name), several, 2 * apart * pairs)
        mean = 2 * apart * pairs / np.maximum(given, 1)
        add_units(mean_of(name), several, mean)
        add_units(complete_of(name), every, mean)
    if coincidences:
        blocks[COINCIDENCES] = _coincidences(codes, values, stories, pairs)
    return Tally(blocks, story_count)


def _distances_within(codes: Codes, distance: Distance) -> Floats:
    """The sum of distances over each unit's pairs of values."""
    total = np.zeros(codes.shape[0])
    for first in range(codes.shape[1]):
        for second in range(first + 1, codes.shape[1]):
            one, other = codes[:, first], codes[:, second]
            both = (one != MISSING) & (other != MISSING)
            if both.all():
                total += distance.of(one, other)
            else:
                total[both] += distance.of(one[both], other[both])
    return total


def _coincidences(codes: Codes, values: int, stories: NDArray[np.integer], pairs: Floats) -> _Block:
    found: list[tuple[NDArray[np.integer], NDArray[np.integer], Floats]] = []
    for first in range(codes.shape[1]):
        for second in range(codes.shape[1]):
            one, other = codes[:, first], codes[:, second]
            both = np.flatnonzero((one != MISSING) & (other != MISSING))
            if first != second:
                cells = one[both].astype(np.int64) * values + other[both]
                found.append((stories[both], cells, pairs[both]))
    at, cells, amounts = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.argsort(at, kind="stable")
    return _Block(at[order], cells[order], amounts[order], values * values)


def _condensed(
    codes: Codes, values: int, stories: NDArray[np.integer] | None
) -> tuple[Codes, Floats, NDArray[np.integer]]:
    """Return the distinct rows of each story, how often each occurs, and their stories, ascending.

    Many units of few values have few distinct rows. Where that may not be so, the rows are
    returned one by one. Rows without any value are left out.
    """
    annotators = codes.shape[1]
    rows = (values + 1) ** annotators
    last = int(stories.max()) + 1 if stories is not None and stories.size else 1
    if rows <= _PATTERNS and rows * last <= max(_PATTERNS, 4 * codes.shape[0]):
        keys = np.zeros(codes.shape[0], dtype=np.int64)
        if stories is not None:
            keys += stories
        for column in range(annotators):
            keys *= values + 1
            keys += codes[:, column] + 1
        times = np.bincount(keys, minlength=rows * last)
        found = np.flatnonzero(times)
        found = found[found % rows > 0]
        distinct = np.empty((found.size, annotators), dtype=np.int32)
        rest = found
        for column in reversed(range(annotators)):
            rest, code = np.divmod(rest, values + 1)
            distinct[:, column] = code - 1
        return distinct, times[found].astype(np.float64), rest
    kept = np.flatnonzero((codes != MISSING).any(axis=1))
    if stories is None:
        return codes[kept], np.ones(kept.size), np.zeros(kept.size, dtype=np.int64)
    kept = kept[np.argsort(stories[kept], kind="stable")]
    return codes[kept], np.ones(kept.size), stories[kept]
