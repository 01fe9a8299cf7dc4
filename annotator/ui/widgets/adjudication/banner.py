"""A line across the panel: something about this item that one has to know before deciding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.message_bar import Tone


class Banner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.INFO
        self.setObjectName("banner")
        self._picture = QLabel(self)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setAutoDefault(True)
        self._act: Callable[[], object] | None = None
        self.button.clicked.connect(lambda: self._act() if self._act else None)
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        column.addWidget(self._label)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._picture)
        row.addLayout(column, 1)
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is said now; empty while it is hidden."""
        return self._label.text() if not self.isHidden() else ""

    def say(
        self,
        words: str,
        tone: Tone = Tone.INFO,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show words, perhaps with a button; without words, hide."""
        self._tone, self._act = tone, act
        self._label.setText(words)
        self.setAccessibleName(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(words))
        self._dress()

    def _dress(self) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        colour = {
            Tone.INFO: tokens.accent_text,
            Tone.WARNING: tokens.warning,
            Tone.ERROR: tokens.error,
        }[self._tone]
        self._picture.setPixmap(icon(self._tone, self._theme, colour).pixmap(px(16), px(16)))
        self.setStyleSheet(
            f"#banner {{ background: {tokens.surface.name()}; border: 1px solid"
            f" {tokens.hairline.name()}; border-left: {px(3)}px solid {colour.name()};"
            f" border-radius: {px(5)}px; }}"
            f"#banner QLabel {{ color: {tokens.text1.name()}; font-size: {px(12)}px; }}"
        )
