"""Sending one's own work back: what is in it, where it goes."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor, Role, RoundPurpose
from annotator.formats.work_package_reading import read_package
from annotator.services.annotating import create_attribution
from annotator.services.article_work import mark_done, set_article_value
from annotator.services.managing.people import person_named
from annotator.services.managing.rounds import add_round
from annotator.ui.dialogs.package_dialog import PackageDialog
from tests.services.world import COMPLETE, HARBOUR, span_of
from tests.ui.answering import answer_next
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
    work = "Round “Main”: 1 article, 0 of them done, 1 attribution"
    assert dialog.state.text() == work
    assert dialog.unfinished.text().startswith("What is begun and not done yet (1 in “Main”)")
    assert dialog.file.path.name == "Harbour – Mira Sorel – 2025-03-14.stance-package"
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.start)
    QTest.keyClick(dialog.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10_000)
    assert dialog.report.path.exists()
    assert dialog.state.text() == work  # the same as before
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
    assert dialog.state.text() == "Round “Main”: 1 article, 1 of them done, 1 attribution"
    assert not dialog.unfinished.isVisible()


def test_an_older_package_is_replaced_only_after_a_question(dialog, tmp_path, qtbot):
    older = tmp_path / "old.stance-package"
    older.write_bytes(b"older")
    dialog.file.line.setText(str(tmp_path / "old"))
    asked = answer_next("Cancel")
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert older.name in asked[0]
    assert not dialog.running
    assert older.read_bytes() == b"older"
    answer_next("Replace")
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10_000)
    assert older.read_bytes() != b"older"


def test_a_project_is_never_replaced(dialog, tmp_path):
    shutil.copyfile(dialog._opened.path, tmp_path / "copy.stance-package")
    dialog.file.line.setText(str(tmp_path / "copy"))
    assert not dialog.start.isEnabled()
    assert "never replaced" in dialog.outcome.text()
    dialog.file.line.setText(str(tmp_path / "new"))
    assert dialog.start.isEnabled()
    assert dialog.outcome.text() == ""


def test_work_of_all_rounds_is_counted_alike_before_and_after(work, theme, tmp_path, qtbot):
    opened = work.opened
    edda = person_named(opened.project, "Edda Holm")
    manager = Actor(edda.id, Role.MANAGER)
    changes = add_round(
        opened.project, manager, "Week 0", RoundPurpose.TRAINING, opened.round.codebook
    )
    opened.hub.publish(changes)
    article = work.annotate_screen.presenter.coding.article.article.id
    create_attribution(
        opened.project, opened.annotator, article, opened.rounds[-1].id,
        [span_of(HARBOUR, "the plan was empty")],
    )  # fmt: skip
    dialog = PackageDialog(opened, theme, tmp_path, work)
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.state.text()
    assert before.splitlines() == [
        "Round “Main”: 1 article, 0 of them done, 1 attribution",
        "Round “Week 0”: 1 article, 0 of them done, 1 attribution",
    ]
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10_000)
    assert dialog.state.text() == before
    held = read_package(dialog.report.path).claims
    sets = [one for one in held if one.kind is EntityKind.ANNOTATION_SET]
    assert len(sets) == sum(one.articles for one in dialog.report.rounds) == 2


def test_without_any_work_the_reason_is_said(mira, theme, tmp_path, qtbot):
    dialog = PackageDialog(mira.opened, theme, tmp_path, mira)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.start.click()
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()), timeout=10_000)
    assert dialog.outcome.property("kind") == "error"
    assert dialog.start.isVisible()
    assert [one for one in tmp_path.iterdir() if "package" in one.name] == []
