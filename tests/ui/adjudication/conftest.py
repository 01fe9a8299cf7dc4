"""An adjudicator's window on a small project that two annotators have handed in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.adjudication.item import Item
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import Span
from annotator.ui.adjudicating.gold_draft import GoldDraft
from annotator.ui.windows.adjudicate_screen import AdjudicateScreen
from annotator.ui.windows.application_windows import ApplicationWindows
from annotator.ui.windows.main_window import MainWindow
from tests.services.adjudicated import hand_in
from tests.services.coded import judge, let_be_drawn, mark
from tests.services.world import World, enter
from tests.ui import real_windows

preferences, template = real_windows.preferences, real_windows.template
theme, windows = real_windows.theme, real_windows.windows

JUDGE = "Signe Aldous"


@pytest.fixture
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no item be drawn for a blind check."""
    let_be_drawn(monkeypatch, False)


def code(world: World) -> None:
    """Two annotators differ in stance and boundary, in a speaker, and about what is one at all."""
    mark(world, world.mira, "We will talk to them", stance="supports", confidence="low")
    mark(world, world.jonas, "We will talk", stance="opposes", confidence="high")
    mark(world, world.mira, "the plan was empty", "Tomas Ekdahl", stance="opposes")
    mark(world, world.jonas, "the plan was empty", "Tomas Ekdahl", stance="opposes")
    mark(world, world.jonas, "Never", "he", stance="opposes")
    hand_in(world, world.mira)
    hand_in(world, world.jonas)


class Bench:
    """An adjudicator at work, with short ways to act by real events."""

    def __init__(self, window: MainWindow, world: World, qtbot: QtBot) -> None:
        assert window.adjudicate_screen is not None
        self.window, self.world, self.qtbot = window, world, qtbot
        self.screen: AdjudicateScreen = window.adjudicate_screen

    @property
    def item(self) -> Item:
        found = self.screen.presenter.item
        assert found is not None
        return found

    @property
    def draft(self) -> GoldDraft:
        found = self.screen.presenter.draft
        assert found is not None
        return found

    @property
    def notice(self) -> str:
        return self.screen.notice._label.text()

    def item_about(self, words: str) -> Item:
        """Return the item whose content begins with these words."""
        reading = self.screen.presenter.reading
        assert reading is not None
        return next(
            item
            for item in reading.items
            if item.subject is Subject.ATTRIBUTION
            and any(one.content[0].quote.startswith(words) for one in _all(item))
        )

    def go_to(self, words: str) -> Item:
        """Make an item current and give the keyboard to its gold."""
        self.screen.presenter.select(self.item_about(words).id)
        self.screen.panel.table.focus_gold()
        return self.item

    def select(self, words: str) -> Span:
        """Select words of the article, as the mouse would."""
        reading = self.screen.presenter.reading
        assert reading is not None
        start = reading.article.text.index(words)
        span = Span(start, start + len(words))
        self.screen.article.view.setFocus()
        self.screen.article.view.set_selection(span)
        return span

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(on or self.window.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    def take(self, letter: str) -> None:
        """Press Alt with the number of an annotator."""
        number = ord(letter) - ord("A")
        self.press(Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.AltModifier)

    def decide(self) -> None:
        """Press Ctrl+Enter and wait for the queue."""
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def come_back(self) -> None:
        """Wait until the window has the keyboard again after a dialog, and all is stored."""
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.settle()

    def letter_of(self, actor_id: object) -> str:
        """Return the letter under which an annotator is shown."""
        reading = self.screen.presenter.reading
        assert reading is not None
        return next(one.letter for one in reading.coders if one.person_id == actor_id)

    def settle(self) -> None:
        """Wait until what was asked of the writing thread is shown."""
        opened = self.window.opened
        assert opened is not None
        self.qtbot.waitUntil(lambda: not opened.writes.busy, timeout=5_000)
        QApplication.processEvents()


def _all(item: Item):
    return [*item.candidates.values(), *((item.gold,) if item.gold else ())]


Enter = Callable[..., Bench]


def _judged_and_coded(world: World) -> None:
    judge(world)
    code(world)


@pytest.fixture(scope="session")
def coded_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coded")
    return real_windows.coded_copy(template, folder, _judged_and_coded)


@pytest.fixture
def enter_as(
    windows: ApplicationWindows,
    template: Path,
    coded_template: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> Iterator[Enter]:
    """Return a function that opens the project for an adjudicator, coded as usual or otherwise."""
    worlds: list[World] = []

    def enter_project(
        name: str = JUDGE,
        coded: Callable[[World], None] | None = None,
        *,
        adjudicate: bool = True,
    ) -> Bench:
        source = template if coded else coded_template
        path = Path(shutil.copyfile(source, tmp_path / "harbour.stance"))
        world = enter(path)
        worlds.append(world)
        if coded:
            judge(world)
            coded(world)
        window = windows.show_first()
        with qtbot.waitActive(window):
            window.activateWindow()
        window.open_path(path, name)
        if not adjudicate:
            return window  # type: ignore[return-value]
        window.show_screen("adjudicate")
        bench = Bench(window, world, qtbot)
        bench.settle()
        qtbot.waitUntil(lambda: bench.screen.disagreements.counts is not None, timeout=5_000)
        return bench

    yield enter_project
    for world in worlds:
        world.project.close()


@pytest.fixture
def bench(enter_as: Enter, nothing_drawn: None) -> Bench:
    """Signe Aldous, who coded nothing, at the first of what two annotators differ in."""
    return enter_as()
