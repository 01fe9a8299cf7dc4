"""The article queue as a list model: ids at once, rows page by page as they are seen."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, overload

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.annotation_sets import SetState
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.queue import QueueRow

PAGE = 256
_PAGES_KEPT = 32
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role under which an index gives its `QueueRow`."""

_Index = QModelIndex | QPersistentModelIndex
ReadRows = Callable[[Sequence[uuid.UUID]], "tuple[QueueRow, ...]"]


class ArticleIds(Protocol):
    """Articles in order, whose places can be looked up: the services' `IdList`."""

    def __len__(self) -> int:
        """Return how many there are."""

    @overload
    def __getitem__(self, index: int) -> uuid.UUID: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[uuid.UUID]: ...

    def place(self, value: uuid.UUID) -> int | None:
        """Return the place of an article, or None."""


class NoArticles(tuple[uuid.UUID, ...]):
    """An empty queue."""

    __slots__ = ()

    def place(self, value: uuid.UUID) -> int | None:  # noqa: ARG002
        """Return None."""
        return None


class QueueModel(QAbstractListModel):
    """Filtering and sorting happen where the ids come from; this only pages."""

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._ids: ArticleIds = NoArticles()
        self._pages: OrderedDict[int, dict[uuid.UUID, QueueRow]] = OrderedDict()

    @property
    def ids(self) -> ArticleIds:
        """Return the articles in the order in which they are shown."""
        return self._ids

    def show_ids(self, ids: ArticleIds) -> None:
        """Show these articles; what was read of others is forgotten."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def row_of(self, article_id: uuid.UUID | None) -> int:
        """Return the place of an article, -1 if it is not shown."""
        if article_id is None:
            return -1
        place = self._ids.place(article_id)
        return -1 if place is None else place

    def refresh(self, article_ids: Iterable[uuid.UUID]) -> None:
        """Read these articles' rows again when they are next seen."""
        for article_id in article_ids:
            at = self.row_of(article_id)
            if at >= 0:
                self._pages.pop(at // PAGE, None)
                self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many articles are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the `QueueRow`, or what is read aloud and shown in the tooltip."""
        if role not in (
            ROW_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self._row(index.row())
        if row is None or role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return row.title

    def _row(self, at: int) -> QueueRow | None:
        if not 0 <= at < len(self._ids):
            return None
        number = at // PAGE
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {row.article_id: row for row in self._read_rows(ids)}
            self._pages[number] = page
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[at])


def state_words(state: SetState) -> str:
    """Return how far an article is, in words."""
    return {
        SetState.TO_DO: tr("to do"),
        SetState.IN_PROGRESS: tr("in progress"),
        SetState.DONE: tr("done"),
        SetState.CANNOT_CODE: tr("cannot code"),
    }[state]


def origin_words(row: QueueRow) -> tuple[str, str]:
    """Return outlet and day of a row as they are shown, each empty where it is not known."""
    day = f"{row.published_on.day} {row.published_on:%b %Y}" if row.published_on else ""
    return row.outlet or "", day


def day_words(row: QueueRow) -> str:
    """Return outlet and day of a row in one."""
    return SEPARATOR.join(isolated(part) for part in origin_words(row) if part)


SEPARATOR = " · "
"""Between outlet and day."""


def isolated(words: str) -> str:
    """Keep the direction of an outlet's script from turning the date around."""
    return words if words.isascii() else f"\u2068{words}\u2069"


def spoken(row: QueueRow) -> str:
    """Return a row as a screen reader says it."""
    parts = [row.title, day_words(row), state_words(row.state)]
    if row.attribution_count:
        parts.append(tr_n("{count} attribution", "{count} attributions", row.attribution_count))
    if row.flagged:
        parts.append(tr("flagged"))
    return ", ".join(part for part in parts if part)
