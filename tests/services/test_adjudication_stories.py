"""The same passage in other versions of a story, settled alike one by one."""

from pathlib import Path

import pytest

from annotator.domain.adjudication.item import Chosen, ItemState
from annotator.domain.decisions import Decision, Outcome
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import SpeakerKind
from annotator.services import annotating, speakers
from annotator.services.adjudication import deciding as adjudicating
from annotator.services.adjudication.deciding import decide, reject
from annotator.services.adjudication.story_passages import (
    apply_to_version,
    decided_otherwise,
    same_passage,
)
from annotator.services.article_work import mark_done, set_article_value
from annotator.services.interchange.importing import import_paths
from annotator.services.undo import revert
from annotator.storage.article_queries import article_ids
from tests.services.coded import judge, read, take
from tests.services.world import World, article_line, created, sound, span_of, write_lines

FIRST = (
    "Harbour opens\n\n“We will talk to them,” Ingrid Valmont said on Monday. “Never again,” a"
    " docker said.\n"
)
SECOND = (
    'Harbour opens at last\n\nAfter long talks the harbour has opened. "We will talk to them,"'
    " Ingrid Valmont said on Monday in the capital. More is to come.\n"
)
THIRD = "Harbour: a summary\n\nIngrid Valmont said that they will talk. Nothing else is known.\n"
TEXT = {0: FIRST, 1: SECOND, 2: THIRD}
QUOTE = "We will talk to them"


@pytest.fixture
def story(world: World, tmp_path: Path) -> World:
    """Three versions of one story in the place of the project's articles."""
    path = write_lines(
        tmp_path / "story.jsonl", [article_line(text, story="harbour") for text in TEXT.values()]
    )
    report = import_paths(world.project, world.manager, [path])
    assert report.complete
    with world.project.store.read() as connection:
        world.articles = tuple(article_ids(connection)[-3:])
    return world


def code(
    world: World,
    actor: Actor,
    article: int,
    quote: str = QUOTE,
    source: str = "Ingrid Valmont",
    stance: str = "supports",
) -> object:
    changes = annotating.create_attribution(
        world.project,
        actor,
        world.articles[article],
        world.round_id,
        [span_of(TEXT[article], quote)],
        {"stance": stance, "confidence": "low"},
        [span_of(TEXT[article], source)],
        [span_of(TEXT[article], "said")],
    )
    return created(changes).id


def done(world: World, article: int) -> None:
    for actor in (world.mira, world.jonas):
        mark_done(world.project, actor, world.articles[article], world.round_id)


def decided(world: World, quote: str = QUOTE) -> tuple[Decision, object]:
    item = next(
        one
        for one in read(world).items
        if any(each.content[0].quote == quote for each in one.candidates.values())
    )
    changes = take(world, item, world.mira)
    decision = changes.of(EntityKind.DECISION)[0].after
    assert isinstance(decision, Decision)
    return decision, item.id


def test_found_compared_and_applied(story: World) -> None:
    for article in (0, 1):
        code(story, story.mira, article)
        code(story, story.jonas, article, stance="opposes")
        done(story, article)
    done_nothing(story, 2)
    place = (story.project, judge(story), story.articles[0], story.round_id)
    open_item = next(one for one in read(story).items if one.candidates)
    assert same_passage(*place, open_item.id) == ()
    decision, item_id = decided(story)
    (version,) = same_passage(*place, item_id)  # type: ignore[arg-type]
    there = next(one for one in read(story, article=1).items if one.candidates)
    assert (version.article_id, version.item_id) == (story.articles[1], there.id)
    assert (version.title, version.quote) == ("Harbour opens at last", QUOTE)
    assert version.differences == ()
    [unlike] = version.unlike
    assert (unlike.field, unlike.gold) == ("stance", "supports")
    assert list(unlike.annotators.values()) == ["opposes"]
    changes = apply_to_version(
        story.project, judge(story), decision.id, version.article_id, version.item_id
    )
    made = changes.of(EntityKind.DECISION)[0].after
    assert isinstance(made, Decision)
    assert made.outcome is Outcome.ACCEPTED
    assert str(decision.id) in made.rationale
    assert "Harbour opens" in made.rationale
    assert made.fields["stance"]["taken_from"] == str(story.mira.person_id)
    now = next(one for one in read(story, article=1).items if one.candidates)
    assert now.state is ItemState.DECIDED
    assert now.gold is not None
    assert [one.quote for one in now.gold.spans] == [QUOTE, "Ingrid Valmont", "said"]
    assert all(one.quote == SECOND[one.start : one.end] for one in now.gold.spans)
    assert same_passage(*place, item_id) == ()  # type: ignore[arg-type]
    sound(story.project)
    revert(story.project, judge(story), changes.step.id)
    assert len(same_passage(*place, item_id)) == 1  # type: ignore[arg-type]
    sound(story.project)


def done_nothing(world: World, article: int) -> None:
    for actor in (world.mira, world.jonas):
        place = (world.project, actor, world.articles[article], world.round_id)
        set_article_value(*place, "relevance", "not_relevant")
        mark_done(*place)


