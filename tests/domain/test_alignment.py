"""The alignment of all annotators' attributions in an article."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment.differences import differences
from annotator.domain.alignment.groups import Alignment, align, matched_pairs, overlap
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.attributions import Attribution
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole
from tests.domain.marking import ADA, BEN, CLEO, TEXT, Work, attributions, marked, work
from tests.domain.samples import codebook, codebook_document

CODEBOOK = codebook()


def shape(alignment: Alignment) -> set[frozenset]:
    return {
        frozenset((person, one.id) for person, one in group.members.items())
        for group in alignment.groups
    }


def characters(attribution: Attribution, role: SpanRole) -> set[int]:
    return {at for span in attribution.of_role(role) for at in range(span.start, span.end)}


def share(one: Attribution, other: Attribution, role: SpanRole) -> Fraction:
    mine, theirs = characters(one, role), characters(other, role)
    if not (mine and theirs):
        return Fraction(0)
    return Fraction(len(mine & theirs), len(mine | theirs))


def worth(pairs: list[tuple[Attribution, Attribution]]) -> tuple[Fraction, Fraction, int]:
    """What the order of objectives says of a matching; yes-or-no attributes come after these."""
    return (
        sum((share(*pair, SpanRole.CONTENT) for pair in pairs), Fraction(0)),
        sum((share(*pair, SpanRole.SOURCE) for pair in pairs), Fraction(0)),
        sum(set(a.values.get("parts", ())) == set(b.values.get("parts", ())) for a, b in pairs),
    )


def best_worth(a: list[Attribution], b: list[Attribution]) -> tuple[Fraction, Fraction, int]:
    """Try every matching over pairs that share content."""

    def all_matchings(left: list[Attribution], right: list[Attribution]):
        if not left:
            yield []
            return
        yield from all_matchings(left[1:], right)
        for place, other in enumerate(right):
            if share(left[0], other, SpanRole.CONTENT) > 0:
                for rest in all_matchings(left[1:], right[:place] + right[place + 1 :]):
                    yield [(left[0], other), *rest]

    return max(map(worth, all_matchings(a, b)))


def two_rows(rows: Work) -> list[list[Attribution]]:
    return [*rows.values(), []][:2]


@given(work(2, 4))
def test_two_are_matched_one_to_one_and_as_well_as_can_be(rows: Work) -> None:
    a, b = two_rows(rows)
    pairs = matched_pairs(a, b, CODEBOOK)
    assert len({one.a.id for one in pairs}) == len({one.b.id for one in pairs}) == len(pairs)
    assert all(one.iou == overlap(one.a, one.b) > 0 for one in pairs)
    assert worth([(one.a, one.b) for one in pairs]) == best_worth(a, b)


@given(work(2, 5))
def test_it_does_not_matter_who_is_called_first(rows: Work) -> None:
    a, b = two_rows(rows)
    there = {(one.a.id, one.b.id) for one in matched_pairs(a, b, CODEBOOK)}
    back = {(one.b.id, one.a.id) for one in matched_pairs(b, a, CODEBOOK)}
    assert there == back


@given(work(4, 5))
def test_every_attribution_is_in_one_group_with_at_most_one_of_each(rows: Work) -> None:
    alignment = align(rows, CODEBOOK)
    everything = [one.id for row in rows.values() for one in row]
    grouped = [one.id for group in alignment.groups for one in group.members.values()]
    assert sorted(grouped) == sorted(everything)
    for group in alignment.groups:
        for person, one in group.members.items():
            assert one in rows[person]
    assert all(0 <= i < j < len(alignment.groups) for i, j in alignment.splits)
    for place in range(len(alignment.groups)):
        assert all(place in alignment.linked(other) for other in alignment.linked(place))


@given(work(4, 5), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(rows: Work, chance: random.Random) -> None:
    people = list(rows)
    chance.shuffle(people)
    shuffled = {person: chance.sample(rows[person], len(rows[person])) for person in people}
    assert align(shuffled, CODEBOOK) == align(rows, CODEBOOK)


@given(work(4, 5), st.data())
def test_names_of_annotators_do_not_matter(rows: Work, data: st.DataObject) -> None:
    """Exchanging whose work is whose exchanges nothing but the names."""
    people = list(rows)
    others = dict(zip(people, data.draw(st.permutations(people)), strict=True))
    renamed = align({others[person]: row for person, row in rows.items()}, CODEBOOK)
    alignment = align(rows, CODEBOOK)
    assert shape(renamed) == {
        frozenset((others[person], one) for person, one in group) for group in shape(alignment)
    }
    assert renamed.splits == alignment.splits


@given(work(3, 5), st.data())
def test_the_stance_never_changes_the_alignment(rows: Work, data: st.DataObject) -> None:
    stances = st.sampled_from((None, "supports", "opposes", "unclear"))
    restanced = {
        person: [restance(one, data.draw(stances)) for one in row] for person, row in rows.items()
    }
    assert shape(align(restanced, CODEBOOK)) == shape(align(rows, CODEBOOK))


def restance(one: Attribution, stance: str | None) -> Attribution:
    values = {key: value for key, value in one.values.items() if key != "stance"}
    return one.but(values=values | ({"stance": stance} if stance else {}))


def test_what_is_shown_only_for_a_stance_does_not_decide_either() -> None:
    document = codebook_document()
    parts = next(one for one in document["attributes"] if one["key"] == "parts")
    parts["shown_when"] = {"attribute": "stance", "values": ["supports"]}
    shown_for_stance = codebook_from_document(document)
    rows = {
        ADA: [marked("a1", (0, 9), parts=("quay",)), marked("a2", (0, 9), parts=("rail",))],
        BEN: [marked("b1", (0, 9), parts=("quay",)), marked("b2", (0, 9), parts=("rail",))],
    }
    swapped = {
        ADA: rows[ADA],
        BEN: [one.but(values={"parts": other.values["parts"]}) for one, other in
              zip(rows[BEN], reversed(rows[BEN]), strict=True)],
    }  # fmt: skip
    assert shape(align(rows, shown_for_stance)) == shape(align(swapped, shown_for_stance))
    assert shape(align(rows, CODEBOOK)) != shape(align(swapped, CODEBOOK))


@given(st.lists(attributions(), max_size=5, unique_by=lambda one: one.spans), st.integers(2, 4))
def test_equal_work_is_equal_by_rule(row: list[Attribution], annotators: int) -> None:
    people = [derived_id("person", str(number)) for number in range(annotators)]
    rows = {person: [copied(one, person.hex) for one in row] for person in people}
    alignment = align(rows, CODEBOOK)
    assert len(alignment.groups) == len(row)
    for place in range(len(row)):
        found = differences(alignment, place, people, TEXT, CODEBOOK, SpeakerRegistry({}))
        assert found == ()


def copied(one: Attribution, name: str) -> Attribution:
    return one.but(id=derived_id(name, str(one.id)))


def test_equal_overlaps_are_decided_by_the_source() -> None:
    a = [marked("a1", (5, 9), source=[(0, 2)]), marked("a2", (5, 9), source=[(20, 24)])]
    b = [marked("b1", (5, 9), source=[(20, 23)]), marked("b2", (5, 9), source=[(0, 3)])]
    assert names(a, b) == {("a1", "b2"), ("a2", "b1")}


def test_equal_sources_are_decided_by_choices_about_the_text() -> None:
    a = [marked("a1", (5, 9), parts=("quay",)), marked("a2", (5, 9), parts=("rail",))]
    b = [
        marked("b1", (5, 9), parts=("rail",), conditional=True),
        marked("b2", (5, 9), parts=("quay",)),
    ]
    assert names(a, b) == {("a1", "b2"), ("a2", "b1")}


@pytest.mark.parametrize("name", [f"other {number}" for number in range(6)])
def test_what_is_equal_in_all_goes_by_the_order_of_reading(name: str) -> None:
    """Six names, for identifiers that come out in any order."""
    halves = [marked(f"second {name}", (6, 10)), marked(f"first {name}", (0, 4))]
    (pair,) = matched_pairs(halves, [marked(name, (0, 10))], CODEBOOK)
    assert pair.a == halves[1]


def test_confidence_does_not_decide() -> None:
    a = [marked("a1", (5, 9)), marked("a2", (5, 9))]
    b = [marked("b1", (5, 9)), marked("b2", (5, 9))]
    before = names(a, b)
    for levels in (("low", "high"), ("high", "low")):
        told = [one.but(values={"confidence": level}) for one, level in zip(a, levels, strict=True)]
        assert names(told, [one.but(values={"confidence": "high"}) for one in b]) == before


def names(a: list[Attribution], b: list[Attribution]) -> set[tuple[str, str]]:
    known = {derived_id(name): name for name in ("a1", "a2", "b1", "b2")}
    return {(known[one.a.id], known[one.b.id]) for one in matched_pairs(a, b, CODEBOOK)}


def test_the_sum_counts_and_not_the_best_single_pair() -> None:
    """Were the closest two taken first, one of each annotator would be left over."""
    a = [marked("a1", (0, 12)), marked("a2", (8, 14))]
    b = [marked("b1", (2, 14)), marked("b2", (0, 6))]
    assert names(a, b) == {("a1", "b2"), ("a2", "b1")}


def test_discontinuous_content_counts_by_its_fragments() -> None:
    one, other = marked("a1", (0, 4), (10, 14)), marked("b1", (4, 10))
    assert overlap(one, other) == 0
    assert overlap(one, marked("b2", (0, 14))) == pytest.approx(8 / 14)


def test_a_third_joins_those_who_agree_best() -> None:
    rows = {
        ADA: [marked("a1", (0, 10))],
        BEN: [marked("b1", (0, 10)), marked("b2", (12, 20))],
        CLEO: [marked("c1", (1, 9)), marked("c2", (12, 20))],
    }
    groups = align(rows, CODEBOOK).groups
    assert [list(group.members) for group in groups] == [[ADA, BEN, CLEO], [BEN, CLEO]]


def test_one_in_two_is_a_split() -> None:
    rows = {ADA: [marked("a1", (0, 20))], BEN: [marked("b1", (0, 12)), marked("b2", (12, 20))]}
    alignment = align(rows, CODEBOOK)
    assert [set(group.members) for group in alignment.groups] == [{ADA, BEN}, {BEN}]
    assert alignment.splits == ((0, 1),)
    assert alignment.linked(1) == (0,)


def test_what_another_hardly_touches_is_no_split() -> None:
    rows = {ADA: [marked("a1", (0, 13))], BEN: [marked("b1", (0, 12)), marked("b2", (12, 20))]}
    assert align(rows, CODEBOOK).splits == ()


def test_two_that_both_split_alike_are_linked_with_the_third() -> None:
    rows = {
        ADA: [marked("a1", (0, 20))],
        BEN: [marked("b1", (0, 12)), marked("b2", (12, 20))],
        CLEO: [marked("c1", (0, 12)), marked("c2", (12, 20))],
    }
    assert align(rows, CODEBOOK).splits == ((0, 1),)


def test_an_attribution_without_content_stands_alone() -> None:
    rows = {ADA: [marked("a1")], BEN: [marked("b1"), marked("b2", (3, 5))]}
    assert len(align(rows, CODEBOOK).groups) == 3


def test_nobody_marked_anything() -> None:
    assert align({ADA: [], BEN: []}, CODEBOOK) == Alignment(())


def test_groups_are_in_reading_order() -> None:
    rows = {ADA: [marked("a2", (20, 25)), marked("a1", (0, 5))], BEN: [marked("b1", (10, 15))]}
    starts = [
        min(one.start for one in group.members.values()) for group in align(rows, CODEBOOK).groups
    ]
    assert starts == [0, 10, 20]
