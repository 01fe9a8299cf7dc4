"""Finding marks again in another copy of a text."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.reattaching.assigning import Likeness, assigned
from annotator.domain.reattaching.marks import CONTEXT, Mark, Outcome, Place, sha256
from annotator.domain.reattaching.places import places_of
from annotator.domain.reattaching.whole import article_at, articles_within
from annotator.domain.text.article_text import digest_of
from annotator.domain.text.spans import Span

TEXT = "The pass is open. “Let it through,” she said. The pass is shut. “Let it through,” he said."


def mark_of(text: str, start: int, end: int, *, words: bool) -> Mark:
    quote = text[start:end]
    if words:
        return Mark(start, end, quote, None, None, None)
    sides = (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    return Mark(start, end, None, sha256(quote), *map(sha256, sides))


def place_of(mark: Mark, text: str, *, same: bool = False) -> Place:
    return places_of([mark], text, same=same)[mark]


def marks_of(text: str, *quotes: str, words: bool) -> list[Mark]:
    """Return the marks of quotes, each of them behind the one before."""
    marks, at = [], 0
    for quote in quotes:
        start = text.index(quote, at)
        at = start + len(quote)
        marks.append(mark_of(text, start, at, words=words))
    return marks


def test_the_place_is_found_by_hashes_and_by_words() -> None:
    start = TEXT.index("“Let")
    for words in (True, False):
        mark = mark_of(TEXT, start, start + 18, words=words)
        found = place_of(mark, TEXT, same=True)
        assert (found.outcome, found.span) == (Outcome.FOUND, Span(start, start + 18))


def test_what_stands_around_a_repeated_quote_tells_which_is_meant() -> None:
    copy = "A headline\n\n" + TEXT
    for start in (TEXT.index("“Let"), TEXT.rindex("“Let")):
        mark = mark_of(TEXT, start, start + 18, words=False)
        found = place_of(mark, copy)
        assert (found.outcome, found.span) == (Outcome.MOVED, Span(start + 12, start + 30))
        blind = mark_of(TEXT, start, start + 18, words=True)
        assert place_of(blind, copy).outcome is Outcome.AMBIGUOUS


def test_one_side_is_enough_where_the_other_was_changed() -> None:
    start = TEXT.rindex("“Let")
    mark = mark_of(TEXT, start, start + 18, words=False)
    found = place_of(mark, TEXT + " [Corrected.]")
    assert (found.outcome, found.span) == (Outcome.FOUND, Span(start, start + 18))


def test_words_are_found_where_the_spacing_differs() -> None:
    start = TEXT.index("The pass is shut")
    copy = TEXT.replace("pass is shut", "pass\n  is  shut")
    found = place_of(mark_of(TEXT, start, start + 16, words=True), copy)
    assert found.outcome is Outcome.MOVED
    assert found.span is not None
    assert found.span.quote(copy) == "The pass\n  is  shut"
    assert (
        place_of(mark_of(TEXT, start, start + 16, words=False), copy).outcome is Outcome.NOT_FOUND
    )


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 4), (5, 2), (80, 8000)])
def test_marks_that_can_be_nowhere(start: int, end: int) -> None:
    for quote in ("x", None):
        mark = Mark(start, end, quote, sha256("x"), None, None)
        assert place_of(mark, TEXT).outcome is Outcome.NOT_FOUND


@given(
    st.text("ab 😀\n", min_size=1, max_size=60),
    st.text("ab 😀\n", max_size=20),
    st.data(),
)
def test_what_is_found_has_the_words(text: str, before: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mark = mark_of(text, start, end, words=False)
    same = place_of(mark, text)
    assert (same.outcome, same.span) == (Outcome.FOUND, Span(start, end))
    moved = place_of(mark, before + text)
    if moved.span is not None:
        assert moved.span.quote(before + text) == text[start:end]
    else:
        assert moved.outcome is Outcome.AMBIGUOUS


TALKS = (
    "Ingrid Valmont said the road was open. Tomas Ekdahl said it was shut, and had been for days. "
    "“We saw the barrier ourselves,” said Zahra Halimi, who said that she had come on foot. "
    "Nobody else said a word about the road in the whole of the long evening.\n"
)


@pytest.mark.parametrize("words", [True, False])
def test_a_place_that_both_sides_contradict_is_another(words: bool) -> None:
    """The same sentence stands in another article, where others say it."""
    start = TEXT.index("Let it through")
    mark = mark_of(TEXT, start, start + 14, words=words)
    other = "Far away, in the valley of the mills, they called: Let it through! And it went."
    if words:
        assert place_of(mark, other).outcome is Outcome.MOVED
    else:
        assert place_of(mark, other).outcome is Outcome.NOT_FOUND


def test_repeated_words_are_those_at_the_old_offsets_or_beside_their_neighbours() -> None:
    marks = marks_of(TALKS, "said", "said", "We saw the barrier", "said", "said", words=True)
    for copy, shift in ((TALKS + "A footer.\n", 0), ("A headline\n\n" + TALKS, 12)):
        found = places_of(marks, copy)
        outcome = Outcome.MOVED if shift else Outcome.FOUND
        for mark in marks:
            assert found[mark] == Place(outcome, Span(mark.start + shift, mark.end + shift))


def test_of_two_passages_with_the_same_words_the_one_that_is_gone_is_not_found() -> None:
    first = "“We will come if the road is open,” he said on Monday at the gate of the fort. "
    again = "“We will come if the road is open,” she said on Friday in front of the mill. "
    text = first + "It rained for days on the pass and nobody came. " + again + "That was all.\n"
    quote = "We will come if the road is open"
    for words in (True, False):
        marks = marks_of(text, quote, "It rained for days on the pass", quote, words=words)
        found = places_of(marks, text.replace(again, ""))
        assert [found[mark].outcome for mark in marks] == [
            *(Outcome.FOUND, Outcome.FOUND),
            Outcome.NOT_FOUND,
        ]


@pytest.mark.parametrize("frame", ["{}", "A headline\n\n{}", "{}A footer\nand more\n", "H\n{}F"])
def test_an_article_is_known_among_other_lines(frame: str) -> None:
    digest = digest_of(TALKS)
    assert articles_within(frame.format(TALKS), {digest}) == {digest: TALKS}
    assert articles_within(frame.format(TALKS.rstrip("\n") + "\n"), {digest}) == {digest: TALKS}
    assert articles_within(frame.format(TALKS).replace(" ", "  "), {digest}) == {digest: TALKS}
    assert articles_within(frame.format(TALKS.replace("shut", "closed")), {digest}) == {}


def test_an_article_whose_lines_are_wrapped() -> None:
    text = "A headline\n\n" + TALKS + "\n" + TALKS
    wrapped = "Eastgate Wire\n\n" + "\n\n".join(
        textwrap.fill(each, 40, break_on_hyphens=False) for each in text.split("\n\n")
    )
    digest = digest_of(text)
    assert articles_within(wrapped, {digest}) == {digest: text}


def test_an_article_that_has_lost_its_last_line_end() -> None:
    digest = digest_of(TALKS)
    assert articles_within("A headline\n" + TALKS.rstrip(), {digest}) == {digest: TALKS}
    bare = digest_of(TALKS.rstrip())
    assert articles_within("A headline\n" + TALKS, {bare}) == {bare: TALKS.rstrip()}
    assert article_at("EASTGATE (Wire) " + TALKS, digest, [-4, 3, 16, 9000]) == TALKS


def test_a_text_is_the_copy_of_the_article_that_has_most_of_it() -> None:
    like = {
        "first": Likeness(10, {0: 9.5, 1: 6.0}),
        "later": Likeness(12, {0: 7.0, 1: 11.0}),
        "lost": Likeness(10, {0: 7.0, 1: 5.0, 2: 4.5}),
    }
    assert assigned(like) == ({"later": 1, "first": 0}, frozenset())
    assert assigned({"one": Likeness(4, {0: 3.0, 1: 3.0})}) == ({}, frozenset({"one"}))
    both = {"one": Likeness(4, {0: 4.0}), "other": Likeness(4, {0: 4.0})}
    assert assigned(both) == ({}, frozenset(both))
    assert assigned({"one": Likeness(10, {0: 3.0}), "none": Likeness(0, {})}) == ({}, frozenset())
