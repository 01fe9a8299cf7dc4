"""The quotes behind the chosen cell of the confusion matrix."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.theme.fonts import SECONDARY
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.pane import Pane
from annotator.ui.widgets.agreement.quote_list import QuoteList, QuoteShown
from annotator.ui.widgets.inspector.tone_label import ToneLabel
from annotator.words import tr


class QuotesPane(Pane):
    """Says what the cell is, and lists its quotes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Quotes"), theme, parent)
        self.cell = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.cell.setWordWrap(True)
        self.note = ToneLabel(theme, self, tone="text2", size=SECONDARY)
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.list = QuoteList(theme, self)
        self.add(self.cell)
        self.add(self.note)
        self.add(self.list, 1)
        self.say(tr("Select a cell of the confusion matrix: its quotes are listed here."))

    def say(self, words: str) -> None:
        """Show a sentence instead of quotes."""
        self.set_title(tr("Quotes"))
        self.cell.hide()
        self.list.hide()
        self.note.setText(words)
        self.note.show()
        self.set_foot("")

    def show_quotes(
        self, title: str, cell: str, quotes: Sequence[QuoteShown], bars: str = ""
    ) -> None:
        """Show the quotes of a cell; ``bars`` says what those beside the values are."""
        self.set_title(title)
        self.cell.setText(cell)
        self.cell.show()
        self.note.hide()
        self.list.show()
        self.list.setAccessibleName(f"{title}: {cell}")
        self.list.show_quotes(quotes)
        keys = tr("Enter or double click goes to the article.")
        self.set_foot(tr("{bars} {keys}", bars=bars, keys=keys) if bars else keys)
