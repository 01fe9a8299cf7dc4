"""The hint at feedback that was not opened yet: real windows, keys and mouse."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.domain.people import Actor, Role
from annotator.services.adjudication.feedback import feedback_list, release, releases, withdraw
from annotator.services.managing.people import people
from annotator.services.project import open_project
from annotator.ui.dialogs.feedback_dialog import FeedbackDialog
from annotator.ui.dialogs.feedback_list_dialog import FeedbackListDialog
from annotator.ui.preferences import Preferences
from annotator.ui.widgets.message_bar import MessageBar, Tone
from annotator.ui.windows.application_windows import ApplicationWindows
from tests.services.world import World
from tests.ui.windows.conftest import Desk
from tests.ui.windows.test_feedback_and_discussion import adjudicated, coded, let_go, open_window
from tests.ui.windows.test_feedback_list import press, two_released
from tests.ui.windows.test_main_window import answer_dialog

__all__ = ["adjudicated", "coded", "two_released"]

ONE = "There is feedback on 1 article that you have not opened yet."
TWO = "There is feedback on 2 articles that you have not opened yet."


def button(window, words: str) -> QPushButton:
    (found,) = [one for one in window.messages._buttons if one.text() == words]
    return found


def click(window, words: str) -> None:
    QTest.mouseClick(button(window, words), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def again(window, path: Path, person: str = "Mira Sorel") -> str:
    """Close the project, open it again, and return what the bar says."""
    window.close_project()
    window.open_path(path, person)
    return window.messages.words


def read_one(window, row: int, qtbot) -> list[bool]:
    """Open the list by the hint, read the feedback of one row; return what was marked as read."""
    marked: list[str] = []

    def act(dialog: FeedbackListDialog) -> None:
        qtbot.waitUntil(dialog.table.hasFocus)
        dialog.table.selectRow(row)
        answer_dialog(FeedbackDialog, lambda one: press(one, Qt.Key.Key_Return))
        press(dialog.table, Qt.Key.Key_Return)
        marked.extend(one[4] for one in dialog.model.cells())
        press(dialog, Qt.Key.Key_Escape)

    answer_dialog(FeedbackListDialog, act)
    click(window, "Show")
    return [one == "Yes" for one in marked]


def test_what_was_not_opened_is_told_until_it_is(windows, project_path, two_released, qtbot):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    assert window.messages.isVisible()
    assert window.messages.words == TWO
    assert window.annotate_screen.pane.view.hasFocus()  # it takes no keyboard
    assert read_one(window, 0, qtbot) == [True, False]
    assert window.messages.words == ONE
    assert window.focusWidget() is window.annotate_screen.pane.view
    assert again(window, project_path) == ONE
    assert read_one(window, 1, qtbot) == [True, True]
    assert not window.messages.isVisible()
    assert again(window, project_path) == ""


def test_feedback_that_was_read_on_its_article_counts_as_opened(
    windows, project_path, two_released, qtbot
):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    window.annotate_screen.open_article(two_released.articles[0])
    answer_dialog(FeedbackDialog, lambda one: press(one, Qt.Key.Key_Return))
    window.dialogs.review.feedback.setEnabled(True)
    window.dialogs.review.feedback.trigger()
    assert window.messages.words == ONE
    assert again(window, project_path) == ONE


def test_closing_the_hint_is_enough_until_something_is_released_anew(
    windows, project_path, two_released, qtbot, tmp_path
):
    world = two_released
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    click(window, "Close")
    assert not window.messages.isVisible()
    assert again(window, project_path) == ""
    # What stands in the settings is found by the next start of the program, too.
    window.close_project()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    later = ApplicationWindows(Preferences(settings), windows.theme)
    second = later.show_first()
    second.open_path(project_path, "Mira Sorel")
    assert second.messages.words == ""
    second.close_project()
    place = (world.project, world.manager, world.articles[0], world.round_id)
    withdraw(*place)
    release(*place)
    second.open_path(project_path, "Mira Sorel")
    assert second.messages.words == ONE
    later.close_all()


def test_what_is_withdrawn_is_not_spoken_of_any_more(windows, project_path, two_released, qtbot):
    world = two_released
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    withdraw(world.project, world.manager, world.articles[0], world.round_id)
    window.opened.look_for_others()
    assert window.messages.words == ONE
    withdraw(world.project, world.manager, world.articles[1], world.round_id)
    window.opened.look_for_others()
    assert not window.messages.isVisible()


def test_what_is_released_during_work_moves_nothing(windows, project_path, adjudicated, qtbot):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    assert not window.messages.isVisible()
    let_go(adjudicated)
    window.opened.look_for_others()
    assert not window.messages.isVisible()
    assert again(window, project_path) == ONE


def test_each_person_is_told_of_the_own_feedback_only(windows, project_path, two_released, qtbot):
    window = open_window(windows, project_path, "Edda Holm", qtbot)
    assert window.messages.words == ""
    everybody = {one.name: one for one in people(two_released.project)}
    window.opened.become(everybody["Jonas Reit"])
    assert window.messages.words == ONE
    click(window, "Close")
    window.opened.become(everybody["Mira Sorel"])
    assert window.messages.words == TWO
    window.opened.become(everybody["Jonas Reit"])
    assert window.messages.words == ""


def test_two_windows_agree(windows, project_path, two_released, qtbot):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    window.new_window()
    other = next(one for one in windows.windows if one is not window)
    assert other.messages.words == TWO
    click(other, "Close")
    assert window.messages.words == ""


def test_it_is_reached_and_closed_by_keys(windows, project_path, two_released, qtbot):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    for _ in range(80):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is button(window, "Close"):
            break
    assert window.focusWidget() is button(window, "Close")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert not window.messages.isVisible()
    assert window.annotate_screen.pane.view.hasFocus()


def test_a_read_only_project_says_why_instead(windows, project_path, two_released, qtbot):
    project = open_project(project_path, read_only=True)
    mira = next(one for one in people(project) if one.name == "Mira Sorel")
    window = windows.show_first()
    window.show_project(windows.acquire(project, mira))
    assert "reading only" in window.messages.words


def test_what_is_kept_comes_first(windows, project_path, two_released, qtbot):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    click(window, "Close")
    desk = Desk(window, qtbot)
    desk.screen.open_article(two_released.articles[2])
    locker = sqlite3.connect(project_path, isolation_level=None, timeout=1)
    locker.execute("BEGIN IMMEDIATE")
    window.opened.project.patience = 0.01
    desk.select("Nobody spoke")
    desk.press(Qt.Key.Key_1)
    assert "Not saved since" in window.messages.words
    locker.execute("ROLLBACK")
    locker.close()
    place = (two_released.project, two_released.manager, two_released.articles[0])
    withdraw(*place, two_released.round_id)
    release(*place, two_released.round_id)
    assert "kept" in again(window, project_path)
    click(window, "Drop")
    assert window.messages.words == ONE


def test_the_hint_is_behind_all_else_and_comes_back(theme, qtbot):
    bar, closed = MessageBar(theme), []
    qtbot.addWidget(bar)
    bar.say(Tone.WARNING, "Open for reading only.")
    bar.hint("Something is there.", (), lambda: closed.append(True))
    bar.show()
    assert bar.words == "Open for reading only."
    bar.say_passing(Tone.ERROR, "That failed.")
    assert bar.words == "That failed."
    bar.clear_standing()
    bar.clear_failure()
    assert bar.words == "Something is there."
    (close,) = bar._buttons
    bar.hint("Something is there.", (), lambda: closed.append(True))
    assert bar._buttons == [close]  # the same words leave the keyboard where it is
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert closed == [True]
    bar.clear_hint()
    assert not bar.isVisible()
    bar.hint("Something is there.", (), lambda: None)
    bar.clear()
    assert not bar.isVisible()


def test_the_short_list_has_what_the_long_one_has(two_released: World) -> None:
    world = two_released
    for actor in (world.mira, world.jonas, Actor(world.manager.person_id, Role.ANNOTATOR)):
        long = feedback_list(world.project, actor, world.round_id)
        short = releases(world.project, actor)
        assert [(one.article_id, one.released_at) for one in short] == [
            (one.article_id, one.released_at) for one in long
        ]
        assert {one.round_id for one in short} <= {world.round_id}


@pytest.mark.parametrize("stored", ["", "{}", "[1, 2]", "nonsense"])
def test_settings_of_another_version_tell_nothing(preferences: Preferences, stored: str) -> None:
    from annotator.domain.identifiers import new_id

    project, person = new_id(), new_id()
    preferences._settings.setValue(f"opened_feedback/{project}/{person}", stored)
    assert not {one for one in preferences.opened_feedback(project, person) if "/" in one}
    preferences.remember_feedback(project, person, {"a/b"})
    assert preferences.opened_feedback(project, person) == {"a/b"}
