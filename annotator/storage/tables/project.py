"""The project itself, its settings, its people, and its codebook versions."""

from sqlalchemy import Column, Integer, Text

from annotator.storage.column_types import Id, Instant, Json
from annotator.storage.tables.base import entity_table, table

project = entity_table(
    "project",
    Column("name", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

setting = table(
    "setting",
    Column("key", Text, primary_key=True),
    Column("value", Json),
)

person = entity_table(
    "person",
    Column("name", Text, nullable=False),
    Column("match_key", Text, nullable=False, index=True),
    Column("roles", Json, nullable=False),
)

codebook = table(
    "codebook",
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", Json, nullable=False),
    Column("mapping", Json),
    Column("published_at", Instant, nullable=False),
)
"""Each row is one immutable version; ``mapping`` leads from the values of the version before."""
