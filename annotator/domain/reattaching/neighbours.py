"""Marks whose place in a copy is known, and what follows from them for the marks beside them."""

from bisect import bisect_right, insort
from dataclasses import dataclass

from annotator.domain.reattaching.marks import Borne, Mark, Outcome
from annotator.domain.text.spans import Span

_SLACK, _MOST_SLACK = 8, 64
"""Code points that a mark may be nearer to or farther from its neighbour than it was."""

_Neighbour = tuple[int, int, Span]
"""Where a mark began and ended, and where it is now."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a mark's words stand."""

    span: Span
    borne: Borne


class Neighbours:
    """Marks with a place, and what follows from them for those beside them."""

    def __init__(self) -> None:
        self._marks: list[_Neighbour] = []
        self._origins: dict[int, int] = {}

    def add(self, mark: Mark, span: Span) -> None:
        """Take note of a mark's place."""
        insort(self._marks, (mark.start, mark.end, span))
        self._origins[span.start] = mark.start

    def free(self, mark: Mark, found: list[Candidate]) -> list[Candidate]:
        """Return the places where nothing begins that began elsewhere than the mark."""
        return [one for one in found if self._origins.get(one.span.start, mark.start) == mark.start]

    def gap(self, mark: Mark) -> int:
        """Return how far the nearest is."""
        return min((gap for _, gap in self._expected(mark)), default=mark.end)

    def chosen(self, mark: Mark, found: list[Candidate], *, exactly: bool) -> Candidate | Outcome:
        """Return the place that is meant, or why none is.

        ``exactly``: only one as far from a neighbour as it was.
        """
        if not found:
            return Outcome.NOT_FOUND
        expected = self._expected(mark)
        if not expected:
            here = [one for one in found if one.span.start == mark.start] or found
            return here[0] if len(here) == 1 else Outcome.AMBIGUOUS
        if exactly and self._around(mark)[0] is None:
            # The beginning of the text is a neighbour, too.
            expected.append((mark.start, mark.start))
        ranked = sorted(
            (min((abs(one.span.start - at), gap) for at, gap in expected), one.span, one)
            for one in found
        )
        (off, gap), _, best = ranked[0]
        if exactly:
            clear = len(ranked) == 1 or (off, gap) < ranked[1][0]
            return best if clear and off == 0 else Outcome.AMBIGUOUS
        slack = min(_SLACK + gap // 4, _MOST_SLACK)
        if len(ranked) == 1:
            near = off <= slack or (self._in_order(mark, best.span) and self._changed(mark))
            return best if near else Outcome.NOT_FOUND
        if off <= slack < ranked[1][0][0]:
            return best
        return (
            Outcome.AMBIGUOUS
            if any(self._in_order(mark, one.span) for one in found)
            else Outcome.NOT_FOUND
        )

    def _around(
        self, mark: Mark
    ) -> tuple[tuple[int, int, Span] | None, tuple[int, int, Span] | None]:
        at = bisect_right(self._marks, mark.start, key=lambda one: one[0])
        before = self._marks[at - 1] if at else None
        return before, self._marks[at] if at < len(self._marks) else None

    def _expected(self, mark: Mark) -> list[tuple[int, int]]:
        """Return where a mark should begin by each neighbour, and how far that one was from it."""
        before, after = self._around(mark)
        result = []
        if before is not None:
            start, end, span = before
            if mark.start >= end:
                result.append((span.end + mark.start - end, mark.start - end))
            else:
                result.append((span.start + mark.start - start, 0))
        if after is not None:
            start, _, span = after
            result.append((span.start - (start - mark.start), max(0, start - mark.end)))
        return result

    def _in_order(self, mark: Mark, span: Span) -> bool:
        before, after = self._around(mark)
        return (before is None or before[2].start <= span.start) and (
            after is None or span.start <= after[2].start
        )

    def _changed(self, mark: Mark) -> bool:
        """Tell whether the copy differs between the neighbours, so that a place may be shifted."""
        before, after = self._around(mark)
        if before is None or after is None:
            return mark.hashed
        return before[2].start - before[0] != after[2].start - after[0]
