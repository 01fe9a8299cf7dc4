"""What must hold of agreement whatever was marked."""

import uuid
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.domain.agreement.assembling import agreement_of
from annotator.domain.agreement.resampling import Resamples, bootstrap
from annotator.domain.agreement.results import Agreement, Figure, MatchingScore
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.identifiers import derived_id
from tests.domain.agreement.compared_samples import article, collected, compared
from tests.domain.marking import ADA, BEN, CLEO, LENGTH, TEXT, Work, marked, work

two = work(2, 4).filter(lambda rows: len(rows) == 2)
several = work(3, 4).filter(lambda rows: len(rows) >= 2)


def close(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return one == other
    return one.value == pytest.approx(other.value)


def assert_alike(one: Agreement, other: Agreement) -> None:
    """All figures are equal but for the last digits."""
    assert (one.articles, one.stories) == (other.articles, other.stories)
    assert one.matching == other.matching
    assert close(one.unitizing.u_alpha, other.unitizing.u_alpha)
    assert close(one.unitizing.labelled, other.unitizing.labelled)
    assert close(one.unitizing.coded, other.unitizing.coded)
    for value, figure in one.unitizing.per_value.items():
        assert close(figure, other.unitizing.per_value[value])
    for mine, theirs in zip(one.attributes, other.attributes, strict=True):
        assert (mine.key, mine.units, mine.values) == (theirs.key, theirs.units, theirs.values)
        for key, figure in mine.figures.items():
            assert close(figure, theirs.figures[key]), (mine.key, key)


@given(two)
def test_the_other_as_reference_swaps_precision_and_recall_and_turns_the_table(rows: Work) -> None:
    units = compared(rows)
    a, b = units.annotators
    one, other = agreement_of(units), agreement_of(units.between((b, a)))
    for name in ("exact", "overlap", "any"):
        mine: MatchingScore = getattr(one.matching, name)
        theirs: MatchingScore = getattr(other.matching, name)
        assert (mine.precision, mine.recall, mine.f1) == (
            theirs.recall,
            theirs.precision,
            theirs.f1,
        )
    assert close(one.unitizing.u_alpha, other.unitizing.u_alpha)
    for here, there in zip(one.attributes, other.attributes, strict=True):
        assert (here.confusion is None) == (there.confusion is None)
        if here.confusion and there.confusion:
            assert here.confusion.counts == tuple(zip(*there.confusion.counts, strict=True))
        for key, figure in here.figures.items():
            assert close(figure, there.figures[key]), key


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(rows: Work, chance) -> None:
    people = list(rows)
    first, second = article("one", rows), article("two", {one: rows[one] for one in people[:2]})
    shuffled = {one: list(rows[one]) for one in chance.sample(people, len(people))}
    for its in shuffled.values():
        chance.shuffle(its)
    one = agreement_of(collected(people, first, second))
    again = collected(people, second, article("one", shuffled))
    assert_alike(one, agreement_of(again))


@given(work(1, 4).filter(lambda rows: any(rows.values())))
def test_an_identical_copy_agrees_in_all(rows: Work) -> None:
    ((person_id, its),) = rows.items()
    assume(all(one.content for one in its))
    speaker = derived_id("mira")
    its = [one.but(speaker_id=speaker) for one in its]
    copy = [one.but(id=uuid.UUID(int=one.id.int ^ 1)) for one in its]
    assume(sorted(its, key=lambda one: one.id) == [
        one.but(id=uuid.UUID(int=one.id.int ^ 1)) for one in sorted(copy, key=lambda one: one.id)
    ])  # fmt: skip
    found = agreement_of(compared({person_id: its, CLEO: copy}))
    scores = found.matching.exact
    assert scores.precision.value == scores.recall.value == scores.f1.value == 1
    for figure in (found.unitizing.u_alpha, found.unitizing.labelled, found.unitizing.coded):
        assert figure.value is None or figure.value == pytest.approx(1)
    for attribute in found.attributes:
        for key, figure in attribute.figures.items():
            assert figure.value is None or figure.value == pytest.approx(1), (attribute.key, key)


@given(two, st.permutations(("supports", "opposes", "unclear")))
def test_finding_is_blind_to_the_stance(rows: Work, names) -> None:
    renamed = dict(zip(("supports", "opposes", "unclear"), names, strict=True))
    other = {
        person_id: [
            one.but(values={**one.values, "stance": renamed[str(one.values["stance"])]})
            for one in its
        ]
        for person_id, its in rows.items()
    }
    one, again = agreement_of(compared(rows)), agreement_of(compared(other))
    assert one.matching == again.matching
    assert one.unitizing.u_alpha == again.unitizing.u_alpha
    for value, figure in one.unitizing.per_value.items():
        assert close(figure, again.unitizing.per_value[renamed[value]])


def moved(one: Attribution, at: int, by: int) -> Attribution:
    """Return an attribution in a text with so much put in at a place."""

    def there(edge: int, *, end: bool) -> int:
        return edge + by if edge > at or (edge == at and not end) else edge

    spans = tuple(
        QuotedSpan(span.role, there(span.start, end=False), there(span.end, end=True), "")
        for span in one.spans
    )
    return one.but(spans=spans)


@given(two, st.integers(0, LENGTH))
def test_a_zone_is_as_if_it_was_not_there(rows: Work, at: int) -> None:
    boilerplate = "Read more about it in our app!"
    size = len(boilerplate)
    text = TEXT[:at] + boilerplate + TEXT[at:]
    with_zone = {
        person_id: [
            *(moved(one, at, size) for one in its),
            marked(f"in it {person_id}", (at + 2, at + 9), stance="opposes"),
        ]
        for person_id, its in rows.items()
    }
    zones = [(at, at + 12), (at + 8, at + size)]
    other = compared(with_zone, text=text, zones=zones)
    assert_alike(agreement_of(compared(rows)), agreement_of(other))


@given(several)
def test_an_article_in_which_nobody_found_anything_counts(rows: Work) -> None:
    people = list(rows)
    nothing = article("two", {one: [] for one in people}, text="x" * 1000)
    one, more = agreement_of(compared(rows)), agreement_of(
        collected(people, article("one", rows), nothing)
    )  # fmt: skip
    assert (more.articles, more.stories) == (2, 2)
    assert more.matching == one.matching
    alone, together = one.unitizing.u_alpha.value, more.unitizing.u_alpha.value
    if alone is not None:
        assert together is not None
        assert together == pytest.approx(alone) or together > alone  # More agreement by gaps.


@given(several)
def test_pairs_are_parts_of_the_same_alignment(rows: Work) -> None:
    units = compared(rows)
    people = list(rows)
    pairs = [(a, b) for at, a in enumerate(people) for b in people[at + 1 :]]
    found = [agreement_of(units.between(pair)).matching for pair in pairs]
    whole = agreement_of(units).matching
    assert sum(one.matched for one in found) == whole.matched
    assert sum(one.unmatched for one in found) == whole.unmatched


@given(two)
def test_not_codable_is_not_compared(rows: Work) -> None:
    one = next(iter(rows))
    units = compared(rows, states={one: SetState.CANNOT_CODE})
    assert agreement_of(units).articles == 0


@given(st.lists(two, min_size=2, max_size=4))
def test_weights_of_stories_are_the_figures_of_what_was_drawn(several_rows: list[Work]) -> None:
    """A resample by weights has the figures of its articles, collected as often as drawn."""
    people = list(several_rows[0])
    rows = [dict(zip(people, one.values(), strict=True)) for one in several_rows]
    units = collected(people, *(article(str(at), one) for at, one in enumerate(rows)))
    drawn = bootstrap(units.story_count, samples=1, seed=len(rows)).drawn
    assert drawn is not None
    again = collected(
        people,
        *(
            article(f"{at} {copy}", rows[at])
            for at, times in enumerate(drawn[0])
            for copy in range(times)
        ),
    )
    # Two samples alike: the bounds of the interval are the resample's own figure.
    twice = Resamples(units.story_count, 0.95, np.repeat(drawn, 2, axis=0))
    one, other = agreement_of(units, twice), agreement_of(again)
    for figure, point in (
        (one.matching.any.f1, other.matching.any.f1),
        (one.matching.exact.precision, other.matching.exact.precision),
        (one.unitizing.u_alpha, other.unitizing.u_alpha),
        (one.unitizing.coded, other.unitizing.coded),
        (one.attributes[0].figures["labelled_f1"], other.attributes[0].figures["labelled_f1"]),
    ):
        if figure.interval is not None and other.unitizing.overlapping == 0:
            assert point.value == pytest.approx(figure.interval[0])
            assert figure.interval[0] == pytest.approx(figure.interval[1])


def test_own_attributions_that_overlap_with_another_value_leave_no_partition() -> None:
    rows = {
        ADA: [marked("a1", (0, 8), stance="supports"), marked("a2", (5, 12), stance="opposes")],
        BEN: [marked("b", (0, 8), stance="supports")],
    }
    found = agreement_of(compared(rows)).unitizing
    assert found.overlapping == 3
    assert found.labelled == found.coded == Figure(None, reason="overlapping")
    assert set(found.per_value.values()) == {Figure(None, reason="overlapping")}
    assert found.u_alpha.value is not None
    same = {**rows, ADA: [rows[ADA][0], rows[ADA][1].but(values={"stance": "supports"})]}
    assert agreement_of(compared(same)).unitizing.overlapping == 0


def test_content_beyond_the_end_of_the_text_does_not_count() -> None:
    rows = {ADA: [marked("a", (0, 8))], BEN: [marked("b", (0, 8)), marked("b2", (30, 90))]}
    long = [
        article("one", {one: list(rows[one]) for one in rows}),
        article("two", {ADA: [], BEN: []}),
    ]
    cut = replace(long[0], text=TEXT[:30])
    found = agreement_of(collected([ADA, BEN], cut, long[1]))
    assert (found.matching.matched, found.matching.unmatched) == (1, 0)
    assert found.unitizing.u_alpha.value == pytest.approx(1)
