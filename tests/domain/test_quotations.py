import pytest
from hypothesis import given

from annotator.domain.text.quotations import (
    Quotation,
    find_quotations,
    next_quotation,
    quotation_type,
)
from annotator.domain.text.spans import Span
from tests.domain.real_articles import real_article
from tests.domain.strategies import texts, texts_with_spans


def outer(text: str, depth: int | None = None) -> list[str]:
    found = find_quotations(text)
    return [one.outer.quote(text) for one in found if depth in (None, one.depth)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we go” and left.", ["“we go”"]),
        ('He said "we go" and left.', ['"we go"']),
        ("He said ‘we go’ and left.", ["‘we go’"]),
        ("He said 'we go' and left.", ["'we go'"]),
        ("Il a dit « on y va » hier.", ["« on y va »"]),
        ("Il a dit «\u00a0on y va\u00a0».", ["«\u00a0on y va\u00a0»"]),
        ("Er sagte „wir gehen“ und ging.", ["„wir gehen“"]),
        ("Er sagte ‚wir gehen‘ und ging.", ["‚wir gehen‘"]),
        ("Er sagte »wir gehen« und ging.", ["»wir gehen«"]),
        ("Er sagte ›wir gehen‹ und ging.", ["›wir gehen‹"]),
        ("Elle dit ‹ on y va › hier.", ["‹ on y va ›"]),
        ("Han sa ”vi går” och gick.", ["”vi går”"]),
        ("Hän sanoi »menemme» ja lähti.", ["»menemme»"]),
        ("Mówi „idziemy” i już.", ["„idziemy”"]),
        ("قال «لن نتفاوض» ثم غادر", ["«لن نتفاوض»"]),
        ("彼は「行く」と言った。", ["「行く」"]),
        ("“One,” he said, “two.”", ["“One,”", "“two.”"]),
        ('"One," he said, "two."', ['"One,"', '"two."']),
        ('He said:"We go."', ['"We go."']),
        ('(the "deal") and—"so"', ['"deal"', '"so"']),
        ('He said “we go" and left.', ['“we go"']),
        ('He said "we go” and left.', ['"we go”']),
        ("He said “we go“ and left.", ["“we go“"]),
        ("No marks at all.", []),
        ("“” and ''", []),
    ],
)
def test_styles(text: str, quoted: list[str]) -> None:
    assert outer(text) == quoted
    assert all(one.closed and one.depth == 0 for one in find_quotations(text))


@pytest.mark.parametrize(
    "text",
    [
        "They don’t and can’t.",
        "They don't and can't.",
        "After two years’ work the ministers’ plan failed.",
        "After two years' work the ministers' plan failed.",
        "The ’90s and the '80s, rock ’n’ roll.",
        "The ‘90s were better.",
        "‘Abd al-Rahim spoke of Sana‘a.",
        'A pipe of 5" and one of 6" were found.',
        "It’s Halimi’s.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert [one for one in find_quotations(text) if one.closed] == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘We don’t talk’ and ‘we won’t’", ["‘We don’t talk’", "‘we won’t’"]),
        ("‘the ministers’ plan’ failed", ["‘the ministers’ plan’"]),
        ("‘practice runs’ for larger raids", ["‘practice runs’"]),
        ("'the ministers' plan' failed", ["'the ministers' plan'"]),
        ("said ‘apostates’ and then ‘the end of it.’ I", ["‘apostates’", "‘the end of it.’"]),
        ("'90 per cent of us' left", ["'90 per cent of us'"]),
    ],
)
def test_apostrophes_inside_single_marks(text: str, quoted: list[str]) -> None:
    assert outer(text) == quoted


@pytest.mark.parametrize(
    "text",
    [
        "“He called it ‘a very bad’ idea,” she said.",
        "\"He called it 'a very bad' idea,\" she said.",
        "‘He called it “a very bad” idea,’ she said.",
        "« He called it “a very bad” idea, » she said.",
        "„He called it ‚a very bad‘ idea“, she said.",
        '"He called it "a very bad" idea," she said.',
        "“He called it “a very bad” idea,” she said.",
    ],
)
def test_nested(text: str) -> None:
    first, second = find_quotations(text)
    assert (first.depth, second.depth) == (0, 1)
    assert first.closed
    assert second.closed
    assert second.inner.quote(text) == "a very bad"
    assert first.inner.contains(second.outer)
    assert first.inner.quote(text).strip().startswith("He called")


def test_inner_leaves_out_marks_and_spaces_beside_them() -> None:
    text = "x « on y va » y"
    (one,) = find_quotations(text)
    assert one == Quotation(Span(2, 13), Span(4, 11), True, 0)


