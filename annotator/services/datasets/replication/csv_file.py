"""Further tables of a bundle: written like the CSV table of attributions, and read back."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from annotator.domain.documents import instant_text
from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.csv_cells import encode_cell
from annotator.formats.csv_reading import read_rows
from annotator.formats.records import ArticleRecord
from annotator.services.datasets.described_columns import DescribedColumn

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A table with its columns, and what makes the rows of an article."""

    name: str
    """Its path in the bundle."""
    title: str
    columns: tuple[DescribedColumn, ...]
    rows: Callable[[ArticleRecord], Iterable[Row]]
    required: tuple[str, ...]
    key: tuple[str, ...]
    """Columns that tell every row from every other; empty where nothing does."""

    def write(self, folder: Path, articles: Iterable[ArticleRecord]) -> int:
        """Write the table; return how many rows it has. Raises OSError."""
        path = folder / self.name
        path.parent.mkdir(exist_ok=True)
        count = 0
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(encode_cell(one.name) for one in self.columns)
            for row in self._all(articles):
                writer.writerow(map(encode_cell, row))
                count += 1
        return count

    def verify(self, folder: Path, articles: Iterable[ArticleRecord]) -> None:
        """Hold the file to the same records again; raises FormatError verification_failed."""
        path = folder / self.name
        names = [one.name for one in self.columns]
        for found, wanted in zip_longest(read_rows(path), self._all(articles)):
            if found is None or wanted is None or found != dict(zip(names, wanted, strict=True)):
                code = "row_missing" if found is None else "cell_differs"
                raise FormatError("verification_failed", file=path.name, problems=1, first=code)

    def _all(self, articles: Iterable[ArticleRecord]) -> Iterator[list[str]]:
        for article in articles:
            for row in self.rows(article):
                yield [without_lone_surrogates(cell) for cell in row]


def cell_text(value: Any) -> str:
    """Return a value as the text of a cell; None is an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
