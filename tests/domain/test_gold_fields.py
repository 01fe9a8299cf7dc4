"""Which fields of gold are filled in beforehand, and which are nobody's."""

import uuid

from hypothesis import given

from annotator.domain.adjudication.gold_fields import (
    accepted_fields,
    agreed_article_fields,
    agreed_fields,
    article_fields_of,
    article_unlike_any,
    fields_of,
    unlike_any,
)
from annotator.domain.adjudication.item import (
    CONDITION,
    CONTENT,
    CUE,
    REPORTED_BY,
    SOURCE,
    SPEAKER,
    STATE,
    Chosen,
)
from annotator.domain.alignment.differences import differences
from annotator.domain.alignment.groups import align
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.attributions import Attribution
from annotator.domain.identifiers import derived_id
from annotator.domain.speakers import Speaker, SpeakerKind
from tests.domain.marking import ADA, BEN, CLEO, TEXT, Work, marked, work
from tests.domain.samples import codebook
from tests.domain.test_differences import coder

CODEBOOK = codebook()
HALIMI = Speaker(id=derived_id("halimi"), name="Zahra Halimi")
MINE = Speaker(id=derived_id("mine"), name="zahra halimi", owner_id=ADA)
AIDE = Speaker(id=derived_id("aide"), name="an aide", kind=SpeakerKind.UNNAMED_PERSON, owner_id=ADA)
REGISTRY = SpeakerRegistry({one.id: one for one in (HALIMI, MINE, AIDE)})
ALL = {
    CONTENT, SOURCE, CUE, CONDITION, SPEAKER, REPORTED_BY,
    "stance", "conditional", "condition_kind", "parts", "type", "remark",
}  # fmt: skip


def agreed(members: dict[uuid.UUID, Attribution], order=(ADA, BEN, CLEO), **more):
    return agreed_fields(members, TEXT, CODEBOOK, REGISTRY, order, **more)


def unlike(members: dict[uuid.UUID, Attribution], **values) -> tuple[str, ...]:
    fields = {name: Chosen(value) for name, value in values.items()}
    return unlike_any(fields, members, TEXT, CODEBOOK, REGISTRY)


def test_all_fields_of_an_attribution_but_those_about_the_annotator() -> None:
    one = marked("a1", (0, 9), source=[(12, 15)], confidence="low", remark=" Odd ", parts=())
    fields = fields_of(one, CODEBOOK)
    assert set(fields) == ALL
    assert fields[CONTENT] == one.content
    assert fields[SOURCE] == one.spans[1:]
    assert (fields[CUE], fields["remark"], fields["parts"]) == ((), "Odd", None)


def test_what_is_not_shown_is_no_field_of_gold() -> None:
    hidden = marked("a1", (0, 9), condition_kind="law")
    assert fields_of(hidden, CODEBOOK)["condition_kind"] is None
    shown = marked("a1", (0, 9), condition_kind="law", conditional=True)
    assert fields_of(shown, CODEBOOK)["condition_kind"] == "law"


def test_agreement_is_filled_in_as_the_first_in_order_has_it() -> None:
    members = {
        ADA: marked("a1", (0, 25), stance="supports", parts=("quay", "rail"), type="direct"),
        BEN: marked("b1", (0, 26), stance="supports", parts=("rail", "quay"), type="mixed"),
    }
    fields = agreed(members, (CLEO, BEN, ADA))
    assert fields[CONTENT] == Chosen(members[BEN].content, BEN)
    assert fields["parts"] == Chosen(("rail", "quay"), BEN)
    assert fields["remark"] == Chosen(None, BEN)
    assert set(fields) == ALL - {"type"}


def test_differing_fields_are_left_open() -> None:
    members = {
        ADA: marked("a1", (0, 9), stance="supports", speaker_id=HALIMI.id),
        BEN: marked("b1", (0, 15), stance="opposes", speaker_id=AIDE.id),
    }
    assert set(agreed(members)) == ALL - {CONTENT, "stance", SPEAKER}


def test_the_speaker_is_the_one_that_stands_for_both() -> None:
    members = {
        ADA: marked("a1", (0, 9), speaker_id=MINE.id),
        BEN: marked("b1", (0, 9), speaker_id=HALIMI.id),
    }
    assert agreed(members)[SPEAKER] == Chosen(HALIMI.id, ADA)


def test_a_source_that_only_some_marked_is_taken() -> None:
    members = {
        ADA: marked("a1", (0, 9)),
        BEN: marked("b1", (0, 9), source=[(12, 17)]),
        CLEO: marked("c1", (0, 9), source=[(12, 18)]),
    }
    fields = agreed(members)
    assert fields[SOURCE] == Chosen(members[BEN].spans[1:], BEN)
    assert fields[CUE] == Chosen((), ADA)


def test_sources_that_differ_are_open_until_accepted_by_rule() -> None:
    members = {
        person: marked(name, (0, 9), source=[source], speaker_id=HALIMI.id).but(reported_by=carrier)
        for person, name, source, carrier in (
            (ADA, "a1", (12, 15), uuid.UUID(int=1)),
            (BEN, "b1", (20, 25), uuid.UUID(int=2)),
        )
    }
    assert set(agreed(members)) == ALL - {SOURCE, REPORTED_BY}
    whole = accepted_fields(members, TEXT, CODEBOOK, REGISTRY, [BEN, ADA])
    assert set(whole) == ALL
    assert whole[SOURCE] == Chosen(members[BEN].spans[1:], BEN)
    assert whole[REPORTED_BY] == Chosen(uuid.UUID(int=2), BEN)


