"""Texts with some parts taken out: what agreement sees of an article."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from annotator.domain.alignment.overlaps import Fragment


class Zoneless:
    """A text as it would be without its holes, and where spans of it are then."""

    def __init__(self, length: int, holes: Iterable[Fragment]) -> None:
        self._holes = joined_fragments(
            (max(0, start), min(end, length)) for start, end in holes if start < end
        )
        self._starts = [start for start, _ in self._holes]
        self._gone = [0]
        """How much is taken out before each hole."""
        for start, end in self._holes:
            self._gone.append(self._gone[-1] + max(0, end - start))
        self._whole = length
        self.length = length - self._gone[-1]
        """Code points that are left."""

    def text(self, text: str) -> str:
        """Return what is left of the text."""
        if not self._holes:
            return text
        edges = [0, *(edge for hole in self._holes for edge in hole), self._whole]
        return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))

    def fragments(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        """Return spans in order, touching ones made one; what is wholly taken out is gone."""
        if len(fragments) == 1 and not self._holes:
            ((start, end),) = fragments
            if start < end <= self._whole:
                return ((start, end),)
        moved = ((self._moved(start), self._moved(end)) for start, end in fragments)
        return joined_fragments((start, end) for start, end in moved if start < end)

    def _moved(self, at: int) -> int:
        at = min(at, self._whole)
        if not self._holes:
            return at
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return at
        start, end = self._holes[place]
        return start + max(0, at - end) - self._gone[place]


def joined_fragments(fragments: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """Return fragments in order, overlapping and touching ones made one."""
    result: list[Fragment] = []
    for start, end in sorted(fragments):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)
