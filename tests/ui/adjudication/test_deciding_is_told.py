"""A decision is acknowledged with its way back, and undoing it brings back what was typed."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.domain.adjudication.item import ItemState
from annotator.domain.decisions import Outcome
from annotator.ui.widgets.brief_notice import LONG


def decide_with_reason(bench):
    item = bench.go_to("We will talk")
    bench.take("A")
    bench.press(Qt.Key.Key_1)
    bench.screen.set_reason("context")
    bench.press(Qt.Key.Key_N)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "She says so below.")
    bench.decide()
    return item


def test_a_decision_is_told_and_taken_back_with_the_mouse_as_it_was(bench):
    item = decide_with_reason(bench)
    assert bench.item.id != item.id
    notice = bench.screen.notice
    assert notice.words.startswith("Decided: Supports.")
    assert notice._timer.interval() == LONG * 1000
    QTest.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.item.id == item.id
    assert bench.item.state is ItemState.OPEN
    assert bench.draft.value("stance") == "supports"
    assert bench.draft.chosen("content").taken_from is not None
    assert (bench.draft.reason, bench.draft.rationale) == ("context", "She says so below.")
    assert bench.screen.panel.rationale.edit.toPlainText() == "She says so below."


def test_redo_after_that_decides_it_again_and_asks_nothing(bench):
    item = decide_with_reason(bench)
    bench.window.actions_.undo.trigger()
    bench.settle()
    bench.window.actions_.redo.trigger()
    bench.settle()
    found = bench.screen.presenter.find(item.id)
    assert found.state is ItemState.DECIDED
    assert bench.screen.presenter.unsaved() == 0
    assert not bench.screen.presenter.reopened
    bench.window.actions_.undo.trigger()
    bench.settle()
    bench.go_to("We will talk")
    assert bench.draft.rationale == "She says so below."


def test_an_undo_in_an_article_that_is_not_open_brings_the_draft_back(bench):
    item = decide_with_reason(bench)
    bench.screen.presenter.close()
    bench.window.actions_.undo.trigger()
    bench.settle()
    assert bench.item.id == item.id
    assert bench.draft.value("stance") == "supports"
    assert bench.draft.rationale == "She says so below."


def test_messages_leave_the_legend_of_the_lanes_in_sight(bench):
    bench.go_to("We will talk")
    bench.screen.say("A word")
    article, notice = bench.screen.article, bench.screen.notice
    assert not notice.geometry().intersects(article.heads.geometry())
    assert not notice.geometry().intersects(article.view.geometry())


def test_a_reason_alone_is_said_not_to_be_enough_beside_the_words(bench):
    bench.go_to("We will talk")
    bench.take("A")
    bench.screen.controller.set_field("stance", "mixed")
    bench.screen.set_reason("context")
    box = bench.screen.panel.rationale
    hint = box._hint
    assert hint.text() == "required in words: the gold differs from all coders"
    above = box.reason.mapTo(box, QPoint(0, 0)).y()
    assert above < hint.mapTo(box, QPoint(0, 0)).y() < box.edit.y()
    bench.decide()
    assert "A reason is not enough" in hint.text()
    assert bench.window.focusWidget() is box.edit


def test_a_long_name_keeps_clear_of_its_place_in_the_list(bench):
    header = bench.screen.panel.header
    bench.go_to("We will talk")
    header.show_item((), "We will talk to them and to whoever asks us, they had said before", 1, 4)
    bench.window.resize(1000, 700)
    bench.qtbot.wait(50)
    name, place = header.name, header.place
    right = name.mapTo(header, QPoint(name.width(), 0)).x()
    assert right <= place.x()
    assert name.heightForWidth(name.width()) <= name.height()


def test_the_list_of_speakers_is_wide_enough_for_its_words(bench):
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_S)
    editor = bench.window.focusWidget()
    bench.qtbot.keyClicks(editor, "Mira of the Harbour")
    popup = editor.completion
    assert popup.width() >= bench.screen._theme.px(340)
    assert popup.geometry().right() <= bench.window.rect().right()


def test_the_status_bar_says_that_coders_work_is_compared_here(bench):
    label = bench.window.status_bar._blindness
    bench.qtbot.waitUntil(lambda: label.text() == "Coders’ work: compared here", timeout=5_000)


def test_the_tip_of_the_accept_button_does_not_cover_it(bench):
    button = bench.screen.queue.footer.accept
    spot = button.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, button.mapToGlobal(spot))
    QApplication.sendEvent(button, event)
    bench.qtbot.waitUntil(QToolTip.isVisible)
    (tip,) = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]
    assert "Equal by rule" in QToolTip.text()
    covered = QRect(button.mapToGlobal(QPoint(0, 0)), button.size())
    assert not tip.geometry().intersects(covered)
    QToolTip.hideText()


def test_rejecting_what_all_marked_asks_why(bench):
    item = bench.go_to("the plan was empty")
    bench.press(Qt.Key.Key_X)
    bench.settle()
    assert bench.screen.presenter.find(item.id).decision is None
    assert "all coders marked this" in bench.notice
    edit = bench.screen.panel.rationale.edit
    assert edit.hasFocus()
    bench.qtbot.keyClicks(edit, "It judges the plan alone.")
    bench.press(Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_X)
    bench.settle()
    decision = bench.screen.presenter.find(item.id).decision
    assert decision.outcome is Outcome.REJECTED
    assert decision.rationale == "It judges the plan alone."
