"""A row of segments of which exactly one is chosen: one stop of Tab, arrows choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget


class SegmentRow(QWidget):
    """Segments of one width; the words of each are its accessible name, after the row's own."""

    chosen = Signal(str)
    """Carries the key of the segment that a person chose."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        chosen: str = "",
    ) -> None:
        """``choices`` are keys with their words; the first is chosen, if none is named."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (key, words) in enumerate(choices):
            button = QToolButton(self)
            button.setText(words)
            button.setAccessibleName(f"{name}: {words}")
            button.setProperty("kind", "segment")
            button.setProperty("place", _place(number, len(choices)))
            button.setCheckable(True)
            button.setChecked(key == (chosen or choices[0][0]))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
            self.group.addButton(button)
            row.addWidget(button, 1)
            self._buttons[key] = button

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """Return the segments, in order."""
        return tuple(self._buttons.values())

    @property
    def key(self) -> str:
        """Return the key of what is chosen."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Choose a segment."""
        self._buttons[key].setChecked(True)


def _place(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if number == 0 else "last" if number == count - 1 else "middle"
