"""Several rounds in the window: choosing, remembering, and what an assigned one shows."""

import uuid
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame

from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor, Role, Round, RoundPurpose
from annotator.services.coding import read_coding
from annotator.services.exchange.handing_out import hand_out
from annotator.services.managing.assigning import assign, withdraw_assignment
from annotator.services.managing.people import person_named, set_roles
from annotator.services.managing.rounds import add_round, rename_round, rounds
from annotator.services.project import open_project
from tests.services.world import created


def manager_of(project) -> Actor:
    person = person_named(project, "Edda Holm")
    assert person is not None
    return Actor(person.id, Role.MANAGER)


def add(desk, name: str, purpose: RoundPurpose) -> Round:
    """Add a round as another window of a manager would."""
    opened = desk.window.opened
    changes = add_round(
        opened.project, manager_of(opened.project), name, purpose, opened.round.codebook
    )
    opened.hub.publish(changes)
    found: Round = created(changes, EntityKind.ROUND)
    return found


def give(desk, round_id: uuid.UUID, name: str = "Mira Sorel", articles: int | None = None) -> None:
    opened = desk.window.opened
    person = person_named(opened.project, name)
    report = assign(
        opened.project,
        manager_of(opened.project),
        round_id,
        [person.id],
        overlap=0,
        articles=articles,
    )
    opened.hub.publish(report.changes)


def test_with_one_round_there_is_nothing_to_choose(desk):
    chooser = desk.screen.queue_pane.rounds
    assert not chooser.box.isVisible()
    assert chooser._title.isVisible()
    assert chooser._title.text() == "Main"


def test_a_round_is_chosen_by_keyboard_and_remembered(desk, windows, project_path):
    add(desk, "Week 0", RoundPurpose.TRAINING)
    chooser = desk.screen.queue_pane.rounds
    assert chooser.box.isVisible()
    assert [chooser.box.itemText(at) for at in range(2)] == ["Main", "Week 0 (training)"]
    assert desk.window.opened.round.name == "Main"
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    assert len(desk.attributions) == 1
    chooser.box.setFocus()
    QTest.keyClick(chooser.box, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert desk.window.opened.round.name == "Week 0"
    assert chooser.box.hasFocus()
    assert "does not count as data" in chooser._note.text()
    assert chooser._note.isVisible()
    assert desk.attributions == ()  # earlier work is not shown in another round
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_4)
    work = desk.screen.presenter.coding.work
    assert work.round_id == desk.window.opened.round.id
    desk.window.close_project()
    desk.window.open_path(project_path, "Mira Sorel")
    assert desk.window.opened.round.name == "Week 0"
    desk.window.close_project()
    desk.window.open_path(project_path, "Jonas Reit")  # their own choice: none yet
    assert desk.window.opened.round.name == "Week 0"  # the last with something to do


def test_the_chooser_is_reached_by_tab(desk):
    add(desk, "Week 0", RoundPurpose.TRAINING)
    pane = desk.screen.queue_pane
    pane.field.setFocus()
    desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert pane.rounds.box.hasFocus()


def test_the_wheel_does_not_change_the_round(desk):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    add(desk, "Week 0", RoundPurpose.TRAINING)
    box = desk.screen.queue_pane.rounds.box
    centre = QPointF(box.rect().center())
    event = QWheelEvent(
        centre,
        box.mapToGlobal(centre),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert desk.window.opened.round.name == "Main"


def test_half_typed_text_goes_to_the_round_that_it_was_typed_in(desk):
    week = add(desk, "Week 0", RoundPurpose.TRAINING)
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_N)
    QTest.keyClicks(desk.window.focusWidget(), "half typed")
    opened = desk.window.opened
    before = opened.round.id
    article = desk.screen.article_id
    opened.set_round(week)
    (kept,) = read_coding(opened.project, opened.annotator, article, before).attributions
    assert kept.note == "half typed"
    assert read_coding(opened.project, opened.annotator, article, week.id).attributions == ()


def test_an_assigned_round_shows_the_own_articles_only(desk):
    opened = desk.window.opened
    give(desk, opened.round.id, articles=1)
    assert len(desk.screen.queue.model.ids) == 1
    assert desk.screen.queue.counts.all == 1
    (mine,) = desk.article_ids()
    assert desk.screen.article_id == mine


def test_an_article_that_is_taken_back_gives_way_to_another(desk):
    opened = desk.window.opened
    give(desk, opened.round.id)
    shown = desk.screen.article_id
    report = withdraw_assignment(
        opened.project,
        manager_of(opened.project),
        opened.round.id,
        opened.person.id,
        article_ids=[shown],
    )
    opened.hub.publish(report.changes)
    assert desk.screen.article_id not in (None, shown)
    report = withdraw_assignment(
        opened.project, manager_of(opened.project), opened.round.id, opened.person.id
    )
    opened.hub.publish(report.changes)
    assert desk.screen.article_id is None
    assert desk.screen.queue.counts.all == 0


