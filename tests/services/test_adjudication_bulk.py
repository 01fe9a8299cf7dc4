"""Accepting what is equal by rule, and promoting a single annotator's work."""

import pytest

from annotator.domain.adjudication.item import CONTENT, ItemState, left_for_check
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Intention
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.errors import Cancelled, NotAllowed, Refused, StorageFailed
from annotator.domain.people import Actor, Role
from annotator.services import annotating, article_work
from annotator.services.adjudication.bulk import accept_exact, promote
from annotator.services.undo import history, revert
from annotator.storage import bulk
from tests.services.coded import (
    NEVER,
    TALK,
    article_item,
    both_coded,
    counts,
    hand_in,
    hand_in_again,
    item_of,
    judge,
    lines,
    mark,
    read,
    take,
)
from tests.services.world import HARBOUR, World, contents, sound, span_of


def test_counts_foretell_what_accepting_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    both_coded(world)
    drawn = item_of(read(world), NEVER).id
    for module in ("domain.adjudication.item_making", "services.adjudication.bulk"):
        monkeypatch.setattr(f"annotator.{module}.left_for_check", lambda _a, _r, one: one == drawn)
    monkeypatch.setattr(
        "annotator.services.adjudication.queue.left_for_check", lambda _a, _r, one: one == drawn
    )
    before = counts(world)
    assert (before.exact, before.drawn) == (2, 1)
    report = accept_exact(world.project, judge(world), world.round_id)
    assert (before.acceptable, before.left_for_check) == (report.accepted, report.left_for_check)
    assert (report.accepted, report.left_for_check) == (1, 1)
    after = counts(world)
    assert (after.exact, after.drawn, after.check) == (0, 0, 1)
    assert (after.acceptable, after.left_for_check) == (0, 1)


@pytest.mark.usefixtures("nothing_drawn")
def test_what_one_coded_oneself_is_not_counted_as_acceptable(world: World) -> None:
    both_coded(world)
    own = Actor(judge(world).person_id, Role.ANNOTATOR)
    mark(world, own, NEVER, stance="opposes")
    hand_in(world, own)
    before = counts(world)
    report = accept_exact(world.project, judge(world), world.round_id)
    assert (before.acceptable, report.accepted) == (0, 0)


def accept(world: World, **more: object) -> object:
    return accept_exact(world.project, judge(world), world.round_id, **more)  # type: ignore[arg-type]


