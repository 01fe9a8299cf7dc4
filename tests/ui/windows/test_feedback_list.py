"""All feedback on one's own work in one list: real windows, keys and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.changes import Intention
from annotator.domain.identifiers import new_id
from annotator.domain.people import Round, RoundPurpose
from annotator.services.adjudication.bulk import promote
from annotator.services.adjudication.feedback import read_feedback, release, withdraw
from annotator.services.codebooks import default_codebook
from annotator.services.coding import read_coding
from annotator.services.managing.people import people
from annotator.ui.dialogs.feedback_dialog import FeedbackDialog
from annotator.ui.dialogs.feedback_list_dialog import FeedbackListDialog
from annotator.ui.dialogs.release_dialog import ReleaseDialog
from annotator.ui.theme import Theme
from tests.services.adjudicated import hand_in
from tests.services.coded import judge, mark
from tests.services.world import World
from tests.ui.windows.test_feedback_and_discussion import adjudicated, coded, let_go, open_window
from tests.ui.windows.test_main_window import answer_dialog

__all__ = ["adjudicated", "coded"]


def promoted(world: World) -> None:
    """Mira alone codes the second article; it becomes gold as it is, and is released."""
    place = (world.articles[1], world.round_id)
    mark(world, world.mira, "Let it through", "Zahra Halimi", article=1)
    hand_in(world, world.mira, 1)
    promote(world.project, world.adjudicator, *place)
    release(world.project, world.manager, *place)


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def open_list(window, act) -> None:
    """Open the list through the menu; act on it; wait until the window is back."""
    window.menus.review.aboutToShow.emit()
    action = window.dialogs.review.feedback_list
    assert action in window.menus.review.actions()
    assert action.isEnabled()
    answer_dialog(FeedbackListDialog, act)
    action.trigger()


@pytest.fixture
def two_released(adjudicated: World) -> World:
    let_go(adjudicated)
    promoted(adjudicated)
    return adjudicated


def test_the_list_tells_which_articles_and_how_many_differences(
    windows, project_path, two_released, qtbot
):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    seen: list[tuple[str, ...]] = []

    def act(dialog: FeedbackListDialog) -> None:
        seen.extend(dialog.model.cells())
        assert dialog.table.isColumnHidden(1)  # one round: its name would say nothing
        assert dialog.table.isVisible()
        assert not dialog.nothing.isVisible()
        press(dialog.table, Qt.Key.Key_Escape)

    open_list(window, act)
    # What was released last comes first.
    assert [(one[0], one[2]) for one in seen] == [
        (title(two_released, 1), "As in gold"),
        (title(two_released, 0), "2 differences"),
    ]
    place = (two_released.articles[0], two_released.round_id)
    found = read_feedback(two_released.project, two_released.mira, *place)
    assert seen[1][3] == found.released_at.astimezone().date().isoformat()


def title(world: World, number: int) -> str:
    coding = read_coding(world.project, world.mira, world.articles[number], world.round_id)
    return coding.article.article.title


def test_enter_and_double_click_show_the_feedback_over_the_list(
    windows, project_path, two_released, qtbot
):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    shown: list[str] = []

    def read(dialog: FeedbackDialog) -> None:
        shown.append(dialog.heading.text())
        press(dialog.close_button, Qt.Key.Key_Return)

    def act(dialog: FeedbackListDialog) -> None:
        qtbot.waitUntil(dialog.table.hasFocus)
        press(dialog.table, Qt.Key.Key_Down)
        answer_dialog(FeedbackDialog, read)
        press(dialog.table, Qt.Key.Key_Return)
        assert dialog.isVisible()  # Enter closed nothing but the feedback
        viewport = dialog.table.viewport()
        at = dialog.table.visualRect(dialog.model.index(0, 0)).center()
        answer_dialog(FeedbackDialog, read)
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
        qtbot.waitUntil(lambda: len(shown) == 2)
        press(dialog, Qt.Key.Key_Escape)

    open_list(window, act)
    assert shown == ["Different: Stance", "The article as a whole: as in gold"]


def test_the_article_can_be_gone_to_from_another_screen(windows, project_path, two_released, qtbot):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    window.annotate_screen.open_article(two_released.articles[2])
    window.show_screen("codebook")

    def act(dialog: FeedbackListDialog) -> None:
        press(dialog.table, Qt.Key.Key_Down)
        press(dialog.table, Qt.Key.Key_Tab)
        assert dialog.show_button.hasFocus()
        press(dialog.show_button, Qt.Key.Key_Tab)
        assert dialog.go_button.hasFocus()
        press(dialog.go_button, Qt.Key.Key_Space)

    open_list(window, act)
    screen = window.annotate_screen
    assert window.screens.currentWidget() is screen
    assert screen.article_id == two_released.articles[0]
    assert screen.feedback.action.isEnabled()
    assert "feedback" in screen.pane.notice.words


def test_feedback_of_another_round_names_it_and_leads_there(
    windows, project_path, adjudicated, qtbot
):
    other = Round(
        id=new_id(),
        name="Practice",
        purpose=RoundPurpose.TRAINING,
        codebook=default_codebook().ref,
        ordinal=1,
    )
    world = adjudicated
    with world.project.store.write(Intention.ADD_ROUND, world.manager.person_id) as written:
        written.unit.put(other)
    let_go(world)
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    main = next(one for one in window.opened.rounds if one.id == world.round_id)
    window.opened.set_round(other)
    names: list[str] = []

    def act(dialog: FeedbackListDialog) -> None:
        assert not dialog.table.isColumnHidden(1)
        names.extend(one[1] for one in dialog.model.cells())
        QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)

    open_list(window, act)
    assert names == [main.name]
    assert window.opened.round.id == main.id
    assert window.annotate_screen.article_id == world.articles[0]


def test_without_feedback_it_says_so_and_what_is_released_meanwhile_appears(
    windows, project_path, adjudicated, qtbot
):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)

    def act(dialog: FeedbackListDialog) -> None:
        assert dialog.nothing.isVisible()
        assert dialog.nothing.title == "No feedback yet"
        assert not dialog.table.isVisible()
        assert not dialog.show_button.isVisible()
        assert dialog.focusWidget().text().replace("&", "") == "Close"
        let_go(adjudicated)
        window.opened.look_for_others()
        assert dialog.table.isVisible()
        assert dialog.model.rowCount() == 1
        withdraw(
            adjudicated.project,
            adjudicated.manager,
            adjudicated.articles[0],
            adjudicated.round_id,
        )
        dialog.table.setFocus()
        window.opened.look_for_others()
        assert dialog.nothing.isVisible()
        assert dialog.focusWidget().text().replace("&", "") == "Close"
        press(dialog.focusWidget(), Qt.Key.Key_Space)

    open_list(window, act)


def test_what_is_withdrawn_before_it_is_read_is_told(windows, project_path, two_released, qtbot):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    world = two_released

    def act(dialog: FeedbackListDialog) -> None:
        # Another process takes it back; this window has not looked since.
        press(dialog.table, Qt.Key.Key_Down)
        withdraw(world.project, world.manager, world.articles[0], world.round_id)
        press(dialog.table, Qt.Key.Key_Return)
        assert dialog.outcome.text() == "This feedback was taken back meanwhile."
        assert len(dialog.model.cells()) == 1
        press(dialog, Qt.Key.Key_Escape)

    open_list(window, act)


def test_nobody_sees_what_is_released_to_others_and_only_annotators_are_offered_it(
    windows, project_path, two_released, qtbot
):
    window = open_window(windows, project_path, "Jonas Reit", qtbot)
    titles: list[str] = []

    def act(dialog: FeedbackListDialog) -> None:
        titles.extend(one[0] for one in dialog.model.cells())
        press(dialog, Qt.Key.Key_Escape)

    open_list(window, act)
    assert titles == [title(two_released, 0)]
    judge(two_released)
    person = next(one for one in people(two_released.project) if one.name == "Signe Aldous")
    window.opened.become(person)
    window.menus.review.aboutToShow.emit()
    assert not window.dialogs.review.feedback_list.isEnabled()
    window.close_project()
    window.menus.review.aboutToShow.emit()
    assert not window.dialogs.review.feedback_list.isEnabled()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_is_legible_in_both_looks_and_at_twice_the_size(
    look, windows, project_path, two_released, qtbot
):
    window = open_window(windows, project_path, "Mira Sorel", qtbot)
    theme = Theme(look, 2.0)
    theme.apply(QApplication.instance())
    dialog = FeedbackListDialog(window.opened, theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    picture = dialog.grab().toImage()
    wanted = theme.tokens.accent.name()
    button = dialog.show_button.geometry().center()
    edge = dialog.show_button.mapTo(dialog, dialog.show_button.rect().topLeft())
    at = picture.pixelColor(edge.x() + 12, dialog.body.y() + button.y())
    assert at.name() == wanted
    assert dialog.table.columnWidth(0) > 0
    dialog.close()


def test_a_manager_releases_and_withdraws_with_keys_alone(
    windows, project_path, adjudicated, qtbot
):
    window, world = open_window(windows, project_path, "Edda Holm", qtbot), adjudicated
    place = (world.articles[0], world.round_id)

    def act(dialog: ReleaseDialog) -> None:
        qtbot.waitUntil(dialog.table.hasFocus)
        press(dialog.table, Qt.Key.Key_Space)
        assert dialog.release.isEnabled()
        with qtbot.waitSignal(dialog.worked):
            press(dialog.table, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
        assert read_feedback(world.project, world.mira, *place) is not None
        assert dialog.table.hasFocus()
        press(dialog.table, Qt.Key.Key_Space)
        with qtbot.waitSignal(dialog.worked):
            press(dialog.table, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
        assert dialog.outcome.text() == "Withdrawn: 1 article."
        assert dialog.model.item(0, 1).text() == "Not released"
        press(dialog, Qt.Key.Key_Escape)

    window.menus.review.aboutToShow.emit()
    answer_dialog(ReleaseDialog, act)
    window.dialogs.review.release.trigger()
    assert read_feedback(world.project, world.mira, *place) is None
