"""Deciding, rejecting, discussing, adding: what becomes of gold, of the decision, and undone."""

import uuid
from collections.abc import Callable

import pytest

from annotator.domain.adjudication.decision_fields import fields_from_document
from annotator.domain.adjudication.item import REPORTED_BY, SPEAKER, STATE, Chosen, ItemState
from annotator.domain.adjudication.standing_decisions import item_id_of_added
from annotator.domain.annotation_sets import SetKind, SetState, set_id_of
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.changes import Changes, Intention
from annotator.domain.decisions import Decision, Outcome, SeenSet
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Incomplete, NotAllowed, Refused
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import SpanRole
from annotator.services import annotating, article_work, speakers
from annotator.services.adjudication import deciding as adjudicating
from annotator.services.undo import history, revert
from tests.services.coded import (
    NEVER,
    PLAN,
    TALK,
    article_item,
    both_coded,
    decide,
    hand_in,
    hand_in_again,
    item_of,
    judge,
    lines,
    mark,
    read,
    take,
    taken,
    third,
)
from tests.services.world import HARBOUR, World, raw, sound, span_of


@pytest.fixture(autouse=True)
def _nothing_drawn(nothing_drawn: None) -> None:
    """The draw follows from the round, which is another one in every run."""


def decision_in(changes: Changes) -> Decision:
    (change,) = changes.of(EntityKind.DECISION)
    assert isinstance(change.after, Decision)
    return change.after


def gold_in(changes: Changes) -> Attribution:
    (change,) = changes.of(EntityKind.ATTRIBUTION)
    assert isinstance(change.after, Attribution)
    return change.after


def coders_rows(world: World) -> list[tuple[object, ...]]:
    """Return all that the file holds of annotators' sets."""
    sets = "(SELECT id FROM annotation_set WHERE kind = 'annotator')"
    return [
        *raw(world.path, f"SELECT * FROM annotation_set WHERE id IN {sets} ORDER BY id"),
        *raw(world.path, f"SELECT * FROM attribution WHERE set_id IN {sets} ORDER BY id"),
        *raw(world.path, "SELECT * FROM submission ORDER BY id"),
    ]


def test_gold_is_what_was_taken_and_nothing_about_the_annotator(world: World) -> None:
    mine, theirs = both_coded(world)
    assert read(world).gold_set is None
    item = item_of(read(world), TALK)
    changes = take(world, item, world.jonas)
    gold, decision = gold_in(changes), decision_in(changes)
    assert gold.set_id == set_id_of(world.articles[0], world.round_id, None)
    assert gold.values == {"stance": "opposes", "type": "direct"}
    assert (gold.spans, gold.note, gold.flagged) == (theirs.spans, "", False)
    assert decision.outcome is Outcome.ACCEPTED
    assert decision.gold == (gold.id,)
    assert set(decision.candidates) == {mine.id, theirs.id}
    assert {one["id"] for one in decision.snapshots} == {str(mine.id), str(theirs.id)}
    fields = fields_from_document(decision.fields)
    assert fields["stance"] == Chosen("opposes", world.jonas.person_id)
    assert fields["content"].value == theirs.content
    now = read(world)
    assert decision.sets == now.seen
    assert [one.set_id for one in decision.sets] == sorted(one.set_id for one in decision.sets)
    assert item_of(now, TALK).state is ItemState.DECIDED
    assert now.gold == (gold,)
    assert now.gold_set is not None
    assert (now.gold_set.kind, now.gold_set.person_id) == (SetKind.GOLD, None)
    assert now.gold_set.state is SetState.IN_PROGRESS
    sound(world.project)


def test_fields_of_different_annotators(world: World) -> None:
    mine = mark(world, world.mira, TALK)
    theirs = mark(world, world.jonas, f"{TALK},” Ingrid Valmont said", stance="opposes")
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)
    found = read(world)
    item = item_of(found, TALK)
    assert {one.key for one in item.differences} >= {"boundary", "attribute:stance"}
    fields = {
        **taken(found, item, world.mira),
        "stance": taken(found, item, world.jonas)["stance"],
    }
    changes = decide(world, item.id, fields)
    assert gold_in(changes).content == mine.content
    assert gold_in(changes).values["stance"] == theirs.values["stance"]
    assert decision_in(changes).outcome is Outcome.ACCEPTED


