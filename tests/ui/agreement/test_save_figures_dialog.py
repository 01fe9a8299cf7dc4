"""The dialog that saves figures, by keys and by mouse, into real folders."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.agreement.verdicts import Targets
from annotator.services.agreement.tables import csv_tables
from annotator.services.codebooks import default_codebook
from annotator.ui.agreement.agreement_filling import Selection
from annotator.ui.agreement.figure_pictures import pictures, with_pseudonyms
from annotator.ui.agreement.labels import Labels
from annotator.ui.dialogs.save_figures_dialog import SaveFiguresDialog
from annotator.ui.theme import Theme
from tests.ui.agreement.reports import report


@pytest.fixture
def dialog(qtbot, qapp, tmp_path):
    made = report(2, batches=0, gold=False)
    theme = Theme("dark")
    theme.apply(qapp)
    dialog = SaveFiguresDialog(
        pictures(made, Selection("stance"), Labels(made.names, default_codebook()), Targets()),
        csv_tables(made),
        "Agreement is that of 2 annotators.",
        tmp_path,
        theme,
    )
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def names(folder):
    return sorted(one.name for one in folder.iterdir())


def test_all_is_written_on_enter(dialog, tmp_path):
    count = len(dialog.files())
    assert str(count) in dialog.outcome.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(dialog.written) == count
    found = names(tmp_path)
    assert len(found) == count
    assert "agreement-methods.txt" in found
    assert "agreement-figures.csv" in found
    assert {"agreement-figures.svg", "agreement-figures.png"} <= set(found)
    assert not [one for one in found if one.endswith(".pdf")]
    assert dialog.open_folder.isVisible()


def test_a_single_file(dialog, tmp_path):
    for at in range(1, dialog.list.count()):
        dialog.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    for box in (dialog.formats["svg"], dialog.tables, dialog.methods):
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() * 0.2)
        box.setChecked(False)
    assert dialog.outcome.text() == "Writes one file: agreement-figures.png."
    dialog.start.click()
    assert names(tmp_path) == ["agreement-figures.png"]


def test_nothing_chosen_and_no_folder(dialog, tmp_path):
    for box in (*dialog.formats.values(), dialog.tables, dialog.methods):
        box.setChecked(False)
    assert not dialog.start.isEnabled()
    dialog.methods.setChecked(True)
    assert dialog.start.isEnabled()
    for words in ("", "gone"):
        dialog.folder.line.setText(words)
        assert not dialog.start.isEnabled()
        assert "does not exist" in dialog.outcome.text()


def test_a_folder_that_is_not_there_is_made(dialog, tmp_path):
    inner = tmp_path / "figures" / "today"
    dialog.folder.line.setText(str(inner))
    assert "The folder is made" in dialog.outcome.text()
    assert dialog.start.isEnabled()
    assert not (tmp_path / "figures").exists()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(names(inner)) == len(dialog.written) > 1
    assert names(tmp_path) == ["figures"]


def test_where_a_file_is_in_the_way_no_folder_is_made(dialog, tmp_path):
    (tmp_path / "figures").write_text("words")
    for words in (tmp_path / "figures", tmp_path / "figures" / "today"):
        dialog.folder.line.setText(str(words))
        assert not dialog.start.isEnabled()
        assert "file" in dialog.outcome.text()


def test_after_a_failure_or_stop_a_folder_that_was_made_is_gone(dialog, tmp_path):
    dialog.folder.line.setText(str(tmp_path / "figures" / "today"))
    dialog.progress.show_progress = lambda *_: dialog.progress.stop_wanted.emit()
    dialog.start.click()
    assert "No file was left" in dialog.outcome.text()
    assert names(tmp_path) == []


def test_what_is_there_is_told_before_it_is_replaced(dialog, tmp_path):
    (tmp_path / "agreement-methods.txt").write_text("before")
    dialog.methods.toggle()
    dialog.methods.toggle()
    assert dialog.start.text() == "Replace files"
    assert "1 file" in dialog.outcome.text()
    dialog.start.click()
    assert (tmp_path / "agreement-methods.txt").read_text().startswith("Agreement is that of 2")


def test_a_failure_is_said_and_leaves_nothing(dialog, tmp_path):
    (tmp_path / "agreement-attributes.svg").write_text("before")
    (tmp_path / "agreement-confusion.csv").mkdir()  # no file can take its place
    dialog._check()
    dialog.start.click()
    assert dialog.outcome.property("kind") == "error"
    assert "untouched" in dialog.outcome.text()
    assert names(tmp_path) == ["agreement-attributes.svg", "agreement-confusion.csv"]
    assert (tmp_path / "agreement-attributes.svg").read_text() == "before"
    assert dialog.start.isVisible()


def test_space_leaves_a_figure_out(dialog):
    before = len(dialog.files())
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert len(dialog.files()) == before - 2


def test_pseudonyms_are_taken_in_pictures_and_tables(qtbot, qapp, tmp_path):
    made = report(2, batches=0, gold=False)
    hidden = with_pseudonyms(made)
    theme = Theme("light")
    both = [
        (pictures(one, Selection("stance"), Labels(one.names, default_codebook()), Targets()),
         csv_tables(one))
        for one in (made, hidden)
    ]  # fmt: skip
    dialog = SaveFiguresDialog(*both[0], "Paragraph.", tmp_path, theme, pseudonymous=both[1])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.pseudonyms.setFocus()
    QTest.keyClick(dialog.pseudonyms, Qt.Key.Key_Space)
    assert any("Coder 1" in dialog.list.item(at).text() for at in range(dialog.list.count()))
    dialog.start.click()
    words = (tmp_path / "agreement-figures.csv").read_text()
    assert "Coder 2" in words
    assert "Mira" not in words
