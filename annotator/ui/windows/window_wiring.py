"""Which action, card and button of a window does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.preferences import Preferences
from annotator.ui.windows.window_actions import connect

if TYPE_CHECKING:
    from annotator.ui.windows.main_window import MainWindow


def connect_window(window: MainWindow, preferences: Preferences) -> None:
    """Connect menus, welcome page, rail and status bar."""
    actions, welcome = window.actions_, window.welcome
    connect(
        (
            (actions.new, window.dialogs.new_project),
            (actions.open, window.dialogs.choose_project),
            (actions.sample, window.dialogs.try_sample),
            (actions.new_window, window.new_window),
            (actions.import_articles, window.dialogs.import_articles),
            (actions.export, window.dialogs.export),
            (actions.bundle, window.dialogs.datasets.bundle),
            (actions.details, window.dialogs.datasets.details),
            (actions.hand_out, window.dialogs.exchange.hand_out),
            (actions.send_back, window.dialogs.exchange.send_back),
            (actions.merge, window.dialogs.exchange.merge),
            (actions.conflicts, window.dialogs.exchange.conflicts),
            (actions.people, window.dialogs.managing.people),
            (actions.rounds, window.dialogs.managing.rounds),
            (actions.speakers, window.dialogs.managing.speakers),
            (actions.who, window.dialogs.change_person),
            (actions.back_up, window.dialogs.back_up),
            (actions.close_project, window.close_project),
            (actions.quit, window.quit),
            (actions.undo, window.undo),
            (actions.redo, window.redo),
            (actions.settings, window.dialogs.settings),
            (actions.zoom_in, lambda: window.zoom(1)),
            (actions.zoom_out, lambda: window.zoom(-1)),
            (actions.zoom_reset, lambda: window.zoom(0)),
            (actions.annotate, lambda: window.show_screen("annotate")),
            (actions.adjudicate, lambda: window.show_screen("adjudicate")),
            (actions.agreement, lambda: window.show_screen("agreement")),
            (actions.codebook, lambda: window.show_screen("codebook")),
            (actions.guide, window.dialogs.guide),
            (actions.keyboard_map, window.dialogs.keyboard_map),
            (actions.about, window.dialogs.about),
        )
    )
    for choice, action in actions.themes.items():
        action.triggered.connect(
            lambda _checked=False, choice=choice: setattr(preferences, "theme", choice)
        )
    window.menus.exchange.aboutToShow.connect(window.dialogs.exchange.refresh_menu)
    for menu in (window.menus.file, window.menus.manage):
        menu.aboutToShow.connect(window.dialogs.managing.refresh_menu)
    window.menus.review.addActions(list(window.dialogs.review.actions))
    window.menus.review.aboutToShow.connect(window.dialogs.review.refresh_menu)
    welcome.new_wanted.connect(window.dialogs.new_project)
    welcome.open_wanted.connect(window.dialogs.choose_project)
    welcome.sample_wanted.connect(window.dialogs.try_sample)
    welcome.keyboard_map_wanted.connect(window.dialogs.keyboard_map)
    welcome.settings_wanted.connect(window.dialogs.settings)
    welcome.project_wanted.connect(window.open_path)
    welcome.locate_wanted.connect(window.dialogs.locate)
    welcome.articles_dropped.connect(window.dialogs.new_project)
    welcome.choose_articles_wanted.connect(window.dialogs.choose_articles)
    window.rail.chosen.connect(window.choose_from_rail)
    window.status_bar.person_pressed.connect(window.dialogs.change_person)
    window.status_bar.codebook_pressed.connect(lambda: window.show_screen("codebook"))
    window.status_bar.zoom_stepped.connect(window.zoom)
