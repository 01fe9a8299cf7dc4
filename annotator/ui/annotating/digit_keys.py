"""Which digit was pressed, by the place of the key: Shift+1 gives “!” on many layouts."""

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_MAC_KEYS = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9, 29: 0}
"""Virtual key codes of the digit row: macOS reports no scan codes."""


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit key, with or without Shift."""

    number: int
    shift: bool


def digit_of(event: QKeyEvent) -> Digit | None:
    """Return the digit of a key press, None if it is another key or Ctrl, Alt or Meta is held.

    The place of the key counts; where the system does not report it (test events, some remote
    screens), the digit that the layout gives.
    """
    if event.modifiers() & _OTHERS:
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    by_layout = event.key() - Qt.Key.Key_0 if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 else None
    if by_layout is not None and not shift:
        return Digit(by_layout, shift=False)
    number = _by_place(event)
    if number is None:
        number = by_layout
    return None if number is None else Digit(number, shift)


def _by_place(event: QKeyEvent) -> int | None:
    if sys.platform == "darwin":
        code = event.nativeVirtualKey()
        return _MAC_KEYS.get(code) if code else None
    code = event.nativeScanCode() - (1 if sys.platform == "win32" else 9)
    return code % 10 if 1 <= code <= 10 else None
