"""Save figures: charts as SVG, PNG and PDF, tables as CSV, and the methods paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.shipped import resources_folder
from annotator.ui.agreement.figure_files import (
    FORMATS,
    FileToWrite,
    bytes_file,
    missing_folders,
    paper_theme,
    picture_file,
    write_all_into,
)
from annotator.ui.agreement.figure_pictures import Picture
from annotator.ui.announcing import announce
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
from annotator.ui.dialogs.file_fields import FolderField, open_folder, open_folder_button
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.dialogs.progress_row import ProgressRow
from annotator.ui.dialogs.work_dialog import fit
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.agreement.tables import CsvTable


class SaveFiguresDialog(FittedDialog):
    """Says how many files it would write, and which of them are there already."""

    def __init__(
        self,
        pictures: Sequence[Picture],
        tables: Sequence[CsvTable],
        methods: str,
        folder: Path,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        pseudonymous: tuple[Sequence[Picture], Sequence[CsvTable]] | None = None,
    ) -> None:
        """``pseudonymous``: the same pictures and tables without names of people."""
        super().__init__(parent)
        self._theme = theme
        self._pictures = tuple(pictures)
        self._tables = tuple(tables)
        self._named = (self._pictures, self._tables)
        self._pseudonymous = pseudonymous
        self._methods = methods
        self._stopped = False
        self._writing = False
        self.written: tuple[Path, ...] = ()
        self.setWindowTitle(tr("Save figures"))
        self.list = QListWidget(self)
        # Long captions are shortened, and whole in the tool tip.
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._pictures:
            words = f"{one.title}  –  {one.caption}"
            item = QListWidgetItem(words, self.list)
            item.setToolTip(words)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                          | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
            item.setCheckState(Qt.CheckState.Checked)
        if self._pictures:
            self.list.setCurrentRow(0)
        self.list.setStyleSheet(_boxes(theme))
        self.list.itemChanged.connect(lambda _item: self._check())
        self.formats = {
            ending: _box(words, ending in ("svg", "png"), self)
            for ending, words in (
                ("svg", tr("SVG, to be edited")),
                ("png", tr("PNG, twice the size of the screen")),
                ("pdf", tr("PDF")),
            )
        }
        self.tables = _box(tr("Tables as CSV"), bool(tables), self)
        self.methods = _box(tr("Methods paragraph as text"), bool(methods), self)
        self.pseudonyms = _box(tr("Coder 1, Coder 2 … instead of names"), False, self)
        self.pseudonyms.setVisible(pseudonymous is not None)
        self.pseudonyms.toggled.connect(self._take_names)
        self.tables.setEnabled(bool(tables))
        self.methods.setEnabled(bool(methods))
        for box in (*self.formats.values(), self.tables, self.methods):
            box.toggled.connect(lambda _on: self._check())
        self.folder = FolderField(folder, self)
        self.folder.line.textChanged.connect(lambda _text: self._check())
        self.outcome = explanation("", self)
        self.progress = ProgressRow(self)
        self.progress.stop_wanted.connect(self._stop)
        self.progress.hide()
        self.start = primary_button(tr("Save"), self)
        self.start.clicked.connect(self.save)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        self.open_folder = open_folder_button(self)
        self.open_folder.clicked.connect(lambda: open_folder(self.folder.folder))
        self._build()
        self._check()
        self.list.setFocus()

    def files(self) -> tuple[FileToWrite, ...]:
        """Return what would be written; one file alone is one file, in the same folder."""
        folder, theme = self.folder.folder, paper_theme()
        found = [
            picture_file(picture, ending, folder / f"{picture.name}.{ending}", theme)
            for at, picture in enumerate(self._pictures)
            if self.list.item(at).checkState() is Qt.CheckState.Checked
            for ending in FORMATS
            if self.formats[ending].isChecked()
        ]
        if self.tables.isChecked():
            found += [bytes_file(one.content, folder / one.name) for one in self._tables]
        if self.methods.isChecked():
            words = f"{self._methods.rstrip()}\n".encode()
            found.append(bytes_file(words, folder / "agreement-methods.txt"))
        return tuple(found)

    def save(self) -> None:
        """Write all files, or none."""
        files = self.files()
        if not files or not self.start.isEnabled():
            return
        self._stopped, self._writing = False, True
        self._show_running(running=True)
        self.progress.begin(tr("Writing …"))

        def told(done: int) -> bool:
            self.progress.show_progress(done, len(files), tr("Writing"))
            QApplication.processEvents()
            return not self._stopped

        try:
            count = write_all_into(self.folder.folder, files, told)
        except AnnotatorError as error:
            self._end(explain(error).sentence, "error")
        else:
            if count:
                self.written = tuple(one.path for one in files)
                self._show_written(count)
            else:
                self._end(tr("Stopped. No file was left behind."), "secondary")

    def reject(self) -> None:
        """Close; while files are written, stop that instead."""
        if self._writing:
            self._stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop writing before the dialog goes."""
        if self._writing:
            self._stop()
            event.ignore()
        else:
            super().closeEvent(event)

    def _build(self) -> None:
        body = QWidget(self)
        self._body = body
        inner = column(body)
        inner.addWidget(title(tr("Save figures"), body))
        inner.addWidget(
            explanation(
                tr("As on the screen, in light colours for paper."),
                body,
            )
        )
        inner.addWidget(caption(tr("Figures"), body, self.list))
        inner.addWidget(self.list, 1)
        kinds = QHBoxLayout()
        left, right = QVBoxLayout(), QVBoxLayout()
        for box in self.formats.values():
            left.addWidget(box)
        for box in (self.tables, self.methods, self.pseudonyms):
            right.addWidget(box)
        right.addStretch(1)
        kinds.addLayout(left, 1)
        kinds.addLayout(right, 1)
        inner.addLayout(kinds)
        where = QHBoxLayout()
        where.addWidget(caption(tr("Folder"), body, self.folder))
        where.addWidget(self.folder, 1)
        inner.addLayout(where)
        inner.addWidget(self.outcome)
        self._foot = foot(self, self.open_folder, self.cancel, self.start)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(body, 1)
        layout.addWidget(line(self))
        layout.addWidget(self.progress)
        layout.addWidget(self._foot)
        fit(self, self._theme, 640, 560)
        tab_order(
            self.list,
            *self.formats.values(),
            self.tables,
            self.methods,
            self.pseudonyms,
            self.folder.line,
            self.folder.browse,
            self.progress.stop,
            self.open_folder,
            self.cancel,
            self.start,
        )

    def _take_names(self, pseudonyms: bool) -> None:
        """Take pictures and tables with names, or without."""
        taken = self._pseudonymous if pseudonyms and self._pseudonymous else self._named
        self._pictures, self._tables = tuple(taken[0]), tuple(taken[1])
        for at, one in enumerate(self._pictures):
            self.list.item(at).setText(f"{one.title}  –  {one.caption}")
        self._check()

    def _check(self) -> None:
        files, folder = self.files(), self.folder.folder
        there = [one.path for one in files if one.path.exists()]
        blocked, makes = "", ""
        missing = missing_folders(folder)
        if not self.folder.line.text().strip() or (missing and not folder.is_absolute()):
            blocked = tr("The folder does not exist.")
        elif missing is None:
            blocked = tr("No folder can be made here: a file of that name is in the way.")
        elif missing:
            makes = tr("The folder is made.")
        self.start.setEnabled(bool(files) and not blocked)
        self.start.setText(tr("Replace files") if there and not blocked else tr("Save"))
        if blocked:
            self._say(blocked, "error")
        elif not files:
            self._say(tr("Choose at least one figure and format, a table or the paragraph."))
        elif there:
            self._say(
                tr_n(
                    "{count} file of such a name is there already. It would be replaced.",
                    "{count} files of such names are there already. They would be replaced.",
                    len(there),
                ),
                "warning",
            )
        else:
            writes = (
                tr("Writes one file: {name}.", name=files[0].path.name)
                if len(files) == 1
                else tr_n("Writes {count} file.", "Writes {count} files.", len(files))
            )
            self._say(tr("{writes} {makes}", writes=writes, makes=makes) if makes else writes)

    def _show_written(self, count: int) -> None:
        words = tr_n(
            "{count} file written to {folder}.",
            "{count} files written to {folder}.",
            count,
            folder=self.folder.folder,
        )
        self.open_folder.show()
        self.cancel.setText(tr("Close"))
        self._end(words, "ok")
        self.cancel.setFocus()

    def _end(self, words: str, kind: str) -> None:
        self._writing = False
        self._show_running(running=False)
        self._say(words, kind)
        announce(self, words, urgent=kind == "error")

    def _stop(self) -> None:
        self._stopped = True

    def _say(self, words: str, kind: str = "secondary") -> None:
        self.outcome.setText(words)
        self.outcome.setProperty("kind", kind)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self._foot.setVisible(not running)
        self._body.setEnabled(not running)
        if running:
            self.progress.stop.setFocus()


def _box(words: str, on: bool, parent: QWidget) -> QCheckBox:
    box = QCheckBox(words, parent)
    box.setChecked(on)
    return box


def _boxes(theme: Theme) -> str:
    """Return the style of boxes in a list: as everywhere else."""
    folder = (resources_folder() / "icons" / "controls").as_posix()
    look, side = "dark" if theme.dark else "light", theme.px(16)
    return (
        f"QListWidget::item {{ min-height: {theme.px(24)}px; }}"
        f"QListWidget::indicator {{ width: {side}px; height: {side}px; }}"
        f"QListWidget::indicator:unchecked {{ image: url({folder}/box-{look}.svg); }}"
        f"QListWidget::indicator:checked {{ image: url({folder}/box-checked-{look}.svg); }}"
    )
