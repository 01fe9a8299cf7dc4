"""A blind check is blind: nothing of the coders is shown, hinted at or filled in beforehand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from annotator.domain.adjudication.item import CONTENT, CUE, SOURCE, SPEAKER, ItemState
from annotator.domain.entities import EntityKind
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.services.annotating import set_speaker
from annotator.services.speakers import create_speaker
from annotator.ui.widgets.adjudication.comparison_marks import bars_of, marks_of
from annotator.ui.widgets.adjudication.table_rows import GoldState
from tests.services.adjudicated import hand_in
from tests.services.coded import let_be_drawn, mark
from tests.services.world import World


def code(world: World) -> None:
    """Both have the same, speaker and source included."""
    made = create_speaker(world.project, world.manager, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON)
    speaker = made.of(EntityKind.SPEAKER)[0].after
    for actor in (world.mira, world.jonas):
        found = mark(world, actor, "the plan was empty", "Tomas Ekdahl", stance="opposes")
        set_speaker(world.project, actor, found.id, speaker.id)
        mark(world, actor, "We will talk", stance="supports")
        hand_in(world, actor)


@pytest.fixture
def bench(enter_as, monkeypatch):
    let_be_drawn(monkeypatch, True)
    bench = enter_as(coded=code)
    assert bench.go_to("the plan").state is ItemState.CHECK
    return bench


def speaker_of(bench):
    return next(iter(bench.item.candidates.values())).speaker_id


def gold_cells(bench):
    return {row.field: row.gold for row in bench.screen.panel.table._rows if row.gold}


def judge(bench, digit=Qt.Key.Key_4):
    bench.press(digit)
    bench.screen.controller.set_field(SPEAKER, speaker_of(bench))


def test_only_the_passage_is_there_before_one_has_chosen(bench):
    assert bench.draft.value(CONTENT)
    assert not bench.draft.value(SOURCE)
    assert not bench.draft.value(CUE)
    assert bench.screen.panel.boundary.buttons == ()
    assert "the plan was empty" in bench.screen.panel.boundary.gold_words
    reading = bench.screen.presenter.as_seen
    assert not [one for one in bars_of(reading) if one.mark_id == bench.item.id]
    for current in (bench.item.id, None):
        (shown,) = [one for one in marks_of(reading, current) if one.id == bench.item.id]
        assert {one.role for one in shown.spans} == {SpanRole.CONTENT}


@pytest.mark.parametrize("digit", [Qt.Key.Key_1, Qt.Key.Key_4])
def test_no_mark_tells_whether_the_coders_chose_the_same(bench, digit):
    judge(bench, digit)
    cells = gold_cells(bench)
    assert cells["stance"].state is cells[SPEAKER].state is GoldState.JUDGED
    assert not any(one.unlike or one.letter for one in cells.values())
    spoken = bench.screen.panel.table.cell("stance", 2).accessibleName()
    assert "agree" not in spoken
    assert "as no annotator" not in spoken


def test_what_is_required_is_asked_for_before_comparing(bench):
    bench.screen.controller.set_field(SPEAKER, speaker_of(bench))
    bench.decide()
    assert bench.draft.covered
    assert "choose \u201cStance\u201d first" in bench.notice


def test_who_is_speaking_is_asked_for(bench):
    bench.press(Qt.Key.Key_4)
    bench.decide()
    assert bench.draft.covered
    assert "choose \u201cSpeaker\u201d first" in bench.notice


def test_comparing_fills_in_nothing(bench):
    judge(bench)
    bench.decide()
    assert not bench.draft.covered
    assert all(one.taken_from is None for f, one in bench.draft.to_store().items() if f != CONTENT)
    assert not bench.draft.value(SOURCE)
    assert not bench.draft.value(CUE)
    assert gold_cells(bench)["stance"].state is GoldState.AGREED
    reading = bench.screen.presenter.as_seen
    assert [one for one in bars_of(reading) if one.mark_id == bench.item.id]
    assert bench.draft.shortfall() is None
    item_id = bench.item.id
    bench.decide()
    found = bench.screen.presenter.find(item_id)
    assert found.state is ItemState.DECIDED
    assert found.decision.blind_check
    assert not found.gold.of_role(SpanRole.SOURCE)
    bench.screen.presenter.select(item_id)
    bench.screen.controller.edit_gold()
    assert not bench.draft.value(SOURCE)  # nor later, when it is taken up again


def test_an_answer_that_nobody_has_needs_a_reason_once_it_is_compared(bench):
    judge(bench, Qt.Key.Key_1)
    bench.decide()
    assert bench.draft.shortfall().code == "rationale_missing"
    assert gold_cells(bench)["stance"].unlike


def test_an_optional_answer_left_empty_is_the_adjudicators(bench):
    item = bench.item
    theirs = {
        person: replace(one, values={**one.values, "conditional": True})
        for person, one in item.candidates.items()
    }
    draft = type(bench.draft)(
        replace(item, candidates=theirs), bench.draft.codebook, bench.draft.coders
    )
    draft.set("stance", "opposes")
    draft.set(SPEAKER, speaker_of(bench))
    draft.uncover()
    assert draft.chosen("conditional").value is None
    assert draft.chosen("conditional").taken_from is None


def test_what_coders_change_meanwhile_fills_in_nothing(bench):
    bench.press(Qt.Key.Key_4)
    draft = bench.draft
    moved = draft.moved_to(replace(bench.item, state=ItemState.OPEN), draft.coders)
    assert moved.covered
    assert moved.chosen(SPEAKER) is None
