"""Whether everything is stored: the one state that status bar and message bar show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError


class SaveState(StrEnum):
    """How things stand with storing."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FailedWrite:
    """An intention that did not reach the disk, kept for Retry."""

    error: AnnotatorError
    again: Callable[[], None]
    """Does the same once more."""
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())


class SaveStatus(QObject):
    """Keeps what failed, in order, until it is stored."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saving = False
        self._failed: list[FailedWrite] = []

    @property
    def state(self) -> SaveState:
        """Return how things stand; a failure outweighs the rest."""
        if self._failed:
            return SaveState.FAILED
        return SaveState.SAVING if self._saving else SaveState.SAVED

    @property
    def failed(self) -> tuple[FailedWrite, ...]:
        """Return what is not stored yet, oldest first."""
        return tuple(self._failed)

    def set_saving(self, saving: bool) -> None:
        """Note that a write takes long, or no longer does."""
        if saving != self._saving:
            self._saving = saving
            self.changed.emit()

    def keep(self, failed: FailedWrite) -> None:
        """Keep an intention that failed."""
        self._failed.append(failed)
        self.changed.emit()

    def retry(self) -> None:
        """Do all that failed once more, in order; what fails again is kept again."""
        failed, self._failed = self._failed, []
        self.changed.emit()
        for one in failed:
            one.again()
