"""The figures as a table: by attribute, measure, object, origin, round, batch, and drift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QWidget,
)

from annotator.ui.dialogs.report_table import dress, fit_rows
from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.pane import Pane
from annotator.ui.widgets.agreement.tab_row import TabRow
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr

_LONG = 22
"""Characters from which a cell's words are shown below the table as well."""
_LONGEST = 190
"""Width beyond which a column gives way to others."""
_LEAST = 128
"""Width to which a column may be narrowed: of a figure with its interval, on one line."""
_MOST_ROWS = 12
"""Rows of one line that are in sight at once; more are scrolled."""


class FiguresModel(HeadedTableModel):
    """Words in cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._heads, self.rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if index.isValid() and role in words:
            return self.rows[index.row()][index.column()]
        return None


class FiguresTable(QTableView):
    """As tall as its rows, up to a limit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figures = FiguresModel(self)
        self._anew = True
        """Whether rows are others than those that were measured."""
        self.dress_anew()
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.setAlternatingRowColors(True)
        theme.changed.connect(self.dress_anew)

    def dress_anew(self) -> None:
        """Take the theme's look."""
        self._anew = True
        header = dress(self, self.figures, self._theme, tr("Figures"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(self._theme.px(40))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._fit_columns()

    def show_rows(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows."""
        self.figures.show_rows(heads, rows)
        self._anew = True
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give every column what its words need; where there is too little room, long words wrap.

        The widest columns give way first. What is left over goes to the first one.
        """
        count, room = self.figures.columnCount(), self.viewport().width()
        if not count:
            return
        header, most = self.horizontalHeader(), self._theme.px(_LONGEST)
        needed = [
            max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in range(count)
        ]
        widths = [min(one, most) for one in needed]
        least = self._theme.px(_LEAST)
        if sum(widths) > room:
            caps = range(least, max(*widths, least) + 1)
            cap = max(
                (one for one in caps if sum(min(wide, one) for wide in widths) <= room),
                default=least,
            )
            widths = [min(wide, cap) for wide in widths]
        for at in range(count):
            spare = room - sum(widths)
            if spare > 0:
                widths[at] += min(spare, needed[at] - widths[at])
        widths[0] += max(0, room - sum(widths))
        if widths == [self.columnWidth(at) for at in range(count)] and not self._anew:
            return
        self._anew = False
        for at, wide in enumerate(widths):
            self.setColumnWidth(at, wide)
        fit_rows(self, self._theme)
        self.setMaximumHeight(self._high())
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return room for the rows, up to a limit."""
        most = self._framed(_MOST_ROWS * self._theme.px(30))
        return QSize(self._theme.px(240), min(most, self._high()))

    def _high(self) -> int:
        """Return the height of all rows, as they are wrapped."""
        return self._framed(max(self._theme.px(30), self.verticalHeader().length()))

    def _framed(self, rows: int) -> int:
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        return head + rows + bar + 4

    def sizeHint(self) -> QSize:
        """Return the same."""
        return self.minimumSizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew with other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


class BreakdownPane(Pane):
    """Tabs above a table."""

    kind_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Figures in detail"), theme, parent)
        self.tabs = TabRow(tr("Break down"), theme, self)
        self.tabs.chosen.connect(self.kind_chosen)
        self.table = FiguresTable(theme, self)
        self.note = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.note.setWordWrap(True)
        self._below = ""
        self.add(self.tabs)
        self.add(self.note)
        # What the row has to spare shows more rows, until all are there.
        self.add(self.table, 1000)
        self.add(QWidget(self), 1)
        self.table.selectionModel().currentChanged.connect(self._show_whole)

    def _show_whole(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Show below the table what may be cut off in its cell."""
        words = str(current.data()) if current.isValid() else ""
        shown = (words if len(words) > _LONG else "", self._below)
        self.set_foot("\n".join(one for one in shown if one))

    def show_table(
        self,
        heads: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        empty: str,
        name: str,
        below: str = "",
    ) -> None:
        """Show a table with words below it; where it has no rows, say so."""
        self._below = below
        self.table.show_rows(heads, rows)
        self.table.setAccessibleName(name)
        self.table.setVisible(bool(rows))
        self.note.setText(empty)
        self.note.setVisible(not rows)
        self.set_foot(below)
