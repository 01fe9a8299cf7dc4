"""Hashes in the place of words."""

from hashlib import sha256

from annotator.formats.hidden_quotes import hidden_quote, without_quotes

TEXT = "0123456789" * 5 + "😀 QUOTE" + "abcdefghij" * 5


def hashed(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def test_quote_and_32_code_points_on_either_side_are_hashed() -> None:
    span = {"start": 52, "end": 57, "quote": "QUOTE", "x": 1}
    assert hidden_quote(span, TEXT) == {
        "start": 52,
        "end": 57,
        "quote_sha256": hashed("QUOTE"),
        "before_sha256": hashed(TEXT[20:52]),
        "after_sha256": hashed(TEXT[57:89]),
        "x": 1,
    }


def test_at_the_ends_of_a_text_there_is_less_context() -> None:
    hidden = hidden_quote({"start": 0, "end": len(TEXT), "quote": TEXT}, TEXT)
    assert hidden["before_sha256"] == hidden["after_sha256"] == hashed("")


def test_spans_are_found_however_deep_they_are() -> None:
    span = {"start": 52, "end": 57, "quote": "QUOTE"}
    value = {"fields": {"content": {"value": [span, "kept"]}}, "quote": "no span"}
    assert without_quotes(value, TEXT) == {
        "fields": {"content": {"value": [hidden_quote(span, TEXT), "kept"]}},
        "quote": "no span",
    }
