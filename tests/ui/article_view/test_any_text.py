"""Whatever the text and wherever the marks: it paints, and positions stay as they are."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.article_text import normalise
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.widgets.article_view import AttributionMark
from tests.ui.article_view.conftest import OPPOSES, SUPPORTS, UNCLEAR, Page

CHARACTERS = st.one_of(
    st.sampled_from("ab “”.,\n\n\u2028\u2029\u00a0\t\ufeff\ufffc\ufdd0\u0301\u200d😀𝔸שלםالأم12"),
    st.characters(codec="utf-8"),
)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=300).map(lambda text: normalise(text).text)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[list[tuple[SpanRole, Span]]]]:
    text = draw(TEXTS.filter(bool))
    offset = st.integers(0, len(text) - 1)
    span = st.tuples(offset, st.integers(1, 80)).map(
        lambda pair: Span(pair[0], min(len(text), sum(pair)))
    )
    one = st.lists(st.tuples(st.sampled_from(list(SpanRole)), span), max_size=4)
    return text, draw(st.lists(one, max_size=6))


@settings(max_examples=40)
@given(articles(), st.sampled_from([80, 100, 150]), st.integers(0, 6))
def test_any_text_with_any_marks(
    page: Page, article: tuple[str, list[list[tuple[SpanRole, Span]]]], zoom: int, chosen: int
) -> None:
    text, spans = article
    values = (SUPPORTS, OPPOSES, UNCLEAR, None)
    marks: list[AttributionMark] = [
        page.mark(
            number,
            values[number % 4],
            *(QuotedSpan(role, one.start, one.end, one.quote(text)) for role, one in attribution),
        )
        for number, attribution in enumerate(spans)
    ]
    page.show(text, Span(0, 1))
    page.view.set_zoom(zoom)
    for count in range(len(marks) + 1):
        page.view.show_attributions(marks[:count])
    page.view.select_attribution(marks[chosen].id if chosen < len(marks) else None)
    page.view.viewport().grab()
    document = page.view.document()
    assert document.characterCount() - 1 == len(text.encode("utf-16-le")) // 2
    for attribution in spans:
        for _, one in attribution:
            page.view.set_selection(one)
            page.view.selection_rects()
            found = page.view.selection()
            assert found is None or one.contains(found)
    page.view.show_attributions(marks[1:])
    page.view.set_zoom(100)
    page.view.viewport().grab()
    QApplication.processEvents()
