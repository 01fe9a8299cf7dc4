"""Reading very many submissions: plain rows, their snapshots as they are stored."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from annotator.domain.annotation_sets import SetState
from annotator.domain.written_json import WrittenJson
from annotator.storage import entity_rows
from annotator.storage.plain_columns import id_of, instant_of, mapping_of, plain
from annotator.storage.tables import work

_TABLE = work.submission


class StoredSubmission(NamedTuple):
    """A living submission, with all that is in its row."""

    id: uuid.UUID
    ordinal: int
    state: SetState
    reason: str | None
    codebook: str
    submitted_at: datetime
    snapshot: WrittenJson
    extra: dict[str, Any]


def submissions_of_sets(
    connection: Connection, set_ids: Sequence[uuid.UUID]
) -> dict[bytes, list[StoredSubmission]]:
    """Return the submissions of each set, by the set's identifier as bytes, first ones first."""
    found: dict[bytes, list[StoredSubmission]] = defaultdict(list)
    for chunk in entity_rows.chunks(set_ids):
        for row in connection.execute(_QUERY, {"sets": [one.bytes for one in chunk]}).all():
            key, set_id, ordinal, state, reason, codebook, at, snapshot, extra = row
            found[set_id].append(
                StoredSubmission(
                    id_of(key),
                    ordinal,
                    SetState(state),
                    reason,
                    codebook,
                    instant_of(at),
                    WrittenJson(snapshot or "{}"),
                    mapping_of(extra),
                )
            )
    return found


# Two of the same number: made in two files, and merged.
_QUERY = (
    select(
        *plain(_TABLE, "id", "set_id", "ordinal", "state", "reason", "codebook", "submitted_at"),
        *plain(_TABLE, "snapshot", "extra"),
    )
    .where(
        plain(_TABLE, "set_id")[0].in_(bindparam("sets", expanding=True)),
        _TABLE.c.deleted_at.is_(None),
        _TABLE.c.pending_step.is_(None),
    )
    .order_by(_TABLE.c.set_id, _TABLE.c.ordinal, _TABLE.c.submitted_at, _TABLE.c.id)
)
