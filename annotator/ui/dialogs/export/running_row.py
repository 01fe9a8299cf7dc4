"""What the dialog shows while an export runs: how far it is, what is locked, and Stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.ellipsis_label import EllipsisLabel
from annotator.ui.widgets.keyed_button import KeyedButton
from annotator.words import tr

_WIDE = 660
"""Pixels, at a text scale of 1, from which there is room to say what is locked."""


class RunningRow(QWidget):
    """Progress in words, in percent and as a bar."""

    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = EllipsisLabel(self)
        self._percent = QLabel(self)
        self._lock = QLabel(self)
        self._locked = EllipsisLabel(self)
        self._locked.setText(tr("Options are locked while the export runs"))
        for one in (self._words, self._percent, self._locked):
            one.setProperty("kind", "secondary")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self.stop = KeyedButton(theme, self)
        self.stop.show_words(tr("Stop export"), tr("Esc"), "")
        self.stop.clicked.connect(self._stop)
        above = QHBoxLayout()
        above.setSpacing(theme.px(6))
        above.addWidget(self._words, 1)
        above.addWidget(self._lock)
        above.addWidget(self._locked)
        above.addSpacing(theme.px(12))
        above.addWidget(self._percent)
        left = QVBoxLayout()
        left.setSpacing(theme.px(4))
        left.addLayout(above)
        left.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        row.setSpacing(theme.px(24))
        row.addLayout(left, 1)
        row.addWidget(self.stop)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def words(self) -> str:
        """Return how far it is, in words."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to what is being done where there is little."""
        super().resizeEvent(event)
        for one in (self._lock, self._locked):
            one.setVisible(self.width() >= self._theme.px(_WIDE))

    def begin(self, words: str) -> None:
        """Show that the export began."""
        self.stop.setEnabled(True)
        self._bar.setRange(0, 0)
        self._percent.setText("")
        self._say(words)

    def show_progress(self, words: str, done: int, total: int | None) -> None:
        """Show how far it is; once stopping was asked for, only that is said."""
        self._bar.setRange(0, total or 0)
        if total:
            self._bar.setValue(done)
        self._percent.setText(f"{100 * done // total} %" if total else "")
        if self.stop.isEnabled():
            self._say(words)

    def show_stopping(self) -> None:
        """Show that it is going to stop."""
        self.stop.setEnabled(False)
        self._say(tr("Stopping …"))

    def _stop(self) -> None:
        self.show_stopping()
        self.stop_wanted.emit()

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setAccessibleName(words)

    def _restyle(self) -> None:
        side = self._theme.px(16)
        self._lock.setPixmap(icon("lock", self._theme).pixmap(side, side))
