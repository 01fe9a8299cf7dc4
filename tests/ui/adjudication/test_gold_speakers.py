"""A speaker for the gold that nobody chose: from the registry, or made anew, by key and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.adjudication.item import SPEAKER, ItemState
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import SpeakerKind
from annotator.services.speakers import complete_speakers, create_speaker
from annotator.ui.dialogs.speaker_dialog import SpeakerDialog
from annotator.ui.widgets.inspector.speaker_field import SpeakerField
from tests.services.world import sound
from tests.ui.windows.test_main_window import answer_dialog

CTRL = Qt.KeyboardModifier.ControlModifier
NO = Qt.KeyboardModifier.NoModifier


def field(bench) -> SpeakerField:
    """Return the editor that is open in the gold column."""
    found = bench.window.focusWidget()
    assert isinstance(found, SpeakerField)
    return found


def known(bench, typed: str) -> list[str]:
    """Return what completes, for the adjudicator at work."""
    found = complete_speakers(
        bench.world.project, bench.screen.actions_.actor, typed, bench.world.articles[0]
    )
    return [one.speaker.name for one in found]


def gold_words(bench) -> str:
    table = bench.screen.panel.table
    return table.cell(SPEAKER, len(bench.screen.presenter.reading.coders)).shown.words


def type_name(bench, name: str) -> SpeakerField:
    bench.press(Qt.Key.Key_S)
    editor = field(bench)
    bench.qtbot.keyClicks(editor, name)
    return editor


def in_gold_speaker(bench) -> bool:
    table = bench.screen.panel.table
    return (
        table.isAncestorOf(bench.window.focusWidget())
        and table.in_gold
        and table.current_field == SPEAKER
    )


@pytest.fixture
def at_item(bench):
    bench.go_to("We will talk")
    bench.take("A")
    return bench


def test_a_new_speaker_by_keyboard(at_item):
    bench = at_item

    def act(dialog: SpeakerDialog) -> None:
        assert dialog.name.text() == "Halvard Linnet"
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    type_name(bench, "Halvard Linnet")
    answer_dialog(SpeakerDialog, act)
    bench.press(Qt.Key.Key_Return)
    bench.come_back()
    made = bench.draft.value(SPEAKER)
    assert gold_words(bench) == "Halvard Linnet"
    assert in_gold_speaker(bench)
    assert known(bench, "Halv") == ["Halvard Linnet"]
    # It is nobody's choice but one's own: the reason is to be told.
    bench.press(Qt.Key.Key_N)
    bench.qtbot.keyClicks(bench.window.focusWidget(), "He speaks for her.")
    item = bench.item
    bench.decide()
    found = bench.screen.presenter.find(item.id)
    assert found.state is ItemState.DECIDED
    assert found.gold.speaker_id == made
    assert bench.screen.presenter.reading.speakers[made].name == "Halvard Linnet"
    sound(bench.world.project)


def test_a_new_speaker_by_mouse(at_item):
    bench = at_item
    table = bench.screen.panel.table
    cell = table.cell(SPEAKER, len(bench.screen.presenter.reading.coders))
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    editor = field(bench)
    bench.qtbot.keyClicks(editor, "Halvard Linnet")
    bench.qtbot.waitUntil(editor.completion.isVisible)
    view = editor.completion.view
    last = view.model().index(view.model().rowCount() - 1, 0)

    def act(dialog: SpeakerDialog) -> None:
        dialog.role.setText("Envoy")
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    answer_dialog(SpeakerDialog, act)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(last).center())
    bench.settle()
    assert gold_words(bench) == "Halvard Linnet"
    made = bench.screen.presenter.reading.speakers[bench.draft.value(SPEAKER)]
    assert (made.role, made.kind) == ("Envoy", SpeakerKind.NAMED_PERSON)
    assert in_gold_speaker(bench)


def test_undo_takes_the_speaker_out_of_registry_and_draft(at_item):
    bench = at_item
    before, item = gold_words(bench), bench.item.id
    test_a_speaker_is_made(bench)
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.settle()
    assert bench.item.id == item
    assert gold_words(bench) == before
    assert bench.draft.chosen("stance").taken_from is not None  # the rest of the draft stays
    assert in_gold_speaker(bench)
    assert known(bench, "Halv") == []
    bench.window.actions_.redo.trigger()
    bench.settle()
    assert bench.item.id == item
    assert known(bench, "Halv") == ["Halvard Linnet"]


def test_a_speaker_is_made(at_item):
    answer_dialog(SpeakerDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    type_name(at_item, "Halvard Linnet")
    at_item.press(Qt.Key.Key_N, CTRL)
    at_item.come_back()
    assert gold_words(at_item) == "Halvard Linnet"


def test_escape_makes_nobody_and_the_keyboard_stays(at_item):
    before = gold_words(at_item)
    answer_dialog(SpeakerDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    type_name(at_item, "Halvard Linnet")
    at_item.press(Qt.Key.Key_Return)
    at_item.settle()
    assert gold_words(at_item) == before
    assert in_gold_speaker(at_item)
    assert known(at_item, "Halv") == []


def test_a_blank_name_is_refused_in_the_form(at_item):
    def act(dialog: SpeakerDialog) -> None:
        dialog.name.selectAll()
        bench.qtbot.keyClicks(dialog.name, "   ")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.problem.isVisible()
        assert dialog.focusWidget() is dialog.name
        bench.qtbot.keyClicks(dialog.name, "Halvard")
        assert not dialog.problem.isVisible()
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    bench = at_item
    answer_dialog(SpeakerDialog, act)
    type_name(bench, "x")
    bench.press(Qt.Key.Key_N, CTRL)
    bench.settle()
    assert gold_words(bench) == "Halvard"


def test_a_name_that_is_there_already_is_told_and_nothing_is_doubled(at_item):
    bench, world = at_item, at_item.world
    create_speaker(world.project, world.manager, "Halvard Linnet", SpeakerKind.NAMED_PERSON)
    before = gold_words(bench)

    def act(dialog: SpeakerDialog) -> None:
        dialog.name.setText("halvard  linnet")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    answer_dialog(SpeakerDialog, act)
    type_name(bench, "Halvard L")
    bench.press(Qt.Key.Key_N, CTRL)
    bench.settle()
    assert "Halvard Linnet already" in bench.window.messages.words
    assert gold_words(bench) == before
    assert in_gold_speaker(bench)
    assert known(bench, "Halv") == ["Halvard Linnet"]


def test_a_published_speaker_that_nobody_chose_is_named_in_the_gold(at_item):
    bench, world = at_item, at_item.world
    create_speaker(world.project, world.manager, "Halvard Linnet", SpeakerKind.NAMED_PERSON)
    type_name(bench, "Halv")
    bench.press(Qt.Key.Key_Return)
    assert gold_words(bench) == "Halvard Linnet"
    bench.press(Qt.Key.Key_S)
    assert field(bench).text() == "Halvard Linnet"


def test_coders_see_it_only_when_it_is_published(at_item):
    bench, world = at_item, at_item.world
    test_a_speaker_is_made(bench)
    made = bench.screen.presenter.reading.speakers[bench.draft.value(SPEAKER)]
    assert made.owner_id == bench.window.opened.person.id
    mira = Actor(world.mira.person_id, Role.ANNOTATOR)
    assert complete_speakers(world.project, mira, "Halv", world.articles[0]) == ()


def test_a_click_on_the_current_line_brings_its_item_back(bench):
    item = bench.go_to("We will talk")
    bench.screen.presenter.select(None)
    listed = bench.screen.queue.list
    QTest.mouseClick(
        listed.viewport(),
        Qt.MouseButton.LeftButton,
        pos=listed.visualRect(listed.currentIndex()).center(),
    )
    assert bench.item.id == item.id


def test_a_new_speaker_by_mouse_while_the_window_system_is_at_work(at_item):
    """Clicks as they come from outside: the list is in its own click when the form opens.

    The window loses the keyboard to the form inside that click; the editor with its list goes then.
    """
    bench = at_item
    table = bench.screen.panel.table
    cell = table.cell(SPEAKER, len(bench.screen.presenter.reading.coders))
    click_in_window(cell, cell.rect().center())
    bench.qtbot.waitUntil(lambda: table.editing)
    editor = field(bench)
    bench.qtbot.keyClicks(editor, "Halvard Linnet")
    bench.qtbot.waitUntil(editor.completion.isVisible)
    view = editor.completion.view
    last = view.model().index(view.model().rowCount() - 1, 0)
    closed = []

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, SpeakerDialog) or not dialog.isActiveWindow():
            QTimer.singleShot(20, fill_in)
            return
        # The focus is elsewhere for a while, as it is while a person reads the form.
        QTimer.singleShot(200, lambda: closed.append(click_to_accept(dialog)))

    spot = view.visualRect(last).center()
    QTimer.singleShot(0, lambda: click_in_window(view.viewport(), spot))
    QTimer.singleShot(20, fill_in)
    bench.qtbot.waitUntil(lambda: bool(closed), timeout=10_000)
    bench.come_back()
    bench.qtbot.waitUntil(lambda: gold_words(bench) == "Halvard Linnet", timeout=5_000)
    assert known(bench, "Halv") == ["Halvard Linnet"]
    assert bench.draft.value(SPEAKER) in bench.screen.presenter.reading.speakers
    assert in_gold_speaker(bench)


def click_in_window(widget: QWidget, at: QPoint) -> None:
    """Click in the native window that shows a widget: it finds out itself what is there."""
    window = widget.window()
    handle = window.windowHandle()
    assert handle is not None
    spot = widget.mapTo(window, at)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, NO, spot)


def click_to_accept(dialog: SpeakerDialog) -> bool:
    click_in_window(dialog.accept_button, dialog.accept_button.rect().center())
    return True
