"""Above the article: previous and next, place in the queue, legend, find, done.

Where room is scarce they make way one after the other, see `_Room`; the menu holds what does.
"""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from annotator.domain.annotation_sets import SetState
from annotator.domain.codebook import Colour
from annotator.domain.text.spans import SpanRole
from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.ui.widgets.inspector.span_swatch import SpanSwatch
from annotator.ui.widgets.keyed_button import KeyedButton
from annotator.words import tr

HEIGHT = 44
_LEFT, _RIGHT, _BETWEEN, _AFTER_PLACE = 10, 12, 6, 10
"""Pixels at the ends of the row and between its parts."""


class _Room(IntEnum):
    """How much of the bar is shown, from all of it to the least."""

    ALL = 0
    NO_LEGEND = 1
    NO_PLACE = 2
    FIND_IN_MENU = 3
    SHORT_WORDS = 4
    NO_KEY = 5


class ArticleToolbar(QFrame):
    """Buttons trigger the window's actions, so that keys, menus and buttons are one."""

    def __init__(
        self,
        *,
        previous: QAction,
        following: QAction,
        find: QAction,
        done: QAction,
        reopen: QAction,
        cannot_code: QAction,
        done_key: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reopen = reopen
        self._done = done
        self._find_action = find
        self._cannot_code = cannot_code
        self._room = _Room.ALL
        self._closed = False
        self.setObjectName("articleToolbar")
        self._icons: list[tuple[QToolButton | QAction, str]] = []
        self._tools: list[QToolButton] = []
        self._swatches: list[SpanSwatch] = []
        self._place = QLabel(self)
        self._place.setProperty("kind", "secondary")
        self._state = QLabel(self)
        self._legend = QWidget(self)
        self.done = KeyedButton(theme, self)
        self.done.clicked.connect(self._press)
        self._done_key = done_key
        self.more = QToolButton(self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolTip(tr("More"))
        self.more.setAccessibleName(tr("More about this article"))
        self._menu = QMenu(self.more)
        self._menu.addAction(cannot_code)
        self._menu.addAction(reopen)
        self.more.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self._tool(previous, "previous"))
        row.addWidget(self._tool(following, "next"))
        row.addWidget(self._place)
        row.addSpacing(_AFTER_PLACE)
        row.addWidget(self._legend)
        row.addStretch(1)
        row.addWidget(self._state)
        self._find = self._tool(find, "search")
        row.addWidget(self._find)
        row.addWidget(self.done)
        row.addWidget(self.more)
        self._icons.append((self.more, "more"))
        self._fill_legend()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_state(None)

    def show_place(self, at: int, total: int) -> None:
        """Show which article of how many this is (from 1)."""
        self._place.setText(
            tr("{place} of {total}", place=f"{at:,}", total=f"{total:,}") if at else ""
        )
        self._fit()

    def show_state(self, state: SetState | None) -> None:
        """Show how far the article is, and the button that goes with it."""
        closed = self._closed = state is not None and state.closed
        self.done.setEnabled(state is not None)
        if closed:
            self.done.setToolTip(tr("Take this article up again; the submission stays."))
        else:
            self.done.setToolTip(tr("Hand this article in and go to the next one"))
        words = {
            SetState.DONE: tr("Done"),
            SetState.CANNOT_CODE: tr("Cannot code"),
        }
        self._state.setText(words.get(state, "") if state else "")
        self._state.setVisible(closed)
        ok = state is SetState.DONE
        self._state.setProperty("kind", "ok" if ok else "warning")
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self._name_done()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the room for the buttons alone."""
        whole = super().minimumSizeHint()
        return QSize(self._wanted(_Room.NO_KEY), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what matters least make way where room is scarce."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: only now have the words their fonts."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = (one for one in _Room if self._wanted(one) <= self.width())
        room = next(fitting, _Room.NO_KEY)
        self._legend.setVisible(room < _Room.NO_LEGEND)
        self._place.setVisible(room < _Room.NO_PLACE)
        self._find.setVisible(room < _Room.FIND_IN_MENU)
        if room is self._room:
            return
        if room >= _Room.FIND_IN_MENU:
            self._menu.insertAction(self._cannot_code, self._find_action)
        else:
            self._menu.removeAction(self._find_action)
        self._room = room
        self._name_done()

    def _wanted(self, room: _Room) -> int:
        """Return the width that this much of the bar asks for."""
        parts: list[tuple[QWidget, bool]] = [
            *((one, one is not self._find or room < _Room.FIND_IN_MENU) for one in self._tools),
            (self._place, room < _Room.NO_PLACE),
            (self._legend, room < _Room.NO_LEGEND),
            (self._state, self._closed),
            (self.more, True),
        ]
        widths = [part.sizeHint().width() for part, shown in parts if shown]
        done = self.done.width_for(*self._done_words(room))
        spaces = _LEFT + _RIGHT + _AFTER_PLACE + (len(widths) + 1) * _BETWEEN
        return sum(widths) + done + spaces

    def _done_words(self, room: _Room) -> tuple[str, str]:
        """Return words and key of the button at the right."""
        if self._closed:
            return tr("Reopen"), ""
        words = tr("Done") if room >= _Room.SHORT_WORDS else tr("Done, next article")
        return words, self._done_key if room < _Room.NO_KEY else ""

    def _name_done(self) -> None:
        self.done.show_words(*self._done_words(self._room), "" if self._closed else "primary")
        self.done.setAccessibleName(self._done_words(_Room.ALL)[0])
        self.updateGeometry()

    def _press(self) -> None:
        (self._reopen if self._reopen.isEnabled() else self._done).trigger()

    def _tool(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        key, words = action.shortcut().toString(), action.text().replace("&", "")
        button.setToolTip(f"{words} ({key})" if key else words)
        button.setAccessibleName(words)
        action.setIconVisibleInMenu(False)
        self._icons.append((action, name))
        self._tools.append(button)
        return button

    def _fill_legend(self) -> None:
        row = QHBoxLayout(self._legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for role, words in (
            (SpanRole.CONTENT, tr("Content")),
            (SpanRole.SOURCE, tr("Source")),
            (SpanRole.CUE, tr("Cue")),
        ):
            swatch = SpanSwatch(self._theme, self._legend)
            swatch.setProperty("role", role.value)
            label = QLabel(words, self._legend)
            label.setProperty("kind", "secondary")
            row.addWidget(swatch)
            row.addWidget(label)
            row.addSpacing(8)
            self._swatches.append(swatch)

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        self.setFixedHeight(theme.px(HEIGHT))
        side = theme.px(16)
        for holder, name in self._icons:
            holder.setIcon(icon(name, theme))
        for button in (*self._tools, self.more):
            button.setIconSize(QSize(side, side))
        for swatch in self._swatches:
            swatch.show_role(SpanRole(swatch.property("role")), tokens.stance[Colour.GREY])
        self._fit()
        self.setStyleSheet(
            f"#articleToolbar {{ background: {tokens.surface.name()};"
            f" border: none; border-bottom: 1px solid {tokens.hairline.name()}; }}"
        )
