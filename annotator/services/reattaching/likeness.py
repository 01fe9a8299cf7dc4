"""How like texts are to articles of which only marks are known.

Each text is looked at once for all articles: at every place where there begin three words of a
quote, or where 32 code points have the hash of a mark's surroundings. What counts is a mark whose
surroundings are as they were, or that lies to other marks as it did. Names and verbs of saying,
which stand in every text, are looked for only in the texts that have the longer quotes.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from heapq import nlargest

from annotator.domain.reattaching.assigning import Likeness
from annotator.domain.reattaching.marks import (
    CONTEXT,
    Borne,
    Mark,
    borne_out,
    reads,
    windows,
)
from annotator.domain.text.match_keys import match_key

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")
_GRAM = 3
_TELLING = 24
"""A quote of so many code points counts as one mark; a shorter one for less."""
_LONG = 16
"""A quote of so many code points does not stand in any text."""
_TEXTS = 20
"""So many of the likest texts of an article are kept."""
_key_of = lru_cache(maxsize=100_000)(match_key)

_Found = dict[Mark, dict[int, Borne]]
"""The places where a mark may begin, and how far they are borne out."""


def likenesses(
    marks: Mapping[str, Collection[Mark]], texts: Mapping[int, str], told: Callable[[], None]
) -> dict[str, Likeness]:
    """Return how like each article the texts are that are like it at all.

    ``marks``: by article; ``told`` is called for every text.
    """
    marks = {article: {one for one in those if one.possible} for article, those in marks.items()}
    rough = _Search({article: _telling(those) for article, those in marks.items()})
    for at, text in texts.items():
        told()
        rough.look(at, text)
    wanted: dict[int, list[str]] = {}
    result: dict[str, Likeness] = {}
    for article, scores in rough.scores.items():
        likest = nlargest(_TEXTS, scores.items(), key=lambda one: (one[1], -one[0]))
        result[article] = Likeness(sum(map(_weight, marks[article])), dict(likest))
        if any(one.quote is not None for one in marks[article]):
            for at, _ in likest:
                wanted.setdefault(at, []).append(article)
    for at, articles in wanted.items():
        told()
        fine = _Search({article: marks[article] for article in articles})
        fine.look(at, texts[at])
        for article in articles:
            by_text = {**result[article].by_text, at: fine.scores[article].get(at, 0.0)}
            result[article] = replace(result[article], by_text=by_text)
    return result


def _telling(marks: Collection[Mark]) -> Collection[Mark]:
    """Return the marks that do not stand in any text; all where there are no others."""
    return {one for one in marks if one.quote is None or one.length >= _LONG} or marks


class _Search:
    """Looks for the marks of many articles in many texts."""

    def __init__(self, marks: Mapping[str, Collection[Mark]]) -> None:
        self._marks = marks
        self._ends = {
            article: max((one.end for one in those), default=0)
            for article, those in self._marks.items()
        }
        self._by_hash: dict[str, list[tuple[str, Mark, int]]] = {}
        self._by_words: dict[tuple[str, ...], list[tuple[str, Mark]]] = {}
        self._words: dict[str, tuple[list[str], int]] = {}
        self._grams: set[int] = set()
        self.scores: dict[str, dict[int, float]] = {article: {} for article in marks}
        """By article and text: how many marks are there."""
        for article, those in marks.items():
            for one in those:
                self._list(article, one)

    def look(self, at: int, text: str) -> None:
        """Look at a text; ``at`` stands for it in `scores`."""
        found: dict[str, _Found] = {}
        if self._by_hash:
            self._by_hashes(text, found)
        if self._by_words:
            self._by_quotes(_SPACES.sub(" ", text), found)
        for article, those in found.items():
            score = _score(those, only=len(self._marks[article]) == 1)
            if score:
                self.scores[article][at] = score

    def _list(self, article: str, mark: Mark) -> None:
        if mark.quote is not None:
            if mark.quote not in self._words:
                words = _words_of(mark.quote)
                first = words[0][1] if words else 0
                self._words[mark.quote] = ([word for word, _ in words], first)
            gram = tuple(self._words[mark.quote][0][:_GRAM])
            if gram:
                self._grams.add(len(gram))
                self._by_words.setdefault(gram, []).append((article, mark))
            return
        if mark.before_sha256 is not None and mark.start >= CONTEXT:
            self._by_hash.setdefault(mark.before_sha256, []).append((article, mark, CONTEXT))
        if mark.after_sha256 is not None:
            self._by_hash.setdefault(mark.after_sha256, []).append((article, mark, -mark.length))

    def _by_hashes(self, text: str, found: dict[str, _Found]) -> None:
        for window, digest in windows(text):
            for article, mark, offset in self._by_hash.get(digest, ()):
                start = window + offset
                places = found.setdefault(article, {}).setdefault(mark, {})
                if start not in places and reads(text, mark, start):
                    places[start] = borne_out(text, mark, start, self._ends[article])

    def _by_quotes(self, text: str, found: dict[str, _Found]) -> None:
        there = _words_of(text)
        words = [word for word, _ in there]
        for place, (_, start) in enumerate(there):
            for length in self._grams:
                gram = tuple(words[place : place + length])
                for article, mark in self._by_words.get(gram, ()):
                    quoted, first = self._words[mark.quote or ""]
                    if words[place : place + len(quoted)] == quoted:
                        places = found.setdefault(article, {}).setdefault(mark, {})
                        places[start - first] = Borne.ONE_SIDE


def _words_of(text: str) -> list[tuple[str, int]]:
    """Return the words of a text, as keys, and where they begin."""
    words = ((_key_of(found.group()), found.start()) for found in _WORD.finditer(text))
    return [(word, start) for word, start in words if word]


def _weight(mark: Mark) -> float:
    return 1.0 if mark.quote is None else min(1.0, mark.length / _TELLING)


def _score(found: _Found, *, only: bool) -> float:
    """Return how many marks are there; ``only``: the article has no other."""
    shifts = Counter(
        start - mark.start
        for mark, places in found.items()
        for start, borne in places.items()
        if borne
    )
    return sum(
        _weight(mark)
        * max(
            (
                _share(mark, borne, 9 if only else shifts[start - mark.start])
                for start, borne in places.items()
            ),
            default=0.0,
        )
        for mark, places in found.items()
    )


def _share(mark: Mark, borne: Borne, together: int) -> float:
    """Return how much a place counts; ``together``: so many marks are shifted alike."""
    if not borne:
        return 0.0
    if mark.quote is None:
        if borne is Borne.BOTH_SIDES:
            return 1.0
        return 0.5 if together > 1 else 0.25
    return {1: 0.5, 2: 0.75}.get(together, 1.0)
