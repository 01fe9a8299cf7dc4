"""A window: menus, rail, screens, status bar. It arranges; screens and services do the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.ui.background_work import BackgroundWork
from annotator.ui.error_words import explain
from annotator.ui.preferences import Preferences
from annotator.ui.save_status import SaveState
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.dropped_paths import dropped_paths
from annotator.ui.widgets.message_bar import MessageBar, Tone
from annotator.ui.widgets.navigation_rail import NavigationRail, RailItem
from annotator.ui.widgets.status_bar import StatusBar
from annotator.ui.windows.save_messages import offer_kept, show_save_status
from annotator.ui.windows.welcome_page import WelcomePage
from annotator.ui.windows.window_actions import make_actions
from annotator.ui.windows.window_codebook import WindowCodebook
from annotator.ui.windows.window_dialogs import WindowDialogs
from annotator.ui.windows.window_menus import WindowMenus
from annotator.ui.windows.window_place import restore_place
from annotator.ui.windows.window_wiring import connect_window
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.domain.codebook import Codebook
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.annotate_screen import AnnotateScreen
    from annotator.ui.windows.application_windows import ApplicationWindows
    from annotator.ui.windows.codebook_screen import CodebookScreen


class MainWindow(QMainWindow):
    """Shows the welcome page, or one open project."""

    def __init__(
        self,
        windows: ApplicationWindows,
        preferences: Preferences,
        keys: ShortcutTable,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._windows = windows
        self._preferences = preferences
        self._keys = keys
        self._theme = theme
        self._opened: OpenProject | None = None
        self.annotate_screen: AnnotateScreen | None = None
        self._codebook = WindowCodebook(self, theme)
        self._looking = BackgroundWork(self)
        self._closing = False
        self.dialogs = WindowDialogs(self, preferences, theme)
        self.actions_ = make_actions(self, keys)
        self.menus = WindowMenus(self, self.actions_, preferences, self.open_path)
        self.messages = MessageBar(theme, self)
        self.rail = NavigationRail(_rail_items(), theme, self)
        self.welcome = WelcomePage(preferences, keys, theme, self)
        self._opening = QWidget(self)
        self.screens = QStackedWidget(self)
        self.status_bar = StatusBar(theme, self)
        self.setWindowTitle(tr("Stance Annotator"))
        self.setAcceptDrops(True)
        self._arrange()
        connect_window(self, preferences)
        self._looking.succeeded.connect(self.welcome.show_looks)
        preferences.changed.connect(self._show_preferences)
        self._show_preferences()
        self.show_welcome()

    @property
    def opened(self) -> OpenProject | None:
        """Return the project that this window shows."""
        return self._opened

    @property
    def codebook_screen(self) -> CodebookScreen | None:
        """Return the screen for reading the codebook, None before it was first shown."""
        return self._codebook.screen

    # Which screen

    def show_welcome(self) -> None:
        """Show the first page, and look at the recent projects in the background."""
        self.screens.setCurrentWidget(self.welcome)
        self.rail.hide()
        self.setWindowTitle(tr("Stance Annotator"))
        self._enable()
        self.welcome.take_keyboard()
        QTimer.singleShot(0, self, self._look_at_recent)

    def show_opening(self) -> None:
        """Show the frame of a project that is about to be opened."""
        self.screens.setCurrentWidget(self._opening)
        self.rail.show()
        self.rail.show_current("annotate")

    def show_screen(self, screen_id: str) -> None:
        """Bring a screen of the project to the front."""
        if self.annotate_screen is None:
            return
        coding = screen_id == "annotate"
        widget = self.annotate_screen if coding else self._codebook.ready_screen()
        self.screens.setCurrentWidget(widget)
        self.annotate_screen.set_active(coding)
        self.rail.show_current(screen_id)
        self.actions_.annotate.setChecked(coding)
        self.actions_.codebook.setChecked(not coding)
        if coding:
            self.annotate_screen.focus_text()
        else:
            self._codebook.ready_screen().view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Opening and closing projects

    def open_path(self, path: Path, person: str | None = None) -> None:
        """Open a project file in this window; what is wrong with it is said in the window."""
        from annotator.services.project import open_project
        from annotator.ui.windows.project_opening import who_works

        self.close_project()
        self.messages.clear()
        shared = self._windows.find(path)
        if shared is not None:
            self.show_project(self._windows.acquire(shared.project, shared.person))
            return
        self.show_opening()
        try:
            project = open_project(path)
        except AnnotatorError as error:
            self.refuse(error)
            return
        try:
            found = who_works(project, person, self._theme, self)
        except AnnotatorError as error:
            project.close()
            self.refuse(error)
            return
        if found is None:
            project.close()
            self.show_welcome()
        else:
            self.show_project(self._windows.acquire(project, found))

    def show_project(self, opened: OpenProject) -> None:
        """Show an open project: the Annotate screen, at the article of last time."""
        from annotator.ui.windows.annotate_screen import AnnotateScreen

        self._opened = opened
        self._preferences.remember(opened.path, opened.project.info.name)
        screen = AnnotateScreen(opened, self._preferences, self._keys, self._theme, self)
        self.annotate_screen = screen
        self.screens.addWidget(screen)
        screen.article_changed.connect(self._show_status)
        screen.import_wanted.connect(self.dialogs.import_articles)
        screen.rule_wanted.connect(self._codebook.show_rule)
        opened.status.changed.connect(self._show_save_status)
        opened.undo.changed.connect(self._show_undo)
        opened.person_changed.connect(self._person_changed)
        opened.hub.published.connect(self._show_title)
        self.rail.show()
        self.status_bar.show_project(opened.status)
        screen.begin()
        commands = screen.commands
        self.menus.show_screen(
            screen.menu_groups(),
            edit=(commands.find, commands.filter),
            view=(commands.next_pane,),
            explain=(commands.rule,),
        )
        self._show_title()
        self._person_changed()
        self._enable()
        self._show_save_status()
        self._show_undo()
        self.show_screen("annotate")
        offer_kept(self.messages, opened, screen.actions_)

    def close_project(self) -> None:
        """Let go of the project and show the first page."""
        opened, screen = self._opened, self.annotate_screen
        if opened is None or screen is None:
            return
        screen.leave()
        for signal, slot in (
            (opened.status.changed, self._show_save_status),
            (opened.undo.changed, self._show_undo),
            (opened.person_changed, self._person_changed),
            (opened.hub.published, self._show_title),
        ):
            signal.disconnect(slot)
        self._opened = None
        self.annotate_screen = None
        self._codebook.close()
        self.screens.removeWidget(screen)
        screen.close()
        screen.deleteLater()
        self.menus.show_screen((), edit=(), view=(), explain=())
        self.status_bar.show_project(None)
        self.messages.clear()
        self._windows.release(opened)
        self.show_welcome()

    def restore_place(self, number: int) -> None:
        """Take the size and place of last time, each further window a little lower."""
        restore_place(self, self._preferences, self._theme, number)

    def import_articles(self, paths: tuple[Path, ...] = ()) -> None:
        """Open the import dialog on files and folders."""
        self.dialogs.import_articles(paths)

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask only when something could not be stored; then close what is open."""
        opened = self._opened
        failed = opened is not None and opened.status.state is SaveState.FAILED
        if (
            opened is not None
            and failed
            and not self.dialogs.leave_unsaved(len(opened.status.failed))
        ):
            event.ignore()
            return
        self._preferences.keep_state("window", self.saveGeometry())
        self._closing = True
        self.close_project()
        self._looking.stop_and_wait()
        self._windows.closed(self)
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project file; import anything else."""
        event.acceptProposedAction()
        paths = dropped_paths(event.mimeData())
        # The drag must have ended before a dialog opens: some systems wait for it.
        QTimer.singleShot(0, self, lambda: self.dialogs.take_dropped(paths))

    # Wiring

    def _arrange(self) -> None:
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.screens, 1)
        self.screens.addWidget(self.welcome)
        self.screens.addWidget(self._opening)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addLayout(body, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status_bar)

    def undo(self) -> None:
        """Undo the person's last step."""
        if self.annotate_screen is not None:
            self.annotate_screen.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.annotate_screen is not None:
            self.annotate_screen.redo()

    def choose_from_rail(self, item: str) -> None:
        """Do what an item of the rail stands for."""
        act = {
            "import": self.dialogs.import_articles,
            "export": self.dialogs.export,
            "settings": self.dialogs.settings,
        }.get(item)
        if act is not None:
            act()
        else:
            self.show_screen(item)

    def _enable(self) -> None:
        project = self._opened is not None
        for action in self.actions_.of_project():
            action.setEnabled(project)
        if self._opened is not None:
            self.actions_.import_articles.setEnabled(self._opened.may_manage)
        self._show_undo()

    def _show_undo(self) -> None:
        undo, redo = self.actions_.undo, self.actions_.redo
        opened = self._opened
        writable = opened is not None and opened.project.read_only is None
        stack = opened.undo.stack if opened is not None and writable else None
        undo.setEnabled(stack is not None and stack.canUndo())
        redo.setEnabled(stack is not None and stack.canRedo())
        what = stack.undoText() if stack is not None else ""
        again = stack.redoText() if stack is not None else ""
        undo.setText(tr("&Undo {what}", what=what) if what else tr("&Undo"))
        redo.setText(tr("&Redo {what}", what=again) if again else tr("&Redo"))

    def _show_title(self, _changes: object = None) -> None:
        if self._opened is not None:
            name = self._opened.project.info.name
            self.setWindowTitle(tr("{project} — Stance Annotator", project=name))

    def _show_status(self) -> None:
        screen = self.annotate_screen
        if screen is None:
            return
        counts, coding = screen.queue.counts, screen.presenter.coding
        if counts is not None:
            self.status_bar.show_progress(counts.done, counts.all)
        self.status_bar.show_attributions(len(coding.attributions) if coding else None)
        codebook = self.codebook()
        if codebook is not None:
            self.status_bar.show_codebook(codebook.label, codebook.version)

    def _show_save_status(self) -> None:
        if self._opened is not None:
            show_save_status(self.messages, self._opened, self.dialogs.back_up)

    def _person_changed(self) -> None:
        from annotator.services.last_person import remember_person

        opened = self._opened
        if opened is not None:
            self.status_bar.show_person(opened.person.name)
            remember_person(opened.project, opened.person)
            self._enable()

    def _show_preferences(self, _name: str = "") -> None:
        self.status_bar.show_zoom(self._preferences.zoom)
        self.actions_.themes[self._preferences.theme].setChecked(True)

    def zoom(self, step: int) -> None:
        """Make the article's text larger (1), smaller (-1), or 100 % (0)."""
        self._preferences.zoom = self._preferences.zoom + 10 * step if step else 100

    def codebook(self) -> Codebook | None:
        """Return the codebook by which the shown round is coded."""
        return self._codebook.codebook()

    def refuse(self, error: AnnotatorError) -> None:
        """Say why a project was not opened or made; without another, show the first page."""
        if self._opened is None:
            self.show_welcome()
        self.explain_failure(error)

    def explain_failure(self, error: Exception) -> None:
        """Say in the message bar what failed; what is no error of ours is raised again."""
        if not isinstance(error, AnnotatorError):
            raise error
        self.messages.say(
            Tone.ERROR, explain(error).sentence, ((tr("Close"), self.messages.clear),)
        )

    def _look_at_recent(self) -> None:
        from annotator.ui.windows.project_opening import look_at

        paths = tuple(entry.path for entry in self._preferences.recent())
        if paths and not self._looking.running and not self._closing:
            self._looking.start(lambda _progress, _cancelled: look_at(paths))

    def new_window(self) -> None:
        """Show one more window on the project."""
        if self._opened is not None:
            self._windows.another(self._opened)

    def quit(self) -> None:
        """Close every window."""
        self._windows.close_all()


def _rail_items() -> tuple[RailItem, ...]:
    return (
        RailItem("annotate", tr("Annotate"), "annotate"),
        RailItem("codebook", tr("Codebook"), "codebook"),
        RailItem("import", tr("Import"), "import", is_screen=False),
        RailItem("export", tr("Export"), "export", is_screen=False),
        RailItem("settings", tr("Settings"), "settings", is_screen=False),
    )
