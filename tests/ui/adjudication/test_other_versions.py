"""The same passage in other versions of a story: offered, compared and decided alike by hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.domain.adjudication.item import ItemState
from annotator.domain.decisions import Outcome
from annotator.domain.people import Actor
from annotator.services import annotating
from annotator.services.interchange.importing import import_paths
from annotator.services.undo import history
from annotator.storage.article_queries import article_ids
from annotator.ui.dialogs.one_by_one_dialog import OneByOneDialog
from tests.services.adjudicated import hand_in
from tests.services.coded import read
from tests.services.world import World, article_line, sound, span_of, write_lines
from tests.ui.windows.test_main_window import answer_dialog

QUOTE = "We will talk to them"
TEXTS = (
    f"Harbour opens\n\n“{QUOTE},” Ingrid Valmont said on Monday.\n",
    f"Harbour & port open\n\nAfter long talks, “{QUOTE},” Ingrid Valmont said in the capital.\n",
    f"Harbour at last\n\nIt is open. “{QUOTE},” Ingrid Valmont said, and left.\n",
    f"Harbour without her\n\n“{QUOTE},” a minister said to the press, one hears.\n",
)


def mark_in(world: World, actor: Actor, article: int, stance: str) -> None:
    spans = [span_of(TEXTS[article], one) for one in (QUOTE, "Ingrid Valmont", "said")]
    annotating.create_attribution(
        world.project,
        actor,
        world.articles[article],
        world.round_id,
        spans[:1],
        {"stance": stance, "confidence": "low"},
        spans[1:2],
        spans[2:],
    )


@pytest.fixture
def bench(enter_as, nothing_drawn, tmp_path: Path):
    """Four versions: as decided; both otherwise; one otherwise; one that lacks the speaker."""

    def coded(world: World) -> None:
        path = write_lines(
            tmp_path / "story.jsonl", [article_line(text, story="harbour") for text in TEXTS]
        )
        assert import_paths(world.project, world.manager, [path]).complete
        with world.project.store.read() as connection:
            world.articles = tuple(article_ids(connection)[-len(TEXTS) :])
        stances = (("supports", "opposes"), ("opposes", "opposes"), ("supports", "ambivalent"))
        for article, pair in enumerate(stances):
            for actor, stance in zip((world.mira, world.jonas), pair, strict=True):
                mark_in(world, actor, article, stance)
        for article in range(len(TEXTS)):
            hand_in(world, world.mira, article)
            hand_in(world, world.jonas, article)

    bench = enter_as(coded=coded)
    bench.screen.open(bench.world.articles[0], None)
    bench.go_to(QUOTE)
    bench.take(bench.letter_of(bench.world.mira.person_id))
    bench.decide()
    return bench


def item_in(world: World, article: int):
    return next(one for one in read(world, article=article).items if one.candidates)


def with_dialog(bench, act) -> None:
    """Press the offer, which has the keyboard, and act in the dialog."""
    answer_dialog(OneByOneDialog, act)
    bench.press(Qt.Key.Key_Space)
    bench.come_back()


def details(dialog: OneByOneDialog) -> list[str]:
    return [dialog._results[key].text() for key in dialog.boxes]


def test_after_a_decision_the_offer_has_the_keyboard(bench):
    assert bench.screen.panel.versions.isVisible()
    assert bench.screen.panel.versions.hasFocus()
    assert "3 other versions" in bench.screen.panel.versions.text()
    assert "3 other versions" in bench.notice


def test_nothing_is_ticked_and_each_difference_is_told(bench):
    seen: list[OneByOneDialog] = []

    def act(dialog: OneByOneDialog) -> None:
        seen.append(dialog)
        assert not any(one.isChecked() for one in dialog.boxes.values())
        assert not dialog.act_button.isEnabled()
        assert [one.text() for one in dialog.boxes.values()] == [
            "Harbour && port open",
            "Harbour at last",
            "Harbour without her",
        ]
        both, one, without = details(dialog)
        assert QUOTE in both
        assert "Stance: Supports becomes gold; A has Opposes, B has Opposes" in both
        assert "has Ambivalent" in one
        assert "has Supports" not in one
        assert "“Source” do not stand there just once" in without
        assert [each.isEnabled() for each in dialog.boxes.values()] == [True, True, False]
        first = next(iter(dialog.boxes.values()))
        assert "Opposes" in first.accessibleDescription()
        # Enter does nothing while nothing is ticked, Esc closes.
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    with_dialog(bench, act)
    assert seen
    assert item_in(bench.world, 1).state is not ItemState.DECIDED


def test_by_keyboard_one_after_the_other_and_each_is_one_step(bench):
    world = bench.world

    def act(dialog: OneByOneDialog) -> None:
        first, second, _ = dialog.boxes.values()
        assert dialog.focusWidget() is first
        QTest.keyClick(first, Qt.Key.Key_Space)
        QTest.keyClick(first, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is second
        QTest.keyClick(second, Qt.Key.Key_Space)
        QTest.keyClick(second, Qt.Key.Key_Return)
        bench.qtbot.waitUntil(lambda: details(dialog)[:2] == ["Done", "Done"], timeout=5_000)
        assert not first.isEnabled()
        assert dialog.focusWidget() is dialog.close_button
        assert not dialog.act_button.isEnabled()
        QTest.keyClick(dialog.close_button, Qt.Key.Key_Return)

    with_dialog(bench, act)
    first, second = item_in(world, 1), item_in(world, 2)
    assert (first.state, second.state) == (ItemState.DECIDED, ItemState.DECIDED)
    assert first.decision.outcome is Outcome.EDITED
    assert second.decision.outcome is Outcome.ACCEPTED
    assert "Harbour opens" in first.decision.rationale
    assert "1 other version" in bench.screen.panel.versions.text()
    assert bench.screen.isAncestorOf(bench.window.focusWidget())
    steps = len(history(world.project, bench.window.opened.annotator).undo)
    # Each is undone by itself, and shown.
    for article, left in ((2, steps - 1), (1, steps - 2)):
        bench.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        bench.settle()
        assert item_in(world, article).state is not ItemState.DECIDED
        assert bench.screen.presenter.article_id == world.articles[article]
        assert bench.item.id == item_in(world, article).id
        assert len(history(world.project, bench.window.opened.annotator).undo) == left
        # The keyboard stays with what is decided.
        assert bench.screen.panel.isAncestorOf(bench.window.focusWidget())
    assert item_in(world, 0).state is ItemState.DECIDED
    sound(world.project)


def test_by_mouse(bench):
    def act(dialog: OneByOneDialog) -> None:
        box = next(iter(dialog.boxes.values()))
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
        QApplication.processEvents()
        assert box.isChecked()
        QTest.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
        bench.qtbot.waitUntil(lambda: details(dialog)[0] == "Done", timeout=5_000)
        QTest.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)

    answer_dialog(OneByOneDialog, act)
    QTest.mouseClick(bench.screen.panel.versions, Qt.MouseButton.LeftButton)
    bench.settle()
    assert item_in(bench.world, 1).state is ItemState.DECIDED
    assert item_in(bench.world, 2).state is not ItemState.DECIDED


def test_what_moved_on_meanwhile_says_so_and_stays(bench):
    world = bench.world

    def act(dialog: OneByOneDialog) -> None:
        box = next(iter(dialog.boxes.values()))
        annotating_again(world)
        box.click()
        QTest.keyClick(box, Qt.Key.Key_Return)
        bench.qtbot.waitUntil(lambda: not bench.window.opened.writes.busy, timeout=5_000)
        bench.qtbot.waitUntil(lambda: details(dialog)[0] != "", timeout=5_000)
        label: QLabel = dialog._results[0]
        assert label.property("kind") == "error"
        assert not box.isChecked()
        dialog.close_button.click()

    with_dialog(bench, act)
    assert not read(world, article=1).gold


def annotating_again(world: World) -> None:
    """Both take away what they marked in the second version, and hand in again."""
    from annotator.services.article_work import mark_done, reopen

    for actor in (world.mira, world.jonas):
        place = (world.project, actor, world.articles[1], world.round_id)
        reopen(*place)
        from annotator.services.coding import read_coding

        for one in read_coding(*place).attributions:
            annotating.delete_attribution(world.project, actor, one.id)
        mark_done(*place)


def test_what_was_decided_otherwise_there_is_told_and_a_button_leads_to_it(bench):
    world = bench.world
    for article in (1, 2):
        bench.screen.open(world.articles[article], None)
        bench.screen.presenter.select(item_in(world, article).id)
        bench.take(bench.letter_of(world.mira.person_id))
        bench.decide()
    bench.screen.open(world.articles[2], item_in(world, 2).id)
    conflict = bench.screen.panel.conflict
    assert conflict.words.splitlines() == [
        "Decided otherwise in 1 other version:",
        "“Harbour & port open”: Stance Opposes",
    ]
    QTest.mouseClick(conflict.button, Qt.MouseButton.LeftButton)
    assert bench.item.id == item_in(world, 1).id
    assert "2 other versions" in conflict.words
    bench.go_to(QUOTE)