def test_what_nobody_has_needs_a_rationale(world: World) -> None:
    both_coded(world)
    found = read(world)
    item = item_of(found, TALK)
    fields = {**taken(found, item, world.mira), "stance": Chosen("ambivalent")}
    for rationale in ("", "  \n"):
        with pytest.raises(Refused) as refused:
            decide(world, item.id, fields, rationale=rationale)
        assert (refused.value.code, refused.value.fields) == (
            "rationale_missing",
            {"fields": "stance"},
        )
    changes = decide(world, item.id, fields, rationale="Both directions.", reason="rule_d")
    decision = decision_in(changes)
    assert (decision.outcome, decision.reason) == (Outcome.EDITED, "rule_d")
    assert decision.rationale == "Both directions."


def test_taken_from_is_kept_only_where_it_is_true(world: World) -> None:
    both_coded(world)
    found = read(world)
    item = item_of(found, TALK)
    fields = {
        **taken(found, item, world.mira),
        "stance": Chosen("opposes", world.mira.person_id),
        "object": Chosen(None, uuid.uuid4()),
    }
    stored = fields_from_document(decision_in(decide(world, item.id, fields)).fields)
    assert stored["stance"] == Chosen("opposes")
    assert stored["object"] == Chosen(None)
    assert stored["content"].taken_from == world.mira.person_id


def test_boundaries_marked_anew(world: World) -> None:
    both_coded(world)
    found = read(world)
    item = item_of(found, TALK)
    span = span_of(HARBOUR, "talk to them")
    anew = QuotedSpan(SpanRole.CONTENT, span.start, span.end, "talk to them")
    fields = {**taken(found, item, world.mira), "content": Chosen((anew,))}
    changes = decide(world, item.id, fields, rationale="Only what is promised.")
    assert gold_in(changes).content == (anew,)
    wrong = QuotedSpan(SpanRole.CONTENT, span.start, span.end, "talk to you!")
    with pytest.raises(Refused, match="quote_mismatch"):
        decide(world, item.id, {**fields, "content": Chosen((wrong,))}, rationale="x")


@pytest.mark.parametrize(
    ("name", "value", "error", "code"),
    [
        ("stance", None, Incomplete, "incomplete"),
        ("content", (), Incomplete, "incomplete"),
        ("source", (), Incomplete, "incomplete"),
        ("stance", "harmful", Refused, "unknown_value"),
        ("conditional", "yes", Refused, "wrong_kind"),
        ("confidence", "high", Refused, "unknown_attribute"),
        ("relevance", "relevant", Refused, "unknown_attribute"),
        ("reported_by", uuid.UUID(int=7), Refused, "reported_by_unknown"),
    ],
)
def test_what_cannot_be_gold(
    world: World, name: str, value: object, error: type[Exception], code: str
) -> None:
    both_coded(world)
    found = read(world)
    item = item_of(found, TALK)
    fields = {**taken(found, item, world.mira), name: Chosen(value)}  # type: ignore[arg-type]
    with pytest.raises(error) as refused:
        decide(world, item.id, fields, rationale="All the same.")
    assert refused.value.code == code  # type: ignore[attr-defined]
    assert read(world).gold_set is None


def test_gold_is_done_when_all_is_settled(world: World) -> None:
    before = both_coded(world) and coders_rows(world)
    found = read(world)
    for item in found.items:
        take(world, item, world.mira)
    now = read(world)
    assert all(one.state is ItemState.DECIDED for one in now.items)
    assert now.gold_set is not None
    assert now.gold_set.state is SetState.DONE
    assert now.gold_set.values == {"relevance": "relevant"}
    assert coders_rows(world) == before
    sound(world.project)


