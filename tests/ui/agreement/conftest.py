"""A manager's window on projects whose coders have handed in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.screenshots.invented_study import create_agreement_project
from annotator.ui.agreement.agreement_presenter import Stage
from annotator.ui.windows.agreement_screen import AgreementScreen
from annotator.ui.windows.application_windows import ApplicationWindows
from annotator.ui.windows.main_window import MainWindow
from tests.services.coded import hand_in, mark
from tests.services.world import World, enter
from tests.ui import real_windows

preferences, template = real_windows.preferences, real_windows.template
theme, windows = real_windows.theme, real_windows.windows

MANAGER = "Edda Holm"


def code(world: World) -> None:
    """Two annotators, three articles: they differ in a stance, and in what is one at all."""
    mark(world, world.mira, "We will talk to them", stance="supports", confidence="low")
    mark(world, world.jonas, "We will talk to them", stance="opposes", confidence="high")
    for actor in (world.mira, world.jonas):
        mark(world, actor, "the plan was empty", "Tomas Ekdahl", stance="opposes")
        mark(world, actor, "Let it through", "Zahra Halimi", article=1, stance="supports")
    mark(world, world.jonas, "Never", "he", stance="opposes")
    for actor in (world.mira, world.jonas):
        for article in range(3):
            hand_in(world, actor, article, "relevant" if article < 2 else "not_relevant")


class Desk:
    """A manager at work, with short ways to act by real events."""

    def __init__(self, window: MainWindow, qtbot: QtBot, world: World | None = None) -> None:
        assert window.agreement_screen is not None
        self.window, self.qtbot = window, qtbot
        self.screen: AgreementScreen = window.agreement_screen
        self._world = world

    @property
    def world(self) -> World:
        assert self._world is not None
        return self._world

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(on or self.window.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    def done(self) -> None:
        """Wait until figures and intervals are there."""
        presenter = self.screen.presenter
        self.qtbot.waitUntil(
            lambda: presenter.stage is Stage.DONE and not presenter.running, timeout=20_000
        )
        QApplication.processEvents()

    def quotes(self) -> None:
        """Wait until the quotes of the cell are listed."""
        self.qtbot.waitUntil(lambda: self.screen.quoting.reading.quotes is not None, timeout=5_000)
        QApplication.processEvents()


def open_desk(
    windows: ApplicationWindows, path: Path, name: str, qtbot: QtBot, world: World | None = None
) -> Desk:
    window = windows.show_first()
    window.resize(1300, 850)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.open_path(path, name)
    window.show_screen("agreement")
    return Desk(window, qtbot, world)


Enter = Callable[..., Desk]


@pytest.fixture(scope="session")
def coded_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_windows.coded_copy(template, tmp_path_factory.mktemp("coded"), code)


@pytest.fixture
def enter_as(
    windows: ApplicationWindows,
    template: Path,
    coded_template: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> Iterator[Enter]:
    """Return a function that opens the project, coded as usual or in a way of its own."""
    worlds: list[World] = []

    def enter_project(name: str = MANAGER, coded: Callable[[World], None] | None = None) -> Desk:
        source = template if coded else coded_template
        path = Path(shutil.copyfile(source, tmp_path / "harbour.stance"))
        world = enter(path)
        worlds.append(world)
        if coded:
            coded(world)
        return open_desk(windows, path, name, qtbot, world)

    yield enter_project
    for world in worlds:
        world.project.close()


@pytest.fixture
def desk(enter_as: Enter) -> Desk:
    """Edda Holm looks at how her two coders agree."""
    found = enter_as()
    found.done()
    return found


@pytest.fixture(scope="session")
def four_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("four") / "four.stance"
    create_agreement_project(path).close()
    return path


@pytest.fixture
def four(windows: ApplicationWindows, four_template: Path, tmp_path: Path, qtbot: QtBot) -> Desk:
    """Edda Voss looks at how four coders agree, in six batches, some of it adjudicated."""
    path = Path(shutil.copyfile(four_template, tmp_path / "four.stance"))
    found = open_desk(windows, path, "Edda Voss", qtbot)
    found.done()
    return found
