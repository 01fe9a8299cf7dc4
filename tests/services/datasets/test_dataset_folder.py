"""Cards and metadata beside an export, read by the programs that they are made for."""

import csv
import hashlib
import json
import re
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotator.domain.annotation_sets import SetState
from annotator.domain.people import Actor, Person, Role
from annotator.domain.text.spans import Span
from annotator.formats.codebook_files import read_codebook
from annotator.services.annotating import create_attribution
from annotator.services.codebooks import default_codebook
from annotator.services.datasets import agreement_figures
from annotator.services.datasets.details import Author, DatasetDetails, set_dataset_details
from annotator.services.interchange import export_names
from annotator.services.interchange.export_names_table import names_beside
from annotator.services.interchange.exporting import (
    ExportOptions,
    NameMode,
    SplitChoice,
    export_project,
)
from annotator.services.managing.rounds import rounds
from tests.services.datasets.conftest import HOSTILE, Sample
from tests.services.world import raw

DETAILS = DatasetDetails(
    title="Border talks | <sample>",
    version="1.2",
    published_on=date(2026, 3, 31),
    authors=(Author("Brask", "Édouard", "Karela", "0000-0002-1825-0097"), Author("Harrow & Co")),
    licence="CC-BY-4.0",
    doi="10.1234/border.1",
    keywords=("news",),
)
PEOPLE = ("Edda Voss", "Mira Sorel", "Jonas Reit")
foreign = pytest.mark.filterwarnings("ignore")
"""Other programs' own warnings are none of ours."""


def made(
    sample: Sample, format_name: str = "csv", actor: Actor | None = None, **options: Any
) -> Path:
    out = sample.folder / f"dataset-{format_name}"
    export_project(
        sample.project,
        actor or sample.manager,
        format_name,
        out,
        ExportOptions(card=True, **options),
    )
    return out


def first_article(sample: Sample) -> uuid.UUID:
    ((found,),) = raw(sample.project.path, "SELECT id FROM article LIMIT 1")
    return uuid.UUID(bytes=found)


def words_of(folder: Path) -> str:
    return "\n".join(
        one.read_text(encoding="utf-8-sig") for one in sorted(folder.rglob("*")) if one.is_file()
    )


def head_of(folder: Path) -> dict[str, Any]:
    text = (folder / "README.md").read_text(encoding="utf-8")
    _, head, _ = text.split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(head)
    return found


def test_counts_of_the_card_are_those_of_the_rows(sample: Sample) -> None:
    card = (made(sample) / "README.md").read_text(encoding="utf-8")
    path = sample.project.path
    sql = (
        "SELECT v.value, s.kind, count(*) FROM attribution_value v JOIN attribution a"
        " ON a.id = v.attribution_id JOIN annotation_set s ON s.id = a.set_id"
        " WHERE v.attribute = 'stance' AND a.deleted_at IS NULL GROUP BY 1, 2"
    )
    found: dict[str, Counter[str]] = {"annotator": Counter(), "gold": Counter()}
    for value, kind, count in raw(path, sql):
        found[kind][value.strip('"')] += count
    assert found["gold"].total() > 20
    for value in ("supports", "opposes", "unclear"):
        row = next(one for one in card.splitlines() if one.startswith(f"| `{value}` |"))
        cells = [one.strip() for one in row.strip("|").split(" | ")]
        assert cells[-2:] == [str(found["annotator"][value]), str(found["gold"][value])]
    assert f"| Attributions in gold | {found['gold'].total()} |" in card
    assert f"| Attributions of annotators | {found['annotator'].total()} |" in card


