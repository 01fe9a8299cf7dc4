"""Several figures under each other: label, bar with interval, value, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen

from annotator.ui.theme.fonts import BODY, CAPTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.figure_shown import (
    FigureShown,
    limit_number,
    number,
)
from annotator.ui.widgets.agreement.interval_bar import paint_interval_bar
from annotator.ui.widgets.agreement.painting import (
    MIDDLE,
    PLAIN,
    RIGHT,
    ChartTable,
    Marks,
    Painting,
)

_LINE, _SCALE, _GAP = 40, 20, 12
_BAR, _LEAST_WIDE = 200, 230
_NARROW = 380
"""Width up to which a bar lies below its words instead of between them."""


class FigureLines(Painting):
    """One row per figure, all bars on one scale from 0 to 1."""

    def __init__(self, lines: Sequence[FigureShown], theme: Theme, head: str = "") -> None:
        super().__init__(theme)
        self.lines = tuple(lines)
        self._head = head or "Figure"

    def least_size(self) -> QSizeF:
        """Return the room in which bars lie below the words."""
        px = self.theme.px
        return QSizeF(px(_LEAST_WIDE), px(_LINE) * max(1, len(self.lines)) + px(_SCALE))

    def natural_size(self) -> QSizeF:
        """Return room for all words, with bars that can be compared."""
        px = self.theme.px
        width = self._label_width() + self._value_width() + px(_BAR + 2 * _GAP + 12)
        return QSizeF(max(width, px(_NARROW) + 1), px(_LINE) * max(1, len(self.lines)) + px(_SCALE))

    def paint(self, painter: QPainter, rect: QRectF, marks: Marks = PLAIN) -> None:
        """Paint scale and rows."""
        painter.save()
        px = self.theme.px
        bars = self._bars(rect)
        self._paint_scale(painter, rect, bars)
        for row, line in enumerate(self.lines):
            place = self.cell_rect(row, 0, rect)
            inner = place.adjusted(px(6), px(3), -px(6), -px(3))
            if self._narrow(rect):
                self._paint_stacked(painter, inner, bars, line)
            else:
                self._paint_beside(painter, inner, bars, line)
            if marks.current == (row, 0):
                self.ring(painter, place, marks)
        painter.restore()

    def cell_rect(self, row: int, column: int, rect: QRectF) -> QRectF:
        """Return a row's place."""
        px = self.theme.px
        if not self.lines or column:
            return QRectF()
        high = min(px(_LINE) * 1.3, max(px(_LINE), (rect.height() - px(_SCALE)) / len(self.lines)))
        return QRectF(rect.left(), rect.top() + row * high, rect.width(), high)

    def table(self) -> ChartTable:
        """Return a row per figure."""
        return ChartTable(
            tuple(one.label for one in self.lines),
            (self._head,),
            tuple((one.spoken,) for one in self.lines),
        )

    def _paint_beside(
        self, painter: QPainter, inner: QRectF, bars: QRectF, line: FigureShown
    ) -> None:
        px, half = self.theme.px, inner.height() / 2
        words = QRectF(inner.left(), inner.top(), bars.left() - inner.left() - px(_GAP), half)
        self.write(painter, words, line.label, bold=True)
        ink = self.theme.tokens.text3
        self.write(painter, words.translated(0, half), line.facts, size=CAPTION, colour=ink)
        bar = QRectF(bars.left(), inner.top(), bars.width(), inner.height())
        paint_interval_bar(painter, bar, line.figure, line.limits, self.theme)
        left = bars.right() + px(_GAP)
        room = QRectF(left, inner.top(), inner.right() - left, inner.height())
        self._paint_value(painter, room, line)

    def _paint_stacked(
        self, painter: QPainter, inner: QRectF, bars: QRectF, line: FigureShown
    ) -> None:
        """Paint label and value on one line, the bar below them."""
        px, half = self.theme.px, inner.height() / 2
        value = number(line.figure.value)
        wide = self.width_of(value, bold=True)
        upper = QRectF(inner.left(), inner.top(), inner.width(), half)
        self.write(painter, upper, value, align=RIGHT, bold=True)
        below = self._below(line)
        left = upper.adjusted(0, 0, -wide - px(8), 0)
        room = min(self.width_of(below, CAPTION), left.width() * 0.6)
        ink = self.theme.tokens.text2
        aside = QRectF(left.right() - room, left.top(), room, half)
        self.write(painter, aside, below, align=RIGHT, size=CAPTION, colour=ink)
        self.write(painter, left.adjusted(0, 0, -room - px(6), 0), line.label)
        bar = QRectF(bars.left(), inner.top() + half, bars.width(), half)
        paint_interval_bar(painter, bar, line.figure, line.limits, self.theme)

    def _narrow(self, rect: QRectF) -> bool:
        return rect.width() < self.theme.px(_NARROW)

    def _paint_value(self, painter: QPainter, rect: QRectF, line: FigureShown) -> None:
        tokens = self.theme.tokens
        half = rect.height() / 2
        upper = QRectF(rect.left(), rect.top(), rect.width(), half)
        self.write(painter, upper, number(line.figure.value), align=RIGHT, size=BODY, bold=True)
        self.write(
            painter,
            upper.translated(0, half),
            self._below(line),
            align=RIGHT,
            size=CAPTION,
            colour=tokens.text2,
        )

    def _below(self, line: FigureShown) -> str:
        interval = line.figure.interval
        if interval is not None:
            return f"{number(interval[0])} – {number(interval[1])}"
        return line.reason

    def _paint_scale(self, painter: QPainter, rect: QRectF, bars: QRectF) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        limits = sorted({one for line in self.lines for one in line.limits})
        bottom = self.cell_rect(len(self.lines) - 1, 0, rect).bottom() if self.lines else rect.top()
        painter.setPen(QPen(tokens.hairline, 1))
        marks = [(0.0, "0"), (1.0, "1")]
        if len(limits) <= 2:
            marks += [(one, limit_number(one)) for one in limits]
        wide = px(36)
        for value, words in marks:
            x = bars.left() + bars.width() * value
            self.write(
                painter,
                QRectF(x - wide / 2, bottom, wide, px(_SCALE)),
                words,
                align=MIDDLE,
                size=CAPTION,
                colour=tokens.text3,
            )

    def _bars(self, rect: QRectF) -> QRectF:
        px = self.theme.px
        if self._narrow(rect):
            return rect.adjusted(px(10), 0, -px(10), 0)
        labels, values = self._label_width(), self._value_width()
        left = rect.left() + px(6) + labels + px(_GAP)
        right = rect.right() - px(6) - values - px(_GAP)
        return QRectF(left, rect.top(), max(px(40), right - left), rect.height())

    def _label_width(self) -> float:
        widths = [self.width_of(one.label, bold=True) for one in self.lines]
        widths += [self.width_of(one.facts, CAPTION) for one in self.lines]
        return min(self.theme.px(190), max(widths, default=0.0))

    def _value_width(self) -> float:
        widths = [self.width_of(self._below(one), CAPTION) for one in self.lines]
        return min(self.theme.px(130), max([*widths, self.width_of("0.00", BODY, bold=True)]))
