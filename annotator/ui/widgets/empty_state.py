"""What stands where there is nothing yet: an icon, a sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import Theme


class EmptyState(QFrame):
    """Centred in the room it is given."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = "info"
        self._small = small
        self.setProperty("kind", "panel" if small else "surface")
        self._picture = QLabel(self)
        self._title = QLabel(self)
        self._title.setProperty("kind", "section" if small else "title")
        self._words = QLabel(self)
        self._words.setProperty("kind", "secondary")
        for label in (self._picture, self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self._words.setWordWrap(True)
        self._shown: tuple[QPushButton, ...] = ()
        direction = QBoxLayout.Direction
        # A side pane has no room for buttons side by side.
        self._buttons = QBoxLayout(direction.TopToBottom if small else direction.LeftToRight)
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self._picture, self._title, self._words):
            column.addWidget(label)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)
        theme.changed.connect(self._dress)

    def say(
        self,
        icon_name: str,
        title: str,
        words: str,
        buttons: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Show this; the first button is the one that stands out."""
        self._icon = icon_name
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._shown = tuple(QPushButton(label, self) for label, _act in buttons)
        self._buttons.addStretch(1)
        for number, (button, (_label, act)) in enumerate(zip(self._shown, buttons, strict=True)):
            button.setAutoDefault(True)  # else Enter would do nothing outside a dialog
            if number == 0 and not self._small:
                button.setProperty("kind", "primary")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._dress()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Return what can be done about it."""
        return self._shown

    @property
    def title(self) -> str:
        """Return the heading that is shown."""
        return self._title.text()

    def _dress(self) -> None:
        side = self._theme.px(24 if self._small else 36)
        colour = self._theme.tokens.text3
        self._picture.setPixmap(icon(self._icon, self._theme, colour).pixmap(side, side))
