"""The queue: what is listed, how it is ordered and counted, and that nothing goes past it."""

import uuid
from pathlib import Path

import pytest

from annotator.domain.adjudication.item import DifferenceKind, ItemState, Severity, left_for_check
from annotator.domain.annotation_sets import AnnotationSet, SetState, Submission, set_id_of
from annotator.domain.articles import Article
from annotator.domain.changes import Intention
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.documents import to_document
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Cancelled
from annotator.domain.identifiers import new_id
from annotator.domain.speakers import Speaker, SpeakerKind
from annotator.services import annotating, article_work, speakers
from annotator.services.adjudication import deciding as adjudicating
from annotator.services.adjudication.queue import (
    ItemFilter,
    KindCount,
    item_counts,
    items,
    refresh_items,
)
from annotator.services.checking import check
from annotator.services.interchange.exporting import export_project
from annotator.services.interchange.importing import import_paths
from annotator.services.project import create_project, open_project
from annotator.services.undo import history, revert
from annotator.storage import adjudication_queries, bulk
from tests.services.coded import (
    ALL,
    NEVER,
    TALK,
    both_coded,
    counts,
    hand_in,
    hand_in_again,
    item_of,
    judge,
    lines,
    mark,
    read,
    take,
    third,
)
from tests.services.processes import finished, start
from tests.services.world import World, created, enter, raw, sound


@pytest.fixture(autouse=True)
def _nothing_drawn(nothing_drawn: None) -> None:
    """The draw follows from the round, which is another one in every run."""


def refreshed(world: World) -> int:
    return refresh_items(world.project, judge(world))


def test_a_line_tells_what_the_item_is(world: World) -> None:
    both_coded(world)
    line = next(one for one in lines(world) if one.quote == TALK)
    found = read(world)
    assert line.id == item_of(found, TALK).id
    assert (line.article_id, line.article_title) == (world.articles[0], "Harbour talks go on")
    assert (line.subject, line.state) == (Subject.ATTRIBUTION, ItemState.OPEN)
    assert line.main is not None
    assert (line.main.key, line.severity) == ("attribute:stance", Severity.GRAVE)
    assert line.kinds == ("attribute:stance",)
    assert line.speaker == "Ingrid Valmont"
    assert line.letters == ("A", "B")
    by_letter = dict(zip(line.letters, line.values, strict=True))
    stances = {world.mira.person_id: "supports", world.jonas.person_id: "opposes"}
    assert by_letter == {one.letter: stances[one.person_id] for one in found.coders}
    assert not line.own


def test_what_nobody_marked_there_is_none(world: World) -> None:
    both_coded(world)
    hand_in(world, third(world))
    line = next(one for one in lines(world) if one.quote == NEVER)
    assert sorted(line.values, key=str) == [None, "opposes", "opposes"]
    assert line.kinds == ("missing",)


def test_articles_by_their_worst_then_as_they_came(world: World) -> None:
    for actor, stance in ((world.mira, "supports"), (world.jonas, "no_position")):
        mark(world, actor, "We are hungry", "a driver", article=1, stance="supports")
        mark(world, actor, "Let it through", "Zahra Halimi", article=1, stance=stance)
        hand_in(world, actor, 1)
        mark(world, actor, "said nothing", "Édouard Brask", article=2, stance=stance)
        hand_in(world, actor, 2)
    both_coded(world)
    shown = [(one.article_title, int(one.severity)) for one in lines(world)]
    assert [title for title, severity in shown if severity] == [
        "Harbour talks go on",
        "Flour on the road",
        "Apricots ripen early",
    ]
    severities = [severity for _, severity in shown]
    assert severities == [4, 0, 0, 3, 0, 0, 3, 0]


def test_filters(world: World) -> None:
    both_coded(world)
    mark(world, world.mira, "Let it through", "Zahra Halimi", article=1)
    hand_in(world, world.mira, 1)
    hand_in(world, world.jonas, 1)

    def found(**chosen: object) -> list[str]:
        return [one.quote for one in lines(world, ItemFilter(**chosen))]  # type: ignore[arg-type]

    assert found() == [TALK, "Let it through"]
    assert found(kind="missing") == ["Let it through"]
    assert found(kind="attribute:stance") == [TALK]
    assert found(kind="attribute:object") == found(kind="boundary") == []
    assert found(words="harbour") == found(words="VALMONT talk") == [TALK]
    assert found(words="NØRDLYS") == ["Let it through"]
    assert found(words="harbour nørdlys") == []
    assert set(found(states=frozenset({ItemState.EXACT}))) == {"", NEVER}


def test_a_decided_line_tells_what_became_gold_and_how(world: World) -> None:
    both_coded(world)
    take(world, item_of(read(world), TALK), world.mira)
    decided = lines(world, ItemFilter(states=frozenset({ItemState.DECIDED})))
    (line,) = decided
    assert (line.outcome, line.gold) == (Outcome.ACCEPTED, "supports")


