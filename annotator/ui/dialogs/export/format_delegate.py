"""Rows of the list of formats: a radio button, label and ending, and what it is for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.shipped import resources_folder
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import BODY, CAPTION, SECONDARY
from annotator.ui.widgets.two_line_delegate import TwoLineDelegate

ENDING = Qt.ItemDataRole.UserRole + 1
PURPOSE = Qt.ItemDataRole.UserRole + 2
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FormatDelegate(TwoLineDelegate):
    """The first line is the display role with the ending, the second the purpose."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, PURPOSE, parent)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        px = self._theme.px
        rect = QRect(option.rect).adjusted(px(6), 1, -px(6), -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, QRectF(rect), option)
        inner = QRectF(rect).adjusted(px(10), px(5), -px(8), -px(5))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        half = inner.height() / 2
        side = px(16)
        radio = QRect(round(inner.left()), round(inner.top() + (half - side) / 2), side, side)
        mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
        _radio(chosen, self._theme.dark).paint(painter, radio, mode=mode)
        words = inner.adjusted(side + px(9), 0, 0, 0)
        self._paint_words(painter, words, index, enabled=enabled)
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        room: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        *,
        enabled: bool,
    ) -> None:
        tokens, half = self._theme.tokens, room.height() / 2
        bold = self._theme.font(BODY, QFont.Weight.DemiBold)
        small = self._theme.font(CAPTION)
        second = self._theme.font(SECONDARY)
        ending = str(index.data(ENDING))
        gap = self._theme.px(6)
        taken = QFontMetricsF(small).horizontalAdvance(ending) + gap if ending else 0.0
        metrics = QFontMetricsF(bold)
        if metrics.horizontalAdvance(str(index.data())) + taken > room.width():
            # The name is worth more than its ending.
            ending, taken = "", 0.0
        label = metrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width() - taken
        )
        first = QRectF(room.left(), room.top(), room.width(), half)
        painter.setFont(bold)
        painter.setPen(tokens.text1 if enabled else tokens.text3)
        painter.drawText(first, _LEFT, label)
        painter.setFont(small)
        painter.setPen(tokens.text3)
        painter.drawText(
            first.adjusted(metrics.horizontalAdvance(label) + gap, 0, 0, 0), _LEFT, ending
        )
        painter.setFont(second)
        painter.setPen(tokens.text2 if enabled else tokens.text3)
        purpose = QFontMetricsF(second).elidedText(
            str(index.data(PURPOSE)), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(first.translated(0, half), _LEFT, purpose)


@cache
def _radio(checked: bool, dark: bool) -> QIcon:
    name = f"radio{'-checked' if checked else ''}-{'dark' if dark else 'light'}.svg"
    return QIcon(str(resources_folder() / "icons" / "controls" / name))
