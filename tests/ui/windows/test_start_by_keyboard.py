"""The start screen, the codebook and the menus without a mouse; a first window on its screen."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.person_dialog import PersonDialog
from annotator.ui.windows.window_place import first_place
from tests.ui.windows.test_main_window import answer_dialog

ROOMY = (1200, 1400)
"""Nothing on the start screen needs to be scrolled, whatever the fonts."""


@pytest.fixture
def start(windows, qtbot):
    window = windows.show_first()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def press(window, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget(), key)


def test_enter_begins_a_new_project(start):
    assert start.focusWidget().objectName() == "card_new"
    seen = []

    def look(dialog: NewProjectDialog) -> None:
        seen.append(dialog)
        dialog.reject()

    answer_dialog(NewProjectDialog, look)
    press(start, Qt.Key.Key_Return)
    assert seen


def test_tab_goes_down_the_start_screen(windows, preferences, project_path, qtbot):
    preferences.remember(project_path, "Harbour")
    window = windows.show_first()
    window.resize(*ROOMY)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: bool(window.welcome._looks))
    stops = []
    window.findChild(QPushButton, "card_new").setFocus()
    for _ in range(8):
        widget = window.focusWidget()
        assert isinstance(widget, QPushButton)
        stops.append(widget.text() or widget.accessibleName().split(",")[0])
        press(window, Qt.Key.Key_Tab)
    assert stops == [
        "New project",
        "Open project",
        "Try the sample",
        "Harbour",
        "Clear list",
        "Choose files",
        "Keyboard map",
        "Text size and theme",
    ]


def test_enter_opens_the_last_project(windows, preferences, project_path, qtbot):
    preferences.remember(project_path, "Harbour")
    window = windows.show_first()
    window.resize(*ROOMY)
    with qtbot.waitActive(window):
        window.activateWindow()
    (row,) = window.welcome.recent.rows()
    assert window.focusWidget() is row
    qtbot.waitUntil(lambda: bool(window.welcome._looks))  # which builds the row anew
    (row,) = window.welcome.recent.rows()
    assert window.focusWidget() is row
    answer_dialog(PersonDialog, lambda dialog: dialog._accept())
    press(window, Qt.Key.Key_Return)
    assert window.opened.path == project_path


def test_the_codebook_is_read_with_keys(desk):
    window = desk.window
    window.resize(900, 500)
    window.show_screen("codebook")
    screen = window.codebook_screen
    assert window.focusWidget() is screen.view
    desk.press(Qt.Key.Key_Down)
    assert screen.section == "stance"
    QApplication.processEvents()
    desk.press(Qt.Key.Key_F6)
    assert window.focusWidget() is screen._scroll
    desk.press(Qt.Key.Key_PageDown)
    assert screen._scroll.verticalScrollBar().value() > 0
    desk.press(Qt.Key.Key_F6)
    assert window.focusWidget() is screen.view
    window.show_screen("annotate")
    assert window.focusWidget() is desk.screen.pane.view


def test_the_codebooks_pane_key_follows_a_change(desk, preferences):
    desk.window.show_screen("codebook")
    preferences.own_keys = {"next_pane": "F8"}
    screen = desk.window.codebook_screen
    assert [one.toString() for one in screen._next_pane.shortcuts()] == ["F8"]


def test_a_text_that_fits_is_no_stop_for_tab(desk):
    desk.window.resize(1400, 900)
    desk.window.show_screen("codebook")
    screen = desk.window.codebook_screen
    desk.press(Qt.Key.Key_End)  # the few reasons for not coding
    QApplication.processEvents()
    assert screen._scroll.focusPolicy() is Qt.FocusPolicy.NoFocus
    desk.press(Qt.Key.Key_F6)
    assert desk.window.focusWidget() is screen.view


def test_every_entry_of_the_edit_menu_has_a_letter_of_its_own(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    desk.qtbot.waitUntil(desk.window.actions_.undo.isEnabled)
    texts = [one.text().replace("&&", "") for one in desk.window.menus._edit.actions()]
    texts = [text for text in texts if text]
    letters = [text[text.index("&") + 1].lower() for text in texts]
    assert len(set(letters)) == len(texts) == 5
    assert letters[:2] == ["u", "r"]


@pytest.mark.parametrize("room", [QRect(0, 0, 1440, 900), QRect(0, 28, 1366, 700)])
def test_a_first_window_lies_within_its_screen(room, theme, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    place = first_place(room, window, theme)
    assert room.contains(place)
    assert place.top() - room.top() >= 24  # its title bar
    assert place.height() >= room.height() - 60


def test_a_large_screen_gives_the_usual_size(theme, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    place = first_place(QRect(0, 0, 2560, 1440), window, theme)
    assert (place.width(), place.height()) == (1440, 900)
