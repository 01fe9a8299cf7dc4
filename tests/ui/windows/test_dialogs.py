"""The dialogs on real files and a real project."""

import json
import sqlite3
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QPushButton

from annotator.domain.changes import Intention, Step
from annotator.services.codebooks import default_codebook, shipped_codebooks
from annotator.services.interchange.importing import import_paths
from annotator.services.project import open_project
from annotator.services.undo import UndoHistory
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.keyboard_map_dialog import KeyboardMapDialog, codebook_rows
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.settings_dialog import SettingsDialog
from annotator.ui.preferences import ThemeChoice
from annotator.ui.undo_mirror import UndoMirror
from annotator.ui.widgets.keycap import Keycap


@pytest.fixture
def manager(windows, project_path):
    window = windows.show_first()
    window.open_path(project_path, "Edda Holm")
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("One\n\nWords of one.", encoding="utf-8")
    (folder / "two.txt").write_text("Two\n\nWords of two.", encoding="utf-16")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


def test_import_looks_first_then_imports_and_reports(manager, theme, folder, qtbot):
    dialog = ImportDialog(manager.opened, theme, (folder,))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)
    assert "2 new articles" in dialog.summary.text()
    assert manager.annotate_screen.queue.counts.all == 3  # nothing was written
    with qtbot.waitSignal(dialog.imported):
        dialog.start.click()
    assert dialog.report.total("articles") == 2
    assert not dialog.report.complete
    words = [dialog.model.index(row, 2).data() for row in range(4)]
    assert words == ["The file is empty.", "This is not a text file.", "", ""]
    assert manager.annotate_screen.queue.counts.all == 5
    dialog.start.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_import_with_a_named_format_reports_what_does_not_fit(manager, theme, folder, qtbot):
    dialog = ImportDialog(manager.opened, theme, (folder / "one.txt",))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.format.setCurrentIndex(dialog.format.findData("stance-annotator"))
    dialog.format.activated.emit(dialog.format.currentIndex())
    qtbot.waitUntil(lambda: bool(dialog.model.index(0, 2).data()))
    dialog.reject()


def test_an_import_can_be_stopped_and_leaves_nothing(manager, theme, tmp_path, qtbot):
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(4_000):
            line = {"format": "stance-annotator/1", "article": {"text": f"Words {number}."}}
            file.write(json.dumps(line) + "\n")
    dialog = ImportDialog(manager.opened, theme, (path,))
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: "many" in dialog.progress._words.text())
    dialog.progress.stop.click()
    qtbot.waitUntil(lambda: not dialog._work.running, timeout=15_000)
    assert "Stopped" in dialog.summary.text()
    manager.annotate_screen.queue.reload()
    assert manager.annotate_screen.queue.counts.all == 3
    dialog.close()


def test_export_shows_rows_then_writes_and_checks(desk, theme, tmp_path, qtbot):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    dialog = ExportDialog(desk.window.opened, theme, tmp_path)
    qtbot.addWidget(dialog)
    dialog.side.choose("csv")
    qtbot.waitUntil(lambda: dialog.preview.rowCount() == 1)
    cells = [dialog.preview.index(0, at).data() for at in range(dialog.preview.columnCount())]
    assert "We will talk to them" in cells
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert dialog.report.path == tmp_path / "harbour.csv"
    assert dialog.report.rows == 1
    assert "read back and checked" in dialog.outcome.text()
    assert dialog.form.filters.annotators.count() == 0  # not offered others' work
    dialog.close()


def test_export_says_what_stands_in_its_way(manager, theme, tmp_path, qtbot):
    dialog = ExportDialog(manager.opened, theme, tmp_path)
    qtbot.addWidget(dialog)
    dialog.path.setText(str(tmp_path / "nowhere" / "out.jsonl"))
    assert not dialog.start.isEnabled()
    dialog.path.setText(str(tmp_path / "out.jsonl"))
    assert dialog.start.isEnabled()
    dialog.form.filters.begin.setText("yesterday")
    assert not dialog.start.isEnabled()
    dialog.close()


def test_a_new_project_takes_its_file_from_its_name(theme, tmp_path, qtbot):
    dialog = NewProjectDialog(shipped_codebooks(), theme, maker="Mira", folder=tmp_path)
    qtbot.addWidget(dialog)
    assert not dialog.create_button.isEnabled()
    qtbot.keyClicks(dialog.name, "Border Talks 2025")
    assert dialog.path.text() == str(tmp_path / "border-talks-2025.stance")
    (tmp_path / "border-talks-2025.stance").touch()
    dialog.path.textChanged.emit(dialog.path.text())
    assert not dialog.create_button.isEnabled()
    dialog.path.setText(str(tmp_path / "other"))
    dialog.create_button.click()
    assert dialog.answer.path == tmp_path / "other.stance"
    assert dialog.answer.codebook.key == "taliban-cooperation"


def test_a_codebook_file_that_breaks_the_rules_is_explained(theme, tmp_path, qtbot):
    dialog = NewProjectDialog(shipped_codebooks(), theme, maker="Mira", folder=tmp_path)
    qtbot.addWidget(dialog)
    before = dialog.codebooks.count()
    bad = tmp_path / "bad.yaml"
    bad.write_text("key: bad\n", encoding="utf-8")
    dialog.add_codebook_file(bad)
    assert dialog.codebooks.count() == before
    assert dialog._about.text()


