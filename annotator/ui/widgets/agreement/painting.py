"""What every chart is made of: a painting with cells, and a table that says the same in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme

_RING = 2.0

LEFT, MIDDLE, RIGHT = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignCenter,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
)


@dataclass(frozen=True, slots=True)
class ChartTable:
    """A chart as a table: for the keyboard, for screen readers, and for tests."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str | None, ...], ...]
    """What a cell says in words, with its row and column; None where there is no cell."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is chosen in a chart; nothing in one that is saved as a picture."""

    current: tuple[int, int] | None = None
    focused: bool = False
    under_mouse: tuple[int, int] | None = None


PLAIN = Marks()


class Painting(ABC):
    """Paints into any rectangle of any painter: of a widget, an SVG, a PDF or a picture.

    The same painting is dressed anew for paper by giving it another theme.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    @abstractmethod
    def least_size(self) -> QSizeF:
        """Return the least room in which everything can be read."""

    def natural_size(self) -> QSizeF:
        """Return the room that it takes where there is enough: the size of saved pictures."""
        return self.least_size()

    @abstractmethod
    def paint(self, painter: QPainter, rect: QRectF, marks: Marks = PLAIN) -> None:
        """Paint all of it."""

    @abstractmethod
    def cell_rect(self, row: int, column: int, rect: QRectF) -> QRectF:
        """Return where a cell of the table is painted; empty where there is none."""

    @abstractmethod
    def table(self) -> ChartTable:
        """Return the same in words."""

    # Helpers

    def font(self, size: int = SECONDARY, *, bold: bool = False) -> QFont:
        """Return the interface's face."""
        return self.theme.font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def width_of(self, words: str, size: int = SECONDARY, *, bold: bool = False) -> float:
        """Return how wide words are."""
        return QFontMetricsF(self.font(size, bold=bold)).horizontalAdvance(words)

    def line_height(self, size: int = SECONDARY) -> float:
        """Return the height of one line of words."""
        return QFontMetricsF(self.font(size)).height()

    def wrapped(self, words: str, wide: float, size: int = SECONDARY) -> tuple[str, ...]:
        """Return words in lines that fit into a width; a longer word has a line of its own."""
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(longer, size) <= wide:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)

    def write(
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        *,
        align: Qt.AlignmentFlag = LEFT,
        size: int = SECONDARY,
        bold: bool = False,
        colour: QColor | None = None,
    ) -> None:
        """Write one line of words, shortened where they do not fit."""
        font = self.font(size, bold=bold)
        painter.setFont(font)
        painter.setPen(colour or self.theme.tokens.text1)
        shown = QFontMetricsF(font).elidedText(
            words, Qt.TextElideMode.ElideRight, rect.width() + 1.0
        )
        painter.drawText(rect, align, shown)

    def write_lines(
        self,
        painter: QPainter,
        rect: QRectF,
        lines: Sequence[str],
        *,
        align: Qt.AlignmentFlag = LEFT,
        size: int = SECONDARY,
        colour: QColor | None = None,
    ) -> None:
        """Write several lines under each other, in the middle of the height of a place."""
        high = self.line_height(size)
        top = rect.center().y() - high * len(lines) / 2
        for at, words in enumerate(lines):
            place = QRectF(rect.left(), top + at * high, rect.width(), high)
            self.write(painter, place, words, align=align, size=size, colour=colour)

    def longest_word(self, texts: Iterable[str], size: int = SECONDARY) -> float:
        """Return the width of the longest word in some texts: what cannot be broken."""
        words = (word for text in texts for word in text.split())
        return max((self.width_of(word, size) for word in words), default=0.0)

    def ring(self, painter: QPainter, rect: QRectF, marks: Marks) -> None:
        """Paint what shows that a cell is the current one."""
        tokens = self.theme.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(tokens.accent if marks.focused else tokens.text1, _RING)
        if marks.focused and tokens.unset.outlined:
            # In high contrast accent and text may be one colour.
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        radius = self.theme.px(4)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def upright(painter: QPainter, rect: QRectF) -> QRectF:
    """Turn the painter so that words run upwards in ``rect``; return it as they see it."""
    painter.translate(rect.left(), rect.bottom())
    painter.rotate(-90)
    return QRectF(QPointF(0, 0), QSizeF(rect.height(), rect.width()))
