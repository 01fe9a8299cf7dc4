"""The top of the adjudicator's queue: what is listed, how much, and the way to other lists."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.state_button import StateButton
from annotator.ui.widgets.ellipsis_label import EllipsisLabel
from annotator.words import tr

_HIGH, _LOW = 44, 34
"""Pixels at a text scale of 1, with room and without."""


class QueueHead(QWidget):
    """One line: a title, a number in words, and the button that chooses states."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._crowded = False
        self._words = self._brief = self._details = ""
        self.title = EllipsisLabel(self)
        self.title.setProperty("kind", "section")
        self.title.setText(tr("Disagreements"))
        self.count = EllipsisLabel(self)
        self.count.setProperty("kind", "secondary")
        # What room is left is the number's.
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.states = StateButton(theme, self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.count, 1)
        self._row.addWidget(self.states)
        theme.changed.connect(self._dress)
        self._dress()

    def show_title(self, words: str) -> None:
        """Say what is listed."""
        self.title.setText(words)

    def show_count(self, words: str, brief: str, spoken: str, details: str) -> None:
        """Say how many there are.

        ``brief`` stands for ``words`` where there is little room, with the words in the tool tip;
        ``spoken`` is the accessible name, ``details`` what is counted.
        """
        self._words, self._brief, self._details = words, brief, details
        self.count.setAccessibleName(spoken)
        self._say()

    def set_crowded(self, crowded: bool) -> None:
        """Take less room, or as much as usual again."""
        self._crowded = crowded
        self._dress()
        self._say()

    def _say(self) -> None:
        short = self._crowded and self._brief != self._words
        self.count.setText(self._brief if short else self._words)
        parts = (self._words if short else "", self._details)
        self.count.tell("\n".join(one for one in parts if one))

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(_LOW if self._crowded else _HIGH))
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(4 if self._crowded else 8)
