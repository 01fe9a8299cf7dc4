"""Finding out, without writing, what files would bring: of several wishes the last one counts."""

from PySide6.QtCore import QObject, Signal

from annotator.ui.background_work import BackgroundWork, Work


class LookAhead(QObject):
    """Runs one look at a time; a look that was overtaken by another wish is never told of."""

    found = Signal(object)
    """Carries what the last look returned."""
    failed = Signal(object)
    """Carries its exception; stopping from outside is one, too."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: Work | None = None
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._succeed)
        self._work.failed.connect(self._fail)

    @property
    def running(self) -> bool:
        """Tell whether a look goes on."""
        return self._work.running

    def look(self, work: Work) -> None:
        """Look now, or as soon as the look that goes on has stopped."""
        if self._work.running:
            self._waiting = work
            self._work.stop()
        else:
            self._work.start(work)

    def stop_and_wait(self) -> None:
        """Look no more."""
        self._waiting = None
        self._work.stop_and_wait()

    def _succeed(self, result: object) -> None:
        if not self._go_on():
            self.found.emit(result)

    def _fail(self, error: Exception) -> None:
        if not self._go_on():
            self.failed.emit(error)

    def _go_on(self) -> bool:
        """Begin the look that waits; False where none does."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return False
        self._work.start(waiting)
        return True
