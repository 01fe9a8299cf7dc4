"""A table of a few rows in a dialog: whole rows, wrapped words, Tab leaves it."""

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from annotator.shipped import resources_folder
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import RingDelegate, follow_row
from annotator.words import tr


def dress(table: QTableView, model: QAbstractItemModel, theme: Theme, name: str) -> QHeaderView:
    """Give a table its model, its look and its accessible name; return its head."""
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setItemDelegate(RingDelegate(theme, table))
    follow_row(table)
    table.setIconSize(QSize(theme.px(16), theme.px(16)))
    table.setAccessibleName(name)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(theme.px(26))
    table.verticalHeader().setDefaultSectionSize(theme.px(30))
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setAccessibleName(tr("Heads of the columns"))
    header.setStretchLastSection(True)
    folder = (resources_folder() / "icons" / "controls").as_posix()
    look = "dark" if theme.dark else "light"
    side, pad = theme.px(16), theme.px(4)
    table.setStyleSheet(
        f"QHeaderView::section {{ padding: {pad}px {pad}px; }}"
        f"QTableView::indicator {{ width: {side}px; height: {side}px; }}"
        f"QTableView::indicator:unchecked {{ image: url({folder}/box-{look}.svg); }}"
        f"QTableView::indicator:checked {{ image: url({folder}/box-checked-{look}.svg); }}"
    )
    return header


def fit_rows(table: QTableView, theme: Theme) -> None:
    """Give rows the height that their wrapped words need, with some air."""
    table.resizeRowsToContents()
    rows = table.model().rowCount() if table.model() else 0
    for row in range(min(rows, _MEASURED_ROWS)):
        table.setRowHeight(row, table.rowHeight(row) + theme.px(8))


_MEASURED_ROWS = 300
"""Beyond that many rows their heights are not measured one by one."""


class TypedTable(QTableView):
    """A table whose cells are typed in: Enter ends that, and does no more."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what the cell's field left over from the dialog's main button."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.state() is QTableView.State.EditingState:
            event.accept()
            return
        super().keyPressEvent(event)
