"""Exports without text, put on changed copies of articles that are much alike."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.people import Actor, Role
from annotator.domain.reattaching.marks import Outcome
from annotator.domain.text.article_text import digest_of
from annotator.formats.interfaces import TextMode
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.exporting import ExportOptions, export_project
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.reattaching.reattaching import ReattachReport, reattach
from annotator.services.sample import create_sample_project
from tests.services.adjudicated import begin_gold, settle
from tests.services.coded import PLAN, both_coded, mark
from tests.services.exported import lines_of
from tests.services.world import HARBOUR, TEXTS, World, article_line, empty_project, sound

SENTENCES = (
    "I will not sit at that table",
    "There is nobody on the other side to sign anything",
    "We exchanged two lists, no more than that",
    "We will come if somebody answers for the road",
    "We would open the pass tomorrow if the papers were signed",
    "A talk is not a treaty",
    "It worked in spring, it can work in autumn",
    "Every flight that lands had to be agreed",
    "Nothing has been promised, and nothing was asked for",
    "They kept their word on the bridge",
)
NAMES = ("Tomas Ekdahl", "Ingrid Valmont", "Zahra Halimi", "Édouard Brask")
MODES = [TextMode.NONE, TextMode.QUOTES]
Change = Callable[[str], str]


def notes(number: int) -> tuple[str, list[dict[str, Any]]]:
    """Return an article in which often-heard sentences are said by others, and its marks."""
    chance = random.Random(number)
    text, marks = f"Notes from the pass, day {number}\n\n", []
    for sentence in chance.sample(SENTENCES, 5):
        name = chance.choice(NAMES)
        text += "“"
        parts = {}
        for role, words, after in (
            ("content", sentence, ",” "),
            ("source", name, " "),
            ("cue", "said", f" on day {number}. "),
        ):
            parts[role] = [{"start": len(text), "end": len(text) + len(words), "quote": words}]
            text += words + after
        values = {"stance": "supports", "confidence": "high"}
        speaker = {"name": name, "kind": "named person"}
        marks.append({"annotator": "Mira Sorel", **parts, "speaker": speaker, "values": values})
    return text.rstrip() + "\n", marks


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with exports of thirty such articles, all of them done."""
    folder = tmp_path_factory.mktemp("alike")
    done = {"annotator": "Mira Sorel", "state": "done"}
    lines = [
        article_line(text, title="Notes", sets=[done], attributions=marks)
        for text, marks in map(notes, range(30))
    ]
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    with empty_project(folder / "alike.stance", default_codebook()) as world:
        report = import_paths(world.project, world.manager, [folder / "articles.jsonl"])
        assert report.complete, report.files[0].problems
        exported(world.project, world.manager, folder)
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with exports of the sample, which has stories with versions."""
    folder = tmp_path_factory.mktemp("sample")
    with create_sample_project(folder / "sample.stance", maker="Olga Brandt") as project:
        manager = next(one.id for one in people(project) if Role.MANAGER in one.roles)
        exported(project, Actor(manager, Role.MANAGER), folder)
    return folder


def exported(project: Any, manager: Actor, folder: Path) -> None:
    for mode in TextMode:
        out = folder / f"{mode.value}.jsonl"
        export_project(project, manager, "stance-annotator", out, ExportOptions(text=mode))


def put_on(place: Path, folder: Path, mode: TextMode, change: Change) -> ReattachReport:
    """Reattach to changed copies, named by the articles' numbers, at ``back.jsonl``."""
    texts = place / "texts"
    texts.mkdir()
    for number, line in enumerate(lines_of(folder / "full.jsonl")[1:]):
        copy = change(line["article"]["text"])
        (texts / f"{number}.txt").write_text(copy, encoding="utf-8", newline="")
    return reattach(folder / f"{mode.value}.jsonl", texts, place / "back.jsonl")


def of_others(report: ReattachReport, folder: Path) -> list[str]:
    """Return the articles that have another's file."""
    ids = [line["article"]["id"] for line in lines_of(folder / "full.jsonl")[1:]]
    return [
        one.article_id
        for one in report.articles
        if one.file is not None and one.file != f"{ids.index(one.article_id)}.txt"
    ]


def comes_in_whole(place: Path) -> None:
    """Import what was written into a new project; nothing may be wrong with it."""
    with empty_project(place / "new.stance", default_codebook()) as world:
        report = import_paths(world.project, world.manager, [place / "back.jsonl"])
        assert report.complete, report.files[0].problems
        sound(world.project)


FRAMES: list[Change] = [
    lambda text: "A headline\n\n" + text,
    lambda text: text + "\nA footer of the Eastgate Wire\n",
    lambda text: "\ufeffA headline\r\n\r\n" + text.replace("\n", "\r\n") + "\r\nFooter",
    lambda text: text.replace(" ", "  "),
]