def test_what_would_differ_is_told(story: World) -> None:
    code(story, story.mira, 0)
    code(story, story.jonas, 0)
    done(story, 0)
    for actor in (story.mira, story.jonas):
        code(story, actor, 1, stance="opposes")
    done(story, 1)
    decision, item_id = decided(story)
    place = (story.project, judge(story), story.articles[0], story.round_id)
    (version,) = same_passage(*place, item_id)  # type: ignore[arg-type]
    assert version.differences == ("stance",)
    assert [dict(one.annotators) for one in version.unlike] == [{"A": "opposes", "B": "opposes"}]
    changes = apply_to_version(
        story.project, judge(story), decision.id, version.article_id, version.item_id
    )
    made = changes.of(EntityKind.DECISION)[0].after
    assert isinstance(made, Decision)
    assert made.outcome is Outcome.EDITED


def test_where_nobody_marked_it(story: World) -> None:
    for actor in (story.mira, story.jonas):
        code(story, actor, 0)
    done(story, 0)
    done_nothing(story, 1)
    decision, item_id = decided(story)
    place = (story.project, judge(story), story.articles[0], story.round_id)
    (version,) = same_passage(*place, item_id)  # type: ignore[arg-type]
    assert version.item_id is None
    assert "content" in version.differences
    apply_to_version(story.project, judge(story), decision.id, version.article_id, None)
    assert [one.content[0].quote for one in read(story, article=1).gold] == [QUOTE]
    assert same_passage(*place, item_id) == ()  # type: ignore[arg-type]
    sound(story.project)


def test_an_unnamed_speaker_is_the_one_of_that_article(story: World) -> None:
    for article in (0, 1):
        for actor in (story.mira, story.jonas):
            id_ = code(story, actor, article)
            speakers.create_speaker(
                story.project,
                actor,
                "a minister",
                SpeakerKind.UNNAMED_PERSON,
                article_id=story.articles[article],
                attribution_id=id_,  # type: ignore[arg-type]
            )
        done(story, article)
    decision, item_id = decided(story)
    there = next(one for one in read(story, article=1).items if one.candidates)
    apply_to_version(story.project, judge(story), decision.id, story.articles[1], there.id)
    (gold,) = read(story, article=1).gold
    speaker = read(story, article=1).speakers[gold.speaker_id]  # type: ignore[index]
    assert (speaker.name, speaker.article_id) == ("a minister", story.articles[1])
    assert item_id


def test_words_that_are_not_there_are_refused(story: World) -> None:
    for actor in (story.mira, story.jonas):
        code(story, actor, 0, "Never again", "a docker", "opposes")
    done(story, 0)
    done_nothing(story, 1)
    decision, item_id = decided(story, "Never again")
    place = (story.project, judge(story), story.articles[0], story.round_id)
    assert same_passage(*place, item_id) == ()  # type: ignore[arg-type]
    with pytest.raises(Refused, match="passage_not_found"):
        apply_to_version(story.project, judge(story), decision.id, story.articles[1], None)
    rejected = adjudicating.reject(*place, item_id, rationale="No.")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        apply_to_version(
            story.project,
            judge(story),
            rejected.of(EntityKind.DECISION)[0].after.id,
            story.articles[1],
            None,
        )
    mira = Actor(story.mira.person_id, Role.ADJUDICATOR)
    with pytest.raises(NotAllowed, match="own_coding"):
        apply_to_version(story.project, mira, decision.id, story.articles[1], None)


def test_a_version_that_was_decided_otherwise_is_told(story: World) -> None:
    """Whatever was decided there first, by hand or by rule."""
    for article, stances in ((0, ("ambivalent", "opposes")), (1, ("supports", "supports"))):
        for actor, stance in zip((story.mira, story.jonas), stances, strict=True):
            code(story, actor, article, stance=stance)
        done(story, article)
    there = next(one for one in read(story, article=1).items if one.candidates)
    place = (story.project, judge(story), story.articles[1], story.round_id)
    fields = dict(there.agreed)
    decide(*place, there.id, fields)
    _decision, item_id = decided(story)
    here = (story.project, judge(story), story.articles[0], story.round_id)
    (found,) = decided_otherwise(*here, item_id)  # type: ignore[arg-type]
    assert (found.article_id, found.item_id) == (story.articles[1], there.id)
    assert found.values == {"stance": "supports"}
    # Seen from there, it is the other way round.
    (back,) = decided_otherwise(*place, there.id)
    assert (back.item_id, back.values) == (item_id, {"stance": "ambivalent"})
    reject(*place, there.id, rationale="No.")
    (found,) = decided_otherwise(*here, item_id)  # type: ignore[arg-type]
    assert found.values == {}
    decide(*place, there.id, fields | {"stance": Chosen("ambivalent")}, rationale="As there.")
    assert decided_otherwise(*here, item_id) == ()  # type: ignore[arg-type]
