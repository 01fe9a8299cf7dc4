"""Merge: choose files, see what would come in, merge them, read the report."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

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
from annotator.domain.people import Role
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.look_ahead import LookAhead
from annotator.ui.dialogs.report_table import dress, fit_rows
from annotator.ui.dialogs.table_dialog import dress_table
from annotator.ui.dialogs.work_dialog import WorkDialog
from annotator.ui.error_words import explain
from annotator.ui.models.merge_outcome_model import (
    FILE,
    FROM,
    MergeOutcomeModel,
    has_news,
    merged_words,
    places_rows,
    would_words,
)
from annotator.ui.models.rows_model import RowsModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.drop_area import DropArea
from annotator.ui.widgets.dropped_paths import dropped_paths
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.exchange.merging import MergeReport
    from annotator.ui.open_project import OpenProject


class MergeDialog(WorkDialog):
    """Looks first (nothing is written), then merges; the table serves both."""

    def __init__(
        self,
        opened: OpenProject,
        theme: Theme,
        paths: tuple[Path, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._opened = opened
        self._paths: tuple[Path, ...] = ()
        self.look: MergeReport | None = None
        self.report: MergeReport | None = None
        self.settle_wanted = False
        """True when the person wants to go on to the conflicts."""
        self.adjudicate_wanted: uuid.UUID | None = None
        """The round in which the person wants to go on and adjudicate."""
        self.setWindowTitle(tr("Merge files"))
        self.setAcceptDrops(True)
        self._looking = LookAhead(self)
        self._looking.found.connect(self._show_look)
        self._looking.failed.connect(self._look_failed)
        self._title = title(tr("Merge files"), self)
        self.summary = explanation("", self)
        self.model = MergeOutcomeModel(theme, self)
        self.table = QTableView(self)
        self._places_title = caption(tr("Rounds and articles"), self)
        self.places_model = RowsModel(
            (tr("Round"), tr("Article"), tr("From"), tr("Attributions")), self
        )
        self.places = QTableView(self)
        self._drop = DropArea(
            tr("Drag files here"),
            tr("Packages that coders sent back, or a newer file from the manager."),
            theme,
            self,
        )
        self._drop.dropped.connect(self.add_paths)
        self._drop.choose_wanted.connect(self._choose_files)
        self._stack = QStackedWidget(self)
        self._more = QPushButton(tr("Add files …"), self)
        self._more.clicked.connect(self._choose_files)
        self.start = primary_button(tr("Merge"), self)
        self.start.clicked.connect(self.begin)
        self.settle = QPushButton(tr("Settle conflicts …"), self)
        self.settle.clicked.connect(self._settle)
        self.settle.hide()
        self.adjudicate = QPushButton(tr("Adjudicate"), self)
        self.adjudicate.clicked.connect(self._adjudicate)
        self.adjudicate.hide()
        self._cancel = QPushButton(tr("Cancel"), self)
        self._cancel.clicked.connect(self.reject)
        self.worked.connect(self._show_report)
        self.stopped.connect(self._show_stopped)
        self._build()
        self.add_paths(paths)

    @property
    def looking(self) -> bool:
        """Tell whether it is being found out what would come in."""
        return self._looking.running

    def add_paths(self, paths: tuple[Path, ...]) -> None:
        """Add files, and look at what they would bring; Enter then merges."""
        if self.report is not None or self.running:
            return
        known = set(self._paths)
        self._paths += tuple(one for one in paths if one not in known)
        self._look_now()
        if not self._paths:
            self._drop.button.setFocus()

    def begin(self) -> None:
        """Merge what was chosen."""
        from annotator.services.exchange.merging import merge

        if self.running or not self.start.isEnabled():
            return
        opened, paths, actor = self._opened, self._paths, self._opened.widest
        self.run(
            tr("Merging …"),
            lambda progress, cancelled: merge(
                opened.project, actor, paths, progress=progress, cancelled=cancelled
            ),
        )

    def reject(self) -> None:
        """Close; while files are merged, stop that first."""
        if not self.running:
            self._looking.stop_and_wait()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave no work behind."""
        self._looking.stop_and_wait()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take more files."""
        if dropped_paths(event.mimeData()) and self.report is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them."""
        event.acceptProposedAction()
        self.add_paths(dropped_paths(event.mimeData()))

    def _build(self) -> None:
        table, theme = self.table, self.theme
        dress(table, self.model, theme, tr("Files"))
        table.setColumnWidth(FILE, theme.px(240))
        table.setColumnWidth(FROM, theme.px(110))
        dress_table(self.places, self.places_model, theme, tr("Rounds and articles"))
        header = self.places.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._stack.addWidget(self._drop)
        self._stack.addWidget(table)
        tools = QHBoxLayout()
        tools.addStretch(1)
        tools.addWidget(self._more)
        body = QWidget(self)
        inner = column(body)
        inner.addWidget(self._title)
        inner.addWidget(self.summary)
        inner.addLayout(tools)
        inner.addWidget(self._stack, 2)
        inner.addWidget(self._places_title)
        inner.addWidget(self.places, 3)
        inner.addWidget(self.outcome)
        self._show_places(None)
        buttons = (self._cancel, self.settle, self.adjudicate, self.start)
        self.lay_out(body, *buttons, width=820, height=580)
        tab_order(
            self._more,
            self._drop.button,
            table,
            self.places,
            self.progress.stop,
            *buttons,
        )

    def _look_now(self) -> None:
        """Find out, without writing, what would come in; the last wish counts."""
        self.start.setEnabled(False)
        self._more.setVisible(bool(self._paths))
        self._stack.setCurrentWidget(self.table if self._paths else self._drop)
        if not self._paths:
            self.summary.setText(
                tr(
                    "Nothing is overwritten: what two people changed is kept in both forms, for you"
                    " to decide. A file can be merged as often as you like."
                )
            )
            return
        from annotator.services.exchange.merging import merge

        opened, paths, actor = self._opened, self._paths, self._opened.widest
        self.summary.setText(tr("Looking …"))
        self._looking.look(
            lambda progress, cancelled: merge(
                opened.project, actor, paths, dry_run=True, progress=progress, cancelled=cancelled
            )
        )

    def _show_look(self, report: MergeReport) -> None:
        if self.running or self.report is not None:
            return
        self.look = report
        self._fill(report)
        self.summary.setText(would_words(report))
        self.start.setEnabled(has_news(report))
        (self.start if self.start.isEnabled() else self._cancel).setFocus()

    def _look_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, AnnotatorError):
            raise error
        self.summary.setText("")
        self.say(explain(error).sentence, "error")

    def _show_report(self, report: MergeReport) -> None:
        self.report = report
        self._title.setText(tr("Merged"))
        self.setWindowTitle(tr("Merge report"))
        self._fill(report)
        self.summary.setText(merged_words(report))
        for part in (self._more, self._cancel):
            part.hide()
        self.settle.setVisible(report.conflicts > 0)
        self.adjudicate.setVisible(self._round_to_adjudicate is not None)
        self.say(self._next_words())
        self.start.setText(tr("Close"))
        self.start.clicked.disconnect(self.begin)
        self.start.clicked.connect(self.accept)
        self.start.setFocus()
        if report.changes is not None:
            self._opened.hub.publish(report.changes)

    def _show_stopped(self) -> None:
        self.say(tr("Stopped. Nothing was merged."))
        self.start.setFocus()

    def _settle(self) -> None:
        self.settle_wanted = True
        self.accept()

    def _adjudicate(self) -> None:
        self.adjudicate_wanted = self._round_to_adjudicate
        self.accept()

    @property
    def _round_to_adjudicate(self) -> uuid.UUID | None:
        """Return the round in which work came that this person may adjudicate, that shown first."""
        from annotator.services.exchange.blindness import blindness

        opened = self._opened
        if self.report is None or self.report.changes is None:
            return None
        if Role.ADJUDICATOR not in opened.person.roles or blindness(opened.project) == "separated":
            return None
        touched = [one.id for file in self.report.files for one in file.rounds]
        return opened.round.id if opened.round.id in touched else next(iter(touched), None)

    def _next_words(self) -> str:
        """Return what is to be done next."""
        report = self.report
        if report is None:
            return ""
        if report.conflicts:
            return tr(
                "Next: settle the conflicts. What you leave open waits under File › Exchange."
            )
        if self._round_to_adjudicate is not None:
            return tr(
                "Next: adjudicate where the coders differ, once all of them have sent theirs."
            )
        return ""

    def _show_places(self, report: MergeReport | None) -> None:
        rows = places_rows(report) if report is not None else []
        self.places_model.show_rows(rows)
        self.places.setVisible(bool(rows))
        self._places_title.setVisible(bool(rows))

    def _fill(self, report: MergeReport) -> None:
        self.model.show_report(report)
        self._show_places(report)
        self._stack.setCurrentWidget(self.table)
        fit_rows(self.table, self.theme)

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, tr("Files to merge"), "", tr("Packages and projects (*.stance-package *.stance)")
        )
        self.add_paths(tuple(Path(one) for one in chosen))
