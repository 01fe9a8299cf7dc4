"""A line of ``stance-annotator/1`` put on another copy of its text."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.domain.reattaching.marks import Mark, Outcome, Place
from annotator.domain.reattaching.places import places_of
from annotator.domain.text.article_text import article_id_of, digest_of
from annotator.domain.text.spans import SpanRole
from annotator.services.reattaching.references import without_lost

Document = dict[str, Any]
_HASHES = ("quote_sha256", "before_sha256", "after_sha256")
_WORST = (Outcome.NOT_FOUND, Outcome.AMBIGUOUS, Outcome.MOVED, Outcome.FOUND)
_NOWHERE = Place(Outcome.NOT_FOUND)


class _Lost(Exception):
    """A span has no place in the copy."""


@dataclass(frozen=True, slots=True)
class ReattachedLine:
    """A line with the text and the words that it lacked."""

    document: Document
    outcomes: dict[str, Outcome]
    """By attribution: what became of its content."""
    left_out: int
    """Spans of other roles, zones, decisions, and attributions in submissions without a place."""
    reopened: int
    """Sets that lost an attribution, and were done."""


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
    rest = {key: value for key, value in document.items() if key != "article"}
    line = _Line(text, places_of(marks_in(rest), text, same=same))
    outcomes: dict[str, Outcome] = {}
    attributions = []
    for place, one in enumerate(document.get("attributions", ())):
        outcome = outcomes[str(one.get("id", place))] = line.outcome_of(one)
        if outcome.located:
            attributions.append(line.attribution(one))
    zones = article.get("zones", [])
    if not same:
        line.left_out += len(zones)
        zones = []
    whole = {
        **document,
        "article": _with_text({**article, "zones": zones}, text, digest),
        "sets": [line.with_submissions(one) for one in document.get("sets", ())],
        "attributions": attributions,
        "decisions": line.kept(document.get("decisions", [])),
    }
    if "feedback" in document:
        whole["feedback"] = line.kept(document["feedback"])
    rest_of_it = without_lost(document, whole)
    moved = _renamed(rest_of_it.document, article.get("id"), str(article_id_of(digest)))
    left_out = line.left_out + rest_of_it.decisions
    return ReattachedLine(moved, outcomes, left_out, rest_of_it.reopened)


class _Line:
    """Puts the words back into the parts of a line, and counts what has no place."""

    def __init__(self, text: str, places: dict[Mark, Place]) -> None:
        self._text = text
        self._places = places
        self.left_out = 0

    def outcome_of(self, attribution: Document) -> Outcome:
        """Return the worst outcome of the spans of an attribution's content."""
        found = {self._place(each).outcome for each in attribution.get("content", ())}
        return next((one for one in _WORST if one in found), Outcome.NOT_FOUND)

    def attribution(self, one: Document) -> Document:
        """Return an attribution whose content has its place."""
        roles = [role.value for role in SpanRole if role is not SpanRole.CONTENT]
        put = {}
        for key, value in one.items():
            if key in roles:
                put[key] = self.kept(value)
            else:
                for each in self.kept([value]):
                    put[key] = each
        return put

    def with_submissions(self, one: Document) -> Document:
        """Return a set; what was handed in holds only what has its place."""
        submissions = [
            {**each, "snapshot": self._snapshot(each.get("snapshot"))}
            for each in one.get("submissions", ())
        ]
        return {**one, "submissions": submissions}

    def _snapshot(self, snapshot: Any) -> Any:
        attributions = snapshot.get("attributions") if isinstance(snapshot, dict) else None
        if not isinstance(attributions, list):
            (kept,) = self.kept([snapshot]) or ({},)
            return kept
        return {
            **self._restored({**snapshot, "attributions": []}),
            "attributions": self.kept([self._without_lost_spans(one) for one in attributions]),
        }

    def kept(self, those: list[Any]) -> list[Any]:
        """Return what has its place, in order; the rest is counted."""
        result = []
        for one in those:
            try:
                result.append(self._restored(self._with_candidates(one)))
            except _Lost:
                self.left_out += 1
        return result

    def _with_candidates(self, one: Any) -> Any:
        """Return a decision whose candidates, as they were, lack sources and cues that are lost."""
        if not (isinstance(one, dict) and isinstance(one.get("snapshots"), list)):
            return one
        return {**one, "snapshots": [self._without_lost_spans(each) for each in one["snapshots"]]}

    def _without_lost_spans(self, attribution: Any) -> Any:
        spans = attribution.get("spans") if isinstance(attribution, dict) else None
        if not isinstance(spans, list):
            return attribution
        kept = [
            one
            for one in spans
            if not isinstance(one, dict)
            or one.get("role") == SpanRole.CONTENT
            or self._place(one).span is not None
        ]
        self.left_out += len(spans) - len(kept)
        return {**attribution, "spans": kept}

    def _place(self, document: Any) -> Place:
        mark = _mark(document) if isinstance(document, dict) else None
        return _NOWHERE if mark is None else self._places[mark]

    def _restored(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._restored(one) for one in value]
        if not isinstance(value, dict):
            return value
        mark = _mark(value)
        if mark is None:
            return {key: self._restored(one) for key, one in value.items()}
        span = self._places[mark].span
        if span is None:
            raise _Lost
        put = {"start": span.start, "end": span.end, "quote": span.quote(self._text)}
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
