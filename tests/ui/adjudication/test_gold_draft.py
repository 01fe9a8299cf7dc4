"""The draft of an item's gold: provenance, what is missing, what differs from everybody."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.adjudication.item import CONTENT, SOURCE, SPEAKER, STATE, ItemState
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import Span, SpanRole
from annotator.services.adjudication.reading import Adjudication
from annotator.ui.adjudicating.gold_draft import GoldDraft
from annotator.ui.adjudicating.unlike_rule import unlike_rule
from tests.services.adjudicated import hand_in
from tests.services.coded import both_coded, hand_in_again, item_of, let_be_drawn, mark, read, take
from tests.services.world import HARBOUR, World, a_copy, make_template, span_of


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Iterator[World]:
    with a_copy(template, tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    let_be_drawn(monkeypatch, False)


def draft_of(found: Adjudication, words: str) -> GoldDraft:
    item = item_of(found, words)
    return GoldDraft(item, found.codebook, found.coders, unlike=unlike_rule(found, item))


def test_agreed_fields_are_filled_in_and_differing_ones_are_not(world):
    both_coded(world)
    draft = draft_of(read(world), "We will talk")
    assert draft.agreed(CONTENT)
    assert draft.chosen("stance") is None
    assert draft.differs("stance")
    assert not draft.first_choice_made
    assert draft.shortfall().code == "value_missing"
    assert draft.shortfall().field == "stance"


def test_taking_one_fills_every_field_with_its_provenance(world):
    both_coded(world)
    draft = draft_of(read(world), "We will talk")
    assert draft.take(world.jonas.person_id)
    assert {one.taken_from for one in draft.to_store().values()} == {world.jonas.person_id}
    assert draft.first_choice_made
    assert draft.unlike() == ()
    assert draft.shortfall() is None


def test_a_value_of_ones_own_needs_a_rationale_only_if_it_is_nobodys(world):
    both_coded(world)
    draft = draft_of(read(world), "We will talk")
    draft.set("stance", "opposes")
    assert not draft.rationale_required
    draft.set("stance", "unclear")
    assert draft.unlike() == ("stance",)
    assert draft.shortfall().code == "rationale_missing"
    draft.rationale = "He does not say."
    assert draft.shortfall() is None


def test_quotation_marks_at_the_edge_are_no_new_boundary(world):
    both_coded(world)
    draft = draft_of(read(world), "We will talk")
    draft.take(world.mira.person_id)
    draft.mark(SpanRole.CONTENT, span_of(HARBOUR, "“We will talk to them,”"), HARBOUR)
    assert draft.unlike() == ()
    draft.mark(SpanRole.SOURCE, span_of(HARBOUR, "Ingrid Valmont said"), HARBOUR)
    assert draft.unlike() == (SOURCE,)


def test_marking_begins_anew_and_then_adds(world):
    both_coded(world)
    draft = draft_of(read(world), "We will talk")
    draft.take(world.mira.person_id)
    assert draft.mark(SpanRole.CONTENT, span_of(HARBOUR, "We will"), HARBOUR)
    assert not draft.mark(SpanRole.CONTENT, span_of(HARBOUR, "to them"), HARBOUR)
    assert [one.quote for one in draft.value(CONTENT)] == ["We will", "to them"]
    assert draft.mark(SpanRole.CONTENT, span_of(HARBOUR, "We will talk to them"), HARBOUR)
    assert [one.quote for one in draft.value(CONTENT)] == ["We will talk to them"]


def test_source_and_cue_follow_the_content(world):
    mark(world, world.mira, "We will talk to them", "Ingrid Valmont")
    mark(world, world.jonas, "We will talk", "Valmont")
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)
    draft = draft_of(read(world), "We will talk")
    assert draft.chosen(SOURCE) is None
    draft.choose(CONTENT, world.jonas.person_id)
    assert draft.to_store()[SOURCE].taken_from == world.jonas.person_id
    draft.choose(SOURCE, world.mira.person_id)
    assert draft.to_store()[SOURCE].taken_from == world.mira.person_id


def test_somebody_who_marked_nothing_cannot_be_taken(world):
    mark(world, world.mira, "We will talk to them")
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)
    draft = draft_of(read(world), "We will talk")
    assert not draft.take(world.jonas.person_id)
    assert draft.shortfall().code == "version_missing"
    assert draft.take(world.mira.person_id)
    assert draft.shortfall() is None


def test_an_article_that_cannot_be_coded_has_no_values(world):
    from annotator.services.article_work import mark_cannot_code

    mark(world, world.mira, "We will talk to them")
    hand_in(world, world.mira)
    place = (world.articles[0], world.round_id)
    reason = world.coding().codebook.cannot_code[0].key
    mark_cannot_code(world.project, world.jonas, *place, reason)
    found = read(world)
    item = next(one for one in found.items if one.subject is Subject.ARTICLE)
    draft = GoldDraft(item, found.codebook, found.coders, unlike=unlike_rule(found, item))
    assert draft.shortfall().field == STATE
    draft.take(world.jonas.person_id)
    assert list(draft.to_store()) == [STATE]
    assert draft.shortfall() is None
    draft.take(world.mira.person_id)
    assert draft.to_store()["relevance"].value == "relevant"


def test_a_draft_moves_along_with_what_it_is_made_on(world):
    first, _second = both_coded(world)
    found = read(world)
    draft = draft_of(found, "We will talk")
    draft.take(world.mira.person_id)
    draft.rationale = "So it is."
    hand_in_again(world, world.mira, first, "stance", "unclear")
    now = read(world)
    item = item_of(now, "We will talk")
    moved = draft.moved_to(item, now.coders, unlike_rule(now, item))
    assert moved.chosen("stance").value == "supports"
    assert moved.chosen("stance").taken_from is None
    assert moved.chosen(SPEAKER).taken_from == world.mira.person_id
    assert moved.rationale == "So it is."
    assert moved.unlike() == ("stance",)


def test_a_standing_decision_is_where_a_new_one_begins(world):
    both_coded(world)
    found = read(world)
    item = item_of(found, "We will talk")
    take(world, item, world.jonas)
    from annotator.domain.adjudication.decision_fields import fields_from_document

    decided = item_of(read(world), "We will talk")
    assert decided.state is ItemState.DECIDED
    draft = GoldDraft(
        decided,
        found.codebook,
        found.coders,
        standing=fields_from_document(decided.decision.fields),
    )
    assert draft.chosen("stance").taken_from == world.jonas.person_id
    assert draft.first_choice_made
    assert not draft.touched


@given(
    st.lists(
        st.tuples(st.integers(0, len(HARBOUR) - 2), st.integers(1, 30)), min_size=1, max_size=8
    )
)
def test_marked_spans_never_overlap_and_quote_the_text(template_draft, places):
    draft = template_draft()
    for start, length in places:
        span = Span(start, min(len(HARBOUR), start + length))
        draft.mark(SpanRole.CONTENT, span, HARBOUR)
        spans = draft.value(CONTENT)
        assert all(one.quote == HARBOUR[one.start : one.end] for one in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert any(one.span == span for one in spans)


@pytest.fixture
def template_draft(world):
    both_coded(world)
    found = read(world)
    return lambda: draft_of(found, "We will talk")