def test_a_later_decision_supersedes_and_gold_stays_the_same_one(world: World) -> None:
    both_coded(world)
    item = item_of(read(world), TALK)
    first = take(world, item, world.mira)
    second = take(world, item, world.jonas)
    third_one = adjudicating.reject(
        world.project,
        judge(world),
        world.articles[0],
        world.round_id,
        item.id,
        reason="no_unit",
        rationale="Not about it.",
    )
    fourth = take(world, item, world.mira)
    gold = gold_in(first)
    assert gold_in(second).id == gold.id == gold_in(fourth).id
    assert gold_in(third_one).deleted
    now = item_of(read(world), TALK)
    assert now.decision == decision_in(fourth)
    assert [one.id for one in now.earlier] == [
        decision_in(one).id for one in (third_one, second, first)
    ]
    assert [one.supersedes for one in (now.decision, *now.earlier) if one] == [
        *(one.id for one in now.earlier),
        None,
    ]
    assert now.gold is not None
    assert now.gold.values["stance"] == "supports"
    sound(world.project)


def test_rejected_has_no_gold(world: World) -> None:
    both_coded(world)
    item = item_of(read(world), TALK)
    place = (world.project, judge(world), world.articles[0], world.round_id)
    with pytest.raises(Refused, match="rationale_missing"):  # both marked it
        adjudicating.reject(*place, item.id)
    decision = decision_in(adjudicating.reject(*place, item.id, rationale="Not about it."))
    assert (decision.outcome, decision.gold) == (Outcome.REJECTED, ())
    assert len(decision.candidates) == 2
    assert item_of(read(world), TALK).state is ItemState.DECIDED
    assert read(world).gold == ()
    own = article_item(read(world))
    with pytest.raises(Refused, match="article_not_rejectable"):
        adjudicating.reject(world.project, judge(world), world.articles[0], world.round_id, own.id)


def test_discussed_is_parked_and_its_gold_goes(world: World) -> None:
    both_coded(world)
    item = item_of(read(world), TALK)
    take(world, item, world.mira)
    place = (world.project, judge(world), world.articles[0], world.round_id)
    with pytest.raises(Refused, match="note_missing"):
        adjudicating.discuss(*place, item.id, " ")
    changes = adjudicating.discuss(*place, item.id, "Is this a promise?")
    assert decision_in(changes).rationale == "Is this a promise?"
    now = read(world)
    assert item_of(now, TALK).state is ItemState.DISCUSS
    assert now.gold == ()
    assert [one.state for one in lines(world) if one.quote == TALK] == [ItemState.DISCUSS]
    take(world, item, world.mira)
    assert len(read(world).gold) == 1
    sound(world.project)


def test_what_nobody_marked_can_be_added_and_changed(world: World) -> None:
    both_coded(world)
    span, source = span_of(HARBOUR, PLAN), span_of(HARBOUR, "Tomas Ekdahl")
    fields = {
        "content": Chosen((QuotedSpan(SpanRole.CONTENT, span.start, span.end, PLAN),)),
        "source": Chosen((QuotedSpan(SpanRole.SOURCE, source.start, source.end, "Tomas Ekdahl"),)),
        "stance": Chosen("opposes"),
    }
    place = (world.project, judge(world), world.articles[0], world.round_id)
    with pytest.raises(Refused, match="rationale_missing"):
        adjudicating.add_gold(*place, fields, rationale=" ")
    changes = adjudicating.add_gold(*place, fields, rationale="Overlooked by both.")
    decision = decision_in(changes)
    assert (decision.outcome, decision.candidates) == (Outcome.EDITED, ())
    assert gold_in(changes).values == {"stance": "opposes", "type": "indirect"}
    item = item_of(read(world), PLAN)
    assert (item.id, item.state) == (item_id_of_added(decision.id), ItemState.DECIDED)
    assert (item.candidates, item.gold) == ({}, gold_in(changes))
    again = decide(
        world, item.id, {**fields, "stance": Chosen("unclear")}, rationale="On second thoughts."
    )
    assert gold_in(again).id == gold_in(changes).id
    assert item_of(read(world), PLAN).id == item.id
    adjudicating.reject(*place, item.id, rationale="Not about it.")
    assert [one.id for one in read(world).items if not one.candidates][1:] == [item.id]
    sound(world.project)


