"""What merging keeps: which form of an entity came from which, and conflicts."""

from sqlalchemy import Column, Index, Integer, Text

from annotator.storage.column_types import Digest, Id, Instant, Json, Whole
from annotator.storage.tables.base import entity_table, table

lineage = table(
    "lineage",
    Column("entity_id", Id, primary_key=True),
    Column("revision", Whole, primary_key=True),
    Column("hash", Digest, primary_key=True),
    Column("parent_revision", Whole, primary_key=True),
    Column("parent_hash", Digest, primary_key=True),
)
"""Forms that other files told of: which came from which. Only ever grows. What was done in this
file itself stands in the change log."""

conflict = entity_table(
    "conflict",
    Column("kind", Text, nullable=False),
    Column("entity_id", Id, nullable=False),
    Column("entity_revision", Integer, nullable=False),
    Column("entity_hash", Digest, nullable=False),
    Column("document", Json),
    Column("found_at", Instant, nullable=False),
    Column("resolution", Text),
)
Index("ix_conflict_entity_id", conflict.c.entity_id)
