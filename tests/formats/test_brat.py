"""brat folders, read by a small parser of the test's own that keeps to brat's rules for lines."""

import json
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotator.domain.errors import FormatError
from annotator.formats.brat_folder import BratFolder
from annotator.formats.interfaces import TextMode, WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from tests.domain.samples import codebook
from tests.formats.standoff_samples import NOTE, PROJECT, TEXT, hostile_article, plain
from tests.formats.strategies import article_records

FULL = WriteOptions()


@dataclass
class Ann:
    """A file as brat has it: entities and triggers, events, attributes, comments."""

    bounds: dict[str, tuple[str, list[tuple[int, int]]]] = field(default_factory=dict)
    events: dict[str, dict[str, str]] = field(default_factory=dict)
    attributes: list[tuple[str, ...]] = field(default_factory=list)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)

    def words(self, identifier: str, text: str) -> list[str]:
        return [text[start:end] for start, end in self.bounds[identifier][1]]


def read(path: Path) -> tuple[str, Ann]:
    """Read a text and its annotations; every rule that brat's own reader has is asserted."""
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    ann = Ann()
    seen: set[str] = set()
    for line in path.with_suffix(".ann").read_bytes().decode("utf-8").splitlines():
        identifier, data, *tail = line.split("\t")
        assert re.fullmatch(r"[TEA#]\d+", identifier)
        assert identifier not in seen
        seen.add(identifier)
        if identifier[0] == "T":
            name, places = data.split(" ", 1)
            spans = [(int(a), int(b)) for a, b in (one.split(" ") for one in places.split(";"))]
            assert all(0 <= a < b <= len(text) for a, b in spans)
            assert all(one[1] <= other[0] for one, other in pairwise(spans))
            [words] = tail
            assert words == " ".join(text[a:b] for a, b in spans)
            ann.bounds[identifier] = (name, spans)
        elif identifier[0] == "E":
            (name, trigger), *arguments = (one.split(":") for one in data.split())
            assert ann.bounds[trigger][0] == name
            ann.events[identifier] = {"": trigger, **dict(arguments)}  # type: ignore[arg-type]
        elif identifier[0] == "A":
            name, target, *value = data.split(" ")
            assert target in ann.events
            assert len(value) <= 1
            ann.attributes.append((target, name, *value))
        else:
            kind, target = data.split()
            assert target in ann.events
            [ann.comments[kind, target]] = tail
    return text, ann


def written(tmp_path: Path, *articles: ArticleRecord) -> Path:
    folder = tmp_path / "out"
    BratFolder().write(folder, PROJECT, articles, FULL)
    return folder


def test_events_with_arguments_and_values(tmp_path: Path) -> None:
    article = hostile_article()
    folder = written(tmp_path, article, plain())
    text, ann = read(folder / "mira_sorel" / str(article.id))
    assert text == TEXT
    first, second = ann.events.values()
    assert ann.words(first[""], text) == ["We\u00a0will,", "if they", "open", "the road", "sign 𝒜"]
    assert ann.words(first["Source"], text) == ["cafe\u0301 owner Zoë"]
    assert ann.words(first["Condition"], text) == ["if they", "open", "the road"]
    assert second["Reported_by"] == "E1"
    assert set(ann.attributes) == {
        ("E1", "stance", "supports"),
        ("E1", "conditional", "true"),
        ("E1", "parts-quay"),
        ("E1", "parts-rail"),
        ("E1", "type", "direct"),
        ("E2", "stance", "opposes"),
        ("E2", "conditional", "false"),
    }
    note = ann.comments["AnnotatorNotes", "E1"]
    assert note.split() == ["=1+1,", "'so'", "second", "line", "“quoted”,", "زهرا"]
    record = json.loads(ann.comments["Record", "E1"])
    assert record["note"] == NOTE
    assert record["speaker"]["name"] == "Zoë\nSand"
    assert record["values"]["remark"] == "a | b\nc"
    start, end = record["content"][0]
    assert TEXT[start:end] == "We\u00a0will,\u2028if they\topen\nthe road"


def test_each_person_has_a_folder(tmp_path: Path) -> None:
    article = hostile_article()
    folder = written(tmp_path, article, plain())
    found = {one.relative_to(folder).as_posix() for one in folder.rglob("*.ann")}
    people = ("mira_sorel", "nobody", "annotator", "gold")
    assert found == {*(f"{one}/{article.id}.ann" for one in people), f"texts/{plain().id}.ann"}
    assert (folder / "nobody" / f"{article.id}.ann").read_bytes() == b""
    for one in (folder / "annotator").iterdir():
        assert b"Mira" not in one.read_bytes()
    lines = (folder / "documents.jsonl").read_text("utf-8").split("\n")[:-1]
    index = [json.loads(one) for one in lines]
    nobody: dict[str, Any] = next(one for one in index if one["file"].startswith("nobody"))
    assert nobody["work"]["state"] == "cannot_code"
    assert nobody["article"]["outlet"] == "Eastgate Wire"


