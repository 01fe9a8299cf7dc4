"""Which formats there are: those that come with the program, then those of installed packages.

Ours are listed here, so that they are there in a plain checkout, without installed metadata. Other
packages add theirs through the entry point group ``stance_annotator.formats``, each naming an
object (or a class without parameters) that is an `ImportFormat`, an `ExportFormat` or both. A name
that is taken stays with its first owner.
"""

import logging
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TypeVar

from annotator.domain.errors import FormatError
from annotator.formats.file_problems import file_problems
from annotator.formats.interfaces import ExportFormat, Format, ImportFormat
from annotator.formats.text_decoding import looks_binary

GROUP = "stance_annotator.formats"
HEAD_BYTES = 65_536
"""So much of a file's beginning is looked at to guess its format."""

_F = TypeVar("_F", bound=Format)
_log = logging.getLogger(__name__)


def import_formats() -> tuple[ImportFormat, ...]:
    """Return the formats that can be read."""
    return tuple(one for one in _formats() if isinstance(one, ImportFormat))


def export_formats() -> tuple[ExportFormat, ...]:
    """Return the formats that can be written."""
    return tuple(one for one in _formats() if isinstance(one, ExportFormat))


def import_format(name: str) -> ImportFormat:
    """Return the import format of this name. Raises FormatError ``unknown_format``."""
    return _named(name, import_formats())


def export_format(name: str) -> ExportFormat:
    """Return the export format of this name. Raises FormatError ``unknown_format``."""
    return _named(name, export_formats())


def guess_format(path: Path) -> ImportFormat:
    """Return the import format that is surest of being able to read this file.

    Raises FormatError: not_found, no_permission, is_a_folder, read_failed, binary_file,
    unrecognised_file.
    """
    with file_problems(path), path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    sure = {one: one.can_read(head, path) for one in import_formats()}
    best = max(sure, key=lambda one: sure[one])
    if sure[best] <= 0:
        code = "binary_file" if looks_binary(head) else "unrecognised_file"
        raise FormatError(code, file=path.name)
    return best


def _named(name: str, formats: Sequence[_F]) -> _F:
    for one in formats:
        if one.name == name:
            return one
    raise FormatError("unknown_format", name=name, known=tuple(one.name for one in formats))


@cache
def _formats() -> tuple[Format, ...]:
    from annotator.formats.brat_folder import BratFolder
    from annotator.formats.conll_columns import ConllColumns
    from annotator.formats.csv_table import CsvTable, TsvTable
    from annotator.formats.dna_table import DnaTable
    from annotator.formats.html_report import HtmlReport
    from annotator.formats.label_studio_folder import LabelStudioFolder
    from annotator.formats.parquet_table import ParquetTable
    from annotator.formats.refi_qda import RefiQda
    from annotator.formats.spacy_docbin import SpacyDocBin
    from annotator.formats.stance_annotator_jsonl import StanceAnnotatorJsonLines
    from annotator.formats.text_files import TextFiles
    from annotator.formats.uima_cas import UimaJson, UimaXmi
    from annotator.formats.web_annotation import WebAnnotation
    from annotator.formats.xlsx_workbook import XlsxWorkbook

    formats: list[Format] = [StanceAnnotatorJsonLines(), TextFiles(), CsvTable(), TsvTable()]
    formats += [XlsxWorkbook(), ParquetTable(), DnaTable()]
    formats += [ConllColumns(), BratFolder(), UimaXmi(), UimaJson(), SpacyDocBin()]
    formats += [WebAnnotation(), RefiQda(), LabelStudioFolder(), HtmlReport()]
    return (*formats, *_of_other_packages({one.name for one in formats}))


def _of_other_packages(taken: set[str]) -> list[Format]:
    found: list[Format] = []
    for entry in entry_points(group=GROUP):
        try:
            loaded = entry.load()
            one = loaded() if isinstance(loaded, type) else loaded
        except Exception:  # noqa: BLE001 — whatever another package does must not stop ours
            _log.exception("format of another package cannot be loaded: %s", entry.name)
            continue
        if not isinstance(one, (ImportFormat, ExportFormat)) or one.name in taken:
            _log.error("format of another package left out: %s", entry.name)
            continue
        taken.add(one.name)
        found.append(one)
    return found
