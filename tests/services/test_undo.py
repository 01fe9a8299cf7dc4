"""Undo and redo: of everything, in any order of work, after a restart, and refused where due."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.articles import ZoneKind
from annotator.domain.attributions import Attribution, Values
from annotator.domain.changes import Intention
from annotator.domain.entities import EntityKind
from annotator.domain.errors import (
    AnnotatorError,
    Incomplete,
    MovedOn,
    NotAllowed,
    NotFound,
    Refused,
)
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.spans import Span, SpanRole
from annotator.services import annotating, article_work, speakers
from annotator.services import undo as undo_service
from annotator.services.undo import history, revert
from tests.services.world import (
    COMPLETE,
    HARBOUR,
    TEXTS,
    World,
    a_copy,
    contents,
    created,
    sound,
    span_of,
)

QUOTES = ("We will talk to them", "talk", "Never", "not with them", "the plan was empty")


def undo(world: World, actor: Actor | None = None) -> None:
    actor = actor or world.mira
    revert(world.project, actor, history(world.project, actor).undo[-1].id)


def redo(world: World, actor: Actor | None = None) -> None:
    actor = actor or world.mira
    revert(world.project, actor, history(world.project, actor).redo[-1].id)


def living(world: World) -> dict[str, set[tuple[str, str]]]:
    """Contents without submissions: these stay, whatever is undone."""
    found = contents(world.path)
    found.pop("submission")
    return found


Work = Callable[[World, Actor, int, int], object]


def _mark(world: World, actor: Actor, one: int, other: int) -> object:
    span = span_of(HARBOUR, QUOTES[one % len(QUOTES)])
    choices: list[Values] = [{}, COMPLETE, {"object": "recognition"}, {"conditional": True}]
    values = choices[other % len(choices)]
    return annotating.create_attribution(
        world.project, actor, world.articles[0], world.round_id, [span], values=values
    )


def _own(world: World, actor: Actor, which: int) -> Attribution:
    found = world.coding(0, actor).attributions
    if not found:
        raise NotFound("nothing_yet")
    return found[which % len(found)]


def _edit(function: Callable[..., object], *arguments: object) -> Work:
    def work(world: World, actor: Actor, one: int, other: int) -> object:
        chosen = _own(world, actor, one)
        given_ = [each(other) if callable(each) else each for each in arguments]
        return function(world.project, actor, chosen.id, *given_)

    return work


def _report(world: World, actor: Actor, one: int, other: int) -> object:
    chosen, carrier = _own(world, actor, one), _own(world, actor, other)
    return annotating.set_reported_by(world.project, actor, chosen.id, carrier.id)


def _new_speaker(world: World, actor: Actor, one: int, other: int) -> object:
    chosen = _own(world, actor, one)
    kind = list(SpeakerKind)[other % len(SpeakerKind)]
    return speakers.create_speaker(
        world.project,
        actor,
        f"Speaker {other}",
        kind,
        article_id=world.articles[0],
        attribution_id=chosen.id,
    )


def _choose_speaker(world: World, actor: Actor, one: int, other: int) -> object:
    chosen = _own(world, actor, one)
    there = speakers.complete_speakers(world.project, actor, "", world.articles[0])
    wanted = there[other % len(there)].speaker.id if there else None
    return annotating.set_speaker(world.project, actor, chosen.id, wanted)


def _rename_speaker(world: World, actor: Actor, one: int, other: int) -> object:
    there = speakers.complete_speakers(world.project, actor, "", world.articles[0])
    if not there:
        raise NotFound("nothing_yet")
    speaker = there[one % len(there)].speaker
    changed = speaker.but(name=f"Renamed {other}", aliases=(speaker.name,), country="NO")
    return speakers.update_speaker(world.project, actor, changed)


def _article_value(world: World, actor: Actor, one: int, other: int) -> object:
    value = [None, "relevant", "not_relevant"][one % 3]
    return article_work.set_article_value(
        world.project, actor, world.articles[0], world.round_id, "relevance", value
    )


def _done(world: World, actor: Actor, one: int, other: int) -> object:
    return article_work.mark_done(world.project, actor, world.articles[0], world.round_id)


def _complete(world: World, actor: Actor, one: int, other: int) -> object:
    chosen = _own(world, actor, one)
    key, value = [("stance", "unclear"), ("confidence", "low")][other % 2]
    return annotating.set_value(world.project, actor, chosen.id, key, value)


def _cannot(world: World, actor: Actor, one: int, other: int) -> object:
    return article_work.mark_cannot_code(
        world.project, actor, world.articles[0], world.round_id, "text_broken"
    )


def _reopen(world: World, actor: Actor, one: int, other: int) -> object:
    return article_work.reopen(world.project, actor, world.articles[0], world.round_id)


WORK: dict[str, Work] = {
    "mark": _mark,
    "mark again": _mark,
    "duplicate": _edit(annotating.duplicate_attribution),
    "delete": _edit(annotating.delete_attribution),
    "stance": _edit(annotating.set_value, "stance", lambda n: [None, "supports", "opposes"][n % 3]),
    "type": _edit(annotating.set_value, "type", lambda n: [None, "direct", "mixed"][n % 3]),
    "conditional": _edit(annotating.set_value, "conditional", lambda n: [None, True, False][n % 3]),
    "complete": _complete,
    "note": _edit(annotating.set_note, lambda n: f"note {n}"),
    "flag": _edit(annotating.set_flag, lambda n: n % 2 == 0),
    "add": _edit(
        annotating.add_span, lambda n: list(SpanRole)[n % 4], lambda n: Span(n * 3, n * 3 + 5)
    ),
    "report": _report,
    "new speaker": _new_speaker,
    "choose speaker": _choose_speaker,
    "rename speaker": _rename_speaker,
    "article value": _article_value,
    "done": _done,
    "cannot code": _cannot,
    "reopen": _reopen,
}

HANDING_IN = ("done", "cannot code", "reopen")
steps = st.lists(
    st.tuples(
        # Handing in closes the set for the rest, so it comes more rarely.
        st.one_of(
            *[st.sampled_from([name for name in WORK if name not in HANDING_IN])] * 4,
            st.sampled_from(HANDING_IN),
        ),
        st.booleans(),
        st.integers(0, 7),
        st.integers(0, 7),
    ),
    min_size=1,
    max_size=30,
)


@pytest.mark.timeout(100)
@settings(max_examples=25)
@given(work=steps)
def test_whatever_was_done_is_undone_and_redone(
    template: Path, work: list[tuple[str, bool, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, a_copy(template, Path(folder)) as world:
        start = living(world)
        for actor in (world.mira, world.jonas):
            for quote in QUOTES[:2]:
                world.annotate(quote, actor, values=COMPLETE, source=[span_of(HARBOUR, "Ingrid")])
        for name, jonas, one, other in work:
            try:
                WORK[name](world, world.jonas if jonas else world.mira, one, other)
            except (Refused, NotFound, NotAllowed, Incomplete):
                continue
        end = living(world)
        sound(world.project)
        for actor in (world.mira, world.jonas):
            while history(world.project, actor).undo:
                undo(world, actor)
        assert living(world) == start
        sound(world.project)
        for actor in (world.jonas, world.mira):
            while history(world.project, actor).redo:
                redo(world, actor)
        assert living(world) == end
        sound(world.project)


def test_the_stack_is_the_same_after_a_restart(world: World) -> None:
    found = world.annotate(values=COMPLETE)
    for note in ("one", "two", "three"):
        annotating.set_note(world.project, world.mira, found.id, note)
    undo(world)
    undo(world)
    redo(world)
    before = history(world.project, world.mira)
    assert [one.intention for one in before.undo] == [
        Intention.CREATE_ATTRIBUTION,
        Intention.SET_NOTE,
        Intention.REVERT,
    ]
    assert [before.original(one).intention for one in before.undo] == [
        Intention.CREATE_ATTRIBUTION,
        Intention.SET_NOTE,
        Intention.SET_NOTE,
    ]
    assert [before.original(one).intention for one in before.redo] == [Intention.SET_NOTE]
    world.reopen()
    assert history(world.project, world.mira) == before
    redo(world)
    assert world.coding().attributions[0].note == "three"
    for _ in range(4):
        undo(world)
    assert world.coding().attributions == ()


def test_the_stack_tells_undo_from_redo_beyond_its_reach(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redo whose undo is too old to be on the stack is still a redo."""
    found = world.annotate()
    for place in range(6):
        annotating.set_note(world.project, world.mira, found.id, f"{place}")
    for _ in range(6):
        undo(world)
    for _ in range(6):
        redo(world)
    monkeypatch.setattr(undo_service, "DEPTH", 8)
    stack = history(world.project, world.mira)
    assert stack.redo == ()
    assert {stack.original(one).intention for one in stack.undo} == {Intention.SET_NOTE}
    undo(world)
    assert world.coding().attributions[0].note == "4"


