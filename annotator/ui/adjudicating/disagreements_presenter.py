"""Feeds the queue of differences: reads its lines and counts, and keeps them up to date."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.adjudication.item import TO_DECIDE, ItemState
from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Actor, Role
from annotator.ui.adjudicating.kept_order import KeptOrder
from annotator.ui.widgets.adjudication.disagreement_queue import DisagreementQueue
from annotator.ui.widgets.adjudication.queue_filter import DisagreementFilter

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts, ItemFilter, ItemLine
    from annotator.ui.open_project import OpenProject

_REST = 150
"""Milliseconds after which changes of others are read: several often come at once."""

_Read = tuple["tuple[ItemLine, ...]", "ItemCounts"]


class DisagreementsPresenter(QObject):
    """Reads in the writing thread, after what was written before; the window never waits long."""

    loaded = Signal()
    """Lines and counts are there."""
    filtered = Signal()
    """What another filter asks for is shown; comes after ``loaded``."""
    failed = Signal(object)
    """Carries the error of a reading that failed."""

    def __init__(
        self, opened: OpenProject, queue: DisagreementQueue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._queue = queue
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(self.reload)
        self.lines: tuple[ItemLine, ...] = ()
        self.counts: ItemCounts | None = None
        self.reopened: Callable[[], frozenset[uuid.UUID]] = frozenset
        """Tells which decided items are taken up again: they are shown with what is to decide."""
        self._asked = 0
        self._shown_for: DisagreementFilter | None = None
        self._orders: dict[frozenset[ItemState], KeptOrder] = {}
        """By the states that are listed; for as long as one person works in one round."""
        for changed in (opened.person_changed, opened.round_changed):
            changed.connect(self._forget)
        queue.filter_changed.connect(lambda _filter: self.reload())

    def reload_soon(self) -> None:
        """Read again in a moment."""
        self._later.start()

    def reload(self, then: Callable[[], object] | None = None) -> None:
        """Bring the items up to date, and show those that the filter asks for."""
        self._later.stop()
        self._asked += 1
        asked = self._asked
        reopened = self.reopened()
        chosen = self._queue.filter
        read = _reading(self._opened, chosen.for_services(), reopened)
        codebook = self._codebook()

        def show(found: _Read) -> None:
            if asked != self._asked:
                return  # asked again since: what comes then is newer
            lines, self.counts = found
            self.lines = self._orders.setdefault(chosen.states, KeptOrder()).ordered(lines)
            another = self._shown_for not in (None, chosen)
            self._shown_for = chosen
            self._queue.show_lines(self.lines, codebook, reopened)
            self._queue.show_counts(found[1])
            self.loaded.emit()
            if another:
                self.filtered.emit()
            if then is not None:
                then()

        self._opened.writes.submit(read, show, self._fail)

    def place(self, item_id: uuid.UUID | None) -> tuple[int, int]:
        """Return an item's place among the shown lines (from 1; 0 if not there), and how many."""
        chosen = self._queue.filter
        ids = [one.id for one in self.lines if chosen.takes(one)]
        return (ids.index(item_id) + 1 if item_id in ids else 0), len(ids)

    def article_neighbour(self, article_id: uuid.UUID | None, step: int) -> ItemLine | None:
        """Return the first line of the article after (1) or before (-1) one in the queue."""
        chosen = self._queue.filter
        first: dict[uuid.UUID, ItemLine] = {}
        for line in self.lines:
            if chosen.takes(line):
                first.setdefault(line.article_id, line)
        ids = list(first)
        if article_id not in ids:
            return first[ids[0]] if ids else None
        at = ids.index(article_id) + step
        return first[ids[at]] if 0 <= at < len(ids) else None

    def stop(self) -> None:
        """Read nothing more: before the screen goes."""
        self._later.stop()
        self._asked += 1

    def _forget(self) -> None:
        self._shown_for = None
        self._orders.clear()

    def _codebook(self) -> Codebook:
        from annotator.services.codebooks import current_codebook

        return current_codebook(self._opened.project, self._opened.round.id)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnnotatorError):
            raise error
        self.failed.emit(error)


def _reading(
    opened: OpenProject, chosen: ItemFilter, reopened: frozenset[uuid.UUID]
) -> Callable[[], _Read]:
    from annotator.services.adjudication.queue import item_counts, items, refresh_items

    project, round_id = opened.project, opened.round.id
    actor = Actor(opened.person.id, Role.ADJUDICATOR)

    def read() -> _Read:
        if project.read_only is None:
            refresh_items(project, actor)
        lines = items(project, actor, round_id, chosen)
        if reopened and chosen.states == TO_DECIDE:
            decided = replace(chosen, kind=None, states=frozenset({ItemState.DECIDED}))
            again = [one for one in items(project, actor, round_id, decided) if one.id in reopened]
            lines = _joined(again, lines)
        return lines, item_counts(project, actor, round_id)

    return read


def _joined(again: Sequence[ItemLine], lines: Sequence[ItemLine]) -> tuple[ItemLine, ...]:
    """Put lines before those of their article; where it has none, before all."""
    articles = {one.article_id for one in lines}
    found = [one for one in again if one.article_id not in articles]
    for line in lines:
        found += [one for one in again if one.article_id == line.article_id and one not in found]
        found.append(line)
    return tuple(found)
