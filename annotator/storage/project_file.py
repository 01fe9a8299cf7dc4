"""A `.stance` file from outside: what it is, looked at without changing a byte of it."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from annotator.domain.errors import ProjectFileError
from annotator.storage.failures import translated

APPLICATION_ID = 0x53544E43
"""``STNC``, in SQLite's header: the mark of a Stance Annotator project."""
SCHEMA_VERSION = 1
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


def look(path: Path) -> FileLook:
    """Look at a project file without changing it.

    Raises `ProjectFileError`: project_not_found, project_is_folder, no_permission,
    not_a_project (something else), project_newer (a newer program made it), project_damaged.
    """
    _check_header(path)
    with translated():
        connection = open_read_only(path)
        try:
            return _look(connection, path)
        except sqlite3.DatabaseError as error:
            raise ProjectFileError("project_damaged", path=str(path)) from error
        finally:
            connection.close()


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open the file so that nothing can be written, not even beside it where that is refused."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=5)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.OperationalError:
        # A WAL file in a folder that may not be written: it can be read only as unchanging.
        connection.close()
        connection = sqlite3.connect(address + "&immutable=1", uri=True, timeout=5)
    return connection


def _check_header(path: Path) -> None:
    shown = str(path)
    if path.is_dir():
        raise ProjectFileError("project_is_folder", path=shown)
    try:
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
    with translated():
        connection = open_read_only(path)
        try:
            found = connection.execute("PRAGMA application_id").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise ProjectFileError("not_a_project", path=str(path)) from error
        finally:
            connection.close()
    if found != APPLICATION_ID:
        raise ProjectFileError("not_a_project", path=str(path))


def _look(connection: sqlite3.Connection, path: Path) -> FileLook:
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > SCHEMA_VERSION:
        raise ProjectFileError("project_newer", path=str(path), schema=schema)
    row = connection.execute("SELECT name FROM project WHERE deleted_at IS NULL").fetchone()
    if row is None:
        raise ProjectFileError("project_damaged", path=str(path))
    articles, people = (
        connection.execute(
            f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND pending_step IS NULL"
        ).fetchone()[0]
        for table in ("article", "person")
    )
    return FileLook(schema, writable(path), row[0], articles, people)


def writable(path: Path) -> bool:
    """Tell whether the file and its folder (where the WAL goes) may be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
