"""A page of rows of panes: side by side where there is room, else under each other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.theme.theme import Theme

_MARGIN, _GAP = 16, 12


@dataclass(frozen=True, slots=True)
class PlacedPane:
    """A widget with its share of the row's width, and the least width that it wants."""

    widget: QWidget
    share: float
    least: int


class RowsPage(QWidget):
    """Knows nothing of what it arranges; hidden widgets take no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[tuple[PlacedPane, ...], int]] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.arrange)
        theme.changed.connect(self._later.start)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def add_row(self, *panes: PlacedPane, least_height: int = 0) -> None:
        """Put a row below the others; sizes are those of a text scale of 1."""
        for one in panes:
            one.widget.setParent(self)
            one.widget.show()
        self._rows.append((panes, least_height))

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a pane wants other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._later.start(0)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange in the new width."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place all panes, and take the height that they need."""
        px = self._theme.px
        gap, left = px(_GAP), px(_MARGIN)
        width = max(px(240), self.width() - 2 * left)
        top = px(2)
        for panes, least in self._rows:
            shown = [one for one in panes if not one.widget.isHidden()]
            for line in self._lines(shown, width, gap):
                high = self._height(line, width, gap, px(least) if least else 0)
                x = left
                for one, wide in zip(line, self._widths(line, width, gap), strict=True):
                    place = QRect(x, top, wide, high)
                    if self.isRightToLeft():
                        place.moveLeft(self.width() - x - wide)
                    one.widget.setGeometry(place)
                    x += wide + gap
                top += high + gap
        bottom = top + px(4)
        if self.minimumHeight() != bottom:
            self.setMinimumHeight(bottom)

    def sizeHint(self) -> QSize:
        """Return the present least size."""
        return QSize(self._theme.px(600), self.minimumHeight())

    def _lines(self, panes: list[PlacedPane], width: int, gap: int) -> list[list[PlacedPane]]:
        """Break a row into lines in which every pane has the width that it wants."""
        count = len(panes)
        for across in range(count, 1, -1):
            if count > 2 and across < count and across * -(-count // across) != count:
                continue  # no pane is left alone in the last line
            lines = [panes[at : at + across] for at in range(0, count, across)]
            if all(self._wanted(line, gap) <= width for line in lines):
                return lines
        return [[one] for one in panes]

    def _wanted(self, line: list[PlacedPane], gap: int) -> int:
        return sum(self._least(one) for one in line) + gap * (len(line) - 1)

    def _least(self, one: PlacedPane) -> int:
        return self._theme.px(one.least)

    def _widths(self, line: list[PlacedPane], width: int, gap: int) -> list[int]:
        room = width - gap * (len(line) - 1)
        total = sum(one.share for one in line)
        widths = [round(room * one.share / total) for one in line]
        # Who gets less than is wanted takes it from those who have more.
        for at, one in enumerate(line):
            short = self._least(one) - widths[at]
            if short > 0 and len(line) > 1:
                richest = max(range(len(line)), key=lambda to: widths[to] - self._least(line[to]))
                widths[at] += short
                widths[richest] -= short
        widths[-1] += room - sum(widths)
        return widths

    def _height(self, line: list[PlacedPane], width: int, gap: int, least: int) -> int:
        heights = [least]
        for one, wide in zip(line, self._widths(line, width, gap), strict=True):
            widget = one.widget
            layout = widget.layout()
            if layout is not None and layout.hasHeightForWidth():
                heights.append(layout.totalHeightForWidth(wide))
            else:
                heights.append(widget.minimumSizeHint().height())
        return max(heights)
