"""Where the boundaries of several annotators differ, word by word, for reading."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from annotator.domain.text.spans import Span, joined
from annotator.domain.text.widening import is_word_character, word_at


class RunKind(StrEnum):
    """Who marked a run of words."""

    COMMON = "common"
    """Everybody."""
    OWN = "own"
    """The row's annotator, but not everybody."""
    NOT_MARKED = "not_marked"
    """Somebody, but not the row's annotator."""
    BETWEEN = "between"
    """Nobody: words between the fragments of a discontinuous content."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that are alike in who marked them."""

    kind: RunKind
    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class WordRow:
    """What one annotator marked, against all that anybody marked."""

    runs: tuple[Run, ...]
    """In order of the text, without gaps, over the same range in every row."""
    words: int
    """How many words this annotator marked."""


@dataclass(frozen=True, slots=True)
class WordComparison:
    """The rows of all annotators, with how many words all, and any, of them marked."""

    rows: Mapping[uuid.UUID, WordRow]
    common: int
    union: int

    @property
    def iou(self) -> float:
        """Return the share of the words marked by all among those marked by any; 1 for no words."""
        return self.common / self.union if self.union else 1.0


class _Piece(NamedTuple):
    span: Span
    words: int
    markers: frozenset[uuid.UUID]


def word_rows(text: str, contents: Mapping[uuid.UUID, Sequence[Span]]) -> WordComparison:
    """Compare contents word by word.

    Quotation marks, punctuation and white space at a boundary go with the words before them (with
    those behind, at the very start). A word that a boundary cuts counts as two.
    """
    pieces = _merged(_pieces(text, contents))
    everybody = frozenset(contents)
    return WordComparison(
        {one: _row(one, pieces, everybody) for one in contents},
        sum(one.words for one in pieces if one.markers == everybody),
        sum(one.words for one in pieces if one.markers),
    )


def _pieces(text: str, contents: Mapping[uuid.UUID, Sequence[Span]]) -> list[_Piece]:
    """Cut the range of all contents at every boundary."""
    marked = {one: joined(spans) for one, spans in contents.items()}
    edges = {edge for spans in marked.values() for one in spans for edge in (one.start, one.end)}
    return [
        _Piece(
            Span(start, end),
            _count_words(text, start, end),
            frozenset(
                person_id
                for person_id, spans in marked.items()
                if any(one.start <= start and end <= one.end for one in spans)
            ),
        )
        for start, end in pairwise(sorted(edges))
    ]


def _merged(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Join pieces with the same markers, and what has no word with what is before it."""
    result: list[_Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if last is None or (last.words and piece.words and last.markers != piece.markers):
            result.append(piece)
        else:
            # Only the very first may have no word: it takes on the markers of what comes behind.
            markers = last.markers if last.words or not piece.words else piece.markers
            span = Span(last.span.start, piece.span.end)
            result[-1] = _Piece(span, last.words + piece.words, markers)
    return result


def _row(
    person_id: uuid.UUID, pieces: Iterable[_Piece], everybody: frozenset[uuid.UUID]
) -> WordRow:
    runs: list[Run] = []
    for span, words, markers in pieces:
        kind = _kind(person_id, markers, everybody)
        if runs and runs[-1].kind is kind:
            last = runs.pop()
            runs.append(Run(kind, Span(last.span.start, span.end), last.words + words))
        else:
            runs.append(Run(kind, span, words))
    own = (RunKind.COMMON, RunKind.OWN)
    return WordRow(tuple(runs), sum(one.words for one in runs if one.kind in own))


def _kind(
    person_id: uuid.UUID, markers: frozenset[uuid.UUID], everybody: frozenset[uuid.UUID]
) -> RunKind:
    if markers == everybody:
        return RunKind.COMMON
    if person_id in markers:
        return RunKind.OWN
    return RunKind.NOT_MARKED if markers else RunKind.BETWEEN


def _count_words(text: str, start: int, end: int) -> int:
    count, at = 0, start
    while at < end:
        if is_word_character(text[at]):
            count += 1
            at = max(at + 1, word_at(text, at).end)
        else:
            at += 1
    return count
