"""The quotes behind a cell of a confusion matrix, read off the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.attributions import Values
from annotator.domain.codebook import About, Level
from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.domain.people import Actor
from annotator.ui.agreement.chart_filling import Pair
from annotator.ui.agreement.labels import Labels
from annotator.ui.background_work import BackgroundWork, Progress
from annotator.ui.widgets.agreement.quote_list import QuoteShown, ValueShown
from annotator.words import tr

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

            found = quotes_behind(
                project, actor, compared, wanted.attribute, wanted.row, wanted.column, wanted.pair
            )
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


def quote_shown(quote: CellQuote, attribute: str, labels: Labels) -> QuoteShown:
    """Return a quote as the list shows it."""
    where = [one for one in (quote.outlet, _day(quote)) if one]
    return QuoteShown(
        _side(quote.a_values, attribute, labels),
        _side(quote.b_values, attribute, labels),
        quote.speaker or tr("no speaker"),
        quote.quote or quote.article_title,
        ", ".join(where) or quote.article_title,
        quote.adjudicated,
        quote,
    )


def _day(quote: CellQuote) -> str:
    return f"{quote.published_on.day} {quote.published_on:%b %Y}" if quote.published_on else ""


def _side(values: Values, attribute: str, labels: Labels) -> ValueShown:
    chosen = values.get(attribute)
    picture = labels.picture(attribute, chosen) if isinstance(chosen, str) else None
    if picture is not None and picture.glyph is None:
        picture = None
    sure, most, words = 0, 0, ""
    for one in labels.codebook.attributes:
        given = values.get(one.key)
        if one.about is not About.ANNOTATOR or one.level is not Level.ORDINAL:
            continue
        if isinstance(given, str) and given in one.order:
            sure, most = one.order.index(given) + 1, len(one.order)
            words = tr(
                "({attribute}: {value})", attribute=one.label, value=labels.value(one.key, given)
            )
            break
    label = labels.any_value(attribute, chosen) or tr("–")
    return ValueShown(label, picture, sure, most, words)
