"""Speakers that annotators made: reviewed, published, merged, kept apart."""

import uuid
from collections.abc import Sequence

import pytest

from annotator.domain.entities import EntityKind
from annotator.domain.errors import MovedOn, NotAllowed, NotFound, Refused
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.services.interchange.exporting import export_project
from annotator.services.managing.publishing_speakers import (
    keep_apart,
    merge_speakers,
    provisional_speakers,
    publish_speaker,
    published_speakers,
)
from annotator.services.speakers import complete_speakers, create_speaker, update_speaker
from annotator.services.undo import history, revert
from tests.services.world import COMPLETE, World, created, sound


def make(
    world: World,
    name: str,
    actor: Actor | None = None,
    kind: SpeakerKind = SpeakerKind.NAMED_PERSON,
    article: int | None = None,
    aliases: Sequence[str] = (),
) -> Speaker:
    changes = create_speaker(
        world.project,
        actor or world.mira,
        name,
        kind,
        aliases=aliases,
        article_id=world.articles[article] if article is not None else None,
    )
    found: Speaker = created(changes, EntityKind.SPEAKER)
    return found


def stored(world: World, speaker: Speaker) -> Speaker:
    from annotator.storage.speaker_queries import speakers_by_id

    with world.project.store.read() as connection:
        return speakers_by_id(connection, [speaker.id])[speaker.id]


def test_what_waits_is_listed_with_matches(world: World) -> None:
    mine = make(world, "Ingrid VALMONT", world.mira)  # before there was a published one
    valmont = make(world, "Ingrid Valmont", world.manager, aliases=["I. Valmont"])
    make(world, "Tomas Ekdahl", world.manager)
    theirs = make(world, "Minister Valmont", world.jonas)
    make(world, "Zahra Halimi", world.jonas)
    world.annotate(speaker_id=mine.id)
    found = provisional_speakers(world.project, world.manager)
    assert [(one.speaker.name, one.owner and one.owner.name, one.uses) for one in found] == [
        ("Ingrid VALMONT", "Mira Sorel", 1),
        ("Minister Valmont", "Jonas Reit", 0),
        ("Zahra Halimi", "Jonas Reit", 0),
    ]
    assert [(one.speaker.id, one.exact) for one in found[0].suggested] == [
        (valmont.id, True),
        (theirs.id, False),
    ]
    assert [(one.speaker.id, one.exact) for one in found[1].suggested] == [
        (valmont.id, False),
        (mine.id, False),
    ]
    assert found[2].suggested == ()
    keep_apart(world.project, world.manager, theirs.id, valmont.id)
    keep_apart(world.project, world.manager, valmont.id, theirs.id)  # the same again
    (left,) = provisional_speakers(world.project, world.manager)[1].suggested
    assert left.speaker.id == mine.id
    sound(world.project)


def test_two_coders_entries_are_proposed_to_each_other_and_ones_own_are_not(world: World) -> None:
    mine = make(world, "Zahra Halimi", world.mira)
    make(world, "Halimi", world.mira)
    theirs = make(world, "zahra halimi", world.jonas)
    unnamed = SpeakerKind.UNNAMED_PERSON
    here = make(world, "a council official", world.mira, unnamed, 0)
    make(world, "a driver", world.mira, unnamed, 0)
    same = make(world, "an official", world.jonas, unnamed, 0)
    elsewhere = make(world, "a council official", world.jonas, unnamed, 1)
    found = {one.speaker.id: one for one in provisional_speakers(world.project, world.manager)}
    assert [(one.speaker.id, one.exact) for one in found[mine.id].suggested] == [(theirs.id, True)]
    assert found[theirs.id].suggested[0].speaker.id == mine.id
    assert [one.speaker.id for one in found[here.id].suggested] == [same.id]
    assert found[same.id].suggested[0].speaker.id == here.id
    assert found[elsewhere.id].suggested == ()
    assert found[mine.id].article is None
    assert found[here.id].article == "Harbour talks go on"
    assert found[elsewhere.id].article == "Flour on the road"


