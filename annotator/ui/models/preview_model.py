"""The first rows of an export as a table, values with their shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from annotator.domain.codebook import Value
from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme import Theme
from annotator.ui.theme.glyphs import value_icon

_SHOWN = 400
"""Characters of a cell; the rest could not be read in a table."""


class PreviewModel(HeadedTableModel):
    """Shows cells as they will be written."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[Sequence[str]] = ()
        self._column = ""
        self._values: Mapping[str, Value] = {}
        theme.changed.connect(self._repaint)

    def mark(self, column: str, values: Mapping[str, Value]) -> None:
        """Show the shape of these values, by their keys, in the column of this name."""
        self._column, self._values = column, values

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows under these heads."""
        self.beginResetModel()
        self._heads, self._rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            line = " ".join(words.split())
            return line if len(line) <= _SHOWN else line[:_SHOWN] + " …"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words[:_SHOWN]
        if role == Qt.ItemDataRole.DecorationRole and self._heads[index.column()] == self._column:
            value = self._values.get(words)
            return value_icon(value, self._theme, 10) if value is not None else None
        return None

    def _repaint(self) -> None:
        if self._rows:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
