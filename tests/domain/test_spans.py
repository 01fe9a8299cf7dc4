from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text.spans import Span, any_overlap, joined, trimmed
from tests.domain.strategies import texts_with_spans

spans = st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda s: Span(s[0], s[0] + s[1]))


@pytest.mark.parametrize(
    ("one", "other", "overlap", "contains"),
    [
        (Span(0, 5), Span(5, 9), False, False),
        (Span(0, 5), Span(4, 9), True, False),
        (Span(0, 5), Span(1, 5), True, True),
        (Span(0, 5), Span(5, 5), False, True),
        (Span(3, 4), Span(0, 9), True, False),
    ],
)
def test_overlap_and_containment(one: Span, other: Span, overlap: bool, contains: bool) -> None:
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap
    assert one.contains(other) is contains


def test_length_and_quote_count_code_points() -> None:
    span = Span(1, 3)
    assert len(span) == 2
    assert span.quote("a😀é!") == "😀é"


@pytest.mark.parametrize(
    ("text", "span", "result"),
    [
        ("  word \n", Span(0, 8), Span(2, 6)),
        ("a   b", Span(1, 4), Span(1, 1)),
        ("\u00a0ab", Span(0, 3), Span(1, 3)),
        ("ab", Span(1, 1), Span(1, 1)),
    ],
)
def test_trimmed_examples(text: str, span: Span, result: Span) -> None:
    got = trimmed(text, span)
    assert (got.quote(text), len(got)) == (result.quote(text), len(result))


@given(texts_with_spans())
def test_trimmed_stays_inside_and_loses_only_white_space(case: tuple[str, Span]) -> None:
    text, span = case
    result = trimmed(text, span)
    assert span.contains(result)
    assert result.quote(text) == span.quote(text).strip()


@given(st.lists(spans, max_size=12))
def test_joined_covers_the_same_and_leaves_gaps(parts: list[Span]) -> None:
    result = joined(parts)
    covered = {at for span in parts for at in range(span.start, span.end)}
    assert {at for span in result for at in range(span.start, span.end)} == covered
    assert all(a.end < b.start for a, b in pairwise(result))


@given(st.lists(spans.filter(len), max_size=8))
def test_any_overlap_agrees_with_comparing_each_pair(parts: list[Span]) -> None:
    pairs = [(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :]]
    assert any_overlap(parts) is any(a.overlaps(b) for a, b in pairs)
