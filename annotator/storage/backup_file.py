"""Copies of a project through SQLite's backup API: whole and consistent, while others write."""

import os
import sqlite3
from pathlib import Path

from annotator.domain.errors import ProjectFileError, StorageFailed
from annotator.storage.failures import translated
from annotator.storage.project_file import open_read_only

_PAGES = 2_000
"""Pages in one go, so that writers get their turn in between."""


def copy_project(source: Path, target: Path) -> None:
    """Write a checked copy of ``source`` to ``target``, replacing it only when it is whole.

    Raises `ProjectFileError` (folder_missing, no_permission, project_is_folder, project_exists
    where the target is the project itself, backup_damaged) or `StorageFailed`.
    """
    if target.is_dir():
        raise ProjectFileError("project_is_folder", path=str(target))
    if target.exists() and target.samefile(source):
        raise ProjectFileError("project_exists", path=str(target))
    if not target.parent.is_dir():
        raise ProjectFileError("folder_missing", path=str(target.parent))
    if not os.access(target.parent, os.W_OK):
        raise ProjectFileError("no_permission", path=str(target.parent))
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with translated():
            _copy(source, unfinished)
        os.replace(unfinished, target)
    except OSError as error:
        raise StorageFailed("disk_error", detail=error.strerror or "") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    reading = open_read_only(source)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing, pages=_PAGES)
        # One file, to be copied anywhere: no WAL beside it.
        writing.execute("PRAGMA journal_mode=DELETE")
        if writing.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise ProjectFileError("backup_damaged", path=str(source))
    finally:
        writing.close()
        reading.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())
