"""Where a window goes: as last time, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow, QStyle

from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme

WIDTH, HEIGHT = 1440, 900
_CASCADE = 28
_TITLE_BAR = 40
"""Pixels kept free for a title bar, which no window knows before it is shown."""


def restore_place(window: QMainWindow, preferences: Preferences, theme: Theme, number: int) -> None:
    """Take the size and place of last time, each further window a little lower."""
    state = preferences.state("window")
    if state is None or not window.restoreGeometry(state):
        window.setGeometry(first_place(window.screen().availableGeometry(), window, theme))
    if number:
        room, wanted = window.screen().availableGeometry(), window.geometry()
        lower = wanted.translated(_CASCADE * number, _CASCADE * number)
        if room.contains(lower):
            window.move(lower.topLeft())


def first_place(room: QRect, window: QMainWindow, theme: Theme) -> QRect:
    """Return size and place of a first window, its frame included within ``room``."""
    bar = max(window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight), _TITLE_BAR)
    inner = room.adjusted(0, bar, 0, 0)
    wanted = QRect(0, 0, theme.px(WIDTH), theme.px(HEIGHT))
    wanted.setSize(wanted.size().boundedTo(inner.size()))
    wanted.moveCenter(inner.center())
    return wanted
