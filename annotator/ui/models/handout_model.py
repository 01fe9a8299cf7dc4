"""Who gets a file: people with what they have to do, ticks, file names, and what is in the file."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QBrush

from annotator.ui.models.headed_table_model import HeadedTableModel, Index
from annotator.ui.theme import Theme
from annotator.words import tr, tr_n

PERSON, WORK, FILE = range(3)


@dataclass(slots=True)
class HandoutLine:
    """One person who may get a file."""

    person_id: uuid.UUID
    name: str
    to_do: int
    begun: int
    done: int
    ticked: bool
    file: str
    problem: str = ""
    """Why the file cannot be written, or was not."""
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

    def show_problems(self, problems: Mapping[uuid.UUID, str]) -> None:
        """Show beside the names why files cannot be written."""
        for line in self.lines:
            line.problem = problems.get(line.person_id, "")
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
            return f"{line.file}  –  {line.problem}" if line.problem else line.file
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
    """Return how far somebody is with the articles: "12 to do, 3 begun, 40 done"."""
    parts = []
    if line.to_do:
        parts.append(tr_n("{count} to do", "{count} to do", line.to_do))
    if line.begun:
        parts.append(tr_n("{count} begun", "{count} begun", line.begun))
    if line.done:
        parts.append(tr_n("{count} done", "{count} done", line.done))
    return ", ".join(parts) or tr("none")
