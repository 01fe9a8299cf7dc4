"""Handing articles of a round to people, and what that means for their queues."""

import uuid
from pathlib import Path

import pytest

from annotator.domain.entities import EntityKind
from annotator.domain.errors import MovedOn, NotAllowed, NotFound, Refused
from annotator.domain.people import Actor, Batch, Role, RoundPurpose
from annotator.domain.text.spans import Span
from annotator.services import annotating, article_work
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.assigning import AssignReport, assign, plan, withdraw_assignment
from annotator.services.managing.assignment_overview import assignment_overview
from annotator.services.managing.people import set_roles
from annotator.services.managing.rounds import add_round, rounds
from annotator.services.queue import QueueFilter, QueueState, queue_counts, queue_ids, queue_rows
from annotator.services.statistics import stats
from annotator.services.undo import history, revert
from tests.services.world import World, article_line, contents, created, sound, write_lines


@pytest.fixture
def many(world: World, tmp_path: Path) -> World:
    """Twenty more articles, two of which are versions of one story."""
    lines = [
        article_line(f"Article {n}. Nobody spoke.", **({"story": "flood"} if n in (3, 17) else {}))
        for n in range(20)
    ]
    report = import_paths(
        world.project, world.manager, [write_lines(tmp_path / "more.jsonl", lines)]
    )
    assert report.complete
    return world


def queue(world: World, actor: Actor, state: QueueState = QueueState.ALL) -> list[uuid.UUID]:
    return list(queue_ids(world.project, actor, world.round_id, QueueFilter(state)))


def both(world: World) -> list[uuid.UUID]:
    return [world.mira.person_id, world.jonas.person_id]


def hand_out(world: World, overlap: float = 0.0, **more: object) -> AssignReport:
    return assign(
        world.project,
        world.manager,
        world.round_id,
        both(world),
        overlap=overlap,
        **more,  # type: ignore[arg-type]
    )


def counted(report: AssignReport) -> dict[str, tuple[int, int]]:
    return {one.name: (one.articles, one.shared) for one in report.people}


def test_a_queue_holds_what_was_handed_to_the_person(many: World) -> None:
    everything = queue(many, many.mira)
    report = hand_out(many, 0.2)
    assert (report.articles, report.overlapping) == (23, 5)
    assert counted(report)["Mira Sorel"][1] == counted(report)["Jonas Reit"][1] == 5
    mira, jonas = queue(many, many.mira), queue(many, many.jonas)
    assert sorted(len(one) for one in (mira, jonas)) == [14, 14]
    assert len(set(mira) & set(jonas)) == 5
    assert set(mira) | set(jonas) == set(everything)
    assert mira == [one for one in everything if one in set(mira)]  # in order of import
    assert queue(many, many.maker) == []
    assert queue_counts(many.project, many.mira, many.round_id).to_do == 14
    strange = [one for one in everything if one not in set(mira)]
    assert queue_rows(many.project, many.mira, many.round_id, strange) == ()
    (line,) = stats(many.project, many.mira).people
    assert line.to_do == 14
    sound(many.project)


def test_what_is_not_handed_to_a_person_is_not_found(many: World) -> None:
    hand_out(many)
    mine, theirs = queue(many, many.mira)[0], queue(many, many.jonas)[0]
    where = (many.project, many.mira)
    before = contents(many.path)
    assert annotating.create_attribution(*where, mine, many.round_id, [Span(0, 7)])
    after = contents(many.path)
    assert before != after
    answers = []
    for article_id in (theirs, uuid.uuid4()):
        for call in (
            lambda a: _read(many, a),
            lambda a: annotating.create_attribution(*where, a, many.round_id, [Span(0, 7)]),
            lambda a: article_work.mark_done(*where, a, many.round_id),
            lambda a: article_work.mark_cannot_code(*where, a, many.round_id, "text_broken"),
            lambda a: article_work.set_article_value(*where, a, many.round_id, "relevance", None),
        ):
            with pytest.raises(NotFound) as refused:
                call(article_id)
            answers.append((refused.value.code, str(refused.value.fields)))
    assert len(set(answers)) == 1
    assert contents(many.path) == after


def _read(world: World, article_id: uuid.UUID) -> object:
    from annotator.services.coding import read_coding

    return read_coding(world.project, world.mira, article_id, world.round_id)


def test_stories_stay_together_even_when_more_comes(many: World, tmp_path: Path) -> None:
    hand_out(many, articles=10)
    with many.project.store.read() as connection:
        flood = {
            uuid.UUID(bytes=one)
            for one in connection.exec_driver_sql(
                "SELECT id FROM article WHERE story_id IS NOT NULL"
            ).scalars()
        }
    assert len(flood) == 2
    held = [flood & set(queue(many, actor)) for actor in (many.mira, many.jonas)]
    assert sorted(len(one) for one in held) == [0, 2]
    line = article_line("A third version of it.", story="flood")
    import_paths(many.project, many.manager, [write_lines(tmp_path / "third.jsonl", [line])])
    hand_out(many)
    holder = many.mira if held[0] else many.jonas
    with many.project.store.read() as connection:
        third = connection.exec_driver_sql(
            "SELECT id FROM article ORDER BY position DESC LIMIT 1"
        ).scalar_one()
    assert uuid.UUID(bytes=third) in queue(many, holder)


