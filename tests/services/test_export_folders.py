"""Splits, folders and zip files: whole or not there, and nothing else replaced."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.errors import AnnotatorError, Cancelled, FormatError, Refused
from annotator.formats import registry
from annotator.services.interchange.export_stages import stage_and_file
from annotator.services.interchange.exporting import (
    ExportOptions,
    ExportReport,
    NameMode,
    SplitChoice,
    export_project,
    exportable,
    preview,
)
from annotator.services.interchange.importing import import_paths
from tests.services.exported import coded_line, lines_of
from tests.services.test_exporting import Corrupting, Forgetful
from tests.services.world import COMPLETE, World, write_lines

BODY = " ".join(f"word{number}" for number in range(40))


@pytest.fixture
def many(world: World, tmp_path: Path) -> World:
    """Twenty articles, three of them one story, and one a copy in no story."""
    lines = []
    for number in range(20):
        text = f"Number {number} began. “We agree,” Speaker {number % 4} said. {number}"
        if number in (3, 4, 5, 17):
            text += f" {BODY}"
        line = coded_line(text, [("We agree", f"Speaker {number % 4}")])
        if number in (3, 4, 5):
            line = line.replace('"article": {', '"article": {"story": "one", ')
        lines.append(line)
    path = write_lines(tmp_path / "in.jsonl", lines)
    assert import_paths(world.project, world.manager, [path]).complete
    path.unlink()
    return world


def exported(world: World, out: Path, name: str = "stance-annotator", **more: Any) -> ExportReport:
    return export_project(world.project, world.manager, name, out, ExportOptions(**more))


def parts_in(out: Path) -> dict[str, list[dict[str, Any]]]:
    return {one.stem: lines_of(one)[1:] for one in sorted(out.glob("*.jsonl"))}


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (SplitChoice(), {"train", "dev", "test"}),
        (SplitChoice((80, 20), seed=5), {"train", "test"}),
        (SplitChoice(folds=4, balance=False), {f"fold-{number}" for number in range(1, 5)}),
    ],
)
def test_every_article_is_in_exactly_one_part_and_stories_are_whole(
    many: World, tmp_path: Path, choice: SplitChoice, names: set[str]
) -> None:
    report = exported(many, tmp_path / "out", split=choice)
    parts = parts_in(tmp_path / "out")
    assert parts.keys() == names == {one.name for one in report.parts}
    ids = [line["article"]["id"] for lines in parts.values() for line in lines]
    assert len(ids) == len(set(ids)) == 23 == report.articles
    stories = [
        {line["article"]["story"] for line in lines if line["article"]["story"]}
        for lines in parts.values()
    ]
    assert sum(map(len, stories)) == 1
    for one in report.parts:
        lines = parts[one.name]
        assert (one.articles, one.path) == (len(lines), tmp_path / "out" / f"{one.name}.jsonl")
        assert one.rows == sum(len(line["attributions"]) for line in lines)
    again = exported(many, tmp_path / "again", split=choice)
    for one, other in zip(report.parts, again.parts, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()


def test_the_leak_check_finds_the_copy_that_is_in_no_story(many: World, tmp_path: Path) -> None:
    found = [
        exported(many, tmp_path / f"out{seed}", split=SplitChoice((50, 50), seed=seed))
        for seed in range(6)
    ]
    apart = 0
    for report in found:
        assert report.leaks is not None
        parts = parts_in(report.path)
        where = {line["article"]["text"]: name for name, lines in parts.items() for line in lines}
        holders = {where[text] for text in where if BODY in text}
        if len(holders) == 2:
            apart += 1
            assert report.leaks.containment > 0.6
            assert report.leaks.above_half >= 2
            assert report.leaks.noteworthy
        else:
            assert report.leaks.containment < 0.5
    assert apart


def test_the_card_judges_what_the_parts_share(many: World, tmp_path: Path) -> None:
    judged = {}
    for seed in range(6):
        out = tmp_path / f"out{seed}"
        report = exported(many, out, split=SplitChoice((50, 50), seed=seed), card=True)
        assert report.leaks is not None
        card = (out / "README.md").read_text(encoding="utf-8")
        judged[report.leaks.noteworthy] = "More than 10 % means that passages were taken" in card
    assert judged[True]
    assert not judged.get(False, False)


def test_the_pairs_that_share_passages_are_named(many: World, tmp_path: Path) -> None:
    for seed in range(6):
        out = tmp_path / f"out{seed}"
        report = exported(many, out, split=SplitChoice((50, 50), seed=seed))
        if report.leaks is not None and report.leaks.greatest:
            break
    assert report.leaks is not None
    parts = parts_in(out)
    assert report.leaks.greatest
    for one in report.leaks.greatest:
        for article, title, part in (
            (one.article, one.title, one.part),
            (one.other, one.other_title, one.other_part),
        ):
            (text,) = [
                line["article"]["text"]
                for line in parts[part]
                if line["article"]["id"] == str(article)
            ]
            assert title
            assert text.startswith(title.rstrip("…. "))


def test_too_few_groups_to_keep_speakers_apart_are_known(many: World, tmp_path: Path) -> None:
    few = exported(many, tmp_path / "a", split=SplitChoice((50, 50)))
    many_parts = exported(many, tmp_path / "b", split=SplitChoice(folds=10))
    assert few.leaks is not None
    assert many_parts.leaks is not None
    assert (few.leaks.separable, many_parts.leaks.separable) == (True, False)
    with pytest.raises(Refused, match="too_few_to_split"):
        exported(many, tmp_path / "c", split=SplitChoice(folds=10, keep_speakers_apart=True))


def test_no_speaker_is_in_two_parts(many: World, tmp_path: Path) -> None:
    together = exported(many, tmp_path / "a", split=SplitChoice((50, 50)))
    apart = exported(many, tmp_path / "b", split=SplitChoice((50, 50), keep_speakers_apart=True))
    assert together.leaks is not None
    assert apart.leaks is not None
    assert together.leaks.speakers > 0 == apart.leaks.speakers


def test_too_few_stories(world: World, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too_few_to_split"):
        exported(world, tmp_path / "out", split=SplitChoice(folds=4))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", [one.name for one in exportable()])
@pytest.mark.parametrize("ending", ["", ".zip"])
def test_every_format_can_be_split(many: World, tmp_path: Path, name: str, ending: str) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    out = folder / f"out{ending}"
    report = exported(many, out, name, split=SplitChoice((70, 30)))
    assert [one.name for one in folder.iterdir()] == [out.name]
    assert report.rows == report.checked
    if ending:
        with zipfile.ZipFile(out) as archive:
            names = {one.split("/")[0].split(".")[0] for one in archive.namelist()}
        assert names == {"train", "test"}
        assert report.bytes == out.stat().st_size
    else:
        assert {one.path.exists() for one in report.parts} == {True}


@pytest.mark.parametrize("name", [one.name for one in exportable() if one.is_folder])
def test_a_folder_is_replaced_only_by_its_like(world: World, tmp_path: Path, name: str) -> None:
    world.annotate(values=COMPLETE)
    out = tmp_path / "out"
    out.mkdir()
    first = exported(world, out, name)
    assert exported(world, out, name).bytes == first.bytes
    (out / "mine.txt").write_text("notes of my own")
    before = {one: one.read_bytes() for one in out.rglob("*") if one.is_file()}
    with pytest.raises(Refused, match="folder_not_export"):
        exported(world, out, name)
    assert {one: one.read_bytes() for one in out.rglob("*") if one.is_file()} == before
    file = tmp_path / "a file"
    file.write_text("mine")
    with pytest.raises(Refused, match="out_is_file"):
        exported(world, file, name)
    assert file.read_text() == "mine"
    zipped = exported(world, tmp_path / "out.zip", name)
    assert zipfile.is_zipfile(zipped.path)
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_project_in_a_folder_is_never_replaced(world: World) -> None:
    for out in (world.path.parent, world.path):
        with pytest.raises(Refused):
            exported(world, out, split=SplitChoice((1, 1)))
    assert world.path.exists()


@pytest.mark.parametrize("name", ["stance-annotator", "brat", "csv"])
@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("ending", ["", ".zip"])
@pytest.mark.parametrize("after", [0, 25, 40, 60])
def test_a_cancelled_split_leaves_what_was_there(
    many: World, tmp_path: Path, name: str, old: bool, ending: str, after: int
) -> None:
    place = tmp_path / "there"
    place.mkdir()
    out = place / f"out{ending}"
    if old:
        exported(many, out, name, split=SplitChoice((1, 1)), names=NameMode.PSEUDONYMS)
    before = {one: one.read_bytes() for one in place.rglob("*") if one.is_file()}
    assert bool(before) == old
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > after

    options = ExportOptions(split=SplitChoice((1, 2)), names=NameMode.PSEUDONYMS)
    with pytest.raises(Cancelled):
        export_project(many.project, many.manager, name, out, options, None, cancelled)
    assert {one: one.read_bytes() for one in place.rglob("*") if one.is_file()} == before
    assert bool(list(place.iterdir())) == old


@pytest.mark.parametrize(
    "writer",
    [lambda: Corrupting("“We agree".encode(), "“We argue".encode()), Forgetful],
)
def test_a_part_that_is_not_right_takes_all_with_it(
    many: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: Callable[[], Any]
) -> None:
    made = writer()
    monkeypatch.setattr(registry, "_formats", lambda: (made,))
    place = tmp_path / "there"
    place.mkdir()
    options = {"split": SplitChoice((1, 1)), "names": NameMode.PSEUDONYMS}
    with pytest.raises(FormatError, match="verification_failed"):
        exported(many, place / "out", made.name, **options)
    assert list(place.iterdir()) == []


def test_a_place_that_cannot_be_made(many: World, tmp_path: Path) -> None:
    for out in (tmp_path / "nowhere" / "out", tmp_path / "nowhere" / "out.zip"):
        with pytest.raises(AnnotatorError, match="folder_missing"):
            exported(many, out, "brat", names=NameMode.PSEUDONYMS)
    assert not (tmp_path / "nowhere").exists()


def test_a_card_comes_with_the_data(many: World, tmp_path: Path) -> None:
    out = tmp_path / "out"
    whole = exported(many, out, "csv", card=True)
    assert {one.name for one in out.iterdir()} >= {"data.csv", "README.md", "croissant.json"}
    assert whole.parts == ()
    split = exported(many, out, "csv", card=True, split=SplitChoice((70, 30)))
    assert {one.name for one in out.iterdir()} >= {"train.csv", "test.csv", "README.md"}
    assert not (out / "data.csv").exists()
    assert len(split.parts) == 2


@pytest.mark.parametrize("name", [one.name for one in exportable()])
def test_a_preview_shows_the_table_and_the_file(many: World, tmp_path: Path, name: str) -> None:
    shown = preview(many.project, many.manager, name, limit=2)
    assert (shown.articles, shown.attributions, shown.open_disagreements) == (23, 20, 0)
    assert len(shown.rows) == 2
    info = next(one for one in exportable() if one.name == name)
    assert (shown.file is not None) == (info.is_folder and bool(shown.lines))
    if info.endings[:1] and info.endings[0] in (".csv", ".tsv", ".jsonl", ".conll", ".jsonld"):
        assert shown.lines
    if name == "stance-annotator":
        assert "project" in json.loads(shown.lines[0])
    assert len(shown.lines) <= 3


def test_a_preview_of_a_split_names_its_first_part(many: World) -> None:
    options = ExportOptions(split=SplitChoice(folds=3))
    shown = preview(many.project, many.manager, "csv", options)
    assert {row[shown.columns.index("split")] for row in shown.rows} == {"fold-1"}


def test_progress_names_the_part_that_is_written_or_read_back(many: World, tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []

    def tell(done: int, total: int | None, what: str) -> None:
        assert 0 < done <= (total or 0) == 23
        told.append(stage_and_file(what))

    def stages(name: str, **options: Any) -> list[tuple[str, str]]:
        told.clear()
        choice = ExportOptions(**options)
        export_project(many.project, many.manager, "csv", tmp_path / name, choice, progress=tell)
        return list(dict.fromkeys(told))

    assert stages("one.csv") == [("write", ""), ("check", "")]
    in_turn = [
        (stage, f"{part}.csv") for part in ("train", "dev", "test") for stage in ("write", "check")
    ]
    assert stages("split", split=SplitChoice()) == [("split", ""), *in_turn]
