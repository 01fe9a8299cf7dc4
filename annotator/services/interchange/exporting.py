"""Exporting: written beside its place, read back and checked, then moved there."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.domain.errors import Cancelled
from annotator.domain.people import Actor, RoundPurpose
from annotator.formats.interfaces import ExportFormat, WriteOptions
from annotator.formats.records import ArticleRecord
from annotator.formats.registry import export_format, export_formats
from annotator.services.datasets.counting import DataCounts
from annotator.services.interchange.export_checking import must_be_whole
from annotator.services.interchange.export_content import ExportContent
from annotator.services.interchange.export_decided import holds_decisions
from annotator.services.interchange.export_gold import work_out_items
from annotator.services.interchange.export_names_table import write_names
from annotator.services.interchange.export_options import (
    Counted,
    ExportOptions,
    NameMode,
    SplitChoice,
    TextMode,
)
from annotator.services.interchange.export_places import (
    ExportPlace,
    failures_of,
    move_beside,
    remove,
)
from annotator.services.interchange.export_preview import previewed
from annotator.services.interchange.export_report import (
    ExportReport,
    LeakReport,
    Loss,
    PartReport,
    Preview,
    Replaced,
)
from annotator.services.interchange.export_share import share_of
from annotator.services.interchange.export_splitting import Split, split_of
from annotator.services.interchange.export_stages import stage_of_file
from annotator.services.interchange.importing import FormatInfo, Progress
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project

__all__ = [
    "Counted",
    "ExportOptions",
    "ExportReport",
    "LeakReport",
    "Loss",
    "NameMode",
    "PartReport",
    "Preview",
    "Replaced",
    "SplitChoice",
    "TextMode",
    "export_project",
    "exportable",
    "has_training",
    "preview",
]

_WHOLE = "data"


def exportable() -> tuple[FormatInfo, ...]:
    """Return the formats that can be exported."""
    return tuple(
        FormatInfo(
            one.name,
            one.label,
            one.description,
            one.cannot_hold,
            one.endings,
            one.is_folder,
            one.offset_unit.value,
            holds_decisions(one),
        )
        for one in export_formats()
    )


def has_training(project: Project) -> bool:
    """Tell whether there is a round for training, which an export leaves out unless asked."""
    return any(one.purpose is RoundPurpose.TRAINING for one in rounds(project))


def export_project(
    project: Project,
    actor: Actor,
    format_name: str,
    out: Path,
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write what the actor may read to ``out``; what is there is replaced at the very end.

    A split, a card, and a format of many files make a folder, packed where ``out`` ends in
    ``.zip``. With pseudonyms, who is who of those in it is written beside it. Gold alone is that of
    articles that are settled (see `export_gold`). Progress is told of ``split``,
    ``write`` and ``check``, these with the file where there are several (see `export_stages`), and
    with a card as `agreement_figures` does.

    Raises `NotAllowed` (more was asked for than may be read), `NotFound` (unknown_person,
    unknown_round, unknown_batch), `Refused` (gold_of_annotators; out_is_project: a project is never
    replaced; out_is_file, out_is_device, out_without_name; folder_not_export: a folder is replaced
    only where it holds an export and nothing else; names_in_the_way: another file has the name of
    the table of who is who; nothing_matches, nothing_gold,
    nothing_to_export: there would be no article in it; too_few_to_split), `FormatError`
    (unknown_format, text_needed, library_missing, folder_missing, export_failed,
    verification_failed), `Cancelled`. After any of these nothing is left behind, and what was there
    stays.
    """
    options = options or ExportOptions()
    writer = export_format(format_name)
    wants_folder = writer.is_folder or options.split is not None or options.card
    place = ExportPlace(out, folder=wants_folder)
    place.check(names=options.names is NameMode.PSEUDONYMS)
    share = share_of(project, actor, options)
    names = place.names
    unfinished_names = names.with_name(f".{names.name}.unfinished")
    with failures_of(out):
        try:
            with place.made() as work:
                work_out_items(project, share, cancelled)
                with project.store.read() as connection:
                    # A card tells who decided, whatever the format.
                    history = writer.holds_history or options.card
                    content = ExportContent(
                        project,
                        connection,
                        share,
                        options,
                        history=history,
                        format_name=format_name,
                    )
                    if content.refusal is not None:
                        raise content.refusal
                    run = _Run(writer, content, options, progress, cancelled)
                    run.make(work)
                    untold = () if holds_decisions(writer) else content.rationales_left_out()
                report = run.report(place)
                report = replace(report, losses=(*report.losses, *untold))
                if run.counts is not None:
                    from annotator.services.datasets.dataset_folder import write_documents
                    from annotator.services.datasets.facts import DataWritten

                    data = DataWritten(format_name, options, report, run.counts, content)
                    write_documents(work, project, actor, data, progress, cancelled)
                # What holds nothing back tells of decisions and of all people, too.
                marks = content.pseudonyms
                told = {} if marks is None else marks.told(whole=not writer.cannot_hold)
                older_names = bool(told) and names.exists()
                if told:
                    write_names(told, unfinished_names)
                    move_beside(unfinished_names, names)
                size = place.finish()
        finally:
            remove(unfinished_names)
    return replace(
        report,
        bytes=size,
        pseudonyms=names if told else None,
        replaced=place.replaced,
        replaced_table=older_names,
    )


