"""How a row of "In this article" is painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.codebook import Glyph
from annotator.ui.icons import icon
from annotator.ui.models.attribution_list_model import ROW_ROLE, AttributionRow
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.glyphs import paint_glyph
from annotator.ui.theme.theme import Theme
from annotator.words import tr

_SPEAKER_SHARE = 0.45
"""The most that a speaker's name gets of a line that doesn't hold all."""
_MOST_BARS = 5
_NARROW = 290
"""Below this width, in pixels at a text scale of 1, the words go below the name."""


class AttributionDelegate(QStyledItemDelegate):
    """Number, glyph, speaker, words, the secondary value as bars, flag or what is missing."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row: one line, or two in a narrow list."""
        view = option.widget
        lines = 2 if view is not None and self._narrow(view.width()) else 1
        return QSize(self._theme.px(160), self._theme.px(30 if lines == 1 else 44))

    def _narrow(self, width: int) -> bool:
        return width < self._theme.px(_NARROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row: AttributionRow = index.data(ROW_ROLE)
        px, tokens = self._theme.px, self._theme.tokens
        rect = QRect(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(rect, tokens.selected_row)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setFont(self._theme.font(SECONDARY))
        painter.setPen(tokens.text3)
        at = QRect(rect.left() + px(10), rect.top(), px(20), rect.height())
        painter.drawText(
            at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(row.number)
        )
        self._paint_value(painter, row, rect.left() + px(38), rect.center().y() + 1)
        right = self._paint_marks(painter, row, rect)
        words = QRect(rect.left() + px(56), rect.top(), 0, rect.height())
        words.setRight(right - px(8))
        if self._narrow(rect.width()):
            self._paint_two_lines(painter, row, words, bold=selected)
        else:
            self._paint_words(painter, row, words, bold=selected)
        painter.restore()

    def _paint_value(self, painter: QPainter, row: AttributionRow, left: int, middle: int) -> None:
        side = self._theme.px(10)
        place = QRectF(left, middle - side / 2, side, side)
        colours = self._theme.tokens.colours_of(row.value)
        if row.value is None:
            pen = QPen(colours.strong, 1.2)
            pen.setDashPattern([2.2, 1.6])
            painter.setPen(pen)
            painter.drawRect(place)
        else:
            paint_glyph(painter, row.value.glyph or Glyph.SQUARE, place, colours.strong)

    def _paint_marks(self, painter: QPainter, row: AttributionRow, rect: QRect) -> int:
        """Paint bars, flag and warning from the right; return where they begin."""
        px, tokens = self._theme.px, self._theme.tokens
        right = rect.right() - px(12)
        if row.steps:
            right = self._paint_bars(painter, row, right, rect.center().y() + 1)
        for shown, name in ((row.flagged, "flag-filled"), (row.incomplete, "warning")):
            if shown:
                side = px(13)
                right -= side + px(6)
                place = QRect(right, rect.center().y() - side // 2 + 1, side, side)
                icon(name, self._theme, tokens.warning).paint(painter, place)
        return right

    def _paint_bars(self, painter: QPainter, row: AttributionRow, right: int, middle: int) -> int:
        px, tokens = self._theme.px, self._theme.tokens
        count = min(row.steps, _MOST_BARS)
        filled = -(-row.step * count // row.steps)
        width, gap, tall = px(3), px(1.5), px(11)
        left = right - count * width - (count - 1) * gap
        for bar in range(count):
            high = tall * (bar + 1.2) / (count + 0.2)
            place = QRectF(left + bar * (width + gap), middle + tall / 2 - high, width, high)
            painter.fillRect(place, tokens.text2 if bar < filled else tokens.hairline)
        return left

    def _paint_words(
        self, painter: QPainter, row: AttributionRow, rect: QRect, *, bold: bool
    ) -> None:
        tokens, gap = self._theme.tokens, self._theme.px(9)
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        name_font, font = self._theme.font(SECONDARY, weight), self._theme.font(SECONDARY)
        name = row.speaker or tr("No speaker")
        names, quotes = QFontMetricsF(name_font), QFontMetricsF(font)
        wanted = names.horizontalAdvance(name) + 1
        rest = quotes.horizontalAdvance(row.quote) + 1
        room = rect.width()
        if wanted + gap + rest > room:
            wanted = min(wanted, max(room * _SPEAKER_SHARE, room - gap - rest))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(name_font)
        painter.setPen(tokens.text1 if row.speaker else tokens.text3)
        painter.drawText(
            QRectF(rect.left(), rect.top(), wanted + 1, rect.height()),
            align,
            names.elidedText(name, Qt.TextElideMode.ElideRight, wanted),
        )
        painter.setFont(font)
        painter.setPen(tokens.text3 if not bold else tokens.text2)
        left = rect.left() + wanted + gap
        place = QRectF(left, rect.top(), max(0.0, rect.right() - left), rect.height())
        painter.drawText(
            place, align, quotes.elidedText(row.quote, Qt.TextElideMode.ElideRight, place.width())
        )

    def _paint_two_lines(
        self, painter: QPainter, row: AttributionRow, rect: QRect, *, bold: bool
    ) -> None:
        tokens, half = self._theme.tokens, rect.height() // 2
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        above = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        name_ink = tokens.text1 if row.speaker else tokens.text3
        name = row.speaker or tr("No speaker")
        for words, font, ink, align, top in (
            (name, self._theme.font(SECONDARY, weight), name_ink, below, rect.top()),
            (row.quote, self._theme.font(SECONDARY), tokens.text3, above, rect.top() + half),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(QRect(rect.left(), top, rect.width(), half), align, shown)
