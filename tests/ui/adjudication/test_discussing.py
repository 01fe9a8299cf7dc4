"""Parking an item with a note: the note belongs to its item, and the item can be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.adjudication.item import ItemState
from annotator.services.adjudication.deciding import discuss
from annotator.services.adjudication.reading import read_adjudication
from tests.services.coded import judge


def note(bench):
    return bench.screen.panel.bar.note


def click(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def begin(bench, words: str, text: str):
    item = bench.go_to(words)
    click(bench.screen.panel.bar.discuss)
    bench.qtbot.keyClicks(bench.window.focusWidget(), text)
    return item


def test_a_note_stays_with_the_item_for_which_it_was_typed(bench):
    first = begin(bench, "We will talk", "Is this one?")
    other = bench.go_to("Never")
    assert not note(bench).isVisible()
    assert bench.screen.presenter.unsaved() == 1
    bench.go_to("We will talk")
    assert note(bench).isVisible()
    assert note(bench).text() == "Is this one?"
    note(bench).setFocus()
    bench.press(Qt.Key.Key_Return)
    bench.settle()
    assert bench.screen.presenter.find(first.id).decision.rationale == "Is this one?"
    assert bench.screen.presenter.find(other.id).state is ItemState.OPEN


def test_discuss_once_more_keeps_what_is_typed_and_a_button_stores_it(bench):
    item = bench.go_to("We will talk")
    bar = bench.screen.panel.bar
    click(bar.discuss)
    assert bar.park.isVisible()
    assert not bar.park.isEnabled()
    bench.qtbot.keyClicks(bench.window.focusWidget(), "Is this")
    click(bar.discuss)
    assert bench.window.focusWidget() is note(bench)
    bench.qtbot.keyClicks(bench.window.focusWidget(), " one?")
    assert note(bench).text() == "Is this one?"
    click(bar.park)
    bench.settle()
    assert bench.screen.presenter.find(item.id).decision.rationale == "Is this one?"
    assert bench.screen.presenter.unsaved() == 0


def test_a_note_outlives_a_choice_and_a_new_reading(bench):
    begin(bench, "We will talk", "Is this one?")
    bench.screen.panel.table.focus_gold()
    bench.take("A")
    bench.screen.presenter.reread()
    assert note(bench).text() == "Is this one?"
    assert note(bench).isVisible()


def test_escape_gives_the_note_up(bench):
    item = begin(bench, "We will talk", "Is this one?")
    bench.press(Qt.Key.Key_Escape)
    assert not note(bench).isVisible()
    bench.go_to("Never")
    bench.go_to("We will talk")
    assert not note(bench).isVisible()
    assert bench.screen.presenter.find(item.id).state is ItemState.OPEN


def test_a_parked_item_is_taken_out_of_discussion_by_a_button(bench):
    item = begin(bench, "We will talk", "Is this one?")
    bench.press(Qt.Key.Key_Return)
    bench.settle()
    bench.go_to("We will talk")
    banner = bench.screen.panel.state
    assert banner.words == "In discussion: Is this one?"
    assert banner.button.text() == "Take out of discussion"
    click(banner.button)
    bench.settle()
    assert bench.item.id == item.id
    assert bench.item.state is ItemState.OPEN
    assert bench.item.decision is None
    assert "No longer in discussion" in bench.notice
    assert not bench.screen.notice.may_act
    bench.window.actions_.redo.trigger()
    bench.settle()
    assert bench.screen.presenter.find(item.id).state is ItemState.DISCUSS


def test_what_another_parked_is_decided_not_taken_back(bench):
    world, item = bench.world, bench.go_to("We will talk")
    other = judge(world, "Odalys Brandt")
    place = bench.screen.presenter.article_id, bench.screen.presenter.reading.round_id
    discuss(world.project, other, *place, item.id, "Is this one?")
    bench.qtbot.waitUntil(
        lambda: bench.screen.presenter.find(item.id).state is ItemState.DISCUSS, timeout=5_000
    )
    assert bench.screen.panel.state.words == "In discussion: Is this one?"
    assert not bench.screen.panel.state.button.isVisible()
    reading = read_adjudication(world.project, other, *place)
    assert reading.item(item.id).state is ItemState.DISCUSS
