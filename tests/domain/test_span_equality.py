"""When boundaries count as equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment.span_equality import core, same_boundaries
from annotator.domain.text.spans import Span
from tests.domain.strategies import texts

TEXT = "“We stay, for now,” she said, “and 50% of us return.”"


def spans(*quotes: str) -> list[Span]:
    return [Span(TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("We stay, for now",), ("“We stay, for now,”",)),
        (("We stay, for now,”",), ("“We stay, for now,” ",)),
        (
            ("“We stay, for now,”", "“and 50% of us return.”"),
            ("We stay, for now", "and 50% of us return"),
        ),
        (("We stay", "for now"), ("We stay, for now",)),
        (("We stay", "for now", "“and"), ("“We stay, for now", "and")),
    ],
)
def test_marks_spaces_and_punctuation_at_the_ends_do_not_count(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert same_boundaries(TEXT, spans(*one), spans(*other))
    assert same_boundaries(TEXT, spans(*other), spans(*one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("We stay",), ("We stay, for",)),
        (("We stay, for now", "and 50% of us"), ("We stay, for now,” she said, “and 50% of us",)),
        (("and 50",), ("and 50%",)),
        (("We stay, for now", "and"), ("We stay, for now",)),
        (("We stay",), ()),
        (("”",), ("“",)),
    ],
)
def test_words_and_figures_do(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert not same_boundaries(TEXT, spans(*one), spans(*other))
    assert not same_boundaries(TEXT, spans(*other), spans(*one))


def test_line_breaks_count_as_white_space() -> None:
    text = "They come\nand go"
    assert same_boundaries(text, [Span(0, 9), Span(10, 16)], [Span(0, 16)])


def test_nothing_equals_nothing() -> None:
    assert same_boundaries(TEXT, [], [])


@st.composite
def contents(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(texts)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, [Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=False)]


@given(contents())
def test_the_core_is_its_own_core_and_within_the_spans(found: tuple[str, list[Span]]) -> None:
    text, content = found
    kept = core(text, content)
    assert core(text, kept) == kept
    assert same_boundaries(text, content, kept)
    if content and kept:
        assert kept[0].start >= content[0].start
        assert kept[-1].end <= content[-1].end
