"""A confusion matrix: how often one had the row's value where the other had the column's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.domain.codebook import Colour, Value
from annotator.ui.theme.fonts import BODY, CAPTION
from annotator.ui.theme.glyphs import paint_glyph
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed
from annotator.ui.widgets.agreement.painting import (
    LEFT,
    MIDDLE,
    PLAIN,
    ChartTable,
    Marks,
    Painting,
    upright,
)
from annotator.words import tr

_LEAST_WIDE, _LEAST_HIGH = 44, 30
_WIDE, _HIGH, _GAP = 70, 38, 3
_TOP, _SIDE, _GLYPH = 62, 22, 10
_TOTAL = 46
_WIDE_ROOMY = 190
"""Width to which cells grow for their heads where all is to be read in full, before these break
into lines; heads of rows are not limited then."""
_ALIKE, _UNLIKE = 0.4, 0.62
"""How much of accent, or of gold, the fullest cell has."""


@dataclass(frozen=True, slots=True)
class ValueHead:
    """A value at the edge of the matrix."""

    label: str
    value: Value | None = None
    """With a shape, for values of the codebook's first attribute."""


@dataclass(frozen=True, slots=True)
class MatrixShown:
    """What a matrix shows."""

    heads: tuple[ValueHead, ...]
    counts: tuple[tuple[float, ...], ...]
    row_name: str
    """Whose values the rows are; empty where all are mixed."""
    column_name: str
    percent: bool = False
    """Whether shares of the row are shown instead of counts."""
    roomy: bool = False
    """Whether heads are written in full."""


