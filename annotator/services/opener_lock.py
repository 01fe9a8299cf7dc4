"""One opener at a time for projects on network drives and in synchronised folders."""

from pathlib import Path

from filelock import FileLock, Timeout


class OpenerLock:
    """A lock file beside the project; released by the system even if the program dies."""

    def __init__(self, project: Path) -> None:
        self._lock = FileLock(project.with_name(project.name + ".lock"))

    def acquire(self) -> bool:
        """Take the lock if nobody holds it."""
        try:
            self._lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False
        return True

    def release(self) -> None:
        """Let the next one in."""
        self._lock.release()