def test_the_articles_own_values(world: World) -> None:
    mark(world, world.mira)
    hand_in(world, world.mira)
    mark(world, world.jonas)
    hand_in(world, world.jonas, relevance="not_relevant")
    found = read(world)
    item = article_item(found)
    assert item.main is not None
    assert item.main.key == "attribute:relevance"
    for fields, code in (
        ({STATE: Chosen("cannot_code:no_reason")}, "unknown_reason"),
        ({STATE: Chosen("begun"), "relevance": Chosen("relevant")}, "unknown_value"),
        ({"relevance": Chosen("relevant")}, "incomplete"),
    ):
        with pytest.raises((Incomplete, Refused)) as refused:
            decide(world, item.id, fields, rationale="So be it.")
        assert refused.value.code == code
    take(world, item, world.jonas)
    now = read(world)
    assert now.gold_set is not None
    assert now.gold_set.values == {"relevance": "not_relevant"}
    for one in now.items:
        take(world, one, world.mira)
    last = article_item(read(world))
    decide(world, last.id, {STATE: Chosen("cannot_code:duplicate")}, rationale="The same text.")
    closed = read(world).gold_set
    assert closed is not None
    assert (closed.state, closed.reason, closed.values) == (SetState.CANNOT_CODE, "duplicate", {})
    sound(world.project)


def test_some_coded_and_one_could_not(world: World) -> None:
    mark(world, world.mira)
    hand_in(world, world.mira)
    article_work.mark_cannot_code(
        world.project, world.jonas, world.articles[0], world.round_id, "text_cut_off"
    )
    found = read(world)
    assert article_item(found).main is not None
    assert item_of(found, TALK).state is ItemState.OPEN
    take(world, article_item(found), world.mira)
    take(world, item_of(found, TALK), world.mira)
    assert read(world).gold_set is not None
    assert read(world).gold_set.state is SetState.DONE  # type: ignore[union-attr]


class TestReportedBy:
    @pytest.fixture
    def carried(self, world: World) -> World:
        """Both say that `NEVER` is reported by `TALK`."""
        for actor in (world.mira, world.jonas):
            carrier = mark(world, actor)
            inner = mark(world, actor, NEVER, "Tomas Ekdahl", stance="opposes")
            annotating.set_reported_by(world.project, actor, inner.id, carrier.id)
            hand_in(world, actor)
        return world

    def test_link_waits_for_its_carrier_and_goes_with_it(self, carried: World) -> None:
        world = carried
        take(world, item_of(read(world), NEVER), world.mira)
        inner = item_of(read(world), NEVER).gold
        assert inner is not None
        assert inner.reported_by is None
        take(world, item_of(read(world), TALK), world.jonas)
        now = read(world)
        carrier = item_of(now, TALK).gold
        assert carrier is not None
        assert item_of(now, NEVER).gold == inner.but(
            reported_by=carrier.id, revision=2, updated_at=now.gold[1].updated_at
        )
        sound(world.project)
        changes = adjudicating.reject(
            world.project,
            judge(world),
            world.articles[0],
            world.round_id,
            item_of(now, TALK).id,
            rationale="Not about it.",
        )
        assert item_of(read(world), NEVER).gold.reported_by is None  # type: ignore[union-attr]
        sound(world.project)
        revert(world.project, judge(world), changes.step.id)
        assert item_of(read(world), NEVER).gold.reported_by == carrier.id  # type: ignore[union-attr]
        sound(world.project)

    def test_a_circle_is_refused(self, carried: World) -> None:
        world = carried
        for quote in (TALK, NEVER):
            take(world, item_of(read(world), quote), world.mira)
        found = read(world)
        item = item_of(found, TALK)
        inner = item_of(found, NEVER).candidates[world.mira.person_id]
        fields = {**taken(found, item, world.mira), REPORTED_BY: Chosen(inner.id)}
        with pytest.raises(Refused, match="reported_by_cycle"):
            decide(world, item.id, fields, rationale="Round and round.")


