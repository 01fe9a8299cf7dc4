"""A new project: name, file, codebook, and what the maker is called."""

from __future__ import annotations

import getpass
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from annotator.domain.codebook import Codebook
from annotator.domain.errors import AnnotatorError
from annotator.ui.dialogs.dialog_parts import (
    caption,
    column,
    explanation,
    foot,
    primary_button,
    tab_order,
    title,
)
from annotator.ui.dialogs.fitted_dialog import FittedDialog
from annotator.ui.error_words import explain
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_ring import RingDelegate
from annotator.words import tr

SUFFIX = ".stance"


@dataclass(frozen=True, slots=True)
class NewProject:
    """What the dialog was answered."""

    name: str
    path: Path
    codebook: Codebook
    maker: str


class NewProjectDialog(FittedDialog):
    """After acceptance, ``answer`` says what to make."""

    def __init__(
        self,
        codebooks: tuple[Codebook, ...],
        theme: Theme,
        *,
        maker: str = "",
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.answer: NewProject | None = None
        self._folder = folder or documents_folder()
        self._path_typed = False
        self.setWindowTitle(tr("New project"))
        self.name = QLineEdit(self)
        self.name.textChanged.connect(self._follow_name)
        self.path = QLineEdit(self)
        self.path.textEdited.connect(self._note_typed)
        self.path.textChanged.connect(lambda _text: self._check())
        self.maker = QLineEdit(maker or system_name(), self)
        self.maker.textChanged.connect(lambda _text: self._check())
        self.codebooks = QListWidget(self)
        self.codebooks.currentRowChanged.connect(lambda _row: self._show_codebook())
        self._about = explanation("", self)
        self._about.setMinimumHeight(theme.px(64))
        self._problem = explanation("", self, "error")
        self.codebooks.setMaximumHeight(theme.px(104))
        self.codebooks.setStyleSheet(f"QListWidget::item {{ padding: {theme.px(4)}px; }}")
        self.codebooks.setItemDelegate(RingDelegate(theme, self.codebooks))
        self.create_button = primary_button(tr("Create project"), self)
        self.create_button.clicked.connect(self._accept)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        layout = column(self, margins=0, spacing=0)
        layout.addWidget(self._form(), 1)
        layout.addWidget(foot(self, cancel, self.create_button, note=self._problem))
        tab_order(*self._fields, cancel, self.create_button)
        for codebook in codebooks:
            self._add(codebook)
        self.codebooks.setCurrentRow(0)
        self.resize(theme.px(600), theme.px(520))
        self._check()

    def _form(self) -> QWidget:
        body = QWidget(self)
        browse = QPushButton(tr("Browse …"), body)
        browse.clicked.connect(self._browse)
        own = QPushButton(tr("From a file …"), body)
        own.clicked.connect(self._choose_codebook)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path, 1)
        where.addWidget(browse)
        more = QHBoxLayout()
        more.addWidget(own)
        more.addStretch(1)
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        grid.addWidget(caption(tr("Name"), body, self.name), 0, 0)
        grid.addWidget(self.name, 0, 1)
        grid.addWidget(caption(tr("File"), body, self.path), 1, 0)
        grid.addLayout(where, 1, 1)
        grid.addWidget(caption(tr("Your name"), body, self.maker), 2, 0)
        grid.addWidget(self.maker, 2, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(caption(tr("Codebook"), body, self.codebooks), 3, 0, top)
        grid.addWidget(self.codebooks, 3, 1)
        grid.addWidget(self._about, 4, 1)
        grid.addLayout(more, 5, 1)
        layout = column(body, spacing=10)
        layout.addWidget(title(tr("New project"), body))
        layout.addWidget(
            explanation(
                tr(
                    "A project is one file. Your name stands beside your marks, and you hold all"
                    " roles in it."
                ),
                body,
            )
        )
        layout.addLayout(grid)
        layout.addStretch(1)
        self._fields = (self.name, self.path, browse, self.maker, self.codebooks, own)
        return body

    def _add(self, codebook: Codebook) -> None:
        item = QListWidgetItem(
            tr("{label}, version {version}", label=codebook.label, version=codebook.version)
        )
        item.setData(_ROLE, codebook)
        self.codebooks.addItem(item)

    def _codebook(self) -> Codebook | None:
        item = self.codebooks.currentItem()
        found: Codebook | None = item.data(_ROLE) if item is not None else None
        return found

    def _show_codebook(self) -> None:
        codebook = self._codebook()
        self._about.setText(codebook.description if codebook else "")
        self._check()

    def _follow_name(self, name: str) -> None:
        if not self._path_typed:
            stem = re.sub(r"[^\w.-]+", "-", name.strip().lower()).strip("-.")
            self.path.setText(str(self._folder / f"{stem}{SUFFIX}") if stem else "")
        self._check()

    def _note_typed(self, text: str) -> None:
        self._path_typed = bool(text)

    def _browse(self) -> None:
        suggested = self.path.text() or str(self._folder / f"project{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Project file"), suggested, tr("Projects (*{suffix})", suffix=SUFFIX)
        )
        if chosen:
            self._path_typed = True
            self.path.setText(str(_with_suffix(Path(chosen))))

    def _choose_codebook(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Codebook file"), str(self._folder), tr("Codebooks (*.yaml *.yml *.json)")
        )
        if chosen:
            self.add_codebook_file(Path(chosen))

    def add_codebook_file(self, path: Path) -> None:
        """Offer and choose the codebook in a file; say what is wrong with it otherwise."""
        from annotator.services.codebooks import read_codebook_file

        try:
            codebook = read_codebook_file(path)
        except AnnotatorError as error:
            self._about.setText(explain(error).sentence)
            return
        self._add(codebook)
        self.codebooks.setCurrentRow(self.codebooks.count() - 1)

    def _check(self) -> None:
        path = Path(self.path.text().strip()).expanduser() if self.path.text().strip() else None
        problem = ""
        if path is not None and _with_suffix(path).exists():
            problem = tr("There is a file of this name already.")
        elif path is not None and not path.parent.is_dir():
            problem = tr("The folder does not exist.")
        self._problem.setText(problem)
        complete = bool(path and self.name.text().strip() and self.maker.text().strip())
        self.create_button.setEnabled(complete and not problem and self._codebook() is not None)

    def _accept(self) -> None:
        codebook = self._codebook()
        if codebook is not None:
            self.answer = NewProject(
                self.name.text().strip(),
                _with_suffix(Path(self.path.text().strip()).expanduser()),
                codebook,
                self.maker.text().strip(),
            )
            self.accept()


_ROLE = Qt.ItemDataRole.UserRole


def documents_folder() -> Path:
    """Return where this person keeps documents; the home folder where there is no such place."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(found) if found else Path.home()
    return folder if folder.is_dir() else Path.home()


def _with_suffix(path: Path) -> Path:
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def system_name() -> str:
    """Return what the system calls this person; empty where it calls them nothing."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user in a container
        return ""
