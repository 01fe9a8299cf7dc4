"""The real program on the screen of this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from annotator.app import make_application, make_windows
from annotator.ui.windows.application_windows import ApplicationWindows
from annotator.ui.windows.main_window import MainWindow


@pytest.fixture
def windows(qapp: object, own_home: Path) -> Iterator[ApplicationWindows]:
    """The windows of a program that was just started; closed at the end."""
    (own_home / "Documents").mkdir()
    app = make_application()
    started = make_windows(app)
    yield started
    started.close_all()
    started.deleteLater()
    QTest.qWait(50)


@pytest.fixture
def window(windows: ApplicationWindows) -> MainWindow:
    """The first window, with the keyboard."""
    first = windows.show_first()
    first.setGeometry(0, 0, 1440, 900)
    first.activateWindow()
    assert QTest.qWaitForWindowActive(first, 10_000)
    return first
