"""Tab goes as one reads: pane by pane, line by line, whatever was made first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def arrange_tabs(panes: Sequence[QWidget]) -> None:
    """Bring what Tab can reach in these panes into the order in which it is seen."""
    stops = [widget for pane in panes for widget in _stops(pane)]
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def _stops(pane: QWidget) -> list[QWidget]:
    reached = [one for one in pane.findChildren(QWidget) if _reached(one)]
    places = {one: QRect(_corner(one, pane), one.size()) for one in reached}
    backwards = pane.isRightToLeft()
    lines: list[list[QWidget]] = []
    for one in sorted(reached, key=lambda one: places[one].top()):
        if lines and places[one].center().y() <= places[lines[-1][0]].bottom():
            lines[-1].append(one)
        else:
            lines.append([one])
    return [
        one
        for line in lines
        for one in sorted(line, key=lambda one: places[one].left(), reverse=backwards)
    ]


def _reached(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _corner(widget: QWidget, pane: QWidget) -> QPoint:
    """Return where a widget stands in a pane, or would if nothing were scrolled."""
    corner, one = QPoint(0, 0), widget
    while one is not pane and (parent := one.parentWidget()) is not None:
        area = parent.parentWidget()
        if not (isinstance(area, QScrollArea) and area.widget() is one):
            corner += one.pos()
        one = parent
    return corner
