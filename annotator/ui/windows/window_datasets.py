"""What a window does to make data sets: exports, replication bundles, what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from annotator.domain.people import Role
from annotator.ui.theme import Theme
from annotator.ui.windows.window_parts import ready, show_modal

if TYPE_CHECKING:
    from annotator.ui.dialogs.export.looking_ahead import Wish
    from annotator.ui.windows.main_window import MainWindow


class WindowDatasets(QObject):
    """Opens the dialogs; bundles and details are for managers."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        # As long as the window is there: a second export must not carry names for pseudonyms.
        self._wishes: dict[tuple[Path, UUID], Wish] = {}

    def export(self) -> None:
        """Choose what to export, and export it."""
        from annotator.ui.dialogs.export_dialog import ExportDialog

        opened = ready(self._window)
        if opened is None:
            return
        key = (opened.path, opened.person.id)
        dialog = ExportDialog(
            opened, self._theme, opened.path.parent, self._window, last=self._wishes.get(key)
        )
        dialog.finished.connect(lambda _how: self._wishes.update({key: dialog.wish}))
        show_modal(dialog)

    def bundle(self) -> None:
        """Write a replication bundle."""
        from annotator.ui.dialogs.bundle_dialog import BundleDialog

        opened = ready(self._window)
        if opened is not None and Role.MANAGER in opened.person.roles:
            show_modal(BundleDialog(opened, self._theme, opened.path.parent, self._window))

    def details(self) -> None:
        """Say what cards and citations are to say of the data set."""
        from annotator.ui.dialogs.dataset_details_dialog import DatasetDetailsDialog

        opened = ready(self._window)
        if opened is not None and opened.may_manage:
            show_modal(DatasetDetailsDialog(opened, self._theme, self._window))
