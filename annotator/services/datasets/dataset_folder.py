"""A data set's companions, written beside its data: card, datasheet, codebooks, metadata."""

from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.domain.people import Actor
from annotator.formats.codebook_files import codebook_yaml
from annotator.services.datasets.agreement_figures import AGREEMENT, agreement_text
from annotator.services.datasets.card import card
from annotator.services.datasets.citations import citation_file
from annotator.services.datasets.croissant import croissant, croissant_text
from annotator.services.datasets.datasheet import datasheet
from annotator.services.datasets.described_columns import described_columns
from annotator.services.datasets.facts import DatasetFacts, DataWritten, facts_of
from annotator.services.datasets.table_schema import (
    Table,
    data_package,
    data_package_text,
    resource_name,
)
from annotator.services.interchange.export_options import Counted
from annotator.services.project import Project

CARD = "README.md"
DATASHEET = "DATASHEET.md"
CROISSANT = "croissant.json"
DATA_PACKAGE = "datapackage.json"
CITATION = "CITATION.cff"
CODEBOOKS = "codebooks"


def write_documents(
    folder: Path,
    project: Project,
    actor: Actor,
    data: DataWritten,
    progress: Callable[[int, int | None, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Write the companions of data that are in ``folder`` already; return their paths.

    Agreement is told only where the actor may see it. ``datapackage.json`` is written for CSV and
    TSV, ``CITATION.cff`` where there are authors. Raises `Cancelled`, OSError.
    """
    facts = facts_of(folder, project, actor, data, progress, cancelled)
    written = []
    for name, text in _documents(facts):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


def codebook_file_name(ref: str) -> str:
    """Return the file name of a codebook version (``key@version``)."""
    return f"{resource_name(ref)}.yaml"


def _documents(facts: DatasetFacts) -> Iterator[tuple[str, str]]:
    yield CARD, card(facts)
    yield DATASHEET, datasheet(facts)
    yield CROISSANT, croissant_text(croissant(facts))
    if facts.format_name in ("csv", "tsv"):
        columns = described_columns(facts.columns(), facts.project.codebooks)
        key = () if facts.options.counted is Counted.APPEARANCE else ("attribution_id",)
        tables = [Table(one, columns, key=key) for one in facts.tables]
        package = data_package(facts.title, facts.details, tables)
        yield DATA_PACKAGE, data_package_text(package)
    if facts.agreement is not None and facts.agreement.missing is None:
        yield AGREEMENT, agreement_text(facts.agreement)
    citation = citation_file(facts.title, facts.details)
    if citation is not None:
        yield CITATION, citation
    for one in facts.project.codebooks:
        yield f"{CODEBOOKS}/{codebook_file_name(one.ref)}", codebook_yaml(one)
