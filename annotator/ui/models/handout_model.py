"""Who gets a file: people with what they have to do, ticks, file names, and what is in the file."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QBrush

from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

PERSON, WORK, FILE = range(3)


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """How far somebody is with the articles of a round, or of one batch of it."""

    round: str
    """The round's name; empty where there is only one."""
    to_do: int
    begun: int
    done: int


@dataclass(slots=True)
class HandoutLine:
    """One person who may get a file."""

    person_id: uuid.UUID
    name: str
    figures: tuple[RoundFigures, ...]
    """Round by round."""
    ticked: bool
    file: str
    problem: str = ""
    """Why the file cannot be written, or was not."""
    replaces: bool = False
    """A file of that name is there, and goes once that was confirmed."""
    inside: str = ""
    """What is in the file, once it is written."""


class HandoutModel(HeadedTableModel):
    """Ticks are set in the first column, file names typed in the last."""

    edited = Signal()
    """A tick or a file name was changed."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: tuple[HandoutLine, ...] = ()
        self._heads = (tr("For"), tr("Articles"), tr("File"))
        self._written = False

    @property
    def ticked(self) -> tuple[HandoutLine, ...]:
        """Return the lines that are ticked."""
        return tuple(one for one in self.lines if one.ticked)

    def show_lines(self, lines: tuple[HandoutLine, ...]) -> None:
        """Show these people."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        self.edited.emit()

    def show_problems(
        self, problems: Mapping[uuid.UUID, str], replaced: Collection[uuid.UUID] = ()
    ) -> None:
        """Show beside the names why files cannot be written, and what they would replace."""
        for line in self.lines:
            line.problem = problems.get(line.person_id, "")
            line.replaces = line.person_id in replaced
        self._repaint()

    def show_written(self, lines: tuple[HandoutLine, ...]) -> None:
        """Show what was written and what is in it; nothing is edited any more."""
        self.beginResetModel()
        self._written = True
        self._heads = (tr("For"), tr("What is in the file"), tr("File"))
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of people."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked and the last be typed in, before the files are written."""
        flags = super().flags(index)
        if self._written:
            return flags
        if index.column() == PERSON:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == FILE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, ticks, and the colour of what is wrong."""
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == PERSON and not self._written:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.EditRole and column == FILE:
            return line.file
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                filter(None, (self._words(line, column), self._tick_words(line, column)))
            )
        if (
            role == Qt.ItemDataRole.ForegroundRole
            and column == self._problem_column
            and line.problem
        ):
            return QBrush(self._theme.tokens.error)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick or a file name."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == PERSON:
            line.ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        elif role == Qt.ItemDataRole.EditRole and index.column() == FILE and str(value).strip():
            line.file = str(value).strip()
        else:
            return False
        self.edited.emit()
        return True

    @property
    def _problem_column(self) -> int:
        return WORK if self._written else FILE

    def _words(self, line: HandoutLine, column: int) -> str:
        if column == PERSON:
            return line.name
        if self._written:
            return line.file if column == FILE else line.problem or line.inside
        if column == FILE:
            note = line.problem or (tr("replaces an older file") if line.replaces else "")
            return f"{line.file}  –  {note}" if note else line.file
        return work_words(line)

    def _tick_words(self, line: HandoutLine, column: int) -> str:
        if column != PERSON or self._written:
            return ""
        return tr("gets a file") if line.ticked else tr("gets no file")

    def _repaint(self) -> None:
        if self.lines:
            corners = self.index(0, 0), self.index(len(self.lines) - 1, FILE)
            self.dataChanged.emit(*corners)


def work_words(line: HandoutLine) -> str:
    """Return how far somebody is, a round a line: "Main: 12 to do, 3 begun, 40 done"."""
    shown = [(one.round, _figures_words(one)) for one in line.figures]
    return "\n".join(
        tr("{round}: {figures}", round=round_, figures=words) if round_ else words
        for round_, words in shown
        if words
    ) or tr("none")


def _figures_words(one: RoundFigures) -> str:
    parts = []
    if one.to_do:
        parts.append(tr_n("{count} to do", "{count} to do", one.to_do))
    if one.begun:
        parts.append(tr_n("{count} begun", "{count} begun", one.begun))
    if one.done:
        parts.append(tr_n("{count} done", "{count} done", one.done))
    return ", ".join(parts)
