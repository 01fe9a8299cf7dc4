import pytest
from hypothesis import given

from annotator.domain.text.utf16 import Utf16Map
from tests.domain.strategies import texts, texts_with_spans


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_both_ways_agree_with_the_encoding(text: str) -> None:
    mapped = Utf16Map(text)
    assert (mapped.length, mapped.units) == (len(text), units(text))
    for at in range(len(text) + 1):
        assert mapped.to_units(at) == units(text[:at])
        assert mapped.to_code_points(units(text[:at])) == at


@given(texts_with_spans())
def test_a_span_covers_the_same_words_in_both_units(case: tuple[str, object]) -> None:
    text, span = case
    mapped = Utf16Map(text)
    encoded = text.encode("utf-16-le")
    start, end = mapped.to_units(span.start), mapped.to_units(span.end)
    assert encoded[2 * start : 2 * end].decode("utf-16-le") == span.quote(text)


@pytest.mark.parametrize(("inside", "start"), [(1, 0), (3, 1), (6, 3)])
def test_inside_a_surrogate_pair_means_its_start(inside: int, start: int) -> None:
    assert Utf16Map("😀𝒜a🇦").to_code_points(inside) == start


def test_two_million_code_points() -> None:
    mapped = Utf16Map("a😀" * 1_000_000)
    assert mapped.units == 3_000_000
    assert mapped.to_units(1_000_001) == 1_500_001
    assert mapped.to_code_points(1_500_001) == 1_000_001
