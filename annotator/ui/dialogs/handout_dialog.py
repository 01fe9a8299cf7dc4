"""Hand out: a file for each person with their share only, to be sent by mail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QGridLayout, QPushButton, QWidget

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.exchange_words import handout_words, many_words
from annotator.ui.dialogs.file_fields import (
    FolderField,
    file_name,
    free_path,
    open_folder,
    open_folder_button,
    problem_with,
    with_suffix,
)
from annotator.ui.dialogs.report_table import TypedTable, dress, fit_rows
from annotator.ui.dialogs.work_dialog import WorkDialog
from annotator.ui.error_words import explain
from annotator.ui.models.handout_model import PERSON, WORK, HandoutLine, HandoutModel
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.domain.people import Person
    from annotator.services.exchange.handing_out import HandoutReport
    from annotator.services.managing.assignment_overview import AssignmentOverview, PersonOverview
    from annotator.ui.background_work import Progress
    from annotator.ui.open_project import OpenProject

SUFFIX = ".stance"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What became of the files that were wished for."""

    written: tuple[tuple[HandoutLine, HandoutReport], ...]
    refused: tuple[tuple[HandoutLine, AnnotatorError], ...]
    stopped: bool


class HandoutDialog(WorkDialog):
    """Asks for whom and where, writes a file for each, and says what is in it."""

    def __init__(
        self, opened: OpenProject, theme: Theme, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        from annotator.services.managing.assignment_overview import assignment_overview

        self._opened = opened
        self.done_with: HandedOut | None = None
        self._overview: AssignmentOverview = assignment_overview(
            opened.project, opened.widest, opened.round.id
        )
        self.setWindowTitle(tr("Hand out"))
        self._title = title(tr("Hand out"), self)
        about = tr(
            "Each person gets a file of their own with articles, codebook, published speakers"
            " and their own marks. Nothing of others is in it."
        )
        if len(opened.rounds) > 1:
            figures = tr(
                "The figures are those of the round “{round}”; a file holds all rounds.",
                round=opened.round.name,
            )
            about = f"{about} {figures}"
        self._about = explanation(about, self)
        self.batch = QComboBox(self)
        self.folder = FolderField(folder, self)
        self.folder.line.textChanged.connect(lambda _text: self._suggest_files())
        self.model = HandoutModel(theme, self)
        self.model.edited.connect(self._check)
        self.table = TypedTable(self)
        self.start = primary_button(tr("Write files"), self)
        self.start.clicked.connect(self.begin)
        self._close = QPushButton(tr("Cancel"), self)
        self._close.clicked.connect(self.reject)
        self.open_folder = open_folder_button(self)
        self.open_folder.clicked.connect(lambda: open_folder(self.folder.folder))
        self.worked.connect(self._show_result)
        self._build()
        self._show_people()

    def begin(self) -> None:
        """Write the files, one after the other."""
        from annotator.services.exchange.handing_out import hand_out
        from annotator.services.managing.people import people

        self._check()
        if not self.start.isEnabled():
            return
        opened, batch, folder = self._opened, self.batch.currentData(), self.folder.folder
        everybody = {one.id: one for one in people(opened.project)}
        actor = opened.widest

        def write(
            person: Person, out: Path, progress: Progress, cancelled: Callable[[], bool]
        ) -> HandoutReport:
            return hand_out(
                opened.project,
                actor,
                person,
                out,
                batch=batch,
                progress=progress,
                cancelled=cancelled,
            )

        wanted = tuple(
            (line, partial(write, everybody[line.person_id], _out(folder, line)))
            for line in self.model.ticked
        )
        self.run(tr("Writing …"), partial(_one_by_one, wanted))

    def _build(self) -> None:
        self.batch.addItem(tr("All articles"), None)
        for one in self._overview.batches:
            self.batch.addItem(one.name, one.name)
        self.batch.activated.connect(lambda _row: self._show_people())
        table, theme = self.table, self.theme
        dress(table, self.model, theme, tr("People"))
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setColumnWidth(PERSON, theme.px(180))
        table.setColumnWidth(WORK, theme.px(170))
        body = QWidget(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._batch_caption = caption(tr("Articles"), body, self.batch)
        self._folder_caption = caption(tr("Folder"), body, self.folder)
        grid.addWidget(self._batch_caption, 0, 0)
        grid.addWidget(self.batch, 0, 1)
        grid.addWidget(self._folder_caption, 1, 0)
        grid.addWidget(self.folder, 1, 1)
        has_batches = bool(self._overview.batches)
        self.batch.setVisible(has_batches)
        self._batch_caption.setVisible(has_batches)
        inner = column(body)
        inner.addWidget(self._title)
        inner.addWidget(self._about)
        inner.addLayout(grid)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.outcome)
        self.lay_out(body, self.open_folder, self._close, self.start, width=760, height=520)
        tab_order(
            self.batch,
            self.folder.line,
            self.folder.browse,
            self.table,
            self.progress.stop,
            self.open_folder,
            self._close,
            self.start,
        )

    def _show_people(self) -> None:
        """Show who has something in the chosen batch, or at all."""
        batch = self.batch.currentData()
        lines = []
        for one in self._overview.people:
            line = self._line(one, batch)
            if line is not None:
                lines.append(line)
        self.model.show_lines(tuple(lines))
        self._suggest_files()
        self.table.selectRow(0)
        self.table.setFocus()

    def _line(self, one: PersonOverview, batch: str | None) -> HandoutLine | None:
        progress, to_do = one.progress, one.progress.to_do
        if batch is not None:
            shares = [b.progress for b in one.batches if b.batch and b.batch.name == batch]
            if not shares:
                return None
            progress, to_do = shares[0], shares[0].to_do
        elif not self._overview.assigned:
            to_do = self._overview.articles - progress.in_progress - progress.done
        ticked = one.person_id != self._opened.person.id and to_do + progress.in_progress > 0
        return HandoutLine(
            one.person_id, one.name, to_do, progress.in_progress, progress.done, ticked, ""
        )

    def _suggest_files(self) -> None:
        """Suggest names that no file in the folder has."""
        folder, project = self.folder.folder, self._opened.project.info.name
        for line in self.model.lines:
            name = file_name(project, line.name, suffix=SUFFIX)
            line.file = free_path(folder / name, SUFFIX).name
        self._check()

    def _check(self) -> None:
        if self.done_with is not None:
            return
        folder, ticked = self.folder.folder, self.model.ticked
        reason = ""
        if not self.model.lines:
            reason = tr("Nobody has an article here. Assign articles first, or add annotators.")
        elif not self.folder.line.text().strip() or not folder.is_dir():
            reason = tr("The folder does not exist.")
        elif not ticked:
            reason = tr("Tick at least one person.")
        problems = {}
        if not reason:
            taken: set[str] = set()
            for line in ticked:
                out = _out(folder, line)
                problem = problem_with(out)
                if out.name.casefold() in taken:
                    problem = tr("Two people cannot have one file.")
                taken.add(out.name.casefold())
                if problem:
                    problems[line.person_id] = problem
        self.model.show_problems(problems)
        if (reason or self.outcome.text()) and not self.running:
            self.say(reason)
        self.start.setEnabled(bool(ticked) and not reason and not problems)
        count = len(ticked)
        self.start.setText(
            tr_n("Write {count} file", "Write {count} files", count) if count else tr("Write files")
        )

    def _show_result(self, result: HandedOut) -> None:
        if not result.written and not result.refused:
            self.say(tr("Stopped. No file was left behind."))
            return
        self.done_with = result
        for line, report in result.written:
            line.file, line.inside = _out(self.folder.folder, line).name, handout_words(report)
        for line, error in result.refused:
            line.problem = explain(error).sentence
        shown = (*(one for one, _ in result.refused), *(one for one, _ in result.written))
        self.model.show_written(shown)
        self.table.setColumnWidth(WORK, self.theme.px(300))
        fit_rows(self.table, self.theme)
        self._title.setText(tr("Handed out") if result.written else tr("Nothing handed out"))
        self._about.setText(
            tr("Send each person their file. They open it, work in it, and send their work back.")
        )
        for part in (self.batch, self._batch_caption, self.folder, self._folder_caption):
            part.hide()
        self._close.hide()
        self.open_folder.setVisible(bool(result.written))
        self.start.setText(tr("Close"))
        self.start.clicked.disconnect(self.begin)
        self.start.clicked.connect(self.accept)
        self.start.setFocus()
        words = tr_n(
            "{count} file was written.", "{count} files were written.", len(result.written)
        )
        if result.stopped:
            self.say(words + " " + tr("Then you stopped; the others were not begun."), "warning")
        elif result.refused:
            self.say(words, "warning")
        else:
            self.say(words, "ok")


def _one_by_one(
    wanted: tuple[tuple[HandoutLine, Callable[..., HandoutReport]], ...],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> HandedOut:
    """Write the files; one that cannot be written does not keep the others from it."""
    written: list[tuple[HandoutLine, HandoutReport]] = []
    refused: list[tuple[HandoutLine, AnnotatorError]] = []
    for number, (line, write) in enumerate(wanted, start=1):
        who = line.name
        if len(wanted) > 1:
            who = tr("{name} ({number} of {count})", name=who, number=number, count=len(wanted))
        try:
            report = write(partial(_tell, progress, who), cancelled)
        except Cancelled:
            return HandedOut(tuple(written), tuple(refused), stopped=True)
        except AnnotatorError as error:
            refused.append((line, error))
        else:
            written.append((line, report))
    return HandedOut(tuple(written), tuple(refused), stopped=False)


def _tell(progress: Progress, who: str, done: int, total: int | None, what: str) -> None:
    progress(done, total, " · ".join(filter(None, (who, many_words(what)))))


def _out(folder: Path, line: HandoutLine) -> Path:
    return with_suffix(folder / Path(line.file).name, SUFFIX)
