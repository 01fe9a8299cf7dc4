"""The menu bar of a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from annotator.ui.preferences import Preferences
from annotator.ui.windows.window_actions import WindowActions
from annotator.words import tr


class WindowMenus:
    """Fills the menu bar once; the Annotate menu follows the screen, Recent the preferences."""

    def __init__(
        self,
        window: QMainWindow,
        actions: WindowActions,
        preferences: Preferences,
        open_path: Callable[[Path], object],
    ) -> None:
        self._preferences = preferences
        self._open_path = open_path
        bar = window.menuBar()
        file = bar.addMenu(tr("&File"))
        self.file: QMenu = file
        file.addActions([actions.new, actions.open])
        self.recent: QMenu = file.addMenu(tr("Open &recent"))
        self.recent.aboutToShow.connect(self._fill_recent)
        file.addAction(actions.sample)
        file.addSeparator()
        file.addActions([actions.import_articles, actions.export])
        file.addActions([actions.bundle, actions.back_up])
        self.exchange: QMenu = file.addMenu(tr("E&xchange"))
        self.exchange.addActions([actions.hand_out, actions.send_back])
        self.exchange.addSeparator()
        self.exchange.addActions([actions.merge, actions.conflicts])
        file.addSeparator()
        file.addAction(actions.who)
        file.addActions([actions.new_window, actions.close_project, actions.quit])
        self._edit = bar.addMenu(tr("&Edit"))
        self._edit.addActions([actions.undo, actions.redo])
        self._edit.addSeparator()
        self._settings = actions.settings
        self._edit.addAction(self._settings)
        self._view = bar.addMenu(tr("&View"))
        self._view.addActions(
            [actions.annotate, actions.adjudicate, actions.agreement, actions.codebook]
        )
        self._view.addSeparator()
        self._view.addActions([actions.zoom_in, actions.zoom_out, actions.zoom_reset])
        looks = self._view.addMenu(tr("L&ook"))
        looks.addActions(list(actions.themes.values()))
        self._of_screen: list[tuple[QMenu, QAction]] = []
        self.annotate: QMenu = bar.addMenu(tr("&Annotate"))
        self.adjudicate: QMenu = bar.addMenu(tr("A&djudicate"))
        self.review: QMenu = bar.addMenu(tr("&Review"))
        self.manage: QMenu = bar.addMenu(tr("&Manage"))
        self.manage.addActions([actions.people, actions.rounds, actions.speakers, actions.details])
        self._help = bar.addMenu(tr("&Help"))
        self._help.addAction(actions.guide)
        self._help.addAction(actions.keyboard_map)
        self._about = actions.about
        self._help.addAction(self._about)
        self.annotate.menuAction().setVisible(False)
        self.adjudicate.menuAction().setVisible(False)

    def show_screen(
        self,
        groups: tuple[tuple[QAction, ...], ...],
        *,
        edit: tuple[QAction, ...],
        view: tuple[QAction, ...],
        explain: tuple[QAction, ...],
        adjudicating: bool = False,
    ) -> None:
        """Show the actions of the Annotate or the Adjudicate screen; none of them hides its menu.

        Only the menu of the screen that is in front is there.
        """
        for menu, action in self._of_screen:
            menu.removeAction(action)
        self._of_screen = []
        shown, other = self.annotate, self.adjudicate
        if adjudicating:
            shown, other = other, shown
        for one in (shown, other):
            one.clear()
        for group in groups:
            if shown.actions():
                shown.addSeparator()
            shown.addActions(list(group))
        shown.menuAction().setVisible(bool(groups))
        other.menuAction().setVisible(False)
        for menu, before, actions in (
            (self._edit, self._settings, edit),
            (self._view, None, view),
            (self._help, self._about, explain),
        ):
            for action in actions:
                menu.insertAction(before, action) if before else menu.addAction(action)
                self._of_screen.append((menu, action))

    def _fill_recent(self) -> None:
        self.recent.clear()
        for entry in self._preferences.recent():
            action = self.recent.addAction(f"{entry.name}  ({entry.path.name})")
            action.setToolTip(str(entry.path))
            action.triggered.connect(lambda _checked=False, path=entry.path: self._open_path(path))
        if self.recent.isEmpty():
            self.recent.addAction(tr("None yet")).setEnabled(False)
