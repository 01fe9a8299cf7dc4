"""Records of imported files as entities: the same fields under identifiers of the project."""

import uuid
from datetime import datetime

from annotator.domain.annotation_sets import Submission
from annotator.domain.articles import Appearance, Article, Zone
from annotator.domain.speakers import Speaker, SpeakerRole
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.text.titles import first_words, title_span, word_count
from annotator.formats.records import (
    AppearanceRecord,
    ArticleRecord,
    SpeakerRecord,
    SubmissionRecord,
)


def article_of(record: ArticleRecord, story_id: uuid.UUID | None, now: datetime) -> Article:
    """Return the article of a record, with the title that lists show."""
    title = title_span(record.text)
    given = next((one.title for one in record.appearances if one.title), None)
    shown = given or (title.quote(record.text) if title else first_words(record.text))
    return Article(
        id=record.id,
        digest=record.digest,
        length=len(record.text),
        word_count=word_count(record.text),
        title=shown,
        title_start=title.start if title else 0,
        title_end=title.end if title else 0,
        language=record.language,
        story_id=story_id,
        imported_at=record.imported_at or now,
        extra=dict(record.extra),
    )


def appearance_of(record: AppearanceRecord, article_id: uuid.UUID, ordinal: int) -> Appearance:
    """Return one appearance."""
    # Systems that know no encoding of file names give what is not Unicode as lone surrogates.
    file_name = without_lone_surrogates(record.source_file) if record.source_file else None
    return Appearance(
        id=record.id,
        article_id=article_id,
        title=record.title,
        outlet=record.outlet,
        byline=record.byline,
        published_on=record.published_on,
        url=record.url,
        source_file=file_name,
        ordinal=ordinal,
        extra=dict(record.extra),
    )


def zones_of(record: ArticleRecord) -> list[Zone]:
    """Return the zones of an article."""
    return [
        Zone(
            id=one.id,
            article_id=record.id,
            start=one.start,
            end=one.end,
            kind=one.kind,
            extra=dict(one.extra),
        )
        for one in record.zones
    ]


def submission_of(record: SubmissionRecord, set_id: uuid.UUID) -> Submission:
    """Return a submission of a set."""
    return Submission(
        id=record.id,
        set_id=set_id,
        ordinal=record.ordinal,
        state=record.state,
        reason=record.reason,
        codebook=record.codebook,
        submitted_at=record.submitted_at,
        snapshot=dict(record.snapshot),
        extra=dict(record.extra),
    )


def speaker_of(record: SpeakerRecord, owner_id: uuid.UUID | None) -> Speaker:
    """Return a registry entry; ``owner_id`` is who made it while it is provisional."""
    return Speaker(
        id=record.id,
        name=record.name,
        kind=record.kind,
        aliases=record.aliases,
        role=record.role,
        affiliation=record.affiliation,
        country=record.country,
        roles=tuple(
            SpeakerRole(
                id=one.id,
                title=one.title,
                affiliation=one.affiliation,
                since=one.since,
                until=one.until,
                extra=dict(one.extra),
            )
            for one in record.roles
        ),
        owner_id=owner_id,
        article_id=record.article,
        merged_into=record.merged_into,
        extra=dict(record.extra),
    )
