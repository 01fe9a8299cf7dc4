"""Annotators find only what is published and what is their own, through every service."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.entities import EntityKind
from annotator.domain.errors import AnnotatorError, NotAllowed, NotFound, Refused
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.domain.text.spans import Span, SpanRole
from annotator.services import annotating, article_work, speakers
from annotator.services.coding import attribution_history
from annotator.services.interchange.exporting import ExportOptions, export_project, preview
from annotator.services.queue import QueueFilter, QueueState, queue_counts, queue_ids, queue_rows
from annotator.services.statistics import stats
from annotator.services.undo import history
from tests.services.world import COMPLETE, HARBOUR, World, contents, created, sound, span_of


@pytest.fixture
def theirs(world: World) -> uuid.UUID:
    """An attribution of Mira's, with a speaker, a note and a flag of hers; Jonas has nothing."""
    found = world.annotate(values=COMPLETE)
    speakers.create_speaker(
        world.project,
        world.mira,
        "Secret Source",
        SpeakerKind.NAMED_PERSON,
        attribution_id=found.id,
    )
    annotating.set_note(world.project, world.mira, found.id, "a secret note")
    annotating.set_flag(world.project, world.mira, found.id, True)
    article_work.set_article_value(
        world.project, world.mira, world.articles[0], world.round_id, "relevance", "relevant"
    )
    return found.id


def secret_speaker(world: World) -> uuid.UUID:
    (match,) = speakers.complete_speakers(world.project, world.mira, "secret", world.articles[0])
    return match.speaker.id


SPAN = Span(0, 7)
BY_ATTRIBUTION: dict[str, Callable[[World, Actor, uuid.UUID], object]] = {
    "duplicate": lambda w, a, i: annotating.duplicate_attribution(w.project, a, i),
    "delete": lambda w, a, i: annotating.delete_attribution(w.project, a, i),
    "value": lambda w, a, i: annotating.set_value(w.project, a, i, "stance", "opposes"),
    "speaker": lambda w, a, i: annotating.set_speaker(w.project, a, i, None),
    "reported by": lambda w, a, i: annotating.set_reported_by(w.project, a, i, None),
    "note": lambda w, a, i: annotating.set_note(w.project, a, i, "x"),
    "flag": lambda w, a, i: annotating.set_flag(w.project, a, i, False),
    "add span": lambda w, a, i: annotating.add_span(w.project, a, i, SpanRole.CUE, SPAN),
    "change span": lambda w, a, i: annotating.change_span(
        w.project, a, i, SpanRole.CONTENT, span_of(HARBOUR, "We will talk to them"), SPAN
    ),
    "remove span": lambda w, a, i: annotating.remove_span(
        w.project, a, i, SpanRole.CONTENT, span_of(HARBOUR, "We will talk to them")
    ),
    "new speaker": lambda w, a, i: speakers.create_speaker(
        w.project, a, "Ines Falk", SpeakerKind.NAMED_PERSON, attribution_id=i
    ),
    "history": lambda w, a, i: attribution_history(w.project, a, i),
}


@pytest.mark.parametrize("name", sorted(BY_ATTRIBUTION))
def test_anothers_attribution_is_not_found(world: World, theirs: uuid.UUID, name: str) -> None:
    before = contents(world.path)
    with pytest.raises(NotFound) as unknown:
        BY_ATTRIBUTION[name](world, world.jonas, uuid.uuid4())
    with pytest.raises(NotFound) as others:
        BY_ATTRIBUTION[name](world, world.jonas, theirs)
    # The two answers are the same: not even that it exists is told.
    assert (others.value.code, others.value.fields) == (unknown.value.code, unknown.value.fields)
    for actor in (world.manager, world.adjudicator):
        with pytest.raises((NotAllowed, NotFound)):
            BY_ATTRIBUTION[name](world, actor, theirs)
    assert contents(world.path) == before


