"""The table in which keys are changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QKeySequenceEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import Shortcut, keys_of, shortcuts
from annotator.ui.widgets.queue_pane import PLAIN_ICONS
from annotator.words import tr

_ROW_ROOM = 8
"""Pixels between the fields."""


class KeyTable(QTableWidget):
    """One row per changeable command: what it does, its key, back to the usual one."""

    clashed = Signal(str)
    """Carries the words of the command that has the wanted key already; empty when none has."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        self._preferences = preferences
        self._rows = [one for one in shortcuts() if not one.fixed]
        super().__init__(len(self._rows), 3, parent)
        self.setAccessibleName(tr("Keys"))
        self.setHorizontalHeaderLabels([tr("Command"), tr("Key"), ""])
        self.verticalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        # Tab goes from field to field, and out after the last one.
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._fields: dict[str, QKeySequenceEdit] = {}
        for at, shortcut in enumerate(self._rows):
            self._fill(at, shortcut)
        self.setColumnWidth(1, self.fontMetrics().averageCharWidth() * 24)
        field = self._fields[self._rows[0].id]
        self.verticalHeader().setDefaultSectionSize(field.sizeHint().height() + _ROW_ROOM)

    def field(self, shortcut_id: str) -> QKeySequenceEdit:
        """Return the field in which a command's key is typed."""
        return self._fields[shortcut_id]

    def reset_all(self) -> None:
        """Give every command its usual key."""
        self._preferences.own_keys = {}
        self._show()

    def _fill(self, at: int, shortcut: Shortcut) -> None:
        item = QTableWidgetItem(shortcut.words)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.setItem(at, 0, item)
        field = QKeySequenceEdit(self)
        field.setMaximumSequenceLength(1)
        field.setClearButtonEnabled(True)
        field.setStyleSheet(PLAIN_ICONS)
        field.setAccessibleName(tr("Key for {command}", command=shortcut.words))
        field.setKeySequence(self._sequence(shortcut))
        field.editingFinished.connect(lambda: self._take(shortcut))
        self._fields[shortcut.id] = field
        self.setCellWidget(at, 1, field)
        usual = QPushButton(tr("Usual key"), self)
        usual.setProperty("kind", "flat")
        usual.clicked.connect(lambda: self._reset(shortcut))
        self.setCellWidget(at, 2, usual)

    def _take(self, shortcut: Shortcut) -> None:
        wanted = self._fields[shortcut.id].keySequence().toString()
        if wanted == self._sequence(shortcut).toString():
            return
        for other in self._rows:
            taken = {QKeySequence(key).toString() for key in self._keys(other)}
            clash = other.id != shortcut.id and other.may_clash(shortcut)
            if clash and wanted and wanted in taken:
                self.clashed.emit(other.words)
                self._fields[shortcut.id].setKeySequence(self._sequence(shortcut))
                return
        self.clashed.emit("")
        self._preferences.own_keys = {**self._preferences.own_keys, shortcut.id: wanted}

    def _reset(self, shortcut: Shortcut) -> None:
        own = dict(self._preferences.own_keys)
        own.pop(shortcut.id, None)
        self._preferences.own_keys = own
        self._show()

    def _show(self) -> None:
        for shortcut in self._rows:
            self._fields[shortcut.id].setKeySequence(self._sequence(shortcut))
        self.clashed.emit("")

    def _keys(self, shortcut: Shortcut) -> tuple[str, ...]:
        return keys_of(shortcut, self._preferences.own_keys)

    def _sequence(self, shortcut: Shortcut) -> QKeySequence:
        keys = self._keys(shortcut)
        return QKeySequence(keys[0]) if keys else QKeySequence()
