"""A new project file: made exclusively, or not at all."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from annotator.domain.errors import ProjectFileError
from annotator.storage.failures import translated
from annotator.storage.project_file import APPLICATION_ID, SCHEMA_VERSION
from annotator.storage.tables import metadata


def create_file(path: Path) -> None:
    """Make an empty project file at ``path``, which must not exist yet.

    Raises `ProjectFileError`: project_exists, folder_missing, no_permission.
    """
    if path.exists():
        raise ProjectFileError("project_exists", path=str(path))
    if not path.parent.is_dir():
        raise ProjectFileError("folder_missing", path=str(path.parent))
    try:
        # Exclusive: of two who create the same file at once, one is refused.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except FileExistsError as error:
        raise ProjectFileError("project_exists", path=str(path)) from error
    except OSError as error:
        raise ProjectFileError("no_permission", path=str(path.parent)) from error
    try:
        write_schema(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_schema(path: Path) -> None:
    """Write the tables of the newest schema, and the marks by which a project is known."""
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path), poolclass=NullPool)
    with translated(), engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
        metadata.create_all(connection)
    engine.dispose()
