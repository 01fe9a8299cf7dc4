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
from annotator.words import tr

_LINE, _SCALE, _GAP = 40, 20, 12
_BAR, _LEAST_WIDE = 200, 230
_WORDS = 190
"""Width to which labels are cut on the screen; in saved pictures they are not."""
_REASON_ROOMY = 240
"""Width beyond which, in saved pictures, the reason why there is no figure takes several lines."""
_NARROW = 380
"""Width up to which a bar lies below its words instead of between them."""


class FigureLines(Painting):
    """One row per figure, all bars on one scale from 0 to 1."""

    def __init__(
        self, lines: Sequence[FigureShown], theme: Theme, head: str = "", *, roomy: bool = False
    ) -> None:
        """``roomy``: words are written in full, limits below each bar, for saved pictures.

        Rows are then as high as their words need.
        """
        super().__init__(theme)
        self._roomy = roomy
        self.lines = tuple(lines)
        self._heights = tuple(self._high(one) for one in self.lines)
        self._head = head or "Figure"

    def least_size(self) -> QSizeF:
        """Return the room in which bars lie below the words."""
        px = self.theme.px
        return QSizeF(px(_LEAST_WIDE), px(_LINE) * max(1, len(self.lines)) + self._scale())

    def natural_size(self) -> QSizeF:
        """Return room for all words, with bars that can be compared."""
        px = self.theme.px
        width = (
            self._label_width()
            + self._value_width()
            + px((_BAR + 100 if self._roomy else _BAR) + 2 * _GAP + 12)
        )
        high = max(px(_LINE), sum(self._heights))
        return QSizeF(max(width, px(_NARROW) + 1), high + self._scale())

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
        if not 0 <= row < len(self.lines) or column:
            return QRectF()
        if self._roomy:
            top = rect.top() + sum(self._heights[:row])
            return QRectF(rect.left(), top, rect.width(), self._heights[row])
        high = min(
            px(_LINE) * 1.3, max(px(_LINE), (rect.height() - self._scale()) / len(self.lines))
        )
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
        px, half = self.theme.px, self._half(inner)
        words = QRectF(inner.left(), inner.top(), bars.left() - inner.left() - px(_GAP), half)
        self.write(painter, words, line.label, bold=True)
        ink = self.theme.tokens.text3
        self.write(painter, words.translated(0, half), line.facts, size=CAPTION, colour=ink)
        bar = QRectF(bars.left(), inner.top(), bars.width(), 2 * half)
        paint_interval_bar(painter, bar, line.figure, line.limits, self.theme)
        if self._roomy:
            self._paint_limits(painter, bar, line)
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

    def _paint_limits(self, painter: QPainter, bar: QRectF, line: FigureShown) -> None:
        """Write below a bar what it is held to."""
        px, ink = self.theme.px, self.theme.tokens.text2
        below = QRectF(bar.left(), bar.center().y() + px(5), bar.width(), px(14))
        for place, limit in enumerate(line.limits):
            words = limit_number(limit)
            if line.target:
                words = tr("target {limit}", limit=words)
            wide = self.width_of(words, CAPTION) + px(4)
            # Two limits stand close: the first is written to the left of its place.
            share = 0.8 if len(line.limits) > 1 and not place else 0.5
            left = below.left() + below.width() * limit - wide * share
            room = QRectF(left, below.top(), wide, below.height())
            self.write(painter, room, words, align=MIDDLE, size=CAPTION, colour=ink)

    def _narrow(self, rect: QRectF) -> bool:
        return rect.width() < self.theme.px(_NARROW)

    def _paint_value(self, painter: QPainter, rect: QRectF, line: FigureShown) -> None:
        tokens = self.theme.tokens
        half = self._half(rect)
        upper = QRectF(rect.left(), rect.top(), rect.width(), half)
        self.write(painter, upper, number(line.figure.value), align=RIGHT, size=BODY, bold=True)
        below = QRectF(rect.left(), upper.bottom(), rect.width(), half)
        for words in self._lines_below(line):
            self.write(painter, below, words, align=RIGHT, size=CAPTION, colour=tokens.text2)
            below.translate(0, self.line_height(CAPTION))

    def _below(self, line: FigureShown) -> str:
        interval = line.figure.interval
        if interval is not None:
            return f"{number(interval[0])} – {number(interval[1])}"
        return line.reason

    def _lines_below(self, line: FigureShown) -> tuple[str, ...]:
        """Return what stands below a value: in saved pictures on as many lines as it needs."""
        words = self._below(line)
        if not self._roomy:
            return (words,)
        return self.wrapped(words, self.theme.px(_REASON_ROOMY), CAPTION)

    def _high(self, line: FigureShown) -> float:
        """Return the height of a row: further lines of a reason make it higher."""
        further = max(0, len(self._lines_below(line)) - 1)
        return self.theme.px(_LINE) + further * self.line_height(CAPTION)

    def _half(self, inner: QRectF) -> float:
        """Return the height of the upper line of a row."""
        return self.theme.px(_LINE - 6) / 2 if self._roomy else inner.height() / 2

    def _paint_scale(self, painter: QPainter, rect: QRectF, bars: QRectF) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        limits = sorted({one for line in self.lines for one in line.limits})
        bottom = self.cell_rect(len(self.lines) - 1, 0, rect).bottom() if self.lines else rect.top()
        painter.setPen(QPen(tokens.hairline, 1))
        marks = [(0.0, "0"), (1.0, "1")]
        if not self._roomy:
            marks += [(one, limit_number(one)) for one in limits]
        ends: list[float] = []
        """Of each line of words, where the last one ends."""
        for value, words in sorted(marks):
            x = bars.left() + bars.width() * value
            wide = self.width_of(words, CAPTION) + px(4)
            line = next((at for at, end in enumerate(ends) if x - wide / 2 >= end), len(ends))
            ends[line : line + 1] = [x + wide / 2]
            self.write(
                painter,
                QRectF(x - wide / 2, bottom + line * px(_SCALE - 6), wide, px(_SCALE)),
                words,
                align=MIDDLE,
                size=CAPTION,
                colour=tokens.text3,
            )

    def _scale(self) -> float:
        """Return the height of the scale: limits that stand close take a line each."""
        several = len({one for line in self.lines for one in line.limits}) > 2
        return self.theme.px(_SCALE + (14 if several and not self._roomy else 0))

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
        widest = max(widths, default=0.0) + 1
        return widest if self._roomy else min(self.theme.px(_WORDS), widest)

    def _value_width(self) -> float:
        widths = [
            self.width_of(words, CAPTION) for one in self.lines for words in self._lines_below(one)
        ]
        widest = max([*widths, self.width_of("0.00", BODY, bold=True)]) + 1
        return widest if self._roomy else min(self.theme.px(130), widest)
