"""What tests of windows share: no timer goes on after them, and no dress is left on."""

import weakref
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QDialog

from annotator.ui import write_queue

_LONGEST_QUESTION = 60
"""Seconds from the beginning of a test after which nobody will answer any more."""


@pytest.fixture(scope="session")
def started_timers() -> Iterator["weakref.WeakSet[QTimer]"]:
    """Every timer that was started and still lives (the heap is too large to be searched)."""
    started: weakref.WeakSet[QTimer] = weakref.WeakSet()
    start = QTimer.start

    def start_and_remember(timer: QTimer, *interval: Any) -> None:
        started.add(timer)
        start(timer, *interval)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QTimer, "start", start_and_remember)
        yield started


@pytest.fixture(autouse=True)
def no_timer_left(started_timers: "weakref.WeakSet[QTimer]") -> Iterator[None]:
    """A test after which a repeating timer still runs fails; `qtbot` closes windows before."""
    before = {id(one) for one in _running(started_timers)}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [one for one in _running(started_timers) if id(one) not in before]
    assert not [(one.parent(), one.interval()) for one in left]


@pytest.fixture(autouse=True)
def no_question_left(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a question open fails, and does not wait for an answer for ever.

    While a window waits for one no Python runs, so the usual time limit would never come.
    """
    asked: list[str] = []
    watch = QTimer(interval=1_000)
    ticks = iter(range(10**6))

    def look() -> None:
        if next(ticks) < _LONGEST_QUESTION:
            return
        window = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if window is not None:
            asked.append(f"{type(window).__name__}: {window.windowTitle()}")
            window.done(0) if isinstance(window, QDialog) else window.close()

    watch.timeout.connect(look)
    watch.start()
    yield
    watch.stop()
    assert asked == []


@pytest.fixture(autouse=True)
def patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window waits for each write, however slow the disk, unless "saving" is what is tested."""
    if request.node.get_closest_marker("hurried") is None:
        monkeypatch.setattr(write_queue, "PATIENCE", 20.0)


@pytest.fixture(autouse=True)
def undressed() -> Iterator[None]:
    """The next test finds the application as it comes: without fonts and colours of this one."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet():
        app.setStyleSheet("")
        app.setFont(QFont())
        app.setPalette(QPalette())


def _running(timers: "weakref.WeakSet[QTimer]") -> list[QTimer]:
    return [
        one
        for one in timers
        if shiboken6.isValid(one) and one.isActive() and not one.isSingleShot()
    ]
