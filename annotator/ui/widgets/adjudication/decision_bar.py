"""The foot of the panel: take an annotator's version, edit, reject, discuss, decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.ui.widgets.keyed_button import KeyedButton
from annotator.words import tr

MOST_KEYED = 9
"""Annotators that have a key of their own: Alt+1 to Alt+9."""


class DecisionBar(QFrame):
    """Reports what was pressed. Deciding alone is prominent; going on, where that is done."""

    take_wanted = Signal(int)
    edit_wanted = Signal()
    reject_wanted = Signal()
    discuss_wanted = Signal()
    decide_wanted = Signal()
    reopen_wanted = Signal()
    next_wanted = Signal()
    noted = Signal(str)
    """The note for the discussion, to be stored."""
    note_typed = Signal(str)
    """The note as it is so far."""
    note_left = Signal()
    """The note is given up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key_of: Callable[[str], str] = lambda _id: ""
        self._letters: tuple[str, ...] = ()
        self.takes: tuple[KeyedButton, ...] = ()
        self._asking = QWidget(self)
        self.note = NoteField(self._asking)
        self.note.setPlaceholderText(tr("What is to be discussed? Enter stores it"))
        self.note.setAccessibleName(tr("Note for the discussion"))
        self.note.left.connect(self.note_left)
        self.note.entered.connect(self._take_note)
        self.note.textEdited.connect(self._typed)
        self.park = QPushButton(tr("Park"), self._asking)
        self.park.setToolTip(tr("Store the note and park this for discussion"))
        self.park.setAutoDefault(True)
        self.park.clicked.connect(self._take_note)
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(theme.px(6))
        asking.addWidget(self.note, 1)
        asking.addWidget(self.park)
        self._asking.hide()
        self._host = QWidget(self)
        self._flow = FlowLayout(self._host, theme.px(6))
        self.edit, self.reject, self.discuss, self.decide, self.following, self.reopen = (
            KeyedButton(theme, self._host) for _ in range(6)
        )
        for button, signal in (
            (self.edit, self.edit_wanted),
            (self.reject, self.reject_wanted),
            (self.discuss, self.discuss_wanted),
            (self.decide, self.decide_wanted),
            (self.following, self.next_wanted),
            (self.reopen, self.reopen_wanted),
        ):
            button.clicked.connect(signal)
            button.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(9), theme.px(14), theme.px(9))
        column.setSpacing(theme.px(6))
        column.addWidget(self._asking)
        column.addWidget(self._host)
        self._fill()

    def set_keys(self, key_of: Callable[[str], str]) -> None:
        """Show the keys in use; ``key_of`` maps a command of the key table to its key."""
        self._key_of = key_of
        self._words(blind=False)

    def show_state(
        self,
        letters: Sequence[str],
        takeable: Sequence[bool],
        *,
        locked: bool,
        decided: bool,
        blind: bool = False,
    ) -> None:
        """Show buttons for these annotators.

        ``locked``: nothing may be done (one's own coding, a project for reading only); ``decided``:
        the decision stands and may only be reopened; ``blind``: the annotators are covered.
        """
        if tuple(letters) != self._letters:
            self._letters = tuple(letters)
            self._fill()
        for button, may in zip(self.takes, takeable, strict=True):
            button.setVisible(not decided)
            button.setEnabled(may and not locked and not blind)
        for button in (self.edit, self.reject, self.discuss, self.decide):
            button.setVisible(not decided)
            button.setEnabled(not locked)
        self.following.setVisible(decided)
        self.reopen.setVisible(decided)
        self.reopen.setEnabled(not locked)
        self._words(blind=blind)
        self._flow.invalidate()

    def show_note(self, text: str | None) -> None:
        """Ask what is to be discussed, with what is typed of it so far; None: do not ask."""
        if text is not None and text != self.note.text():
            self.note.setText(text)
        self.park.setEnabled(bool(text and text.strip()))
        self._asking.setVisible(text is not None)

    def focus_note(self) -> None:
        """Give the keyboard to the note; typing goes on behind what is there."""
        self.note.setFocus()
        self.note.end(False)

    def _fill(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for old in self.takes:
            old.hide()
            old.deleteLater()
        takes = []
        for place, _letter in enumerate(self._letters):
            button = KeyedButton(self._theme, self._host)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _on=False, at=place: self.take_wanted.emit(at))
            takes.append(button)
        self.takes = tuple(takes)
        own = (self.edit, self.reject, self.discuss, self.decide, self.following, self.reopen)
        for widget in (*self.takes, *own):
            self._flow.addWidget(widget)
        for take in self.takes:
            take.show()
        self._words(blind=False)

    def _words(self, *, blind: bool) -> None:
        for place, (letter, button) in enumerate(zip(self._letters, self.takes, strict=True)):
            key = self._key_of(f"take_{place + 1}") if place < MOST_KEYED else ""
            words = tr("Take {letter}", letter=letter)
            button.show_words(words, key, "")
        for button, words, shortcut in (
            (self.edit, tr("Edit gold"), "edit_gold"),
            (self.reject, tr("Reject"), "reject"),
            (self.discuss, tr("Discuss"), "discuss"),
        ):
            button.show_words(words, self._key_of(shortcut), "")
        decide = tr("Compare") if blind else tr("Decide")
        self.decide.show_words(decide, self._key_of("decide"), "primary")
        self.following.show_words(tr("Next difference"), self._key_of("next_item"), "primary")
        self.reopen.show_words(tr("Reopen"), self._key_of("reopen_item"), "")

    def _take_note(self) -> None:
        text = self.note.text().strip()
        if text:
            self.noted.emit(text)

    def _typed(self, text: str) -> None:
        self.park.setEnabled(bool(text.strip()))
        self.note_typed.emit(text)


class NoteField(QLineEdit):
    """Enter stores, Esc leaves it and stores nothing; neither key goes any further."""

    left = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store or leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
