"""A single annotator's article becomes gold only when it is asked for, and can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.decisions import Outcome
from annotator.domain.people import Actor, Role
from annotator.services.adjudication.single_articles import single_articles
from annotator.services.article_work import reopen
from annotator.ui.dialogs.one_by_one_dialog import OneByOneDialog
from tests.services.coded import hand_in, judge, mark, read
from tests.services.world import World, sound
from tests.ui.windows.test_main_window import answer_dialog

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(enter_as, nothing_drawn):
    """Two have coded the first article, Mira alone the second."""

    def coded(world: World) -> None:
        for actor in (world.mira, world.jonas):
            mark(world, actor)
            hand_in(world, actor)
        mark(world, world.mira, "Let it through", "Zahra Halimi", article=1)
        hand_in(world, world.mira, 1)

    return enter_as(coded=coded)


def waiting(world: World) -> int:
    return len(single_articles(world.project, judge(world), world.round_id))


def promote(bench, act) -> None:
    answer_dialog(OneByOneDialog, act)
    bench.screen.commands.promote.trigger()
    bench.come_back()


def test_by_keyboard_it_becomes_gold_marked_as_promoted_and_undo_takes_it_back(bench):
    world = bench.world

    def act(dialog: OneByOneDialog) -> None:
        (box,) = dialog.boxes.values()
        assert not box.isChecked()
        assert not dialog.act_button.isEnabled()
        QTest.keyClick(box, Qt.Key.Key_Space)
        QTest.keyClick(box, Qt.Key.Key_Return)
        bench.qtbot.waitUntil(lambda: dialog._results[world.articles[1]].text() == "Done")
        QTest.keyClick(dialog.close_button, Qt.Key.Key_Return)

    promote(bench, act)
    assert waiting(world) == 0
    found = read(world, article=1)
    assert [one.content[0].quote for one in found.gold] == ["Let it through"]
    outcomes = {one.decision.outcome for one in found.items if one.decision}
    assert outcomes == {Outcome.PROMOTED}
    bench.window.actions_.undo.trigger()
    bench.come_back()
    assert waiting(world) == 1
    assert not read(world, article=1).gold
    assert bench.screen.isAncestorOf(bench.window.focusWidget())
    bench.window.actions_.redo.trigger()
    bench.settle()
    assert waiting(world) == 0
    sound(world.project)


def test_it_tells_how_many_attributions_become_gold(enter_as, nothing_drawn):
    def coded(world: World) -> None:
        mark(world, world.mira)
        mark(world, world.mira, "Never", "he")
        hand_in(world, world.mira)
        # Marked after the article was taken up again, and not handed in: not yet in it.
        reopen(world.project, world.mira, world.articles[0], world.round_id)
        mark(world, world.mira, "the plan was empty", "Tomas Ekdahl")
        edda = Actor(world.adjudicator.person_id, Role.ANNOTATOR)
        mark(world, edda, "Let it through", "Zahra Halimi", article=1)
        hand_in(world, edda, 1)
        hand_in(world, world.mira, 2)

    bench = enter_as("Edda Holm", coded=coded)
    world = bench.world

    def act(dialog: OneByOneDialog) -> None:
        said = [dialog._results[one].text() for one in world.articles[:3]]
        assert said == [
            "2 attributions",
            "1 attribution. You coded it yourself: that will be recorded.",
            "No attribution: only what is said of the article as a whole",
        ]
        assert dialog.sum.text() == "Nothing is ticked."
        boxes = [dialog.boxes[one] for one in world.articles[:3]]
        QTest.keyClick(boxes[0], Qt.Key.Key_Space)
        QTest.keyClick(boxes[2], Qt.Key.Key_Space)
        assert dialog.sum.text() == "Ticked: 2 articles, 2 attributions."
        assert dialog.sum.isVisible()
        assert dialog.act_button.accessibleDescription() == dialog.sum.text()
        QTest.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
        bench.qtbot.waitUntil(lambda: dialog._results[world.articles[2]].text() == "Done")
        assert dialog.sum.text() == "Nothing is ticked."
        QTest.keyClick(dialog.close_button, Qt.Key.Key_Return)

    promote(bench, act)
    assert len(read(world).gold) == 2
    assert not read(world, article=2).gold


def test_closing_the_dialog_promotes_nothing(bench):
    def act(dialog: OneByOneDialog) -> None:
        (box,) = dialog.boxes.values()
        box.click()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    promote(bench, act)
    assert waiting(bench.world) == 1
    assert not read(bench.world, article=1).gold


def test_who_else_handed_it_in_meanwhile_is_not_passed_over(bench):
    world = bench.world

    def act(dialog: OneByOneDialog) -> None:
        mark(world, world.jonas, "Let it through", "Zahra Halimi", article=1)
        hand_in(world, world.jonas, 1)
        (box,) = dialog.boxes.values()
        box.click()
        QTest.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
        label = dialog._results[world.articles[1]]
        bench.qtbot.waitUntil(lambda: label.property("kind") == "error", timeout=5_000)
        assert not box.isChecked()
        QTest.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)

    promote(bench, act)
    assert not read(world, article=1).gold


def test_where_nobody_coded_alone_it_says_so(enter_as, nothing_drawn):
    bench = enter_as()
    bench.screen.commands.promote.trigger()
    assert "single annotator" in bench.notice
