"""A package holds one person's work, whole, and is the same file for the same work."""

import gzip
import json
from pathlib import Path

import pytest

from annotator.domain.entities import EntityKind
from annotator.domain.errors import Cancelled, NotAllowed, ProjectFileError, Refused
from annotator.domain.merging.exchanged import version_of
from annotator.domain.speakers import SpeakerKind
from annotator.formats.work_package_reading import read_package
from annotator.services.annotating import delete_attribution, set_value
from annotator.services.article_work import mark_cannot_code
from annotator.services.exchange.packaging import package
from annotator.services.speakers import create_speaker
from tests.services.exchange import person, sent
from tests.services.world import COMPLETE, World


def work(world: World) -> None:
    made = world.annotate(values=COMPLETE)
    create_speaker(
        world.project, world.mira, "Tomas Ekdahl", SpeakerKind.NAMED_PERSON,
        article_id=world.articles[0], attribution_id=made.id,
    )  # fmt: skip
    set_value(world.project, world.mira, made.id, "stance", "opposes")
    delete_attribution(world.project, world.mira, world.annotate("Never").id)
    mark_cannot_code(world.project, world.mira, world.articles[1], world.round_id, "not_an_article")
    world.annotate("the plan was empty", world.jonas, values=COMPLETE)


def test_all_of_it_with_where_it_came_from(world: World, tmp_path: Path) -> None:
    work(world)
    path = sent(world, tmp_path)
    bundle = read_package(path)
    kinds = [one.kind for one in bundle.claims]
    assert kinds == [
        EntityKind.SPEAKER,
        *[EntityKind.ANNOTATION_SET] * 2,
        EntityKind.SUBMISSION,
        *[EntityKind.ATTRIBUTION] * 2,
    ]
    (mine,) = world.coding().attributions
    (claim,) = [one for one in bundle.claims if one.id == mine.id]
    assert claim.forms == (mine,)
    assert len(claim.edges) == mine.revision - 1
    assert max(edge.child for edge in claim.edges) == version_of(mine)
    text = gzip.decompress(path.read_bytes()).decode()
    assert "Jonas" not in text
    assert "the plan was empty" not in text
    assert "Edda" not in text


def test_same_work_gives_the_same_bytes(world: World, tmp_path: Path) -> None:
    work(world)
    one, other = sent(world, tmp_path, "1.pack"), sent(world, tmp_path, "2.pack")
    assert one.read_bytes() == other.read_bytes()


def test_first_line_says_what_it_is(world: World, tmp_path: Path) -> None:
    work(world)
    first = json.loads(gzip.decompress(sent(world, tmp_path).read_bytes()).split(b"\n")[0])
    assert first["format"] == "stance-package/1"
    assert first["person"] == {"id": str(world.mira.person_id), "name": "Mira Sorel"}
    assert first["counts"] == {
        "speaker": 1, "annotation_set": 2, "submission": 1, "attribution": 2
    }  # fmt: skip
    assert [one["document"]["key"] for one in first["codebooks"]] == ["taliban-cooperation"]


def test_report(world: World, tmp_path: Path) -> None:
    work(world)
    out = tmp_path / "work.pack"
    report = package(world.project, world.manager, person(world.project, "Mira Sorel"), out)
    assert (report.person, report.sets, report.closed) == ("Mira Sorel", 2, 1)
    assert (report.attributions, report.speakers, report.deleted) == (1, 1, 1)
    assert report.bytes == out.stat().st_size


def test_refusals_leave_nothing_behind(world: World, tmp_path: Path) -> None:
    work(world)
    jonas, out = person(world.project, "Jonas Reit"), tmp_path / "out" / "work.pack"
    with pytest.raises(ProjectFileError, match="folder_missing"):
        package(world.project, world.jonas, jonas, out)
    out.parent.mkdir()
    for actor in (world.mira, world.adjudicator):
        with pytest.raises(NotAllowed, match="not_your_work"):
            package(world.project, actor, jonas, out)
    with pytest.raises(Refused, match="out_is_project"):
        package(world.project, world.jonas, jonas, world.path)
    with pytest.raises(Refused, match="nothing_to_package"):
        package(world.project, world.maker, person(world.project, "Edda Holm"), out)
    with pytest.raises(Cancelled):
        package(world.project, world.jonas, jonas, out, cancelled=lambda: True)
    assert not list(out.parent.iterdir())


def test_what_undoing_a_merge_left_is_not_sent(world: World, tmp_path: Path) -> None:
    from annotator.services.undo import revert
    from tests.services.exchange import at_desk, file_for, taken_in

    with at_desk(world, "Mira Sorel", file_for(world, "Mira Sorel", tmp_path)) as desk:
        made = desk.annotate()
        changes = taken_in(world, sent(desk, tmp_path)).changes
    assert changes is not None
    revert(world.project, world.manager, changes.step.id)
    with pytest.raises(Refused, match="nothing_to_package"):
        sent(world, tmp_path)
    again = world.annotate("Never")
    claims = read_package(sent(world, tmp_path)).claims
    assert {one.id for one in claims if one.kind is EntityKind.ATTRIBUTION} == {again.id}
    assert made.id != again.id
