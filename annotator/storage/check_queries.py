"""What checking a project asks the database."""

import uuid

from sqlalchemy import Connection, func, select

from annotator.domain.entities import EntityKind
from annotator.storage.bulk import NEW_ROW_KINDS
from annotator.storage.entity_rows import mapping_of
from annotator.storage.tables import log, work


def integrity_problems(connection: Connection) -> list[str]:
    """Return what SQLite finds wrong with the file, and references to rows that are not there."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
    problems = [line for line in found if line != "ok"]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return problems + [f"{row[0]} refers to a missing {row[2]}" for row in broken[:20]]


def counters(connection: Connection, set_id: uuid.UUID) -> tuple[int, int]:
    """Return a set's stored counters: attributions, flagged ones."""
    table = work.annotation_set.c
    row = connection.execute(
        select(table.attribution_count, table.flagged_count).where(table.id == set_id)
    ).one()
    return int(row[0]), int(row[1])


def stored_hash(connection: Connection, kind: EntityKind, entity_id: uuid.UUID) -> str | None:
    """Return the content hash that stands in an entity's row."""
    table = mapping_of(kind).table
    return connection.execute(select(table.c.content_hash).where(table.c.id == entity_id)).scalar()


def disagreeing_with_log(connection: Connection) -> list[tuple[str, uuid.UUID]]:
    """Return the entities whose row is not what their last log row says."""
    found: list[tuple[str, uuid.UUID]] = []
    newest = (
        select(log.change.c.entity_id, func.max(log.change.c.seq).label("seq"))
        .group_by(log.change.c.entity_id)
        .subquery()
    )
    for kind in (EntityKind.PROJECT, *NEW_ROW_KINDS):
        table = mapping_of(kind).table
        query = (
            select(table.c.id)
            .outerjoin(newest, newest.c.entity_id == table.c.id)
            .outerjoin(log.change, log.change.c.seq == newest.c.seq)
            .where(
                table.c.pending_step.is_(None),
                log.change.c.after_hash.is_distinct_from(table.c.content_hash),
            )
        )
        found += [(kind.value, one) for one in connection.execute(query).scalars()]
    return found


def change_count(connection: Connection) -> int:
    """Return how many rows the change log has."""
    return int(connection.execute(select(func.count()).select_from(log.change)).scalar_one())
