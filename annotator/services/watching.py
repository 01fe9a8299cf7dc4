"""Seeing what other windows and processes do with the same project."""

from annotator.domain.changes import Changes
from annotator.services.project import Project
from annotator.storage.watching import LogWatcher


class Watcher:
    """Ask `poll` now and then: it costs one number unless something was written."""

    def __init__(self, project: Project) -> None:
        self._watcher = LogWatcher(project.store)

    def poll(self) -> tuple[Changes, ...]:
        """Return what others did since the last call, oldest first."""
        return self._watcher.poll()

    def close(self) -> None:
        """Stop watching."""
        self._watcher.close()
