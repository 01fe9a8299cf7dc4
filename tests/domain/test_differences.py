"""In what annotators differ, and how much it matters."""

import random
import uuid
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.adjudication.item import Coder, Difference, Severity
from annotator.domain.alignment.differences import article_differences, differences
from annotator.domain.alignment.groups import align
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import AttributeValue, Attribution
from annotator.domain.codebook import Codebook
from annotator.domain.codebook_document import codebook_from_document
from annotator.domain.identifiers import derived_id
from annotator.domain.speakers import Speaker
from tests.domain.marking import ADA, BEN, CLEO, TEXT, Work, marked, work
from tests.domain.samples import codebook, codebook_document

CODEBOOK = codebook()
HALIMI = Speaker(id=derived_id("halimi"), name="Zahra Halimi")
EKDAHL = Speaker(id=derived_id("ekdahl"), name="Tomas Ekdahl")
REGISTRY = SpeakerRegistry({one.id: one for one in (HALIMI, EKDAHL)})


def found(
    rows: Work, place: int = 0, annotators: Sequence[uuid.UUID] = (), book: Codebook = CODEBOOK
) -> tuple[Difference, ...]:
    alignment = align(rows, book)
    return differences(alignment, place, annotators or list(rows), TEXT, book, REGISTRY)


def keys(differing: tuple[Difference, ...]) -> list[tuple[str, Severity]]:
    return [(one.key, one.severity) for one in differing]


def two(one: dict[str, AttributeValue], other: dict[str, AttributeValue]) -> Work:
    return {ADA: [marked("a1", (0, 9), **one)], BEN: [marked("b1", (0, 9), **other)]}


def ordinal_of_three() -> Codebook:
    document = codebook_document()
    document["attributes"][0]["order"] = ["opposes", "unclear", "supports"]
    return codebook_from_document(document)


def nominal() -> Codebook:
    document = codebook_document()
    document["attributes"][0].pop("order")
    document["attributes"][0]["level"] = "nominal"
    return codebook_from_document(document)


@pytest.mark.parametrize(
    ("one", "other", "book", "severity"),
    [
        ("supports", "opposes", CODEBOOK, Severity.GRAVE),
        ("supports", "unclear", CODEBOOK, Severity.SERIOUS),
        ("supports", None, CODEBOOK, Severity.SERIOUS),
        ("supports", "unclear", ordinal_of_three(), Severity.SERIOUS),
        ("supports", "opposes", ordinal_of_three(), Severity.GRAVE),
        ("supports", "unclear", nominal(), Severity.GRAVE),
        ("supports", None, nominal(), Severity.SERIOUS),
    ],
)
def test_another_stance(one: str, other: str | None, book: Codebook, severity: Severity) -> None:
    rows = two({"stance": one}, {"stance": other} if other else {})
    assert keys(found(rows, book=book)) == [("attribute:stance", severity)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"conditional": True}, {}),
        ({"conditional": True}, {"conditional": False}),
        ({"parts": ("quay",)}, {"parts": ("quay", "rail")}),
        ({"parts": ("quay",)}, {}),
        ({"remark": "First"}, {"remark": "Second"}),
        ({"type": "direct"}, {"type": "mixed"}),
    ],
)
def test_another_value(one: dict[str, AttributeValue], other: dict[str, AttributeValue]) -> None:
    key = next(iter(one))
    assert keys(found(two(one, other))) == [(f"attribute:{key}", Severity.MODERATE)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"conditional": False}, {}),
        ({"parts": ("quay", "rail")}, {"parts": ("rail", "quay")}),
        ({"parts": ()}, {}),
        ({"remark": " First\n"}, {"remark": "First"}),
        ({"remark": " "}, {}),
        ({"confidence": "low"}, {"confidence": "high"}),
        ({"condition_kind": "law"}, {"condition_kind": "money"}),
    ],
    ids=["no and absent", "order", "no choice", "spaces", "blank", "annotator", "not shown"],
)
def test_what_is_no_difference(
    one: dict[str, AttributeValue], other: dict[str, AttributeValue]
) -> None:
    assert found(two(one, other)) == ()


def test_what_one_sees_and_the_other_not_is_absent_there() -> None:
    rows = two({"conditional": True, "condition_kind": "law"}, {"condition_kind": "law"})
    assert keys(found(rows)) == [
        ("attribute:conditional", Severity.MODERATE),
        ("attribute:condition_kind", Severity.MODERATE),
    ]


@pytest.mark.parametrize(
    ("end", "severity"),
    [(4, Severity.SERIOUS), (11, Severity.MODERATE), (18, Severity.SLIGHT)],
)
def test_boundaries_matter_by_how_far_they_are_apart(end: int, severity: Severity) -> None:
    rows = {ADA: [marked("a1", (0, 20))], BEN: [marked("b1", (0, end))]}
    assert keys(found(rows)) == [("boundary", severity)]


