"""What exchange between files asks: a person's share, conflicts, and quiet corrections.

A tombstone of revision 0 is what undoing a merge leaves of what it brought: it is no form.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, update

from annotator.domain.annotation_sets import AnnotationSet, SetKind
from annotator.domain.conflicts import Conflict
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.speakers import Speaker
from annotator.storage.entity_rows import assembled, chunks, mapping_of
from annotator.storage.project_queries import only
from annotator.storage.tables import articles, attributions, log, merging, work
from annotator.storage.tables import speakers as speaker_tables


def entities(connection: Connection, kind: EntityKind, *where: ColumnElement[bool]) -> list[Entity]:
    """Return readable entities, tombstones too, but not what undoing a merge left."""
    table = mapping_of(kind).table
    query = select(table).where(table.c.pending_step.is_(None), table.c.revision > 0, *where)
    rows = connection.execute(query.order_by(table.c.id)).mappings().all()
    return list(assembled(connection, kind, rows).values())


def entities_of(
    connection: Connection, kind: EntityKind, column: str, owners: Iterable[uuid.UUID]
) -> list[Entity]:
    """Return readable entities whose column names one of these owners, tombstones too."""
    table = mapping_of(kind).table
    found: list[Entity] = []
    for chunk in chunks(list(owners)):
        found += entities(connection, kind, table.c[column].in_(chunk))
    return found


def sets_of_person(connection: Connection, person_id: uuid.UUID) -> list[AnnotationSet]:
    """Return all sets of a person, in whatever round, deleted ones too."""
    table = work.annotation_set.c
    found = entities(
        connection,
        EntityKind.ANNOTATION_SET,
        table.person_id == person_id,
        table.kind == SetKind.ANNOTATOR.value,
    )
    return [one for one in found if isinstance(one, AnnotationSet)]


def begun_sets(connection: Connection, set_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these sets have attributions, be they deleted."""
    table = attributions.attribution.c
    found: set[uuid.UUID] = set()
    for chunk in chunks(list(set_ids)):
        query = select(table.set_id).where(table.set_id.in_(chunk)).distinct()
        found |= set(connection.execute(query).scalars())
    return found


def article_places(connection: Connection) -> dict[uuid.UUID, int]:
    """Return all living articles with their places, in order."""
    table = articles.article.c
    query = (
        select(table.id, table.position)
        .where(table.deleted_at.is_(None), table.pending_step.is_(None))
        .order_by(table.position)
    )
    return {row.id: row.position for row in connection.execute(query)}


def articles_of_batch(connection: Connection, batch_id: uuid.UUID) -> set[uuid.UUID]:
    """Return the articles that anybody has in a batch."""
    table = work.annotation_set.c
    query = select(table.article_id).where(
        table.batch_id == batch_id, table.deleted_at.is_(None), table.pending_step.is_(None)
    )
    return set(connection.execute(query.distinct()).scalars())


def own_speakers(connection: Connection, person_id: uuid.UUID) -> list[Speaker]:
    """Return the speakers of which a form stands, or is set aside, that is this person's own."""
    speaker, conflict = speaker_tables.speaker.c, merging.conflict.c
    aside = exists().where(
        and_(
            conflict.entity_id == speaker.id,
            conflict.deleted_at.is_(None),
            conflict.resolution.is_(None),
            func.json_extract(conflict.document, "$.owner_id") == str(person_id),
        )
    )
    found = entities(connection, EntityKind.SPEAKER, or_(speaker.owner_id == person_id, aside))
    return [one for one in found if isinstance(one, Speaker)]


def published_speakers(connection: Connection) -> list[Speaker]:
    """Return the speakers without an owner, deleted and merged ones too."""
    found = entities(connection, EntityKind.SPEAKER, speaker_tables.speaker.c.owner_id.is_(None))
    return [one for one in found if isinstance(one, Speaker)]


