"""The places of all marks of an article in another copy of its text.

A mark that can be in one place only is found by itself. Where its words stand at several places,
the one is meant that lies to the marks around it as it did; without any, the one at its own
offsets.
"""

from collections.abc import Iterable, Iterator, Mapping

from annotator.domain.adjudication.passages import WordedText
from annotator.domain.reattaching.marks import (
    CONTEXT,
    Borne,
    Mark,
    Outcome,
    Place,
    borne_out,
    near_an_end,
    reads,
    windows,
)
from annotator.domain.reattaching.neighbours import Candidate, Neighbours
from annotator.domain.text.spans import Span

_LONG = 16
"""Words of so many code points that stand once in a text stand there for themselves."""


def places_of(marks: Iterable[Mark], text: str, *, same: bool = False) -> dict[Mark, Place]:
    """Return where each mark stands; ``same``: in the very text that was marked."""
    marks = list(dict.fromkeys(marks))
    places = {mark: Place(Outcome.NOT_FOUND) for mark in marks}
    possible = [mark for mark in marks if mark.possible]
    if same:
        for mark in possible:
            if reads(text, mark, mark.start):
                places[mark] = Place(Outcome.FOUND, Span(mark.start, mark.end))
        return places
    search = _Search(text, possible)
    open_ = {mark: found for mark in possible if (found := search.candidates(mark))}
    neighbours = Neighbours()

    def settle(mark: Mark, candidate: Candidate) -> None:
        here = candidate.span == Span(mark.start, mark.end)
        places[mark] = Place(Outcome.FOUND if here else Outcome.MOVED, candidate.span)
        neighbours.add(mark, candidate.span)
        del open_[mark]

    for mark in _sure(open_):
        settle(mark, open_[mark][0])
    # What lies to its neighbour as it did before what only may; the nearest first, for what it
    # gives is sure for others.
    for exactly in (True, False):
        for mark in sorted(open_, key=lambda one: (neighbours.gap(one), one.start, one.end)):
            found = neighbours.free(mark, open_[mark])
            chosen = neighbours.chosen(mark, found, exactly=exactly)
            if isinstance(chosen, Candidate):
                settle(mark, chosen)
            else:
                places[mark] = Place(chosen)
    return places


def _sure(found: Mapping[Mark, list[Candidate]]) -> list[Mark]:
    """Return the marks whose only place is beyond doubt."""
    single = [mark for mark, those in found.items() if len(those) == 1]
    origins: dict[int, set[int]] = {}
    for mark in single:
        origins.setdefault(found[mark][0].span.start, set()).add(mark.start)
    # What began at two places cannot begin at one: the words of one of them are gone.
    single = [mark for mark in single if len(origins[found[mark][0].span.start]) == 1]
    hashed = [mark for mark in single if mark.hashed and found[mark][0].borne is Borne.BOTH_SIDES]
    quoted = [mark for mark in single if not mark.hashed and mark.length >= _LONG]
    return hashed + _in_order({mark: found[mark][0].span for mark in quoted})


def _in_order(spans: Mapping[Mark, Span]) -> list[Mark]:
    """Return the marks that stand in the order that they had, as many code points as can be."""
    marks = sorted(spans, key=lambda one: (one.start, one.end))
    most: list[int] = []
    before: list[int | None] = []
    for at, mark in enumerate(marks):
        fits = [
            earlier
            for earlier in range(at)
            if spans[marks[earlier]].start <= spans[mark].start
            and (marks[earlier].start == mark.start)
            == (spans[marks[earlier]].start == spans[mark].start)
        ]
        best = max(fits, key=lambda one: most[one], default=None)
        before.append(best)
        most.append(mark.length + (0 if best is None else most[best]))
    at_ = max(range(len(marks)), key=lambda one: most[one], default=None)
    result = []
    while at_ is not None:
        result.append(marks[at_])
        at_ = before[at_]
    return result


class _Search:
    """Finds where a mark's words stand, and drops what its surroundings contradict."""

    def __init__(self, text: str, marks: list[Mark]) -> None:
        self._text = text
        self._known_end = max((mark.end for mark in marks), default=0)
        wanted = {
            digest
            for mark in marks
            if mark.quote is None
            for digest in (mark.before_sha256, mark.after_sha256)
        } - {None}
        self._windows: dict[str, list[int]] = {}
        if wanted:
            for start, digest in windows(text):
                if digest in wanted:
                    self._windows.setdefault(digest, []).append(start)
        self._worded: WordedText | None = None

    def candidates(self, mark: Mark) -> list[Candidate]:
        found = [
            Candidate(Span(start, start + mark.length), borne)
            for start in self._starts(mark)
            if (borne := borne_out(self._text, mark, start, self._known_end))
        ]
        if not found and mark.quote is not None and not mark.hashed:
            self._worded = self._worded or WordedText(self._text)
            spans = self._worded.occurrences(mark.quote)
            found = [Candidate(span, Borne.ONE_SIDE) for span in spans]
        best = max((one.borne for one in found), default=None)
        return [one for one in found if one.borne is best]

    def _starts(self, mark: Mark) -> list[int]:
        if mark.quote is not None:
            return list(_finds(self._text, mark.quote))
        before = self._windows.get(mark.before_sha256 or "", ())
        after = self._windows.get(mark.after_sha256 or "", ())
        tried = sorted({at + CONTEXT for at in before} | {at - mark.length for at in after})
        found = [start for start in tried if reads(self._text, mark, start)]
        if not found and (not mark.hashed or near_an_end(mark, self._known_end)):
            # Less than a window on one side, or none: every place is looked at.
            everywhere = range(len(self._text) - mark.length + 1)
            found = [start for start in everywhere if reads(self._text, mark, start)]
        return found


def _finds(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)
