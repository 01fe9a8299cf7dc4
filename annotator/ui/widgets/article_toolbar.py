"""Above the article: previous and next, place in the queue, legend, find, done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
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
_LEGEND_ROOM = 620
"""Width (at text scale 1) under which the legend makes way."""


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
        menu = QMenu(self.more)
        menu.addAction(cannot_code)
        menu.addAction(reopen)
        self.more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self._tool(previous, "previous"))
        row.addWidget(self._tool(following, "next"))
        row.addWidget(self._place)
        row.addSpacing(10)
        row.addWidget(self._legend)
        row.addStretch(1)
        row.addWidget(self._state)
        row.addWidget(self._tool(find, "search"))
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

    def show_state(self, state: SetState | None) -> None:
        """Show how far the article is, and the button that goes with it."""
        closed = state is not None and state.closed
        self.done.setEnabled(state is not None)
        if closed:
            self.done.show_words(tr("Reopen"), "", "")
            self.done.setToolTip(tr("Take this article up again; the submission stays."))
        else:
            self.done.show_words(tr("Done, next article"), self._done_key, "primary")
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

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Let the legend make way where room is scarce."""
        super().resizeEvent(event)
        self._legend.setVisible(self.width() >= self._theme.px(_LEGEND_ROOM))

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
        self.setStyleSheet(
            f"#articleToolbar {{ background: {tokens.surface.name()};"
            f" border: none; border-bottom: 1px solid {tokens.hairline.name()}; }}"
        )
