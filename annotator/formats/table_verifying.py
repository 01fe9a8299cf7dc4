"""Holding the rows that were read back from a table to the records that it was to hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from annotator.domain.errors import FormatError
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.records import ArticleRecord
from annotator.formats.table_columns import CellKind, Cells, Column, TableColumns

Equal = Callable[[Column, Any, Any], bool]
"""Whether the cell that was read (second) is what stands for the cell of the record (third)."""

WrongWords = Callable[[Sequence[Any], str], Iterator[tuple[str, str]]]
"""Yields column and words wherever the spans of a row do not have what the text says there."""


def verify_rows(
    found: Iterable[Sequence[Any]],
    columns: TableColumns,
    articles: Iterable[ArticleRecord],
    equal: Equal,
    wrong_words: WrongWords,
) -> VerifyReport:
    """Compare row with row and each span with its article's text.

    Rows are counted from 2, the header being the first. What reading ``found`` raises as
    FormatError ends the comparison and is a problem like the others.
    """
    places = [at for at, one in enumerate(columns.columns) if one.kind is CellKind.SPANS]
    rows = spans = 0
    problems: list[FormatError] = []
    expected = ((article, cells) for article in articles for cells in columns.cells(article))
    try:
        for number, (row, wanted) in enumerate(zip_longest(found, expected), start=2):
            rows += row is not None
            if row is None or wanted is None:
                code = "row_missing" if row is None else "row_surplus"
                new = [FormatError(code, row=number)]
            else:
                article, cells = wanted
                new = list(_differences(row, cells, columns, equal, number))
                new += [
                    FormatError("quote_mismatch", row=number, where=column, quote=words)
                    for column, words in wrong_words(row, article.text)
                ]
                spans += sum(map(len, (cells[place] for place in places)))
            problems.extend(new[: MAX_PROBLEMS - len(problems)])
    except FormatError as error:
        problems.append(error)
    return VerifyReport(rows, tuple(problems), spans)


def _differences(
    row: Sequence[Any], cells: Cells, columns: TableColumns, equal: Equal, number: int
) -> Iterator[FormatError]:
    for column, found, wanted in zip(columns.columns, row, cells, strict=True):
        if not equal(column, found, wanted):
            yield FormatError("cell_differs", row=number, where=column.name)
