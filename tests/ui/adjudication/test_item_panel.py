"""The panel of an item: what it shows, what is hidden before a first choice, and its editors."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar

from annotator.domain.adjudication.item import CONTENT, SPEAKER, ItemState
from annotator.ui.widgets.adjudication.table_rows import GoldState
from tests.services.adjudicated import hand_in
from tests.services.coded import hand_in_again, mark
from tests.services.world import World


def labels(bench) -> list[str]:
    return [row.label for row in bench.screen.panel.table._rows]


def test_confidence_and_notes_come_after_a_first_choice(bench):
    def confidence() -> list[str]:
        rows = bench.screen.panel.table._rows
        return [cell.words for row in rows if row.label == "Confidence" for cell in row.cells]

    bench.go_to("We will talk")
    assert confidence() == ["after your choice"] * 2
    bench.take("A")
    assert sorted(confidence()) == ["High", "Low"]


def test_buttons_below_the_table_stay_where_they_are_when_something_is_chosen(bench):
    bench.go_to("We will talk")
    QApplication.processEvents()
    buttons = bench.screen.panel.boundary.buttons
    window = bench.window
    before = [one.mapTo(window, QPoint(0, 0)).y() for one in buttons]
    cell = bench.screen.panel.table.cell("stance", 0)
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert bench.draft.chosen("stance") is not None
    buttons = bench.screen.panel.boundary.buttons
    assert [one.mapTo(window, QPoint(0, 0)).y() for one in buttons] == before


def test_what_is_typed_in_a_cell_outlives_a_new_reading(bench):
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_S)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "Halv")
    bench.screen.filling.show()
    assert bench.screen.panel.table.editing
    assert bench.window.focusWidget().text() == "Halv"


def test_differing_fields_are_marked_and_agreed_ones_ticked(bench):
    bench.go_to("We will talk")
    rows = {row.label: row for row in bench.screen.panel.table._rows}
    assert rows["Stance"].differs
    assert rows["Stance"].gold.state is GoldState.EMPTY
    assert not rows["Conditional"].differs
    assert rows["Conditional"].gold.state is GoldState.AGREED
    cell = bench.screen.panel.table.cell("stance", 0)
    assert "differs" in cell.accessibleName()


def test_the_boundary_is_shown_word_by_word(bench):
    bench.go_to("We will talk")
    panel = bench.screen.panel.boundary
    assert panel._figures.text() == "overlap 3 of 5 words · IoU 0.60"
    assert sorted(one.text() for one in panel.buttons) in (
        ["Use A: 3 words", "Use B: 5 words"],
        ["Use A: 5 words", "Use B: 3 words"],
    )
    panel.buttons[0].click()
    assert bench.draft.chosen(CONTENT).taken_from is not None


def test_a_click_on_a_cell_takes_the_field(bench):
    bench.go_to("We will talk")
    cell = bench.screen.panel.table.cell("stance", 1)
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    coder = bench.screen.presenter.reading.coders[1]
    assert bench.draft.chosen("stance").taken_from == coder.person_id


def test_the_list_of_a_choice_is_in_the_order_of_the_codebook(bench):
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_E)
    menu = bench.screen.panel.table.menu
    stance = bench.draft.codebook.primary
    assert [one.value for one in menu.options()] == [one.key for one in stance.values]
    QTest.keyClick(menu, Qt.Key.Key_4)
    assert bench.draft.chosen("stance").value == "opposes"
    assert bench.screen.panel.table.hasFocus() is False


def test_arrow_keys_stay_in_the_table(bench):
    bench.go_to("We will talk")
    table = bench.screen.panel.table
    for _ in range(20):
        bench.press(Qt.Key.Key_Up)
    assert table.current_field == "stance"
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        bench.press(key)
    assert table.cell("stance", 0).hasFocus()
    bench.press(Qt.Key.Key_Down)
    assert table.current_field == SPEAKER


def test_the_speaker_is_completed_in_the_gold_column(bench):
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_S)
    field = bench.window.focusWidget()
    assert isinstance(field, QLineEdit)
    bench.press(Qt.Key.Key_Escape)
    assert not bench.screen.panel.table.editing
    assert bench.screen.panel.table.isAncestorOf(bench.window.focusWidget())


def test_many_coders_scroll_and_the_gold_stays_in_sight(enter_as, nothing_drawn):
    from annotator.domain.people import Actor, Role
    from annotator.services.managing.people import add_person, person_named

    def coded(world: World) -> None:
        for number in range(6):
            name = f"Coder Number {number}"
            add_person(world.project, world.manager, name)
            actor = Actor(person_named(world.project, name).id, Role.ANNOTATOR)
            mark(world, actor, stance="opposes" if number % 2 else "supports")
            hand_in(world, actor)

    bench = enter_as(coded=coded)
    table = bench.screen.panel.table
    bench.go_to("We will talk")
    assert len(bench.screen.presenter.reading.coders) == 6
    (bar,) = table.findChildren(QScrollBar)
    assert bar.isVisible()
    gold = table.cell("stance", 6)
    assert gold.geometry().right() <= table.width()
    for _ in range(6):
        bench.press(Qt.Key.Key_Left)
    assert table.cell("stance", 0).hasFocus()
    assert bar.value() == 0
    bench.take("F")
    assert bench.draft.chosen("stance") is not None


def test_a_stale_item_says_what_changed(enter_as, nothing_drawn):
    marked = {}

    def coded(world: World) -> None:
        marked["mira"] = mark(world, world.mira, stance="supports")
        mark(world, world.jonas, stance="opposes")
        hand_in(world, world.mira)
        hand_in(world, world.jonas)

    bench = enter_as(coded=coded)
    item = bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    hand_in_again(bench.world, bench.world.mira, marked["mira"], "stance", "unclear")
    bench.window.opened.look_for_others()
    bench.settle()
    bench.screen.presenter.select(item.id)
    assert bench.item.state is ItemState.STALE
    letter = bench.letter_of(bench.world.mira.person_id)
    assert bench.screen.panel.state.words == f"{letter} changed since your decision: stance."
    assert bench.screen.presenter.editable


def test_a_failed_write_keeps_the_draft(bench, monkeypatch):
    from annotator.domain.errors import StorageFailed
    from annotator.services.adjudication import deciding as adjudicating

    item = bench.go_to("We will talk")
    bench.take("A")

    stored, full = adjudicating.decide, [True]

    def decide(*args, **more):
        if full:
            raise StorageFailed("disk_full")
        return stored(*args, **more)

    monkeypatch.setattr(adjudicating, "decide", decide)
    bench.decide()
    assert bench.window.opened.status.failed
    assert "Not saved" in bench.window.messages.words
    assert bench.draft.chosen("stance") is not None
    assert bench.item.id == item.id
    assert bench.item.state is ItemState.OPEN
    full.clear()
    bench.window.opened.status.retry()
    bench.settle()
    assert bench.screen.presenter.find(item.id).state is ItemState.DECIDED


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_forces_the_window_wider_than_a_small_screen(bench, preferences, scale, qtbot):
    preferences.text_size = scale
    bench.go_to("We will talk")
    qtbot.wait(50)
    assert bench.screen.minimumSizeHint().width() <= 1200
    assert bench.window.minimumSizeHint().width() <= 1280


def test_the_rule_line_follows_the_field(bench):
    bench.go_to("We will talk")
    panel = bench.screen.panel
    assert panel.rule.words == "Stance"
    bench.press(Qt.Key.Key_1)
    assert panel.rule.words == "Stance: Supports"
    panel.rule.link.click()
    assert bench.window.codebook_screen.section == "stance"


def test_buttons_below_the_table_follow_the_size_of_letters(bench, theme):
    bench.go_to("We will talk")
    panel = bench.screen.panel.boundary

    def height() -> int:
        QApplication.processEvents()
        return panel.mark_button.sizeHint().height()

    before = height()
    theme.text_scale = 2.0
    assert height() > before
    theme.text_scale = 1.0
    assert height() == before
