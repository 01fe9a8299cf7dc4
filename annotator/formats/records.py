"""What passes between files and services: plain records with names where files have names.

Readers yield them, writers are given them. People, rounds and batches are known by their names;
everything else by identifiers. What a reader yields has all its identifiers (see `identity`).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from annotator.domain.annotation_sets import SetKind, SetState
from annotator.domain.articles import ZoneKind
from annotator.domain.attributions import Origin, QuotedSpan, Values
from annotator.domain.codebook import Codebook
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.errors import FormatError
from annotator.domain.people import MAIN_ROUND, Role, RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.article_text import article_id_of, digest_of

NO_ID = uuid.UUID(int=0)
"""Stands for "no identifier given"; `identity.identified` replaces it by a derived one."""

LINE_KEYS = "/"
"""In the ``extra`` of an article: unknown keys of the line around it."""

SPAN_KEYS = "/spans"
"""In the ``extra`` of an attribution: unknown keys of its spans, by ``role/start/end``.

Those of a span that has been moved since belong to nothing any more and are not written."""

NOT_MARKED = "not_marked"
"""In soft labels: the share of those who marked nothing there."""

NO_VALUE = "no_value"
"""In soft labels: the share of those who marked it and gave no value."""

Extra = Mapping[str, Any]
"""Keys that this version does not know: kept, and written again."""


class Layer(StrEnum):
    """Whether something is a person's work or the adjudicated one."""

    ANNOTATOR = "annotator"
    GOLD = "gold"

    @property
    def set_kind(self) -> SetKind:
        """Return the kind of set that this layer consists of."""
        return SetKind(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceRecord:
    """Where a text was published; the first of an article names it."""

    id: uuid.UUID = NO_ID
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published_on: date | None = None
    url: str | None = None
    source_file: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRecord:
    """A part that is not article text (code points of the normalised text)."""

    id: uuid.UUID = NO_ID
    start: int
    end: int
    kind: ZoneKind = ZoneKind.BOILERPLATE
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRoleRecord:
    """What a speaker was, and when."""

    id: uuid.UUID = NO_ID
    title: str
    affiliation: str | None = None
    since: date | None = None
    until: date | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRecord:
    """An entry of the registry, or the copy of it that stands with an attribution.

    The copy holds neither ``roles`` nor ``owner``, ``article`` and ``merged_into``.
    """

    id: uuid.UUID = NO_ID
    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = SpeakerKind.NAMED_PERSON
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    roles: tuple[SpeakerRoleRecord, ...] = ()
    owner: str | None = None
    """The person who made it, while it is provisional; None when it is published."""
    article: uuid.UUID | None = None
    merged_into: uuid.UUID | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecord:
    """Snapshot of a set when it was handed in; the snapshot is carried as it is."""

    id: uuid.UUID = NO_ID
    ordinal: int
    state: SetState
    reason: str | None = None
    codebook: str
    submitted_at: datetime
    snapshot: Mapping[str, Any] = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecord:
    """One person's state on the article in a round; ``annotator`` is None for gold."""

    annotator: str | None
    layer: Layer = Layer.ANNOTATOR
    round: str = MAIN_ROUND
    batch: str | None = None
    state: SetState = SetState.IN_PROGRESS
    reason: str | None = None
    values: Values = field(default_factory=dict)
    seconds: int = 0
    submissions: tuple[SubmissionRecord, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMadeRecord:
    """How an attribution came to be gold: by the decision that stands, or without one."""

    outcome: Outcome | None = None
    """None where it was imported without a decision."""
    reason: str | None = None
    rationale: str = ""
    by: str | None = None
    """Who decided."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRecord:
    """One attribution; ``annotator`` is None for gold. Spans are ordered by role, then start."""

    id: uuid.UUID = NO_ID
    annotator: str | None
    layer: Layer = Layer.ANNOTATOR
    round: str = MAIN_ROUND
    spans: tuple[QuotedSpan, ...]
    speaker: SpeakerRecord | None = None
    speaking_as: uuid.UUID | None = None
    reported_by: uuid.UUID | None = None
    values: Values = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    codebook: str | None = None
    """``key@version``; None where a file does not say: the round's."""
    note: str = ""
    flagged: bool = False
    origin: Origin = Origin.MANUAL
    created_at: datetime | None = None
    updated_at: datetime | None = None
    soft: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Soft labels, on request: by attribute, the share of the annotators for each value, with
    `NOT_MARKED` and `NO_VALUE`. Derived, so importing leaves them."""
    made: GoldMadeRecord | None = None
    """For tables and counts, of gold: how it came about. Derived from the decisions, so what
    carries these does not carry it."""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSetRecord:
    """Whose work an adjudicator had before the eyes, as handed in with this submission."""

    annotator: str
    submission: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """One adjudication. People stand in it by name, wherever the project has identifiers.

    In ``fields`` that is ``taken_from``, in ``snapshots`` ``annotator`` in the place of ``set_id``;
    all else of these two is carried as it is.
    """

    id: uuid.UUID = NO_ID
    round: str = MAIN_ROUND
    adjudicator: str
    outcome: Outcome
    subject: Subject = Subject.ATTRIBUTION
    candidates: tuple[uuid.UUID, ...] = ()
    snapshots: tuple[Mapping[str, Any], ...] = ()
    sets: tuple[SeenSetRecord, ...] = ()
    gold: tuple[uuid.UUID, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    rationale: str = ""
    own_coding: bool = False
    blind_check: bool = False
    supersedes: uuid.UUID | None = None
    at: datetime | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRecord:
    """What an annotator is shown of the gold; ``items`` and ``values`` are carried as they are."""

    annotator: str
    round: str = MAIN_ROUND
    items: tuple[Mapping[str, Any], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    released_at: datetime | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """An article with all that is known about it. ``text`` is normalised, offsets refer to it."""

    id: uuid.UUID
    digest: str
    text: str
    title: str = ""
    """For tables: the article's title as lists show it. Derived, so JSON Lines do not carry it."""
    language: str | None = None
    story: str | None = None
    """Identifier or name of its story."""
    imported_at: datetime | None = None
    appearances: tuple[AppearanceRecord, ...] = ()
    zones: tuple[ZoneRecord, ...] = ()
    sets: tuple[SetRecord, ...] = ()
    attributions: tuple[AttributionRecord, ...] = ()
    decisions: tuple[DecisionRecord, ...] = ()
    feedback: tuple[FeedbackRecord, ...] = ()
    extra: Extra = field(default_factory=dict)
    source_file: str | None = None
    """The file that it was read from, for reports; None in what is written."""
    line: int | None = None
    """The line in that file, counted from 1."""
    encoding: str | None = None
    """The encoding that the file was guessed to be in; None where there was nothing to guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Somebody who works in the project, known by name; an identifier is for a name that is new."""

    id: uuid.UUID = NO_ID
    name: str
    roles: tuple[Role, ...] = (Role.ANNOTATOR,)
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecord:
    """A round, in the project's order; known by its name like a person."""

    id: uuid.UUID = NO_ID
    name: str
    purpose: RoundPurpose = RoundPurpose.MAIN
    codebook: str | None = None
    assigned: bool = False
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRecord:
    """A portion of a round, in the round's order; known by the names of both."""

    id: uuid.UUID = NO_ID
    round: str = MAIN_ROUND
    name: str
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRecord:
    """A family of near-duplicate articles."""

    id: uuid.UUID = NO_ID
    name: str
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRecord:
    """What an export knows beyond its articles: the first line, which makes the file loss-free."""

    name: str = ""
    codebooks: tuple[Codebook, ...] = ()
    people: tuple[PersonRecord, ...] = ()
    rounds: tuple[RoundRecord, ...] = ()
    batches: tuple[BatchRecord, ...] = ()
    speakers: tuple[SpeakerRecord, ...] = ()
    stories: tuple[StoryRecord, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return what the data set is called: as its details say, else as the project is."""
        details = self.extra.get("dataset")
        title = details.get("title") if isinstance(details, Mapping) else None
        return title if isinstance(title, str) and title else self.name


ReadItem = ProjectRecord | ArticleRecord | FormatError
"""What a reader yields: a record, or what is wrong with a line (or with the whole file)."""


def plain_article(text: str, appearance: AppearanceRecord) -> ArticleRecord:
    """Return the record of a normalised text of which only one appearance is known."""
    digest = digest_of(text)
    return ArticleRecord(
        id=article_id_of(digest), digest=digest, text=text, appearances=(appearance,)
    )


def span_key(span: QuotedSpan) -> str:
    """Return under which key of ``extra[SPAN_KEYS]`` the unknown keys of a span are kept."""
    return f"{span.role.value}/{span.start}/{span.end}"
