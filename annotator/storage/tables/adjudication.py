"""Decisions of adjudicators, what is open for them, and feedback on the outcome."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from annotator.storage.column_types import Flag, Id, Instant, Json, Whole
from annotator.storage.tables.base import entity_table, part_table, table

decision = entity_table(
    "decision",
    Column("article_id", Id, ForeignKey("article.id"), nullable=False),
    Column("round_id", Id, ForeignKey("round.id"), nullable=False),
    Column("adjudicator_id", Id, ForeignKey("person.id"), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("subject", Text, nullable=False, server_default="attribution"),
    Column("fields", Json),
    Column("reason", Text),
    Column("rationale", Text, nullable=False),
    Column("supersedes", Id, ForeignKey("decision.id", deferrable=True, initially="DEFERRED")),
    Column("at", Instant, nullable=False),
    Column("own_coding", Flag, nullable=False, server_default="0"),
    Column("blind_check", Flag, nullable=False, server_default="0"),
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
    Column("submission_id", Id, nullable=False),
)
"""Which sets the adjudicator had before the eyes, in which form."""

decision_gold = part_table(
    "decision_gold",
    "decision",
    Column("ordinal", Integer, primary_key=True),
    Column("attribution_id", Id, nullable=False, index=True),
)

feedback = entity_table(
    "feedback",
    Column("article_id", Id, ForeignKey("article.id"), nullable=False),
    Column("round_id", Id, ForeignKey("round.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("items", Json),
    Column("values", Json),
    Column("released_at", Instant, nullable=False),
)
Index("ix_feedback_person_id", feedback.c.person_id, feedback.c.round_id)

item = table(
    "adjudication_item",
    Column("id", Id, primary_key=True),
    Column("round_id", Id, ForeignKey("round.id"), nullable=False),
    Column("article_id", Id, ForeignKey("article.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("kind", Text),
    Column("attribute", Text),
    Column("severity", Integer, nullable=False),
    Column("own", Text),
    Column("line", Json, nullable=False),
)
"""What there is to adjudicate, worked out from submissions and decisions: nothing is lost when it
is thrown away. ``own``: identifiers of those who coded the article. ``line``: what a list shows."""
Index("ix_adjudication_item_round_id", item.c.round_id, item.c.article_id)

item_progress = table(
    "adjudication_progress",
    Column("id", Integer, primary_key=True),
    Column("sequence", Whole, nullable=False),
)
"""One row: up to which number of the change log the items above are worked out."""
