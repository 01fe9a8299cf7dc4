"""Rows of two lines: a label, and something quieter about it."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.theme.fonts import BODY, SECONDARY
from annotator.ui.theme.theme import Theme


class TwoLineDelegate(QStyledItemDelegate):
    """The first line is the display role; ``second_role`` is said when it is made."""

    def __init__(self, theme: Theme, second_role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._second_role = second_role

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two lines."""
        return QSize(self._theme.px(160), self._theme.px(48))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        px, tokens = self._theme.px, self._theme.tokens
        rect = QRect(option.rect).adjusted(px(6), 1, -px(6), -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, QRectF(rect), option)
        inner = QRectF(rect).adjusted(px(10), px(5), -px(10), -px(5))
        half = inner.height() / 2
        lines = (
            (index.data(), self._theme.font(BODY, QFont.Weight.DemiBold), tokens.text1, 0.0),
            (index.data(self._second_role), self._theme.font(SECONDARY), tokens.text2, half),
        )
        for words, font, colour, down in lines:
            painter.setFont(font)
            painter.setPen(colour)
            shown = QFontMetricsF(font).elidedText(
                str(words), Qt.TextElideMode.ElideRight, inner.width()
            )
            place = QRectF(inner.left(), inner.top() + down, inner.width(), half)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
            )
        painter.restore()

    def paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        """Paint what shows that a row is chosen, and that it has the focus."""
        px, tokens = self._theme.px, self._theme.tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selected_row)
            painter.drawRoundedRect(rect, px(5), px(5))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), px(5), px(5))
