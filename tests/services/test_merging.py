"""What a merge does to a project, and what it refuses."""

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.documents import content_hash
from annotator.domain.entities import EntityKind
from annotator.domain.errors import Cancelled, MovedOn, NotAllowed
from annotator.domain.people import Actor, Role
from annotator.domain.speakers import SpeakerKind
from annotator.services.annotating import delete_attribution, set_note, set_value
from annotator.services.article_work import add_seconds, mark_cannot_code, mark_done, reopen
from annotator.services.codebooks import default_codebook
from annotator.services.exchange.conflicts import conflicts
from annotator.services.exchange.merging import merge
from annotator.services.managing.assigning import assign
from annotator.services.managing.publishing_speakers import merge_speakers, publish_speaker
from annotator.services.project import create_project
from annotator.services.speakers import create_speaker, update_speaker
from annotator.services.undo import history, revert
from annotator.storage import project_queries
from tests.services.exchange import at_desk, file_for, person, sent, state, steps, taken_in
from tests.services.world import COMPLETE, World, created, raw, sound

DONE = "not_an_article"


@pytest.fixture
def handout(world: World, tmp_path: Path) -> Path:
    return file_for(world, "Mira Sorel", tmp_path)


def test_work_comes_in_as_it_was(world: World, handout: Path, tmp_path: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values=COMPLETE)
        set_note(desk.project, desk.mira, made.id, "seen twice")
        create_speaker(
            desk.project, desk.mira, "Ingrid Valmont", SpeakerKind.NAMED_PERSON,
            article_id=desk.articles[0], attribution_id=made.id,
        )  # fmt: skip
        gone = desk.annotate("Never")
        delete_attribution(desk.project, desk.mira, gone.id)
        add_seconds(desk.project, desk.mira, desk.articles[0], desk.round_id, 90)
        mark_done(desk.project, desk.mira, desk.articles[0], desk.round_id)
        there = desk.coding()
        package = sent(desk, tmp_path)
    report = taken_in(world, package)
    here = world.coding()
    assert here.attributions == there.attributions
    assert here.work == there.work
    assert (here.work.seconds, here.submissions) == (90, 1)
    assert here.speakers == there.speakers
    (outcome,) = report.files
    assert (outcome.kind, outcome.person, outcome.total("new")) == ("package", "Mira Sorel", 5)
    assert raw(world.path, "SELECT attribution_count FROM annotation_set") == [(1,)]
    sound(world.project)


