import hashlib

import pytest
from hypothesis import given

from annotator.domain.identifiers import derived_id
from annotator.domain.text.article_text import (
    article_id_of,
    digest_of,
    normalise,
    without_lone_surrogates,
)
from tests.domain.strategies import raw_texts


@pytest.mark.parametrize(
    ("original", "text", "removed"),
    [
        ("", "", ()),
        ("plain\ttext\n", "plain\ttext\n", ()),
        ("a\r\nb\rc\vd\fe", "a\nb\nc\nd\ne", (2,)),
        ("a\r\r\nb", "a\n\nb", (3,)),
        ("a\n\rb", "a\n\nb", ()),
        ("\ufeffBorder", "Border", (0,)),
        ("\ufeff\ufeffx\ufeff", "\ufeffx\ufeff", (0,)),
        ("\ufeff\r\n", "\n", (0, 2)),
        ("a\x00b\x1fc\x7f", "a\ufffdb\ufffdc\x7f", ()),
        ("\ud83d\ude00", "\ufffd\ufffd", ()),
        ("😀\r\nx", "😀\nx", (2,)),
        ("e\u0301 ﬁ Å", "e\u0301 ﬁ Å", ()),
    ],
)
def test_normalise(original: str, text: str, removed: tuple[int, ...]) -> None:
    assert normalise(original).text == text
    assert normalise(original).removed == removed


@given(raw_texts)
def test_normalised_text_holds_nothing_forbidden(original: str) -> None:
    text = normalise(original).text
    assert not set(text) & set(map(chr, (*range(9), *range(11, 32))))
    text.encode("utf-8")


@given(raw_texts)
def test_every_offset_is_mapped_to_the_end_of_what_came_before_it(original: str) -> None:
    normalised = normalise(original)
    for at in range(len(original) + 1):
        assert normalise(original[:at]).text == normalised.text[: normalised.offset(at)]


@given(raw_texts)
def test_normalising_again_changes_only_a_second_byte_order_mark(original: str) -> None:
    text = normalise(original).text
    assert normalise(text).text == text.removeprefix("\ufeff")


@given(raw_texts)
def test_without_lone_surrogates_is_encodable_and_keeps_length(original: str) -> None:
    clean = without_lone_surrogates(original)
    clean.encode("utf-8")
    assert len(clean) == len(original)
    assert all(b in (a, "\ufffd") for a, b in zip(original, clean, strict=True))


def test_digest_and_identifier_follow_from_the_text() -> None:
    digest = digest_of("Übereinkunft 😀")
    assert digest == hashlib.sha256("Übereinkunft 😀".encode()).hexdigest()
    assert article_id_of(digest) == derived_id(digest)
    assert article_id_of(digest) != article_id_of(digest_of("Übereinkunft 😀 "))
