"""Deciding between two forms, and what becomes of the decision."""

from pathlib import Path

import pytest

from annotator.domain.attributions import Attribution
from annotator.domain.conflicts import Resolution
from annotator.domain.entities import EntityKind
from annotator.domain.errors import MovedOn, NotAllowed, Refused
from annotator.domain.speakers import SpeakerKind
from annotator.services.annotating import delete_attribution, set_note, set_value
from annotator.services.exchange.conflicts import OpenConflict, conflicts, settle_conflict
from annotator.services.exchange.merging import merge
from annotator.services.managing.publishing_speakers import publish_speaker
from annotator.services.speakers import create_speaker, update_speaker
from annotator.services.undo import revert
from tests.services.exchange import at_desk, file_for, sent, state, taken_in
from tests.services.world import World, created, sound


def disputed(world: World, folder: Path) -> tuple[Path, Path]:
    """Mira's attribution is changed in her file and in the main one; returns file and package."""
    out = file_for(world, "Mira Sorel", folder)
    with at_desk(world, "Mira Sorel", out) as desk:
        made = desk.annotate(values={"stance": "supports"})
        taken_in(world, sent(desk, folder, "first.stancepack"))
        set_value(desk.project, desk.mira, made.id, "stance", "opposes")
        package = sent(desk, folder)
    set_value(world.project, world.mira, made.id, "stance", "unclear")
    taken_in(world, package)
    return out, package


def the_one(world: World) -> OpenConflict:
    (found,) = conflicts(world.project, world.manager)
    return found


def stance(world: World) -> object:
    return world.coding().attributions[0].values["stance"]


@pytest.mark.parametrize("resolution", list(Resolution))
def test_decision_makes_a_form_of_both(
    world: World, tmp_path: Path, resolution: Resolution
) -> None:
    out, package = disputed(world, tmp_path)
    found = the_one(world)
    assert found.article_id == world.articles[0]
    assert found.person_id == world.mira.person_id
    chosen = found.stands if resolution is Resolution.KEPT else found.aside
    assert isinstance(chosen, Attribution)
    settle_conflict(world.project, world.manager, found.id, resolution)
    assert stance(world) == chosen.values["stance"]
    assert conflicts(world.project, world.manager) == ()
    sound(world.project)
    assert taken_in(world, package).changes is None
    assert stance(world) == chosen.values["stance"]
    with pytest.raises(Refused, match="conflict_settled"):
        settle_conflict(world.project, world.manager, found.id, resolution)
    # The decision goes out with the next handout, and her file has no conflict either.
    (tmp_path / "again").mkdir()
    again = file_for(world, "Mira Sorel", tmp_path / "again")
    with at_desk(world, "Mira Sorel", out) as desk:
        report = merge(desk.project, desk.mira, [again])
        assert (report.complete, report.conflicts) == (True, 0)
        assert stance(desk) == chosen.values["stance"]
        set_note(desk.project, desk.mira, desk.coding().attributions[0].id, "agreed")
        assert taken_in(world, sent(desk, tmp_path)).conflicts == 0
    assert world.coding().attributions[0].note == "agreed"


@pytest.mark.parametrize("resolution", list(Resolution))
def test_decision_can_be_undone_and_redone(
    world: World, tmp_path: Path, resolution: Resolution
) -> None:
    _, package = disputed(world, tmp_path)
    before = state(world.path)
    step = settle_conflict(world.project, world.manager, the_one(world).id, resolution).step
    after = state(world.path)
    undone = revert(world.project, world.manager, step.id)
    assert state(world.path) == before
    assert the_one(world)
    sound(world.project)
    assert taken_in(world, package).changes is None
    revert(world.project, world.manager, undone.step.id)
    assert state(world.path) == after
    sound(world.project)


