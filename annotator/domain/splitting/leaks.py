"""What the parts of a split share: how much of an article stands word for word in another part.

Texts are compared as sets of n-grams of `N` words (letters and digits, without case; a shorter text
is one n-gram). Containment of A in B is the share of A's distinct n-grams that B has, too (Broder
1997). Memory is bounded: of very large collections a part of all n-grams is kept, the same for
every text, which estimates containment; the greatest are then worked out on the whole texts.
"""

import re
import uuid
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Grams = np.ndarray[Any, np.dtype[np.uint64]]
else:
    Grams = Any

N = 8
"""Words of an n-gram."""
MOST_KEPT = 8_000_000
"""So many n-grams are kept in memory, 8 bytes each."""
SHOWN = 10
NOTEWORTHY = 0.1
"""Containment above which a leak is worth a look. A statement that several papers quote, and the
set phrases around it, are some thirty of the three hundred runs of words of a short report, a tenth
at most; more means that a paragraph was taken over."""
_TO_REFINE = 50
_NEAREST = 20
"""An n-gram that stands in very many articles is compared with so many of each other part."""
_EVERYTHING = (1 << 64) - 1
_WORD = re.compile(r"\w+")
_ODD = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Leak:
    """Two articles in different parts, and how much of the one stands in the other."""

    containment: float
    """Share of the distinct n-grams of ``article`` that ``other`` has too, from 0 to 1."""
    article: uuid.UUID
    part: str
    other: uuid.UUID
    other_part: str
    title: str = ""
    """Of ``article``."""
    other_title: str = ""


@dataclass(frozen=True, slots=True)
class LeakReport:
    """The greatest containments between the parts; none where nothing is shared."""

    n: int
    """Words of an n-gram."""
    articles: int
    """How many were compared."""
    greatest: tuple[Leak, ...]
    """The greatest first, each pair of articles once, `SHOWN` at most."""
    above_half: int
    """Articles of which more than half stands in an article of another part."""
    speakers: int
    """Named speakers who occur in more than one part."""
    separable: bool = True
    """Whether so many parts can be made that no named speaker is in two."""

    @property
    def containment(self) -> float:
        """Return the greatest containment, 0.0 where nothing is shared."""
        return self.greatest[0].containment if self.greatest else 0.0

    @property
    def noteworthy(self) -> bool:
        """Tell whether more is shared than quotes and set phrases explain (`NOTEWORTHY`)."""
        return self.containment > NOTEWORTHY


def grams_of(text: str) -> Grams:
    """Return the distinct n-grams of a text as sorted numbers; none for a text without words."""
    import numpy as np

    words = _WORD.findall(text.casefold())
    if not words:
        return np.empty(0, dtype=np.uint64)
    numbers = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    n = min(N, len(numbers))
    found = np.zeros(len(numbers) - n + 1, dtype=np.uint64)
    for place in range(n):
        found = found * np.uint64(_ODD) + numbers[place : len(numbers) - n + 1 + place]
    # Mixed (the finaliser of SplitMix64), so that the smallest are a fair sample.
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    return np.unique(found ^ (found >> np.uint64(31)))


class LeakCheck:
    """Takes the articles one after the other, then compares them between the parts."""

    def __init__(self, most_kept: int = MOST_KEPT) -> None:
        self._most = most_kept
        self._limit = _EVERYTHING
        self._kept = 0
        self._grams: dict[uuid.UUID, Grams] = {}

    def add(self, article_id: uuid.UUID, text: str) -> None:
        """Take an article: its text without zones."""
        found = self._sampled(grams_of(text))
        self._grams[article_id] = found
        self._kept += len(found)
        while self._kept > self._most:
            self._limit >>= 1
            self._grams = {key: self._sampled(one) for key, one in self._grams.items()}
            self._kept = sum(map(len, self._grams.values()))

    def report(
        self,
        parts: Mapping[uuid.UUID, str],
        speakers: int,
        text_of: Callable[[uuid.UUID], str],
    ) -> LeakReport:
        """Compare; ``text_of`` reads a text again where only a part of it was kept."""
        ids = list(self._grams)
        shares = self._shares(ids, parts)
        best: dict[frozenset[uuid.UUID], tuple[float, uuid.UUID, uuid.UUID]] = {}
        above: set[uuid.UUID] = set()
        for one, other, share in shares:
            if share > 0.5:
                above.add(one)
            pair = frozenset((one, other))
            best[pair] = max(best.get(pair, (0.0, one, other)), (share, one, other))
        ranked = sorted(best.values(), key=lambda leak: (-leak[0], leak[1], leak[2]))[:_TO_REFINE]
        if self._limit != _EVERYTHING:
            ranked = [_refined(one, other, text_of) for _, one, other in ranked]
            ranked.sort(key=lambda leak: (-leak[0], leak[1], leak[2]))
        greatest = tuple(
            Leak(share, one, parts[one], other, parts[other])
            for share, one, other in ranked[:SHOWN]
        )
        return LeakReport(N, len(ids), greatest, len(above), speakers)

    def _sampled(self, grams: Grams) -> Grams:
        import numpy as np

        if self._limit == _EVERYTHING:
            return grams
        return grams[: int(np.searchsorted(grams, np.uint64(self._limit), side="right"))].copy()

    def _shares(
        self, ids: list[uuid.UUID], parts: Mapping[uuid.UUID, str]
    ) -> list[tuple[uuid.UUID, uuid.UUID, float]]:
        """Return for every two articles of different parts that share n-grams how much they do."""
        import numpy as np

        if not ids:
            return []
        sizes = [len(self._grams[one]) for one in ids]
        grams = np.concatenate([self._grams[one] for one in ids])
        owners = np.repeat(np.arange(len(ids)), sizes)
        order = np.argsort(grams, kind="stable")
        grams, owners = grams[order], owners[order]
        edges = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1], [True])))
        shared: dict[tuple[int, int], int] = {}
        for at in np.flatnonzero(np.diff(edges) > 1):
            _count(owners[edges[at] : edges[at + 1]].tolist(), ids, parts, shared)
        return [(ids[one], ids[other], n / sizes[one]) for (one, other), n in shared.items()]


def _count(
    owners: list[int],
    ids: list[uuid.UUID],
    parts: Mapping[uuid.UUID, str],
    shared: dict[tuple[int, int], int],
) -> None:
    """Count one n-gram for every two of its articles that are in different parts."""
    by_part: dict[str, list[int]] = {}
    for one in owners:
        by_part.setdefault(parts[ids[one]], []).append(one)
    if len(by_part) < 2:
        return
    for one in owners:
        mine = parts[ids[one]]
        for part, others in by_part.items():
            if part != mine:
                for other in others[:_NEAREST]:
                    shared[one, other] = shared.get((one, other), 0) + 1


def _refined(
    one: uuid.UUID, other: uuid.UUID, text_of: Callable[[uuid.UUID], str]
) -> tuple[float, uuid.UUID, uuid.UUID]:
    """Return the greater of the two containments of two whole texts."""
    import numpy as np

    mine, theirs = grams_of(text_of(one)), grams_of(text_of(other))
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    there, here = both / max(len(mine), 1), both / max(len(theirs), 1)
    return (there, one, other) if there >= here else (here, other, one)
