"""Feedback and the list for the meeting: real windows on an adjudicated project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.changes import Intention
from annotator.domain.identifiers import new_id
from annotator.domain.people import Round, RoundPurpose
from annotator.services.adjudication.deciding import decide, discuss, reject
from annotator.services.adjudication.feedback import read_feedback, release
from annotator.services.codebooks import default_codebook
from annotator.ui.annotating.feedback_presence import FeedbackPresence
from annotator.ui.dialogs.discussion_list_dialog import DiscussionListDialog
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.feedback_dialog import FeedbackDialog
from annotator.ui.dialogs.release_dialog import ReleaseDialog
from tests.services.adjudicated import hand_in
from tests.services.test_feedback import QUOTE, SOURCE, article_item, item_with, take
from tests.services.world import COMPLETE, World, enter


@pytest.fixture
def coded(project_path: Path) -> Iterator[World]:
    """The project of the window, open beside it, with an article that two have coded."""
    world = enter(project_path)
    world.annotate(QUOTE, values=COMPLETE, source=SOURCE)
    world.annotate(QUOTE, world.jonas, values={**COMPLETE, "stance": "opposes"}, source=SOURCE)
    world.annotate("Never", values=COMPLETE, source=SOURCE)
    hand_in(world, world.mira)
    hand_in(world, world.jonas)
    yield world
    world.project.close()


@pytest.fixture
def adjudicated(coded: World) -> World:
    place = (coded.project, coded.adjudicator, coded.articles[0], coded.round_id)
    take(coded, item_with(coded, QUOTE), coded.jonas, reason="codebook_rule", rationale="<b>So</b>")
    reject(*place, item_with(coded, "Never").id, rationale="Not about it.")
    article = article_item(coded)
    decide(*place, article.id, dict(article.agreed))
    return coded


def open_window(windows, path, person, qtbot):
    window = windows.show_first()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.open_path(path, person)
    return window


def let_go(world: World) -> None:
    release(world.project, world.manager, world.articles[0], world.round_id)


def feedback_dialog(world, theme, qtbot) -> FeedbackDialog:
    found = read_feedback(world.project, world.mira, world.articles[0], world.round_id)
    assert found is not None
    dialog = FeedbackDialog(found, theme)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def test_own_stands_beside_gold_and_unlike_rows_bear_a_sign(adjudicated, theme, qtbot):
    let_go(adjudicated)
    dialog = feedback_dialog(adjudicated, theme, qtbot)
    # It begins with what is not as in gold.
    assert dialog.heading.text() == "Different: Stance"
    rows = {label: (own, gold) for label, own, gold in dialog.model.cells()}
    assert rows["≠ Stance"] == ("Supports", "Opposes")
    assert rows["Content"] == (QUOTE, QUOTE)
    assert [label for label in rows if label.startswith("≠")] == ["≠ Stance"]
    assert dialog.reason.text() == "Reason: Codebook rule"
    # What the adjudicator wrote is text, and no markup.
    assert dialog.rationale.text() == "<b>So</b>"
    assert dialog.rationale.textFormat() is Qt.TextFormat.PlainText


def test_keys_step_through_the_items(adjudicated, theme, qtbot):
    let_go(adjudicated)
    dialog = feedback_dialog(adjudicated, theme, qtbot)
    assert dialog.place.text() == "2 of 3"
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.heading.text() == "You marked this; gold does not have it"
    assert dialog.rationale.text() == "Not about it."
    assert not dialog.following.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.place.text() == "3 of 3"
    for _ in range(2):
        QTest.keyClick(dialog.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.heading.text() == "The article as a whole: as in gold"
    assert not dialog.previous.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isHidden()


def test_the_window_says_that_there_is_feedback(
    windows, project_path, adjudicated, qtbot, monkeypatch
):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    screen = window.annotate_screen
    screen.open_article(adjudicated.articles[0])
    assert isinstance(screen.feedback, FeedbackPresence)
    assert not screen.feedback.action.isEnabled()
    let_go(adjudicated)
    window.opened.look_for_others()
    assert screen.feedback.action.isEnabled()
    assert "feedback" in screen.pane.notice.words
    review = window.dialogs.review
    window.menus.review.aboutToShow.emit()
    assert review.feedback.isEnabled()
    assert not review.release.isEnabled()
    assert not review.discussion.isEnabled()
    shown: list[str] = []
    monkeypatch.setattr(FeedbackDialog, "exec", lambda dialog: shown.append(dialog.heading.text()))
    review.feedback.trigger()
    assert shown == ["Different: Stance"]
    screen.open_article(adjudicated.articles[1])
    assert not screen.feedback.action.isEnabled()


def test_another_annotator_finds_none(windows, project_path, adjudicated, qtbot):
    let_go(adjudicated)
    window = open_window(windows, project_path, "Edda Holm", qtbot)
    window.annotate_screen.open_article(adjudicated.articles[0])
    assert not window.annotate_screen.feedback.action.isEnabled()


def test_ticked_articles_are_released_and_withdrawn(
    windows, project_path, adjudicated, theme, qtbot
):
    window = open_window(windows, project_path, "Edda Holm", qtbot)
    dialog = ReleaseDialog(window.opened, window.opened.round.id, theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.model.rowCount() == 1
    assert dialog.model.item(0, 1).text() == "Not released"
    assert not dialog.release.isEnabled()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert len(dialog.ticked) == 1
    assert dialog.release.isEnabled()
    assert not dialog.withdraw.isEnabled()
    with qtbot.waitSignal(dialog.worked):
        dialog.release.click()
    assert dialog.outcome.text() == "Released: 1 article."
    assert "to 2 people" in dialog.model.item(0, 1).text()
    place = (adjudicated.articles[0], adjudicated.round_id)
    assert read_feedback(adjudicated.project, adjudicated.mira, *place) is not None
    dialog.tick_new.click()
    assert not dialog.ticked
    dialog.tick_all.click()
    with qtbot.waitSignal(dialog.worked):
        dialog.withdraw.click()
    assert dialog.outcome.text() == "Withdrawn: 1 article."
    assert read_feedback(adjudicated.project, adjudicated.mira, *place) is None
    dialog.close()


def test_ticking_says_what_is_ticked_and_nothing_new_is_not_called_released(
    windows, project_path, adjudicated, theme, qtbot
):
    window = open_window(windows, project_path, "Edda Holm", qtbot)
    dialog = ReleaseDialog(window.opened, window.opened.round.id, theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    place = dialog.table.geometry()
    dialog.tick_all.click()
    assert dialog.outcome.text() == "1 article is ticked."
    with qtbot.waitSignal(dialog.worked):
        dialog.release.click()
    assert dialog.outcome.text() == "Released: 1 article."
    # What is said of the last release would read as if it were about what is ticked now.
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.outcome.text() == "1 article is ticked, 1 of them released."
    with qtbot.waitSignal(dialog.worked):
        dialog.release.click()
    assert dialog.outcome.text() == "1 was released already, and stays as it is."
    dialog.tick_all.click()
    dialog.tick_none.click()
    assert not dialog.outcome.isVisible()
    assert dialog.table.geometry() == place  # nothing moves under the mouse
    dialog.close()


def test_what_is_not_adjudicated_is_not_listed(windows, project_path, coded, theme, qtbot):
    window = open_window(windows, project_path, "Edda Holm", qtbot)
    dialog = ReleaseDialog(window.opened, window.opened.round.id, theme, window)
    qtbot.addWidget(dialog)
    assert dialog.model.rowCount() == 0
    assert "No article" in dialog.outcome.text()
    assert not dialog.tick_all.isEnabled()
    dialog.close()


def test_the_list_is_written_and_opened(
    windows, project_path, coded, theme, tmp_path, qtbot, monkeypatch
):
    item = item_with(coded, QUOTE)
    place = (coded.project, coded.adjudicator, coded.articles[0], coded.round_id)
    discuss(*place, item.id, "What of it?")
    window = open_window(windows, project_path, "Edda Holm", qtbot)
    dialog = DiscussionListDialog(window.opened, window.opened.round.id, theme, tmp_path, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.count.text() == "1 item is on it."
    dialog.all_open.click()
    assert dialog.count.text() == "2 items are on it."
    dialog.file.line.setText(str(project_path))
    dialog.file.line.setText(str(tmp_path / "nowhere" / "list"))
    assert not dialog.start.isEnabled()
    dialog.file.line.setText(str(tmp_path / "list"))
    dialog.names.click()
    with qtbot.waitSignal(dialog.worked):
        dialog.start.click()
    page = (tmp_path / "list.html").read_text(encoding="utf-8")
    assert "Mira Sorel" in page
    assert page.count("<article>") == 2
    assert dialog.outcome.text() == "Written: 2 items."
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.show_page.click()
    assert opened == [str(tmp_path / "list.html")]
    dialog.close()


def test_a_round_for_training_is_offered_only_where_there_is_one(
    windows, project_path, coded, theme, tmp_path, qtbot
):
    window = open_window(windows, project_path, "Edda Holm", qtbot)
    dialog = ExportDialog(window.opened, theme, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.form.include.training.isVisible()
    dialog.close()
    made = Round(
        id=new_id(),
        name="Practice",
        purpose=RoundPurpose.TRAINING,
        codebook=default_codebook().ref,
        ordinal=1,
    )
    with coded.project.store.write(Intention.ADD_ROUND, coded.manager.person_id) as written:
        written.unit.put(made)
    dialog = ExportDialog(window.opened, theme, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert dialog.form.include.training.isVisible()
    assert not dialog.form.include.training.on
    dialog.form.include.training.box.click()
    qtbot.waitUntil(lambda: not dialog.looking.busy)
    out = tmp_path / "out.jsonl"
    dialog.path.setText(str(out))
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert "Practice" in out.read_text(encoding="utf-8")
    dialog.close()
