"""Who speaks: a field that completes names and aliases, and offers to create a speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStyle, QToolButton, QWidget

from annotator.domain.speakers import Speaker
from annotator.ui.icons import icon
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.speaker_completion import SpeakerCompletion
from annotator.ui.widgets.inspector.speaker_words import KIND_ICONS
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.speakers import SpeakerMatch

    Complete = Callable[[str], Sequence[SpeakerMatch]]


def no_matches(_typed: str) -> Sequence[SpeakerMatch]:
    """Complete nothing; stands in until somebody gives the field its matches."""
    return ()


class SpeakerField(QLineEdit):
    """Shows the speaker's name. Typing only looks for speakers; only choosing changes anything."""

    speaker_chosen = Signal(object)
    """A speaker's identifier, or None when the speaker was taken away."""
    creation_requested = Signal(str)
    """The name that the new speaker may get; may be empty."""
    leave_requested = Signal()
    """The keyboard is to go back to the article."""
    active_changed = Signal(bool)
    """The field got or lost the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._complete: Complete = no_matches
        self._speaker: Speaker | None = None
        self._suggested_name = ""
        self._typing = False
        self.completion = SpeakerCompletion(theme, self)
        self.completion.match_chosen.connect(self._chosen)
        self.completion.creation_chosen.connect(self._create)
        self._kind = QLabel(self)
        self._clear = self._button(tr("No speaker"))
        self._clear.clicked.connect(self._take_away)
        self._list = self._button(tr("Show speakers"))
        self._list.clicked.connect(self._toggle_list)
        self.setPlaceholderText(tr("Name or alias"))
        self.setAccessibleName(tr("Speaker"))
        self.textEdited.connect(self._typed)
        theme.changed.connect(self._dress)
        self._dress()

    def set_complete(self, complete: Complete) -> None:
        """Say who finds the speakers for what is typed."""
        self._complete = complete

    def show_speaker(self, speaker: Speaker | None, suggested_name: str) -> None:
        """Show a speaker without emitting. ``suggested_name`` is offered for a new one.

        What is half typed stays while the speaker is the same.
        """
        same = speaker is not None and self._speaker is not None and speaker.id == self._speaker.id
        same = same or (speaker is None and self._speaker is None)
        self._speaker = speaker
        self._suggested_name = suggested_name
        if not (same and self._typing):
            self.restore()

    def restore(self) -> None:
        """Show the speaker's name again, whatever was typed."""
        self._typing = False
        self._close()
        self.setText(self._speaker.name if self._speaker else "")
        self.setCursorPosition(0)
        if self.hasFocus():
            self.selectAll()
        self._dress()

    def set_read_only(self, read_only: bool) -> None:
        """Let the name be read but not changed."""
        self.setReadOnly(read_only)
        self._dress()

    def focus_field(self) -> None:
        """Give the keyboard to the field, its name selected so that typing replaces it."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, choose, create, leave."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.restore()
            self.leave_requested.emit()
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif _asks_to_create(event):
            self._create()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if _asks_to_create(event) or (
                plain and (event.key() in own or event.key() == Qt.Key.Key_Escape)
            ):
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys act here."""
        super().focusInEvent(event)
        self.active_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving without choosing changes nothing."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.restore()
            self.deselect()
            self.active_changed.emit(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along."""
        self._close()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the list, which would stand elsewhere."""
        self._close()
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list on a click elsewhere, even on something that takes no focus."""
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
            and watched is not self.completion
            and not self.completion.isAncestorOf(watched)
        ):
            self.restore()
        return super().eventFilter(watched, event)

    def _typed(self, typed: str) -> None:
        self._typing = True
        self._dress()
        if typed.strip():
            self._open(typed)
        else:
            self._close()

    def _open(self, typed: str) -> None:
        self.completion.open(typed, self._complete(typed.strip()))
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def _close(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.completion.close_list()

    def _step(self, rows: int) -> None:
        if self.completion.is_open:
            self.completion.step(rows)
        else:
            self._open(self.text() if self._typing else "")

    def _accept(self) -> None:
        if self.completion.is_open:
            self.completion.choose_current()
            return
        if self._typing and not self.text().strip():
            self._take_away()
        self.leave_requested.emit()

    def _chosen(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self.restore()
        self.speaker_chosen.emit(speaker.id)
        self.leave_requested.emit()

    def _create(self) -> None:
        name = self.text().strip() if self._typing else ""
        self.restore()
        self.creation_requested.emit(name or self._suggested_name)

    def _take_away(self) -> None:
        had = self._speaker is not None
        self._speaker = None
        self.restore()
        if had:
            self.speaker_chosen.emit(None)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        return button

    def _toggle_list(self) -> None:
        if self.completion.is_open:
            self.restore()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._open("")

    def _dress(self) -> None:
        theme = self._theme
        name = "search" if self._typing else "person"
        if self._speaker is not None and not self._typing:
            name = KIND_ICONS[self._speaker.kind]
        side = theme.px(16)
        self._kind.setPixmap(icon(name, theme, theme.tokens.text2).pixmap(side, side))
        for button, picture in ((self._clear, "close"), (self._list, "down")):
            button.setIcon(icon(picture, theme, theme.tokens.text3))
            button.setIconSize(QSize(theme.px(14), theme.px(14)))
        some = self._speaker is not None and not self._typing
        self._clear.setVisible(some and not self.isReadOnly())
        self._list.setVisible(not self.isReadOnly())
        self._arrange()

    def _arrange(self) -> None:
        """Put the icon before and the buttons behind the words."""
        px, tall = self._theme.px, self.height()
        side, button = px(16), px(24)
        shown = [one for one in (self._clear, self._list) if not one.isHidden()]
        behind = len(shown) * button
        places: list[tuple[QWidget, QRect]] = [
            (self._kind, QRect(px(9), (tall - side) // 2, side, side))
        ]
        for place, one in enumerate(shown):
            left = self.width() - px(3) - behind + place * button
            places.append((one, QRect(left, (tall - button) // 2, button, button)))
        for widget, rect in places:
            widget.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), rect))
        before = px(9) + side - px(1)
        if self.isRightToLeft():
            self.setTextMargins(behind, 0, before, 0)
        else:
            self.setTextMargins(before, 0, behind, 0)


def _asks_to_create(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_N and bool(
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
    )
