"""Articles that are adjudicated, as the tests of exchange and feedback need them."""

from collections.abc import Mapping
from typing import Any

from annotator.domain.annotation_sets import AnnotationSet, SetKind, SetState, set_id_of
from annotator.domain.attributions import Attribution
from annotator.domain.changes import Intention
from annotator.domain.decisions import Decision, Outcome, SeenSet, Subject
from annotator.domain.documents import to_document
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor
from annotator.services.article_work import mark_done, set_article_value
from annotator.storage import work_queries
from tests.services.world import World


def hand_in(world: World, actor: Actor, article: int = 0) -> None:
    """Mark an article as done."""
    place = (world.articles[article], world.round_id)
    set_article_value(world.project, actor, *place, "relevance", "relevant")
    mark_done(world.project, actor, *place)


def seen_sets(world: World, article: int = 0) -> tuple[SeenSet, ...]:
    """Return the annotators' sets of an article with their latest submissions."""
    with world.project.store.read() as connection:
        sets = work_queries.sets_of_article(connection, world.articles[article])
        latest = {
            one.set_id: one.id
            for one in work_queries.submissions_of(connection, [one.id for one in sets])
        }
    return tuple(SeenSet(one, latest[one]) for one in sorted(latest))


def begin_gold(world: World, article: int = 0, state: SetState = SetState.DONE) -> AnnotationSet:
    """Store a gold set of the main round."""
    gold = AnnotationSet(
        id=set_id_of(world.articles[article], world.round_id, None),
        article_id=world.articles[article],
        round_id=world.round_id,
        person_id=None,
        kind=SetKind.GOLD,
        state=state,
        values={"relevance": "relevant"},
    )
    with world.project.store.write(Intention.DECIDE, world.adjudicator.person_id) as written:
        written.unit.put(gold)
    return gold


def settle(
    world: World,
    candidates: tuple[Attribution, ...],
    outcome: Outcome = Outcome.ACCEPTED,
    article: int = 0,
    *,
    values: Mapping[str, Any] | None = None,
    fields: Mapping[str, Any] | None = None,
    **more: Any,
) -> Decision:
    """Store a decision on attributions, with a gold attribution where the outcome has one."""
    gold_set = set_id_of(world.articles[article], world.round_id, None)
    gold = None
    if candidates and outcome not in (Outcome.REJECTED, Outcome.DISCUSS):
        first = candidates[0]
        gold = first.but(
            id=new_id(),
            set_id=gold_set,
            revision=0,
            values=dict(values or first.values),
            derived=(),
            note="",
        )
    with world.project.store.write(Intention.DECIDE, world.adjudicator.person_id) as written:
        decision = Decision(
            id=more.pop("id", None) or new_id(),
            article_id=world.articles[article],
            round_id=world.round_id,
            adjudicator_id=world.adjudicator.person_id,
            outcome=outcome,
            candidates=tuple(one.id for one in candidates),
            snapshots=tuple(to_document(one) for one in candidates),
            sets=seen_sets(world, article),
            gold=(gold.id,) if gold else (),
            fields=dict(fields or {}),
            at=written.unit.now,
            **more,
        )
        if gold is not None:
            written.unit.put(gold)
        written.unit.put(decision)
    return decision


def about_the_article(world: World, article: int = 0, **more: Any) -> Decision:
    """Store a decision on the article's own values."""
    return settle(
        world,
        (),
        article=article,
        subject=Subject.ARTICLE,
        fields={
            "relevance": {"value": "relevant", "taken_from": str(world.mira.person_id)},
            "state": {"value": "done", "taken_from": None},
        },
        **more,
    )


def person_text(person: Actor) -> str:
    """Return a person's identifier as it stands in the fields of a decision."""
    return str(person.person_id)
