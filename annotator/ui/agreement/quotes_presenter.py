"""The quotes behind a cell of a confusion matrix, read off the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.domain.people import Actor
from annotator.ui.agreement.chart_filling import Pair
from annotator.ui.background_work import BackgroundWork, Progress

if TYPE_CHECKING:
    from annotator.services.agreement.cell_quotes import CellQuote
    from annotator.services.agreement.compared import Compared
    from annotator.ui.open_project import OpenProject


@dataclass(frozen=True, slots=True)
class CellWanted:
    """Which cell's quotes are wanted."""

    attribute: str
    row: str
    column: str
    pair: Pair | None
    both_ways: bool = False
    """Whether either of the pair may have either value."""


class QuotesPresenter(QObject):
    """The last cell that was asked for wins."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, opened: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self.wanted: CellWanted | None = None
        self.quotes: tuple[CellQuote, ...] | None = None
        """None while they are read, or none are wanted."""
        self._next: Callable[[], None] | None = None
        self._work = BackgroundWork(self)
        self._work.succeeded.connect(self._show)
        self._work.failed.connect(self._fail)
        self._work.ended.connect(self._go_on)

    def ask(self, compared: Compared, actor: Actor, wanted: CellWanted) -> None:
        """Read the quotes of a cell."""
        self.wanted, self.quotes = wanted, None
        project = self._opened.project

        def read(_progress: Progress, _cancelled: Callable[[], bool]) -> object:
            from annotator.services.agreement.cell_quotes import quotes_behind

            cell = (wanted.attribute, wanted.row, wanted.column)
            found = quotes_behind(project, actor, compared, *cell, wanted.pair)
            if wanted.both_ways and wanted.pair is not None:
                found += quotes_behind(project, actor, compared, *cell, wanted.pair[::-1])
            return wanted, found

        if self._work.running:
            self._next = lambda: self._work.start(read)
        else:
            self._work.start(read)

    def clear(self) -> None:
        """Show none."""
        self.wanted = self.quotes = self._next = None
        self.loaded.emit()

    def leave(self) -> None:
        """Read nothing more."""
        self._next = None
        self._work.stop_and_wait()

    def _show(self, result: tuple[CellWanted, tuple[CellQuote, ...]]) -> None:
        wanted, found = result
        if wanted == self.wanted:
            self.quotes = found
            self.loaded.emit()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, AnnotatorError):
            raise error
        self.failed.emit(error)

    def _go_on(self) -> None:
        begin, self._next = self._next, None
        if begin is not None:
            begin()
