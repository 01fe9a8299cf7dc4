"""What the parts of a window that open dialogs have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject
    from annotator.ui.windows.main_window import MainWindow


def ready(window: MainWindow) -> OpenProject | None:
    """Return the open project, with what was typed last stored; None while none is open."""
    opened, screen = window.opened, window.annotate_screen
    if opened is None or screen is None:
        return None
    screen.inspector.flush()
    return opened


def show_modal(dialog: QDialog) -> None:
    """Show a dialog until it is closed, and let go of it."""
    dialog.exec()
    dialog.deleteLater()