def test_new_work_clears_what_could_be_redone(world: World) -> None:
    found = world.annotate()
    annotating.set_note(world.project, world.mira, found.id, "one")
    undo(world)
    annotating.set_flag(world.project, world.mira, found.id, True)
    stack = history(world.project, world.mira)
    assert stack.redo == ()
    assert [one.intention for one in stack.undo] == [
        Intention.CREATE_ATTRIBUTION,
        Intention.SET_FLAG,
    ]


def test_undoing_done_reopens_and_the_submission_stays_first(world: World) -> None:
    world.annotate(values=COMPLETE, source=[span_of(HARBOUR, "Ingrid")])
    article_work.mark_done(world.project, world.mira, world.articles[0], world.round_id)
    assert (world.coding().work.state, world.coding().submissions) == ("done", 1)
    undo(world)
    assert (world.coding().work.state, world.coding().submissions) == ("in_progress", 1)
    redo(world)
    assert (world.coding().work.state, world.coding().submissions) == ("done", 1)
    sound(world.project)


def test_time_that_was_measured_survives_undoing(world: World) -> None:
    world.annotate()
    article_work.set_article_value(
        world.project, world.mira, world.articles[0], world.round_id, "relevance", "relevant"
    )
    article_work.add_seconds(world.project, world.mira, world.articles[0], world.round_id, 90)
    assert world.coding().work.seconds == 90
    undo(world)
    assert world.coding().work.seconds == 90
    redo(world)
    assert world.coding().work.seconds == 90


