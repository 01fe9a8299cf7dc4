"""The keyboard stays in the panel of an item, whatever is made anew there, and does no harm."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.widgets.adjudication.table_cells import GoldCell
from tests.services.coded import maker_and_mira_coded

LEFT = Qt.MouseButton.LeftButton


def focus(bench):
    QApplication.processEvents()
    return bench.window.focusWidget()


def in_panel(bench) -> bool:
    found = focus(bench)
    return found is not None and bench.screen.panel.isAncestorOf(found) and found.isVisible()


def fields_of_tabs(bench, key: Qt.Key, times: int) -> list[str]:
    found = []
    for _ in range(times):
        bench.press(key)
        here = focus(bench)
        table = bench.screen.panel.table
        found.append(table.current_field if isinstance(here, GoldCell) else here.text())
    return found


# What is made anew


def test_the_button_of_a_boundary_keeps_the_keyboard(bench):
    bench.go_to("We will talk")
    panel = bench.screen.panel.boundary
    words = panel.buttons[1].text()
    QTest.mouseClick(panel.buttons[1], LEFT)
    assert focus(bench) is panel.buttons[1]
    assert panel.buttons[1].text() == words
    assert panel.buttons[1].isChecked()
    bench.press(Qt.Key.Key_Space)
    assert focus(bench) is panel.buttons[1]
    assert bench.window.screens.currentWidget() is bench.screen


def test_the_button_of_a_boundary_that_is_gone_leaves_the_keyboard_in_the_panel(bench):
    bench.go_to("We will talk")
    QTest.mouseClick(bench.screen.panel.boundary.buttons[0], LEFT)
    article = next(
        one for one in bench.screen.presenter.reading.items if one.subject.value == "article"
    )
    bench.screen.presenter.select(article.id)
    assert not bench.screen.panel.boundary.isVisible()
    assert bench.screen.panel.table.isAncestorOf(focus(bench))


@pytest.mark.parametrize("name", ["reopen", "decide"])
def test_a_button_that_goes_when_pressed_leaves_the_keyboard_in_the_panel(bench, name):
    bench.go_to("We will talk")
    bench.take("A")
    bar = bench.screen.panel.bar
    QTest.mouseClick(bar.decide, LEFT)
    bench.settle()
    if name == "reopen":
        bench.go_to("We will talk")
        QTest.mouseClick(bar.reopen, LEFT)
        assert bench.screen.presenter.editable
    assert in_panel(bench)


def test_giving_up_a_reopened_item_leaves_the_keyboard_in_the_panel(bench):
    bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_E)
    QTest.mouseClick(bench.screen.panel.state.button, LEFT)
    assert not bench.screen.presenter.editable
    assert in_panel(bench)


def test_allowing_ones_own_coding_leaves_the_keyboard_in_the_panel(enter_as, nothing_drawn):
    bench = enter_as("Edda Holm", maker_and_mira_coded)
    bench.go_to("We will talk")
    QTest.mouseClick(bench.screen.panel.own.button, LEFT)
    assert in_panel(bench)


def test_dropping_a_new_item_leaves_the_keyboard_on_the_screen(bench):
    bench.select("Valmont had promised talks")
    bench.press(Qt.Key.Key_G)
    QTest.mouseClick(bench.screen.panel.state.button, LEFT)
    assert bench.screen.presenter.item is None
    assert bench.screen.isAncestorOf(focus(bench))
    assert focus(bench).isVisible()


def test_other_letters_leave_the_keyboard_where_it_is(bench, theme):
    bench.go_to("We will talk")
    table, boundary = bench.screen.panel.table, bench.screen.panel.boundary
    theme.text_scale = 1.5
    assert focus(bench) is table.cell("stance", 2)
    boundary.buttons[0].setFocus()
    theme.text_scale = 1.0
    assert focus(bench) is boundary.buttons[0]


def test_a_cell_of_a_coder_keeps_the_keyboard_when_it_is_taken(bench):
    bench.go_to("We will talk")
    table = bench.screen.panel.table
    QTest.mouseClick(table.cell("stance", 1), LEFT)
    assert focus(bench) is table.cell("stance", 1)
    bench.press(Qt.Key.Key_Left)
    bench.press(Qt.Key.Key_Return)
    assert focus(bench) is table.cell("stance", 0)


def test_the_editor_of_a_speaker_gives_the_keyboard_back_to_its_cell(bench):
    bench.go_to("We will talk")
    table = bench.screen.panel.table
    bench.press(Qt.Key.Key_S)
    bench.press(Qt.Key.Key_Escape)
    assert focus(bench) is table.cell("speaker", 2)


# Tab and arrows


def test_tab_goes_through_the_gold_and_on_to_the_boundary(bench):
    bench.go_to("We will talk")
    table = bench.screen.panel.table
    fields = [row.field for row in table._rows if row.gold is not None]
    assert len(fields) > 3
    table.focus_gold(fields[0])
    first = bench.screen.panel.boundary.buttons[0].text()
    there = fields_of_tabs(bench, Qt.Key.Key_Tab, len(fields))
    assert there == [*fields[1:], first]
    back = fields_of_tabs(bench, Qt.Key.Key_Backtab, len(fields))
    assert back == fields[::-1]


def test_the_cell_to_which_tab_leads_is_the_current_one(bench):
    bench.go_to("We will talk")
    table = bench.screen.panel.table
    table.focus_gold("stance")
    bench.press(Qt.Key.Key_Tab)
    assert table.current_field == "speaker"
    bench.press(Qt.Key.Key_Left)
    assert focus(bench) is table.cell("speaker", 1)


def test_arrows_in_the_row_of_the_boundary_change_no_reason(bench):
    bench.go_to("We will talk")
    panel = bench.screen.panel
    QTest.mouseClick(panel.boundary.buttons[0], LEFT)
    for _ in range(5):
        bench.press(Qt.Key.Key_Down)
    assert focus(bench) is panel.boundary.mark_button
    assert panel.rationale.reason.currentIndex() == 0
    assert bench.draft.reason is None
    for _ in range(5):
        bench.press(Qt.Key.Key_Up)
    assert focus(bench) is panel.boundary.buttons[0]


# Digits


def test_a_digit_without_a_value_is_said_to_be_none(bench):
    bench.go_to("We will talk")
    bench.screen.panel.table.focus_gold("speaker")
    bench.press(Qt.Key.Key_9)
    assert bench.notice == "Stance has no value 9. Digits set it wherever you are."
    assert bench.draft.chosen("stance") is None


def test_a_digit_in_another_field_says_what_it_set(bench):
    bench.go_to("We will talk")
    bench.screen.panel.table.focus_gold("speaker")
    bench.press(Qt.Key.Key_4)
    assert bench.draft.value("stance") == "opposes"
    words = "Stance: Opposes. Digits set it wherever you are; F2 opens Speaker."
    assert bench.notice == words
    bench.screen.notice.hide()
    bench.screen.panel.table.focus_gold("stance")
    bench.press(Qt.Key.Key_1)
    assert bench.screen.notice.words == ""
