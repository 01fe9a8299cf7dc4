"""A dashed area that takes files and folders."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.dropped_paths import dropped_paths
from annotator.words import tr


class DropArea(QFrame):
    """Reports what was dropped; its button asks for a file dialog instead."""

    dropped = Signal(object)
    """Carries a tuple of paths."""
    choose_wanted = Signal()

    def __init__(self, title: str, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = False
        self.setAcceptDrops(True)
        self.setObjectName("dropArea")
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QLabel(title, self)
        head.setProperty("kind", "section")
        text = QLabel(words, self)
        text.setProperty("kind", "secondary")
        text.setWordWrap(True)
        self.button = QPushButton(tr("Choose files"), self)
        self.button.clicked.connect(self.choose_wanted)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(head)
        column.addWidget(text)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(self._picture)
        row.addLayout(column, 1)
        row.addWidget(self.button)
        theme.changed.connect(self._dress)
        self._dress()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take drops of local files."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self._over = True
            self._dress()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._over = False
        self._dress()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Report the files."""
        self._over = False
        self._dress()
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event.mimeData()))

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        side, inner = theme.px(42), theme.px(22)
        self._picture.setFixedSize(side, side)
        self._picture.setPixmap(icon("import", theme, tokens.accent_text).pixmap(inner, inner))
        self._picture.setStyleSheet(
            f"background: {tokens.selected_row.name()}; border-radius: {theme.px(6)}px;"
        )
        border = (
            f"2px solid {tokens.accent.name()}"
            if self._over
            else (f"1px dashed {tokens.control_border.name()}")
        )
        self.setStyleSheet(
            f"#dropArea {{ background: {tokens.side.name()}; border: {border};"
            f" border-radius: {theme.px(8)}px; }}"
        )
