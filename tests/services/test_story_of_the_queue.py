"""The versions of a story that an annotator has in a round: counted and listed alike, and blind."""

import uuid
from pathlib import Path

import pytest

from annotator.domain.annotation_sets import SetState
from annotator.domain.errors import NotAllowed, NotFound
from annotator.domain.people import Actor
from annotator.services import article_work
from annotator.services.coding import read_coding
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.assigning import assign, withdraw_assignment
from annotator.services.queue import QueueFilter, QueueRow, QueueState, queue_ids, story_rows
from tests.services.world import World, article_line, write_lines


@pytest.fixture
def story(world: World, tmp_path: Path) -> World:
    """Three versions of one story, after the three articles that have none."""
    bring(world, tmp_path, ("Rain in the hills.", "More rain.", "Rain, it is said."))
    return world


def bring(world: World, folder: Path, texts: tuple[str, ...]) -> None:
    lines = [article_line(one, story="rain", outlet="Eastgate Wire") for one in texts]
    path = write_lines(folder / f"rain-{len(texts)}.jsonl", lines)
    assert import_paths(world.project, world.manager, [path]).complete


def all_ids(world: World, actor: Actor) -> list[uuid.UUID]:
    return list(queue_ids(world.project, actor, world.round_id, QueueFilter(QueueState.ALL)))


def listed(world: World, article_id: uuid.UUID, actor: Actor | None = None) -> list[QueueRow]:
    """Return the list, which must be as long as is counted."""
    place = (world.project, actor or world.mira, article_id, world.round_id)
    rows = list(story_rows(*place))
    assert read_coding(*place).versions == len(rows)
    return rows


def hand_all_to(world: World, actor: Actor) -> None:
    assign(world.project, world.manager, world.round_id, [actor.person_id], overlap=0)


def test_all_versions_are_listed_with_the_own_state(story: World) -> None:
    *_, first, second, third = all_ids(story, story.mira)
    where = (story.project, story.mira)
    article_work.mark_cannot_code(*where, second, story.round_id, "text_broken")
    article_work.set_article_value(*where, third, story.round_id, "relevance", "relevant")
    # What Jonas does shows nowhere.
    article_work.mark_cannot_code(story.project, story.jonas, first, story.round_id, "text_broken")
    rows = listed(story, second)
    assert [one.article_id for one in rows] == [first, second, third]
    assert [one.state for one in rows] == [
        SetState.TO_DO,
        SetState.CANNOT_CODE,
        SetState.IN_PROGRESS,
    ]
    assert rows[0].outlet == "Eastgate Wire"


def test_an_article_without_a_story_is_alone(story: World) -> None:
    rows = listed(story, story.articles[0])
    assert [one.article_id for one in rows] == [story.articles[0]]


def test_versions_that_others_have_are_neither_named_nor_counted(
    story: World, tmp_path: Path
) -> None:
    *_, first, second, third = all_ids(story, story.mira)
    hand_all_to(story, story.mira)
    withdraw_assignment(
        story.project, story.manager, story.round_id, story.mira.person_id, article_ids=[second]
    )
    hand_all_to(story, story.jonas)
    assert [one.article_id for one in listed(story, first)] == [first, third]
    assert [one.article_id for one in listed(story, second, story.jonas)] == [second]
    # One that comes in later is nobody's until it is handed out.
    bring(story, tmp_path, ("Late rain.",))
    assert len(listed(story, first)) == 2
    hand_all_to(story, story.mira)
    assert len(listed(story, first)) == 3


def test_it_answers_nobody_else_and_nothing_else(story: World) -> None:
    *_, first, _second, _third = all_ids(story, story.mira)
    with pytest.raises(NotAllowed):
        story_rows(story.project, story.manager, first, story.round_id)
    hand_all_to(story, story.mira)
    for stranger in (first, uuid.uuid4()):
        with pytest.raises(NotFound):
            story_rows(story.project, story.jonas, stranger, story.round_id)
