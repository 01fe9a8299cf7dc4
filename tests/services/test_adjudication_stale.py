"""What annotators change after a decision: the decision shows as stale, with what changed."""

import pytest

from annotator.domain.adjudication.item import ItemState
from annotator.domain.entities import EntityKind
from annotator.services import annotating, article_work
from annotator.services.adjudication import deciding as adjudicating
from tests.services.coded import (
    NEVER,
    PLAN,
    TALK,
    article_item,
    both_coded,
    hand_in,
    hand_in_again,
    item_of,
    judge,
    lines,
    mark,
    read,
    take,
    third,
)
from tests.services.world import HARBOUR, World, sound, span_of


@pytest.fixture(autouse=True)
def _nothing_drawn(nothing_drawn: None) -> None:
    """The draw follows from the round, which is another one in every run."""


def letter(world: World, actor_id: object) -> str:
    return next(one.letter for one in read(world).coders if one.person_id == actor_id)


def changes_of(world: World, quote: str = TALK) -> list[tuple[str, tuple[str, ...]]]:
    item = item_of(read(world), quote)
    listed = {one.id: one.state for one in lines(world)}
    assert listed[item.id] is item.state
    assert (item.state is ItemState.STALE) == bool(item.stale)
    return [(one.letter, one.fields) for one in item.stale]


def settle_all(world: World) -> None:
    for item in read(world).items:
        take(world, item, world.mira)


def test_a_value_that_changed(world: World) -> None:
    mine, _ = both_coded(world)
    settle_all(world)
    assert changes_of(world) == []
    hand_in_again(world, world.mira, mine, "stance", "ambivalent")
    assert changes_of(world) == [(letter(world, world.mira.person_id), ("stance",))]
    assert changes_of(world, NEVER) == []
    hand_in_again(world, world.mira, mine, "stance", "supports")
    assert changes_of(world) == []


def test_what_is_about_the_annotator_does_not_count(world: World) -> None:
    mine, _ = both_coded(world)
    settle_all(world)
    place = (world.project, world.mira, world.articles[0], world.round_id)
    article_work.reopen(*place)
    annotating.set_note(world.project, world.mira, mine.id, "Hm.")
    annotating.set_flag(world.project, world.mira, mine.id, True)
    annotating.set_value(world.project, world.mira, mine.id, "confidence", "low")
    assert changes_of(world) == []
    article_work.mark_done(*place)
    assert changes_of(world) == []


def test_boundaries_that_changed(world: World) -> None:
    mine, _ = both_coded(world)
    settle_all(world)
    place = (world.project, world.mira, world.articles[0], world.round_id)
    article_work.reopen(*place)
    annotating.change_span(
        world.project,
        world.mira,
        mine.id,
        mine.content[0].role,
        mine.content[0].span,
        span_of(HARBOUR, "We will talk"),
    )
    article_work.mark_done(*place)
    assert changes_of(world) == [(letter(world, world.mira.person_id), ("content",))]


def test_one_that_went(world: World) -> None:
    mine, _ = both_coded(world)
    settle_all(world)
    place = (world.project, world.mira, world.articles[0], world.round_id)
    article_work.reopen(*place)
    annotating.delete_attribution(world.project, world.mira, mine.id)
    article_work.mark_done(*place)
    assert changes_of(world) == [(letter(world, world.mira.person_id), ("removed",))]
    take(world, item_of(read(world), TALK), world.jonas)
    assert changes_of(world) == []
    sound(world.project)


