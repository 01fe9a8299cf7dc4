"""Where an export goes: made beside its place, moved there when it is whole, else removed.

A folder of an export holds a list of its files (`LIST`). So an older export can be told from a
folder with anything else in it, which is never replaced.
"""

import errno
import json
import os
import shutil
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from annotator.domain.errors import FormatError, Refused
from annotator.formats.archive_entries import undated_entry
from annotator.services.interchange.export_names_table import is_names_table, names_beside
from annotator.services.project import look_at_project

LIST = ".stance-annotator-export.json"
ZIP = ".zip"
_STILL_A_PROJECT = (None, "project_newer", "project_damaged")
"""What looking at a file says of one that is a project, be it one that cannot be opened."""
_LIMIT = 1_000_000
"""Bytes of a list; ours is far shorter."""


class Replaced(StrEnum):
    """What stood where an export was written."""

    FILE = "file"
    FOLDER = "folder"
    """An older export, or an empty one."""


class ExportPlace:
    """The place that an export is to have: a file, a folder, or the same folder as one zip file."""

    def __init__(self, out: Path, *, folder: bool) -> None:
        self.out = out
        self.folder = folder
        self.zipped = folder and out.suffix.lower() == ZIP
        self.replaced: Replaced | None = None
        """What `finish` found in the place; None where nothing was, or before."""

    @property
    def work(self) -> Path:
        """Return the file or folder that is being made; there is a name once it is checked."""
        return self.out.with_name(f".{self.out.name}.unfinished")

    @property
    def names(self) -> Path:
        """Return where the table stands that tells who is who, if there are pseudonyms."""
        return names_beside(self.out)

    def check(self, *, names: bool = False) -> None:
        """Raise what stands against it before anything is written.

        ``names``: whether a table of who is who is written beside it. `Refused`: out_without_name,
        out_is_device (it is there, and neither file nor folder), out_is_project, out_is_file,
        folder_not_export, names_in_the_way (something else has the name of that table);
        `FormatError` export_failed.
        """
        if not self.out.name:
            raise Refused("out_without_name")
        with failures_of(self.out):
            self._check()
            if names and self.names.exists() and not is_names_table(self.names):
                raise Refused("names_in_the_way", file=self.names.name)

    def _check(self) -> None:
        # Before anything looks into it: a pipe would never end, and a disk may be whole.
        if self.out.exists() and not (self.out.is_file() or self.out.is_dir()):
            raise Refused("out_is_device", file=self.out.name)
        if look_at_project(self.out).problem in _STILL_A_PROJECT:
            raise Refused("out_is_project", file=self.out.name)
        if self.folder and not self.zipped:
            if self.out.is_dir():
                if not replaceable(self.out):
                    raise Refused("folder_not_export", file=self.out.name)
            elif self.out.exists():
                raise Refused("out_is_file", file=self.out.name)
        elif self.out.is_dir():
            raise FormatError(
                "export_failed",
                file=self.out.name,
                folder=str(self.out.parent),
                detail=os.strerror(errno.EISDIR),
            )

    @contextmanager
    def made(self) -> Iterator[Path]:
        """Give the path to write at; whatever is left there afterwards goes.

        Raises `FormatError` (folder_missing) where the folder around it is not there: none is
        made. Raises OSError.
        """
        if not self.out.parent.is_dir():
            raise FormatError("folder_missing", path=str(self.out.parent))
        remove(self.work)
        try:
            yield self.work
        finally:
            remove(self.work)
            remove(self._packed)

    def finish(self) -> int:
        """Move what was made to its place; return the bytes of its files. Raises OSError."""
        if self.out.exists():
            self.replaced = Replaced.FOLDER if self.out.is_dir() else Replaced.FILE
        if not self.folder:
            return _moved(self.work, self.out)
        if self.zipped:
            _zip(self.work, self._packed)
            return _moved(self._packed, self.out)
        size = sum(one.stat().st_size for one in _files(self.work))
        names = sorted(one.relative_to(self.work).as_posix() for one in _files(self.work))
        listed = json.dumps({"stance-annotator-export": 1, "files": names}, ensure_ascii=False)
        (self.work / LIST).write_text(listed + "\n", encoding="utf-8")
        for one in _files(self.work):
            _synced(one)
        older = self.out.with_name(f".{self.out.name}.replaced")
        if self.out.exists():
            remove(older)
            os.rename(self.out, older)
        try:
            os.rename(self.work, self.out)
        except OSError:
            if older.exists():
                os.rename(older, self.out)
            raise
        remove(older)
        return size

    @property
    def _packed(self) -> Path:
        return self.out.with_name(f".{self.out.name}.packed")


@contextmanager
def failures_of(out: Path) -> Iterator[None]:
    """Raise what the system says against writing there as `FormatError` (export_failed)."""
    try:
        yield
    except OSError as error:
        raise FormatError(
            "export_failed", file=out.name, folder=str(out.parent), detail=error.strerror or ""
        ) from error


def other_ending(out: Path, endings: Collection[str]) -> str:
    """Return the ending of a name where it is none of these; empty where it is, or has none."""
    return "" if not endings or out.suffix.lower() in ("", *endings) else out.suffix


def move_beside(made: Path, out: Path) -> None:
    """Move a finished small file to its place. Raises OSError."""
    _moved(made, out)


def remove(path: Path) -> None:
    """Remove a file or a folder with all that it holds, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def replaceable(folder: Path) -> bool:
    """Tell whether a folder is empty, or holds an export and nothing else.

    A folder without the list is not looked through: it may hold very much. Raises OSError.
    """
    if not (folder / LIST).is_file():
        return not any(folder.iterdir())
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir()}
    try:
        with (folder / LIST).open(encoding="utf-8") as file:
            document = json.loads(file.read(_LIMIT))
        listed = set(document["files"]) if document["stance-annotator-export"] == 1 else set()
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return there <= listed | {LIST}


def _zip(folder: Path, out: Path) -> None:
    """Pack a folder; the same files give the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(_files(folder), key=lambda one: one.relative_to(folder).as_posix()):
            name = path.relative_to(folder).as_posix()
            entry = undated_entry(name)
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def _moved(made: Path, out: Path) -> int:
    _synced(made)
    size = made.stat().st_size
    os.replace(made, out)
    return size


def _synced(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
