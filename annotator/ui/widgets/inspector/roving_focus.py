"""One tab stop for a group of buttons; the arrow keys move inside it without choosing anything."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class RovingFocus(QObject):
    """Lets Tab reach one widget of a group (the chosen one, else the first) and arrows the others.

    A mouse click leaves the focus where it was, so that reading goes on in the article.
    """

    entered = Signal(object)
    """Enter was pressed on this widget of the group."""

    def __init__(self, widgets: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        for widget in widgets:
            widget.installEventFilter(self)
        self.set_stop(0)

    def set_stop(self, index: int) -> None:
        """Make the widget at ``index`` the one that Tab reaches."""
        for place, widget in enumerate(self._widgets):
            policy = Qt.FocusPolicy.TabFocus if place == index else Qt.FocusPolicy.NoFocus
            widget.setFocusPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move on arrows, Home and End; tell of Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if is_enter(event):
                self.entered.emit(watched)
                return True
            target = self._target(watched, event)
            if target is not None:
                self._move(target)
                return True
        return super().eventFilter(watched, event)

    def _target(self, watched: QObject, event: QKeyEvent) -> int | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or watched not in self._widgets:
            return None
        key = Qt.Key(event.key())
        last = len(self._widgets) - 1
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return last
        if key not in _STEPS:
            return None
        step = _STEPS[key]
        mirrored = self._widgets[0].isRightToLeft()
        if mirrored and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -step
        return (self._widgets.index(watched) + step) % (last + 1)

    def move_to(self, widget: QWidget) -> None:
        """Give the keyboard to one widget of the group."""
        self._move(self._widgets.index(widget))

    def _move(self, index: int) -> None:
        self.set_stop(index)
        self._widgets[index].setFocus(Qt.FocusReason.TabFocusReason)


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether one of the two Enter keys was pressed, without Ctrl, Shift or the like."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
