"""The list that opens at a gold field: what can be chosen, in the codebook's order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.ui.theme.glyphs import value_icon
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.adjudication.table_rows import Option
from annotator.words import tr


class OptionMenu(QMenu):
    """One choice closes it; where several may be chosen, Space ticks and Enter closes."""

    chosen = Signal(object)
    """The `Option`, or a tuple of them where several may be chosen."""

    def __init__(
        self, options: Sequence[Option], theme: Theme, parent: QWidget, *, several: bool = False
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._options: dict[QAction, Option] = {}
        self._ended = False
        for option in options:
            words = option.words.replace("&", "&&")
            action = self.addAction(f"{words}\t{option.key}" if option.key else words)
            action.setCheckable(True)
            action.setChecked(option.chosen)
            if option.picture is not None:
                action.setIcon(value_icon(option.picture, theme, 12))
            self._options[action] = option
            if option.chosen and self.activeAction() is None:
                self.setActiveAction(action)
        if several:
            self.aboutToHide.connect(self._tell_all)
        else:
            self.triggered.connect(lambda action: self.chosen.emit(self._options[action]))
        self.setAccessibleName(tr("Gold values"))

    def options(self) -> tuple[Option, ...]:
        """Return what can be chosen."""
        return tuple(self._options.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by an entry's own key; tick without closing where several may be chosen."""
        key = event.text()
        found = next((a for a, o in self._options.items() if o.key and o.key == key), None)
        space, enter = event.key() == Qt.Key.Key_Space, event.key() in _ENTER
        if found is not None and not self._several:
            self.close()
            self.chosen.emit(self._options[found])
        elif self._several and (space or found is not None):
            self._turn(found or self.activeAction())
        elif self._several and enter:
            self.close()
        elif self._several and event.key() == Qt.Key.Key_Escape:
            self._ended = True
            self.close()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing where several may be chosen."""
        action = self.actionAt(event.position().toPoint())
        if self._several and action is not None:
            self._turn(action)
        else:
            super().mouseReleaseEvent(event)

    def _turn(self, action: QAction | None) -> None:
        if action is not None:
            action.setChecked(not action.isChecked())

    def _tell_all(self) -> None:
        if not self._ended:
            self._ended = True
            self.chosen.emit(tuple(o for a, o in self._options.items() if a.isChecked()))


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
