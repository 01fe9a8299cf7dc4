"""The Adjudicate screen by keys: taking, editing, deciding, and what must not be lost."""

import pytest
from PySide6.QtCore import Qt

from annotator.domain.adjudication.item import CONTENT, ItemState
from annotator.domain.decisions import Outcome
from annotator.domain.text.spans import SpanRole
from annotator.services.adjudication.deciding import decide
from tests.services.adjudicated import hand_in
from tests.services.coded import maker_and_mira_coded, mark
from tests.services.world import World, sound

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_rail_tells_how_many_wait_and_only_adjudicators_see_it(enter_as, nothing_drawn, qtbot):
    window = enter_as("Jonas Reit", adjudicate=False)
    assert window.rail.button("adjudicate").isHidden()
    assert not window.actions_.adjudicate.isVisible()
    window.show_screen("adjudicate")
    assert window.adjudicate_screen is None
    assert window.screens.currentWidget() is window.annotate_screen


def test_the_badge_counts_what_is_to_decide(bench, qtbot):
    rail = bench.window.rail
    qtbot.waitUntil(lambda: "2 to decide" in rail.button("adjudicate").accessibleName())


def test_take_then_decide_goes_to_the_next_item(bench):
    item = bench.go_to("We will talk")
    mira = bench.letter_of(bench.world.mira.person_id)
    bench.take(mira)
    assert bench.draft.chosen("stance").value == "supports"
    assert bench.draft.chosen(CONTENT).taken_from == bench.world.mira.person_id
    bench.decide()
    found = bench.screen.presenter.find(item.id)
    assert found.state is ItemState.DECIDED
    assert found.decision.outcome is Outcome.ACCEPTED
    assert found.gold.content[0].quote == "We will talk to them"
    assert bench.item.id != item.id
    sound(bench.world.project)


def test_fields_come_from_different_annotators(bench):
    bench.go_to("We will talk")
    world, table = bench.world, bench.screen.panel.table
    reading = bench.screen.presenter.reading
    places = {one.person_id: at for at, one in enumerate(reading.coders)}
    bench.screen.panel.boundary.buttons[places[world.mira.person_id]].click()
    column = places[world.jonas.person_id]
    for _ in range(len(reading.coders) - column):
        bench.press(Qt.Key.Key_Left)
    assert table.current_field == "stance"
    bench.press(Qt.Key.Key_Return)
    assert bench.draft.chosen("stance").taken_from == world.jonas.person_id
    assert bench.draft.chosen(CONTENT).taken_from == world.mira.person_id
    item = bench.item
    bench.decide()
    gold = bench.screen.presenter.find(item.id).gold
    assert gold.values["stance"] == "opposes"
    assert gold.content[0].quote == "We will talk to them"


def test_a_gold_that_is_nobodys_needs_a_rationale(bench):
    item = bench.go_to("We will talk")
    bench.take("A")
    bench.press(Qt.Key.Key_2)
    assert bench.draft.chosen("stance").value == "ambivalent"
    bench.decide()
    box = bench.screen.panel.rationale
    assert box.missing
    assert box.edit.hasFocus()
    assert bench.screen.presenter.find(item.id).state is ItemState.OPEN
    bench.qtbot.keyClicks(box.edit, "He weighs both sides.")
    assert not box.missing
    bench.decide()
    found = bench.screen.presenter.find(item.id)
    assert "Others" not in bench.notice  # nobody else was there
    assert found.decision.outcome is Outcome.EDITED
    assert found.decision.rationale == "He weighs both sides."


def test_deciding_without_a_choice_leads_to_what_is_missing(bench):
    bench.go_to("We will talk")
    bench.decide()
    assert "Stance" in bench.notice
    assert bench.screen.panel.table.current_field == "stance"


def test_words_marked_in_the_text_become_the_content(bench):
    item = bench.go_to("We will talk")
    bench.take("A")
    bench.select("will talk to them")
    bench.press(Qt.Key.Key_A)
    assert [one.quote for one in bench.draft.value(CONTENT)] == ["will talk to them"]
    bench.press(Qt.Key.Key_N)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "Only this.")
    bench.decide()
    gold = bench.screen.presenter.find(item.id).gold
    assert [one.quote for one in gold.content] == ["will talk to them"]


