"""People, rounds and speakers in their dialogs, on a real project."""

import uuid

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog

from annotator.domain.people import Actor, Role, RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.services.managing.assigning import AssignReport, PersonShare
from annotator.services.managing.people import people, person_named
from annotator.services.managing.publishing_speakers import provisional_speakers
from annotator.services.managing.rounds import rounds
from annotator.services.queue import QueueFilter, QueueState, queue_ids
from annotator.services.speakers import create_speaker
from annotator.ui.dialogs.assign_dialog import AssignDialog
from annotator.ui.dialogs.assign_words import shares_words
from annotator.ui.dialogs.handout_dialog import HandoutDialog
from annotator.ui.dialogs.people_dialog import PeopleDialog
from annotator.ui.dialogs.round_dialog import RoundDialog
from annotator.ui.dialogs.rounds_dialog import RoundsDialog
from annotator.ui.dialogs.speakers_dialog import SpeakersDialog
from tests.ui.windows.test_accessibility import nameless


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
        ("Main (in the window)", "main coding"),
        ("Week 0", "training"),
    ]
    assert "still shows “Main”" in dialog.outcome.text()
    QTest.keyClick(dialog.work_in, Qt.Key.Key_Space)
    assert manager.opened.round.name == "Week 0"
    assert manager.annotate_screen.queue_pane.rounds.box.currentText() == "Week 0 (training)"
    assert dialog.model.cells()[1][0] == "Week 0 (in the window)"
    assert not dialog.work_in.isEnabled()
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
    assert dialog.shares.cells()[1] == ("Mira Sorel", "3", "3", "3", "0", "0")
    assert not dialog.withdraw.isEnabled()
    dialog.assign.click()
    assert seen[0].articles == 2
    assert "2 articles of “Main” were assigned: Mira Sorel 2." in dialog.outcome.text()
    assert "Hand out" in dialog.outcome.text()
    handed: list[str] = []
    monkeypatch.setattr(
        HandoutDialog, "exec", lambda one: handed.extend(each.name for each in one.model.ticked)
    )
    dialog.hand_out.click()
    assert handed == ["Mira Sorel"]
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


def test_nothing_moves_when_something_is_said(manager, theme, qtbot):
    dialog = RoundsDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    places = [(one.pos(), one.size()) for one in (dialog.table, dialog.people, dialog.assign)]
    dialog.say("The round “Week 0” is there. " * 3)
    QApplication.processEvents()
    assert dialog.outcome.isVisible()
    now = [(one.pos(), one.size()) for one in (dialog.table, dialog.people, dialog.assign)]
    assert now == places


def test_parts_that_are_not_alike_are_explained():
    def report(*counts: int) -> AssignReport:
        people = [PersonShare(uuid.uuid4(), f"P{n}", n, 0) for n in counts]
        return AssignReport(sum(counts), 0, tuple(people))

    assert shares_words(report(5, 4)) == "P5 5, P4 4"
    assert "versions of a story stay" in shares_words(report(9, 4))


def test_the_share_says_of_what_it_is(manager, theme, qtbot):
    dialog = AssignDialog(manager.opened, manager.opened.round, theme, manager)
    qtbot.addWidget(dialog)
    assert dialog.overlap.text() == "20 % of the articles"


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
    assert dialog.target.name == "Minister Valmont"  # another coder's, not published yet
    assert dialog.other.currentText() == "Minister Valmont (by Jonas Reit)"
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_P)
    assert [one[0] for one in dialog.model.cells()] == ["Minister Valmont", "Valmont Halimi"]
    assert dialog.model.cells()[0][4] == "perhaps Ingrid Valmont"
    assert dialog.target.name == "Ingrid Valmont"
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_M)
    assert dialog.outcome.text() == "Minister Valmont is Ingrid Valmont now."
    QTest.keyClick(dialog.table, Qt.Key.Key_K)
    assert dialog.outcome.text() == "Valmont Halimi and Ingrid Valmont stay two."
    assert dialog.model.cells()[0][4] == "nobody known"
    manager_ = Actor(manager.opened.person.id, Role.MANAGER)
    (left,) = provisional_speakers(manager.opened.project, manager_)
    assert left.suggested == ()
    dialog.publish.click()
    assert dialog.outcome.text() == "Nothing is left to review."
    assert not dialog.publish.isEnabled()


def test_somebody_without_a_name_is_shown_with_the_article(manager, theme, qtbot):
    project, articles = manager.opened.project, article_ids(manager)
    mira = Actor(person_named(project, "Mira Sorel").id, Role.ANNOTATOR)
    for one in articles[:2]:
        create_speaker(project, mira, "an official", SpeakerKind.UNNAMED_PERSON, article_id=one)
    dialog = SpeakersDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    assert sorted(one[:2] for one in dialog.model.cells()) == [
        ("an official", "Flour on the road"),
        ("an official", "Harbour talks go on"),
    ]
    tops = {one.mapTo(dialog, QPoint()).y() for one in (dialog.merge, dialog.apart, dialog.publish)}
    assert len(tops) == 1  # one row
    assert nameless(dialog) == []


def test_the_speakers_dialog_fits_a_small_screen_at_twice_the_text(
    manager, theme, qtbot, preferences
):
    preferences.text_size = 200
    dialog = SpeakersDialog(manager.opened, theme, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.minimumSizeHint().width() <= 1280
    assert dialog.minimumSizeHint().height() <= 800
    preferences.text_size = 100


def article_ids(manager):
    opened = manager.opened
    everything = QueueFilter(QueueState.ALL)
    return queue_ids(opened.project, opened.annotator, opened.round.id, everything)


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