def test_anothers_attribution_does_not_carry_mine(world: World, theirs: uuid.UUID) -> None:
    mine = world.annotate("Never", world.jonas)
    with pytest.raises(NotFound):
        annotating.set_reported_by(world.project, world.jonas, mine.id, theirs)


BY_SPEAKER: dict[str, Callable[[World, uuid.UUID, uuid.UUID], object]] = {
    "set": lambda w, mine, s: annotating.set_speaker(w.project, w.jonas, mine, s),
    "create with": lambda w, _, s: w.annotate("Never", w.jonas, speaker_id=s),
    "update": lambda w, _, s: speakers.update_speaker(
        w.project, w.jonas, Speaker(id=s, name="Mine now")
    ),
}


@pytest.mark.parametrize("name", sorted(BY_SPEAKER))
def test_anothers_provisional_speaker_is_not_found(
    world: World, theirs: uuid.UUID, name: str
) -> None:
    mine = world.annotate("talk", world.jonas)
    before = contents(world.path)
    secret = secret_speaker(world)
    answers: list[tuple[str, object]] = []
    for speaker_id in (secret, uuid.uuid4()):
        with pytest.raises(NotFound) as refused:
            BY_SPEAKER[name](world, mine.id, speaker_id)
        answers.append((refused.value.code, refused.value.fields))
    assert answers[0] == answers[1]
    assert contents(world.path) == before


def test_anothers_speaker_is_in_no_completion_and_its_name_is_free(
    world: World, theirs: uuid.UUID
) -> None:
    assert speakers.complete_speakers(world.project, world.jonas, "", world.articles[0]) == ()
    made = speakers.create_speaker(
        world.project, world.jonas, "Secret Source", SpeakerKind.NAMED_PERSON
    )
    (match,) = speakers.complete_speakers(world.project, world.jonas, "secret", world.articles[0])
    assert match.speaker == created(made, EntityKind.SPEAKER)
    assert match.attribution_count == 0  # not Mira's one
    with pytest.raises(Refused, match="speaker_exists"):
        speakers.create_speaker(
            world.project, world.jonas, "secret  SOURCE", SpeakerKind.NAMED_PERSON
        )


def test_use_counts_are_the_actors_own(world: World) -> None:
    shared = created(
        speakers.create_speaker(
            world.project, world.manager, "Council of Elders", SpeakerKind.ORGANISATION
        ),
        EntityKind.SPEAKER,
    )
    world.annotate(speaker_id=shared.id)
    for actor, count in ((world.mira, 1), (world.jonas, 0)):
        (match,) = speakers.complete_speakers(world.project, actor, "council", None)
        assert match.attribution_count == count
        assert speakers.use_count(world.project, actor, shared.id) == count


def test_reading_shows_nothing_of_others(world: World, theirs: uuid.UUID) -> None:
    coding = world.coding(actor=world.jonas)
    assert coding.attributions == ()
    assert coding.speakers == {}
    assert coding.submissions == 0
    assert (coding.work.state, coding.work.values, coding.work.revision) == ("to_do", {}, 0)
    assert history(world.project, world.jonas).undo == ()


def test_queues_count_and_show_only_the_actors_own(world: World, theirs: uuid.UUID) -> None:
    article_work.mark_cannot_code(
        world.project, world.mira, world.articles[1], world.round_id, "text_broken"
    )
    counts = queue_counts(world.project, world.jonas, world.round_id)
    assert (counts.to_do, counts.done, counts.flagged, counts.all) == (3, 0, 0, 3)
    for state in (QueueState.DONE, QueueState.FLAGGED):
        found = queue_ids(world.project, world.jonas, world.round_id, QueueFilter(state))
        assert list(found) == []
    rows = queue_rows(world.project, world.jonas, world.round_id, world.articles)
    assert {(one.state, one.attribution_count, one.flagged) for one in rows} == {
        ("to_do", 0, False)
    }


