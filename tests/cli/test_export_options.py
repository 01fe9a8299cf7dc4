"""The options of ``annotator export``."""

import csv
import json
import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from annotator.cli.export_words import say_report
from annotator.domain.splitting.leaks import Leak, LeakReport
from annotator.services.interchange.exporting import ExportReport
from tests.cli.conftest import Annotator

MANAGER = ("--as", "Rosa Lindqvist")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_split_says_its_parts_and_what_they_share(annotator: Annotator, sample: Path) -> None:
    base = ("export", sample, "--format", "csv", *MANAGER)
    ran = annotator.fine(*base, "--out", "a", "--split", "70,15,15", "--seed", "3")
    for word in ("train", "dev", "test", "Shared between parts", "%"):
        assert word in ran.out
    annotator.fine(*base, "--out", "b", "--split", "70,15,15", "--seed", "3")
    annotator.fine(*base, "--out", "c", "--split", "70,15,15", "--seed", "4")
    a, b, c = (
        {name: Path(which, f"{name}.csv").read_bytes() for name in ("train", "dev", "test")}
        for which in "abc"
    )
    assert a == b != c
    where = {row["article_id"]: row["split"] for row in rows(Path("a/train.csv"))}
    assert set(where.values()) == {"train"}


def test_the_report_as_json(annotator: Annotator, sample: Path) -> None:
    ran = annotator.fine(
        *("export", sample, "--format", "stance-annotator", "--out", "x.zip", "--folds", "3"),
        *("--no-balance", "--pseudonyms", "--json", *MANAGER),
    )
    report = json.loads(ran.out)
    assert report.keys() == {
        *("path", "articles", "rows", "checked", "spans", "bytes", "losses", "parts", "leaks"),
        *("pseudonyms", "replaced", "replaced_table"),
    }
    assert [one["name"] for one in report["parts"]] == ["fold-1", "fold-2", "fold-3"]
    assert sum(one["rows"] for one in report["parts"]) == report["rows"] == report["checked"]
    assert report["leaks"]["articles"] == report["articles"]
    assert report["pseudonyms"] == "x.zip.pseudonyms.csv"
    names = {row["name"] for row in rows(Path("x.zip.pseudonyms.csv"))}
    with zipfile.ZipFile("x.zip") as archive:
        data = b"".join(archive.read(one) for one in archive.namelist()).decode()
    assert "Mira Sorel" in names
    assert not [one for one in names if one in data]


def test_speakers_apart(annotator: Annotator, sample: Path) -> None:
    annotator.fine(
        *("export", sample, "--format", "csv", "--out", "x", "--split", "50,50"),
        *("--speakers-apart", *MANAGER),
    )
    named = [
        {row["speaker_id"] for row in rows(Path("x", f"{part}.csv"))
         if row["speaker_kind"] in ("named person", "organisation", "collective", "document")}
        for part in ("train", "test")
    ]  # fmt: skip
    assert named[0].isdisjoint(named[1])


