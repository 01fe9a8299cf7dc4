"""A line of ``stance-annotator/1`` put on another copy of its text."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.domain.reattaching.marks import Mark, Outcome, Place
from annotator.domain.reattaching.places import places_of
from annotator.domain.text.article_text import article_id_of, digest_of
from annotator.domain.text.spans import SpanRole
from annotator.services.reattaching.left_out import (
    DECISION,
    FEEDBACK,
    SUBMISSION,
    ZONE,
    LeftOut,
    Whose,
    Within,
    content_of,
    left_out,
    quote_of,
)
from annotator.services.reattaching.references import without_lost

Document = dict[str, Any]
_HASHES = ("quote_sha256", "before_sha256", "after_sha256")
_WORST = (Outcome.NOT_FOUND, Outcome.AMBIGUOUS, Outcome.MOVED, Outcome.FOUND)
_NOWHERE = Place(Outcome.NOT_FOUND)
_NOBODYS = Whose()


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
    left_out: tuple[LeftOut, ...]
    """What has no place: attributions, spans of other roles, zones, decisions, and what of
    attributions is in submissions and decisions."""
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
    line = _Line(text, places_of(marks_in(rest), text, same=same), document)
    outcomes: dict[str, Outcome] = {}
    attributions = []
    for place, one in enumerate(document.get("attributions", ())):
        id_ = attribution_id(one, place)
        outcome = outcomes[id_] = line.outcome_of(one)
        if outcome.located:
            attributions.append(line.attribution(one, id_))
        else:
            line.lose_whole(one, id_, outcome)
    zones = article.get("zones", [])
    if not same:
        line.lose_zones(zones)
        zones = []
    whole = {
        **document,
        "article": _with_text({**article, "zones": zones}, text, digest),
        "sets": [line.with_submissions(one) for one in document.get("sets", ())],
        "attributions": attributions,
        "decisions": line.kept(document.get("decisions", []), DECISION, Within.DECISION),
    }
    if "feedback" in document:
        whole["feedback"] = line.kept(document["feedback"], FEEDBACK)
    rest_of_it = without_lost(document, whole)
    moved = _renamed(rest_of_it.document, article.get("id"), str(article_id_of(digest)))
    line.lose_decisions(rest_of_it.decisions)
    return ReattachedLine(moved, outcomes, tuple(line.left_out), rest_of_it.reopened)


def attribution_id(attribution: Document, place: int) -> str:
    """Return by what an attribution of a line is known; ``place``: its own, from 0."""
    return str(attribution.get("id", place))


class _Line:
    """Puts the words back into the parts of a line, and remembers what has no place."""

    def __init__(self, text: str, places: dict[Mark, Place], document: Document) -> None:
        self._text = text
        self._places = places
        self.left_out: list[LeftOut] = []
        self._known: dict[str, Whose] = {}
        for place, one in enumerate(document.get("attributions", ())):
            id_ = attribution_id(one, place)
            self._known[id_] = Whose(id_, place + 1, self._content(one))

    def outcome_of(self, attribution: Document) -> Outcome:
        """Return the worst outcome of the spans of an attribution's content."""
        found = {self._place(each).outcome for each in attribution.get("content", ())}
        return next((one for one in _WORST if one in found), Outcome.NOT_FOUND)

    def attribution(self, one: Document, id_: str) -> Document:
        """Return an attribution whose content has its place."""
        roles = [role.value for role in SpanRole if role is not SpanRole.CONTENT]
        put = {}
        whose = self._known[id_]
        for key, value in one.items():
            if key in roles:
                put[key] = self.kept(value, key, whose=whose)
            else:
                for each in self.kept([value], key, whose=whose):
                    put[key] = each
        return put

    def lose_whole(self, attribution: Document, id_: str, outcome: Outcome) -> None:
        """Remember an attribution whose content has no place."""
        quote = quote_of(content_of(attribution))
        role, whose = SpanRole.CONTENT.value, self._known[id_]
        self.left_out.append(left_out(role, outcome, Within.WORK, whose, quote))

    def lose_zones(self, zones: list[Any]) -> None:
        """Remember zones: they are of another text."""
        for one in zones:
            lost = left_out(ZONE, Outcome.NOT_FOUND, Within.WORK, _NOBODYS, quote_of(one))
            self.left_out.append(lost)

    def lose_decisions(self, decisions: list[Document]) -> None:
        """Remember decisions that go with what they made gold."""
        for one in decisions:
            whose = self._whose(one)
            self.left_out.append(left_out(DECISION, Outcome.NOT_FOUND, Within.DECISION, whose))

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
            (kept,) = self.kept([snapshot], SUBMISSION, Within.SUBMISSION) or ({},)
            return kept
        within = Within.SUBMISSION
        those = [self._without_lost_spans(one, within) for one in attributions]
        return {
            **self._restored({**snapshot, "attributions": []}),
            "attributions": self.kept(those, SpanRole.CONTENT.value, within),
        }

    def kept(
        self,
        those: list[Any],
        part: str,
        within: Within = Within.WORK,
        whose: Whose | None = None,
    ) -> list[Any]:
        """Return what has its place, in order; the rest is remembered as such a part.

        ``whose``: the attribution that they are of; else each of them tells.
        """
        result = []
        for one in those:
            try:
                result.append(self._restored(self._with_candidates(one)))
            except _Lost as lost:
                quote = quote_of(content_of(one)) if part == SpanRole.CONTENT else quote_of(one)
                owner = self._whose(one) if whose is None else whose
                self.left_out.append(left_out(part, lost.outcome, within, owner, quote))
        return result

    def _whose(self, one: Any) -> Whose:
        """Return the attribution that this is, or is a snapshot of, or is a decision about."""
        if not isinstance(one, dict):
            return _NOBODYS
        own = [str(one["id"])] if "id" in one else []
        named = (one.get(key) for key in ("gold", "candidates"))
        about = [str(each) for those in named if isinstance(those, list) for each in those]
        for id_ in (*own, *about):
            if id_ in self._known:
                return self._known[id_]
        content = self._content(one)
        return _NOBODYS if content is None else Whose(next(iter(own), None), None, content)

    def _content(self, attribution: Document) -> str | None:
        """Return the words of an attribution's content, be it those that were found."""
        spans = content_of(attribution)
        places = [self._place(one).span for one in spans]
        found = [
            quote_of(one) or (None if span is None else span.quote(self._text))
            for one, span in zip(spans, places, strict=True)
        ]
        return " … ".join(words for words in found if words) or None

    def _with_candidates(self, one: Any) -> Any:
        """Return a decision whose candidates, as they were, lack sources and cues that are lost."""
        if not (isinstance(one, dict) and isinstance(one.get("snapshots"), list)):
            return one
        within = Within.DECISION
        snapshots = [self._without_lost_spans(each, within) for each in one["snapshots"]]
        return {**one, "snapshots": snapshots}

    def _without_lost_spans(self, attribution: Any, within: Within) -> Any:
        spans = attribution.get("spans") if isinstance(attribution, dict) else None
        if not isinstance(spans, list):
            return attribution
        kept = []
        for one in spans:
            role = one.get("role") if isinstance(one, dict) else SpanRole.CONTENT
            if role == SpanRole.CONTENT or self._place(one).span is not None:
                kept.append(one)
                continue
            outcome, whose = self._place(one).outcome, self._whose(attribution)
            self.left_out.append(left_out(str(role), outcome, within, whose, quote_of(one)))
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
        place = self._places[mark]
        span = place.span
        if span is None:
            raise _Lost(place.outcome)
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
