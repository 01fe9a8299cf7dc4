"""Every two annotators, and how far they agree: the darker, the more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.domain.agreement.results import Figure
from annotator.ui.theme.fonts import BODY, CAPTION
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed
from annotator.ui.widgets.agreement.figure_shown import interval_words, number
from annotator.ui.widgets.agreement.painting import (
    MIDDLE,
    PLAIN,
    ChartTable,
    Marks,
    Painting,
)
from annotator.words import tr, tr_n

_CELL_WIDE, _CELL_HIGH, _GAP, _FOOT = 52, 44, 3, 22
_NATURAL_WIDE, _NATURAL_HIGH = 84, 64
_PALEST, _DARKEST = 0.05, 0.42
_FROM = 0.4
"""Figures up to this are palest: below it none is of use, and the others differ more."""


@dataclass(frozen=True, slots=True)
class PairCell:
    """The figure of two annotators."""

    figure: Figure
    units: int
    reason: str = ""


class HeatMap(Painting):
    """The lower half of a square; rows begin with the second annotator."""

    def __init__(
        self,
        names: Sequence[str],
        cells: Mapping[tuple[int, int], PairCell],
        theme: Theme,
        figure_label: str = "",
        *,
        roomy: bool = False,
    ) -> None:
        """``cells``: by the places of both annotators, the earlier first.

        ``roomy``: names are written in full, for saved pictures.
        """
        super().__init__(theme)
        self._names = tuple(names)
        self._cells = dict(cells)
        self._figure_label = figure_label
        self._roomy = roomy

    def pair_at(self, row: int, column: int) -> tuple[int, int]:
        """Return the places of the two annotators of a cell, the earlier first."""
        return column, row + 1

    def place_of(self, first: int, second: int) -> tuple[int, int]:
        """Return row and column of a pair."""
        earlier, later = sorted((first, second))
        return later - 1, earlier

    def least_size(self) -> QSizeF:
        """Return room for the numbers."""
        return self._size(_CELL_WIDE, _CELL_HIGH)

    def natural_size(self) -> QSizeF:
        """Return the size of saved pictures."""
        return self._size(_NATURAL_WIDE, _NATURAL_HIGH)

    def _feet(self, name: str) -> tuple[str, ...]:
        """Return the lines in which a name stands below its column."""
        room = self._cell_wide() - self.theme.px(2 * _GAP)
        return self.wrapped(name, room, CAPTION) if self._roomy else (name,)

    def _cell_wide(self) -> float:
        """Return the natural width of a cell: of the longest word, in saved pictures."""
        wide = self.theme.px(_NATURAL_WIDE)
        if not self._roomy:
            return wide
        return max(wide, self.longest_word(self._names, CAPTION) + self.theme.px(2 * _GAP))

    def _foot(self) -> float:
        lines = max((len(self._feet(one)) for one in self._names[:-1]), default=1)
        return self.theme.px(_FOOT) + (lines - 1) * self.line_height(CAPTION)

    def paint(self, painter: QPainter, rect: QRectF, marks: Marks = PLAIN) -> None:
        """Paint names and cells."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, tokens = self.theme.px, self.theme.tokens
        count, line = len(self._names) - 1, self.line_height(CAPTION)
        for row in range(count):
            first = self.cell_rect(row, 0, rect)
            head = QRectF(rect.left(), first.top(), self._head() - px(8), first.height())
            self.write(painter, head, self._names[row + 1], colour=tokens.text2)
            for column in range(row + 1):
                self._paint_cell(painter, row, column, rect, marks)
        for column in range(count):
            last = self.cell_rect(count - 1, column, rect)
            high = px(_FOOT - 4) + (len(self._feet(self._names[column])) - 1) * line
            foot = QRectF(last.left(), last.bottom() + px(4), last.width(), high)
            words = self._feet(self._names[column])
            self.write_lines(painter, foot, words, align=MIDDLE, size=CAPTION, colour=tokens.text2)
        painter.restore()

    def cell_rect(self, row: int, column: int, rect: QRectF) -> QRectF:
        """Return a cell's place; cells take the room that there is, up to a limit."""
        count = len(self._names) - 1
        if not 0 <= column <= row < count:
            return QRectF()
        px = self.theme.px
        widest = self._cell_wide() if self._roomy else px(_NATURAL_WIDE * 1.4)
        wide = min((rect.width() - self._head()) / count, widest)
        high = min((rect.height() - self._foot()) / count, px(_NATURAL_HIGH * 1.15))
        half = px(_GAP) / 2
        cell = QRectF(rect.left() + self._head() + column * wide, rect.top() + row * high,
                      wide, high)  # fmt: skip
        return cell.adjusted(half, half, -half, -half)

    def table(self) -> ChartTable:
        """Return a row per annotator but the first."""
        count = len(self._names) - 1
        return ChartTable(
            self._names[1:],
            self._names[:-1],
            tuple(
                tuple(self._spoken(row, column) for column in range(count)) for row in range(count)
            ),
        )

    def _paint_cell(
        self, painter: QPainter, row: int, column: int, rect: QRectF, marks: Marks
    ) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        place = self.cell_rect(row, column, rect)
        cell = self._cells.get(self.pair_at(row, column))
        value = cell.figure.value if cell is not None else None
        outlined = tokens.unset.outlined or value is None
        painter.setPen(QPen(tokens.hairline, 1) if outlined else Qt.PenStyle.NoPen)
        share = 0.0
        if value is not None and not tokens.unset.outlined:
            share = _PALEST + (_DARKEST - _PALEST) * (max(_FROM, min(1.0, value)) - _FROM) / (
                1 - _FROM
            )
        painter.setBrush(mixed(tokens.surface, tokens.accent, share))
        painter.drawRoundedRect(place, px(4), px(4))
        if marks.under_mouse == (row, column) and marks.current != (row, column):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.control_border, 1))
            painter.drawRoundedRect(place, px(4), px(4))
        both = self.line_height(BODY) + self.line_height(CAPTION)
        top = place.center().y() - both / 2
        upper = QRectF(place.left(), top, place.width(), self.line_height(BODY))
        self.write(painter, upper, number(value), align=MIDDLE, size=BODY, bold=True)
        if cell is not None:
            lower = QRectF(place.left(), upper.bottom(), place.width(), self.line_height(CAPTION))
            self.write(
                painter, lower, f"{cell.units:,}", align=MIDDLE, size=CAPTION, colour=tokens.text1
            )
        if marks.current == (row, column):
            self.ring(painter, place, marks)

    def _spoken(self, row: int, column: int) -> str | None:
        if column > row:
            return None
        first, second = self.pair_at(row, column)
        cell = self._cells.get((first, second))
        words = tr("{a} and {b}", a=self._names[first], b=self._names[second])
        if cell is None:
            return tr("{pair}: nothing in common", pair=words)
        parts = [number(cell.figure.value)]
        if cell.figure.interval is not None:
            parts.append(interval_words(cell.figure.interval))
        parts.append(tr_n("{count} unit", "{count} units", cell.units))
        if cell.reason:
            parts.append(cell.reason)
        return f"{words}: {self._figure_label} {', '.join(parts)}".replace(":  ", ": ")

    def _head(self) -> float:
        px = self.theme.px
        words = max(self.width_of(one) for one in self._names[1:]) + px(12)
        return words if self._roomy else min(px(120), words)

    def _size(self, wide: int, high: int) -> QSizeF:
        px, count = self.theme.px, len(self._names) - 1
        cell = self._cell_wide() if self._roomy else px(wide)
        return QSizeF(self._head() + cell * count, px(high) * count + self._foot())
