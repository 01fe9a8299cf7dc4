"""Send back my work: a package with one person's own work, for the manager."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.exchange_words import package_words, work_words
from annotator.ui.dialogs.file_fields import (
    FileField,
    ask_to_replace,
    file_name,
    free_path,
    open_folder,
    open_folder_button,
    problem_with,
)
from annotator.ui.dialogs.work_dialog import WorkDialog
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.exchange.packaging import PackageReport
    from annotator.ui.open_project import OpenProject

SUFFIX = ".stance-package"


class PackageDialog(WorkDialog):
    """Says how far the work is, asks where the file goes, writes it, and says what is inside."""

    def __init__(
        self,
        opened: OpenProject,
        theme: Theme,
        folder: Path,
        parent: QWidget | None = None,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._opened = opened
        self.report: PackageReport | None = None
        self.setWindowTitle(tr("Send back my work"))
        self._title = title(tr("Send back my work"), self)
        self._about = explanation(
            tr(
                "One file with what {name} has made: marks, speakers, notes and what was handed"
                " in. Your work stays here as well. You can send it as often as you like.",
                name=opened.person.name,
            ),
            self,
        )
        self.state = explanation("", self, "section")
        self.unfinished = explanation("", self, "warning")
        name = file_name(
            opened.project.info.name,
            opened.person.name,
            (today or date.today()).isoformat(),
            suffix=SUFFIX,
        )
        path = free_path(folder / name, SUFFIX)
        self.file = FileField(path, tr("Packages"), SUFFIX, self)
        self.file.line.textChanged.connect(lambda _text: self._check())
        self._file_caption = caption(tr("Save to"), self, self.file.line)
        self.start = primary_button(tr("Write file"), self)
        self.start.clicked.connect(self.begin)
        self._close = QPushButton(tr("Cancel"), self)
        self._close.clicked.connect(self.reject)
        self.open_folder = open_folder_button(self)
        self.open_folder.clicked.connect(self._open_folder)
        self.worked.connect(self._show_report)
        self.stopped.connect(lambda: self.say(tr("Stopped. No file was left behind.")))
        self._build()
        self._show_state()
        self._check()
        self.start.setFocus()

    def begin(self) -> None:
        """Write the package."""
        from annotator.services.exchange.packaging import package

        self._check()
        out = self.file.path
        if out is None or not self.start.isEnabled() or not ask_to_replace([out], self):
            return
        opened = self._opened
        actor, person = opened.annotator, opened.person
        self.run(
            tr("Writing …"),
            lambda progress, cancelled: package(
                opened.project, actor, person, out, progress, cancelled
            ),
        )

    def show_progress(self, done: int, total: int | None, what: str) -> None:
        """Show how far it is, in words."""
        words = {"read": tr("Reading"), "write": tr("Writing"), "check": tr("Checking")}
        super().show_progress(done, total, words.get(what, what))

    def _build(self) -> None:
        body = QWidget(self)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self._file_caption)
        where.addWidget(self.file, 1)
        inner = column(body)
        inner.addWidget(self._title)
        inner.addWidget(self._about)
        inner.addSpacing(4)
        inner.addWidget(self.state)
        inner.addWidget(self.unfinished)
        inner.addSpacing(8)
        inner.addLayout(where)
        inner.addWidget(self.outcome)
        inner.addStretch(1)
        self.lay_out(body, self.open_folder, self._close, self.start, width=620, height=300)
        tab_order(
            self.file.line,
            self.file.browse,
            self.progress.stop,
            self.open_folder,
            self._close,
            self.start,
        )

    def _show_state(self) -> None:
        from annotator.services.exchange.packaging import work_to_package

        opened = self._opened
        work = work_to_package(opened.project, opened.annotator, opened.person)
        self.state.setText(work_words(work))
        self.unfinished.setText(
            tr(
                "What is begun and not done yet ({where}) is sent as it stands, and does not count"
                " until you mark it done.",
                where=", ".join(
                    tr("{count} in “{round}”", count=f"{one.begun:,}", round=one.name)
                    for one in work
                    if one.begun
                ),
            )
        )
        self.unfinished.setVisible(any(one.begun for one in work))

    def _check(self) -> None:
        from annotator.services.exchange.packaging import may_replace

        if self.report is not None:
            return
        path = self.file.path
        problem = problem_with(path, may_replace) if path is not None else ""
        self.start.setEnabled(path is not None and not problem)
        if problem or self.outcome.text():
            self.say(problem, "error")

    def _show_report(self, report: PackageReport) -> None:
        self.report = report
        self._title.setText(tr("Ready to send"))
        self._about.setText(
            tr(
                "Attach this file to a message to whoever manages the project: {name}",
                name=report.path.name,
            )
        )
        self.state.setText(package_words(report))
        for part in (self.file, self._file_caption, self._close):
            part.hide()
        self.open_folder.show()
        self.start.setText(tr("Close"))
        self.start.clicked.disconnect(self.begin)
        self.start.clicked.connect(self.accept)
        self.start.setFocus()
        self.say(tr("Written to {folder}.", folder=report.path.parent), "ok")

    def _open_folder(self) -> None:
        if self.report is not None:
            open_folder(self.report.path.parent)
