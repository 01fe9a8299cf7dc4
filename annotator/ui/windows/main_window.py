"""A window: menus, rail, screens, status bar. It arranges; screens and services do the rest."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.domain.errors import AnnotatorError
from annotator.ui.background_work import BackgroundWork
from annotator.ui.error_words import explain, reason_words
from annotator.ui.preferences import Preferences
from annotator.ui.save_status import SaveState
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.dropped_paths import dropped_paths
from annotator.ui.widgets.message_bar import MessageBar, Tone
from annotator.ui.widgets.navigation_rail import NavigationRail, RailItem
from annotator.ui.widgets.status_bar import StatusBar
from annotator.ui.windows.welcome_page import WelcomePage
from annotator.ui.windows.window_actions import connect, make_actions
from annotator.ui.windows.window_menus import WindowMenus
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.domain.codebook import Codebook
    from annotator.ui.dialogs.codebook_rule import CodebookRule
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.annotate_screen import AnnotateScreen
    from annotator.ui.windows.application_windows import ApplicationWindows
    from annotator.ui.windows.codebook_screen import CodebookScreen

SUFFIX = ".stance"
_CASCADE = 28


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
        self.codebook_screen: CodebookScreen | None = None
        self._rule: CodebookRule | None = None
        self._looking = BackgroundWork(self)
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
        self._connect()
        self._show_preferences()
        self.show_welcome()

    @property
    def opened(self) -> OpenProject | None:
        """Return the project that this window shows."""
        return self._opened

    # Which screen

    def show_welcome(self) -> None:
        """Show the first page, and look at the recent projects in the background."""
        self.screens.setCurrentWidget(self.welcome)
        self.rail.hide()
        self.setWindowTitle(tr("Stance Annotator"))
        self._enable()
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
        widget = self.annotate_screen if coding else self._codebook_screen()
        self.screens.setCurrentWidget(widget)
        self.annotate_screen.set_active(coding)
        self.rail.show_current(screen_id)
        self.actions_.annotate.setChecked(coding)
        self.actions_.codebook.setChecked(not coding)
        if coding:
            self.annotate_screen.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self._refuse(error)
            return
        try:
            found = who_works(project, person, self._theme, self)
        except AnnotatorError as error:
            project.close()
            self._refuse(error)
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
        screen.import_wanted.connect(self.import_articles)
        screen.rule_wanted.connect(self._show_rule)
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
        self._offer_kept()

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
        for widget in (screen, self.codebook_screen, self._rule):
            if widget is not None:
                self.screens.removeWidget(widget)
                widget.close()
                widget.deleteLater()
        self.codebook_screen = self._rule = None
        self.menus.show_screen((), edit=(), view=(), explain=())
        self.status_bar.show_project(None)
        self.messages.clear()
        self._windows.release(opened)
        self.show_welcome()

    def new_project(self, articles: tuple[Path, ...] = ()) -> None:
        """Ask for a new project, make it and show it; then import articles, if any were given."""
        from annotator.services.codebooks import shipped_codebooks
        from annotator.services.project import create_project
        from annotator.ui.dialogs.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(shipped_codebooks(), self._theme, parent=self)
        answer = dialog.answer if dialog.exec() else None
        dialog.deleteLater()
        if answer is None:
            return
        try:
            project = create_project(
                answer.path, name=answer.name, maker=answer.maker, codebook=answer.codebook
            )
        except AnnotatorError as error:
            self._refuse(error)
            return
        project.close()
        self.open_path(answer.path, answer.maker)
        if articles:
            self.import_articles(articles)

    def try_sample(self) -> None:
        """Open the sample project among this person's documents; make it when it is not there."""
        from annotator.services.sample import create_sample_project
        from annotator.ui.dialogs.new_project_dialog import documents_folder, system_name

        path = documents_folder() / f"{tr('Stance Annotator sample')}{SUFFIX}"
        maker = system_name() or tr("Me")
        if not path.exists():
            try:
                create_sample_project(path, maker=maker).close()
            except AnnotatorError as error:
                self._refuse(error)
                return
        self.open_path(path)

    def choose_project(self) -> None:
        """Ask for a project file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Open project"), "", tr("Projects (*{suffix})", suffix=SUFFIX)
        )
        if chosen:
            self.open_path(Path(chosen))

    # Work with the project

    def import_articles(self, paths: tuple[Path, ...] = ()) -> None:
        """Open the import dialog, with files if some were dropped."""
        from annotator.ui.dialogs.import_dialog import ImportDialog

        if self._opened is None:
            return
        if not self._opened.may_manage:
            self._say_who_imports()
            return
        dialog = ImportDialog(self._opened, self._theme, paths, self)
        dialog.exec()
        dialog.deleteLater()

    def export(self) -> None:
        """Open the export dialog."""
        from annotator.ui.dialogs.export_dialog import ExportDialog

        if self._opened is None:
            return
        if self.annotate_screen is not None:
            self.annotate_screen.inspector.flush()
        dialog = ExportDialog(self._opened, self._theme, self._opened.path.parent, self)
        dialog.exec()
        dialog.deleteLater()

    def back_up(self) -> None:
        """Write a checked copy of the project."""
        from annotator.services.backups import back_up

        if self._opened is None:
            return
        suggested = self._opened.path.with_name(f"{self._opened.path.stem} copy{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Back up to"), str(suggested), tr("Projects (*{suffix})", suffix=SUFFIX)
        )
        if not chosen:
            return
        project, out = self._opened.project, Path(chosen)
        self._opened.writes.submit(
            lambda: back_up(project, out),
            lambda path: self.messages.say(
                Tone.INFO,
                tr("A checked copy is at {path}.", path=path),
                ((tr("Close"), self.messages.clear),),
            ),
            self._explain_failure,
        )

    def settings(self) -> None:
        """Open the settings."""
        from annotator.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._preferences, self._theme, self)
        dialog.keyboard_map_wanted.connect(self.keyboard_map)
        dialog.exec()
        dialog.deleteLater()

    def keyboard_map(self) -> None:
        """Show all keys."""
        from annotator.ui.dialogs.keyboard_map_dialog import KeyboardMapDialog

        dialog = KeyboardMapDialog(self._preferences, self._codebook(), self._theme, self)
        dialog.exec()
        dialog.deleteLater()

    def change_person(self) -> None:
        """Ask who is at work now."""
        from annotator.ui.windows.project_opening import choose_person

        if self._opened is None:
            return
        try:
            found = choose_person(self._opened.project, self._opened.person, self._theme, self)
        except AnnotatorError as error:
            self._explain_failure(error)
            return
        if found is not None:
            self._opened.become(found)

    def restore_place(self, number: int) -> None:
        """Take the size and place of last time, each further window a little lower."""
        state = self._preferences.state("window")
        if state is None or not self.restoreGeometry(state):
            self.resize(self._theme.px(1440), self._theme.px(900))
        if number:
            self.move(self.x() + _CASCADE * number, self.y() + _CASCADE * number)

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask only when something could not be stored; then close what is open."""
        opened = self._opened
        failed = opened is not None and opened.status.state is SaveState.FAILED
        if opened is not None and failed and not self._leave_unsaved(len(opened.status.failed)):
            event.ignore()
            return
        self._preferences.keep_state("window", self.saveGeometry())
        self._looking.stop_and_wait()
        self.close_project()
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
        QTimer.singleShot(0, self, lambda: self._take_dropped(paths))

    def _take_dropped(self, paths: tuple[Path, ...]) -> None:
        if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX:
            self.open_path(paths[0])
        elif self._opened is not None:
            self.import_articles(paths)
        else:
            self.new_project(paths)

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

    def _connect(self) -> None:
        actions, welcome = self.actions_, self.welcome
        connect(
            (
                (actions.new, self.new_project),
                (actions.open, self.choose_project),
                (actions.sample, self.try_sample),
                (actions.new_window, self._new_window),
                (actions.import_articles, self.import_articles),
                (actions.export, self.export),
                (actions.back_up, self.back_up),
                (actions.close_project, self.close_project),
                (actions.quit, self._quit),
                (actions.undo, self._undo),
                (actions.redo, self._redo),
                (actions.settings, self.settings),
                (actions.zoom_in, lambda: self._zoom(1)),
                (actions.zoom_out, lambda: self._zoom(-1)),
                (actions.zoom_reset, lambda: self._zoom(0)),
                (actions.annotate, lambda: self.show_screen("annotate")),
                (actions.codebook, lambda: self.show_screen("codebook")),
                (actions.keyboard_map, self.keyboard_map),
                (actions.about, self._about),
            )
        )
        for choice, action in actions.themes.items():
            action.triggered.connect(
                lambda _checked=False, choice=choice: setattr(self._preferences, "theme", choice)
            )
        welcome.new_wanted.connect(self.new_project)
        welcome.open_wanted.connect(self.choose_project)
        welcome.sample_wanted.connect(self.try_sample)
        welcome.keyboard_map_wanted.connect(self.keyboard_map)
        welcome.settings_wanted.connect(self.settings)
        welcome.project_wanted.connect(self.open_path)
        welcome.locate_wanted.connect(self._locate)
        welcome.articles_dropped.connect(self.new_project)
        welcome.choose_articles_wanted.connect(self._choose_articles)
        self.rail.chosen.connect(self._rail_chosen)
        self.status_bar.person_pressed.connect(self.change_person)
        self.status_bar.codebook_pressed.connect(lambda: self.show_screen("codebook"))
        self.status_bar.zoom_stepped.connect(self._zoom)
        self._preferences.changed.connect(lambda _name: self._show_preferences())
        self._looking.succeeded.connect(welcome.show_looks)

    def _undo(self) -> None:
        if self.annotate_screen is not None:
            self.annotate_screen.undo()

    def _redo(self) -> None:
        if self.annotate_screen is not None:
            self.annotate_screen.redo()

    def _rail_chosen(self, item: str) -> None:
        act = {
            "import": self.import_articles,
            "export": self.export,
            "settings": self.settings,
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
        codebook = self._codebook()
        if codebook is not None:
            self.status_bar.show_codebook(codebook.label, codebook.version)

    def _show_save_status(self) -> None:
        opened = self._opened
        if opened is None:
            return
        failed = opened.status.failed
        if failed:
            since = f"{failed[0].at:%H:%M}"
            words = explain(failed[0].error).what
            kept = tr("Not saved since {time}. Kept in a recovery file.", time=since)
            self.messages.say(
                Tone.ERROR,
                f"{kept} {words}",
                ((tr("Retry"), opened.status.retry), (tr("Save a copy as …"), self.back_up)),
            )
        elif opened.project.read_only is not None:
            self.messages.say(
                Tone.WARNING,
                tr("Open for reading only. {why}", why=reason_words(opened.project.read_only)),
            )
        else:
            self.messages.clear()

    def _offer_kept(self) -> None:
        """Offer what could not be stored the last time the program ran."""
        from annotator.services.recovery import forget, kept_intentions, retry

        opened, screen = self._opened, self.annotate_screen
        if opened is None or screen is None or opened.project.read_only is not None:
            return
        kept = kept_intentions(opened.project)
        if not kept:
            return

        def again() -> None:
            self.messages.clear()
            for one in kept:
                screen.actions_.do(partial(retry, opened.project, one.id))

        def drop() -> None:
            self.messages.clear()
            for one in kept:
                forget(opened.project, one.id)

        self.messages.say(
            Tone.WARNING,
            tr_n(
                "{count} change of last time could not be stored and is kept.",
                "{count} changes of last time could not be stored and are kept.",
                len(kept),
            ),
            ((tr("Store now"), again), (tr("Drop"), drop)),
        )

    def _person_changed(self) -> None:
        from annotator.services.last_person import remember_person

        opened = self._opened
        if opened is not None:
            self.status_bar.show_person(opened.person.name)
            remember_person(opened.project, opened.person)
            self._enable()

    def _show_preferences(self) -> None:
        self.status_bar.show_zoom(self._preferences.zoom)
        self.actions_.themes[self._preferences.theme].setChecked(True)

    def _zoom(self, step: int) -> None:
        self._preferences.zoom = self._preferences.zoom + 10 * step if step else 100

    def _codebook(self) -> Codebook | None:
        from annotator.services.codebooks import current_codebook

        opened = self._opened
        return current_codebook(opened.project, opened.round.id) if opened else None

    def _codebook_screen(self) -> CodebookScreen:
        from annotator.ui.windows.codebook_screen import CodebookScreen

        if self.codebook_screen is None:
            self.codebook_screen = CodebookScreen(self._theme, self)
            self.screens.addWidget(self.codebook_screen)
        codebook = self._codebook()
        if codebook is not None:
            self.codebook_screen.set_codebook(codebook)
        return self.codebook_screen

    def _show_rule(self, attribute_key: str, value_key: str | None) -> None:
        from annotator.ui.dialogs.codebook_rule import CodebookRule

        codebook = self._codebook()
        if codebook is None:
            return
        if self._rule is None:
            self._rule = CodebookRule(self._theme, self)
            self._rule.codebook_requested.connect(self._show_in_codebook)
        self._rule.show_rule(codebook, attribute_key, value_key)

    def _show_in_codebook(self, attribute_key: str, value_key: str | None) -> None:
        self.show_screen("codebook")
        self._codebook_screen().show_value(attribute_key, value_key)

    def _refuse(self, error: AnnotatorError) -> None:
        if self._opened is None:
            self.show_welcome()
        self._explain_failure(error)

    def _explain_failure(self, error: Exception) -> None:
        if not isinstance(error, AnnotatorError):
            raise error
        self.messages.say(
            Tone.ERROR, explain(error).sentences, ((tr("Close"), self.messages.clear),)
        )

    def _say_who_imports(self) -> None:
        self.messages.say(
            Tone.INFO,
            tr("Articles are brought in by managers of the project."),
            ((tr("Close"), self.messages.clear),),
        )

    def _look_at_recent(self) -> None:
        from annotator.ui.windows.project_opening import look_at

        paths = tuple(entry.path for entry in self._preferences.recent())
        if paths and not self._looking.running:
            self._looking.start(lambda _progress, _cancelled: look_at(paths))

    def _locate(self, path: Path) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Where is {name}?", name=path.name), "", f"(*{SUFFIX})"
        )
        if chosen:
            self._preferences.relocate(path, Path(chosen))
            self.open_path(Path(chosen))

    def _choose_articles(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Articles"))
        if chosen:
            self.new_project(tuple(Path(one) for one in chosen))

    def _new_window(self) -> None:
        if self._opened is not None:
            self._windows.another(self._opened)

    def _quit(self) -> None:
        self._windows.close_all()

    def _leave_unsaved(self, count: int) -> bool:
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setText(
            tr_n("{count} change is not stored yet.", "{count} changes are not stored yet.", count)
        )
        question.setInformativeText(
            tr("They are kept in a recovery file and offered when you open the project again.")
        )
        leave = question.addButton(tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        question.exec()
        return question.clickedButton() is leave

    def _about(self) -> None:
        QMessageBox.about(
            self,
            tr("About Stance Annotator"),
            tr(
                "<b>Stance Annotator {version}</b><p>Mark who says what in news articles, and how"
                " they stand to it.</p><p>Apache licence 2.0. Everything stays on this computer."
                "</p>",
                version=__version__,
            ),
        )


def _rail_items() -> tuple[RailItem, ...]:
    return (
        RailItem("annotate", tr("Annotate"), "annotate"),
        RailItem("codebook", tr("Codebook"), "codebook"),
        RailItem("import", tr("Import"), "import", is_screen=False),
        RailItem("export", tr("Export"), "export", is_screen=False),
        RailItem("settings", tr("Settings"), "settings", is_screen=False),
    )
