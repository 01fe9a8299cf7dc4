"""What an import asks of what is there already, rows of its own unfinished step included."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, insert, select, update

from annotator.domain.articles import Appearance
from annotator.domain.changes import Intention, Step
from annotator.domain.entities import Entity, EntityKind
from annotator.storage import change_log, entity_rows
from annotator.storage.project_queries import only
from annotator.storage.tables import articles, project, work


def stored(
    connection: Connection, kind: EntityKind, ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, Entity]:
    """Return which of these entities are there: tombstones and unfinished rows, too."""
    return entity_rows.load(connection, kind, ids)


def appearances_there(
    connection: Connection, article_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[Appearance]]:
    """Return the living appearances of these articles, this import's own included."""
    table = articles.appearance
    found: dict[uuid.UUID, list[Appearance]] = {one: [] for one in article_ids}
    for chunk in entity_rows.chunks(article_ids):
        query = select(table).where(table.c.article_id.in_(chunk), table.c.deleted_at.is_(None))
        rows = connection.execute(query.order_by(table.c.ordinal)).mappings().all()
        for one in only(entity_rows.assembled(connection, EntityKind.APPEARANCE, rows), Appearance):
            found[one.article_id].append(one)
    return found


def removed_by_undo(connection: Connection, entity_id: uuid.UUID) -> bool:
    """Tell whether a tombstone comes from undoing an import, and not from a person's deleting."""
    step: Step | None = change_log.last_step_of(connection, entity_id)
    return (
        step is not None
        and step.intention is Intention.REVERT
        and step.fields.get("intention") == Intention.IMPORT.value
    )


def people_and_rounds_removed_by_undo(
    connection: Connection,
) -> dict[tuple[EntityKind, str], Entity]:
    """Return what undoing imports removed, people by match key and rounds by name."""
    found: dict[tuple[EntityKind, str], Entity] = {}
    for kind, table in ((EntityKind.PERSON, project.person), (EntityKind.ROUND, work.round_)):
        query = select(table).where(table.c.deleted_at.isnot(None))
        rows = connection.execute(query).mappings().all()
        for row, one in zip(
            rows, entity_rows.assembled(connection, kind, rows).values(), strict=True
        ):
            key = row["match_key"] if kind is EntityKind.PERSON else row["name"]
            if removed_by_undo(connection, one.id):
                found[kind, key] = one
    return found


def has_work(connection: Connection, round_id: uuid.UUID) -> bool:
    """Tell whether anybody has begun anything in a round."""
    table: Table = work.annotation_set
    query = select(table.c.id).where(table.c.round_id == round_id, table.c.deleted_at.is_(None))
    return connection.execute(query.limit(1)).first() is not None


def add_counts(connection: Connection, set_id: uuid.UUID, attributions: int, flagged: int) -> None:
    """Add to the counters of a set that was there before."""
    table = work.annotation_set
    connection.execute(
        update(table)
        .where(table.c.id == set_id)
        .values(
            attribution_count=table.c.attribution_count + attributions,
            flagged_count=table.c.flagged_count + flagged,
        )
    )


def add_run(
    connection: Connection, step: Step, format_name: str | None, report: dict[str, object]
) -> None:
    """Keep a summary of an import."""
    connection.execute(
        insert(articles.import_run),
        {
            "id": step.id,
            "step_id": step.id,
            "at": step.at,
            "format": format_name,
            "report": report,
        },
    )
