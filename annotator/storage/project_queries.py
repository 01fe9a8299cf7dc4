"""Reading and writing the project's own tables: people, rounds, codebook versions, settings."""

import uuid
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_document import codebook_from_document, codebook_to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.people import Person, ProjectInfo, Round
from annotator.domain.text.match_keys import match_key
from annotator.storage import entity_rows
from annotator.storage.tables import project, work

_E = TypeVar("_E", bound=Entity)
_ROUND_CODEBOOK = select(work.round_.c.codebook).where(
    work.round_.c.id == bindparam("row_id"), work.round_.c.deleted_at.is_(None)
)

_ROUND_ASSIGNED = select(work.round_.c.assigned).where(work.round_.c.id == bindparam("row_id"))


def project_info(connection: Connection) -> ProjectInfo:
    """Return the project's name and age."""
    rows = connection.execute(select(project.project)).mappings().all()
    return only(entity_rows.assembled(connection, EntityKind.PROJECT, rows), ProjectInfo)[0]


def people(connection: Connection) -> tuple[Person, ...]:
    """Return all living people, in the order in which they came."""
    return living(connection, EntityKind.PERSON, project.person, Person, "id")


def people_named(connection: Connection, name: str) -> tuple[Person, ...]:
    """Return the living people whose name has the same match key."""
    key = match_key(name)
    return tuple(one for one in people(connection) if match_key(one.name) == key)


def rounds(connection: Connection) -> tuple[Round, ...]:
    """Return the rounds in their order."""
    return living(connection, EntityKind.ROUND, work.round_, Round, "ordinal", "id")


def codebook_of_round(connection: Connection, round_id: uuid.UUID) -> str | None:
    """Return the codebook version of a round, or None where there is no such round."""
    return connection.execute(_ROUND_CODEBOOK, {"row_id": round_id}).scalar()


def has_sets(connection: Connection, person_id: uuid.UUID) -> bool:
    """Tell whether a person has living sets of articles, be they begun or not."""
    table = work.annotation_set.c
    query = select(table.id).where(table.person_id == person_id, table.deleted_at.is_(None))
    return connection.execute(query.limit(1)).first() is not None


def is_assigned(connection: Connection, round_id: uuid.UUID) -> bool:
    """Tell whether the articles of a round are handed to people; before that, all are for all."""
    return bool(connection.execute(_ROUND_ASSIGNED, {"row_id": round_id}).scalar())


def living(
    connection: Connection, kind: EntityKind, table: Table, cls: type[_E], *order: str
) -> tuple[_E, ...]:
    """Return all living entities of a small table."""
    query = select(table).where(table.c.deleted_at.is_(None), table.c.pending_step.is_(None))
    rows = connection.execute(query.order_by(*(table.c[name] for name in order))).mappings().all()
    return only(entity_rows.assembled(connection, kind, rows), cls)


def only(entities: dict[uuid.UUID, Entity], cls: type[_E]) -> tuple[_E, ...]:
    """Return the values that are of this class, in order."""
    return tuple(one for one in entities.values() if isinstance(one, cls))


def codebook_refs(connection: Connection) -> tuple[str, ...]:
    """Return ``key@version`` of every codebook version, in order of publication."""
    table = project.codebook
    rows = connection.execute(
        select(table.c.key, table.c.version).order_by(table.c.published_at, table.c.version)
    )
    return tuple(f"{key}@{version}" for key, version in rows)


def codebook(connection: Connection, codebook_id: uuid.UUID) -> Codebook | None:
    """Return one codebook version."""
    document = connection.execute(
        select(project.codebook.c.document).where(project.codebook.c.id == codebook_id)
    ).scalar()
    return codebook_from_document(document) if document else None


def codebooks_with_mappings(
    connection: Connection,
) -> list[tuple[Codebook, dict[str, dict[str, str]] | None]]:
    """Return every codebook version and what leads to its values from the version before."""
    table = project.codebook
    query = select(table).order_by(table.c.published_at, table.c.version)
    return [
        (codebook_from_document(row.document), row.mapping) for row in connection.execute(query)
    ]


def add_codebook(
    connection: Connection,
    codebook: Codebook,
    at: datetime,
    mapping: dict[str, dict[str, str]] | None = None,
) -> None:
    """Store a codebook version, which is immutable from then on."""
    connection.execute(
        insert(project.codebook),
        {
            "id": codebook.id,
            "key": codebook.key,
            "version": codebook.version,
            "document": codebook_to_document(codebook),
            "mapping": mapping,
            "published_at": at,
        },
    )


def setting(connection: Connection, key: str) -> Any:
    """Return a setting's value, None where it is not set."""
    return connection.execute(
        select(project.setting.c.value).where(project.setting.c.key == key)
    ).scalar()


def settings(connection: Connection) -> dict[str, Any]:
    """Return all settings."""
    rows = connection.execute(select(project.setting).order_by(project.setting.c.key))
    return {row.key: row.value for row in rows}


def set_setting(connection: Connection, key: str, value: Any) -> None:
    """Store a setting."""
    connection.execute(delete(project.setting).where(project.setting.c.key == key))
    connection.execute(insert(project.setting), {"key": key, "value": value})


def count_living(connection: Connection, table: Table) -> int:
    """Return how many readable rows a table of entities has."""
    return int(
        connection.execute(
            select(func.count())
            .select_from(table)
            .where(table.c.deleted_at.is_(None), table.c.pending_step.is_(None))
        ).scalar_one()
    )
