"""SQLite's and SQLAlchemy's exceptions as our typed errors; nothing of theirs leaves this layer."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from annotator.domain.errors import StorageFailed

_BY_CODE = {
    sqlite3.SQLITE_BUSY: "project_busy",
    sqlite3.SQLITE_LOCKED: "project_busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "project_read_only",
    sqlite3.SQLITE_CORRUPT: "project_damaged",
    sqlite3.SQLITE_NOTADB: "project_damaged",
    sqlite3.SQLITE_IOERR: "disk_error",
    sqlite3.SQLITE_CANTOPEN: "project_unreachable",
    sqlite3.SQLITE_PERM: "no_permission",
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn a database exception raised inside into `StorageFailed` with a code for the words."""
    try:
        yield
    except DBAPIError as error:
        raise storage_failed(error.orig) from error
    except sqlite3.Error as error:
        raise storage_failed(error) from error


def storage_failed(error: BaseException | None) -> StorageFailed:
    """Return our error for one of SQLite's; an unknown one keeps its technical name as a field."""
    code = getattr(error, "sqlite_errorcode", 0) or 0
    known = _BY_CODE.get(code & 0xFF)
    if known:
        return StorageFailed(known)
    return StorageFailed("storage_failed", detail=f"{type(error).__name__}: {error}")
