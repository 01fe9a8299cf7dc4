"""Writing a replication bundle: everything from one reading, checked, then moved to its place."""

from collections import ChainMap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.domain.annotation_sets import SetState
from annotator.domain.errors import Cancelled, FormatError
from annotator.domain.people import Actor
from annotator.formats.codebook_files import codebook_yaml, read_codebook
from annotator.formats.interfaces import WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.registry import export_format
from annotator.formats.table_columns import TableColumns
from annotator.services.datasets.agreement_figures import (
    AGREEMENT,
    AgreementFigures,
    agreement_figures,
    agreement_text,
)
from annotator.services.datasets.citations import citation_file
from annotator.services.datasets.data_files import data_files
from annotator.services.datasets.dataset_folder import CITATION, CODEBOOKS, codebook_file_name
from annotator.services.datasets.described_columns import described_columns
from annotator.services.datasets.details import dataset_details
from annotator.services.datasets.facts import names_shown
from annotator.services.datasets.replication.csv_file import CsvFile
from annotator.services.datasets.replication.options import BundleOptions, BundleReport
from annotator.services.datasets.replication.r_script import R_SCRIPT, r_script
from annotator.services.datasets.replication.readme import bundle_readme
from annotator.services.datasets.replication.settings import settings_text
from annotator.services.datasets.replication.stata_script import STATA_SCRIPT, stata_script
from annotator.services.datasets.replication.tables import (
    articles_table,
    decisions_table,
    submissions_table,
)
from annotator.services.datasets.table_schema import Table, data_package, data_package_text
from annotator.services.interchange.export_checking import must_be_whole
from annotator.services.interchange.export_content import ExportContent
from annotator.services.interchange.export_names_table import write_names
from annotator.services.interchange.export_options import NameMode
from annotator.services.interchange.export_places import (
    ExportPlace,
    failures_of,
    move_beside,
    remove,
)
from annotator.services.interchange.export_share import share_of
from annotator.services.interchange.export_stages import stage_of_file
from annotator.services.managing.people import only_managers
from annotator.services.project import Project

__all__ = ["BundleOptions", "BundleReport", "write_bundle"]

Progress = Callable[[int, int | None, str], None]
IsCancelled = Callable[[], bool]

_ATTRIBUTIONS, _GOLD, _LINES = "data/attributions.csv", "data/gold.csv", "data/project.jsonl"


