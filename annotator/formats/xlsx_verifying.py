"""Workbooks read back by `openpyxl`, row by row."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.text.spans import SpanRole
from annotator.formats.file_problems import file_problems
from annotator.formats.interfaces import MAX_PROBLEMS, TextMode, VerifyReport, WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.table_columns import (
    BETWEEN_FRAGMENTS,
    CellKind,
    Column,
    TableColumns,
    joined,
)
from annotator.formats.table_verifying import verify_rows
from annotator.formats.xlsx_cells import (
    CUT,
    MAX_UNITS,
    same_day,
    same_instant,
    unescaped,
    utf16_units,
)
from annotator.formats.xlsx_sheets import (
    ARTICLES,
    ATTRIBUTIONS,
    CODEBOOK,
    CODEBOOK_COLUMNS,
    article_row,
    articles_columns,
    codebook_rows,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_OF_A_CELL = MAX_UNITS - 10
"""A cell that was cut is at least so long: an escaped character did not fit any more."""


def verify_file(
    path: Path, project: ProjectRecord, articles: Iterable[ArticleRecord], options: WriteOptions
) -> VerifyReport:
    """Compare all sheets cell by cell and every span's words; see `verify_rows`.

    Problems: those of `verify_rows`, ``columns_differ`` and ``bad_workbook``.
    """
    from openpyxl import load_workbook

    columns = TableColumns(project.codebooks, options)
    problems: list[FormatError] = []
    # From an open file: the library refuses a name without the usual ending.
    with file_problems(path), path.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True)
        except (BadZipFile, KeyError, ValueError, SyntaxError) as error:
            return VerifyReport(0, (FormatError("bad_workbook", what=str(error)),))
        try:
            report = verify_rows(
                _rows(book, ATTRIBUTIONS, columns.columns),
                columns,
                _checked_articles(book, columns, articles, problems),
                _equal,
                _wrong_words(columns, hashed=options.text is TextMode.NONE),
            )
            codes = _rows(book, CODEBOOK, CODEBOOK_COLUMNS)
            _compare(codes, codebook_rows(project), CODEBOOK_COLUMNS, problems)
        except FormatError as error:
            problems.append(error)
            report = VerifyReport(0)
        finally:
            book.close()
    found = (*report.problems, *problems)[:MAX_PROBLEMS]
    return VerifyReport(report.rows, found, report.spans)


def _rows(book: "Workbook", title: str, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table over all its sheets, without the headers."""
    names = tuple(one.name for one in columns)
    sheets = [one for one in book.worksheets if one.title.split(" ")[0] == title]
    if not sheets:
        raise FormatError("columns_differ", where=title)
    for sheet in sheets:
        try:
            for number, row in enumerate(sheet.iter_rows(values_only=True)):
                cells = (*row, *[None] * (len(names) - len(row)))
                if len(cells) > len(names) or (number == 0 and cells != names):
                    raise FormatError("columns_differ", where=title)
                if number:
                    yield cells
        except (BadZipFile, ValueError, SyntaxError) as error:
            raise FormatError("bad_workbook", what=str(error)) from error


def _checked_articles(
    book: "Workbook",
    columns: TableColumns,
    articles: Iterable[ArticleRecord],
    problems: list[FormatError],
) -> Iterator[ArticleRecord]:
    """Yield the articles, comparing each with its row in the sheet of articles."""
    about = articles_columns()
    rows = _rows(book, ARTICLES, about)
    for article in articles:
        row = next(rows, None)
        _compare([] if row is None else [row], [article_row(columns, article)], about, problems)
        yield article
    _compare(rows, (), about, problems)


def _compare(
    found: Iterable[Sequence[Any]],
    expected: Iterable[Sequence[Any]],
    columns: Sequence[Column],
    problems: list[FormatError],
) -> None:
    for row, wanted in zip_longest(found, expected):
        if row is None or wanted is None:
            code = "row_missing" if row is None else "row_surplus"
            problems.append(FormatError(code))
            continue
        problems += [
            FormatError("cell_differs", where=column.name)
            for column, cell, right in zip(columns, row, wanted, strict=True)
            if not _equal(column, cell, right)
        ]
        del problems[MAX_PROBLEMS:]


def _equal(column: Column, found: Any, wanted: Any) -> bool:
    if wanted is None or wanted == []:
        return found is None
    kind = column.kind
    if kind is CellKind.DAY:
        return same_day(found, wanted)
    if kind is CellKind.INSTANT:
        return same_instant(found, wanted)
    if kind is CellKind.SPANS:
        wanted = json.dumps([[span.start, span.end] for span in wanted])
    if kind in (CellKind.INTEGER, CellKind.NUMBER):
        return bool(found == wanted)
    if kind is CellKind.BOOLEAN and isinstance(wanted, bool):
        return found is wanted
    words = without_lone_surrogates(joined(wanted))
    return found is None if not words else isinstance(found, str) and _has(found, words)


def _has(cell: str, words: str) -> bool:
    """Tell whether a cell has these words, or as much of them as a cell can hold."""
    read = unescaped(cell)
    if read == words:
        return True
    cut = cell.endswith(CUT) and utf16_units(cell) >= _MOST_OF_A_CELL
    return cut and words.startswith(read.removesuffix(CUT))


def _wrong_words(
    columns: TableColumns, *, hashed: bool
) -> Callable[[Sequence[Any], str], Iterator[tuple[str, str]]]:
    names = columns.names
    places = [
        (names.index(f"{role.value}_spans"), names.index(columns.words(role.value)))
        for role in SpanRole
    ]

    def wrong(row: Sequence[Any], text: str) -> Iterator[tuple[str, str]]:
        for spans, words in places:
            offsets = _places(row[spans])
            if not offsets:
                continue
            parts = [text[start:end] for start, end in offsets]
            if hashed:
                right = " ".join(hashlib.sha256(one.encode()).hexdigest() for one in parts)
            else:
                right = BETWEEN_FRAGMENTS.join(parts)
            found = row[words]
            if not isinstance(found, str) or not _has(found, right):
                yield names[words], str(found)

    return wrong


def _places(cell: object) -> list[list[int]] | None:
    """Return the offsets that a cell has; None where it has nothing of the kind, or was cut."""
    try:
        found = json.loads(str(cell))
    except ValueError:
        return None
    pairs = isinstance(found, list) and all(
        isinstance(one, list) and len(one) == 2 and all(isinstance(at, int) for at in one)
        for one in found
    )
    return found if pairs else None
