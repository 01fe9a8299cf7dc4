"""The middle of the Annotate screen: toolbar, find bar, article, selection bar, keys bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.text.spans import Span
from annotator.ui.annotating.digit_keys import Digit, digit_of
from annotator.ui.annotating.finding import find_all
from annotator.ui.annotating.screen_commands import ScreenCommands
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.article_toolbar import ArticleToolbar
from annotator.ui.widgets.article_view import ArticleView
from annotator.ui.widgets.brief_notice import BriefNotice
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.find_bar import FindBar
from annotator.ui.widgets.keys_bar import KeysBar
from annotator.ui.widgets.selection_bar import SelectionBar
from annotator.words import tr, tr_n

_LEAST_WIDTH = 320
"""Pixels at any text scale: a few words a line can be read."""


class ArticlePane(QFrame):
    """Arranges; finds in the article; says where the selection bar stands."""

    digit_pressed = Signal(object)
    """Carries a `Digit`."""
    enter_pressed = Signal()
    escape_pressed = Signal()

    def __init__(
        self,
        commands: ScreenCommands,
        keys: ShortcutTable,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self.theme = theme
        self._text = ""
        self._places: tuple[Span, ...] = ()
        self._place = -1
        self._may_mark = False
        self._can_extend = False
        self.toolbar = ArticleToolbar(
            previous=commands.previous_article,
            following=commands.next_article,
            find=commands.find,
            done=commands.done,
            reopen=commands.reopen,
            cannot_code=commands.cannot_code,
            done_key=keys.first_key("done"),
            theme=theme,
            parent=self,
        )
        self.find_bar = FindBar(theme, self)
        self.view = ArticleView(theme, self)
        self.selection_bar = SelectionBar(theme, self.view.viewport())
        self.keys_bar = KeysBar(theme, self)
        self.empty = EmptyState(theme, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        self.notice = BriefNotice(theme, self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QFrame(self)
        line.setProperty("kind", "line")
        for widget in (self.toolbar, self.find_bar, self.stack, line, self.keys_bar):
            column.addWidget(widget, 1 if widget is self.stack else 0)
        self.find_bar.searched.connect(self._search)
        self.find_bar.stepped.connect(self._step)
        self.find_bar.closed.connect(self._end_search)
        self.view.selection_changed.connect(lambda _span: self.place_selection_bar())
        self.view.verticalScrollBar().valueChanged.connect(
            lambda _value: self.place_selection_bar()
        )
        self.view.zoom_changed.connect(lambda _percent: self.place_selection_bar())
        self.view.resized.connect(self.place_selection_bar)

    def minimumSizeHint(self) -> QSize:
        """Return room for the toolbar's buttons, and for a few words a line."""
        return super().minimumSizeHint().expandedTo(QSize(_LEAST_WIDTH, 0))

    def show_text(self, text: str) -> None:
        """Note which text is searched; another article ends the search."""
        if text != self._text:
            self._text = text
            if self.find_bar.isVisible():
                self._search(self.find_bar.field.text())

    def show_no_articles(self, import_articles: Callable[[], object] | None) -> None:
        """Say that the queue is empty, and how it is filled by those who may."""
        button = tr("Import articles …")
        self.empty.say(
            "import",
            tr("No articles yet"),
            tr("Drag text files, JSON Lines or a folder onto this window, or import them.")
            if import_articles
            else tr("Articles are brought in by managers of the project."),
            ((button, import_articles),) if import_articles else (),
        )
        self.stack.setCurrentWidget(self.empty)

    def show_all_done(self, name: str, total: int, show_all: Callable[[], object]) -> None:
        """Say that a round is done."""
        self.empty.say(
            "check-circle-filled",
            tr("Round “{round}” is done", round=name),
            tr_n(
                "The one article of your queue is handed in.",
                "All {count} articles of your queue are handed in.",
                total,
            ),
            ((tr("Show all articles"), show_all),),
        )
        self.stack.setCurrentWidget(self.empty)

    def take_keyboard(self) -> None:
        """Give the keyboard to the article, or to what can be done where there is none."""
        shown = self.empty.buttons if self.stack.currentWidget() is self.empty else ()
        (shown[0] if shown else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def allow_marking(self, *, may_mark: bool, can_extend: bool) -> None:
        """Say whether a selection may become an attribution, or part of the selected one."""
        self._may_mark, self._can_extend = may_mark, can_extend
        self.place_selection_bar()

    def place_selection_bar(self) -> None:
        """Show the bar at a fresh selection that is in sight, else hide it.

        What the find bar selects is none while its field has the keyboard: keys act on the field.
        """
        seen: list[QRect] = []
        if self._may_mark and self.view.selection() is not None:
            page = self.view.viewport().rect()
            parts = (rect.intersected(page) for rect in self.view.selection_rects())
            seen = [part for part in parts if not part.isEmpty()]
        if not seen or self.find_bar.field.hasFocus():
            self.selection_bar.hide()
            return
        number = self.view.selected_number() if self._can_extend else None
        self.selection_bar.show_for(seen, middle=self.view.column_middle(), add_to=number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what the article view leaves: digits, Enter, Esc."""
        digit: Digit | None = digit_of(event)
        if digit is not None:
            self.digit_pressed.emit(digit)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _search(self, words: str) -> None:
        self._places = find_all(self._text, words)
        caret = self.view.caret()
        later = (at for at, span in enumerate(self._places) if span.end >= caret)
        self._place = next(later, 0) if self._places else -1
        self._show_place()

    def _step(self, step: int) -> None:
        if self._places:
            self._place = (self._place + step) % len(self._places)
            self._show_place()

    def _show_place(self) -> None:
        self.find_bar.show_places(self._place + 1, len(self._places))
        if self._places:
            span = self._places[self._place]
            self.view.set_selection(span)
            self.view.scroll_to(span, flash=False)
            self.find_bar.setAccessibleName(
                tr("{place} of {total}", place=self._place + 1, total=len(self._places))
            )

    def _end_search(self) -> None:
        self._places, self._place = (), -1
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place_selection_bar()
