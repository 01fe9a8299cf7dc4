"""Showing where the keyboard is: a ring on rows of lists and tables, and around choices."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.ui.theme.theme import Theme

_WIDTH = 2


class RingDelegate(QStyledItemDelegate):
    """Rows as usual, with a ring around the whole current row instead of a faint box."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell, and its part of the ring."""
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, plain, index)
        view = option.widget
        if not isinstance(view, QAbstractItemView) or not view.hasFocus():
            return
        if view.currentIndex().row() != index.row():
            return
        inset = _WIDTH / 2
        whole = QRectF(option.rect)
        ring = whole.adjusted(inset, inset, -inset, -inset)
        last = index.model().columnCount() - 1 if isinstance(view, QTableView) else 0
        painter.save()
        painter.setPen(QPen(self._theme.tokens.accent, _WIDTH, c=Qt.PenCapStyle.FlatCap))
        for y in (ring.top(), ring.bottom()):
            painter.drawLine(QPointF(whole.left(), y), QPointF(whole.right(), y))
        if index.column() == 0:
            painter.drawLine(ring.topLeft(), ring.bottomLeft())
        if index.column() >= last:
            painter.drawLine(ring.topRight(), ring.bottomRight())
        painter.restore()


def follow_row(view: QTableView) -> None:
    """Let a table paint its whole rows anew when the current one changes."""
    view.selectionModel().currentRowChanged.connect(lambda *_: view.viewport().update())


def ringed_choices(theme: Theme) -> str:
    """Return the style of radio buttons with a ring around button and words."""
    ring = f"{_WIDTH}px solid"
    return (
        f"QRadioButton {{ border: {ring} transparent; border-radius: {theme.px(5)}px;"
        f" padding: 0 {theme.px(4)}px 0 {theme.px(2)}px; }}"
        f"QRadioButton:focus {{ border: {ring} {theme.tokens.accent.name()}; }}"
    )
