"""Feedback: the own work beside gold, once released, and nothing of others."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.adjudication.feedback_items import FeedbackItem
from annotator.domain.adjudication.item import CONTENT, SPEAKER, STATE, Chosen, Item
from annotator.domain.attributions import QuotedSpan
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, Refused
from annotator.domain.feedback import feedback_id_of
from annotator.domain.people import Actor, Role
from annotator.domain.text.spans import SpanRole
from annotator.services import annotating, article_work
from annotator.services.adjudication.deciding import decide, reject
from annotator.services.adjudication.feedback import (
    ArticleFeedback,
    feedback_list,
    read_feedback,
    release,
    released,
    unfinished_articles,
    withdraw,
)
from annotator.services.adjudication.reading import Adjudication, read_adjudication
from annotator.services.exchange.merging import merge
from annotator.services.undo import revert
from tests.services.adjudicated import hand_in
from tests.services.exchange import at_desk, file_for
from tests.services.world import COMPLETE, HARBOUR, World, raw, sound, span_of

SOURCE = [span_of(HARBOUR, "Ingrid Valmont")]
QUOTE = "We will talk to them"


def adjudication(world: World) -> Adjudication:
    return read_adjudication(world.project, world.adjudicator, world.articles[0], world.round_id)


def item_with(world: World, words: str) -> Item:
    return next(
        one
        for one in adjudication(world).items
        for each in one.candidates.values()
        if words in each.content[0].quote
    )


def article_item(world: World) -> Item:
    return next(one for one in adjudication(world).items if one.subject is Subject.ARTICLE)


def take(world: World, item: Item, person: Actor, **more: Any) -> None:
    """Decide an item as this annotator has it."""
    one = item.candidates[person.person_id]
    fields: dict[str, Chosen] = {
        CONTENT: Chosen(one.content, person.person_id),
        "source": Chosen(one.of_role(SpanRole.SOURCE), person.person_id),
        SPEAKER: Chosen(one.speaker_id, person.person_id),
        **{
            key: Chosen(value, person.person_id)
            for key, value in one.values.items()
            if key != "confidence"
        },
        **more.pop("fields", {}),
    }
    decide(
        world.project,
        world.adjudicator,
        world.articles[0],
        world.round_id,
        item.id,
        fields,
        **more,
    )


@pytest.fixture
def coded(world: World) -> World:
    """Two have coded an article: one thing unlike, one that Mira alone and one that Jonas alone."""
    world.annotate(QUOTE, values=COMPLETE, source=SOURCE)
    world.annotate(QUOTE, world.jonas, values={**COMPLETE, "stance": "opposes"}, source=SOURCE)
    world.annotate("Never", world.mira, values=COMPLETE, source=SOURCE)
    world.annotate("Valmont had promised talks", world.jonas, values=COMPLETE, source=SOURCE)
    hand_in(world, world.mira)
    hand_in(world, world.jonas)
    return world


@pytest.fixture
def adjudicated(coded: World) -> World:
    """Gold has Jonas's stance; what Mira had alone is rejected, what Jonas had alone accepted."""
    place = (coded.project, coded.adjudicator, coded.articles[0], coded.round_id)
    both = item_with(coded, QUOTE)
    take(coded, both, coded.jonas, reason="codebook_rule", rationale="“Never” is no promise. 😀")
    reject(*place, item_with(coded, "Never").id, rationale="Judges the plan, not the talks.")
    take(coded, item_with(coded, "promised"), coded.jonas)
    article = article_item(coded)
    decide(*place, article.id, dict(article.agreed))
    assert adjudication(coded).gold_set is not None
    assert adjudication(coded).gold_set.state.closed  # type: ignore[union-attr]
    return coded


def let_go(world: World) -> None:
    release(world.project, world.manager, world.articles[0], world.round_id)


def seen_by(world: World, actor: Actor) -> ArticleFeedback | None:
    return read_feedback(world.project, actor, world.articles[0], world.round_id)


def items_of(world: World, actor: Actor) -> list[FeedbackItem]:
    found = seen_by(world, actor)
    assert found is not None
    return [one for one in found.items if one.subject is Subject.ATTRIBUTION]


def test_nothing_is_seen_before_it_is_released(adjudicated: World) -> None:
    assert seen_by(adjudicated, adjudicated.mira) is None
    assert feedback_list(adjudicated.project, adjudicated.mira, adjudicated.round_id) == ()
    [line] = released(adjudicated.project, adjudicated.manager, adjudicated.round_id)
    assert (line.article_id, line.released_at) == (adjudicated.articles[0], None)