def test_a_row_that_moved_on_is_not_reverted(world: World) -> None:
    """The same person in a second window: whatever is older than the newest change stays."""
    found = world.annotate()
    first = annotating.set_note(world.project, world.mira, found.id, "one").step.id
    annotating.set_note(world.project, world.mira, found.id, "two")
    before = contents(world.path)
    with pytest.raises(MovedOn):
        revert(world.project, world.mira, first)
    assert contents(world.path) == before
    assert len(history(world.project, world.mira).undo) == 3


def test_the_same_step_is_not_reverted_twice(world: World) -> None:
    step = annotating.set_flag(world.project, world.mira, world.annotate().id, True).step.id
    revert(world.project, world.mira, step)
    with pytest.raises(MovedOn):
        revert(world.project, world.mira, step)
    assert world.coding().attributions[0].flagged is False


def test_another_persons_steps_are_not_mine_to_undo(world: World) -> None:
    world.annotate(actor=world.jonas)
    (theirs,) = history(world.project, world.jonas).undo
    assert history(world.project, world.mira).undo == ()
    with pytest.raises((NotAllowed, NotFound)):
        revert(world.project, world.mira, theirs.id)
    with pytest.raises(NotFound):
        revert(world.project, world.mira, new_id())
    assert len(world.coding(0, world.jonas).attributions) == 1


