"""Finding marks again in another copy of a text: by their words, or by hashes of them.

A mark that was passed on without words has the SHA-256 of its quote and of the `CONTEXT` code
points on either side. A quote of known length is looked for at every place of the text; where it
stands several times, what stands around it decides.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.adjudication.passages import WordedText
from annotator.domain.text.spans import Span

CONTEXT = 32
"""Code points on either side of a quote that are hashed."""


class Outcome(StrEnum):
    """What became of a mark."""

    FOUND = "found"
    """At the offsets that it had."""
    MOVED = "moved"
    """At other offsets; where the words are known, spacing and punctuation may differ."""
    AMBIGUOUS = "ambiguous"
    """At several places, and nothing tells which is meant."""
    NOT_FOUND = "not_found"

    @property
    def located(self) -> bool:
        """Tell whether there is one place."""
        return self in (Outcome.FOUND, Outcome.MOVED)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a mark: offsets in its own text (code points), and words or hashes."""

    start: int
    end: int
    quote: str | None
    quote_sha256: str | None
    before_sha256: str | None
    after_sha256: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark is now."""

    outcome: Outcome
    span: Span | None = None


class CopyOfText:
    """A text in which marks are looked for."""

    def __init__(self, text: str, *, same: bool = False) -> None:
        """``same``: it is known to be the very text that was marked."""
        self.text = text
        self._same = same
        self._worded: WordedText | None = None

    def place_of(self, mark: Mark) -> Place:
        """Return where a mark stands."""
        length = mark.end - mark.start
        if length <= 0 or mark.start < 0 or (mark.quote is None and mark.quote_sha256 is None):
            return Place(Outcome.NOT_FOUND)
        here = Span(mark.start, mark.end)
        if self._reads(mark, mark.start) and (self._same or self._sides(mark, mark.start) == 2):
            return Place(Outcome.FOUND, here)
        starts = list(self._starts(mark))
        if len(starts) > 1:
            # Both sides as they were weigh more than one.
            best = max(self._sides(mark, start) for start in starts)
            starts = [one for one in starts if self._sides(mark, one) == best]
        if not starts:
            return self._by_words(mark)
        if len(starts) > 1:
            return Place(Outcome.AMBIGUOUS)
        outcome = Outcome.FOUND if starts[0] == mark.start else Outcome.MOVED
        return Place(outcome, Span(starts[0], starts[0] + length))

    def _reads(self, mark: Mark, start: int) -> bool:
        words = self.text[start : start + mark.end - mark.start]
        if len(words) != mark.end - mark.start:
            return False
        return words == mark.quote if mark.quote is not None else sha256(words) == mark.quote_sha256

    def _starts(self, mark: Mark) -> Iterator[int]:
        if mark.quote is None:
            last = len(self.text) - (mark.end - mark.start)
            yield from (start for start in range(last + 1) if self._reads(mark, start))
            return
        start = self.text.find(mark.quote)
        while start >= 0:
            yield start
            start = self.text.find(mark.quote, start + 1)

    def _sides(self, mark: Mark, start: int) -> int:
        """Return on how many sides of a place there stands what stood there."""
        end = start + mark.end - mark.start
        before = sha256(self.text[max(0, start - CONTEXT) : start]) == mark.before_sha256
        return before + (sha256(self.text[end : end + CONTEXT]) == mark.after_sha256)

    def _by_words(self, mark: Mark) -> Place:
        if mark.quote is None:
            return Place(Outcome.NOT_FOUND)
        self._worded = self._worded or WordedText(self.text)
        found = self._worded.occurrences(mark.quote)
        if len(found) == 1:
            return Place(Outcome.MOVED, found[0])
        return Place(Outcome.AMBIGUOUS if found else Outcome.NOT_FOUND)


def context_hashes(text: str) -> Iterator[str]:
    """Yield the hash of every run of `CONTEXT` code points of a text."""
    for start in range(max(0, len(text) - CONTEXT) + 1):
        yield sha256(text[start : start + CONTEXT])


def sha256(words: str) -> str:
    """Return the hash as exports write it; of a text that cannot be encoded, of nothing's."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
