"""An export that runs: what is locked, how it is stopped, and what is said of it afterwards."""

import csv
import zipfile

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from annotator.ui.dialogs import export_dialog
from annotator.ui.dialogs.export.export_words import progress_words


def test_options_are_locked_while_it_runs_and_esc_stops_it(exporting, tmp_path):
    at = exporting()
    dialog = at.dialog
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert dialog.running
    assert not dialog.formats.isEnabled()
    assert not dialog.form.isEnabled()
    assert not dialog.path.isEnabled()
    assert not dialog.start.isVisible()
    assert dialog.running_row.stop.hasFocus()
    at.press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.running_row.words == "Stopping …"
    at.qtbot.waitUntil(lambda: not dialog.running, timeout=20_000)
    assert dialog.outcome.text() == "Stopped. No file was left behind."
    assert [one.name for one in tmp_path.glob("*jsonl*")] == []
    assert dialog.form.isEnabled()
    assert dialog.start.isVisible()
    at.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_progress_is_told_in_words_and_percent(exporting):
    at = exporting()
    dialog = at.dialog
    seen = []
    dialog._work.progressed.connect(
        lambda *_told: seen.append((dialog.running_row.words, dialog.running_row._percent.text()))
    )
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    while dialog.report is None:
        QApplication.processEvents()
    words = [one for one, _ in seen]
    assert "Writing border-talks.jsonl: 24 of 48 articles" in words
    assert words[-1] == "Reading border-talks.jsonl back: 48 of 48 articles"
    assert seen[-1][1] == "100 %"
    assert progress_words("split", "x", 3, None) == "Splitting …"


def test_progress_of_a_split_names_the_part(exporting):
    at = exporting()
    dialog = at.dialog
    dialog.side.choose("csv")
    dialog.form.split.kinds.choose("shares")
    at.settle()
    words = []
    dialog._work.progressed.connect(lambda *_told: words.append(dialog.running_row.words))
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    while dialog.report is None:
        QApplication.processEvents()
    assert "Writing train.csv: 25 of 48 articles" in words
    assert words[-1] == "Reading test.csv back: 48 of 48 articles"


def test_the_report_says_what_was_written_checked_lost_and_leaked(exporting, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(export_dialog, "open_folder", opened.append)
    at = exporting()
    dialog = at.dialog
    dialog.side.choose("conll")
    dialog.form.split.kinds.choose("shares")
    dialog.form.include.pseudonyms.box.setChecked(True)
    at.settle()
    assert not dialog.open_folder.isVisible()
    at.export()
    out = tmp_path / "border-talks-conll"
    assert sorted(one.name for one in out.glob("*.conll")) == [
        "dev.conll",
        "test.conll",
        "train.conll",
    ]
    words = dialog.pane.report.words
    assert words[0].startswith("Written to border-talks-conll: 48 articles, 931 attributions")
    assert words[1].endswith("with the words of the article, counted in code points.")
    assert any(one.startswith("train.conll: ") for one in words)
    assert any(one.startswith("Leak check: ") for one in words)
    assert any("border-talks-conll.pseudonyms.csv" in one for one in words)
    assert dialog.side.format.cannot_hold in words
    assert dialog.pane.report.isVisible()
    text = (out / "train.conll").read_text(encoding="utf-8")
    assert "Mira Sorel" not in text
    with (tmp_path / "border-talks-conll.pseudonyms.csv").open(encoding="utf-8-sig") as file:
        assert "Mira Sorel" in {row["name"] for row in csv.DictReader(file)}
    dialog.open_folder.click()
    assert opened == [tmp_path]
    assert dialog.start.text() == "Replace folder"
    at.export()
    assert dialog.report is not None
    dialog.form.include.texts.choose("full")
    dialog.side.choose("csv")
    assert not dialog.pane.report.isVisible()
    assert not dialog.open_folder.isVisible()


def test_losses_are_sentences(exporting):
    at = exporting()
    at.dialog.side.choose("dna")
    at.settle()
    at.export()
    lost = at.dialog.report.losses
    assert lost
    words = at.dialog.pane.report.words
    assert any("neither agreement nor disagreement" in one for one in words)


def test_a_folder_of_something_else_is_never_replaced(exporting, tmp_path):
    at = exporting()
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("kept", encoding="utf-8")
    at.dialog.side.choose("brat")
    at.settle()
    at.dialog.path.setText(str(other))
    at.export()
    assert at.dialog.report is None
    assert at.dialog.outcome.property("kind") == "error"
    assert (other / "letter.txt").read_text(encoding="utf-8") == "kept"


def test_an_export_by_keyboard_alone_into_one_zip_file(exporting, tmp_path):
    at = exporting()
    dialog = at.dialog
    assert dialog.formats.hasFocus()
    for _ in range(20):
        if dialog.side.format.name == "brat":
            break
        at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Tab)
    assert dialog.form.layer.layers.buttons[2].hasFocus()
    at.press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert dialog.form.layer.layer == "gold"
    for _ in range(40):
        if dialog.path.hasFocus():
            break
        at.press(Qt.Key.Key_Tab)
    dialog.path.selectAll()
    QTest.keyClicks(dialog.path, str(tmp_path / "gold.zip"))
    at.settle()
    at.press(Qt.Key.Key_Return)
    at.qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)
    with zipfile.ZipFile(tmp_path / "gold.zip") as packed:
        assert any(name.endswith(".ann") for name in packed.namelist())
    assert dialog.close_button.hasFocus()


