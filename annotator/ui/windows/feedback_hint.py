"""A quiet hint that there is feedback which the person at work has not opened yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.changes import Changes
from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Role
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.main_window import MainWindow


class FeedbackHint(QObject):
    """Serves one window: looks when a project opens, and again when there is less to tell.

    What is released while the person works is told the next time: a bar that comes of itself
    would move the text under the mouse.
    """

    def __init__(self, window: MainWindow, show_list: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._show_list = show_list
        self._opened: OpenProject | None = None
        self._told = False

    def follow(self, opened: OpenProject | None) -> None:
        """Speak of this project's feedback from now on; None: of none."""
        before, self._opened = self._opened, opened
        if before is not None:
            before.person_changed.disconnect(self._look)
            before.opened_feedback.changed.disconnect(self._look)
            before.hub.published.disconnect(self._follow_changes)
        if opened is not None:
            opened.person_changed.connect(self._look)
            opened.opened_feedback.changed.connect(self._look)
            opened.hub.published.connect(self._follow_changes)
        self._look()

    def _look(self) -> None:
        count, bar = self._count(), self._window.messages
        self._told = count > 0
        if not count:
            bar.clear_hint()
            return
        words = tr_n(
            "There is feedback on {count} article that you have not opened yet.",
            "There is feedback on {count} articles that you have not opened yet.",
            count,
        )
        bar.hint(words, ((tr("Show"), self._show),), self._close)

    def _count(self) -> int:
        opened = self._opened
        if opened is None or Role.ANNOTATOR not in opened.person.roles:
            return 0
        try:
            return len(opened.opened_feedback.left())
        except AnnotatorError:
            return 0  # whatever is wrong with the file is said elsewhere

    def _show(self) -> None:
        self._show_list()
        self._give_keyboard_back()

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.opened_feedback.note_all()
        self._give_keyboard_back()

    def _give_keyboard_back(self) -> None:
        """The button that had it may be gone."""
        screen = self._window.annotate_screen
        if screen is not None and self._window.screens.currentWidget() is screen:
            screen.focus_text()

    def _follow_changes(self, changes: Changes) -> None:
        if changes.bulk or (self._told and changes.of(EntityKind.FEEDBACK)):
            self._look()
