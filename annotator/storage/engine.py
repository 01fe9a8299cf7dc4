"""The two engines of a project file: one for write transactions, one that only reads."""

import sqlite3
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 5.0


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

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


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
