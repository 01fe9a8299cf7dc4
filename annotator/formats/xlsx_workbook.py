"""Export format ``xlsx``: a workbook with the attributions, the articles and the codebooks.

The columns are those of the CSV table, with numbers, days, instants (UTC, in milliseconds) and
truth values as such; `xlsx_cells` says how texts stand in it. A sheet that is full goes on in
another one (``Attributions 2``).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.formats.interfaces import (
    Loss,
    OffsetUnit,
    VerifyReport,
    WriteOptions,
    WriteReport,
)
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.table_columns import CellKind, Column, TableColumns
from annotator.formats.xlsx_cells import XlsxCells
from annotator.formats.xlsx_package import NewestInstant, save_workbook
from annotator.formats.xlsx_sheets import (
    ARTICLES,
    ATTRIBUTIONS,
    CODEBOOK,
    CODEBOOK_COLUMNS,
    article_row,
    articles_columns,
    codebook_rows,
)
from annotator.words import tr

if TYPE_CHECKING:
    from openpyxl import Workbook

ROWS_PER_SHEET = 1_048_576
"""So many rows a sheet has, the header among them."""

_WIDTHS = {CellKind.DAY: 12.0, CellKind.INSTANT: 20.0, CellKind.BOOLEAN: 10.0}
_WIDE = {"content": 60.0, "definition": 60.0, "title": 40.0, "note": 40.0, "source": 30.0}


class XlsxWorkbook:
    """One row per attribution, in a workbook."""

    name = "xlsx"
    endings = (".xlsx",)
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = False
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Workbook (Excel)")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("Sheets for Excel, with the codebook.")

    @property
    def cannot_hold(self) -> str:
        """Return one sentence on what is lost in it."""
        return tr(
            "Left out: article texts, appearances after the first, zones, submissions, aliases, "
            "parts of a second smaller than a thousandth; of decisions the candidates, and all "
            "that made no gold."
        )

    def write(
        self,
        out: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> WriteReport:
        """Write the sheets row by row. Raises OSError."""
        columns = TableColumns(project.codebooks, options)
        cells = XlsxCells()
        newest = NewestInstant()
        count = rows = 0
        with _workbook(project.name) as book:
            attributions = _Sheets(book, ATTRIBUTIONS, columns.columns, cells)
            about = _Sheets(book, ARTICLES, articles_columns(), cells)
            codes = _Sheets(book, CODEBOOK, CODEBOOK_COLUMNS, cells)
            for row in codebook_rows(project):
                codes.append(row)
            for article in articles:
                count += 1
                newest.see(article)
                about.append(article_row(columns, article))
                for one in columns.cells(article):
                    attributions.append(one)
                    rows += 1
            for sheets in (attributions, about, codes):
                sheets.end()
            save_workbook(book, out, newest.instant)
        return WriteReport(count, rows, (Loss("cell_cut", cells.cut),) if cells.cut else ())

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        """Read the workbook back row by row: see `xlsx_verifying`."""
        from annotator.formats.xlsx_verifying import verify_file

        return verify_file(path, project, articles, options)


class _Sheets:
    """A table over as many sheets as it needs."""

    def __init__(
        self, book: "Workbook", title: str, columns: Sequence[Column], cells: XlsxCells
    ) -> None:
        self._book = book
        self._title = title
        self._columns = columns
        self._kinds = [one.kind for one in columns]
        self._cells = cells
        self._number = 0
        self._begin()

    def append(self, row: Sequence[Any]) -> None:
        if self._rows == ROWS_PER_SHEET:
            self.end()
            self._begin()
        self._sheet.append(self._cells.row(self._sheet, self._kinds, row))
        self._rows += 1

    def end(self) -> None:
        """Set the filter over all rows of the sheet."""
        from openpyxl.utils import get_column_letter

        last = get_column_letter(len(self._columns))
        self._sheet.auto_filter.ref = f"A1:{last}{self._rows}"

    def _begin(self) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._number += 1
        title = self._title if self._number == 1 else f"{self._title} {self._number}"
        self._sheet = self._book.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        for place, column in enumerate(self._columns, start=1):
            width = _WIDE.get(column.name, _WIDTHS.get(column.kind, 16.0))
            self._sheet.column_dimensions[get_column_letter(place)].width = width
        header = []
        for column in self._columns:
            cell = WriteOnlyCell(self._sheet, column.name)
            cell.font = Font(bold=True)
            header.append(cell)
        self._sheet.append(header)
        self._rows = 1


@contextmanager
def _workbook(title: str) -> Iterator["Workbook"]:
    """Yield a workbook whose temporary files are gone at the end, whatever happens."""
    from openpyxl import Workbook

    from annotator.formats.xlsx_cells import escaped

    book = Workbook(write_only=True)
    book.properties.title = escaped(title)
    book.properties.creator = "Stance Annotator"
    try:
        yield book
    finally:
        for sheet in book.worksheets:
            # The library keeps a sheet in a temporary file until it is saved, and removes those of
            # a workbook that never is only when the program ends.
            with suppress(Exception):
                if not sheet.closed:
                    sheet.close()
            written = getattr(sheet, "_writer", None)
            if written is not None and os.path.exists(written.out):
                written.cleanup()
