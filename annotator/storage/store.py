"""An open project file: read transactions, write transactions, and tidying up."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from annotator.domain.changes import Changes, Intention, Step
from annotator.domain.errors import StorageFailed
from annotator.domain.identifiers import new_id
from annotator.storage.engine import BUSY_SECONDS, PATIENCE, reading_engine, writing_engine
from annotator.storage.failures import translated
from annotator.storage.project_file import writable
from annotator.storage.tables import log
from annotator.storage.write_unit import WriteUnit

__all__ = ["Connection", "Store", "WrittenStep", "step_row"]


INSERT_STEP = insert(log.step)


class Store:
    """The database of one open project. Safe to use from several threads: one connection each."""

    def __init__(self, path: Path, *, wal: bool = True, read_only: bool = False) -> None:
        self.path = path
        self.wal = wal
        self.read_only = read_only
        if not wal and not read_only:
            _leave_wal(path)
        self._reading = reading_engine(path, immutable=_needs_immutable(path, read_only=read_only))
        self._writing = None if read_only else writing_engine(path, wal=wal)
        self.own_steps: set[uuid.UUID] = set()
        """Steps that this handle wrote, so that its own watcher does not report them."""
        self.left_behind: set[uuid.UUID] = set()
        """Bulk steps of this handle that could not be cleared away yet (a full disk)."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one unchanging state of the project."""
        with translated(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def transaction(self, patience: float | None = None) -> Iterator[Connection]:
        """Yield a connection inside ``BEGIN IMMEDIATE``; commits, fully synced, at the end.

        ``patience``: seconds to wait for other writers. Raises `StorageFailed`.
        """
        if self._writing is None:
            raise StorageFailed("project_read_only")
        with translated(), self._writing.connect() as connection:
            connection.info[PATIENCE] = BUSY_SECONDS if patience is None else patience
            with connection.begin():
                yield connection

    @contextmanager
    def write(
        self,
        intention: Intention,
        person_id: uuid.UUID | None,
        *,
        article_id: uuid.UUID | None = None,
        reverts: uuid.UUID | None = None,
        fields: dict[str, Any] | None = None,
        patience: float | None = None,
    ) -> Iterator["WrittenStep"]:
        """Yield a unit of work for one user intention, logged as one step.

        After the block, ``.changes`` of what was yielded says what it did. An exception inside
        leaves everything as it was.
        """
        step = Step(
            id=new_id(),
            intention=intention,
            person_id=person_id,
            at=datetime.now(UTC),
            article_id=article_id,
            reverts=reverts,
            fields=fields or {},
        )
        written = WrittenStep(Changes(step))
        with self.transaction(patience) as connection:
            connection.execute(INSERT_STEP, step_row(step))
            written.unit = WriteUnit(connection, step)
            yield written
            if written.unit.changed:
                written.changes = written.unit.finish()
                self.own_steps.add(step.id)
            else:
                connection.rollback()

    def checkpoint(self) -> None:
        """Move the WAL into the file and cut it to nothing, so that the file alone can be copied.

        Does what it can while others read; never raises for being too early.
        """
        if self._writing is None or not self.wal:
            return
        with translated():
            raw = self._writing.raw_connection()
            try:
                # Nobody waits for it: while others read or write, it does what it can.
                raw.cursor().execute("PRAGMA busy_timeout=0").close()
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (
                    sqlite3.SQLITE_BUSY,
                    sqlite3.SQLITE_LOCKED,
                ):
                    raise
            finally:
                raw.close()

    def close(self) -> None:
        """Close all connections; the last one out removes the WAL."""
        try:
            self.checkpoint()
        finally:
            self._reading.dispose()
            if self._writing is not None:
                self._writing.dispose()
            elif writable(self.path):
                _remove_companions(self.path)


class WrittenStep:
    """What `Store.write` yields: the unit to work with, and afterwards what it changed."""

    unit: WriteUnit

    def __init__(self, changes: Changes) -> None:
        self.changes = changes


def step_row(step: Step, *, bulk: bool = False, process: str | None = None) -> dict[str, Any]:
    """Return the log row of a step; a bulk step is unfinished until its last transaction."""
    return {
        "id": step.id,
        "intention": step.intention.value,
        "person_id": step.person_id,
        "at": step.at,
        "article_id": step.article_id,
        "reverts": step.reverts,
        "fields": step.fields,
        "bulk": bulk,
        "finished": not bulk,
        "process": process,
    }


def _leave_wal(path: Path) -> None:
    """A file that comes from a place with WAL must leave that before anybody else has it open."""
    with translated(), closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _remove_companions(path: Path) -> None:
    """Readers alone leave the files of the WAL behind: who may write takes them away."""
    if path.with_name(path.name + "-wal").exists():
        with translated(), closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()


def _needs_immutable(path: Path, *, read_only: bool) -> bool:
    """A WAL file in a folder that may not be written can be read only as unchanging."""
    if not read_only:
        return False
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False
