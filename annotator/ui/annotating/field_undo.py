"""Undo and redo belong to the text field that is being typed in, even with nothing to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import keys_of, shortcuts

_STANDARD = {"undo": QKeySequence.StandardKey.Undo, "redo": QKeySequence.StandardKey.Redo}


class FieldUndo(QObject):
    """Watches the field that has the keyboard, and only that one.

    The window's keys for the project's undo and redo undo typing there, and reach nothing else.
    A field that may only be read is none.
    """

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._field: QLineEdit | QPlainTextEdit | None = None

    def follow(self, focus: QWidget | None) -> None:
        """Watch what has the keyboard now, if it is a text field."""
        if self._field is not None:
            self._field.removeEventFilter(self)
            self._field.destroyed.disconnect(self._forget)
        self._field = focus if isinstance(focus, QLineEdit | QPlainTextEdit) else None
        if self._field is not None:
            self._field.installEventFilter(self)
            self._field.destroyed.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys for undo and redo before the window does."""
        field = self._field
        if field is None or watched is not field or field.isReadOnly():
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._asked(event) is not None:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            asked = self._asked(event)
            if asked is not None:
                field.undo() if asked == "undo" else field.redo()
                return True
        return False

    def _asked(self, event: QKeyEvent) -> str | None:
        pressed = QKeySequence(event.keyCombination())
        for one in shortcuts():
            if one.id in _STANDARD:
                own = (QKeySequence(key) for key in keys_of(one, self._preferences.own_keys))
                if event.matches(_STANDARD[one.id]) or pressed in own:
                    return one.id
        return None

    def _forget(self) -> None:
        self._field = None