def test_a_project_is_never_offered_to_be_replaced(exporting, project_path):
    at = exporting()
    at.dialog.path.setText(str(project_path))
    assert not at.dialog.start.isEnabled()
    assert "never replaces" in at.dialog.outcome.text()


def test_a_file_of_another_ending_is_asked_about(exporting, tmp_path, qtbot):
    at = exporting()
    page = tmp_path / "page.html"
    page.write_text("mine", encoding="utf-8")
    at.dialog.side.choose("csv")
    at.settle()
    at.dialog.path.setText(str(page))
    assert ".html" in at.dialog.outcome.text()
    asked = []

    def answer(words: str) -> None:
        (box,) = at.dialog.findChildren(QMessageBox)
        asked.append(box.informativeText())
        next(one for one in box.buttons() if one.text() == words).click()
        box.deleteLater()

    QTimer.singleShot(0, lambda: answer("Keep it"))
    at.dialog.start.click()
    assert ".html" in asked[0]
    assert not at.dialog.running
    assert page.read_text(encoding="utf-8") == "mine"
    qtbot.waitUntil(lambda: not at.dialog.findChildren(QMessageBox))
    QTimer.singleShot(0, lambda: answer("Replace"))
    at.dialog.start.click()
    qtbot.waitUntil(lambda: at.dialog.report is not None, timeout=20_000)
    assert page.read_text(encoding="utf-8-sig").startswith("article_id,")


def test_what_was_chosen_is_chosen_again_for_the_same_person(manager, theme, qtbot):
    seen = []

    def look(change: bool) -> None:
        dialog = QApplication.activeModalWidget()
        seen.append((dialog.side.format.name, dialog.form.include.pseudonyms.on))
        if change:
            dialog.side.choose("tsv")
            dialog.form.include.pseudonyms.box.setChecked(True)
        dialog.reject()

    for change in (True, False):
        QTimer.singleShot(0, lambda change=change: look(change))
        manager.actions_.export.trigger()
    assert seen[1] == ("tsv", True)
    assert seen[0] != seen[1]


def test_gold_says_how_many_articles_are_left_out(exporting):
    at = exporting()
    at.dialog.form.layer.layers.choose("gold")
    at.settle()
    words = at.dialog.form.layer.counts.text()
    assert "12 articles" in words
    assert "36 articles not settled yet are left out" in words
    at.export()
    assert at.dialog.report.articles == 12
    assert "36 articles not settled yet are left out." in at.dialog.pane.report.words


def test_a_report_for_reading_counts_in_nothing(exporting):
    at = exporting()
    at.dialog.side.choose("html")
    at.settle()
    at.export()
    assert not any("counted in" in one for one in at.dialog.pane.report.words)
