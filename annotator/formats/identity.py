"""Identifiers for records that came without: importing the same twice must find the same again."""

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from annotator.domain.documents import canonical_json
from annotator.domain.identifiers import derived_id
from annotator.domain.text.match_keys import match_key
from annotator.formats import stance_annotator_documents as documents
from annotator.formats.json_parts import Document
from annotator.formats.records import (
    NO_ID,
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    DecisionRecord,
    ProjectRecord,
    SetRecord,
    SpeakerRecord,
    StoryRecord,
    SubmissionRecord,
    ZoneRecord,
)

_R = TypeVar(
    "_R", AppearanceRecord, ZoneRecord, SubmissionRecord, AttributionRecord, DecisionRecord
)


def identified(record: ArticleRecord) -> ArticleRecord:
    """Return the article with an identifier for everything in it that has none.

    It follows from the record's canonical JSON (of an appearance: but for its source file), its
    context (article, and annotator and round) and its ordinal among identical ones. Speakers do not
    count occurrences: the same name is the same speaker.
    """
    ids = _Identifiers(record.id)
    return replace(
        record,
        appearances=tuple(ids.of("appearance", one, _appearance) for one in record.appearances),
        zones=tuple(ids.of("zone", one, documents.zone_document) for one in record.zones),
        sets=tuple(_identified_set(one, ids) for one in record.sets),
        attributions=tuple(
            ids.of(
                "attribution",
                replace(one, speaker=one.speaker and identified_speaker(one.speaker, record.id)),
                documents.attribution_document,
                one.annotator or "",
                one.round,
            )
            for one in record.attributions
        ),
        decisions=tuple(
            ids.of("decision", one, documents.decision_document, one.adjudicator, one.round)
            for one in record.decisions
        ),
    )


def identified_project(record: ProjectRecord) -> ProjectRecord:
    """Return the project line with an identifier for every speaker and story in it."""
    return replace(
        record,
        speakers=tuple(identified_speaker(one, one.article or NO_ID) for one in record.speakers),
        stories=tuple(_identified_story(one) for one in record.stories),
    )


def identified_speaker(record: SpeakerRecord, article_id: uuid.UUID) -> SpeakerRecord:
    """Return the speaker with an identifier, made of the name, unnamed ones' of the article too.

    Its roles get theirs from the speaker's.
    """
    if record.id == NO_ID:
        name = match_key(record.name) or record.name
        place = "" if record.kind.named else str(article_id)
        record = replace(record, id=derived_id("speaker", record.kind.value, place, name))
    roles = tuple(
        one
        if one.id != NO_ID
        else replace(
            one,
            id=derived_id("speaker_role", str(record.id), one.title, str(one.since)),
        )
        for one in record.roles
    )
    return replace(record, roles=roles)


def story_id(name: str) -> uuid.UUID:
    """Return the identifier of a story of which only the name is given."""
    return derived_id("story", name)


def _identified_story(record: StoryRecord) -> StoryRecord:
    return record if record.id != NO_ID else replace(record, id=story_id(record.name))


def _identified_set(record: SetRecord, ids: "_Identifiers") -> SetRecord:
    whose = (record.annotator or "", record.round)
    submissions = tuple(
        ids.of("submission", one, documents.submission_document, *whose)
        for one in record.submissions
    )
    return replace(record, submissions=submissions)


def _appearance(record: AppearanceRecord) -> Document:
    return documents.appearance_document(replace(record, source_file=None))


class _Identifiers:
    """Derives identifiers within one article, counting identical records."""

    def __init__(self, article_id: uuid.UUID) -> None:
        self._article = str(article_id)
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, kind: str, record: _R, document: Callable[[_R], Document], *context: str) -> _R:
        if record.id != NO_ID:
            return record
        # As JSON, so that no character in a name can move the border between the parts.
        parts = (kind, self._article, canonical_json(context), canonical_json(document(record)))
        ordinal = self._seen[parts]
        self._seen[parts] += 1
        return replace(record, id=derived_id(*parts, str(ordinal)))
