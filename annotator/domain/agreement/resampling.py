"""Intervals by resampling stories, since articles of one story are not independent.

Every figure is a function of sums over stories. A resample is therefore a row of weights (how
often each story was drawn), and its sums are one product of matrices.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.domain.agreement.measures import Reason
from annotator.domain.agreement.results import Figure

Floats = NDArray[np.float64]

_CELLS_AT_ONCE: Final = 1 << 21
"""How many numbers to hold at once in a table of resamples."""


@dataclass(frozen=True, slots=True, eq=False)
class Resamples:
    """Samples of stories; made by `bootstrap` or `jackknife`."""

    stories: int
    level: float
    """Share of the distribution within an interval, such as 0.95."""
    drawn: NDArray[np.uint16] | None
    """Samples x stories: how often each was drawn; None where each story is left out once."""
    left_out: range = range(0)
    """The stories left out, one in each sample, where ``drawn`` is None."""

    @property
    def count(self) -> int:
        """How many samples there are."""
        return len(self.left_out) if self.drawn is None else int(self.drawn.shape[0])

    def pieces(self, columns: int) -> Iterator["Resamples"]:
        """Yield the samples in order, few enough at a time for tables with so many columns."""
        rows = max(1, _CELLS_AT_ONCE // max(columns, 1))
        for start in range(0, self.count, rows):
            if self.drawn is None:
                yield replace(self, left_out=self.left_out[start : start + rows])
            else:
                yield replace(self, drawn=self.drawn[start : start + rows])

    def sums(self, per_story: Floats) -> Floats:
        """Return the sums of each sample (samples x ...) for an array of stories x ....

        Stories that the array does not reach count as zero.
        """
        known = per_story.shape[0]
        flat = per_story.reshape(known, -1).astype(np.float64, copy=False)
        if self.drawn is None:
            result = np.repeat(flat.sum(axis=0)[None, :], self.count, axis=0)
            rows = np.arange(self.left_out.start, min(self.left_out.stop, known))
            result[: rows.size] -= flat[rows]
        else:
            result = np.empty((self.count, flat.shape[1]))
            done = 0
            for piece in self.pieces(known):
                assert piece.drawn is not None
                result[done : done + piece.count] = piece.drawn[:, :known].astype(float) @ flat
                done += piece.count
        return result.reshape(self.count, *per_story.shape[1:])

    def entry_sums(
        self, stories: NDArray[np.integer], cells: NDArray[np.integer], amounts: Floats, width: int
    ) -> Floats:
        """Return the sums of each sample (samples x ``width``) of amounts in cells of stories.

        For tables that are mostly empty; ``stories`` must be in ascending order.
        """
        if self.drawn is not None:
            found = np.empty((self.count, width))
            for place, weights in enumerate(self.drawn):
                found[place] = np.bincount(cells, weights[stories] * amounts, width)
            return found
        total = np.bincount(cells, amounts, width).astype(np.float64)
        result = np.repeat(total[None, :], self.count, axis=0)
        first, last = np.searchsorted(stories, (self.left_out.start, self.left_out.stop))
        rows = stories[first:last] - self.left_out.start
        np.subtract.at(result, (rows, cells[first:last]), amounts[first:last])
        return result

    def figure(
        self,
        value: float | None,
        resampled: Floats,
        *,
        reason: str | None = None,
        present: NDArray[np.bool_] | None = None,
        least: float = -math.inf,
    ) -> Figure:
        """Return a figure with its interval.

        ``value`` is the point estimate, None with ``reason``. ``resampled`` has one value a
        sample, NaN where undefined. ``present`` tells which stories have something to say.
        ``least`` is the lowest value that the figure can have; the highest is 1.
        """
        if value is None:
            return Figure(None, reason=reason)
        speaking = self.stories if present is None else int(np.count_nonzero(present))
        if speaking < 2:
            return Figure(value, interval_reason=Reason.TOO_FEW_STORIES)
        if self.drawn is None and present is not None:
            resampled = resampled[np.flatnonzero(present)]
        defined = resampled[~np.isnan(resampled)]
        undefined = int(resampled.size - defined.size)
        if defined.size < 2 or undefined * 2 > resampled.size:
            return Figure(value, None, None, Reason.UNDEFINED_TOO_OFTEN, undefined)
        between = self._percentiles if self.drawn is not None else self._around
        low, high = between(value, defined)
        return Figure(value, (max(low, least), min(high, 1.0)), None, None, undefined)

    def _percentiles(self, _value: float, defined: Floats) -> tuple[float, float]:
        """The percentile interval (Efron & Tibshirani 1993, section 13.3)."""
        tail = (1.0 - self.level) / 2
        low, high = np.quantile(defined, (tail, 1.0 - tail))
        return float(low), float(high)

    def _around(self, value: float, defined: Floats) -> tuple[float, float]:
        """The t interval around the value (Efron & Tibshirani 1993, chapter 11).

        The standard error is that of the values with one story left out each time.
        """
        count = defined.size
        spread = float(((defined - defined.mean()) ** 2).sum())
        error = math.sqrt((count - 1) / count * spread)
        reach = student_t(self.level, count - 1) * error
        return value - reach, value + reach


def bootstrap(
    stories: int, samples: int = 1000, seed: int = 2025, level: float = 0.95
) -> Resamples:
    """Draw as many stories as there are, with replacement, ``samples`` times.

    The standard bootstrap (Efron & Tibshirani 1993, chapter 6), over stories as its units. The
    same seed gives the same samples.
    """
    chance = np.random.default_rng(seed)
    drawn = np.zeros((samples, stories), dtype=np.uint16)
    for row in drawn:
        row[:] = np.bincount(chance.integers(0, max(stories, 1), stories), minlength=stories)
    return Resamples(stories, level, drawn)


def spread(resamples: Resamples, places: NDArray[np.integer], stories: int) -> Resamples:
    """Return samples of some stories as samples of more, of which the others are never drawn.

    ``places``: which one of the ``stories`` each story of the samples is.
    """
    assert resamples.drawn is not None
    drawn = np.zeros((resamples.count, stories), dtype=np.uint16)
    drawn[:, places] = resamples.drawn
    return Resamples(stories, resamples.level, drawn)


def jackknife(stories: int, level: float = 0.95) -> Resamples:
    """Leave out each story once (Efron & Tibshirani 1993, chapter 11)."""
    return Resamples(stories, level, None, range(stories))


def student_t(level: float, freedom: int) -> float:
    """Return t such that a share ``level`` of Student's distribution lies within -t and t.

    By bisection of the finite series for whole degrees of freedom (Abramowitz & Stegun 1964,
    26.7.3 and 26.7.4).
    """
    low, high = 0.0, 1.0
    while _within(high, freedom) < level:
        low, high = high, high * 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return (low + high) / 2


def _within(t: float, freedom: int) -> float:
    """The share of Student's distribution within -t and t."""
    angle = math.atan(t / math.sqrt(freedom))
    square = math.cos(angle) ** 2
    odd = freedom % 2
    terms = (freedom - odd) // 2
    steps = np.arange(1, max(terms, 1))
    factors = 2 * steps / (2 * steps + 1) if odd else (2 * steps - 1) / (2 * steps)
    series = 1.0 + float(np.cumprod(factors * square).sum()) if terms else 0.0
    if not odd:
        return math.sin(angle) * series
    return 2 / math.pi * (angle + math.sin(angle) * math.cos(angle) * series)
