"""Noticing what others write: `PRAGMA data_version` on an idle connection, then the log."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from annotator.domain.changes import Changes
from annotator.storage import change_log
from annotator.storage.failures import translated
from annotator.storage.store import Store


class LogWatcher:
    """Reports each finished step once. Cheap to ask: one number, unless something was written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._idle = _idle_connection(store.path)
        self._version = self._data_version()
        with store.read() as connection:
            self._sequence = change_log.last_sequence(connection)

    def poll(self) -> tuple[Changes, ...]:
        """Return what others wrote since the last call, oldest first."""
        version = self._data_version()
        if version == self._version:
            return ()
        self._version = version
        with self._store.read() as connection:
            found, self._sequence = change_log.changes_since(connection, self._sequence)
        own = self._store.own_steps
        return tuple(changes for changes in found if changes.step.id not in own)

    def close(self) -> None:
        """Let go of the idle connection."""
        self._idle.close()

    def _data_version(self) -> int:
        with translated():
            return int(self._idle.execute("PRAGMA data_version").fetchone()[0])


def _idle_connection(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
