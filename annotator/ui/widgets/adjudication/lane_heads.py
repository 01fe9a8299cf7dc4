"""The row between head and text: a letter above each lane, and what outlines in the text mean."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.domain.adjudication.item import Coder
from annotator.domain.annotation_sets import SetState
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import CAPTION, SECONDARY
from annotator.ui.widgets.article_view import ArticleView
from annotator.words import tr

_HEIGHT = 32
_REACH = 12
"""How near a letter the mouse must be for its tool tip."""


class LaneHeads(QWidget):
    """Painted, for the letters follow the lanes of the article view below."""

    def __init__(self, view: ArticleView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._coders: tuple[Coder, ...] = ()
        self._alone = ""
        self._gold = False
        view.column_moved.connect(self.update)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def legend(self) -> tuple[str, ...]:
        """Return what the samples mean: all marked, some marked, missing, and gold if shown."""
        both = tr("Both marked") if len(self._coders) == 2 else tr("All marked")
        gold = (tr("Gold"),) if self._gold else ()
        return both, self._alone, tr("Missing"), *gold

    def show_coders(self, coders: Sequence[Coder], alone: Sequence[str], *, gold: bool) -> None:
        """Show these letters.

        ``alone``: who marked what others did not, in the current item; ``gold``: whether something
        was chosen for it.
        """
        self._coders = tuple(coders)
        self._gold = gold
        some = tr("Only one") if len(self._coders) == 2 else tr("Only some")
        self._alone = tr("Only {letter}", letter=alone[0]) if len(alone) == 1 else some
        self.setAccessibleName(tr("Lanes of coders: {letters}", letters=", ".join(self.letters)))
        self.setAccessibleDescription("; ".join(_about(one) for one in self._coders))
        self.update()

    @property
    def letters(self) -> tuple[str, ...]:
        """Return the letters, in the order of the lanes."""
        return tuple(one.letter for one in self._coders)

    def event(self, event: QEvent) -> bool:
        """Say of whom a letter stands for what may be told."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            near = (
                _about(coder)
                for coder, x in zip(self._coders, self._middles(), strict=False)
                if abs(x - event.pos().x()) <= _REACH
            )
            QToolTip.showText(event.globalPos(), next(near, ""), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint letters and legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, px = self._theme.tokens, self._theme.px
        painter.fillRect(self.rect(), tokens.side)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.hairline)
        painter.setFont(self._theme.font(CAPTION, QFont.Weight.DemiBold))
        painter.setPen(tokens.text2)
        middles = self._middles()
        for coder, x in zip(self._coders, middles, strict=False):
            box = QRectF(x - px(14), 0, px(28), self.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, coder.letter)
        left, right = self._legend_room(middles)
        painter.setFont(self._theme.font(SECONDARY))
        metrics = QFontMetricsF(painter.font())
        for place, words in enumerate(self.legend):
            width = px(16) + px(6) + metrics.horizontalAdvance(words)
            if left + width > right:
                break
            side, high = px(16), px(13)
            sample = QRectF(left, (self.height() - 1 - high) / 2, side, high)
            self._paint_sample(painter, sample.adjusted(1, 1, -1, -1), place)
            painter.setPen(tokens.text2)
            box = QRectF(sample.right() + px(6), 0, width, self.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left += width + px(16)

    def _paint_sample(self, painter: QPainter, rect: QRectF, place: int) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        if place == 3:
            painter.fillRect(rect, tokens.selected_row)
            band = QRectF(rect.left(), rect.bottom() - px(3), rect.width(), px(3))
            painter.fillRect(band, tokens.accent)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place == 0:
            painter.setPen(QPen(tokens.accent, px(2)))
        elif place == 1:
            faint = QColor(tokens.warning)
            faint.setAlpha(110)
            painter.fillRect(rect, QBrush(faint, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(tokens.warning, px(15) / 10))
        else:
            dashes = QPen(tokens.text3, px(12) / 10)
            dashes.setDashPattern([2.6, 2.2])
            painter.setPen(dashes)
        painter.drawRoundedRect(rect, px(2), px(2))
        if place == 2:
            painter.setPen(QPen(tokens.text3, px(12) / 10))
            middle, half = rect.center(), QPointF(px(3), 0)
            painter.drawLine(middle - half, middle + half)

    def _middles(self) -> list[int]:
        left = self._view.viewport().x()
        return [left + x for x in self._view.lane_middles()]

    def _legend_room(self, middles: Sequence[int]) -> tuple[float, float]:
        """Return from where to where there is room beside the letters."""
        px = self._theme.px
        start, end = self._view.column_sides()
        if middles and middles[0] > (start + end) / 2:
            return start, min(middles) - px(16)
        return max([start, *(x + px(16) for x in middles)]), self.width() - px(12)

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        self.update()


def _about(coder: Coder) -> str:
    words = tr("Coder {letter}", letter=coder.letter)
    if coder.state is SetState.CANNOT_CODE:
        words += ": " + tr("found that the article cannot be coded")
    if coder.reopened:
        words += ": " + tr("is working on the article again")
    return words
