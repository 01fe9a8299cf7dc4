"""Paints one article of the queue: state, title in two lines, outlet and day, count, flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.annotation_sets import SetState
from annotator.ui.icons import icon
from annotator.ui.models.queue_model import ROW_ROLE, SEPARATOR, isolated, origin_words
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import BODY, CAPTION, SECONDARY

if TYPE_CHECKING:
    from annotator.services.queue import QueueRow

_TITLE_LINES = 2
_ICONS = {
    SetState.TO_DO: "circle",
    SetState.IN_PROGRESS: "half-circle",
    SetState.DONE: "check-circle-filled",
    SetState.CANNOT_CODE: "close",
}


class QueueDelegate(QStyledItemDelegate):
    """All rows are equally high: lists of a million articles need that."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return two lines of title, one of origin, and room around."""
        title = QFontMetrics(self._theme.font(BODY)).height()
        origin = QFontMetrics(self._theme.font(SECONDARY)).height()
        height = _TITLE_LINES * title + origin + self._theme.px(18)
        return QSize(option.rect.width(), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row."""
        row: QueueRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        theme, tokens = self._theme, self._theme.tokens
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(area).adjusted(theme.px(6), 1, -theme.px(6), -1)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selected_row if selected else tokens.window)
            painter.drawRoundedRect(inner, theme.px(5), theme.px(5))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), theme.px(5), theme.px(5))

        side = theme.px(14)
        left, top = int(inner.left()) + theme.px(7), int(inner.top()) + theme.px(8)
        line = QFontMetrics(theme.font(BODY)).height()
        self._state_icon(row, selected).paint(
            painter, QRect(left, top + (line - side) // 2, side, side)
        )
        text_left = left + side + theme.px(8)
        width = int(inner.right()) - theme.px(10) - text_left
        weight = QFont.Weight.DemiBold if selected else QFont.Weight.Normal
        bottom = self._title(painter, row.title, QRect(text_left, top, width, line * 2), weight)
        self._origin(painter, row, QRect(text_left, bottom + theme.px(2), width, line), selected)
        painter.restore()

    def _state_icon(self, row: QueueRow, selected: bool):  # type: ignore[no-untyped-def]
        tokens = self._theme.tokens
        colour = tokens.text3
        if row.state is SetState.DONE:
            colour = tokens.ok
        elif row.state is SetState.IN_PROGRESS or selected:
            colour = tokens.accent
        return icon(_ICONS[row.state], self._theme, colour)

    def _title(self, painter: QPainter, title: str, area: QRect, weight: QFont.Weight) -> int:
        """Paint up to two lines, the second shortened; return where they end."""
        font = self._theme.font(BODY, weight)
        metrics = QFontMetrics(font)
        painter.setPen(self._theme.tokens.text1)
        layout = QTextLayout(title, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = area.top()
        for number in range(_TITLE_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(area.width())
            start, end = line.textStart(), line.textStart() + line.textLength()
            if number == _TITLE_LINES - 1 and end < len(title):
                rest = metrics.elidedText(title[start:], Qt.TextElideMode.ElideRight, area.width())
                painter.setFont(font)
                painter.drawText(QPointF(area.left(), y + metrics.ascent()), rest)
            else:
                line.setPosition(QPointF(0, 0))
                line.draw(painter, QPointF(area.left(), y))
            y += metrics.height()
        layout.endLayout()
        return y

    def _origin(self, painter: QPainter, row: QueueRow, area: QRect, selected: bool) -> None:
        theme, tokens = self._theme, self._theme.tokens
        right = area.right()
        if row.attribution_count:
            right = self._badge(painter, str(row.attribution_count), right, area, selected)
        if row.flagged:
            side = theme.px(14)
            place = QRect(right - side, area.top() + (area.height() - side) // 2, side, side)
            icon("flag-filled", theme, tokens.warning).paint(painter, place)
            right -= side + theme.px(6)
        font = theme.font(SECONDARY)
        painter.setFont(font)
        painter.setPen(tokens.text2)
        words = fitting_origin(*origin_words(row), QFontMetrics(font), right - area.left())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _badge(self, painter: QPainter, words: str, right: int, area: QRect, selected: bool) -> int:
        """Paint a count at the right; return where the room left of it ends."""
        theme, tokens = self._theme, self._theme.tokens
        font = theme.font(CAPTION)
        metrics = QFontMetrics(font)
        width = max(theme.px(20), metrics.horizontalAdvance(words) + theme.px(10))
        height = metrics.height() + theme.px(2)
        place = QRect(right - width, area.top() + (area.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface if selected else tokens.window)
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(tokens.text2)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        return place.left() - theme.px(6)


def fitting_origin(outlet: str, day: str, metrics: QFontMetrics, room: int) -> str:
    """Return outlet and day in ``room`` pixels: the outlet is shortened first, the day last."""
    if not outlet or not day:
        outlet = isolated(outlet)
        return metrics.elidedText(outlet or day, Qt.TextElideMode.ElideRight, room)
    tail = SEPARATOR + day
    left = room - metrics.horizontalAdvance(tail)
    shown = metrics.elidedText(outlet, Qt.TextElideMode.ElideRight, max(0, left))
    if len(shown) > 1:
        return isolated(shown) + tail
    return metrics.elidedText(day, Qt.TextElideMode.ElideRight, room)
