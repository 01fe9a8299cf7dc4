"""Annotators learn nothing of adjudication, through any of its functions; managers only counts."""

import uuid
from collections.abc import Callable

import pytest

from annotator.domain.errors import NotAllowed
from annotator.domain.people import Actor
from annotator.services.adjudication import deciding as adjudicating
from annotator.services.adjudication.bulk import accept_exact, promote
from annotator.services.adjudication.queue import item_counts, items, refresh_items
from annotator.services.adjudication.reading import read_adjudication
from annotator.services.adjudication.story_passages import apply_to_version, same_passage
from tests.services.coded import TALK, both_coded, hand_in, item_of, judge, read, take
from tests.services.world import World, contents

Call = Callable[[World, Actor, uuid.UUID], object]

READING: dict[str, Call] = {
    "items": lambda w, a, _: items(w.project, a, w.round_id),
    "read": lambda w, a, _: read_adjudication(w.project, a, w.articles[0], w.round_id),
    "passages": lambda w, a, i: same_passage(w.project, a, w.articles[0], w.round_id, i),
}
COUNTING: dict[str, Call] = {
    "refresh": lambda w, a, _: refresh_items(w.project, a),
    "counts": lambda w, a, _: item_counts(w.project, a, w.round_id),
}
WRITING: dict[str, Call] = {
    "decide": lambda w, a, i: adjudicating.decide(
        w.project, a, w.articles[0], w.round_id, i, {}, own=True
    ),
    "reject": lambda w, a, i: adjudicating.reject(
        w.project, a, w.articles[0], w.round_id, i, own=True
    ),
    "discuss": lambda w, a, i: adjudicating.discuss(
        w.project, a, w.articles[0], w.round_id, i, "?", own=True
    ),
    "add": lambda w, a, _: adjudicating.add_gold(
        w.project, a, w.articles[0], w.round_id, {}, rationale="x", own=True
    ),
    "accept": lambda w, a, _: accept_exact(w.project, a, w.round_id, own=True),
    "promote": lambda w, a, _: promote(w.project, a, w.articles[1], w.round_id, own=True),
    "apply": lambda w, a, i: apply_to_version(w.project, a, i, w.articles[1], None, own=True),
}


@pytest.fixture
def item_id(world: World) -> uuid.UUID:
    both_coded(world)
    hand_in(world, world.mira, 1)
    item = item_of(read(world), TALK)
    take(world, item, world.mira)
    refresh_items(world.project, judge(world))
    return item.id


@pytest.mark.parametrize("name", sorted(READING | COUNTING | WRITING))
def test_annotators_are_refused(world: World, item_id: uuid.UUID, name: str) -> None:
    call = (READING | COUNTING | WRITING)[name]
    before = contents(world.path)
    for actor in (world.mira, world.jonas, world.maker):
        for id_ in (item_id, uuid.uuid4()):
            with pytest.raises(NotAllowed) as refused:
                call(world, actor, id_)
            assert (refused.value.code, refused.value.fields) == ("adjudicators_only", {})
    assert contents(world.path) == before


@pytest.mark.parametrize("name", sorted(READING | WRITING))
def test_managers_only_count(world: World, item_id: uuid.UUID, name: str) -> None:
    with pytest.raises(NotAllowed, match="adjudicators_only"):
        (READING | WRITING)[name](world, world.manager, item_id)
    for call in COUNTING.values():
        call(world, world.manager, item_id)
