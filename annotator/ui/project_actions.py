"""How any screen changes the project: one service call, its changes published, failures kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import Changes, Step
from annotator.domain.errors import AnnotatorError, MovedOn, StorageFailed
from annotator.ui.save_status import FailedWrite

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject

Then = Callable[[Changes], None]
Otherwise = Callable[[AnnotatorError], bool]
"""Told of an error first; returns True where it dealt with it."""


class ProjectActions(QObject):
    """Calls services in order; what fails to reach the disk is kept in `SaveStatus` for Retry."""

    refused = Signal(object)
    """Carries the `AnnotatorError` of an intention that changed nothing."""

    def __init__(self, opened: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened

    def do(
        self,
        service: Callable[[], Changes],
        then: Then | None = None,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Call a service; publish what it changed, or deal with its refusal or failure."""

        def succeed(changes: Changes) -> None:
            self._opened.hub.publish(changes)
            if then is not None:
                then(changes)

        def fail(error: Exception) -> None:
            if isinstance(error, StorageFailed):
                again = self._again(error, service)
                kept = FailedWrite(error, lambda: self.do(again, then, otherwise))
                self._opened.status.keep(kept)
            elif isinstance(error, AnnotatorError):
                if otherwise is None or not otherwise(error):
                    self.refused.emit(error)
            else:
                raise error

        self._opened.writes.submit(service, succeed, fail)

    def undo(self, then: Then) -> None:
        """Undo the person's last step."""
        self._revert(self._opened.undo.next_undo, then)

    def redo(self, then: Then) -> None:
        """Do again what was undone last."""
        self._revert(self._opened.undo.next_redo, then)

    def _again(self, error: StorageFailed, service: Callable[[], Changes]) -> Callable[[], Changes]:
        """Return what Retry does: the kept intention by its id, so that nothing is done twice."""
        from annotator.services.recovery import retry

        intention = error.fields.get("intention")
        if not isinstance(intention, uuid.UUID):
            return service
        project = self._opened.project
        return lambda: retry(project, intention)

    def _revert(self, step: Step | None, then: Then) -> None:
        from annotator.services.undo import revert

        if step is not None:
            project, actor = self._opened.project, self._opened.annotator
            self.do(lambda: revert(project, actor, step.id), then, self._moved_on)

    def _moved_on(self, error: AnnotatorError) -> bool:
        if isinstance(error, MovedOn):
            self._opened.undo.invalidate()
        return False