def test_counts(world: World) -> None:
    both_coded(world)
    hand_in(world, world.mira, 1)
    found = counts(world)
    assert (found.open, found.single, found.to_decide) == (1, 1, 1)
    assert found.exact + found.check == 2
    assert found.by_kind == (KindCount("attribute:stance", DifferenceKind.ATTRIBUTE, 1),)
    assert item_counts(world.project, world.manager, world.round_id) == found
    item = item_of(read(world), TALK)
    adjudicating.discuss(
        world.project, judge(world), world.articles[0], world.round_id, item.id, "?"
    )
    assert (counts(world).open, counts(world).discuss) == (0, 1)
    take(world, item, world.mira)
    assert (counts(world).discuss, counts(world).decided, counts(world).by_kind) == (0, 1, ())


def test_only_articles_that_concern_it_are_worked_out_anew(world: World) -> None:
    mine, _ = both_coded(world)
    assert refreshed(world) == 1
    assert refreshed(world) == 0
    mark(world, world.mira, "Let it through", "Zahra Halimi", article=1)
    assert refreshed(world) == 1  # the set is new; nothing to list yet
    assert len(lines(world)) == 3
    hand_in_again(world, world.mira, mine, "stance", "opposes")
    assert refreshed(world) == 1
    assert {one.kinds for one in lines(world)} == {()}


def test_every_way_of_writing_is_noticed(world: World, tmp_path: Path) -> None:
    """Undo, redo, an import into another project."""
    both_coded(world)
    assert len(lines(world)) == 3
    step = history(world.project, world.jonas).undo[-1]
    undone = revert(world.project, world.jonas, step.id)
    assert len(lines(world)) == 3  # the submission stays
    revert(world.project, world.jonas, undone.step.id)
    out = tmp_path / "all.jsonl"
    take(world, item_of(read(world), TALK), world.mira)
    export_project(world.project, world.manager, "stance-annotator", out)
    states = {one.id: one.state for one in lines(world)}
    with create_project(
        tmp_path / "copy.stance",
        name="Copy",
        maker="Edda Holm",
        codebook=world.project.codebook("taliban-cooperation@1"),
    ) as other:
        from annotator.domain.people import Actor, Role
        from annotator.services.managing.people import person_named
        from annotator.services.managing.rounds import rounds

        edda = person_named(other, "Edda Holm")
        assert edda is not None
        assert refresh_items(other, Actor(edda.id, Role.ADJUDICATOR)) == 0
        assert import_paths(other, Actor(edda.id, Role.MANAGER), [out]).complete
        assert refresh_items(other, Actor(edda.id, Role.ADJUDICATOR)) == 1
        found = items(other, Actor(edda.id, Role.ADJUDICATOR), rounds(other)[0].id, ALL)
        assert sorted(one.state for one in found) == sorted(states.values())
        assert check(other).findings == ()


def test_rows_of_an_unfinished_bulk_step_are_taken_when_it_ends(world: World) -> None:
    """Others write on in between: nothing is passed over."""
    both_coded(world)
    refreshed(world)
    step = bulk.begin_bulk(world.project.store, Intention.MERGE, world.manager.person_id, {})
    tarek = third(world)
    set_id = set_id_of(world.articles[0], world.round_id, tarek.person_id)
    work = AnnotationSet(
        id=set_id,
        article_id=world.articles[0],
        round_id=world.round_id,
        person_id=tarek.person_id,
        state=SetState.DONE,
    )
    submission = Submission(
        id=new_id(),
        set_id=set_id,
        ordinal=1,
        state=SetState.DONE,
        reason=None,
        codebook="taliban-cooperation@1",
        submitted_at=step.step.at,
        snapshot={"set": to_document(work), "attributions": []},
    )
    with step.portion() as portion:
        portion.add(EntityKind.ANNOTATION_SET, [work])
        portion.add(EntityKind.SUBMISSION, [submission])
    mark(world, world.mira, "Let it through", "Zahra Halimi", article=1)
    hand_in(world, world.mira, 1)
    assert refreshed(world) == 1
    assert all(len(one.letters) == 2 for one in lines(world))
    with world.project.store.transaction() as connection:
        step.finish(connection)
    assert refreshed(world) == 1
    assert all(len(one.letters) == 3 for one in lines(world))