def test_only_the_manager_decides(world: World, tmp_path: Path) -> None:
    disputed(world, tmp_path)
    found = the_one(world)
    for actor in (world.mira, world.jonas, world.adjudicator):
        with pytest.raises(NotAllowed):
            conflicts(world.project, actor)
        with pytest.raises(NotAllowed):
            settle_conflict(world.project, actor, found.id, Resolution.KEPT)


def test_conflict_goes_out_to_whom_it_concerns(world: World, tmp_path: Path) -> None:
    disputed(world, tmp_path)
    for name, count in (("Mira Sorel", 1), ("Jonas Reit", 0)):
        folder = tmp_path / name
        folder.mkdir()
        with at_desk(world, name, file_for(world, name, folder)) as desk:
            found = conflicts(desk.project, desk.mira)
            assert len(found) == count
            sound(desk.project)
            if found:
                settle_conflict(desk.project, desk.mira, found[0].id, Resolution.TAKEN)
                sound(desk.project)
                decided = stance(desk)
                assert taken_in(world, sent(desk, folder)).conflicts == 0
                assert stance(world) == decided


def test_deleted_here_and_changed_there(world: World, tmp_path: Path) -> None:
    out = file_for(world, "Mira Sorel", tmp_path)
    with at_desk(world, "Mira Sorel", out) as desk:
        made = desk.annotate()
        taken_in(world, sent(desk, tmp_path, "first.stancepack"))
        set_note(desk.project, desk.mira, made.id, "kept by me")
        package = sent(desk, tmp_path)
    delete_attribution(world.project, world.mira, made.id)
    assert taken_in(world, package).conflicts == 1
    found = the_one(world)
    assert (found.stands.deleted, found.aside.deleted) == (False, True)
    assert world.coding().attributions[0].note == "kept by me"
    settle_conflict(world.project, world.manager, found.id, Resolution.TAKEN)
    assert world.coding().attributions == ()
    sound(world.project)


def test_what_is_needed_cannot_be_settled_away(world: World, tmp_path: Path) -> None:
    out = file_for(world, "Mira Sorel", tmp_path)
    with at_desk(world, "Mira Sorel", out) as desk:
        made = desk.annotate()
        changes = create_speaker(
            desk.project, desk.mira, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON,
            article_id=desk.articles[0], attribution_id=made.id,
        )  # fmt: skip
        own = created(changes, EntityKind.SPEAKER)
        taken_in(world, sent(desk, tmp_path, "first.stancepack"))
        revert(desk.project, desk.mira, changes.step.id)
        package = sent(desk, tmp_path)
    publish_speaker(world.project, world.manager, own.id)
    world.annotate("the plan was empty", world.jonas, speaker_id=own.id)
    taken_in(world, package)
    found = the_one(world)
    assert not found.stands.deleted
    with pytest.raises(Refused, match="conflict_needed"):
        settle_conflict(world.project, world.manager, found.id, Resolution.TAKEN)
    assert the_one(world) == found
    settle_conflict(world.project, world.manager, found.id, Resolution.KEPT)
    sound(world.project)


def test_needed_speaker_comes_back_whatever_came_first(world: World, tmp_path: Path) -> None:
    """She took her speaker back, but an adjudicator's attribution names it by now."""
    out = file_for(world, "Mira Sorel", tmp_path)
    with at_desk(world, "Mira Sorel", out) as desk:
        made = desk.annotate()
        changes = create_speaker(
            desk.project, desk.mira, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON,
            article_id=desk.articles[0], attribution_id=made.id,
        )  # fmt: skip
        own = created(changes, EntityKind.SPEAKER)
        taken_in(world, sent(desk, tmp_path, "first.stancepack"))
        revert(desk.project, desk.mira, changes.step.id)
        package = sent(desk, tmp_path)
    other = world.annotate("Never", world.mira)
    from annotator.services.annotating import set_speaker

    set_speaker(world.project, world.mira, other.id, own.id)
    report = taken_in(world, package)
    sound(world.project)
    assert report.conflicts == 0
    assert taken_in(world, package).changes is None
    assert report.changes is not None
    revert(world.project, world.manager, report.changes.step.id)
    sound(world.project)


