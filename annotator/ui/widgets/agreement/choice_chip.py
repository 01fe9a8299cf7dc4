"""A chip that opens a list to choose from: one entry, or any number of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.theme import Theme
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list."""

    value: object
    words: str
    chosen: bool = False
    level: int = 0
    """Entries of one level alone are ticked together. Of several levels the first stands for all:
    it is ticked where nothing else is."""


class ChoiceChip(QToolButton):
    """Filled while it narrows what is shown."""

    chosen = Signal(object)
    """The value; where several may be chosen, a tuple of them when the list closes."""

    def __init__(
        self, name: str, theme: Theme, parent: QWidget | None = None, *, several: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._several = several
        self._entries: tuple[Entry, ...] = ()
        self.menu_: ChoiceMenu | None = None
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        mirrored = QApplication.isRightToLeft()
        ltr, rtl = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
        # So that the arrow comes after the words.
        self.setLayoutDirection(ltr if mirrored else rtl)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(self.open_list)
        theme.changed.connect(self._dress)
        self._dress()

    def show_entries(self, entries: Sequence[Entry], words: str, *, narrows: bool = False) -> None:
        """Show what can be chosen, and what is, in words."""
        self._entries = tuple(entries)
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(f"{self._name}: {words}")
        self.setCheckable(narrows)
        self.setChecked(narrows)
        self._dress()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return what can be chosen."""
        return self._entries

    def open_list(self) -> None:
        """Open the list below the chip."""
        self.setChecked(self.isCheckable())
        menu = ChoiceMenu(self._entries, self, several=self._several)
        menu.setAccessibleName(self._name)
        menu.chosen.connect(self.chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_ = menu
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _dress(self) -> None:
        tokens = self._theme.tokens
        colour = tokens.accent_text if self.isChecked() else tokens.text2
        self.setIcon(icon("down", self._theme, colour))
        side = self._theme.px(12)
        self.setIconSize(self.iconSize().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))


class ChoiceMenu(QMenu):
    """One choice closes it; where several may be chosen, Space and clicks tick, Enter closes.

    How that is done stands at its foot.
    """

    chosen = Signal(object)

    def __init__(self, entries: Sequence[Entry], parent: QWidget, *, several: bool) -> None:
        super().__init__(parent)
        self.setLayoutDirection(QApplication.layoutDirection())
        self._several = several
        self._ended = False
        self._entries: dict[QAction, Entry] = {}
        for entry in entries:
            action = self.addAction(entry.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(entry.chosen)
            self._entries[action] = entry
        if several:
            self.addSeparator()
            self.addAction(tr("Space ticks, Enter compares, Esc leaves all as it was")).setEnabled(
                False
            )
            self.aboutToHide.connect(self._tell)
        else:
            self.triggered.connect(lambda action: self.chosen.emit(self._entries[action].value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space, take on Enter, leave all as it was on Esc."""
        if self._several and event.key() == Qt.Key.Key_Space:
            self._turn(self.activeAction())
        elif self._several and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        elif event.key() == Qt.Key.Key_Escape:
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
        if action is None or action not in self._entries:
            return
        action.setChecked(not action.isChecked())
        level = self._entries[action].level
        if action.isChecked():
            for other, one in self._entries.items():
                if one.level != level:
                    other.setChecked(False)
        first = next(iter(self._entries))
        if len({each.level for each in self._entries.values()}) > 1 and not any(
            each.isChecked() for each in self._entries
        ):
            first.setChecked(True)

    def _tell(self) -> None:
        now = tuple(one.value for action, one in self._entries.items() if action.isChecked())
        before = tuple(one.value for one in self._entries.values() if one.chosen)
        if not self._ended and now != before:
            self._ended = True
            self.chosen.emit(now)
