"""A box to tick, with a quieter line below that says what comes of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from annotator.ui.theme import Theme


class OptionBox(QWidget):
    """The line is the accessible description of the box."""

    toggled = Signal(bool)

    def __init__(
        self,
        words: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        checked: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.box = QCheckBox(words, self)
        self.box.setChecked(checked)
        self.box.toggled.connect(self.toggled)
        self.hint = QLabel(self)
        self.hint.setProperty("kind", "caption")
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addWidget(self.hint)
        theme.changed.connect(self._indent)
        self._indent()
        self.say(hint)

    @property
    def on(self) -> bool:
        """Tell whether it is ticked, and there to be ticked."""
        return self.box.isChecked() and not self.isHidden()

    def say(self, hint: str) -> None:
        """Show another line; an empty one takes no room."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.box.setAccessibleDescription(hint)

    def _indent(self) -> None:
        self.hint.setContentsMargins(self._theme.px(24), 0, 0, self._theme.px(3))
