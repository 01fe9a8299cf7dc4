"""Marking and changing with the mouse alone, in the real window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from tests.ui.windows.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)
"""The plugin without a screen says so of every menu that opens."""

WORDS = "We will talk to them"


def point(desk: Desk, offset: int) -> QPoint:
    view = desk.screen.pane.view
    cursor = QTextCursor(view.document())
    cursor.setPosition(offset)
    return view.cursorRect(cursor).center()


def drag(desk: Desk, words: str) -> None:
    start = desk.text.index(words)
    viewport, left = desk.screen.pane.view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=point(desk, start))
    QTest.mouseMove(viewport, point(desk, start + len(words) // 2))
    QTest.mouseMove(viewport, point(desk, start + len(words)))
    QTest.mouseRelease(viewport, left, pos=point(desk, start + len(words)))
    QApplication.processEvents()


def menu_at(desk: Desk, words: str) -> QMenu:
    """Right-click in the middle of words; return the menu that opens."""
    viewport = desk.screen.pane.view.viewport()
    at = point(desk, desk.text.index(words) + len(words) // 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [one.text().replace("&", "") for one in menu.actions() if not one.isSeparator()]


def choose(menu: QMenu, words: str) -> None:
    action = next(one for one in menu.actions() if one.text().replace("&", "") == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    QApplication.processEvents()


def test_words_selected_while_the_find_bar_is_open_are_offered_the_values(desk: Desk) -> None:
    pane = desk.screen.pane
    desk.screen.commands.find.trigger()
    QTest.keyClicks(pane.find_bar.field, "talk")
    QApplication.processEvents()
    assert pane.view.selection() is not None
    assert not pane.selection_bar.isVisible()
    drag(desk, WORDS)
    assert pane.find_bar.isVisible()
    assert pane.selection_bar.isVisible()
    button = next(
        one for one in pane.selection_bar.findChildren(QAbstractButton) if one.text() == "Supports"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.selected.content[0].quote == WORDS


def test_the_very_words_that_were_found_can_be_marked(desk: Desk) -> None:
    pane = desk.screen.pane
    desk.screen.commands.find.trigger()
    QTest.keyClicks(pane.find_bar.field, WORDS)
    drag(desk, WORDS)
    assert pane.selection_bar.isVisible()
    pane.find_bar.field.setFocus()
    QApplication.processEvents()
    assert not pane.selection_bar.isVisible()


def test_a_right_click_on_a_mark_selects_it_and_offers_what_can_be_done(desk: Desk) -> None:
    desk.select(WORDS)
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Escape)
    assert desk.screen.presenter.attribution is None
    menu = menu_at(desk, WORDS)
    assert desk.selected is desk.attributions[0]
    assert entries(menu)[-1] == "Delete attribution"
    choose(menu, "Flag for follow-up")
    assert desk.selected.flagged
    choose(menu_at(desk, WORDS), "Delete attribution")
    assert desk.attributions == ()


def test_a_right_click_on_a_mark_lets_words_selected_elsewhere_go(desk: Desk) -> None:
    desk.select(WORDS)
    desk.press(Qt.Key.Key_1)
    desk.select("Ingrid Valmont")
    choose(menu_at(desk, WORDS), "Flag for follow-up")
    assert [one.flagged for one in desk.attributions] == [True]


def test_a_right_click_on_selected_words_offers_the_values(desk: Desk) -> None:
    desk.select(WORDS)
    menu = menu_at(desk, WORDS)
    coding = desk.screen.presenter.coding
    assert coding is not None
    codebook = coding.codebook
    assert entries(menu)[0] == "Copy"
    assert entries(menu)[-len(codebook.primary.values) :] == [
        value.label for value in codebook.primary.values
    ]
    choose(menu, "Copy")
    assert QApplication.clipboard().text() == WORDS
    choose(menu_at(desk, WORDS), codebook.primary.values[1].label)
    assert desk.selected.values[codebook.primary.key] == codebook.primary.values[1].key


def test_a_right_click_on_plain_text_offers_to_copy(desk: Desk) -> None:
    menu = menu_at(desk, WORDS)
    assert entries(menu) == ["Copy"]
    assert not menu.actions()[0].isEnabled()
    menu.close()


@pytest.mark.parametrize("rough", ["ll talk to the", "will talk to them"])
def test_half_words_are_never_stored(desk: Desk, rough: str) -> None:
    drag(desk, rough)
    desk.press(Qt.Key.Key_1)
    assert desk.selected.content[0].quote in (WORDS, "talk to them", "will talk to them")


def test_a_double_click_on_done_hands_in_one_article(desk: Desk) -> None:
    first, second, _ = desk.article_ids()
    button = desk.screen.pane.toolbar.done
    # As the system sends it: press, release, double click, release.
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert desk.screen.article_id == second
    desk.screen.open_article(first)
    assert desk.screen.presenter.coding is not None
    assert desk.screen.presenter.coding.work.state.closed


def test_after_the_last_article_nothing_of_it_is_left_on_the_screen(desk: Desk) -> None:
    desk.select(WORDS)
    desk.press(Qt.Key.Key_1)
    for article in desk.article_ids():
        desk.screen.open_article(article)
        desk.screen.finishing.hand_in_as_not_codable(article, "duplicate")
    assert desk.screen.pane.stack.currentWidget() is desk.screen.pane.empty
    assert desk.screen.attributions.model.rowCount() == 0