def test_a_published_speaker_that_somebody_named_is_not_taken_back(world: World) -> None:
    made = speakers.create_speaker(
        world.project, world.manager, "Ingrid Valmont", SpeakerKind.NAMED_PERSON
    )
    speaker = created(made, EntityKind.SPEAKER)
    world.annotate(speaker_id=speaker.id)
    with pytest.raises(MovedOn):
        revert(world.project, world.manager, made.step.id)
    assert world.coding().speakers[speaker.id].deleted is False
    undo(world)
    revert(world.project, world.manager, made.step.id)
    sound(world.project)
    with pytest.raises(MovedOn):  # the attribution cannot come back without its speaker
        redo(world)
    assert world.coding().attributions == ()
    sound(world.project)


def test_an_attribution_that_carries_another_is_not_taken_back(world: World) -> None:
    first = world.annotate("Never")
    step = history(world.project, world.mira).undo[-1].id
    second = world.annotate("talk")
    annotating.set_reported_by(world.project, world.mira, second.id, first.id)
    with pytest.raises(MovedOn):
        revert(world.project, world.mira, step)
    sound(world.project)


def test_a_step_in_a_set_that_was_handed_in_is_not_taken_back(world: World) -> None:
    """Also not through a window whose stack is out of date."""
    found = world.annotate(values=COMPLETE, source=[span_of(HARBOUR, "Ingrid")])
    flagged = annotating.set_flag(world.project, world.mira, found.id, True).step.id
    article_work.mark_done(world.project, world.mira, world.articles[0], world.round_id)
    with pytest.raises(MovedOn):
        revert(world.project, world.mira, flagged)
    assert world.coding().attributions[0].flagged is True
    undo(world)
    undo(world)
    assert world.coding().attributions[0].flagged is False


def test_zones_and_speakers_of_managers_are_undone(world: World) -> None:
    start = living(world)
    end_of_title = HARBOUR.index("\n")
    zone = created(
        article_work.add_zone(
            world.project, world.manager, world.articles[0], Span(0, end_of_title), ZoneKind.CAPTION
        ),
        EntityKind.ZONE,
    )
    speaker = created(
        speakers.create_speaker(
            world.project, world.manager, "Council of Elders", SpeakerKind.COLLECTIVE
        ),
        EntityKind.SPEAKER,
    )
    speakers.update_speaker(world.project, world.manager, speaker.but(aliases=("the elders",)))
    article_work.remove_zone(world.project, world.manager, zone.id)
    end = living(world)
    for _ in range(4):
        undo(world, world.manager)
    assert living(world) == start
    for _ in range(4):
        redo(world, world.manager)
    assert living(world) == end
    sound(world.project)


def test_making_the_project_and_its_people_is_never_on_the_stack(world: World) -> None:
    intentions = [one.intention for one in history(world.project, world.manager).undo]
    assert intentions == [Intention.IMPORT]


def test_an_import_is_taken_back_whole_and_comes_back_whole(world: World) -> None:
    start = contents(world.path)
    undo(world, world.manager)
    gone = contents(world.path)
    assert gone["article"] == gone["appearance"] == set()
    sound(world.project)
    redo(world, world.manager)
    assert contents(world.path) == start
    assert world.coding(2).article.text == TEXTS[2]
    sound(world.project)


def test_an_import_on_which_somebody_built_stays(world: World) -> None:
    world.annotate()
    with pytest.raises(MovedOn):
        undo(world, world.manager)
    assert len(contents(world.path)["article"]) == len(TEXTS)
    sound(world.project)


def test_work_does_not_come_back_to_an_article_that_was_taken_out(world: World) -> None:
    world.annotate()
    undo(world)
    undo(world, world.manager)
    with pytest.raises(MovedOn):
        redo(world)
    sound(world.project)
    redo(world, world.manager)
    redo(world)
    assert len(world.coding().attributions) == 1
    sound(world.project)


def test_a_failed_undo_leaves_the_stack_as_it_was(world: World) -> None:
    first = world.annotate("Never")
    annotating.set_note(world.project, world.mira, first.id, "x")
    undo(world)
    before = history(world.project, world.mira)
    for step in (before.redo[0].reverts, new_id()):
        with pytest.raises(AnnotatorError):
            revert(world.project, world.mira, step)  # type: ignore[arg-type]
    assert history(world.project, world.mira) == before
