"""The paragraph for the methods section of a paper, ready to be copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from annotator.ui.announcing import announce
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.pane import Pane
from annotator.words import tr

_LINES = 11


class MethodsPane(Pane):
    """Text that can be selected, and a button that copies all of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Methods paragraph"), theme, parent)
        self.text = _Paragraph(theme, self)
        self.text.setAccessibleName(tr("Methods paragraph"))
        self.copy = QPushButton(tr("Copy"), self)
        self.copy.setToolTip(tr("Copy the paragraph"))
        self.copy.setAutoDefault(True)
        self.copy.clicked.connect(self._copy)
        self.add_to_head(self.copy)
        self.add(self.text, 1)

    def show_text(self, words: str) -> None:
        """Show the paragraph."""
        if words != self.text.toPlainText():
            self.text.setPlainText(words)
        self.copy.setEnabled(bool(words))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.set_foot(tr("Copied."))
        announce(self, tr("Copied."))


class _Paragraph(QPlainTextEdit):
    """Read-only; Tab leaves it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def minimumSizeHint(self) -> QSize:
        line = QFontMetricsF(self.font()).lineSpacing()
        return QSize(self._theme.px(220), round(line * _LINES) + self._theme.px(12))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
