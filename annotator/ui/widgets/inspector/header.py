"""The head of the inspector: which attribution, the way to its neighbours, flag, and more."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme.fonts import SECONDARY, SECTION
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class InspectorHeader(QFrame):
    """Title and buttons; in a narrow pane the buttons go below the title."""

    previous_requested = Signal()
    next_requested = Signal()
    flag_changed = Signal(bool)
    duplicate_requested = Signal()
    reported_by_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "panel")
        self._title = ToneLabel(theme, self, tone="text1", size=SECTION, bold=True)
        self._of = ToneLabel(theme, self, tone="text3", size=SECONDARY)
        self._flag_key = "F"
        self.previous = self._button(tr("Previous attribution"))
        self.next = self._button(tr("Next attribution"))
        self.flag = self._button(tr("Flag for follow-up"))
        self.flag.setCheckable(True)
        self.more = self._button(tr("More"))
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self.flag.clicked.connect(self._flagged)
        self._make_menu()
        self._words = QWidget(self)
        words = QHBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.px(6))
        words.addWidget(self._title)
        words.addWidget(self._of)
        words.addStretch(1)
        self._buttons = QWidget(self)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(theme.px(4))
        buttons.addStretch(1)
        for button in (self.previous, self.next, self.flag, self.more):
            buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.px(14), theme.px(6), theme.px(8), theme.px(6))
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._buttons)
        self.set_keys(
            {
                "previous_attribution": "K",
                "next_attribution": "J",
                "flag": "F",
                "duplicate": "Ctrl+D",
                "reported_by": "R",
                "delete": "Del",
            }.__getitem__
        )
        theme.changed.connect(self._dress)
        self._dress()

    def set_keys(self, key_of: Callable[[str], str]) -> None:
        """Show the keys in use; ``key_of`` maps a command of the key table to its key."""
        self._flag_key = key_of("flag")
        for button, words, key in (
            (self.previous, tr("Previous attribution"), key_of("previous_attribution")),
            (self.next, tr("Next attribution"), key_of("next_attribution")),
        ):
            button.setToolTip(_with_key(words, key))
        for action, words, command, _picture in self._entries:
            key = key_of(command)
            # The keys are only shown here: the window owns the shortcuts.
            action.setText(f"{words}\t{key}" if key else words)
        self._dress_flag()

    def show_place(self, number: int, total: int, *, flagged: bool, read_only: bool) -> None:
        """Say which attribution is shown; number 0 means none."""
        some = number > 0
        self._title.setText(
            tr("Attribution {number}", number=number) if some else tr("Attribution")
        )
        self._of.setText(tr("of {total}", total=total) if some else "")
        self.previous.setEnabled(total > 1 or (total == 1 and not some))
        self.next.setEnabled(total > 1 or (total == 1 and not some))
        self.flag.setEnabled(some and not read_only)
        self.flag.setChecked(some and flagged)
        self.more.setEnabled(some and not read_only)
        self._dress_flag()

    def minimumSizeHint(self) -> QSize:
        """Return the size with the buttons below the title."""
        margins = self._row.contentsMargins()
        words, buttons = self._words.minimumSizeHint(), self._buttons.minimumSizeHint()
        width = max(words.width(), buttons.width()) + margins.left() + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside or below the title."""
        super().resizeEvent(event)
        margins = self._row.contentsMargins()
        wanted = self._words.sizeHint().width() + self._buttons.sizeHint().width()
        fits = wanted + margins.left() + margins.right() + self._row.spacing() <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _make_menu(self) -> None:
        menu = QMenu(self.more)
        duplicate = tr("Same spans again, for another object")
        entries = (
            (duplicate, "duplicate", "copy", self.duplicate_requested),
            (tr("Reported by …"), "reported_by", "link", self.reported_by_requested),
            (tr("Delete"), "delete", "trash", self.delete_requested),
        )
        self._entries: list[tuple[QAction, str, str, str]] = []
        for words, command, picture, signal in entries:
            if command == "delete":
                menu.addSeparator()
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, one=signal: one.emit())
            self._entries.append((action, words, command, picture))
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _flagged(self, on: bool) -> None:
        self._dress_flag()
        self.flag_changed.emit(on)

    def _dress(self) -> None:
        for button, name in (
            (self.previous, "previous"),
            (self.next, "next"),
            (self.more, "more"),
        ):
            button.setIcon(icon(name, self._theme))
        side = self._theme.px(16)
        for button in (self.previous, self.next, self.flag, self.more):
            button.setIconSize(QSize(side, side))
        for action, _words, _command, name in self._entries:
            action.setIcon(icon(name, self._theme))
        self._dress_flag()

    def _dress_flag(self) -> None:
        on = self.flag.isChecked()
        colour = self._theme.tokens.warning if on else self._theme.tokens.text2
        self.flag.setIcon(icon("flag-filled" if on else "flag", self._theme, colour))
        words = tr("Flagged for follow-up") if on else tr("Flag for follow-up")
        self.flag.setToolTip(_with_key(words, self._flag_key))


def _with_key(words: str, key: str) -> str:
    return f"{words} ({key})" if key else words
