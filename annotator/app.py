"""The desktop app: the one place where settings, theme, services and windows are put together."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.words import speak, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from annotator.ui.windows.application_windows import ApplicationWindows

NAME = "stance-annotator"
_LOG_BYTES, _LOGS_KEPT = 500_000, 3


def run(arguments: list[str]) -> int:
    """Open the app with ``[PROJECT] [--as NAME]``; return the exit status.

    The first window is shown before anything heavy is imported; the project is opened in the next
    turn of the event loop.
    """
    given = _parse(arguments)
    from annotator.ui.screen_check import screen_missing

    if screen_missing():
        print(no_screen_message(), file=sys.stderr)
        return 1
    from PySide6.QtCore import QTimer

    app = make_application()
    _log_to_file()
    windows = make_windows(app)
    windows.catch_unexpected()
    windows.show_first(opening=given.project is not None)
    if given.project is not None:
        QTimer.singleShot(0, lambda: windows.open_first(Path(given.project), given.person))
    with _interruptible(app):
        status = app.exec()
    windows.close_all()
    return status


def make_application() -> QApplication:
    """Return the application object, named and with its icon."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from annotator.ui.icons import app_icon

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("Stance Annotator")
    app.setOrganizationName(NAME)
    app.setDesktopFileName(NAME)
    app.setWindowIcon(app_icon())
    speak([language.replace("-", "_") for language in QLocale.system().uiLanguages()])
    return app


def make_windows(app: QApplication) -> ApplicationWindows:
    """Return what opens and closes windows, with this person's settings."""
    from PySide6.QtCore import QSettings

    from annotator.ui.preferences import Preferences
    from annotator.ui.theme import Theme
    from annotator.ui.windows.application_windows import ApplicationWindows

    preferences = Preferences(
        QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, NAME, NAME), app
    )
    theme = Theme(str(preferences.theme), preferences.text_size / 100, app)  # type: ignore[arg-type]
    theme.apply(app)
    return ApplicationWindows(preferences, theme, app)


def no_screen_message() -> str:
    """Return the one line for a person without a screen."""
    from annotator.cli.command_names import COMMANDS

    return tr(
        "annotator: there is no screen to open a window on; without one there are"
        " annotator {commands} (annotator --help tells more)",
        commands=", ".join(COMMANDS),
    )


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="annotator", add_help=False)
    parser.add_argument("project", nargs="?")
    parser.add_argument("--as", dest="person", metavar="NAME")
    return parser.parse_args(arguments)


def _log_to_file() -> None:
    """Log to a rotating file; messages hold no article text and no names."""
    import platformdirs

    folder = Path(platformdirs.user_log_dir(NAME, appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "annotator.log", maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8"
        )
    except OSError:
        return  # a log is no reason not to work
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("annotator")
    log.addHandler(handler)
    log.setLevel(logging.INFO)


class _interruptible:  # noqa: N801  # used as a statement
    """Lets Ctrl+C in the terminal close the windows, which Qt's event loop would not notice."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def __enter__(self) -> None:
        from PySide6.QtCore import QTimer

        self._before = signal.signal(signal.SIGINT, lambda *_: self._app.closeAllWindows())
        self._timer = QTimer(self._app)
        self._timer.timeout.connect(lambda: None)  # gives Python a turn to see the signal
        self._timer.start(500)

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        signal.signal(signal.SIGINT, self._before)
