"""What a dialog shows while work goes on: what, how far, and Stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.words import tr


class ProgressRow(QWidget):
    """Shows the progress of one `BackgroundWork`."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.clicked.connect(self._stop)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addStretch(1)
        left.addWidget(self._words)
        left.addWidget(self._bar)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 12)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.stop)

    def begin(self, words: str) -> None:
        """Show that work began."""
        self.stop.setEnabled(True)
        self._words.setText(words)
        self._bar.setRange(0, 0)

    def show_progress(self, done: int, total: int | None, what: str) -> None:
        """Show how far it is; an unknown total leaves the bar running."""
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)
        counted = (
            tr("{done} of {total}", done=f"{done:,}", total=f"{total:,}") if total else f"{done:,}"
        )
        words = f"{what}  {counted}" if what else counted
        self._words.setText(words)
        self._bar.setAccessibleName(words)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._words.setText(tr("Stopping …"))
        self.stop_wanted.emit()
