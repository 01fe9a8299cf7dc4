"""What the keys select in the article's text: the next quotation, wider words."""

from __future__ import annotations

from annotator.domain.text.quotations import next_quotation
from annotator.domain.text.spans import Span
from annotator.domain.text.widening import widen
from annotator.ui.adjudicating.adjudication_presenter import AdjudicationPresenter
from annotator.ui.widgets.adjudication.adjudication_article import AdjudicationArticle


class PassageSelecting:
    """Selects words of the text; what becomes of them is decided afterwards."""

    def __init__(self, presenter: AdjudicationPresenter, article: AdjudicationArticle) -> None:
        self._presenter = presenter
        self._article = article

    def select_quotation(self) -> None:
        """Select the next quoted passage after the selection or caret."""
        reading, view = self._presenter.reading, self._article.view
        if reading is None:
            return
        text, selected = reading.article.text, self._article.selected_span()
        after = selected.start + 1 if selected else view.caret()
        found = next_quotation(text, after) or next_quotation(text, 0)
        if found is not None:
            view.set_selection(found)
            view.scroll_to(found, flash=False)
            self._article.take_keyboard()

    def widen(self) -> None:
        """Widen the selection: word, quotation, sentence, paragraph."""
        reading, view = self._presenter.reading, self._article.view
        if reading is not None:
            caret = view.caret()
            wider = widen(reading.article.text, self._article.selected_span() or Span(caret, caret))
            if len(wider):
                view.set_selection(wider)
