"""A scrolled page to read: the keyboard stops at it only when there is something to scroll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from annotator.ui.theme.theme import Theme


class ReadingArea(QScrollArea):
    """Shows with a ring that the arrow keys scroll it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.rangeChanged.connect(self._follow_room)
        theme.changed.connect(self._dress)
        self._dress()

    def _follow_room(self) -> None:
        scrolls = self.verticalScrollBar().maximum() or self.horizontalScrollBar().maximum()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)

    def _dress(self) -> None:
        self.setStyleSheet(
            "ReadingArea { border: 2px solid transparent; background: transparent; }"
            f"ReadingArea:focus {{ border: 2px solid {self._theme.tokens.accent.name()}; }}"
        )