@pytest.mark.usefixtures("nothing_drawn")
class TestAcceptExact:
    def test_equal_by_rule_becomes_gold(self, world: World) -> None:
        both_coded(world)
        report = accept_exact(world.project, judge(world), world.round_id)
        assert (report.accepted, report.left_for_check, report.own_left) == (2, 0, 0)
        found = read(world)
        assert item_of(found, TALK).state is ItemState.OPEN
        never = item_of(found, NEVER)
        assert never.decision is not None
        assert (never.state, never.decision.outcome) == (ItemState.DECIDED, Outcome.UNANIMOUS)
        assert never.gold is not None
        assert never.gold.values == {"stance": "opposes", "type": "direct"}
        assert article_item(found).state is ItemState.DECIDED
        assert found.gold_set is not None
        assert (found.gold_set.state, found.gold_set.values) == (
            SetState.IN_PROGRESS,
            {"relevance": "relevant"},
        )
        take(world, item_of(found, TALK), world.mira)
        assert read(world).gold_set.state is SetState.DONE  # type: ignore[union-attr]
        sound(world.project)
        again = accept_exact(world.project, judge(world), world.round_id)
        assert (again.accepted, again.changes) == (0, None)

    def test_outer_marks_make_no_difference(self, world: World) -> None:
        mark(world, world.mira, TALK)
        mark(world, world.jonas, f"“{TALK},”")
        for actor in (world.mira, world.jonas):
            hand_in(world, actor)
        assert accept_exact(world.project, judge(world), world.round_id).accepted == 2
        found = read(world)
        gold = item_of(found, TALK).gold or item_of(found, f"“{TALK}").gold
        first = found.coders[0].person_id
        assert gold is not None
        assert gold.content == next(
            one.candidates[first].content for one in found.items if one.candidates
        )

    def test_one_step_is_undone_and_redone(self, world: World) -> None:
        both_coded(world)
        for actor in (world.mira, world.jonas):
            hand_in(world, actor, 1)
        judge(world)
        before, listed = contents(world.path), lines(world)
        report = accept_exact(world.project, judge(world), world.round_id)
        assert report.accepted == 3
        after, listed_after = contents(world.path), lines(world)
        step = history(world.project, judge(world)).undo[-1]
        assert step.intention is Intention.ACCEPT_EXACT
        undone = revert(world.project, judge(world), step.id)
        assert (contents(world.path), lines(world)) == (before, listed)
        revert(world.project, judge(world), undone.step.id)
        assert (contents(world.path), lines(world)) == (after, listed_after)
        revert(world.project, judge(world), history(world.project, judge(world)).undo[-1].id)
        assert accept_exact(world.project, judge(world), world.round_id).accepted == 3
        sound(world.project)

    def test_gold_that_was_there_goes_on(self, world: World) -> None:
        both_coded(world)
        take(world, item_of(read(world), TALK), world.mira)
        accept(world)
        assert read(world).gold_set.state is SetState.DONE  # type: ignore[union-attr]
        assert len(read(world).gold) == 2
        sound(world.project)

    def test_carriers_that_were_waited_for(self, world: World) -> None:
        for actor, stance in ((world.mira, "supports"), (world.jonas, "opposes")):
            carrier = mark(world, actor, NEVER, "Tomas Ekdahl", stance="opposes")
            inner = mark(world, actor, stance=stance)
            annotating.set_reported_by(world.project, actor, inner.id, carrier.id)
            hand_in(world, actor)
        take(world, item_of(read(world), TALK), world.mira)
        accept(world)
        found = read(world)
        carrier_gold = item_of(found, NEVER).gold
        assert carrier_gold is not None
        assert item_of(found, TALK).gold.reported_by == carrier_gold.id  # type: ignore[union-attr]
        sound(world.project)

    def test_one_article_only(self, world: World) -> None:
        both_coded(world)
        for actor in (world.mira, world.jonas):
            hand_in(world, actor, 1)
        accept(world, article_id=world.articles[1])
        assert {one.article_id for one in lines(world) if one.state is ItemState.DECIDED} == {
            world.articles[1]
        }

    def test_own_coding_is_left_but_for_an_override(self, world: World) -> None:
        both_coded(world)
        mira = Actor(world.mira.person_id, Role.ADJUDICATOR)
        report = accept_exact(world.project, mira, world.round_id)
        assert (report.accepted, report.own_left, report.changes) == (0, 2, None)
        report = accept_exact(world.project, mira, world.round_id, own=True)
        assert (report.accepted, report.own_left) == (2, 0)
        decision = item_of(read(world), NEVER).decision
        assert decision is not None
        assert decision.own_coding

    def test_stopping_leaves_nothing(self, world: World) -> None:
        both_coded(world)
        judge(world)
        before = contents(world.path)
        with pytest.raises(Cancelled):
            accept(world, cancelled=lambda: True)
        assert contents(world.path) == before
        sound(world.project)

    def test_what_changes_meanwhile_is_not_passed_over(self, world: World) -> None:
        """Somebody hands in between the portions and the end: nothing is accepted."""
        mine, _ = both_coded(world)
        before = []

        def meanwhile(_done: int, _total: int | None, _what: str) -> None:
            hand_in_again(world, world.mira, mine, "stance", "ambivalent")
            before.append(contents(world.path))

        with pytest.raises(StorageFailed, match="project_busy"):
            accept(world, progress=meanwhile)
        assert [contents(world.path)] == before
        accept(world)
        sound(world.project)

    def test_another_bulk_step_runs(self, world: World) -> None:
        both_coded(world)
        lines(world)
        step = bulk.begin_bulk(world.project.store, Intention.MERGE, world.manager.person_id, {})
        with pytest.raises(StorageFailed, match="project_busy"):
            accept(world)
        step.abandon()

    def test_nobodys_word_alone_is_unanimous(self, world: World) -> None:
        mark(world, world.mira)
        hand_in(world, world.mira)
        assert accept_exact(world.project, judge(world), world.round_id).accepted == 0