def test_queues_are_for_annotators(world: World) -> None:
    for actor in (world.manager, world.adjudicator):
        with pytest.raises(NotAllowed):
            queue_counts(world.project, actor, world.round_id)
        with pytest.raises(NotAllowed):
            queue_ids(world.project, actor, world.round_id, QueueFilter())
        with pytest.raises(NotAllowed):
            queue_rows(world.project, actor, world.round_id, world.articles)


def test_statistics_of_an_annotator_are_the_own_ones(world: World, theirs: uuid.UUID) -> None:
    found = stats(world.project, world.jonas)
    assert [one.name for one in found.people] == ["Jonas Reit"]
    assert (found.people[0].attributions, found.people[0].flagged) == (0, 0)
    assert {count for counts in found.values.values() for count in counts.values()} == {0}


def test_an_annotators_export_holds_only_the_own_work(
    world: World, theirs: uuid.UUID, tmp_path: Path
) -> None:
    world.annotate("Never", world.jonas, values=COMPLETE)
    for name in ("stance-annotator", "csv"):
        out = tmp_path / f"jonas.{name}"
        report = export_project(world.project, world.jonas, name, out)
        assert report.rows == 1
        text = out.read_text(encoding="utf-8-sig")
        shown = repr(preview(world.project, world.jonas, name))
        for secret in ("Mira Sorel", "Secret Source", "secret note", str(theirs), "Edda Holm"):
            assert secret not in text
            assert secret not in shown
        assert "Jonas Reit" in text


@pytest.mark.parametrize(
    "options",
    [
        ExportOptions(layer="gold"),
        ExportOptions(annotators=("Mira Sorel",)),
        ExportOptions(annotators=("Jonas Reit", "Mira Sorel")),
        ExportOptions(annotators=("Nobody At All",)),
    ],
)
def test_asking_for_more_is_refused_and_tells_nothing(
    world: World, theirs: uuid.UUID, tmp_path: Path, options: ExportOptions
) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(NotAllowed) as refused:
        export_project(world.project, world.jonas, "stance-annotator", out, options)
    assert (refused.value.code, refused.value.fields) == ("blind_export", {})
    with pytest.raises(NotAllowed):
        preview(world.project, world.jonas, "csv", options)
    assert not out.exists()


def test_an_unnamed_speaker_is_seen_only_in_its_article(world: World) -> None:
    for actor in (world.mira, world.manager):
        speakers.create_speaker(
            world.project,
            actor,
            f"an official {actor.role}",
            SpeakerKind.UNNAMED_PERSON,
            article_id=world.articles[0],
        )

    def names(actor: Actor, article: uuid.UUID | None) -> list[str]:
        found = speakers.complete_speakers(world.project, actor, "official", article)
        return [one.speaker.name for one in found]

    assert len(names(world.mira, world.articles[0])) == 2
    assert names(world.jonas, world.articles[0]) == ["an official manager"]
    assert names(world.mira, world.articles[1]) == names(world.mira, None) == []


def test_work_of_one_does_not_touch_the_other(world: World, theirs: uuid.UUID) -> None:
    """The same service calls by both: two sets, two queues, two stacks."""
    mine = world.annotate(actor=world.jonas, values={"stance": "opposes"})
    annotating.delete_attribution(world.project, world.jonas, mine.id)
    article_work.mark_cannot_code(
        world.project, world.jonas, world.articles[0], world.round_id, "text_broken"
    )
    assert [one.id for one in world.coding().attributions] == [theirs]
    assert world.coding().work.state == "in_progress"
    sound(world.project)


def test_zones_are_for_managers(world: World) -> None:
    from annotator.domain.articles import ZoneKind

    for actor in (world.mira, world.adjudicator):
        with pytest.raises(AnnotatorError):
            article_work.add_zone(
                world.project, actor, world.articles[0], Span(0, 5), ZoneKind.BOILERPLATE
            )
