"""Windows: opening, who is at work, sharing, recent projects, read-only, failures."""

import os
import sqlite3
import uuid
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import Span
from annotator.services.annotating import create_attribution
from annotator.services.managing.people import person_named
from annotator.services.managing.rounds import current_round
from annotator.services.project import open_project
from annotator.services.queue import QueueFilter, QueueState, queue_ids
from annotator.services.recovery import kept_intentions
from annotator.ui.dialogs.person_dialog import PersonDialog
from annotator.ui.save_status import SaveState


def answer_dialog(kind: type, act) -> None:
    """Act on the next modal dialog of this kind once it is open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            try:
                act(dialog)
            except BaseException:
                dialog.reject()  # else the test that failed would wait for ever
                raise
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_a_project_with_several_people_asks_once_who_is_at_work(windows, project_path, qtbot):
    window = windows.show_first()

    def choose(dialog: PersonDialog) -> None:
        dialog.list.setCurrentRow(1)
        dialog._accept()

    answer_dialog(PersonDialog, choose)
    window.open_path(project_path)
    assert window.opened.person.name == "Mira Sorel"
    window.close_project()
    window.open_path(project_path)  # remembered
    assert window.opened.person.name == "Mira Sorel"


def test_somebody_new_can_say_who_they_are(windows, project_path):
    window = windows.show_first()

    def write(dialog: PersonDialog) -> None:
        dialog.field.setText("Petra Holm")
        dialog._accept()

    answer_dialog(PersonDialog, write)
    window.open_path(project_path)
    assert window.opened.person.name == "Petra Holm"
    assert window.opened.person.roles == (Role.ANNOTATOR,)
    assert not window.actions_.import_articles.isEnabled()


def test_nobody_chosen_means_no_project(windows, project_path):
    window = windows.show_first()
    answer_dialog(PersonDialog, lambda dialog: dialog.reject())
    window.open_path(project_path)
    assert window.opened is None
    assert window.screens.currentWidget() is window.welcome


def test_an_unknown_name_is_refused_in_words(windows, project_path):
    window = windows.show_first()
    window.open_path(project_path, "Nobody Here")
    assert window.opened is None
    assert "Nobody Here" in window.messages.words


@pytest.mark.parametrize("content", [b"", b"no project", None])
def test_what_is_no_project_is_said_and_left_alone(windows, tmp_path, content):
    path = tmp_path / "odd.stance"
    if content is not None:
        path.write_bytes(content)
    window = windows.show_first()
    window.open_path(path)
    assert window.opened is None
    assert window.messages.isVisible()
    assert not path.exists() if content is None else path.read_bytes() == content


def test_two_windows_on_a_file_share_it_and_its_undo(desk, windows, project_path):
    other = windows.another(desk.window.opened)
    assert other.opened is desk.window.opened
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    coding = other.annotate_screen.presenter.coding
    assert [one.id for one in coding.attributions] == [desk.selected.id]
    desk.qtbot.waitUntil(other.actions_.undo.isEnabled)
    other.actions_.undo.trigger()
    assert desk.attributions == ()
    other.close()
    assert desk.window.opened is not None
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    assert len(desk.attributions) == 1


def test_what_another_process_writes_arrives_by_the_same_path(desk, project_path):
    with open_project(project_path) as other:
        mira = Actor(person_named(other, "Mira Sorel").id, Role.ANNOTATOR)
        jonas = Actor(person_named(other, "Jonas Reit").id, Role.ANNOTATOR)
        round_id = current_round(other).id
        article = queue_ids(other, mira, round_id, QueueFilter(QueueState.ALL))[0]
        start = desk.text.index("We will talk")
        create_attribution(other, jonas, article, round_id, [Span(0, 7)])
        made = create_attribution(other, mira, article, round_id, [Span(start, start + 12)])
    desk.window.opened.look_for_others()
    assert [one.id for one in desk.attributions] == [
        change.after.id for change in made.of(EntityKind.ATTRIBUTION)
    ]


def test_another_person_sees_nothing_of_mine(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    article = desk.screen.article_id
    opened = desk.window.opened
    opened.become(person_named(opened.project, "Jonas Reit"))
    desk.screen.open_article(article)
    assert desk.attributions == ()
    assert desk.window.status_bar._done.text() == "0 of 3 done"
    desk.qtbot.waitUntil(lambda: not desk.window.actions_.undo.isEnabled())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_shown_read_only(windows, project_path):
    project_path.chmod(0o444)
    window = windows.show_first()
    window.open_path(project_path, "Mira Sorel")
    assert "reading only" in window.messages.words


def test_a_read_only_project_shows_why_and_changes_nothing(windows, project_path, qtbot):
    from annotator.ui.windows.project_opening import who_works

    window = windows.show_first()
    project = open_project(project_path, read_only=True)
    person = who_works(project, "Mira Sorel", windows.theme, window)
    window.show_project(windows.acquire(project, person))
    assert "reading only" in window.messages.words
    screen = window.annotate_screen
    screen.pane.view.set_selection(Span(0, 7))
    assert not screen.commands.done.isEnabled()
    screen.controller.create_without_value()
    assert screen.presenter.coding.attributions == ()
    assert screen.pane.notice.words


@pytest.mark.hurried
def test_a_locked_file_means_saving_then_saved(desk, project_path, qtbot):
    locker = sqlite3.connect(project_path, isolation_level=None, timeout=1)
    locker.execute("BEGIN IMMEDIATE")
    status = desk.window.opened.status
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    assert status.state is SaveState.SAVING
    assert desk.window.status_bar.save_state.words == "Saving …"
    locker.execute("ROLLBACK")
    locker.close()
    qtbot.waitUntil(lambda: status.state is SaveState.SAVED, timeout=8_000)
    assert len(desk.attributions) == 1


def test_what_could_not_be_stored_is_kept_for_retry(desk, project_path, qtbot):
    locker = sqlite3.connect(project_path, isolation_level=None, timeout=1)
    locker.execute("BEGIN IMMEDIATE")
    opened = desk.window.opened
    opened.project.patience = 0.01
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    assert opened.status.state is SaveState.FAILED
    assert "Not saved since" in desk.window.messages.words
    assert len(kept_intentions(opened.project)) == 1
    opened.status.retry()
    assert opened.status.state is SaveState.FAILED
    locker.execute("ROLLBACK")
    locker.close()
    opened.status.retry()
    assert opened.status.state is SaveState.SAVED
    assert not desk.window.messages.isVisible()
    assert [one.values["stance"] for one in desk.attributions] == ["supports"]
    assert kept_intentions(opened.project) == ()


def test_what_was_kept_is_offered_the_next_time(desk, windows, project_path, qtbot):
    locker = sqlite3.connect(project_path, isolation_level=None, timeout=1)
    locker.execute("BEGIN IMMEDIATE")
    desk.window.opened.project.patience = 0.01
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    locker.execute("ROLLBACK")
    locker.close()
    window = windows.show_first()
    desk.window.dialogs.leave_unsaved = lambda _count: True
    desk.window.close()
    window.open_path(project_path, "Mira Sorel")
    assert "kept" in window.messages.words
    window.messages._buttons[0].click()
    assert len(window.annotate_screen.presenter.coding.attributions) == 1


def test_recent_projects_are_listed_with_their_state(windows, project_path, preferences, qtbot):
    gone = project_path.with_name("gone.stance")
    preferences.remember(gone, "Gone")
    preferences.remember(project_path, "Harbour")
    window = windows.show_first()
    rows = window.welcome.recent.rows
    qtbot.waitUntil(lambda: any(row.badge.text() for row in rows()))
    there, missing = rows()
    assert there.path == project_path
    assert there.locate.isHidden()
    assert not missing.locate.isHidden()
    answer_dialog(PersonDialog, lambda dialog: dialog._accept())
    there.click()
    assert window.opened.path == project_path


def test_a_project_that_was_moved_is_remembered_at_its_new_place(preferences, tmp_path):
    old, new = tmp_path / "old.stance", tmp_path / "new.stance"
    preferences.remember(old, "Moved")
    preferences.relocate(old, new)
    assert [one.path for one in preferences.recent()] == [new]
    preferences.forget(new)
    assert preferences.recent() == ()


def test_files_dropped_on_an_open_project_are_imported(windows, project_path, qtbot, tmp_path):
    from annotator.ui.dialogs.import_dialog import ImportDialog

    window = windows.show_first()
    window.open_path(project_path, "Edda Holm")
    article = tmp_path / "dropped.txt"
    article.write_text("A title\n\nDropped words.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article))])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    reports = []

    def run(dialog: ImportDialog) -> None:
        dialog.imported.connect(reports.append)
        dialog.imported.connect(lambda _report: dialog.accept())
        dialog.begin()

    answer_dialog(ImportDialog, run)
    window.dropEvent(event)
    qtbot.waitUntil(lambda: bool(reports))
    assert reports[0].total("articles") == 1
    qtbot.waitUntil(lambda: window.annotate_screen.queue.counts.all == 4)


def test_the_codebook_screen_and_back(desk):
    desk.window.rail.button("codebook").click()
    assert desk.window.screens.currentWidget() is desk.window.codebook_screen
    assert not desk.screen.commands.next_quotation.isEnabled()
    desk.window.rail.button("annotate").click()
    assert desk.window.screens.currentWidget() is desk.screen
    assert desk.screen.commands.next_quotation.isEnabled()


def test_zoom_is_kept(desk, preferences):
    desk.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preferences.zoom == 110
    assert desk.screen.pane.view.zoom == 110
    assert desk.window.status_bar._percent.text() == "110%"


def test_a_project_of_an_unknown_id_has_no_last_article(preferences):
    assert preferences.last_article(uuid.uuid4(), uuid.uuid4()) is None


def test_start_shows_the_window_before_anything_heavy(tmp_path: Path):
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from annotator import app as desktop\n"
        "app = desktop.make_application()\n"
        "windows = desktop.make_windows(app)\n"
        "windows.show_first(opening=True)\n"
        "heavy = {'sqlalchemy', 'alembic', 'numpy', 'yaml', 'typer'} & set(sys.modules)\n"
        "print(sorted(heavy))\n"
        "windows.close_all()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_rule_of_the_value_is_one_key_away(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_4)
    desk.press(Qt.Key.Key_F1)
    rule = desk.window._screens.codebook.rule
    assert rule.isVisible()
    assert rule.windowTitle() == "Stance: Opposes"
    rule.open_codebook.click()
    assert desk.window.codebook_screen.section == "stance"


def test_the_sample_is_made_once_and_opened(windows, tmp_path, monkeypatch):
    from annotator.ui.dialogs import new_project_dialog

    monkeypatch.setattr(new_project_dialog, "documents_folder", lambda: tmp_path)
    window = windows.show_first()
    answer_dialog(PersonDialog, lambda dialog: dialog._accept())
    window.dialogs.try_sample()
    counts = window.annotate_screen.queue.counts
    assert counts.all >= 10
    (made,) = tmp_path.glob("*.stance")
    before = made.stat().st_ino
    window.close_project()
    window.dialogs.try_sample()
    assert made.stat().st_ino == before
    assert window.annotate_screen.queue.counts == counts


def test_a_closed_project_leaves_nothing_that_listens(desk, windows, preferences, qapp):
    screen = desk.screen
    desk.window.close_project()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(screen)
    preferences.single_keys = False
    preferences.zoom = 120
    window = desk.window
    window.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(window)
    assert windows.windows == ()
    preferences.single_keys = True