def test_coders_file_itself_can_be_merged(world: World, handout: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        held = handout.read_bytes()
        report = taken_in(world, handout)  # open there meanwhile
        assert handout.read_bytes() == held
    assert report.files[0].kind == "handout"
    assert len(world.coding().attributions) == 1


def test_later_forms_are_taken_and_earlier_ones_change_nothing(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values={"stance": "supports"})
        first = sent(desk, tmp_path, "1.stancepack")
        set_value(desk.project, desk.mira, made.id, "stance", "opposes")
        add_seconds(desk.project, desk.mira, desk.articles[0], desk.round_id, 5)
        second = sent(desk, tmp_path, "2.stancepack")
    taken_in(world, first)
    assert taken_in(world, second).files[0].total("taken") == 1
    before = steps(world.path)
    report = taken_in(world, first)
    assert (report.changes, report.files[0].total("kept")) == (None, 1)
    assert taken_in(world, second, second).changes is None
    assert steps(world.path) == before
    assert world.coding().attributions[0].values["stance"] == "opposes"
    assert world.coding().work.seconds == 5


def test_same_content_again_is_later_and_quiet(world: World, handout: Path, tmp_path: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values={"stance": "supports"})
        taken_in(world, sent(desk, tmp_path))
        set_value(desk.project, desk.mira, made.id, "stance", "opposes")
        between = sent(desk, tmp_path, "between.stancepack")
        set_value(desk.project, desk.mira, made.id, "stance", "supports")
        assert taken_in(world, sent(desk, tmp_path)).changes is None
        (here,) = world.coding().attributions
        assert here.revision == desk.coding().attributions[0].revision
    report = taken_in(world, between)
    assert (report.changes, report.conflicts) == (None, 0)
    sound(world.project)


def test_dry_run_tells_the_same_and_writes_nothing(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        first = sent(desk, tmp_path, "1.stancepack")
        desk.annotate("Never")
        second = sent(desk, tmp_path, "2.stancepack")
    world.project.tidy()
    before = world.path.read_bytes()
    told = taken_in(world, second, first, dry_run=True)
    assert world.path.read_bytes() == before
    done = taken_in(world, second, first)
    assert [one.counts for one in told.files] == [one.counts for one in done.files]
    assert (told.dry_run, told.changes) == (True, None)


def test_undo_takes_all_of_it_back_and_repeating_brings_it_again(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values=COMPLETE)
        taken_in(world, sent(desk, tmp_path, "first.stancepack"))
        before = state(world.path)
        set_value(desk.project, desk.mira, made.id, "stance", "opposes")
        desk.annotate("Never")
        mark_cannot_code(desk.project, desk.mira, desk.articles[1], desk.round_id, DONE)
        package = sent(desk, tmp_path)
    changes = taken_in(world, package).changes
    assert changes is not None
    after = state(world.path)
    undone = revert(world.project, world.manager, changes.step.id)
    assert state(world.path) == before
    assert world.coding(1).submissions == 0
    sound(world.project)
    redone = revert(world.project, world.manager, undone.step.id)
    assert state(world.path) == after
    sound(world.project)
    revert(world.project, world.manager, redone.step.id)
    assert state(world.path) == before
    report = taken_in(world, package)
    assert state(world.path) == after
    assert (report.files[0].total("restored"), report.files[0].total("taken")) == (3, 1)
    assert world.coding(1).submissions == 1
    sound(world.project)
    assert history(world.project, world.manager).undo[-1].intention.value == "merge"


def test_undo_of_a_merge_is_refused_where_work_rests_on_it(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        changes = taken_in(world, sent(desk, tmp_path)).changes
    assert changes is not None
    (here,) = world.coding().attributions
    set_note(world.project, world.mira, here.id, "in the main file")
    with pytest.raises(MovedOn):
        revert(world.project, world.manager, changes.step.id)


def test_what_a_person_deleted_stays_deleted(world: World, handout: Path, tmp_path: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
    taken_in(world, package)
    (here,) = world.coding().attributions
    delete_attribution(world.project, world.mira, here.id)
    assert taken_in(world, package).changes is None
    assert world.coding().attributions == ()


def test_two_forms_that_came_from_neither_are_a_conflict(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values={"stance": "supports"})
        taken_in(world, sent(desk, tmp_path, "first.stancepack"))
        set_value(desk.project, desk.mira, made.id, "stance", "opposes")
        package = sent(desk, tmp_path)
    set_value(world.project, world.mira, made.id, "stance", "unclear")
    report = taken_in(world, package)
    assert (report.conflicts, report.files[0].conflicts) == (1, 1)
    (open_,) = conflicts(world.project, world.manager)
    both = {one.values["stance"] for one in (open_.stands, open_.aside)}  # type: ignore[attr-defined]
    assert both == {"unclear", "opposes"}
    assert taken_in(world, package).changes is None
    sound(world.project)
    assert report.changes is not None
    revert(world.project, world.manager, report.changes.step.id)
    assert conflicts(world.project, world.manager) == ()
    assert world.coding().attributions[0].values["stance"] == "unclear"
    sound(world.project)


def test_assigned_meanwhile_is_no_conflict(world: World, handout: Path, tmp_path: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
    assign(world.project, world.manager, world.round_id, [world.mira.person_id], overlap=0.0)
    assert taken_in(world, package).conflicts == 0
    assert len(world.coding().attributions) == 1
    (tmp_path / "again").mkdir()
    again = file_for(world, "Mira Sorel", tmp_path / "again")
    with at_desk(world, "Mira Sorel", handout) as desk:
        assert merge(desk.project, desk.mira, [again]).conflicts == 0
        assert len(desk.coding().attributions) == 1
        sound(desk.project)


def test_newer_handout_brings_what_is_new_and_leaves_own_work(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values=COMPLETE)
        own = created(
            create_speaker(
                desk.project, desk.mira, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON,
                article_id=desk.articles[0], attribution_id=made.id,
            ),
            EntityKind.SPEAKER,
        )  # fmt: skip
        taken_in(world, sent(desk, tmp_path))
        set_note(desk.project, desk.mira, made.id, "not sent yet")
        manager_adds_articles_and_speakers(world, own.id, tmp_path)
        (tmp_path / "again").mkdir()
        again = file_for(world, "Mira Sorel", tmp_path / "again")
        report = merge(desk.project, desk.mira, [again])
        assert report.complete
        assert report.changes is not None
        (here,) = desk.coding().attributions
        assert here.note == "not sent yet"
        assert len(raw(handout, "SELECT 1 FROM article WHERE pending_step IS NULL")) == 4
        names = {row[0] for row in raw(handout, "SELECT name FROM speaker WHERE owner_id IS NULL")}
        assert names == {"Zahra Halimi"}
        assert raw(handout, "SELECT count(*) FROM speaker WHERE merged_into IS NOT NULL") == [(1,)]
        assert merge(desk.project, desk.mira, [again]).changes is None
        sound(desk.project)
        revert(desk.project, desk.mira, report.changes.step.id)
        sound(desk.project)
        assert merge(desk.project, desk.mira, [again]).files[0].total("restored") > 0
        sound(desk.project)
        taken_in(world, sent(desk, tmp_path))
    assert world.coding().attributions[0].note == "not sent yet"
    sound(world.project)


def manager_adds_articles_and_speakers(world: World, own_id: Any, folder: Path) -> None:
    from annotator.services.interchange.importing import import_paths
    from tests.services.world import article_line, write_lines

    lines = write_lines(folder / "more.jsonl", [article_line("A fourth\n\nNobody spoke.\n")])
    assert import_paths(world.project, world.manager, [lines]).complete
    kept = created(
        create_speaker(world.project, world.manager, "Zahra Halimi", SpeakerKind.NAMED_PERSON),
        EntityKind.SPEAKER,
    )
    merge_speakers(world.project, world.manager, kept.id, own_id)


def test_speaker_published_here_and_changed_there(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate()
        own = created(
            create_speaker(
                desk.project, desk.mira, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON,
                article_id=desk.articles[0], attribution_id=made.id,
            ),
            EntityKind.SPEAKER,
        )  # fmt: skip
        taken_in(world, sent(desk, tmp_path))
        publish_speaker(world.project, world.manager, own.id)
        assert taken_in(world, sent(desk, tmp_path)).changes is None
        update_speaker(desk.project, desk.mira, own.but(country="Ruritania"))
        assert taken_in(world, sent(desk, tmp_path)).conflicts == 1
    sound(world.project)


def test_roles(world: World, handout: Path, tmp_path: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
        with pytest.raises(NotAllowed, match="handout_of_other"):
            merge(desk.project, Actor(world.jonas.person_id, Role.ANNOTATOR), [handout])
        assert refused(merge(desk.project, desk.mira, [package])) == "not_a_handout"
    with pytest.raises(NotAllowed, match="managers_only"):
        merge(world.project, world.mira, [package])
    (tmp_path / "jonas").mkdir()
    theirs = file_for(world, "Jonas Reit", tmp_path / "jonas")
    with at_desk(world, "Mira Sorel", handout) as desk:
        assert refused(merge(desk.project, desk.mira, [theirs])) == "handout_of_other"


def test_bad_file_is_refused_and_the_others_go_in(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
    bad = tmp_path / "bad.stancepack"
    bad.write_bytes(package.read_bytes()[:-20])
    report = merge(world.project, world.manager, [bad, package, tmp_path / "absent"])
    assert [one.problem.code if one.problem else None for one in report.files] == [
        *("package_damaged", None, "not_found")
    ]
    assert not report.complete
    assert len(world.coding().attributions) == 1


def test_other_files_are_refused_with_a_reason(world: World, tmp_path: Path) -> None:
    other = tmp_path / "other.stance"
    create_project(other, name="Other", maker="Edda Holm", codebook=default_codebook()).close()
    text = tmp_path / "a.txt"
    text.write_text("no package")
    copy = Path(shutil.copy(world.path, tmp_path / "copy.stance"))
    newer = Path(shutil.copy(other, tmp_path / "newer.stance"))
    raw(newer, "PRAGMA user_version=99")
    before = state(world.path)
    report = merge(world.project, world.manager, [other, text, copy, newer])
    assert [one.problem.code if one.problem else None for one in report.files] == [
        *("not_a_handout", "not_a_package", "not_a_handout", "project_newer")
    ]
    assert (report.changes, state(world.path)) == (None, before)


def test_cancelled_merge_leaves_nothing(world: World, handout: Path, tmp_path: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
    before, count = state(world.path), steps(world.path)
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        merge(world.project, world.manager, [package], cancelled=lambda: next(asked))
    assert (state(world.path), steps(world.path)) == (before, count)
    assert raw(world.path, "SELECT count(*) FROM attribution") == [(0,)]
    assert len(taken_in(world, package).files) == 1


def test_what_is_done_while_a_merge_runs_is_not_overwritten(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values={"stance": "supports"})
        taken_in(world, sent(desk, tmp_path, "first.stancepack"))
        set_value(desk.project, desk.mira, made.id, "stance", "opposes")
        desk.annotate("Let it through", article=1)
        package = sent(desk, tmp_path)
    done = []

    def meanwhile(_done: int, _of: int | None, what: str) -> None:
        if what == EntityKind.ANNOTATION_SET.value and not done:
            done.append(set_value(world.project, world.mira, made.id, "stance", "unclear"))
            done.append(world.annotate("Zahra Halimi", article=1))

    report = merge(world.project, world.manager, [package], progress=meanwhile)
    assert (len(done), report.complete, report.conflicts) == (2, True, 1)
    quotes = {one.content[0].quote for one in world.coding(1).attributions}
    assert quotes == {"Let it through", "Zahra Halimi"}
    (open_,) = conflicts(world.project, world.manager)
    both = {one.values["stance"] for one in (open_.stands, open_.aside)}  # type: ignore[attr-defined]
    assert both == {"unclear", "opposes"}
    sound(world.project)
    assert taken_in(world, package).changes is None


def test_killed_merge_leaves_nothing_to_see(world: World, handout: Path, tmp_path: Path) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
    before = state(world.path)

    def die(_done: int, _of: int | None, what: str) -> None:
        if what == EntityKind.ATTRIBUTION.value:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(world.project, world.manager, [package], progress=die)
    assert state(world.path) == before
    sound(world.project)


def refused(report: Any) -> str:
    (one,) = report.files
    assert one.problem is not None
    assert report.changes is None
    return str(one.problem.code)


# What a hostile sender may write, by what is done to the lines of a good package.

Lines = list[dict[str, Any]]


def line_of(lines: Lines, kind: str) -> dict[str, Any]:
    return next(one for one in lines if one.get("kind") == kind)


def put_form(line: dict[str, Any], **changes: Any) -> None:
    """Change a form and make its hash right again."""
    form = line["forms"][0]
    form.update(changes)
    version = [form["revision"], content_hash(form)]
    line["versions"] = sorted([*line["versions"][:-1], version])
    line["edges"] = []


def in_attribution(**changes: Any) -> Callable[[Lines], None]:
    return lambda lines: put_form(line_of(lines, "attribution"), **changes)


def in_line(of: str, /, **changes: Any) -> Callable[[Lines], None]:
    return lambda lines: line_of(lines, of).update(changes)


def in_header(**changes: Any) -> Callable[[Lines], None]:
    return lambda lines: lines[0].update(changes)


UNKNOWN = "00000000-0000-7000-8000-000000000001"
SPAN = {"role": "content", "start": 22, "end": 42, "quote": "We will talk to them"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (in_header(format="stance-package/2"), "package_newer"),
        (in_header(format="something"), "other_format"),
        (in_header(project={"id": UNKNOWN, "name": "Other"}), "other_project"),
        (in_header(person={"id": UNKNOWN, "name": "Nobody"}), "unknown_person"),
        (in_header(person={"id": "17", "name": "Nobody"}), "wrong_type"),
        (in_header(more=1), "wrong_type"),
        (in_header(codebooks=[]), "unknown_codebook"),
        (in_header(counts={"attribution": 7}), "missing_field"),
        (lambda lines: lines[0]["counts"].update(attribution=7), "package_damaged"),
        (lambda lines: lines[0]["codebooks"][0]["document"].update(version=9), "unknown_codebook"),
        (lambda lines: lines[0]["codebooks"][0]["document"].update(label="X"), "codebook_differs"),
        (lambda lines: lines.append(lines[-1]), "duplicate_id"),
        (lambda lines: lines.insert(1, lines.pop()), "wrong_type"),
        (in_line("attribution", kind="decision"), "wrong_type"),
        (in_line("attribution", kind="nothing"), "unknown_value"),
        (in_line("attribution", id=UNKNOWN), "foreign_id"),
        (in_line("attribution", forms=[]), "wrong_type"),
        (in_line("attribution", forms=[7]), "wrong_type"),
        (in_line("attribution", forms={"a": [[[[]]]]}), "wrong_type"),
        (in_line("attribution", versions=[], edges=[]), "hash_mismatch"),
        (in_line("attribution", versions=[[0, "a" * 64]]), "wrong_version"),
        (in_line("attribution", versions=[[-1, "a" * 64]]), "wrong_version"),
        (in_line("attribution", versions=[[10**9, "a" * 64]]), "wrong_version"),
        (in_line("attribution", versions=[[10**400, "a" * 64]]), "wrong_version"),
        (in_line("attribution", versions=[[True, "a" * 64]]), "wrong_version"),
        (in_line("attribution", versions=[[1, "A" * 64]]), "wrong_version"),
        (in_line("attribution", versions=[[1, "a" * 63]]), "wrong_version"),
        (in_line("attribution", edges=[[0, 0]]), "wrong_version"),
        (in_line("attribution", edges=[[0, 1]]), "wrong_version"),
        (in_line("attribution", edges=[[0, 99]]), "wrong_version"),
        (in_line("attribution", edges=[["0", 1]]), "wrong_version"),
        (lambda lines: line_of(lines, "attribution")["forms"][0].update(note="x"), "hash_mismatch"),
        (in_attribution(note=7), "wrong_type"),
        (in_attribution(flagged=1), "wrong_type"),
        (in_attribution(unknown=1), "wrong_type"),
        (in_attribution(created_at="yesterday"), "wrong_type"),
        (in_attribution(origin="machine"), "wrong_type"),
        (in_attribution(spans=[{**SPAN, "end": 45}]), "quote_mismatch"),
        (in_attribution(spans=[{**SPAN, "quote": "We will not to them!"}]), "quote_mismatch"),
        (in_attribution(spans=[{**SPAN, "start": -5}]), "span_out_of_range"),
        (in_attribution(spans=[{**SPAN, "end": 2**70}]), "span_out_of_range"),
        (in_attribution(spans=[]), "content_missing"),
        (in_attribution(spans=[SPAN, SPAN]), "span_overlap"),
        (in_attribution(spans=[{**SPAN, "role": "source"}, SPAN]), "foreign_entity"),
        (in_attribution(values={"stance": "sideways"}, derived=[]), "unknown_value"),
        (in_attribution(values={"mood": "grim"}, derived=[]), "unknown_attribute"),
        (in_attribution(values={"stance": 5}, derived=[]), "wrong_kind"),
        (in_attribution(values={"stance": []}), "foreign_entity"),
        (in_attribution(derived=["stance", "mood"]), "foreign_entity"),
        (in_attribution(codebook="other@1"), "unknown_codebook"),
        (in_attribution(speaker_id=UNKNOWN), "speaker_unknown"),
        (in_attribution(reported_by=UNKNOWN), "reported_by_unknown"),
        (in_attribution(set_id=UNKNOWN), "foreign_entity"),
        (in_attribution(article_id=UNKNOWN), "foreign_entity"),
        (
            lambda lines: put_form(
                line_of(lines, "attribution"), reported_by=line_of(lines, "attribution")["id"]
            ),
            "reported_by_cycle",
        ),
        (
            lambda lines: put_form(line_of(lines, "annotation_set"), seconds=2**40),
            "foreign_entity",
        ),
        (lambda lines: put_form(line_of(lines, "annotation_set"), kind="gold"), "foreign_entity"),
        (
            lambda lines: put_form(line_of(lines, "annotation_set"), person_id=UNKNOWN),
            "foreign_entity",
        ),
        (
            lambda lines: put_form(line_of(lines, "annotation_set"), batch_id=UNKNOWN),
            "foreign_entity",
        ),
        (
            lambda lines: put_form(line_of(lines, "annotation_set"), reason="because"),
            "unknown_reason",
        ),
        (lambda lines: put_form(line_of(lines, "speaker"), owner_id=None), "foreign_entity"),
        (lambda lines: put_form(line_of(lines, "speaker"), owner_id=UNKNOWN), "foreign_entity"),
        (lambda lines: put_form(line_of(lines, "speaker"), merged_into=UNKNOWN), "foreign_entity"),
        (lambda lines: put_form(line_of(lines, "speaker"), article_id=UNKNOWN), "article_not_here"),
    ],
)
def test_hostile_package_is_refused_whole(
    world: World, handout: Path, tmp_path: Path, change: Callable[[Lines], None], code: str
) -> None:
    package = a_package(world, handout, tmp_path)
    lines = [json.loads(line) for line in gzip.decompress(package.read_bytes()).splitlines()]
    lines.pop()
    change(lines)
    sealed(package, lines)
    world.project.tidy()
    before = world.path.read_bytes()
    assert refused(merge(world.project, world.manager, [package])) == code
    world.project.tidy()
    assert world.path.read_bytes() == before


def test_package_that_is_sealed_again_goes_in(world: World, handout: Path, tmp_path: Path) -> None:
    """The lines of the tests above are right but for what they change."""
    package = a_package(world, handout, tmp_path)
    lines = [json.loads(line) for line in gzip.decompress(package.read_bytes()).splitlines()]
    lines.pop()
    put_form(line_of(lines, "attribution"), note="changed")
    sealed(package, lines)
    taken_in(world, package)
    assert world.coding().attributions[0].note == "changed"
    sound(world.project)


def a_package(world: World, handout: Path, folder: Path) -> Path:
    with at_desk(world, "Mira Sorel", handout) as desk:
        made = desk.annotate(values={"stance": "supports"})
        create_speaker(
            desk.project, desk.mira, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON,
            article_id=desk.articles[0], attribution_id=made.id,
        )  # fmt: skip
        return sent(desk, folder)


def sealed(path: Path, lines: Lines) -> None:
    body = b"".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for one in lines
    )
    digest = hashlib.sha256(body).hexdigest()
    path.write_bytes(gzip.compress(body + json.dumps({"sha256": digest}).encode() + b"\n"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (gzip.compress(b""), "package_damaged"),
        (gzip.compress(b"{}\n"), "package_damaged"),
        (gzip.compress(b"\n"), "bad_json"),
        (gzip.compress(b"no newline"), "package_damaged"),
        (gzip.compress(b"[" * 100_000 + b"\n{}\n"), "bad_json"),
        (gzip.compress(b'{"a":' * 200 + b"1" + b"}" * 200 + b"\n{}\n"), "too_deep"),
        (gzip.compress(b'{"a":1,"a":2}\n{}\n'), "duplicate_key"),
        (gzip.compress(b'{"a":NaN}\n{}\n'), "bad_json"),
        (gzip.compress(b"\xff\n{}\n"), "not_utf8"),
        (gzip.compress(b" " * 90_000_000), "package_too_large"),
        (gzip.compress(b"{}\n") + gzip.compress(b"{}\n"), "package_damaged"),
        (gzip.compress(b"{}\n") + b"more", "package_damaged"),
        (b"\x1f\x8b" + b"not gzip at all", "package_damaged"),
        (b"\x1f\x8b", "package_damaged"),
    ],
    ids=range(14),
)
def test_damaged_or_hostile_file(world: World, tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bad.stancepack"
    path.write_bytes(content)
    report = merge(world.project, world.manager, [path])
    assert refused(report) == code
    problem = report.files[0].problem
    assert problem is not None
    assert "line" not in problem.fields or code not in ("package_damaged", "package_too_large")


def test_every_broken_byte_is_noticed(world: World, handout: Path, tmp_path: Path) -> None:
    package = a_package(world, handout, tmp_path)
    whole = package.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        if 3 <= place < 10:
            continue  # time and system in gzip's head, which say nothing
        package.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        assert refused(merge(world.project, world.manager, [package]))
        package.write_bytes(whole[:place])
        assert refused(merge(world.project, world.manager, [package]))


def test_others_work_cannot_be_sent(world: World, handout: Path, tmp_path: Path) -> None:
    """Whoever learnt identifiers of somebody else's work cannot write over it."""
    theirs = world.annotate("the plan was empty", world.jonas)
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
    lines = [json.loads(line) for line in gzip.decompress(package.read_bytes()).splitlines()]
    lines.pop()
    line = line_of(lines, "attribution")
    line["id"] = str(theirs.id)
    put_form(line, id=str(theirs.id), revision=9)
    line["versions"][-1][0] = 9
    sealed(package, lines)
    assert refused(merge(world.project, world.manager, [package])) == "foreign_entity"


def test_published_speaker_cannot_be_taken_over(
    world: World, handout: Path, tmp_path: Path
) -> None:
    package = a_package(world, handout, tmp_path)
    taken_in(world, package)
    lines = [json.loads(line) for line in gzip.decompress(package.read_bytes()).splitlines()]
    lines.pop()
    line = line_of(lines, "speaker")
    publish_speaker(world.project, world.manager, uuid_of(line["id"]))
    (published,) = raw(world.path, "SELECT revision, lower(hex(content_hash)) FROM speaker")
    put_form(line, revision=9, name="Somebody Else")
    line["versions"] = [list(published), [9, content_hash(line["forms"][0])]]
    line["edges"] = [[1, 0]]
    sealed(package, lines)
    assert refused(merge(world.project, world.manager, [package])) == "foreign_entity"


def uuid_of(text: str) -> Any:
    import uuid

    return uuid.UUID(text)


def test_earlier_codebook_version_is_mapped_or_refused(
    world: World, handout: Path, tmp_path: Path
) -> None:
    with at_desk(world, "Mira Sorel", handout) as desk:
        desk.annotate(values={"stance": "unclear"})
        package = sent(desk, tmp_path)
    later = later_codebook()
    with world.project.store.transaction() as connection:
        project_queries.add_codebook(connection, later, world.project.info.created_at)
    round_ref(world, later.ref)
    report = merge(world.project, world.manager, [package])
    assert refused(report) == "value_not_mapped"
    assert report.files[0].problem.fields["value"] == "unclear"  # type: ignore[union-attr]
    raw(
        world.path,
        "UPDATE codebook SET mapping = ? WHERE version = ?",
        json.dumps({"stance": {"unclear": "no_position"}}),
        later.version,
    )
    report = taken_in(world, package)
    assert report.files[0].mapped == 1
    (here,) = world.coding().attributions
    assert (here.values["stance"], here.codebook) == ("unclear", default_codebook().ref)
    sound(world.project)


def test_handout_brings_the_codebook_along(world: World, handout: Path, tmp_path: Path) -> None:
    later = later_codebook()
    with world.project.store.transaction() as connection:
        project_queries.add_codebook(connection, later, world.project.info.created_at)
    round_ref(world, later.ref)
    (tmp_path / "again").mkdir()
    again = file_for(world, "Mira Sorel", tmp_path / "again")
    with at_desk(world, "Mira Sorel", again) as desk:
        desk.annotate()
        package = sent(desk, tmp_path)
    with at_desk(world, "Mira Sorel", handout) as desk:
        assert merge(desk.project, desk.mira, [again]).complete
        assert desk.coding().codebook.ref == later.ref
        sound(desk.project)
    taken_in(world, package)


def later_codebook() -> Any:
    from dataclasses import replace

    book = default_codebook()
    stance = book.primary
    shorter = replace(stance, values=tuple(v for v in stance.values if v.key != "unclear"))
    others = tuple(shorter if one.key == stance.key else one for one in book.attributes)
    return replace(book, version=book.version + 1, attributes=others)


def round_ref(world: World, ref: str) -> None:
    from annotator.domain.changes import Intention
    from annotator.domain.people import Round

    with world.project.store.write(Intention.CHANGE_ROUND, world.manager.person_id) as written:
        found = written.unit.get(Round, EntityKind.ROUND, world.round_id)
        written.unit.put(found.but(codebook=ref))


def test_closed_and_reopened_there(world: World, handout: Path, tmp_path: Path) -> None:
    """The set comes out as it was, so that only what is in it tells of the merge."""
    with at_desk(world, "Mira Sorel", handout) as desk:
        mark_cannot_code(desk.project, desk.mira, desk.articles[0], desk.round_id, DONE)
        taken_in(world, sent(desk, tmp_path))
        reopen(desk.project, desk.mira, desk.articles[0], desk.round_id)
        desk.annotate()
        mark_cannot_code(desk.project, desk.mira, desk.articles[0], desk.round_id, DONE)
        changes = taken_in(world, sent(desk, tmp_path)).changes
    assert changes is not None
    assert world.coding().submissions == 2
    revert(world.project, world.manager, changes.step.id)
    assert world.coding().submissions == 1
    assert world.coding().attributions == ()
    assert person(world.project, "Mira Sorel")
    sound(world.project)
