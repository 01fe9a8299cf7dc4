"""Import: choose files, see what would come in, bring it in, read the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.background_work import BackgroundWork
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    foot,
    line,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.look_ahead import LookAhead
from annotator.ui.dialogs.progress_row import ProgressRow
from annotator.ui.error_words import explain
from annotator.ui.models.import_outcome_model import ImportOutcomeModel, summary_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.drop_area import DropArea
from annotator.ui.widgets.dropped_paths import dropped_paths
from annotator.ui.widgets.focus_ring import RingDelegate, follow_row
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.import_report import ImportReport
    from annotator.ui.open_project import OpenProject


class ImportDialog(FittedDialog):
    """Looks first (nothing is written), then imports; the table serves both."""

    imported = Signal(object)
    """Carries the `ImportReport` of what was done."""

    def __init__(
        self,
        opened: OpenProject,
        theme: Theme,
        paths: tuple[Path, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._paths: tuple[Path, ...] = ()
        self.report: ImportReport | None = None
        self.setWindowTitle(tr("Import articles"))
        self.setAcceptDrops(True)
        self._look = LookAhead(self)
        self._look.found.connect(self._show_look)
        self._look.failed.connect(self._fail)
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._show_report)
        self._work.failed.connect(self._fail)
        self._title = title(tr("Import articles"), self)
        self.summary = explanation("", self)
        self.format = StillComboBox(self)
        self.model = ImportOutcomeModel(theme, self)
        self.table = QTableView(self)
        self._drop = DropArea(
            tr("Drag articles here"),
            tr("Text files, JSON Lines or a whole folder. Nothing is changed before you import."),
            theme,
            self,
        )
        self._drop.dropped.connect(self.add_paths)
        self._drop.choose_wanted.connect(self._choose_files)
        self._stack = QStackedWidget(self)
        self.start = primary_button(tr("Import"), self)
        self.start.clicked.connect(self.begin)
        self._cancel = QPushButton(tr("Cancel"), self)
        self._cancel.clicked.connect(self.reject)
        self.progress = ProgressRow(self)
        self.progress.stop_wanted.connect(self._work.stop)
        self._work.progressed.connect(self.progress.show_progress)
        self._foot = foot(self, self._cancel, self.start)
        self._build(theme)
        self.resize(theme.px(760), theme.px(520))
        self.add_paths(paths)

    def add_paths(self, paths: tuple[Path, ...]) -> None:
        """Add files and folders, and look at what they would bring in; Enter then imports."""
        known = set(self._paths)
        self._paths += tuple(one for one in paths if one not in known)
        self._look_now()
        if not self._paths:
            self._drop.button.setFocus()
        elif paths:
            self.start.setFocus()

    def begin(self) -> None:
        """Import what was chosen."""
        from annotator.services.interchange.importing import import_paths

        self._look.stop_and_wait()
        opened, paths, chosen = self._opened, self._paths, self.format.currentData()
        self._show_running(running=True)
        self.progress.begin(tr("Importing …"))
        self._work.start(
            lambda progress, cancelled: import_paths(
                opened.project,
                opened.widest,
                paths,
                format=chosen,
                progress=progress,
                cancelled=cancelled,
            )
        )

    def reject(self) -> None:
        """Close, unless the import is running: then stop it first."""
        if self._work.running:
            self._work.stop()
            return
        self._look.stop_and_wait()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave no work behind."""
        self._look.stop_and_wait()
        self._work.stop_and_wait()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take more files."""
        if dropped_paths(event.mimeData()) and self.report is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them."""
        event.acceptProposedAction()
        self.add_paths(dropped_paths(event.mimeData()))

    def _build(self, theme: Theme) -> None:
        from annotator.services.interchange.importing import importable

        self.format.addItem(tr("Guess by content"), None)
        for one in importable():
            self.format.addItem(one.label, one.name)
            self.format.setItemData(self.format.count() - 1, one.description, _TOOLTIP)
        self.format.activated.connect(lambda _row: self._look_now())
        self._more = QPushButton(tr("Add files …"), self)
        self._more.clicked.connect(self._choose_files)
        self._folder = QPushButton(tr("Add a folder …"), self)
        self._folder.clicked.connect(self._choose_folder)
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setItemDelegate(RingDelegate(theme, self.table))
        follow_row(self.table)
        self.table.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.table.setAccessibleName(tr("Files"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(_LEFT)
        self.table.setStyleSheet(
            f"QHeaderView::section {{ padding: {theme.px(4)}px {theme.px(4)}px; }}"
        )
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, theme.px(230))
        self.table.setColumnWidth(1, theme.px(230))
        self._stack.addWidget(self._drop)
        self._stack.addWidget(self.table)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        self._format_caption = caption(tr("Format"), self, self.format)
        tools.addWidget(self._format_caption)
        tools.addWidget(self.format)
        tools.addStretch(1)
        tools.addWidget(self._folder)
        tools.addWidget(self._more)
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(self._title)
        inner.addWidget(self.summary)
        inner.addLayout(tools)
        inner.addWidget(self._stack, 1)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(line(self))
        layout.addWidget(self.progress)
        layout.addWidget(self._foot)
        tab_order(
            self.format,
            self._folder,
            self._more,
            self._drop.button,
            self.table,
            self.progress.stop,
            self._cancel,
            self.start,
        )
        self._show_running(running=False)

    def _look_now(self) -> None:
        """Find out, without writing, what would come in; the last wish counts."""
        self.start.setEnabled(bool(self._paths))
        self._stack.setCurrentWidget(self.table if self._paths else self._drop)
        if not self._paths:
            self.summary.setText(tr("Articles are brought in with every character kept."))
            return
        from annotator.services.interchange.importing import import_paths

        opened, paths, chosen = self._opened, self._paths, self.format.currentData()
        self.summary.setText(tr("Looking …"))
        self._look.look(
            lambda progress, cancelled: import_paths(
                opened.project,
                opened.widest,
                paths,
                format=chosen,
                dry_run=True,
                progress=progress,
                cancelled=cancelled,
            )
        )

    def _show_look(self, report: ImportReport) -> None:
        if not self._work.running and self.report is None:
            self._fill(report)
            self.summary.setText(tr("This would come in: {what}.", what=summary_words(report)))

    def _show_report(self, report: ImportReport) -> None:
        self.report = report
        self._show_running(running=False)
        self._title.setText(
            tr("Import finished") if report.complete else tr("Import finished, with exceptions")
        )
        self.setWindowTitle(tr("Import report"))
        self._fill(report)
        self.summary.setText(tr("Brought in: {what}.", what=summary_words(report)))
        for widget in (
            self.format,
            self._format_caption,
            self._more,
            self._folder,
            self._cancel,
        ):
            widget.hide()
        self.start.setText(tr("Close"))
        self.start.clicked.disconnect(self.begin)
        self.start.clicked.connect(self.accept)
        if report.changes is not None:
            self._opened.hub.publish(report.changes)
        self.imported.emit(report)

    def _fail(self, error: Exception) -> None:
        self._show_running(running=False)
        if isinstance(error, Cancelled):
            self.summary.setText(tr("Stopped. What had been brought in was removed again."))
        elif isinstance(error, AnnotatorError):
            self.summary.setText(explain(error).sentence)
        else:
            raise error

    def _fill(self, report: ImportReport) -> None:
        self.model.show_report(report)
        self._stack.setCurrentWidget(self.table)
        if self.model.rowCount() < _MEASURED_ROWS:
            self.table.resizeRowsToContents()

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self._foot.setVisible(not running)
        for widget in (self.format, self._more, self._folder):
            widget.setEnabled(not running)
        if running:
            self.progress.stop.setFocus()
        elif self._paths:
            self.start.setFocus()

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Articles"))
        self.add_paths(tuple(Path(one) for one in chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of articles"))
        if chosen:
            self.add_paths((Path(chosen),))


_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_LEFT = Qt.AlignmentFlag.AlignLeft
_MEASURED_ROWS = 300
"""Beyond that many rows their heights are not measured one by one."""
