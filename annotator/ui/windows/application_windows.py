"""All windows of this process, and the projects that they have open: one handle per file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from annotator.domain.people import Person
from annotator.ui.dialogs.unexpected_error_dialog import UnexpectedErrorDialog
from annotator.ui.preferences import Preferences
from annotator.ui.shortcuts import ShortcutTable
from annotator.ui.theme import Theme
from annotator.ui.unexpected_errors import UnexpectedErrors
from annotator.ui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from annotator.services.project import Project
    from annotator.ui.open_project import OpenProject


class ApplicationWindows(QObject):
    """Opens and closes windows; windows with the same project share it, with its undo history."""

    def __init__(
        self, preferences: Preferences, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.theme = theme
        self._windows: list[MainWindow] = []
        self._opened: dict[Path, OpenProject] = {}
        self._users: dict[Path, int] = {}
        self._errors: UnexpectedErrors | None = None
        theme.contrast = str(preferences.contrast)  # type: ignore[assignment]
        preferences.changed.connect(self._preference_changed)

    @property
    def windows(self) -> tuple[MainWindow, ...]:
        """Return the open windows, oldest first."""
        return tuple(self._windows)

    def show_first(self, *, opening: bool = False) -> MainWindow:
        """Show a window with the welcome page, or an empty one when a project is to be opened."""
        keys = ShortcutTable(self.preferences)
        window = MainWindow(self, self.preferences, keys, self.theme)
        keys.setParent(window)
        self._windows.append(window)
        if opening:
            window.show_opening()
        window.restore_place(len(self._windows) - 1)
        window.show()
        return window

    def open_first(self, path: Path, person: str | None) -> None:
        """Open a project in the first window."""
        self._windows[0].open_path(path, person)

    def another(self, opened: OpenProject) -> MainWindow:
        """Show one more window on a project that is open."""
        window = self.show_first(opening=True)
        window.show_project(self.acquire(opened.project, opened.person))
        return window

    def find(self, path: Path) -> OpenProject | None:
        """Return the project if a window has it open."""
        return self._opened.get(path.absolute())

    def acquire(self, project: Project, person: Person) -> OpenProject:
        """Return the one `OpenProject` of a file, for one more window."""
        from annotator.ui.open_project import OpenProject

        key = project.path.absolute()
        if key not in self._opened:
            self._opened[key] = OpenProject(project, person, self, preferences=self.preferences)
        self._users[key] = self._users.get(key, 0) + 1
        return self._opened[key]

    def release(self, opened: OpenProject) -> None:
        """Note that a window let go of a project; the last one closes it."""
        key = opened.path.absolute()
        self._users[key] -= 1
        if self._users[key] == 0:
            del self._users[key], self._opened[key]
            opened.close()
            opened.deleteLater()

    def closed(self, window: MainWindow) -> None:
        """Forget a window that is closing, with all that belongs to it."""
        if window in self._windows:
            self._windows.remove(window)
            window.deleteLater()

    def close_all(self) -> None:
        """Close every window, with what it has open."""
        for window in self.windows:
            window.close()
        if self._errors is not None:
            self._errors.remove()

    def catch_unexpected(self) -> None:
        """Show unexpected exceptions of any thread in one dialog from now on."""
        self._errors = UnexpectedErrors(self.show_unexpected, self)
        self._errors.install()

    def show_unexpected(self, report: str) -> None:
        """Show one unexpected error; go on, or close safely, as the person decides."""
        parent = QApplication.activeWindow() or (self._windows[0] if self._windows else None)
        dialog = UnexpectedErrorDialog(report, self.theme, parent)
        dialog.exec()
        close = dialog.close_safely
        dialog.deleteLater()
        if close:
            self.close_all()
            app = QApplication.instance()
            if app is not None:
                app.quit()

    def _preference_changed(self, name: str) -> None:
        if name == "theme":
            self.theme.mode = str(self.preferences.theme)  # type: ignore[assignment]
        elif name == "contrast":
            self.theme.contrast = str(self.preferences.contrast)  # type: ignore[assignment]
        elif name == "text_size":
            self.theme.text_scale = self.preferences.text_size / 100
