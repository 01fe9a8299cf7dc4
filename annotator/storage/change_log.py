"""Reading the change log: steps, what each did, and what came since."""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from annotator.domain.changes import Changes, EntityChange, Intention, Step
from annotator.domain.documents import ENTITY_CLASSES, from_document
from annotator.domain.entities import Entity, EntityKind
from annotator.storage.tables import log

BULK_FINISHED = "bulk_finished"
"""Kind of the log row that marks the end of a bulk step."""


def step(connection: Connection, step_id: uuid.UUID) -> Step | None:
    """Return a step, or None."""
    row = connection.execute(select(log.step).where(log.step.c.id == step_id)).mappings().first()
    return _step(row) if row else None


def steps_of(connection: Connection, person_id: uuid.UUID, limit: int) -> list[Step]:
    """Return a person's last finished steps, oldest first."""
    table = log.step
    query = (
        select(table)
        .where(table.c.person_id == person_id, table.c.finished == True)  # noqa: E712
        .order_by(table.c.seq.desc())
        .limit(limit)
    )
    return [_step(row) for row in reversed(connection.execute(query).mappings().all())]


def changes_of(connection: Connection, step_id: uuid.UUID) -> list[EntityChange]:
    """Return what a step did, in order."""
    table = log.change
    query = (
        select(table)
        .where(table.c.step_id == step_id, table.c.kind != BULK_FINISHED)
        .order_by(table.c.seq)
    )
    return [_change(row) for row in connection.execute(query).mappings()]


def last_sequence(connection: Connection) -> int:
    """Return the number of the newest log row; 0 in an empty log."""
    return int(connection.execute(select(func.max(log.change.c.seq))).scalar() or 0)


def changes_since(connection: Connection, sequence: int) -> tuple[list[Changes], int]:
    """Return finished steps logged after ``sequence``, and the number to go on from.

    A bulk step comes once, when it is finished, without its entities.
    """
    steps, changes = log.step.c, log.change.c
    query = (
        select(log.change, steps.seq.label("step_seq"), steps.bulk)
        .join(log.step, steps.id == changes.step_id)
        .where(changes.seq > sequence)
        .order_by(changes.seq)
    )
    found: dict[uuid.UUID, list[EntityChange]] = {}
    finished_bulk: list[uuid.UUID] = []
    for row in connection.execute(query).mappings():
        sequence = row["seq"]
        if row["kind"] == BULK_FINISHED:
            finished_bulk.append(row["step_id"])
        elif not row["bulk"]:
            found.setdefault(row["step_id"], []).append(_change(row))
    result = []
    for step_id in (*found, *finished_bulk):
        logged = step(connection, step_id)
        if logged is not None:
            bulk = step_id not in found
            result.append(Changes(logged, tuple(found.get(step_id, ())), bulk=bulk))
    return result, sequence


def revisions_of(connection: Connection, entity_id: uuid.UUID) -> list[tuple[Step, EntityChange]]:
    """Return an entity's history, oldest first."""
    query = select(log.change).where(log.change.c.entity_id == entity_id).order_by(log.change.c.seq)
    history = []
    for row in connection.execute(query).mappings().all():
        logged = step(connection, row["step_id"])
        if logged is not None:
            history.append((logged, _change(row)))
    return history


def last_step_of(connection: Connection, entity_id: uuid.UUID) -> Step | None:
    """Return the step that last changed an entity."""
    table = log.change.c
    step_id = connection.execute(
        select(table.step_id)
        .where(table.entity_id == entity_id)
        .order_by(table.seq.desc())
        .limit(1)
    ).scalar()
    return step(connection, step_id) if step_id else None


def changed_since(
    connection: Connection, ids: Iterable[uuid.UUID], step_id: uuid.UUID
) -> list[uuid.UUID]:
    """Return which of these entities later steps changed."""
    table = log.change.c
    last = connection.execute(select(func.max(table.seq)).where(table.step_id == step_id)).scalar()
    query = select(table.entity_id).where(table.seq > (last or 0)).limit(1)
    return [one for one in ids if connection.execute(query.where(table.entity_id == one)).first()]


def _step(row: Any) -> Step:
    return Step(
        id=row["id"],
        intention=Intention(row["intention"]),
        person_id=row["person_id"],
        at=row["at"],
        article_id=row["article_id"],
        reverts=row["reverts"],
        fields=row["fields"] or {},
    )


def _change(row: Any) -> EntityChange:
    kind = EntityKind(row["kind"])
    after = _entity(kind, row["after"])
    if after is None:
        raise ValueError("a log row without its result")
    return EntityChange(kind, _entity(kind, row["before"]), after)


def _entity(kind: EntityKind, document: dict[str, Any] | None) -> Entity | None:
    return from_document(ENTITY_CLASSES[kind], document) if document else None
