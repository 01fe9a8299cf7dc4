"""The dialogs without a mouse: where Tab goes, where Enter leads, what is replaced."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from annotator.services.codebooks import shipped_codebooks
from annotator.ui.dialogs.cannot_code_dialog import CannotCodeDialog
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.settings_dialog import SettingsDialog
from annotator.ui.preferences import ContrastChoice
from tests.ui.windows.test_main_window import answer_dialog


@pytest.fixture
def manager(windows, project_path):
    window = windows.show_first()
    window.open_path(project_path, "Edda Holm")
    return window


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text("One\n\nWords of one.", encoding="utf-8")
    return path


def show(dialog: QDialog, qtbot) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.focusWidget() is not None)


def tabbed(dialog: QDialog, count: int) -> list[QWidget]:
    """Return where the keyboard is now, and after each of so many Tabs."""
    stops = [dialog.focusWidget()]
    for _ in range(count):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        stops.append(dialog.focusWidget())
    return stops


def words_of(stops: list[QWidget]) -> list[str]:
    return [one.text() if isinstance(one, QPushButton) else one.accessibleName() for one in stops]


def test_tab_leaves_the_table_of_an_import_and_enter_imports(manager, theme, article, qtbot):
    dialog = ImportDialog(manager.opened, theme)
    show(dialog, qtbot)
    assert dialog.focusWidget() is dialog._drop.button
    dialog.add_paths((article,))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog.focusWidget() is dialog.start
    assert words_of(tabbed(dialog, 6)) == [
        "Import",
        "Format",
        "Add a folder …",
        "Add files …",
        "Files",
        "Cancel",
        "Import",
    ]
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert dialog.focusWidget() is dialog.start
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_after_an_import_the_keyboard_is_in_the_article(manager, article, qtbot):
    manager.annotate_screen.queue_pane.field.setFocus()

    def run(dialog: ImportDialog) -> None:
        dialog.imported.connect(lambda _report: dialog.accept())
        dialog.begin()

    answer_dialog(ImportDialog, run)
    manager.dialogs.import_articles((article,))
    assert manager.focusWidget() is manager.annotate_screen.pane.view


def test_tab_goes_down_an_export_and_leaves_its_preview(manager, theme, tmp_path, qtbot):
    dialog = ExportDialog(manager.opened, theme, tmp_path)
    show(dialog, qtbot)
    qtbot.waitUntil(lambda: not dialog.looking.busy)
    assert dialog.focusWidget() is dialog.formats
    form, include = dialog.form, dialog.form.include
    expected = [
        *(dialog.formats, form.layer.layers.buttons[2], include.texts.buttons[0]),
        *(include.notes.box, include.rationale.box, include.speaker_ids.box),
        *(include.pseudonyms.box, include.soft_labels.box, include.card.box),
        include.details.button,
        *(form.split.kinds.buttons[0], form.counted.choice, form.filters.opener),
        *(dialog.path, dialog.save.browse, dialog.pane.tabs.buttons[0], dialog.table),
        *(dialog.close_button, dialog.start, dialog.formats),
    ]
    assert tabbed(dialog, len(expected) - 1) == expected
    dialog.close()


def test_an_export_replaces_a_file_only_when_its_button_said_so(desk, theme, tmp_path, qtbot):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    dialog = ExportDialog(desk.window.opened, theme, tmp_path)
    show(dialog, qtbot)
    assert dialog.start.text() == "Export"
    out = Path(dialog.path.text())
    out.write_text("kept", encoding="utf-8")  # after the dialog had looked
    dialog.start.click()
    assert out.read_text(encoding="utf-8") == "kept"
    assert dialog.start.text() == "Replace file"
    assert "would be replaced" in dialog.outcome.text()
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert "3 articles, 1 attribution, read back" in dialog.outcome.text()
    assert dialog.start.text() == "Replace file"
    dialog.path.setText(str(tmp_path / "other.jsonl"))
    assert dialog.start.text() == "Export"
    dialog.path.setText(str(tmp_path))
    assert not dialog.start.isEnabled()
    dialog.close()


def test_tab_goes_down_a_new_project(theme, tmp_path, qtbot):
    dialog = NewProjectDialog(shipped_codebooks(), theme, maker="Mira", folder=tmp_path)
    show(dialog, qtbot)
    QTest.keyClicks(dialog.name, "Border talks")
    assert words_of(tabbed(dialog, 7)) == [
        "Name",
        "File",
        "Browse …",
        "Your name",
        "Codebook",
        "From a file …",
        "Cancel",
        "Create project",
    ]


def test_a_new_project_proposes_the_last_name_that_was_given(windows, tmp_path, preferences):
    window = windows.show_first()

    def create(dialog: NewProjectDialog) -> None:
        dialog.name.setText("First")
        dialog.path.setText(str(tmp_path / "first.stance"))
        dialog.maker.setText("Petra Holm")
        dialog.create_button.click()

    answer_dialog(NewProjectDialog, create)
    window.dialogs.new_project()
    assert preferences.own_name == "Petra Holm"
    proposed = []

    def look(dialog: NewProjectDialog) -> None:
        proposed.append(dialog.maker.text())
        dialog.reject()

    answer_dialog(NewProjectDialog, look)
    window.dialogs.new_project()
    assert proposed == ["Petra Holm"]


def test_ctrl_shift_enter_asks_why_an_article_cannot_be_coded(desk):
    seen = []

    def answer(dialog: CannotCodeDialog) -> None:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        seen.append((dialog.isVisible(), dialog.hint.text()))
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
        seen.append((dialog.reason, dialog.hint.text()))
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)
        seen.append((dialog.reason, dialog.hint.text()))
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    answer_dialog(CannotCodeDialog, answer)
    shift_ctrl = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desk.press(Qt.Key.Key_Return, shift_ctrl)
    assert seen == [
        (True, "Choose a reason first, with the arrow keys or Space."),
        ("text_cut_off", ""),
        ("other_reason", ""),
    ]
    desk.qtbot.waitUntil(lambda: desk.window.status_bar._done.text() == "1 of 3 done")


def test_contrast_takes_effect_at_once_and_is_kept(windows, preferences, theme, qtbot):
    plain = theme.tokens
    dialog = SettingsDialog(preferences, theme)
    qtbot.addWidget(dialog)
    assert dialog.contrast.currentData() == ContrastChoice.SYSTEM
    dialog.contrast.setCurrentIndex(dialog.contrast.findData(ContrastChoice.HIGH))
    dialog.contrast.activated.emit(dialog.contrast.currentIndex())
    assert theme.high_contrast
    assert theme.tokens != plain
    assert preferences.contrast is ContrastChoice.HIGH
    dialog.contrast.setCurrentIndex(dialog.contrast.findData(ContrastChoice.NORMAL))
    dialog.contrast.activated.emit(dialog.contrast.currentIndex())
    assert not theme.high_contrast
    assert theme.tokens == plain


def test_kept_contrast_is_there_at_the_next_start(preferences, theme):
    from annotator.ui.windows.application_windows import ApplicationWindows

    preferences.contrast = ContrastChoice.HIGH
    ApplicationWindows(preferences, theme)
    assert theme.high_contrast
    theme.contrast = "normal"


def test_tab_goes_through_the_fields_for_keys_and_out(preferences, theme, qtbot):
    dialog = SettingsDialog(preferences, theme)
    dialog.tabs.setCurrentIndex(1)
    show(dialog, qtbot)
    dialog.table.field("next_quotation").setFocus()
    stops = [QApplication.focusWidget()]
    for _ in range(100):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
        part = stops[-1]
        if dialog.table.isAncestorOf(part):
            shown = part.mapTo(dialog.table.viewport(), part.rect().center())
            assert dialog.table.viewport().rect().contains(shown)
    assert dialog.single in stops
    assert dialog.table not in stops
    assert preferences.own_keys == {}
    assert dialog.table.field("next_quotation").keySequence() == QKeySequence("Q")
