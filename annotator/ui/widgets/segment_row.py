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
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.group.addButton(button)
            row.addWidget(button, 1)
            self._buttons[key] = button
        self.choose(chosen or choices[0][0])
        self._set_stop()
        for key, button in self._buttons.items():
            button.toggled.connect(lambda on, key=key: self._take(key) if on else None)

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

    def forbid(self, key: str, why: str) -> None:
        """Let a segment not be chosen, and say why; allow it again without a reason."""
        button = self._buttons[key]
        button.setEnabled(not why)
        button.setToolTip(why)
        button.setAccessibleDescription(why)

    def _take(self, key: str) -> None:
        self._set_stop()
        self.chosen.emit(key)

    def _set_stop(self) -> None:
        """Let Tab reach what is chosen only."""
        for button in self._buttons.values():
            reached = (
                Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            )
            button.setFocusPolicy(reached)


def _place(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if number == 0 else "last" if number == count - 1 else "middle"
