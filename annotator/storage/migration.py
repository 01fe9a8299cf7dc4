"""Bringing an older project file to the newest schema, on an engine of its own.

Foreign keys are off (with them on, rebuilding a table would silently delete what refers to it),
the file is held exclusively, a backup is made first, and rows are counted before and after.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from annotator.domain.errors import ProjectFileError
from annotator.storage.backup_file import copy_project
from annotator.storage.failures import translated
from annotator.storage.project_file import SCHEMA_VERSION

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE_SECONDS = 5.0


def migrate(path: Path, *, scripts: Path = MIGRATIONS, target: int = SCHEMA_VERSION) -> Path:
    """Migrate the file to schema ``target``; returns where the backup lies.

    All in one transaction: when a check fails, the file is as it was. Raises `ProjectFileError`
    (migration_failed, with the backup's place) or `StorageFailed`.
    """
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    backup = path.with_name(f"{path.stem}-before-update-{stamp}{path.suffix}")
    copy_project(path, backup)
    engine = create_engine("sqlite://", creator=lambda: _exclusive(path), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")

    try:
        with translated(), engine.begin() as connection:
            _upgrade_and_check(connection, path, backup, scripts, target)
    finally:
        engine.dispose()
    return backup


def _upgrade_and_check(
    connection: Connection, path: Path, backup: Path, scripts: Path, target: int
) -> None:
    before, triggers = _row_counts(connection), _triggers(connection)
    try:
        _upgrade(connection, scripts, target)
    except Exception as error:
        # Whatever a script stumbles over: the file stays as it was, and a person is told.
        raise ProjectFileError("migration_failed", path=str(path), backup=str(backup)) from error
    after = _row_counts(connection)
    lost = sorted(name for name, count in before.items() if after.get(name, 0) < count)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    loose = _tables_not_strict(connection)
    if lost or broken or loose or not triggers <= _triggers(connection):
        tables = ", ".join((*lost, *loose))
        raise ProjectFileError(
            "migration_failed", path=str(path), backup=str(backup), tables=tables
        )
    connection.exec_driver_sql(f"PRAGMA user_version={target}")


def _exclusive(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _upgrade(connection: Connection, scripts: Path, target: int) -> None:
    """Run the Alembic revisions from the file's schema number to ``target``.

    Revision identifiers are the schema numbers, four digits, so that ``user_version`` alone tells
    where a file stands and no table of Alembic's is needed in it.
    """
    from alembic.config import Config
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    current = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    config = Config()
    config.set_main_option("script_location", str(scripts))
    directory = ScriptDirectory.from_config(config)
    context = MigrationContext.configure(connection)
    revisions: list[Any] = list(directory.iterate_revisions(f"{target:04}", f"{current:04}"))
    with Operations.context(context):
        for revision in reversed(revisions):
            revision.module.upgrade()


def _row_counts(connection: Connection) -> dict[str, int]:
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in list(tables)
    }


def _tables_not_strict(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
    )
    return sorted(rows.scalars())


def _triggers(connection: Connection) -> set[str]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return set(rows.scalars())
