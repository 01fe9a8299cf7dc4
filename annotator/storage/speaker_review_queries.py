"""What a manager reviews of the registry: provisional entries, and pairs that are kept apart."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, insert, select

from annotator.domain.changes import Step
from annotator.domain.entities import EntityKind
from annotator.domain.speakers import Speaker
from annotator.storage import entity_rows
from annotator.storage.project_queries import only
from annotator.storage.store import INSERT_STEP, step_row
from annotator.storage.tables import attributions, speakers

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


def kept_apart(connection: Connection) -> set[frozenset[uuid.UUID]]:
    """Return the pairs that a person declared to be different."""
    query = select(_APART.c.one_id, _APART.c.other_id)
    return {frozenset((one, other)) for one, other in connection.execute(query)}


def keep_apart(connection: Connection, step: Step, pair: Iterable[uuid.UUID]) -> None:
    """Note that two entries are different, with the step that says so."""
    one, other = sorted(pair, key=lambda id_: id_.bytes)
    connection.execute(INSERT_STEP, step_row(step))
    connection.execute(insert(_APART), {"one_id": one, "other_id": other, "step_id": step.id})
