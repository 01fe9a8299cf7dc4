"""Attributions with their spans and values, and what machines proposed."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from annotator.storage.column_types import Digest, Flag, Id, Instant, Json
from annotator.storage.tables.base import entity_table, part_table, table

attribution = entity_table(
    "attribution",
    Column("set_id", Id, ForeignKey("annotation_set.id"), nullable=False),
    Column("article_id", Id, ForeignKey("article.id"), nullable=False),
    Column("speaker_id", Id, ForeignKey("speaker.id")),
    Column("speaking_as", Id),
    Column("reported_by", Id, ForeignKey("attribution.id", deferrable=True, initially="DEFERRED")),
    Column("note", Text, nullable=False),
    Column("flagged", Flag, nullable=False),
    Column("origin", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)
Index("ix_attribution_set_id", attribution.c.set_id)
Index("ix_attribution_speaker_id", attribution.c.speaker_id)
Index(
    "ix_attribution_reported_by",
    attribution.c.reported_by,
    sqlite_where=attribution.c.reported_by.isnot(None),
)

attribution_span = part_table(
    "attribution_span",
    "attribution",
    Column("role", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
)

attribution_value = part_table(
    "attribution_value",
    "attribution",
    Column("attribute", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("value", Json, nullable=False),
    Column("derived", Flag, nullable=False),
)

suggestion = table(
    "suggestion",
    Column("id", Id, primary_key=True),
    Column("article_id", Id, ForeignKey("article.id"), nullable=False, index=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("digest", Digest, nullable=False),
    Column("engine", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("document", Json),
)
"""What a person did with a proposal (dismissed, off target, accepted) of which engine version."""
