"""Named sums by story, from which figures are had for the whole and for every resample."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from annotator.domain.agreement.resampling import Floats, Resamples
from annotator.domain.agreement.results import Figure

Sums = Mapping[str, Floats]
"""By name; the last axis runs over the cells of a sum, those before over samples."""
Formula = Callable[[Sums], Floats]
"""NaN where undefined."""


class StorySums:
    """Sums that are additive over stories."""

    def __init__(self, stories: int) -> None:
        self._stories = stories
        self._blocks: dict[str, Floats] = {}

    def add(
        self,
        name: str,
        stories: NDArray[np.integer],
        amounts: NDArray[np.generic] | float = 1.0,
        cells: NDArray[np.integer] | int = 0,
        width: int = 1,
    ) -> None:
        """Add amounts to the cells, of which the sum with this name has ``width``, of stories."""
        places = stories.astype(np.int64) * width + cells
        weights = np.broadcast_to(np.asarray(amounts, dtype=np.float64), places.shape)
        found = np.bincount(places, weights, self._stories * width).astype(np.float64)
        block: Floats = found.reshape(self._stories, width)
        self._blocks[name] = self._blocks[name] + block if name in self._blocks else block

    def totals(self) -> Sums:
        """Return the sums over all stories."""
        return {name: block.sum(axis=0) for name, block in self._blocks.items()}

    def present(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Tell for each story whether it has anything in one of these sums."""
        found: NDArray[np.bool_] = np.any([self._blocks[one].any(axis=1) for one in names], axis=0)
        return found

    def of(self, resamples: Resamples) -> Sums:
        """Return the sums of each sample."""
        together = resamples.sums(np.hstack(list(self._blocks.values())))
        found: dict[str, Floats] = {}
        start = 0
        for name, block in self._blocks.items():
            found[name] = together[:, start : start + block.shape[1]]
            start += block.shape[1]
        return found


class Figures:
    """Makes figures out of sums by story, with intervals where stories are resampled."""

    def __init__(self, sums: StorySums, resamples: Resamples | None) -> None:
        self._sums = sums
        self._resamples = resamples
        self.totals = sums.totals()
        self._resampled = sums.of(resamples) if resamples is not None else None

    def figure(
        self,
        formula: Formula,
        reason: Callable[[Sums], str],
        rests_on: Sequence[str],
        least: float = 0.0,
    ) -> Figure:
        """Return a figure.

        ``reason`` tells from the totals why it is undefined; ``rests_on`` are the sums in which
        a story must have something to speak; ``least`` is the lowest value that it can have.
        """
        value = float(formula(self.totals))
        if np.isnan(value):
            return Figure(None, reason=reason(self.totals))
        if self._resamples is None or self._resampled is None:
            return Figure(value)
        return self._resamples.figure(
            value,
            formula(self._resampled),
            present=self._sums.present(rests_on),
            least=least,
        )


def ratio(above: Floats, below: Floats) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    safe = np.where(below == 0, 1.0, below)
    return np.where(below == 0, np.nan, above / safe)