def test_an_annotator_sees_the_own_work_beside_gold(adjudicated: World) -> None:
    let_go(adjudicated)
    sound(adjudicated.project)
    both, never, promised = items_of(adjudicated, adjudicated.mira)
    assert both.own is not None
    assert both.gold is not None
    assert (both.own.values["stance"], both.gold.values["stance"]) == ("supports", "opposes")
    assert both.differs == ("stance",)
    assert "confidence" not in both.own.values
    assert (both.reason, both.rationale) == ("codebook_rule", "“Never” is no promise. 😀")
    assert isinstance(both.own.spans[0], QuotedSpan)
    assert both.own.of_role(SpanRole.CONTENT)[0].quote == QUOTE
    assert (never.outcome, never.gold) == (Outcome.REJECTED, None)
    assert never.rationale == "Judges the plan, not the talks."
    assert promised.own is None
    assert promised.gold is not None
    assert [one.same for one in (both, never, promised)] == [False, False, False]
    found = seen_by(adjudicated, adjudicated.mira)
    assert found is not None
    assert found.differing == 3
    assert {one.field: (one.own, one.gold, one.differs) for one in found.values} == {
        STATE: ("done", "done", False),
        "relevance": ("relevant", "relevant", False),
    }


def test_feedback_holds_nothing_of_others(adjudicated: World) -> None:
    let_go(adjudicated)
    jonas = items_of(adjudicated, adjudicated.jonas)
    # What Mira alone had, and was rejected, is not for him to see.
    assert len(jonas) == 2
    assert [one.same for one in jonas] == [True, True]
    stored = raw(
        adjudicated.path,
        'SELECT items, "values" FROM feedback WHERE person_id = ?',
        adjudicated.jonas.person_id.bytes,
    )
    words = json.dumps(json.loads(stored[0][0])) + str(stored[0][1])
    for actor in (adjudicated.mira, adjudicated.manager):
        assert str(actor.person_id) not in words
    assert "supports" not in json.dumps(json.loads(stored[0][0])[1:2])
    assert "Judges the plan" not in words


def test_each_reads_only_the_own_feedback(adjudicated: World) -> None:
    let_go(adjudicated)
    place = (adjudicated.articles[0], adjudicated.round_id)
    assert seen_by(adjudicated, adjudicated.maker) is None
    for actor in (adjudicated.manager, adjudicated.adjudicator):
        with pytest.raises(NotAllowed):
            read_feedback(adjudicated.project, actor, *place)
        with pytest.raises(NotAllowed):
            feedback_list(adjudicated.project, actor, adjudicated.round_id)
    for actor in (adjudicated.mira, adjudicated.adjudicator):
        for change in (release, withdraw):
            with pytest.raises(NotAllowed):
                change(adjudicated.project, actor, *place)
    with pytest.raises(NotAllowed):
        released(adjudicated.project, adjudicated.mira, adjudicated.round_id)


def test_what_is_not_adjudicated_cannot_be_released(coded: World) -> None:
    with pytest.raises(Refused, match="gold_not_done"):
        let_go(coded)
    take(coded, item_with(coded, QUOTE), coded.jonas)
    with pytest.raises(Refused, match="gold_not_done"):
        let_go(coded)
    assert released(coded.project, coded.manager, coded.round_id) == ()
    assert unfinished_articles(coded.project, coded.manager, coded.round_id) == 1


def test_released_again_after_a_change_it_is_a_later_form(adjudicated: World) -> None:
    let_go(adjudicated)
    place = (adjudicated.project, adjudicated.manager, adjudicated.articles[0])
    assert not release(*place, adjudicated.round_id).entities
    take(
        adjudicated, item_with(adjudicated, QUOTE), adjudicated.mira, rationale="On second thought"
    )
    [line] = released(adjudicated.project, adjudicated.adjudicator, adjudicated.round_id)
    assert line.outdated
    assert line.annotators == 2
    assert items_of(adjudicated, adjudicated.mira)[0].differs == ("stance",)
    changes = release(*place, adjudicated.round_id)
    assert {one.after.revision for one in changes.of(EntityKind.FEEDBACK)} == {2}
    assert items_of(adjudicated, adjudicated.mira)[0].same
    assert not released(adjudicated.project, adjudicated.manager, adjudicated.round_id)[0].outdated


