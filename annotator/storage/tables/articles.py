"""Articles with their texts apart, where they were published, and how they came in."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from annotator.storage.column_types import Day, Digest, Id, Instant, Json, Whole
from annotator.storage.tables.base import entity_table, table

import_run = table(
    "import_run",
    Column("id", Id, primary_key=True),
    Column("step_id", Id, ForeignKey("step.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("format", Text),
    Column("report", Json),
)

story = entity_table("story", Column("name", Text, nullable=False), Column("members", Json))
"""``members``: articles that a person put in or took out against what the texts say."""

article = entity_table(
    "article",
    Column("position", Whole, nullable=False),
    Column("digest", Digest, nullable=False),
    Column("length", Integer, nullable=False),
    Column("word_count", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_start", Integer, nullable=False),
    Column("title_end", Integer, nullable=False),
    Column("language", Text),
    Column("story_id", Id, ForeignKey("story.id"), index=True),
    Column("imported_at", Instant, nullable=False),
    Column("filter_key", Text, nullable=False),
)
Index("ix_article_position", article.c.position)
Index("ix_article_pending", article.c.pending_step, sqlite_where=article.c.pending_step.isnot(None))

article_text = table(
    "article_text",
    Column("article_id", Id, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
)

appearance = entity_table(
    "appearance",
    Column("article_id", Id, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("byline", Text),
    Column("published_on", Day),
    Column("url", Text),
    Column("source_file", Text),
)
Index("ix_appearance_article_id", appearance.c.article_id, appearance.c.ordinal)

zone = entity_table(
    "zone",
    Column("article_id", Id, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
)
Index("ix_zone_article_id", zone.c.article_id)
