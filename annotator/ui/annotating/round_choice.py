"""The round in front of the queue: shown, chosen, and followed by the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.domain.people import Round
from annotator.ui.widgets.queue_pane import QueuePane

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject


class RoundChoice(QObject):
    """Keeps the pane's chooser up to date; another round lets the screen begin anew."""

    def __init__(
        self,
        opened: OpenProject,
        pane: QueuePane,
        begin_anew: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._pane = pane
        self._begin_anew = begin_anew
        pane.rounds.chosen.connect(self._choose)
        opened.rounds_changed.connect(self.show)
        opened.round_changed.connect(self._follow)
        self.show()

    def show(self) -> None:
        """Show the project's rounds as they are now."""
        self._pane.show_rounds(self._opened.rounds, self._opened.round.id)

    def _choose(self, round_: Round) -> None:
        box = self._pane.rounds.box
        keyboard = box.hasFocus()
        self._opened.set_round(round_)
        if keyboard:  # who chooses by keys may want to choose on
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        self.show()
        self._begin_anew()
