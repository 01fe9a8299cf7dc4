"""Settings, theme, project and windows of their own, for tests that work in real windows."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.windows.application_windows import ApplicationWindows
from tests.services.world import World, enter, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def preferences(tmp_path: Path, qapp: QApplication) -> Preferences:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    return Preferences(settings)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("light")
    theme.apply(qapp)
    return theme


@pytest.fixture
def windows(preferences: Preferences, theme: Theme) -> Iterator[ApplicationWindows]:
    windows = ApplicationWindows(preferences, theme)
    yield windows
    for window in windows.windows:
        if window.opened is not None:
            window.opened.status.retry()
    windows.close_all()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def coded_copy(template: Path, folder: Path, code: Callable[[World], None]) -> Path:
    """Return a copy of the project that is coded: once for many tests, for it takes long."""
    path = Path(shutil.copyfile(template, folder / "coded.stance"))
    world = enter(path)
    code(world)
    world.project.close()
    return path