class TestBlindCheck:
    def test_a_tenth_is_left_and_then_shown(self, world: World) -> None:
        """Words of the article one by one, so that some are drawn and some are not."""
        spans = [span_of(HARBOUR, word) for word in HARBOUR.split()[4:] if len(word) > 3]
        for actor in (world.mira, world.jonas):
            for span in dict.fromkeys(spans):
                annotating.create_attribution(
                    world.project,
                    actor,
                    world.articles[0],
                    world.round_id,
                    [span],
                    {"stance": "supports", "confidence": "high"},
                    [span_of(HARBOUR, "Ingrid Valmont")],
                )
            hand_in(world, actor)
        found = read(world)
        drawn = {
            one.id
            for one in found.items
            if left_for_check(world.articles[0], world.round_id, one.id)
        }
        assert {one.state for one in found.items} == {ItemState.EXACT}
        report = accept_exact(world.project, judge(world), world.round_id)
        assert report.accepted + report.left_for_check == len(found.items)
        assert report.left_for_check == len(drawn)
        states = {one.id: one.state for one in lines(world)}
        assert {id_ for id_, state in states.items() if state is ItemState.CHECK} == drawn
        assert counts(world).check == len(drawn)
        revert(world.project, judge(world), report.changes.step.id)  # type: ignore[union-attr]
        assert {one.state for one in lines(world)} == {ItemState.EXACT}

    def test_what_will_be_checked_blind_is_not_listed_with_its_values_before(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both_coded(world)
        assert [one for one in lines(world) if one.state is ItemState.EXACT]
        module = "annotator.services.adjudication.queue"
        monkeypatch.setattr(f"{module}.left_for_check", lambda *_: True)
        assert not [one for one in lines(world) if one.state is ItemState.EXACT]

    def test_an_article_whose_equal_items_are_all_drawn(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (
            "annotator.domain.adjudication.item_making",
            "annotator.services.adjudication.bulk",
        ):
            monkeypatch.setattr(f"{module}.left_for_check", lambda *_: True)
        both_coded(world)
        report = accept_exact(world.project, judge(world), world.round_id)
        assert (report.accepted, report.left_for_check, report.changes) == (0, 2, None)
        states = [one.state for one in lines(world)]
        assert sorted(states) == ["check", "check", "open"]
        item = item_of(read(world), NEVER)
        changes = take(world, item, world.mira, blind_check=True)
        assert changes.entities
        decision = item_of(read(world), NEVER).decision
        assert decision is not None
        assert (decision.blind_check, decision.outcome) == (True, Outcome.ACCEPTED)


class TestPromote:
    def test_a_single_annotators_work(self, world: World) -> None:
        mine = mark(world, world.mira)
        inner = mark(world, world.mira, NEVER, "Tomas Ekdahl", stance="opposes")
        annotating.set_reported_by(world.project, world.mira, inner.id, mine.id)
        place = (world.project, judge(world), world.articles[0], world.round_id)
        with pytest.raises(Refused, match="not_single"):
            promote(*place)
        hand_in(world, world.mira)
        assert counts(world).single == 1
        assert lines(world) == ()
        changes = promote(*place)
        found = read(world)
        assert {one.decision.outcome for one in found.items if one.decision} == {Outcome.PROMOTED}
        assert [one.subject for one in found.items].count(Subject.ARTICLE) == 1
        assert [one.content for one in found.gold] == [mine.content, inner.content]
        assert found.gold[1].reported_by == found.gold[0].id
        assert "confidence" not in found.gold[0].values
        assert found.gold_set is not None
        assert (found.gold_set.state, found.gold_set.values) == (
            SetState.DONE,
            {"relevance": "relevant"},
        )
        assert (counts(world).single, counts(world).decided) == (0, 3)
        sound(world.project)
        with pytest.raises(Refused, match="gold_exists"):
            promote(*place)
        revert(world.project, judge(world), changes.step.id)
        assert (counts(world).single, lines(world)) == (1, ())
        promote(*place)
        sound(world.project)

    def test_of_two_or_ones_own_is_refused(self, world: World) -> None:
        mark(world, world.mira)
        hand_in(world, world.mira)
        mira = Actor(world.mira.person_id, Role.ADJUDICATOR)
        place = (world.articles[0], world.round_id)
        with pytest.raises(NotAllowed, match="own_coding"):
            promote(world.project, mira, *place)
        hand_in(world, world.jonas)
        with pytest.raises(Refused, match="not_single"):
            promote(world.project, judge(world), *place)

    def test_later_work_makes_it_stale(self, world: World) -> None:
        mine = mark(world, world.mira)
        hand_in(world, world.mira)
        promote(world.project, judge(world), world.articles[0], world.round_id)
        hand_in_again(world, world.mira, mine, "stance", "ambivalent")
        assert item_of(read(world), TALK).state is ItemState.STALE
        article_work.reopen(world.project, world.mira, world.articles[0], world.round_id)
        mark(world, world.mira, NEVER, "Tomas Ekdahl")
        article_work.mark_done(world.project, world.mira, world.articles[0], world.round_id)
        assert item_of(read(world), NEVER).state is ItemState.OPEN
        assert accept_exact(world.project, judge(world), world.round_id).accepted == 0


@pytest.mark.usefixtures("nothing_drawn")
def test_equal_but_for_what_makes_no_difference(world: World) -> None:
    """One marked a cue and the other did not: gold has it."""
    made: list[Attribution] = []
    for actor, cue in ((world.mira, [span_of(HARBOUR, "said")]), (world.jonas, [])):
        made.append(
            world.annotate(
                TALK,
                actor,
                source=[span_of(HARBOUR, "Ingrid Valmont")],
                cue=cue,
                values={"stance": "supports", "confidence": "low"},
            )
        )
        hand_in(world, actor)
    assert accept_exact(world.project, judge(world), world.round_id).accepted == 2
    item = item_of(read(world), TALK)
    assert item.gold is not None
    assert item.gold.spans == made[0].spans
    assert item.decision is not None
    assert set(item.decision.fields) >= {CONTENT, "cue"}
