"""A line of ``stance-annotator/1`` put on another copy of its text."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.domain.reattaching import CopyOfText, Mark, Outcome
from annotator.domain.text.article_text import article_id_of, digest_of
from annotator.domain.text.spans import SpanRole

Document = dict[str, Any]
_HASHES = ("quote_sha256", "before_sha256", "after_sha256")
_WORST = (Outcome.NOT_FOUND, Outcome.AMBIGUOUS, Outcome.MOVED, Outcome.FOUND)


class _Lost(Exception):
    """A span has no place in the copy."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class ReattachedLine:
    """A line with the text and the words that it lacked."""

    document: Document
    outcomes: dict[str, Outcome]
    """By attribution: what became of its content."""
    left_out: int
    """Spans of other roles, zones, submissions and decisions that have no place any more."""


def marks_in(value: Any) -> Iterator[Mark]:
    """Yield every span of a document, however deep, that has words or hashes."""
    if isinstance(value, dict):
        mark = _mark(value)
        if mark is not None:
            yield mark
            return
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from marks_in(one)


def reattached(document: Document, text: str) -> ReattachedLine:
    """Return an article's line on this copy of its text, without what has no place there."""
    article = document["article"]
    digest = digest_of(text)
    same = article.get("digest") == digest
    line = _Line(CopyOfText(text, same=same))
    outcomes: dict[str, Outcome] = {}
    attributions = []
    for place, one in enumerate(document.get("attributions", ())):
        key = str(one.get("id", place))
        put, outcomes[key] = line.attribution(one)
        if put is not None:
            attributions.append(put)
    kept = {str(one.get("id")) for one in attributions}
    for one in attributions:
        if one.get("reported_by") is not None and str(one["reported_by"]) not in kept:
            one["reported_by"] = None
    zones = article.get("zones", [])
    if not same:
        line.left_out += len(zones)
        zones = []
    whole = {
        **document,
        "article": _with_text({**article, "zones": zones}, text, digest),
        "sets": [
            {**one, "submissions": line.kept(one.get("submissions", []))}
            for one in document.get("sets", ())
        ],
        "attributions": attributions,
        "decisions": line.kept(document.get("decisions", [])),
    }
    if "feedback" in document:
        whole["feedback"] = line.kept(document["feedback"])
    moved = _renamed(whole, article.get("id"), str(article_id_of(digest)))
    return ReattachedLine(moved, outcomes, line.left_out)


class _Line:
    def __init__(self, copy: CopyOfText) -> None:
        self._copy = copy
        self._known: dict[Mark, tuple[Outcome, Document | None]] = {}
        self.left_out = 0

    def attribution(self, one: Document) -> tuple[Document | None, Outcome]:
        put = dict(one)
        found: list[Outcome] = []
        try:
            put["content"] = [self._span(each, found) for each in one.get("content", ())]
        except _Lost as lost:
            return None, lost.outcome
        for role in SpanRole:
            if role is not SpanRole.CONTENT and role.value in one:
                put[role.value] = self.kept(one[role.value])
        return put, next((each for each in _WORST if each in found), Outcome.NOT_FOUND)

    def kept(self, those: list[Any]) -> list[Any]:
        """Return what has its place, in order; the rest is counted."""
        result = []
        for one in those:
            try:
                result.append(self._restored(one))
            except _Lost:
                self.left_out += 1
        return result

    def _span(self, document: Any, found: list[Outcome]) -> Any:
        mark = _mark(document) if isinstance(document, dict) else None
        if mark is None:
            raise _Lost(Outcome.NOT_FOUND)
        place = self._copy.place_of(mark)
        found.append(place.outcome)
        return self._restored(document)

    def _restored(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._restored(one) for one in value]
        if not isinstance(value, dict):
            return value
        mark = _mark(value)
        if mark is None:
            return {key: self._restored(one) for key, one in value.items()}
        if mark not in self._known:
            place = self._copy.place_of(mark)
            span = place.span
            words = None if span is None else span.quote(self._copy.text)
            self._known[mark] = (
                place.outcome,
                None if span is None else {"start": span.start, "end": span.end, "quote": words},
            )
        outcome, put = self._known[mark]
        if put is None:
            raise _Lost(outcome)
        rest = {key: one for key, one in value.items() if key not in (*put, *_HASHES)}
        return {**put, **rest}


def _mark(document: Document) -> Mark | None:
    start, end, quote = document.get("start"), document.get("end"), document.get("quote")
    if not (isinstance(start, int) and isinstance(end, int)):
        return None
    hashes = [document.get(key) for key in _HASHES]
    if not isinstance(quote, str) and not isinstance(hashes[0], str):
        return None
    known = (one if isinstance(one, str) else None for one in hashes)
    return Mark(start, end, quote if isinstance(quote, str) else None, *known)


def _with_text(article: Document, text: str, digest: str) -> Document:
    rest = {key: one for key, one in article.items() if key not in ("id", "digest", "text")}
    return {"id": str(article_id_of(digest)), "digest": digest, "text": text, **rest}


def _renamed(value: Any, old: Any, new: str) -> Any:
    """Return a document in which another text's identifier stands for the article's."""
    if old == new or not isinstance(old, str):
        return value
    if isinstance(value, dict):
        return {key: _renamed(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, old, new) for one in value]
    return new if value == old else value


def renamed_articles(value: Any, new_ids: dict[str, str]) -> Any:
    """Return the first line with the new identifiers of articles."""
    if isinstance(value, dict):
        return {key: renamed_articles(one, new_ids) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed_articles(one, new_ids) for one in value]
    return new_ids.get(value, value) if isinstance(value, str) else value


def new_id_of(text: str) -> uuid.UUID:
    """Return the identifier that an article with this text has."""
    return article_id_of(digest_of(text))
