"""Which text of a folder is the copy of which article of an export.

The very same text; else one that holds the article whole, with other lines before or after it; else
the one in which clearly most of the article's marks are.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from annotator.domain.reattaching.assigning import Likeness, assigned
from annotator.domain.reattaching.marks import Mark
from annotator.domain.reattaching.places import places_of
from annotator.domain.reattaching.whole import article_at, articles_within
from annotator.services.reattaching.copies import Copies, Step
from annotator.services.reattaching.likeness import likenesses
from annotator.services.reattaching.lines import Document, marks_in

_NAMED = 0.5
"""A text with an article's title or address, or the name of its file, has so much of a mark more:
it decides between texts that are alike."""
_SHIFTS = 5
"""So many beginnings that marks point to are tried for a whole article."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which text is an article's copy."""

    at: int | None = None
    """Its place in `Copies.texts`; None where there is no telling."""
    text: str | None = None
    """The article's text: the copy's, or the part of it that is the very text that was marked."""
    several: bool = False
    """Several texts may be the copy."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    article: dict[str, Any]
    marks: frozenset[Mark]


def chosen_copies(documents: Iterable[Document], copies: Copies, step: Step) -> dict[str, Choice]:
    """Return the copy of each article of an export."""
    chosen: dict[str, Choice] = {}
    unknown: dict[str, _Unknown] = {}
    files_tell = _FilesTell(copies)
    for document in documents:
        if "project" in document:
            continue
        step(len(chosen), None, "read")
        article, key = document["article"], id_in_export(document)
        at = copies.by_digest.get(str(article.get("digest")))
        chosen[key] = Choice() if at is None else Choice(at, copies.texts[at])
        if at is None:
            unknown[key] = _Unknown(article, frozenset(_marks_of(document)))
        else:
            files_tell.see(article, at)
    # A text that is one article of the export is no copy of another, be it ever so like.
    taken = {one.at for one in chosen.values() if one.at is not None}
    if unknown:
        chosen |= _whole(unknown, copies, taken, step)
    for key in [key for key in unknown if chosen[key].at is not None]:
        files_tell.see(unknown.pop(key).article, chosen[key].at)
    if unknown:
        chosen |= _alike(unknown, copies, taken, files_tell, step)
    return chosen


def id_in_export(document: Document) -> str:
    """Return by what an article's line is known."""
    article = document["article"]
    return str(article.get("id") or article.get("digest"))


def _marks_of(document: Document) -> Iterable[Mark]:
    marks = list(marks_in(document.get("attributions", [])))
    return marks or marks_in([document.get(key) for key in ("sets", "decisions")])


def _whole(
    unknown: dict[str, _Unknown], copies: Copies, taken: set[int], step: Step
) -> dict[str, Choice]:
    """Return the articles that stand whole in a text; ``taken`` grows by texts that are no more."""
    by_digest = {str(one.article.get("digest")): key for key, one in unknown.items()}
    chosen: dict[str, Choice] = {}
    for at, text in enumerate(copies.texts):
        step(at + 1, len(copies.texts), "read")
        if at in taken:
            continue
        found = articles_within(text, by_digest.keys() - {""})
        for digest, own in found.items():
            chosen.setdefault(by_digest[digest], Choice(at, own))
        if 2 * sum(map(len, found.values())) > len(text):
            taken.add(at)
    return chosen


def _alike(
    unknown: dict[str, _Unknown],
    copies: Copies,
    taken: set[int],
    files_tell: "_FilesTell",
    step: Step,
) -> dict[str, Choice]:
    texts = {at: text for at, text in enumerate(copies.texts) if at not in taken}
    marks = {key: one.marks for key, one in unknown.items()}
    like = likenesses(marks, texts, lambda: step(0, None, "read"))
    for key, one in like.items():
        named = copies.named(unknown[key].article, with_files=files_tell.right)
        by_text = {
            at: score + (_NAMED if at in named else 0.0) for at, score in one.by_text.items()
        }
        like[key] = replace(one, by_text=by_text)
    found, several = assigned(like)
    chosen = {key: Choice(several=True) for key in several}
    for key, at in found.items():
        step(len(chosen), len(found), "check")
        own = _own_text(unknown[key], copies.texts[at])
        chosen[key] = Choice(at, own or copies.texts[at])
    return chosen | _by_name(
        {key: one for key, one in unknown.items() if not one.marks},
        copies,
        taken | set(found.values()),
        with_files=files_tell.right,
    )


def _own_text(one: _Unknown, text: str) -> str | None:
    """Return the article's own text if the copy holds it from where its marks point to."""
    places = places_of(one.marks, text)
    shifts = Counter(
        place.span.start - mark.start for mark, place in places.items() if place.span is not None
    )
    starts = [shift for shift, _ in shifts.most_common(_SHIFTS)]
    return article_at(text, str(one.article.get("digest")), starts)


def _by_name(
    unmarked: dict[str, _Unknown], copies: Copies, taken: set[int], *, with_files: bool
) -> dict[str, Choice]:
    """Return the copies of articles without a mark, known by their names alone."""
    like = {
        key: Likeness(
            1.0,
            {at: 1.0 for at in copies.named(one.article, with_files=with_files) if at not in taken},
        )
        for key, one in unmarked.items()
    }
    found, several = assigned(like)
    return {key: Choice(several=True) for key in several} | {
        key: Choice(at, copies.texts[at]) for key, at in found.items()
    }


class _FilesTell:
    """Whether names of files are worth something: those of the texts that are known tell."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._agree = 0
        self._differ = 0

    def see(self, article: dict[str, Any], at: int | None) -> None:
        """Take note of an article whose text is known."""
        named = self._copies.named(article) - self._copies.named(article, with_files=False)
        self._agree += at in named
        self._differ += bool(named) and at not in named

    @property
    def right(self) -> bool:
        """Tell whether files have kept the names that they had."""
        return self._agree > 0 and not self._differ