@pytest.mark.parametrize("change", FRAMES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("which", ["alike", "sample"])
def test_what_stands_in_a_file_whole_comes_back_as_it_was(
    request: pytest.FixtureRequest, tmp_path: Path, which: str, mode: TextMode, change: Change
) -> None:
    folder = request.getfixturevalue(which)
    report = put_on(tmp_path, folder, mode, change)
    assert of_others(report, folder) == []
    if "  " not in change("a b"):
        assert report.complete
        assert report.left_out == 0
    assert lines_of(tmp_path / "back.jsonl")[1:] == [
        line
        for line, one in zip(lines_of(folder / "full.jsonl")[1:], report.articles, strict=True)
        if one.file is not None
    ]
    assert report.count(Outcome.FOUND) == sum(len(one.attributions) for one in report.articles)


def one_word(text: str) -> str:
    """Change a word in the middle, and add a line."""
    words = text.split(" ")
    words[len(words) // 2] += "s"
    return "A headline\n\n" + " ".join(words)


def without_a_sentence(text: str) -> str:
    parts = text.split("“")
    return "“".join(parts[:2] + parts[3:]) if len(parts) > 4 else text


def without_the_end(text: str) -> str:
    return text[: len(text) * 4 // 5]


def other_spacing(text: str) -> str:
    return re.sub(r"\. ", ".\n  ", text.replace(" day ", "  day  "))


@pytest.mark.parametrize("change", [one_word, without_a_sentence, without_the_end, other_spacing])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("which", ["alike", "sample"])
def test_a_changed_copy_is_never_put_under_another_article(
    request: pytest.FixtureRequest, tmp_path: Path, which: str, mode: TextMode, change: Change
) -> None:
    folder = request.getfixturevalue(which)
    report = put_on(tmp_path, folder, mode, change)
    assert of_others(report, folder) == []
    marks = sum(len(one.attributions) for one in report.articles)
    located = report.count(Outcome.FOUND) + report.count(Outcome.MOVED)
    if change is not other_spacing or mode is TextMode.QUOTES:
        assert located > marks * 0.6
    for line in lines_of(tmp_path / "back.jsonl")[1:]:
        text = line["article"]["text"]
        for one in line["attributions"]:
            for role in ("content", "source", "cue", "condition"):
                for span in one[role]:
                    assert text[span["start"] : span["end"]] == span["quote"]
            if which == "alike" and one["source"]:
                # Whoever said it says it there.
                said = text[one["content"][0]["end"] : one["source"][0]["start"]]
                assert said.split() in ([",”"], [",”s"])
                assert one["source"][0]["quote"] == one["speaker"]["name"]
    comes_in_whole(tmp_path)


@pytest.mark.parametrize("mode", MODES)
def test_the_copies_of_others_are_not_taken_where_ones_own_is_missing(
    alike: Path, tmp_path: Path, mode: TextMode
) -> None:
    """Each third text is not there, the others are changed: none of them stands in."""
    numbers = iter(range(30))

    def change(text: str) -> str:
        number = next(numbers)
        return one_word(text) if number % 3 else f"Nothing of the kind, in file {number}.\n"

    report = put_on(tmp_path, alike, mode, change)
    assert of_others(report, alike) == []
    without = {number for number, one in enumerate(report.articles) if one.file is None}
    assert without >= set(range(0, 30, 3))
    comes_in_whole(tmp_path)


def test_a_file_of_its_own_is_found_beside_other_versions_of_the_story(
    sample: Path, tmp_path: Path
) -> None:
    """Each alone in the folder, and all together, an article has the same file."""
    together = put_on(tmp_path, sample, TextMode.NONE, lambda text: "A headline\n\n" + text)
    for number, one in enumerate(together.articles):
        alone = tmp_path / f"alone {number}"
        alone.mkdir()
        (alone / "only.txt").write_bytes((tmp_path / "texts" / f"{number}.txt").read_bytes())
        found = reattach(sample / "none.jsonl", alone)
        assert [each.article_id for each in found.articles if each.file] == [one.article_id]


def test_what_repeats_is_where_the_file_says(sample: Path, tmp_path: Path) -> None:
    """Quotes alone, and a text that is changed at its very end: nothing else is lost."""
    report = put_on(tmp_path, sample, TextMode.QUOTES, lambda text: text.rstrip() + " Read on.")
    parts = [
        [len(one[role]) for one in line["attributions"] for role in ("content", "source", "cue")]
        for line in lines_of(sample / "full.jsonl")[1:]
        if line["attributions"]
    ]
    back = [
        [len(one[role]) for one in line["attributions"] for role in ("content", "source", "cue")]
        for line in lines_of(tmp_path / "back.jsonl")[1:]
        if line["attributions"]
    ]
    assert back == parts
    assert report.count(Outcome.FOUND) == sum(map(len, parts)) // 3


@pytest.mark.parametrize("mode", MODES)
def test_decisions_go_with_their_gold(world: World, tmp_path: Path, mode: TextMode) -> None:
    """And with what they superseded: it must not stand again."""
    mark(world, world.mira, PLAN, "Tomas Ekdahl")
    first, other = both_coded(world)
    begin_gold(world)
    earlier = settle(world, (first, other))
    settle(world, (first, other), supersedes=earlier.id)
    bare = tmp_path / "bare.jsonl"
    options = ExportOptions(text=mode)
    export_project(world.project, world.manager, "stance-annotator", bare, options)
    texts = tmp_path / "texts"
    texts.mkdir()
    copy = HARBOUR.replace("We will talk to them", "We shall never talk to them")
    for number, text in enumerate((copy, *TEXTS[1:])):
        (texts / f"{number}.txt").write_text(text, encoding="utf-8")
    report = reattach(bare, texts, tmp_path / "back.jsonl")
    assert report.count(Outcome.NOT_FOUND) >= 3
    (line,) = [one for one in lines_of(tmp_path / "back.jsonl")[1:] if one["sets"]]
    assert line["decisions"] == []
    # All three lost what they had there: as done, they would say that there is nothing.
    assert {one["state"] for one in line["sets"]} == {"in_progress"}
    assert report.reopened == sum(one["state"] == "done" for one in _sets_of(bare))
    quotes = [one["content"][0]["quote"] for one in line["attributions"]]
    assert sorted(quotes) == ["Never", "Never", PLAN]
    handed_in = [each for one in line["sets"] for each in one["submissions"]]
    assert sorted(len(one["snapshot"]["attributions"]) for one in handed_in) == [1, 2]
    assert report.left_out >= 4
    comes_in_whole(tmp_path)


@pytest.mark.parametrize("mode", MODES)
def test_of_two_copies_that_are_equally_like_neither_is_taken(
    alike: Path, tmp_path: Path, mode: TextMode
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    text, marks = notes(3)
    for number, end in enumerate(("the end.", "the end!")):
        (texts / f"{number}.txt").write_text(f"{text.rstrip()} So to {end}", encoding="utf-8")
    full = lines_of(alike / "full.jsonl")
    (line,) = [one for one in lines_of(alike / f"{mode.value}.jsonl") if _is(one, full[4])]
    bare = tmp_path / "bare.jsonl"
    bare.write_text("".join(json.dumps(one) + "\n" for one in (full[0], line)))
    report = reattach(bare, texts, tmp_path / "back.jsonl")
    assert [(one.file, one.several) for one in report.articles] == [(None, True)]
    assert report.count(Outcome.AMBIGUOUS) == len(marks)
    assert len(lines_of(tmp_path / "back.jsonl")) == 1
    # A title tells which is meant.
    (texts / "1.txt").unlink()
    named = article_line(f"{text.rstrip()} So to the end!", title="Notes")
    (texts / "1.jsonl").write_text(named, encoding="utf-8")
    report = reattach(bare, texts)
    assert [one.file for one in report.articles] == ["1.jsonl"]


def _sets_of(path: Path) -> list[dict[str, Any]]:
    return [one for line in lines_of(path)[1:] for one in line["sets"]]


def _is(line: dict[str, Any], other: dict[str, Any]) -> bool:
    return "article" in line and line["article"]["id"] == other["article"]["id"]


def test_names_of_files_are_believed_where_they_have_been_kept(tmp_path: Path) -> None:
    """An article without a mark is known by its name, if names tell; else by nothing."""
    lines = [
        {"digest": "0" * 64, "appearances": [{"source_file": "apricots.txt"}]},
        {"digest": digest_of(TEXTS[1]), "appearances": [{"source_file": "flour.txt"}]},
    ]
    bare = tmp_path / "bare.jsonl"
    bare.write_text(
        "".join(
            json.dumps({"format": "stance-annotator/1", "article": {"id": str(place), **one}})
            + "\n"
            for place, one in enumerate(lines)
        )
    )
    for flour, found in (("flour.txt", "apricots.txt"), ("2.txt", None)):
        texts = tmp_path / f"with {flour}"
        texts.mkdir()
        (texts / flour).write_text(TEXTS[1], encoding="utf-8")
        (texts / "apricots.txt").write_text("Apricots, corrected", encoding="utf-8")
        report = reattach(bare, texts)
        assert [one.file for one in report.articles] == [found, flour]
