"""A handout holds one coder's share, and no byte of anybody else's work."""

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.entities import EntityKind
from annotator.domain.errors import Cancelled, NotAllowed, NotFound, ProjectFileError, Refused
from annotator.domain.people import Role
from annotator.domain.speakers import SpeakerKind
from annotator.services.annotating import delete_attribution, set_note, set_value
from annotator.services.article_work import mark_cannot_code
from annotator.services.exchange.blindness import blindness
from annotator.services.exchange.handing_out import hand_out
from annotator.services.managing.assigning import assign, withdraw_assignment
from annotator.services.managing.people import add_person
from annotator.services.managing.publishing_speakers import publish_speaker
from annotator.services.speakers import create_speaker
from tests.services.exchange import at_desk, file_for, person, sent, state, steps, taken_in
from tests.services.world import COMPLETE, World, created, raw, sound


def speaker_of(world: World, name: str, actor, attribution=None):  # type: ignore[no-untyped-def]
    return created(
        create_speaker(
            world.project,
            actor,
            name,
            SpeakerKind.NAMED_PERSON,
            article_id=world.articles[0],
            attribution_id=attribution.id if attribution else None,
        ),
        EntityKind.SPEAKER,
    )


def busy(world: World) -> None:
    """Both coders work in the one file, and so does the manager."""
    mine = world.annotate(values=COMPLETE)
    speaker_of(world, "Mira’s speaker", world.mira, mine)
    set_note(world.project, world.mira, mine.id, "mira wrote this")
    theirs = world.annotate("the plan was empty", world.jonas, values=COMPLETE)
    speaker_of(world, "Quillon Zartre", world.jonas, theirs)
    set_note(world.project, world.jonas, theirs.id, "a note of Jonas")
    gone = world.annotate("Never", world.jonas)
    delete_attribution(world.project, world.jonas, gone.id)
    mark_cannot_code(
        world.project, world.jonas, world.articles[1], world.round_id, "not_an_article"
    )
    public = speaker_of(world, "Zahra Halimi", world.jonas)
    publish_speaker(world.project, world.manager, public.id)


def test_nothing_of_others_is_in_it(world: World, tmp_path: Path) -> None:
    busy(world)
    out = file_for(world, "Mira Sorel", tmp_path)
    theirs = raw(
        world.path,
        "SELECT id FROM attribution WHERE set_id IN (SELECT id FROM annotation_set WHERE person_id"
        " = ?) UNION SELECT id FROM annotation_set WHERE person_id = ?1 UNION SELECT id FROM"
        " person WHERE name != 'Mira Sorel' UNION SELECT id FROM speaker WHERE owner_id = ?1"
        " UNION SELECT submission.id FROM submission JOIN annotation_set ON set_id ="
        " annotation_set.id WHERE person_id = ?1 UNION SELECT id FROM step",
        world.jonas.person_id.bytes,
    )
    assert len(theirs) > 15
    words = ["Jonas Reit", "Edda Holm", "Quillon Zartre", "a note of Jonas"]
    held = out.read_bytes()
    cells = every_cell(out)
    for (id_,) in theirs:
        for form in (id_, id_.hex(), str(uuid.UUID(bytes=id_))):
            assert form not in cells
            needle = form if isinstance(form, bytes) else form.encode()
            assert needle not in held
    for word in words:
        assert word.encode() not in held
        assert not [one for one in cells if isinstance(one, str) and word in one]
    # Quotes are parts of the text: as values of their own they must not be there.
    assert "the plan was empty" not in cells
    assert "Never" not in cells
    assert "We will talk to them" in cells
    assert {"mira wrote this", "Mira’s speaker", "Zahra Halimi"} <= cells
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        tables = [
            *("decision", "decision_candidate", "adjudication_item", "conflict", "suggestion"),
            *("review_request", "import_run"),
        ]
        for table in tables:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert connection.execute("SELECT intention, person_id FROM step").fetchall() == [
            ("hand_out", None)
        ]


def every_cell(path: Path) -> set[object]:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            cell
            for (table,) in tables.fetchall()
            for row in connection.execute(f'SELECT * FROM "{table}"')
            for cell in row
        }


def test_it_is_a_sound_project_with_the_own_work_in_it(world: World, tmp_path: Path) -> None:
    busy(world)
    before = state(world.path)
    out = file_for(world, "Mira Sorel", tmp_path)
    assert state(world.path) == before
    assert blindness(world.project) == "hidden"
    with at_desk(world, "Mira Sorel", out) as desk:
        sound(desk.project)
        assert blindness(desk.project) == "separated"
        assert desk.project.info.id == world.project.info.id
        assert desk.project.info.name == world.project.info.name
        (mine,) = desk.coding().attributions
        assert mine.note == "mira wrote this"
        assert mine.revision == world.coding().attributions[0].revision
        set_value(desk.project, desk.mira, mine.id, "stance", "opposes")
        sound(desk.project)
    assert not list(tmp_path.glob(".*"))


