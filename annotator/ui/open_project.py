"""A project that is open in this process: shared by all of its windows."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.errors import StorageFailed
from annotator.domain.people import Actor, Person, Role, Round
from annotator.ui.change_hub import ChangeHub
from annotator.ui.opened_feedback import OpenedFeedback
from annotator.ui.preferences import Preferences
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

    leaving = Signal()
    """Another person, or another round, comes next: what is half-typed is to be stored now."""
    person_changed = Signal()
    """Somebody else is at work, or the same person has other roles."""
    round_changed = Signal()
    """Another round is worked in."""
    rounds_changed = Signal()
    """There are other rounds to choose from, or they are called otherwise."""

    def __init__(
        self,
        project: Project,
        person: Person,
        parent: QObject | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        from annotator.services.managing.rounds import rounds
        from annotator.services.watching import Watcher

        self.project = project
        self.person = person
        self._preferences = preferences
        self.rounds: tuple[Round, ...] = rounds(project)
        self.round: Round = self._round_to_work_in()
        self.hub = ChangeHub(self)
        self.status = SaveStatus(self)
        self.writes = WriteQueue(self)
        self.writes.waiting.connect(self.status.set_saving)
        self.opened_feedback = OpenedFeedback(self, preferences)
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
        from annotator.services.managing.people import reading_role

        return Actor(self.person.id, reading_role(self.person))

    @property
    def may_manage(self) -> bool:
        """Tell whether this person may import, and may write at all."""
        return Role.MANAGER in self.person.roles and self.project.read_only is None

    def become(self, person: Person) -> None:
        """Let another person be at work."""
        if person.id != self.person.id:
            self.leaving.emit()
            self.person = person
            self.round = self._round_to_work_in()
            self.undo.invalidate()
            self.rounds_changed.emit()
            self.person_changed.emit()

    def set_round(self, round_: Round) -> None:
        """Work in another round from now on; remembered on this machine for this person."""
        if round_.id == self.round.id:
            return
        self.leaving.emit()
        self.round = round_
        if self._preferences is not None:
            self._preferences.remember_round(self.project.info.id, self.person.id, round_.id)
        self.round_changed.emit()

    def look_for_others(self) -> None:
        """Publish what other processes wrote since the last look."""
        try:
            found = self._watcher.poll(self.widest)
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

    def _round_to_work_in(self) -> Round:
        """Return the round that this person chose last here, else one with something to do."""
        from annotator.services.managing.rounds import round_to_work_in

        if self._preferences is not None:
            known = self._preferences.last_round(self.project.info.id, self.person.id)
            for one in self.rounds:
                if one.id == known:
                    return one
        return round_to_work_in(self.project, self.annotator)

    def _read_rounds(self) -> None:
        """Follow what became of the rounds; where the own one is gone, go to another."""
        from annotator.services.managing.rounds import rounds

        found = rounds(self.project)
        if found == self.rounds:
            return
        self.rounds = found
        same = next((one for one in found if one.id == self.round.id), None)
        if same is None:
            self.leaving.emit()
            self.round = self._round_to_work_in()
            self.round_changed.emit()
        else:
            self.round = same
            self.rounds_changed.emit()

    def _follow_person(self, changes: Changes) -> None:
        for change in changes.of(EntityKind.PERSON):
            after = change.after
            if isinstance(after, Person) and after.id == self.person.id and after != self.person:
                self.leaving.emit()
                self.person = after
                self.person_changed.emit()

    def _after(self, changes: Changes) -> None:
        if changes.bulk or changes.of(EntityKind.ROUND):
            self._read_rounds()
        self._follow_person(changes)
        if changes.bulk or changes.step.person_id in (None, self.person.id):
            self.undo.invalidate()
        self._idle.start()


def _nothing(_result: object) -> None:
    """Tidying that went well is not worth a word."""


def _log_failure(error: Exception) -> None:
    """Tidying is tried again after the next change; nobody is disturbed for it."""
    _log.warning("tidying failed: %s", type(error).__name__)
