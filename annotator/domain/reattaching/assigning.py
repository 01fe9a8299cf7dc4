"""Which text is whose copy, where several articles are like several texts.

A text is the copy of one article at most. Where two texts are equally like an article, or two
articles equally like a text, nothing is said: another article's text must not come under it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

_ENOUGH = 0.4
"""Share of an article's marks that its copy must have."""
_NEARLY_ALL = 0.8
_CLEARLY = 1.3
"""So many times as much as the next text must a text have that lacks more than a few marks."""
_FIRST_BY = 1.3
"""So many times as much as the next article must the one have that takes a text which both want."""
_NOTICEABLE = 0.5
"""By so much of one mark must it have more in any case."""

Article = TypeVar("Article", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like an article some texts are: how much of its marks each has, in marks."""

    marks: float
    """How much there is to have."""
    by_text: Mapping[int, float]


def assigned(
    like: Mapping[Article, Likeness],
) -> tuple[dict[Article, int], frozenset[Article]]:
    """Return the copy of each article, and the articles for which several texts may be it.

    Who has most goes first; what is taken then leaves the others with what is left to them.
    """
    copies: dict[Article, int] = {}
    open_: dict[Article, dict[int, float]] = {}
    for article, one in like.items():
        enough = {at: score for at, score in one.by_text.items() if score >= _ENOUGH * one.marks}
        if enough and one.marks > 0:
            open_[article] = enough
    settled = True
    while settled:
        settled = False
        for at, article in _claims(open_, like):
            copies[article] = at
            del open_[article]
            _take_away(at, open_)
            settled = True
    return copies, frozenset(article for article, texts in open_.items() if texts)


def _claims(
    open_: Mapping[Article, Mapping[int, float]], like: Mapping[Article, Likeness]
) -> list[tuple[int, Article]]:
    """Return texts that are clearly the copy of one article and of no other."""
    wanted: dict[int, list[tuple[float, Article, bool]]] = {}
    for article, texts in open_.items():
        if not texts:
            continue
        marks = like[article].marks
        ranked = sorted(texts.values(), reverse=True)
        clear = len(ranked) == 1 or _clear(ranked[0], ranked[1], marks)
        for at, score in texts.items():
            if score > ranked[0] - _NOTICEABLE:
                # Of two articles with as much there, the one that lacks less.
                whole = score * score / marks
                wanted.setdefault(at, []).append((whole, article, clear and score == ranked[0]))
    claims = []
    for at, those in wanted.items():
        those.sort(key=lambda one: -one[0])
        whole, article, clear = those[0]
        if clear and (len(those) == 1 or whole >= _FIRST_BY * those[1][0]):
            claims.append((at, article))
    return claims


def _clear(best: float, next_: float, marks: float) -> bool:
    if best - next_ < min(_NOTICEABLE, marks / 4):
        return False
    return best >= _NEARLY_ALL * marks or best >= _CLEARLY * next_


def _take_away(taken: int, open_: dict[Article, dict[int, float]]) -> None:
    """Leave those who had wanted a text only texts that are nearly as like them."""
    for article, texts in open_.items():
        if taken in texts:
            lost = texts.pop(taken)
            open_[article] = {at: one for at, one in texts.items() if one >= _NEARLY_ALL * lost}