def test_assigned_articles_only(world: World, tmp_path: Path) -> None:
    mira, jonas = world.mira.person_id, world.jonas.person_id
    assign(world.project, world.manager, world.round_id, [mira, jonas], overlap=0.0)
    out = file_for(world, "Mira Sorel", tmp_path)
    held = {row[0] for row in raw(out, "SELECT id FROM article")}
    shares = "SELECT article_id FROM annotation_set WHERE person_id = ?"
    assert held == {row[0] for row in raw(world.path, shares, mira.bytes)}
    assert 0 < len(held) < 3
    assert len(raw(out, "SELECT 1 FROM article_text")) == len(held)
    with at_desk(world, "Mira Sorel", out) as desk:
        sound(desk.project)


def test_batch_and_what_was_begun(world: World, tmp_path: Path) -> None:
    mira = world.mira.person_id
    for name in ("First", "Second", "Third"):
        assign(
            world.project, world.manager, world.round_id, [mira],
            overlap=0.0, batch=name, articles=1,
        )  # fmt: skip
    world.annotate()
    out = file_for(world, "Mira Sorel", tmp_path, batch="second")
    held = {uuid.UUID(bytes=row[0]) for row in raw(out, "SELECT id FROM article")}
    assert held == set(world.articles[:2])
    with pytest.raises(NotFound, match="unknown_batch"):
        file_for(world, "Mira Sorel", tmp_path, batch="Fourth")


def test_withdrawn_articles_go_from_the_coders_list(world: World, tmp_path: Path) -> None:
    mira = world.mira.person_id
    assign(world.project, world.manager, world.round_id, [mira], overlap=0.0)
    first = file_for(world, "Mira Sorel", tmp_path)
    last = world.articles[2]
    withdraw_assignment(world.project, world.manager, world.round_id, mira, article_ids=[last])
    (tmp_path / "again").mkdir()
    again = file_for(world, "Mira Sorel", tmp_path / "again")
    assert len(raw(again, "SELECT 1 FROM article")) == 2
    from annotator.services.exchange.merging import merge

    with at_desk(world, "Mira Sorel", first) as desk:
        report = merge(desk.project, desk.mira, [again])
        assert report.complete
        assert len(raw(first, "SELECT 1 FROM annotation_set WHERE deleted_at IS NULL")) == 2
        sound(desk.project)
    with at_desk(world, "Mira Sorel", again) as desk:
        assert merge(desk.project, desk.mira, [first]).complete
        sound(desk.project)


def test_work_is_never_replaced(world: World, tmp_path: Path) -> None:
    out = file_for(world, "Mira Sorel", tmp_path)
    file_for(world, "Mira Sorel", tmp_path)  # nothing was done in it
    with pytest.raises(Refused, match="out_is_project"):
        hand_out(world.project, world.manager, person(world.project, "Jonas Reit"), out)
    with at_desk(world, "Mira Sorel", out) as desk:
        desk.annotate()
    before = out.read_bytes()
    with pytest.raises(Refused, match="out_is_project"):
        file_for(world, "Mira Sorel", tmp_path)
    assert out.read_bytes() == before
    with pytest.raises(Refused, match="out_is_project"):
        hand_out(world.project, world.manager, person(world.project, "Mira Sorel"), world.path)


def test_refusals_leave_nothing_behind(world: World, tmp_path: Path) -> None:
    mira = person(world.project, "Mira Sorel")
    out = tmp_path / "out" / "mira.stance"
    with pytest.raises(ProjectFileError, match="folder_missing"):
        hand_out(world.project, world.manager, mira, out)
    out.parent.mkdir()
    with pytest.raises(NotAllowed, match="managers_only"):
        hand_out(world.project, world.mira, mira, out)
    with pytest.raises(Cancelled):
        hand_out(world.project, world.manager, mira, out, cancelled=lambda: True)
    add_person(world.project, world.manager, "Only Adjudicates", [Role.ADJUDICATOR])
    with pytest.raises(NotAllowed, match="role_missing"):
        hand_out(world.project, world.manager, person(world.project, "Only Adjudicates"), out)
    assert not list(out.parent.iterdir())
    file_for(world, "Mira Sorel", out.parent)
    with at_desk(world, "Mira Sorel", out) as desk, pytest.raises(Refused, match="of_handout"):
        hand_out(desk.project, desk.manager, mira, tmp_path / "other.stance")


def test_round_that_is_handed_out_to_others_is_not_in_it(world: World, tmp_path: Path) -> None:
    assign(world.project, world.manager, world.round_id, [world.jonas.person_id], overlap=0.0)
    with pytest.raises(Refused, match="nothing_to_hand_out"):
        file_for(world, "Mira Sorel", tmp_path)


def test_package_of_a_handout_says_nothing_new_at_once(world: World, tmp_path: Path) -> None:
    busy(world)
    out = file_for(world, "Mira Sorel", tmp_path)
    before = steps(world.path)
    with at_desk(world, "Mira Sorel", out) as desk:
        assert taken_in(world, sent(desk, tmp_path), out).changes is None
    assert steps(world.path) == before
