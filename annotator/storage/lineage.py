"""Where the forms of entities came from: told by the change log, and by other files."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from annotator.domain.changes import Intention
from annotator.domain.merging.versions import Edge, Version
from annotator.storage.entity_rows import chunks
from annotator.storage.tables import log, merging

REVISIONS_KEPT = (Intention.MERGE, Intention.SETTLE_CONFLICT)
"""Steps that put forms in place with revisions of their own; undoing them does so, too."""
_ROWS = 400
"""Rows of five columns in one statement, below the smallest limit of variables."""


def edges_of(connection: Connection, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, frozenset[Edge]]:
    """Return what is known of where the forms of these entities came from."""
    found: dict[uuid.UUID, set[Edge]] = defaultdict(set)
    for chunk in chunks(ids):
        _add_logged(connection, chunk, found)
        for entity_id, edges in told(connection, chunk).items():
            found[entity_id] |= edges
    return {one: frozenset(found[one]) for one in ids}


def told(connection: Connection, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[Edge]]:
    """Return what other files told of these entities, as far as it fits one statement."""
    table = merging.lineage
    found: dict[uuid.UUID, set[Edge]] = defaultdict(set)
    for row in connection.execute(select(table).where(table.c.entity_id.in_(ids))):
        found[row.entity_id].add(
            Edge(Version(row.revision, row.hash), Version(row.parent_revision, row.parent_hash))
        )
    return found


def add_edges(connection: Connection, edges: Mapping[uuid.UUID, Iterable[Edge]]) -> None:
    """Remember what another file told; what is known already stays known once."""
    rows = [
        {
            "entity_id": entity_id,
            "revision": edge.child.revision,
            "hash": edge.child.hash,
            "parent_revision": edge.parent.revision,
            "parent_hash": edge.parent.hash,
        }
        for entity_id, some in edges.items()
        for edge in some
    ]
    statement = insert(merging.lineage).on_conflict_do_nothing()
    for start in range(0, len(rows), _ROWS):
        connection.execute(statement, rows[start : start + _ROWS])


def _add_logged(
    connection: Connection, ids: Sequence[uuid.UUID], found: dict[uuid.UUID, set[Edge]]
) -> None:
    """Add what was done here; where forms came from that a merge put in place, other files told."""
    change, step = log.change.c, log.step.c
    kept = [one.value for one in REVISIONS_KEPT]
    query = (
        select(
            change.entity_id,
            change.revision,
            change.after_hash,
            change.before_hash,
            func.json_extract(change.before, "$.revision").label("before_revision"),
            step.intention,
            func.json_extract(step.fields, "$.intention").label("reverted"),
        )
        .join(log.step, step.id == change.step_id)
        .where(
            change.entity_id.in_(ids),
            change.before_hash.isnot(None),
            step.finished == True,  # noqa: E712
            step.intention.not_in(kept),
        )
    )
    for row in connection.execute(query):
        if row.intention == Intention.REVERT.value and row.reverted in kept:
            continue
        if row.before_revision > 0:
            child = Version(row.revision, row.after_hash)
            parent = Version(row.before_revision, row.before_hash)
            found[row.entity_id].add(Edge(child, parent))