def test_a_speaker_concerns_the_articles_that_name_it(world: World) -> None:
    for actor in (world.mira, world.jonas):
        found = mark(world, actor)
        made = speakers.create_speaker(
            world.project, actor, f"Valmont {actor.person_id}", SpeakerKind.NAMED_PERSON
        )
        annotating.set_speaker(world.project, actor, found.id, created(made, EntityKind.SPEAKER).id)
        hand_in(world, actor)
        hand_in(world, actor, 1)
    assert [one.kinds for one in lines(world) if one.kinds] == [("speaker",)]
    # The latest submission counts, whatever the reopened set names now.
    article_work.reopen(world.project, world.mira, world.articles[0], world.round_id)
    mine = world.coding().attributions[0]
    theirs = world.coding(actor=world.jonas).attributions[0]
    before = world.coding().speakers[mine.speaker_id]  # type: ignore[index]
    annotating.set_speaker(world.project, world.mira, mine.id, None)
    refreshed(world)
    with world.project.store.write(Intention.MERGE_SPEAKERS, world.manager.person_id) as written:
        written.unit.put(before.but(merged_into=theirs.speaker_id))
    assert refreshed(world) == 1
    assert [one.kinds for one in lines(world) if one.kinds] == []
    other = world.coding(actor=world.jonas).speakers[theirs.speaker_id]  # type: ignore[index]
    speakers.update_speaker(world.project, world.jonas, other.but(name="Ingrid V."))
    assert refreshed(world) == 1
    assert "Ingrid V." in [one.speaker for one in lines(world)]


def test_a_published_name_concerns_those_of_the_same_name(world: World) -> None:
    for actor in (world.mira, world.jonas):
        found = mark(world, actor)
        made = speakers.create_speaker(
            world.project, actor, "Ingrid Valmont", SpeakerKind.NAMED_PERSON
        )
        annotating.set_speaker(world.project, actor, found.id, created(made, EntityKind.SPEAKER).id)
        hand_in(world, actor)
    refreshed(world)
    with world.project.store.write(Intention.CREATE_SPEAKER, world.manager.person_id) as written:
        written.unit.put(Speaker(id=new_id(), name="ingrid VALMONT"))
    assert refreshed(world) == 1
    assert "ingrid VALMONT" in [one.speaker for one in lines(world)]


def test_an_article_that_goes_takes_its_items_with_it(world: World, tmp_path: Path) -> None:
    both_coded(world)
    refreshed(world)
    with world.project.store.read() as connection:
        assert adjudication_queries.all_places(connection) == {(world.articles[0], world.round_id)}
    with world.project.store.write(Intention.REVERT, world.manager.person_id) as written:
        article = written.unit.get(Article, EntityKind.ARTICLE, world.articles[0])
        written.unit.delete(article)
    assert lines(world) == ()
    assert (counts(world).open, counts(world).exact) == (0, 0)


def test_what_may_not_be_written_shows_what_was_worked_out(world: World) -> None:
    both_coded(world)
    refreshed(world)
    who = judge(world)
    world.project.close()
    with open_project(world.path, read_only=True) as project:
        assert refresh_items(project, who) == 0
        assert len(items(project, who, world.round_id)) == 1
        assert item_counts(project, who, world.round_id).open == 1


def test_stopping_leaves_nothing_out(world: World) -> None:
    both_coded(world)
    with pytest.raises(Cancelled):
        refresh_items(world.project, judge(world), cancelled=lambda: True)
    told: list[tuple[int, int | None, str]] = []
    assert refresh_items(world.project, judge(world), lambda *one: told.append(one)) == 1
    assert told == [(1, 1, "adjudication")]


def test_throwing_the_table_away_loses_nothing(world: World) -> None:
    both_coded(world)
    take(world, item_of(read(world), TALK), world.mira)
    before = lines(world)
    raw(world.path, "DELETE FROM adjudication_item")
    raw(world.path, "DELETE FROM adjudication_progress")
    assert lines(world) == before


def test_a_snapshot_that_cannot_be_read_is_passed_over(world: World) -> None:
    mine, _ = both_coded(world)
    hand_in_again(world, world.mira, mine, "stance", "opposes")
    raw(world.path, "UPDATE submission SET snapshot = '{\"set\": 1}' WHERE ordinal = 2")
    item = item_of(read(world), TALK)
    assert item.candidates[world.mira.person_id].values["stance"] == "supports"


def code_in_another_process(path: str, article: str) -> None:
    """Hand in an article as Jonas, and decide one item as Edda."""
    world = enter(Path(path))
    number = world.articles.index(uuid.UUID(article))
    mark(world, world.jonas, "Let it through", "Zahra Halimi", number, "opposes")
    hand_in(world, world.jonas, number)
    take(world, item_of(read(world), TALK), world.jonas)
    world.project.close()


def test_two_processes(world: World) -> None:
    both_coded(world)
    mark(world, world.mira, "Let it through", "Zahra Halimi", 1)
    hand_in(world, world.mira, 1)
    assert refreshed(world) == 2
    finished(start(code_in_another_process, world.path, str(world.articles[1])))
    assert refreshed(world) == 2
    states = {one.quote: one.state for one in lines(world) if one.kinds}
    assert states == {TALK: ItemState.DECIDED, "Let it through": ItemState.OPEN}
    sound(world.project)


def test_drawn_for_a_check_is_seeded() -> None:
    """About a tenth, always the same."""
    article, round_id = uuid.UUID(int=1), uuid.UUID(int=2)
    drawn = [left_for_check(article, round_id, uuid.UUID(int=one)) for one in range(2_000)]
    assert 150 < sum(drawn) < 250
