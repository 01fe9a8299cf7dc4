"""Files and folders dropped on a window: which of them lie on this machine."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_paths(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the local files and folders of a drop; empty when there are none."""
    if data is None or not data.hasUrls():
        return ()
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