def test_withdrawn_it_is_gone_and_can_come_again(adjudicated: World) -> None:
    let_go(adjudicated)
    place = (adjudicated.project, adjudicated.manager, adjudicated.articles[0])
    changes = withdraw(*place, adjudicated.round_id)
    assert len(changes.of(EntityKind.FEEDBACK)) == 2
    assert seen_by(adjudicated, adjudicated.mira) is None
    assert feedback_list(adjudicated.project, adjudicated.mira, adjudicated.round_id) == ()
    assert not withdraw(*place, adjudicated.round_id).entities
    let_go(adjudicated)
    assert seen_by(adjudicated, adjudicated.mira) is not None
    sound(adjudicated.project)


def test_releasing_is_one_step_and_undone_as_one(adjudicated: World) -> None:
    changes = release(
        adjudicated.project, adjudicated.manager, adjudicated.articles[0], adjudicated.round_id
    )
    revert(adjudicated.project, adjudicated.manager, changes.step.id)
    assert seen_by(adjudicated, adjudicated.mira) is None
    sound(adjudicated.project)


@pytest.mark.parametrize("undone", [False, True])
def test_withdrawn_it_goes_from_a_file_that_is_out_already(
    adjudicated: World, tmp_path: Path, undone: bool
) -> None:
    place = (adjudicated.articles[0], adjudicated.round_id)
    changes = release(adjudicated.project, adjudicated.manager, *place)
    out = file_for(adjudicated, "Mira Sorel", tmp_path)
    if undone:
        revert(adjudicated.project, adjudicated.manager, changes.step.id)
    else:
        withdraw(adjudicated.project, adjudicated.manager, *place)
    (tmp_path / "later").mkdir()
    later = file_for(adjudicated, "Mira Sorel", tmp_path / "later")
    told = raw(later, 'SELECT items, "values", deleted_at IS NULL FROM feedback')
    assert told == [("[]", None, 0)]  # that it is gone, and nothing of what it said
    with at_desk(adjudicated, "Mira Sorel", out) as desk:
        assert read_feedback(desk.project, desk.mira, *place) is not None
        merge(desk.project, desk.mira, [later])
        assert read_feedback(desk.project, desk.mira, *place) is None
        release(adjudicated.project, adjudicated.manager, *place)
        (tmp_path / "again").mkdir()
        merge(desk.project, desk.mira, [file_for(adjudicated, "Mira Sorel", tmp_path / "again")])
        assert read_feedback(desk.project, desk.mira, *place) is not None
        sound(desk.project)
    sound(adjudicated.project)


def test_the_list_counts_what_differs(adjudicated: World) -> None:
    let_go(adjudicated)
    [line] = feedback_list(adjudicated.project, adjudicated.mira, adjudicated.round_id)
    assert (line.title, line.items, line.differing) == ("Harbour talks go on", 3, 3)
    [line] = feedback_list(adjudicated.project, adjudicated.jonas, adjudicated.round_id)
    assert (line.items, line.differing) == (2, 0)


def test_feedback_stays_as_it_was_released(adjudicated: World) -> None:
    let_go(adjudicated)
    before = items_of(adjudicated, adjudicated.mira)
    place = (adjudicated.articles[0], adjudicated.round_id)
    article_work.reopen(adjudicated.project, adjudicated.mira, *place)
    own = adjudicated.coding().attributions[0]
    annotating.set_value(adjudicated.project, adjudicated.mira, own.id, "stance", "opposes")
    assert items_of(adjudicated, adjudicated.mira) == before


def test_items_of_another_program_do_not_stop_the_rest(adjudicated: World) -> None:
    let_go(adjudicated)
    own = feedback_id_of(adjudicated.articles[0], adjudicated.round_id, adjudicated.mira.person_id)
    [(stored,)] = raw(adjudicated.path, "SELECT items FROM feedback WHERE id = ?", own.bytes)
    strange = [{"outcome": "of tomorrow"}, {}, *json.loads(stored)]
    raw(
        adjudicated.path,
        "UPDATE feedback SET items = ? WHERE id = ?",
        json.dumps(strange),
        own.bytes,
    )
    assert len(items_of(adjudicated, adjudicated.mira)) == 3


def test_somebody_unknown_has_none(adjudicated: World) -> None:
    let_go(adjudicated)
    assert seen_by(adjudicated, Actor(uuid.uuid4(), Role.ANNOTATOR)) is None
