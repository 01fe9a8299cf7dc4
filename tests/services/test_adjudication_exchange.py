"""Decisions, feedback and assigned rounds go from project to project without loss."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.adjudication.gold_fields import article_fields_of, fields_of
from annotator.domain.adjudication.item import Chosen, ItemState
from annotator.domain.annotation_sets import set_id_of
from annotator.domain.changes import Intention
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.entities import EntityKind
from annotator.domain.feedback import Feedback, feedback_id_of
from annotator.domain.people import Actor, Role, Round, RoundPurpose
from annotator.domain.speakers import SpeakerKind
from annotator.formats.interfaces import TextMode
from annotator.services import annotating, speakers
from annotator.services.adjudication.bulk import accept_exact
from annotator.services.adjudication.deciding import decide, discuss, reject
from annotator.services.adjudication.feedback import release, released
from annotator.services.adjudication.queue import items, refresh_items
from annotator.services.adjudication.reading import read_adjudication
from annotator.services.checking import check
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.exporting import ExportOptions, export_project, exportable
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import person_named
from annotator.services.managing.rounds import rounds
from annotator.services.project import Project
from annotator.services.sample import create_sample_project
from annotator.storage import feedback_queries, work_queries
from tests.services.adjudicated import about_the_article, begin_gold, hand_in, person_text, settle
from tests.services.world import (
    COMPLETE,
    HARBOUR,
    World,
    created,
    empty_project,
    sound,
    span_of,
)

SOURCE = [span_of(HARBOUR, "Ingrid Valmont")]


@pytest.fixture
def adjudicated(world: World) -> World:
    """An article coded by two, adjudicated with decisions of every kind, feedback released."""
    mira = world.annotate(values=COMPLETE, source=SOURCE)
    changes = speakers.create_speaker(
        world.project,
        world.mira,
        "Ingrid Valmont",
        SpeakerKind.NAMED_PERSON,
        article_id=world.articles[0],
        attribution_id=mira.id,
    )
    speaker = created(changes, EntityKind.SPEAKER)
    jonas = world.annotate(
        actor=world.jonas, values={**COMPLETE, "stance": "opposes"}, source=SOURCE
    )
    alone = world.annotate("Never", world.jonas, values=COMPLETE, source=SOURCE)
    hand_in(world, world.mira)
    hand_in(world, world.jonas)
    coding = world.coding()
    mira = next(one for one in coding.attributions if one.id == mira.id)
    begin_gold(world)
    first = settle(world, (mira, jonas), Outcome.DISCUSS, rationale="“What of it?” 😀")
    settle(
        world,
        (mira, jonas),
        values={"stance": "opposes"},
        fields={
            "stance": {"value": "opposes", "taken_from": person_text(world.jonas)},
            "conditional": {"value": True, "taken_from": None},
            "speaker": {"value": str(speaker.id), "taken_from": person_text(world.mira)},
            "content": {
                "value": [
                    {"role": "content", "start": one.start, "end": one.end, "quote": one.quote}
                    for one in mira.content
                ],
                "taken_from": person_text(world.mira),
            },
        },
        supersedes=first.id,
        own_coding=True,
        reason="rule",
    )
    settle(world, (alone,), Outcome.REJECTED, blind_check=True, rationale="Not about it.")
    about_the_article(world)
    with world.project.store.write(Intention.RELEASE, world.manager.person_id) as written:
        for person in (world.mira, world.jonas):
            written.unit.put(
                Feedback(
                    id=feedback_id_of(world.articles[0], world.round_id, person.person_id),
                    article_id=world.articles[0],
                    round_id=world.round_id,
                    person_id=person.person_id,
                    items=({"outcome": "accepted", "rationale": "As the rule has it."},),
                    values={"relevance": {"own": "relevant", "gold": "relevant"}},
                    released_at=written.unit.now,
                )
            )
    sound(world.project)
    return world


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def exported(world: World, out: Path, actor: Any = None, **options: Any) -> list[dict[str, Any]]:
    export_project(
        world.project,
        actor or world.manager,
        "stance-annotator",
        out,
        ExportOptions(**options),
    )
    return lines_of(out)


def test_an_adjudicated_project_survives_to_the_byte(adjudicated: World, tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{name}.jsonl" for name in ("one", "two", "three"))
    line = exported(adjudicated, first)[1]
    with empty_project(tmp_path / "copy.stance", default_codebook(), "Somebody Else") as copy:
        assert import_paths(copy.project, copy.manager, [first]).complete
        sound(copy.project)
        exported(copy, second)
        assert import_paths(copy.project, copy.manager, [first, second]).changes is None
        again, people_here = copy.project, {}
        for name in ("Mira Sorel", "Jonas Reit", "Edda Holm"):
            person = person_named(again, name)
            assert person is not None
            people_here[name] = person.id
        round_id = rounds(again)[0].id
        with again.store.read() as connection:
            decisions = work_queries.decisions_of_article(connection, adjudicated.articles[0])
            there = feedback_queries.feedback_of_round(connection, round_id)
    assert second.read_bytes() == first.read_bytes()
    assert adjudicated.mira.person_id not in people_here.values()
    accepted = next(one for one in decisions if one.outcome is Outcome.ACCEPTED and one.candidates)
    assert accepted.own_coding
    assert accepted.fields["stance"]["taken_from"] == str(people_here["Jonas Reit"])
    here = {
        set_id_of(adjudicated.articles[0], round_id, people_here[name])
        for name in ("Mira Sorel", "Jonas Reit")
    }
    assert {one.set_id for one in accepted.sets} == here
    assert {one["set_id"] for one in accepted.snapshots} == {str(one) for one in here}
    assert [one["id"] for one in accepted.snapshots] == [str(one) for one in accepted.candidates]
    assert {one.person_id for one in there} == {
        people_here["Mira Sorel"],
        people_here["Jonas Reit"],
    }
    assert {one.id for one in there} == {
        feedback_id_of(adjudicated.articles[0], round_id, one.person_id) for one in there
    }
    assert {one["outcome"] for one in line["decisions"]} == {"accepted", "discuss", "rejected"}
    with empty_project(tmp_path / "third.stance", default_codebook(), "Edda Holm") as copy:
        assert import_paths(copy.project, copy.manager, [second]).complete
        exported(copy, third)
    assert third.read_bytes() == first.read_bytes()


def test_files_name_people_and_hold_none_of_their_identifiers(
    adjudicated: World, tmp_path: Path
) -> None:
    line = exported(adjudicated, tmp_path / "out.jsonl")[1]
    found = json.dumps({key: line[key] for key in ("decisions", "feedback")})
    for actor in (adjudicated.mira, adjudicated.jonas, adjudicated.manager):
        assert str(actor.person_id) not in found
    decided = next(one for one in line["decisions"] if one["outcome"] == "accepted" if one["gold"])
    assert decided["fields"]["stance"]["taken_from"] == "Jonas Reit"
    assert [one["annotator"] for one in decided["snapshots"]] == ["Mira Sorel", "Jonas Reit"]
    assert [one["annotator"] for one in decided["sets"]] == ["Jonas Reit", "Mira Sorel"]
    about = [one for one in line["decisions"] if "subject" in one]
    assert [one["subject"] for one in about] == [Subject.ARTICLE]


def test_an_annotator_gets_no_decision_and_only_the_own_feedback(
    adjudicated: World, tmp_path: Path
) -> None:
    line = exported(adjudicated, tmp_path / "own.jsonl", adjudicated.mira)[1]
    assert line["decisions"] == []
    assert [one["annotator"] for one in line["feedback"]] == ["Mira Sorel"]
    assert "Jonas" not in (tmp_path / "own.jsonl").read_text(encoding="utf-8")


def test_an_export_of_one_layer_shows_nothing_of_the_other(
    adjudicated: World, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    gold = exported(adjudicated, out, layer="gold")[1]
    assert gold["decisions"]
    assert not any("snapshots" in one or "sets" in one for one in gold["decisions"])
    assert "feedback" not in gold
    coded = exported(adjudicated, out, layer="annotators")[1]
    assert coded["decisions"] == []
    assert "feedback" not in coded
    one = exported(adjudicated, out, layer="all", annotators=("Mira Sorel",))[1]
    assert [each["annotator"] for each in one["feedback"]] == ["Mira Sorel"]
    assert not any("snapshots" in each for each in one["decisions"])


def test_without_text_no_words_of_the_article_are_in_decisions(
    adjudicated: World, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    exported(adjudicated, out, text=TextMode.NONE)
    assert "We will talk" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_gold_is_a_row_without_a_person(adjudicated: World, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out.{name}"
    report = export_project(
        adjudicated.project, adjudicated.manager, name, out, ExportOptions(layer="gold")
    )
    assert (report.rows, report.checked) == (1, 1)
    head, row = out.read_text(encoding="utf-8-sig").splitlines()
    cells = dict(
        zip(
            head.split("\t" if name == "tsv" else ","),
            row.split("\t" if name == "tsv" else ","),
            strict=False,
        )
    )
    assert cells["layer"] == "gold"
    assert cells["annotator"] == ""
    assert cells["state"] == "done"


def test_speakers_of_snapshots_are_those_of_the_project(adjudicated: World, tmp_path: Path) -> None:
    """A speaker of that name is known here already: whoever was meant in the file is that one."""
    first = tmp_path / "first.jsonl"
    exported(adjudicated, first)
    project_line, *rest = first.read_text(encoding="utf-8").splitlines(keepends=True)
    published = json.loads(project_line)
    for one in published["project"]["speakers"]:
        one["owner"] = None
    first.write_text(json.dumps(published) + "\n" + "".join(rest), encoding="utf-8")
    with empty_project(tmp_path / "copy.stance", default_codebook(), "Edda Holm") as copy:
        known = tmp_path / "known.jsonl"
        text = {"article": {"text": "Ingrid Valmont said no."}}
        known.write_text(
            json.dumps(
                text
                | {
                    "attributions": [
                        {
                            "annotator": "Edda Holm",
                            "content": [[20, 22]],
                            "speaker": "Ingrid Valmont",
                        }
                    ]
                }
            )
            + "\n",
            encoding="utf-8",
        )
        assert import_paths(copy.project, copy.manager, [known]).complete
        assert import_paths(copy.project, copy.manager, [first]).complete
        with copy.project.store.read() as connection:
            sets = work_queries.sets_of_article(connection, adjudicated.articles[0])
            work = work_queries.attributions_of(connection, [one.id for one in sets])
            handed = work_queries.submissions_of(connection, [one.id for one in sets])
            decisions = work_queries.decisions_of_article(connection, adjudicated.articles[0])
    [here] = {str(one.speaker_id) for one in work if one.speaker_id}
    named = {
        one["speaker_id"]
        for each in handed
        for one in each.snapshot["attributions"]
        if one["speaker_id"]
    }
    assert named == {here}
    accepted = next(one for one in decisions if "speaker" in one.fields)
    assert accepted.fields["speaker"]["value"] == here
    assert here in {one["speaker_id"] for one in accepted.snapshots}


def test_a_decision_that_rests_on_nothing_comes_in_with_a_remark(
    world: World, tmp_path: Path
) -> None:
    document = {
        "article": {"text": "Nobody waits."},
        "decisions": [
            {
                "adjudicator": "Edda Holm",
                "outcome": "rejected",
                "supersedes": "0b7e5c1a-52f4-5d7b-9a55-4f0c6e1d2a01",
                "sets": [
                    {
                        "annotator": "Mira Sorel",
                        "submission": "0b7e5c1a-52f4-5d7b-9a55-4f0c6e1d2a02",
                    }
                ],
            }
        ],
    }
    given = tmp_path / "given.jsonl"
    given.write_text(json.dumps(document) + "\n", encoding="utf-8")
    report = import_paths(world.project, world.manager, [given])
    assert [one.code for one in report.files[0].problems] == [
        "supersedes_unknown",
        "seen_set_unknown",
    ]
    assert check(world.project).sound
    [line] = [
        one
        for one in exported(world, tmp_path / "out.jsonl")[1:]
        if one["article"]["text"] == "Nobody waits."
    ]
    assert line["decisions"][0]["supersedes"] is None


def add_round(world: World, name: str, purpose: RoundPurpose, **more: Any) -> Round:
    made = Round(
        id=feedback_id_of(world.articles[0], world.round_id, world.round_id),
        name=name,
        purpose=purpose,
        codebook=default_codebook().ref,
        ordinal=1,
        **more,
    )
    with world.project.store.write(Intention.ADD_ROUND, world.manager.person_id) as written:
        written.unit.put(made)
    return made


def test_rounds_keep_purpose_order_and_assignment(world: World, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    add_round(world, "Overlap", RoundPurpose.RELIABILITY, assigned=True)
    with world.project.store.write(Intention.CHANGE_ROUND, world.manager.person_id) as written:
        main = written.unit.get(Round, EntityKind.ROUND, world.round_id)
        written.unit.put(main.but(name="First pass", purpose=RoundPurpose.PILOT, assigned=True))
    given = exported(world, first)[0]["project"]["rounds"]
    assert [one.get("assigned") for one in given] == [True, True]
    with empty_project(tmp_path / "copy.stance", default_codebook(), "Edda Holm") as copy:
        assert import_paths(copy.project, copy.manager, [first]).complete
        assert [one.name for one in rounds(copy.project)] == ["First pass", "Overlap"]
        assert all(one.assigned for one in rounds(copy.project))
        exported(copy, second)
    assert second.read_bytes() == first.read_bytes()


@pytest.fixture
def trained(world: World) -> World:
    """Mira has practised in a round for training; nothing else was done."""
    training = add_round(world, "Practice", RoundPurpose.TRAINING)
    annotating.create_attribution(
        world.project,
        world.mira,
        world.articles[0],
        training.id,
        [span_of(HARBOUR, "Never")],
        COMPLETE,
    )
    return world


def test_training_is_no_data(trained: World, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    for actor in (trained.manager, trained.mira):
        head, line = exported(trained, out, actor)[:2]
        assert [one["name"] for one in head["project"]["rounds"]] == ["Main"]
        assert line["sets"] == line["attributions"] == line["decisions"] == []
        assert "Practice" not in out.read_text(encoding="utf-8")


def test_training_is_there_when_asked_for(trained: World, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    head, line = exported(trained, first, training=True)[:2]
    assert [one["name"] for one in head["project"]["rounds"]] == ["Main", "Practice"]
    assert [one["round"] for one in line["attributions"]] == ["Practice"]
    with empty_project(tmp_path / "copy.stance", default_codebook(), "Edda Holm") as copy:
        assert import_paths(copy.project, copy.manager, [first]).complete
        exported(copy, second, training=True)
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", [one.name for one in exportable()])
def test_every_format_leaves_training_out(trained: World, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    actor = trained.manager
    assert export_project(trained.project, actor, name, out).rows == 0
    asked = ExportOptions(training=True)
    assert export_project(trained.project, actor, name, out, asked).rows == 1


def adjudicate(project: Project, actor: Actor, round_id: uuid.UUID) -> dict[uuid.UUID, list[str]]:
    """Settle what differs in the round, as people would; return the items' states by article."""
    accept_exact(project, actor, round_id)
    refresh_items(project, actor)
    articles = list(dict.fromkeys(one.article_id for one in items(project, actor, round_id)))
    for number, article_id in enumerate(articles):
        place = (project, actor, article_id, round_id)
        found = read_adjudication(*place)
        for item in found.items:
            if item.state is ItemState.DECIDED:
                continue
            if item.subject is Subject.ARTICLE:
                first = found.coders[0]
                fields = article_fields_of(first, found.codebook)
                taken = {name: Chosen(one, first.person_id) for name, one in fields.items()}
                decide(*place, item.id, taken, rationale="As the first has it.")
            elif number == 1:
                discuss(*place, item.id, "What of it?")
            elif len(item.candidates) == 1:
                reject(*place, item.id, reason="codebook_rule")
            else:
                person, candidate = next(iter(item.candidates.items()))
                fields = fields_of(candidate, found.codebook)
                fields.pop("reported_by")
                taken = {name: Chosen(one, person) for name, one in fields.items()}
                blind = item.state is ItemState.CHECK
                decide(*place, item.id, taken, rationale="By the rule.", blind_check=blind)
    return states_of(project, actor, round_id, articles)


