"""What one looks at stays in sight and in its place: rows of the queue, title, text, the rule."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.widgets.message_bar import Tone
from tests.services.coded import hand_in, let_be_drawn, mark
from tests.services.world import World

WORDS = ("We", "will", "talk", "to", "them", "the plan", "was empty", "Never", "not with them")


def much_coded(world: World) -> None:
    """Two annotators differ in the stance of many short passages."""
    for words in WORDS:
        mark(world, world.mira, words, stance="supports")
        mark(world, world.jonas, words, stance="opposes")
    hand_in(world, world.mira)
    hand_in(world, world.jonas)


def place_in(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


# The queue


def test_the_row_stays_whole_when_a_message_takes_room_above(enter_as, nothing_drawn):
    bench = enter_as(coded=much_coded)
    rows = bench.screen.queue.list
    bench.window.resize(1300, 700)
    QApplication.processEvents()

    def row() -> QRect:
        QApplication.processEvents()
        return rows.visualRect(rows.currentIndex())

    def whole() -> bool:
        return rows.viewport().rect().contains(row())

    seen = []
    for item in bench.screen.presenter.reading.items:
        bench.screen.presenter.select(item.id)
        if not bench.screen.queue.model.index_of(item.id).isValid():
            continue
        assert whole()
        before = rows.viewport().height()
        button = ("Back", lambda: None)
        bench.window.messages.say_passing(Tone.INFO, "You came from elsewhere.", (button,))
        QApplication.processEvents()
        assert rows.viewport().height() < before
        seen.append(whole())
        bench.window.messages.clear()
        QApplication.processEvents()
    assert len(seen) == len(WORDS)
    assert all(seen)


@pytest.mark.parametrize("at", [3, 4, 5, 6])
def test_the_row_is_whole_for_who_comes_from_elsewhere(enter_as, nothing_drawn, qtbot, at):
    from tests.ui.adjudication.conftest import JUDGE, Bench

    worlds: list[World] = []

    def coded(world: World) -> None:
        much_coded(world)
        worlds.append(world)

    window = enter_as(JUDGE, coded, adjudicate=False)
    window.resize(1300, 700)
    QApplication.processEvents()
    window.show_screen("adjudicate")
    screen = window.adjudicate_screen
    screen.open(worlds[0].articles[0], None)
    reading = screen.presenter.reading
    wanted = [one for one in reading.items if one.subject.value == "attribution"][at]
    screen.presenter.select(wanted.id)
    window.messages.say_passing(Tone.INFO, "You came from elsewhere.", (("Back", int),))
    Bench(window, worlds[0], qtbot).settle()
    qtbot.waitUntil(lambda: screen.disagreements.counts is not None, timeout=5_000)
    QApplication.processEvents()
    rows = screen.queue.list
    assert screen.queue.current().id == wanted.id
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


# The notice, and marking in the text


@pytest.mark.parametrize("scale", [100, 200])
def test_what_was_done_is_said_where_nothing_is_covered(bench, preferences, scale):
    preferences.text_size = scale
    bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    notice, article, window = bench.screen.notice, bench.screen.article, bench.window
    assert notice.isVisible()
    assert notice.may_act
    said = place_in(window, notice)
    head = article.head
    for part in (head.title, head.previous, head.following, article.heads, article.view):
        assert not said.intersects(place_in(window, part)), part
    assert place_in(window, bench.screen).contains(said)
    QTest.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not notice.isVisible()
    assert bench.draft.touched


def test_marking_in_the_text_moves_no_text_aside(bench):
    bench.go_to("We will talk")
    view, bar = bench.screen.article.view, bench.screen.article.view.verticalScrollBar()
    bench.screen.article.view.set_zoom(200)
    height = _last_without(bar.maximum, bench.window)
    assert height > bench.window.minimumSizeHint().height()
    assert bar.maximum() == 0
    before = view.column_sides()
    QTest.mouseClick(bench.screen.panel.boundary.mark_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert bench.screen.article.hint.isVisible()
    assert bar.maximum() > 0
    assert view.column_sides() == before


def _last_without(scrolled: Callable[[], int], window: QWidget) -> int:
    """Make a window as low as it can be while all of the text has room; return its height."""
    for height in range(1600, 400, -20):
        window.resize(1300, height)
        QApplication.processEvents()
        if scrolled():
            for one in (1600, height + 20):  # from above: a scroll bar that is there may stay
                window.resize(1300, one)
                QApplication.processEvents()
            return height + 20
    raise AssertionError("the text always has room")


# The rule


def articles_item(bench):
    found = next(
        one for one in bench.screen.presenter.reading.items if one.subject.value == "article"
    )
    bench.screen.presenter.select(found.id)
    bench.screen.panel.table.focus_gold()
    return found


def test_the_rule_of_an_article_is_about_the_article(enter_as, nothing_drawn):
    def coded(world: World) -> None:
        hand_in(world, world.mira)
        hand_in(world, world.jonas, relevance="not_relevant")

    bench = enter_as(coded=coded)
    articles_item(bench)
    panel = bench.screen.panel
    assert panel.rule.words == "Relevance"
    panel.table.focus_gold("state")
    assert panel.rule.words == "Relevance"
    QTest.mouseClick(panel.rule.link, Qt.MouseButton.LeftButton)
    assert bench.window.codebook_screen.section == "relevance"


def test_the_rule_of_a_blind_check_of_an_article_is_about_the_article(enter_as, monkeypatch):
    let_be_drawn(monkeypatch, True)
    bench = enter_as()
    articles_item(bench)
    assert bench.draft.covered
    assert bench.screen.panel.rule.words == "Relevance"
