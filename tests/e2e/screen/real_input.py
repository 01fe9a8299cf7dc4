"""A hand on the mouse and on the keyboard: events made by the X server itself (XTest).

A test's script runs on a thread of its own, as a person beside the program; the window's thread
does nothing but run the program, dialogs included.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from annotator.domain.text.utf16 import Utf16Map
from annotator.ui.widgets.article_view import ArticleView

_T = TypeVar("_T")
_W = TypeVar("_W", bound=QWidget)
_SETTLE = 0.03
"""Seconds for an event to travel through the server into the window."""
_PATIENCE = 15.0
_KEYSYMS = {
    "Ctrl": "Control_L", "Shift": "Shift_L", "Alt": "Alt_L", "Enter": "Return", "Esc": "Escape",
    "Del": "Delete", " ": "space", ",": "comma", ".": "period", "-": "minus", "/": "slash",
    "_": "minus",
}  # fmt: skip


class _Bridge(QObject):
    """Carries questions to the window's thread."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self, question: tuple[Callable[[], Any], "Future[Any]"]) -> None:
        ask, future = question
        try:
            future.set_result(ask())
        except BaseException as error:  # noqa: BLE001  (the test's own thread raises it)
            future.set_exception(error)


class Hand:
    """Presses keys and moves the pointer; looks at widgets through the window's own thread."""

    def __init__(self, bridge: _Bridge) -> None:
        self._bridge = bridge
        self._display = Display()

    def ask(self, question: Callable[[], _T]) -> _T:
        """Return what a function finds on the window's thread."""
        future: Future[_T] = Future()
        self._bridge.asked.emit((question, future))
        return future.result(_PATIENCE)

    def until(self, condition: Callable[[], _T], what: str) -> _T:
        """Wait until something is so, and return it."""
        end = time.monotonic() + _PATIENCE
        while not (found := self.ask(condition)):
            assert time.monotonic() < end, f"waited in vain for: {what}"
            time.sleep(0.02)
        return found

    def focus(self, window: QWidget) -> None:
        """Give a window the keyboard, as a window manager does when a dialog closes."""
        self.ask(window.activateWindow)
        self.until(window.isActiveWindow, "the keyboard")

    def dialog(self, kind: type[_W]) -> _W:
        """Wait for a dialog to come up and have the keyboard."""

        def shown() -> _W | None:
            top = QApplication.activeModalWidget()
            return top if isinstance(top, kind) and top.isActiveWindow() else None

        found = self.until(shown, kind.__name__)
        assert found is not None
        time.sleep(_SETTLE)
        return found

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click into a widget, in its middle unless told where."""
        self._move(self.ask(lambda: widget.mapToGlobal(at or widget.rect().center())))
        self._button()

    def drag_over(self, view: ArticleView, text: str, words: str) -> None:
        """Draw the mouse over words of the article, from before the first to after the last."""
        start = text.index(words)
        begin = self.ask(lambda: _place(view, text, start))
        end = self.ask(lambda: _place(view, text, start + len(words)))
        self._move(begin)
        self._fake(X.ButtonPress, 1)
        for step in range(1, 6):
            self._move(begin + (end - begin) * step / 5)
        self._fake(X.ButtonRelease, 1)

    def press(self, *chords: str) -> None:
        """Press keys one after the other: ``Ctrl+Enter``, ``Shift+3``, ``Q``, ``Down``."""
        for chord in chords:
            *modifiers, key = chord.split("+")
            with self._held(modifiers):
                self._tap(key)

    def type(self, text: str) -> None:
        """Type letters, digits and simple punctuation."""
        for character in text:
            with self._held(["Shift"] if character.isupper() or character == "_" else []):
                self._tap(character)

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()

    def _move(self, place: QPoint) -> None:
        self._fake(X.MotionNotify, x=place.x(), y=place.y())

    def _button(self) -> None:
        self._fake(X.ButtonPress, 1)
        self._fake(X.ButtonRelease, 1)

    def _tap(self, key: str) -> None:
        code = self._code(key)
        self._fake(X.KeyPress, code)
        self._fake(X.KeyRelease, code)

    @contextmanager
    def _held(self, modifiers: list[str]) -> Iterator[None]:
        for one in modifiers:
            self._fake(X.KeyPress, self._code(one))
        yield
        for one in reversed(modifiers):
            self._fake(X.KeyRelease, self._code(one))

    def _code(self, key: str) -> int:
        name = _KEYSYMS.get(key, key.lower() if len(key) == 1 else key)
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        assert code, f"no key for {key!r}"
        return int(code)

    def _fake(self, kind: int, detail: int = 0, **where: int) -> None:
        xtest.fake_input(self._display, kind, detail, **where)
        self._display.sync()
        time.sleep(_SETTLE)


def perform(script: Callable[[Hand], None]) -> None:
    """Run a script beside the program until it ends; its failure is the test's."""
    bridge, loop = _Bridge(), QEventLoop()
    failure: list[BaseException] = []

    def act() -> None:
        hand = Hand(bridge)
        try:
            script(hand)
        except BaseException as error:  # noqa: BLE001  (the test's own thread raises it)
            failure.append(error)
        finally:
            hand.close()
            bridge.asked.emit((close_dialogs, Future()))
            bridge.asked.emit((loop.quit, Future()))

    def close_dialogs() -> None:
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
            dialog.hide()

    thread = Thread(target=act, name="hand")
    thread.start()
    loop.exec()
    thread.join()
    if failure:
        raise failure[0]


def _place(view: ArticleView, text: str, offset: int) -> QPoint:
    """Return where an offset of the article is on the screen, scrolled into view."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(Utf16Map(text).to_units(offset))
    rect = view.cursorRect(cursor)
    if not view.viewport().rect().adjusted(0, 40, 0, -40).contains(rect):
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + rect.top() - view.viewport().height() // 3)
        rect = view.cursorRect(cursor)
    return view.viewport().mapToGlobal(rect.center())