def write_bundle(
    project: Project,
    actor: Actor,
    out: Path,
    options: BundleOptions | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> BundleReport:
    """Write a folder, or a zip file where ``out`` ends in ``.zip``; what is there is replaced last.

    With pseudonyms, who is who is written beside it. Progress is told of ``write`` and ``check``
    with the file (see `export_stages`), and as `agreement_figures` does. Raises `NotAllowed`
    (managers_only), `Refused` (out_is_project, out_is_file, out_is_device, out_without_name,
    folder_not_export, names_in_the_way), `FormatError` (folder_missing, export_failed,
    verification_failed), `Cancelled`; after any of these nothing is left behind.
    """
    only_managers(actor)
    options = options or BundleOptions()
    place = ExportPlace(out, folder=True)
    place.check(names=options.of_export.names is NameMode.PSEUDONYMS)
    names = place.names
    unfinished_names = names.with_name(f".{names.name}.unfinished")
    with failures_of(out):
        try:
            with place.made() as work:
                work.mkdir()
                with project.store.read() as connection:
                    share = share_of(project, actor, options.of_export)
                    content = ExportContent(project, connection, share, options.of_export)
                    # All that was decided: ``state`` tells which articles are not settled yet.
                    gold = replace(options.of_export, layer="gold", states=tuple(SetState))
                    gold_content = ExportContent(
                        project, connection, share_of(project, actor, gold), gold
                    )
                    run = _Run(project, content, gold_content, work, options, progress, cancelled)
                    run.write_data()
                figures = agreement_figures(
                    project,
                    actor,
                    rounds=tuple(one.name for one in run.known.rounds),
                    called=names_shown(options.of_export, content.pseudonyms),
                    progress=progress,
                    cancelled=cancelled,
                )
                report = run.write_documents(figures)
                marks = [one.pseudonyms for one in (content, gold_content) if one.pseudonyms]
                if marks:
                    told = (one.told(whole=True) for one in marks)
                    write_names(dict(ChainMap(*told)), unfinished_names)
                    move_beside(unfinished_names, names)
                size = place.finish()
        finally:
            remove(unfinished_names)
    return replace(report, path=out, bytes=size, pseudonyms=names if content.pseudonyms else None)


class _Run:
    """Writes one bundle into a folder, and reads back what it wrote."""

    def __init__(
        self,
        project: Project,
        content: ExportContent,
        gold: ExportContent,
        folder: Path,
        options: BundleOptions,
        progress: Progress | None,
        cancelled: IsCancelled | None,
    ) -> None:
        self._project = project
        self._content = content
        self._gold = gold
        self._folder = folder
        self._options = options
        self._progress = progress
        self._cancelled = cancelled
        self.known: ProjectRecord = content.project()
        self._tables: list[CsvFile] = []
        self._counts: dict[str, int] = {}

    def write_data(self) -> None:
        """Write all that is made of records, file by file, each checked at once."""
        text, known = self._options.text, self.known
        (self._folder / "data").mkdir()
        self._export("csv", _ATTRIBUTIONS, self._content)
        self._export("csv", _GOLD, self._gold)
        self._export("stance-annotator", _LINES, self._content)
        rounds = enumerate(known.rounds, start=1)
        self._tables = [
            articles_table(known, text),
            *(submissions_table(known, one.name, place, text) for place, one in rounds),
            decisions_table(text),
        ]
        for table in self._tables:
            articles = self._told(self._content, "write", table.name)
            self._counts[table.name] = table.write(self._folder, articles)
            table.verify(self._folder, self._told(self._content, "check", table.name))

    def write_documents(self, figures: AgreementFigures | None) -> BundleReport:
        """Write codebooks, settings, figures, scripts and metadata; the list of files comes last.

        The path, the bytes and the pseudonyms of the report are for the caller to fill in.
        """
        known, details = self.known, dataset_details(self._project)
        title = details.title or known.name
        columns = described_columns(self._columns, known.codebooks)
        rows = self._counts[_ATTRIBUTIONS]
        for one in known.codebooks:
            name = f"{CODEBOOKS}/{codebook_file_name(one.ref)}"
            self._text(name, codebook_yaml(one))
            if read_codebook(self._folder / name) != one:
                raise FormatError("verification_failed", file=name, problems=1, first="")
        self._text("project.json", settings_text(self._project, known, self._options))
        compared = figures is not None and figures.missing is None
        if figures is not None and compared:
            self._text(f"agreement/{AGREEMENT}", agreement_text(figures))
            self._text("agreement/methods.txt", figures.methods)
        self._text(R_SCRIPT, r_script(columns, rows))
        self._text(STATA_SCRIPT, stata_script(columns, rows))
        if citation := citation_file(title, details):
            self._text(CITATION, citation)
        files = {one.name: one for one in data_files(self._folder, {})}
        tables = [
            Table(files[name], columns, key=("attribution_id",)) for name in (_ATTRIBUTIONS, _GOLD)
        ]
        tables += [
            Table(files[one.name], one.columns, one.title, one.required, one.key)
            for one in self._tables
        ]
        self._text("datapackage.json", data_package_text(data_package(title, details, tables)))
        listed = data_files(self._folder, {})
        page = bundle_readme(title, details, self._options, listed, compared=compared)
        self._text("README.md", page)
        submissions = [one for one in self._counts if one.startswith("submissions/")]
        return BundleReport(
            path=self._folder,
            files=(*(one.name for one in listed), "README.md"),
            articles=self._counts["data/articles.csv"],
            attributions=rows,
            gold=self._counts[_GOLD],
            submissions=sum(self._counts[one] for one in submissions),
            decisions=self._counts["data/decisions.csv"],
            agreement=compared,
            bytes=0,
            pseudonyms=None,
        )

    @property
    def _columns(self) -> TableColumns:
        return TableColumns(self.known.codebooks, WriteOptions(self._options.text))

    def _export(self, format_name: str, name: str, content: ExportContent) -> None:
        writer, path = export_format(format_name), self._folder / name
        choice = WriteOptions(self._options.text)
        written = writer.write(path, self.known, self._told(content, "write", name), choice)
        found = writer.verify(path, self.known, self._told(content, "check", name), choice)
        must_be_whole(found, written.rows, path)
        self._counts[name] = written.rows

    def _told(self, content: ExportContent, stage: str, file: str) -> Iterator[ArticleRecord]:
        total = len(content.article_ids)
        what = stage_of_file(stage, file)
        for done, record in enumerate(content.articles(), start=1):
            if self._cancelled is not None and self._cancelled():
                raise Cancelled
            if self._progress is not None:
                self._progress(done, total, what)
            yield record

    def _text(self, name: str, words: str) -> None:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="\n")
