"""The cells of a table of attributions as text, where a file has nothing but text."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from annotator.domain.attributions import QuotedSpan
from annotator.domain.documents import instant_text
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.records import ArticleRecord
from annotator.formats.table_columns import CellKind, Column, TableColumns, joined


class TextCells:
    """Writes each cell of a table as text; no value is an empty one."""

    def __init__(self, columns: TableColumns) -> None:
        self._columns = columns
        self._writers = [_writer(one) for one in columns.columns]

    def rows(self, record: ArticleRecord) -> Iterator[list[str]]:
        """Yield the cells of each attribution of an article, as `TableColumns.cells` does."""
        for cells in self._columns.cells(record):
            yield [
                "" if cell is None else without_lone_surrogates(write(cell))
                for write, cell in zip(self._writers, cells, strict=True)
            ]


def offsets_text(spans: Sequence[QuotedSpan]) -> str:
    """Return where spans are (code points) as JSON; nothing where there are none."""
    return json.dumps([[span.start, span.end] for span in spans]) if spans else ""


def _writer(column: Column) -> Callable[[Any], str]:
    return joined if column.of_attribute else _WRITERS.get(column.kind, str)


_WRITERS: dict[CellKind, Callable[[Any], str]] = {
    CellKind.BOOLEAN: lambda cell: "true" if cell else "false",
    CellKind.DAY: lambda cell: str(cell.isoformat()),
    CellKind.INSTANT: instant_text,
    CellKind.SPANS: offsets_text,
}
