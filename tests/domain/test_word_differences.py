"""Boundaries compared word by word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment.word_differences import RunKind, WordComparison, word_rows
from annotator.domain.text.spans import Span
from tests.domain.marking import ADA, BEN, CLEO
from tests.domain.strategies import texts

TEXT = "It could not be checked and “would never” work, he said, at all."


def compared(**quotes: str | tuple[str, ...]) -> WordComparison:
    people = {"ada": ADA, "ben": BEN, "cleo": CLEO}
    return word_rows(
        TEXT,
        {
            people[name]: [
                Span(TEXT.index(quote), TEXT.index(quote) + len(quote))
                for quote in ((found,) if isinstance(found, str) else found)
            ]
            for name, found in quotes.items()
        },
    )


def rows(comparison: WordComparison, person) -> list[tuple[RunKind, str, int]]:
    return [
        (run.kind, TEXT[run.span.start : run.span.end], run.words)
        for run in comparison.rows[person].runs
    ]


def test_what_one_marked_beyond_the_other() -> None:
    found = compared(
        ada="It could not be checked and “would never” work", ben="could not be checked"
    )
    assert rows(found, ADA) == [
        (RunKind.OWN, "It ", 1),
        (RunKind.COMMON, "could not be checked", 4),
        (RunKind.OWN, " and “would never” work", 4),
    ]
    assert rows(found, BEN) == [
        (RunKind.NOT_MARKED, "It ", 1),
        (RunKind.COMMON, "could not be checked", 4),
        (RunKind.NOT_MARKED, " and “would never” work", 4),
    ]
    assert (found.common, found.union, found.iou) == (4, 9, 4 / 9)
    assert (found.rows[ADA].words, found.rows[BEN].words) == (9, 4)


def test_marks_at_a_boundary_are_no_difference() -> None:
    found = compared(ada="“would never”", ben="would never")
    assert rows(found, BEN) == [(RunKind.COMMON, "“would never”", 2)]
    assert found.iou == 1


def test_between_fragments_are_words_that_nobody_marked() -> None:
    found = compared(ada=("never” work,", "at all"), ben=("never” work", "at all"))
    assert rows(found, ADA) == [
        (RunKind.COMMON, "never” work,", 2),
        (RunKind.BETWEEN, " he said, ", 2),
        (RunKind.COMMON, "at all", 2),
    ]


def test_with_three_only_what_all_marked_is_common() -> None:
    found = compared(ada="It could not", ben="could not be", cleo="not be")
    assert [(run.kind, run.words) for run in found.rows[CLEO].runs] == [
        (RunKind.NOT_MARKED, 2),
        (RunKind.COMMON, 1),
        (RunKind.OWN, 1),
    ]
    assert (found.common, found.union) == (1, 4)


def test_a_word_that_a_boundary_cuts_is_shown_cut() -> None:
    found = compared(ada="check", ben="checked")
    assert rows(found, ADA) == [(RunKind.COMMON, "check", 1), (RunKind.NOT_MARKED, "ed", 1)]


def test_nothing_marked() -> None:
    found = word_rows(TEXT, {ADA: []})
    assert (found.rows[ADA].runs, found.iou) == ((), 1.0)


@st.composite
def contents(draw: st.DrawFn):
    text = draw(texts)
    marked = {}
    for person in (ADA, BEN, CLEO)[: draw(st.integers(1, 3))]:
        edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        marked[person] = [Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=False)]
    return text, marked


@given(contents())
def test_every_row_covers_the_same_text_without_gaps(found) -> None:
    text, marked = found
    comparison = word_rows(text, marked)
    assert 0 <= comparison.common <= comparison.union
    ranges = set()
    for row in comparison.rows.values():
        assert all(one.span.end == other.span.start for one, other in pairwise(row.runs))
        assert all(one.kind is not other.kind for one, other in pairwise(row.runs))
        assert comparison.common <= row.words <= comparison.union
        ranges.update((row.runs[0].span.start, row.runs[-1].span.end) for _ in row.runs[:1])
    assert len(ranges) <= 1
