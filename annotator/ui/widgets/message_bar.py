"""A bar across the top of a window: something that stays true until it is dealt with."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.ui.announcing import announce
from annotator.ui.icons import icon
from annotator.ui.theme import Theme


class Tone(StrEnum):
    """How grave a message is; the values are names of icons and of the theme's colours."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class MessageBar(QFrame):
    """One message with up to a few buttons; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.INFO
        self._words = ""
        self.setObjectName("messageBar")
        self._picture = QLabel(self)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QPushButton] = []
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is said now; empty while the bar is hidden."""
        return self._words

    def say(
        self, tone: Tone, words: str, buttons: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        """Show a message with buttons (label and what each does) until it is cleared."""
        news = words != self._words
        self._tone, self._words = tone, words
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for label, act in buttons:
            button = QPushButton(label, self)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._row.addWidget(button)
            self._buttons.append(button)
        self._label.setText(words)
        self.setAccessibleName(words)
        self._dress()
        self.show()
        if news:
            announce(self, words, urgent=tone is Tone.ERROR)

    def clear(self) -> None:
        """Take the message away."""
        self._words = ""
        self.hide()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        colour = {
            Tone.INFO: tokens.accent_text,
            Tone.WARNING: tokens.warning,
            Tone.ERROR: tokens.error,
        }[self._tone]
        side = self._theme.px(18)
        self._picture.setPixmap(icon(self._tone, self._theme, colour).pixmap(side, side))
        self.setStyleSheet(
            f"#messageBar {{ background: {tokens.surface.name()};"
            f" border: none; border-bottom: 1px solid {tokens.hairline.name()};"
            f" border-left: 4px solid {colour.name()}; }}"
            f"#messageBar QLabel {{ color: {tokens.text1.name()}; }}"
        )