def speakers_once(
    connection: Connection, ids: Iterable[uuid.UUID], owner_id: uuid.UUID | None
) -> set[uuid.UUID]:
    """Return which of these speakers the log knows with this owner (None: published), unmerged."""
    table = log.change.c
    owner = func.json_extract(table.after, "$.owner_id")
    owned = owner.is_(None) if owner_id is None else owner == str(owner_id)
    found: set[uuid.UUID] = set()
    for chunk in chunks(list(ids)):
        query = select(table.entity_id).where(
            table.entity_id.in_(chunk),
            table.after.isnot(None),
            owned,
            func.json_extract(table.after, "$.merged_into").is_(None),
        )
        found |= set(connection.execute(query.distinct()).scalars())
    return found


def role_owners(
    connection: Connection, role_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    """Return whose these dated roles are, of those that are there."""
    table = speaker_tables.speaker_role.c
    found: dict[uuid.UUID, uuid.UUID] = {}
    for chunk in chunks(list(role_ids)):
        query = select(table.id, table.speaker_id).where(table.id.in_(chunk))
        found |= {row.id: row.speaker_id for row in connection.execute(query)}
    return found


def conflicts_of(
    connection: Connection, entity_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[Conflict]]:
    """Return all conflicts of these entities, settled ones and tombstones too."""
    table = merging.conflict
    found: dict[uuid.UUID, list[Conflict]] = defaultdict(list)
    for chunk in chunks(entity_ids):
        query = select(table).where(table.c.entity_id.in_(chunk))
        for one in _conflicts(connection, query):
            found[one.entity_id].append(one)
    return found


def open_conflicts(connection: Connection) -> list[Conflict]:
    """Return the conflicts that nobody has decided, in the order in which they were found."""
    table = merging.conflict
    query = (
        select(table)
        .where(
            table.c.deleted_at.is_(None),
            table.c.pending_step.is_(None),
            table.c.resolution.is_(None),
        )
        .order_by(table.c.found_at, table.c.id)
    )
    return _conflicts(connection, query)


def raise_revision(connection: Connection, entity: Entity, kind: EntityKind) -> None:
    """Count an entity as a later form of the same content; nothing that is logged."""
    table = mapping_of(kind).table
    connection.execute(
        update(table).where(table.c.id == entity.id).values(revision=entity.revision)
    )


def raise_seconds(connection: Connection, set_id: uuid.UUID, seconds: int) -> None:
    """Take over the longer of two measured times."""
    table = work.annotation_set
    connection.execute(
        update(table).where(table.c.id == set_id, table.c.seconds < seconds).values(seconds=seconds)
    )


def recount(connection: Connection, set_ids: Collection[uuid.UUID]) -> None:
    """Work out the counters of these sets again."""
    table, inside = work.annotation_set, attributions.attribution.c
    living = select(func.count()).where(inside.set_id == table.c.id, inside.deleted_at.is_(None))
    flagged = living.where(inside.flagged == True)  # noqa: E712
    for chunk in chunks(list(set_ids)):
        connection.execute(
            update(table)
            .where(table.c.id.in_(chunk))
            .values(
                attribution_count=living.scalar_subquery(),
                flagged_count=flagged.scalar_subquery(),
            )
        )


def living_ids(
    connection: Connection, kind: EntityKind, ids: Iterable[uuid.UUID]
) -> set[uuid.UUID]:
    """Return which of these are there, readable and not deleted."""
    table = mapping_of(kind).table
    found: set[uuid.UUID] = set()
    for chunk in chunks(list(ids)):
        query = select(table.c.id).where(
            table.c.id.in_(chunk), table.c.deleted_at.is_(None), table.c.pending_step.is_(None)
        )
        found |= set(connection.execute(query).scalars())
    return found


def texts_of(connection: Connection, article_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the texts of these articles, whether they are deleted or not."""
    table = articles.article_text.c
    found: dict[uuid.UUID, str] = {}
    for chunk in chunks(list(article_ids)):
        query = select(table.article_id, table.text).where(table.article_id.in_(chunk))
        found |= {row.article_id: row.text for row in connection.execute(query)}
    return found


def _conflicts(connection: Connection, query: Select[Any]) -> list[Conflict]:
    rows = connection.execute(query).mappings().all()
    return list(only(assembled(connection, EntityKind.CONFLICT, rows), Conflict))
