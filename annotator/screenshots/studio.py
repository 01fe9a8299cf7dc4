"""A window in one look, and the camera: what every scene works with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog

WIDTH, HEIGHT = 1440, 900
_TURNS = 6
"""Turns of the event loop after which layouts and queued calls have settled."""

Until = Callable[[], bool]
Shoot = Callable[[str], None]
"""Takes a picture of the window."""
ShootDialog = Callable[["QDialog", str], None]
"""Shows a dialog, takes its picture and closes it."""
Settle = Callable[[Until], None]
"""Lets the window work until something is so."""


class Studio:
    """One look, light or dark: a window with settings of its own, and a folder for its projects.

    Pictures are named after the scene and the look, and written to ``out``.
    """

    def __init__(self, app: QApplication, folder: Path, out: Path, look: str) -> None:
        from PySide6.QtCore import QSettings

        from annotator.ui.preferences import Preferences, ThemeChoice
        from annotator.ui.theme import Theme
        from annotator.ui.windows.application_windows import ApplicationWindows

        self._app = app
        self._out = out
        self._look = look
        self.folder = folder
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.preferences = Preferences(settings)
        self.preferences.theme = ThemeChoice(look)
        self.theme = Theme(look, 1.0)  # type: ignore[arg-type]
        self.theme.apply(app)
        self._windows = ApplicationWindows(self.preferences, self.theme)
        self.window = self._windows.show_first()
        self.window.resize(WIDTH, HEIGHT)

    def close(self) -> None:
        """Close the window."""
        self._windows.close_all()
        self.settle()

    def shoot(self, name: str) -> None:
        """Take a picture of the window."""
        self.settle()
        self.window.grab().save(str(self._out / f"{name}-{self._look}.png"))

    def shoot_dialog(
        self,
        dialog: QDialog,
        name: str,
        until: Until = lambda: True,
        *,
        close: bool = True,
    ) -> None:
        """Show a dialog over the window, and take a picture when it is as wanted."""
        from PySide6.QtCore import QPoint, QRect
        from PySide6.QtGui import QColor, QPainter

        dialog.show()
        self.settle(until)
        picture, front = self.window.grab(), dialog.grab()
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
        corner = QPoint(
            (picture.width() - front.width()) // 2, (picture.height() - front.height()) // 2
        )
        painter.drawPixmap(corner, front)
        painter.setPen(self.theme.tokens.control_border)
        painter.drawRect(QRect(corner, front.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        picture.save(str(self._out / f"{name}-{self._look}.png"))
        if close:
            dialog.close()
            dialog.deleteLater()

    def settle(self, until: Until = lambda: True) -> None:
        """Let the window work until something is so, for 20 seconds at most."""
        from PySide6.QtCore import QDeadlineTimer, QThread

        patience = QDeadlineTimer(20_000)
        while not until() and not patience.hasExpired():
            self._app.processEvents()
            QThread.msleep(5)
        for _ in range(_TURNS):
            self._app.processEvents()
