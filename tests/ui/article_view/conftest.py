"""An article view in a real window, and invented articles to show in it."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.domain.attributions import QuotedSpan, ordered_spans
from annotator.domain.codebook import Colour, Glyph, Value
from annotator.domain.text.spans import Span, SpanRole
from annotator.domain.text.utf16 import Utf16Map
from annotator.ui.theme import Theme
from annotator.ui.widgets.article_view import ArticleView, AttributionMark, HeaderInfo

SUPPORTS = Value("supports", "Supports", glyph=Glyph.TRIANGLE_UP, colour=Colour.BLUE)
OPPOSES = Value("opposes", "Opposes", glyph=Glyph.TRIANGLE_DOWN, colour=Colour.RED)
UNCLEAR = Value("unclear", "Unclear", glyph=Glyph.QUESTION, colour=Colour.VIOLET)

ARTICLE = (
    "Vestmark weighs a channel to Kabul\n\n"
    "“We will pass on what we know, and we expect the same,” spokeswoman Ingrid Valmont told "
    "reporters on Friday in Port Calder, “but nobody should mistake that for recognition.”\n\n"
    "Zahra Halimi of the Larkspur Institute said the promise to “share only what saves lives” "
    "could not be checked and would hand Kabul a lever it will never give back.\n\n"
    "Sign up for the morning briefing of Eastgate Wire."
)
TITLE = Span(0, ARTICLE.index("\n"))


class Page:
    """A view with what tests ask of it: where words are, what is selected."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self.text = ""

    def show(
        self, text: str, title: Span | None = None, *, heading: str = "", **header: Any
    ) -> None:
        self.text = text
        info = HeaderInfo(title=heading, **header)
        self.view.show_article(text, title=title, zones=(), header=info)

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return Span(start, start + len(words))

    def quoted(self, role: SpanRole, words: str) -> QuotedSpan:
        span = self.span(words)
        return QuotedSpan(role, span.start, span.end, words)

    def mark(self, number: int, value: Value | None, *spans: QuotedSpan) -> AttributionMark:
        return AttributionMark(
            uuid.UUID(int=number), number, ordered_spans(spans), value, f"Attribution {number}"
        )

    def caret_rect(self, offset: int) -> QRect:
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(Utf16Map(self.text).to_units(offset))
        return self.view.cursorRect(cursor)

    def point(self, offset: int) -> QPoint:
        """Return the middle of the line, at the left of a code point."""
        return self.caret_rect(offset).center()


@pytest.fixture
def theme() -> Theme:
    return Theme("light")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Page:
    view = ArticleView(theme)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    return Page(view)


@pytest.fixture
def article(page: Page) -> Page:
    page.show(ARTICLE, TITLE, outlet="Eastgate Wire", word_count=70, versions=3)
    return page


@pytest.fixture
def collected() -> Callable[[object], list[object]]:
    """Collect what a signal carries."""

    def collect(signal: object) -> list[object]:
        result: list[object] = []
        signal.connect(result.append)  # type: ignore[attr-defined]
        return result

    return collect
