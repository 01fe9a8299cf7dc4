"""The values that differ most often, where there are too many for a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.domain.codebook import Colour
from annotator.ui.theme.fonts import BODY
from annotator.ui.theme.theme import Theme
from annotator.ui.theme.tokens import mixed
from annotator.ui.widgets.agreement.painting import (
    PLAIN,
    RIGHT,
    ChartTable,
    Marks,
    Painting,
)
from annotator.words import tr

_LINE, _LEAST_WIDE, _MOST_WIDE, _PAD = 32, 240, 560, 10


@dataclass(frozen=True, slots=True)
class DifferingShown:
    """Two values, in either direction."""

    first: str
    second: str
    pairs: int
    """Pairs of annotators who differ so, unit by unit."""

    @property
    def words(self) -> str:
        """Return both values."""
        return tr("{first} against {second}", first=self.first, second=self.second)


class DifferingLines(Painting):
    """One row each, the most frequent first, over a bar as long as its share."""

    def __init__(self, lines: Sequence[DifferingShown], differing: int, theme: Theme) -> None:
        """``differing``: all pairs of annotators with different values."""
        super().__init__(theme)
        self.lines = tuple(lines)
        self._differing = max(1, differing)

    def least_size(self) -> QSizeF:
        """Return room for rows whose words may be cut."""
        px = self.theme.px
        return QSizeF(px(_LEAST_WIDE), px(_LINE) * max(1, len(self.lines)))

    def natural_size(self) -> QSizeF:
        """Return room for all words."""
        px = self.theme.px
        words = max((self.width_of(one.words) for one in self.lines), default=0.0)
        count = max((self.width_of(self._share(one), BODY, bold=True) for one in self.lines),
                    default=0.0)  # fmt: skip
        return QSizeF(
            max(px(_MOST_WIDE), words + count + px(4 * _PAD)), px(_LINE) * max(1, len(self.lines))
        )

    def paint(self, painter: QPainter, rect: QRectF, marks: Marks = PLAIN) -> None:
        """Paint all rows."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, one in enumerate(self.lines):
            self._paint_row(painter, self.cell_rect(row, 0, rect), one)
            if marks.current == (row, 0):
                self.ring(painter, self.cell_rect(row, 0, rect), marks)
        painter.restore()

    def cell_rect(self, row: int, column: int, rect: QRectF) -> QRectF:
        """Return a row's place."""
        if column or not 0 <= row < len(self.lines):
            return QRectF()
        high = self.theme.px(_LINE)
        return QRectF(rect.left(), rect.top() + row * high, rect.width(), high - 2)

    def table(self) -> ChartTable:
        """Return a row per two values."""
        return ChartTable(
            tuple(one.words for one in self.lines),
            (tr("Pairs of annotators"),),
            tuple((f"{one.words}: {self._share(one)}",) for one in self.lines),
        )

    def _paint_row(self, painter: QPainter, place: QRectF, one: DifferingShown) -> None:
        tokens, px = self.theme.tokens, self.theme.px
        bar = QRectF(place)
        bar.setWidth(place.width() * min(1.0, one.pairs / self._differing))
        outlined = tokens.unset.outlined
        painter.setPen(QPen(tokens.hairline, 1) if outlined else Qt.PenStyle.NoPen)
        gold = tokens.stance[Colour.GOLD]
        ink = gold.strong if self.theme.dark else gold.fill
        painter.setBrush(tokens.surface if outlined else mixed(tokens.surface, ink, 0.5))
        painter.drawRoundedRect(bar, px(4), px(4))
        count = self._share(one)
        wide = self.width_of(count, BODY, bold=True) + px(_PAD)
        inner = place.adjusted(px(_PAD), 0, -px(_PAD), 0)
        words = inner.adjusted(0, 0, -wide, 0)
        self.write(painter, words, one.words)
        self.write(painter, inner, count, align=RIGHT, size=BODY, bold=True)

    def _share(self, one: DifferingShown) -> str:
        return tr(
            "{pairs} of {differing}", pairs=f"{one.pairs:,}", differing=f"{self._differing:,}"
        )
