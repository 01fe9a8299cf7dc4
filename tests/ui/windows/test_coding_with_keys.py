"""Coding an article by keys alone, in a real window on a real file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.domain.annotation_sets import SetState
from annotator.domain.text.spans import SpanRole
from annotator.services.checking import check
from annotator.ui.annotating.digit_keys import Digit, digit_of

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_a_digit_on_a_fresh_selection_creates_with_that_value(desk):
    span = desk.select("We will talk to them")
    assert desk.screen.pane.selection_bar.isVisible()
    desk.press(Qt.Key.Key_1)
    assert [one.span for one in desk.selected.content] == [span]
    assert desk.selected.values["stance"] == "supports"
    assert "confidence" not in desk.selected.values
    assert not desk.screen.pane.selection_bar.isVisible()


def test_digits_then_set_the_selected_attribution(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_4)
    desk.press(Qt.Key.Key_3, SHIFT)
    assert desk.selected.values["stance"] == "opposes"
    assert desk.selected.values["confidence"] == "high"
    assert len(desk.attributions) == 1


def test_enter_creates_without_any_value(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_Return)
    assert set(desk.selected.values) <= {"type"}  # read from the quotation marks


def test_q_selects_the_quotation_and_ctrl_e_widens(desk):
    desk.screen.pane.view.setFocus()
    desk.press(Qt.Key.Key_Q)
    selected = desk.screen.pane.view.selection()
    assert "We will talk to them" in selected.quote(desk.text)
    desk.press(Qt.Key.Key_E, CONTROL)
    assert len(desk.screen.pane.view.selection()) > len(selected)


def test_letters_make_the_selection_a_span_of_the_attribution(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    for words, key, role in (
        ("Ingrid Valmont", Qt.Key.Key_W, SpanRole.SOURCE),
        ("said on Monday", Qt.Key.Key_C, SpanRole.CUE),
        ("not with them", Qt.Key.Key_A, SpanRole.CONTENT),
    ):
        desk.select(words)
        desk.press(key)
        assert words in [one.quote for one in desk.selected.of_role(role)]
    assert len(desk.attributions) == 1


def test_s_on_a_selection_creates_and_asks_who(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_S)
    assert len(desk.attributions) == 1
    form = desk.screen.inspector.attribution_form
    assert desk.window.focusWidget() is form.speaker
    assert desk.screen.pane.keys_bar.target == "Field"
    desk.press(Qt.Key.Key_1)  # a digit in a field is a digit
    assert form.speaker.text() == "1"
    assert "stance" not in desk.selected.values
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is desk.screen.pane.view


def test_i_turns_conditional_over_and_f_flags(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_I)
    assert desk.selected.values["conditional"] is True
    desk.press(Qt.Key.Key_I)
    assert desk.selected.values.get("conditional") is not True
    desk.press(Qt.Key.Key_F)
    assert desk.selected.flagged


def test_j_and_k_go_through_the_attributions(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    desk.select("the plan was empty")
    desk.press(Qt.Key.Key_4)
    first, second = (one.id for one in desk.attributions)
    assert desk.selected.id == second
    desk.press(Qt.Key.Key_K)
    assert desk.selected.id == first
    desk.press(Qt.Key.Key_K)
    assert desk.selected.id == first
    desk.press(Qt.Key.Key_J)
    assert desk.selected.id == second


def test_the_same_spans_again_and_delete(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    first = desk.selected.id
    desk.press(Qt.Key.Key_D, CONTROL)
    assert len(desk.attributions) == 2
    assert desk.selected.id != first
    assert "stance" not in desk.selected.values
    desk.press(Qt.Key.Key_Delete)
    assert [one.id for one in desk.attributions] == [first]


def test_undo_and_redo_go_to_the_place(desk):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    created = desk.selected.id
    desk.press(Qt.Key.Key_4)
    second = desk.article_ids()[1]
    desk.screen.open_article(second)
    assert desk.window.actions_.undo.text().startswith("&Undo")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.screen.article_id == desk.article_ids()[0]
    assert desk.selected.id == created
    assert desk.selected.values["stance"] == "supports"
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.attributions == ()
    desk.press(Qt.Key.Key_Y, CONTROL)
    desk.press(Qt.Key.Key_Y, CONTROL)
    assert desk.selected.values["stance"] == "opposes"
    desk.press(Qt.Key.Key_Y, CONTROL)  # nothing left to redo
    assert check(desk.window.opened.project).findings == ()


def test_done_goes_to_the_first_gap_then_to_the_next_article(desk):
    first, second, _ = desk.article_ids()
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    desk.screen.controller.escape()
    desk.screen.presenter.select(None)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.screen.article_id == first
    assert "missing" in desk.screen.pane.notice.words
    codebook = desk.screen.presenter.coding.codebook
    for attribute in codebook.attributes:
        if attribute.required and attribute.scope == "article":
            desk.screen.actions_.set_article_value(first, attribute.key, attribute.values[0].key)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.selected is not None
    desk.screen.pane.view.setFocus()
    desk.press(Qt.Key.Key_3, SHIFT)
    desk.select("Ingrid Valmont")
    desk.press(Qt.Key.Key_W)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.screen.article_id == second
    desk.screen.open_article(first)
    assert desk.screen.presenter.coding.work.state is SetState.DONE


def test_a_done_article_is_read_only_until_it_is_reopened(desk):
    article = desk.screen.article_id
    desk.screen.actions_.mark_cannot_code(article, "duplicate", lambda _changes: None)
    desk.screen.open_article(article)
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    assert desk.attributions == ()
    assert not desk.screen.pane.selection_bar.isVisible()
    assert desk.screen.pane.keys_bar.target == "Reading only"
    desk.screen.pane.toolbar.done.click()
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    assert len(desk.attributions) == 1


def test_when_all_is_done_the_screen_says_so(desk):
    for article in desk.article_ids():
        desk.screen.open_article(article)
        desk.screen.finishing.hand_in_as_not_codable(article, "duplicate")
    assert desk.screen.pane.stack.currentWidget() is desk.screen.pane.empty
    assert desk.screen.pane.empty.title == "Round “Main” is done"
    assert desk.window.status_bar._done.text() == "3 of 3 done"


def test_alt_arrows_go_through_the_queue(desk):
    first, second, _ = desk.article_ids()
    desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.screen.article_id == second
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.screen.article_id == first
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.screen.article_id == first


def test_single_keys_can_be_switched_off_and_others_changed(desk, preferences):
    preferences.single_keys = False
    desk.screen.pane.view.setFocus()
    desk.press(Qt.Key.Key_Q)
    assert desk.screen.pane.view.selection() is None
    preferences.single_keys = True
    preferences.own_keys = {"next_quotation": "Ctrl+J"}
    desk.press(Qt.Key.Key_Q)
    assert desk.screen.pane.view.selection() is None
    desk.press(Qt.Key.Key_J, CONTROL)
    assert desk.screen.pane.view.selection() is not None


def test_find_selects_in_our_own_text(desk):
    desk.press(Qt.Key.Key_F, CONTROL)
    bar = desk.screen.pane.find_bar
    assert desk.window.focusWidget() is bar.field
    desk.qtbot.keyClicks(bar.field, "VALMONT")
    assert desk.screen.pane.view.selection().quote(desk.text) == "Valmont"
    first = desk.screen.pane.view.selection()
    desk.press(Qt.Key.Key_Return)
    assert desk.screen.pane.view.selection() != first
    desk.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert desk.window.focusWidget() is desk.screen.pane.view


def test_f6_goes_round_the_panes(desk):
    desk.screen.pane.view.setFocus()
    seen = []
    for _ in range(4):
        desk.press(Qt.Key.Key_F6)
        seen.append(desk.window.focusWidget())
    assert desk.screen.queue_pane.list in seen
    assert desk.screen.attributions.view in seen
    assert desk.screen.pane.view in seen


def test_everything_outlives_a_restart(desk, windows, project_path: Path):
    desk.select("We will talk to them")
    desk.press(Qt.Key.Key_1)
    created = desk.selected.id
    desk.window.close()
    window = windows.show_first()
    window.open_path(project_path)  # who was at work is remembered
    screen = window.annotate_screen
    assert [one.id for one in screen.presenter.coding.attributions] == [created]
    desk.qtbot.waitUntil(window.actions_.undo.isEnabled)
    window.actions_.undo.trigger()
    assert screen.presenter.coding.attributions == ()


def test_digits_follow_the_place_of_the_key():
    def event(key: Qt.Key, modifier: Qt.KeyboardModifier, scan: int) -> QKeyEvent:
        return QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier, scan, 0, 0, "")

    none = Qt.KeyboardModifier.NoModifier
    assert digit_of(event(Qt.Key.Key_Exclam, SHIFT, 10)) == Digit(1, shift=True)
    assert digit_of(event(Qt.Key.Key_Ampersand, none, 10)) == Digit(1, shift=False)
    assert digit_of(event(Qt.Key.Key_0, none, 19)) == Digit(0, shift=False)
    assert digit_of(event(Qt.Key.Key_2, SHIFT, 0)) == Digit(2, shift=True)
    assert digit_of(event(Qt.Key.Key_A, none, 38)) is None
    assert digit_of(event(Qt.Key.Key_1, CONTROL, 10)) is None
