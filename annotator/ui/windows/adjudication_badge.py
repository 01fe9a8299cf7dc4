"""How many items wait for an adjudicator: the number on the rail, counted in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor, Role
from annotator.ui.background_work import BackgroundWork, Progress

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts
    from annotator.ui.open_project import OpenProject

_REST = 1_500
"""Milliseconds of quiet after a change before anything is counted anew."""
_COUNTED = frozenset({EntityKind.SUBMISSION, EntityKind.DECISION, EntityKind.SPEAKER})


class AdjudicationBadge(QObject):
    """Counts for people who adjudicate; for others nothing is read."""

    counted = Signal(object)
    """Carries `ItemCounts`, or None for people who do not adjudicate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenProject | None = None
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._show)
        self._again = False
        self._work.ended.connect(self._ended)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._count)

    def follow(self, opened: OpenProject | None) -> None:
        """Count in this project from now on; None ends it."""
        if self._opened is not None:
            self._opened.hub.published.disconnect(self._apply)
            self._later.stop()
            self._again = False
            self._work.stop_and_wait()
        self._opened = opened
        if opened is not None:
            opened.hub.published.connect(self._apply)
            self.count_anew()

    def count_anew(self) -> None:
        """Count as soon as the window is idle: somebody else is at work, or in another round."""
        if not self._adjudicates():
            self.counted.emit(None)
        self._later.start(0)

    def _adjudicates(self) -> bool:
        return self._opened is not None and Role.ADJUDICATOR in self._opened.person.roles

    def _apply(self, changes: Changes) -> None:
        if changes.bulk or _COUNTED & {change.kind for change in changes.entities}:
            self._later.start(_REST)

    def _count(self) -> None:
        opened = self._opened
        if opened is None or not self._adjudicates():
            return
        if self._work.running:
            self._again = True
            return
        self._work.start(_counting(opened))

    def _show(self, counts: ItemCounts) -> None:
        if self._adjudicates():
            self.counted.emit(counts)

    def _ended(self) -> None:
        if self._again:
            self._again = False
            self._later.start(_REST)


def _counting(
    opened: OpenProject,
) -> Callable[[Progress, Callable[[], bool]], ItemCounts]:
    project, round_id = opened.project, opened.round.id
    actor = Actor(opened.person.id, Role.ADJUDICATOR)

    def count(progress: Progress, cancelled: Callable[[], bool]) -> ItemCounts:
        from annotator.services.adjudication.queue import item_counts, refresh_items

        if project.read_only is None:
            refresh_items(project, actor, progress, cancelled)
        return item_counts(project, actor, round_id)

    return count
