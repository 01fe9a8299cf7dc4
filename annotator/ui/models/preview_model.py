"""The first lines of an export as a table: cells for tables, whole lines for the rest."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.words import tr

_LINE_SHOWN = 400
_DELIMITERS = {".csv": ",", ".tsv": "\t"}


class PreviewModel(HeadedTableModel):
    """Shows lines as they will be written."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[str]] = []

    def show_lines(self, lines: Sequence[str], ending: str) -> None:
        """Show these lines of a file with this ending."""
        self.beginResetModel()
        delimiter = _DELIMITERS.get(ending)
        if delimiter and lines:
            table = list(csv.reader([line.lstrip("\ufeff") for line in lines], delimiter=delimiter))
            self._heads, self._rows = table[0], table[1:]
        else:
            self._heads = [tr("Lines of the file")]
            self._rows = [[_shortened(line)] for line in lines]
        self.endResetModel()

    @property
    def is_table(self) -> bool:
        """Tell whether there are several columns."""
        return len(self._heads) > 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self._rows[index.row()]
            return row[index.column()] if index.column() < len(row) else ""
        return None


def _shortened(line: str) -> str:
    return line if len(line) <= _LINE_SHOWN else line[:_LINE_SHOWN] + " …"
