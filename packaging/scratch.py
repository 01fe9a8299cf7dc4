"""Where tests write: in memory if there is room, for a busy disk makes them wait at each commit."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3
"""Bytes; a run of all tests needs well under a quarter of this at any time."""


@contextlib.contextmanager
def folder_in_memory(place: Path = IN_MEMORY, enough: int = ENOUGH) -> Iterator[Path | None]:
    """Give a folder of our own that is removed at the end; None without room for one.

    None also where the person says with ``TMPDIR`` where temporary files belong.
    """
    if os.environ.get("TMPDIR") or not _has_room(place, enough):
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="stance-tests-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_room(place: Path, enough: int) -> bool:
    """Tell whether a folder in memory is there, with room that memory itself has, too."""
    if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
        return False
    try:
        memory = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return False
    return min(shutil.disk_usage(place).free, memory) >= enough
