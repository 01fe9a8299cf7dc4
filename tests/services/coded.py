"""Short ways to code and hand in articles of the small project, and to read what differs."""

import uuid
from collections.abc import Mapping

import pytest

from annotator.domain.adjudication.item import Chosen, Item, ItemState
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Changes
from annotator.domain.decisions import Subject
from annotator.domain.people import Actor, Role
from annotator.services import annotating, article_work
from annotator.services.adjudication import deciding as adjudicating
from annotator.services.adjudication.queue import (
    ItemCounts,
    ItemFilter,
    ItemLine,
    item_counts,
    items,
    refresh_items,
)
from annotator.services.adjudication.reading import Adjudication, read_adjudication
from annotator.services.managing.people import add_person, person_named
from tests.services.world import TEXTS, World, span_of

TALK, NEVER, PLAN = "We will talk to them", "Never", "the plan was empty"
ALL = ItemFilter(states=frozenset(ItemState))


def judge(world: World, name: str = "Signe Aldous") -> Actor:
    """Return an adjudicator who codes nothing."""
    person = person_named(world.project, name)
    if person is None:
        add_person(world.project, world.manager, name, [Role.ADJUDICATOR])
        person = person_named(world.project, name)
    assert person is not None
    return Actor(person.id, Role.ADJUDICATOR)


def third(world: World) -> Actor:
    """Return one more annotator."""
    person = person_named(world.project, "Tarek Niall")
    if person is None:
        add_person(world.project, world.manager, "Tarek Niall")
        person = person_named(world.project, "Tarek Niall")
    assert person is not None
    return Actor(person.id, Role.ANNOTATOR)


def mark(
    world: World,
    actor: Actor,
    quote: str = TALK,
    source: str = "Ingrid Valmont",
    article: int = 0,
    stance: str = "supports",
    **values: str | bool,
) -> Attribution:
    """Mark a quote with its source, complete but for what is optional."""
    return world.annotate(
        quote,
        actor,
        article,
        source=[span_of(TEXTS[article], source)],
        values={"stance": stance, "confidence": "high", **values},
    )


def hand_in(world: World, actor: Actor, article: int = 0, relevance: str = "relevant") -> None:
    """Mark an article as done."""
    place = (world.project, actor, world.articles[article], world.round_id)
    article_work.set_article_value(*place, "relevance", relevance)
    article_work.mark_done(*place)


def hand_in_again(
    world: World, actor: Actor, attribution: Attribution, key: str, value: str, article: int = 0
) -> None:
    """Reopen, change a value, and hand in."""
    place = (world.project, actor, world.articles[article], world.round_id)
    article_work.reopen(*place)
    annotating.set_value(world.project, actor, attribution.id, key, value)
    article_work.mark_done(*place)


def both_coded(world: World, other_stance: str = "opposes") -> tuple[Attribution, Attribution]:
    """Let Mira and Jonas code the first article: they differ in the stance of `TALK`."""
    pair = (mark(world, world.mira), mark(world, world.jonas, stance=other_stance))
    for actor in (world.mira, world.jonas):
        mark(world, actor, NEVER, "Tomas Ekdahl", stance="opposes")
        hand_in(world, actor)
    return pair


def maker_and_mira_coded(world: World) -> None:
    """Let the project's maker code the first article, too, and differ from Mira in one stance."""
    for actor, stance in ((world.maker, "supports"), (world.mira, "opposes")):
        mark(world, actor, TALK, stance=stance)
    for actor in (world.maker, world.mira):
        hand_in(world, actor)


def read(world: World, actor: Actor | None = None, article: int = 0) -> Adjudication:
    return read_adjudication(
        world.project, actor or judge(world), world.articles[article], world.round_id
    )


def item_of(found: Adjudication, quote: str) -> Item:
    """Return the item with a candidate, or gold, whose content begins with a quote."""
    for item in found.items:
        marked = [*item.candidates.values(), *([item.gold] if item.gold else [])]
        if any(one.content[0].quote.startswith(quote) for one in marked):
            return item
    raise AssertionError(f"no item for {quote!r}")


def article_item(found: Adjudication) -> Item:
    return next(one for one in found.items if one.subject is Subject.ARTICLE)


def lines(world: World, chosen: ItemFilter = ALL) -> tuple[ItemLine, ...]:
    """Return the queue, brought up to date."""
    refresh_items(world.project, judge(world))
    return items(world.project, judge(world), world.round_id, chosen)


def counts(world: World) -> ItemCounts:
    refresh_items(world.project, judge(world))
    return item_counts(world.project, judge(world), world.round_id)


def taken(found: Adjudication, item: Item, actor: Actor) -> dict[str, Chosen]:
    """Return all fields as one annotator has them."""
    from annotator.domain.adjudication.gold_fields import article_fields_of, fields_of

    if item.subject is Subject.ARTICLE:
        coder = next(one for one in found.coders if one.person_id == actor.person_id)
        values = article_fields_of(coder, found.codebook)
    else:
        values = fields_of(item.candidates[actor.person_id], found.codebook)
    return {name: Chosen(value, actor.person_id) for name, value in values.items()}


def take(
    world: World,
    item: Item,
    actor: Actor,
    article: int = 0,
    by: Actor | None = None,
    **more: object,
) -> Changes:
    """Decide an item as one annotator has it."""
    by = by or judge(world)
    found = read(world, by, article)
    return decide(world, item.id, taken(found, item, actor), article, by, **more)


def decide(
    world: World,
    item_id: uuid.UUID,
    fields: Mapping[str, Chosen],
    article: int = 0,
    by: Actor | None = None,
    **more: object,
) -> Changes:
    return adjudicating.decide(
        world.project,
        by or judge(world),
        world.articles[article],
        world.round_id,
        item_id,
        fields,
        **more,  # type: ignore[arg-type]
    )


def let_be_drawn(monkeypatch: pytest.MonkeyPatch, drawn: bool) -> None:
    """Let every item be drawn for a blind check, or none."""
    services = ("services.adjudication.bulk", "services.adjudication.queue")
    for module in ("domain.adjudication.item_making", *services):
        monkeypatch.setattr(f"annotator.{module}.left_for_check", lambda *_: drawn)