def test_another_window_sees_a_round_renamed_and_removed(desk, project_path: Path):
    week = add(desk, "Week 0", RoundPurpose.TRAINING)
    opened = desk.window.opened
    opened.set_round(week)
    with open_project(project_path) as other:
        from annotator.services.undo import revert

        changes = rename_round(other, manager_of(other), week.id, "Warm-up")
        desk.qtbot.waitUntil(lambda: opened.round.name == "Warm-up", timeout=5_000)
        assert desk.screen.queue_pane.rounds.box.currentText() == "Warm-up (training)"
        revert(other, manager_of(other), changes.step.id)
        steps = rounds(other)
        assert len(steps) == 2
        from annotator.services.undo import history

        made = history(other, manager_of(other)).undo[-1]
        revert(other, manager_of(other), made.id)
    desk.qtbot.waitUntil(lambda: opened.round.name == "Main", timeout=5_000)
    assert not desk.screen.queue_pane.rounds.box.isVisible()


def test_roles_that_another_gives_are_followed(desk, project_path: Path):
    opened = desk.window.opened
    assert not opened.may_manage
    assert not desk.window.actions_.people.isEnabled()
    with open_project(project_path) as other:
        set_roles(other, manager_of(other), opened.person.id, [Role.ANNOTATOR, Role.MANAGER])
    desk.qtbot.waitUntil(lambda: opened.may_manage, timeout=5_000)
    desk.window.dialogs.managing.refresh_menu()
    assert desk.window.actions_.people.isEnabled()


def test_the_status_bar_says_how_others_are_kept_away(desk):
    bar = desk.window.status_bar
    label = bar._blindness
    assert label.text() == "Others’ work: hidden"
    assert "does not show it to annotators" in label.toolTip()
    assert label.accessibleDescription() == label.toolTip()
    assert label.toolTip() in bar._person.accessibleDescription()
    (line,) = [
        one
        for one in label.parentWidget().findChildren(QFrame)
        if one.frameShape() is QFrame.Shape.VLine and one.x() > label.x()
    ]
    assert label.width() >= label.sizeHint().width()
    assert line.x() - label.geometry().right() >= 6
    bar.show_person("Mira Sorel", "separated")
    assert label.text() == "Others’ work: not in this file"
    assert "not in it" in label.toolTip()


def test_the_status_bar_says_the_same_with_adjudicate_in_front(windows, project_path, tmp_path):
    with open_project(project_path) as project:
        mira = person_named(project, "Mira Sorel")
        roles = [Role.ANNOTATOR, Role.ADJUDICATOR]
        set_roles(project, manager_of(project), mira.id, roles)
        mira = person_named(project, "Mira Sorel")
        hand_out(project, manager_of(project), mira, tmp_path / "mira.stance")
    window = windows.show_first()
    window.open_path(tmp_path / "mira.stance")
    bar = window.status_bar
    for screen in ("annotate", "adjudicate", "annotate"):
        window.show_screen(screen)
        assert bar._blindness.text() == "Others’ work: not in this file"
    window.show_screen("adjudicate")
    assert bar._person.text() == "Adjudicator: Mira Sorel"


@pytest.mark.parametrize("name", ["Jonas Reit", "Mira Sorel"])
def test_who_is_at_work_is_asked_once_and_remembered(
    windows, project_path, qtbot, monkeypatch, name
):
    """The first opening asks; the second does not; File > I am … changes it."""
    from annotator.ui.dialogs.person_dialog import PersonDialog

    asked = []

    def answer(dialog: PersonDialog) -> int:
        asked.append(dialog)
        for row in range(dialog.list.count()):
            if dialog.list.item(row).text() == name:
                dialog.list.setCurrentRow(row)
        dialog._accept()
        return dialog.result()

    monkeypatch.setattr(PersonDialog, "exec", answer)
    window = windows.show_first()
    window.open_path(project_path)
    assert window.opened.person.name == name
    assert len(asked) == 1
    window.close_project()
    window.open_path(project_path)
    assert (window.opened.person.name, len(asked)) == (name, 1)
    name = "Edda Holm"
    window.actions_.who.trigger()
    assert (window.opened.person.name, len(asked)) == ("Edda Holm", 2)


def test_somebody_new_adds_themselves(windows, project_path, monkeypatch):
    from annotator.ui.dialogs.person_dialog import PersonDialog

    def answer(dialog: PersonDialog) -> int:
        QTest.keyClicks(dialog.field, "Ines Falk")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        if not dialog.new_name:
            dialog._accept()
        return dialog.result()

    monkeypatch.setattr(PersonDialog, "exec", answer)
    window = windows.show_first()
    window.open_path(project_path)
    assert window.opened.person.name == "Ines Falk"
    assert window.opened.person.roles == (Role.ANNOTATOR,)
