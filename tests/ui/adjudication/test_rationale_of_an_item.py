"""A rationale belongs to the item for which it is typed, wherever the caret stays."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.adjudication.item import ItemState


def write(bench, words: str) -> None:
    """Type where the keyboard is, without a pause."""
    for letter in words:
        QTest.keyClick(bench.window.focusWidget(), letter)


def test_the_next_item_has_no_words_of_the_one_just_decided(bench):
    box = bench.screen.panel.rationale.edit
    first = bench.go_to("We will talk")
    bench.take("A")
    bench.press(Qt.Key.Key_N)
    write(bench, "She says so below.")
    bench.decide()
    assert bench.screen.presenter.find(first.id).decision.rationale == "She says so below."
    assert bench.item.id != first.id
    assert box.toPlainText() == ""
    assert bench.draft.rationale == ""
    bench.press(Qt.Key.Key_N)
    write(bench, "Own words.")
    assert bench.draft.rationale == "Own words."


def test_words_stay_with_their_item_while_the_caret_stays_in_the_box(bench):
    box = bench.screen.panel.rationale.edit
    first = bench.go_to("We will talk")
    bench.press(Qt.Key.Key_N)
    write(bench, "About the talks")
    bench.screen.presenter.select(bench.item_about("Never").id)
    assert bench.window.focusWidget() is box
    assert box.toPlainText() == ""
    write(bench, "About never")
    bench.screen.presenter.select(first.id)
    assert box.toPlainText() == "About the talks"
    write(bench, "!")
    assert "!" in bench.draft.rationale
    assert "About the talks" in bench.draft.rationale
    bench.go_to("Never")
    assert box.toPlainText() == bench.draft.rationale == "About never"


def test_words_typed_survive_a_choice_and_the_work_of_others(bench):
    box = bench.screen.panel.rationale.edit
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_N)
    write(bench, "Half a")
    bench.screen.controller.take(0)
    bench.screen.presenter.reread()
    QApplication.processEvents()
    write(bench, " word")
    assert box.toPlainText() == bench.draft.rationale == "Half a word"
    assert bench.item.state is ItemState.OPEN