def test_filters(annotator: Annotator, sample: Path) -> None:
    base = ("export", sample, "--format", "csv", "--out", "x.csv", *MANAGER)

    def found(*more: str) -> list[dict[str, str]]:
        annotator.fine(*base, *more)
        return rows(Path("x.csv"))

    everything = found()
    outlet = everything[0]["outlet"]
    day = sorted(row["published_on"] for row in everything)[len(everything) // 2]
    assert {row["outlet"] for row in found("--outlet", outlet.upper())} == {outlet}
    assert {row["published_on"] for row in found("--from", day, "--until", day)} == {day}
    assert {row["state"] for row in found("--state", "done")} == {"done"}
    assert len(found("--round", "main")) == len(everything)
    assert 0 < len(found("--language", "en", "--language", "xx")) < len(everything)
    assert {row["note"] for row in found("--no-notes", "--no-rationale")} == {""}
    assert all(row["speaker"] == row["speaker_id"] for row in found("--speaker-ids"))
    assert "stance_share_supports" in found("--soft-labels")[0]
    fewer = [len(found("--count-per", one)) for one in ("article", "document", "week")]
    assert fewer == sorted(fewer, reverse=True)
    assert fewer[0] == len(everything)
    for more, name in ((("--round", "Third"), "Third"), (("--batch", "Week 9"), "Week 9")):
        assert name in annotator.failed(*base, *more).reason


@pytest.mark.parametrize("option", ["--pseudonyms", "--soft-labels"])
def test_what_annotators_cannot_have(annotator: Annotator, sample: Path, option: str) -> None:
    ran = annotator.failed(
        "export", sample, "--format", "csv", "--out", "x.csv", option, "--as", "Mira Sorel"
    )
    assert "annotators cannot have them" in ran.reason
    assert {one.name for one in Path().iterdir()} == {"sample.stance"}


def test_a_folder_with_something_else_is_left_alone(annotator: Annotator, sample: Path) -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine")
    ran = annotator.failed("export", sample, "--format", "brat", "--out", "mine", *MANAGER)
    assert "something else than an export" in ran.reason
    assert Path("mine/notes.txt").read_text() == "mine"


def test_a_card_is_made(annotator: Annotator, sample: Path) -> None:
    annotator.fine("export", sample, "--format", "csv", "--out", "x", "--card", *MANAGER)
    assert {"README.md", "data.csv"} <= {one.name for one in Path("x").iterdir()}


def test_a_file_of_another_ending_is_written_with_a_word_on_it(
    annotator: Annotator, sample: Path
) -> None:
    ran = annotator("export", sample, "--format", "tsv", "--out", "thing.xlsx", *MANAGER)
    assert ran.status == 0
    assert ran.reason == (
        "thing.xlsx ends in .xlsx; the usual ending of what was written, Table (tab-separated), is"
        " .tsv."
    )
    assert Path("thing.xlsx").read_bytes().startswith(b"article_id\t")
    for out in ("thing", "thing.tsv"):
        annotator.fine("export", sample, "--format", "tsv", "--out", out, *MANAGER)
    annotator.fine("export", sample, "--format", "tsv", "--out", "v1.2", "--card", *MANAGER)


def test_a_file_in_the_place_of_who_is_who_is_left_alone(
    annotator: Annotator, sample: Path
) -> None:
    mine = Path("mine.tsv.pseudonyms.csv")
    mine.write_text("my own notes", encoding="utf-8")
    base = ("export", sample, "--format", "tsv", "--out", "mine.tsv", "--pseudonyms", *MANAGER)
    ran = annotator.failed(*base)
    assert "mine.tsv.pseudonyms.csv is where the table of who is who belongs" in ran.reason
    assert mine.read_text(encoding="utf-8") == "my own notes"
    mine.unlink()
    for _ in range(2):
        assert "Who is who: mine.tsv.pseudonyms.csv." in annotator.fine(*base).out
    found = annotator.fine(*base, "--json").json
    assert (found["replaced"], found["replaced_table"]) == ("file", True)


FILE_GONE = "There was a file of this name; it is replaced."
FOLDER_GONE = "There was a folder of this name; it is replaced."
TABLE_GONE = "There was an older x.pseudonyms.csv, which tells who is who; it is replaced."


@pytest.mark.parametrize(
    ("options", "out", "words", "key"),
    [
        ((), "x", FILE_GONE, "file"),
        (("--card",), "x", FOLDER_GONE, "folder"),
        (("--card",), "x.zip", FILE_GONE, "file"),
        (("--folds", "2"), "x", FOLDER_GONE, "folder"),
    ],
)
def test_what_was_there_is_replaced_and_that_is_said(
    annotator: Annotator, sample: Path, options: tuple[str, ...], out: str, words: str, key: str
) -> None:
    base = ("export", sample, "--format", "csv", "--out", out, *options, *MANAGER)
    first, second = annotator.fine(*base).out, annotator.fine(*base).out
    assert "replaced" not in first
    assert second.splitlines()[1] == words
    found = annotator.fine(*base, "--json").json
    assert (found["replaced"], found["replaced_table"]) == (key, False)
    found = annotator.fine(*base[:4], "--out", f"new-{out}", *options, *MANAGER, "--json").json
    assert (found["replaced"], found["replaced_table"]) == (None, False)


def test_a_table_of_who_is_who_alone_is_replaced_and_that_is_said(
    annotator: Annotator, sample: Path
) -> None:
    base = ("export", sample, "--format", "csv", "--out", "x", "--pseudonyms", *MANAGER)
    assert "replaced" not in annotator.fine(*base).out
    Path("x").unlink()
    told = annotator.fine(*base).out
    assert TABLE_GONE in told
    assert FILE_GONE not in told


def test_the_folder_of_a_card_tells_who_is_who_of_those_in_it(
    annotator: Annotator, sample: Path
) -> None:
    annotator.fine(
        *("export", sample, "--format", "csv", "--out", "x", "--card", "--pseudonyms", *MANAGER)
    )
    assert {row["name"] for row in rows(Path("x.pseudonyms.csv"))} == {"Jonas Reit", "Mira Sorel"}


def test_repeats_are_counted_in_words_and_json(annotator: Annotator, sample: Path) -> None:
    base = ("export", sample, "--format", "csv", "--count-per", "document", *MANAGER)
    found = annotator.fine(*base, "--out", "a.csv", "--json").json
    (lost,) = [one for one in found["losses"] if one["code"] == "statement_repeated"]
    told = annotator.fine(*base, "--out", "b.csv").out
    assert f"{lost['count']} attribution" in told
    assert "is left out." in told or "are left out." in told


@pytest.mark.parametrize(("share", "warned"), [(0.1, False), (0.4, True)])
def test_what_the_parts_share_is_judged(
    capsys: pytest.CaptureFixture[str], share: float, warned: bool
) -> None:
    titles = ("Talks resume", "Talks go on")
    leak = Leak(share, UUID(int=1), "test", UUID(int=2), "train", *titles)
    say_report(ExportReport(Path("x"), 2, 1, 1, 9, leaks=LeakReport(8, 2, (leak,), 0, 0)))
    told = " ".join(capsys.readouterr().out.split())
    assert f"at most {share:.1%}" in told
    assert ("More than 10 % means that passages were taken over" in told) is warned
    assert ("Most of all “Talks resume” (test) in “Talks go on” (train)." in told) is warned
