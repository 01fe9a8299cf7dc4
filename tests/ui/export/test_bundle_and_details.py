"""The replication bundle, and what cards say of a data set."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.services.datasets.details import Author, dataset_details
from annotator.ui.dialogs.author_lines import authors_of, lines_of
from annotator.ui.dialogs.bundle_dialog import BundleDialog
from annotator.ui.dialogs.dataset_details_dialog import DatasetDetailsDialog
from tests.ui.windows.test_accessibility import nameless


def test_a_bundle_is_written_from_its_dialog(manager, theme, tmp_path, qtbot):
    dialog = BundleDialog(manager.opened, theme, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert dialog.options.text.value == "quotes"
    dialog.pseudonyms.box.setChecked(True)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert not dialog.texts.isEnabled()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=120_000)
    out = tmp_path / "border-talks-replication"
    assert dialog.report.path == out
    assert (out / "README.md").exists()
    assert dialog.outcome.text().startswith("Written to border-talks-replication")
    assert "border-talks-replication.pseudonyms.csv" in dialog.outcome.text()
    assert dialog.open_folder.isVisible()
    dialog.close()


def test_details_are_typed_stored_and_shown_again(manager, theme, qtbot):
    opened = manager.opened
    dialog = DatasetDetailsDialog(opened, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    QTest.keyClicks(dialog.texts["title"], "Border talks, coded")
    dialog.authors.setFocus()
    QTest.keyClicks(dialog.authors, "Voss, Edda; Northfield University")
    QTest.keyClick(dialog.authors, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.authors, "Border Talks Group")
    dialog.licence.setCurrentText("CC-BY-4.0")
    QTest.keyClicks(dialog.published, "2026-3-1")
    dialog.keywords.setText("talks, borders")
    dialog.start.click()
    assert "is not a day" in dialog.outcome.text()
    dialog.published.setText("2026-03-01")
    QTest.keyClicks(dialog.texts["doi"], "nothing")
    QTest.keyClicks(dialog.texts["url"], "nowhere")
    dialog.start.click()
    qtbot.waitUntil(lambda: "is not a DOI" in dialog.outcome.text())
    assert "nowhere" in dialog.outcome.text()
    assert dialog.focusWidget() is dialog.texts["doi"]
    dialog.texts["url"].clear()
    dialog.texts["doi"].setText("https://doi.org/10.1234/abc")
    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    kept = dataset_details(opened.project)
    assert kept.title == "Border talks, coded"
    assert kept.authors == (Author("Voss", "Edda", "Northfield University"),
                            Author("Border Talks Group"))  # fmt: skip
    assert (kept.licence, kept.doi) == ("CC-BY-4.0", "10.1234/abc")
    assert kept.keywords == ("talks", "borders")
    again = DatasetDetailsDialog(opened, theme)
    qtbot.addWidget(again)
    assert again.details == kept


def test_authors_survive_as_lines():
    authors = (Author("Voss", "Edda", "", "0000-0002-1825-0097"), Author("Group", "", "Place"))
    assert authors_of(lines_of(authors)) == authors
    assert authors_of("\n  \n") == ()


def test_only_managers_are_offered_bundle_and_details(mira):
    actions = mira.actions_
    for menu in (mira.menus.file, mira.menus.manage):
        menu.aboutToShow.emit()
    assert not actions.bundle.isEnabled()
    assert not actions.details.isEnabled()
    actions.bundle.trigger()
    mira.dialogs.datasets.bundle()
    mira.dialogs.datasets.details()
    assert QApplication.activeModalWidget() is None


def test_a_manager_is_offered_both(manager):
    for menu in (manager.menus.file, manager.menus.manage):
        menu.aboutToShow.emit()
    assert manager.actions_.bundle.isEnabled()
    assert manager.actions_.details.isEnabled()