class TestUndo:
    def test_each_step_and_back(self, world: World) -> None:
        both_coded(world)
        by = judge(world)
        place = (world.project, by, world.articles[0], world.round_id)
        item = item_of(read(world), TALK)
        steps = [
            take(world, item, world.mira),
            take(world, item, world.jonas),
            adjudicating.discuss(*place, item.id, "?"),
            adjudicating.reject(*place, item.id, rationale="Not about it."),
            take(world, item, world.mira),
            take(world, article_item(read(world)), world.mira),
            take(world, item_of(read(world), NEVER), world.mira),
        ]
        assert read(world).gold_set.state is SetState.DONE  # type: ignore[union-attr]

        def shown() -> tuple[object, ...]:
            now = read(world)
            state = now.gold_set.state if now.gold_set else None
            found = [
                (one.state, one.decision and one.decision.outcome, one.gold and one.gold.values)
                for one in now.items
            ]
            listed = {one.id: one.state for one in lines(world)}
            assert listed == {one.id: one.state for one in now.items}
            return (state, *found)

        after = [shown()]
        for _ in steps:
            step = history(world.project, by).undo[-1]
            revert(world.project, by, step.id)
            sound(world.project)
            after.append(shown())
        assert after[-1] == (None, *((one.state, None, None) for one in read(world).items))
        for expected in reversed(after[:-1]):
            step = history(world.project, by).redo[-1]
            revert(world.project, by, step.id)
            sound(world.project)
            assert shown() == expected

    def test_of_another_adjudicators_item_reopens_the_gold(self, world: World) -> None:
        both_coded(world)
        one, other = judge(world), judge(world, "Runa Keld")
        first, second, last = read(world).items
        take(world, first, world.mira, by=other)
        mine = take(world, second, world.mira, by=one)
        take(world, last, world.mira, by=other)
        assert read(world).gold_set.state is SetState.DONE  # type: ignore[union-attr]
        undone = revert(world.project, one, mine.step.id)
        assert read(world).gold_set.state is SetState.IN_PROGRESS  # type: ignore[union-attr]
        sound(world.project)
        revert(world.project, one, undone.step.id)
        assert read(world).gold_set.state is SetState.DONE  # type: ignore[union-attr]
        sound(world.project)

    def test_handed_in_work_does_not_hold_gold(self, world: World) -> None:
        """Gold that is done is changed and changed back; what annotators handed in is closed."""
        both_coded(world)
        for item in read(world).items:
            take(world, item, world.mira)
        again = take(world, item_of(read(world), TALK), world.jonas)
        revert(world.project, judge(world), again.step.id)
        assert item_of(read(world), TALK).gold.values["stance"] == "supports"  # type: ignore[union-attr]


class TestOwnCoding:
    def test_needs_an_override_that_is_recorded(self, world: World) -> None:
        both_coded(world)
        mira = Actor(world.mira.person_id, Role.ADJUDICATOR)
        item = item_of(read(world), TALK)
        place = (world.project, mira, world.articles[0], world.round_id)
        assert read(world, mira).own
        assert not read(world).own
        fields = taken(read(world), item, world.jonas)
        calls: tuple[Callable[[], object], ...] = (
            lambda: adjudicating.decide(*place, item.id, fields),
            lambda: adjudicating.reject(*place, item.id, rationale="Not about it."),
            lambda: adjudicating.discuss(*place, item.id, "?"),
            lambda: adjudicating.add_gold(*place, fields, rationale="x"),
        )
        for call in calls:
            with pytest.raises(NotAllowed, match="own_coding"):
                call()
        assert decision_in(adjudicating.decide(*place, item.id, fields, own=True)).own_coding
        others = take(world, item_of(read(world), NEVER), world.mira, own=True)
        assert not decision_in(others).own_coding


