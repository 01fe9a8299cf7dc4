"""Parquet files read back by `pyarrow`, one row group after the other."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.domain.codebook import as_keys
from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.file_problems import file_problems
from annotator.formats.interfaces import VerifyReport, WriteOptions
from annotator.formats.parquet_batches import schema_of, truth_of, words_field
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.table_columns import CellKind, Column, TableColumns, joined
from annotator.formats.table_verifying import verify_rows

if TYPE_CHECKING:
    from pyarrow import parquet


def verify_file(
    path: Path, project: ProjectRecord, articles: Iterable[ArticleRecord], options: WriteOptions
) -> VerifyReport:
    """Compare types, codebooks, every cell and every span's words; see `verify_rows`.

    Problems: those of `verify_rows`, ``columns_differ`` and ``bad_parquet``.
    """
    import pyarrow as pa
    from pyarrow import parquet

    columns = TableColumns(project.codebooks, options)
    field = words_field(options.text)
    hashed = field == "sha256"
    places = [at for at, one in enumerate(columns.columns) if one.kind is CellKind.SPANS]

    def equal(column: Column, found: Any, wanted: Any) -> bool:
        if column.kind is CellKind.SPANS:
            return [(one["start"], one["end"]) for one in found or ()] == [
                (span.start, span.end) for span in wanted
            ]
        return bool(found == _wanted(column, wanted))

    def wrong_words(row: Sequence[Any], text: str) -> Iterator[tuple[str, str]]:
        for place in places:
            for one in row[place] or ():
                words = text[one["start"] : one["end"]]
                right = hashlib.sha256(words.encode()).hexdigest() if hashed else words
                if one[field] != right:
                    yield columns.names[place], one[field]

    with file_problems(path):
        try:
            with parquet.ParquetFile(path) as file:
                right = schema_of(columns.columns, project, options)
                if not (
                    file.schema_arrow.equals(right) and file.schema_arrow.metadata == right.metadata
                ):
                    problem = FormatError("columns_differ", file=path.name)
                    return VerifyReport(file.metadata.num_rows, (problem,))
                return verify_rows(_rows(file), columns, articles, equal, wrong_words)
        except pa.ArrowInvalid as error:
            return VerifyReport(0, (FormatError("bad_parquet", what=str(error)),))


def _rows(file: "parquet.ParquetFile") -> Iterator[tuple[Any, ...]]:
    import pyarrow as pa

    for number in range(file.num_row_groups):
        try:
            group = file.read_row_group(number)
            cells = [column.to_pylist() for column in group.columns]
        except (pa.ArrowInvalid, OSError, UnicodeDecodeError) as error:
            raise FormatError("bad_parquet", what=str(error)) from error
        yield from zip(*cells, strict=True)


def _wanted(column: Column, cell: Any) -> Any:
    """Return what a file has for a cell: in UTF-8 there are no lone surrogates."""
    if cell is None:
        return None
    if column.kind is CellKind.TEXT:
        return without_lone_surrogates(joined(cell))
    if column.kind is CellKind.TEXTS:
        return [without_lone_surrogates(key) for key in as_keys(cell)]
    return truth_of(cell) if column.of_attribute else cell
