"""The append-only change log: steps (one user intention each) and what each did to which entity."""

from sqlalchemy import Column, ForeignKey, Index, Text

from annotator.storage.column_types import Digest, Flag, Id, Instant, Json, Whole
from annotator.storage.tables.base import table

step = table(
    "step",
    Column("seq", Whole, primary_key=True, autoincrement=True),
    Column("id", Id, nullable=False, unique=True),
    Column("intention", Text, nullable=False),
    Column("person_id", Id, ForeignKey("person.id", deferrable=True, initially="DEFERRED")),
    Column("at", Instant, nullable=False),
    Column("article_id", Id),
    Column("reverts", Id),
    Column("fields", Json),
    Column("bulk", Flag, nullable=False),
    Column("finished", Flag, nullable=False),
    Column("process", Text),
    sqlite_autoincrement=True,
)
"""``process``: which running process a bulk step belongs to, until it is finished."""
Index("ix_step_person_id", step.c.person_id, step.c.seq)
Index("ix_step_reverts", step.c.reverts, sqlite_where=step.c.reverts.isnot(None))
Index("ix_step_unfinished", step.c.finished, sqlite_where=step.c.finished == 0)

change = table(
    "change",
    Column("seq", Whole, primary_key=True, autoincrement=True),
    Column("step_id", Id, ForeignKey("step.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("entity_id", Id, nullable=False),
    Column("revision", Whole, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("before_hash", Digest),
    Column("after_hash", Digest),
    sqlite_autoincrement=True,
)
Index("ix_change_entity_id", change.c.entity_id, change.c.seq)
