"""A real window on a real project file of its own, with settings of its own."""

import shutil
import uuid
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.attributions import Attribution
from annotator.domain.text.spans import Span
from annotator.ui.windows.annotate_screen import AnnotateScreen
from annotator.ui.windows.application_windows import ApplicationWindows
from annotator.ui.windows.main_window import MainWindow
from tests.ui import real_windows

preferences, template = real_windows.preferences, real_windows.template
theme, windows = real_windows.theme, real_windows.windows


@pytest.fixture
def project_path(template: Path, tmp_path: Path) -> Path:
    """A project of three articles and three people."""
    return Path(shutil.copyfile(template, tmp_path / "harbour.stance"))


class Desk:
    """A window with an open project, and short ways to work in it with real events."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        assert window.annotate_screen is not None
        self.window = window
        self.qtbot = qtbot
        self.screen: AnnotateScreen = window.annotate_screen

    @property
    def text(self) -> str:
        coding = self.screen.presenter.coding
        return coding.article.text if coding else ""

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        coding = self.screen.presenter.coding
        return coding.attributions if coding else ()

    @property
    def selected(self) -> Attribution:
        attribution = self.screen.presenter.attribution
        assert attribution is not None
        return attribution

    def select(self, words: str) -> Span:
        """Select words of the article, as the mouse would."""
        start = self.text.index(words)
        span = Span(start, start + len(words))
        self.screen.pane.view.setFocus()
        self.screen.pane.view.set_selection(span)
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

    def article_ids(self) -> list[uuid.UUID]:
        from annotator.services.queue import QueueFilter, QueueState, queue_ids

        opened = self.window.opened
        assert opened is not None
        everything = QueueFilter(QueueState.ALL)
        return list(queue_ids(opened.project, opened.annotator, opened.round.id, everything))


@pytest.fixture
def desk(windows: ApplicationWindows, project_path: Path, qtbot: QtBot) -> Desk:
    """Mira at work on the first of three articles."""
    window = windows.show_first()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.open_path(project_path, "Mira Sorel")
    return Desk(window, qtbot)
