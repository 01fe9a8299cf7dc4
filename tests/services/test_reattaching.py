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
from annotator.services.reattaching.left_out import Within
from annotator.services.reattaching.reattaching import reattach
from annotator.services.sample import create_sample_project
from tests.services.adjudicated import begin_gold, settle
from tests.services.coded import NEVER, PLAN, TALK, both_coded, mark
from tests.services.exported import lines_of
from tests.services.world import HARBOUR, TEXTS, World, empty_project, sound

OFFICIAL = "An official who asked not to be named"


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


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_each_part_that_is_left_out_is_named(world: World, tmp_path: Path, mode: TextMode) -> None:
    """By article, attribution and role: in the work, as handed in, and in decisions."""
    mark(world, world.mira, PLAN, OFFICIAL)
    prepared(world, tmp_path)
    bare = hidden(world, tmp_path / "bare.jsonl", mode)
    copy = HARBOUR.replace("“Never,” he added", "“No,” he added").replace("An off", "Some off")
    report = reattach(bare, folder_of(tmp_path / "texts", copy), tmp_path / "back.jsonl")
    harbour, flour, _ = report.articles
    assert (harbour.title, harbour.file) == ("Harbour talks go on", "text 0.txt")
    assert (flour.file, flour.left_out) == (None, ())
    (line,) = [one for one in lines_of(bare)[1:] if one["attributions"]]
    now = [one for one in harbour.left_out if one.within is Within.WORK]
    spans = [one for one in now if one.part in ("content", "source")]
    number_of = {one["id"]: number for number, one in enumerate(line["attributions"], start=1)}
    assert all(number_of[one.attribution or ""] == one.number for one in now)
    lost = [id_ for id_, one in harbour.attributions.items() if not one.located]
    assert len(lost) == 2
    assert sorted(one.attribution for one in spans if one.part == "content") == sorted(lost)
    assert len(spans) == 3
    quotes = mode is TextMode.QUOTES
    for one in spans:
        assert one.outcome is Outcome.NOT_FOUND
        if one.part == "content":
            assert one.quote == one.content == (NEVER if quotes else None)
        else:
            # Its attribution is known by the words that were found.
            assert one.content == PLAN
            assert one.quote == (OFFICIAL if quotes else None)
    handed_in = [one for one in harbour.left_out if one.within is Within.SUBMISSION]
    assert sorted(one.part for one in handed_in) == ["content", "content", "source"]
    assert {one.attribution for one in handed_in} == {one.attribution for one in spans}
    assert report.left_out == len(harbour.left_out) - len(lost)


def test_an_attribution_without_an_identifier_is_named_by_its_number(tmp_path: Path) -> None:
    """Lines that another program wrote."""

    def span(words: str) -> dict[str, Any]:
        start = max(0, HARBOUR.find(words))
        return {"start": start, "end": start + len(words), "quote": words}

    marks = [
        {role: [span(words)] for role, words in parts.items()}
        for parts in (
            {"content": TALK, "source": "Nobody at all"},
            {"content": "The harbour is closed for good"},
            {"content": PLAN, "source": "Tomas Ekdahl"},
            {"content": NEVER, "source": OFFICIAL},
        )
    ]
    article = {"digest": "0" * 64, "title": "Harbour talks"}
    line = {"format": "stance-annotator/1", "article": article, "attributions": marks}
    bare = tmp_path / "bare.jsonl"
    bare.write_text(json.dumps(line) + "\n")
    (found,) = reattach(bare, folder_of(tmp_path / "texts", HARBOUR)).articles
    assert (found.title, found.file) == ("Harbour talks", "text 0.txt")
    assert [(one.part, one.attribution, one.number, one.content) for one in found.left_out] == [
        ("source", "0", 1, TALK),
        ("content", "1", 2, "The harbour is closed for good"),
    ]


def test_a_decision_that_goes_with_its_gold_is_named(world: World, tmp_path: Path) -> None:
    for source in (OFFICIAL, "Tomas Ekdahl"):
        mark(world, world.mira, PLAN, source)
    prepared(world, tmp_path)
    bare = hidden(world, tmp_path / "bare.jsonl", TextMode.QUOTES)
    folder = folder_of(tmp_path / "texts", HARBOUR.replace(TALK, "We shall see"))
    report = reattach(bare, folder, tmp_path / "back.jsonl")
    (decision,) = [one for one in report.articles[0].left_out if one.part == "decision"]
    assert decision.within is Within.DECISION
    assert (decision.content, decision.quote) == (TALK, None)
    assert decision.attribution in report.articles[0].attributions
    assert decision.outcome is Outcome.NOT_FOUND


def test_a_copy_without_the_zones_says_so(tmp_path: Path) -> None:
    with create_sample_project(tmp_path / "sample.stance", maker="Olga Brandt") as project:
        manager = next(one.id for one in people(project) if Role.MANAGER in one.roles)
        full, bare = tmp_path / "full.jsonl", tmp_path / "bare.jsonl"
        for out, mode in ((full, TextMode.FULL), (bare, TextMode.QUOTES)):
            export_project(
                project,
                Actor(manager, Role.MANAGER),
                "stance-annotator",
                out,
                ExportOptions(text=mode),
            )
    texts = [f"{one['article']['text'].rstrip()} Read on." for one in lines_of(full)[1:]]
    report = reattach(bare, folder_of(tmp_path / "texts", *texts))
    titles = [one["article"]["appearances"][0]["title"] for one in lines_of(full)[1:]]
    assert [one.title for one in report.articles] == titles
    there = {one.article_id for one in report.articles if one.file is not None}
    articles = [one["article"] for one in lines_of(full)[1:]]
    zones = sum(len(one["zones"]) for one in articles if one["id"] in there)
    left_out = [each for one in report.articles for each in one.left_out]
    assert len([one for one in left_out if one.part == "zone"]) == zones > 0
    assert {(one.attribution, one.number) for one in left_out if one.part == "zone"} == {
        (None, None)
    }


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
