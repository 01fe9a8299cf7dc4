"""Work on a whole article: gaps, handing in, reopening, values of the article, zones, time."""

import pytest

from annotator.domain.articles import ZoneKind
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Incomplete, NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.text.spans import Span
from annotator.services import annotating
from annotator.services.article_work import (
    add_seconds,
    add_zone,
    mark_cannot_code,
    mark_done,
    remove_zone,
    reopen,
    set_article_value,
)
from annotator.storage import work_queries
from tests.services.world import COMPLETE, HARBOUR, World, created, raw, sound, span_of


def done(world: World, article: int = 0) -> None:
    mark_done(world.project, world.mira, world.articles[article], world.round_id)


def test_gaps_are_named_and_nothing_is_handed_in(world: World) -> None:
    bare = world.annotate()
    half = world.annotate("Never", values={"stance": "opposes"}, source=[span_of(HARBOUR, "he")])
    with pytest.raises(Incomplete) as incomplete:
        done(world)
    found = {(one.attribution_id, one.field, one.code) for one in incomplete.value.gaps}
    assert found == {
        (bare.id, "stance", "value_missing"),
        (bare.id, "confidence", "value_missing"),
        (bare.id, "speaker", "speaker_missing"),
        (half.id, "confidence", "value_missing"),
    }
    assert world.coding().work.state == "in_progress"
    assert world.coding().submissions == 0
    # What was deleted misses nothing.
    annotating.delete_attribution(world.project, world.mira, bare.id)
    annotating.set_value(world.project, world.mira, half.id, "confidence", "low")
    done(world)
    assert world.coding().work.state == "done"
    sound(world.project)


def test_done_with_nothing_found_differs_from_not_looked_at(world: World) -> None:
    done(world)
    assert (world.coding().work.state, world.coding().submissions) == ("done", 1)
    assert world.coding(1).work.state == "to_do"
    assert world.coding(1).work.revision == 0


def test_submissions_are_snapshots_first_and_latest(world: World) -> None:
    place = (world.articles[0], world.round_id)
    found = world.annotate(values=COMPLETE, source=[span_of(HARBOUR, "Ingrid")])
    done(world)
    with pytest.raises(Refused, match="set_closed"):
        done(world)
    reopen(world.project, world.mira, *place)
    annotating.set_value(world.project, world.mira, found.id, "stance", "opposes")
    done(world)
    reopen(world.project, world.mira, *place)
    mark_cannot_code(world.project, world.mira, *place, "duplicate")
    with world.project.store.read() as connection:
        submissions = work_queries.submissions_of(connection, [world.coding().work.id])
    assert [(one.ordinal, one.state, one.reason) for one in submissions] == [
        (1, "done", None),
        (2, "done", None),
        (3, "cannot_code", "duplicate"),
    ]
    assert [one.snapshot["attributions"][0]["values"]["stance"] for one in submissions] == [
        "supports",
        "opposes",
        "opposes",
    ]
    assert [one.snapshot["set"]["state"] for one in submissions] == ["done", "done", "cannot_code"]
    assert {one.codebook for one in submissions} == {"taliban-cooperation@1"}
    assert world.coding().submissions == 3
    sound(world.project)


def test_reopening_is_explicit(world: World) -> None:
    place = (world.articles[0], world.round_id)
    with pytest.raises(NotFound):
        reopen(world.project, world.mira, *place)
    world.annotate()
    with pytest.raises(Refused, match="set_open"):
        reopen(world.project, world.mira, *place)
    mark_cannot_code(world.project, world.mira, *place, "text_broken")
    assert world.coding().work.reason == "text_broken"
    reopen(world.project, world.mira, *place)
    assert (world.coding().work.state, world.coding().work.reason) == ("in_progress", None)
    assert len(world.coding().attributions) == 1


def test_a_reason_must_be_one_of_the_codebooks(world: World) -> None:
    with pytest.raises(Refused, match="unknown_reason"):
        mark_cannot_code(world.project, world.mira, world.articles[0], world.round_id, "bored")
    assert world.coding().work.revision == 0


def test_values_of_the_article(world: World) -> None:
    place = (world.articles[0], world.round_id)
    set_article_value(world.project, world.mira, *place, "relevance", "relevant")
    assert world.coding().work.values == {"relevance": "relevant"}
    assert world.coding().work.state == "in_progress"
    for key, value, code in (
        ("relevance", "hardly", "unknown_value"),
        ("stance", "supports", "unknown_attribute"),
        ("relevance", True, "wrong_kind"),
    ):
        with pytest.raises(Refused, match=code):
            set_article_value(world.project, world.mira, *place, key, value)
    set_article_value(world.project, world.mira, *place, "relevance", None)
    assert world.coding().work.values == {}
    assert world.coding(0, world.jonas).work.values == {}
    sound(world.project)


def test_zones_are_shown_to_everybody_in_order_of_the_text(world: World) -> None:
    later = created(
        add_zone(world.project, world.manager, world.articles[0], Span(30, 40), ZoneKind.CAPTION),
        EntityKind.ZONE,
    )
    add_zone(world.project, world.manager, world.articles[0], Span(0, 5), ZoneKind.PAYWALL)
    assert [one.start for one in world.coding().article.zones] == [0, 30]
    for span in (Span(5, 5), Span(-1, 5), Span(5, len(HARBOUR) + 1)):
        with pytest.raises(Refused, match="span_out_of_range"):
            add_zone(world.project, world.manager, world.articles[0], span, ZoneKind.CAPTION)
    with pytest.raises(NotFound):
        add_zone(world.project, world.manager, new_id(), Span(0, 5), ZoneKind.CAPTION)
    remove_zone(world.project, world.manager, later.id)
    with pytest.raises(NotFound):
        remove_zone(world.project, world.manager, later.id)
    assert [one.start for one in world.coding().article.zones] == [0]
    sound(world.project)


def test_time_is_a_counter_and_no_step(world: World) -> None:
    place = (world.articles[0], world.round_id)
    add_seconds(world.project, world.mira, *place, 5)  # nothing begun: nothing to count on
    assert world.coding().work.revision == 0
    world.annotate()
    steps = raw(world.path, "SELECT count(*) FROM step")
    for seconds in (30, 12, 0, -5):
        add_seconds(world.project, world.mira, *place, seconds)
    assert world.coding().work.seconds == 42
    assert raw(world.path, "SELECT count(*) FROM step") == steps
    sound(world.project)
