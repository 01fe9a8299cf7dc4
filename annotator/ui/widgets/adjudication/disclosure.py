"""A line that opens to show more: earlier decisions of an item."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel


class Disclosure(QWidget):
    """Closed at first, and hidden while there is nothing to show."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QToolButton(self)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setProperty("kind", "tab")
        self.button.toggled.connect(self._toggle)
        self._label = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self._label.setWordWrap(True)
        self._label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.button)
        column.addWidget(self._label)
        self.hide()

    def show_lines(self, title: str, lines: Sequence[str]) -> None:
        """Show a title that opens these lines; without lines, nothing."""
        self.button.setText(title)
        self._label.setText("\n".join(lines))
        self.setVisible(bool(lines))
        if not lines:
            self.button.setChecked(False)

    @property
    def text(self) -> str:
        """Return what it opens to."""
        return self._label.text()

    def _toggle(self, opened: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self._label.setVisible(opened)
