"""Counting: the same article, passage or statement as often as an export is to have it."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.domain.adjudication.passages import WordedText, passage_in
from annotator.domain.alignment.compared_values import comparable, compared_attributes
from annotator.domain.alignment.overlaps import shared_fragments
from annotator.domain.attributions import QuotedSpan
from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Scope
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import Span, SpanRole
from annotator.formats.records import ArticleRecord, AttributionRecord, SpeakerRecord
from annotator.formats.stance_annotator_documents import in_file_order
from annotator.services.interchange.export_options import Counted

Key = tuple[object, ...]
Told = Callable[[str, int], None]
"""Hears a code (`REPEATED_PASSAGE`, `REPEATED_STATEMENT`) and a number of attributions."""
REPEATED_PASSAGE, REPEATED_STATEMENT = "passage_repeated", "statement_repeated"
"""Codes of what is left out, as `annotator.wording.losses` has sentences for them."""


def counted(
    articles: Iterable[ArticleRecord],
    how: Counted,
    codebooks: Iterable[Codebook],
    speakers: Iterable[SpeakerRecord],
    told: Told | None = None,
) -> Iterator[ArticleRecord]:
    """Yield the articles with each thing as often as it counts; the first in order is kept.

    `Counted.PASSAGE` needs the articles of a story one after the other. ``told`` hears, article by
    article, why attributions are left out and how many.
    """
    if how is Counted.APPEARANCE:
        for article in articles:
            yield from _copies(article)
        return
    left_out: Callable[[ArticleRecord], set[uuid.UUID]]
    if how is Counted.PASSAGE:
        left_out = _Passages().repeated
    else:
        left_out = _Statements(how, codebooks, speakers).repeated
    why = REPEATED_PASSAGE if how is Counted.PASSAGE else REPEATED_STATEMENT
    for article in articles:
        gone = left_out(article)
        if gone and told is not None:
            told(why, len(gone))
        yield _without(article, gone)


class _Statements:
    """Remembers what was said: in the article, on the day, or in the week."""

    def __init__(
        self, how: Counted, codebooks: Iterable[Codebook], speakers: Iterable[SpeakerRecord]
    ) -> None:
        self._how = how
        self._attributes = {one.ref: _compared(one) for one in codebooks}
        self._merged = {one.id: one.merged_into for one in speakers if one.merged_into}
        self._said: set[int] = set()

    def repeated(self, article: ArticleRecord) -> set[uuid.UUID]:
        period = self._period(article)
        if period is None:
            self._said = set()
        found = set()
        for one in in_file_order(article.attributions):
            key = self._statement(one)
            if key is None:
                continue
            # As a number: a million statements are to be remembered.
            mark = derived_id(repr((period, key))).int
            if mark in self._said:
                found.add(one.id)
            self._said.add(mark)
        return found

    def _period(self, article: ArticleRecord) -> Key | None:
        """Return the day or week; None where each article stands for itself."""
        day = article.appearances[0].published_on if article.appearances else None
        if self._how is Counted.DOCUMENT:
            return None
        if day is None:
            return ("article", str(article.id))
        if self._how is Counted.DAY:
            return ("day", day.isoformat())
        return ("week", *day.isocalendar()[:2])

    def _statement(self, one: AttributionRecord) -> Key | None:
        if one.speaker is None or not one.speaker.kind.named:
            return None
        values = [
            (attribute.key, _plain(attribute, one))
            for attribute in self._attributes.get(one.codebook or "", ())
        ]
        whose = (one.layer.value, one.round, one.annotator)
        return (*whose, str(self._meant(one.speaker.id)), one.codebook, *values)

    def _meant(self, speaker_id: uuid.UUID) -> uuid.UUID:
        seen = set()
        while speaker_id in self._merged and speaker_id not in seen:
            seen.add(speaker_id)
            speaker_id = self._merged[speaker_id] or speaker_id
        return speaker_id


class _Passages:
    """Remembers what each coder marked in the articles of the story that is being read."""

    def __init__(self) -> None:
        self._story: str | None = None
        self._earlier: list[tuple[WordedText, Mapping[Key, list[tuple[int, int]]]]] = []

    def repeated(self, article: ArticleRecord) -> set[uuid.UUID]:
        if article.story is None:
            return set()
        if article.story != self._story:
            self._story, self._earlier = article.story, []
        marked: dict[Key, list[tuple[int, int]]] = {}
        found = set()
        for one in article.attributions:
            whose = (one.layer, one.round, one.annotator)
            content = [span for span in one.spans if span.role is SpanRole.CONTENT]
            marked.setdefault(whose, []).extend((span.start, span.end) for span in content)
            if any(_stands(article.text, content, *those, whose) for those in self._earlier):
                found.add(one.id)
        if marked:
            self._earlier.append((WordedText(article.text), marked))
        return found


def _stands(
    text: str,
    content: list[QuotedSpan],
    earlier: WordedText,
    marked: Mapping[Key, list[tuple[int, int]]],
    whose: Key,
) -> bool:
    """Tell whether a passage stands in an earlier text, too, and the same coder marked it there."""
    if whose not in marked:
        return False
    there = passage_in(earlier, text, [Span(one.start, one.end) for one in content])
    if there is None:
        return False
    spans = [(one.start, one.end) for one in there]
    return any(shared_fragments(spans, [one]) > 0 for one in marked[whose])


def _without(article: ArticleRecord, gone: set[uuid.UUID]) -> ArticleRecord:
    """Return an article without these attributions; what they carried stands for itself."""
    if not gone:
        return article
    return replace(
        article,
        attributions=tuple(
            replace(one, reported_by=None) if one.reported_by in gone else one
            for one in article.attributions
            if one.id not in gone
        ),
        decisions=tuple(
            replace(one, gold=tuple(each for each in one.gold if each not in gone))
            for one in article.decisions
        ),
    )


def _copies(article: ArticleRecord) -> Iterator[ArticleRecord]:
    """Yield an article once for each appearance.

    All but the first have identifiers of their own, or the parts of a data set could not be told
    apart. What was handed in and decided stays with the first.
    """
    if len(article.appearances) < 2:
        yield article
        return
    first, *others = article.appearances
    yield replace(article, appearances=(first,))
    for appearance in others:

        def own(id_: uuid.UUID, place: str = str(appearance.id)) -> uuid.UUID:
            return derived_id("appearance", str(id_), place)

        yield replace(
            article,
            id=own(article.id),
            appearances=(appearance,),
            zones=tuple(replace(one, id=own(one.id)) for one in article.zones),
            sets=tuple(replace(one, submissions=()) for one in article.sets),
            attributions=tuple(
                replace(one, id=own(one.id), reported_by=one.reported_by and own(one.reported_by))
                for one in article.attributions
            ),
            decisions=(),
            feedback=(),
        )


def _compared(codebook: Codebook) -> tuple[Attribute, ...]:
    return tuple(
        one
        for one in compared_attributes(codebook, Scope.ATTRIBUTION)
        if not one.derived_from and one.kind is not AttributeKind.TEXT
    )


def _plain(attribute: Attribute, one: AttributionRecord) -> object:
    value = comparable(attribute, one.values)
    return sorted(value) if isinstance(value, frozenset) else value
