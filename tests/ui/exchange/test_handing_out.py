"""Handing out: who, where, what is in the files."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.domain.people import Role, RoundPurpose
from annotator.services.exchange.blindness import blindness
from annotator.services.managing.assigning import assign
from annotator.services.managing.people import add_person, people, person_named
from annotator.services.managing.rounds import add_round
from annotator.services.project import open_project
from annotator.ui.dialogs.handout_dialog import HandoutDialog
from annotator.ui.models.handout_model import FILE, PERSON, WORK
from tests.ui.answering import answer_next
from tests.ui.exchange import mail
from tests.ui.windows.test_accessibility import nameless


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "for the coders"
    folder.mkdir()
    return folder


@pytest.fixture
def dialog(manager, theme, out, qtbot) -> HandoutDialog:
    dialog = HandoutDialog(manager.opened, theme, out, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def shown(dialog: HandoutDialog, qtbot) -> HandoutDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cells(dialog: HandoutDialog, column: int) -> list[str]:
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def write(dialog: HandoutDialog, qtbot) -> None:
    assert dialog.start.isEnabled()
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.done_with is not None and not dialog.running, timeout=20_000)


def test_each_person_gets_a_file_with_their_own_share_only(dialog, out, qtbot):
    assert cells(dialog, PERSON) == ["Edda Holm", "Mira Sorel", "Jonas Reit"]
    assert cells(dialog, WORK) == ["3 to do"] * 3
    assert [one.name for one in dialog.model.ticked] == ["Mira Sorel", "Jonas Reit"]
    assert dialog.start.text() == "Write 2 files"
    write(dialog, qtbot)
    names = ["Harbour – Mira Sorel.stance", "Harbour – Jonas Reit.stance"]
    assert sorted(one.name for one in out.iterdir()) == sorted(names)
    assert cells(dialog, FILE) == names
    assert all("3 articles" in words and "Nothing of others" in words for words in cells(dialog, 1))
    assert "2 files were written" in dialog.outcome.text()
    with open_project(out / names[0]) as handout:
        assert [one.name for one in people(handout)] == ["Mira Sorel"]
        assert blindness(handout) == "separated"
    dialog.start.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_keyboard_ticks_names_a_file_and_writes(dialog, out, qtbot):
    dialog.activateWindow()
    qtbot.waitUntil(dialog.table.hasFocus)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [one.name for one in dialog.model.ticked] == ["Mira Sorel"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Up)
    QTest.keyClick(dialog.table, Qt.Key.Key_Right)
    QTest.keyClick(dialog.table, Qt.Key.Key_Right)
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "for mira")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.model.lines[1].file == "for mira")
    assert not dialog.running  # Enter ended the typing, and did no more
    dialog.start.setFocus()
    QTest.keyClick(dialog.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.done_with is not None and not dialog.running, timeout=20_000)
    assert [one.name for one in out.iterdir()] == ["for mira.stance"]


def test_what_stands_in_the_way_is_said_beside_the_file(dialog, out):
    shutil.copyfile(dialog._opened.path, out / "there.stance")
    assert dialog.model.setData(dialog.model.index(1, FILE), "there.stance")
    assert not dialog.start.isEnabled()
    assert "never replaced" in dialog.model.index(1, FILE).data()
    dialog.model.setData(dialog.model.index(1, FILE), "Harbour – Jonas Reit")
    assert not dialog.start.isEnabled()
    dialog.model.setData(dialog.model.index(1, FILE), "mira")
    assert dialog.start.isEnabled()
    dialog.folder.line.setText(str(out / "nowhere"))
    assert not dialog.start.isEnabled()
    assert "folder" in dialog.outcome.text()
    dialog.folder.line.setText(str(out))
    for row in range(dialog.model.rowCount()):
        index = dialog.model.index(row, PERSON)
        dialog.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not dialog.start.isEnabled()
    assert "Tick" in dialog.outcome.text()


def test_a_name_that_is_taken_is_not_suggested(manager, theme, out, qtbot):
    (out / "Harbour – Mira Sorel.stance").touch()
    dialog = HandoutDialog(manager.opened, theme, out, manager)
    qtbot.addWidget(dialog)
    assert dialog.model.lines[1].file == "Harbour – Mira Sorel 2.stance"


def test_an_older_handout_is_replaced_only_after_a_question(manager, theme, out, qtbot):
    write(shown(HandoutDialog(manager.opened, theme, out, manager), qtbot), qtbot)
    mira = out / "Harbour – Mira Sorel.stance"
    dialog = shown(HandoutDialog(manager.opened, theme, out, manager), qtbot)
    jonas = dialog.model.index(2, PERSON)
    dialog.model.setData(jonas, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    dialog.model.setData(dialog.model.index(1, FILE), mira.name)
    assert "replaces an older file" in dialog.model.index(1, FILE).data()
    before = mira.read_bytes()
    asked = answer_next("Cancel")
    dialog.start.click()
    assert mira.name in asked[0]
    assert not dialog.running
    assert mira.read_bytes() == before
    answer_next("Replace")
    write(dialog, qtbot)
    assert mira.read_bytes() != before
    mail.sent_back(mira, out / "mira.stance-package", mail.annotate)
    again = shown(HandoutDialog(manager.opened, theme, out, manager), qtbot)
    again.model.setData(again.model.index(1, FILE), mira.name)
    assert not again.start.isEnabled()  # somebody has worked in it
    assert "never replaced" in again.model.index(1, FILE).data()


def test_whoever_made_the_file_is_not_proposed(manager, theme, out, qtbot):
    opened = manager.opened
    project, edda = opened.project, opened.person
    changes = add_person(project, opened.widest, "Ines Falk", list(Role))
    opened.hub.publish(changes)
    opened.become(person_named(project, "Ines Falk"))
    dialog = shown(HandoutDialog(opened, theme, out, manager), qtbot)
    assert edda.name in cells(dialog, PERSON)
    assert [one.name for one in dialog.model.ticked] == ["Mira Sorel", "Jonas Reit"]
    assign(project, opened.widest, opened.round.id, [edda.id], overlap=0)
    dialog = shown(HandoutDialog(opened, theme, out, manager), qtbot)
    assert [one.name for one in dialog.model.ticked] == ["Edda Holm"]


def test_figures_are_of_all_rounds_or_of_one_and_name_it(manager, theme, out, qtbot):
    opened = manager.opened
    changes = add_round(
        opened.project, opened.widest, "Week 0", RoundPurpose.TRAINING, opened.round.codebook
    )
    opened.hub.publish(changes)
    week = opened.rounds[-1]
    jonas = person_named(opened.project, "Jonas Reit")
    assign(
        opened.project, opened.widest, week.id, [jonas.id], overlap=0, batch="Day 1", articles=2
    )  # fmt: skip
    dialog = shown(HandoutDialog(opened, theme, out, manager), qtbot)
    assert dialog.rounds.isVisible()
    assert dialog.rounds.currentText() == "All rounds"
    assert cells(dialog, WORK)[1:] == ["Main: 3 to do", "Main: 3 to do\nWeek 0: 2 to do"]
    assert dialog.batch.itemText(1) == "Day 1 (round Week 0)"
    dialog.rounds.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.rounds, Qt.Key.Key_Down)
    assert dialog.rounds.currentText() == "Week 0"
    assert cells(dialog, WORK) == ["none", "none", "Week 0: 2 to do"]
    assert [one.name for one in dialog.model.ticked] == ["Jonas Reit"]
    write(dialog, qtbot)
    inside = cells(dialog, WORK)[0]
    assert "Round “Main”: 3 articles" in inside
    assert "Round “Week 0”: 2 articles" in inside
    for step in ("Send each person their file", "send a package back", "You merge it"):
        assert step in dialog._about.text()


def test_a_batch_has_only_its_people(manager, theme, out, qtbot):
    opened = manager.opened
    mira = person_named(opened.project, "Mira Sorel")
    assign(
        opened.project, opened.widest, opened.round.id, [mira.id],
        overlap=0, batch="Week 1", articles=2,
    )  # fmt: skip
    dialog = HandoutDialog(opened, theme, out, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    assert cells(dialog, WORK) == ["none", "2 to do", "none"]
    assert [one.name for one in dialog.model.ticked] == ["Mira Sorel"]
    dialog.batch.setCurrentIndex(dialog.batch.findData("Week 1"))
    dialog.batch.activated.emit(dialog.batch.currentIndex())
    assert cells(dialog, PERSON) == ["Mira Sorel"]
    write(dialog, qtbot)
    assert "2 articles" in dialog.model.index(0, 1).data()


def test_a_person_without_articles_is_refused_and_the_others_get_theirs(manager, theme, out, qtbot):
    opened = manager.opened
    mira = person_named(opened.project, "Mira Sorel")
    assign(opened.project, opened.widest, opened.round.id, [mira.id], overlap=0)
    dialog = HandoutDialog(opened, theme, out, manager)
    qtbot.addWidget(dialog)
    jonas = dialog.model.index(2, PERSON)
    dialog.model.setData(jonas, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    write(dialog, qtbot)
    assert [one.name for one in out.iterdir()] == ["Harbour – Mira Sorel.stance"]
    assert cells(dialog, PERSON) == ["Jonas Reit", "Mira Sorel"]
    assert "Jonas Reit" in dialog.model.index(0, 1).data()
    assert dialog.outcome.property("kind") == "warning"


def test_it_can_be_stopped_between_files(dialog, out, qtbot):
    dialog._work.progressed.connect(lambda *_: dialog.progress.stop.click())
    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.running, timeout=20_000)
    assert "Stopped" in dialog.outcome.text() or "you stopped" in dialog.outcome.text()
    left = sorted(one.name for one in out.iterdir())
    written = dialog.done_with.written if dialog.done_with else ()
    assert left == sorted(line.file for line, _ in written)


def test_every_control_has_a_name_and_twice_the_text_fits(manager, theme, out, qtbot, preferences):
    preferences.text_size = 200
    dialog = HandoutDialog(manager.opened, theme, out, manager)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert dialog.minimumSizeHint().width() <= 1280
    assert dialog.minimumSizeHint().height() <= 800
    preferences.text_size = 100
