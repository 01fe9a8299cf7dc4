"""Saving a workbook so that the same records give the same bytes, whenever they are written."""

import os
import shutil
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.formats.archive_entries import undated_entry
from annotator.formats.records import ArticleRecord

if TYPE_CHECKING:
    from openpyxl import Workbook

_WITHOUT_DATES = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook was made in which no record has a date."""


class NewestInstant:
    """When what stands in a workbook was last touched; that is when the workbook is from."""

    def __init__(self) -> None:
        self._newest: datetime | None = None

    def see(self, article: ArticleRecord) -> None:
        """Take an article and its attributions into account."""
        self._take([article.imported_at])
        for one in article.attributions:
            self._take([one.created_at, one.updated_at])

    @property
    def instant(self) -> datetime:
        """Return the newest, in whole seconds."""
        return (self._newest or _WITHOUT_DATES).replace(microsecond=0)

    def _take(self, instants: Iterable[datetime | None]) -> None:
        found = [one.astimezone(UTC) for one in (self._newest, *instants) if one is not None]
        self._newest = max(found, default=None)


def save_workbook(book: "Workbook", out: Path, instant: datetime) -> None:
    """Write a workbook as one that was made at an instant. Raises OSError.

    The library's own saving names the present: in the properties, and for each file inside.
    """
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = instant.replace(tzinfo=None)
    with _UndatedArchive(out, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


class _UndatedArchive(zipfile.ZipFile):
    """An archive whose files have no date of their own; only as the library writes to it."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(undated_entry(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        entry = undated_entry(arcname)
        # The size decides whether the entry needs the form for large files.
        entry.file_size = os.path.getsize(filename)
        with open(filename, "rb") as source, self.open(entry, "w") as target:
            shutil.copyfileobj(source, target)
