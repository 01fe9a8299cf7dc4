"""How much is left, in the same words everywhere; and what failed goes when something is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.errors import StorageFailed
from annotator.ui.save_status import FailedWrite
from annotator.ui.widgets.message_bar import MessageBar, Tone
from tests.ui.adjudication.test_adjudicate_screen import decide_as_somebody_else

CTRL = Qt.KeyboardModifier.ControlModifier


def park(bench) -> None:
    """Park the item that is shown, with the keyboard."""
    bench.go_to("We will talk")
    bench.press(Qt.Key.Key_D)
    QTest.keyClicks(bench.window.focusWidget(), "Which of them?")
    bench.press(Qt.Key.Key_Return)
    bench.settle()


def test_rail_and_status_bar_count_what_is_parked_alike(bench, qtbot):
    rail, bar = bench.window.rail, bench.window.status_bar
    button = rail.button("adjudicate")
    qtbot.waitUntil(lambda: rail._badges["adjudicate"].text() == "2", timeout=5_000)
    assert button.toolTip() == "Adjudicate, 2 to decide"
    assert bar._here.text() == "2 exact matches, 2 to decide"
    park(bench)
    # A parked item is still to decide: the number stays, the words tell of it.
    qtbot.waitUntil(lambda: "parked" in bar._here.text(), timeout=5_000)
    assert rail._badges["adjudicate"].text() == "2"
    assert button.accessibleName() == "Adjudicate, 2 to decide, 1 of them parked"
    assert button.toolTip() == button.accessibleName()
    assert bar._here.text() == "2 exact matches, 2 to decide, 1 of them parked"


@pytest.fixture
def failed(bench):
    """An undo that was refused: somebody else decided the item since."""
    item = bench.go_to("Never")
    bench.press(Qt.Key.Key_X)
    bench.settle()
    decide_as_somebody_else(bench.world, item)
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.settle()
    assert "cannot be undone" in bench.window.messages.words
    return bench


def test_what_failed_is_told_until_the_next_thing_is_done(failed):
    bench = failed
    bench.window.opened.look_for_others()  # what others do is no answer to it
    assert "cannot be undone" in bench.window.messages.words
    bench.go_to("We will talk")
    bench.take("A")
    bench.decide()
    assert bench.window.messages.words == ""
    assert not bench.window.messages.isVisible()


def test_an_undo_that_works_takes_it_away_too(bench):
    bench.go_to("Never")
    bench.press(Qt.Key.Key_X)
    bench.settle()
    bench.window.messages.say_passing(Tone.ERROR, "Something failed.")
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.settle()
    assert not bench.window.messages.isVisible()


def test_what_is_not_stored_stays_told_and_comes_back(bench):
    window = bench.window
    window.opened.status.keep(FailedWrite(StorageFailed("disk_full"), lambda: None))
    assert "Not saved" in window.messages.words
    window.messages.say_passing(Tone.ERROR, "Something else failed.")
    bench.go_to("Never")
    bench.press(Qt.Key.Key_X)
    bench.settle()
    assert "Not saved" in window.messages.words
    labels = [one.text() for one in window.messages._buttons]
    assert labels[0] == "Retry"


def test_the_bar_shows_what_happened_over_what_stands(theme, qtbot):
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    bar.say(Tone.WARNING, "Open for reading only.")
    bar.say_passing(Tone.INFO, "A copy is there.")
    bar.show()
    bar.clear_failure()  # it is none
    assert bar.words == "A copy is there."
    bar.clear_standing()
    assert bar.words == "A copy is there."
    bar.say(Tone.WARNING, "Open for reading only.")
    bar.say_passing(Tone.ERROR, "That failed.")
    (close,) = bar._buttons
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert bar.words == bar._label.text() == bar.accessibleName() == "Open for reading only."
    assert not bar._buttons
    bar.clear()
    assert not bar.isVisible()
