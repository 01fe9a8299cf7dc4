"""Entities to rows and back: for each kind its table, its columns, and the tables of its parts."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.sql.dml import Delete, Insert, Update

from annotator.domain.documents import ENTITY_CLASSES, content_hash, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import StorageFailed
from annotator.storage.entity_parts import PARTS, Part
from annotator.storage.extra_columns import EXTRA_COLUMNS
from annotator.storage.tables import (
    adjudication,
    articles,
    attributions,
    merging,
    project,
    speakers,
    work,
)

_TABLES: dict[EntityKind, Table] = {
    EntityKind.PROJECT: project.project,
    EntityKind.PERSON: project.person,
    EntityKind.ROUND: work.round_,
    EntityKind.BATCH: work.batch,
    EntityKind.ARTICLE: articles.article,
    EntityKind.APPEARANCE: articles.appearance,
    EntityKind.ZONE: articles.zone,
    EntityKind.STORY: articles.story,
    EntityKind.SPEAKER: speakers.speaker,
    EntityKind.ANNOTATION_SET: work.annotation_set,
    EntityKind.SUBMISSION: work.submission,
    EntityKind.ATTRIBUTION: attributions.attribution,
    EntityKind.DECISION: adjudication.decision,
    EntityKind.FEEDBACK: adjudication.feedback,
    EntityKind.CONFLICT: merging.conflict,
}
_CHUNK = 500
"""Identifiers in one IN list: below the smallest limit of variables in any SQLite."""


@dataclass(frozen=True)
class KindMapping:
    """How one kind of entity is stored."""

    cls: type[Entity]
    table: Table
    columns: tuple[str, ...]
    converters: dict[str, Callable[[Any], Any]]
    mappings: tuple[str, ...]
    """Columns that hold a mapping, stored as NULL when it is empty."""
    parts: tuple[Part, ...]
    more_columns: Callable[[Any], dict[str, Any]] | None
    select_one: Select[Any]
    insert: Insert
    update: Update

    def row(self, entity: Entity) -> dict[str, Any]:
        """Return the main row; its content hash included."""
        row = {name: _plain(getattr(entity, name)) for name in self.columns}
        row["content_hash"] = content_hash(to_document(entity))
        if self.more_columns:
            row |= self.more_columns(entity)
        return row

    def entity(self, row: Any, parts: dict[str, Any]) -> Entity:
        """Return the entity of a main row and its parts."""
        values = {name: row[name] for name in self.columns}
        for name, convert in self.converters.items():
            if values[name] is not None:
                values[name] = convert(values[name])
        for name in self.mappings:
            values[name] = values[name] or {}
        return self.cls(**values, **parts)


@cache
def mapping_of(kind: EntityKind) -> KindMapping:
    """Return how this kind is stored."""
    cls, table = ENTITY_CLASSES[kind], _TABLES[kind]
    own = {field.name for field in fields(cls)}
    columns = tuple(column.name for column in table.columns if column.name in own)
    hints = get_type_hints(cls)
    return KindMapping(
        cls=cls,
        table=table,
        columns=columns,
        converters={name: found for name in columns if (found := _converter(hints[name]))},
        mappings=tuple(name for name in columns if get_origin(hints[name]) is dict),
        parts=PARTS.get(kind, ()),
        more_columns=EXTRA_COLUMNS.get(kind),
        select_one=select(table).where(table.c.id == bindparam("row_id")),
        insert=insert(table),
        update=update(table).where(table.c.id == bindparam("row_id")),
    )


def load(
    connection: Connection, kind: EntityKind, ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, Entity]:
    """Return the entities with these identifiers, tombstones included; unknown ones are absent."""
    mapping = mapping_of(kind)
    found: dict[uuid.UUID, Entity] = {}
    for chunk in chunks(list(ids)):
        rows = connection.execute(select(mapping.table).where(mapping.table.c.id.in_(chunk)))
        found |= assembled(connection, kind, rows.mappings().all())
    return found


def load_one(
    connection: Connection, kind: EntityKind, id_: uuid.UUID, writer: uuid.UUID | None = None
) -> Entity | None:
    """Return one entity, a tombstone too, or None.

    What an unfinished step brings is not there yet for readers. A step that is about to write
    (``writer``) must not write over it: raises `StorageFailed` (project_busy).
    """
    mapping = mapping_of(kind)
    row = connection.execute(mapping.select_one, {"row_id": id_}).mappings().first()
    if row is None:
        return None
    if row["pending_step"] not in (None, writer):
        if writer is None:
            return None
        raise StorageFailed("project_busy")
    parts: dict[str, Any] = {}
    for part in mapping.parts:
        parts |= part.read_one(connection, id_)
    return mapping.entity(row, parts)


def assembled(
    connection: Connection, kind: EntityKind, rows: Sequence[Any]
) -> dict[uuid.UUID, Entity]:
    """Return the entities of these main rows, in their order, with parts read from their tables."""
    mapping = mapping_of(kind)
    parts: dict[uuid.UUID, dict[str, Any]] = {row["id"]: {} for row in rows}
    for part in mapping.parts:
        part.read_into(connection, parts, chunks)
    return {row["id"]: mapping.entity(row, parts[row["id"]]) for row in rows}


def store(connection: Connection, kind: EntityKind, before: Entity | None, after: Entity) -> None:
    """Write one entity over what was there before (None: nothing)."""
    mapping = mapping_of(kind)
    row = mapping.row(after)
    if before is None:
        connection.execute(mapping.insert, row)
    else:
        connection.execute(mapping.update, {"row_id": row.pop("id"), **row})
    for part in mapping.parts:
        part.write(connection, before, after)


def store_new(
    connection: Connection,
    kind: EntityKind,
    entities: Sequence[Entity],
    pending: uuid.UUID | None,
    more: Sequence[dict[str, Any]] | None = None,
) -> None:
    """Write many new entities at once; ``pending`` marks them as an unfinished step's.

    ``more``: further columns of each row, which are not part of the entity.
    """
    if not entities:
        return
    mapping = mapping_of(kind)
    rows = [
        {**mapping.row(entity), "pending_step": pending, **also}
        for entity, also in zip(entities, more or [{}] * len(entities), strict=True)
    ]
    connection.execute(mapping.insert, rows)
    for part in mapping.parts:
        part.write_new(connection, entities)


def remove_pending(kind: EntityKind, step_id: uuid.UUID) -> Delete:
    """Return the statement that removes what an unfinished bulk step left of this kind."""
    table = _TABLES[kind]
    return delete(table).where(table.c.pending_step == step_id)


def publish_pending(kind: EntityKind, step_id: uuid.UUID) -> Update:
    """Return the statement that makes a finished bulk step's rows of this kind readable."""
    table = _TABLES[kind]
    return update(table).where(table.c.pending_step == step_id).values(pending_step=None)


def chunks(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    """Yield the identifiers in portions that fit one statement."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) is UnionType and get_args(hint)[1:] == (NoneType,):
        hint = get_args(hint)[0]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return lambda values: tuple(inner(one) for one in values)
    return None
