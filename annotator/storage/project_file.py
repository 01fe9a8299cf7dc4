"""A `.stance` file from outside: what it is, looked at without changing a byte of it."""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from annotator.domain.errors import ProjectFileError
from annotator.storage.failures import translated

APPLICATION_ID = 0x53544E43
"""``STNC``, in SQLite's header: the mark of a Stance Annotator project."""
SCHEMA_VERSION = 2
"""The newest schema that this program knows (SQLite's ``user_version``)."""
_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class FileLook:
    """What a read-only look found in a project file."""

    schema: int
    writable: bool
    name: str
    articles: int
    people: int
    project_id: uuid.UUID


def look(path: Path) -> FileLook:
    """Look at a project file without changing it.

    Raises `ProjectFileError`: project_not_found, project_is_folder, no_permission,
    not_a_project (something else), project_newer (a newer program made it), project_damaged.
    """
    _check_header(path)
    with _untouched(path) as connection:
        return _look(connection, path)


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open the file for reading; where nothing may be written beside it, as unchanging."""
    connection = _connected(path, "mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.OperationalError:
        # A WAL file in a folder that may not be written: it can be read only as unchanging.
        connection.close()
        connection = _connected(path, "mode=ro&immutable=1")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


@contextmanager
def _untouched(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that leaves no byte behind, neither in the file nor beside it.

    Reading a WAL file makes SQLite lay its two companions beside it, and a reader may not remove
    them. Without a companion nobody has the file open: then it can be read as unchanging.
    """
    with translated():
        connection = None
        try:
            if _is_wal(path) and not path.with_name(path.name + "-wal").exists():
                connection = _connected(path, "mode=ro&immutable=1")
            else:
                connection = open_read_only(path)
            yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            # A table or a column that every project has is not there.
            raise ProjectFileError("project_damaged", path=str(path)) from error
        except sqlite3.DatabaseError as error:
            raise ProjectFileError("project_damaged", path=str(path)) from error
        finally:
            if connection is not None:
                connection.close()


def _connected(path: Path, how: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?{how}"
    return sqlite3.connect(address, uri=True, timeout=5)


def _is_wal(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\x02\x02"


def _check_header(path: Path) -> None:
    shown = str(path)
    try:
        if path.is_dir():
            raise ProjectFileError("project_is_folder", path=shown)
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise ProjectFileError("project_not_found", path=shown) from error
    except PermissionError as error:
        raise ProjectFileError("no_permission", path=shown) from error
    except OSError as error:
        raise ProjectFileError("project_unreachable", path=shown) from error
    # An empty or short file, too: SQLite would gladly make a database of it.
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise ProjectFileError("not_a_project", path=shown)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        _refuse_unless_still_in_wal(path)


def _refuse_unless_still_in_wal(path: Path) -> None:
    """A project whose first pages still lie in the WAL has its mark there."""
    try:
        with _untouched(path) as connection:
            found = connection.execute("PRAGMA application_id").fetchone()[0]
    except ProjectFileError as error:
        raise ProjectFileError("not_a_project", path=str(path)) from error
    if found != APPLICATION_ID:
        raise ProjectFileError("not_a_project", path=str(path))


def _look(connection: sqlite3.Connection, path: Path) -> FileLook:
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > SCHEMA_VERSION:
        raise ProjectFileError("project_newer", path=str(path), schema=schema)
    row = connection.execute("SELECT name, id FROM project WHERE deleted_at IS NULL").fetchone()
    if row is None:
        raise ProjectFileError("project_damaged", path=str(path))
    articles, people = (
        connection.execute(
            f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND pending_step IS NULL"
        ).fetchone()[0]
        for table in ("article", "person")
    )
    return FileLook(schema, writable(path), row[0], articles, people, uuid.UUID(bytes=row[1]))


def writable(path: Path) -> bool:
    """Tell whether the file and its folder (where the WAL goes) may be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
