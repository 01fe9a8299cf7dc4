"""The editors of gold fields: a list at the cell, a line of text, the registry of speakers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.domain.speakers import Speaker
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.adjudication.option_menu import OptionMenu
from annotator.ui.widgets.adjudication.table_cells import GoldCell
from annotator.ui.widgets.adjudication.table_rows import EditorKind, GoldState, Option, TableRow
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.ui.widgets.inspector.speaker_field import SpeakerField, no_matches
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.speakers import SpeakerMatch

EDITOR_WIDTH = 240


class GoldEditing(QObject):
    """Opens one editor at a time over the table, and reports what came of it."""

    value_chosen = Signal(str, object)
    marking_wanted = Signal(str)
    speaker_creation_requested = Signal(str)
    ended = Signal()
    """The keyboard is to go back to the cell."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._editor: QWidget | None = None
        self.menu: OptionMenu | None = None
        self.complete: Callable[[str], Sequence[SpeakerMatch]] = no_matches
        self.speaker: Speaker | None = None
        self.suggested = ""
        """The name that a new speaker may get."""

    @property
    def active(self) -> bool:
        """Tell whether something is being typed."""
        return self._editor is not None

    def begin(self, row: TableRow, cell: GoldCell) -> None:
        """Open the editor of a gold field."""
        shown = row.gold
        if shown is None:
            return
        if shown.editor is EditorKind.TEXT:
            self._edit_text(row, cell)
        elif shown.editor is EditorKind.SPEAKER:
            self._edit_speaker(row, cell)
        else:
            self._open_menu(row, cell, several=shown.editor is EditorKind.MULTIPLE)

    def _open_menu(self, row: TableRow, cell: GoldCell, *, several: bool) -> None:
        options = row.gold.options if row.gold else ()
        self.menu = OptionMenu(options, self._theme, self._table, several=several)
        self.menu.chosen.connect(lambda chosen: self._picked(row.field, chosen))
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.setMinimumWidth(cell.width())
        self.menu.popup(cell.mapToGlobal(QPoint(0, cell.height())))

    def _picked(self, field: str, chosen: Option | tuple[Option, ...]) -> None:
        if isinstance(chosen, tuple):
            self.value_chosen.emit(field, tuple(one.value for one in chosen) or None)
        elif chosen.marks_in_text:
            self.marking_wanted.emit(field)
        else:
            self.value_chosen.emit(field, chosen.value)

    def _edit_text(self, row: TableRow, cell: GoldCell) -> None:
        edit = _CellText(
            cell.shown.words if cell.shown.state is not GoldState.EMPTY else "", self._table
        )
        edit.setAccessibleName(tr("Gold {field}", field=row.label))
        edit.ended.connect(
            lambda text: self._typed(row.field, text) if text is not None else self._give_back()
        )
        self._put(edit, cell)

    def _edit_speaker(self, row: TableRow, cell: GoldCell) -> None:
        field = SpeakerField(self._theme, self._table)
        field.set_complete(self.complete)
        field.show_speaker(self.speaker, self.suggested)
        field.setAccessibleName(tr("Gold speaker"))
        field.speaker_chosen.connect(lambda found: self._typed(row.field, found))
        field.creation_requested.connect(self._create_speaker)
        field.leave_requested.connect(self._give_back)
        field.active_changed.connect(lambda on: None if on else self.end())
        self._put(field, cell)
        field.focus_field()

    def _put(self, editor: QWidget, cell: GoldCell) -> None:
        self.end()
        self._editor = editor
        width = max(cell.width(), min(self._theme.px(EDITOR_WIDTH), self._table.width() - 2))
        high = max(cell.height(), editor.sizeHint().height())
        editor.setGeometry(QRect(self._table.width() - 1 - width, cell.y(), width, high))
        editor.show()
        editor.raise_()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, field: str, value: object) -> None:
        self.end()
        self.value_chosen.emit(field, value)
        self.ended.emit()

    def _create_speaker(self, name: str) -> None:
        """Close the editor, then ask for the new speaker.

        Not at once: a form has an event loop of its own, in which the editor would be destroyed
        while its list is still in the click that asked for the form.
        """
        self.end()
        self.ended.emit()
        QTimer.singleShot(0, self, lambda: self.speaker_creation_requested.emit(name))

    def _give_back(self) -> None:
        if self._editor is not None:
            self.end()
            self.ended.emit()

    def end(self) -> None:
        """Close the editor; what is half typed is dropped."""
        editor, self._editor = self._editor, None
        if editor is not None:
            focus = editor.window().focusWidget()
            if focus is not None and (focus is editor or editor.isAncestorOf(focus)):
                # Hidden with the keyboard, it would give it to whatever follows.
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()


class _CellText(QLineEdit):
    """A text in a cell: Enter keeps it, Esc does not, leaving keeps it."""

    ended = Signal(object)
    """The text, or None where nothing is to be changed."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._before = text
        self._over = False
        self.selectAll()
        self.editingFinished.connect(lambda: self._end(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep or give up; the key goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self._end(None)
        elif is_enter(event):
            self._end(self.text())
        else:
            super().keyPressEvent(event)

    def _end(self, text: str | None) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(None if text == self._before else text)
