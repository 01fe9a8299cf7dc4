"""Rounds: several passes over the articles, each with a purpose."""

import uuid

import pytest

from annotator.domain.entities import EntityKind
from annotator.domain.errors import MovedOn, NotAllowed, NotFound, Refused
from annotator.domain.people import RoundPurpose
from annotator.services.article_work import mark_done
from annotator.services.coding import read_coding
from annotator.services.managing.assigning import assign
from annotator.services.managing.rounds import (
    add_round,
    codebook_refs,
    current_round,
    rename_round,
    round_to_work_in,
    rounds,
)
from annotator.services.undo import history, revert
from tests.services.world import World, created, sound


def add(world: World, name: str, purpose: RoundPurpose) -> uuid.UUID:
    (ref,) = codebook_refs(world.project)
    changes = add_round(world.project, world.manager, name, purpose, ref)
    found: uuid.UUID = created(changes, EntityKind.ROUND).id
    return found


def test_rounds_follow_each_other(world: World) -> None:
    training = add(world, " Training   week ", RoundPurpose.TRAINING)
    drift = add(world, "Drift", RoundPurpose.DRIFT)
    found = rounds(world.project)
    assert [(one.name, one.purpose) for one in found] == [
        ("Main", "main"),
        ("Training week", "training"),
        ("Drift", "drift"),
    ]
    assert current_round(world.project).id == drift
    assert current_round(world.project, RoundPurpose.TRAINING).id == training
    assert current_round(world.project, RoundPurpose.MAIN).id == world.round_id
    with pytest.raises(NotFound):
        current_round(world.project, RoundPurpose.PILOT)
    sound(world.project)


def test_what_cannot_be_a_round(world: World) -> None:
    (ref,) = codebook_refs(world.project)
    where = (world.project, world.manager)
    with pytest.raises(Refused, match="name_missing"):
        add_round(*where, " ", RoundPurpose.MAIN, ref)
    with pytest.raises(Refused, match="round_exists"):
        add_round(*where, "MAIN", RoundPurpose.DRIFT, ref)
    with pytest.raises(NotFound, match="unknown_codebook"):
        add_round(*where, "Second", RoundPurpose.MAIN, "taliban-cooperation@99")
    for actor in (world.mira, world.adjudicator):
        with pytest.raises(NotAllowed):
            add_round(world.project, actor, "Second", RoundPurpose.MAIN, ref)
        with pytest.raises(NotAllowed):
            rename_round(world.project, actor, world.round_id, "Second")
    assert len(rounds(world.project)) == 1


def test_renaming_and_undoing(world: World) -> None:
    drift = add(world, "Drift", RoundPurpose.DRIFT)
    rename_round(world.project, world.manager, drift, "drift!")
    with pytest.raises(Refused, match="round_exists"):
        rename_round(world.project, world.manager, drift, "main")
    with pytest.raises(NotFound):
        rename_round(world.project, world.manager, uuid.uuid4(), "Else")
    *_, added, renamed = history(world.project, world.manager).undo
    revert(world.project, world.manager, renamed.id)
    assert rounds(world.project)[-1].name == "Drift"
    revert(world.project, world.manager, added.id)
    assert [one.name for one in rounds(world.project)] == ["Main"]


def test_a_round_with_work_is_not_undone(world: World) -> None:
    drift = add(world, "Drift", RoundPurpose.DRIFT)
    mark_done(world.project, world.mira, world.articles[0], drift)
    (*_, step) = history(world.project, world.manager).undo
    with pytest.raises(MovedOn):
        revert(world.project, world.manager, step.id)


def test_the_round_to_work_in_is_the_last_with_something_to_do(world: World) -> None:
    drift = add(world, "Drift", RoundPurpose.DRIFT)
    where = (world.project, world.manager, drift)
    assert round_to_work_in(world.project, world.mira).id == drift
    assign(*where, [world.jonas.person_id], overlap=0.0)
    assert round_to_work_in(world.project, world.mira).id == world.round_id
    assert round_to_work_in(world.project, world.jonas).id == drift
    for article_id in world.articles:
        mark_done(world.project, world.mira, article_id, world.round_id)
    assert round_to_work_in(world.project, world.mira).id == drift  # nothing anywhere: the last


def test_earlier_work_of_the_same_coder_is_not_shown_in_a_later_round(world: World) -> None:
    """Recode and drift rounds compare a person with themselves: only blind are they worth it."""
    world.annotate(values={"stance": "supports", "confidence": "high"})
    drift = add(world, "Drift", RoundPurpose.DRIFT)
    coding = read_coding(world.project, world.mira, world.articles[0], drift)
    assert coding.attributions == ()
    assert (coding.work.state, coding.work.values, coding.submissions) == ("to_do", {}, 0)
    assert coding.speakers == {}
