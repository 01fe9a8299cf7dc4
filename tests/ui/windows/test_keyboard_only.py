"""The Annotate screen without a mouse: where the keyboard is, where it goes, whose a key is."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.people import Actor, Role
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.project import create_project, open_project
from annotator.ui.dialogs.speaker_dialog import SpeakerDialog
from annotator.ui.widgets.queue_pane import STATES

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def coded(desk) -> None:
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)


def all_handed_in(desk) -> None:
    for article in desk.article_ids():
        desk.screen.open_article(article)
        desk.screen.finishing.hand_in_as_not_codable(article, "duplicate")


def stop(desk) -> QWidget:
    focus = desk.window.focusWidget()
    assert focus.isVisible(), focus
    return focus


# Undo and redo


def test_undo_and_redo_stay_in_the_note(desk):
    coded(desk)
    desk.press(Qt.Key.Key_4)
    desk.press(Qt.Key.Key_Z, CONTROL)  # something of the project to redo
    assert desk.selected.values["stance"] == "supports"
    desk.press(Qt.Key.Key_N)
    note = desk.screen.inspector.attribution_form.note
    desk.qtbot.keyClicks(note, "doubtful")
    for _ in range(10):
        desk.press(Qt.Key.Key_Z, CONTROL)
    assert note.toPlainText() == ""
    assert desk.window.focusWidget() is note
    assert desk.selected.values["stance"] == "supports"
    for key, modifier in ((Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)):
        desk.press(key, modifier)
        assert note.toPlainText() == "doubtful"
        desk.press(key, modifier)  # nothing left to redo
        assert desk.selected.values["stance"] == "supports"
        desk.press(Qt.Key.Key_Z, CONTROL)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Y, CONTROL)
    assert desk.selected.values["stance"] == "opposes"


@pytest.mark.parametrize("where", ["filter", "speaker", "find"])
def test_undo_and_redo_stay_in_every_line(desk, where):
    coded(desk)
    desk.press(Qt.Key.Key_4)
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.press(*{
        "filter": (Qt.Key.Key_L, CONTROL),
        "speaker": (Qt.Key.Key_S,),
        "find": (Qt.Key.Key_F, CONTROL),
    }[where])  # fmt: skip
    line = desk.window.focusWidget()
    desk.qtbot.keyClicks(line, "Ing")
    for _ in range(5):
        desk.press(Qt.Key.Key_Z, CONTROL)
    assert line.text() == ""
    desk.press(Qt.Key.Key_Y, CONTROL)
    assert line.text() == "Ing"
    desk.press(Qt.Key.Key_Y, CONTROL)
    assert desk.selected.values["stance"] == "supports"


def test_keys_of_ones_own_for_undo_belong_to_the_field_too(desk, preferences):
    preferences.own_keys = {"undo": "Ctrl+U"}
    coded(desk)
    desk.press(Qt.Key.Key_N)
    desk.press(Qt.Key.Key_U, CONTROL)
    assert len(desk.attributions) == 1


# Where the keyboard is


def test_an_opened_article_can_be_coded_at_once(desk):
    second = desk.article_ids()[1]
    desk.press(Qt.Key.Key_L, CONTROL)
    desk.screen.open_article(second)
    assert desk.window.focusWidget() is desk.screen.pane.view
    desk.screen.queue_pane.list.setFocus()
    desk.press(Qt.Key.Key_Up)  # going through the list stays in the list
    assert desk.screen.article_id == desk.article_ids()[0]
    assert desk.window.focusWidget() is desk.screen.queue_pane.list
    desk.press(Qt.Key.Key_Right, ALT)
    assert desk.window.focusWidget() is desk.screen.pane.view


def test_after_the_first_import_the_keyboard_is_in_the_article(windows, tmp_path: Path):
    path = tmp_path / "empty.stance"
    create_project(path, name="Empty", maker="Mira", codebook=default_codebook()).close()
    window = windows.show_first()
    window.open_path(path, "Mira")
    screen = window.annotate_screen
    assert window.focusWidget() in screen.pane.empty.buttons
    lines = tmp_path / "one.jsonl"
    article = {"text": "“Yes,” she said.", "title": "Yes"}
    lines.write_text(
        json.dumps({"format": "stance-annotator/1", "article": article}) + "\n", encoding="utf-8"
    )
    with open_project(path) as other:
        assert import_paths(other, Actor(people(other)[0].id, Role.MANAGER), [lines]).complete
    window.opened.look_for_others()
    assert screen.presenter.coding is not None
    assert window.focusWidget() is screen.pane.view


def test_a_new_speaker_leads_back_to_the_text(desk):
    coded(desk)
    desk.press(Qt.Key.Key_S)
    desk.qtbot.keyClicks(desk.window.focusWidget(), "Petra Lindqvist")

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SpeakerDialog)
        dialog.accept()

    QTimer.singleShot(50, accept)
    desk.press(Qt.Key.Key_N, CONTROL)
    assert desk.selected.speaker_id is not None
    assert desk.window.focusWidget() is desk.screen.pane.view


def test_enter_in_a_choice_chooses_and_leads_back_to_the_text(desk):
    coded(desk)
    form = desk.screen.inspector.attribution_form
    segments = form.rows.field("stance")
    segments.focus_field()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert desk.selected.values["stance"] == segments.buttons[1].value.key
    assert desk.window.focusWidget() is desk.screen.pane.view
    segments.focus_field()
    desk.press(Qt.Key.Key_Return)  # what is chosen stays chosen
    assert desk.selected.values["stance"] == segments.buttons[1].value.key
    assert desk.window.focusWidget() is desk.screen.pane.view
    for field in (form.reported_by, form.rows.field("conditional").box):
        field.setFocus()
        desk.press(Qt.Key.Key_Return)
        assert desk.window.focusWidget() is desk.screen.pane.view


def test_a_choice_of_who_carries_it_leads_back_to_the_text(desk):
    coded(desk)
    desk.select("the plan was empty")
    desk.press(Qt.Key.Key_4)
    combo = desk.screen.inspector.attribution_form.reported_by
    combo.setFocus()
    combo.activated.emit(0)
    assert desk.window.focusWidget() is desk.screen.pane.view


def test_reopening_leads_to_the_text(desk):
    first = desk.screen.article_id
    desk.screen.finishing.hand_in_as_not_codable(first, "duplicate")
    pane = desk.screen.queue_pane
    pane.go_to_tab("done")
    desk.press(Qt.Key.Key_Down)
    assert desk.screen.article_id == first
    desk.screen.commands.reopen.trigger()
    assert stop(desk) is desk.screen.pane.view


def test_done_from_the_list_of_attributions_leads_to_the_next_text(desk):
    desk.screen.attributions.view.setFocus()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.screen.article_id == desk.article_ids()[1]
    assert desk.window.focusWidget() is desk.screen.pane.view


def test_all_done_every_pane_still_has_a_place_for_the_keyboard(desk):
    all_handed_in(desk)
    assert stop(desk) in desk.screen.pane.empty.buttons
    seen = []
    for _ in range(6):
        desk.press(Qt.Key.Key_F6)
        seen.append(stop(desk))
    assert len(set(seen)) == 3
    assert seen[:3] == seen[3:]
    desk.screen.focus_text()
    desk.press(Qt.Key.Key_Return)  # "Show all articles"
    assert stop(desk) is desk.screen.queue_pane.list


def test_taking_the_keyboard_to_the_queue_opens_nothing(desk):
    first = desk.screen.article_id
    desk.screen.finishing.hand_in_as_not_codable(first, "duplicate")
    desk.screen.open_article(first)
    queue = desk.screen.queue_pane.list
    assert not queue.currentIndex().isValid()
    desk.press(Qt.Key.Key_F6)
    while desk.window.focusWidget() is not queue:
        desk.press(Qt.Key.Key_F6)
    assert desk.screen.article_id == first
    image = queue.viewport().grab().toImage()
    assert image.pixelColor(1, image.height() // 2) == desk.screen._theme.tokens.accent
    desk.press(Qt.Key.Key_Down)
    assert desk.screen.article_id == desk.article_ids()[1]


# The queue's filter


def test_enter_in_the_filter_opens_the_first_match(desk):
    desk.press(Qt.Key.Key_L, CONTROL)
    desk.qtbot.keyClicks(desk.screen.queue_pane.field, "flour")
    desk.press(Qt.Key.Key_Return)
    assert desk.screen.queue.model.rowCount() == 1
    assert desk.screen.article_id == desk.screen.queue.model.ids[0]
    assert desk.window.focusWidget() is desk.screen.pane.view


def test_down_in_the_filter_goes_to_the_list(desk):
    desk.press(Qt.Key.Key_L, CONTROL)
    desk.qtbot.keyClicks(desk.screen.queue_pane.field, "flour")
    desk.press(Qt.Key.Key_Down)
    assert desk.window.focusWidget() is desk.screen.queue_pane.list
    assert desk.screen.article_id == desk.screen.queue.model.ids[0]


def test_no_match_says_where_there_are_some(desk):
    pane = desk.screen.queue_pane
    for article in desk.article_ids():
        row = desk.screen.queue._rows([article])[0]
        if "flour" in row.title.lower():
            desk.screen.finishing.hand_in_as_not_codable(article, "duplicate")
    desk.press(Qt.Key.Key_L, CONTROL)
    desk.qtbot.keyClicks(pane.field, "flour")
    desk.press(Qt.Key.Key_Return)
    assert [one.text() for one in pane._nothing.buttons] == ["1 in Done", "Clear filter"]
    assert desk.window.focusWidget() is pane._nothing.buttons[0]
    desk.press(Qt.Key.Key_Return)
    assert pane.state == "done"
    assert stop(desk) is pane.list
    assert desk.screen.queue.model.rowCount() == 1


def test_tabs_are_never_cut(desk, theme):
    from annotator.services.queue import QueueCounts

    pane = desk.screen.queue_pane
    for width in (200, 264, 420):
        desk.screen.splitter.setSizes([width, 800, 364])
        pane.show_counts(QueueCounts(to_do=12_345, done=1_234, flagged=123, all=13_579), 13_579)
        QApplication.processEvents()
        for state in STATES:
            button = pane._buttons[state]
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 16
            right = button.mapTo(pane, QPoint(button.width(), 0)).x()
            assert right <= pane.width()


# Position


def test_previous_and_next_agree_with_the_place(desk):
    first, second, third = desk.article_ids()
    desk.screen.finishing.hand_in_as_not_codable(first, "duplicate")
    assert desk.screen.article_id == second
    assert desk.screen.pane.toolbar._place.text() == "2 of 3"
    desk.press(Qt.Key.Key_Left, ALT)  # not in the tab "To do", but the article before
    assert desk.screen.article_id == first
    assert desk.screen.pane.toolbar._place.text() == "1 of 3"
    desk.press(Qt.Key.Key_Left, ALT)
    assert "first" in desk.screen.pane.notice.words
    for expected in (second, third, third):
        desk.press(Qt.Key.Key_Right, ALT)
        assert desk.screen.article_id == expected


def test_handing_in_with_nothing_marked_is_said_and_taken_back(desk):
    first = desk.screen.article_id
    desk.screen.pane.view.setFocus()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.screen.article_id != first
    assert desk.screen.pane.notice.words == "Handed in with nothing marked. Ctrl+Z takes it back."
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.screen.article_id == first
    assert desk.screen.may_edit()


def test_the_last_article_handed_in_empty_is_said_on_the_page_that_follows(desk):
    for article in desk.article_ids():
        desk.screen.open_article(article)
        desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.screen.pane.notice.isVisible()
    assert "nothing marked" in desk.screen.pane.notice.words


# Menu, selection bar, Tab


def test_no_two_entries_of_the_annotate_menu_share_a_letter(desk):
    texts = [action.text() for action in desk.window.menus.annotate.actions() if action.text()]
    letters = [QKeySequence.mnemonic(text).toString() for text in texts]
    used = [letter for letter in letters if letter]
    assert len(used) == len(set(used))
    assert next(a for a in texts if "annot code" in a).startswith("&C")


def test_condition_has_its_key_and_its_place_in_the_menu(windows, tmp_path: Path, desk):
    buttons = {one.text(): one for one in desk.screen.pane.selection_bar._roles}
    assert buttons["Condition"].accessibleName().endswith("I")
    path = tmp_path / "empty.stance"
    create_project(path, name="Empty", maker="Mira", codebook=default_codebook()).close()
    desk.window.open_path(path, "Mira")  # no article is open yet
    texts = [action.text() for action in desk.window.menus.annotate.actions()]
    assert "Conditional" in texts


def test_tab_goes_as_one_reads(desk):
    coded(desk)
    desk.press(Qt.Key.Key_L, CONTROL)
    screen = desk.screen
    form = screen.inspector.attribution_form
    wanted = [
        screen.queue_pane.field,
        screen.queue_pane._buttons["to_do"],
        screen.queue_pane.list,
        screen.pane.toolbar.done,
        screen.pane.view,
        screen.inspector.header.more,
        form.speaker,
        form.note,
        form.reported_by,
        screen.attributions.view,
    ]
    for _ in range(2):  # the inspector is scrolled the second time
        met = [desk.window.focusWidget()]
        while met[-1] is not screen.attributions.view:
            desk.press(Qt.Key.Key_Tab)
            met.append(stop(desk))
            assert len(met) < 60
        assert [one for one in met if one in wanted] == wanted
        assert len(met) == len(set(met))
        while desk.window.focusWidget() is not screen.queue_pane.field:
            desk.press(Qt.Key.Key_Backtab, SHIFT)
