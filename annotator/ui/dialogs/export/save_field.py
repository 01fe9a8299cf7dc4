"""Where an export goes: a file, a folder, or a folder in one zip file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption, explanation
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.interchange.importing import FormatInfo

_ZIP = ".zip"
_PROJECT = ".stance"


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be said of the place."""

    problem: str = ""
    """Why nothing can be written there; empty when something can."""
    replaces: bool = False
    """Whether something of this name is there already."""
    other_ending: str = ""
    """The ending of a file that is there and does not look like an export in this format."""


class SaveField(QWidget):
    """Suggests a name that follows the format, until one is typed."""

    changed = Signal()

    def __init__(self, folder: Path, stem: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._stem = stem
        self._typed = False
        self._kinds = ""
        self._endings: tuple[str, ...] = ()
        self.folder_wanted = False
        self.line = QLineEdit(self)
        self.browse = QPushButton(tr("Browse …"), self)
        self._hint = explanation(
            tr("This makes a folder. With .zip at the end of its name it is one file."),
            self,
            "caption",
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(caption(tr("Save to"), self, self.line))
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._hint)
        self.line.textEdited.connect(self._note_typed)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.browse.clicked.connect(self._choose)

    @property
    def path(self) -> Path:
        """Return what stands in the field."""
        return Path(self.line.text().strip()).expanduser()

    def suit(self, one: FormatInfo, *, folder: bool) -> None:
        """Follow a format; ``folder`` tells whether the export makes a folder."""
        ending = one.endings[0] if one.endings and not folder else ""
        self.folder_wanted = folder
        self._endings = (_ZIP,) if folder else one.endings
        self._hint.setVisible(folder)
        self._kinds = f"{one.label} (*{ending})"
        if folder:
            self._kinds = _folder_kinds()
        self._suggest(f"{self._stem}-{one.name}" if folder else f"{self._stem}{ending}")

    def suit_folder(self, name: str) -> None:
        """Want a folder of this name, until another one is typed."""
        self.folder_wanted = True
        self._endings = (_ZIP,)
        self._kinds = _folder_kinds()
        self._suggest(name)

    def place(self) -> Place:
        """Look at the place."""
        path = self.path
        if not self.line.text().strip():
            return Place(tr("Say where the export is to go."))
        if not path.parent.is_dir():
            return Place(tr("The folder does not exist."))
        packed = path.suffix.lower() == _ZIP
        if path.is_dir() and (packed or not self.folder_wanted):
            return Place(tr("This is a folder. Add a file name."))
        if path.is_file() and self.folder_wanted and not packed:
            return Place(tr("There is a file of this name, and a folder is to be made."))
        if path.exists() and path.suffix.lower() == _PROJECT:
            return Place(tr("This is a project. An export never replaces one."))
        other = path.suffix.lower() not in (*self._endings, "")
        return Place(
            replaces=path.exists(), other_ending=path.suffix if path.is_file() and other else ""
        )

    def _suggest(self, name: str) -> None:
        if not self._typed:
            self.line.setText(str(self._folder / name))

    def _note_typed(self, text: str) -> None:
        self._typed = bool(text)

    def _choose(self) -> None:
        # The button that exports says whether something is replaced: once is enough.
        chosen, kind = QFileDialog.getSaveFileName(
            self,
            tr("Export to"),
            self.line.text(),
            self._kinds,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self._typed = True
            wants_zip = self.folder_wanted and _ZIP in kind
            ends = chosen.lower().endswith(_ZIP)
            self.line.setText(f"{chosen}{_ZIP}" if wants_zip and not ends else chosen)


def _folder_kinds() -> str:
    return f"{tr('Folder')} (*);;{tr('Zip file')} (*{_ZIP})"