def test_where_somebody_marked_nothing_enter_decides_nothing_by_itself(bench):
    never = bench.go_to("Never")
    bench.decide()
    assert bench.screen.presenter.find(never.id).state is ItemState.OPEN
    assert "reject" in bench.notice
    bench.take(bench.letter_of(bench.world.mira.person_id))
    assert "marked nothing" in bench.notice
    bench.take(bench.letter_of(bench.world.jonas.person_id))
    bench.decide()
    assert bench.screen.presenter.find(never.id).gold is not None


def test_reject_and_discuss(bench):
    first = bench.go_to("We will talk")
    bench.press(Qt.Key.Key_D)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "Ask on Monday")
    bench.press(Qt.Key.Key_Return)
    bench.settle()
    assert bench.screen.presenter.find(first.id).state is ItemState.DISCUSS
    assert bench.item_about("Never").state is ItemState.OPEN  # Enter reached nothing else
    never = bench.go_to("Never")
    bench.press(Qt.Key.Key_X)
    bench.settle()
    found = bench.screen.presenter.find(never.id)
    assert found.decision.outcome is Outcome.REJECTED
    assert found.gold is None


def test_an_attribution_nobody_marked(bench):
    bench.select("Valmont had promised talks")
    bench.press(Qt.Key.Key_G)
    assert bench.screen.presenter.is_new
    bench.press(Qt.Key.Key_1)
    bench.select("An official")
    bench.press(Qt.Key.Key_W)
    bench.screen.controller.set_field("conditional", None)
    bench.press(Qt.Key.Key_N)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "Overlooked.")
    bench.decide()
    gold = bench.screen.presenter.reading.gold
    assert [one.content[0].quote for one in gold] == ["Valmont had promised talks"]
    assert gold[0].values["stance"] == "supports"


def test_undo_brings_the_item_back_and_redo_the_decision(bench):
    item = bench.go_to("We will talk")
    bench.take("B")
    bench.decide()
    bench.window.actions_.undo.trigger()
    bench.settle()
    assert bench.screen.presenter.find(item.id).state is ItemState.OPEN
    assert bench.item.id == item.id
    bench.window.actions_.redo.trigger()
    bench.settle()
    assert bench.screen.presenter.find(item.id).state is ItemState.DECIDED


def test_a_decided_item_is_reopened_and_superseded(bench):
    item = bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    bench.go_to("We will talk")
    assert not bench.screen.presenter.editable
    bench.press(Qt.Key.Key_E)
    assert bench.screen.presenter.editable
    bench.take("B")
    bench.decide()
    found = bench.screen.presenter.find(item.id)
    assert len(found.earlier) == 1
    bench.go_to("We will talk")
    assert bench.screen.panel.history.isVisible()


def test_ones_own_coding_needs_an_override_that_is_recorded(enter_as, nothing_drawn):
    bench = enter_as("Edda Holm", maker_and_mira_coded)
    item = bench.go_to("We will talk")
    bench.take("A")
    assert bench.draft.chosen("stance") is None
    assert bench.screen.panel.own.isVisible()
    bench.screen.panel.own.button.click()
    bench.take("A")
    bench.decide()
    assert bench.screen.presenter.find(item.id).decision.own_coding


def test_an_unsaved_draft_survives_what_others_do(bench):
    item = bench.go_to("We will talk")
    bench.take("A")
    bench.press(Qt.Key.Key_2)
    bench.go_to("Never")
    world = bench.world
    other = bench.item_about("Never")
    decide_as_somebody_else(world, other)
    bench.window.opened.look_for_others()
    bench.settle()
    bench.screen.presenter.select(item.id)
    assert bench.draft.chosen("stance").value == "ambivalent"


def decide_as_somebody_else(world: World, item) -> None:
    (one,) = item.candidates.values()
    fields = dict(item.agreed)
    assert one.content
    decide(world.project, world.adjudicator, world.articles[0], world.round_id, item.id, fields)


def test_exact_matches_are_accepted_on_request(bench, qtbot):
    from annotator.ui.dialogs.accept_exact_dialog import AcceptExactDialog
    from tests.ui.windows.test_main_window import answer_dialog

    counts = bench.screen.disagreements.counts
    assert counts.exact == 2  # the plan, and the article's own values

    def act(dialog: AcceptExactDialog) -> None:
        dialog.begin_button.click()
        qtbot.waitUntil(lambda: dialog.report is not None)
        dialog.begin_button.click()

    answer_dialog(AcceptExactDialog, act)
    bench.screen.commands.accept_exact.trigger()
    bench.settle()
    qtbot.waitUntil(lambda: bench.screen.disagreements.counts.exact == 0)
    assert bench.item_about("the plan").decision.outcome is Outcome.UNANIMOUS


