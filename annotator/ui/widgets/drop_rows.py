"""Rows of drop-down lists: roomy, and the one that the keyboard is on filled and ringed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import BODY

_ROW = 28


def offer_rows(box: QComboBox, theme: Theme) -> None:
    """Let a drop-down list have such rows, whether its words can be typed or only chosen."""
    box.setItemDelegate(DropRows(theme, box))


class DropRows(QStyledItemDelegate):
    """A tick stands before what is chosen now."""

    def __init__(self, theme: Theme, box: QComboBox) -> None:
        super().__init__(box)
        self._theme = theme
        self._box = box

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a row's height, and the width of its words with the tick's column."""
        px = self._theme.px
        words = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(words + px(44), px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        px, tokens = self._theme.px, self._theme.tokens
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, tokens.surface)
        if option.state & QStyle.StateFlag.State_Selected:
            inner = rect.adjusted(2, 1, -2, -1)
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(tokens.selected_row)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), px(4), px(4))
        painter.setPen(tokens.text1)
        painter.setFont(self._theme.font(BODY))
        if index.data() and index.data() == self._box.currentText():
            side = px(16)
            top = option.rect.top() + (option.rect.height() - side) // 2
            place = QRect(option.rect.left() + px(6), top, side, side)
            icon("check", self._theme).paint(painter, place)
        words = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, round(rect.width()) - px(32)
        )
        painter.drawText(rect.adjusted(px(26), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
