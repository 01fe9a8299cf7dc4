"""The widget around a painting: arrow keys, Enter, mouse, focus, and a table for screen readers.

Qt tells assistive technology of table views as tables, with the heads of rows and columns; so a
chart is one, whose cells lie where the painting has them.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView, QWidget

from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.painting import ChartTable, Marks, Painting
from annotator.ui.widgets.inspector.roving_focus import is_enter

_NOTHING = ChartTable((), (), ())
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
          Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip


class ChartModel(HeadedTableModel):
    """A chart's cells in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = _NOTHING

    def show_table(self, table: ChartTable) -> None:
        """Show these cells."""
        self.beginResetModel()
        self._table = table
        self._heads = table.columns
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._table.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says."""
        if not index.isValid() or role not in _WORDS:
            return None
        return self._table.cells[index.row()][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heads of rows and columns."""
        if orientation is Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return self._table.rows[section]
        return super().headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass by where there is no cell."""
        there = index.isValid() and self._table.cells[index.row()][index.column()] is not None
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if there else Qt.ItemFlag.NoItemFlags


class ChartView(QTableView):
    """Shows one painting; arrows move in it, Enter and double click open a cell."""

    cell_chosen = Signal(int, int)
    """The person went to another cell, or pressed the mouse on the current one."""
    cell_opened = Signal(int, int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.painting: Painting | None = None
        self._under_mouse: tuple[int, int] | None = None
        self._told = True
        self.chart = ChartModel(self)
        self.setModel(self.chart)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
        self.setStyleSheet("QTableView { border: none; background: transparent; }")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)

    def show_painting(
        self, painting: Painting | None, current: tuple[int, int] | None = None
    ) -> None:
        """Show a painting, with a cell current that the person need not be told of."""
        had = self.current if current is None else current
        if had is None and self.hasFocus():
            had = (0, 0)
        self.painting = painting
        self._under_mouse = None
        self.chart.show_table(painting.table() if painting is not None else _NOTHING)
        self._told = False
        self.setCurrentIndex(self._nearest(had))
        self._told = True
        self.updateGeometry()
        self.viewport().update()

    def leave_cell(self) -> None:
        """Mark no cell; the next arrow key leads to the first one."""
        self.setCurrentIndex(QModelIndex())

    @property
    def current(self) -> tuple[int, int] | None:
        """Return row and column of the current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def sizeHint(self) -> QSize:
        """Return the room in which all can be read."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which all can be read."""
        if self.painting is None:
            return QSize(self._theme.px(40), self._theme.px(40))
        return self.painting.least_size().toSize() + QSize(2, 2)

    # Where the cells are: as the painting has it, not as a table's rows and columns would

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Return a cell's place."""
        if self.painting is None or not index.isValid():
            return QRect()
        rect = self.painting.cell_rect(index.row(), index.column(), self._room())
        return rect.toAlignedRect()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Return the cell at a place."""
        if self.painting is not None:
            for row in range(self.chart.rowCount()):
                for column in range(self.chart.columnCount()):
                    rect = self.painting.cell_rect(row, column, self._room())
                    if rect.contains(QPointF(pos)):
                        return self.chart.index(row, column)
        return QModelIndex()

    def scrollTo(
        self,
        _index: QModelIndex | QPersistentModelIndex,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll nothing: a chart is in sight as a whole; the page around it scrolls."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return the cell to which a key leads, past those that are none."""
        steps = _STEPS.get(action)
        here = self.current
        if here is None:
            return self._nearest((0, 0))
        if steps is None:
            last = self.chart.columnCount() - 1
            ends = {
                QAbstractItemView.CursorAction.MoveHome: (here[0], 0),
                QAbstractItemView.CursorAction.MoveEnd: (here[0], last),
            }
            return self._nearest(ends.get(action, here), row=here[0])
        row, column = here
        if self.isRightToLeft():
            steps = (steps[0], -steps[1])
        while True:
            row, column = row + steps[0], column + steps[1]
            index = self.chart.index(row, column)
            if not index.isValid():
                return self.currentIndex()
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                return index

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint anew and tell."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self._told and current.isValid():
            self.cell_chosen.emit(current.row(), current.column())

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart."""
        if self.painting is not None:
            painter = QPainter(self.viewport())
            marks = Marks(self.current, self.hasFocus(), self._under_mouse)
            self.painting.paint(painter, self._room(), marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell on Enter; leave letters to the window."""
        if is_enter(event) and self.current is not None:
            self.cell_opened.emit(*self.current)
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell; the current one, too, whose contents may have been put away since."""
        before = self.current
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and before == (index.row(), index.column()):
            self.cell_chosen.emit(*before)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a cell."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.cell_opened.emit(index.row(), index.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which cell is under the mouse."""
        index = self.indexAt(event.position().toPoint())
        there = index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        self._set_under_mouse((index.row(), index.column()) if there else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin in the first cell."""
        if self.current is None:
            self.setCurrentIndex(self._nearest((0, 0)))
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint without the ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _set_under_mouse(self, cell: tuple[int, int] | None) -> None:
        if cell != self._under_mouse:
            self._under_mouse = cell
            self.viewport().update()

    def _room(self) -> QRectF:
        return QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)

    def _nearest(self, cell: tuple[int, int] | None, row: int | None = None) -> QModelIndex:
        """Return a cell, else the nearest in its row (or anywhere) that is one."""
        if cell is None:
            return QModelIndex()
        cells = [
            (at, to)
            for at in range(self.chart.rowCount())
            for to in range(self.chart.columnCount())
            if (row is None or at == row)
            and self.chart.index(at, to).flags() & Qt.ItemFlag.ItemIsEnabled
        ]
        if not cells:
            return QModelIndex()
        found = min(cells, key=lambda one: (abs(one[0] - cell[0]), abs(one[1] - cell[1])))
        return self.chart.index(*found)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.viewport().update()


_STEPS = {
    QAbstractItemView.CursorAction.MoveUp: (-1, 0),
    QAbstractItemView.CursorAction.MoveDown: (1, 0),
    QAbstractItemView.CursorAction.MoveLeft: (0, -1),
    QAbstractItemView.CursorAction.MoveRight: (0, 1),
}
