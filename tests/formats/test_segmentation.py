"""Sentences and tokens: nothing visible is lost, and every script is divided alike."""

import pytest
from hypothesis import given

from annotator.domain.text.spans import Span
from annotator.formats.segmentation import covering, sentences
from tests.domain.strategies import texts


def words(text: str) -> list[list[str]]:
    return [[text[one.start : one.end] for one in found.tokens] for found in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He can’t: 3.5%, a.b", [["He", "can’t", ":", "3.5", "%", ",", "a", ".", "b"]]),
        ("‘No,’ she said.", [["‘", "No", ",", "’", "she", "said", "."]]),
        ("One. Two?\n\nThree", [["One", "."], ["Two", "?"], ["Three"]]),
        ("\u200fسلامٌ عليكم؟ نعم", [["\u200fسلامٌ", "عليكم", "؟"], ["نعم"]]),
        ("你好。不", [["你", "好", "。"], ["不"]]),
        ("cafe\u0301 😀\ufe0fx_1 \u0301", [["cafe\u0301", "😀\ufe0f", "x_1", "\u0301"]]),
        ("स्थिति", [["स्थिति"]]),
        ("a\u00a0b\u2028c", [["a", "b", "c"]]),
        (" \n ", []),
    ],
)
def test_what_is_a_token(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


@given(text=texts)
def test_all_that_is_visible_is_in_one_token_and_one_sentence(text: str) -> None:
    found = list(sentences(text))
    tokens = [token for one in found for token in one.tokens]
    places = [place for token in tokens for place in range(token.start, token.end)]
    assert places == [place for place, one in enumerate(text) if not one.isspace()]
    assert all(one.span == Span(one.tokens[0].start, one.tokens[-1].end) for one in found)


@given(text=texts)
def test_tokens_under_a_span(text: str) -> None:
    tokens = [token for one in sentences(text) for token in one.tokens]
    for start in range(len(text)):
        span = Span(start, min(start + 3, len(text)))
        right = [place for place, token in enumerate(tokens) if token.overlaps(span)]
        assert list(covering(tokens, span.start, span.end)) == right
