"""The lower part of the dialog: the first rows as table or as file, and afterwards the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import Codebook
from annotator.ui.dialogs.dialog_parts import caption
from annotator.ui.dialogs.export.export_words import outcome_words, rows_words
from annotator.ui.dialogs.export.report_page import ReportPage
from annotator.ui.models.preview_model import PreviewModel
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.widgets.agreement.tab_row import TabRow
from annotator.ui.widgets.ellipsis_label import EllipsisLabel
from annotator.ui.widgets.focus_ring import RingDelegate, follow_row
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.export_report import ExportReport, Preview
    from annotator.services.interchange.importing import FormatInfo

_ROW = 28
_ROWS = 5
_WIDEST_CELL = 240
_WIDEST_MARK = 84
_MARKS = ("_id", "digest", "sha256", "url")
"""Ends of the names of columns that nobody reads word for word."""
_LINE_SHOWN = 2_000
"""Characters of a line of the file."""
_TABLE, _FILE, _REPORT = "table", "file", "report"


class PreviewPane(QWidget):
    """Table and file show the same rows; a report is there from the first export on."""

    def __init__(self, codebook: Codebook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = PreviewModel(theme, self)
        primary = codebook.primary
        self.model.mark(primary.key, {one.key: one for one in primary.values})
        self.table = QTableView(self)
        self.raw = QPlainTextEdit(self)
        self.report = ReportPage(theme, self)
        self.tabs = TabRow(tr("Preview as"), theme, self)
        self.about = EllipsisLabel(self)
        self.about.setProperty("kind", "secondary")
        self._room = 0
        """Pixels of height; 0 before any was given."""
        self._about_preview = ""
        self._about_report = ""
        self._shown = _TABLE
        self._pages = QStackedWidget(self)
        for page in (self.table, self.raw, self.report):
            self._pages.addWidget(page)
        self._dress()
        self._head = caption(tr("Preview"), self, self.table)
        self._head.setProperty("kind", "section")
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self._head)
        head.addWidget(self.about, 1)
        head.addWidget(self.tabs)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(6))
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.tabs.chosen.connect(self.turn_to)
        self._has_report = False
        self._fill_tabs()
        self.turn_to(_TABLE)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches now, in order."""
        return (*self.tabs.buttons, self.table, self.raw, self.report)

    def show_preview(self, preview: Preview, *, as_coded: bool, as_table: bool) -> None:
        """Show the first rows and lines.

        ``as_coded``: every attribution has one row; ``as_table``: such rows are what is written.
        """
        self.model.show_rows(preview.columns, preview.rows)
        self.table.resizeColumnsToContents()
        for at, name in enumerate(preview.columns):
            most = self._theme.px(_WIDEST_MARK if name.endswith(_MARKS) else _WIDEST_CELL)
            wide = self.table.columnWidth(at) + self._theme.px(8)
            self.table.setColumnWidth(at, min(wide, most))
        lines = (one[:_LINE_SHOWN] for one in preview.lines)
        named = f"{preview.file}\n" if preview.file else ""
        words = named + "\n".join(lines)
        self.raw.setPlainText(words if preview.lines else tr("This file is not made of text."))
        self._tell(rows_words(preview, as_coded=as_coded, as_table=as_table))

    def show_nothing(self, why: str) -> None:
        """Show why there is no preview."""
        self.model.show_rows((), ())
        self.raw.setPlainText("")
        self._tell(why)

    def show_report(self, report: ExportReport, one: FormatInfo) -> None:
        """Show what came of an export."""
        self.report.show_report(report, one)
        self._about_report = outcome_words(report)
        self._has_report = True
        self._fill_tabs()
        self.turn_to(_REPORT)

    def turn_to(self, key: object) -> None:
        """Show the table, the file or the report."""
        self._shown = str(key)
        pages: dict[str, QWidget] = {_TABLE: self.table, _FILE: self.raw, _REPORT: self.report}
        self._pages.setCurrentWidget(pages[self._shown])
        in_report = self._shown == _REPORT
        self._head.setText(tr("Report") if in_report else tr("Preview"))
        self.about.setText("" if in_report else self._about_preview)
        self._fill_tabs()

    def leave_report(self) -> None:
        """Show the preview again: something else is to be exported."""
        if self._shown == _REPORT:
            self.turn_to(_TABLE)

    def forget_report(self) -> None:
        """Show the preview again, and no report: another export begins."""
        self._has_report = False
        self.leave_report()
        self._fill_tabs()

    def take_room(self, high: int) -> None:
        """Be so high at most, though not lower than head and a row, nor higher than the rows."""
        margins, row = self._column.contentsMargins(), self._theme.px(_ROW)
        head = max(self.tabs.sizeHint().height(), self._head.sizeHint().height())
        around = head + margins.top() + margins.bottom() + self._column.spacing()
        least = around + self.table.horizontalHeader().sizeHint().height() + row
        most = around + row * (_ROWS + 2)
        self._room = max(least, min(high, most))
        self.setMinimumHeight(least)
        self.setMaximumHeight(self._room)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that was given."""
        return QSize(super().sizeHint().width(), self._room or super().sizeHint().height())

    def _tell(self, words: str) -> None:
        self._about_preview = words
        if self._shown != _REPORT:
            self.about.setText(words)

    def _fill_tabs(self) -> None:
        tabs = [(_TABLE, tr("Table")), (_FILE, tr("Raw file"))]
        if self._has_report:
            tabs.append((_REPORT, tr("Report")))
        self.tabs.show_tabs(tabs, self._shown)

    def _dress(self) -> None:
        theme, table = self._theme, self.table
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.horizontalHeader().setAccessibleName(tr("Columns"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        padding = f"{theme.px(4)}px"
        table.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding: {padding}; }}")
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setItemDelegate(RingDelegate(theme, table))
        follow_row(table)
        for page in (table, self.raw, self.report):
            page.setMinimumHeight(0)
        self._pages.setMinimumHeight(1)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(SECONDARY))
        self.raw.setFont(font)
        self.raw.setReadOnly(True)
        self.raw.setTabChangesFocus(True)
        self.raw.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.raw.setAccessibleName(tr("Preview, raw file"))
