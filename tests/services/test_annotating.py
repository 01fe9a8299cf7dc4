"""Each thing an annotator does with an attribution: what it stores, and what it refuses."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.attributions import Attribution
from annotator.domain.changes import Changes, Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.identifiers import new_id
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import Span, SpanRole
from annotator.services import annotating
from annotator.services.article_work import mark_cannot_code, mark_done, set_article_value
from annotator.services.codebooks import shipped_codebooks
from annotator.services.interchange.importing import import_paths
from annotator.services.queue import QueueFilter, queue_ids
from annotator.services.speakers import create_speaker
from annotator.services.undo import revert
from tests.services.world import (
    COMPLETE,
    HARBOUR,
    TEXTS,
    World,
    created,
    empty_project,
    sound,
    span_of,
)


def only(world: World, article: int = 0) -> Attribution:
    (found,) = world.coding(article).attributions
    return found


def test_create_stores_spans_with_their_quotes_and_begins_the_set(world: World) -> None:
    content = [span_of(HARBOUR, "not with them"), span_of(HARBOUR, "Never")]
    changes = annotating.create_attribution(
        world.project,
        world.mira,
        world.articles[0],
        world.round_id,
        content,
        values=COMPLETE,
        source=[span_of(HARBOUR, "Tomas Ekdahl")],
        cue=[span_of(HARBOUR, "added")],
    )
    assert changes.step.intention is Intention.CREATE_ATTRIBUTION
    assert changes.step.article_id == world.articles[0]
    assert [one.kind for one in changes.entities] == [
        EntityKind.ANNOTATION_SET,
        EntityKind.ATTRIBUTION,
    ]
    found = only(world)
    assert [one.quote for one in found.content] == ["Never", "not with them"]
    assert [one.quote for one in found.of_role(SpanRole.CUE)] == ["added"]
    assert all(HARBOUR[one.start : one.end] == one.quote for one in found.spans)
    assert found.values["type"] == "direct"
    assert found.derived == ("type",)
    assert found.codebook == "taliban-cooperation@1"
    assert world.coding().work.state == "in_progress"
    sound(world.project)


def test_offsets_are_code_points_behind_an_astral_character(world: World) -> None:
    found = world.annotate("a driver", article=1)
    assert found.content[0].quote == "a driver"
    assert TEXTS[1][found.content[0].start - 2] == "😀"


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([], "span_empty"),
        ([Span(5, 5)], "span_empty"),
        ([Span(5, 4)], "span_out_of_range"),
        ([Span(-1, 4)], "span_out_of_range"),
        ([Span(0, len(HARBOUR) + 1)], "span_out_of_range"),
        ([Span(19, 21)], "span_blank"),
        ([Span(0, 10), Span(9, 14)], "span_overlap"),
        ([Span(0, 10), Span(0, 10)], "span_overlap"),
    ],
)
def test_impossible_spans_are_refused(world: World, spans: list[Span], code: str) -> None:
    with pytest.raises(Refused) as refused:
        annotating.create_attribution(
            world.project, world.mira, world.articles[0], world.round_id, spans
        )
    assert refused.value.code == code
    assert world.coding().attributions == ()
    assert world.coding().work.revision == 0  # nothing was begun either


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"stance": "sideways"}, "unknown_value"),
        ({"mood": "good"}, "unknown_attribute"),
        ({"relevance": "relevant"}, "unknown_attribute"),
        ({"stance": True}, "wrong_kind"),
        ({"conditional": "yes"}, "wrong_kind"),
    ],
)
def test_values_outside_the_codebook_are_refused(
    world: World, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        world.annotate(values=values)
    assert refused.value.code == code
    found = world.annotate()
    ((key, value),) = values.items()
    with pytest.raises(Refused) as refused:
        annotating.set_value(world.project, world.mira, found.id, key, value)
    assert refused.value.code == code
    assert only(world) == found


def test_touching_fragments_and_overlap_across_roles_and_attributions_are_legal(
    world: World,
) -> None:
    one, other = span_of(HARBOUR, "We will "), span_of(HARBOUR, "talk to them")
    annotating.create_attribution(
        world.project,
        world.mira,
        world.articles[0],
        world.round_id,
        [one, other],
        source=[Span(one.start, one.start + 2)],
    )
    world.annotate("We will talk")
    assert len(world.coding().attributions) == 2


def test_unknown_articles_and_rounds_are_not_found(world: World) -> None:
    for article_id, round_id in (
        (new_id(), world.round_id),
        (world.articles[0], new_id()),
    ):
        with pytest.raises(NotFound):
            annotating.create_attribution(
                world.project, world.mira, article_id, round_id, [Span(0, 4)]
            )
    sound(world.project)


def test_nothing_is_marked_in_an_article_that_was_taken_out_again(world: World) -> None:
    from annotator.services.undo import history, revert

    (imported,) = [
        one
        for one in history(world.project, world.manager).undo
        if one.intention is Intention.IMPORT
    ]
    found = world.annotate(article=0)
    annotating.delete_attribution(world.project, world.mira, found.id)
    for step in reversed(history(world.project, world.mira).undo):
        revert(world.project, world.mira, step.id)
    revert(world.project, world.manager, imported.id)
    with pytest.raises(NotFound):
        world.annotate()
    with pytest.raises(NotFound):
        set_article_value(
            world.project, world.mira, world.articles[0], world.round_id, "relevance", "relevant"
        )
    with pytest.raises(NotFound):
        mark_cannot_code(
            world.project, world.mira, world.articles[0], world.round_id, "text_broken"
        )
    sound(world.project)


def test_a_duplicate_has_spans_and_speaker_but_no_value(world: World) -> None:
    speaker = created(
        create_speaker(world.project, world.mira, "Ingrid Valmont", SpeakerKind.NAMED_PERSON),
        EntityKind.SPEAKER,
    )
    carrier = world.annotate("Never")
    found = world.annotate(
        values={**COMPLETE, "conditional": True, "object": "recognition"}, speaker_id=speaker.id
    )
    annotating.set_note(world.project, world.mira, found.id, "look again")
    annotating.set_flag(world.project, world.mira, found.id, True)
    annotating.set_reported_by(world.project, world.mira, found.id, carrier.id)
    annotating.add_span(
        world.project, world.mira, found.id, SpanRole.CONDITION, span_of(HARBOUR, "on Monday")
    )
    copy = created(annotating.duplicate_attribution(world.project, world.mira, found.id))
    assert copy.id != found.id
    assert copy.content == found.content
    assert copy.of_role(SpanRole.CONDITION) == ()
    assert copy.speaker_id == speaker.id
    assert copy.reported_by == carrier.id
    assert copy.values == {"type": "direct"}
    assert (copy.note, copy.flagged) == ("", False)
    sound(world.project)


def test_deleting_leaves_a_tombstone_and_frees_what_it_reported(world: World) -> None:
    carrier, carried = world.annotate("Never"), world.annotate()
    annotating.set_reported_by(world.project, world.mira, carried.id, carrier.id)
    changes = annotating.delete_attribution(world.project, world.mira, carrier.id)
    assert {(one.after.id, one.after.deleted) for one in changes.entities} == {
        (carrier.id, True),
        (carried.id, False),
    }
    assert only(world).reported_by is None
    with pytest.raises(NotFound):
        annotating.delete_attribution(world.project, world.mira, carrier.id)
    sound(world.project)


def test_a_value_is_set_changed_and_taken_away(world: World) -> None:
    found = world.annotate()
    assert "stance" not in found.values  # no default stance, no default confidence
    assert "confidence" not in found.values
    for value in ("supports", "opposes"):
        annotating.set_value(world.project, world.mira, found.id, "stance", value)
        assert only(world).values["stance"] == value
    for nothing in (None, "", ()):
        annotating.set_value(world.project, world.mira, found.id, "stance", "supports")
        annotating.set_value(world.project, world.mira, found.id, "stance", nothing)
        assert "stance" not in only(world).values
    annotating.set_value(world.project, world.mira, found.id, "conditional", False)
    assert only(world).values["conditional"] is False


def test_setting_what_is_already_so_makes_no_step(world: World) -> None:
    found = world.annotate(values=COMPLETE)
    changes = annotating.set_value(world.project, world.mira, found.id, "stance", "supports")
    assert changes.entities == ()
    assert only(world).revision == 1
    from annotator.services.undo import history

    assert len(history(world.project, world.mira).undo) == 1


def test_the_quotation_type_follows_the_spans_until_overridden(world: World) -> None:
    found = world.annotate()
    said = span_of(HARBOUR, "the plan was empty")
    annotating.add_span(world.project, world.mira, found.id, SpanRole.CONTENT, said)
    assert (only(world).values["type"], only(world).derived) == ("mixed", ("type",))
    annotating.remove_span(
        world.project, world.mira, found.id, SpanRole.CONTENT, found.content[0].span
    )
    assert only(world).values["type"] == "indirect"
    annotating.set_value(world.project, world.mira, found.id, "type", "direct")
    assert (only(world).values["type"], only(world).derived) == ("direct", ())
    moved = Span(said.start, said.end - 6)
    annotating.change_span(world.project, world.mira, found.id, SpanRole.CONTENT, said, moved)
    assert only(world).values["type"] == "direct"  # a person's word stands
    annotating.set_value(world.project, world.mira, found.id, "type", None)
    assert (only(world).values["type"], only(world).derived) == ("indirect", ("type",))


def test_spans_are_added_moved_and_removed(world: World) -> None:
    found = world.annotate("Never")
    more, cue = span_of(HARBOUR, "not with them"), span_of(HARBOUR, "added")
    annotating.add_span(world.project, world.mira, found.id, SpanRole.CONTENT, more)
    annotating.add_span(world.project, world.mira, found.id, SpanRole.CUE, cue)
    moved = Span(more.start, more.end - 5)
    annotating.change_span(world.project, world.mira, found.id, SpanRole.CONTENT, more, moved)
    assert [one.quote for one in only(world).spans] == ["Never", "not with", "added"]
    annotating.remove_span(
        world.project, world.mira, found.id, SpanRole.CONTENT, found.content[0].span
    )
    with pytest.raises(Refused, match="last_content"):
        annotating.remove_span(world.project, world.mira, found.id, SpanRole.CONTENT, moved)
    with pytest.raises(NotFound):
        annotating.remove_span(world.project, world.mira, found.id, SpanRole.CUE, moved)
    with pytest.raises(NotFound):
        annotating.change_span(world.project, world.mira, found.id, SpanRole.CUE, moved, more)
    annotating.remove_span(world.project, world.mira, found.id, SpanRole.CUE, cue)
    assert [one.quote for one in only(world).spans] == ["not with"]
    sound(world.project)


def test_words_marked_anew_take_the_place_of_what_they_overlap(world: World) -> None:
    found = world.annotate("We will talk")
    inside = span_of(HARBOUR, "talk to them")
    annotating.add_span(world.project, world.mira, found.id, SpanRole.CUE, inside)
    annotating.add_span(world.project, world.mira, found.id, SpanRole.CONTENT, inside)
    assert [(one.role, one.quote) for one in only(world).spans] == [
        (SpanRole.CONTENT, "talk to them"),
        (SpanRole.CUE, "talk to them"),
    ]
    with pytest.raises(Refused, match="span_out_of_range"):
        annotating.add_span(
            world.project, world.mira, found.id, SpanRole.CUE, Span(len(HARBOUR), len(HARBOUR) + 1)
        )


def test_the_first_condition_says_that_it_is_conditional(world: World) -> None:
    found = world.annotate("We will talk")
    when = span_of(HARBOUR, "on Monday")
    changes = annotating.add_span(world.project, world.mira, found.id, SpanRole.CONDITION, when)
    assert only(world).values["conditional"] is True
    revert(world.project, world.mira, changes.step.id)
    assert "conditional" not in only(world).values


def test_notes_and_flags(world: World) -> None:
    found = world.annotate()
    annotating.set_note(world.project, world.mira, found.id, "Zweifel ✎ 😀\nsecond line")
    annotating.set_flag(world.project, world.mira, found.id, True)
    assert (only(world).note, only(world).flagged) == ("Zweifel ✎ 😀\nsecond line", True)
    annotating.set_flag(world.project, world.mira, found.id, False)
    annotating.set_note(world.project, world.mira, found.id, "")
    assert (only(world).note, only(world).flagged) == ("", False)


def test_half_a_character_in_a_note_does_not_break_the_write(world: World) -> None:
    """A text field can hold one half of a surrogate pair; no file can."""
    found = world.annotate()
    annotating.set_note(world.project, world.mira, found.id, "half \ud83d of it")
    assert only(world).note == "half \ufffd of it"
    sound(world.project)


def test_reported_by_refuses_itself_cycles_and_strangers(world: World) -> None:
    one, two, three = (world.annotate(quote) for quote in ("Never", "We will", "the plan"))
    elsewhere = world.annotate(article=1, quote="Let it through")

    def report(carried: Attribution, carrier: uuid.UUID | None) -> Changes:
        return annotating.set_reported_by(world.project, world.mira, carried.id, carrier)

    report(two, one.id)
    report(three, two.id)
    for carrier in (one, two, three):
        with pytest.raises(Refused, match="reported_by_cycle"):
            report(one, carrier.id)
    with pytest.raises(NotFound):
        report(one, elsewhere.id)
    with pytest.raises(NotFound):
        report(one, new_id())
    report(two, None)
    report(one, three.id)  # three, two: no cycle any more
    sound(world.project)


def test_a_speaker_of_another_article_is_refused_and_an_unknown_one_not_found(
    world: World,
) -> None:
    found = world.annotate(article=1, quote="We are hungry")
    driver = created(
        create_speaker(
            world.project,
            world.mira,
            "a driver",
            SpeakerKind.UNNAMED_PERSON,
            attribution_id=found.id,
            article_id=world.articles[1],
        ),
        EntityKind.SPEAKER,
    )
    assert only(world, 1).speaker_id == driver.id
    other = world.annotate()
    with pytest.raises(Refused, match="speaker_of_other_article"):
        annotating.set_speaker(world.project, world.mira, other.id, driver.id)
    with pytest.raises(Refused, match="speaker_of_other_article"):
        world.annotate("Never", speaker_id=driver.id)
    with pytest.raises(NotFound):
        annotating.set_speaker(world.project, world.mira, other.id, new_id())
    annotating.set_speaker(world.project, world.mira, found.id, None)
    assert only(world, 1).speaker_id is None


def every_edit(world: World, attribution: Attribution) -> dict[str, Callable[[], object]]:
    """All that can be done to an attribution, by name."""
    project, actor, id_ = world.project, world.mira, attribution.id
    span = attribution.content[0].span
    return {
        "duplicate": lambda: annotating.duplicate_attribution(project, actor, id_),
        "delete": lambda: annotating.delete_attribution(project, actor, id_),
        "value": lambda: annotating.set_value(project, actor, id_, "stance", "opposes"),
        "no value": lambda: annotating.set_value(project, actor, id_, "stance", None),
        "speaker": lambda: annotating.set_speaker(project, actor, id_, None),
        "reported by": lambda: annotating.set_reported_by(project, actor, id_, None),
        "note": lambda: annotating.set_note(project, actor, id_, "x"),
        "flag": lambda: annotating.set_flag(project, actor, id_, True),
        "add": lambda: annotating.add_span(project, actor, id_, SpanRole.CUE, Span(0, 7)),
        "change": lambda: annotating.change_span(
            project, actor, id_, SpanRole.CONTENT, span, Span(span.start, span.end - 5)
        ),
        "remove": lambda: annotating.remove_span(project, actor, id_, SpanRole.CONTENT, span),
        "new speaker": lambda: create_speaker(
            project,
            actor,
            "Ines Falk",
            SpeakerKind.NAMED_PERSON,
            article_id=attribution.article_id,
            attribution_id=id_,
        ),
        "create": lambda: world.annotate("Never"),
        "article value": lambda: set_article_value(
            project, actor, attribution.article_id, world.round_id, "relevance", "not_relevant"
        ),
        "done": lambda: mark_done(project, actor, attribution.article_id, world.round_id),
        "cannot code": lambda: mark_cannot_code(
            project, actor, attribution.article_id, world.round_id, "other_reason"
        ),
    }


def test_a_set_that_was_handed_in_refuses_every_change(world: World) -> None:
    found = world.annotate(values=COMPLETE, source=[span_of(HARBOUR, "Ingrid Valmont")])
    set_article_value(
        world.project, world.mira, world.articles[0], world.round_id, "relevance", "relevant"
    )
    mark_done(world.project, world.mira, world.articles[0], world.round_id)
    before = world.coding()
    for name, edit in every_edit(world, found).items():
        with pytest.raises(Refused) as refused:
            edit()
        assert refused.value.code == "set_closed", name
    assert world.coding() == before


def test_only_annotators_annotate(world: World) -> None:
    found = world.annotate(actor=world.maker)
    for actor in (world.manager, world.adjudicator):
        with pytest.raises(NotAllowed):
            world.annotate("Never", actor=actor)
        with pytest.raises(NotAllowed):
            annotating.set_flag(world.project, actor, found.id, True)
        with pytest.raises(NotAllowed):
            mark_done(world.project, actor, world.articles[0], world.round_id)
        with pytest.raises(NotAllowed):
            world.coding(actor=actor)


def test_a_condition_is_marked_only_where_the_codebook_has_one(tmp_path: Path) -> None:
    book = next(one for one in shipped_codebooks() if one.for_span_role(SpanRole.CONDITION) is None)
    source = tmp_path / "one.txt"
    source.write_text("If it rains, we stay.", encoding="utf-8")
    with empty_project(tmp_path / "x.stance", book) as world:
        import_paths(world.project, world.manager, [source])
        place = queue_ids(world.project, world.mira, world.round_id, QueueFilter())[0]
        found = created(
            annotating.create_attribution(
                world.project, world.mira, place, world.round_id, [Span(13, 20)]
            )
        )
        with pytest.raises(Refused, match="unknown_span_role"):
            annotating.add_span(
                world.project, world.mira, found.id, SpanRole.CONDITION, Span(0, 11)
            )
