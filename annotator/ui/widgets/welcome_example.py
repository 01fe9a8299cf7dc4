"""A painted example for the welcome page: what marked words look like."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Colour, Glyph, Value
from annotator.ui.theme import Theme, paint_chip
from annotator.ui.theme.fonts import reading_font
from annotator.words import tr

_GOLD = Value("example_1", "", glyph=Glyph.DIAMOND, colour=Colour.GOLD)
_RED = Value("example_2", "", glyph=Glyph.TRIANGLE_DOWN, colour=Colour.RED)
_CHIP = 17
_WIDTH = 360
"""Room for the longest line, at a text scale of 1."""


class WelcomeExample(QWidget):
    """Three lines of an invented article with content, source and cue."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.updateGeometry)
        self.setAccessibleName(
            tr("Example: two quotations marked with their stance, speaker and cue")
        )

    def sizeHint(self) -> QSize:
        """Return room for three lines in a card."""
        return QSize(self._theme.px(420), self._theme.px(3 * 29 + 44))

    def minimumSizeHint(self) -> QSize:
        """Return the same height and the width to which the lines are drawn smaller."""
        return QSize(self._theme.px(220), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint card, fills, lines and words."""
        theme, tokens = self._theme, self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.hairline, 1))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.scale(*[min(1.0, self.width() / theme.px(_WIDTH))] * 2)
        font = reading_font(theme.px(16))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        lines = (
            ((tr("“We will trade names,”"), _GOLD, "chip"), (" ", None, ""),
             (tr("the spokeswoman"), None, "source"), (" ", None, ""), (tr("said"), None, "cue"),
             (",", None, "")),
            ((tr("“but only in writing.”"), _GOLD, ""), (" ", None, ""),
             (tr("A rival lawmaker"), None, "source"), (" ", None, ""),
             (tr("called"), None, "cue"), (tr(" it"), None, "")),
            ((tr("“a gift”"), _RED, "chip"), (".", None, "")),
        )  # fmt: skip
        baseline = theme.px(22) + metrics.ascent()
        for line in lines:
            x = float(theme.px(22))
            for words, value, role in line:
                x = self._piece(painter, metrics, x, baseline, words, value, role)
            baseline += theme.px(29)
        painter.end()

    def _piece(
        self,
        painter: QPainter,
        metrics: QFontMetricsF,
        x: float,
        baseline: float,
        words: str,
        value: Value | None,
        role: str,
    ) -> float:
        theme, tokens = self._theme, self._theme.tokens
        chip = theme.px(_CHIP)
        room = chip + theme.px(4) if role == "chip" else 0
        width = metrics.horizontalAdvance(words) + room
        top, below = baseline - metrics.ascent() * 0.95, baseline + metrics.descent()
        if value is not None:
            colours = tokens.colours_of(value)
            painter.fillRect(QRectF(x, top, width, below - top), colours.fill)
            painter.fillRect(QRectF(x, below, width, 2), colours.strong)
            if room:
                where = QRectF(x + theme.px(2), baseline - chip * 0.82, chip, chip)
                paint_chip(painter, where, value, colours)
        elif role:
            pen = QPen(tokens.text1, 1.8 if role == "source" else 1.3)
            if role == "source":
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setDashPattern([0.01, 2.2])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, below), QPointF(x + width, below))
        painter.setPen(tokens.text1)
        painter.drawText(QPointF(x + room, baseline), words)
        return x + width
