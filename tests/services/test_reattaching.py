"""Exports without text, put on the articles again."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.errors import Cancelled, FormatError
from annotator.domain.people import Actor, Role
from annotator.domain.reattaching.marks import Outcome
from annotator.formats.interfaces import TextMode
from annotator.services.interchange.exporting import ExportOptions, export_project
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.reattaching.reattaching import reattach
from annotator.services.sample import create_sample_project
from tests.services.adjudicated import begin_gold, settle
from tests.services.coded import NEVER, TALK, both_coded
from tests.services.exported import lines_of
from tests.services.world import HARBOUR, TEXTS, World, empty_project, sound


def folder_of(place: Path, *texts: str) -> Path:
    place.mkdir()
    for number, text in enumerate(texts):
        (place / f"text {number}.txt").write_text(text, encoding="utf-8", newline="")
    return place


def hidden(world: World, out: Path, mode: TextMode = TextMode.NONE) -> Path:
    options = ExportOptions(text=mode)
    export_project(world.project, world.manager, "stance-annotator", out, options)
    return out


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_the_sample_comes_back_whole(tmp_path: Path, mode: TextMode) -> None:
    """Without text, then with the same texts: all is as it was."""
    full, bare, back = (tmp_path / f"{name}.jsonl" for name in ("full", "bare", "back"))
    with create_sample_project(tmp_path / "sample.stance", maker="Olga Brandt") as project:
        manager = next(one.id for one in people(project) if Role.MANAGER in one.roles)
        actor = Actor(manager, Role.MANAGER)
        export_project(project, actor, "stance-annotator", full)
        options = ExportOptions(text=mode)
        export_project(project, actor, "stance-annotator", bare, options)
    texts = [one["article"]["text"] for one in lines_of(full)[1:]]
    folder = folder_of(tmp_path / "texts", *texts)
    report = reattach(bare, folder, back)
    assert report.complete
    assert report.left_out == 0
    assert report.count(Outcome.FOUND) > 50
    assert all(one.same_text for one in report.articles)
    assert lines_of(back) == lines_of(full)


def prepared(world: World, tmp_path: Path) -> None:
    first, other = both_coded(world)
    begin_gold(world)
    settle(world, (first, other))


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_another_copy_of_the_article(world: World, tmp_path: Path, mode: TextMode) -> None:
    """With a headline that the project's text had not, another ending, and windows line ends."""
    prepared(world, tmp_path)
    bare = hidden(world, tmp_path / "bare.jsonl", mode)
    copy = "EASTGATE WIRE\r\n\r\n" + HARBOUR.replace("\n", "\r\n").replace("talks.", "much.")
    folder = folder_of(tmp_path / "texts", "Something else entirely.", copy, *TEXTS[1:])
    (folder / "picture.png").write_bytes(b"\x89PNG\0\0")
    report = reattach(bare, folder, tmp_path / "back.jsonl")
    assert report.unread == ("picture.png",)
    assert report.count(Outcome.MOVED) == 5
    assert report.complete
    harbour = report.articles[0]
    assert (harbour.file, harbour.same_text) == ("text 1.txt", False)
    with empty_project(tmp_path / "copy.stance", _codebook(), "Edda Holm") as other:
        imported = import_paths(other.project, other.manager, [tmp_path / "back.jsonl"])
        assert imported.complete, imported.files[0].problems
        assert imported.total("attributions") == 5
        sound(other.project)
    (line,) = [one for one in lines_of(tmp_path / "back.jsonl")[1:] if one["attributions"]]
    quotes = [one["content"][0]["quote"] for one in line["attributions"]]
    assert sorted(quotes) == [NEVER, NEVER, TALK, TALK, TALK]
    assert line["decisions"]


def _codebook() -> Any:
    from annotator.services.codebooks import default_codebook

    return default_codebook()


def test_what_is_gone_is_left_out_and_told(world: World, tmp_path: Path) -> None:
    prepared(world, tmp_path)
    bare = hidden(world, tmp_path / "bare.jsonl")
    copy = HARBOUR.replace("“Never,” he added", "“No,” he added")
    folder = folder_of(tmp_path / "texts", copy)
    report = reattach(bare, folder, tmp_path / "back.jsonl")
    assert not report.complete
    counts = {one: report.count(one) for one in Outcome}
    assert counts == {
        Outcome.FOUND: 3,
        Outcome.MOVED: 0,
        Outcome.AMBIGUOUS: 0,
        Outcome.NOT_FOUND: 2,
    }
    assert [one.file is None for one in report.articles] == [False, True, True]
    assert report.left_out >= 2  # what is gone, in what was handed in
    _, line = lines_of(tmp_path / "back.jsonl")
    assert len(line["attributions"]) == 3
    for one in line["attributions"]:
        for span in one["content"] + one["source"]:
            assert copy[span["start"] : span["end"]] == span["quote"]


def test_a_quote_at_two_places_is_ambiguous(world: World, tmp_path: Path) -> None:
    world.annotate("We will talk")
    bare = hidden(world, tmp_path / "bare.jsonl", TextMode.QUOTES)
    folder = folder_of(tmp_path / "texts", f"We will talk. {HARBOUR[:-9]}", *TEXTS[1:])
    report = reattach(bare, folder)
    assert report.count(Outcome.AMBIGUOUS) == 1
    assert report.written is None
    assert sorted(one.name for one in tmp_path.iterdir() if "back" in one.name) == []


def test_files_that_cannot_be_reattached(world: World, tmp_path: Path) -> None:
    bare = hidden(world, tmp_path / "bare.jsonl")
    empty = tmp_path / "empty"
    empty.mkdir()
    out = tmp_path / "back.jsonl"
    with pytest.raises(FormatError, match="no_texts"):
        reattach(bare, empty, out)
    folder = folder_of(tmp_path / "texts", *TEXTS)
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"format": "other/1", "article": {}}) + "\n")
    with pytest.raises(FormatError, match="not_reattachable"):
        reattach(other, folder, out)
    with pytest.raises(FormatError):
        reattach(folder / "text 0.txt", folder, out)
    with pytest.raises(FormatError, match="not_found"):
        reattach(tmp_path / "nothing.jsonl", folder, out)
    assert not out.exists()


@pytest.mark.parametrize("after", [1, 4, 7])
def test_when_stopped_nothing_is_left(world: World, tmp_path: Path, after: int) -> None:
    bare = hidden(world, tmp_path / "bare.jsonl")
    folder = folder_of(tmp_path / "texts", *TEXTS)
    place = tmp_path / "there"
    place.mkdir()
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > after

    with pytest.raises(Cancelled):
        reattach(bare, folder, place / "back.jsonl", cancelled=cancelled)
    assert list(place.iterdir()) == []
    shutil.rmtree(place)
    with pytest.raises(FormatError, match="export_failed"):
        reattach(bare, folder, place / "back.jsonl")
