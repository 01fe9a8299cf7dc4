"""From a cell of the confusion matrix to its quotes, and from a quote to its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotator.ui.agreement.agreement_filling import AgreementFilling
from annotator.ui.agreement.agreement_panes import AgreementPanes
from annotator.ui.agreement.agreement_presenter import AgreementPresenter
from annotator.ui.agreement.quotes_of_units import (
    LIMIT,
    bars_words,
    quote_shown,
    units_of,
    whose_words,
)
from annotator.ui.agreement.quotes_presenter import CellWanted, QuotesPresenter
from annotator.ui.widgets.agreement.quote_list import QuoteShown
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.open_project import OpenProject


class CellQuoting(QObject):
    """Reads the quotes of the cell that the keyboard or the mouse goes to."""

    article_wanted = Signal(object)
    """Carries the `CellQuote` whose article is to be shown."""

    def __init__(
        self,
        opened: OpenProject,
        panes: AgreementPanes,
        presenter: AgreementPresenter,
        filling: AgreementFilling,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._presenter = presenter
        self._filling = filling
        self._cell: tuple[int, int] | None = None
        """The cell that was asked for last; other figures in the same matrix are followed there."""
        self._go_there = False
        """Whether Enter was pressed, and the keyboard follows once the quotes are there."""
        self.reading = QuotesPresenter(opened, self)
        self.reading.loaded.connect(self._show)
        panes.confusion.chart.cell_chosen.connect(self.choose)
        panes.confusion.chart.cell_opened.connect(self.open)
        panes.quotes.list.opened.connect(self._open_quote)

    def choose(self, row: int, column: int) -> None:
        """Ask for the quotes behind a cell."""
        compared, cell = self._presenter.compared, self._filling.cell(row, column)
        if compared is None or cell is None:
            return
        self._cell = (row, column)
        selection = self._filling.selection
        wanted = CellWanted(
            selection.attribute,
            cell.row,
            cell.column,
            selection.pair,
            cell.both_ways,
        )
        if wanted == self.reading.wanted:
            return
        if not cell.count:
            self._go_there = False
            self.reading.clear()
            self._panes.quotes.say(tr("No quotes behind this cell."))
            return
        self._panes.quotes.say(tr("Reading …"))
        self.reading.ask(compared, self._presenter.actor, wanted)

    def open(self, row: int, column: int) -> None:
        """Go to the quotes behind a cell."""
        self._go_there = True
        self.choose(row, column)
        if self.reading.quotes is not None:
            self._focus()

    def forget(self) -> None:
        """Show no quotes, and mark no cell: another matrix is shown."""
        self._cell = None
        self._put_away()
        self._panes.confusion.chart.leave_cell()

    def follow(self) -> None:
        """Read anew what is behind the same cell: its figures are others now."""
        cell = self._cell
        self._put_away()
        if cell is None:
            return
        if self._filling.cell(*cell) is None:
            self.forget()
        else:
            self.choose(*cell)

    def _put_away(self) -> None:
        self._go_there = False
        self.reading.clear()
        self._panes.quotes.say(
            tr("Select a cell of the confusion matrix: its quotes are listed here.")
        )

    def _show(self) -> None:
        labels, wanted, quotes = (
            self._presenter.labels,
            self.reading.wanted,
            self.reading.quotes,
        )
        if labels is None or wanted is None or quotes is None:
            return
        row, column = self._filling.pair_names()
        values = [labels.value(wanted.attribute, one) for one in (wanted.row, wanted.column)]
        pairs = tr_n("{count} pair of coders", "{count} pairs of coders", len(quotes))
        if len(quotes) == LIMIT:
            pairs = tr("the first {pairs}", pairs=pairs)
        if row and not wanted.both_ways:
            cell = tr(
                "{a} by {row}, {b} by {column}", a=values[0], row=row, b=values[1], column=column
            )
        else:
            cell = tr("{a} and {b}: {pairs}", a=values[0], b=values[1], pairs=pairs)
        units = units_of(quotes)
        shown = [quote_shown(one, wanted, labels) for one in units]
        title = tr_n("{count} quote", "{count} quotes", len(shown))
        whose = whose_words(units, wanted, labels)
        if whose:
            cell = tr("{cell}. {whose}", cell=cell, whose=whose)
        self._panes.quotes.show_quotes(title, cell, shown, bars_words(shown, labels))
        if self._go_there:
            self._focus()

    def _focus(self) -> None:
        self._go_there = False
        found = self._panes.quotes.list
        if not found.isHidden():
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._panes.bring_into_sight(self._panes.quotes)

    def _open_quote(self, quote: QuoteShown) -> None:
        self.article_wanted.emit(quote.subject)
