"""Writes figures as SVG, PNG and PDF: all of the files that were asked for, or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from annotator.domain.errors import FormatError
from annotator.ui.agreement.figure_pictures import Picture
from annotator.ui.theme.fonts import BODY, SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.painting import Painting
from annotator.words import tr

FORMATS = ("svg", "png", "pdf")
_MARGIN, _HEAD, _NOTE_GAP, _PNG_SCALE = 16.0, 42.0, 8.0, 2
_POINTS_PER_PIXEL = 0.75
"""A pixel is a 96th of an inch, a point a 72nd."""


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """A file and who writes it."""

    path: Path
    write: Callable[[Path], None]


def paper_theme() -> Theme:
    """Return the dress of saved figures: light, at 100 %, whatever the screen wears."""
    theme = Theme("light", 1.0)
    theme.contrast = "normal"
    return theme


def picture_file(picture: Picture, ending: str, path: Path, theme: Theme) -> FileToWrite:
    """Return a picture as a file; ``ending``: one of `FORMATS`."""
    write = {"svg": _write_svg, "png": _write_png, "pdf": _write_pdf}[ending]
    return FileToWrite(path, lambda out: write(picture, out, theme))


def bytes_file(content: bytes, path: Path) -> FileToWrite:
    """Return bytes as a file."""
    return FileToWrite(path, lambda out: _write_bytes(content, out))


def missing_folders(folder: Path) -> tuple[Path, ...] | None:
    """Return the folders that have to be made, outermost first; None where a file is in the way."""
    missing = []
    here = folder
    while not here.is_dir():
        if here.exists() or here.is_symlink() or here == here.parent:
            return None
        missing.append(here)
        here = here.parent
    return tuple(reversed(missing))


def write_all_into(
    folder: Path, files: Sequence[FileToWrite], told: Callable[[int], bool] = lambda _done: True
) -> int:
    """Make a folder where there is none, and write all files as `write_all` does.

    Where no file is left, a folder that was made is not left either.
    """
    made = []
    count = 0
    try:
        for one in missing_folders(folder) or ():
            one.mkdir()
            made.append(one)
        count = write_all(files, told)
    except OSError as error:
        raise FormatError(
            "export_failed",
            file=folder.name,
            folder=str(folder.parent),
            detail=error.strerror or str(error),
        ) from error
    finally:
        if not count:
            for one in reversed(made):
                with suppress(OSError):  # somebody else has put something there
                    one.rmdir()
    return count


def write_all(
    files: Sequence[FileToWrite], told: Callable[[int], bool] = lambda _done: True
) -> int:
    """Write all files beside their places, then move them there; return how many.

    ``told`` hears after each how many are written, and says whether to go on. When it says no (0
    is returned), or something fails (`FormatError` export_failed), no file is left and none is
    replaced.
    """
    unfinished = [one.path.with_name(f".{one.path.name}.unfinished") for one in files]
    here = files[0].path if files else Path()
    try:
        for done, (one, aside) in enumerate(zip(files, unfinished, strict=True), start=1):
            here = one.path
            one.write(aside)
            if not aside.is_file() or not aside.stat().st_size:
                raise OSError(tr("nothing was written"))
            if not told(done):
                return 0
        _move_all([(aside, one.path) for one, aside in zip(files, unfinished, strict=True)])
    except OSError as error:
        raise FormatError(
            "export_failed",
            file=here.name,
            folder=str(here.parent),
            detail=error.strerror or str(error),
        ) from error
    finally:
        for aside in unfinished:
            aside.unlink(missing_ok=True)
    return len(files)


def _move_all(moves: Sequence[tuple[Path, Path]]) -> None:
    """Put all files in their places, or leave every place as it was."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for aside, path in moves:
            if path.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            before = path.with_name(f".{path.name}.before") if path.exists() else None
            if before is not None:
                os.replace(path, before)
            done.append((path, before))
            os.replace(aside, path)
    except OSError:
        for path, before in reversed(done):
            if before is not None:
                os.replace(before, path)
            else:
                path.unlink(missing_ok=True)
        raise
    for _path, before in done:
        if before is not None:
            before.unlink(missing_ok=True)


def _write_svg(picture: Picture, out: Path, theme: Theme) -> None:
    painting = picture.paint(theme)
    size = page_size(picture, painting)
    generator = QSvgGenerator()
    generator.setFileName(str(out))
    generator.setResolution(96)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(picture.title)
    generator.setDescription(picture.caption)
    painter = QPainter()
    if not painter.begin(generator):
        raise OSError(tr("the file cannot be written"))
    _paint_page(painter, picture, painting, size)
    painter.end()


def _write_png(picture: Picture, out: Path, theme: Theme) -> None:
    painting = picture.paint(theme)
    size = page_size(picture, painting)
    pixels = (size * _PNG_SCALE).toSize()
    image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_PNG_SCALE)
    image.setText("Title", picture.title)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _paint_page(painter, picture, painting, size)
    painter.end()
    if not QImageWriter(str(out), QByteArray(b"png")).write(image):
        raise OSError(tr("the file cannot be written"))


def _write_pdf(picture: Picture, out: Path, theme: Theme) -> None:
    painting = picture.paint(theme)
    size = page_size(picture, painting)
    writer = QPdfWriter(str(out))
    writer.setTitle(picture.title)
    writer.setCreator("Stance Annotator")
    points = size * _POINTS_PER_PIXEL
    page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(
        QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Point)
    )
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(tr("the file cannot be written"))
    scale = writer.logicalDpiX() / 96
    painter.scale(scale, scale)
    _paint_page(painter, picture, painting, size)
    painter.end()


def _write_bytes(content: bytes, out: Path) -> None:
    with out.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def page_size(picture: Picture, painting: Painting) -> QSizeF:
    """Return the size of a saved picture, with margins, heading and remark, in pixels."""
    size = painting.natural_size()
    words = max(
        painting.width_of(picture.title, BODY, bold=True), painting.width_of(picture.caption)
    )
    wide = max(size.width(), words)
    note = _NOTE_GAP + _note_height(picture, painting, wide) if picture.note else 0.0
    return QSizeF(wide + 2 * _MARGIN + 1, size.height() + _HEAD + note + 2 * _MARGIN + 1)


def _note_height(picture: Picture, painting: Painting, wide: float) -> float:
    return len(painting.wrapped(picture.note, wide)) * painting.line_height()


def _paint_page(painter: QPainter, picture: Picture, painting: Painting, size: QSizeF) -> None:
    """Paint ground, heading, chart and remark."""
    tokens = painting.theme.tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), tokens.surface)
    wide = size.width() - 2 * _MARGIN
    painting.write(painter, QRectF(_MARGIN, _MARGIN, wide, 18), picture.title, size=BODY, bold=True)
    painting.write(
        painter,
        QRectF(_MARGIN, _MARGIN + 19, wide, 16),
        picture.caption,
        size=SECONDARY,
        colour=tokens.text2,
    )
    room = painting.natural_size()
    painting.paint(painter, QRectF(_MARGIN, _MARGIN + _HEAD, wide, room.height()))
    high = painting.line_height()
    below = QRectF(_MARGIN, _MARGIN + _HEAD + room.height() + _NOTE_GAP, wide, high)
    for words in painting.wrapped(picture.note, wide - 1):
        painting.write(painter, below, words, size=SECONDARY, colour=tokens.text2)
        below.translate(0, high)
