"""Exceptions that nobody expected: logged, and shown once on the GUI thread, whence they came."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from annotator import __version__

_log = logging.getLogger("annotator")


def report_of(error: BaseException, trace: TracebackType | None) -> str:
    """Return kind, place and versions of an error; no message: it may hold article text."""
    lines = [
        f"Stance Annotator {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frames = traceback.extract_tb(trace if seen is error else seen.__traceback__)
        lines += [f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
        if seen is not None:
            lines.append("caused by")
    return "\n".join(lines)


class UnexpectedErrors(QObject):
    """Takes over `sys.excepthook` and `threading.excepthook` between `install` and `remove`."""

    _arrived = Signal(str)

    def __init__(self, show: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._showing = False
        # Queued also on the GUI thread: a dialog must not open in the middle of a paint event.
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begin to catch."""
        sys.excepthook = self.catch
        threading.excepthook = self._from_thread

    def remove(self) -> None:
        """Leave the hooks as Python had them."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception and have it shown; safe from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(error, trace)
        _log.error("unexpected\n%s", report)
        self._arrived.emit(report)

    def _from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.catch(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _arrive(self, report: str) -> None:
        if self._showing:
            return  # one dialog; what comes while it is open is in the log
        self._showing = True
        try:
            self._show(report)
        finally:
            self._showing = False


def _inside(filename: str) -> str:
    """Shorten a path to the part inside a package, without folders of this machine."""
    parts = filename.replace("\\", "/").split("/")
    for start in ("annotator", "site-packages", "tests"):
        if start in parts:
            return "/".join(parts[parts.index(start) :])
    return parts[-1]
