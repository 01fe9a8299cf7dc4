"""What checking a project asks the database."""

import uuid
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from annotator.domain.entities import Entity, EntityKind
from annotator.storage.bulk import NEW_ROW_KINDS
from annotator.storage.entity_rows import chunks, load, mapping_of
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


def hashed(
    connection: Connection,
) -> Iterator[tuple[EntityKind, uuid.UUID, Entity | None, str]]:
    """Yield every entity, deleted ones too, with its identifier and the content hash in its row.

    None for an entity that cannot be made out of its row.
    """
    for kind in (EntityKind.PROJECT, *NEW_ROW_KINDS):
        table = mapping_of(kind).table
        query = select(table.c.id, table.c.content_hash).where(table.c.pending_step.is_(None))
        stored = {row.id: row.content_hash for row in connection.execute(query)}
        for chunk in chunks(list(stored)):
            found = _loaded(connection, kind, chunk)
            for id_ in chunk:
                yield kind, id_, found.get(id_), stored[id_]


def _loaded(
    connection: Connection, kind: EntityKind, ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, Entity]:
    try:
        return load(connection, kind, ids)
    except (ValueError, TypeError, KeyError):
        if len(ids) == 1:
            return {}
    found: dict[uuid.UUID, Entity] = {}
    for id_ in ids:
        found |= _loaded(connection, kind, [id_])
    return found


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