def test_carriers_agree_when_they_are_aligned() -> None:
    one, other, third = (uuid.UUID(int=number) for number in (1, 2, 3))
    members = {
        ADA: marked("a1", (0, 9)).but(reported_by=one),
        BEN: marked("b1", (0, 9)).but(reported_by=other),
    }
    assert agreed(members, places={one: 0, other: 0})[REPORTED_BY] == Chosen(one, ADA)
    assert REPORTED_BY not in agreed(members, places={one: 0, other: 1})
    gold = {REPORTED_BY: Chosen(third)}
    call = (gold, members, TEXT, CODEBOOK, REGISTRY)
    assert unlike_any(*call, {one: 0, other: 1, third: 1}) == ()
    assert unlike_any(*call) == (REPORTED_BY,)


def test_a_single_annotator_agrees_with_all_of_it() -> None:
    assert set(agreed({BEN: marked("b1", (0, 9))})) == ALL
    assert agreed({}) == {}


@given(work(3, 4))
def test_what_differs_is_not_filled_in_and_what_agrees_is(rows: Work) -> None:
    alignment = align(rows, CODEBOOK)
    for place, group in enumerate(alignment.groups):
        differing = {
            one.attribute or {"boundary": CONTENT}.get(one.key, one.key)
            for one in differences(alignment, place, list(rows), TEXT, CODEBOOK, REGISTRY)
        }
        fields = agreed_fields(group.members, TEXT, CODEBOOK, REGISTRY, list(rows))
        assert ALL - set(fields) <= differing | {SOURCE}
        assert set(fields).isdisjoint(differing)
        assert unlike_any(fields, group.members, TEXT, CODEBOOK, REGISTRY) == ()
        whole = accepted_fields(group.members, TEXT, CODEBOOK, REGISTRY, list(rows))
        assert ALL - set(whole) <= differing


@given(work(1, 3))
def test_fields_as_somebody_has_them_are_not_unlike(rows: Work) -> None:
    for person, row in rows.items():
        for one in row:
            fields = {k: Chosen(v) for k, v in fields_of(one, CODEBOOK).items()}
            assert unlike_any(fields, {person: one}, TEXT, CODEBOOK, REGISTRY) == ()


def test_fields_that_nobody_has() -> None:
    members = {
        ADA: marked("a1", (0, 25), stance="supports", remark="Odd", conditional=False),
        BEN: marked("b1", (0, 9), stance="opposes", speaker_id=MINE.id),
    }
    assert unlike(members, stance="unclear", remark="Odd ", conditional=None) == ("stance",)
    assert unlike(members, stance="opposes", remark="Even") == ("remark",)
    assert unlike(members, content=marked("g", (0, 27)).content) == ()
    assert unlike(members, content=marked("g", (4, 9)).content) == (CONTENT,)
    assert unlike(members, cue=marked("g", (4, 9)).content) == (CUE,)
    assert unlike(members, speaker=HALIMI.id) == ()
    assert unlike(members, speaker=AIDE.id) == (SPEAKER,)
    assert unlike({ADA: members[ADA]}, condition_kind=None) == ()
    assert unlike({ADA: members[ADA]}, condition_kind="law") == ("condition_kind",)
    assert unlike({BEN: members[BEN]}, speaker=None) == (SPEAKER,)
    assert unlike({}, stance="supports") == ("stance",)


def test_an_unnamed_speaker_is_found_by_the_source() -> None:
    members = {ADA: marked("a1", (0, 9), source=[(12, 15)], speaker_id=AIDE.id)}
    gold = Speaker(id=derived_id("gold"), name="the aide", kind=SpeakerKind.UNNAMED_PERSON)
    known = SpeakerRegistry({one.id: one for one in (AIDE, gold)})
    fields = {SPEAKER: Chosen(gold.id), SOURCE: Chosen(members[ADA].spans[1:])}
    assert unlike_any(fields, members, TEXT, CODEBOOK, known) == ()
    fields[SOURCE] = Chosen(marked("g", source=[(20, 25)]).spans)
    assert unlike_any(fields, members, TEXT, CODEBOOK, known) == (SPEAKER, SOURCE)


def test_fields_of_the_article() -> None:
    coders = [coder(ADA, relevance="yes"), coder(BEN, "text_broken"), coder(CLEO, relevance="yes")]
    assert article_fields_of(coders[0], CODEBOOK) == {STATE: "done", "relevance": "yes"}
    assert article_fields_of(coders[1], CODEBOOK)[STATE] == "cannot_code:text_broken"
    assert agreed_article_fields(coders, CODEBOOK) == {"relevance": Chosen("yes", ADA)}
    assert agreed_article_fields(coders[1:2], CODEBOOK) == {
        STATE: Chosen("cannot_code:text_broken", BEN)
    }
    assert agreed_article_fields([], CODEBOOK) == {}
    gold = {STATE: Chosen("cannot_code:duplicate"), "relevance": Chosen("no")}
    assert article_unlike_any(gold, coders, CODEBOOK) == (STATE, "relevance")
    gold = {STATE: Chosen("done"), "relevance": Chosen("yes")}
    assert article_unlike_any(gold, coders, CODEBOOK) == ()
