"""Find in the article: a field, how many places, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.words import tr


class FindBar(QFrame):
    """Hidden until asked for; Esc closes it."""

    searched = Signal(str)
    stepped = Signal(int)
    """1 for the next place, -1 for the previous one."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("findBar")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Find in this article"))
        self.field.setAccessibleName(tr("Find in this article"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.searched)
        self._places = QLabel(self)
        self._places.setProperty("kind", "secondary")
        self._buttons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self._places)
        for name, words, act in (
            ("up", tr("Previous place"), lambda: self.stepped.emit(-1)),
            ("down", tr("Next place"), lambda: self.stepped.emit(1)),
            ("close", tr("Close"), self.close_bar),
        ):
            button = QToolButton(self)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.append((button, name))
            row.addWidget(button)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def open_bar(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.searched.emit(self.field.text())

    def close_bar(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def show_places(self, current: int, total: int) -> None:
        """Show which of how many places is in view (from 1; 0 for none)."""
        if not self.field.text().strip():
            self._places.clear()
        elif total == 0:
            self._places.setText(tr("not found"))
        else:
            self._places.setText(tr("{place} of {total}", place=current, total=f"{total:,}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        for button, name in self._buttons:
            button.setIcon(icon(name, self._theme))
        self.setStyleSheet(
            f"#findBar {{ background: {tokens.side.name()};"
            f" border-bottom: 1px solid {tokens.hairline.name()}; }}"
        )
