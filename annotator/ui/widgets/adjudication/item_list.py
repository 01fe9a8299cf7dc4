"""The list in the adjudicator's queue: the keyboard goes from item to item, past their heads."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.ui.models.disagreement_model import DisagreementModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.disagreement_delegate import DisagreementDelegate
from annotator.ui.widgets.quiet_list import QuietList

_Move = QAbstractItemView.CursorAction
_DOWNWARDS = (_Move.MoveHome, _Move.MoveDown, _Move.MoveNext, _Move.MovePageDown, _Move.MoveRight)


_ENOUGH_ROWS = 5
"""A head and four items: where fewer have room, rows go without the quote."""


class ItemList(QuietList):
    """Shows a `DisagreementModel`."""

    def __init__(self, model: DisagreementModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._items = model
        self.setModel(model)
        self.pressed_again = False
        """Whether the mouse was last pressed on what was the current item already."""
        self._rows = DisagreementDelegate(theme, self)
        self.setItemDelegate(self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the rows where few have room; the current one stays in sight."""
        row = self.visualRect(self.currentIndex())
        seen = row.top() >= 0 and row.bottom() < event.oldSize().height()
        super().resizeEvent(event)
        self.fit_rows()
        if seen:
            self.scrollTo(self.currentIndex())

    def fit_rows(self) -> None:
        """Leave the quote out of the rows where few would have room with it."""
        brief = self.viewport().height() < self._rows.height(brief=False) * _ENOUGH_ROWS
        if brief != self._rows.brief:
            self._rows.brief = brief
            self.doItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether this moves."""
        self.pressed_again = self.indexAt(event.position().toPoint()) == self.currentIndex()
        super().mousePressEvent(event)

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads: where Qt would stop at a head, to the item beyond it."""
        found = super().moveCursor(action, modifiers)
        if not found.isValid() or self._items.line_at(found) is not None:
            return found
        step = 1 if action in _DOWNWARDS else -1
        beyond = self._items.item_from(found.row(), step)
        return beyond if beyond.isValid() else self.currentIndex()
