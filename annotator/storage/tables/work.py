"""Who works on what: rounds, batches, annotation sets, submissions, requests for review."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint

from annotator.storage.column_types import Flag, Id, Instant, Json
from annotator.storage.tables.base import entity_table, part_table, table

round_ = entity_table(
    "round",
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("assigned", Flag, nullable=False, server_default="0"),
)

batch = entity_table(
    "batch",
    Column("round_id", Id, ForeignKey("round.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
)

annotation_set = entity_table(
    "annotation_set",
    Column("article_id", Id, ForeignKey("article.id"), nullable=False),
    Column("round_id", Id, ForeignKey("round.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("kind", Text, nullable=False),
    Column("batch_id", Id, ForeignKey("batch.id")),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("seconds", Integer, nullable=False),
    Column("attribution_count", Integer, nullable=False, server_default="0"),
    Column("flagged_count", Integer, nullable=False, server_default="0"),
)
"""The two counters follow from the attributions; they are kept so that lists stay fast."""
Index(
    "ix_annotation_set_person",
    annotation_set.c.person_id,
    annotation_set.c.round_id,
    annotation_set.c.article_id,
)
Index("ix_annotation_set_article_id", annotation_set.c.article_id)

article_value = part_table(
    "article_value",
    "annotation_set",
    Column("attribute", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("value", Json, nullable=False),
)

submission = entity_table(
    "submission",
    Column("set_id", Id, ForeignKey("annotation_set.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("codebook", Text, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("snapshot", Json),
)
Index("ix_submission_set_id", submission.c.set_id, submission.c.ordinal)

review_request = table(
    "review_request",
    Column("id", Id, primary_key=True),
    Column("set_id", Id, ForeignKey("annotation_set.id"), nullable=False),
    Column("attribution_id", Id, ForeignKey("attribution.id")),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text),
    Column("open", Flag, nullable=False),
    UniqueConstraint("set_id", "attribution_id", "at"),
)