def test_all_went_and_the_decision_stands_alone(world: World) -> None:
    pair = both_coded(world)
    settle_all(world)
    for actor, one in zip((world.mira, world.jonas), pair, strict=True):
        place = (world.project, actor, world.articles[0], world.round_id)
        article_work.reopen(*place)
        annotating.delete_attribution(world.project, actor, one.id)
        article_work.mark_done(*place)
    item = item_of(read(world), TALK)
    assert (item.candidates, item.state) == ({}, ItemState.STALE)
    assert sorted(changes_of(world)) == [("A", ("removed",)), ("B", ("removed",))]
    adjudicating.reject(world.project, judge(world), world.articles[0], world.round_id, item.id)
    now = next(one for one in read(world).items if one.id == item.id)
    assert (now.state, now.gold) == (ItemState.DECIDED, None)
    assert now.decision is not None
    assert now.decision.candidates == ()
    sound(world.project)


def test_one_that_came(world: World) -> None:
    both_coded(world)
    settle_all(world)
    tarek = third(world)
    mark(world, tarek)
    hand_in(world, tarek)
    assert changes_of(world) == [(letter(world, tarek.person_id), ("added",))]
    assert changes_of(world, NEVER) == []
    # The same values of the article make nothing stale.
    assert article_item(read(world)).state is ItemState.DECIDED
    mark_again = (world.project, tarek, world.articles[0], world.round_id)
    article_work.reopen(*mark_again)
    mark(world, tarek, PLAN, "Tomas Ekdahl", stance="opposes")
    article_work.mark_done(*mark_again)
    assert item_of(read(world), PLAN).state is ItemState.OPEN


def test_the_articles_values(world: World) -> None:
    both_coded(world)
    settle_all(world)
    place = (world.project, world.jonas, world.articles[0], world.round_id)
    article_work.reopen(*place)
    hand_in(world, world.jonas, relevance="not_relevant")
    item = article_item(read(world))
    assert item.state is ItemState.STALE
    assert [(one.letter, one.fields) for one in item.stale] == [
        (letter(world, world.jonas.person_id), ("relevance",))
    ]
    article_work.reopen(*place)
    article_work.mark_cannot_code(*place, "duplicate")
    item = article_item(read(world))
    assert set(item.stale[0].fields) == {"state", "relevance"}
    take(world, item, world.mira)
    assert article_item(read(world)).state is ItemState.DECIDED
    tarek = third(world)
    hand_in(world, tarek, relevance="not_relevant")
    assert [one.fields for one in article_item(read(world)).stale] == [("added",)]


def test_two_groups_that_became_one_have_one_decision(world: World) -> None:
    mine = mark(world, world.mira, TALK)
    theirs = mark(world, world.jonas, NEVER, "Tomas Ekdahl", stance="opposes")
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)
    take(world, item_of(read(world), TALK), world.mira)
    take(world, item_of(read(world), NEVER), world.jonas)
    place = (world.project, world.jonas, world.articles[0], world.round_id)
    article_work.reopen(*place)
    annotating.change_span(
        world.project,
        world.jonas,
        theirs.id,
        theirs.content[0].role,
        theirs.content[0].span,
        mine.content[0].span,
    )
    article_work.mark_done(*place)
    states = [one.state for one in read(world).items if one.decision]
    assert states == [ItemState.STALE, ItemState.STALE]
    for item in read(world).items:
        if item.candidates:
            take(world, item, world.mira)
    for item in read(world).items:
        if not item.candidates and item.gold:
            adjudicating.reject(
                world.project, judge(world), world.articles[0], world.round_id, item.id
            )
    assert {one.state for one in read(world).items} == {ItemState.DECIDED, ItemState.EXACT}
    assert len(read(world).gold) == 1
    sound(world.project)


def test_parked_stays_parked(world: World) -> None:
    mine, _ = both_coded(world)
    item = item_of(read(world), TALK)
    changes = adjudicating.discuss(
        world.project, judge(world), world.articles[0], world.round_id, item.id, "?"
    )
    assert len(changes.of(EntityKind.DECISION)) == 1
    hand_in_again(world, world.mira, mine, "stance", "ambivalent")
    now = item_of(read(world), TALK)
    assert now.state is ItemState.DISCUSS
    assert [one.fields for one in now.stale] == [("stance",)]
