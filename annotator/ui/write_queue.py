"""Writes go through one thread in order; the window waits a blink for each, then goes on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any

from PySide6.QtCore import QObject, Signal

PATIENCE = 0.25
"""Seconds that the window waits for a write before it says "saving" and goes on."""

Write = Callable[[], Any]
Then = Callable[[Any], None]
Otherwise = Callable[[Exception], None]


class _Arrivals(QObject):
    """Carries finished writes from the writing thread to the window's."""

    arrived = Signal(object)


class WriteQueue(QObject):
    """Runs writes one after the other; `waiting` tells when one takes long."""

    waiting = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writes")
        self._arrivals = _Arrivals(self)
        self._arrivals.arrived.connect(self._finish)
        self._late = 0

    def submit(self, write: Write, then: Then, otherwise: Otherwise) -> None:
        """Run a write; then call ``then`` with its result, or ``otherwise`` with its exception.

        Both are called on the window's thread: before this returns if the write is quick.
        """
        future = self._thread.submit(write)
        if self._late == 0:
            try:
                future.exception(timeout=PATIENCE)
            except NotYet:
                pass
            else:
                _deliver(future, then, otherwise)
                return
        self._late += 1
        if self._late == 1:
            self.waiting.emit(True)
        future.add_done_callback(lambda done: self._arrivals.arrived.emit((done, then, otherwise)))

    @property
    def busy(self) -> bool:
        """Tell whether a write is still on its way."""
        return self._late > 0

    def close(self) -> None:
        """Wait for what is on its way, and end the thread."""
        self._thread.shutdown(wait=True)

    def _finish(self, arrival: tuple[Future[Any], Then, Otherwise]) -> None:
        self._late -= 1
        if self._late == 0:
            self.waiting.emit(False)
        _deliver(*arrival)


def _deliver(future: Future[Any], then: Then, otherwise: Otherwise) -> None:
    error = future.exception()
    if error is None:
        then(future.result())
    elif isinstance(error, Exception):
        otherwise(error)
    else:
        raise error
