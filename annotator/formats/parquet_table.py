"""Export format ``parquet``: the columns of the CSV table with types, for programs.

One file, one row for each attribution, in row groups of at most `ROWS` rows or about `WORDS`
characters. Spans are lists of ``{start, end, quote}``, several choices are lists of texts, instants
are in UTC. `parquet_batches` has what stands in the schema's metadata. Hugging Face `datasets`,
pandas, polars, DuckDB and R's arrow read it as it is.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats.interfaces import (
    Loss,
    OffsetUnit,
    VerifyReport,
    WriteOptions,
    WriteReport,
)
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.table_columns import Cells, TableColumns
from annotator.words import tr

if TYPE_CHECKING:
    from pyarrow import parquet

    from annotator.formats.parquet_batches import ArrowTables

ROWS = 5_000
WORDS = 8_000_000
"""Characters of quotes after which a row group ends, however few its rows are."""


class ParquetTable:
    """One row per attribution, with types."""

    name = "parquet"
    endings = (".parquet",)
    offset_unit = OffsetUnit.CODE_POINTS
    is_folder = False
    holds_history = False

    @property
    def label(self) -> str:
        """Return a short name for menus."""
        return tr("Parquet")

    @property
    def description(self) -> str:
        """Return one sentence on what it is for."""
        return tr("Large data in Python or R, with types.")

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
        """Write row group by row group. Raises OSError."""
        from pyarrow import parquet

        from annotator.formats.parquet_batches import ArrowTables

        columns = TableColumns(project.codebooks, options)
        tables = ArrowTables(columns, project, options)
        count = rows = 0
        with (
            out.open("wb") as file,
            parquet.ParquetWriter(file, tables.schema, compression="zstd") as writer,
        ):
            group: list[Cells] = []
            words = 0
            for article in articles:
                count += 1
                for cells in columns.cells(article):
                    group.append(cells)
                rows += len(article.attributions)
                words += sum(len(s.quote) for one in article.attributions for s in one.spans)
                if len(group) >= ROWS or words >= WORDS:
                    _write(writer, tables, group)
                    group, words = [], 0
            if group:
                _write(writer, tables, group)
        other = tables.other_kinds
        return WriteReport(count, rows, (Loss("value_of_other_kind", other),) if other else ())

    def verify(
        self,
        path: Path,
        project: ProjectRecord,
        articles: Iterable[ArticleRecord],
        options: WriteOptions,
    ) -> VerifyReport:
        """Read the file back row group by row group: see `parquet_verifying`."""
        from annotator.formats.parquet_verifying import verify_file

        return verify_file(path, project, articles, options)


def _write(writer: "parquet.ParquetWriter", tables: "ArrowTables", group: list[Cells]) -> None:
    writer.write_table(tables.table(group), row_group_size=len(group))