def test_boundaries_that_are_equal_by_rule_are_no_difference() -> None:
    assert TEXT[21:27] == "dawn, "
    rows = {ADA: [marked("a1", (4, 25))], BEN: [marked("b1", (4, 27))]}
    assert found(rows) == ()
    rows = {ADA: [marked("a1", (4, 24))], BEN: [marked("b1", (4, 25))]}
    assert keys(found(rows)) == [("boundary", Severity.SLIGHT)]


def test_other_speakers_and_spans_beside_the_content() -> None:
    rows = {
        ADA: [marked("a1", (0, 9), source=[(12, 15)], speaker_id=HALIMI.id)],
        BEN: [marked("b1", (0, 9), source=[(20, 25)], speaker_id=HALIMI.id)],
    }
    assert found(rows) == ()
    rows[BEN] = [rows[BEN][0].but(speaker_id=EKDAHL.id, note="Unsure", flagged=True)]
    assert keys(found(rows)) == [("speaker", Severity.SERIOUS)]


def test_who_marked_nothing_is_named_and_the_rest_compared() -> None:
    rows = {
        ADA: [marked("a1", (0, 9), stance="supports")],
        BEN: [marked("b1", (0, 9), stance="opposes")],
        CLEO: [marked("c1", (20, 29))],
    }
    differing = found(rows)
    assert keys(differing) == [
        ("attribute:stance", Severity.GRAVE),
        ("missing", Severity.SERIOUS),
    ]
    assert differing[1].annotators == (CLEO,)
    assert found(rows, place=1)[0].annotators == (ADA, BEN)


def test_somebody_without_any_work_is_missing_too() -> None:
    rows = {ADA: [marked("a1", (0, 9))]}
    assert found(rows, annotators=[ADA, BEN])[0].annotators == (BEN,)
    assert found(rows, annotators=[ADA]) == ()


def test_one_in_two_is_a_split_and_not_missing() -> None:
    rows = {
        ADA: [marked("a1", (0, 20))],
        BEN: [marked("b1", (0, 12)), marked("b2", (12, 20))],
        CLEO: [],
    }
    first, second = found(rows, 0), found(rows, 1)
    assert keys(first) == [
        ("missing", Severity.SERIOUS),
        ("boundary", Severity.MODERATE),
        ("split", Severity.MODERATE),
    ]
    assert keys(second) == [("missing", Severity.SERIOUS), ("split", Severity.MODERATE)]
    assert first[0].annotators == second[0].annotators == (CLEO,)
    assert first[2].annotators == second[1].annotators == (BEN,)


def test_two_on_one_span_are_a_double() -> None:
    rows = {
        ADA: [marked("a1", (0, 9), parts=("quay",))],
        BEN: [marked("b1", (0, 9), parts=("quay",)), marked("b2", (0, 9), parts=("rail",))],
    }
    alignment = align(rows, CODEBOOK)
    both = next(at for at, one in enumerate(alignment.groups) if ADA in one.members)
    assert keys(found(rows, both)) == [("double", Severity.MODERATE)]
    assert keys(found(rows, 1 - both)) == [("double", Severity.MODERATE)]


@given(work(4, 4), st.randoms(use_true_random=False))
def test_differences_do_not_depend_on_order_and_come_worst_first(
    rows: Work, chance: random.Random
) -> None:
    alignment = align(rows, CODEBOOK)
    annotators = list(rows)
    shuffled = chance.sample(annotators, len(annotators))
    for place, group in enumerate(alignment.groups):
        there = differences(alignment, place, annotators, TEXT, CODEBOOK, REGISTRY)
        assert there == differences(alignment, place, shuffled, TEXT, CODEBOOK, REGISTRY)
        assert list(there) == sorted(there, key=lambda one: -one.severity)
        if len(group.members) < len(annotators):
            assert there


def coder(person: uuid.UUID, reason: str | None = None, **values: AttributeValue) -> Coder:
    return Coder(
        person,
        letter="A",
        name="Ada",
        set_id=derived_id("set", person.hex),
        submission_id=derived_id("submission", person.hex),
        state=SetState.CANNOT_CODE if reason else SetState.DONE,
        reason=reason,
        values=values,
    )


def test_an_article_that_only_some_could_code() -> None:
    coders = [coder(ADA, relevance="yes"), coder(BEN, "text_broken"), coder(CLEO, relevance="no")]
    assert keys(article_differences(coders, CODEBOOK)) == [
        ("state", Severity.GRAVE),
        ("attribute:relevance", Severity.MODERATE),
    ]


def test_an_article_that_nobody_could_code() -> None:
    assert keys(article_differences([coder(ADA, "one"), coder(BEN, "two")], CODEBOOK)) == [
        ("state", Severity.SLIGHT)
    ]
    assert article_differences([coder(ADA, "one"), coder(BEN, "one")], CODEBOOK) == ()


def test_an_article_on_which_all_agree() -> None:
    coders = [coder(ADA, relevance="yes"), coder(BEN, relevance="yes")]
    assert article_differences(coders, CODEBOOK) == ()


def test_no_member_of_a_group_is_changed() -> None:
    one: Attribution = marked("a1", (0, 9))
    assert align({ADA: [one]}, CODEBOOK).groups[0].members[ADA] is one
