import csv
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Annotator

OTHERS = ("Jonas Reit", "Edda Voss", "Rosa Lindqvist")


def test_sample_there_and_back_gives_equal_bytes(annotator: Annotator, sample: Path) -> None:
    whole = ("--format", "stance-annotator", "--as", "Rosa Lindqvist")
    annotator.fine("export", sample, "--out", "a.jsonl", *whole)
    annotator.fine("new", "second", "--as", "Rosa Lindqvist")
    annotator.fine("import", "second", "a.jsonl")
    annotator.fine("export", "second", "--out", "b.jsonl", *whole)
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()
    annotator.fine("import", "second", "a.jsonl")
    annotator.fine("check", "second")


@pytest.mark.parametrize("format_", ["stance-annotator", "csv", "tsv"])
def test_annotator_gets_only_the_own_work(annotator: Annotator, sample: Path, format_: str) -> None:
    ran = annotator.fine(
        "export", sample, "--format", format_, "--out", "own", "--as", "mira  SOREL"
    )
    words = Path("own").read_text(encoding="utf-8-sig")
    assert "Mira Sorel" in words
    assert not [name for name in OTHERS if name in words + ran.out]
    assert '"layer":"gold"' not in words


def test_annotator_gets_no_line_of_others(annotator: Annotator, sample: Path) -> None:
    annotator.fine(
        "export", sample, "--format", "stance-annotator", "--out", "own", "--as", "Mira Sorel"
    )
    first, *lines = map(json.loads, Path("own").read_text(encoding="utf-8").splitlines())
    assert [one["name"] for one in first["project"]["people"]] == ["Mira Sorel"]
    assert {one.get("owner") for one in first["project"]["speakers"]} <= {None, "Mira Sorel"}
    for line in lines:
        assert {one["annotator"] for one in line["attributions"]} <= {"Mira Sorel"}
        assert {one["annotator"] for one in line["sets"]} <= {"Mira Sorel"}
        assert line["decisions"] == []


@pytest.mark.parametrize(
    "more",
    [
        ("--layer", "gold"),
        ("--annotator", "Jonas Reit"),
        ("--annotator", "Mira Sorel", "--annotator", "Edda Voss"),
        ("--annotator", "Nobody Known"),
    ],
)
def test_asking_for_more_is_refused_alike(
    annotator: Annotator, sample: Path, more: tuple[str, ...]
) -> None:
    ran = annotator.failed(
        "export", sample, "--format", "csv", "--out", "x.csv", "--as", "Mira Sorel", *more
    )
    assert ran.reason.startswith("Annotators can export only their own work")
    assert not [name for name in (*OTHERS, "Nobody") if name in ran.err]
    assert not Path("x.csv").exists()


def test_manager_chooses_whose(annotator: Annotator, sample: Path) -> None:
    base = ("export", sample, "--format", "csv", "--out", "x.csv", "--as", "Edda Voss")

    def annotators(*more: str) -> set[str]:
        annotator.fine(*base, *more)
        with Path("x.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["annotator"] for row in csv.DictReader(file)}

    assert annotators("--annotator", "jonas reit") == {"Jonas Reit"}
    assert {"Jonas Reit", "Mira Sorel"} <= annotators()
    older = Path("x.csv").read_bytes()
    gold = annotator.failed(*base, "--layer", "gold", "--annotator", "Jonas Reit")
    assert "Gold is nobody’s work" in gold.reason
    assert "Nothing is gold yet" in annotator.failed(*base, "--layer", "gold").reason
    assert Path("x.csv").read_bytes() == older
    assert annotators("--layer", "all", "--annotator", "Jonas Reit") == {"Jonas Reit"}
    assert "Nobody called Ann Other" in annotator.failed(*base, "--annotator", "Ann Other").reason


@pytest.mark.parametrize("mode", ["none", "quotes"])
def test_text_modes(annotator: Annotator, sample: Path, mode: str) -> None:
    annotator.fine(
        *("export", sample, "--format", "stance-annotator", "--out", "x", "--text", mode),
        *("--as", "Rosa Lindqvist"),
    )
    lines = [json.loads(line) for line in Path("x").read_text(encoding="utf-8").splitlines()[1:]]
    assert not any("text" in line["article"] for line in lines)
    spans = [span for line in lines for one in line["attributions"] for span in one["content"]]
    assert all(("quote" in span) == (mode == "quotes") for span in spans)


@pytest.mark.parametrize(
    "more",
    [
        ("--format", "papyrus", "--out", "x"),
        ("--format", "csv"),
        ("--out", "x"),
        ("--format", "csv", "--out", "x", "--layer", "all-of-it"),
        ("--format", "csv", "--out", "x", "--text", "some"),
        ("--format", "csv", "--out", "x", "--split", "70,15,15,1"),
        ("--format", "csv", "--out", "x", "--split", "70,x"),
        ("--format", "csv", "--out", "x", "--split", "70,0"),
        ("--format", "csv", "--out", "x", "--split", "70,15"),
        ("--format", "csv", "--out", "x", "--split", "70,15,14"),
        ("--format", "csv", "--out", "x", "--split", "2,1,1"),
        ("--format", "csv", "--out", "x", "--split", "70,30", "--folds", "3"),
        ("--format", "csv", "--out", "x", "--folds", "1"),
        ("--format", "csv", "--out", "x", "--seed", "1"),
        ("--format", "csv", "--out", "x", "--speakers-apart"),
        ("--format", "csv", "--out", "x", "--from", "yesterday"),
        ("--format", "csv", "--out", "x", "--state", "begun"),
        ("--format", "csv", "--out", "x", "--count-per", "month"),
    ],
)
def test_wrong_usage(annotator: Annotator, sample: Path, more: tuple[str, ...]) -> None:
    assert annotator("export", sample, "--as", "Edda Voss", *more).status == 2
    assert not Path("x").exists()


def test_never_over_a_project(annotator: Annotator, sample: Path, empty: Path) -> None:
    for target in (sample, empty):
        before = target.read_bytes()
        ran = annotator.failed(
            "export", sample, "--format", "csv", "--out", target, "--as", "Edda Voss"
        )
        assert "This is a project" in ran.reason
        assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("nowhere/x.csv", "nowhere: This folder does not exist."),
        ("folder", "folder: The file could not be written"),
        ("x" * 300, "The file could not be written: File name too long."),
        (os.devnull, "neither a file nor a folder"),
    ],
)
@pytest.mark.parametrize("command", [("export", "--format", "csv"), ("bundle",)])
def test_place_that_cannot_be_written(
    annotator: Annotator, sample: Path, out: str, words: str, command: tuple[str, ...]
) -> None:
    Path("folder").mkdir()
    Path("folder/mine.txt").touch()
    ran = annotator.failed(*command, sample, "--out", out, "--as", "Rosa Lindqvist")
    assert (words if command[0] == "export" or out != "folder" else "something else") in ran.reason
    assert {one.name for one in Path().iterdir()} == {"folder", "sample.stance"}


