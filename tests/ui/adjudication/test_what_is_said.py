"""What the Adjudicate screen says of its items, without which a newcomer is led astray."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.adjudication.item import ItemState
from annotator.domain.text.spans import SpanRole
from annotator.services import annotating
from annotator.ui.models.codebook_sections_model import ABOUT
from annotator.ui.widgets.adjudication.comparison_marks import item_label, marks_of
from annotator.ui.widgets.adjudication.table_cells import LabelCell
from annotator.ui.widgets.adjudication.table_rows import GoldState
from tests.services.adjudicated import hand_in
from tests.services.coded import let_be_drawn, mark
from tests.services.world import TEXTS, World, span_of


def rows(bench):
    return {row.field: row for row in bench.screen.panel.table._rows}


def chips(bench) -> dict[str, int]:
    return {one.chip.words: one.chip.count for one in bench.screen.queue.chips.buttons}


def reject(bench, words: str):
    item = bench.go_to(words)
    bench.press(Qt.Key.Key_X)
    bench.settle()
    return item


# Reopened


@pytest.fixture
def reopened(bench):
    """An item that was decided and is taken up again by its button."""
    item = bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    bench.go_to("We will talk")
    QTest.mouseClick(bench.screen.panel.bar.reopen, Qt.MouseButton.LeftButton)
    bench.settle()
    return item


def test_a_reopened_item_says_so_in_panel_list_and_chips(bench, reopened):
    assert bench.screen.panel.state.words.startswith("Reopened. Until you decide anew")
    queue = bench.screen.queue
    index = queue.model.index_of(reopened.id)
    assert index.isValid()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", reopened")
    assert chips(bench)["Reopened"] == 1
    assert chips(bench)["All"] == 2
    assert queue.head.count.text() == "1 + 1 reopened"
    bench.take("B")
    bench.decide()
    assert "Reopened" not in chips(bench)
    assert not queue.model.index_of(reopened.id).isValid()
    assert len(bench.screen.presenter.find(reopened.id).earlier) == 1


def test_a_reopened_item_can_be_left_as_it_was(bench, reopened):
    bench.take("B")
    QTest.mouseClick(bench.screen.panel.state.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not bench.screen.presenter.editable
    assert bench.screen.panel.state.words.startswith("Decided")
    assert bench.item.decision.id == bench.screen.presenter.find(reopened.id).decision.id
    assert bench.item.earlier == ()
    assert "Reopened" not in chips(bench)


def test_the_chip_of_reopened_items_shows_them_alone(bench, reopened):
    chip = next(one for one in bench.screen.queue.chips.buttons if one.chip.words == "Reopened")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.screen.disagreements.place(reopened.id) == (1, 1)


# Rejected


def test_a_rejected_item_shows_no_gold(bench):
    item = reject(bench, "Never")
    bench.go_to("Never")
    assert bench.item.state is ItemState.DECIDED
    found = [row.gold for row in rows(bench).values() if row.gold is not None]
    assert found[0].words == "Not an attribution"
    assert {one.state for one in found} == {GoldState.REJECTED}
    assert not any(button.isChecked() for button in bench.screen.panel.boundary.buttons)
    screen = bench.screen
    marks = marks_of(screen.presenter.reading, item.id, screen._chosen_content())
    (shown,) = [one for one in marks if one.id == item.id]
    assert shown.value is None
    assert shown.chosen == ()
    assert screen.panel.rule.words == "Stance"
    assert "Gold" not in bench.screen.article.heads.legend


def test_reject_is_acknowledged_and_taken_back_with_the_mouse(bench):
    item = reject(bench, "Never")
    notice = bench.screen.notice
    assert notice.isVisible()
    assert notice.words == "Rejected: not an attribution."
    assert notice.button.text() == "Undo"
    QTest.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not notice.isVisible()
    assert bench.screen.presenter.find(item.id).state is ItemState.OPEN


def test_the_way_back_goes_when_something_else_was_done(bench):
    reject(bench, "Never")
    bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    # What is offered to be taken back is the decision, not what was done before it.
    assert bench.screen.notice.words.startswith("Decided: ")


# Missing, and what differs without being a difference


def test_what_one_alone_marked_bears_no_tick(bench):
    bench.go_to("Never")
    letter = bench.letter_of(bench.world.jonas.person_id)
    gold = [row.gold for row in rows(bench).values() if row.gold and row.gold.words]
    assert {one.state for one in gold} == {GoldState.ALONE}
    assert {one.note for one in gold} == {f"from {letter} only"}
    assert bench.screen.panel.state.words.startswith(f"Only {letter} marked this")
    name = bench.screen.panel.table.cell("stance", 2).accessibleName()
    assert "agree" not in name
    assert f"from {letter} only" in name


def test_agreed_fields_keep_their_tick(bench):
    bench.go_to("We will talk")
    assert rows(bench)["conditional"].gold.state is GoldState.AGREED


def test_a_differing_cue_is_marked_and_says_why_it_is_open(enter_as, nothing_drawn):
    def coded(world: World) -> None:
        for actor, words, stance, cue in (
            (world.mira, "We will talk to them", "supports", "said"),
            (world.jonas, "We will talk", "opposes", "said on Monday"),
        ):
            one = mark(world, actor, words, stance=stance)
            span = span_of(TEXTS[0], cue)
            annotating.add_span(world.project, actor, one.id, SpanRole.CUE, span)
        hand_in(world, world.mira)
        hand_in(world, world.jonas)

    bench = enter_as(coded=coded)
    bench.go_to("We will talk")
    cue = rows(bench)["cue"]
    assert cue.differs
    assert cue.gold.state is GoldState.EMPTY
    assert "coders differ" in cue.gold.note
    assert rows(bench)["stance"].gold.note == "coders differ"
    assert "differs" in bench.screen.panel.table.cell("cue", 0).accessibleName()
    bench.screen.panel.boundary.buttons[0].click()
    cue = rows(bench)["cue"]
    assert cue.gold.state is GoldState.FOLLOWS
    assert (
        cue.gold.note == f"as {bench.screen.presenter.reading.coders[0].letter}, with the content"
    )


# Buttons, rule, notice


def test_deciding_alone_is_prominent(bench):
    bench.go_to("We will talk")
    bar = bench.screen.panel.bar
    for _ in range(2):
        assert {one.property("kind") for one in bar.takes} == {""}
        assert bar.decide.property("kind") == "primary"
        bench.take("A")


def test_from_a_decided_item_a_button_leads_on(bench):
    bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    item = bench.go_to("We will talk")
    button = bench.screen.panel.bar.following
    assert button.isVisible()
    assert button.text() == "Next difference"
    assert button._key == "J"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bench.item.id != item.id
    assert bench.item.state is ItemState.OPEN
    assert not button.isVisible()


@pytest.fixture
def boundary(enter_as, nothing_drawn):
    """An item in which nothing differs but the boundary."""

    def coded(world: World) -> None:
        mark(world, world.mira, "We will talk to them", stance="supports")
        mark(world, world.jonas, "We will talk", stance="supports")
        hand_in(world, world.mira)
        hand_in(world, world.jonas)

    bench = enter_as(coded=coded)
    bench.go_to("We will talk")
    return bench


def test_the_rule_for_a_boundary_is_that_of_the_unit(boundary):
    rule = boundary.screen.panel.rule
    assert rule.words == "What is one attribution, and where it ends"
    QTest.mouseClick(rule.link, Qt.MouseButton.LeftButton)
    assert boundary.window.codebook_screen.section == ABOUT


def test_without_a_unit_rule_there_is_no_link(boundary, monkeypatch):
    presenter = boundary.screen.presenter
    without = replace(presenter.reading.codebook, unit_rule="")
    monkeypatch.setattr(presenter, "_reading", replace(presenter.reading, codebook=without))
    monkeypatch.setattr(boundary.draft, "codebook", without)
    boundary.screen.filling.show_rule()
    assert not boundary.screen.panel.rule.isVisible()


def test_the_notice_covers_neither_text_nor_instruction(bench):
    bench.go_to("We will talk")
    bench.screen.controller.begin_marking("content")
    bench.screen.say("A word")
    article, notice = bench.screen.article, bench.screen.notice
    assert notice.isVisible()
    assert not notice.geometry().intersects(article.view.geometry())
    assert not notice.geometry().intersects(article.hint.geometry())


@pytest.mark.parametrize("scale", [100, 150])
def test_no_label_is_cut_by_the_sign(enter_as, nothing_drawn, preferences, scale):
    preferences.text_size = scale

    def coded(world: World) -> None:
        mark(world, world.mira, stance="supports", conditional=True)
        mark(world, world.jonas, stance="supports")
        hand_in(world, world.mira)
        hand_in(world, world.jonas)

    bench = enter_as(coded=coded)
    bench.go_to("We will talk")
    labels = bench.screen.panel.table.findChildren(LabelCell)
    assert any(one.words == "Conditional" for one in labels)
    for label in labels:
        assert label.least_width <= label.width(), label.words


# Blind checks, bulk


def test_a_blind_check_names_no_speaker_in_text_or_list(enter_as, monkeypatch):
    let_be_drawn(monkeypatch, True)
    bench = enter_as()
    item = bench.go_to("the plan")
    assert item.state is ItemState.CHECK
    reading = bench.screen.presenter.reading
    assert "Ekdahl" not in item_label(reading, item, 1)
    assert "Ekdahl" not in next(one for one in marks_of(reading, None) if one.id == item.id).label
    spoken = bench.screen.queue.model.index_of(item.id).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Ekdahl" not in spoken
    assert spoken.startswith("Speaker hidden, Blind check")


def test_accepting_tells_what_is_left_before_and_after(enter_as, monkeypatch, qtbot):
    from annotator.domain.decisions import Subject
    from annotator.ui.dialogs.accept_exact_dialog import AcceptExactDialog
    from tests.ui.windows.test_main_window import answer_dialog

    let_be_drawn(monkeypatch, False)
    bench = enter_as()
    drawn = bench.item_about("the plan").id
    assert bench.item_about("the plan").subject is Subject.ATTRIBUTION
    for module in (
        "annotator.domain.adjudication.item_making",
        "annotator.services.adjudication.bulk",
        "annotator.services.adjudication.queue",
    ):
        monkeypatch.setattr(f"{module}.left_for_check", lambda _a, _r, item: item == drawn)
    bench.screen.disagreements.reload()
    bench.settle()
    assert bench.screen.queue.footer.accept.text() == "Accept 1, leave 1 to check"
    said = []

    def act(dialog: AcceptExactDialog) -> None:
        said.extend((dialog.heading.text(), dialog.words.text(), dialog.begin_button.text()))
        dialog.begin_button.click()
        qtbot.waitUntil(lambda: dialog.report is not None)
        said.append(dialog.heading.text())
        dialog.begin_button.click()

    answer_dialog(AcceptExactDialog, act)
    bench.screen.commands.accept_exact.trigger()
    bench.settle()
    assert said[0] == "2 items are equal by rule"
    assert said[1].startswith("1 becomes gold, 1 stays for a blind check.")
    assert said[2] == "Accept 1 item"
    assert said[3] == "1 item accepted, 1 left for a blind check"
