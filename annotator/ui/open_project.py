"""A project that is open in this process: shared by all of its windows."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.changes import Changes
from annotator.domain.errors import StorageFailed
from annotator.domain.people import Actor, Person, Role, Round
from annotator.ui.change_hub import ChangeHub
from annotator.ui.save_status import SaveStatus
from annotator.ui.undo_mirror import UndoMirror
from annotator.ui.write_queue import WriteQueue

if TYPE_CHECKING:
    from annotator.services.project import Project
    from annotator.services.undo import UndoHistory

_log = logging.getLogger("annotator")

POLL_MILLISECONDS = 700
IDLE_MILLISECONDS = 5_000
"""Quiet time after a change, until the file is made whole and backed up."""


class OpenProject(QObject):
    """The project handle with who is at work, what was changed, and what is not stored yet."""

    person_changed = Signal()

    def __init__(self, project: Project, person: Person, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from annotator.services.rounds import current_round
        from annotator.services.watching import Watcher

        self.project = project
        self.person = person
        self.round: Round = current_round(project)
        self.hub = ChangeHub(self)
        self.status = SaveStatus(self)
        self.writes = WriteQueue(self)
        self.writes.waiting.connect(self.status.set_saving)
        self.undo = UndoMirror(self._history, self)
        self.hub.published.connect(self._after)
        self._watcher = Watcher(project)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self.look_for_others)
        self._timer.start()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MILLISECONDS)
        self._idle.timeout.connect(self._tidy)
        self.undo.invalidate()

    @property
    def path(self) -> Path:
        """Return where the project lies."""
        return self.project.path

    @property
    def annotator(self) -> Actor:
        """Return the person as an annotator: how the Annotate screen acts."""
        return Actor(self.person.id, Role.ANNOTATOR)

    @property
    def widest(self) -> Actor:
        """Return the person in the widest role that they hold: for import and export."""
        from annotator.services.people import reading_role

        return Actor(self.person.id, reading_role(self.person))

    @property
    def may_manage(self) -> bool:
        """Tell whether this person may import, and may write at all."""
        return Role.MANAGER in self.person.roles and self.project.read_only is None

    def become(self, person: Person) -> None:
        """Let another person be at work."""
        if person.id != self.person.id:
            self.person = person
            self.undo.invalidate()
            self.person_changed.emit()

    def look_for_others(self) -> None:
        """Publish what other processes wrote since the last look."""
        try:
            found = self._watcher.poll()
        except StorageFailed:
            return  # the next look, or the next write, tells whether it lasts
        for changes in found:
            self.hub.publish(changes)

    def close(self) -> None:
        """Finish what is on its way and let go of the file."""
        self._timer.stop()
        self._idle.stop()
        self.writes.close()
        self._watcher.close()
        self.project.close()

    def _tidy(self) -> None:
        """Bring all into the one file, and make a backup if one is due: in the writing thread."""
        from annotator.services.backups import back_up_if_due

        if self.project.read_only is None:
            self.writes.submit(self.project.tidy, _nothing, _log_failure)
            self.writes.submit(lambda: back_up_if_due(self.project), _nothing, _log_failure)

    def _history(self) -> UndoHistory:
        from annotator.services.undo import history

        return history(self.project, self.annotator)

    def _after(self, changes: Changes) -> None:
        if changes.bulk or changes.step.person_id in (None, self.person.id):
            self.undo.invalidate()
        self._idle.start()


def _nothing(_result: object) -> None:
    """Tidying that went well is not worth a word."""


def _log_failure(error: Exception) -> None:
    """Tidying is tried again after the next change; nobody is disturbed for it."""
    _log.warning("tidying failed: %s", type(error).__name__)
