import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text.match_keys import match_key, sort_key

NAMES = st.text(st.characters(codec="utf-8"), max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ingrid Valmont", "  INGRID   valmont "),
        ("Tomás Ekdahl", "Tomas Ekdahl"),
        ("Toma\u0301s", "Tomás"),
        ("Al-Halimi", "al Halimi"),
        ("ﬁnch", "FINCH"),
        ("Straße", "STRASSE"),
        ("Ｗａｈｄ", "wahd"),
        ("J. B. Quill", "J B Quill"),
        ("مُحَمَّد", "محمد"),
        ("محمـــد", "محمد"),
        ("علي كريمي", "علی کریمی"),
        ("می\u200cدانم", "میدانم"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert match_key(one) == match_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Halimi", "Halim"), ("ستاره", "سارا"), ("Ø", "O")])
def test_other_letters_are_another_name(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert match_key(match_key(name)) == match_key(name)


@given(NAMES)
def test_case_never_counts(name: str) -> None:
    assert match_key(name.casefold()) == match_key(name)


def test_sort_key_orders_numbers_by_size() -> None:
    labels = ["Batch 10", "batch 2", "Batch 1", "Älpen", "Batch 002b", "Zahra"]
    assert sorted(labels, key=sort_key) == [
        "Älpen",
        "Batch 1",
        "batch 2",
        "Batch 002b",
        "Batch 10",
        "Zahra",
    ]
