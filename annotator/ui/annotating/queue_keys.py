"""Keys that a list of a queue does not take for itself, in every screen that has one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from annotator.ui.widgets.inspector.roving_focus import is_enter


class QueueKeys(QObject):
    """Keeps letters and digits from searching in a list: they act on the screen; Enter goes on."""

    def __init__(
        self,
        queue: QListView,
        act: Callable[[QKeyEvent], object],
        go_on: Callable[[], object],
        parent: QObject,
    ) -> None:
        """``act`` is given letters, digits and Esc, ``go_on`` is called for Enter."""
        super().__init__(parent)
        self._act = act
        self._go_on = go_on
        queue.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take those keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            printable = event.text() and event.text().isprintable() and event.text() != " "
            if printable or event.key() == Qt.Key.Key_Escape:
                self._act(event)
                return True
            if is_enter(event):
                self._go_on()
                return True
        return super().eventFilter(watched, event)
