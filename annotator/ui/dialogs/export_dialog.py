"""Export: choose format and content, see the first rows, write, and read what was checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.announcing import announce
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
from annotator.ui.dialogs.export_options_form import ExportOptionsForm
from annotator.ui.dialogs.progress_row import ProgressRow
from annotator.ui.error_words import explain
from annotator.ui.models.preview_model import PreviewModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import RingDelegate, follow_row
from annotator.ui.widgets.two_line_delegate import TwoLineDelegate
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.interchange.exporting import ExportOptions, ExportReport
    from annotator.services.interchange.importing import FormatInfo
    from annotator.ui.open_project import OpenProject

_ROLE = Qt.ItemDataRole.UserRole
_SECOND = Qt.ItemDataRole.UserRole + 1
_ROWS = 5


class ExportDialog(QDialog):
    """Stays open after an export, with what was written and checked."""

    def __init__(
        self, opened: OpenProject, theme: Theme, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from annotator.services.interchange.exporting import has_training
        from annotator.services.managing.people import people

        self._opened = opened
        self._folder = folder
        self._path_typed = False
        self._again = False
        self._replaces = False
        self.report: ExportReport | None = None
        self.setWindowTitle(tr("Export dataset"))
        self._look = BackgroundWork(self)
        self._look.succeeded.connect(self._show_preview)
        self._look.failed.connect(self._preview_failed)
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._show_report)
        self._work.failed.connect(self._fail)
        self.formats = QListWidget(self)
        self.options = ExportOptionsForm(
            people(opened.project),
            opened.widest.role,
            theme,
            self,
            trains=has_training(opened.project),
        )
        self.options.changed.connect(self._look_now)
        self.path = QLineEdit(self)
        self.path.textEdited.connect(self._note_typed)
        self.path.textChanged.connect(lambda _text: self._check())
        self.preview = PreviewModel(self)
        self.table = QTableView(self)
        self.outcome = explanation("", self)
        self._lost = explanation("", self, "warning")
        self._about_preview = explanation("", self, "caption")
        self.start = primary_button(tr("Export"), self)
        self.start.clicked.connect(self.begin)
        self._close = QPushButton(tr("Close"), self)
        self._close.clicked.connect(self.reject)
        self.progress = ProgressRow(self)
        self.progress.stop_wanted.connect(self._work.stop)
        self._work.progressed.connect(self._show_progress)
        self._foot = foot(self, self._close, self.start, note=self.outcome)
        self._build(theme)
        self.resize(theme.px(940), theme.px(640))
        self.formats.setCurrentRow(0)

    def begin(self) -> None:
        """Write the file; one that is there is replaced only when the button said so."""
        from annotator.services.interchange.exporting import export_project

        out = self._out()
        if out.exists() and not self._replaces:
            self._check()
            return
        self._look.stop_and_wait()
        opened, chosen, options = self._opened, self._format().name, self._chosen_options()
        self._show_running(running=True)
        self.progress.begin(tr("Exporting …"))
        self._work.start(
            lambda progress, cancelled: export_project(
                opened.project, opened.widest, chosen, out, options, progress, cancelled
            )
        )

    def reject(self) -> None:
        """Close, unless the export is running: then stop it first."""
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

    def _build(self, theme: Theme) -> None:
        from annotator.services.interchange.exporting import exportable

        for one in exportable():
            item = QListWidgetItem(one.label)
            item.setData(_ROLE, one)
            item.setData(_SECOND, " · ".join((*one.endings[:1], one.description)))
            item.setToolTip(one.description)
            self.formats.addItem(item)
        self.formats.setAccessibleName(tr("Format"))
        self.formats.setItemDelegate(TwoLineDelegate(theme, _SECOND, self.formats))
        self.formats.setFrameShape(QFrame.Shape.NoFrame)
        self.formats.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formats.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.formats.currentRowChanged.connect(lambda _row: self._show_format())
        side = QFrame(self)
        side.setProperty("kind", "panel")
        left = column(side, margins=8)
        left.addWidget(caption(tr("Format"), side, self.formats))
        left.addWidget(self.formats, 1)
        side.setFixedWidth(theme.px(310))
        right = QWidget(self)
        inner = column(right, spacing=10)
        inner.addWidget(title(tr("Export dataset"), right))
        inner.addWidget(self.options)
        inner.addWidget(self._lost)
        inner.addStretch(1)
        browse = QPushButton(tr("Browse …"), right)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(caption(tr("Save to"), right, self.path))
        where.addWidget(self.path, 1)
        where.addWidget(browse)
        inner.addLayout(where)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(side)
        top.addWidget(right, 1)
        below = QWidget(self)
        rows = QVBoxLayout(below)
        rows.setContentsMargins(20, 10, 20, 10)
        rows.setSpacing(6)
        heads = QHBoxLayout()
        head = caption(tr("Preview"), below, self.table)
        head.setProperty("kind", "section")
        heads.addWidget(head)
        heads.addWidget(self._about_preview, 1)
        rows.addLayout(heads)
        self.table.setModel(self.preview)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(26))
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setItemDelegate(RingDelegate(theme, self.table))
        follow_row(self.table)
        self.table.setMinimumHeight(theme.px(190))
        rows.addWidget(self.table, 1)
        layout = column(self, margins=0, spacing=0)
        layout.addLayout(top, 1)
        layout.addWidget(line(self))
        layout.addWidget(below)
        layout.addWidget(line(self))
        layout.addWidget(self.progress)
        layout.addWidget(self._foot)
        self._locked = (side, right)
        stops = (*self.options.stops, self.path, browse, self.table, self.progress.stop)
        tab_order(self.formats, *stops, self._close, self.start)
        self._show_running(running=False)

    def _format(self) -> FormatInfo:
        found: FormatInfo = self.formats.currentItem().data(_ROLE)
        return found

    def _chosen_options(self) -> ExportOptions:
        from annotator.services.interchange.exporting import ExportOptions, TextMode

        form = self.options
        return ExportOptions(
            form.layer, form.annotators, TextMode(form.text), training=form.training
        )

    def _show_format(self) -> None:
        chosen = self._format()
        self._lost.setText(chosen.cannot_hold)
        self._lost.setVisible(bool(chosen.cannot_hold))
        if not self._path_typed:
            name = f"{self._opened.path.stem}{_ending(chosen)}"
            self.path.setText(str(self._folder / name))
        self._look_now()

    def _look_now(self) -> None:
        """Show the first rows of what would be written; the last wish counts."""
        self._check()
        if self._look.running:
            self._again = True
            return
        from annotator.services.interchange.exporting import preview

        opened, chosen, options = self._opened, self._format().name, self._chosen_options()
        self._look.start(
            lambda _progress, _cancelled: preview(
                opened.project, opened.widest, chosen, options, _ROWS
            )
        )

    def _show_preview(self, lines: tuple[str, ...]) -> None:
        if self._take_again():
            return
        self.preview.show_lines(lines, _ending(self._format()))
        self._about_preview.setText(tr("the first rows, as they will be written"))
        self.table.horizontalHeader().setStretchLastSection(not self.preview.is_table)
        for at in range(self.preview.columnCount()):
            self.table.setColumnWidth(at, self.fontMetrics().averageCharWidth() * 18)

    def _preview_failed(self, error: Exception) -> None:
        if self._take_again():
            return
        if not isinstance(error, AnnotatorError):
            raise error
        self.preview.show_lines((), "")
        self._about_preview.setText(explain(error).sentence)

    def _take_again(self) -> bool:
        again, self._again = self._again, False
        if again:
            self._look_now()
        return again

    def _show_progress(self, done: int, total: int | None, what: str) -> None:
        words = {"write": tr("Writing"), "check": tr("Reading back and checking")}
        self.progress.show_progress(done, total, words.get(what, what))

    def _show_report(self, report: ExportReport) -> None:
        self.report = report
        self._show_running(running=False)
        self._check()
        rows = tr_n("{count} attribution", "{count} attributions", report.rows)
        articles = tr_n("{count} article", "{count} articles", report.articles)
        words = tr(
            "Written to {name}: {articles}, {rows}, read back and checked.",
            name=report.path.name,
            articles=articles,
            rows=rows,
        )
        self._say(words, "ok")

    def _fail(self, error: Exception) -> None:
        self._show_running(running=False)
        if isinstance(error, Cancelled):
            self._say(tr("Stopped. No file was left behind."), "secondary")
        elif isinstance(error, AnnotatorError):
            self._say(explain(error).sentence + " " + tr("No file was left behind."), "error")
        else:
            raise error

    def _say(self, words: str, kind: str) -> None:
        self._note(words, kind)
        announce(self, words, urgent=kind == "error")

    def _check(self) -> None:
        out, named = self._out(), bool(self.path.text().strip())
        reason = ""
        if named and not out.parent.is_dir():
            reason = tr("The folder does not exist.")
        elif self.options.nobody:
            reason = tr("Tick at least one annotator.")
        elif out.is_dir():
            reason = tr("This is a folder. Add a file name.")
        blocked = not named or bool(reason)
        self._replaces = not blocked and out.exists()
        if self._replaces:
            reason = tr("There is a file of this name. It would be replaced.")
        self.start.setEnabled(not blocked)
        self.start.setText(tr("Replace file") if self._replaces else tr("Export"))
        self._note(reason, "error" if blocked else "warning")

    def _out(self) -> Path:
        return Path(self.path.text().strip()).expanduser()

    def _note(self, words: str, kind: str) -> None:
        self.outcome.setText(words)
        self.outcome.setProperty("kind", kind)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self._foot.setVisible(not running)
        if running:
            self.progress.stop.setFocus()
        elif self.isVisible():
            self._close.setFocus()
        for part in self._locked:
            part.setEnabled(not running)

    def _note_typed(self, text: str) -> None:
        self._path_typed = bool(text)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Export to"),
            self.path.text(),
            f"{self._format().label} (*{_ending(self._format())})",
        )
        if chosen:
            self._path_typed = True
            self.path.setText(chosen)


def _ending(of: FormatInfo) -> str:
    """Return the usual ending of a format's file; a folder has none."""
    return of.endings[0] if of.endings else ""