class ConfusionMatrix(Painting):
    """Cells alike lie on the diagonal in bold; a last row and column hold the totals."""

    def __init__(self, shown: MatrixShown, theme: Theme) -> None:
        super().__init__(theme)
        self.shown = shown
        self._row_totals = [sum(row) for row in shown.counts]
        self._column_totals = [sum(column) for column in zip(*shown.counts, strict=True)]
        off = [
            count for at, row in enumerate(shown.counts) for to, count in enumerate(row) if at != to
        ]
        self._most_alike = max((row[at] for at, row in enumerate(shown.counts)), default=0.0)
        self._most_unlike = max(off, default=0.0)

    def least_size(self) -> QSizeF:
        """Return room for the numbers."""
        return self._size(_LEAST_WIDE, _LEAST_HIGH)

    def natural_size(self) -> QSizeF:
        """Return the size of saved pictures."""
        return self._size(_WIDE, _HIGH)

    def paint(self, painter: QPainter, rect: QRectF, marks: Marks = PLAIN) -> None:
        """Paint heads, cells and totals."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter, rect)
        size = len(self.shown.heads)
        for row in range(size):
            for column in range(size):
                self._paint_cell(painter, row, column, rect, marks)
        self._paint_totals(painter, rect)
        painter.restore()

    def cell_rect(self, row: int, column: int, rect: QRectF) -> QRectF:
        """Return a cell's place."""
        size = len(self.shown.heads)
        if not (0 <= row < size and 0 <= column < size):
            return QRectF()
        return self._place(row, column, rect)

    def table(self) -> ChartTable:
        """Return a row and a column per value."""
        shown = self.shown
        labels = tuple(one.label for one in shown.heads)
        return ChartTable(
            labels,
            labels,
            tuple(
                tuple(self._spoken(row, column) for column in range(len(labels)))
                for row in range(len(labels))
            ),
        )

    def _spoken(self, row: int, column: int) -> str:
        shown = self.shown
        a, b = shown.heads[row].label, shown.heads[column].label
        if shown.row_name:
            a = tr("{value} by {name}", value=a, name=shown.row_name)
            b = tr("{value} by {name}", value=b, name=shown.column_name)
        total = self._row_totals[row]
        count = shown.counts[row][column]
        share = f"{count / total:.0%}" if total else tr("n/a")
        return tr(
            "{a}, {b}: {count}, {share} of the row", a=a, b=b, count=count_words(count), share=share
        )

    def _paint_heads(self, painter: QPainter, rect: QRectF) -> None:
        px, tokens, shown = self.theme.px, self.theme.tokens, self.shown
        size = len(shown.heads)
        if not size:
            return
        first = self._place(0, 0, rect)
        if shown.column_name:
            wide = self._place(0, size - 1, rect).right() - first.left()
            across = QRectF(first.left(), rect.top(), wide, px(18) + self._name_growth())
            names = self._name_lines(shown.column_name)
            self.write_lines(painter, across, names, align=MIDDLE, colour=tokens.text2)
        if shown.row_name:
            high = self._place(size - 1, 0, rect).bottom() - first.top()
            down = QRectF(rect.left(), first.top(), self._side() - px(4), high)
            painter.save()
            turned = upright(painter, down)
            names = self._side_lines()
            self.write_lines(painter, turned, names, align=MIDDLE, colour=tokens.text2)
            painter.restore()
        for at, head in enumerate(shown.heads):
            self._paint_row_head(painter, head, self._place(at, 0, rect), rect)
            self._paint_column_head(painter, head, self._place(0, at, rect), rect)

    def _paint_row_head(
        self, painter: QPainter, head: ValueHead, cell: QRectF, rect: QRectF
    ) -> None:
        px = self.theme.px
        left = rect.left() + self._side()
        if head.value is not None:
            self._paint_glyph(painter, head.value, QRectF(left, cell.top(), px(14), cell.height()))
            left += px(18)
        words = QRectF(left, cell.top(), cell.left() - left - px(6), cell.height())
        self.write(painter, words, head.label, align=LEFT, colour=self.theme.tokens.text1)

    def _paint_column_head(
        self, painter: QPainter, head: ValueHead, cell: QRectF, rect: QRectF
    ) -> None:
        px = self.theme.px
        top = rect.top() + px(20) + self._name_growth()
        if head.value is not None:
            self._paint_glyph(painter, head.value, QRectF(cell.left(), top, cell.width(), px(16)))
        high = px(20) + self._head_growth()
        words = QRectF(cell.left() - px(1), top + px(18), cell.width() + px(2), high)
        self.write_lines(painter, words, self._head_lines(head), align=MIDDLE, size=CAPTION)

    def _paint_glyph(self, painter: QPainter, value: Value, room: QRectF) -> None:
        side = self.theme.px(_GLYPH)
        place = QRectF(0, 0, side, side)
        place.moveCenter(room.center())
        if value.glyph is not None:
            strong = self.theme.tokens.colours_of(value).strong
            paint_glyph(painter, value.glyph, place, strong)

    def _paint_cell(
        self, painter: QPainter, row: int, column: int, rect: QRectF, marks: Marks
    ) -> None:
        px, tokens = self.theme.px, self.theme.tokens
        place = self._place(row, column, rect)
        count = self.shown.counts[row][column]
        alike = row == column
        painter.setPen(QPen(tokens.hairline, 1) if tokens.unset.outlined else Qt.PenStyle.NoPen)
        painter.setBrush(self._ground(count, alike=alike))
        painter.drawRoundedRect(place, px(4), px(4))
        words = self._words(count, self._row_totals[row])
        bold = alike and count > 0
        self.write(painter, place, words, align=MIDDLE, size=BODY, bold=bold)
        if marks.current == (row, column):
            self.ring(painter, place, marks)
        elif marks.under_mouse == (row, column):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.control_border, 1))
            painter.drawRoundedRect(place, px(4), px(4))

    def _ground(self, count: float, *, alike: bool) -> QColor:
        tokens = self.theme.tokens
        if tokens.unset.outlined:
            return tokens.surface
        most = self._most_alike if alike else self._most_unlike
        ink = tokens.accent if alike else tokens.stance[Colour.GOLD].strong
        if not alike and not self.theme.dark:
            # The strong gold is brown as a ground.
            ink = tokens.stance[Colour.GOLD].fill
        paper = mixed(tokens.surface, tokens.window, 0.5) if alike else tokens.surface
        share = count / most if most else 0.0
        strongest = _ALIKE if alike else (_UNLIKE * 0.6 if self.theme.dark else 1.0)
        return mixed(paper, ink, strongest * share) if count else paper

    def _paint_totals(self, painter: QPainter, rect: QRectF) -> None:
        px, tokens = self.theme.px, self.theme.tokens
        size = len(self.shown.heads)
        if not size:
            return
        corner = self._place(size - 1, size - 1, rect)
        above = rect.top() + px(38) + self._name_growth() + self._head_growth() / 2
        top = QRectF(corner.right() + px(_GAP), above, px(_TOTAL), px(20))
        self.write(painter, top, tr("Total"), align=MIDDLE, size=CAPTION, colour=tokens.text2)
        below = corner.bottom() + px(_GAP)
        side = QRectF(rect.left() + self._side(), below, px(90), px(_LEAST_HIGH))
        self.write(painter, side, tr("Total"), colour=tokens.text2)
        for at in range(size):
            cell = self._place(at, size - 1, rect)
            place = QRectF(cell.right() + px(_GAP), cell.top(), px(_TOTAL), cell.height())
            words = count_words(self._row_totals[at])
            self.write(painter, place, words, align=MIDDLE, colour=tokens.text2)
            cell = self._place(size - 1, at, rect)
            place = QRectF(cell.left(), below, cell.width(), px(_LEAST_HIGH))
            words = count_words(self._column_totals[at])
            self.write(painter, place, words, align=MIDDLE, colour=tokens.text2)
        place = QRectF(corner.right() + px(_GAP), below, px(_TOTAL), px(_LEAST_HIGH))
        words = count_words(sum(self._row_totals))
        self.write(painter, place, words, align=MIDDLE, bold=True, colour=tokens.text2)

    def _words(self, count: float, total: float) -> str:
        if not self.shown.percent:
            return count_words(count)
        return tr("{share} %", share=f"{100 * count / total:.0f}") if total else "–"

    def _place(self, row: int, column: int, rect: QRectF) -> QRectF:
        px, size = self.theme.px, max(1, len(self.shown.heads))
        left, top = rect.left() + self._head(), rect.top() + self._top()
        wide = (rect.width() - self._head() - px(_TOTAL)) / size
        high = (rect.height() - self._top() - px(_LEAST_HIGH)) / size
        widest = self._cell_wide(_WIDE) if self.shown.roomy else px(_WIDE * 1.35)
        wide, high = min(wide, widest), min(high, px(_HIGH * 1.25))
        half = px(_GAP) / 2
        cell = QRectF(left + column * wide, top + row * high, wide, high)
        return cell.adjusted(half, half, -half, -half)

    def _side(self) -> float:
        further = (len(self._side_lines()) - 1) * self.line_height()
        return self.theme.px(_SIDE) + further if self.shown.row_name else 0.0

    def _top(self) -> float:
        return self.theme.px(_TOP) + self._name_growth() + self._head_growth()

    # In saved pictures names and heads break into lines, for which they make room

    def _side_lines(self) -> tuple[str, ...]:
        room = self.theme.px(_HIGH) * len(self.shown.heads) - self.theme.px(_GAP)
        name = self.shown.row_name
        return self.wrapped(name, room) if self.shown.roomy else (name,)

    def _name_lines(self, name: str) -> tuple[str, ...]:
        room = self._cell_wide(_WIDE) * len(self.shown.heads) - self.theme.px(_GAP)
        return self.wrapped(name, room) if self.shown.roomy else (name,)

    def _name_growth(self) -> float:
        return max(0, len(self._name_lines(self.shown.column_name)) - 1) * self.line_height()

    def _head_lines(self, head: ValueHead) -> tuple[str, ...]:
        if not self.shown.roomy:
            return (head.label,)
        room = self._cell_wide(_WIDE) - self.theme.px(_GAP)
        return self.wrapped(head.label, room, CAPTION)

    def _head_growth(self) -> float:
        lines = max((len(self._head_lines(one)) for one in self.shown.heads), default=1)
        return max(0, lines - 1) * self.line_height(CAPTION)

    def _head(self) -> float:
        px = self.theme.px
        words = max((self.width_of(one.label) for one in self.shown.heads), default=0.0)
        glyph = px(18) if any(one.value is not None for one in self.shown.heads) else 0
        room = words + px(10)
        return self._side() + (room if self.shown.roomy else min(px(150), room)) + glyph

    def _cell_wide(self, wide: int) -> float:
        """Return a cell's width, ``wide`` at least. Heads reach into the gaps at both sides."""
        px, labels = self.theme.px, [one.label for one in self.shown.heads]
        widest = max((self.width_of(one, CAPTION) for one in labels), default=0.0)
        around = px(_GAP + 5)
        most: float = px(_WIDE)
        if self.shown.roomy:
            most = max(px(_WIDE_ROOMY), self.longest_word(labels, CAPTION) + around)
        return max(px(wide), min(widest + around, most))

    def _size(self, wide: int, high: int) -> QSizeF:
        px, size = self.theme.px, max(1, len(self.shown.heads))
        return QSizeF(
            self._head() + self._cell_wide(wide) * size + px(_TOTAL),
            self._top() + px(_LEAST_HIGH) + px(high) * size,
        )


def count_words(count: float) -> str:
    """Return a count; with one decimal where shares of units are added up."""
    return f"{count:,.0f}" if abs(count - round(count)) < 0.05 else f"{count:,.1f}"


def value_heads(values: Sequence[tuple[str, Value | None]]) -> tuple[ValueHead, ...]:
    """Return heads of labels, each with the value whose shape stands beside it."""
    return tuple(
        ValueHead(label, value if value is not None and value.glyph is not None else None)
        for label, value in values
    )
