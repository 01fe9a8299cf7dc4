"""Columns as the database has them, for reading so many rows that each call of Python counts.

Our column types turn every cell by a function of their own; whoever reads plain columns turns those
cells that are needed.
"""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, type_coerce
from sqlalchemy.types import TypeDecorator

from annotator.storage.column_types import EPOCH


def plain(table: Table, *names: str) -> list[ColumnElement[Any]]:
    """Return columns of a table: identifiers as bytes, instants as numbers, JSON as text."""
    return [_plain(table.c[name]) for name in names]


def plain_ids(ids: list[uuid.UUID]) -> list[bytes]:
    """Return identifiers as plain columns hold them."""
    return [one.bytes for one in ids]


def id_of(cell: bytes) -> uuid.UUID:
    """Return the identifier of a cell."""
    return uuid.UUID(bytes=cell)


def optional_id_of(cell: bytes | None) -> uuid.UUID | None:
    """Return the identifier of a cell, or None."""
    return None if cell is None else uuid.UUID(bytes=cell)


def instant_of(cell: int) -> datetime:
    """Return the instant of a cell."""
    return EPOCH + timedelta(microseconds=cell)


def mapping_of(cell: str | None) -> dict[str, Any]:
    """Return the mapping of a cell; an empty one is NULL."""
    return json.loads(cell) if cell else {}


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    own = column.type
    return type_coerce(column, own.impl) if isinstance(own, TypeDecorator) else column
