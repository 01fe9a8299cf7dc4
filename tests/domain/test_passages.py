"""Finding a passage again in another version of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.adjudication.passages import WordedText, near, passage_in
from annotator.domain.text.spans import Span
from tests.domain.strategies import texts

HERE = "One.\n\n“We will talk,” she said. “If they come,” she added, “we listen.”\n"
THERE = (
    'A longer beginning of another paper.\n\nShe said so. "We will   TALK," she said on'
    ' Monday. "If they come," she added, "we listen."\n'
)


def spans(text: str, *quotes: str) -> tuple[Span, ...]:
    found = []
    for quote in quotes:
        start = text.index(quote)
        found.append(Span(start, start + len(quote)))
    return tuple(found)


def quotes(text: str, found: tuple[Span, ...] | None) -> list[str] | None:
    return None if found is None else [one.quote(text) for one in found]


def test_words_count_and_marks_are_those_that_stand_there() -> None:
    found = passage_in(WordedText(THERE), HERE, spans(HERE, "We will talk,"))
    assert quotes(THERE, found) == ["We will   TALK,"]
    found = passage_in(WordedText(THERE), HERE, spans(HERE, "“We will talk,”"))
    assert quotes(THERE, found) == ["We will   TALK,"]


def test_fragments_in_their_order() -> None:
    found = passage_in(WordedText(THERE), HERE, spans(HERE, "If they come", "we listen"))
    assert quotes(THERE, found) == ["If they come", "we listen"]
    turned = "“We listen,” she said, “if they come.”"
    assert passage_in(WordedText(turned), HERE, spans(HERE, "If they come", "we listen")) is None


@pytest.mark.parametrize("other", ["", "Nothing of it.", f"{HERE} {HERE}"])
def test_not_once_is_not_found(other: str) -> None:
    assert passage_in(WordedText(other), HERE, spans(HERE, "We will talk")) is None


def test_what_goes_with_it_is_looked_for_nearby() -> None:
    anchor, there = spans(HERE, "We will talk")[0], spans(THERE, "We will   TALK")[0]
    source = spans(HERE, "she said")[0]
    found = near(WordedText(THERE), HERE, source, anchor, there)
    assert found is not None
    assert found.start == THERE.index("she said")
    cue = spans(HERE, "said")[0]
    assert near(WordedText("said " * 9), HERE, cue, anchor, Span(10, 14)) is None


@given(texts, st.data())
def test_it_is_found_where_it_was_or_is_not_the_only_one(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    worded = WordedText(text)
    found = passage_in(worded, text, [Span(start, end)])
    occurrences = worded.occurrences(text[start:end])
    if found is None:
        assert len(occurrences) != 1
    else:
        assert occurrences == list(found)
        assert found[0].end <= len(text)
