"""Marks that were passed on by their words or by hashes, and how a place in a text bears them out.

A mark without words has the SHA-256 of its quote and of the `CONTEXT` code points on either side,
or of as many as there were. A place where the quote stands, but neither side is as it was, is
another place with the same words.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from annotator.domain.text.spans import Span

CONTEXT = 32
"""Code points on either side of a quote that are hashed."""
_TELLING = 8
"""Fewer code points of context than this may well be the same by chance."""


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

    @property
    def length(self) -> int:
        """Return how many code points are marked."""
        return self.end - self.start

    @property
    def hashed(self) -> bool:
        """Tell whether it is known what stood around it."""
        return self.before_sha256 is not None or self.after_sha256 is not None

    @property
    def possible(self) -> bool:
        """Tell whether it can stand in any text."""
        known = self.quote is not None or self.quote_sha256 is not None
        return known and self.start >= 0 and self.length > 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark is now."""

    outcome: Outcome
    span: Span | None = None


class Borne(IntEnum):
    """How far what stands around a place bears out that it is the mark's."""

    CONTRADICTED = 0
    ONE_SIDE = 1
    """One side is as it was; or nothing is known of either."""
    BOTH_SIDES = 2
    """As far as there was anything on either side."""


class _Side(IntEnum):
    OTHER = 0
    SILENT = 1
    SAME = 2


def reads(text: str, mark: Mark, start: int) -> bool:
    """Tell whether a mark's words stand at a place."""
    words = text[start : start + mark.length]
    if start < 0 or len(words) != mark.length:
        return False
    return words == mark.quote if mark.quote is not None else sha256(words) == mark.quote_sha256


def borne_out(text: str, mark: Mark, start: int, known_end: int) -> Borne:
    """Return how far the surroundings of a place are those of a mark.

    ``known_end``: the marked text is known to reach so far; only near its end can there have been
    fewer than `CONTEXT` code points after a mark.
    """
    sides = (_before(text, mark, start), _after(text, mark, start + mark.length, known_end))
    if _Side.OTHER not in sides:
        return Borne.BOTH_SIDES if _Side.SAME in sides else Borne.ONE_SIDE
    return Borne.ONE_SIDE if _Side.SAME in sides else Borne.CONTRADICTED


def _before(text: str, mark: Mark, start: int) -> _Side:
    if mark.before_sha256 is None:
        return _Side.SILENT
    # What is new in front of a text does not count against a mark near its beginning.
    length = min(CONTEXT, mark.start)
    if sha256(text[max(0, start - length) : start]) != mark.before_sha256:
        return _Side.OTHER
    return _Side.SAME if length >= _TELLING else _Side.SILENT


def _after(text: str, mark: Mark, end: int, known_end: int) -> _Side:
    if mark.after_sha256 is None:
        return _Side.SILENT
    words = text[end : end + CONTEXT]
    if sha256(words) == mark.after_sha256:
        return _Side.SAME if len(words) >= _TELLING else _Side.SILENT
    for length in range(max(0, known_end - mark.end), len(words)):
        if sha256(words[:length]) == mark.after_sha256:
            return _Side.SAME if length >= _TELLING else _Side.SILENT
    return _Side.OTHER


def near_an_end(mark: Mark, known_end: int) -> bool:
    """Tell whether there may have been less than `CONTEXT` code points on a side of a mark."""
    return mark.start < CONTEXT or mark.end > known_end - CONTEXT


def windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield where every run of `CONTEXT` code points of a text begins, and its hash."""
    sha = hashlib.sha256
    if text.isascii():
        data = text.encode()
        for start in range(len(data) - CONTEXT + 1):
            yield start, sha(data[start : start + CONTEXT]).hexdigest()
        return
    for start in range(len(text) - CONTEXT + 1):
        yield start, sha256(text[start : start + CONTEXT])


def sha256(words: str) -> str:
    """Return the hash as exports write it."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