def test_keeping_apart_is_undone_and_done_again(world: World) -> None:
    mine, theirs = make(world, "Zahra Halimi", world.mira), make(world, "Halimi", world.jonas)

    def proposed() -> bool:
        return bool(provisional_speakers(world.project, world.manager)[0].suggested)

    def turn(stack: str) -> None:
        (*_, step) = getattr(history(world.project, world.manager), stack)
        revert(world.project, world.manager, step.id)

    assert proposed()
    changes = keep_apart(world.project, world.manager, mine.id, theirs.id)
    assert not proposed()
    for stack, then in (("undo", True), ("redo", False), ("undo", True), ("redo", False)):
        turn(stack)
        assert proposed() is then
    turn("undo")
    with pytest.raises(MovedOn):
        revert(world.project, world.manager, changes.step.id)
    keep_apart(world.project, world.manager, theirs.id, mine.id)  # declared anew
    assert not proposed()
    turn("undo")
    assert proposed()
    sound(world.project)


def test_keeping_apart_is_not_undone_under_two_of_one_name(world: World) -> None:
    there = make(world, "Zahra Halimi", world.manager)
    mine = make(world, "Zahra Halimi (sister)", world.mira)
    update_speaker(world.project, world.manager, there.but(name="Zahra Halimi sister"))
    changes = keep_apart(world.project, world.manager, mine.id, there.id)
    publish_speaker(world.project, world.manager, mine.id)
    with pytest.raises(MovedOn):
        revert(world.project, world.manager, changes.step.id)
    assert published_speakers(world.project, world.manager, "sister")
    sound(world.project)


def test_exact_matches_come_first_and_aliases_count(world: World) -> None:
    make(world, "Ingrid Valmont Halimi", world.manager)
    exact = make(world, "The Minister", world.manager, aliases=["Ingrid Valmont"])
    make(world, "ingrid valmont")
    (one,) = provisional_speakers(world.project, world.manager)
    assert one.suggested[0].speaker.id == exact.id
    assert [found.exact for found in one.suggested] == [True, False]


def test_published_ones_are_seen_by_all(world: World) -> None:
    mine = make(world, "Zahra Halimi")
    assert complete_speakers(world.project, world.jonas, "zahra", None) == ()
    publish_speaker(world.project, world.manager, mine.id)
    (match,) = complete_speakers(world.project, world.jonas, "zahra", None)
    assert match.speaker.id == mine.id
    assert provisional_speakers(world.project, world.manager) == ()
    assert [one.name for one in published_speakers(world.project, world.manager, "HALIMI z")] == [
        "Zahra Halimi"
    ]
    (*_, step) = history(world.project, world.manager).undo
    revert(world.project, world.manager, step.id)
    assert complete_speakers(world.project, world.jonas, "zahra", None) == ()
    sound(world.project)


def test_a_double_is_not_published_unless_kept_apart(world: World) -> None:
    there = make(world, "Zahra Halimi", world.manager)
    mine = make(world, "Zahra Halimi (sister)", world.mira)
    update = stored(world, there)
    update_speaker(world.project, world.manager, update.but(name="Zahra Halimi sister"))
    with pytest.raises(Refused, match="speaker_exists"):
        publish_speaker(world.project, world.manager, mine.id)
    keep_apart(world.project, world.manager, mine.id, there.id)
    publish_speaker(world.project, world.manager, mine.id)


def test_merging_leaves_attributions_alone_and_shows_the_kept_name(world: World) -> None:
    kept = make(world, "Ingrid Valmont", world.manager, aliases=["I. Valmont"])
    mine = make(world, "Valmont", world.mira, aliases=["i valmont", "Inge"])
    marked = world.annotate(speaker_id=mine.id, values=COMPLETE)
    merge_speakers(world.project, world.manager, kept.id, mine.id)
    (after,) = world.coding().attributions
    assert after == marked
    assert world.coding().speakers[mine.id].name == "Ingrid Valmont"
    assert stored(world, kept).aliases == ("I. Valmont", "Valmont", "Inge")
    assert stored(world, mine).merged_into == kept.id
    assert [
        one.speaker.id for one in complete_speakers(world.project, world.mira, "inge", None)
    ] == [kept.id]
    assert provisional_speakers(world.project, world.manager) == ()
    (*_, step) = history(world.project, world.manager).undo
    revert(world.project, world.manager, step.id)
    assert world.coding().speakers[mine.id].name == "Valmont"
    assert stored(world, kept).aliases == ("I. Valmont",)
    sound(world.project)


