"""What a coder is warned of: nothing is refused and nothing blocked, but it may be a slip."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.attributions import Attribution
from annotator.domain.codebook import About, Codebook
from annotator.domain.speakers import Speaker
from annotator.domain.text.match_keys import match_key
from annotator.domain.text.quotations import find_quotations, quotation_type
from annotator.domain.text.spans import Span, SpanRole
from annotator.domain.text.widening import cuts_word

_NAME_PART = re.compile(r"[^\W\d_][\w.’']*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words("al el ul bin ibn bint abu van von der den de da di du la le of zu af")
# Who has one of these words in front has been described, not named.
_DESCRIBES = _words(
    "official officials officer leader leaders commander fighter fighters spokesman spokeswoman "
    "spokesperson source sources member members diplomat diplomats minister ministry department "
    "senior junior former current resident residents analyst analysts aide adviser advisor "
    "envoy government authorities police army military intelligence agency agencies expert "
    "experts witness witnesses person people man woman men women somebody someone anonymous "
    "unnamed the a an one two three several some many other another local western house office "
    "force forces group council administration embassy state foreign soldier soldiers governor "
    "ambassador lawmaker lawmakers journalist reporter teacher student doctor trader driver "
    "villager villagers refugee refugees"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again. Codes: see `doubts`."""

    code: str
    span: Span | None = None
    """Where in the text, if it is about a place."""
    other: uuid.UUID | None = None
    """The other attribution, if it is about two."""


def doubts(
    text: str,
    attribution: Attribution,
    codebook: Codebook,
    neighbours: Iterable[Attribution],
    speakers: Mapping[uuid.UUID, Speaker],
) -> tuple[Doubt, ...]:
    """Return what deserves a second look in an attribution. ``neighbours``: others of its person.

    Codes: ``half_word``, ``unbalanced_marks``, ``direct_without_marks``, ``content_has_cue``,
    ``unnamed_with_name``, ``coded_differently``.
    """
    return (
        *_half_words(text, attribution),
        *_unbalanced(text, attribution),
        *_unmarked(text, attribution, codebook),
        *_own_cue(attribution),
        *_named(attribution, speakers),
        *_coded_differently(attribution, codebook, neighbours),
    )


def looks_like_name(name: str) -> bool:
    """Tell whether a description looks like a person's own name: "Tomas Ekdahl", not "an aide"."""
    described = name.split(",", 1)[0].split("(", 1)[0]
    parts = _NAME_PART.findall(described)
    own = [part for part in parts if part.casefold() not in _PARTICLES]
    return (
        len(own) > 1
        and all(part[0].isupper() for part in own)
        and not any(part.rstrip(".").casefold() in _DESCRIBES for part in own)
    )


def _half_words(text: str, attribution: Attribution) -> Iterator[Doubt]:
    for span in attribution.spans:
        if cuts_word(text, span.start) or cuts_word(text, span.end):
            yield Doubt("half_word", span.span)


def _unbalanced(text: str, attribution: Attribution) -> Iterator[Doubt]:
    content = [one.span for one in attribution.content]
    if not content:
        return
    for one in find_quotations(text):
        first = _holder(content, one.outer.start)
        last = _holder(content, one.outer.end - 1)
        if one.closed and (first is None) != (last is None):
            yield Doubt("unbalanced_marks", first or last)


def _holder(spans: Sequence[Span], offset: int) -> Span | None:
    return next((span for span in spans if span.start <= offset < span.end), None)


def _unmarked(text: str, attribution: Attribution, codebook: Codebook) -> Iterator[Doubt]:
    content = [one.span for one in attribution.content]
    for attribute in codebook.derived():
        says_direct = attribution.values.get(attribute.key) == "direct"
        if says_direct and quotation_type(text, content) == "indirect":
            yield Doubt("direct_without_marks", content[0])


def _own_cue(attribution: Attribution) -> Iterator[Doubt]:
    for cue in attribution.of_role(SpanRole.CUE):
        if any(cue.span.overlaps(one.span) for one in attribution.content):
            yield Doubt("content_has_cue", cue.span)


def _named(attribution: Attribution, speakers: Mapping[uuid.UUID, Speaker]) -> Iterator[Doubt]:
    speaker = speakers.get(attribution.speaker_id) if attribution.speaker_id else None
    if speaker is None or speaker.kind.named:
        return
    if any(map(looks_like_name, (speaker.name, *speaker.aliases))):
        source = attribution.of_role(SpanRole.SOURCE)
        yield Doubt("unnamed_with_name", source[0].span if source else None)


def _coded_differently(
    attribution: Attribution, codebook: Codebook, neighbours: Iterable[Attribution]
) -> Iterator[Doubt]:
    key = codebook.primary.key
    value, words = attribution.values.get(key), _content_words(attribution)
    if value is None or not words:
        return
    for other in neighbours:
        if other.id == attribution.id or other.deleted or other.values.get(key) in (None, value):
            continue
        if _content_words(other) == words and not _deliberate(attribution, other, codebook):
            yield Doubt("coded_differently", None, other.id)


def _content_words(attribution: Attribution) -> str:
    return match_key(" ".join(one.quote for one in attribution.content))


def _deliberate(one: Attribution, other: Attribution, codebook: Codebook) -> bool:
    """Tell whether the same words were marked twice on purpose: for two speakers or two objects."""
    if one.set_id != other.set_id or not any(
        mine.span.overlaps(theirs.span) for mine in one.content for theirs in other.content
    ):
        return False
    told_apart = (
        attribute.key
        for attribute in codebook.attributes
        if attribute.about is About.TEXT and not (attribute.rank or attribute.derived_from)
    )
    return one.speaker_id != other.speaker_id or any(
        one.values.get(key) != other.values.get(key) for key in told_apart
    )
