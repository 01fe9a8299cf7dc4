"""Long work off the GUI thread, with progress and Stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Progress = Callable[[int, int | None, str], None]
"""Told from the working thread: done, total or None, what."""

Work = Callable[[Progress, Callable[[], bool]], Any]
"""Work to do: takes `Progress` and a function that tells whether it is to stop."""


class WorkSignals(QObject):
    """Carries news from the worker to the GUI; lives on the GUI thread, apart from the runnable."""

    progressed = Signal(object, object, str)
    succeeded = Signal(object)
    failed = Signal(object)


class _Runnable(QRunnable):
    def __init__(self, work: Work, signals: WorkSignals, stop: threading.Event) -> None:
        super().__init__()
        self._work = work
        self._signals = signals
        self._stop = stop

    def run(self) -> None:
        try:
            result = self._work(self._signals.progressed.emit, self._stop.is_set)
        except Exception as error:  # noqa: BLE001  # handed to the GUI thread, which explains it
            self._signals.failed.emit(error)
        else:
            self._signals.succeeded.emit(result)


class BackgroundWork(QObject):
    """One piece of work in the pool. Signals arrive on the thread that made this object."""

    progressed = Signal(object, object, str)
    """Done, total (or None), what."""
    succeeded = Signal(object)
    failed = Signal(object)
    """Carries the exception."""
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._signals = WorkSignals(self)
        self._signals.progressed.connect(self.progressed)
        self._signals.succeeded.connect(self._succeed)
        self._signals.failed.connect(self._fail)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self.running = False

    def start(self, work: Work) -> None:
        """Begin; one at a time."""
        if self.running:
            raise RuntimeError("this work is running already")
        self._stop.clear()
        self.running = True
        self._pool.start(_Runnable(work, self._signals, self._stop))

    def stop(self) -> None:
        """Ask the work to stop; it ends with `Cancelled`, once it has tidied up."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Tell whether stopping was asked for."""
        return self._stop.is_set()

    def stop_and_wait(self) -> None:
        """Stop and wait until the thread has left the work: before a window goes."""
        self.stop()
        self._pool.waitForDone()
        self.running = False

    def _succeed(self, result: object) -> None:
        self.running = False
        self.succeeded.emit(result)
        self.ended.emit()

    def _fail(self, error: object) -> None:
        self.running = False
        self.failed.emit(error)
        self.ended.emit()
