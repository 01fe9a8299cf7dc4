"""Gold that came from a file stands until its passage is decided here, and is not there twice."""

import json
from pathlib import Path

import pytest

from annotator.domain.annotation_sets import AnnotationSet, SetState, set_id_of
from annotator.domain.entities import EntityKind
from annotator.domain.people import Actor
from annotator.formats.interfaces import Loss
from annotator.services.adjudication import deciding as adjudicating
from annotator.services.adjudication.bulk import accept_exact
from annotator.services.interchange.exporting import ExportOptions, export_project, preview
from annotator.services.undo import history, revert
from annotator.storage.entity_rows import load
from tests.services.brought_gold import bring_gold
from tests.services.coded import (
    NEVER,
    PLAN,
    TALK,
    article_item,
    both_coded,
    counts,
    item_of,
    judge,
    let_be_drawn,
    read,
    take,
)
from tests.services.world import World, sound


@pytest.fixture
def with_gold(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two coders differ in `TALK`; gold of three passages came from elsewhere, and is done."""
    let_be_drawn(monkeypatch, drawn=False)
    both_coded(world)
    bring_gold(world, tmp_path)
    return world


def gold_of(world: World, tmp_path: Path) -> dict[str, str]:
    """Return what an export of finished gold holds: stance by quote; none may be there twice."""
    out = tmp_path / "out.jsonl"
    export_project(
        world.project, world.manager, "stance-annotator", out, ExportOptions(layer="gold")
    )
    found: dict[str, str] = {}
    for line in out.read_text(encoding="utf-8").splitlines()[1:]:
        for one in json.loads(line)["attributions"]:
            quote = " … ".join(each["quote"] for each in one["content"])
            assert quote not in found
            found[quote] = one["values"]["stance"]
    return found


def gold_set(world: World) -> AnnotationSet:
    id_ = set_id_of(world.articles[0], world.round_id, None)
    with world.project.store.read() as connection:
        found = load(connection, EntityKind.ANNOTATION_SET, [id_])[id_]
    assert isinstance(found, AnnotationSet)
    return found


WIDE = "“We will talk to them,”"
ALL_THREE = {WIDE: "ambivalent", NEVER: "opposes", PLAN: "opposes"}


def test_it_is_told_with_the_item_of_its_passage(with_gold: World) -> None:
    found = read(with_gold)
    (one,) = item_of(found, TALK).undecided_gold
    assert one.values["stance"] == "ambivalent"
    assert len(item_of(found, NEVER).undecided_gold) == 1
    assert article_item(found).undecided_gold == ()
    assert not item_of(found, TALK).settled_here


def test_deciding_replaces_it_and_leaves_the_rest_finished(
    with_gold: World, tmp_path: Path
) -> None:
    take(with_gold, item_of(read(with_gold), TALK), with_gold.jonas)
    assert gold_of(with_gold, tmp_path) == {TALK: "opposes", NEVER: "opposes", PLAN: "opposes"}
    assert gold_set(with_gold).state is SetState.DONE
    assert gold_set(with_gold).values == {"relevance": "relevant"}
    assert item_of(read(with_gold), TALK).undecided_gold == ()
    sound(with_gold.project)


def test_rejecting_takes_it_away(with_gold: World, tmp_path: Path) -> None:
    item = item_of(read(with_gold), TALK)
    place = (with_gold.project, judge(with_gold), with_gold.articles[0], with_gold.round_id)
    adjudicating.reject(*place, item.id, rationale="It is a heading.")
    assert gold_of(with_gold, tmp_path) == {NEVER: "opposes", PLAN: "opposes"}


def test_parking_leaves_it(with_gold: World, tmp_path: Path) -> None:
    item = item_of(read(with_gold), TALK)
    place = (with_gold.project, judge(with_gold), with_gold.articles[0], with_gold.round_id)
    adjudicating.discuss(*place, item.id, "What does she mean?")
    assert gold_of(with_gold, tmp_path) == ALL_THREE


def test_undoing_brings_all_of_it_back(with_gold: World, tmp_path: Path) -> None:
    before = gold_set(with_gold)
    take(with_gold, item_of(read(with_gold), TALK), with_gold.jonas)
    actor: Actor = judge(with_gold)
    revert(with_gold.project, actor, history(with_gold.project, actor).undo[-1].id)
    assert gold_of(with_gold, tmp_path) == ALL_THREE
    assert gold_set(with_gold).state is before.state
    assert gold_set(with_gold).values == before.values
    revert(with_gold.project, actor, history(with_gold.project, actor).redo[-1].id)
    assert gold_of(with_gold, tmp_path) == {TALK: "opposes", NEVER: "opposes", PLAN: "opposes"}
    sound(with_gold.project)


def test_accepting_by_rule_replaces_it_too(with_gold: World, tmp_path: Path) -> None:
    accept_exact(with_gold.project, judge(with_gold), with_gold.round_id)
    assert gold_of(with_gold, tmp_path) == ALL_THREE
    assert item_of(read(with_gold), NEVER).gold is not None
    assert item_of(read(with_gold), NEVER).undecided_gold == ()
    sound(with_gold.project)


def test_when_all_is_decided_the_decisions_say_whether_it_is_finished(
    with_gold: World, tmp_path: Path
) -> None:
    for quote in (TALK, NEVER):
        take(with_gold, item_of(read(with_gold), quote), with_gold.jonas)
    take(with_gold, article_item(read(with_gold)), with_gold.jonas)
    assert gold_set(with_gold).state is SetState.DONE
    assert gold_of(with_gold, tmp_path) == {TALK: "opposes", NEVER: "opposes", PLAN: "opposes"}


def test_an_export_counts_what_is_undecided_in_all_articles(
    with_gold: World, tmp_path: Path
) -> None:
    options = ExportOptions(layer="gold")
    place = (with_gold.project, with_gold.manager, "csv")
    shown = preview(*place, options)  # nobody has looked at the queue yet
    report = export_project(*place, tmp_path / "out.csv", options)
    number = counts(with_gold).to_decide
    assert number > 0
    for losses in (shown.left_out, report.losses):
        assert Loss("gold_imported_undecided", number) in losses
