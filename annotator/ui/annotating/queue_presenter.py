"""The queue of one person: what the pane shows, and which article comes next."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.ui.models.queue_model import ArticleIds, NoArticles, QueueModel
from annotator.ui.widgets.queue_pane import QueuePane

if TYPE_CHECKING:
    from annotator.services.queue import QueueCounts, QueueRow
    from annotator.ui.open_project import OpenProject

_QUEUE_CHANGES = frozenset(
    {EntityKind.ANNOTATION_SET, EntityKind.ARTICLE, EntityKind.APPEARANCE, EntityKind.BATCH}
)


class QueuePresenter(QObject):
    """Reads ids, rows and counts, and keeps the pane up to date with changes."""

    counted = Signal(object)
    """Carries the `QueueCounts` of the whole queue, unfiltered."""

    def __init__(self, opened: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._everything: ArticleIds = NoArticles()
        self._current: uuid.UUID | None = None
        self.counts: QueueCounts | None = None
        self.model = QueueModel(self._rows, self)
        self._pane: QueuePane | None = None

    def serve(self, pane: QueuePane) -> None:
        """Keep this pane filled from now on."""
        self._pane = pane
        pane.filter_changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read the queue again: which articles, and how many there are behind each tab."""
        from annotator.services.queue import QueueFilter, QueueState, queue_counts, queue_ids

        pane = self._pane
        if pane is None:
            return
        where = (self._opened.project, self._opened.annotator, self._opened.round.id)
        self._everything = queue_ids(*where, QueueFilter(QueueState.ALL))
        chosen = QueueFilter(QueueState(pane.state), pane.words)
        self.counts = queue_counts(*where)
        filtered = queue_counts(*where, pane.words) if pane.words else self.counts
        self.model.show_ids(queue_ids(*where, chosen))
        pane.show_counts(filtered, len(self._everything))
        pane.show_current(self._current)
        self.counted.emit(self.counts)

    def apply(self, changes: Changes) -> None:
        """Bring the queue up to date with what was done."""
        kinds = {change.kind for change in changes.entities}
        if changes.bulk or kinds & _QUEUE_CHANGES:
            self.reload()
        elif EntityKind.ATTRIBUTION in kinds and changes.step.article_id is not None:
            self.model.refresh([changes.step.article_id])
            if any(_flag_changed(change) for change in changes.of(EntityKind.ATTRIBUTION)):
                self.reload()

    def show_current(self, article_id: uuid.UUID | None) -> None:
        """Note which article is open, and mark it in the list."""
        self._current = article_id
        if self._pane is not None:
            self._pane.show_current(article_id)

    def place(self, article_id: uuid.UUID) -> tuple[int, int]:
        """Return an article's place in the whole queue (from 1; 0 if not there), and its size."""
        at = self._everything.place(article_id)
        return (0 if at is None else at + 1), len(self._everything)

    def neighbour(self, article_id: uuid.UUID | None, step: int) -> uuid.UUID | None:
        """Return the article after (1) or before (-1) one in the whole queue, as `place` counts.

        The tab and the filter do not matter: they may show only a few of the articles.
        """
        at = self._everything.place(article_id) if article_id is not None else None
        if at is None:
            return self._everything[0] if len(self._everything) else None
        return self._everything[at + step] if 0 <= at + step < len(self._everything) else None

    def next_to_do(self, article_id: uuid.UUID | None) -> uuid.UUID | None:
        """Return the next article to do after one, from the beginning again at the end."""
        from annotator.services.queue import QueueFilter, QueueState, queue_ids

        opened, words = self._opened, self._pane.words if self._pane else ""
        for filtered in (words, "") if words else ("",):
            wanted = QueueFilter(QueueState.TO_DO, filtered)
            to_do = queue_ids(opened.project, opened.annotator, opened.round.id, wanted)
            at = self._everything.place(article_id) if article_id is not None else None
            others = [one for one in to_do if one != article_id]
            if at is not None:
                later = (one for one in others if (self._everything.place(one) or 0) > at)
                following = next(later, None)
                if following is not None:
                    return following
            if others:
                return others[0]
        return None

    def _rows(self, ids: Sequence[uuid.UUID]) -> tuple[QueueRow, ...]:
        from annotator.services.queue import queue_rows

        return queue_rows(self._opened.project, self._opened.annotator, self._opened.round.id, ids)


def _flag_changed(change) -> bool:  # type: ignore[no-untyped-def]
    before = bool(getattr(change.before, "flagged", False))
    after = bool(getattr(change.after, "flagged", False)) and not change.after.deleted
    return before != after