class TestMoved:
    def test_what_was_seen_must_be_the_latest(self, world: World) -> None:
        mine, _ = both_coded(world)
        found = read(world)
        item = item_of(found, TALK)
        hand_in_again(world, world.mira, mine, "stance", "ambivalent")
        fields = taken(found, item, world.jonas)
        place = (world.project, judge(world), world.articles[0], world.round_id, item.id)
        with pytest.raises(Refused, match="item_moved"):
            adjudicating.decide(*place, fields, seen=found.seen)
        with pytest.raises(Refused, match="item_moved"):
            adjudicating.reject(*place, seen=found.seen)
        with pytest.raises(Refused, match="item_moved"):
            adjudicating.discuss(*place, "?", seen=found.seen)
        adjudicating.decide(*place, fields, seen=read(world).seen)

    def test_an_item_that_is_gone(self, world: World) -> None:
        both_coded(world)
        with pytest.raises(Refused, match="item_moved"):
            decide(world, uuid.uuid4(), {})

    def test_repeating_a_call_adds_nothing(self, world: World) -> None:
        both_coded(world)
        item, new = item_of(read(world), TALK), uuid.uuid4()
        first = take(world, item, world.mira, new=new)
        assert decision_in(first).id == new
        assert take(world, item, world.mira, new=new).entities == ()
        assert len(item_of(read(world), TALK).earlier) == 0


def test_three_annotators(world: World) -> None:
    both_coded(world)
    tarek = third(world)
    mark(world, tarek, stance="ambivalent")
    hand_in(world, tarek)
    found = read(world)
    assert [one.letter for one in found.coders] == ["A", "B", "C"]
    never = item_of(found, NEVER)
    assert [one.key for one in never.differences] == ["missing"]
    assert never.differences[0].annotators == (tarek.person_id,)
    take(world, item_of(found, TALK), tarek)
    gold = item_of(read(world), TALK).gold
    assert gold is not None
    assert gold.values["stance"] == "ambivalent"
    decision = item_of(read(world), TALK).decision
    assert decision is not None
    assert len(decision.candidates) == len(decision.sets) == 3
    assert all(isinstance(one, SeenSet) for one in decision.sets)


def test_only_what_was_handed_in_counts(world: World) -> None:
    mine, _ = both_coded(world)
    article_work.reopen(world.project, world.mira, world.articles[0], world.round_id)
    annotating.set_value(world.project, world.mira, mine.id, "stance", "opposes")
    mark(world, world.mira, PLAN, "Tomas Ekdahl")
    found = read(world)
    assert [one.reopened for one in found.coders if one.person_id == world.mira.person_id] == [True]
    item = item_of(found, TALK)
    assert item.candidates[world.mira.person_id].values["stance"] == "supports"
    assert len(found.items) == 3


def test_speaker_that_was_merged_is_the_one_that_is_meant(world: World) -> None:
    made = [
        speakers.create_speaker(world.project, world.manager, name, SpeakerKind.NAMED_PERSON)
        .of(EntityKind.SPEAKER)[0]
        .after
        for name in ("Ingrid Valmont", "I. Valmont")
    ]
    kept, merged = made
    assert isinstance(kept, Speaker)
    assert isinstance(merged, Speaker)
    for actor, speaker, stance in (
        (world.mira, kept, "supports"),
        (world.jonas, merged, "opposes"),
    ):
        found = mark(world, actor, stance=stance)
        annotating.set_speaker(world.project, actor, found.id, speaker.id)
        hand_in(world, actor)
    assert "speaker" in [one.key for one in item_of(read(world), TALK).differences]
    assert "speaker" in [key for one in lines(world) for key in one.kinds]
    with world.project.store.write(Intention.MERGE_SPEAKERS, world.manager.person_id) as written:
        written.unit.put(merged.but(merged_into=kept.id))
    assert "speaker" not in [key for one in lines(world) for key in one.kinds]
    take(world, item_of(read(world), TALK), world.jonas)
    gold = item_of(read(world), TALK).gold
    assert gold is not None
    assert gold.speaker_id == kept.id
    assert fields_from_document(item_of(read(world), TALK).decision.fields)[SPEAKER].value  # type: ignore[union-attr]
