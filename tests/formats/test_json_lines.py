"""Lines are written fast, and hold what the standard library would write."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.domain.text.article_text import without_lone_surrogates
from annotator.domain.written_json import WrittenJson
from annotator.formats.json_fields import in_order
from annotator.formats.json_lines import line_of, object_of, sorted_json

_leaves = st.none() | st.booleans() | st.integers() | st.text(st.characters())


def _nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )


_without_fractions = _nested(_leaves)
_values = _nested(_leaves | st.floats(allow_nan=False, allow_infinity=False))


def by_the_standard_library(document: dict[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character in "\u0085\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return without_lone_surrogates(text).encode() + b"\n"


@given(st.dictionaries(st.text(), _values, max_size=4))
@example({"x": [1e16, 1e-5, -1e-5, 0.0001, 1e22, 1.5e300, 5e-324, 0.1, 2**70, 1e15, -0.0]})
@example({"x": [123456789012345680.0, 12345678901234567.0, 0.00001234, 9.999e-5]})
def test_a_line_holds_what_was_given(document: dict[str, Any]) -> None:
    line = line_of(document)
    assert repr(object_of(line)) == repr(object_of(by_the_standard_library(document)))
    assert line_of(document) == line


@given(st.dictionaries(st.text(), _without_fractions, max_size=4))
@example({"x": '\ud800 \x00\x1f\x7f\b\f\n\r\t"\\/ \u0085\u2028\u2029\uffff 😀 é', "y": 2**70})
@example({"b": 1, "a": (2, [3])})
def test_all_but_fractions_are_the_same_bytes(document: dict[str, Any]) -> None:
    assert line_of(document) == by_the_standard_library(document)


@given(st.dictionaries(st.text(), _values, max_size=4))
@example({"x": [1e16, 1e-5, 2**70, {"b": 1e22, "a": -0.0}]})
@example({"x": 1e16, "\ud800": 1})
@example({"\U00010000": 1, "\uffff": 2, "b": {"z": 1, "a": (2, [3.0])}})
def test_what_is_written_in_order_at_once_is_the_same(free: dict[str, Any]) -> None:
    at_once = line_of({"at": "2025-03-24T09:05:00.000003Z", "free": sorted_json(free)})
    wanted = line_of({"at": "2025-03-24T09:05:00.000003Z", "free": in_order(free)})
    assert repr(object_of(at_once)) == repr(object_of(wanted))


@given(st.dictionaries(st.text(), _values, max_size=4))
@example({"b": 1, "a": "\u2028"})
def test_what_is_stored_is_written_as_it_is_stored(free: dict[str, Any]) -> None:
    stored = WrittenJson(without_lone_surrogates(json.dumps(free, ensure_ascii=False)))
    line = line_of({"free": sorted_json(stored)})
    assert line.count(b"\n") == 1
    assert repr(object_of(line)["free"]) == repr(dict(stored))
    assert object_of(line_of({"x": "\ud800", "free": sorted_json(stored)}))["free"] == stored


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_each_number(number: float) -> None:
    assert object_of(line_of({"x": number, "y": [number]})) == {"x": number, "y": [number]}


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError):
        line_of({"x": object()})
