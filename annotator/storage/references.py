"""Which entities refer to which: what is referred to must not go, nor come back without it."""

import uuid
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from annotator.domain.entities import Entity, EntityKind
from annotator.storage.entity_rows import chunks, mapping_of

_REFERENCES: tuple[tuple[EntityKind, str, EntityKind], ...] = (
    (EntityKind.BATCH, "round_id", EntityKind.ROUND),
    (EntityKind.ARTICLE, "story_id", EntityKind.STORY),
    (EntityKind.APPEARANCE, "article_id", EntityKind.ARTICLE),
    (EntityKind.ZONE, "article_id", EntityKind.ARTICLE),
    (EntityKind.SPEAKER, "owner_id", EntityKind.PERSON),
    (EntityKind.SPEAKER, "article_id", EntityKind.ARTICLE),
    (EntityKind.SPEAKER, "merged_into", EntityKind.SPEAKER),
    (EntityKind.ANNOTATION_SET, "article_id", EntityKind.ARTICLE),
    (EntityKind.ANNOTATION_SET, "round_id", EntityKind.ROUND),
    (EntityKind.ANNOTATION_SET, "person_id", EntityKind.PERSON),
    (EntityKind.ANNOTATION_SET, "batch_id", EntityKind.BATCH),
    (EntityKind.ATTRIBUTION, "set_id", EntityKind.ANNOTATION_SET),
    (EntityKind.ATTRIBUTION, "speaker_id", EntityKind.SPEAKER),
    (EntityKind.ATTRIBUTION, "reported_by", EntityKind.ATTRIBUTION),
    (EntityKind.DECISION, "article_id", EntityKind.ARTICLE),
    (EntityKind.DECISION, "round_id", EntityKind.ROUND),
    (EntityKind.DECISION, "adjudicator_id", EntityKind.PERSON),
    (EntityKind.DECISION, "supersedes", EntityKind.DECISION),
    (EntityKind.FEEDBACK, "article_id", EntityKind.ARTICLE),
    (EntityKind.FEEDBACK, "round_id", EntityKind.ROUND),
    (EntityKind.FEEDBACK, "person_id", EntityKind.PERSON),
)
"""Who refers, by which column, to what. Submissions are left out: they outlive their set."""


def is_needed(connection: Connection, kind: EntityKind, ids: Sequence[uuid.UUID]) -> bool:
    """Tell whether anything living refers to one of these; rows of unfinished imports count."""
    for owner, column, target in _REFERENCES:
        if target is not kind:
            continue
        table = mapping_of(owner).table
        for chunk in chunks(ids):
            query = select(table.c.id).where(
                table.c[column].in_(chunk), table.c.deleted_at.is_(None)
            )
            if connection.execute(query.limit(1)).first() is not None:
                return True
    return False


def deleted_but_needed(
    connection: Connection, kind: EntityKind, ids: Sequence[uuid.UUID]
) -> set[uuid.UUID]:
    """Return which of these entities are deleted although something living refers to them."""
    found: set[uuid.UUID] = set()
    for owner, column, target in _REFERENCES:
        if target is not kind:
            continue
        table, other = mapping_of(target).table, mapping_of(owner).table.alias()
        for chunk in chunks(ids):
            query = (
                select(table.c.id)
                .join(other, other.c[column] == table.c.id)
                .where(
                    table.c.id.in_(chunk),
                    table.c.deleted_at.isnot(None),
                    other.c.deleted_at.is_(None),
                )
            )
            found |= set(connection.execute(query.distinct()).scalars())
    return found


def referred_by(entity: Entity, kind: EntityKind) -> Iterator[tuple[EntityKind, uuid.UUID]]:
    """Yield what an entity refers to: kind and identifier."""
    for owner, column, target in _REFERENCES:
        if owner is kind and (named := getattr(entity, column)) is not None:
            yield target, named


def lacks_something(connection: Connection, kind: EntityKind, entities: Iterable[Entity]) -> bool:
    """Tell whether one of these entities refers to something that is not there, or deleted."""
    found = list(entities)
    for owner, column, target in _REFERENCES:
        if owner is not kind:
            continue
        named = {getattr(one, column) for one in found} - {None}
        table = mapping_of(target).table
        living = 0
        for chunk in chunks(list(named)):
            query = select(func.count()).where(table.c.id.in_(chunk), table.c.deleted_at.is_(None))
            living += int(connection.execute(query).scalar_one())
        if living < len(named):
            return True
    return False


def dangling(connection: Connection) -> list[tuple[str, uuid.UUID, str]]:
    """Return living entities that refer to deleted ones: kind, identifier, column."""
    result: list[tuple[str, uuid.UUID, str]] = []
    for owner, column, target in _REFERENCES:
        table, other = mapping_of(owner).table, mapping_of(target).table.alias()
        query = (
            select(table.c.id)
            .join(other, other.c.id == table.c[column])
            .where(
                table.c.deleted_at.is_(None),
                table.c.pending_step.is_(None),
                other.c.deleted_at.isnot(None),
            )
        )
        result += [(owner.value, one, column) for one in connection.execute(query).scalars()]
    return result
