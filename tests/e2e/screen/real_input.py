"""A hand on the mouse and on the keyboard: events made by the X server itself (XTest)."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

SETTLE = 30
"""Milliseconds for an event to travel through the server into the window."""
_NAMES = {
    "Ctrl": "Control_L",
    "Shift": "Shift_L",
    "Alt": "Alt_L",
    "Enter": "Return",
    "Esc": "Escape",
    "Del": "Delete",
    "Backspace": "BackSpace",
    " ": "space",
    ",": "comma",
    ".": "period",
    "-": "minus",
    "/": "slash",
    "]": "bracketright",
    "[": "bracketleft",
}


class RealInput:
    """Moves the pointer and presses keys on the display of this process."""

    def __init__(self) -> None:
        self._display = Display()

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()

    def move(self, widget: QWidget, at: QPoint) -> None:
        """Move the pointer to a place in a widget."""
        place = widget.mapToGlobal(at)
        self._fake(X.MotionNotify, x=place.x(), y=place.y())

    def click(self, widget: QWidget, at: QPoint | None = None, *, button: int = 1) -> None:
        """Click into a widget, in its middle unless told where."""
        self.move(widget, widget.rect().center() if at is None else at)
        self._fake(X.ButtonPress, button)
        self._fake(X.ButtonRelease, button)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press at one place, move in steps, and let go at another."""
        self.move(widget, start)
        self._fake(X.ButtonPress, 1)
        for step in range(1, 6):
            self.move(widget, start + (end - start) * step / 5)
        self._fake(X.ButtonRelease, 1)

    def press(self, chord: str) -> None:
        """Press a key, with modifiers: ``Ctrl+Enter``, ``Shift+3``, ``Q``, ``Down``."""
        *modifiers, key = chord.split("+") if chord != "+" else ["+"]
        with self._held(modifiers):
            self._tap(key)

    def type(self, text: str) -> None:
        """Type words of ASCII letters, digits and simple punctuation."""
        for character in text:
            with self._held(["Shift"] if character.isupper() else []):
                self._tap(character)

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
        name = _NAMES.get(key, key.lower() if len(key) == 1 else key)
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        assert code, f"no key for {key!r}"
        return int(code)

    def _fake(self, kind: int, detail: int = 0, **where: int) -> None:
        xtest.fake_input(self._display, kind, detail, **where)
        self._display.sync()
        QTest.qWait(SETTLE)


def wait_active(window: QWidget) -> None:
    """Wait until the window has the keyboard; without a window manager it must ask for it."""
    window.activateWindow()
    window.raise_()
    assert QTest.qWaitForWindowActive(window, 5000)
