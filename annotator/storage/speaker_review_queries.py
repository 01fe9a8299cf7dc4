"""What a manager reviews of the registry: provisional entries, and pairs that are kept apart."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, insert, select, update

from annotator.domain.entities import EntityKind
from annotator.domain.speakers import Speaker
from annotator.storage import entity_rows
from annotator.storage.project_queries import only
from annotator.storage.tables import articles, attributions, log, speakers

_SPEAKER = speakers.speaker.c
_APART = speakers.speaker_keep_apart


def living(connection: Connection) -> tuple[Speaker, ...]:
    """Return all entries that were not merged, in order of their names."""
    query = (
        select(speakers.speaker)
        .where(
            _SPEAKER.deleted_at.is_(None),
            _SPEAKER.pending_step.is_(None),
            _SPEAKER.merged_into.is_(None),
        )
        .order_by(_SPEAKER.match_key, _SPEAKER.id)
    )
    rows = connection.execute(query).mappings().all()
    return only(entity_rows.assembled(connection, EntityKind.SPEAKER, rows), Speaker)


def use_counts(connection: Connection, speaker_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many living attributions of anybody name each of these."""
    table = attributions.attribution.c
    counts = dict.fromkeys(speaker_ids, 0)
    for chunk in entity_rows.chunks(speaker_ids):
        query = (
            select(table.speaker_id, func.count())
            .where(
                table.speaker_id.in_(chunk),
                table.deleted_at.is_(None),
                table.pending_step.is_(None),
            )
            .group_by(table.speaker_id)
        )
        for speaker_id, count in connection.execute(query):
            counts[speaker_id] = int(count)
    return counts


def titles(connection: Connection, article_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the titles of these articles."""
    table = articles.article.c
    found: dict[uuid.UUID, str] = {}
    for chunk in entity_rows.chunks(list(article_ids)):
        query = select(table.id, table.title).where(table.id.in_(chunk))
        found |= {row.id: row.title for row in connection.execute(query)}
    return found


def kept_apart(connection: Connection) -> set[frozenset[uuid.UUID]]:
    """Return the pairs that a person declared to be different, and did not take back since.

    A pair's row stays; whether it holds follows from the log: the step that declared it may have
    been undone, the undoing undone, and so on.
    """
    rows = connection.execute(select(_APART.c.one_id, _APART.c.other_id, _APART.c.step_id)).all()
    stands = _standing(connection, {row.step_id for row in rows})
    return {frozenset((row.one_id, row.other_id)) for row in rows if row.step_id in stands}


def keep_apart(connection: Connection, step_id: uuid.UUID, pair: Iterable[uuid.UUID]) -> None:
    """Note that two entries are different, with the step that says so."""
    one, other = sorted(pair, key=lambda id_: id_.bytes)
    there = (_APART.c.one_id == one, _APART.c.other_id == other)
    if connection.execute(select(_APART.c.step_id).where(*there)).first() is None:
        row = {"one_id": one, "other_id": other, "step_id": step_id}
        connection.execute(insert(_APART), row)
    else:  # declared once and taken back
        connection.execute(update(_APART).where(*there).values(step_id=step_id))


def pair_of_step(connection: Connection, step_id: uuid.UUID) -> frozenset[uuid.UUID] | None:
    """Return the pair that a step declared; None where a later step has declared it again."""
    query = select(_APART.c.one_id, _APART.c.other_id).where(_APART.c.step_id == step_id)
    row = connection.execute(query).first()
    return frozenset((row.one_id, row.other_id)) if row else None


def reverting_steps(connection: Connection, step_id: uuid.UUID) -> int:
    """Return how many steps revert a step."""
    query = select(func.count()).select_from(log.step).where(log.step.c.reverts == step_id)
    return int(connection.execute(query).scalar_one())


def _standing(connection: Connection, step_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these steps are not undone: reverted by no step, or an even number deep."""
    stands = set(step_ids)
    heads = {one: one for one in stands}
    undone = False
    while heads:
        undone = not undone
        later: dict[uuid.UUID, uuid.UUID] = {}
        for chunk in entity_rows.chunks(list(heads)):
            query = select(log.step.c.id, log.step.c.reverts).where(log.step.c.reverts.in_(chunk))
            later |= {row.id: heads[row.reverts] for row in connection.execute(query)}
        for origin in later.values():
            (stands.discard if undone else stands.add)(origin)
        heads = later
    return stands
