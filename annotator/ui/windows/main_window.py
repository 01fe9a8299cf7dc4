"""A window: menus, rail, screens, status bar. It arranges; screens and services do the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
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
from annotator.ui.windows.window_dialogs import WindowDialogs
from annotator.ui.windows.window_exchange import title_of
from annotator.ui.windows.window_menus import WindowMenus
from annotator.ui.windows.window_place import restore_place
from annotator.ui.windows.window_screens import WindowScreens
from annotator.ui.windows.window_wiring import connect_window
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.domain.codebook import Codebook
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.adjudicate_screen import AdjudicateScreen
    from annotator.ui.windows.agreement_screen import AgreementScreen
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
        self._looking = BackgroundWork(self)
        self._closing = False
        self._screens = WindowScreens(self, preferences, keys, theme)
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
    def annotate_screen(self) -> AnnotateScreen | None:
        """Return the Annotate screen, None while no project is open."""
        return self._screens.annotate

    @property
    def adjudicate_screen(self) -> AdjudicateScreen | None:
        """Return the Adjudicate screen, None before it was first shown."""
        return self._screens.adjudicate

    @property
    def agreement_screen(self) -> AgreementScreen | None:
        """Return the Agreement screen, None before it was first shown."""
        return self._screens.agreement.screen

    @property
    def codebook_screen(self) -> CodebookScreen | None:
        """Return the screen for reading the codebook, None before it was first shown."""
        return self._screens.codebook.screen

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
        self._screens.show(screen_id)

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
        self._opened = opened
        self._preferences.remember(opened.path, opened.project.info.name)
        screen = self._screens.open(opened)
        opened.status.changed.connect(self._show_save_status)
        opened.undo.changed.connect(self._show_undo)
        opened.person_changed.connect(self._person_changed)
        opened.hub.published.connect(self._show_title)
        opened.hub.published.connect(self._end_failure)
        self.rail.show()
        self.status_bar.show_project(opened.status)
        self._show_title()
        self._person_changed()
        self._enable()
        self._show_save_status()
        self._show_undo()
        self.show_screen("annotate")
        offer_kept(self.messages, opened, screen.actions_)
        self.dialogs.review.hint.follow(opened)

    def close_project(self) -> None:
        """Let go of the project and show the first page."""
        opened = self._opened
        if opened is None:
            return
        for signal, slot in (
            (opened.status.changed, self._show_save_status),
            (opened.undo.changed, self._show_undo),
            (opened.person_changed, self._person_changed),
            (opened.hub.published, self._show_title),
            (opened.hub.published, self._end_failure),
        ):
            signal.disconnect(slot)
        self._opened = None
        self.dialogs.review.hint.follow(None)
        self._screens.close()
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
        self._screens.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        self._screens.redo()

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
            self.dialogs.managing.refresh_menu()
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
            self.setWindowTitle(title_of(self._opened))

    def _show_save_status(self) -> None:
        if self._opened is not None:
            show_save_status(self.messages, self._opened, self.dialogs.back_up)

    def _person_changed(self) -> None:
        from annotator.services.managing.last_person import remember_person

        opened = self._opened
        if opened is not None:
            self.dialogs.managing.show_person(opened)
            remember_person(opened.project, opened.person)
            self._enable()
            self._screens.follow_roles()

    def _show_preferences(self, _name: str = "") -> None:
        self.status_bar.show_zoom(self._preferences.zoom)
        self.actions_.themes[self._preferences.theme].setChecked(True)

    def zoom(self, step: int) -> None:
        """Make the article's text larger (1), smaller (-1), or 100 % (0)."""
        self._preferences.zoom = self._preferences.zoom + 10 * step if step else 100

    def codebook(self) -> Codebook | None:
        """Return the codebook by which the shown round is coded."""
        return self._screens.codebook.codebook()

    def refuse(self, error: AnnotatorError) -> None:
        """Say why a project was not opened or made; without another, show the first page."""
        if self._opened is None:
            self.show_welcome()
        self.explain_failure(error)

    def explain_failure(self, error: Exception) -> None:
        """Say in the message bar what failed; what is no error of ours is raised again."""
        if not isinstance(error, AnnotatorError):
            raise error
        self.messages.say_passing(Tone.ERROR, explain(error).sentence)

    def _end_failure(self, changes: Changes) -> None:
        """Say no longer what failed once this person has done something since."""
        opened = self._opened
        done = bool(changes.entities) or changes.bulk
        if opened is not None and done and changes.step.person_id == opened.person.id:
            self.messages.clear_failure()

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
        RailItem("adjudicate", tr("Adjudicate"), "adjudicate"),
        RailItem("agreement", tr("Agreement"), "agreement"),
        RailItem("codebook", tr("Codebook"), "codebook"),
        RailItem("import", tr("Import"), "import", is_screen=False),
        RailItem("export", tr("Export"), "export", is_screen=False),
        RailItem("settings", tr("Settings"), "settings", is_screen=False),
    )
