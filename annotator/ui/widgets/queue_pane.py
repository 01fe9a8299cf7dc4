"""The article queue: round, filter, state tabs, list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.people import Round
from annotator.ui.icons import icon
from annotator.ui.models.queue_model import QueueModel
from annotator.ui.theme import Theme
from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.inspector.flow_layout import FlowLayout
from annotator.ui.widgets.queue_delegate import QueueDelegate
from annotator.ui.widgets.quiet_list import QuietList
from annotator.ui.widgets.round_chooser import RoundChooser
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.queue import QueueCounts

WIDTH = 264
_LEAST, _ENOUGH = 200, 320
"""Least width at a text scale of 1, and what suffices at any."""
TYPING_REST = 200
"""Milliseconds of rest after which the filter acts."""
STATES = ("to_do", "done", "flagged", "all")
"""The tabs, as values of the services' `QueueState`."""
PLAIN_ICONS = "QLineEdit QToolButton { min-width: 0; min-height: 0; border: none; padding: 0; }"
"""A field's own icons are tool buttons, too, and must not be as large as those of a toolbar."""
_TAB_ROOM = 18
"""Room beside the words of a tab."""


class QueuePane(QFrame):
    """Shows a `QueueModel` and reports what is asked for; reads nothing itself."""

    article_chosen = Signal(object)
    """Carries the article id that a person moved to in the list, where the keyboard stays."""
    first_match_wanted = Signal(object)
    """Enter in the filter: carries an article id."""
    keyboard_lost = Signal()
    """The list that had the keyboard is empty now."""
    filter_changed = Signal()
    import_wanted = Signal()

    def __init__(self, model: QueueModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._total = 0
        self._counts: dict[str, int] = {}
        self._quiet = False
        self.setProperty("kind", "panel")
        self.setAccessibleName(tr("Article queue"))
        self.rounds = RoundChooser(self)
        self._whose = QLabel(tr("my queue"), self)
        self._whose.setProperty("kind", "secondary")
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(tr("Filter the queue by words of title or outlet"))
        self._lens = QAction(tr("Filter"), self.field)
        self.field.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_REST)
        self._rest.timeout.connect(self.filter_changed)
        self.field.textChanged.connect(lambda _text: self._rest.start())
        self.field.installEventFilter(self)
        self._tabs = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self.list = QuietList(theme, self)
        self._stack = QStackedWidget(self)
        self._nothing = EmptyState(theme, self, small=True)
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def state(self) -> str:
        """Return which tab is in front, one of `STATES`."""
        return next(state for state, button in self._buttons.items() if button.isChecked())

    @property
    def words(self) -> str:
        """Return what is filtered for."""
        return self.field.text().strip()

    def show_rounds(self, rounds: Sequence[Round], current: uuid.UUID) -> None:
        """Show which round it is, to choose from where there are several."""
        self.rounds.show_rounds(rounds, current)
        self._whose.setVisible(not self.rounds.several)

    def show_counts(self, counts: QueueCounts, total: int) -> None:
        """Show how many articles stand behind each tab, and how many there are in all."""
        self._total = total
        self._counts = {state: getattr(counts, state) for state in STATES}
        for state, count in self._counts.items():
            label, button = _label(state), self._buttons[state]
            shown = label if state == "all" else f"{label} {count:,}"
            button.setText(shown)
            button.setAccessibleName(f"{label}, {count}")
        self.field.setPlaceholderText(
            tr_n("Filter {count} article", "Filter {count} articles", total)
        )
        self._fit_tabs()
        self.refresh()

    def choose_state(self, state: str) -> None:
        """Bring a tab to the front."""
        if not self._buttons[state].isChecked():
            self._buttons[state].setChecked(True)
            self.filter_changed.emit()

    def go_to_tab(self, state: str) -> None:
        """Bring a tab to the front and give its list the keyboard."""
        self.choose_state(state)
        self.take_keyboard()

    def show_current(self, article_id: uuid.UUID | None) -> None:
        """Mark the article that is open, without opening it again."""
        self._quiet = True
        try:
            at = self._model.row_of(article_id)
            index = self._model.index(at) if at >= 0 else QModelIndex()
            self.list.setCurrentIndex(index)
            if at >= 0:
                self.list.scrollTo(index)
            else:
                self.list.clearSelection()
        finally:
            self._quiet = False

    def clear_filter(self) -> None:
        """Show everything behind the tab again."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.clear()
        self._act_on_filter()

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to what stands in its place."""
        stops: tuple[QWidget, ...] = self._nothing.buttons or (self._buttons[self.state],)
        if self._stack.currentWidget() is self.list:
            stops = (self.list,)
        stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the list, or what stands in its place when it is empty."""
        if self._model.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        if self.list.hasFocus():
            self.keyboard_lost.emit()
        self._stack.setCurrentWidget(self._nothing)
        if self.words:
            elsewhere = [
                (
                    tr("{count} in {tab}", count=f"{self._counts[state]:,}", tab=_label(state)),
                    lambda state=state: self.go_to_tab(state),
                )
                for state in STATES
                if self._counts.get(state) and state not in (self.state, "all")
            ]
            buttons = (*elsewhere, (tr("Clear filter"), self.clear_filter))
            self._nothing.say("search", tr("No match"), "", buttons)
        elif self._total == 0:
            self._nothing.say(
                "articles", tr("No articles"), "", ((tr("Import …"), self.import_wanted.emit),)
            )
        else:
            title = {
                "to_do": tr("Nothing left to do"),
                "done": tr("Nothing done yet"),
                "flagged": tr("Nothing flagged"),
            }.get(self.state, tr("No articles"))
            self._nothing.say("check", title, "")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 0)
        head.setSpacing(6)
        head.addWidget(self.rounds, 1)
        head.addWidget(self._whose)
        band = QWidget(self)
        tabs = FlowLayout(band, spacing=0)
        margins = QHBoxLayout()
        margins.setContentsMargins(8, 0, 8, 0)
        margins.addWidget(band)
        for state in STATES:
            button = QToolButton(self)
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            self._buttons[state] = button
            self._tabs.addButton(button)
            tabs.addWidget(button)
        self._buttons["to_do"].setChecked(True)
        self._tabs.buttonClicked.connect(lambda _button: self.filter_changed.emit())
        field = QHBoxLayout()
        field.setContentsMargins(12, 0, 12, 0)
        field.addWidget(self.field)
        self.list.setModel(self._model)
        self.list.setItemDelegate(QueueDelegate(self._theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Articles"))
        self.list.selectionModel().currentChanged.connect(self._moved)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._head = QWidget(self)
        self._head.setLayout(head)
        column.addWidget(self._head)
        column.addLayout(field)
        column.addLayout(margins)
        column.addWidget(self._stack, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead from the filter to what it found: Enter opens the first, Down goes to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _with_modifier(event):
                self._act_on_filter()
                if self._model.rowCount():
                    self.first_match_wanted.emit(self._model.ids[0])
                else:
                    self.take_keyboard()
                return True
            if key == Qt.Key.Key_Down and not _with_modifier(event):
                self._act_on_filter()
                self.take_keyboard()
                if self._model.rowCount() and not self.list.currentIndex().isValid():
                    self.list.setCurrentIndex(self._model.index(0))
                return True
        return super().eventFilter(watched, event)

    def _act_on_filter(self) -> None:
        """Filter now, if the typing has not come to rest yet."""
        if self._rest.isActive():
            self._rest.stop()
            self.filter_changed.emit()

    def _moved(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.article_chosen.emit(self._model.ids[current.row()])

    def _fit_tabs(self) -> None:
        """Give each tab room for its words in bold, so that choosing one moves nothing."""
        for button in self._buttons.values():
            button.ensurePolished()
            own = QFont(button.font())  # what the style sheet made of it
            own.setWeight(QFont.Weight.DemiBold)
            width = max(
                QFontMetrics(font).horizontalAdvance(button.text())
                for font in (own, self._theme.font(SECONDARY, QFont.Weight.DemiBold))
            )
            button.setFixedWidth(width + self._theme.px(_TAB_ROOM))

    def _dress(self) -> None:
        self._fit_tabs()
        self.setMinimumWidth(min(self._theme.px(_LEAST), _ENOUGH))
        theme, tokens = self._theme, self._theme.tokens
        self._head.setMinimumHeight(theme.px(44))
        self._lens.setIcon(icon("search", theme, tokens.text3))
        self.field.setStyleSheet(PLAIN_ICONS)
        self.list.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.list.setStyleSheet(f"QListView {{ background: {tokens.side.name()}; border: none; }}")
        self.list.doItemsLayout()


def _label(state: str) -> str:
    """Return the name of a tab."""
    return {
        "to_do": tr("To do"),
        "done": tr("Done"),
        "flagged": tr("Flagged"),
        "all": tr("All"),
    }[state]


def _with_modifier(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
