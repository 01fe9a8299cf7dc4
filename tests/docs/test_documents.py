"""What the documents for users say is so: examples are read, run and looked up."""

import json
import re
import shlex
import tomllib
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator.cli.main import COMMANDS, run
from annotator.domain.adjudication.feedback_items import FeedbackItem, item_document
from annotator.domain.codebook import Codebook
from annotator.domain.codebook_document import codebook_to_document
from annotator.domain.decisions import Outcome, Subject
from annotator.domain.people import Actor, Role
from annotator.domain.text.article_text import article_id_of, digest_of
from annotator.formats.codebook_files import read_codebook
from annotator.formats.records import DecisionRecord, FeedbackRecord, SeenSetRecord
from annotator.formats.stance_annotator_documents import decision_document, feedback_document
from annotator.services.codebooks import default_codebook
from annotator.services.interchange.exporting import export_project
from annotator.services.interchange.importing import import_paths
from annotator.services.managing.people import people
from annotator.services.project import create_project
from annotator.ui.shortcuts import shortcuts

CHECKOUT = Path(__file__).resolve().parents[2]
GUIDE = CHECKOUT / "docs" / "guide.md"
FORMATS = CHECKOUT / "docs" / "formats.md"
AGREEMENT = CHECKOUT / "docs" / "agreement.md"
DOCUMENTS = (CHECKOUT / "README.md", GUIDE, FORMATS, AGREEMENT)
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(annotator [^`]+)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def blocks(document: Path, language: str) -> list[str]:
    """Return the fenced examples in a language."""
    found = _FENCED.findall(document.read_text(encoding="utf-8"))
    return [body for name, body in found if name == language]


def anchors(document: Path) -> set[str]:
    """Return the anchors that a document's headings have when it is shown."""
    headings = _HEADING.findall(_FENCED.sub("", document.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def named_commands(document: Path) -> list[str]:
    """Return every command line beginning with ``annotator`` in examples and running text."""
    text = document.read_text(encoding="utf-8")
    examples = "\n".join(body for _, body in _FENCED.findall(text)).splitlines()
    lines = [one for one in examples if one.startswith("annotator ")]
    return lines + _INLINE.findall(_FENCED.sub("", text))


@pytest.fixture
def guide_codebook(tmp_path: Path) -> tuple[Path, Codebook]:
    (example,) = blocks(GUIDE, "yaml")
    path = tmp_path / "harbour-tax.yaml"
    path.write_text(example, encoding="utf-8")
    return path, read_codebook(path)


def import_example(lines: str, folder: Path) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Import lines into a new project, twice; return its export: project line, article lines."""
    given, out = folder / "example.jsonl", folder / "out.jsonl"
    given.write_text(lines, encoding="utf-8")
    made = create_project(
        folder / "new.stance", name="New", maker="Jonas Reit", codebook=default_codebook()
    )
    with made as project:
        actor = Actor(people(project)[0].id, Role.MANAGER)
        first = import_paths(project, actor, [given])
        assert first.complete, first.files[0].problems
        again = import_paths(project, actor, [given])
        assert again.complete
        assert again.changes is None
        export_project(project, actor, "stance-annotator", out)
    head, *articles = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    return head["project"], articles


def test_the_guide_has_a_whole_codebook(guide_codebook: tuple[Path, Codebook]) -> None:
    _, codebook = guide_codebook
    assert codebook.ref == "harbour-tax@1"
    assert codebook.primary.key == "position"
    assert codebook.secondary is not None
    assert codebook.secondary.key == "certainty"


def test_the_table_of_codebook_keys_has_every_key(guide_codebook: tuple[Path, Codebook]) -> None:
    table = GUIDE.read_text(encoding="utf-8").split("| key | of | means |")[1].split("\n\n")[0]
    explained = set(re.findall(r"`([a-z_]+)`", table))

    def keys_of(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for one in value.values() for key in keys_of(one)}
        if isinstance(value, list):
            return {key for one in value for key in keys_of(one)}
        return set()

    inside_shown_when = {"attribute"}
    for codebook in (guide_codebook[1], default_codebook()):
        assert keys_of(codebook_to_document(codebook)) - inside_shown_when <= explained


def test_letters_that_codebooks_cannot_have_are_named() -> None:
    row = next(one for one in GUIDE.read_text(encoding="utf-8").splitlines() if "stays with" in one)
    taken = {key for one in shortcuts() for key in one.keys if len(key) == 1}
    assert set(row.rsplit(":", 1)[1].strip(" |").split()) == taken


@pytest.mark.parametrize("place", range(2))
def test_json_lines_of_the_reference_import(place: int, tmp_path: Path) -> None:
    lines = blocks(FORMATS, "jsonl")[place]
    project, articles = import_example(lines, tmp_path)
    assert [one["article"]["text"] for one in articles] == [
        one["article"]["text"] for one in map(json.loads, lines.splitlines()) if "article" in one
    ]
    assert any(one["attributions"] for one in articles)
    assert "Mira Sorel" in [one["name"] for one in project["people"]]


def test_there_is_no_further_example_of_json_lines() -> None:
    assert len(blocks(FORMATS, "jsonl")) == 2
    assert len(blocks(FORMATS, "json")) == 1
    assert not blocks(GUIDE, "json") + blocks(GUIDE, "jsonl")


def test_the_long_line_imports_with_all_that_it_holds(tmp_path: Path) -> None:
    given = json.loads(blocks(FORMATS, "json")[0])
    project, (line,) = import_example(json.dumps(given) + "\n", tmp_path)
    text = given["article"]["text"]
    assert line["article"]["text"] == text
    for role in ("content", "source", "cue", "condition"):
        for one in line["attributions"]:
            assert all(text[span["start"] : span["end"]] == span["quote"] for span in one[role])
    assert [one["outlet"] for one in line["article"]["appearances"]] == [
        "Eastgate Wire",
        "Harrow Ledger",
    ]
    zone = line["article"]["zones"][0]
    assert text[zone["start"] : zone["end"]] == "Sign up for our letter"
    assert line["sets"][0]["state"] == "done"
    assert len(line["sets"][0]["submissions"]) == 1
    valmont, outer, inner = line["attributions"]
    assert valmont["values"] == given["attributions"][0]["values"]
    assert valmont["speaker"]["id"] == outer["speaker"]["id"]
    assert outer["content"][0]["quote"] == "drivers had asked her to keep the road agreement."
    assert inner["content"][0]["quote"] == "to keep the road agreement."
    assert inner["source"][0]["quote"] == "drivers"
    assert inner["reported_by"] == outer["id"]
    assert [one["name"] for one in project["stories"]] == ["Kabul channel"]


def test_keys_of_the_reference_are_those_that_are_written(tmp_path: Path) -> None:
    project, (line,) = import_example(
        json.dumps(json.loads(blocks(FORMATS, "json")[0])) + "\n", tmp_path
    )
    reference = FORMATS.read_text(encoding="utf-8")
    written = {
        *line,
        *line["article"],
        *line["article"]["appearances"][0],
        *line["article"]["zones"][0],
        *line["sets"][0],
        *line["sets"][0]["submissions"][0],
        *line["attributions"][0],
        *line["attributions"][0]["speaker"],
        *project,
        *project["speakers"][0],
        *project["people"][0],
        *project["rounds"][0],
        *project["stories"][0],
    }
    assert {key for key in written if f"`{key}`" not in reference} == set()


def test_keys_of_adjudication_are_in_the_reference() -> None:
    decision = DecisionRecord(
        id=uuid.uuid4(),
        adjudicator="Edda Voss",
        outcome=Outcome.ACCEPTED,
        subject=Subject.ARTICLE,
        snapshots=({},),
        sets=(SeenSetRecord(annotator="Mira Sorel", submission=uuid.uuid4()),),
        own_coding=True,
        blind_check=True,
    )
    given = decision_document(decision)
    item = FeedbackItem(Outcome.REJECTED)
    feedback = feedback_document(FeedbackRecord(annotator="Mira Sorel"))
    written = {*given, *given["sets"][0], *feedback, *item_document(item)}
    reference = FORMATS.read_text(encoding="utf-8")
    assert {key for key in written if f"`{key}`" not in reference} == set()
    outcomes = reference.split("| `outcome` |")[1].split("\n")[0]
    assert set(re.findall(r"`(\w+)`", outcomes)) == set(Outcome)


def test_the_identifier_is_made_as_shown() -> None:
    names: dict[str, object] = {}
    example = next(one for one in blocks(FORMATS, "python") if "NAMESPACE" in one)
    exec(compile(example, "formats.md", "exec"), names)
    shown = SimpleNamespace(**names)
    text = "“Salaam,” 🤝 she said.\n"
    assert shown.digest_of(text) == digest_of(text)
    assert shown.article_id_of(text) == str(article_id_of(digest_of(text)))


def test_the_apostrophe_comes_off_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "=SUM(1) is what she wrote.\n'Tis a pity, Thale said.\n@all: no talks, Valmont wrote.\n"
    lines = [one for one in text.splitlines() if one]
    spans = [[text.index(one), text.index(one) + len(one)] for one in lines]
    notes = ["-1", "''", "plain"]
    document = {
        "article": {"text": text},
        "attributions": [
            {"annotator": "Mira Sorel", "content": [span], "note": note}
            for span, note in zip(spans, notes, strict=True)
        ],
    }
    given = tmp_path / "risky.jsonl"
    given.write_text(json.dumps(document) + "\n", encoding="utf-8")
    made = create_project(
        tmp_path / "risky.stance", name="Risky", maker="Jonas Reit", codebook=default_codebook()
    )
    with made as project:
        actor = Actor(people(project)[0].id, Role.MANAGER)
        import_paths(project, actor, [given])
        export_project(project, actor, "csv", tmp_path / "harbour.csv")
    assert "'=SUM(1)" in (tmp_path / "harbour.csv").read_text(encoding="utf-8-sig")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    example = next(one for one in blocks(FORMATS, "python") if "removeprefix" in one)
    exec(compile(example, "formats.md", "exec"), names)
    rows = SimpleNamespace(**names).rows
    assert [row["content"] for row in rows] == lines
    assert [row["note"] for row in rows] == notes
    assert [row["content_spans"] for row in rows] == [[span] for span in spans]
    assert list(rows[0]) == columns_of_the_reference()


def columns_of_the_reference() -> list[str]:
    """Return the columns as the reference lists them, attributes of the default codebook put in."""
    table = FORMATS.read_text(encoding="utf-8").split("| columns | hold |")[1].split("\n\n")[0]
    codebook = default_codebook()
    found: list[str] = []
    for row in table.splitlines()[2:]:
        first = re.split(r"(?<!\\)\|", row)[1]
        if "attribute of" in first:
            scope = "article" if "articles" in first else "attribution"
            found += [one.key for one in codebook.attributes if one.scope == scope]
        else:
            found += re.findall(r"`(\w+)`", first)
    return found


def test_the_commands_of_the_guide_run(
    guide_codebook: tuple[Path, Codebook], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "port.txt").write_text("“No,” Ruben Thale said.\n", encoding="utf-8")
    (example,) = blocks(GUIDE, "sh")
    lines = example.splitlines()
    assert lines
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "annotator"
        assert run(arguments) == 0, line
    for name in ("harbour.stance", "harbour.csv", "harbour.jsonl", "harbour-copy.stance"):
        assert (tmp_path / name).stat().st_size > 0
    _, article = map(json.loads, (tmp_path / "harbour.jsonl").read_text().splitlines())
    assert "text" not in article["article"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_commands_that_are_named_exist(document: Path) -> None:
    for line in named_commands(document):
        word = line.split()[1].rstrip(".,…")
        if not word.startswith(("[", "-")) and not word.endswith(".stance"):
            assert word in COMMANDS, line


@pytest.mark.parametrize("command", COMMANDS)
def test_the_guide_names_every_command(command: str) -> None:
    assert any(line.split()[1:2] == [command] for line in named_commands(GUIDE))


@pytest.mark.parametrize("command", COMMANDS)
def test_options_that_the_guide_names_exist(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = GUIDE.read_text(encoding="utf-8").splitlines()
    (row,) = [one for one in rows if one.startswith(f"| `annotator {command} ")]
    assert run([command, "--help"]) == 0
    shown = capsys.readouterr().out
    for option in re.findall(r"--[a-z-]+", row):
        assert option in shown


def test_the_keyboard_map_has_every_key_of_the_program() -> None:
    shown = GUIDE.read_text(encoding="utf-8").split("## Keyboard map")[1]
    rows = re.findall(r"^\| ([^|]+) \|", shown, re.MULTILINE)
    keys = {key for row in rows for key in row.split(", ")}
    for one in shortcuts():
        written = one.keys[0].replace("Return", "Enter").replace("+Arrows", "+arrows")
        assert written in keys, one.id


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    for target in _LINK.findall(text):
        path, _, anchor = target.partition("#")
        other = document.parent / path if path else document
        assert other.exists(), target
        if anchor:
            assert anchor in anchors(other), target


def test_pages_that_the_guide_leads_to_are_shipped() -> None:
    """The guide is read in the program, too: what it links to is in the package."""
    build = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = build["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    pages = {one.partition("#")[0] for one in _LINK.findall(GUIDE.read_text(encoding="utf-8"))}
    for page in pages - {""}:
        assert f"docs/{page}" in shipped, page


@pytest.mark.parametrize("document", [GUIDE, FORMATS, AGREEMENT], ids=lambda one: one.name)
def test_no_path_of_a_machine_is_shown(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert not re.search(r"/(?:root|home|Users|tmp|work)/|[A-Z]:\\", text)
