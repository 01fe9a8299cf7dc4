"""Krippendorff's alpha for unitizing in its form of 2016, and its family.

Krippendorff, Mathet, Bouvry & Widlöcher, "On the reliability of unitizing textual continua:
Further developments", Quality & Quantity 50 (2016): u-alpha (equations 1 to 5), |u-alpha (6),
cu-alpha (9 to 11) and (k)u-alpha (13). It is another coefficient than alpha-U of 1995 and 2004:
what counts is the length of intersections, not squared differences of boundaries.

Texts are taken as one continuum, end to end; no unit reaches over an end. Whoever is not done with
a text says nothing about it, so that each text has its own number m of annotators. All that the
coefficients need is additive over texts:

* each value's length, over annotators, and the summed squares of the lengths of its units (of what
  nobody marked: of its single characters);
* lengths of intersections of every two annotators' units, divided by m - 1.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotator.domain.agreement.resampling import Floats
from annotator.domain.agreement.story_sums import StorySums, Sums, ratio

Ints = NDArray[np.integer]

LENGTH: Final = "length"
"""By value, and last what is unmarked: characters, over annotators."""
SQUARES: Final = "squares"
"""By value: squared lengths of units."""
APART: Final = "apart"
"""Characters in which two differ, in both directions."""
BOTH: Final = "both"
"""By value: characters marked so by one, and marked at all by another."""
SAME: Final = "same"
"""By value: characters marked so by both."""
BOTH_SQUARES: Final = "both squares"
"""By value: squared lengths of what another marked at all of a unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Continua:
    """Texts, and who is done with them."""

    lengths: Ints
    """Code points."""
    stories: Ints
    present: NDArray[np.bool_]
    """Texts x annotators. Texts of fewer than two do not count."""


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Units of annotators, as columns; one annotator's in one text do not overlap."""

    text: Ints
    annotator: Ints
    """Columns of `Continua.present`."""
    start: Ints
    end: Ints
    """Code points of the text; longer than 0."""
    value: Ints
    """From 0."""

    def of(self, which: NDArray[np.bool_] | Ints) -> "Segments":
        """Return some of them."""
        return Segments(
            self.text[which],
            self.annotator[which],
            self.start[which],
            self.end[which],
            self.value[which],
        )


def joined_segments(continua: Continua, segments: Segments) -> Segments:
    """Return the segments with those of one value and annotator that overlap or touch made one."""
    if not segments.start.size:
        return segments
    offsets, end = _offsets(continua)
    values = int(segments.value.max()) + 1
    # Every annotator and value has a continuum of its own, one behind the other.
    lane = (segments.annotator.astype(np.int64) * values + segments.value) * end
    starts = lane + offsets[segments.text] + segments.start
    order = np.argsort(starts, kind="stable")
    starts, sorted_segments = starts[order], segments.of(order)
    ends = starts + (sorted_segments.end - sorted_segments.start)
    reach = np.maximum.accumulate(ends)
    first = np.flatnonzero(np.append(True, starts[1:] > reach[:-1]))
    last = np.append(first[1:], starts.size) - 1
    merged = sorted_segments.of(first)
    lengths = reach[last] - starts[first]
    return Segments(
        merged.text, merged.annotator, merged.start, merged.start + lengths, merged.value
    )


def overlapping_characters(continua: Continua, segments: Segments) -> int:
    """Return in how many characters an annotator has several segments; each annotator apart."""
    if not segments.start.size:
        return 0
    offsets, end = _offsets(continua)
    starts = segments.annotator.astype(np.int64) * end + offsets[segments.text] + segments.start
    ends = starts + (segments.end - segments.start)
    edges = np.concatenate((starts, ends))
    steps = np.repeat([1, -1], starts.size)
    order = np.argsort(edges, kind="stable")
    edges, going_on = edges[order], np.cumsum(steps[order])
    return int((np.diff(edges) * (going_on[:-1] >= 2)).sum())


