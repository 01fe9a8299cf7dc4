"""Which feedback the person at work has opened on this machine, and which is still to be opened."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.ui.preferences import Preferences

if TYPE_CHECKING:
    from annotator.services.adjudication.feedback import ReleasedAt
    from annotator.ui.open_project import OpenProject


class OpenedFeedback(QObject):
    """Shared by all windows of a project.

    Feedback that was released anew, with something else in it, is to be opened anew.
    """

    changed = Signal()
    """Some feedback was opened, or is to be spoken of no more."""

    def __init__(self, opened: OpenProject, preferences: Preferences | None) -> None:
        super().__init__(opened)
        self._opened = opened
        self._preferences = preferences

    def left(self) -> tuple[ReleasedAt, ...]:
        """Return what the person has not opened here yet, of all rounds."""
        known = self._known()
        return tuple(one for one in self._releases() if _mark_of(one) not in known)

    def note(self, article_id: uuid.UUID, round_id: uuid.UUID, released_at: datetime) -> None:
        """Note that the person opens this feedback."""
        self._remember({_mark(article_id, round_id, released_at)})

    def note_all(self) -> None:
        """Note that the person needs no word about any feedback that is there now."""
        self._remember({_mark_of(one) for one in self._releases()})

    def _remember(self, marks: set[str]) -> None:
        """Add marks, and forget those of what is not released any more."""
        if self._preferences is None:
            return
        opened, known = self._opened, self._known()
        if marks <= known:
            return
        wanted = marks | known.intersection(_mark_of(one) for one in self._releases())
        self._preferences.remember_feedback(opened.project.info.id, opened.person.id, wanted)
        self.changed.emit()

    def _known(self) -> frozenset[str]:
        if self._preferences is None:
            return frozenset()
        opened = self._opened
        return self._preferences.opened_feedback(opened.project.info.id, opened.person.id)

    def _releases(self) -> tuple[ReleasedAt, ...]:
        from annotator.services.adjudication.feedback import releases

        return releases(self._opened.project, self._opened.annotator)


def _mark_of(one: ReleasedAt) -> str:
    return _mark(one.article_id, one.round_id, one.released_at)


def _mark(article_id: uuid.UUID, round_id: uuid.UUID, released_at: datetime) -> str:
    return f"{article_id}/{round_id}/{released_at.isoformat()}"