@pytest.mark.parametrize("mark", ["““”", '"""', "««»", "‘‘’"])
def test_over_paragraphs_with_repeated_opening_marks(mark: str) -> None:
    opening, again, closing = mark
    text = f"He said: {opening}We go.\n\n{again}We stay.\n \n{again}Both.{closing} Then he left.\n"
    (one,) = find_quotations(text)
    assert one.closed
    assert one.inner.quote(text).startswith("We go.")
    assert one.inner.quote(text).endswith("Both.")


def test_nested_over_paragraphs() -> None:
    text = "“She said: ‘We go.\n\n“‘We stay.’ And so it was.”"
    first, second = find_quotations(text)
    assert (first.outer.quote(text), first.closed) == (text, True)
    assert second.outer.quote(text) == "‘We go.\n\n“‘We stay.’"


def test_a_missing_closing_mark_ends_with_the_paragraph() -> None:
    text = "He said: “We go.  \nNobody “answered” him.\n“We stay"
    first, second, third = find_quotations(text)
    assert (first.outer.quote(text), first.closed) == ("“We go.", False)
    assert (second.outer.quote(text), second.closed) == ("“answered”", True)
    assert (third.inner.quote(text), third.closed) == ("We stay", False)


def test_wraps_do_not_end_a_quotation() -> None:
    text = (
        "The harbour at Port Calder stayed shut on Monday, and “nobody\n"
        "knows how long that will last,” the spokeswoman of the ministry\n"
        "said, while the bakers of the town counted their last sacks.\n"
    )
    assert outer(text) == ["“nobody\nknows how long that will last,”"]


def test_real_articles_hold_what_a_reader_counts() -> None:
    counts = []
    for number in range(5):
        found = find_quotations(real_article(number))
        assert all(one.closed for one in found)
        counts.append((sum(one.depth == 0 for one in found), sum(one.depth == 1 for one in found)))
    assert counts == [(7, 0), (10, 1), (7, 0), (12, 0), (29, 2)]


@given(texts)
def test_quotations_nest_and_lie_in_the_text(text: str) -> None:
    found = find_quotations(text)
    assert list(found) == sorted(found, key=lambda one: (one.outer.start, -one.outer.end))
    for one in found:
        assert 0 <= one.outer.start < one.inner.start < one.inner.end <= one.outer.end <= len(text)
        assert (one.outer.end > one.inner.end) >= one.closed
        around = [other for other in found if other is not one and other.outer.contains(one.outer)]
        assert len(around) == one.depth
    for one in found:
        for other in found:
            apart = not one.outer.overlaps(other.outer)
            assert apart or one.outer.contains(other.outer) or other.outer.contains(one.outer)


def test_next_quotation_goes_round() -> None:
    text = "A “b ‘c’ d” e “f” g"
    first, second = Span(2, 11), Span(14, 17)
    assert next_quotation(text, 0) == first
    assert next_quotation(text, 2) == first
    assert next_quotation(text, 3) == second
    assert next_quotation(text, first.end) == second
    assert next_quotation(text, second.end) == first
    assert next_quotation("no marks", 0) is None


TYPED = "She said “we will go” and that he would stay, “perhaps.”"


@pytest.mark.parametrize(
    ("content", "result"),
    [
        ((), None),
        (("“we will go”",), "direct"),
        (("we will go",), "direct"),
        (("will",), "direct"),
        (("“we will go”", "“perhaps.”"), "direct"),
        (("he would stay",), "indirect"),
        (("he would stay", "perhaps"), "mixed"),
        (("“we will go” and that he would stay",), "mixed"),
        (("go” and",), "mixed"),
        ((", “",), None),
    ],
)
def test_quotation_type(content: tuple[str, ...], result: str | None) -> None:
    spans = [Span(TYPED.index(part), TYPED.index(part) + len(part)) for part in content]
    assert quotation_type(TYPED, spans) == result


@given(texts_with_spans())
def test_quotation_type_is_one_of_three_for_words(case: tuple[str, Span]) -> None:
    text, span = case
    result = quotation_type(text, [span])
    assert result in ("direct", "indirect", "mixed", None)
    assert (result is None) == (not any(c.isalnum() or c == "_" for c in span.quote(text)))


@pytest.mark.parametrize("text", ["“‘a\n", "‘a ", "’s "])
@pytest.mark.timeout(20)
def test_two_million_code_points(text: str) -> None:
    find_quotations((text * (2_000_000 // len(text) + 1))[:2_000_000])
