"""What tests of windows share: no timer goes on after them, and no dress is left on."""

import gc
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def no_timer_left() -> Iterator[None]:
    """A test after which a repeating timer still runs fails; `qtbot` closes windows before."""
    before = {id(one) for one in _running()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [one for one in _running() if id(one) not in before]
    assert not [(one.parent(), one.interval()) for one in left]


@pytest.fixture(autouse=True)
def undressed() -> Iterator[None]:
    """The next test finds the application as it comes: without fonts and colours of this one."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet():
        app.setStyleSheet("")
        app.setFont(QFont())
        app.setPalette(QPalette())


def _running() -> list[QTimer]:
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, QTimer)
        and shiboken6.isValid(one)
        and one.isActive()
        and not one.isSingleShot()
    ]
