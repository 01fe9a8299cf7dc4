"""The article under adjudication: coders' lanes beside its text, the current item word by word."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.announcing import announce
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.article_head import ArticleHead
from annotator.ui.widgets.adjudication.comparison_marks import (
    alone_letters,
    bars_of,
    extent_of,
    in_text,
    item_label,
    marks_of,
)
from annotator.ui.widgets.adjudication.lane_heads import LaneHeads
from annotator.ui.widgets.adjudication.marking_bars import MarkingButton, MarkingHint
from annotator.ui.widgets.article_view import ArticleView, HeaderInfo
from annotator.ui.widgets.brief_notice import BriefNotice
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AdjudicationArticle(QFrame):
    """Shows what it is given and says what was clicked or marked; decides nothing."""

    item_clicked = Signal(object)
    """UUID of an item whose words, chip or bar was clicked."""
    span_marked = Signal(object)
    """Span: words were selected for the role that was being marked; the marking is over."""
    marking_left = Signal()
    """The marking is over, and nothing was marked."""
    selection_changed = Signal(object)
    """Span or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Adjudication | None = None
        self._current: uuid.UUID | None = None
        self._role: SpanRole | None = None
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Article"))
        self.head = ArticleHead(theme, self)
        self.view = ArticleView(theme, self)
        self.heads = LaneHeads(self.view, theme, self)
        # Above the text it would cover the title, over the text what is read there.
        self.notice = BriefNotice(theme, self, floats=False)
        self.hint = MarkingHint(theme, self)
        self.marking_button = MarkingButton(theme, self.view.viewport())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.heads, self.view, self.notice, self.hint):
            column.addWidget(widget, 1 if widget is self.view else 0)
        # The lines below come and go: with a scroll bar that did so too, the text would move aside.
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.verticalScrollBar().installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.attribution_clicked.connect(self.item_clicked)
        self.view.selection_changed.connect(self._selected)
        self.view.column_moved.connect(self._place_button)
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._place_button())
        self.hint.left.connect(self.leave_marking)
        self.marking_button.pressed.connect(self._mark)

    # What is shown

    @property
    def shown(self) -> Adjudication | None:
        """Return what is shown."""
        return self._shown

    @property
    def current(self) -> uuid.UUID | None:
        """Return which item is shown as the current one."""
        return self._current

    def show_adjudication(
        self,
        shown: Adjudication,
        current: uuid.UUID | None,
        chosen: Sequence[Span] | None = None,
    ) -> None:
        """Show an article with its items; another current item comes into sight.

        ``chosen``: the content chosen for the current item so far (the draft of its gold); None
        shows that of its gold, where it has one.
        """
        before, self._shown = self._shown, shown
        another = before is None or before.article.article.id != shown.article.article.id
        if another:
            self._show_text(shown)
        moved = another or current != self._current
        self._current = current
        item = shown.item(current) if current is not None else None
        marks = marks_of(shown, current, chosen)
        self.view.show_attributions(marks)
        self.view.select_attribution(current)
        self.view.show_lanes(len(shown.coders), bars_of(shown))
        self.heads.show_coders(
            shown.coders, alone_letters(shown, item), gold=any(one.chosen for one in marks)
        )
        if moved:
            self._go_to_current()

    def use_actions(self, previous: QAction, following: QAction) -> None:
        """Let the buttons for the previous and the next article trigger these actions."""
        self.head.use_actions(previous, following)

    def take_keyboard(self) -> None:
        """Give the keyboard to the text."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_text(self, shown: Adjudication) -> None:
        article = shown.article.article
        first = shown.article.appearances[0] if shown.article.appearances else None
        title = Span(article.title_start, article.title_end)
        self.leave_marking()
        self.head.title.set_text(article.title)
        self.view.show_lanes(len(shown.coders), ())
        self.view.show_article(
            shown.article.text,
            title=title if len(title) else None,
            zones=shown.article.zones,
            header=HeaderInfo(
                title=article.title,
                outlet=first.outlet if first else None,
                published_on=first.published_on if first else None,
                byline=first.byline if first else None,
                word_count=article.word_count,
                versions=shown.versions,
            ),
        )

    def _go_to_current(self) -> None:
        shown = self._shown
        item = shown.item(self._current) if shown and self._current else None
        extent = extent_of(item) if item is not None else None
        if shown is None or item is None:
            return
        if extent is None:
            self.view.verticalScrollBar().setValue(0)
            return
        self.view.scroll_to(extent)
        number = in_text(shown).index(item) + 1
        announce(self.view, item_label(shown, item, number))

    # Marking

    def selected_span(self) -> Span | None:
        """Return the selected words, without white space at their ends."""
        return self.view.selection()

    @property
    def marking(self) -> SpanRole | None:
        """Return for which role words are being marked, if they are."""
        return self._role

    def begin_marking(self, role: SpanRole) -> None:
        """Ask for words of the text: they are marked with Enter or the button beside them."""
        self._role = role
        self.hint.say(role)
        self.take_keyboard()
        self._place_button()
        announce(self, self.hint.words)

    def leave_marking(self) -> None:
        """Ask for words no longer; what is selected stays selected."""
        if self._role is not None:
            self._end_marking()
            self.marking_left.emit()

    def _end_marking(self) -> None:
        self._role = None
        self.hint.hide()
        self.marking_button.hide()

    def _mark(self) -> None:
        span = self.selected_span()
        if self._role is None or span is None:
            return
        self._end_marking()
        self.view.clear_selection()
        self.span_marked.emit(span)

    def _selected(self, span: Span | None) -> None:
        self._place_button()
        self.selection_changed.emit(span)

    def _place_button(self) -> None:
        seen: list[QRect] = []
        if self._role is not None and self.selected_span() is not None:
            page = self.view.viewport().rect()
            parts = (rect.intersected(page) for rect in self.view.selection_rects())
            seen = [part for part in parts if not part.isEmpty()]
        if self._role is None or not seen:
            self.marking_button.hide()
            return
        self.marking_button.show_for(self._role, seen, self.view.column_middle())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While words are being marked, take Enter and Esc before the window does.

        A scroll bar with nothing to scroll keeps its room, and is not painted.
        """
        if watched is self.view.verticalScrollBar():
            return event.type() == QEvent.Type.Paint and not self.view.verticalScrollBar().maximum()
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self._role is None or event.type() not in kinds or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or event.key() not in (*_ENTER, Qt.Key.Key_Escape):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_marking()
        else:
            self._mark()
        return True
