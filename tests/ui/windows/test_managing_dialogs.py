"""People, rounds and speakers in their dialogs, on a real project."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from annotator.domain.people import Actor, Role, RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.services.managing.people import people, person_named
from annotator.services.managing.publishing_speakers import provisional_speakers
from annotator.services.managing.rounds import rounds
from annotator.services.speakers import create_speaker
from annotator.ui.dialogs.assign_dialog import AssignDialog
from annotator.ui.dialogs.people_dialog import PeopleDialog
from annotator.ui.dialogs.round_dialog import RoundDialog
from annotator.ui.dialogs.rounds_dialog import RoundsDialog
from annotator.ui.dialogs.speakers_dialog import SpeakersDialog


@pytest.fixture
def manager(windows, project_path):
    window = windows.show_first()
    window.open_path(project_path, "Edda Holm")
    return window


def roles_of(window, name: str) -> tuple[Role, ...]:
    person = person_named(window.opened.project, name)
    assert person is not None
    return person.roles


def test_people_are_added_and_given_roles_by_keyboard(manager, theme, qtbot):
    dialog = PeopleDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [one[0] for one in dialog.model.cells()] == ["Edda Holm", "Mira Sorel", "Jonas Reit"]
    QTest.keyClicks(dialog.name, "Ines Falk")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.person.name == "Ines Falk"
    assert dialog.name.text() == ""
    assert "Ines Falk may choose" in dialog.outcome.text()
    assert dialog.isVisible()
    dialog.roles[Role.ADJUDICATOR].setFocus()
    QTest.keyClick(dialog.roles[Role.ADJUDICATOR], Qt.Key.Key_Space)
    assert roles_of(manager, "Ines Falk") == (Role.ANNOTATOR, Role.ADJUDICATOR)
    QTest.keyClicks(dialog.name, "ines FALK")
    dialog.add.click()
    assert "There is somebody called" in dialog.outcome.text()
    assert dialog.name.text() == "ines FALK"


def test_the_last_manager_stays_one(manager, theme, qtbot):
    dialog = PeopleDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.selectRow(0)
    assert not dialog.remove.isEnabled()
    dialog.roles[Role.MANAGER].click()
    assert "must stay a manager" in dialog.outcome.text()
    assert dialog.roles[Role.MANAGER].isChecked()
    assert Role.MANAGER in roles_of(manager, "Edda Holm")


def test_who_is_no_manager_any_more_is_shown_out(manager, theme, qtbot):
    dialog = PeopleDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.selectRow(1)
    dialog.roles[Role.MANAGER].click()
    dialog.table.selectRow(0)
    dialog.roles[Role.MANAGER].click()
    assert not manager.opened.may_manage
    assert not dialog.isVisible()


def test_people_are_renamed_and_removed(manager, theme, qtbot, monkeypatch):
    dialog = PeopleDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.table.selectRow(2)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Jon Reit", True))
    dialog.rename.click()
    assert [one.name for one in people(manager.opened.project)][-1] == "Jon Reit"
    dialog.remove.click()
    assert [one[0] for one in dialog.model.cells()] == ["Edda Holm", "Mira Sorel"]


def test_a_round_is_added(manager, theme, qtbot, monkeypatch):
    def fill(dialog: RoundDialog) -> int:
        assert not dialog.start.isEnabled()
        QTest.keyClicks(dialog.field, "Week 0")
        dialog.purposes.setCurrentIndex(dialog.purposes.findData(RoundPurpose.TRAINING))
        assert "does not count as data" in dialog._told.text()
        dialog.start.click()
        return dialog.result()

    monkeypatch.setattr(RoundDialog, "exec", fill)
    dialog = RoundsDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.new.click()
    assert [one[:2] for one in dialog.model.cells()] == [
        ("Main", "main coding"),
        ("Week 0", "training"),
    ]
    assert dialog.round.name == "Week 0"
    assert [one.name for one in manager.opened.rounds] == ["Main", "Week 0"]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("main", True))
    dialog.rename.click()
    assert "There is a round called" in dialog.outcome.text()


def test_articles_are_assigned_and_taken_back(manager, theme, qtbot, monkeypatch):
    seen = []

    def fill(dialog: AssignDialog) -> int:
        assert dialog.preview.text() == "3 articles: 1 by both, 1 each by one."
        assert dialog.shares.text() == "Mira Sorel 2, Jonas Reit 2"
        dialog.overlap.setValue(100)
        assert dialog.preview.text() == "3 articles: 3 by both."
        dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
        assert dialog.preview.text() == "3 articles: 3 by all three."
        dialog.coders.setCurrentIndex(1)
        assert dialog.preview.text() == "3 articles: 3 by two."
        dialog.overlap.setValue(0)
        dialog.articles.setValue(2)
        dialog.people.item(1).setCheckState(Qt.CheckState.Unchecked)
        dialog.people.item(2).setCheckState(Qt.CheckState.Unchecked)
        assert dialog.preview.text() == "2 articles: all by one."
        dialog.people.item(0).setCheckState(Qt.CheckState.Unchecked)
        assert dialog.preview.text() == "Nobody is chosen."
        assert not dialog.start.isEnabled()
        dialog.people.item(1).setCheckState(Qt.CheckState.Checked)
        dialog.batch.setText("Week 1")
        dialog.start.click()
        qtbot.waitUntil(lambda: dialog.report is not None)
        seen.append(dialog.report)
        return dialog.result()

    monkeypatch.setattr(AssignDialog, "exec", fill)
    dialog = RoundsDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    assert dialog.model.cells()[0][3] == "all 3 for everybody"
    assert not dialog.withdraw.isEnabled()
    dialog.assign.click()
    assert seen[0].articles == 2
    assert dialog.model.cells()[0][3] == "2 of 3 assigned"
    assert [one[:2] for one in dialog.shares.cells()] == [
        ("Edda Holm", "0"),
        ("Mira Sorel", "2"),
        ("      Week 1", "2"),
        ("Jonas Reit", "0"),
    ]
    assert manager.opened.round.assigned
    dialog.people.selectRow(2)
    dialog.withdraw.click()
    assert dialog.outcome.text() == "2 articles were taken back."
    assert dialog.shares.cells()[1][1] == "0"


def made(manager, name: str, speaker: str) -> None:
    project = manager.opened.project
    person = person_named(project, name)
    create_speaker(project, Actor(person.id, Role.ANNOTATOR), speaker, SpeakerKind.NAMED_PERSON)


def test_speakers_are_reviewed_by_keyboard(manager, theme, qtbot):
    made(manager, "Mira Sorel", "Ingrid Valmont")
    made(manager, "Jonas Reit", "Minister Valmont")
    made(manager, "Jonas Reit", "Valmont Halimi")
    dialog = SpeakersDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.open()  # as in the program: the keys of the window behind it rest
    dialog.table.selectRow(0)
    assert not dialog.merge.isEnabled()
    dialog.publish.click()
    assert [one[0] for one in dialog.model.cells()] == ["Minister Valmont", "Valmont Halimi"]
    assert dialog.model.cells()[0][3] == "perhaps Ingrid Valmont"
    assert dialog.target.name == "Ingrid Valmont"
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_M)
    assert dialog.outcome.text() == "Minister Valmont is Ingrid Valmont now."
    QTest.keyClick(dialog.table, Qt.Key.Key_K)
    assert dialog.outcome.text() == "Valmont Halimi and Ingrid Valmont stay two."
    assert dialog.model.cells()[0][3] == "nobody known"
    manager_ = Actor(manager.opened.person.id, Role.MANAGER)
    (left,) = provisional_speakers(manager.opened.project, manager_)
    assert left.suggested == ()
    dialog.publish.click()
    assert dialog.outcome.text() == "Nothing is left to review."
    assert not dialog.publish.isEnabled()


def test_half_a_name_is_no_choice(manager, theme, qtbot):
    made(manager, "Mira Sorel", "Ingrid Valmont")
    made(manager, "Jonas Reit", "Minister Valmont")
    dialog = SpeakersDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.publish.click()
    assert dialog.merge.isEnabled()
    dialog.other.setEditText("Ingr")
    assert not dialog.merge.isEnabled()
    assert not dialog.apart.isEnabled()


def test_the_menu_is_for_managers(manager, desk, qtbot):
    for window, may in ((manager, True), (desk.window, False)):
        window.menus.manage.aboutToShow.emit()
        actions = window.actions_
        for one in (actions.people, actions.rounds, actions.speakers):
            assert one.isEnabled() is may or window is desk.window
        assert actions.who.isEnabled()


def test_assigned_rounds_are_known_to_the_project(manager):
    assert [one.assigned for one in rounds(manager.opened.project)] == [False]
