"""Merging files that came by mail, in a window."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from annotator.services.article_work import mark_done, set_article_value
from annotator.ui.dialogs.conflicts_dialog import ConflictsDialog
from annotator.ui.dialogs.merge_dialog import MergeDialog
from annotator.ui.models.merge_outcome_model import FILE, FROM, WHAT
from tests.ui.exchange import mail
from tests.ui.windows.test_accessibility import nameless


@pytest.fixture
def package(manager, tmp_path: Path) -> Path:
    """One mark by Mira that is not here yet."""
    file = mail.handout(manager.opened, "Mira Sorel", tmp_path / "for-mira.stance")
    return mail.sent_back(file, tmp_path / "mira.stance-package", mail.annotate)


@pytest.fixture
def open_dialog(manager, theme, qtbot):
    def show(*paths: Path) -> MergeDialog:
        dialog = MergeDialog(manager.opened, theme, paths, manager)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.looking, timeout=20_000)
        return dialog

    return show


def row(dialog: MergeDialog, number: int = 0) -> list[str]:
    return [dialog.model.index(number, column).data() for column in (FILE, FROM, WHAT)]


def merge(dialog: MergeDialog, qtbot) -> None:
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.report is not None and not dialog.running, timeout=20_000)


def marks_of_mira(manager) -> int:
    project = manager.opened.project
    return len(mail.coding_of(project, mail.annotator_of(project, "Mira Sorel")).attributions)


def test_it_looks_first_then_merges_and_can_be_undone(manager, open_dialog, package, qtbot):
    dialog = open_dialog(package)
    assert row(dialog)[:2] == ["mira.stance-package", "Mira Sorel"]
    assert row(dialog)[2].startswith("New: ")
    assert "1 attribution" in row(dialog)[2]
    assert dialog.summary.text() == "1 file can be merged."
    assert marks_of_mira(manager) == 0  # nothing was written
    merge(dialog, qtbot)
    assert dialog.summary.text() == "1 file was merged."
    assert marks_of_mira(manager) == 1
    assert not dialog.settle.isVisible()
    dialog.start.click()
    qtbot.waitUntil(lambda: manager.actions_.undo.text() == "&Undo merged files")
    manager.actions_.undo.trigger()
    qtbot.waitUntil(lambda: marks_of_mira(manager) == 0)


def test_rounds_and_articles_are_named_and_adjudication_is_next(
    manager, open_dialog, package, qtbot, monkeypatch
):
    dialog = open_dialog(package)
    assert dialog.places_model.cells() == [("Main", "Harbour talks go on", "Mira Sorel", "1 new")]
    assert not dialog.adjudicate.isVisible()
    merge(dialog, qtbot)
    assert dialog.places.isVisible()
    assert dialog.places_model.cells()[0][1] == "Harbour talks go on"
    assert dialog.adjudicate.isVisible()
    assert "adjudicate" in dialog.outcome.text()
    assert nameless(dialog) == []

    def press(_dialog: MergeDialog) -> int:
        QTest.mouseClick(dialog.adjudicate, Qt.MouseButton.LeftButton)
        return dialog.result()

    monkeypatch.setattr("annotator.ui.dialogs.merge_dialog.MergeDialog", lambda *_: dialog)
    monkeypatch.setattr(MergeDialog, "exec", press)
    manager.dialogs.exchange.merge()
    assert manager.screens.currentWidget() is manager.adjudicate_screen


def test_what_changed_deleted_and_was_handed_in_is_told_apart(
    manager, open_dialog, package, tmp_path, qtbot
):
    merge(open_dialog(package), qtbot)

    def change(project, actor) -> None:
        mail.stance("opposes")(project, actor)
        mail.annotate(project, actor, "the plan was empty")
        article = mail.coding_of(project, actor).article.article.id
        round_id = mail.coding_of(project, actor).work.round_id
        set_article_value(project, actor, article, round_id, "relevance", "relevant")
        mark_done(project, actor, article, round_id)

    later = mail.sent_back(tmp_path / "for-mira.stance", tmp_path / "2.stance-package", change)
    dialog = open_dialog(later)
    assert dialog.places_model.cells()[0][3] == "1 new, 1 changed, handed in"


def test_merging_again_has_nothing_to_do(open_dialog, package, qtbot):
    merge(open_dialog(package), qtbot)
    again = open_dialog(package)
    assert again.summary.text() == "Nothing to do: all of it is here already."
    assert not again.places.isVisible()
    assert not again.start.isEnabled()
    assert row(again)[2].startswith("Nothing new.")


def test_a_refused_file_says_why_and_keeps_no_other(open_dialog, package, tmp_path, manager, qtbot):
    bad = tmp_path / "holiday.stance-package"
    bad.write_bytes(b"\x89PNG\r\n" + bytes(300))
    dialog = open_dialog(package, bad, tmp_path / "gone.stance-package")
    assert {row(dialog, 0)[0], row(dialog, 1)[0]} == {bad.name, "gone.stance-package"}
    assert all("Something went wrong" not in row(dialog, one)[2] for one in range(2))
    assert all(row(dialog, one)[2] for one in range(3))
    assert "1 file can be merged. 2 files are refused." in dialog.summary.text()
    merge(dialog, qtbot)
    assert marks_of_mira(manager) == 1
    assert "1 file was merged. 2 files are refused." in dialog.summary.text()


def test_nothing_but_refused_files_cannot_be_merged(open_dialog, tmp_path):
    bad = tmp_path / "empty.stance-package"
    bad.touch()
    dialog = open_dialog(bad)
    assert dialog.summary.text() == "Nothing can be merged."
    assert not dialog.start.isEnabled()


def test_files_are_added_by_dropping_them_on_the_dialog(open_dialog, package, qtbot):
    dialog = open_dialog()
    assert dialog.focusWidget() is dialog._drop.button
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(package))])
    drop = QDropEvent(
        QPointF(QPoint(20, 20)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(drop)
    qtbot.waitUntil(lambda: dialog.look is not None, timeout=20_000)
    assert dialog.start.isEnabled()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.start)
    QTest.keyClick(dialog.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)


def test_packages_and_copies_of_the_project_dropped_on_a_window_are_merged(
    manager, package, tmp_path, monkeypatch
):
    taken: list[tuple[Path, ...]] = []
    monkeypatch.setattr(manager.dialogs.exchange, "merge", taken.append)
    handout = tmp_path / "for-mira.stance"
    manager.dialogs.take_dropped((package, handout))
    assert taken == [(package, handout)]
    other = shutil.copyfile(manager.opened.path, tmp_path / "copy.stance")
    assert manager.dialogs.exchange.takes((other,))
    assert not manager.dialogs.exchange.takes((manager.opened.path,))
    assert not manager.dialogs.exchange.takes((tmp_path / "text.txt", package))
    assert not manager.dialogs.exchange.takes(())


def test_a_conflict_is_counted_and_leads_to_the_conflicts(
    manager, open_dialog, tmp_path, qtbot, monkeypatch
):
    package = mail.conflicting_package(manager.opened, tmp_path)
    dialog = open_dialog(package)
    assert "1 conflict." in row(dialog)[2]
    assert "1 conflict would be left to decide." in dialog.summary.text()
    assert dialog.places_model.cells()[0][3] == "1 in conflict"
    merge(dialog, qtbot)
    assert "1 conflict to decide." in dialog.summary.text()
    assert "settle the conflicts" in dialog.outcome.text()
    assert dialog.settle.isVisible()
    assert nameless(dialog) == []
    dialog.settle.click()
    assert dialog.settle_wanted
    manager.dialogs.exchange.refresh_menu()
    assert manager.actions_.conflicts.isEnabled()
    assert manager.actions_.conflicts.text() == "&Conflicts (1) …"
    shown: list[int] = []
    monkeypatch.setattr(ConflictsDialog, "exec", lambda self: shown.append(self.list.count()))
    manager.actions_.conflicts.trigger()
    assert shown == [1]


def test_it_can_be_stopped_and_leaves_nothing(manager, open_dialog, package, qtbot):
    dialog = open_dialog(package)
    dialog._work.progressed.connect(lambda *_: dialog._work.stop())
    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.running, timeout=20_000)
    if dialog.report is None:
        assert "Stopped" in dialog.outcome.text()
        assert marks_of_mira(manager) == 0
        assert dialog.start.isVisible()


def test_twice_the_text_fits_a_small_screen(manager, theme, package, preferences, qtbot):
    preferences.text_size = 200
    dialog = MergeDialog(manager.opened, theme, (package,), manager)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.look is not None, timeout=20_000)
    assert dialog.minimumSizeHint().width() <= 1280
    assert dialog.minimumSizeHint().height() <= 800
    preferences.text_size = 100
