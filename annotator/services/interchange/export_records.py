"""What a person may read of a project, as the records that formats write: one article at a time."""

import gc
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.articles import ArticleText, Story
from annotator.domain.codebook import Codebook
from annotator.domain.decisions import Decision
from annotator.domain.entities import EntityKind
from annotator.domain.feedback import Feedback
from annotator.domain.people import Batch, Person, Role, Round
from annotator.formats import records
from annotator.formats.interfaces import GoldColumns
from annotator.services.interchange.export_adjudication import AdjudicationRecords
from annotator.services.interchange.export_decided import with_origin
from annotator.services.interchange.export_share import Share
from annotator.services.interchange.export_work import WorkRecords
from annotator.services.project import Project
from annotator.storage import (
    attribution_pages,
    export_queries,
    feedback_queries,
    page_queries,
    project_queries,
    speaker_queries,
    submission_pages,
    work_queries,
)
from annotator.storage.store import Connection
from annotator.storage.tables import articles as article_tables
from annotator.storage.tables import work as work_tables


class RecordReader:
    """Reads a share of a project as records, inside one read transaction.

    Without ``history`` the articles come without submissions, decisions and feedback, which take
    long to read and which most formats do not hold. ``made`` asks for how gold came about
    (`AttributionRecord.made`), as far as these columns tell it; None for no such thing.
    """

    def __init__(
        self,
        project: Project,
        connection: Connection,
        share: Share,
        *,
        history: bool = True,
        made: GoldColumns | None = None,
    ) -> None:
        self._project = project
        self._connection = connection
        self._share = share
        self._history = history
        self._made = made if share.decisions else None
        self._people = {one.id: one for one in project_queries.people(connection)}
        everything = project_queries.rounds(connection)
        self._rounds = {one.id: one for one in everything if one.id in share.rounds}
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
        self._with_feedback = (
            feedback_queries.articles_with_feedback(connection) if history else set()
        )
        self.article_ids = export_queries.chosen_articles(connection, share.articles)

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

    def articles(
        self, article_ids: Iterable[uuid.UUID] | None = None
    ) -> Iterator[records.ArticleRecord]:
        """Yield the share's articles in the order of import, or these in their order."""
        ids = self.article_ids if article_ids is None else article_ids
        # Records come and go by the hundred thousand: the collector of cycles, of which they have
        # none, would look through all that is in memory again and again, for a third of the time.
        # After each page it looks through what is left of that one: formats may make cycles.
        was_on = gc.isenabled()
        gc.disable()
        try:
            for page in page_queries.pages(self._connection, ids):
                yield from self._page(page)
                gc.collect(1)
        finally:
            if was_on:
                gc.enable()

    def _page(self, page: Sequence[ArticleText]) -> Iterator[records.ArticleRecord]:
        """Yield articles with the share's work on them; each table is asked once for all."""
        connection, share, work = self._connection, self._share, self._work
        ids = [found.article.id for found in page]
        everything = page_queries.sets_of_articles(connection, ids)
        sets = {key: [one for one in made if self._holds(one)] for key, made in everything.items()}
        set_ids = [one.id for made in sets.values() for one in made]
        attributions = attribution_pages.attributions_of_sets(connection, set_ids)
        submissions: dict[bytes, list[submission_pages.StoredSubmission]] = {}
        decisions: dict[uuid.UUID, list[Decision]] = {}
        feedback: dict[uuid.UUID, list[Feedback]] = {}
        if self._history:
            submissions = submission_pages.submissions_of_sets(connection, set_ids)
            feedback = self._feedback(ids)
        if share.decisions and (self._history or self._made is not None):
            decisions = page_queries.decisions_of_articles(connection, ids)
        for found in page:
            article = found.article
            own = sorted(sets.get(article.id, ()), key=self._set_order)
            decided = decisions.get(article.id, ())
            coded = work.of_attributions(own, attributions)
            if self._made is not None:
                coded = with_origin(coded, decided, self._people, self._made)
            adjudication = AdjudicationRecords(self._people, self._rounds, own, whole=share.whole)
            yield records.ArticleRecord(
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
                sets=tuple(work.of_set(one, submissions.get(one.id.bytes, ())) for one in own),
                attributions=coded,
                decisions=tuple(
                    adjudication.decision(one)
                    for one in decided
                    if self._history and one.round_id in self._rounds
                ),
                feedback=tuple(
                    adjudication.feedback(one)
                    for one in feedback.get(article.id, ())
                    if share.shows(one)
                ),
                extra=article.extra,
            )

    def _feedback(self, article_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Feedback]]:
        """Return what is released on each article."""
        found: dict[uuid.UUID, list[Feedback]] = defaultdict(list)
        with_some = [one for one in article_ids if one in self._with_feedback]
        for one in feedback_queries.feedback_of_articles(
            self._connection, with_some, self._rounds, self._people
        ):
            found[one.article_id].append(one)
        return found

    def _holds(self, work: AnnotationSet) -> bool:
        return self._share.holds(work)

    def _codebooks(self) -> tuple[Codebook, ...]:
        used = set(work_queries.codebooks_in_use(self._connection, self._left_out))
        used |= {one.codebook for one in self._rounds.values()}
        refs = project_queries.codebook_refs(self._connection)
        return tuple(self._project.codebook(ref) for ref in sorted(refs) if ref in used)

    def _shown_people(self) -> list[Person]:
        """People of the share, without somebody who only made the file and did no work in it."""
        if self._share.people is not None:
            return [one for one in self._people.values() if one.id in self._share.people]
        if self._share.gold_only:
            deciding = export_queries.deciders(self._connection, self._share.rounds)
            return [one for one in self._people.values() if one.id in deciding]
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
