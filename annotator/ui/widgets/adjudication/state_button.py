"""Which items the queue shows, by how far they are: a button with a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.domain.adjudication.item import TO_DECIDE, ItemState
from annotator.ui.icons import icon
from annotator.ui.theme import Theme
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts


class StateButton(QToolButton):
    """Accented while anything but what is to decide is shown."""

    chosen_anew = Signal()
    """A person chose other states."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = TO_DECIDE
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self.choices: dict[frozenset[ItemState], QAction] = {}
        for states, words in _choices():
            action = menu.addAction(words)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on, states=states: self._pick(states))
            self.choices[states] = action
        self.setMenu(menu)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def chosen(self) -> frozenset[ItemState]:
        """Return the states that are shown."""
        return self._chosen

    @property
    def words(self) -> str:
        """Return what is shown, in words."""
        return dict(_choices())[self._chosen]

    def choose(self, states: frozenset[ItemState]) -> None:
        """Choose states, without telling."""
        self._chosen = states
        self._dress()

    def show_counts(self, counts: ItemCounts) -> None:
        """Show how many items are in each state."""
        numbers = {
            TO_DECIDE: counts.to_decide,
            _only(ItemState.OPEN): counts.open,
            _only(ItemState.DISCUSS): counts.discuss,
            _only(ItemState.STALE): counts.stale,
            _only(ItemState.CHECK): counts.check,
            _only(ItemState.EXACT): counts.exact - counts.drawn,  # those are not listed
            _only(ItemState.DECIDED): counts.decided,
        }
        for states, words in _choices():
            self.choices[states].setText(f"{words} ({numbers[states]:,})")

    def _pick(self, states: frozenset[ItemState]) -> None:
        if states != self._chosen:
            self.choose(states)
            self.chosen_anew.emit()

    def _dress(self) -> None:
        self.setToolTip(tr("Show: {what}", what=self.words))
        self.setAccessibleName(tr("Show: {what}", what=self.words))
        self.choices[self._chosen].setChecked(True)
        side, tokens = self._theme.px(16), self._theme.tokens
        self.setIconSize(QSize(side, side))
        other = self._chosen != TO_DECIDE
        self.setIcon(icon("filter", self._theme, tokens.accent_text if other else tokens.text2))


def _only(state: ItemState) -> frozenset[ItemState]:
    return frozenset({state})


def _choices() -> tuple[tuple[frozenset[ItemState], str], ...]:
    return (
        (TO_DECIDE, tr("All that is to decide")),
        (_only(ItemState.OPEN), tr("Not decided yet")),
        (_only(ItemState.DISCUSS), tr("Parked for discussion")),
        (_only(ItemState.STALE), tr("Changed since decided")),
        (_only(ItemState.CHECK), tr("Blind check")),
        (_only(ItemState.EXACT), tr("Exact matches")),
        (_only(ItemState.DECIDED), tr("Decided")),
    )
