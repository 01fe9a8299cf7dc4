"""What a window does about managing a project: people, rounds, speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.people import Role
from annotator.ui.theme import Theme
from annotator.ui.windows.window_parts import ready, show_modal
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.main_window import MainWindow


class WindowManaging(QObject):
    """Opens the dialogs of the Manage menu, and keeps the menu true."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme

    def refresh_menu(self) -> None:
        """Offer only managers what only managers may do."""
        opened, actions = self._window.opened, self._window.actions_
        manages = opened is not None and opened.may_manage
        for action in (actions.people, actions.rounds, actions.speakers, actions.details):
            action.setEnabled(manages)
        # A bundle changes nothing: it can be written of a project that is open for reading only.
        actions.bundle.setEnabled(opened is not None and Role.MANAGER in opened.person.roles)
        actions.who.setEnabled(opened is not None)

    def show_person(
        self, opened: OpenProject, *, as_adjudicator: bool = False, as_manager: bool = False
    ) -> None:
        """Say in the status bar who is at work, and whether others' work is in the file at all.

        ``as_adjudicator``, ``as_manager``: the screen in front shows such people others' work.
        """
        from annotator.services.exchange.blindness import blindness

        name = opened.person.name
        if as_adjudicator:
            name = tr("Adjudicator: {name}", name=name)
        hidden = blindness(opened.project)
        shown = "compared" if as_adjudicator else "managed" if as_manager else hidden
        kept = shown if hidden == "hidden" else hidden
        self._window.status_bar.show_person(name, kept)

    def people(self) -> None:
        """Show who works here, and as what."""
        from annotator.ui.dialogs.people_dialog import PeopleDialog

        opened = self._ready()
        if opened is not None:
            show_modal(PeopleDialog(opened, self._theme, self._window))

    def rounds(self) -> None:
        """Show the rounds, and who has what."""
        from annotator.ui.dialogs.rounds_dialog import RoundsDialog

        opened = self._ready()
        if opened is not None:
            show_modal(RoundsDialog(opened, self._theme, self._window))

    def speakers(self) -> None:
        """Show the speakers that wait for review."""
        from annotator.ui.dialogs.speakers_dialog import SpeakersDialog

        opened = self._ready()
        if opened is not None:
            show_modal(SpeakersDialog(opened, self._theme, self._window))

    def _ready(self) -> OpenProject | None:
        """Return the project that a manager may manage."""
        opened = ready(self._window)
        return opened if opened is not None and opened.may_manage else None
