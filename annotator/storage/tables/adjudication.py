"""Decisions of adjudicators, and open conflicts of merging."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from annotator.storage.column_types import Digest, Id, Instant, Json
from annotator.storage.tables.base import entity_table, part_table, table

decision = entity_table(
    "decision",
    Column("article_id", Id, ForeignKey("article.id"), nullable=False),
    Column("round_id", Id, ForeignKey("round.id"), nullable=False),
    Column("adjudicator_id", Id, ForeignKey("person.id"), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("fields", Json),
    Column("reason", Text),
    Column("rationale", Text, nullable=False),
    Column("supersedes", Id, ForeignKey("decision.id", deferrable=True, initially="DEFERRED")),
    Column("at", Instant, nullable=False),
)
Index("ix_decision_article_id", decision.c.article_id, decision.c.round_id)

decision_candidate = part_table(
    "decision_candidate",
    "decision",
    Column("ordinal", Integer, primary_key=True),
    Column("attribution_id", Id, nullable=False, index=True),
    Column("snapshot", Json),
)
"""``snapshot``: the candidate as it was when the decision was made."""

decision_set = part_table(
    "decision_set",
    "decision",
    Column("set_id", Id, ForeignKey("annotation_set.id"), primary_key=True),
    Column("content_hash", Digest),
)
"""Which sets the adjudicator had before the eyes, in which form."""

decision_gold = part_table(
    "decision_gold",
    "decision",
    Column("ordinal", Integer, primary_key=True),
    Column("attribution_id", Id, nullable=False, index=True),
)

conflict = table(
    "conflict",
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("entity_id", Id, nullable=False, index=True),
    Column("mine", Json),
    Column("incoming", Json),
    Column("found_at", Instant, nullable=False),
    Column("resolution", Text),
    Column("step_id", Id, ForeignKey("step.id")),
)
