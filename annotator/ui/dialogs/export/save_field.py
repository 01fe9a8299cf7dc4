"""Where an export goes: a file, a folder, or a folder in one zip file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.ui.dialogs.dialog_parts import caption, explanation
from annotator.wording.problems import words_for
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
    is_folder: bool = False
    """Whether what is there is a folder: an older export, or an empty one."""
    other_ending: str = ""
    """The ending of the name, where it is none of the format."""
    lacks_ending: bool = False
    """Whether the name has none, and the format has one."""
    table: str = ""
    """The name of an older table of who is who that is replaced; empty where there is none."""


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
        self._foreign_endings: frozenset[str] = frozenset()
        """Of other formats, and of text."""
        self.folder_wanted = False
        self.line = QLineEdit(self)
        self.browse = QPushButton(tr("Browse …"), self)
        self._hint = explanation("", self, "caption")
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
        self.line.textChanged.connect(lambda _text: self._follow())
        self.browse.clicked.connect(self._choose)

    @property
    def path(self) -> Path:
        """Return what stands in the field."""
        return Path(self.line.text().strip()).expanduser()

    def suit(self, one: FormatInfo, *, folder: bool) -> None:
        """Follow a format; ``folder`` tells whether the export makes a folder."""
        from annotator.services.interchange.exporting import exportable

        others = (ending for each in exportable() for ending in each.endings)
        self._foreign_endings = frozenset((*others, ".txt", _ZIP)) - {*one.endings}
        ending = one.endings[0] if one.endings and not folder else ""
        self.folder_wanted = folder
        self._endings = (_ZIP,) if folder else one.endings
        self._kinds = f"{one.label} (*{ending})"
        if folder:
            self._kinds = _folder_kinds()
        self._suggest(f"{self._stem}-{one.name}" if folder else f"{self._stem}{ending}")
        self._tell()

    def suit_folder(self, name: str) -> None:
        """Want a folder of this name, until another one is typed."""
        self.folder_wanted = True
        self._endings = (_ZIP,)
        self._kinds = _folder_kinds()
        self._suggest(name)
        self._tell()

    def place(self, *, names: bool = False) -> Place:
        """Look at the place; ``names``: whether a table of who is who is written beside it."""
        if not self.line.text().strip():
            return Place(tr("Say where the export is to go."))
        try:
            return self._place(self.path, names=names)
        except OSError as error:
            # A name may be too long to be looked at, a folder closed.
            return Place(tr("Nothing can be written there: {why}.", why=error.strerror or ""))

    def type(self, path: Path) -> None:
        """Put another name in the place of what was typed."""
        self._typed = True
        self.line.setText(str(path))

    def with_ending(self) -> Path:
        """Return the same name with the format's ending in the place of another format's."""
        path, ending = self.path, self._endings[0]
        if path.suffix.lower() in self._foreign_endings:
            return path.with_suffix(ending)
        return path.with_name(f"{path.name}{ending}")

    def _place(self, path: Path, *, names: bool) -> Place:
        from annotator.services.interchange.export_names_table import is_names_table, names_beside
        from annotator.services.interchange.export_places import other_ending, replaceable

        if not path.name or not path.parent.is_dir():
            return Place(tr("The folder does not exist."))
        packed = path.suffix.lower() == _ZIP
        if path.is_dir() and (packed or not self.folder_wanted):
            return Place(tr("This is a folder. Add a file name."))
        if path.is_file() and self.folder_wanted and not packed:
            return Place(tr("There is a file of this name, and a folder is to be made."))
        if path.exists() and path.suffix.lower() == _PROJECT:
            return Place(tr("This is a project. An export never replaces one."))
        if path.is_dir() and not replaceable(path):
            return Place(_against("folder_not_export"))
        table = names_beside(path) if names else None
        if table is not None and table.exists() and not is_names_table(table):
            return Place(_against("names_in_the_way", file=table.name))
        endings = () if self.folder_wanted and not path.is_file() else self._endings
        return Place(
            replaces=path.exists(),
            is_folder=path.is_dir(),
            other_ending=other_ending(path, endings),
            lacks_ending=bool(endings) and not path.suffix,
            table=table.name if table is not None and table.exists() else "",
        )

    def _suggest(self, name: str) -> None:
        if not self._typed:
            self.line.setText(str(self._folder / name))

    def _follow(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Say whether it becomes a folder or one file."""
        words = tr("This makes a folder. With .zip at the end of its name it is one file.")
        if self.path.suffix.lower() == _ZIP:
            words = tr("This makes a folder, packed in one file.")
        self._hint.setText(words)
        self._hint.setVisible(self.folder_wanted)

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


def _against(code: str, **fields: str) -> str:
    """Return what stands against a place, before anything was begun."""
    words = words_for(code, fields)
    return f"{words.what} {words.to_do}"


def _folder_kinds() -> str:
    return f"{tr('Folder')} (*);;{tr('Zip file')} (*{_ZIP})"
