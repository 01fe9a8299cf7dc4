"""Bulk work: many short transactions under one step, unreadable until the last one."""

import os
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from annotator.domain.changes import Changes, Intention, Step
from annotator.domain.documents import content_hash, to_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import StorageFailed
from annotator.domain.identifiers import new_id
from annotator.storage import entity_rows
from annotator.storage.change_log import BULK_FINISHED
from annotator.storage.store import INSERT_STEP, Store, step_row
from annotator.storage.tables import articles, log
from annotator.storage.write_unit import WriteUnit

NEW_ROW_KINDS = (
    EntityKind.PERSON,
    EntityKind.ROUND,
    EntityKind.BATCH,
    EntityKind.STORY,
    EntityKind.ARTICLE,
    EntityKind.APPEARANCE,
    EntityKind.ZONE,
    EntityKind.SPEAKER,
    EntityKind.ANNOTATION_SET,
    EntityKind.SUBMISSION,
    EntityKind.ATTRIBUTION,
    EntityKind.DECISION,
    EntityKind.FEEDBACK,
    EntityKind.CONFLICT,
)
"""Kinds that bulk steps make, owners before what refers to them."""


_CLOCK_SECONDS = 60.0
_LET_OTHERS_SECONDS = 0.01
"""Long enough for whoever waits to write, and asks every few milliseconds."""


class BulkStep:
    """One bulk step in progress. Every portion is a transaction of its own, kept short."""

    def __init__(self, store: Store, step: Step) -> None:
        self.store = store
        self.step = step
        self.written = 0
        """Entities written so far."""

    @contextmanager
    def portion(self) -> Iterator["Portion"]:
        """Yield a short transaction in which new entities are added."""
        if self.written:
            time.sleep(_LET_OTHERS_SECONDS)
        with self.store.transaction() as connection:
            portion = Portion(connection, self.step)
            yield portion
            portion.finish()
        self.written += portion.written

    def last_unit(self, connection: Connection) -> WriteUnit:
        """Return a unit for the last transaction, in which existing entities may change."""
        return WriteUnit(connection, self.step)

    def finish(self, connection: Connection) -> Changes:
        """Make all of it readable, in the caller's last transaction."""
        for kind in NEW_ROW_KINDS:
            connection.execute(entity_rows.publish_pending(kind, self.step.id))
        connection.execute(
            update(log.step)
            .where(log.step.c.id == self.step.id)
            .values(finished=True, process=None, fields=self.step.fields)
        )
        connection.execute(
            insert(log.change),
            {
                "step_id": self.step.id,
                "kind": BULK_FINISHED,
                "entity_id": self.step.id,
                "revision": 0,
            },
        )
        self.store.own_steps.add(self.step.id)
        return Changes(self.step, bulk=True)

    def abandon(self) -> None:
        """Remove every row of this step: the one exception to "nothing is hard-deleted".

        Where that fails the rows stay unread, and go when the next bulk step begins.
        """
        try:
            with self.store.transaction() as connection:
                remove_unfinished(connection, self.step.id)
        except StorageFailed:
            self.store.left_behind.add(self.step.id)


class Portion:
    """One transaction of a bulk step."""

    def __init__(self, connection: Connection, step: Step) -> None:
        self.connection = connection
        self.step = step
        self.written = 0
        self._logged: list[dict[str, Any]] = []

    def add(
        self,
        kind: EntityKind,
        entities: Sequence[Entity],
        more: Sequence[dict[str, Any]] | None = None,
        *,
        as_they_are: bool = False,
    ) -> None:
        """Store new entities of one kind; ``more``: further columns, one mapping for each.

        ``as_they_are``: they have been stored in another file, and keep the revisions they had.
        """
        stored = [one if as_they_are else one.but(revision=1) for one in entities]
        entity_rows.store_new(self.connection, kind, stored, self.step.id, more)
        for entity in stored:
            document = to_document(entity)
            self._logged.append(
                {
                    "step_id": self.step.id,
                    "kind": kind.value,
                    "entity_id": entity.id,
                    "revision": entity.revision,
                    "after": document,
                    "after_hash": content_hash(document),
                }
            )
        self.written += len(stored)

    def finish(self) -> None:
        """Write the log rows; called before the commit."""
        if self._logged:
            self.connection.execute(insert(log.change), self._logged)


def begin_bulk(
    store: Store, intention: Intention, person_id: uuid.UUID | None, fields: dict[str, Any]
) -> BulkStep:
    """Begin a bulk step; until it is finished, its rows belong to this process.

    One at a time: two that bring the same article would build on each other's unread rows. Raises
    `StorageFailed` (project_busy) while another runs.
    """
    step = Step(
        id=new_id(),
        intention=intention,
        person_id=person_id,
        at=datetime.now(UTC),
        fields=fields,
    )
    with store.transaction() as connection:
        for step_id in store.left_behind:
            remove_unfinished(connection, step_id)
        if any(_is_running(process) for _, process in _unfinished(connection)):
            raise StorageFailed("project_busy")
        connection.execute(INSERT_STEP, step_row(step, bulk=True, process=this_process()))
    store.left_behind.clear()
    return BulkStep(store, step)


def remove_left_behind(store: Store) -> int:
    """Remove what bulk steps of processes that are gone left unfinished; returns how many steps."""
    with store.read() as connection:
        gone = [id_ for id_, process in _unfinished(connection) if not _is_running(process)]
    for step_id in gone:
        with store.transaction() as connection:
            remove_unfinished(connection, step_id)
    return len(gone)


def _unfinished(connection: Connection) -> list[tuple[uuid.UUID, str | None]]:
    steps = log.step.c
    query = select(steps.id, steps.process).where(steps.finished == False)  # noqa: E712
    return [(row.id, row.process) for row in connection.execute(query)]


def remove_unfinished(connection: Connection, step_id: uuid.UUID) -> None:
    """Remove the rows of one unfinished step, with its part of the log."""
    for kind in reversed(NEW_ROW_KINDS):
        connection.execute(entity_rows.remove_pending(kind, step_id))
    connection.execute(delete(articles.import_run).where(articles.import_run.c.step_id == step_id))
    connection.execute(delete(log.change).where(log.change.c.step_id == step_id))
    connection.execute(delete(log.step).where(log.step.c.id == step_id))


def this_process() -> str:
    """Return a name for this process that no later one will have: host, number, start."""
    import platform

    import psutil

    return f"{platform.node()}/{os.getpid()}/{psutil.Process().create_time():.2f}"


def _is_running(process: str | None) -> bool:
    """Tell whether a process runs on this computer.

    One of another computer cannot: the file is here, and on a network drive only one may open it.
    Computers change their names, so the name is not asked.
    """
    import psutil

    _, number, started = ("//" + (process or "")).rsplit("/", 2)
    try:
        began = psutil.Process(int(number)).create_time()
    except psutil.AccessDenied:
        return True  # it is there, and somebody else's
    except (psutil.Error, ValueError):
        return False
    # The start is reckoned from the clock, which may have been put right since.
    return abs(began - float(started)) < _CLOCK_SECONDS