def test_a_window_makes_the_project_that_was_asked_for(windows, theme, tmp_path, monkeypatch):
    window = windows.show_first()

    def answer(dialog: NewProjectDialog) -> int:
        dialog.name.setText("Fresh")
        dialog.path.setText(str(tmp_path / "fresh.stance"))
        dialog.maker.setText("Mira")
        dialog.create_button.click()
        return dialog.result()

    monkeypatch.setattr(NewProjectDialog, "exec", answer)
    window.dialogs.new_project()
    assert window.opened.project.info.name == "Fresh"
    screen = window.annotate_screen
    assert screen.pane.empty.title == "No articles yet"
    screen.pane.empty.findChild(QPushButton).setFocus()
    article = tmp_path / "first.txt"
    article.write_text("First\n\nWords.", encoding="utf-8")
    opened = window.opened
    opened.hub.publish(import_paths(opened.project, opened.widest, [article]).changes)
    assert screen.pane.stack.currentWidget() is screen.pane.view
    assert window.focusWidget() is screen.pane.view


def test_settings_take_effect_at_once(windows, preferences, theme, qtbot):
    dialog = SettingsDialog(preferences, theme)
    qtbot.addWidget(dialog)
    dialog.theme.setCurrentIndex(dialog.theme.findData(ThemeChoice.DARK))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    assert theme.dark
    dialog.text_size.setCurrentIndex(dialog.text_size.findData(150))
    dialog.text_size.activated.emit(dialog.text_size.currentIndex())
    assert theme.text_scale == 1.5
    dialog.zoom.setValue(13)
    assert preferences.zoom == 130


def test_a_key_can_be_changed_but_not_taken_from_another(preferences, theme, qtbot):
    dialog = SettingsDialog(preferences, theme)
    qtbot.addWidget(dialog)
    field = dialog.table.field("speaker")
    field.setKeySequence(QKeySequence("Ctrl+Shift+S"))
    field.editingFinished.emit()
    assert preferences.own_keys == {"speaker": "Ctrl+Shift+S"}
    other = dialog.table.field("note")
    other.setKeySequence(QKeySequence("Ctrl+Shift+S"))
    other.editingFinished.emit()
    assert "Speaker" in dialog.clash.text()
    assert preferences.own_keys == {"speaker": "Ctrl+Shift+S"}
    assert other.keySequence() == QKeySequence("N")
    dialog.table.reset_all()
    assert preferences.own_keys == {}


def test_the_keyboard_map_shows_the_codebooks_keys_too(preferences, theme, qtbot):
    dialog = KeyboardMapDialog(preferences, default_codebook(), theme)
    qtbot.addWidget(dialog)
    caps = {cap.key for cap in dialog.findChildren(Keycap)}
    assert {"Q", "Ctrl+Enter", "Shift+3", "I"} <= caps
    assert ("Stance: Supports", ("1",)) in codebook_rows(default_codebook())


@pytest.mark.logs_warnings
def test_an_unexpected_error_in_a_thread_opens_one_dialog(windows, theme, monkeypatch, qtbot):
    from annotator.ui.dialogs.unexpected_error_dialog import UnexpectedErrorDialog

    shown: list[str] = []

    def look(dialog: UnexpectedErrorDialog) -> int:
        assert threading.current_thread() is threading.main_thread()
        dialog.copy.click()
        shown.append(dialog.text.toPlainText())
        dialog.go_on.click()
        return dialog.result()

    monkeypatch.setattr(UnexpectedErrorDialog, "exec", look)
    window = windows.show_first()
    windows.catch_unexpected()

    def fail() -> None:
        raise ValueError("words of an article by Ingrid Valmont")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert "ValueError" in shown[0]
    assert "Valmont" not in shown[0]
    assert QGuiApplication.clipboard().text() == shown[0]
    assert window.isVisible()


def test_close_safely_closes_every_window(windows, project_path, monkeypatch, qtbot):
    from annotator.ui.dialogs.unexpected_error_dialog import UnexpectedErrorDialog

    def leave(dialog: UnexpectedErrorDialog) -> int:
        dialog.leave.click()
        return dialog.result()

    monkeypatch.setattr(UnexpectedErrorDialog, "exec", leave)
    window = windows.show_first()
    window.open_path(project_path, "Mira Sorel")
    windows.show_unexpected("report")
    assert windows.windows == ()
    with open_project(project_path) as project:
        assert project.read_only is None
    assert sqlite3.connect(project_path).execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_the_undo_mirror_follows_the_history_and_does_nothing_itself(qapp):
    def step(number: int) -> Step:
        return Step(
            id=uuid.UUID(int=number),
            intention=Intention.SET_NOTE if number % 2 else Intention.SET_FLAG,
            person_id=None,
            at=datetime.now(UTC),
        )

    histories = [
        UndoHistory((), ()),
        UndoHistory((step(1),), ()),
        UndoHistory((step(1), step(2)), ()),
        UndoHistory((step(1),), (step(12),), ((uuid.UUID(int=12), step(2)),)),
        UndoHistory((step(1), step(3)), ()),
    ]
    current = iter(histories)
    mirror = UndoMirror(lambda: next(current))
    seen = []
    for _ in histories:
        mirror.invalidate()
        mirror.refresh()
        undo, redo = mirror.next_undo, mirror.next_redo
        seen.append((undo and undo.id.int, redo and redo.id.int, mirror.stack.redoText()))
    assert seen == [
        (None, None, ""),
        (1, None, ""),
        (2, None, ""),
        (1, 12, "flag"),
        (3, None, ""),
    ]
    mirror.stack.undo()  # even if Qt itself undoes, nothing happens but the mark moves
    assert mirror.stack.undoText() == "note"
