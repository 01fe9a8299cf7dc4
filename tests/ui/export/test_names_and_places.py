"""What has the name of an export already, what its ending says, and the table of who is who."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from annotator.ui.dialogs.bundle_dialog import BundleDialog
from tests.ui.export.conftest import Exporting

_TABLE = "pseudonym,name\r\nperson-0001,Ingrid Valmont\r\n"


@pytest.fixture
def at(exporting: Callable[[], Exporting]) -> Exporting:
    """Return a dialog that exports tab-separated text."""
    found = exporting()
    found.dialog.side.choose("tsv")
    found.settle()
    return found


def type_name(at: Exporting, path: Path) -> None:
    at.dialog.path.setFocus()
    at.dialog.path.selectAll()
    QTest.keyClicks(at.dialog.path, str(path))


def answer(at: Exporting, words: str) -> list[str]:
    """Press the button of these words in the question that comes; return what it said."""
    said: list[str] = []

    def press() -> None:
        box = next(one for one in at.dialog.findChildren(QMessageBox) if one.isVisible())
        said.append(f"{box.text()} {box.informativeText()}")
        button = next(one for one in box.buttons() if one.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    at.export()
    return said


def test_a_name_of_another_kind_is_asked_about_and_can_be_mended(at, tmp_path):
    type_name(at, tmp_path / "thing.xlsx")
    assert ".xlsx is not that of this format, .tsv" in at.dialog.outcome.text()
    assert at.dialog.start.isEnabled()
    said = answer(at, "Cancel")
    assert said[0].startswith("thing.xlsx ends in .xlsx, but the format is Table (tab-separated).")
    assert not at.dialog.running
    assert list(tmp_path.glob("thing*")) == []
    answer(at, "Save as thing.tsv")
    assert at.dialog.report.path == tmp_path / "thing.tsv"
    assert at.dialog.path.text() == str(tmp_path / "thing.tsv")
    assert not (tmp_path / "thing.xlsx").exists()


def test_a_name_without_the_format_s_ending_can_stay_as_it_is(at, tmp_path):
    type_name(at, tmp_path / "talks.v2")
    answer(at, "Save anyway")
    assert at.dialog.report.path == tmp_path / "talks.v2"
    type_name(at, tmp_path / "talks.v3")
    answer(at, "Save as talks.v3.tsv")
    assert (tmp_path / "talks.v3.tsv").exists()
    type_name(at, tmp_path / "talks")
    said = answer(at, "Save as talks.tsv")
    assert said[0].startswith("talks has no ending")
    assert (tmp_path / "talks.tsv").exists()


def test_a_mended_name_replaces_nothing_before_the_button_has_said_so(at, tmp_path):
    older = tmp_path / "thing.tsv"
    older.write_text("mine", encoding="utf-8")
    type_name(at, tmp_path / "thing.xlsx")
    answer(at, "Save as thing.tsv")
    assert at.dialog.report is None
    assert older.read_text(encoding="utf-8") == "mine"
    assert at.dialog.start.text() == "Replace file"
    at.export()
    assert at.dialog.report.path == older


def test_each_format_has_a_table_of_names_of_its_own(at, tmp_path):
    QTest.mouseClick(at.dialog.form.include.pseudonyms.box, Qt.MouseButton.LeftButton)
    for name in ("tsv", "csv"):
        at.dialog.side.choose(name)
        at.settle()
        assert at.dialog.start.text() == "Export"
        at.export()
        table = tmp_path / f"border-talks.{name}.pseudonyms.csv"
        assert at.dialog.report.pseudonyms == table
        assert table.exists()
    assert at.dialog.start.text() == "Replace file"
    assert at.dialog.pane.report.isVisible()
    at.dialog.side.choose("tsv")
    at.settle()
    assert at.dialog.outcome.text() == (
        "border-talks.tsv and border-talks.tsv.pseudonyms.csv, which tells who is who in it, "
        "would be replaced."
    )


def test_an_older_table_of_names_is_replaced_only_when_that_was_said(at, tmp_path):
    table = tmp_path / "mine.tsv.pseudonyms.csv"
    table.write_text(_TABLE, encoding="utf-8-sig", newline="")
    type_name(at, tmp_path / "mine.tsv")
    assert at.dialog.start.text() == "Export"
    at.dialog.form.include.pseudonyms.box.setChecked(True)
    at.settle()
    assert at.dialog.start.text() == "Replace table"
    assert at.dialog.outcome.text().startswith("mine.tsv.pseudonyms.csv tells who is who")
    at.export()
    assert "Ingrid Valmont" not in table.read_text(encoding="utf-8-sig")


def test_a_table_that_came_meanwhile_is_said_before_anything_is_replaced(at, tmp_path):
    at.dialog.form.include.pseudonyms.box.setChecked(True)
    type_name(at, tmp_path / "mine.tsv")
    at.settle()
    table = tmp_path / "mine.tsv.pseudonyms.csv"
    table.write_text(_TABLE, encoding="utf-8-sig", newline="")
    at.export()
    assert at.dialog.report is None
    assert "Ingrid Valmont" in table.read_text(encoding="utf-8-sig")
    assert at.dialog.start.text() == "Replace table"


@pytest.mark.parametrize("bundle", [False, True])
def test_another_file_in_the_place_of_the_table_is_never_replaced(
    at, manager, theme, tmp_path, qtbot, bundle
):
    name = "mine" if bundle else "mine.tsv"
    other = tmp_path / f"{name}.pseudonyms.csv"
    other.write_text("my own notes", encoding="utf-8")
    dialog = at.dialog
    if bundle:
        dialog = BundleDialog(manager.opened, theme, tmp_path)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.pseudonyms.box.setChecked(True)
        dialog.save.line.setText(str(tmp_path / name))
    else:
        dialog.form.include.pseudonyms.box.setChecked(True)
        at.settle()
        type_name(at, tmp_path / name)
    assert not dialog.start.isEnabled()
    assert dialog.outcome.text().startswith(f"{other.name} is where the table of who is who")
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert other.read_text(encoding="utf-8") == "my own notes"


def test_a_folder_of_something_else_is_said_and_not_offered(at, tmp_path):
    at.dialog.side.choose("brat")
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("kept", encoding="utf-8")
    type_name(at, other)
    assert not at.dialog.start.isEnabled()
    assert at.dialog.start.text() == "Export"
    assert "something else than an export" in at.dialog.outcome.text()


def test_a_place_that_cannot_be_looked_at_is_said(at, tmp_path):
    at.dialog.path.setText(str(tmp_path / ("a" * 300)))
    assert not at.dialog.start.isEnabled()
    assert "File name too long" in at.dialog.outcome.text()


def test_the_hint_follows_the_name_of_a_folder(at, tmp_path):
    at.dialog.side.choose("brat")
    assert "With .zip" in at.dialog.save._hint.text()
    type_name(at, tmp_path / "mine.zip")
    assert at.dialog.save._hint.text() == "This makes a folder, packed in one file."
