"""Export: choose format and content, see the first rows, write, and read what was checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.announcing import announce
from annotator.ui.background_work import BackgroundWork
from annotator.ui.dialogs.dialog_parts import column, explanation, foot, line, primary_button
from annotator.ui.dialogs.dialog_parts import tab_order as set_tab_order
from annotator.ui.dialogs.export.export_words import (
    AS_CODED,
    WRITTEN_AS_ROWS,
    countable,
    no_rows_words,
    outcome_words,
    progress_words,
)
from annotator.ui.dialogs.export.format_panel import FormatPanel
from annotator.ui.dialogs.export.looking_ahead import LookingAhead, SplitOutlook, Wish
from annotator.ui.dialogs.export.name_questions import Naming, ask_for_ending, may_replace
from annotator.ui.dialogs.export.options_form import OptionsForm
from annotator.ui.dialogs.export.place_words import button_words, place_words
from annotator.ui.dialogs.export.preview_pane import PreviewPane
from annotator.ui.dialogs.export.running_row import RunningRow
from annotator.ui.dialogs.export.save_field import Place, SaveField
from annotator.ui.dialogs.file_fields import open_folder, open_folder_button
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.work_dialog import fit
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.export_report import ExportReport, Preview
    from annotator.ui.open_project import OpenProject

_WIDTH, _HEIGHT = 1098, 812
_SIDE = 336
_SIDE_AT_LEAST = 0.28
"""Share of the dialog that the list of formats has where the options want more than there is."""
_LEAST = 150
"""Pixels of height, at a text scale of 1, that formats and options always have."""
_PANE_AT_MOST = 0.3
"""Share of it that the preview may take, and takes where it has a use for it."""


class ExportDialog(FittedDialog):
    """Stays open after an export, with what was written and checked."""

    def __init__(
        self,
        opened: OpenProject,
        theme: Theme,
        folder: Path,
        parent: QWidget | None = None,
        *,
        last: Wish | None = None,
    ) -> None:
        """``last``: what the same person chose before, which is shown again."""
        super().__init__(parent)
        from annotator.services.codebooks import current_codebook
        from annotator.services.interchange.export_choices import export_choices

        self._opened = opened
        self._theme = theme
        self._place = Place()
        self._refused = ""
        self.report: ExportReport | None = None
        self.setWindowTitle(tr("Export dataset"))
        codebook = current_codebook(opened.project, opened.round.id)
        choices = export_choices(opened.project, opened.widest)
        self.side = FormatPanel(theme, self)
        self.formats = self.side.list
        self.form = OptionsForm(choices, codebook.primary.label, theme, self)
        self.save = SaveField(folder, opened.path.stem, self)
        self.path = self.save.line
        self.pane = PreviewPane(codebook, theme, self)
        self.preview, self.table = self.pane.model, self.pane.table
        self.outcome = explanation("", self)
        self.start = primary_button(tr("Export"), self)
        self.close_button = QPushButton(tr("Close"), self)
        self.open_folder = open_folder_button(self)
        self.running_row = RunningRow(theme, self)
        self.looking = LookingAhead(opened, self)
        self._work = BackgroundWork(self)
        self._connect()
        self._build()
        if opened.may_manage:
            self.form.include.details.show()
            self._tell_details()
        self.show_running(running=False)
        fit(self, theme, _WIDTH, _HEIGHT)
        self.formats.setCurrentRow(0)
        if last is not None:
            self.form.choose(last.options)
            self.side.choose(last.format_name)
        self.formats.setFocus()

    @property
    def wish(self) -> Wish:
        """Return what is chosen."""
        return Wish(self.side.format.name, self.form.options)

    @property
    def running(self) -> bool:
        """Tell whether an export is running."""
        return self._work.running

    def begin(self) -> None:
        """Export; what is there is replaced only when the button said so."""
        from annotator.services.interchange.exporting import export_project

        if self._look_at_place() != self._place:
            # Something came there meanwhile: whoever pressed the button did not know.
            self._check()
            return
        if not self._name_is_meant():
            return
        out = self.save.path
        self.looking.stop()
        self.pane.forget_report()
        opened, chosen, options = self._opened, self.side.format.name, self.form.options
        self.show_running(running=True)
        self.running_row.begin(tr("Exporting …"))
        announce(self, tr("Exporting …"))
        self._work.start(
            lambda progress, cancelled: export_project(
                opened.project, opened.widest, chosen, out, options, progress, cancelled
            )
        )

    def reject(self) -> None:
        """Close, unless an export is running: then stop it first."""
        if self._work.running:
            self.running_row.show_stopping()
            self._work.stop()
            return
        self.looking.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave no work behind."""
        self.looking.stop()
        self._work.stop_and_wait()
        super().closeEvent(event)

    def show_running(self, *, running: bool) -> None:
        """Lock the options and show how far the export is, or let them be changed again."""
        self.running_row.setVisible(running)
        self._foot.setVisible(not running)
        for part in self._locked:
            part.setEnabled(not running)
        if running:
            self.open_folder.hide()
            self.running_row.stop.setFocus()
        elif self.isVisible():
            self.close_button.setFocus()

    def _connect(self) -> None:
        self.side.changed.connect(self._choose)
        self.form.changed.connect(self._choose)
        self.save.changed.connect(self._check)
        self.start.clicked.connect(self.begin)
        self.open_folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.reject)
        self.running_row.stop_wanted.connect(self._work.stop)
        self.form.include.details.wanted.connect(self._ask_for_details)
        self.looking.previewed.connect(self._show_preview)
        self.looking.outlook.connect(self._show_outlook)
        self.looking.failed.connect(self._show_refusal)
        self._work.progressed.connect(self._show_progress)
        self._work.succeeded.connect(self._show_report)
        self._work.failed.connect(self._fail)

    def _build(self) -> None:
        px = self._theme.px
        right = QFrame(self)
        right.setProperty("kind", "surface")
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, px(10))
        inner.setSpacing(px(6))
        inner.addWidget(self.form, 1)
        below = QHBoxLayout()
        below.setContentsMargins(px(18), 0, px(18), 0)
        below.addWidget(self.save)
        inner.addLayout(below)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.side)
        top.addWidget(right, 1)
        buttons = (self.open_folder, self.close_button, self.start)
        self._foot = foot(self, *buttons, note=self.outcome)
        self.pane.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        # Both can be scrolled: they have what the preview leaves.
        self.side.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Ignored)
        right.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        right.setMinimumSize(self.save.minimumSizeHint().width() + 2 * px(18), px(_LEAST))
        layout = column(self, margins=0, spacing=0)
        layout.addLayout(top, 1)
        layout.addWidget(line(self))
        layout.addWidget(self.pane)
        layout.addWidget(line(self))
        layout.addWidget(self.running_row)
        layout.addWidget(self._foot)
        # Of one height, or all that is above would move when an export begins and ends.
        high = max(one.sizeHint().height() for one in (self.running_row, self._foot))
        for one in (self.running_row, self._foot):
            one.setMinimumHeight(high)
        self._locked = (self.side, right)
        self._order_tabs()

    def _order_tabs(self) -> None:
        stops = (*self.form.stops, self.path, self.save.browse, *self.pane.stops())
        last = (self.running_row.stop, self.open_folder, self.close_button, self.start)
        set_tab_order(self.formats, *stops, *last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the options their room beside the formats and above the preview."""
        super().resizeEvent(event)
        left = self.width() - self.form.least_width()
        least = round(self.width() * _SIDE_AT_LEAST)
        self.side.take_width(min(self._theme.px(_SIDE), max(left, least)))
        self.pane.take_room(round(self.height() * _PANE_AT_MOST))

    def _choose(self) -> None:
        """Something else is to be exported: look at that."""
        one, options = self.side.format, self.form.options
        folder = one.is_folder or options.split is not None or options.card
        self._refused = ""
        self.form.include.suit(one)
        self.save.suit(one, folder=folder)
        self.pane.leave_report()
        self.open_folder.hide()
        self._check()
        if not self.form.problem:
            self.looking.look(Wish(one.name, options))

    def _show_preview(self, preview: Preview) -> None:
        counted = self.form.counted.key
        as_table = self.side.format.name in WRITTEN_AS_ROWS
        self.pane.show_preview(preview, as_coded=counted == AS_CODED, as_table=as_table)
        self.form.layer.tell(preview, counted)
        if preview.refusal is not None:
            self._refused = _against(preview.refusal)
            self._check()

    def _show_outlook(self, outlook: SplitOutlook) -> None:
        # What was asked before it was mistyped is no answer to what stands there now.
        if not self.form.problem:
            self.form.split.tell(outlook.basis, outlook.figures)

    def _show_refusal(self, error: AnnotatorError) -> None:
        """Say now why the export would fail."""
        self._refused = _against(error)
        self.pane.show_nothing(no_rows_words(error))
        self.form.split.tell_nothing("")
        self._check()

    def _show_progress(self, done: int, total: int | None, what: str) -> None:
        words = progress_words(what, self.save.path.name, done, total)
        self.running_row.show_progress(words, done, countable(what, total))

    def _show_report(self, report: ExportReport) -> None:
        self.report = report
        self.show_running(running=False)
        self.pane.show_report(report, self.side.format)
        self.open_folder.show()
        self._order_tabs()
        self._check()
        self._say(outcome_words(report), "ok")

    def _fail(self, error: Exception) -> None:
        self.show_running(running=False)
        self._check()
        if isinstance(error, Cancelled):
            self._say(tr("Stopped. No file was left behind."), "secondary")
        elif isinstance(error, AnnotatorError):
            self._say(explain(error).sentence + " " + tr("No file was left behind."), "error")
        else:
            raise error

    def _name_is_meant(self) -> bool:
        """Ask about a name whose ending is not that of the format; it may become another name."""
        place, one, name = self._place, self.side.format, self.save.path.name
        if place.replaces:
            return not place.other_ending or may_replace(self, name, place.other_ending, one.label)
        if not (place.other_ending or place.lacks_ending):
            return True
        better = self.save.with_ending()
        answer = ask_for_ending(self, name, better.name, one)
        if answer is Naming.WITH_ENDING:
            self.save.type(better)
            # What has that name is replaced only when the button has said so.
            return not self._place.problem and not self._place.replaces and not self._place.table
        return answer is Naming.AS_GIVEN

    def _ask_for_details(self) -> None:
        """Let licence, authors and the like be typed, and say what a card still lacks."""
        from annotator.ui.dialogs.dataset_details_dialog import DatasetDetailsDialog

        dialog = DatasetDetailsDialog(self._opened, self._theme, self)
        dialog.exec()
        dialog.deleteLater()
        self._tell_details()

    def _tell_details(self) -> None:
        from annotator.services.datasets.details import dataset_details

        self.form.include.details.tell(dataset_details(self._opened.project))

    def _open_folder(self) -> None:
        if self.report is not None:
            open_folder(self.report.path.parent)

    def _say(self, words: str, kind: str) -> None:
        self._note(words, kind)
        announce(self, words, urgent=kind == "error")

    def _look_at_place(self) -> Place:
        return self.save.place(names=self.form.include.pseudonyms.on)

    def _check(self) -> None:
        """Say what stands in the way, or what would be replaced."""
        place = self._place = self._look_at_place()
        problem = self.form.problem or self._refused or place.problem
        self.start.setEnabled(not problem)
        self.start.setText(button_words(place) if not problem else tr("Export"))
        if problem:
            self._note(problem, "error")
        else:
            name, one = self.save.path.name, self.side.format
            self._note(place_words(place, name, one), "warning")

    def _note(self, words: str, kind: str) -> None:
        self.outcome.setText(words)
        self.outcome.setProperty("kind", kind)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)


def _against(error: AnnotatorError) -> str:
    """Return what stands against an export that nobody has begun yet: nothing was kept or lost."""
    words = explain(error)
    return " ".join(part for part in (words.what, words.to_do) if part)
