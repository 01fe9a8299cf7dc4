"""A project of four coders with some gold, at work in it a manager or one of the coders."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.screenshots.invented_study import create_agreement_project
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.theme import Theme
from annotator.ui.windows.application_windows import ApplicationWindows
from annotator.ui.windows.main_window import MainWindow
from tests.ui import real_windows

preferences = real_windows.preferences
theme, windows = real_windows.theme, real_windows.windows


@pytest.fixture(autouse=True)
def usual_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give dialogs the room of a screen of 1440 by 900; that of the tests has 800 by 800."""
    monkeypatch.setattr(FittedDialog, "room", lambda _self: QSize(1432, 860))


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coded") / "border-talks.stance"
    create_agreement_project(path).close()
    return path


@pytest.fixture
def project_path(coded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(coded, tmp_path / "border-talks.stance"))


@pytest.fixture
def manager(windows: ApplicationWindows, project_path: Path) -> MainWindow:
    window = windows.show_first()
    window.resize(1280, 800)
    window.open_path(project_path, "Edda Voss")
    return window


@pytest.fixture
def mira(windows: ApplicationWindows, project_path: Path) -> MainWindow:
    window = windows.show_first()
    window.resize(1280, 800)
    window.open_path(project_path, "Mira Sorel")
    return window


class Exporting:
    """An export dialog in front, and short ways to work in it with real events."""

    def __init__(self, window: MainWindow, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        assert window.opened is not None
        self.qtbot = qtbot
        self.dialog = ExportDialog(window.opened, theme, folder)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.dialog.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until preview and figures are there."""
        self.qtbot.waitUntil(lambda: not self.dialog.looking.busy, timeout=20_000)

    def press(
        self,
        *keys: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press keys, one after the other, where the keyboard is."""
        for key in keys:
            QTest.keyClick(self.dialog.focusWidget(), key, modifier)

    def export(self) -> None:
        """Press the button, and wait for the report."""
        self.dialog.report = None
        QTest.mouseClick(self.dialog.start, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(
            lambda: self.dialog.report is not None or not self.dialog.running, timeout=20_000
        )


@pytest.fixture
def exporting(
    manager: MainWindow, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> Callable[[], Exporting]:
    return lambda: Exporting(manager, theme, tmp_path, qtbot)
