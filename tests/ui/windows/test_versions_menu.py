"""The other versions of a story, from the badge above the article or by keys: real events."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.services import article_work
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.assigning import assign, withdraw_assignment
from tests.services.world import World, article_line, enter, write_lines
from tests.ui.windows.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)
"""The plugin without a screen says so of every menu that opens."""

RAIN = tuple(
    f"{head}\n\nIt rained in the hills & beyond.\n"
    for head in ("R&D rain", "Brooks rise", "Clouds part")
)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def world(project_path: Path, tmp_path: Path) -> Iterator[World]:
    """The project of the window, open beside it, with three versions of one story."""
    world = enter(project_path)
    bring(world, tmp_path, RAIN)
    yield world
    world.project.close()


def bring(
    world: World, folder: Path, texts: tuple[str, ...], outlet: str = "Eastgate Wire"
) -> None:
    lines = [
        article_line(text, story="rain", outlet=outlet, published_on=f"2025-03-1{at}")
        for at, text in enumerate(texts)
    ]
    path = write_lines(folder / f"rain-{len(texts)}.jsonl", lines)
    assert import_paths(world.project, world.manager, [path]).complete


@pytest.fixture
def story(world: World, desk: Desk) -> Desk:
    """Mira at the first of three versions; the third is done."""
    *_, first, _second, third = desk.article_ids()
    article_work.mark_cannot_code(world.project, world.mira, third, world.round_id, "text_broken")
    desk.window.opened.look_for_others()
    desk.screen.open_article(first)
    return desk


def click_badge(desk: Desk) -> QMenu:
    view = desk.screen.pane.view
    view.grab()  # it is known where the badge is once it was painted
    place = view.versions_place()
    assert place.isValid()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    return menu()


def menu() -> QMenu:
    QApplication.processEvents()
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def words(found: QMenu) -> list[str]:
    return [one.text() for one in found.actions()]


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.activePopupWidget(), key)
    QApplication.processEvents()


def test_the_badge_lists_the_versions_and_a_click_opens_one(story: Desk) -> None:
    *_, first, second, third = story.article_ids()
    found = click_badge(story)
    assert [one.partition("\t") for one in words(found)] == [
        ("R&&D rain · Eastgate Wire · 10 Mar 2025", "\t", "to do"),
        ("Brooks rise · Eastgate Wire · 11 Mar 2025", "\t", "to do"),
        ("Clouds part · Eastgate Wire · 12 Mar 2025", "\t", "cannot code"),
    ]
    assert [one.isChecked() for one in found.actions()] == [True, False, False]
    assert story.screen.article_id == first
    action = found.actions()[2]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=found.actionGeometry(action).center())
    QApplication.processEvents()
    assert story.screen.article_id == third
    assert story.screen.pane.view.hasFocus()
    assert [one.isChecked() for one in click_badge(story).actions()] == [False, False, True]
    press(Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert story.screen.article_id == third
    assert second != third


def test_keys_alone_open_the_menu_and_an_article(story: Desk) -> None:
    *_, first, second, third = story.article_ids()
    story.screen.focus_text()
    story.press(Qt.Key.Key_V, CTRL_SHIFT)
    # The keyboard stands on the first that is not open already.
    assert menu().activeAction() is menu().actions()[1]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert story.screen.article_id == third
    assert story.screen.pane.view.hasFocus()
    story.press(Qt.Key.Key_V, CTRL_SHIFT)
    press(Qt.Key.Key_Escape)
    assert story.screen.article_id == third
    assert story.screen.pane.view.hasFocus()
    story.press(Qt.Key.Key_V, CTRL_SHIFT)
    assert menu().activeAction() is menu().actions()[0]
    press(Qt.Key.Key_Return)
    assert story.screen.article_id == first
    assert second not in (first, third)


def test_choosing_the_open_one_changes_nothing(story: Desk) -> None:
    before = story.screen.article_id
    found = click_badge(story)
    press(Qt.Key.Key_Down)
    assert found.activeAction() is found.actions()[0]
    press(Qt.Key.Key_Return)
    assert story.screen.article_id == before
    assert [one.isChecked() for one in click_badge(story).actions()] == [True, False, False]
    press(Qt.Key.Key_Escape)


def test_the_entry_of_the_menu_is_there_for_stories_only(story: Desk) -> None:
    action = story.screen.commands.versions
    assert action in story.window.menus.annotate.actions()
    assert action.isEnabled()
    story.screen.open_article(story.article_ids()[0])
    assert not action.isEnabled()
    story.press(Qt.Key.Key_V, CTRL_SHIFT)
    assert QApplication.activePopupWidget() is None
    assert not story.screen.pane.view.versions_place().isValid()


def test_the_menu_stands_in_the_window_when_the_badge_is_scrolled_away(
    story: Desk, world: World, tmp_path: Path
) -> None:
    bring(world, tmp_path, ("D\n\n" + "It rained again in the hills.\n\n" * 80, "E"))
    story.window.opened.look_for_others()
    story.screen.open_article(story.article_ids()[-2])
    view = story.screen.pane.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    story.press(Qt.Key.Key_V, CTRL_SHIFT)
    found = menu()
    top = view.viewport().mapToGlobal(QPoint(0, 0)).y()
    assert top <= found.y() <= top + view.viewport().height()
    press(Qt.Key.Key_Escape)


def test_the_menu_is_no_wider_than_the_screen(story: Desk, world: World, tmp_path: Path) -> None:
    long = "Rain and rain again in all of the hills beyond the river"
    bring(world, tmp_path, (f"{long}\n\nIt rained.\n", f"{long} too\n\nIt rained.\n"), 3 * long)
    story.window.opened.look_for_others()
    found = click_badge(story)
    assert found.width() <= story.window.screen().availableGeometry().width()
    last = found.actions()[-1]
    assert "Rain and" in last.text()
    assert last.text().endswith("11 Mar 2025\tto do")
    assert last.toolTip() == f"{long} too"
    press(Qt.Key.Key_Escape)


def test_only_what_is_handed_to_the_person_is_counted_and_named(
    windows, project_path: Path, world: World, tmp_path: Path, qtbot
) -> None:
    people = [world.mira.person_id]
    assign(world.project, world.manager, world.round_id, people, overlap=0)
    window = windows.show_first()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.open_path(project_path, "Mira Sorel")
    desk = Desk(window, qtbot)
    *_, first, second, third = desk.article_ids()
    desk.screen.open_article(first)
    view = desk.screen.pane.view
    assert "3 versions" in view.accessibleDescription()
    # One is taken back, by another process, while the article is open.
    withdraw_assignment(
        world.project, world.manager, world.round_id, people[0], article_ids=[second]
    )
    window.opened.look_for_others()
    assert "2 versions" in view.accessibleDescription()
    assert [one.partition(" ")[0] for one in words(click_badge(desk))] == ["R&&D", "Clouds"]
    press(Qt.Key.Key_Escape)
    withdraw_assignment(
        world.project, world.manager, world.round_id, people[0], article_ids=[third]
    )
    window.opened.look_for_others()
    assert "versions" not in view.accessibleDescription()
    assert not desk.screen.commands.versions.isEnabled()


def test_one_that_was_taken_back_meanwhile_is_not_opened(story: Desk, world: World) -> None:
    """The window has not looked since; a click must not open what is not there any more."""
    *_, first, second, _third = story.article_ids()
    found = click_badge(story)
    assign(world.project, world.manager, world.round_id, [world.jonas.person_id], overlap=0)
    action = found.actions()[1]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=found.actionGeometry(action).center())
    QApplication.processEvents()
    assert story.screen.article_id == first
    assert story.screen.pane.notice.words
    assert second != first
