"""Backups: on request, and by themselves, a few recent ones and one for each of the last days."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.domain.errors import ProjectFileError, Refused
from annotator.services.project import Project
from annotator.storage.backup_file import copy_project

INTERVAL = timedelta(hours=1)
RECENT = 5
DAILY = 14
_STAMP = "%Y-%m-%dT%H%M%SZ"


def back_up(project: Project, out: Path) -> Path:
    """Write a whole, checked copy of the project to ``out``; an older file there is replaced.

    Raises `Refused` (out_is_project: the project itself), `ProjectFileError` (folder_missing,
    project_is_folder, no_permission, write_failed, backup_damaged) or `StorageFailed`.
    """
    if out.is_dir():
        raise ProjectFileError("project_is_folder", path=str(out))
    if out.exists() and out.samefile(project.path):
        raise Refused("out_is_project", file=out.name)
    if out.parent.is_dir() and not os.access(out.parent, os.W_OK):
        raise ProjectFileError("no_permission", path=str(out.parent))
    try:
        copy_project(project.path, out)
    except OSError as error:
        raise ProjectFileError("write_failed", path=str(out), detail=error.strerror) from error
    return out


def backup_folder(project: Project) -> Path:
    """Return where automatic backups lie: beside the project, under its name."""
    return project.path.with_name(f"{project.path.stem} backups")


def back_up_if_due(project: Project, now: datetime | None = None) -> Path | None:
    """Make an automatic backup unless the last one is young, or nothing changed since.

    Older ones are removed: the newest `RECENT` stay, and the last of each of `DAILY` days.
    """
    now = now or datetime.now(UTC)
    if project.read_only is not None:
        return None
    folder = backup_folder(project)
    made = _made(project.path, folder)
    if made:
        newest = max(made)
        changed = datetime.fromtimestamp(_last_write(project.path), UTC)
        if now - newest < INTERVAL or changed <= newest:
            return None
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ProjectFileError("no_permission", path=str(folder)) from error
    out = folder / f"{project.path.stem} {now.strftime(_STAMP)}{project.path.suffix}"
    copy_project(project.path, out)
    _rotate(project.path, folder)
    return out


def _last_write(path: Path) -> float:
    beside = path.with_name(path.name + "-wal")
    return max(one.stat().st_mtime for one in (path, beside) if one.exists())


def _made(project: Path, folder: Path) -> dict[datetime, Path]:
    """Return the automatic backups; whatever else lies there is somebody's own, and left alone."""
    made = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        name, _, stamped = path.stem.rpartition(" ")
        if (name, path.suffix) != (project.stem, project.suffix):
            continue
        try:
            stamp = datetime.strptime(stamped, _STAMP)
        except ValueError:
            continue
        made[stamp.replace(tzinfo=UTC)] = path
    return made


def _rotate(project: Path, folder: Path) -> None:
    made = _made(project, folder)
    newest_first = sorted(made, reverse=True)
    keep = set(newest_first[:RECENT])
    days = dict.fromkeys(stamp.date() for stamp in newest_first)
    for day in list(days)[:DAILY]:
        keep.add(next(stamp for stamp in newest_first if stamp.date() == day))
    for stamp in set(made) - keep:
        made[stamp].unlink(missing_ok=True)
