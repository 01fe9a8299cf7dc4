"""A dialog that does one long piece of work: progress, Stop, and the outcome in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.announcing import announce
from annotator.ui.background_work import BackgroundWork, Work
from annotator.ui.dialogs.dialog_parts import column, explanation, foot, line
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.progress_row import ProgressRow
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme

_AROUND = 48
"""Pixels that a dialog leaves free on the screen."""


class WorkDialog(FittedDialog):
    """Who derives from it lays out the body, says what to run, and shows what came of it."""

    worked = Signal(object)
    """Carries the result."""
    stopped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.outcome = explanation("", self)
        self.outcome.hide()
        self.progress = ProgressRow(self)
        self.progress.hide()
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._succeed)
        self._work.failed.connect(self._fail)
        self._work.progressed.connect(self.show_progress)
        self.progress.stop_wanted.connect(self._work.stop)
        self._foot: QWidget | None = None
        self._locked: tuple[QWidget, ...] = ()

    @property
    def running(self) -> bool:
        """Tell whether the work goes on."""
        return self._work.running

    def lay_out(self, body: QWidget, *buttons: QPushButton, width: int, height: int) -> None:
        """Put the body above progress and buttons; sizes are those of a text scale of 1."""
        self._foot = foot(self, *buttons)
        self._locked = (body,)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(line(self))
        layout.addWidget(self.progress)
        layout.addWidget(self._foot)
        fit(self, self.theme, width, height)

    def run(self, words: str, work: Work) -> None:
        """Begin the work and show how far it is."""
        self.say("")
        self._show_running(running=True)
        self.progress.begin(words)
        self._work.start(work)

    def say(self, words: str, kind: str = "secondary") -> None:
        """Show a sentence (``kind``: ok, warning, error, secondary) and have it read aloud."""
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))
        self.outcome.setProperty("kind", kind)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)
        if words:
            announce(self, words, urgent=kind == "error")

    def show_progress(self, done: int, total: int | None, what: str) -> None:
        """Show how far the work is; who knows what its stages mean puts them into words."""
        self.progress.show_progress(done, total, what)

    def reject(self) -> None:
        """Close, unless work goes on: then stop it first."""
        if self._work.running:
            self._work.stop()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave no work behind."""
        self._work.stop_and_wait()
        super().closeEvent(event)

    def _succeed(self, result: object) -> None:
        self._show_running(running=False)
        self.worked.emit(result)

    def _fail(self, error: Exception) -> None:
        self._show_running(running=False)
        if isinstance(error, Cancelled):
            self.stopped.emit()
        elif isinstance(error, AnnotatorError):
            self.say(explain(error).sentence, "error")
        else:
            raise error

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        if self._foot is not None:
            self._foot.setVisible(not running)
        for part in self._locked:
            part.setEnabled(not running)
        if running:
            self.progress.stop.setFocus()


def fit(dialog: QDialog, theme: Theme, width: int, height: int) -> None:
    """Give a dialog its size at this text scale, as far as screen and window have room."""
    screen = QGuiApplication.primaryScreen().availableSize()
    parent = dialog.parentWidget()
    room = screen.expandedTo(parent.window().size()) if parent is not None else screen
    dialog.resize(
        min(theme.px(width), room.width() - _AROUND), min(theme.px(height), room.height() - _AROUND)
    )
