"""The registry of speakers."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from annotator.storage.column_types import Day, Id, Json
from annotator.storage.tables.base import entity_table, part_table, table

speaker = entity_table(
    "speaker",
    Column("name", Text, nullable=False),
    Column("match_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text),
    Column("affiliation", Text),
    Column("country", Text),
    Column("owner_id", Id, ForeignKey("person.id")),
    Column("article_id", Id, ForeignKey("article.id")),
    Column("merged_into", Id, ForeignKey("speaker.id", deferrable=True, initially="DEFERRED")),
)
Index("ix_speaker_match_key", speaker.c.match_key)
Index("ix_speaker_article_id", speaker.c.article_id)

speaker_alias = part_table(
    "speaker_alias",
    "speaker",
    Column("ordinal", Integer, primary_key=True),
    Column("alias", Text, nullable=False),
    Column("match_key", Text, nullable=False, index=True),
)

speaker_role = part_table(
    "speaker_role",
    "speaker",
    Column("ordinal", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("affiliation", Text),
    Column("since", Day),
    Column("until", Day),
    Column("extra", Json),
)

speaker_keep_apart = table(
    "speaker_keep_apart",
    Column("one_id", Id, ForeignKey("speaker.id"), primary_key=True),
    Column("other_id", Id, ForeignKey("speaker.id"), primary_key=True),
    Column("step_id", Id, ForeignKey("step.id"), nullable=False),
)
"""Pairs that a person declared to be different, so that no merge is proposed again."""
