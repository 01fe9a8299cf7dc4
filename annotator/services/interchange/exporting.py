"""Exporting: written beside its place, read back and checked, then moved there."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from annotator.domain.errors import Cancelled, FormatError, Refused
from annotator.domain.people import Actor, RoundPurpose
from annotator.formats.interfaces import ExportFormat, TextMode, VerifyReport, WriteOptions
from annotator.formats.records import ArticleRecord
from annotator.formats.registry import export_format, export_formats
from annotator.services.interchange.export_records import RecordReader, Share, share_of
from annotator.services.interchange.importing import FormatInfo, Progress
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project, look_at_project

__all__ = [
    "ExportOptions",
    "ExportReport",
    "TextMode",
    "export_project",
    "exportable",
    "has_training",
    "preview",
]

_STILL_A_PROJECT = (None, "project_newer", "project_damaged")
"""What looking at a file says of one that is a project, be it one that cannot be opened."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export holds."""

    layer: str = "all"
    """``gold``, ``annotators``, or ``all`` that the person may read."""
    annotators: tuple[str, ...] = ()
    """Names; none means everybody whose work the person may read."""
    text: TextMode = TextMode.FULL
    training: bool = False
    """Whether rounds for training are in it: they are practice, and no data."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, and that it was found whole when read back."""

    path: Path
    articles: int
    rows: int
    """Attributions written."""
    checked: int
    """Attributions found again, each span's words compared with the text."""
    bytes: int


def exportable() -> tuple[FormatInfo, ...]:
    """Return the formats that can be exported."""
    return tuple(
        FormatInfo(one.name, one.label, one.description, one.cannot_hold, one.endings)
        for one in export_formats()
    )


def has_training(project: Project) -> bool:
    """Tell whether there is a round for training, which an export leaves out unless asked."""
    return any(one.purpose is RoundPurpose.TRAINING for one in rounds(project))


def export_project(
    project: Project,
    actor: Actor,
    format_name: str,
    out: Path,
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write what the actor may read to ``out``; a file of that name is replaced at the very end.

    Raises `NotAllowed` (more was asked for than may be read), `Refused` (out_is_project: a project
    is never replaced), `FormatError` (unknown_format, export_failed, verification_failed),
    `Cancelled`. After any of these nothing is left behind.
    """
    options = options or ExportOptions()
    writer = export_format(format_name)
    if look_at_project(out).problem in _STILL_A_PROJECT:
        raise Refused("out_is_project", file=out.name)
    share = _share(project, actor, options)
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        with project.store.read() as connection:
            reader = RecordReader(project, connection, share)
            counted = _Counted(reader, progress, cancelled)
            choice = WriteOptions(text=options.text)
            written = writer.write(unfinished, reader.project(), counted.articles("write"), choice)
            found = writer.verify(unfinished, reader.project(), counted.articles("check"), choice)
        _must_be_whole(found, written.rows, out)
        size = _moved_into_place(unfinished, out)
    except OSError as error:
        raise FormatError(
            "export_failed", file=out.name, folder=str(out.parent), detail=error.strerror or ""
        ) from error
    finally:
        _remove(unfinished)
    return ExportReport(out, written.articles, written.rows, found.rows, size)


def preview(
    project: Project,
    actor: Actor,
    format_name: str,
    options: ExportOptions | None = None,
    limit: int = 5,
) -> tuple[str, ...]:
    """Return the first lines of the file that would be written, without writing it."""
    options = options or ExportOptions()
    writer: ExportFormat = export_format(format_name)
    share = _share(project, actor, options)
    with (
        tempfile.TemporaryDirectory() as folder,
        project.store.read() as connection,
    ):
        reader = RecordReader(project, connection, share)
        path = Path(folder) / "preview"
        some = islice(_with_work(reader), limit)
        writer.write(path, reader.project(), some, WriteOptions(text=options.text))
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(line.rstrip("\r\n") for line in islice(file, limit + 1))


def _share(project: Project, actor: Actor, options: ExportOptions) -> Share:
    return share_of(project, actor, options.layer, options.annotators, training=options.training)


def _with_work(reader: RecordReader) -> Iterator[ArticleRecord]:
    """Yield the articles that show something first."""
    empty = []
    for record in islice(reader.articles(), 200):
        if record.attributions:
            yield record
        else:
            empty.append(record)
    yield from empty


class _Counted:
    """Yields the articles while telling how far it is, and stops when asked to."""

    def __init__(
        self,
        reader: RecordReader,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._reader = reader
        self._progress = progress
        self._cancelled = cancelled

    def articles(self, what: str) -> Iterator[ArticleRecord]:
        total = len(self._reader.article_ids)
        for place, record in enumerate(self._reader.articles(), start=1):
            if self._cancelled is not None and self._cancelled():
                raise Cancelled
            if self._progress is not None:
                self._progress(place, total, what)
            yield record


def _must_be_whole(found: VerifyReport, rows: int, out: Path) -> None:
    if found.problems or found.rows != rows:
        first = found.problems[0] if found.problems else None
        raise FormatError(
            "verification_failed",
            file=out.name,
            problems=len(found.problems),
            first=first.code if first else "rows_missing",
        )


def _moved_into_place(unfinished: Path, out: Path) -> int:
    if unfinished.is_file():
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
    size = unfinished.stat().st_size
    os.replace(unfinished, out)
    return size


def _remove(unfinished: Path) -> None:
    if unfinished.exists():
        unfinished.unlink()