def test_the_configuration_comes_from_the_codebook(tmp_path: Path) -> None:
    folder = written(tmp_path)
    lines = (folder / "annotation.conf").read_text("utf-8").splitlines()
    sections = [one for one in lines if one.startswith("[")]
    assert sections == ["[entities]", "[relations]", "[events]", "[attributes]"]
    assert "stance\tArg:Attribution, Value:supports|opposes|unclear" in lines
    assert "conditional\tArg:Attribution, Value:true|false" in lines
    assert "parts-quay\tArg:Attribution" in lines
    assert not any(one.startswith(("remark", "relevance")) for one in lines)
    visual = (folder / "visual.conf").read_text("utf-8").splitlines()
    assert "stance | Stance" in visual
    assert any(one.startswith("stance\tglyph:○|▼|○, glyphColor:#") for one in visual)


def test_versions_of_a_codebook_offer_the_values_of_both(tmp_path: Path) -> None:
    book = codebook()
    stance = book.primary
    fewer = replace(stance, values=stance.values[1:])
    older = replace(book, version=1, attributes=(fewer, *book.attributes[1:]))
    BratFolder().write(tmp_path / "out", ProjectRecord(codebooks=(older, book)), [], FULL)
    text = (tmp_path / "out" / "annotation.conf").read_text("utf-8")
    assert "Value:opposes|unclear|supports" in text


@given(article=article_records())
def test_any_article_is_read_back(tmp_path_factory: Any, article: ArticleRecord) -> None:
    folder = tmp_path_factory.mktemp("brat") / "out"
    report = BratFolder().write(folder, PROJECT, [article, plain()], FULL)
    seen = BratFolder().verify(folder, PROJECT, [article, plain()], FULL)
    assert seen.problems == ()
    assert seen.rows == report.rows == len(article.attributions)
    records = {}
    for path in folder.rglob("*.ann"):
        text, ann = read(path)
        for (kind, _), words in ann.comments.items():
            if kind == "Record":
                one = json.loads(words)
                records[one["id"]] = (text, one)
    assert set(records) == {str(one.id) for one in article.attributions}
    for one in article.attributions:
        text, record = records[str(one.id)]
        assert record.get("note", "") == one.note
        quotes = [
            text[a:b]
            for role in ("content", "source", "cue", "condition")
            for a, b in record.get(role, [])
        ]
        assert quotes == [span.quote for span in one.spans]


@pytest.mark.parametrize(
    ("ending", "ours", "theirs"),
    [
        (".ann", "Attribution 13 ", "Attribution 12 "),
        (".ann", ";22 29", ";22 28"),
        (".ann", "sign 𝒜", "sign B"),
        (".ann", "stance E1 supports", "stance E1 opposes"),
        (".ann", "\nA1\t", "\n#99\t"),
        (".ann", "A2\tparts-quay E1\n", ""),
        (".ann", "“quoted”", "quoted"),
        (".ann", 'Sand"', 'Send"'),
        (".ann", " Reported_by:E1", ""),
        (".ann", "Cue:", "Source2:"),
        (".ann", "E2\t", "X2\t"),
        (".txt", "We", "Me"),
    ],
)
def test_damage_is_found(tmp_path: Path, ending: str, ours: str, theirs: str) -> None:
    article = hostile_article()
    folder = written(tmp_path, article)
    path = folder / "mira_sorel" / f"{article.id}{ending}"
    data = path.read_bytes().decode("utf-8")
    assert ours in data
    path.write_bytes(data.replace(ours, theirs, 1).encode("utf-8"))
    assert BratFolder().verify(folder, PROJECT, [article], FULL).problems


def test_missing_files_and_articles_are_found(tmp_path: Path) -> None:
    article = hostile_article()
    folder = written(tmp_path, article)
    problems = BratFolder().verify(folder, PROJECT, [article, plain()], FULL).problems
    assert [one.code for one in problems] == ["line_missing"]
    (folder / "gold" / f"{article.id}.ann").unlink()
    problems = BratFolder().verify(folder, PROJECT, [article], FULL).problems
    assert [one.code for one in problems] == ["not_found"]


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    problems = BratFolder().verify(tmp_path / "none", PROJECT, [hostile_article()], FULL).problems
    assert [one.code for one in problems] == ["read_failed"]


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_it_needs_the_text(tmp_path: Path, mode: TextMode) -> None:
    with pytest.raises(FormatError) as raised:
        BratFolder().write(tmp_path / "out", PROJECT, [hostile_article()], WriteOptions(mode))
    assert raised.value.code == "text_needed"
    assert not (tmp_path / "out").exists()
