"""The two engines of a project file: one for write transactions, one that only reads."""

import sqlite3
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 5.0
PATIENCE = "patience"
"""In a connection's ``info``: seconds that its transactions wait for other writers."""
_ASK_AGAIN_SECONDS = 0.004


def writing_engine(path: Path, *, wal: bool) -> Engine:
    """Return the engine for write transactions.

    They begin with ``BEGIN IMMEDIATE``: SQLAlchemy's default lets two processes read, then both
    write, and loses one of the updates. FULL synchronisation: acknowledged means on the disk.
    """
    engine = _engine(path, "rwc")

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        _pragmas(connection, f"journal_mode={'WAL' if wal else 'DELETE'}", "synchronous=FULL")
        _pragmas(connection, "foreign_keys=ON", "wal_autocheckpoint=4000")
        if sys.platform == "darwin":
            _pragmas(connection, "fullfsync=1", "checkpoint_fullfsync=1")

    event.listen(engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(connection: Connection) -> None:
    """Begin to write, once no other writer is at it.

    SQLite's own waiting asks ever more rarely: beside an import, which writes again and again, it
    would be the last to be served.
    """
    patience = connection.info.get(PATIENCE, BUSY_SECONDS)
    until = time.monotonic() + patience
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if not _is_busy(error.orig) or time.monotonic() >= until:
                raise
            time.sleep(_ASK_AGAIN_SECONDS)
        else:
            break
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(patience * 1000)}")


def _is_busy(error: BaseException | None) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) or 0
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def reading_engine(path: Path, *, immutable: bool = False) -> Engine:
    """Return the engine for read transactions; SQLite itself refuses it every write."""
    engine = _engine(path, "ro", "&immutable=1" if immutable else "")

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        _pragmas(connection, "query_only=ON", "cache_size=-16000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _engine(path: Path, mode: str, more: str = "") -> Engine:
    address = f"file:{quote(str(path.resolve()))}?mode={mode}{more}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def _pragmas(connection: sqlite3.Connection, *pragmas: str) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").close()
