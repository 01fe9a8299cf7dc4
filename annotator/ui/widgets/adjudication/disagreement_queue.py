"""The adjudicator's queue: what differs, by article, the worst first."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.adjudication.item import TO_DECIDE, ItemState
from annotator.domain.codebook import Codebook
from annotator.ui.icons import icon
from annotator.ui.models.disagreement_model import DisagreementModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.filter_chips import ChipsArea, FilterChips
from annotator.ui.widgets.adjudication.item_list import ItemList
from annotator.ui.widgets.adjudication.kind_box import KindBox
from annotator.ui.widgets.adjudication.kind_chips import all_words, chips_of, decided_chips
from annotator.ui.widgets.adjudication.queue_filter import DECIDED, EXACT, DisagreementFilter
from annotator.ui.widgets.adjudication.queue_footer import QueueFooter
from annotator.ui.widgets.adjudication.queue_head import QueueHead
from annotator.ui.widgets.adjudication.settled_words import Remaining, settled
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.inspector.roving_focus import is_enter
from annotator.ui.widgets.queue_pane import PLAIN_ICONS, TYPING_REST
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts, ItemLine

_LEAST, _ENOUGH = 200, 320
"""Least width at a text scale of 1, and what suffices at any."""
_ROOMY = 600
"""Pixels at a text scale of 1: a lower queue shows its filter and footer on fewer lines."""


class DisagreementQueue(QFrame):
    """Shows lines and reports what is asked for; reads nothing itself."""

    item_chosen = Signal(object)
    """`ItemLine` that a person moved to; the keyboard stays where it is."""
    first_match_wanted = Signal(object)
    """Enter in the filter: `ItemLine`, already the current one."""
    filter_changed = Signal(object)
    """`DisagreementFilter`: lines are to be shown anew."""
    accept_wanted = Signal()
    promote_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: ItemCounts | None = None
        self._quiet = False
        self._reopened = 0
        self._lines: tuple[ItemLine, ...] = ()
        """All that were given to show, whatever their kind."""
        self._listed: frozenset[ItemState] = TO_DECIDE
        """In which states they are."""
        self._row = 0
        """Of the current item, also after it has gone: the next one stands there then."""
        self._asked = DisagreementFilter()
        self._said: object = None
        """What stands in the place of an empty list: saying it again would take its focus."""
        self.setProperty("kind", "panel")
        self.setAccessibleName(tr("Disagreements"))
        self.model = DisagreementModel(self)
        self.head = QueueHead(theme, self)
        self.states = self.head.states
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(tr("Filter by words"))
        self.field.setAccessibleName(tr("Filter by words of article, speaker or quote"))
        self._lens = QAction(tr("Filter"), self.field)
        self.field.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self.chips = FilterChips(self.field, theme, self)
        self._chips_area = ChipsArea(self.chips, theme, self)
        self.kind_box = KindBox(self.chips, self)
        self._kinds_shown = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_REST)
        self.list = ItemList(self.model, theme, self)
        self._nothing = EmptyState(theme, self, small=True)
        self._stack = QStackedWidget(self)
        self.footer = QueueFooter(theme, self)
        self._build()
        self._connect()
        theme.changed.connect(self._dress)
        self._dress()

    # What is shown

    @property
    def filter(self) -> DisagreementFilter:
        """Return what is filtered for."""
        words = " ".join(self.field.text().split())
        return DisagreementFilter(self.chips.kinds, self.states.chosen, words)

    def show_lines(
        self,
        lines: Iterable[ItemLine],
        codebook: Codebook,
        reopened: frozenset[uuid.UUID] = frozenset(),
    ) -> None:
        """Show these lines, as far as they are of the chosen kinds; the current one stays.

        Where it has gone, none is current; `select_next` goes to the one in its place.
        ``reopened``: decided items that are taken up again.
        """
        chosen = self.filter
        self._reopened = len(reopened)
        current = self.current()
        bar = self.list.verticalScrollBar()
        scrolled = bar.value()
        self._quiet = True
        try:
            self._lines, self._listed = tuple(lines), chosen.states
            taken = (one for one in self._lines if chosen.takes(one))
            self.model.show_lines(taken, codebook, reopened)
            index = self.model.index_of(current.id if current else None)
            self.list.setCurrentIndex(index)
            self.list.executeDelayedItemsLayout()
            bar.setValue(scrolled)
            if index.isValid():
                self._row = index.row()
                self._reveal(index)
        finally:
            self._quiet = False
        self._show_chips(codebook)
        self._refresh()

    def show_counts(self, counts: ItemCounts) -> None:
        """Show how many items there are of each kind and in each state."""
        self._counts = counts
        self.states.show_counts(counts)
        self.footer.show_listed(self.states.chosen == EXACT, counts)
        if self.model.codebook is not None:
            self._show_chips(self.model.codebook)
        self._refresh()

    def current(self) -> ItemLine | None:
        """Return the current line, or None."""
        return self.model.line_at(self.list.currentIndex())

    def select(self, item_id: uuid.UUID | None) -> bool:
        """Make an item the current one, without telling; False if it is not shown."""
        index = self.model.index_of(item_id)
        self._quiet = True
        try:
            self._go_to(index)
        finally:
            self._quiet = False
        return index.isValid()

    def select_first(self) -> bool:
        """Go to the first item; False if there is none."""
        self.select(None)
        return self._step(0, 1)

    def select_next(self) -> bool:
        """Go to the next item; False if there is none."""
        beyond = 1 if self.list.currentIndex().isValid() else 0
        return self._step(self._row + beyond, 1)

    def select_previous(self) -> bool:
        """Go to the previous item; False if there is none."""
        return self._step(self._row - 1, -1)

    def show_states(self, states: frozenset[ItemState]) -> None:
        """Show the items in these states instead."""
        if states != self.states.chosen:
            self.states.choose(states)
            self.chips.choose(frozenset())
            self._filter()

    def clear_filter(self) -> None:
        """Show everything again that is to be decided."""
        self._quiet = True
        self.field.clear()
        self._quiet = False
        self._rest.stop()
        self.states.choose(TO_DECIDE)
        self.chips.choose(frozenset())
        self._filter()

    def focus_filter(self) -> None:
        """Begin to type what is filtered for."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to what stands in its place."""
        stops: tuple[QWidget, ...] = self._nothing.buttons or (self.field,)
        if self._stack.currentWidget() is self.list:
            stops = (self.list,)
        stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, row: int, step: int) -> bool:
        index = self.model.item_from(row, step)
        if index.isValid():
            self._go_to(index)
        return index.isValid()

    def _go_to(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        if not index.isValid():
            self.list.clearSelection()
            return
        self._reveal(index)

    def _reveal(self, index: QModelIndex) -> None:
        """Bring an item into sight, and the head of its article where both have room."""
        head = self.model.head_of(index)
        tall = self.list.visualRect(index).bottom() - self.list.visualRect(head).top()
        if tall < self.list.viewport().height():
            self.list.scrollTo(head)
        self.list.scrollTo(index)

    # Filter

    def _filter(self) -> None:
        self._rest.stop()
        wanted = self.filter
        self.footer.show_listed(wanted.exact, self._counts)
        if wanted != self._asked:
            self._asked = wanted
            self.filter_changed.emit(wanted)

    def _show_chips(self, codebook: Codebook) -> None:
        shown = self._counts is not None and self.states.chosen == TO_DECIDE
        if shown and self._counts is not None:
            self.chips.show_chips(chips_of(self._counts, codebook, self._reopened))
        elif self.states.chosen == DECIDED and self._listed == DECIDED:
            shown = True
            self.chips.show_chips(decided_chips(self._lines, codebook))
        self._kinds_shown = shown and len(self.chips.buttons) > 1
        self._arrange()

    def _refresh(self) -> None:
        """Show the list, or what stands in its place when it is empty."""
        usual, wanted = self.states.chosen == TO_DECIDE, self.filter
        self.head.show_title(tr("Disagreements") if usual else self.states.words)
        if self._counts is not None:
            total = self._counts.to_decide if usual else self.model.item_count
            words = f"{total:,}"
            if usual and wanted.kinds | set(wanted.words):
                words = tr("{count} of {total}", count=f"{self.model.item_count:,}", total=words)
            if usual and self._reopened:
                words = tr("{count} + {more} reopened", count=words, more=self._reopened)
            spoken = tr("{count} to decide", count=words) if usual else words
            details = all_words(self._counts, self._reopened) if usual else ""
            self.head.show_count(words, f"{self.model.item_count:,}", spoken, details)
        if self.model.item_count:
            self._stack.setCurrentWidget(self.list)
            return
        had = self.list.hasFocus()
        if self._said != (wanted, self._counts):
            self._said = wanted, self._counts
            self._say_nothing(wanted)
        self._stack.setCurrentWidget(self._nothing)
        if had:
            self.take_keyboard()

    def _say_nothing(self, wanted: DisagreementFilter) -> None:
        if wanted.words or wanted.kinds:
            self._nothing.say(
                "search", tr("No match"), "", ((tr("Clear filter"), self.clear_filter),)
            )
        elif wanted.states != TO_DECIDE:
            self._nothing.say(
                "check", tr("Nothing here"), "", ((tr("What is to decide"), self.clear_filter),)
            )
        elif self._counts is None or self._counts.to_decide:
            self._nothing.say("info", tr("Nothing to show"), "")
        else:
            title, words, left = settled(self._counts)
            acts = {
                Remaining.EXACT: lambda: self.show_states(EXACT),
                Remaining.SINGLE: self.promote_wanted.emit,
            }
            buttons = tuple((label, acts[what]) for what, label in left)
            self._nothing.say("check-circle-filled", title, words, buttons)

    # Building

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(12, 0, 12, 0)
        middle.setSpacing(8)
        middle.addWidget(self.field)
        middle.addWidget(self._chips_area)
        middle.addWidget(self.kind_box)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Disagreements, by article"))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(middle)
        column.addWidget(self._stack, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._moved)
        # The current one, too: what it leads to may have been left or undone since.
        self.list.clicked.connect(self._clicked)
        self._rest.timeout.connect(self._filter)
        self.field.textChanged.connect(lambda _words: self._typed())
        self.field.installEventFilter(self)
        self.chips.chosen.connect(lambda _kinds: self._filter())
        self.states.chosen_anew.connect(self._states_chosen)
        self.footer.accept_wanted.connect(self.accept_wanted)
        self.footer.list_wanted.connect(
            lambda listed: self.show_states(EXACT if listed else TO_DECIDE)
        )

    def _states_chosen(self) -> None:
        self.chips.choose(frozenset())
        self._filter()

    def _typed(self) -> None:
        if not self._quiet:
            self._rest.start()

    def _moved(self, current: QModelIndex) -> None:
        line = self.model.line_at(current)
        if line is None:
            return
        self._row = current.row()
        if not self._quiet:
            self.item_chosen.emit(line)

    def _clicked(self, index: QModelIndex) -> None:
        if self.list.pressed_again:
            self._moved(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead from the filter to what it found: Enter opens the first, Down goes to the list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        down = event.key() == Qt.Key.Key_Down and not event.modifiers() & ~_KEYPAD
        if not down and not is_enter(event):
            return super().eventFilter(watched, event)
        if self._rest.isActive():
            self._filter()
        first = self.model.item_from(0, 1)
        self.take_keyboard()
        if first.isValid() and (not down or self.current() is None):
            self._go_to(first)
        line = self.current()
        if line is not None and not down:
            self.first_match_wanted.emit(line)
        return True

    def _dress(self) -> None:
        theme, tokens = self._theme, self._theme.tokens
        self.setMinimumWidth(min(theme.px(_LEAST), _ENOUGH))
        self._lens.setIcon(icon("search", theme, tokens.text3))
        self.field.setStyleSheet(PLAIN_ICONS)
        self.list.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.list.setStyleSheet(f"QListView {{ background: {tokens.side.name()}; border: none; }}")
        self._arrange()
        self.list.fit_rows()
        self.list.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what room it needs."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stand filter and footer on fewer lines where the list would show too little."""
        crowded = self.height() < self._theme.px(_ROOMY)
        self.head.set_crowded(crowded)
        self.footer.set_compact(crowded)
        self.kind_box.take_turns(self._chips_area, shown=self._kinds_shown, instead=crowded)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
