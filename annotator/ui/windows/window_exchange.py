"""What a window does about exchange by mail: handing out, sending back, merging, conflicts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Role
from annotator.ui.theme import Theme
from annotator.ui.windows.window_parts import ready, show_modal
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.main_window import MainWindow

PROJECT_SUFFIX = ".stance"
PACKAGE_SUFFIX = ".stance-package"


class WindowExchange(QObject):
    """Opens the dialogs of the Exchange menu, and keeps the menu true."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme

    def refresh_menu(self) -> None:
        """Offer what this person may do here; say how many conflicts there are."""
        opened, actions = self._window.opened, self._window.actions_
        if opened is None:
            return
        from annotator.services.exchange.blindness import blindness

        writable = opened.project.read_only is None
        manages = Role.MANAGER in opened.person.roles
        handout = blindness(opened.project) == "separated"
        open_ones = open_conflicts(opened)
        actions.hand_out.setEnabled(manages and not handout)
        actions.send_back.setEnabled(Role.ANNOTATOR in opened.person.roles)
        actions.merge.setEnabled(writable and (manages or handout))
        actions.conflicts.setEnabled(bool(open_ones) and writable)
        actions.conflicts.setText(
            tr("&Conflicts ({count}) …", count=open_ones) if open_ones else tr("&Conflicts …")
        )

    def hand_out(self) -> None:
        """Open the dialog that writes a file for each person."""
        from annotator.ui.dialogs.handout_dialog import HandoutDialog

        opened = ready(self._window)
        if opened is not None:
            show_modal(HandoutDialog(opened, self._theme, opened.path.parent, self._window))

    def send_back(self) -> None:
        """Open the dialog that writes a package of this person's work."""
        from annotator.ui.dialogs.package_dialog import PackageDialog

        opened = ready(self._window)
        if opened is not None:
            show_modal(PackageDialog(opened, self._theme, opened.path.parent, self._window))

    def merge(self, paths: tuple[Path, ...] = ()) -> None:
        """Open the dialog that merges files, and go on to conflicts or adjudication from it."""
        from annotator.ui.dialogs.merge_dialog import MergeDialog

        opened = ready(self._window)
        if opened is None:
            return
        dialog = MergeDialog(opened, self._theme, paths, self._window)
        dialog.exec()
        settle, round_id = dialog.settle_wanted, dialog.adjudicate_wanted
        dialog.deleteLater()
        if settle:
            self.conflicts()
        elif round_id is not None:
            for one in opened.rounds:
                if one.id == round_id:
                    opened.set_round(one)
            self._window.show_screen("adjudicate")

    def conflicts(self) -> None:
        """Open the dialog in which conflicts are settled."""
        from annotator.ui.dialogs.conflicts_dialog import ConflictsDialog

        opened = ready(self._window)
        if opened is None:
            return
        dialog = ConflictsDialog(opened, self._theme, self._window)
        dialog.exec()
        dialog.deleteLater()

    def takes(self, paths: tuple[Path, ...]) -> bool:
        """Tell whether dropped files are to be merged: packages, or files of the same project."""
        opened = self._window.opened
        if opened is None or not paths:
            return False
        return all(_is_package(one) or _is_of(opened, one) for one in paths)


def title_of(opened: OpenProject) -> str:
    """Return what a window is called: the project, and whose share of it the file holds, if one's.

    The manager's file and everybody's handouts bear the same project's name.
    """
    from annotator.services.exchange.blindness import blindness

    name = opened.project.info.name
    if blindness(opened.project) == "separated":
        return tr(
            "{project}, {person}’s share — Stance Annotator",
            project=name,
            person=opened.person.name,
        )
    return tr("{project} — Stance Annotator", project=name)


def open_conflicts(opened: OpenProject) -> int:
    """Return how many conflicts this person may settle."""
    from annotator.services.exchange.conflicts import conflicts

    try:
        return len(conflicts(opened.project, opened.widest))
    except AnnotatorError:
        return 0


def _is_package(path: Path) -> bool:
    return path.name.lower().endswith(PACKAGE_SUFFIX)


def _is_of(opened: OpenProject, path: Path) -> bool:
    """Tell whether a file is another copy of the open project."""
    from annotator.services.project import look_at_project

    if path.suffix.lower() != PROJECT_SUFFIX or path.absolute() == opened.path.absolute():
        return False
    return look_at_project(path).project_id == opened.project.info.id
