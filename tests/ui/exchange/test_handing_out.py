"""Handing out: who, where, what is in the files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from annotator.services.exchange.blindness import blindness
from annotator.services.managing.assigning import assign
from annotator.services.managing.people import people, person_named
from annotator.services.project import open_project
from annotator.ui.dialogs.handout_dialog import HandoutDialog
from annotator.ui.models.handout_model import FILE, PERSON, WORK
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
    (out / "there.stance").touch()
    assert dialog.model.setData(dialog.model.index(1, FILE), "there.stance")
    assert not dialog.start.isEnabled()
    assert "already" in dialog.model.index(1, FILE).data()
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
