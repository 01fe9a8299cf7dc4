"""The registry of speakers: completion, double entries, who may change what."""

import pytest

from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.services.annotating import set_speaker
from annotator.services.speakers import complete_speakers, create_speaker, update_speaker
from tests.services.world import World, created, sound


def make(world: World, name: str, **more: object) -> Speaker:
    actor = more.pop("actor", world.mira)
    kind = more.pop("kind", SpeakerKind.NAMED_PERSON)
    made = create_speaker(world.project, actor, name, kind, **more)  # type: ignore[arg-type]
    found = created(made, EntityKind.SPEAKER)
    assert isinstance(found, Speaker)
    return found


def matches(world: World, typed: str, limit: int = 20) -> list[str]:
    found = complete_speakers(world.project, world.mira, typed, world.articles[0], limit)
    return [one.matched for one in found]


def test_a_speaker_is_provisional_until_a_manager_makes_it(world: World) -> None:
    own = make(world, "  Ingrid   Valmont ", aliases=["Valmont", " Ingrid Valmont", ""], role=" ")
    assert (own.name, own.aliases, own.role) == ("Ingrid Valmont", ("Valmont",), None)
    assert own.owner_id == world.mira.person_id
    assert make(world, "Tomas Ekdahl", actor=world.manager).owner_id is None


def test_names_and_aliases_are_completed_those_that_begin_so_first(world: World) -> None:
    make(world, "Anna Ekdahl")
    make(world, "Ekdahl, Tomas", aliases=["the minister"])
    make(world, "Édouard Brask", aliases=["Old Ekdahl's friend"])
    assert matches(world, "ekdahl") == ["Ekdahl, Tomas", "Anna Ekdahl", "Old Ekdahl's friend"]
    assert matches(world, "EDOUARD") == ["Édouard Brask"]
    assert matches(world, "the min") == ["the minister"]
    assert matches(world, "%") == matches(world, "")
    assert matches(world, "_") == []
    assert len(matches(world, "", limit=2)) == 2
    assert matches(world, "nobody of that name") == []


def test_double_entries_are_refused_and_the_one_that_is_there_is_named(world: World) -> None:
    there = make(world, "Zahra Halimi", actor=world.manager)
    for actor in (world.mira, world.manager):
        with pytest.raises(Refused) as refused:
            make(world, "ZAHRA  halimi", actor=actor)
        assert refused.value.code == "speaker_exists"
        assert refused.value.fields["speaker"] == there.id
    # Unnamed ones may have the same words, in the same article too.
    for _ in range(2):
        make(world, "a driver", kind=SpeakerKind.UNNAMED_PERSON, article_id=world.articles[0])
    with pytest.raises(Refused, match="name_missing"):
        make(world, "  \n ")
    with pytest.raises(Refused, match="article_missing"):
        make(world, "a driver", kind=SpeakerKind.UNNAMED_PERSON)
    sound(world.project)


def test_creating_with_an_attribution_is_one_step(world: World) -> None:
    found = world.annotate()
    changes = create_speaker(
        world.project,
        world.mira,
        "Ingrid Valmont",
        SpeakerKind.NAMED_PERSON,
        country="NO",
        attribution_id=found.id,
    )
    assert [one.kind for one in changes.entities] == [EntityKind.SPEAKER, EntityKind.ATTRIBUTION]
    coding = world.coding()
    assert coding.attributions[0].speaker_id in coding.speakers
    with pytest.raises(NotFound):
        make(world, "Ines Falk", attribution_id=new_id())
    assert matches(world, "falk") == []


def test_the_article_of_an_unnamed_speaker_is_that_of_the_attribution(world: World) -> None:
    found = world.annotate("Let it through", article=1)
    with pytest.raises(Refused, match="speaker_of_other_article"):
        make(
            world,
            "a driver",
            kind=SpeakerKind.UNNAMED_PERSON,
            article_id=world.articles[0],
            attribution_id=found.id,
        )
    make(
        world,
        "a driver",
        kind=SpeakerKind.UNNAMED_PERSON,
        article_id=world.articles[1],
        attribution_id=found.id,
    )
    sound(world.project)


def test_unknown_articles_are_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        make(world, "a driver", kind=SpeakerKind.UNNAMED_PERSON, article_id=new_id())


def test_own_entries_change_published_ones_are_the_managers(world: World) -> None:
    own = make(world, "Ingrid Valmont")
    update_speaker(
        world.project, world.mira, own.but(name="Ingrid Valmont-Holm", aliases=("Valmont",))
    )
    assert matches(world, "valmont") == ["Ingrid Valmont-Holm"]
    published = make(world, "Tomas Ekdahl", actor=world.manager)
    with pytest.raises(NotAllowed, match="speaker_published"):
        update_speaker(world.project, world.mira, published.but(name="Mine"))
    update_speaker(world.project, world.manager, published.but(country="SE"))
    with pytest.raises(Refused, match="speaker_exists"):
        update_speaker(world.project, world.mira, own.but(name="tomas ekdahl"))
    with pytest.raises(Refused, match="name_missing"):
        update_speaker(world.project, world.mira, own.but(name=" "))
    sound(world.project)


def test_a_speaker_named_in_two_articles_does_not_become_an_unnamed_one_of_one(
    world: World,
) -> None:
    speaker = make(world, "A driver")
    here, there = world.annotate(), world.annotate("Let it through", article=1)
    set_speaker(world.project, world.mira, here.id, speaker.id)
    unnamed = speaker.but(kind=SpeakerKind.UNNAMED_PERSON, article_id=world.articles[0])
    update_speaker(world.project, world.mira, unnamed)
    update_speaker(world.project, world.mira, speaker)
    set_speaker(world.project, world.mira, there.id, speaker.id)
    with pytest.raises(Refused, match="speaker_of_other_article"):
        update_speaker(world.project, world.mira, unnamed)
    sound(world.project)


def test_speaking_as_is_one_of_the_speakers_roles(world: World) -> None:
    from annotator.domain.speakers import SpeakerRole

    speaker = make(world, "Ingrid Valmont")
    role = SpeakerRole(id=new_id(), title="Envoy")
    update_speaker(world.project, world.mira, speaker.but(roles=(role,)))
    found = world.annotate()
    set_speaker(world.project, world.mira, found.id, speaker.id, role.id)
    assert world.coding().attributions[0].speaking_as == role.id
    with pytest.raises(NotFound):
        set_speaker(world.project, world.mira, found.id, speaker.id, new_id())
    with pytest.raises(NotFound):
        set_speaker(world.project, world.mira, found.id, None, role.id)


def test_every_typed_word_must_occur_and_those_of_this_article_come_first(world: World) -> None:
    project, mira, article = world.project, world.mira, world.articles[0]
    for name in ("Anna Berg", "Zahra of the Berg council"):
        create_speaker(project, mira, name, SpeakerKind.NAMED_PERSON)
    found = complete_speakers(project, mira, "berg zahra", article)
    assert [one.speaker.name for one in found] == ["Zahra of the Berg council"]
    attribution = world.annotate()
    set_speaker(project, mira, attribution.id, found[0].speaker.id)
    names = [one.speaker.name for one in complete_speakers(project, mira, "berg", article)]
    assert names == ["Zahra of the Berg council", "Anna Berg"]
    elsewhere = complete_speakers(project, mira, "berg", world.articles[1])
    assert [one.speaker.name for one in elsewhere] == ["Anna Berg", "Zahra of the Berg council"]
