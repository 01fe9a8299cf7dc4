"""Sending one's own work back: what is in it, where it goes."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.services.annotating import create_attribution
from annotator.services.article_work import mark_done, set_article_value
from annotator.ui.dialogs.package_dialog import PackageDialog
from tests.services.world import COMPLETE, HARBOUR, span_of
from tests.ui.windows.test_accessibility import nameless


@pytest.fixture
def work(mira):
    """Mira has begun one article, and nothing else."""
    opened, screen = mira.opened, mira.annotate_screen
    changes = create_attribution(
        opened.project,
        opened.annotator,
        screen.presenter.coding.article.article.id,
        opened.round.id,
        [span_of(HARBOUR, "We will talk to them")],
        COMPLETE,
        source=[span_of(HARBOUR, "Ingrid Valmont")],
    )
    opened.hub.publish(changes)
    return mira


@pytest.fixture
def dialog(work, theme, tmp_path: Path, qtbot) -> PackageDialog:
    dialog = PackageDialog(work.opened, theme, tmp_path, work, today=date(2025, 3, 14))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_unfinished_work_is_warned_of_and_sent_all_the_same(dialog, tmp_path, qtbot):
    assert dialog.state.text() == "0 articles handed in, 1 attribution"
    assert dialog.unfinished.text().startswith("1 article is begun and not done yet")
    assert dialog.file.path.name == "Harbour – Mira Sorel – 2025-03-14.stance-package"
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.start)
    QTest.keyClick(dialog.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10_000)
    assert dialog.report.path.exists()
    assert dialog.state.text() == "1 article, 0 of them done, 1 attribution"
    assert str(tmp_path) in dialog.outcome.text()
    assert dialog.open_folder.isVisible()
    assert nameless(dialog) == []


def test_finished_work_is_not_warned_of(work, theme, tmp_path, qtbot):
    opened, coding = work.opened, work.annotate_screen.presenter.coding
    place = coding.article.article.id, opened.round.id
    for attribute in coding.codebook.attributes:
        if attribute.scope.value == "article" and attribute.required:
            set_article_value(
                opened.project, opened.annotator, *place, attribute.key, attribute.values[0].key
            )
    mark_done(opened.project, opened.annotator, *place)
    dialog = PackageDialog(opened, theme, tmp_path, work)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.state.text() == "1 article handed in, 1 attribution"
    assert not dialog.unfinished.isVisible()


def test_an_older_package_is_not_written_over(dialog, tmp_path):
    dialog.file.line.setText(str(tmp_path / "mine"))
    assert dialog.start.isEnabled()
    (tmp_path / "old.stance-package").write_bytes(b"older")
    dialog.file.line.setText(str(tmp_path / "old"))
    assert not dialog.start.isEnabled()
    assert "already" in dialog.outcome.text()
    dialog.file.line.setText(str(tmp_path / "new"))
    assert dialog.start.isEnabled()
    assert dialog.outcome.text() == ""


def test_without_any_work_the_reason_is_said(mira, theme, tmp_path, qtbot):
    dialog = PackageDialog(mira.opened, theme, tmp_path, mira)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.start.click()
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()), timeout=10_000)
    assert dialog.outcome.property("kind") == "error"
    assert dialog.start.isVisible()
    assert [one for one in tmp_path.iterdir() if "package" in one.name] == []
