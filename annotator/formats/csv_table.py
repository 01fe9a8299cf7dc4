"""Export formats ``csv`` and ``tsv``: a table with one row per attribution.

RFC 4180: lines end with CRLF, cells with separators, quotation marks or line breaks are quoted.
UTF-8; ``csv`` begins with a byte order mark, without which Excel garbles every letter beyond ASCII,
``tsv``, for programs, has none. Cells that a spreadsheet would run are neutralised, see
`csv_cells`; `csv_reading.read_rows` takes that off again. Choices of one attribute are joined by
``|``. An attribute whose key is the name of a fixed column has its scope before it
(``attribution_note``).
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from annotator.domain.errors import FormatError
from annotator.domain.text.spans import SpanRole
from annotator.formats.csv_cells import encode_cell
from annotator.formats.csv_columns import TextCells
from annotator.formats.csv_reading import read_rows
from annotator.formats.interfaces import (
    MAX_PROBLEMS,
    OffsetUnit,
    TextMode,
    VerifyReport,
    WriteOptions,
    WriteReport,
)
from annotator.formats.records import ArticleRecord, AttributionRecord, ProjectRecord
from annotator.formats.stance_annotator_documents import in_file_order
from annotator.formats.table_columns import BETWEEN_FRAGMENTS, TableColumns
from annotator.words import tr


class CsvTable:
    """One row per attribution, for spreadsheets."""

    name = "csv"
    endings: tuple[str, ...] = (".csv",)
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = False
    holds_history = False
    delimiter = ","
    encoding = "utf-8-sig"

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Table (CSV)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("Excel, R, Stata: a row per attribution.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: article texts, articles without attributions, appearances after the first, "
            "zones, submissions, aliases; of decisions the candidates, and all that made no gold."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write a header and a row for each attribution. Raises OSError."""
        columns = TableColumns(project.codebooks, options)
        cells = TextCells(columns)
        count = rows = 0
        with out.open("w", encoding=self.encoding, newline="") as file:
            writer = csv.writer(file, delimiter=self.delimiter, lineterminator="\r\n")
            writer.writerow(map(encode_cell, columns.names))
            for article in articles:
                count += 1
                for row in cells.rows(article):
                    writer.writerow(map(encode_cell, row))
                    rows += 1
        return WriteReport(count, rows)

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        """Read a written table back and look up the words of every span in its article's text."""
        columns = TableColumns(project.codebooks, options)
        cells = TextCells(columns)
        names = set(columns.names)
        expected = (
            (article, one, dict(zip(columns.names, wanted, strict=True)))
            for article in articles
            for one, wanted in zip(
                in_file_order(article.attributions), cells.rows(article), strict=True
            )
        )
        rows = spans = 0
        problems: list[FormatError] = []
        try:
            # Rows are counted, the header being the first: cells may hold line breaks.
            for number, (row, pair) in enumerate(
                zip_longest(read_rows(path, self.delimiter), expected), start=2
            ):
                rows += row is not None
                if row is None or pair is None:
                    code = "row_missing" if row is None else "row_surplus"
                    found = [FormatError(code, row=number)]
                elif set(row) != names:
                    found = [FormatError("columns_differ", row=number)]
                else:
                    article, one, wanted = pair
                    found = list(_differences(row, article, one, options.text, number))
                    found = found or _other_cells(row, wanted, number)
                    spans += len(one.spans)
                problems.extend(found[: MAX_PROBLEMS - len(problems)])
        except FormatError as error:
            problems.append(error)
        return VerifyReport(rows, tuple(problems), spans)


class TsvTable(CsvTable):
    """The same with tabs, for programs."""

    name = "tsv"
    endings = (".tsv",)
    delimiter = "\t"
    encoding = "utf-8"

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Table (tab-separated)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("For programs: a row per attribution.")


def _differences(
    row: dict[str, str], article: ArticleRecord, one: AttributionRecord, mode: TextMode, number: int
) -> Iterator[FormatError]:
    for column, value in (
        ("article_id", str(article.id)),
        ("attribution_id", str(one.id)),
        ("note", one.note),
        ("speaker", one.speaker.name if one.speaker else ""),
    ):
        if row[column] != value:
            yield FormatError("cell_differs", row=number, where=column)
    for role in SpanRole:
        offsets = json.loads(row[f"{role.value}_spans"] or "[]")
        if offsets != [[span.start, span.end] for span in one.spans if span.role is role]:
            yield FormatError("cell_differs", row=number, where=f"{role.value}_spans")
            continue
        words = [article.text[start:end] for start, end in offsets]
        if mode is TextMode.NONE:
            column = f"{role.value}_sha256"
            right = " ".join(hashlib.sha256(one.encode()).hexdigest() for one in words)
        else:
            column, right = role.value, BETWEEN_FRAGMENTS.join(words)
        if row[column] != right:
            yield FormatError("quote_mismatch", row=number, where=column, quote=row[column])


def _other_cells(row: dict[str, str], wanted: dict[str, str], number: int) -> list[FormatError]:
    """Return which cells are not what was to be written: names, values, notes and all the rest."""
    return [
        FormatError("cell_differs", row=number, where=name)
        for name, cell in wanted.items()
        if row[name] != cell
    ]
