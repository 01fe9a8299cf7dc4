"""The records of an export after all that was chosen about them; untouched where nothing was."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from annotator.domain.errors import Refused
from annotator.domain.people import Person
from annotator.formats.interfaces import GoldColumns, Loss, WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.services.interchange.export_counting import Told, counted
from annotator.services.interchange.export_decided import gold_columns
from annotator.services.interchange.export_gold import articles_left_out, gold_origin, undecided
from annotator.services.interchange.export_names import Pseudonyms
from annotator.services.interchange.export_omissions import Omissions
from annotator.services.interchange.export_options import Counted, ExportOptions, NameMode
from annotator.services.interchange.export_records import RecordReader
from annotator.services.interchange.export_share import Share
from annotator.services.interchange.export_soft_labels import SoftLabels
from annotator.services.project import Project
from annotator.storage import export_queries, project_queries
from annotator.storage.export_queries import ArticleChoice
from annotator.storage.store import Connection


class ExportContent:
    """What an export holds, read inside one transaction; each reading gives the same records.

    Without ``history`` the records have no submissions, decisions and feedback. ``format_name`` is
    what they are read for, whose columns may tell of decisions; empty where nothing is written.
    """

    def __init__(
        self,
        project: Project,
        connection: Connection,
        share: Share,
        options: ExportOptions,
        *,
        history: bool = True,
        format_name: str = "",
    ) -> None:
        self._columns = gold_columns(format_name, options, share)
        told = options.card or self._columns is not GoldColumns.NONE
        self._reader = RecordReader(
            project, connection, share, history=history, made=self._columns if told else None
        )
        self._connection = connection
        self._share = share
        self._options = options
        self.left_out = (*articles_left_out(connection, share), *undecided(connection, share))
        """What of that which was asked for is not in it, and why."""
        self.origin = gold_origin(connection, share) if share.gold_only and options.card else None
        """With gold alone: who coded what it was made of."""
        self.pseudonyms: Pseudonyms | None = None
        """Who is called what; None where names are told."""
        self._soft: Callable[[ArticleRecord], ArticleRecord] | None = None
        self._last: list[Callable[[ArticleRecord], ArticleRecord]] = []
        if options.soft_labels:
            self._soft = SoftLabels(project, connection).article
        self._omissions = Omissions(options)
        if self._omissions:
            self._last.append(self._omissions.article)
        if options.names is NameMode.PSEUDONYMS:
            people: Iterable[Person] = project_queries.people(connection)
            self.pseudonyms = Pseudonyms(people)
            self._last.append(self.pseudonyms.article)

    def rationales_left_out(self) -> tuple[Loss, ...]:
        """Return how many rationales there are that were asked for, for a format without a place
        for them.
        """
        if not (self._options.rationale and self._share.decisions):
            return ()
        chosen = (self._share.articles, self._share.rounds)
        count = export_queries.rationales(self._connection, *chosen)
        return (Loss("rationale_left_out", count),) if count else ()

    def choice(self, part: str | None = None) -> WriteOptions:
        """Return how it is written, or how this part of a split is."""
        options = self._options
        return WriteOptions(options.text, options.soft_labels, part, self._columns)

    @property
    def refusal(self) -> Refused | None:
        """Return why nothing is written: there is no article for it; None where there is one."""
        if self._reader.article_ids:
            return None
        if any(one.count for one in self.left_out):
            counts = {one.code: one.count for one in self.left_out}
            return Refused("nothing_gold", count=counts.get("nothing_gold", 0))
        if export_queries.article_count(self._connection, ArticleChoice()):
            return Refused("nothing_matches")
        return Refused("nothing_to_export")

    @cached_property
    def article_ids(self) -> list[uuid.UUID]:
        """Return the articles in the order of the export: of import, or story by story."""
        found = list(self._reader.article_ids)
        if self._options.counted is not Counted.PASSAGE:
            return found
        places: dict[uuid.UUID, int] = {}
        for place, one in enumerate(found):
            places.setdefault(self._stories.get(one, one), place)
        return sorted(found, key=lambda one: places[self._stories.get(one, one)])

    @cached_property
    def _stories(self) -> Mapping[uuid.UUID, uuid.UUID]:
        """Return the story of each article that has one."""
        return export_queries.stories_of(self._connection, self._reader.article_ids)

    @cached_property
    def _known(self) -> ProjectRecord:
        return self._reader.project()

    def project(self) -> ProjectRecord:
        """Return the first line: all but the articles."""
        record = self._known
        if self._omissions:
            record = self._omissions.project(record)
        return self.pseudonyms.project(record) if self.pseudonyms else record

    def as_coded(self, article_ids: Iterable[uuid.UUID] | None = None) -> Iterator[ArticleRecord]:
        """Yield the articles before anything is counted, replaced or left out."""
        return self._reader.articles(self.article_ids if article_ids is None else article_ids)

    def articles(
        self, article_ids: Iterable[uuid.UUID] | None = None, repeated: Told | None = None
    ) -> Iterator[ArticleRecord]:
        """Yield the articles, or those of them that are named, in this order.

        ``repeated`` hears how many attributions are left out because they count once only.
        """
        records = self.as_coded(article_ids)
        if self._soft is not None:
            records = map(self._soft, records)
        how = self._options.counted
        if how is not Counted.ARTICLE:
            known = self._known
            records = counted(records, how, known.codebooks, known.speakers, repeated)
        for step in self._last:
            records = map(step, records)
        return records
