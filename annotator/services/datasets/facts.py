"""All that the documents of a data set are filled in from, gathered once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.people import Actor
from annotator.formats.interfaces import Loss, WriteOptions
from annotator.formats.records import ProjectRecord
from annotator.formats.registry import export_format
from annotator.formats.table_columns import TableColumns
from annotator.services.datasets.agreement_figures import (
    AgreementFigures,
    agreement_figures,
    numbered,
)
from annotator.services.datasets.counting import DataCounts, DatasetCounts
from annotator.services.datasets.data_files import DataFile, data_files
from annotator.services.datasets.details import DatasetDetails, dataset_details
from annotator.services.interchange.export_content import ExportContent
from annotator.services.interchange.export_names import Pseudonyms
from annotator.services.interchange.export_options import ExportOptions
from annotator.services.interchange.export_report import ExportReport, LeakReport, PartReport
from annotator.services.project import Project

Progress = Callable[[int, int | None, str], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class DataWritten:
    """Data that were just written and checked, and what was learned on the way."""

    format_name: str
    options: ExportOptions
    report: ExportReport
    """Its paths are those that the files will have in the end."""
    counts: DataCounts
    content: ExportContent
    """What was written; only the project's line, the pseudonyms and how it was written are still
    asked of it."""


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """What there is to say of a data set that was just written."""

    title: str
    details: DatasetDetails
    project: ProjectRecord
    """As it stands in the export: with pseudonyms, where these were chosen."""
    counts: DatasetCounts
    part_counts: Mapping[str, DatasetCounts]
    """By part of a split; empty without one."""
    rows: int
    """Attributions in the files: fewer than were read where the format cannot hold all."""
    annotators: int
    """Who coded it; with gold alone, who coded what it was made of."""
    double: int
    """Articles that two or more of them coded."""
    files: tuple[DataFile, ...]
    format_name: str
    format_label: str
    cannot_hold: str
    offset_unit: str
    options: ExportOptions
    parts: tuple[PartReport, ...]
    """Of a split, in order; none without one."""
    losses: tuple[Loss, ...]
    leaks: LeakReport | None
    agreement: AgreementFigures | None
    """None where the person who exports may not see it."""
    choice: WriteOptions
    """How the files were written; of a split, how its first part was."""

    @property
    def tables(self) -> tuple[DataFile, ...]:
        """Return the files that are tables of attributions, in the order of the parts."""
        order = {one.name: place for place, one in enumerate(self.parts)}
        found = [one for one in self.files if one.ending == f".{self.format_name}"]
        return (
            tuple(sorted(found, key=lambda one: order.get(one.part or "", 0)))
            if (self.is_table)
            else ()
        )

    @property
    def is_table(self) -> bool:
        """Tell whether the format writes one table, whose columns can be described."""
        return self.format_name in ("csv", "tsv", "parquet")

    def columns(self) -> TableColumns:
        """Return the columns of the tables."""
        return TableColumns(self.project.codebooks, self.choice)


def facts_of(
    folder: Path,
    project: Project,
    actor: Actor,
    data: DataWritten,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> DatasetFacts:
    """Gather what there is to say of the data in ``folder``, which were just written and checked.

    Progress is told as `agreement_figures` does. Raises `Cancelled`, OSError.
    """
    writer = export_format(data.format_name)
    details = dataset_details(project)
    options, report = data.options, data.report
    known = data.content.project()
    counts, origin = data.counts.whole, data.content.origin
    agreement = agreement_figures(
        project,
        actor,
        rounds=options.rounds,
        annotators=options.annotators,
        called=names_shown(options, data.content.pseudonyms),
        progress=progress,
        cancelled=cancelled,
    )
    places = {one.name: folder / one.path.relative_to(report.path) for one in report.parts}
    return DatasetFacts(
        title=details.title or known.name,
        details=details,
        project=known,
        counts=counts,
        part_counts=data.counts.parts,
        rows=report.rows,
        annotators=origin.annotators if origin else len(counts.annotators),
        double=origin.double if origin else counts.double,
        files=data_files(folder, places),
        format_name=data.format_name,
        format_label=writer.label,
        cannot_hold=writer.cannot_hold,
        offset_unit=writer.offset_unit.value,
        options=options,
        parts=report.parts,
        losses=report.losses,
        leaks=report.leaks,
        agreement=agreement,
        choice=data.content.choice(report.parts[0].name if report.parts else None),
    )


def names_shown(
    options: ExportOptions, pseudonyms: Pseudonyms | None
) -> Callable[[Sequence[str]], Sequence[str]] | None:
    """Return how people are called where agreement names them; None for by their names."""
    if options.layer == "gold":
        return numbered
    if pseudonyms is None:
        return None
    return pseudonyms.coders
