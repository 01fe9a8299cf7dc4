"""Whatever annotators made: adjudicated to the end, all is sound and their work untouched."""

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.adjudication.item import REPORTED_BY, SPAN_FIELDS, Chosen, Item
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Attribution
from annotator.domain.gaps import gaps
from annotator.domain.people import Actor
from annotator.domain.text.spans import Span
from annotator.services import annotating, article_work
from annotator.services.adjudication import deciding as adjudicating
from annotator.services.adjudication.bulk import accept_exact
from annotator.services.adjudication.reading import Adjudication
from annotator.services.undo import history, revert
from tests.services.coded import ALL, judge, lines, read, taken, third
from tests.services.world import HARBOUR, World, a_copy, contents, raw, sound

STANCES = ("supports", "ambivalent", "no_position", "opposes", "unclear")
WORDS = [
    Span(start, start + len(word))
    for word in dict.fromkeys(HARBOUR.split())
    if (start := HARBOUR.index(word)) >= 0
]
QUOTES = [
    "We will talk to them",
    "We will talk",
    "talk to them",
    "Never",
    "not with them",
    "the plan was empty",
    "Valmont had promised talks",
]
CONTENTS = [Span(HARBOUR.index(one), HARBOUR.index(one) + len(one)) for one in QUOTES]

codings = st.lists(
    st.tuples(
        st.sampled_from(CONTENTS),
        st.sampled_from(WORDS),
        st.sampled_from(STANCES),
        st.booleans(),
        st.integers(0, 6),
    ),
    max_size=5,
)


def code(world: World, actor: Actor, coding: list[tuple[Span, Span, str, bool, int]]) -> None:
    made: list[Attribution] = []
    for content, source, stance, conditional, carrier in coding:
        changes = annotating.create_attribution(
            world.project,
            actor,
            world.articles[0],
            world.round_id,
            [content],
            {"stance": stance, "conditional": conditional, "confidence": "low"},
            [source],
        )
        attribution = changes.entities[-1].after
        assert isinstance(attribution, Attribution)
        if carrier < len(made):
            annotating.set_reported_by(world.project, actor, attribution.id, made[carrier].id)
        made.append(attribution)
    place = (world.project, actor, world.articles[0], world.round_id)
    article_work.set_article_value(*place, "relevance", "relevant")
    article_work.mark_done(*place)


def settle(world: World, by: Actor, found: Adjudication, item: Item, chance: random.Random) -> None:
    """Reject, take one annotator's, or mix those of all."""
    place = (world.project, by, world.articles[0], world.round_id, item.id)
    if item.candidates and chance.random() < 0.2:
        adjudicating.reject(*place, rationale="Not about it.")
        return
    people = [one.person_id for one in found.coders]
    if item.candidates:
        people = [one for one in people if one in item.candidates]
    actors = [Actor(one, by.role) for one in people]
    fields: dict[str, Chosen] = dict(taken(found, item, chance.choice(actors)))
    for name in fields:
        if name not in (*SPAN_FIELDS, REPORTED_BY) and chance.random() < 0.4:
            fields[name] = taken(found, item, chance.choice(actors))[name]
    if chance.random() < 0.2:
        adjudicating.discuss(*place, "Is it?")
    adjudicating.decide(*place, fields, rationale="Seen together.", seen=found.seen)


def annotators_rows(world: World) -> list[list[tuple[object, ...]]]:
    mine = "(SELECT id FROM annotation_set WHERE kind = 'annotator')"
    return [
        raw(world.path, f"SELECT * FROM annotation_set WHERE id IN {mine} ORDER BY id"),
        raw(world.path, f"SELECT * FROM attribution WHERE set_id IN {mine} ORDER BY id"),
        raw(world.path, "SELECT * FROM submission ORDER BY id"),
    ]


@settings(max_examples=10, deadline=None)
@given(codings, codings, codings, st.integers(0, 10_000))
def test_adjudicated_to_the_end(
    template: Path,
    one: list[tuple[Span, Span, str, bool, int]],
    other: list[tuple[Span, Span, str, bool, int]],
    more: list[tuple[Span, Span, str, bool, int]],
    seed: int,
) -> None:
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        a_copy(template, Path(folder)) as world,
    ):
        by = judge(world)
        for actor, coding in ((world.mira, one), (world.jonas, other), (third(world), more)):
            code(world, actor, coding)
        before, all_before = annotators_rows(world), contents(world.path)
        if chance.random() < 0.5:
            accept_exact(world.project, by, world.round_id)
        order = [item.id for item in read(world).items if not item.state.settled]
        chance.shuffle(order)
        for item_id in order:
            found = read(world)
            item = found.item(item_id)
            assert item is not None
            settle(world, by, found, item, chance)
        now = read(world)
        assert all(item.state.settled for item in now.items)
        assert now.gold_set is not None
        assert now.gold_set.state is SetState.DONE
        assert now.gold_set.values == {"relevance": "relevant"}
        missing = gaps(now.codebook, now.gold, now.gold_set.values)
        assert {gap.field for gap in missing} <= {"confidence"}
        assert len(now.gold) == sum(item.gold is not None for item in now.items)
        listed = {line.id: line.state for line in lines(world, ALL)}
        assert listed == {item.id: item.state for item in now.items}
        assert annotators_rows(world) == before
        sound(world.project)
        while history(world.project, by).undo:
            revert(world.project, by, history(world.project, by).undo[-1].id)
        sound(world.project)
        assert contents(world.path) == all_before
