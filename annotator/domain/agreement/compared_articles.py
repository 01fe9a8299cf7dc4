"""From what several annotators handed in for each article to units that can be compared.

Articles come one by one and are forgotten: only numbers are kept of them.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.ratings import MISSING
from annotator.domain.agreement.shared_passages import StoryPassages
from annotator.domain.agreement.speaker_codes import KnownSpeaker, SpeakerCodes
from annotator.domain.agreement.submission_reader import ReadAttribution, ReadWork
from annotator.domain.agreement.unit_table import TableMaker
from annotator.domain.agreement.value_codes import AttributeCodes
from annotator.domain.agreement.zoneless import Zoneless
from annotator.domain.alignment.groups import grouped
from annotator.domain.alignment.overlaps import (
    Fragment,
    TellingApart,
    Unit,
    characters_of,
    shared_fragments,
)
from annotator.domain.alignment.span_equality import same_boundaries
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.annotation_sets import SetState
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.text.spans import Span


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """One article as several annotators coded it in one round, by one codebook version."""

    article_id: uuid.UUID
    story_id: uuid.UUID | None
    text: str
    zones: Sequence[Span]
    """What does not count; code points, in any order."""
    codebook: Codebook
    round_id: uuid.UUID
    batch_id: uuid.UUID | None
    work: Mapping[uuid.UUID, ReadWork]
    """By annotator. Those who found it not codable are left out of the comparison."""
    position: int = 0
    """In which order articles came in; of equal ones, that in which they are added counts."""


class Collector:
    """Collects articles into `ComparedUnits`."""

    def __init__(
        self,
        annotators: Sequence[uuid.UUID],
        registry: SpeakerRegistry,
        *,
        shared_passages_once: bool = False,
    ) -> None:
        """Compare these annotators; two of them or more.

        ``shared_passages_once``: what one of the annotators marked counts in the first article of
        the story in which it stands and is marked; articles of one story must then be added one
        after the other.
        """
        self._places = {person_id: place for place, person_id in enumerate(annotators)}
        self._ranks = {person_id: rank for rank, person_id in enumerate(sorted(annotators))}
        self._table = TableMaker(annotators)
        self._speakers = SpeakerCodes(registry)
        self._telling: dict[str, TellingApart] = {}
        self._passages = StoryPassages() if shared_passages_once else None

    def add(self, article: ComparedArticle) -> None:
        """Take in an article; ignored unless two of the annotators are done with it."""
        done = {
            person_id: work
            for person_id, work in article.work.items()
            if work.state is SetState.DONE and person_id in self._places
        }
        if len(done) < 2:
            return
        left = Zoneless(len(article.text), [(one.start, one.end) for one in article.zones])
        text = left.text(article.text)
        marked = self._marked(done, left)
        units = [one.unit for one in marked]
        groups: Sequence[Sequence[int]] = grouped(units, self._telling_apart(article.codebook))
        gone: list[Fragment] = []
        if self._passages is not None:
            groups, gone = self._passages.first_times(_place_of(article), text, units, groups)
        kept = Zoneless(left.length, gone)
        self._add_article(article, done, kept.length)
        attributes = self._table.codebooks.of(article.codebook)[Scope.ATTRIBUTION]
        for places in groups:
            self._add_group([marked[place] for place in places], text, kept, attributes)

    def units(self) -> ComparedUnits:
        """Return all that was collected."""
        return ComparedUnits.of_table(self._table.table(*self._speakers.merged()))

    def _marked(self, done: Mapping[uuid.UUID, ReadWork], left: Zoneless) -> list["_Marked"]:
        """Return everybody's attributions in reading order; those wholly in zones are left out."""
        found = []
        for person_id, work in done.items():
            rank, annotator = self._ranks[person_id], self._places[person_id]
            for one in work.attributions:
                content = left.fragments(one.content)
                if content or not one.content:
                    length, source = characters_of(content), left.fragments(one.source)
                    unit = Unit(rank, one.number, content, length, source, one.values)
                    found.append(_Marked(unit, one, annotator))
        found.sort(key=lambda one: one.unit.reading_order())
        return found

    def _telling_apart(self, codebook: Codebook) -> TellingApart:
        found = self._telling.get(codebook.ref)
        if found is None:
            found = self._telling[codebook.ref] = TellingApart(codebook)
        return found

    def _add_article(
        self, article: ComparedArticle, done: Mapping[uuid.UUID, ReadWork], length: int
    ) -> None:
        self._table.add_article(
            article.article_id,
            article.story_id or article.article_id,
            length,
            article.round_id,
            article.batch_id,
            article.codebook,
            article.position,
        )
        attributes = self._table.codebooks.of(article.codebook)[Scope.ARTICLE]
        for person_id, work in done.items():
            codes = [(one.attribute.key, one.code(work.values)) for one in attributes]
            self._table.add_annotator(self._places[person_id], codes)

    def _add_group(
        self,
        members: Sequence["_Marked"],
        text: str,
        kept: Zoneless,
        attributes: Sequence[AttributeCodes],
    ) -> None:
        members = sorted(members, key=lambda one: one.annotator)
        speakers = self._speakers_of(members)
        rows = []
        for one, (speaker, known) in zip(members, speakers, strict=True):
            values = one.read.values
            row = self._table.add_attribution(
                one.annotator,
                one.unit.number,
                one.read.origin,
                kept.fragments(one.unit.content),
                [each.code(values) for each in attributes],
            )
            self._table.add_speaker(speaker, known)
            rows.append(row)
        for first, second in combinations(range(len(members)), 2):
            mine, theirs = members[first].unit, members[second].unit
            shared = shared_fragments(mine.content, theirs.content)
            if shared:
                union = mine.length + theirs.length - shared
                exact = _same(text, mine.content, theirs.content)
                self._table.add_pair(rows[first], rows[second], shared, union, exact)
        self._table.end_group()

    def _speakers_of(self, members: Sequence["_Marked"]) -> list[tuple[int, KnownSpeaker | None]]:
        """Return the code of each one's speaker, and what is known of it."""
        known = [
            None if one.read.speaker is None else self._speakers.known(one.read.speaker)
            for one in members
        ]
        codes = iter(
            self._speakers.together([
                (each, one.unit.source)
                for each, one in zip(known, members, strict=True)
                if each is not None
            ])
        )  # fmt: skip
        return [(MISSING if one is None else next(codes), one) for one in known]


class _Marked(NamedTuple):
    """An attribution, and the place of who made it."""

    unit: Unit
    read: ReadAttribution
    annotator: int


def _place_of(article: ComparedArticle) -> tuple[uuid.UUID | None, uuid.UUID, str]:
    return article.story_id, article.round_id, article.codebook.ref


def _same(text: str, one: Sequence[Fragment], other: Sequence[Fragment]) -> bool:
    """Tell whether boundaries are the same; seldom in need of the whole comparison."""
    if one == other:
        return True
    for edge, edge_too in ((one[0][0], other[0][0]), (one[-1][1], other[-1][1])):
        between = text[min(edge, edge_too) : max(edge, edge_too)]
        if any(map(str.isalnum, between)):
            return False  # Words at an outer edge that only one has marked.
    return same_boundaries(text, _spans(one), _spans(other))


def _spans(fragments: Iterable[Fragment]) -> list[Span]:
    return [Span(start, end) for start, end in fragments]
