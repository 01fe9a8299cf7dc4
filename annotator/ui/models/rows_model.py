"""A short table of words: each row stands for something, and says it in a few cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from annotator.ui.models.headed_table_model import HeadedTableModel, Index


class RowsModel(HeadedTableModel):
    """Shows rows that are given as a whole; the first cell's tooltip is the cell itself."""

    def __init__(
        self, heads: Sequence[str], parent: QObject | None = None, *, numbers_from: int = 1_000
    ) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._numbers_from = numbers_from
        self._rows: tuple[tuple[object, tuple[str, ...]], ...] = ()

    def show_rows(self, rows: Sequence[tuple[object, tuple[str, ...]]]) -> None:
        """Show these: what each stands for, and its cells."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def subject(self, row: int) -> object | None:
        """Return what a row stands for; None where there is no such row."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def cells(self) -> list[tuple[str, ...]]:
        """Return the words of all rows."""
        return [cells for _, cells in self._rows]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self._rows[index.row()][1][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= self._numbers_from:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heads of the columns, those of numbers at the right as well."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= self._numbers_from:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)
