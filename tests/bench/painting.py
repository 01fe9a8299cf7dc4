"""Repainting an article of 5 kB with 1,000 spans, against the same text without any."""

import random
from uuid import UUID

from PySide6.QtWidgets import QApplication

from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.spans import SpanRole
from annotator.services.codebooks import default_codebook
from annotator.ui.theme import Theme
from annotator.ui.widgets.article_view import ArticleView, AttributionMark, HeaderInfo
from tests.bench.report import cpu, milliseconds, show

TIMES = 60
SPANS = 1_000


def run() -> None:
    """Print the figures."""
    app = QApplication.instance() or QApplication([])
    theme = Theme("light")
    theme.apply(app)
    text = _text()
    plain = _view(theme, text, [])
    marked = _view(theme, text, _marks(text))
    reference = cpu(plain.viewport().repaint, TIMES)
    product = cpu(marked.viewport().repaint, TIMES)
    show(
        f"Repainting an article of {len(text):,} characters (CPU, median of {TIMES})",
        ("reference: the same view without spans", milliseconds(reference)),
        (f"product: {SPANS:,} spans", milliseconds(product)),
        ("ratio", f"{product / reference:.2f}"),
        ("goal: under 16 ms", "met" if product < 16 else "missed"),
    )
    plain.close()
    marked.close()


def _text() -> str:
    words = "The delegate said that the road to the border stays open for relief convoys. "
    return "\n\n".join(words * 6 for _ in range(11))[:5_000]


def _view(theme: Theme, text: str, marks: list[AttributionMark]) -> ArticleView:
    view = ArticleView(theme)
    view.resize(1_000, 800)
    view.show_article(text, title=None, zones=(), header=HeaderInfo(title="Bench"))
    view.show_attributions(marks)
    view.show()
    QApplication.processEvents()
    return view


def _marks(text: str) -> list[AttributionMark]:
    chance = random.Random(7)
    values = default_codebook().primary.values
    marks = []
    for number in range(SPANS):
        start = chance.randrange(len(text) - 80)
        end = start + chance.randrange(5, 80)
        span = QuotedSpan(SpanRole.CONTENT, start, end, text[start:end])
        marks.append(
            AttributionMark(
                id=UUID(int=number + 1),
                number=number + 1,
                spans=(span,),
                value=values[number % len(values)],
                label="",
            )
        )
    return marks
