"""From a cell of the confusion matrix to its quotes, and from a quote to its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotator.ui.agreement.agreement_filling import AgreementFilling
from annotator.ui.agreement.agreement_panes import AgreementPanes
from annotator.ui.agreement.agreement_presenter import AgreementPresenter
from annotator.ui.agreement.quotes_presenter import CellWanted, QuotesPresenter, quote_shown
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
        self._go_there = False
        """Whether Enter was pressed, and the keyboard follows once the quotes are there."""
        self.reading = QuotesPresenter(opened, self)
        self.reading.loaded.connect(self._show)
        panes.confusion.chart.cell_chosen.connect(self.choose)
        panes.confusion.chart.cell_opened.connect(self.open)
        panes.quotes.list.opened.connect(self._open_quote)

    def choose(self, row: int, column: int) -> None:
        """Ask for the quotes behind a cell."""
        compared, confusion = self._presenter.compared, self._filling.confusion
        if compared is None or confusion is None:
            return
        selection = self._filling.selection
        wanted = CellWanted(
            selection.attribute,
            confusion.values[row],
            confusion.values[column],
            selection.pair,
        )
        if wanted == self.reading.wanted:
            return
        if not confusion.counts[row][column]:
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
        """Show no quotes: other figures are shown."""
        self._go_there = False
        self.reading.clear()
        self._panes.quotes.say(
            tr("Select a cell of the confusion matrix: its quotes are listed here.")
        )

    def forget_if_shown(self) -> None:
        """Show no quotes that were read for figures that are gone."""
        if self.reading.wanted is not None:
            self.forget()

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
        if row:
            cell = tr(
                "{a} by {row}, {b} by {column}", a=values[0], row=row, b=values[1], column=column
            )
        else:
            cell = tr("{a} and {b}", a=values[0], b=values[1])
        title = tr_n("{count} quote", "{count} quotes", len(quotes))
        shown = [quote_shown(one, wanted.attribute, labels) for one in quotes]
        self._panes.quotes.show_quotes(title, cell, shown)
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
