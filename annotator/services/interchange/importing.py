"""Importing files and folders: in the background, in short transactions, under one step."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.domain.articles import Article
from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import (
    AnnotatorError,
    Cancelled,
    FormatError,
    NotAllowed,
    StorageFailed,
)
from annotator.domain.people import Actor, Role
from annotator.domain.text.article_text import MAX_CODE_POINTS
from annotator.formats.interfaces import ImportFormat
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.registry import guess_format, import_format, import_formats
from annotator.services.interchange.import_articles import Additions, ArticleTaker
from annotator.services.interchange.import_names import ImportNames
from annotator.services.interchange.import_report import FileOutcome, ImportReport, Problem
from annotator.services.project import Project
from annotator.storage import (
    article_queries,
    bulk,
    import_queries,
    project_queries,
    work_queries,
)
from annotator.storage.tables import articles as article_tables

__all__ = ["FileOutcome", "FormatInfo", "ImportReport", "Problem", "import_paths", "importable"]

Progress = Callable[[int, int | None, str], None]
"""How far the work is: done, of how many (None: not known), and what is being worked on."""
_PORTION_SECONDS = 0.1
_PORTION_CODE_POINTS = MAX_CODE_POINTS
_PORTION_ARTICLES = 200
_WRITE_ORDER = (
    EntityKind.PERSON,
    EntityKind.ROUND,
    EntityKind.BATCH,
    EntityKind.STORY,
    EntityKind.ARTICLE,
    EntityKind.SPEAKER,
    EntityKind.APPEARANCE,
    EntityKind.ZONE,
    EntityKind.ANNOTATION_SET,
    EntityKind.SUBMISSION,
    EntityKind.ATTRIBUTION,
    EntityKind.DECISION,
    EntityKind.FEEDBACK,
)


class FormatInfo(NamedTuple):
    """What a dialog or a command says of a format."""

    name: str
    label: str
    description: str
    cannot_hold: str
    endings: tuple[str, ...]
    is_folder: bool = False
    """Whether it writes a folder of files."""
    offset_unit: str = ""
    """What it counts in when it says where something stands; empty for formats to import."""
    holds_decisions: bool = False
    """Whether it has a place for how and why gold was decided."""


def importable() -> tuple[FormatInfo, ...]:
    """Return the formats that can be imported."""
    return tuple(
        FormatInfo(one.name, one.label, one.description, one.cannot_hold, one.endings)
        for one in import_formats()
    )


def import_paths(
    project: Project,
    actor: Actor,
    paths: Iterable[Path],
    *,
    format: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Bring files and folders in; what can't be read is reported, and the rest goes in.

    Articles and people become everybody's, so it takes a manager. With ``dry_run`` nothing is
    written. Raises `NotAllowed`, `FormatError` (unknown_format), `Cancelled` (and then nothing
    stays), `StorageFailed`.
    """
    if actor.role is not Role.MANAGER:
        raise NotAllowed("managers_only")
    chosen = import_format(format) if format else None
    files = list(_files(paths))
    run = _DryRun(project) if dry_run else _Run(project, actor, [one.name for one in files])
    try:
        outcomes = [
            _import_file(run, path, chosen, _Pulse(place, len(files), progress, cancelled))
            for place, path in enumerate(files)
        ]
        changes = run.finish()
    except BaseException:
        run.abandon()
        raise
    return ImportReport(tuple(outcomes), dry_run, changes, run.renamed_to)


class _Pulse(NamedTuple):
    """Tells how far the work is, and stops it when a person asked for that."""

    place: int
    of: int
    progress: Progress | None
    cancelled: Callable[[], bool] | None

    def beat(self, what: str) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(self.place, self.of, what)


class _DryRun:
    """Gathers what an import would do, against one unchanging state of the project."""

    renamed_to: str | None = None

    def __init__(self, project: Project) -> None:
        self._reading = project.store.read()
        connection = self._reading.__enter__()
        self._names = ImportNames(connection)
        self._connection = connection
        self._taker = ArticleTaker(connection, self._names, project.info.created_at)

    def project_line(self, record: ProjectRecord) -> None:
        self._names.take_project(self._connection, record)

    def article(self, record: ArticleRecord, outcome: FileOutcome) -> None:
        self._taker.take(record, outcome)
        self._taker.additions.texts.clear()

    def finish(self) -> Changes | None:
        self.abandon()
        return None

    def abandon(self) -> None:
        self._reading.__exit__(None, None, None)


