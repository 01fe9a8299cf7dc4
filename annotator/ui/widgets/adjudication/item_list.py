"""The list in the adjudicator's queue: the keyboard goes from item to item, past their heads."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.ui.models.disagreement_model import DisagreementModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.quiet_list import QuietList

_Move = QAbstractItemView.CursorAction
_DOWNWARDS = (_Move.MoveHome, _Move.MoveDown, _Move.MoveNext, _Move.MovePageDown, _Move.MoveRight)


class ItemList(QuietList):
    """Shows a `DisagreementModel`."""

    def __init__(self, model: DisagreementModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._items = model
        self.setModel(model)
        self.pressed_again = False
        """Whether the mouse was last pressed on what was the current item already."""

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
