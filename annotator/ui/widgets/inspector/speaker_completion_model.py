"""The rows of the completion list: speakers that match, then the offer to create one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.ui.widgets.inspector.speaker_words import match_line, quoted
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.speakers import SpeakerMatch

ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class CreationRow:
    """The last row: make a new speaker with what was typed as its name."""

    typed: str


class SpeakerCompletionModel(QAbstractListModel):
    """Holds what one keystroke found."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.typed = ""
        self._rows: tuple[SpeakerMatch | CreationRow, ...] = ()

    def fill(self, typed: str, matches: Sequence[SpeakerMatch]) -> None:
        """Show these matches; the row for creating comes last."""
        self.beginResetModel()
        self.typed = typed
        self._rows = (*matches, CreationRow(typed.strip()))
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Return the number of rows, that for creating included."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, index: QModelIndex | QPersistentModelIndex) -> SpeakerMatch | CreationRow | None:
        """Return what stands in a row."""
        return self._rows[index.row()] if index.isValid() else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Return what the delegate and screen readers ask for."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return creation_words(row) if isinstance(row, CreationRow) else row.speaker.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None


def creation_words(row: CreationRow) -> str:
    """Return what the row for creating says."""
    if not row.typed:
        return tr("Create speaker")
    return tr("Create speaker {name}", name=quoted(row.typed))


def second_line(row: SpeakerMatch) -> str:
    """Return the facts about a match, after the alias by which it was found."""
    facts = match_line(row.speaker, row.attribution_count)
    if row.matched == row.speaker.name:
        return facts
    return " · ".join((quoted(row.matched), facts))


def spoken(row: SpeakerMatch | CreationRow) -> str:
    """Return a row as screen readers say it."""
    if isinstance(row, CreationRow):
        return creation_words(row)
    return f"{row.speaker.name}, {second_line(row)}"
