import pytest
from hypothesis import given

from annotator.domain.text.spans import Span
from annotator.domain.text.titles import MOST_TITLE, first_words, title_span, word_count
from tests.domain.real_articles import real_article
from tests.domain.strategies import texts

BODY = "The ministry said on Friday that it was ready to talk.\nNobody answered.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Harbour talks drag on", "Harbour talks drag on"),
        ("  Harbour talks drag on \t", "Harbour talks drag on"),
        ("Will the harbour open?", "Will the harbour open?"),
        ("Port Calder leaves the U.S.", "Port Calder leaves the U.S."),
        ("‘Never again,’ says Valmont", "‘Never again,’ says Valmont"),
        ("-->\n\nHarbour talks drag on", "Harbour talks drag on"),
        ("News\n12 March 2025\nHarbour talks drag on", "Harbour talks drag on"),
        ("By Marta Quill\nHarbour talks drag on", "Harbour talks drag on"),
        ("Port Calder :\nHarbour talks drag on", "Harbour talks drag on"),
        ("محادثات الميناء تتعثر مجددا", "محادثات الميناء تتعثر مجددا"),
        ("😀 Harbour talks", "😀 Harbour talks"),
        ("EU and Vestmark - a new start", "EU and Vestmark - a new start"),
    ],
)
def test_title_lines(head: str, title: str) -> None:
    text = f"{head}\n{BODY}"
    found = title_span(text)
    assert found is not None
    assert found.quote(text) == title


@pytest.mark.parametrize(
    "head",
    [
        "The ministry said so on Friday.",
        "“The ministry said so on Friday.”",
        "PORT CALDER — Vestmark spoke on Friday of talks",
        "PORT CALDER, Vestmark (EW) - Vestmark spoke on Friday of talks",
        "(Eastgate Wire) - Vestmark spoke on Friday of talks",
        "LONDON, Jan 5 - Vestmark spoke on Friday of talks",
        "[Editor’s remark: the minister has left]",
        "word " * 50,
        "a\nb\nc\nHarbour talks drag on",
    ],
)
def test_lines_that_are_no_title(head: str) -> None:
    assert title_span(f"{head}\n{BODY}") is None


@pytest.mark.parametrize(
    "text", ["", "\n \n", "Harbour talks drag on", "Harbour talks drag on\n \n"]
)
def test_no_title_without_text_below(text: str) -> None:
    assert title_span(text) is None


WRAPPED = (
    "The harbour at Port Calder stayed shut on Monday while two\n"
    "delegations argued about who may inspect the ships that carry\n"
    "flour, spare parts and mail, officials of both sides said.\n"
)


def test_the_first_of_wrapped_lines_is_no_title_but_a_line_of_its_own_is() -> None:
    assert title_span(WRAPPED) is None
    text = f"Harbour talks drag on\n\n{WRAPPED}"
    assert title_span(text) == Span(0, 21)


@pytest.mark.parametrize(("number", "line"), [(0, 0), (1, 1), (2, 0), (3, None), (4, None)])
def test_real_articles(number: int, line: int | None) -> None:
    text = real_article(number)
    found = title_span(text)
    if line is None:
        assert found is None
    else:
        assert found is not None
        assert found.quote(text) == text.split("\n")[line].strip()


@given(texts)
def test_a_title_is_one_line_of_words_with_text_below(text: str) -> None:
    found = title_span(text)
    if found:
        title = found.quote(text)
        assert title == title.strip() != ""
        assert "\n" not in title
        assert len(title) <= MOST_TITLE
        assert text[found.end :].strip()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("", ""),
        ("  Short\n text ", "Short text"),
        ("-->\nThe ministry said", "The ministry said"),
        ("The ministry said on Friday", "The ministry said…"),
        ("The ministry said, and then", "The ministry said…"),
        ("Incomprehensibilities everywhere", "Incomprehensibiliti…"),
        ("twenty letters, all!", "twenty letters, all!"),
        ("a" + " " * 500 + "b", "a b"),
    ],
)
def test_first_words(text: str, label: str) -> None:
    assert first_words(text, 20) == label


@given(texts)
def test_first_words_keep_the_limit_and_are_one_line(text: str) -> None:
    label = first_words(text, 12)
    assert len(label) <= 12
    assert "\n" not in label
    assert bool(label) == bool(text.strip())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … !", 0),
        ("One two", 2),
        ("can’t re-open the U.S. line", 5),
        ("war—which ended in 2021", 5),
        ("cafe\u0301 1,200", 2),
        ("سلام كتاب", 2),
    ],
)
def test_word_count(text: str, count: int) -> None:
    assert word_count(text) == count


@pytest.mark.parametrize("text", ["\n", "“a ” — "])
@pytest.mark.timeout(20)
def test_two_million_code_points(text: str) -> None:
    large = (text * (2_000_000 // len(text) + 1))[:2_000_000]
    title_span(large)
    assert len(first_words(large)) <= 80
    word_count(large)