@pytest.mark.parametrize("out", ["", ".", "/"])
@pytest.mark.parametrize(
    "command",
    [
        ("export", "--format", "csv"),
        ("bundle",),
        ("backup",),
        ("handout", "--annotator", "Mira Sorel"),
        ("package", "--annotator", "Mira Sorel"),
    ],
)
def test_a_place_without_a_name(
    annotator: Annotator, sample: Path, command: tuple[str, ...], out: str
) -> None:
    ran = annotator(*command, sample, "--out", out, "--as", "Rosa Lindqvist")
    assert ran.status == 2
    assert "this names no file" in ran.err
    assert {one.name for one in Path().iterdir()} == {"sample.stance"}


def test_nothing_to_write_leaves_the_older_file(annotator: Annotator, sample: Path) -> None:
    out = Path("x.csv")
    out.write_text("older", encoding="utf-8")
    base = ("export", sample, "--format", "csv", "--out", out, "--as", "Edda Voss")
    for more in (
        ("--outlet", "Eastgate Wier"),
        ("--language", "fr"),
        ("--words", "no such words"),
        ("--from", "2026-02-02", "--until", "2026-02-01"),
        ("--language", "fr", "--out", "parts", "--split", "70,15,15"),
    ):
        assert "no article matches" in annotator.failed(*base, *more).reason
    assert out.read_text(encoding="utf-8") == "older"
    assert not Path("parts").exists()


def test_a_split_that_lacks_a_part_is_asked_about(annotator: Annotator, sample: Path) -> None:
    base = ("export", sample, "--format", "csv", "--out", "x", "--as", "Edda Voss")
    ran = annotator(*base, "--split", "70,15")
    assert ran.status == 2
    assert "the parts make 85 percent" in " ".join(ran.err.split())
    annotator.fine(*base, "--split", "80,20")
    assert {one.name for one in Path("x").glob("*.csv")} == {"train.csv", "test.csv"}


def test_older_file_is_replaced_only_by_a_whole_one(annotator: Annotator, sample: Path) -> None:
    out = Path("x.csv")
    out.write_text("older", encoding="utf-8")
    annotator.failed(
        *("export", sample, "--format", "csv", "--out", out, "--as", "Mira Sorel"),
        *("--layer", "gold"),
    )
    assert out.read_text(encoding="utf-8") == "older"
    annotator.fine("export", sample, "--format", "csv", "--out", out, "--as", "Mira Sorel")
    assert out.read_text(encoding="utf-8-sig").startswith("article_id,")


def test_from_a_folder_that_may_not_be_found_again(annotator: Annotator, sample: Path) -> None:
    shutil.copy(sample, "other.stance")
    annotator.fine("export", "other", "--format", "tsv", "--out", "x.tsv", "--as", "Rosa Lindqvist")


def test_rounds_for_training_come_only_when_asked_for(annotator: Annotator, sample: Path) -> None:
    rounds = [{"name": "Main"}, {"name": "Practice", "purpose": "training"}]
    head = {"format": "stance-annotator/1", "project": {"rounds": rounds}}
    coded = {"annotator": "Mira Sorel", "round": "Practice", "content": [[0, 6]]}
    line = {"article": {"text": "Nobody waits."}, "attributions": [coded]}
    Path("practice.jsonl").write_text(f"{json.dumps(head)}\n{json.dumps(line)}\n", encoding="utf-8")
    annotator.fine("import", sample, "practice.jsonl", "--as", "Rosa Lindqvist")
    whole = ("--format", "stance-annotator", "--out", "out.jsonl", "--as", "Rosa Lindqvist")
    annotator.fine("export", sample, *whole)
    assert "Practice" not in Path("out.jsonl").read_text(encoding="utf-8")
    annotator.fine("export", sample, *whole, "--with-training")
    assert "Practice" in Path("out.jsonl").read_text(encoding="utf-8")
