"""The list for the coders' meeting: what is on it, letters or names, where it goes."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.file_fields import FileField, file_name, free_path, problem_with
from annotator.ui.dialogs.work_dialog import WorkDialog
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import ringed_choices
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject

SUFFIX = ".html"


class DiscussionListDialog(WorkDialog):
    """Writes one page that any browser shows and prints."""

    def __init__(
        self,
        opened: OpenProject,
        round_id: uuid.UUID,
        theme: Theme,
        folder: Path,
        parent: QWidget | None = None,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._opened = opened
        self._round_id = round_id
        self.written: Path | None = None
        self._items = 0
        self.setWindowTitle(tr("Discussion list"))
        self.setStyleSheet(ringed_choices(theme))
        self.parked = QRadioButton(tr("What is &parked for discussion"), self)
        self.all_open = QRadioButton(tr("All &differences not settled"), self)
        self.letters = QRadioButton(tr("&Letters"), self)
        self.names = QRadioButton(tr("N&ames"), self)
        self._groups = tuple(
            self._group(*pair)
            for pair in ((self.parked, self.all_open), (self.letters, self.names))
        )
        self.count = explanation("", self, "caption")
        day = (today or date.today()).isoformat()
        name = file_name(opened.project.info.name, tr("discussion"), day, suffix=SUFFIX)
        path = free_path(folder / name, SUFFIX)
        self.file = FileField(path, tr("Web pages"), SUFFIX, self)
        self.file.line.textChanged.connect(lambda _text: self._check())
        self.start = primary_button(tr("Write file"), self)
        self.start.clicked.connect(self.begin)
        self.show_page = QPushButton(tr("Open the list"), self)
        self.show_page.hide()
        self.show_page.clicked.connect(self._open_page)
        self._close = QPushButton(tr("Close"), self)
        self._close.clicked.connect(self.reject)
        self.worked.connect(self._show_report)
        self.stopped.connect(lambda: self.say(tr("Stopped. No file was left behind.")))
        self._build()
        self.parked.toggled.connect(lambda _on: self._count())
        self._count()

    def begin(self) -> None:
        """Write the list."""
        from annotator.services.adjudication.discussion_list import write_discussion_list

        self._check()
        out = self.file.path
        if out is None or not self.start.isEnabled():
            return
        opened, round_id = self._opened, self._round_id
        names, all_open = self.names.isChecked(), self.all_open.isChecked()
        self.written = out
        self.run(
            tr("Writing …"),
            lambda progress, cancelled: write_discussion_list(
                opened.project,
                opened.widest,
                round_id,
                out,
                names=names,
                all_open=all_open,
                progress=progress,
                cancelled=cancelled,
            ),
        )

    def show_progress(self, done: int, total: int | None, what: str) -> None:  # noqa: ARG002
        """Show how many articles are written."""
        self.progress.show_progress(done, total, tr("Writing articles"))

    def _group(self, *buttons: QRadioButton) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, button in enumerate(buttons):
            button.setChecked(number == 0)
            group.addButton(button)
        return group

    def _build(self) -> None:
        body = QWidget(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for place, (words, buttons) in enumerate(
            (
                (tr("What is on it"), (self.parked, self.all_open)),
                (tr("The annotators as"), (self.letters, self.names)),
            )
        ):
            grid.addWidget(caption(words, body), 0, place)
            below = QVBoxLayout()
            below.setSpacing(0)
            for button in buttons:
                below.addWidget(button)
            grid.addLayout(below, 1, place)
            grid.setColumnStretch(place, 1)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(caption(tr("Save to"), body, self.file.line))
        where.addWidget(self.file, 1)
        inner = column(body)
        inner.addWidget(title(tr("Discussion list"), body))
        about = tr(
            "A page for the meeting: each passage with its context, what every annotator has, the"
            " note, and the codebook’s rules. It opens in any browser, and prints."
        )
        inner.addWidget(explanation(about, body))
        inner.addLayout(grid)
        inner.addWidget(self.count)
        inner.addLayout(where)
        inner.addWidget(self.outcome)
        inner.addStretch(1)
        self.lay_out(body, self.show_page, self._close, self.start, width=640, height=304)
        tab_order(
            self.parked,
            self.all_open,
            self.letters,
            self.names,
            self.file.line,
            self.file.browse,
            self.progress.stop,
            self.show_page,
            self._close,
            self.start,
        )

    def _count(self) -> None:
        from annotator.services.adjudication.discussion_list import discussion_count

        opened, all_open = self._opened, self.all_open.isChecked()
        try:
            count = discussion_count(
                opened.project, opened.widest, self._round_id, all_open=all_open
            )
        except AnnotatorError as error:
            count = 0
            self.count.setText(explain(error).sentence)
        else:
            self.count.setText(tr_n("{count} item is on it.", "{count} items are on it.", count))
        self._items = count
        self._check()

    def _check(self) -> None:
        path = self.file.path
        problem = problem_with(path) if path is not None else ""
        self.start.setEnabled(path is not None and not problem and self._items > 0)
        if problem or (self.outcome.text() and self.written is None):
            self.say(problem, "error")

    def _show_report(self, count: int) -> None:
        words = tr_n("Written: {count} item.", "Written: {count} items.", count)
        self.start.setEnabled(False)  # the file is there now
        self.show_page.show()
        self.show_page.setFocus()
        self.say(words, "ok")

    def _open_page(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))
