"""A bar across the top of a window: what stays true until it is dealt with, and what failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.ui.announcing import announce
from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.words import tr


class Tone(StrEnum):
    """How grave a message is; the values are names of icons and of the theme's colours."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


Buttons = tuple[tuple[str, Callable[[], object]], ...]
"""Labels of buttons, and what each does."""


@dataclass(frozen=True, slots=True, eq=False)
class _Message:
    tone: Tone
    words: str
    buttons: Buttons


class MessageBar(QFrame):
    """One message with up to a few buttons; hidden while there is none.

    What happened once is shown over what stands, and leaves it as it was. A hint is shown while
    there is neither.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._standing: _Message | None = None
        self._passing: _Message | None = None
        self._hint: _Message | None = None
        self._shown: _Message | None = None
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
        return self._shown.words if self._shown is not None else ""

    def say(self, tone: Tone, words: str, buttons: Buttons = ()) -> None:
        """Show what stays true until it is cleared, with buttons (label and what each does)."""
        self._standing, self._passing = _Message(tone, words, buttons), None
        self._show()

    def say_passing(self, tone: Tone, words: str, buttons: Buttons = ()) -> None:
        """Show what happened, until it is closed; what stands then comes back."""
        self._passing = _Message(tone, words, (*buttons, (tr("Close"), self.clear_passing)))
        self._show()

    def hint(self, words: str, buttons: Buttons, close: Callable[[], object]) -> None:
        """Show what is good to know while there is nothing else; ``close`` is asked to end it."""
        if self._hint is None or self._hint.words != words:
            self._hint = _Message(Tone.INFO, words, (*buttons, (tr("Close"), close)))
            self._show()

    def clear_hint(self) -> None:
        """Take the hint away."""
        self._hint = None
        self._show()

    def clear(self) -> None:
        """Take everything away."""
        self._standing = self._passing = self._hint = None
        self._show()

    def clear_standing(self) -> None:
        """Take away what is no longer true; what happened stays to be read."""
        self._standing = None
        self._show()

    def clear_passing(self) -> None:
        """Take away what happened."""
        self._passing = None
        self._show()

    def clear_failure(self) -> None:
        """Take away what failed: something was done since."""
        if self._passing is not None and self._passing.tone is Tone.ERROR:
            self.clear_passing()

    def _show(self) -> None:
        shown = self._passing or self._standing or self._hint
        if shown is self._shown:
            return
        news = shown is not None and shown.words != self.words
        self._shown = shown
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        if shown is None:
            self.hide()
            return
        for label, act in shown.buttons:
            button = QPushButton(label, self)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._row.addWidget(button)
            self._buttons.append(button)
        self._label.setText(shown.words)
        self.setAccessibleName(shown.words)
        self._dress()
        self.show()
        if news:
            announce(self, shown.words, urgent=shown.tone is Tone.ERROR)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        tone = self._shown.tone if self._shown is not None else Tone.INFO
        colour = {
            Tone.INFO: tokens.accent_text,
            Tone.WARNING: tokens.warning,
            Tone.ERROR: tokens.error,
        }[tone]
        side = self._theme.px(18)
        self._picture.setPixmap(icon(tone, self._theme, colour).pixmap(side, side))
        self.setStyleSheet(
            f"#messageBar {{ background: {tokens.surface.name()};"
            f" border: none; border-bottom: 1px solid {tokens.hairline.name()};"
            f" border-left: 4px solid {colour.name()}; }}"
            f"#messageBar QLabel {{ color: {tokens.text1.name()}; }}"
        )
