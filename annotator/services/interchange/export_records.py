"""What a person may read of a project, as the records that formats write: one article at a time."""

import uuid
from collections.abc import Iterator

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import Story
from annotator.domain.codebook import Codebook
from annotator.domain.entities import EntityKind
from annotator.domain.people import Batch, Person, Role, Round, RoundPurpose
from annotator.formats import records
from annotator.services.interchange.export_adjudication import AdjudicationRecords
from annotator.services.interchange.export_share import Share
from annotator.services.interchange.export_work import WorkRecords
from annotator.services.project import Project
from annotator.storage import (
    article_queries,
    feedback_queries,
    project_queries,
    speaker_queries,
    work_queries,
)
from annotator.storage.store import Connection
from annotator.storage.tables import articles as article_tables
from annotator.storage.tables import work as work_tables


class RecordReader:
    """Reads a share of a project as records, inside one read transaction."""

    def __init__(self, project: Project, connection: Connection, share: Share) -> None:
        self._project = project
        self._connection = connection
        self._share = share
        self._people = {one.id: one for one in project_queries.people(connection)}
        everything = project_queries.rounds(connection)
        self._rounds = {
            one.id: one
            for one in everything
            if share.training or one.purpose is not RoundPurpose.TRAINING
        }
        self._left_out = [one.id for one in everything if one.id not in self._rounds]
        self._batches = {
            one.id: one
            for one in project_queries.living(
                connection, EntityKind.BATCH, work_tables.batch, Batch, "ordinal", "id"
            )
            if one.round_id in self._rounds
        }
        visible = speaker_queries.all_visible(connection, share.reader)
        self._speakers = {one.id: one for one in visible}
        self._work = WorkRecords(self._people, self._rounds, self._batches, self._speakers)
        self.article_ids = article_queries.article_ids(connection)

    def project(self) -> records.ProjectRecord:
        """Return the first line: all but the articles."""
        stories = project_queries.living(
            self._connection, EntityKind.STORY, article_tables.story, Story, "id"
        )
        return records.ProjectRecord(
            name=self._project.info.name,
            codebooks=self._codebooks(),
            people=tuple(
                records.PersonRecord(name=one.name, roles=one.roles, extra=one.extra)
                for one in self._shown_people()
            ),
            rounds=tuple(
                records.RoundRecord(
                    name=one.name,
                    purpose=one.purpose,
                    codebook=one.codebook,
                    assigned=one.assigned,
                    extra=one.extra,
                )
                for one in self._rounds.values()
            ),
            batches=tuple(
                records.BatchRecord(
                    round=self._rounds[one.round_id].name, name=one.name, extra=one.extra
                )
                for one in self._shown_batches()
            ),
            speakers=tuple(
                self._work.of_speaker(one, whole=True)
                for one in sorted(self._speakers.values(), key=lambda one: one.id.bytes)
                if self._share.people is None or one.owner_id in (None, *self._share.people)
            ),
            stories=tuple(
                records.StoryRecord(id=one.id, name=one.name, extra=one.extra) for one in stories
            ),
            settings=project_queries.settings(self._connection),
            extra=self._project.info.extra,
        )

    def articles(self, limit: int | None = None) -> Iterator[records.ArticleRecord]:
        """Yield the articles in the order in which they came in."""
        for article_id in self.article_ids[:limit]:
            record = self.article(article_id)
            if record is not None:
                yield record

    def article(self, article_id: uuid.UUID) -> records.ArticleRecord | None:
        """Return one article with the share's work on it."""
        found = article_queries.article_text(self._connection, article_id)
        if found is None:
            return None
        everything = work_queries.sets_of_article(self._connection, article_id)
        sets = {one.id: one for one in everything if self._holds(one)}
        attributions = work_queries.attributions_of(self._connection, list(sets))
        submissions = work_queries.submissions_of(self._connection, list(sets))
        article = found.article
        adjudication = AdjudicationRecords(
            self._people, self._rounds, sets.values(), whole=self._share.whole
        )
        return records.ArticleRecord(
            id=article.id,
            digest=article.digest,
            text=found.text,
            title=article.title,
            language=article.language,
            story=str(article.story_id) if article.story_id else None,
            imported_at=article.imported_at,
            appearances=tuple(
                records.AppearanceRecord(
                    id=one.id,
                    title=one.title,
                    outlet=one.outlet,
                    byline=one.byline,
                    published_on=one.published_on,
                    url=one.url,
                    source_file=one.source_file,
                    extra=one.extra,
                )
                for one in found.appearances
            ),
            zones=tuple(
                records.ZoneRecord(
                    id=one.id, start=one.start, end=one.end, kind=one.kind, extra=one.extra
                )
                for one in found.zones
            ),
            sets=tuple(
                self._work.of_set(one, tuple(s for s in submissions if s.set_id == one.id))
                for one in sorted(sets.values(), key=self._set_order)
            ),
            attributions=tuple(
                self._work.of_attribution(one, sets[one.set_id]) for one in attributions
            ),
            decisions=tuple(
                adjudication.decision(one)
                for one in work_queries.decisions_of_article(self._connection, article_id)
                if self._share.decisions and one.round_id in self._rounds
            ),
            feedback=tuple(
                adjudication.feedback(one)
                for one in feedback_queries.feedback_of_article(
                    self._connection, article_id, self._rounds, self._people
                )
                if self._share.shows(one)
            ),
            extra=article.extra,
        )

    def _holds(self, work: AnnotationSet) -> bool:
        return work.round_id in self._rounds and self._share.holds(work)

    def _codebooks(self) -> tuple[Codebook, ...]:
        used = set(work_queries.codebooks_in_use(self._connection, self._left_out))
        used |= {one.codebook for one in self._rounds.values()}
        refs = project_queries.codebook_refs(self._connection)
        return tuple(self._project.codebook(ref) for ref in sorted(refs) if ref in used)

    def _shown_people(self) -> list[Person]:
        """People of the share, without somebody who only made the file and did no work in it."""
        if self._share.people is not None:
            return [one for one in self._people.values() if one.id in self._share.people]
        working = work_queries.people_with_work(self._connection)
        return [
            one for one in self._people.values() if one.id in working or set(one.roles) != set(Role)
        ]

    def _shown_batches(self) -> list[Batch]:
        """Batches of the share: what is handed to others is for an annotator not to know."""
        found = [one for one in self._batches.values() if one.round_id in self._rounds]
        if self._share.reader is None:
            return found
        own = work_queries.batches_of(self._connection, self._share.reader)
        return [one for one in found if one.id in own]

    def _set_order(self, one: AnnotationSet) -> tuple[int, str, str]:
        round_: Round = self._rounds[one.round_id]
        person = self._people.get(one.person_id) if one.person_id else None
        return (round_.ordinal, round_.name, person.name if person else "")