def test_the_same_seed_gives_the_same(many: World) -> None:
    first = plan(many.project, many.manager, many.round_id, both(many), overlap=0.3, seed=7)
    report = hand_out(many, 0.3, seed=7)
    assert (first.articles, first.overlapping, first.people) == (
        report.articles,
        report.overlapping,
        report.people,
    )
    mira = queue(many, many.mira)
    assert report.changes is not None
    revert(many.project, many.manager, report.changes.step.id)
    hand_out(many, 0.3, seed=7)
    assert queue(many, many.mira) == mira


def test_assigning_again_only_adds(many: World) -> None:
    hand_out(many, articles=8, batch="Week 1")
    mira, jonas = queue(many, many.mira), queue(many, many.jonas)
    assert len(mira) == len(jonas) == 4
    hand_out(many, articles=8, batch="Week 2")
    assert set(mira) < set(queue(many, many.mira))
    assert set(jonas) < set(queue(many, many.jonas))
    hand_out(many, articles=2, batch="week  2")
    overview = assignment_overview(many.project, many.manager, many.round_id)
    assert [one.name for one in overview.batches] == ["Week 1", "Week 2"]
    assert overview.handed_out == 18
    hand_out(many)
    nothing = hand_out(many)
    assert (nothing.articles, nothing.changes) == (0, None)
    sound(many.project)


def test_it_is_one_step_and_undone_as_one(many: World) -> None:
    before = contents(many.path)
    report = hand_out(many, 0.5, batch="Week 1")
    assert report.changes is not None
    assert report.changes.bulk
    after = contents(many.path)
    (*_, last) = history(many.project, many.manager).undo
    assert last.id == report.changes.step.id
    undone = revert(many.project, many.manager, last.id)
    assert contents(many.path) == before
    assert len(queue(many, many.maker)) == 23
    revert(many.project, many.manager, undone.step.id)
    assert contents(many.path) == after
    article_work.mark_done(many.project, many.mira, queue(many, many.mira)[0], many.round_id)
    with pytest.raises(MovedOn):
        revert(many.project, many.manager, last.id)
    sound(many.project)


def test_work_begun_before_never_vanishes(many: World) -> None:
    begun = many.annotate()
    report = hand_out(many)
    assert report.articles == 22
    assert begun.article_id in queue(many, many.mira)
    assert [one.id for one in many.coding().attributions] == [begun.id]
    assert begun.article_id not in queue(many, many.jonas)


def test_only_what_is_not_begun_is_taken_back(many: World) -> None:
    hand_out(many, 1.0, batch="Week 1")
    one, two, three, four, *rest = queue(many, many.mira)
    where = (many.project, many.mira)
    article_work.mark_cannot_code(*where, one, many.round_id, "text_broken")
    annotating.create_attribution(*where, two, many.round_id, [Span(0, 7)])
    report = withdraw_assignment(
        many.project,
        many.manager,
        many.round_id,
        many.mira.person_id,
        article_ids=[one, two, three],
    )
    assert (report.withdrawn, report.begun) == (1, 2)
    assert queue(many, many.mira) == [one, two, four, *rest]
    assert len(queue(many, many.jonas)) == 23
    (batch,) = assignment_overview(many.project, many.manager, many.round_id).batches
    where_withdrawn = (many.project, many.manager, many.round_id, many.mira.person_id)
    assert withdraw_assignment(*where_withdrawn, batch_id=uuid.uuid4()).withdrawn == 0
    report = withdraw_assignment(*where_withdrawn, batch_id=batch.id)
    assert (report.withdrawn, report.begun) == (20, 2)
    assert queue(many, many.mira) == [one, two]
    revert(many.project, many.manager, report.changes.step.id)
    assert queue(many, many.mira) == [one, two, four, *rest]
    sound(many.project)


def test_what_was_taken_back_can_be_handed_out_again(world: World) -> None:
    only_mira = [world.mira.person_id]
    where = (world.project, world.manager, world.round_id)
    assign(*where, only_mira, overlap=0.0)
    withdraw_assignment(*where, world.mira.person_id)
    assert queue(world, world.mira) == []
    report = assign(*where, only_mira, overlap=0.0, batch="Again")
    assert report.articles == 3
    assert len(queue(world, world.mira)) == 3
    overview = assignment_overview(*where)
    mira = next(one for one in overview.people if one.name == "Mira Sorel")
    assert [(one.batch.name if one.batch else None) for one in mira.batches] == ["Again"]
    sound(world.project)


