"""Figures from batch to batch, or round to round, with the versions of the codebook marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.domain.agreement.results import Figure
from annotator.domain.codebook import Colour
from annotator.ui.theme.fonts import CAPTION
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed
from annotator.ui.widgets.agreement.figure_shown import interval_words, limit_number, number
from annotator.ui.widgets.agreement.painting import (
    LEFT,
    MIDDLE,
    PLAIN,
    RIGHT,
    ChartTable,
    Marks,
    Painting,
)
from annotator.words import tr

_TOP, _FOOT, _LEFT_EDGE, _POINT = 20, 24, 36, 4.5
_STEP, _LEAST_STEP, _HIGH, _LEAST_HIGH = 96, 54, 220, 150


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over all parts."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TrendShown:
    """What a trend shows."""

    parts: tuple[str, ...]
    """Names of batches or rounds, in order."""
    facts: tuple[str, ...]
    """What each part rests on, in words."""
    series: tuple[Series, ...]
    """The first has its intervals as a band, a full line and round points."""
    versions: tuple[tuple[int, str], ...] = ()
    """Before which part another version of the codebook begins, and what it is called."""
    limits: tuple[float, ...] = ()


class Trend(Painting):
    """A line with a band, and dashed lines with other points for the further series."""

    def __init__(self, shown: TrendShown, theme: Theme) -> None:
        super().__init__(theme)
        self.shown = shown
        band = shown.series[0] if shown.series else None
        lows = [
            low
            for series in shown.series
            for one in series.figures
            if one.value is not None
            for low in (one.value, *(one.interval[:1] if one.interval and series is band else ()))
        ]
        lowest = min([*lows, *shown.limits, 1.0])
        self._bottom: float = min(0.6, math.floor(lowest * 10) / 10)

    def least_size(self) -> QSizeF:
        """Return room for points and names."""
        return self._size(_LEAST_STEP, _LEAST_HIGH)

    def natural_size(self) -> QSizeF:
        """Return the size of saved pictures."""
        return self._size(_STEP, _HIGH)

    def paint(self, painter: QPainter, rect: QRectF, marks: Marks = PLAIN) -> None:
        """Paint limits, versions, band, lines, points and names."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for series in self.shown.series[:1]:
            self._paint_band(painter, rect, series)  # below all else, which it would hide
        self._paint_scale(painter, rect)
        self._paint_versions(painter, rect)
        for at, series in reversed(list(enumerate(self.shown.series))):
            self._paint_series(painter, rect, at, series)
        self._paint_names(painter, rect)
        if marks.current is not None:
            self.ring(painter, self.cell_rect(*marks.current, rect), marks)
        painter.restore()

    def cell_rect(self, row: int, column: int, rect: QRectF) -> QRectF:
        """Return the room around a point; of a part that has no value, at the foot."""
        shown = self.shown
        if not (0 <= row < len(shown.series) and 0 <= column < len(shown.parts)):
            return QRectF()
        value = shown.series[row].figures[column].value
        y = self._y(self._bottom if value is None else value, rect)
        side = self.theme.px(24)
        place = QRectF(0, 0, side, side)
        place.moveCenter(QPointF(self._x(column, rect), y))
        return place

    def table(self) -> ChartTable:
        """Return a row per figure, a column per part."""
        shown = self.shown
        return ChartTable(
            tuple(one.label for one in shown.series),
            shown.parts,
            tuple(
                tuple(self._spoken(series, at) for at in range(len(shown.parts)))
                for series in shown.series
            ),
        )

    def _spoken(self, series: Series, at: int) -> str:
        figure = series.figures[at]
        words = [f"{self.shown.parts[at]}, {series.label}: {number(figure.value)}"]
        if figure.interval is not None:
            words.append(interval_words(figure.interval))
        if self.shown.facts[at]:
            words.append(self.shown.facts[at])
        words += [
            tr("from here on {version}", version=version)
            for before, version in self.shown.versions
            if before == at
        ]
        return ", ".join(words)

    def _paint_scale(self, painter: QPainter, rect: QRectF) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        left, right = rect.left() + px(_LEFT_EDGE), self._plot_right(rect)
        floor = self._y(self._bottom, rect)
        painter.setPen(QPen(tokens.hairline, 1))
        painter.drawLine(QPointF(left, floor), QPointF(right, floor))
        for value in (*self.shown.limits, self._bottom, 1.0):
            y = self._y(value, rect)
            if value in self.shown.limits:
                pen = QPen(tokens.text3, 1)
                pen.setDashPattern([3, 3])
                painter.setPen(pen)
                painter.drawLine(QPointF(left, y), QPointF(right, y))
            words = axis_words(value)
            place = QRectF(rect.left(), y - px(8), px(_LEFT_EDGE) - px(6), px(16))
            self.write(painter, place, words, align=RIGHT, size=CAPTION, colour=tokens.text2)

    def _paint_versions(self, painter: QPainter, rect: QRectF) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        ink = tokens.stance[Colour.GOLD].strong
        for before, words in self.shown.versions:
            x = (self._x(before - 1, rect) + self._x(before, rect)) / 2
            pen = QPen(ink, max(1.0, px(1.4)))
            pen.setDashPattern([1.5, 2.5])
            painter.setPen(pen)
            painter.drawLine(
                QPointF(x, rect.top() + px(2)), QPointF(x, self._y(self._bottom, rect))
            )
            room = QRectF(x + px(4), rect.top(), px(140), px(16))
            self.write(painter, room, words, align=LEFT, size=CAPTION, bold=True, colour=ink)

    def _paint_series(self, painter: QPainter, rect: QRectF, at: int, series: Series) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        colour = tokens.accent if at == 0 else tokens.text2
        pen = QPen(colour, max(1.5, px(2)))
        if at:
            pen.setDashPattern([3, 2])
        last: QPointF | None = None
        for place, figure in enumerate(series.figures):
            if figure.value is None:
                last = None
                continue
            point = QPointF(self._x(place, rect), self._y(figure.value, rect))
            painter.setPen(pen)
            if last is not None:
                painter.drawLine(last, point)
            last = point
        for place, figure in enumerate(series.figures):
            if figure.value is not None:
                point = QPointF(self._x(place, rect), self._y(figure.value, rect))
                self._paint_point(painter, point, at, colour)
        self._paint_label(painter, rect, at, series, colour)

    def _paint_band(self, painter: QPainter, rect: QRectF, series: Series) -> None:
        tokens = self.theme.tokens
        upper, lower = [], []
        for place, figure in enumerate(series.figures):
            if figure.interval is not None:
                x = self._x(place, rect)
                upper.append(QPointF(x, self._y(figure.interval[1], rect)))
                lower.append(QPointF(x, self._y(figure.interval[0], rect)))
        if len(upper) < 2:
            return
        outlined = tokens.unset.outlined
        painter.setPen(QPen(tokens.accent, 1) if outlined else Qt.PenStyle.NoPen)
        ground = mixed(tokens.surface, tokens.accent, 0.0 if outlined else 0.14)
        painter.setBrush(Qt.BrushStyle.NoBrush if outlined else ground)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))

    def _paint_point(self, painter: QPainter, point: QPointF, at: int, colour: QColor) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        radius = px(_POINT)
        if at == 0:
            painter.setPen(QPen(tokens.surface, max(1.0, px(1.5))))
            painter.setBrush(colour)
            painter.drawEllipse(point, radius, radius)
            return
        painter.setPen(QPen(colour, max(1.2, px(1.6))))
        painter.setBrush(tokens.surface)
        square = QRectF(0, 0, 2 * radius - 1, 2 * radius - 1)
        square.moveCenter(point)
        if at == 1:
            painter.drawRect(square)
        else:
            painter.drawPolygon(
                QPolygonF([
                    QPointF(point.x(), square.top() - 1), QPointF(square.right() + 1, point.y()),
                    QPointF(point.x(), square.bottom() + 1), QPointF(square.left() - 1, point.y()),
                ])
            )  # fmt: skip

    def _paint_label(
        self, painter: QPainter, rect: QRectF, at: int, series: Series, colour: QColor
    ) -> None:
        """Write the name beside the last point; further ones give way where they would meet."""
        px = self.theme.px
        ink = self.theme.tokens.accent_text if at == 0 else colour
        heights = []
        for one in self.shown.series:
            known = [figure.value for figure in one.figures if figure.value is not None]
            heights.append(self._y(known[-1], rect) if known else self._y(self._bottom, rect))
        line = self.line_height(CAPTION) + 2
        taken: dict[int, float] = {}
        for place in sorted(range(len(heights)), key=heights.__getitem__):
            above = max(taken.values(), default=float("-inf"))
            taken[place] = max(heights[place], above + line)
        known = [figure.value for figure in series.figures if figure.value is not None]
        words = f"{series.label} {number(known[-1] if known else None)}"
        x = self._plot_right(rect) + px(4)
        room = QRectF(x, taken[at] - line / 2, rect.right() - x, line)
        self.write(painter, room, words, size=CAPTION, bold=True, colour=ink)

    def _paint_names(self, painter: QPainter, rect: QRectF) -> None:
        px, tokens = self.theme.px, self.theme.tokens
        step = self._step(rect)
        for at, words in enumerate(self.shown.parts):
            x = self._x(at, rect)
            place = QRectF(x - step / 2 + 2, self._y(self._bottom, rect) + px(4), step - 4, px(18))
            self.write(painter, place, words, align=MIDDLE, size=CAPTION, colour=tokens.text2)

    def _x(self, at: int, rect: QRectF) -> float:
        step = self._step(rect)
        return rect.left() + self.theme.px(_LEFT_EDGE) + step * (at + 0.5)

    def _y(self, value: float, rect: QRectF) -> float:
        px = self.theme.px
        top, floor = rect.top() + px(_TOP), rect.bottom() - px(_FOOT)
        share = (min(1.0, max(self._bottom, value)) - self._bottom) / (1.0 - self._bottom)
        return floor - share * (floor - top)

    def _step(self, rect: QRectF) -> float:
        room = self._plot_right(rect) - rect.left() - self.theme.px(_LEFT_EDGE)
        return room / max(1, len(self.shown.parts))

    def _plot_right(self, rect: QRectF) -> float:
        return rect.right() - self._labels()

    def _labels(self) -> float:
        words = max(
            (self.width_of(f"{one.label} 0.00", CAPTION, bold=True) for one in self.shown.series),
            default=0.0,
        )
        return min(self.theme.px(170), words + self.theme.px(10))

    def _size(self, step: int, high: int) -> QSizeF:
        px = self.theme.px
        wide = px(_LEFT_EDGE) + self._labels() + px(step) * max(1, len(self.shown.parts))
        return QSizeF(wide, px(high))


def axis_words(value: float) -> str:
    """Return a mark of the axis: limits as they are usually written, the others alike."""
    if value in (0.0, 1.0):
        return f"{value:.0f}"
    words = limit_number(abs(value))
    return f"\u2212{words}" if value < 0 else words
