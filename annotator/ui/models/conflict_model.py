"""The two forms of one conflict side by side: what differs is marked, and comes with a sign."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QFont

from annotator.domain.entities import Entity
from annotator.ui.models.entity_words import Names, Row, rows_of, unsaid_rows
from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme import Theme
from annotator.words import tr

LABEL, STANDS, OTHER = range(3)
DIFFERS = "≠"


class ConflictModel(HeadedTableModel):
    """A row for each thing that a form says; rows that say nothing in both are left out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: tuple[tuple[str, str, str], ...] = ()
        self._heads = ("", tr("What stands"), tr("The other"))

    def show_forms(self, stands: Entity | None, other: Entity | None, names: Names) -> None:
        """Show two forms of one entity, what differs first; None empties the table."""
        self.beginResetModel()
        self.rows = compared(stands, other, names) if stands and other else ()
        self.endResetModel()

    def differs(self, row: int) -> bool:
        """Tell whether the two forms differ here."""
        return self.rows[row][STANDS] != self.rows[row][OTHER]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words; differing rows are tinted, set in bold and marked."""
        row, column = self.rows[index.row()], index.column()
        differs = self.differs(index.row())
        tokens = self._theme.tokens
        if role == Qt.ItemDataRole.DisplayRole:
            if column == LABEL:
                return f"{DIFFERS}  {row[LABEL]}" if differs else row[LABEL]
            return row[column] or "–"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = row[column] or tr("nothing")
            return tr("{what}, differs", what=words) if differs and column == LABEL else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return row[column]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(tokens.text1 if differs or column != LABEL else tokens.text2)
        if role == Qt.ItemDataRole.BackgroundRole and differs:
            return QBrush(tokens.selected_row)
        if role == Qt.ItemDataRole.FontRole and differs:
            return self._theme.font(weight=QFont.Weight.DemiBold)
        return None


def compared(stands: Entity, other: Entity, names: Names) -> tuple[tuple[str, str, str], ...]:
    """Return label and both forms' words, what differs first; nothing empty."""
    rows = _side_by_side(rows_of(stands, names), rows_of(other, names))
    if all(row[STANDS] == row[OTHER] for row in rows):
        unsaid = _side_by_side(unsaid_rows(stands), unsaid_rows(other))
        rows += [row for row in unsaid if row[STANDS] != row[OTHER]]
    said = [row for row in rows if row[STANDS] or row[OTHER]]
    return tuple(sorted(said, key=lambda row: row[STANDS] == row[OTHER]))


def _side_by_side(one: list[Row], other: list[Row]) -> list[tuple[str, str, str]]:
    mine, theirs = _numbered(one), _numbered(other)
    return [
        (place[0], mine.get(place, ""), theirs.get(place, ""))
        for place in dict.fromkeys((*mine, *theirs))
    ]


def _numbered(rows: list[Row]) -> dict[tuple[str, int], str]:
    """Return words by label and how often it came before: a codebook may use our labels, too."""
    seen: Counter[str] = Counter()
    found = {}
    for label, words in rows:
        found[label, seen[label]] = words
        seen[label] += 1
    return found
