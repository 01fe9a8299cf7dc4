"""Attributions as Arrow tables: the types of the columns, and cells put into them by column."""

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from annotator.domain.attributions import AttributeValue, QuotedSpan
from annotator.domain.codebook import as_keys
from annotator.domain.codebook_document import codebook_to_document
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.interfaces import OffsetUnit, TextMode, WriteOptions
from annotator.formats.records import ProjectRecord
from annotator.formats.table_columns import CellKind, Cells, Column, TableColumns, joined

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = "stance-annotator-table/1"
METADATA_KEY = "stance_annotator"
"""Under this key of the schema's metadata stands a JSON object on what the table is."""

_TRUTH = {"true": True, "false": False}


class ArrowTables:
    """Makes Arrow tables of rows of cells."""

    def __init__(
        self, columns: TableColumns, project: ProjectRecord, options: WriteOptions
    ) -> None:
        self._columns = columns.columns
        self._words = words_field(options.text)
        self.schema = schema_of(columns.columns, project, options)
        """The types of all columns, and what the table is."""
        self.other_kinds = 0
        """So many values of attributes were not of their attribute's kind and became null."""

    def table(self, rows: Sequence[Cells]) -> "pa.Table":
        """Return the rows, of which there is at least one, as a table."""
        import pyarrow as pa

        arrays = [
            self._array(column, cells, field.type)
            for column, cells, field in zip(
                self._columns, zip(*rows, strict=True), self.schema, strict=True
            )
        ]
        return pa.Table.from_arrays(arrays, schema=self.schema)

    def _array(self, column: Column, cells: Sequence[Any], kind: "pa.DataType") -> "pa.Array":
        import pyarrow as pa

        if column.kind is CellKind.SPANS:
            return self._spans(cells, kind)
        if column.kind is CellKind.TEXT:
            return _strings(
                [one if one is None or type(one) is str else joined(one) for one in cells]
                if column.of_attribute
                else cells
            )
        if column.of_attribute:
            cells = self._values(column.kind, cells)
        return pa.array(cells, type=kind)

    def _values(
        self, kind: CellKind, cells: Sequence[AttributeValue | None]
    ) -> Sequence[bool | list[str] | None]:
        if kind is CellKind.TEXTS:
            return [
                None if one is None else [without_lone_surrogates(key) for key in as_keys(one)]
                for one in cells
            ]
        values = [truth_of(one) for one in cells]
        self.other_kinds += values.count(None) - cells.count(None)
        return values

    def _spans(self, cells: Sequence[list[QuotedSpan]], kind: "pa.DataType") -> "pa.Array":
        import hashlib

        import pyarrow as pa

        # Built from flat columns, as one object for each span would take most of the time.
        spans = list(chain.from_iterable(cells))
        quotes: Sequence[str] = [one.quote for one in spans]
        if self._words == "sha256":
            quotes = [hashlib.sha256(one.encode()).hexdigest() for one in quotes]
        places = pa.StructArray.from_arrays(
            [
                pa.array([one.start for one in spans], type=pa.int32()),
                pa.array([one.end for one in spans], type=pa.int32()),
                _strings(quotes),
            ],
            fields=list(kind.value_type),
        )
        offsets = pa.array(list(accumulate(map(len, cells), initial=0)), type=pa.int32())
        return pa.ListArray.from_arrays(offsets, places, type=kind)


def schema_of(
    columns: Iterable[Column], project: ProjectRecord, options: WriteOptions
) -> "pa.Schema":
    """Return the types of the columns, with what the table is under `METADATA_KEY`."""
    import pyarrow as pa

    place = [
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field(words_field(options.text), pa.string(), nullable=False),
    ]
    types = {
        CellKind.TEXT: pa.string(),
        CellKind.TEXTS: pa.list_(pa.string()),
        CellKind.INTEGER: pa.int32(),
        CellKind.NUMBER: pa.float64(),
        CellKind.BOOLEAN: pa.bool_(),
        CellKind.DAY: pa.date32(),
        CellKind.INSTANT: pa.timestamp("us", tz="UTC"),
        CellKind.SPANS: pa.list_(pa.struct(place)),
    }
    about = {
        "format": FORMAT,
        "project": project.name,
        "offsets": OffsetUnit.CODE_POINTS.value,
        "text": options.text.value,
        "split": options.split,
        "codebooks": [codebook_to_document(one) for one in project.codebooks],
    }
    text = without_lone_surrogates(json.dumps(about, ensure_ascii=False))
    fields = [pa.field(without_lone_surrogates(one.name), types[one.kind]) for one in columns]
    return pa.schema(fields, metadata={METADATA_KEY: text})


def words_field(mode: TextMode) -> str:
    """Return the field of a span that holds its words, or their hash."""
    return "sha256" if mode is TextMode.NONE else "quote"


def truth_of(value: AttributeValue | None) -> bool | None:
    """Return the value of a yes-or-no attribute; None for what is neither."""
    if value is None or isinstance(value, bool):
        return value
    return _TRUTH.get(value) if isinstance(value, str) else None


def _strings(cells: Sequence[str | None]) -> "pa.Array":
    import pyarrow as pa

    try:
        return pa.array(cells, type=pa.string())
    except UnicodeEncodeError:  # half a surrogate pair
        cleaned = [None if one is None else without_lone_surrogates(one) for one in cells]
        return pa.array(cleaned, type=pa.string())