def test_when_all_is_settled_the_screen_says_so(bench, qtbot):
    test_exact_matches_are_accepted_on_request(bench, qtbot)
    with qtbot.waitActive(bench.window):
        bench.window.activateWindow()
    bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    bench.go_to("Never")
    bench.press(Qt.Key.Key_X)
    bench.settle()
    assert bench.screen.disagreements.counts.to_decide == 0
    assert bench.screen.panel.empty.isVisible()
    assert "Adjudicated 4 of 4" in bench.window.status_bar._done.text()


def test_a_blind_check_covers_the_annotators_until_one_has_chosen(enter_as, monkeypatch):
    for module in (
        "annotator.domain.adjudication.item_making",
        "annotator.services.adjudication.bulk",
    ):
        monkeypatch.setattr(f"{module}.left_for_check", lambda *_: True)
    bench = enter_as()
    item = bench.go_to("the plan")
    assert item.state is ItemState.CHECK
    assert bench.draft.covered
    cell = bench.screen.panel.table.cell("stance", 0)
    assert "Opposes" not in cell.accessibleName()
    bench.take("A")
    assert bench.draft.chosen("stance") is None
    bench.press(Qt.Key.Key_4)
    bench.screen.controller.mark(SpanRole.SOURCE, bench.select("Tomas Ekdahl"))
    bench.decide()
    assert not bench.draft.covered
    assert "Opposes" in bench.screen.panel.table.cell("stance", 0).accessibleName()
    bench.decide()
    found = bench.screen.presenter.find(item.id)
    assert found.state is ItemState.DECIDED
    assert found.decision.blind_check


def test_digits_do_not_reach_the_screen_from_a_text_field(bench):
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_N)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "1 E X G")
    assert bench.draft.rationale == "1 E X G"
    assert bench.draft.chosen("stance") is None


@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_K])
def test_next_and_previous_item(bench, key):
    start = bench.item.id
    bench.press(key)
    if key == Qt.Key.Key_J:
        assert bench.item.id != start
        bench.press(Qt.Key.Key_K)
    assert bench.item.id == start


def test_f6_goes_round_and_escape_leads_back_to_the_queue(bench):
    bench.screen.panel.table.focus_gold()
    panes = []
    for _ in range(3):
        bench.press(Qt.Key.Key_F6)
        focus = bench.window.focusWidget()
        panes.append(
            next(
                name
                for name in ("queue", "article", "panel")
                if getattr(bench.screen, name).isAncestorOf(focus)
            )
        )
    assert panes == ["queue", "article", "panel"]
    bench.press(Qt.Key.Key_Escape)
    assert bench.screen.article.view.hasFocus()
    bench.press(Qt.Key.Key_Escape)
    assert bench.screen.queue.list.hasFocus()


def test_a_single_annotators_article_becomes_gold_on_request_only(enter_as, nothing_drawn):
    from annotator.ui.dialogs.one_by_one_dialog import OneByOneDialog
    from tests.ui.windows.test_main_window import answer_dialog

    def coded(world: World) -> None:
        mark(world, world.mira, "Let it through", "Zahra Halimi", article=1)
        hand_in(world, world.mira, 1)

    bench = enter_as(coded=coded)
    assert bench.screen.disagreements.counts.single == 1

    def act(dialog: OneByOneDialog) -> None:
        (box,) = dialog.boxes.values()
        assert not box.isChecked()
        box.click()
        dialog.act_button.click()
        assert not box.isEnabled()
        dialog.close_button.click()

    answer_dialog(OneByOneDialog, act)
    bench.screen.commands.promote.trigger()
    bench.settle()
    bench.qtbot.waitUntil(lambda: bench.screen.disagreements.counts.single == 0)
    sound(bench.world.project)


def test_another_person_at_work_leaves_the_screen_when_not_an_adjudicator(bench):
    from annotator.services.managing.people import person_named

    opened = bench.window.opened
    bench.go_to("We will talk")
    bench.take("A")
    opened.become(person_named(opened.project, "Mira Sorel"))
    assert bench.window.screens.currentWidget() is bench.window.annotate_screen
    assert bench.screen.presenter.reading is None
    opened.become(person_named(opened.project, "Signe Aldous"))
    bench.window.show_screen("adjudicate")
    bench.settle()
    assert bench.item is not None
    assert not bench.draft.touched