def preview(
    project: Project,
    actor: Actor,
    format_name: str,
    options: ExportOptions | None = None,
    limit: int = 5,
) -> Preview:
    """Return the beginning of what would be written, without writing it or reading it all.

    Raises as `export_project` does for what was asked for and for the format.
    """
    options = options or ExportOptions()
    writer = export_format(format_name)
    share = share_of(project, actor, options)
    work_out_items(project, share)
    return previewed(project, writer, options, share, limit)


class _Run:
    """Writes each part and reads it back, while telling how far it is; stops when asked to."""

    def __init__(
        self,
        writer: ExportFormat,
        content: ExportContent,
        options: ExportOptions,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._writer = writer
        self._content = content
        self._options = options
        self._progress = progress
        self._cancelled = cancelled
        self._done: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._parts: list[PartReport] = []
        self._checked = 0
        self._spans = 0
        self._leaks: LeakReport | None = None
        self.counts: DataCounts | None = None
        """For a card: of what was written, so that no later state of the project is counted."""
        if options.card:
            self.counts = DataCounts(content.project().codebooks)

    def make(self, work: Path) -> None:
        """Write to this path: a file, or a folder."""
        split: Split | None = None
        if self._options.split is not None:
            split = split_of(
                self._content, self._options.split, lambda found: self._told(found, "split")
            )
            self._leaks = split.leaks
        if split is None and not self._options.card:
            self._part("", work, None, self._content.choice())
            return
        work.mkdir()
        parts = {_WHOLE: None} if split is None else split.parts
        for name, article_ids in parts.items():
            ending = "" if self._writer.is_folder else self._writer.endings[0]
            part = None if split is None else name
            place = work / f"{name}{ending}"
            self._part(name, place, article_ids, self._content.choice(part))

    def report(self, place: ExportPlace) -> ExportReport:
        """Return what was made, as it will be in its place; size and pseudonyms come last."""
        parts = (
            replace(one, path=place.out / one.path.relative_to(place.work)) for one in self._parts
        )
        return ExportReport(
            path=place.out,
            articles=sum(one.articles for one in self._parts),
            rows=sum(one.rows for one in self._parts),
            checked=self._checked,
            bytes=0,
            spans=self._spans,
            losses=(*self._content.left_out, *self._unmarked(), *self._losses()),
            parts=tuple(parts) if self._options.split else (),
            leaks=self._leaks,
        )

    def _losses(self) -> Iterator[Loss]:
        """Yield what the format could not carry."""
        yield from (Loss(code, count) for code, count in sorted(self._lost.items()))

    def _unmarked(self) -> Iterator[Loss]:
        """Yield how many parts of a split have no attributions, while others have some."""
        empty = sum(not one.rows for one in self._parts)
        if self._options.split is not None and 0 < empty < len(self._parts):
            yield Loss("part_unmarked", empty)

    def _repeat(self, why: str, count: int) -> None:
        """Remember what counts once; what the report calls lost is read when it is written."""
        self._lost[why] += count

    def _part(
        self, name: str, path: Path, article_ids: Iterable[uuid.UUID] | None, choice: WriteOptions
    ) -> None:
        """Write a part and read it back; the name is empty where there is one file only."""
        known = self._content.project()
        file = path.name if name else ""
        articles = self._told(self._content.articles(article_ids, self._repeat), "write", file)
        if self.counts is not None:
            articles = self.counts.passed(articles, choice.split)
        written = self._writer.write(path, known, articles, choice)
        again = self._told(self._content.articles(article_ids), "check", file)
        found = self._writer.verify(path, known, again, choice)
        must_be_whole(found, written.rows, path)
        for loss in written.losses:
            self._lost[loss.code] += loss.count
        self._checked += found.rows
        self._spans += found.spans
        self._parts.append(PartReport(name, path, written.articles, written.rows))

    def _told(
        self, records: Iterable[ArticleRecord], stage: str, file: str = ""
    ) -> Iterator[ArticleRecord]:
        total = len(self._content.article_ids)
        what = stage_of_file(stage, file)
        for record in records:
            if self._cancelled is not None and self._cancelled():
                raise Cancelled
            self._done[stage] += 1
            if self._progress is not None:
                # A text with several appearances may come several times.
                self._progress(min(self._done[stage], total), total, what)
            yield record