def states_of(
    project: Project, actor: Actor, round_id: uuid.UUID, articles: list[uuid.UUID]
) -> dict[uuid.UUID, list[str]]:
    return {
        one: [
            f"{item.subject.value} {item.state.value}"
            f" {item.decision.outcome.value if item.decision else ''}"
            for item in read_adjudication(project, actor, one, round_id).items
        ]
        for one in articles
    }


def test_an_adjudicated_sample_is_the_same_after_the_journey(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    with create_sample_project(tmp_path / "sample.stance", maker="Edda Voss") as project:
        edda = person_named(project, "Edda Voss")
        assert edda is not None
        manager = Actor(edda.id, Role.MANAGER)
        round_id = rounds(project)[0].id
        states = adjudicate(project, Actor(edda.id, Role.ADJUDICATOR), round_id)
        done = [one.article_id for one in released(project, manager, round_id)]
        assert len(done) >= 2
        for article_id in done:
            release(project, manager, article_id, round_id)
        sound(project)
        export_project(project, manager, "stance-annotator", first)
    assert any("discuss" in one for each in states.values() for one in each)
    with empty_project(tmp_path / "copy.stance", default_codebook(), "Olga Brandt") as copy:
        assert import_paths(copy.project, copy.manager, [first]).complete
        sound(copy.project)
        export_project(copy.project, copy.manager, "stance-annotator", second)
        here = rounds(copy.project)[0].id
        assert states_of(copy.project, copy.adjudicator, here, list(states)) == states
        assert len(released(copy.project, copy.manager, here)) == len(done)
        # Released again it says the same, so nothing is released.
        for article_id in done:
            assert not release(copy.project, copy.manager, article_id, here).entities
    assert second.read_bytes() == first.read_bytes()


def test_decisions_without_sets_do_not_give_work_away(adjudicated: World, tmp_path: Path) -> None:
    """Other programs' decisions may lack ``sets``; whose work is in them shows all the same."""
    first, out = tmp_path / "first.jsonl", tmp_path / "out.jsonl"
    exported(adjudicated, first)
    head, *rest = first.read_text(encoding="utf-8").splitlines()
    lines = [json.loads(one) for one in rest]
    for one in (decision for line in lines for decision in line["decisions"]):
        one.pop("sets", None)
    first.write_text("\n".join([head, *map(json.dumps, lines)]) + "\n", encoding="utf-8")
    with empty_project(tmp_path / "copy.stance", default_codebook(), "Edda Holm") as copy:
        assert import_paths(copy.project, copy.manager, [first]).complete
        for options in ({"layer": "gold"}, {"layer": "all", "annotators": ("Mira Sorel",)}):
            line = exported(copy, out, **options)[1]
            assert line["decisions"]
            shown = [each for one in line["decisions"] for each in one.get("snapshots", ())]
            assert all(each.get("annotator") == "Mira Sorel" for each in shown)
        assert any("snapshots" in one for one in exported(copy, out)[1]["decisions"])