def add_unitizing(
    sums: StorySums, name: str, continua: Continua, segments: Segments, values: int
) -> None:
    """Add what the coefficients of this name are made of."""
    counted = continua.present.sum(axis=1) >= 2
    mine = counted[segments.text] & continua.present[segments.text, segments.annotator]
    segments = segments.of(mine)
    shares = 1.0 / np.maximum(continua.present.sum(axis=1) - 1, 1)
    stories = continua.stories[segments.text]
    lengths = (segments.end - segments.start).astype(np.float64)

    def add(what: str, at: Ints, amounts: Floats, cells: Ints | int, width: int = values) -> None:
        sums.add(name + what, at, amounts, cells, width)

    texts = np.flatnonzero(counted)
    whole = continua.lengths[texts].astype(np.float64) * continua.present[texts].sum(axis=1)
    add(LENGTH, continua.stories[texts], whole, values, values + 1)
    add(LENGTH, stories, -lengths, values, values + 1)
    add(LENGTH, stories, lengths, segments.value, values + 1)
    add(SQUARES, stories, lengths**2, segments.value)
    cut = _Cut.of(continua, segments)
    story, share = continua.stories[cut.text], shares[cut.text]
    for what in (APART, BOTH, SAME, BOTH_SQUARES):
        nothing = np.zeros(0, dtype=np.int64)
        add(what, nothing, np.zeros(0), nothing, 1 if what == APART else values)
    annotators = continua.present.shape[1]
    valued = np.append(segments.value, -1)
    for first in range(annotators):
        for second in range(annotators):
            both = continua.present[cut.text, first] & continua.present[cut.text, second]
            if first == second or not both.any():
                continue
            one, other = cut.segment[first], cut.segment[second]
            apart = np.flatnonzero(both & (valued[one] != valued[other]))
            add(APART, story[apart], cut.length[apart] * share[apart], 0, 1)
            common = np.flatnonzero((one >= 0) & (other >= 0))
            amounts = cut.length[common] * share[common]
            values_here = segments.value[one[common]]
            add(BOTH, story[common], amounts, values_here)
            same = values_here == segments.value[other[common]]
            add(SAME, story[common[same]], amounts[same], values_here[same])
            parts = np.bincount(one[common], cut.length[common], segments.start.size)
            add(BOTH_SQUARES, stories, parts**2 * shares[segments.text], segments.value)


def u_alpha(sums: Sums, name: str) -> Floats:
    """Return u-alpha: all segments, the unmarked ones too. With one value it is |u-alpha."""
    lengths = sums[name + LENGTH]
    total = lengths.sum(axis=-1)
    unpaired = sums[name + SQUARES].sum(axis=-1) + lengths[..., -1]
    unlike = total**2 - (lengths**2).sum(axis=-1)
    return 1 - ratio(sums[name + APART][..., 0] * (total**2 - unpaired), total * unlike)


def cu_alpha(sums: Sums, name: str) -> Floats:
    """Return cu-alpha: values, where two have marked anything at all."""
    lengths = sums[name + BOTH]
    total = lengths.sum(axis=-1)
    unpaired = sums[name + BOTH_SQUARES].sum(axis=-1)
    unlike = total**2 - (lengths**2).sum(axis=-1)
    apart = total - sums[name + SAME].sum(axis=-1)
    return 1 - ratio(apart * (total**2 - unpaired), total * unlike)


def ku_alpha(sums: Sums, name: str, value: int) -> Floats:
    """Return (k)u-alpha of one value against all others, where two have marked anything."""
    lengths = sums[name + BOTH]
    total, here = lengths.sum(axis=-1), lengths[..., value]
    pairable = here * total - sums[name + BOTH_SQUARES][..., value]
    apart = here - sums[name + SAME][..., value]
    return 1 - ratio(pairable * apart, here**2 * (total - here))


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """The continuum cut at every boundary."""

    text: Ints
    length: Floats
    segment: list[Ints]
    """By annotator: which segment each piece is in; -1 for none."""

    @classmethod
    def of(cls, continua: Continua, segments: Segments) -> "_Cut":
        offsets, end = _offsets(continua)
        starts = offsets[segments.text] + segments.start
        ends = offsets[segments.text] + segments.end
        # A text ends one before the next one begins: what is between belongs to none.
        ending = offsets + continua.lengths
        edges = np.sort(np.concatenate((offsets, ending, starts, ends)))
        edges = edges[np.append(True, edges[1:] > edges[:-1])[: edges.size]]
        text = np.searchsorted(offsets, edges, side="right") - 1
        inside = np.flatnonzero(edges < ending[text]) if edges.size else np.zeros(0, np.int64)
        begin = edges[inside]
        length = (np.append(edges, end)[inside + 1] - begin).astype(np.float64)
        by_annotator = []
        for annotator in range(continua.present.shape[1]):
            own = np.flatnonzero(segments.annotator == annotator)
            own = own[np.argsort(starts[own], kind="stable")]
            place = np.searchsorted(starts[own], begin, side="right") - 1
            found = np.append(own, -1)[place]
            covered = np.append(ends, -1)[found] > begin
            by_annotator.append(np.where((place >= 0) & covered, found, -1))
        return cls(text[inside], length, by_annotator)


def _offsets(continua: Continua) -> tuple[NDArray[np.int64], int]:
    """Return where each text begins, one behind the other with one between, and the end of all."""
    reach = np.cumsum(continua.lengths.astype(np.int64) + 1)
    end = int(reach[-1]) if reach.size else 0
    return reach - continua.lengths - 1, end