class _Run:
    """Writes what an import brings, portion by portion."""

    renamed_to: str | None = None

    def __init__(self, project: Project, actor: Actor, files: list[str]) -> None:
        self._project = project
        self._bulk = bulk.begin_bulk(
            project.store, Intention.IMPORT, actor.person_id, {"files": len(files)}
        )
        with project.store.read() as connection:
            self._names = ImportNames(connection)
            self._position = article_queries.last_position(connection)
            self._was_empty = project_queries.count_living(connection, article_tables.article) == 0
        self._later = Additions()
        self._waiting: list[tuple[ArticleRecord, FileOutcome]] = []
        self._waiting_code_points = 0
        self._project_line: ProjectRecord | None = None

    def project_line(self, record: ProjectRecord) -> None:
        self._flush()
        with self._bulk.portion() as portion:
            self._names.take_project(portion.connection, record)
            for kind, fresh in self._names.flushed():
                portion.add(kind, fresh)
        if self._was_empty and self._project_line is None:
            self._project_line = record

    def article(self, record: ArticleRecord, outcome: FileOutcome) -> None:
        self._waiting.append((record, outcome))
        self._waiting_code_points += len(record.text)
        full = len(self._waiting) >= _PORTION_ARTICLES
        if full or self._waiting_code_points >= _PORTION_CODE_POINTS:
            self._flush()

    def finish(self) -> Changes | None:
        self._flush()
        return self._finish()

    def abandon(self) -> None:
        self._bulk.abandon()

    def _flush(self) -> None:
        """Write what waits, in as many transactions as keep each one short."""
        waiting, self._waiting, self._waiting_code_points = self._waiting, [], 0
        while waiting:
            begun = time.monotonic()
            with self._bulk.portion() as portion:
                taker = ArticleTaker(portion.connection, self._names, self._bulk.step.at)
                while waiting and time.monotonic() - begun < _PORTION_SECONDS:
                    record, outcome = waiting.pop(0)
                    try:
                        taker.take(record, outcome)
                    except AnnotatorError as error:
                        outcome.add(error)
                self._write(portion, taker.additions)

    def _write(self, portion: bulk.Portion, additions: Additions) -> None:
        fresh = dict(self._names.flushed())
        for kind in _WRITE_ORDER:
            entities = additions.entities[kind] + fresh.get(kind, [])
            if kind is EntityKind.ARTICLE:
                self._number(entities, additions)
            columns = [additions.columns.get(one.id, {}) for one in entities]
            portion.add(kind, entities, columns if any(columns) else None)
            if kind is EntityKind.ARTICLE:
                article_queries.add_texts(portion.connection, additions.texts)
        self._later.restored += additions.restored
        self._later.appeared += additions.appeared
        for set_id, (attributions, flagged) in additions.grown_sets.items():
            before = self._later.grown_sets.get(set_id, (0, 0))
            self._later.grown_sets[set_id] = (before[0] + attributions, before[1] + flagged)

    def _number(self, entities: Iterable[object], additions: Additions) -> None:
        for article in entities:
            if isinstance(article, Article):
                self._position += 1
                additions.columns[article.id]["position"] = self._position

    def _finish(self) -> Changes | None:
        """The last transaction: existing rows change, and all that is new can be read."""
        later, names = self._later, self._names
        nothing = not (self._bulk.written or later.restored or names.changed or names.codebooks)
        if nothing and self._project_line is None:
            self._bulk.abandon()
            return None
        with self._project.store.transaction() as connection:
            unit = self._bulk.last_unit(connection)
            for codebook in names.codebooks.values():
                project_queries.add_codebook(connection, codebook, unit.now)
            for entity in (*names.changed, *later.restored):
                unit.put(entity)
            self._take_over_name(unit.put)
            restored = {one.id for one in later.restored}
            if work_queries.any_closed(connection, [*(later.grown_sets.keys() - restored)]):
                # Handed in while the import ran: nothing may be added to it behind that.
                raise StorageFailed("project_busy")
            for set_id, counts in later.grown_sets.items():
                import_queries.add_counts(connection, set_id, *counts)
            unit.finish()
            changes = self._bulk.finish(connection)
            for article in later.appeared:
                article_queries.refresh_filter_key(connection, article)
        return changes

    def _take_over_name(self, put: Callable[..., object]) -> None:
        line, project = self._project_line, self._project
        if line is None or not line.name:
            return
        if line.name != project.info.name:
            self.renamed_to = line.name
        project.info = project.info.but(name=line.name, extra=dict(line.extra))
        put(project.info)


def _import_file(
    run: _Run | _DryRun, path: Path, chosen: ImportFormat | None, pulse: _Pulse
) -> FileOutcome:
    outcome = FileOutcome(path)
    pulse.beat(path.name)
    try:
        reader = chosen or guess_format(path)
    except FormatError as error:
        outcome.add(error)
        return outcome
    outcome.format = reader.name
    for item in reader.read(path):
        pulse.beat(path.name)
        if isinstance(item, AnnotatorError):
            outcome.add(item)
        elif isinstance(item, ProjectRecord):
            run.project_line(item)
        else:
            outcome.encoding = item.encoding
            try:
                run.article(item, outcome)
            except FormatError as error:
                outcome.add(error)
    return outcome


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, those of folders in order of their names, hidden ones left out."""
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.is_file())
            yield from sorted(one for one in inside if not _hidden(one.relative_to(path)))
        else:
            yield path


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
