"""Letters of 150 % and 200 % on small screens: enough rows, and nothing of the queue is cut."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.services.adjudication.queue import ItemLine
from annotator.ui.models.disagreement_model import ROW_ROLE
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.disagreement_queue import DisagreementQueue
from annotator.ui.windows.application_windows import ApplicationWindows
from annotator.ui.windows.main_window import MainWindow
from tests.ui import real_windows
from tests.ui.adjudication.queue_and_article.conftest import CODEBOOK, PRIMARY, Table

preferences, windows = real_windows.preferences, real_windows.windows

SCREENS = ((1280, 800), (1440, 900))


@pytest.fixture
def window(
    windows: ApplicationWindows,
    template: Path,
    tmp_path: Path,
    preferences: Preferences,
    qtbot: QtBot,
) -> Iterator[MainWindow]:
    """The sample project, opened by an adjudicator in a real window."""
    path = Path(shutil.copyfile(template, tmp_path / "sample.stance"))
    shown = windows.show_first()
    shown.open_path(path, "Edda Voss")
    shown.show_screen("adjudicate")
    qtbot.waitUntil(lambda: queue_of(shown).current() is not None, timeout=5_000)
    yield shown
    preferences.text_size = 100


@pytest.fixture
def narrow(
    queue: DisagreementQueue, theme: Theme, table: Table
) -> Iterator[tuple[DisagreementQueue, tuple[ItemLine, ...]]]:
    """A queue as it is at 200 % on a screen of 1280 by 800, and its lines."""
    lines = table.lines()
    queue.show_counts(table.counts())
    queue.show_lines(lines, CODEBOOK)
    theme.text_scale = 2.0
    queue.resize(320, 699)
    settle()
    yield queue, lines
    theme.text_scale = 1.0


def queue_of(window: MainWindow) -> DisagreementQueue:
    assert window.adjudicate_screen is not None
    return window.adjudicate_screen.queue


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def whole_items(queue: DisagreementQueue) -> int:
    """Return how many items are wholly in sight."""
    view = queue.list
    rows = (queue.model.index(at) for at in range(queue.model.rowCount()))
    return sum(
        isinstance(one.data(ROW_ROLE), ItemLine)
        and view.viewport().rect().contains(view.visualRect(one))
        for one in rows
    )


def place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize(("wide", "high"), SCREENS)
@pytest.mark.parametrize("size", [100, 150, 175, 200])
def test_four_items_and_the_whole_footer_are_in_sight(window, preferences, size, wide, high):
    window.resize(wide, high)
    preferences.text_size = size
    settle()
    assert (window.width(), window.height()) == (wide, high)
    queue = queue_of(window)
    queue.list.scrollToTop()
    assert whole_items(queue) >= 4
    footer = queue.footer
    assert queue.rect().contains(footer.geometry())
    assert not footer.geometry().intersects(place(queue.list, queue))
    for button in (footer.review, footer.accept):
        assert button.isVisible()
        assert footer.rect().contains(place(button, footer))
        assert button.height() >= button.sizeHint().height()
        words = button.fontMetrics().horizontalAdvance(getattr(button, "shown", button.text()))
        assert words < button.width()
    for label in (queue.head.title, queue.head.count):  # wide letters may cut them
        assert not label.cut or label.text() in label.toolTip()
    for one in (queue.head, queue.field, queue.kind_box):
        assert not one.isVisible() or queue.rect().contains(place(one, queue))


@pytest.mark.parametrize("size", [100, 150, 200])
def test_words_of_the_footer_have_all_the_lines_that_they_take(window, preferences, size):
    window.resize(1440, 1300)
    preferences.text_size = size
    settle()
    queue = queue_of(window)
    counts = replace(
        window.adjudicate_screen.disagreements.counts, exact=1_043, drawn=103, acceptable=940
    )
    queue.show_counts(counts)
    settle()
    words = queue.footer._words
    assert words.isVisible() or size == 200
    if words.isVisible():
        assert words.height() >= words.heightForWidth(words.width())
    assert str(counts.acceptable) in queue.footer.accept.accessibleName()


def test_with_room_again_everything_is_as_before(window, preferences):
    window.resize(1280, 800)
    settle()
    queue = queue_of(window)
    parts = (queue.head, queue.field, queue.chips, queue.list, queue.footer, queue.footer.accept)
    before = [place(one, queue) for one in parts]
    words = queue.footer.accept.text(), queue.footer.review.text(), queue.head.count.text()
    preferences.text_size = 200
    settle()
    assert not queue.chips.isVisible()
    preferences.text_size = 100
    settle()
    assert [place(one, queue) for one in parts] == before
    assert not queue.kind_box.isVisible()
    assert words == (
        queue.footer.accept.text(),
        queue.footer.review.text(),
        queue.head.count.text(),
    )


def test_everything_can_be_reached_by_tab(window, preferences, qtbot):
    window.resize(1280, 800)
    preferences.text_size = 200
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    queue = queue_of(window)
    queue.field.setFocus()
    reached = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [queue.kind_box, queue.list, queue.footer.review, queue.footer.accept]


def test_the_list_of_kinds_filters_as_the_chips_do(narrow, collected):
    queue, lines = narrow
    wanted = collected(queue.filter_changed)
    box = queue.kind_box
    assert not queue.chips.isVisible()
    assert [box.itemText(at) for at in range(box.count())] == [
        one.text() for one in queue.chips.buttons
    ]
    assert box.currentText() == f"All {len(lines)}"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert [one.kinds for one in wanted] == [{PRIMARY}]
    assert queue.filter.kinds == {PRIMARY}
    assert queue.chips.buttons[1].isChecked()
    queue.show_lines(lines, CODEBOOK)
    found = queue.model.item_count
    assert 0 < found < len(lines)
    # In words the number is longer than the line; it is whole in the tool tip.
    assert queue.head.count.text() == str(found)
    assert f"{found} of {len(lines)}" in queue.head.count.toolTip()
    queue.clear_filter()
    assert box.currentIndex() == 0


def test_the_keyboard_goes_from_the_chips_to_the_list_and_back(narrow, theme):
    queue, _lines = narrow
    theme.text_scale = 1.0
    settle()
    queue.chips.buttons[0].setFocus()
    theme.text_scale = 2.0
    settle()
    assert queue.kind_box.hasFocus()
    theme.text_scale = 1.0
    settle()
    assert queue.chips.buttons[0].hasFocus()


def test_what_is_not_written_is_in_tool_tips_and_names(narrow, table):
    queue, _lines = narrow
    counts = replace(table.counts(), acceptable=40, drawn=3, exact=43)
    queue.show_counts(counts)
    settle()
    accept, review = queue.footer.accept, queue.footer.review
    assert accept.shown == "Accept 40"
    assert accept.accessibleName() == "Accept 40, leave 3 to check"
    assert "43 exact matches left, 3 of them to check blind" in accept.toolTip()
    assert "43 exact matches left" in review.toolTip()
    assert review.accessibleName() == "Review the list of exact matches"
    line = queue.current() or queue.model.line_at(queue.model.item_from(0, 1))
    index = queue.model.index_of(line.id)
    assert line.quote[:20] in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_number_is_never_shortened_to_another_one(narrow, table):
    queue, _lines = narrow
    queue.show_counts(replace(table.counts(), acceptable=12_345, drawn=0, exact=12_345))
    settle()
    assert queue.footer.accept.shown == "Accept"
    assert queue.footer.accept.accessibleName() == "Accept 12,345 exact matches"


def test_with_nothing_to_accept_the_footer_says_so(narrow, table):
    queue, _lines = narrow
    queue.show_counts(replace(table.counts(), exact=0, acceptable=0, drawn=0))
    settle()
    footer = queue.footer
    assert not footer.accept.isVisible()
    assert footer._words.isVisible()
    assert footer.words == "No exact matches left"
    assert footer.rect().contains(place(footer._words, footer))
