"""Replication bundles: whole, true to the project, read by other programs, and never half there."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.errors import AnnotatorError, Cancelled, FormatError, NotAllowed, Refused
from annotator.domain.people import Actor, Role
from annotator.formats.codebook_files import read_codebook
from annotator.formats.csv_reading import read_rows
from annotator.services.codebooks import default_codebook
from annotator.services.datasets.details import Author, DatasetDetails, set_dataset_details
from annotator.services.datasets.replication.bundle import BundleOptions, write_bundle
from annotator.services.datasets.replication.csv_file import CsvFile
from annotator.services.datasets.replication.r_script import r_text
from annotator.services.datasets.replication.stata_script import stata_text, variable_names
from annotator.services.interchange.export_options import NameMode, TextMode
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.project import create_project
from tests.services.datasets.conftest import HOSTILE, Sample
from tests.services.world import raw

PEOPLE = ("Edda Voss", "Mira Sorel", "Jonas Reit")
foreign = pytest.mark.filterwarnings("ignore")


def bundle(sample: Sample, **options: Any) -> Path:
    out = sample.folder / "bundle"
    write_bundle(sample.project, sample.manager, out, BundleOptions(**options))
    return out


def words_of(folder: Path) -> str:
    return "\n".join(
        one.read_text(encoding="utf-8-sig") for one in sorted(folder.rglob("*")) if one.is_file()
    )


def test_the_counts_are_those_of_the_project(sample: Sample) -> None:
    out = sample.folder / "bundle"
    report = write_bundle(sample.project, sample.manager, out)
    path = sample.project.path

    def count(table: str) -> int:
        (row,) = raw(path, f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL")
        return int(row[0])

    assert report.path == out
    assert report.attributions == count("attribution")
    assert report.articles == count("article") == 16
    assert report.decisions == count("decision") > 20
    assert 0 < report.gold < report.attributions
    assert report.agreement
    assert {one.relative_to(out).as_posix() for one in out.rglob("*") if one.is_file()} == {
        *report.files,
        ".stance-annotator-export.json",
    }
    readme = (out / "README.md").read_text("utf-8")
    assert all(f"`{one}`" in readme for one in report.files if one != "README.md")
    assert "|  |" not in readme  # every file says what it holds


def test_submissions_are_as_they_were_handed_in(sample: Sample) -> None:
    folder = bundle(sample)
    rows = list(read_rows(folder / "submissions" / "01-main.csv"))
    snapshots = raw(sample.project.path, "SELECT hex(id), snapshot FROM submission")
    handed_in = {one.lower(): json.loads(snapshot) for one, snapshot in snapshots}
    found = [one for one in rows if one["attribution_id"]]
    assert len(found) == sum(len(one["attributions"]) for one in handed_in.values())
    for row in found:
        snapshot = handed_in[row["submission_id"].replace("-", "")]
        (one,) = [each for each in snapshot["attributions"] if each["id"] == row["attribution_id"]]
        assert row["stance"] == one["values"]["stance"]
        content = [
            [span["start"], span["end"]] for span in one["spans"] if span["role"] == "content"
        ]
        assert json.loads(row["content_spans"]) == content
        assert row["submission"] == "1"
    assert {one["submission_id"].replace("-", "") for one in rows} == set(handed_in)
    empty = [one for one in rows if not one["attribution_id"]]
    assert all(not one["origin"] and not one["flagged"] for one in empty)
    assert any(one["reason"] for one in empty if one["state"] == "cannot_code")


def test_decisions_gold_settings_and_figures(sample: Sample) -> None:
    set_dataset_details(
        sample.project, sample.manager, DatasetDetails(title="Talks", authors=(Author("Harrow"),))
    )
    folder = bundle(sample)
    decisions = list(read_rows(folder / "data" / "decisions.csv"))
    gold = {one["attribution_id"] for one in read_rows(folder / "data" / "gold.csv")}
    made = {each for one in decisions for each in one["gold"].split("|") if each}
    assert made == gold
    assert {one["layer"] for one in read_rows(folder / "data" / "gold.csv")} == {"gold"}
    assert {one["adjudicator"] for one in decisions} == {"Edda Voss"}
    settings = json.loads((folder / "project.json").read_text("utf-8"))
    assert settings["dataset"] == {"title": "Talks", "authors": [{"family": "Harrow"}]}
    assert settings["rounds"][0]["codebook"] == "taliban-cooperation@1"
    figures = json.loads((folder / "agreement" / "agreement.json").read_text("utf-8"))
    assert figures["settings"]["samples"] == 1000
    assert figures["attributes"]["stance"]["krippendorff_alpha_nominal"] is not None
    assert "References" in (folder / "agreement" / "methods.txt").read_text("utf-8")
    assert read_codebook(folder / "codebooks" / "taliban-cooperation-1.yaml") == default_codebook()
    assert (folder / "CITATION.cff").exists()


def test_a_hostile_note_survives(sample: Sample) -> None:
    folder = bundle(sample)
    notes = [one["note"] for one in read_rows(folder / "data" / "attributions.csv")]
    assert HOSTILE in notes


@foreign
@pytest.mark.parametrize("text", list(TextMode))
def test_the_schema_holds_for_all_tables(sample: Sample, text: TextMode) -> None:
    from frictionless import validate

    folder = bundle(sample, text=text)
    report = validate(folder / "datapackage.json")
    assert report.valid, report.flatten(["name", "title", "rowNumber", "fieldName", "note"])
    assert len(report.tasks) == 5
    article = next(read_rows(folder / "data" / "articles.csv"))
    assert ("text" in article) == (text is TextMode.FULL)


def test_without_words_there_are_none(sample: Sample) -> None:
    words = words_of(bundle(sample, text=TextMode.NONE, notes=False))
    quote = raw(sample.project.path, "SELECT quote FROM attribution_span WHERE length(quote) > 60")
    assert len(quote) > 20
    assert [one for (one,) in quote if one in words] == []


def test_pseudonyms_are_everywhere_and_the_map_is_apart(sample: Sample) -> None:
    out = sample.folder / "bundle.zip"
    options = BundleOptions(names=NameMode.PSEUDONYMS)
    report = write_bundle(sample.project, sample.manager, out, options)
    with zipfile.ZipFile(out) as archive:
        words = "\n".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    assert [name for name in PEOPLE if name in words] == []
    assert report.pseudonyms == sample.folder / "bundle.zip.pseudonyms.csv"
    told = report.pseudonyms.read_text("utf-8-sig")
    assert all(name in told for name in PEOPLE[1:])
    shown = set(re.findall(r"\bperson-[0-9a-f]+\b", words))
    assert set(re.findall(r"\bperson-[0-9a-f]+\b", told)) == shown


def test_figures_can_be_made_again_from_the_bundle(sample: Sample) -> None:
    """As the page in it says: into a new project, by somebody else."""
    from annotator.services.datasets.agreement_figures import agreement_figures

    folder = bundle(sample, text=TextMode.FULL)
    again = sample.folder / "again.stance"
    with create_project(
        again, name="again", maker="Replication", codebook=default_codebook()
    ) as project:
        manager = Actor(people(project)[0].id, Role.MANAGER)
        assert import_paths(project, manager, [folder / "data" / "project.jsonl"]).complete
        figures = agreement_figures(project, manager)
    assert figures is not None
    told = json.loads((folder / "agreement" / "agreement.json").read_text("utf-8"))
    anew = json.loads(json.dumps(figures.document))
    for key, one in told["attributes"].items():
        # Which of the two is the reference depends on who came into the project first.
        assert {**anew["attributes"][key], "confusion": None} == {**one, "confusion": None}
    for how in ("exact", "overlap_0.5", "any"):
        assert anew["matching"][how]["f1"] == told["matching"][how]["f1"]
    assert anew["unitizing"] == told["unitizing"]


@pytest.mark.parametrize("who", [Role.ANNOTATOR, Role.ADJUDICATOR])
def test_only_managers_may(sample: Sample, who: Role) -> None:
    before = {one.name for one in sample.folder.iterdir()}
    with pytest.raises(NotAllowed):
        write_bundle(sample.project, Actor(sample.manager.person_id, who), sample.folder / "bundle")
    assert {one.name for one in sample.folder.iterdir()} == before


@pytest.mark.parametrize("after", [0, 20, 200])
def test_cancelled_leaves_nothing(sample: Sample, after: int) -> None:
    calls = 0

    def cancelled() -> bool:
        nonlocal calls
        calls += 1
        return calls > after

    before = {one.name for one in sample.folder.iterdir()}
    with pytest.raises(Cancelled):
        write_bundle(sample.project, sample.manager, sample.folder / "bundle", cancelled=cancelled)
    assert {one.name for one in sample.folder.iterdir()} == before


def test_damage_while_writing_is_found_and_nothing_is_left(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = CsvFile.write

    def damaged(self: CsvFile, folder: Path, articles: Any) -> int:
        count = write(self, folder, articles)
        path = folder / self.name
        path.write_bytes(path.read_bytes().replace(b"no_position", b"no position", 1))
        return count

    monkeypatch.setattr(CsvFile, "write", damaged)
    before = {one.name for one in sample.folder.iterdir()}
    with pytest.raises(FormatError) as failed:
        write_bundle(sample.project, sample.manager, sample.folder / "bundle")
    assert failed.value.code == "verification_failed"
    assert {one.name for one in sample.folder.iterdir()} == before


def test_an_older_bundle_is_replaced_and_nothing_else_is(sample: Sample) -> None:
    folder = bundle(sample)
    bundle(sample, text=TextMode.NONE)
    assert "content_sha256" in (folder / "data" / "attributions.csv").read_text("utf-8-sig")
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(Refused):
        bundle(sample)
    assert (folder / "mine.txt").read_text() == "mine"
    for out in (sample.project.path, folder / "mine.txt"):
        with pytest.raises(AnnotatorError):
            write_bundle(sample.project, sample.manager, out)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_the_r_script_reads_types_and_labels(sample: Sample, locale: str) -> None:
    folder = bundle(sample)
    table = (folder / "data" / "attributions.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    check = folder / "check.R"
    check.write_text(
        'source("scripts/read_attributions.R")\n'
        'cat("rows", nrow(attributions), "\\n")\n'
        'cat("supports", sum(attributions$stance == "Supports", na.rm = TRUE), "\\n")\n'
        'cat("label", attr(attributions$stance, "label"), "\\n")\n'
        'cat("order", levels(attributions$stance_ordered), "\\n")\n'
        'cat("start", sum(attributions$content_start), "\\n")\n'
        'cat("classes", class(attributions$published_on), class(attributions$created_at)[1],'
        ' class(attributions$flagged), "\\n")\n'
        'cat("unread", sum(is.na(attributions$created_at)), "\\n")\n'
        'note <- Filter(function(one) startsWith(one, "="), na.omit(attributions$note))\n'
        'cat("note", paste(utf8ToInt(note), collapse = ","), "\\n")\n',
        encoding="utf-8",
    )
    ran = subprocess.run(
        ["Rscript", "check.R"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "LC_ALL": locale},
    )
    assert ran.returncode == 0, ran.stderr
    told = dict(re.findall(r"^(\w+) (.*?) $", ran.stdout, re.MULTILINE))
    assert told["rows"] == str(len(rows))
    assert told["supports"] == str(sum(one["stance"] == "supports" for one in rows))
    assert told["label"] == "Stance"
    assert told["order"] == "Opposes Ambivalent Supports"
    assert told["start"] == str(sum(int(one["content_start"]) for one in rows))
    assert told["classes"] == "Date POSIXct logical"
    assert told["unread"] == "0"
    assert "".join(chr(int(one)) for one in told["note"].split(",")) == HOSTILE


def test_the_stata_script_names_each_column_and_value(sample: Sample) -> None:
    """Stata itself is not run: its words are looked at."""
    folder = bundle(sample)
    script = (folder / "scripts" / "read_attributions.do").read_text("utf-8")
    table = (folder / "data" / "attributions.csv").read_text("utf-8-sig")
    header = table.splitlines()[0].split(",")
    for place, name in enumerate(header, start=1):
        assert f"\nrename v{place} {name}\n" in script
    for value in ("opposes", "ambivalent", "supports", "no_position", "unclear"):
        assert f'if stance == `"{value}"\'' in script
    assert 'label define stance_ 1 `"Opposes"\', replace' in script
    assert script.count("{") == script.count("}") == 1
    assert "assert _N == " in script


def test_names_that_stata_does_not_allow() -> None:
    long = "a" * 40
    assert variable_names(["in", "2x", "str5", "a-b", "a_b", long, long + "b", "ok"]) == [
        *("v_in", "v_2x", "v_str5", "a_b", "a_b_2", "a" * 32, "a" * 30 + "_2", "ok"),
    ]
    assert stata_text("“a” `b' $c") == "`\"“a” \\`b' \\$c\"'"
    assert r_text('é "x" \\ 😀\n') == '"\\u00e9 \\"x\\" \\\\ \\U0001f600\\u000a"'


@pytest.mark.parametrize("text", list(TextMode))
def test_the_page_says_whether_the_lines_can_be_imported(sample: Sample, text: TextMode) -> None:
    write_bundle(sample.project, sample.manager, sample.folder / "b", BundleOptions(text=text))
    page = (sample.folder / "b" / "README.md").read_text("utf-8")
    assert ("for Stance Annotator to import" in page) is (text is TextMode.FULL)
    assert ("without which it cannot be imported" in page) is (text is not TextMode.FULL)