def test_third_form_stays_open_when_two_are_settled(world: World, tmp_path: Path) -> None:
    out = file_for(world, "Mira Sorel", tmp_path)
    with at_desk(world, "Mira Sorel", out) as desk:
        made = desk.annotate(values={"stance": "supports"})
        taken_in(world, sent(desk, tmp_path, "first.stancepack"))
    other = tmp_path / "second.stance"
    other.write_bytes(out.read_bytes())
    packages = []
    for place, (file, value) in enumerate([(out, "opposes"), (other, "unclear")]):
        with at_desk(world, "Mira Sorel", file) as desk:
            set_value(desk.project, desk.mira, made.id, "stance", value)
            packages.append(sent(desk, tmp_path, f"{place}.stancepack"))
    set_value(world.project, world.mira, made.id, "stance", "ambivalent")
    assert taken_in(world, *packages).conflicts == 2
    one, another = conflicts(world.project, world.manager)
    settle_conflict(world.project, world.manager, one.id, Resolution.TAKEN)
    assert the_one(world).aside == another.aside
    assert isinstance(one.aside, Attribution)
    assert stance(world) == one.aside.values["stance"]
    assert taken_in(world, *packages).changes is None
    settle_conflict(world.project, world.manager, another.id, Resolution.KEPT)
    assert conflicts(world.project, world.manager) == ()
    sound(world.project)


def test_going_on_with_what_stands_is_not_undone_by_merging_again(
    world: World, tmp_path: Path
) -> None:
    _, package = disputed(world, tmp_path)
    (here,) = world.coding().attributions
    set_note(world.project, world.mira, here.id, "going on")
    assert taken_in(world, package).changes is None
    assert world.coding().attributions[0].note == "going on"
    settle_conflict(world.project, world.manager, the_one(world).id, Resolution.KEPT)
    assert world.coding().attributions[0].note == "going on"
    sound(world.project)


def test_decision_is_not_undone_once_work_went_on(world: World, tmp_path: Path) -> None:
    disputed(world, tmp_path)
    step = settle_conflict(world.project, world.manager, the_one(world).id, Resolution.TAKEN).step
    (here,) = world.coding().attributions
    set_note(world.project, world.mira, here.id, "since")
    with pytest.raises(MovedOn):
        revert(world.project, world.manager, step.id)


def test_published_speaker_is_the_managers_to_decide(world: World, tmp_path: Path) -> None:
    out = file_for(world, "Mira Sorel", tmp_path)
    with at_desk(world, "Mira Sorel", out) as desk:
        made = desk.annotate()
        own = created(
            create_speaker(
                desk.project, desk.mira, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON,
                article_id=desk.articles[0], attribution_id=made.id,
            ),
            EntityKind.SPEAKER,
        )  # fmt: skip
        taken_in(world, sent(desk, tmp_path))
        publish_speaker(world.project, world.manager, own.id)
        update_speaker(desk.project, desk.mira, own.but(country="Ruritania"))
        (tmp_path / "again").mkdir()
        again = file_for(world, "Mira Sorel", tmp_path / "again")
        assert merge(desk.project, desk.mira, [again]).conflicts == 1
        (found,) = conflicts(desk.project, desk.mira)
        with pytest.raises(NotAllowed):
            settle_conflict(desk.project, desk.mira, found.id, Resolution.KEPT)
        assert taken_in(world, sent(desk, tmp_path)).conflicts == 1
        settle_conflict(world.project, world.manager, the_one(world).id, Resolution.KEPT)
        (tmp_path / "third").mkdir()
        third = file_for(world, "Mira Sorel", tmp_path / "third")
        assert merge(desk.project, desk.mira, [third]).conflicts == 0
        assert taken_in(world, sent(desk, tmp_path)).conflicts == 0
        sound(desk.project)
    sound(world.project)