def test_the_overview_counts_by_person_and_batch(many: World) -> None:
    where = (many.project, many.manager, many.round_id)
    empty = assignment_overview(*where)
    assert (empty.assigned, empty.articles, empty.handed_out) == (False, 23, 0)
    everything = [(one.progress.assigned, one.progress.to_do) for one in empty.people]
    assert everything == [(23, 23)] * 3  # not assigned: everybody has all of them
    hand_out(many, 0.5, articles=8, batch="Week 1")
    hand_out(many, articles=4)
    done, begun, *_ = queue(many, many.mira)
    article_work.mark_done(many.project, many.mira, done, many.round_id)
    annotating.create_attribution(many.project, many.mira, begun, many.round_id, [Span(0, 7)])
    overview = assignment_overview(*where)
    assert (overview.assigned, overview.handed_out) == (True, 12)
    mira = next(one for one in overview.people if one.name == "Mira Sorel")
    assert (mira.progress.assigned, mira.progress.shared) == (8, 4)
    assert (mira.progress.to_do, mira.progress.in_progress, mira.progress.done) == (6, 1, 1)
    parts = [(one.batch.name if one.batch else "", one.progress.assigned) for one in mira.batches]
    assert parts == [("", 2), ("Week 1", 6)]


def test_rounds_are_assigned_apart(many: World) -> None:
    changes = add_round(
        many.project, many.manager, "Drift", RoundPurpose.DRIFT, rounds(many.project)[0].codebook
    )
    drift = created(changes, EntityKind.ROUND)
    assign(many.project, many.manager, drift.id, both(many), overlap=1.0, articles=5)
    assert len(queue(many, many.mira)) == 23
    assert queue_counts(many.project, many.mira, drift.id).all == 5


def test_who_may_and_to_whom(world: World) -> None:
    where = (world.project, world.manager, world.round_id)
    for actor in (world.mira, world.adjudicator):
        with pytest.raises(NotAllowed):
            assign(world.project, actor, world.round_id, both(world), overlap=0)
        with pytest.raises(NotAllowed):
            plan(world.project, actor, world.round_id, both(world), overlap=0)
        with pytest.raises(NotAllowed):
            withdraw_assignment(world.project, actor, world.round_id, world.mira.person_id)
        with pytest.raises(NotAllowed):
            assignment_overview(world.project, actor, world.round_id)
    with pytest.raises(Refused, match="nobody_chosen"):
        assign(*where, [], overlap=0)
    with pytest.raises(NotFound):
        assign(*where, [uuid.uuid4()], overlap=0)
    with pytest.raises(NotFound):
        assign(world.project, world.manager, uuid.uuid4(), both(world), overlap=0)
    set_roles(world.project, world.manager, world.jonas.person_id, [Role.ADJUDICATOR])
    with pytest.raises(NotFound):
        assign(*where, both(world), overlap=0)
    with pytest.raises(Refused, match="round_not_assigned"):
        withdraw_assignment(*where, world.mira.person_id)
    assert not rounds(world.project)[0].assigned
    sound(world.project)


def test_a_batch_belongs_to_its_round(world: World) -> None:
    report = hand_out(world, batch="  Week   1 ")
    assert report.changes is not None
    with world.project.store.read() as connection:
        from annotator.storage import assignment_queries

        (batch,) = assignment_queries.batches(connection, world.round_id)
    assert isinstance(batch, Batch)
    assert (batch.name, batch.round_id) == ("Week 1", world.round_id)


def test_large_projects_are_handed_out_in_short_transactions(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.services.managing.assigning._PORTION_SETS", 7)
    lines = [article_line(f"Article {n}.") for n in range(30)]
    import_paths(world.project, world.manager, [write_lines(tmp_path / "in.jsonl", lines)])
    assert hand_out(world, 1.0).articles == 33
    assert len(queue(world, world.mira)) == len(queue(world, world.jonas)) == 33
    sound(world.project)


def test_a_submission_is_never_changed(world: World) -> None:
    """Not by undoing, not by reopening, not by handing in again; there is no service for it."""
    from tests.services.world import raw

    article_work.mark_done(world.project, world.mira, world.articles[0], world.round_id)
    query = "SELECT hex(id), revision, hex(content_hash), deleted_at FROM submission ORDER BY id"
    first = raw(world.path, query)
    (step,) = history(world.project, world.mira).undo
    undone = revert(world.project, world.mira, step.id)
    assert raw(world.path, query) == first
    revert(world.project, world.mira, undone.step.id)
    article_work.reopen(world.project, world.mira, world.articles[0], world.round_id)
    world.annotate(values={"stance": "supports", "confidence": "high"})
    assert raw(world.path, query) == first
    hand_out(world)
    withdraw_assignment(world.project, world.manager, world.round_id, world.mira.person_id)
    assert raw(world.path, query) == first
