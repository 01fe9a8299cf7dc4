"""Where a file goes: suggested names, names that are free, fields for files and folders."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from annotator.words import tr, tr_n

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST = 120


def file_name(*parts: str, suffix: str) -> str:
    """Return a name that every system takes: the parts between dashes, and the suffix."""
    words = (" ".join(_FORBIDDEN.sub(" ", part).split()).strip(". ") for part in parts)
    stem = " – ".join(word for word in words if word)
    return f"{stem[:_LONGEST].rstrip('. ') or tr('file')}{suffix}"


def free_path(path: Path, suffix: str) -> Path:
    """Return the path, or with a number the first one that no file has yet."""
    stem = path.name.removesuffix(suffix)
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{stem} {number}{suffix}")
        number += 1
    return free


def with_suffix(path: Path, suffix: str) -> Path:
    """Return the path with its suffix, where it was typed without."""
    return path if path.name.lower().endswith(suffix) else path.with_name(path.name + suffix)


def problem_with(path: Path, may_replace: Callable[[Path], bool] | None = None) -> str:
    """Return why no file can be written there; empty when one can.

    ``may_replace`` tells of a file that is there whether another may take its place, once a person
    has said so (`ask_to_replace`); without it none may.
    """
    if not path.parent.is_dir():
        return tr("The folder does not exist.")
    if path.is_dir():
        return tr("This is a folder. Add a file name.")
    if path.exists() and may_replace is None:
        return tr("There is a file of this name already.")
    if path.exists() and may_replace is not None and not may_replace(path):
        return tr("A project of this name is there; it is never replaced.")
    return ""


def ask_to_replace(paths: Sequence[Path], parent: QWidget) -> bool:
    """Ask whether these files may be replaced; True where none of them is there."""
    there = [one for one in paths if one.exists()]
    if not there:
        return True
    question = QMessageBox(parent)
    question.setIcon(QMessageBox.Icon.Warning)
    question.setWindowTitle(tr("Replace"))
    names = "\n".join(one.name for one in there)
    question.setText(
        tr_n("This file is there already. Replace it?",
             "These files are there already. Replace them?", len(there))
    )  # fmt: skip
    question.setInformativeText(names)
    replace = question.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
    keep = question.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    question.setDefaultButton(keep)
    question.setEscapeButton(keep)
    question.exec()
    chosen = question.clickedButton()
    question.deleteLater()
    return chosen is replace


class FolderField(QWidget):
    """A folder, typed or chosen."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(str(folder), self)
        self.line.setAccessibleName(tr("Folder"))
        self.browse = QPushButton(tr("Browse …"), self)
        self.browse.clicked.connect(self._choose)
        _in_a_row(self, self.line, self.browse)
        self.setFocusProxy(self.line)

    @property
    def folder(self) -> Path:
        """Return what stands in the field."""
        return Path(self.line.text().strip()).expanduser()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder"), self.line.text())
        if chosen:
            self.line.setText(chosen)


class FileField(QWidget):
    """A file to be written, typed or chosen."""

    def __init__(self, path: Path, kinds: str, suffix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self._suffix = suffix
        self.line = QLineEdit(str(path), self)
        self.line.setAccessibleName(tr("File"))
        self.browse = QPushButton(tr("Browse …"), self)
        self.browse.clicked.connect(self._choose)
        _in_a_row(self, self.line, self.browse)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path | None:
        """Return the file that is meant; None while nothing is typed."""
        typed = self.line.text().strip()
        return with_suffix(Path(typed).expanduser(), self._suffix) if typed else None

    def _choose(self) -> None:
        # Whoever writes the file asks before it replaces one: once is enough.
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save to"),
            self.line.text(),
            f"{self._kinds} (*{self._suffix})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.line.setText(str(with_suffix(Path(chosen), self._suffix)))


def open_folder_button(parent: QWidget) -> QPushButton:
    """Return a button, hidden until there is something to show, that opens a folder."""
    button = QPushButton(tr("Open folder"), parent)
    button.hide()
    return button


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _in_a_row(widget: QWidget, field: QLineEdit, browse: QPushButton) -> None:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(browse)
