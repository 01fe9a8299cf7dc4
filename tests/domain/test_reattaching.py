"""Finding marks again in another copy of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.reattaching import CONTEXT, CopyOfText, Mark, Outcome, sha256
from annotator.domain.text.spans import Span

TEXT = "The pass is open. “Let it through,” she said. The pass is shut. “Let it through,” he said."


def mark_of(text: str, start: int, end: int, *, words: bool) -> Mark:
    quote = text[start:end]
    if words:
        return Mark(start, end, quote, None, None, None)
    sides = (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    return Mark(start, end, None, sha256(quote), *map(sha256, sides))


def test_the_place_is_found_by_hashes_and_by_words() -> None:
    start = TEXT.index("“Let")
    for words in (True, False):
        mark = mark_of(TEXT, start, start + 18, words=words)
        found = CopyOfText(TEXT, same=True).place_of(mark)
        assert (found.outcome, found.span) == (Outcome.FOUND, Span(start, start + 18))


def test_what_stands_around_a_repeated_quote_tells_which_is_meant() -> None:
    copy = "A headline\n\n" + TEXT
    for start in (TEXT.index("“Let"), TEXT.rindex("“Let")):
        mark = mark_of(TEXT, start, start + 18, words=False)
        found = CopyOfText(copy).place_of(mark)
        assert (found.outcome, found.span) == (Outcome.MOVED, Span(start + 12, start + 30))
        blind = mark_of(TEXT, start, start + 18, words=True)
        assert CopyOfText(copy).place_of(blind).outcome is Outcome.AMBIGUOUS


def test_one_side_is_enough_where_the_other_was_changed() -> None:
    start = TEXT.rindex("“Let")
    mark = mark_of(TEXT, start, start + 18, words=False)
    found = CopyOfText(TEXT + " [Corrected.]").place_of(mark)
    assert (found.outcome, found.span) == (Outcome.FOUND, Span(start, start + 18))


def test_words_are_found_where_the_spacing_differs() -> None:
    start = TEXT.index("The pass is shut")
    copy = TEXT.replace("pass is shut", "pass\n  is  shut")
    found = CopyOfText(copy).place_of(mark_of(TEXT, start, start + 16, words=True))
    assert found.outcome is Outcome.MOVED
    assert found.span is not None
    assert found.span.quote(copy) == "The pass\n  is  shut"
    assert (
        CopyOfText(copy).place_of(mark_of(TEXT, start, start + 16, words=False)).outcome
        is Outcome.NOT_FOUND
    )


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 4), (5, 2), (80, 8000)])
def test_marks_that_can_be_nowhere(start: int, end: int) -> None:
    for quote in ("x", None):
        mark = Mark(start, end, quote, sha256("x"), None, None)
        assert CopyOfText(TEXT).place_of(mark).outcome is Outcome.NOT_FOUND


@given(
    st.text("ab 😀\n", min_size=1, max_size=60),
    st.text("ab 😀\n", max_size=20),
    st.data(),
)
def test_what_is_found_has_the_words(text: str, before: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mark = mark_of(text, start, end, words=False)
    same = CopyOfText(text).place_of(mark)
    assert (same.outcome, same.span) == (Outcome.FOUND, Span(start, end))
    moved = CopyOfText(before + text).place_of(mark)
    if moved.span is not None:
        assert moved.span.quote(before + text) == text[start:end]
    else:
        assert moved.outcome is Outcome.AMBIGUOUS