@pytest.mark.parametrize("layer", ["all", "gold", "annotators"])
def test_values_are_counted_in_each_part(sample: Sample, layer: str) -> None:
    # Gold of the sample is of articles that are not settled yet: a state to be asked for.
    states = (SetState.IN_PROGRESS,) if layer == "gold" else ()
    folder = made(sample, split=SplitChoice(seed=3), layer=layer, states=states)
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert ("| Stance (gold) | train | dev | test |" in card) == (layer != "annotators")
    assert ("| Stance (annotators) | train | dev | test |" in card) == (layer != "gold")
    found: dict[tuple[str, str, str], int] = Counter()
    for part in ("train", "dev", "test"):
        with (folder / f"{part}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found[row["layer"], row["stance"], part] += 1
    assert found["gold" if layer == "gold" else "annotator", "supports", "train"] > (
        2 if layer == "gold" else 5
    )
    tables = card.split("## Splits")[1].split("## Files")[0].split("\n\n")
    for layer_called, title in (("gold", "gold"), ("annotator", "annotators")):
        for table in tables:
            if table.startswith(f"| Stance ({title}) |"):
                rows = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
                for label, *counts in rows:
                    value = label.split("`")[1]
                    assert counts == [
                        str(found[layer_called, value, part]) for part in ("train", "dev", "test")
                    ]


def test_the_card_counts_what_was_written_whatever_others_do_meanwhile(sample: Sample) -> None:
    def cards(progress: Callable[[int, int | None, str], None] | None) -> tuple[str, int]:
        out = sample.folder / "dataset"
        report = export_project(
            sample.project, sample.manager, "csv", out, ExportOptions(card=True), progress
        )
        return (out / "README.md").read_text(encoding="utf-8"), report.rows

    article, (main,) = first_article(sample), rounds(sample.project)
    edda = Actor(sample.manager.person_id, Role.ANNOTATOR)

    def meanwhile(_done: int, _total: int | None, _what: str) -> None:
        create_attribution(sample.project, edda, article, main.id, [Span(2, 9)])

    before, _ = cards(None)
    card, rows = cards(meanwhile)
    glance = [one for one in before.splitlines() if one.startswith("| Attributions ")]
    assert len(glance) > 2
    assert [one for one in card.splitlines() if one.startswith("| Attributions ")] == glance
    assert f"{rows} attributions in" in card
    after, more = cards(None)
    assert more > rows
    assert f"{more} attributions in" in after


def test_the_head_is_what_the_hub_reads(sample: Sample) -> None:
    set_dataset_details(sample.project, sample.manager, DETAILS)
    head = head_of(made(sample, split=SplitChoice(seed=3)))
    assert head["license"] == "cc-by-4.0"
    assert head["pretty_name"] == DETAILS.title
    assert head["language"] == ["en", "fa"]
    assert head["size_categories"] == ["n<1K"]
    assert [one["split"] for one in head["configs"][0]["data_files"]] == [
        "train",
        "validation",
        "test",
    ]


def test_a_licence_of_ones_own(sample: Sample) -> None:
    own = DatasetDetails(licence="Karela terms", licence_url="https://example.org/terms")
    set_dataset_details(sample.project, sample.manager, own)
    folder = made(sample)
    head = head_of(folder)
    assert (head["license"], head["license_name"]) == ("other", "Karela terms")
    assert head["license_link"] == "https://example.org/terms"
    assert json.loads((folder / "croissant.json").read_text())["license"] == own.licence_url
    assert not (folder / "CITATION.cff").exists()


@foreign
@pytest.mark.parametrize(
    ("format_name", "records", "count", "column"),
    [
        ("csv", "attributions", None, "attribution_id"),
        ("tsv", "attributions", None, "attribution_id"),
        ("parquet", "attributions", None, "attribution_id"),
        ("stance-annotator", "articles", 17, "article_id"),
    ],
)
def test_croissant_is_valid_and_leads_to_the_records(
    sample: Sample, format_name: str, records: str, count: int | None, column: str
) -> None:
    import mlcroissant

    set_dataset_details(sample.project, sample.manager, DETAILS)
    folder = made(sample, format_name)
    if count is None:
        count = raw(
            sample.project.path, "SELECT count(*) FROM attribution WHERE deleted_at IS NULL"
        )[0][0]
    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    assert not dataset.metadata.issues.errors
    assert not dataset.metadata.issues.warnings
    found = list(dataset.records(record_set=records))
    assert len(found) == count
    ids = [one[f"{records}/{column}"] for one in found]
    assert len(set(ids)) == count
    if records == "attributions":
        spans = "content_spans_start" if format_name == "parquet" else "content_start"
        assert all(one[f"{records}/{spans}"] is not None for one in found)
        notes = [one[f"{records}/note"] for one in found]
        kept = HOSTILE if format_name == "parquet" else f"'{HOSTILE}"
        assert kept.encode() in notes
    for file in json.loads((folder / "croissant.json").read_text("utf-8"))["distribution"]:
        data = (folder / file["contentUrl"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert file["contentSize"] == f"{len(data)} B"


@foreign
def test_croissant_has_a_set_of_records_for_each_part(sample: Sample) -> None:
    import mlcroissant

    folder = made(sample, split=SplitChoice(folds=3))
    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    assert not dataset.metadata.issues.errors
    for part in ("fold-1", "fold-2", "fold-3"):
        (file,) = folder.glob(f"{part}.csv")
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(list(dataset.records(record_set=part))) == len(rows) > 0


@foreign
@pytest.mark.parametrize("format_name", ["csv", "tsv"])
def test_the_table_schema_holds_for_the_real_file(sample: Sample, format_name: str) -> None:
    from frictionless import Package, validate

    set_dataset_details(sample.project, sample.manager, DETAILS)
    folder = made(sample, format_name, soft_labels=True)
    report = validate(folder / "datapackage.json")
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])
    (resource,) = Package(folder / "datapackage.json").resources
    rows = resource.read_rows()
    assert {type(one["content_start"]) for one in rows} == {int}
    assert rows[0]["content_spans"] == [[rows[0]["content_start"], rows[0]["content_end"]]]
    assert rows[0]["flagged"] in (True, False)
    assert any(one["note"] == f"'{HOSTILE}" for one in rows)


@foreign
@pytest.mark.parametrize(
    ("before", "after"),
    [("supports", "suports"), ("annotator,Mira", "annotators,Mira"), (",true,", ",maybe,")],
)
def test_the_table_schema_finds_what_does_not_belong(
    sample: Sample, before: str, after: str
) -> None:
    from frictionless import validate

    folder = made(sample)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (resource,) = package["resources"]
    del resource["hash"], resource["bytes"]  # else these alone would tell
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    assert validate(folder / "datapackage.json").valid
    table = folder / "data.csv"
    words = table.read_text("utf-8-sig")
    assert before in words
    table.write_text(words.replace(before, after, 1), "utf-8-sig")
    assert not validate(folder / "datapackage.json").valid


@foreign
@pytest.mark.parametrize("format_name", ["csv", "tsv", "parquet"])
def test_the_card_lets_hugging_face_load_the_parts(
    sample: Sample, format_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    folder = made(sample, format_name, split=SplitChoice(seed=1))
    found = datasets.load_dataset(str(folder), cache_dir=str(sample.folder / "cache"))
    assert list(found) == ["train", "validation", "test"]
    total = raw(sample.project.path, "SELECT count(*) FROM attribution WHERE deleted_at IS NULL")
    assert sum(len(part) for part in found.values()) == total[0][0]
    assert set(found["train"]["split"]) == {"train"}


def test_citation_codebook_and_datasheet(sample: Sample) -> None:
    set_dataset_details(sample.project, sample.manager, DETAILS)
    folder = made(sample)
    citation = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["authors"][0]["family-names"] == "Brask"
    assert citation["authors"][0]["orcid"] == "https://orcid.org/0000-0002-1825-0097"
    assert citation["authors"][1] == {"name": "Harrow & Co"}
    assert citation["date-released"] == DETAILS.published_on
    assert citation["license"] == "CC-BY-4.0"
    assert read_codebook(folder / "codebooks" / "taliban-cooperation-1.yaml") == default_codebook()
    sheet = (folder / "DATASHEET.md").read_text("utf-8")
    assert len(re.findall(r"^### .+\?$", sheet, re.MULTILINE)) >= 30
    assert "To be filled in by the authors." in sheet
    assert "<sample>" not in sheet
    card = (folder / "README.md").read_text("utf-8")
    assert "{Border talks | <sample>}" in card  # inside code, where it is no markup
    assert "author = {Brask, Édouard and {Harrow \\& Co}}" in card


def test_agreement_goes_out_with_managers_only(sample: Sample) -> None:
    whole = made(sample)
    assert "## Agreement" in (whole / "README.md").read_text("utf-8")
    assert json.loads((whole / "agreement.json").read_text("utf-8"))["annotators"] == [
        "Mira Sorel",
        "Jonas Reit",
    ]
    own = sample.folder / "own"
    export_project(sample.project, sample.mira, "csv", own, ExportOptions(card=True))
    assert not (own / "agreement.json").exists()
    words = words_of(own)
    assert "only managers see how far annotators agree" in words
    assert "Jonas" not in words
    assert "Attributions in gold" not in words


@pytest.mark.parametrize("format_name", ["csv", "stance-annotator"])
def test_pseudonyms_hold_in_all_documents(sample: Sample, format_name: str) -> None:
    words = words_of(made(sample, format_name, names=NameMode.PSEUDONYMS))
    assert [name for name in PEOPLE if name in words] == []
    assert "person-" in words


@pytest.mark.parametrize("options", [{}, {"annotators": ("Mira Sorel",)}, {"layer": "gold"}])
@pytest.mark.parametrize("format_name", ["csv", "stance-annotator"])
def test_who_is_who_is_told_of_those_in_the_folder_alone(
    sample: Sample, format_name: str, options: dict[str, Any]
) -> None:
    """Neither of who made the project and did nothing more, nor of whose work is not in it."""
    # Gold of the sample is of articles that are not settled yet.
    states = (SetState.IN_PROGRESS,) if options.get("layer") == "gold" else ()
    folder = made(sample, format_name, names=NameMode.PSEUDONYMS, states=states, **options)
    shown = set(re.findall(r"\bperson-[0-9a-f]+\b", words_of(folder)))
    assert told_by(folder) == shown
    assert shown or (format_name, options) == ("csv", {"layer": "gold"})


def told_by(folder: Path) -> set[str]:
    """Return the pseudonyms in the table beside a folder; none where there is no table."""
    table = names_beside(folder)
    if not table.exists():
        return set()
    with table.open(encoding="utf-8-sig", newline="") as file:
        return {row["pseudonym"] for row in csv.DictReader(file)}


def test_gold_alone_names_no_annotator(sample: Sample) -> None:
    # Gold of the sample is of articles that are not settled yet.
    folder = made(sample, layer="gold", states=(SetState.IN_PROGRESS,))
    words = words_of(folder)
    assert [name for name in PEOPLE[1:] if name in words] == []
    document = json.loads((folder / "agreement.json").read_text("utf-8"))
    assert document["annotators"] == ["Annotator 1", "Annotator 2"]
    assert document["pairs"][0]["a"] == "Annotator 1"


def test_agreement_has_people_in_the_order_of_their_pseudonyms(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    def figures(first: str) -> dict[str, Any]:
        def mark(one: Person) -> str:
            return ("0" if one.name == first else "1") + one.name.lower()

        for module in (export_names, agreement_figures):
            monkeypatch.setattr(module, "mark_of", mark)
        folder = made(sample, names=NameMode.PSEUDONYMS)
        return dict(json.loads((folder / "agreement.json").read_text("utf-8")))

    mira, jonas = figures("Mira Sorel"), figures("Jonas Reit")
    for found in (mira, jonas):
        assert found["annotators"] == sorted(found["annotators"])
        for one in found["pairs"]:
            assert one["a"] < one["b"]
        for part in ("gold", "drift"):
            there = [one["annotator"] for one in found[part]]
            assert there == sorted(there)
    (ours, theirs) = (one["pairs"][0]["matching"]["overlap_0.5"] for one in (mira, jonas))
    assert ours["f1"] == theirs["f1"]
    assert (ours["precision"], ours["recall"]) == (theirs["recall"], theirs["precision"])
    assert ours["precision"] != ours["recall"]


def test_names_are_counted_apart_from_who_has_none(sample: Sample) -> None:
    folder = made(sample)
    by_kind: dict[str, set[str]] = {}
    with (folder / "data.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["speaker_id"]:
                by_kind.setdefault(row["speaker_kind"], set()).add(row["speaker_id"])
    persons, organisations = (len(by_kind.pop(one)) for one in ("named person", "organisation"))
    others = sum(map(len, by_kind.values()))
    assert min(persons, organisations, others) > 1
    sheet = (folder / "DATASHEET.md").read_text(encoding="utf-8")
    assert f"the names of {persons} persons and {organisations} organisations" in sheet
    assert f"{others} more speakers are quoted" in sheet
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert f"| Speakers quoted | {persons + organisations + others} |" in card
    assert f"| Of these persons with a name | {persons} |" in card
    assert f"| Of these organisations | {organisations} |" in card


def test_the_folder_as_a_zip_file(sample: Sample) -> None:
    out = sample.folder / "dataset.zip"
    options = ExportOptions(card=True, split=SplitChoice())
    export_project(sample.project, sample.manager, "csv", out, options)
    with zipfile.ZipFile(out) as archive:
        names = set(archive.namelist())
        package = json.loads(archive.read("datapackage.json"))
    assert {"README.md", "train.csv", "croissant.json"} <= names
    assert [one["path"] for one in package["resources"]] == ["train.csv", "dev.csv", "test.csv"]
    assert [one.name for one in sample.folder.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    "format_name", ["brat", "conll", "uima-xmi", "web-annotation", "xlsx", "html", "dna"]
)
def test_other_formats_have_a_card_too(sample: Sample, format_name: str) -> None:
    folder = made(sample, format_name)
    card = (folder / "README.md").read_text("utf-8")
    listed = json.loads((folder / "croissant.json").read_text("utf-8"))["distribution"]
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
    assert {one["contentUrl"] for one in listed} < there
    assert all(f"`{one['contentUrl']}`" in card for one in listed)
    assert not (folder / "datapackage.json").exists()


def test_the_same_export_twice_is_the_same(sample: Sample) -> None:
    first = {one.name: one.read_bytes() for one in made(sample).rglob("*") if one.is_file()}
    again = {one.name: one.read_bytes() for one in made(sample).rglob("*") if one.is_file()}
    assert first == again


def test_soft_labels_and_apostrophes_are_explained(sample: Sample) -> None:
    plain_folder = made(sample)
    for name in ("README.md", "DATASHEET.md"):
        assert "not_marked" not in (plain_folder / name).read_text("utf-8")
    folder = made(sample, soft_labels=True)
    for name in ("README.md", "DATASHEET.md"):
        words = (folder / name).read_text("utf-8")
        assert "`not_marked`" in words
        assert "`no_value`" in words
    assert "begins with an apostrophe" in (folder / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("format_name", "there"), [("csv", False), ("dna", False), ("stance-annotator", True)]
)
def test_the_datasheet_says_whether_this_format_holds_texts(
    sample: Sample, format_name: str, there: bool
) -> None:
    sheet = (made(sample, format_name) / "DATASHEET.md").read_text("utf-8")
    assert ("The articles’ texts are in it." in sheet) is there
    assert ("The articles’ texts are not in it" in sheet) is not there


def test_a_card_counts_the_rows_of_its_files(sample: Sample) -> None:
    out = sample.folder / "dna"
    options = ExportOptions(card=True, soft_labels=True)
    report = export_project(sample.project, sample.manager, "dna", out, options)
    lost = {one.code: one.count for one in report.losses}
    assert lost["no_direction_left_out"] > 0
    assert lost["soft_left_out"] > 0
    assert f": {report.rows} attributions in" in (out / "README.md").read_text("utf-8")


def test_a_report_to_read_has_the_title_of_the_data_set(sample: Sample) -> None:
    set_dataset_details(sample.project, sample.manager, DatasetDetails(title="Talks, coded"))
    out = sample.folder / "talks.html"
    export_project(sample.project, sample.manager, "html", out)
    page = out.read_text("utf-8")
    assert "<title>Talks, coded</title>" in page
    assert "Talks, coded</h1>" in page