def test_merged_into_somebodys_provisional_one_publishes_it(world: World) -> None:
    theirs, mine = make(world, "Zahra Halimi", world.jonas), make(world, "Halimi", world.mira)
    merge_speakers(world.project, world.manager, theirs.id, mine.id)
    assert stored(world, theirs).owner_id is None
    (match,) = complete_speakers(world.project, world.mira, "zahra", None)
    assert match.speaker.id == theirs.id


def test_chains_and_circles(world: World) -> None:
    one, two, three = (make(world, name, world.manager) for name in ("One A", "Two B", "Three C"))
    merge = (world.project, world.manager)
    merge_speakers(*merge, two.id, one.id)
    merge_speakers(*merge, three.id, two.id)
    marked = world.annotate(speaker_id=one.id)
    assert marked.speaker_id is not None
    assert world.coding().speakers[marked.speaker_id].id == three.id
    for kept, merged in ((one, three), (three, one), (two, three), (three, three)):
        with pytest.raises(Refused, match="speaker_merge_cycle"):
            merge_speakers(*merge, kept.id, merged.id)
    with pytest.raises(Refused, match="speaker_merge_cycle"):
        publish_speaker(*merge, one.id)
    with pytest.raises(Refused, match="speaker_merge_cycle"):
        keep_apart(*merge, one.id, one.id)
    sound(world.project)


def test_unnamed_speakers_merge_within_their_article_only(world: World) -> None:
    unnamed = SpeakerKind.UNNAMED_PERSON
    here = make(world, "an official", world.mira, unnamed, 0)
    same = make(world, "the official", world.jonas, unnamed, 0)
    elsewhere = make(world, "an official", world.mira, unnamed, 1)
    named = make(world, "Ingrid Valmont", world.manager)
    merge = (world.project, world.manager)
    for kept, merged in ((here, elsewhere), (named, here), (here, named)):
        with pytest.raises(Refused, match="speaker_merge_unnamed"):
            merge_speakers(*merge, kept.id, merged.id)
    merge_speakers(*merge, same.id, here.id)
    sound(world.project)


def test_an_annotators_export_has_the_merged_speaker(world: World, tmp_path: object) -> None:
    from pathlib import Path

    kept = make(world, "Ingrid Valmont", world.manager)
    mine = make(world, "Valmont", world.mira)
    world.annotate(speaker_id=mine.id, values=COMPLETE)
    merge_speakers(world.project, world.manager, kept.id, mine.id)
    out = Path(str(tmp_path)) / "mira.jsonl"
    assert export_project(world.project, world.mira, "stance-annotator", out).rows == 1
    text = out.read_text(encoding="utf-8")
    assert str(mine.id) in text
    assert str(kept.id) in text


def test_only_managers_review(world: World) -> None:
    one, two = make(world, "One A"), make(world, "Two B")
    for actor in (world.mira, world.jonas, world.adjudicator):
        where = (world.project, actor)
        for call in (
            lambda w: provisional_speakers(*w),
            lambda w: published_speakers(*w),
            lambda w: publish_speaker(*w, one.id),
            lambda w: merge_speakers(*w, one.id, two.id),
            lambda w: keep_apart(*w, one.id, two.id),
        ):
            with pytest.raises(NotAllowed):
                call(where)
    for call in (
        lambda: publish_speaker(world.project, world.manager, uuid.uuid4()),
        lambda: merge_speakers(world.project, world.manager, one.id, uuid.uuid4()),
        lambda: keep_apart(world.project, world.manager, one.id, uuid.uuid4()),
    ):
        with pytest.raises(NotFound):
            call()
