"""What all tables share: STRICT, named constraints, and the columns of a whole entity."""

from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData, Table
from sqlalchemy.schema import SchemaItem

from annotator.storage.column_types import Digest, Id, Instant, Json, Whole

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def table(name: str, *items: SchemaItem, **options: Any) -> Table:
    """Return a STRICT table in our metadata."""
    return Table(name, metadata, *items, sqlite_strict=True, **options)


def entity_table(name: str, *items: SchemaItem) -> Table:
    """Return the table of a whole entity: identity, revision, content hash, tombstone.

    ``pending_step`` names the unfinished bulk step that made the row; readers leave such rows out.
    """
    return table(
        name,
        Column("id", Id, primary_key=True),
        Column("revision", Whole, nullable=False),
        Column("content_hash", Digest, nullable=False),
        Column("deleted_at", Instant),
        Column("pending_step", Id),
        *items,
        Column("extra", Json),
    )


def part_table(name: str, owner: str, *items: SchemaItem) -> Table:
    """Return the table of an entity's parts, which live and go with their owner's row."""
    return table(
        name,
        Column(f"{owner}_id", Id, ForeignKey(f"{owner}.id", ondelete="CASCADE"), primary_key=True),
        *items,
    )
