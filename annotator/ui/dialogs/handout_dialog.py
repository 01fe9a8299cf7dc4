"""Hand out: a file for each person with their share only, to be sent by mail."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QPushButton, QWidget

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.exchange_words import handout_words, many_words, next_steps_words
from annotator.ui.dialogs.file_fields import (
    FolderField,
    ask_to_replace,
    file_name,
    free_path,
    open_folder,
    open_folder_button,
    problem_with,
    with_suffix,
)
from annotator.ui.dialogs.handout_lines import handout_lines
from annotator.ui.dialogs.report_table import TypedTable, dress, fit_rows
from annotator.ui.dialogs.work_dialog import WorkDialog
from annotator.ui.error_words import explain
from annotator.ui.models.handout_model import PERSON, WORK, HandoutLine, HandoutModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.still_boxes import StillComboBox
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.domain.people import Person, Round
    from annotator.services.exchange.handing_out import HandoutReport
    from annotator.services.managing.assignment_overview import AssignmentOverview
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
        self,
        opened: OpenProject,
        theme: Theme,
        folder: Path,
        parent: QWidget | None = None,
        *,
        round_id: uuid.UUID | None = None,
    ) -> None:
        super().__init__(theme, parent)
        from annotator.services.managing.assignment_overview import assignment_overview
        from annotator.services.managing.people import people

        self._opened = opened
        self.done_with: HandedOut | None = None
        self._people = {one.id: one for one in people(opened.project)}
        self._overviews: dict[uuid.UUID, AssignmentOverview] = {
            one.id: assignment_overview(opened.project, opened.widest, one.id)
            for one in opened.rounds
        }
        self.setWindowTitle(tr("Hand out"))
        self._title = title(tr("Hand out"), self)
        about = tr(
            "Each person gets a file of their own with articles, codebook, published speakers"
            " and their own marks. Nothing of others is in it."
        )
        if len(opened.rounds) > 1:
            about = " ".join((about, tr("A file holds all rounds in which they have articles.")))
        self._about = explanation(about, self)
        self.rounds = StillComboBox(self)
        self.batch = StillComboBox(self)
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
        self.rounds.setCurrentIndex(max(0, self.rounds.findData(round_id)) if round_id else 0)
        self._show_batches()

    def begin(self) -> None:
        """Write the files, one after the other; what is there is replaced only if that is said."""
        from annotator.services.exchange.handing_out import hand_out

        self._check()
        if not self.start.isEnabled():
            return
        opened, batch, folder = self._opened, self._batch, self.folder.folder
        if not ask_to_replace([_out(folder, line) for line in self.model.ticked], self):
            return
        everybody, actor = self._people, opened.widest

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
        several = len(self._opened.rounds) > 1
        self.rounds.addItem(tr("All rounds"), None)
        for one in self._opened.rounds:
            self.rounds.addItem(one.name, one.id)
        self.rounds.activated.connect(lambda _row: self._show_batches())
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
        self._rounds_caption = caption(tr("Figures of"), body, self.rounds)
        self._batch_caption = caption(tr("Articles"), body, self.batch)
        self._folder_caption = caption(tr("Folder"), body, self.folder)
        for row, (label, field) in enumerate(
            (
                (self._rounds_caption, self.rounds),
                (self._batch_caption, self.batch),
                (self._folder_caption, self.folder),
            )
        ):
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.rounds.setVisible(several)
        self._rounds_caption.setVisible(several)
        inner = column(body)
        inner.addWidget(self._title)
        inner.addWidget(self._about)
        inner.addLayout(grid)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.outcome)
        self.lay_out(body, self.open_folder, self._close, self.start, width=760, height=520)
        tab_order(
            self.rounds,
            self.batch,
            self.folder.line,
            self.folder.browse,
            self.table,
            self.progress.stop,
            self.open_folder,
            self._close,
            self.start,
        )

    @property
    def _shown_rounds(self) -> tuple[Round, ...]:
        """Return the rounds whose figures are shown."""
        chosen, everything = self.rounds.currentData(), self._opened.rounds
        return tuple(one for one in everything if chosen in (None, one.id))

    @property
    def _batch(self) -> str | None:
        """Return the name of the batch that is handed out, None for all articles."""
        return str(self.batch.currentData()) if self.batch.currentData() else None

    def _show_batches(self) -> None:
        """Offer the batches of the rounds that are shown."""
        self.batch.clear()
        self.batch.addItem(tr("All articles"), None)
        named = len(self._shown_rounds) > 1
        for round_ in self._shown_rounds:
            for one in self._overviews[round_.id].batches:
                words = tr("{batch} (round {round})", batch=one.name, round=round_.name)
                self.batch.addItem(words if named else one.name, one.name)
        has_batches = self.batch.count() > 1
        self.batch.setVisible(has_batches)
        self._batch_caption.setVisible(has_batches)
        self._show_people()

    def _show_people(self) -> None:
        """Show who has something in the chosen batch, or at all."""
        self.model.show_lines(
            handout_lines(
                tuple(self._people.values()),
                self._shown_rounds,
                self._overviews,
                batch=self._batch,
                at_work=self._opened.person.id,
                named=len(self._opened.rounds) > 1,
            )
        )
        fit_rows(self.table, self.theme)
        self._suggest_files()
        self.table.selectRow(0)
        self.table.setFocus()

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
        problems, replaced = {}, set()
        if not reason:
            taken: set[str] = set()
            for line in ticked:
                out = _out(folder, line)
                problem = problem_with(out, partial(self._may_replace, line))
                if out.exists():
                    replaced.add(line.person_id)
                if out.name.casefold() in taken:
                    problem = tr("Two people cannot have one file.")
                taken.add(out.name.casefold())
                if problem:
                    problems[line.person_id] = problem
        self.model.show_problems(problems, replaced)
        if (reason or self.outcome.text()) and not self.running:
            self.say(reason)
        self.start.setEnabled(bool(ticked) and not reason and not problems)
        count = len(ticked)
        self.start.setText(
            tr_n("Write {count} file", "Write {count} files", count) if count else tr("Write files")
        )

    def _may_replace(self, line: HandoutLine, out: Path) -> bool:
        from annotator.services.exchange.handing_out import may_replace

        return may_replace(self._opened.project, self._people[line.person_id], out)

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
        self._about.setText(next_steps_words() if result.written else "")
        for part in (
            self.rounds,
            self._rounds_caption,
            self.batch,
            self._batch_caption,
            self.folder,
            self._folder_caption,
        ):
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
