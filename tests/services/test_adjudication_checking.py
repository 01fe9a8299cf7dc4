"""`check` finds decisions without gold, and gold without decisions."""

import pytest

from annotator.services.checking import check
from annotator.services.recovery import kept_intentions, retry
from tests.services.coded import NEVER, TALK, both_coded, item_of, judge, read, take, taken
from tests.services.world import World, raw, sound


def found(world: World) -> set[tuple[str, str]]:
    return {(one.code, one.kind) for one in check(world.project).findings}


def test_gold_that_no_standing_decision_names(world: World) -> None:
    both_coded(world)
    take(world, item_of(read(world), TALK), world.mira)
    take(world, item_of(read(world), TALK), world.jonas)
    sound(world.project)
    raw(
        world.path,
        "DELETE FROM decision_gold WHERE decision_id = (SELECT max(id) FROM decision)",
    )
    assert ("gold_without_decision", "attribution") in found(world)


def test_a_decision_whose_gold_is_gone(world: World) -> None:
    both_coded(world)
    take(world, item_of(read(world), NEVER), world.mira)
    raw(
        world.path,
        "UPDATE attribution SET deleted_at = 1 WHERE id IN"
        " (SELECT attribution_id FROM decision_gold)",
    )
    assert ("decision_without_gold", "decision") in found(world)


def test_gold_of_a_person(world: World) -> None:
    both_coded(world)
    take(world, item_of(read(world), NEVER), world.mira)
    raw(
        world.path,
        "UPDATE annotation_set SET person_id = (SELECT min(id) FROM person) WHERE kind = 'gold'",
    )
    assert ("gold_with_person", "annotation_set") in found(world)


def test_a_decision_that_could_not_be_stored_is_done_again(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    from annotator.domain.errors import StorageFailed
    from annotator.services.adjudication import deciding as adjudicating

    monkeypatch.setattr("platformdirs.user_state_dir", lambda _: str(tmp_path))
    both_coded(world)
    adjudication = read(world)
    item = item_of(adjudication, TALK)
    fields = taken(adjudication, item, world.mira)
    by, patience = judge(world), world.project.patience
    with world.project.store.transaction():
        world.project.patience = 0.01
        with pytest.raises(StorageFailed):
            adjudicating.decide(
                world.project,
                by,
                world.articles[0],
                world.round_id,
                item.id,
                fields,
                rationale="x",
                seen=adjudication.seen,
            )
    world.project.patience = patience
    (kept,) = kept_intentions(world.project)
    assert kept.arguments["fields"] == fields
    assert kept.arguments["seen"] == adjudication.seen
    retry(world.project, kept.id)
    now = item_of(read(world), TALK)
    assert now.gold is not None
    assert now.decision is not None
    assert now.decision.id == kept.arguments["new"]
    assert kept_intentions(world.project) == ()
