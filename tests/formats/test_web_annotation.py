"""Web annotations, read as plain JSON-LD by a small reader of the test's own."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotator.formats.identity import identified
from annotator.formats.interfaces import OffsetUnit, TextMode, WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.registry import export_format
from annotator.formats.web_annotation import WebAnnotation
from tests.formats.standoff_samples import NOTE, PROJECT, TEXT, hostile_article, plain
from tests.formats.strategies import article_records, projects

MODES = list(TextMode)
FULL = WriteOptions()


def written(tmp_path: Path, *articles: ArticleRecord, mode: TextMode = TextMode.FULL) -> Path:
    path = tmp_path / "out.jsonld"
    WebAnnotation().write(path, PROJECT, articles, WriteOptions(text=mode))
    return path


def items(path: Path) -> list[dict[str, Any]]:
    collection = json.loads(path.read_text("utf-8"))
    page = collection["first"]
    assert collection["type"] == "AnnotationCollection"
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == collection["id"]
    assert collection["total"] == len(page["items"])
    found: list[dict[str, Any]] = page["items"]
    assert len({one["id"] for one in found}) == len(found)
    return found


def exact(target: dict[str, Any]) -> str:
    """Return the words that the selectors of a target agree on, by code points of the text."""
    position, quote = target["selector"]
    assert position["type"] == "TextPositionSelector"
    assert quote["type"] == "TextQuoteSelector"
    start, end = position["start"], position["end"]
    assert TEXT[start:end] == quote["exact"]
    assert TEXT[:start].endswith(quote["prefix"])
    assert TEXT[end:].startswith(quote["suffix"])
    return TEXT[start:end]


def test_an_attribution_is_an_annotation_with_a_target_for_each_fragment(tmp_path: Path) -> None:
    found = items(written(tmp_path, hostile_article(), plain()))
    first = next(one for one in found if one["motivation"] == "classifying")
    assert [exact(one) for one in first["target"]] == [
        "We\u00a0will,\u2028if they\topen\nthe road",
        "sign 𝒜",
    ]
    assert first["creator"]["name"] == "Mira Sorel"
    assert first["sa:layer"] == "annotator"
    bodies = {(one["purpose"], one.get("sa:attribute")): one["value"] for one in first["body"]}
    assert bodies["classifying", "stance"] == "supports"
    assert bodies["classifying", "conditional"] == "true"
    assert bodies["identifying", None] == "Zoë\nSand"
    assert bodies["commenting", None] == NOTE
    record = json.loads(bodies["describing", None])
    assert record["values"]["parts"] == ["quay", "rail"]
    assert record["soft"] == {"stance": {"supports": 0.5, "opposes": 0.5}}


def test_source_cue_and_condition_link_to_the_attribution(tmp_path: Path) -> None:
    found = items(written(tmp_path, hostile_article()))
    first, second, *_ = (one for one in found if one["motivation"] == "classifying")
    links = {one["sa:role"]: one for one in found if one.get("body") == first["id"]}
    assert exact(links["source"]["target"][0]) == "cafe\u0301 owner Zoë"
    assert exact(links["condition"]["target"][0]) == "if they\topen\nthe road"
    assert {one["motivation"] for one in links.values()} == {"linking"}
    assert second["sa:reportedBy"] == first["id"]


def test_gold_has_no_creator_and_everybody_an_assessment(tmp_path: Path) -> None:
    found = items(written(tmp_path, hostile_article(), plain()))
    assert {
        one.get("creator", {}).get("name") for one in found if one.get("sa:layer") == "gold"
    } == {None}
    states = [one for one in found if one["motivation"] == "assessing"]
    nobody = next(one for one in states if one.get("creator", {}).get("name") == "Nobody")
    assert json.loads(nobody["body"][0]["value"])["state"] == "cannot_code"
    articles = [one for one in found if one["motivation"] == "describing"]
    assert [one["body"][1]["value"] for one in articles] == [TEXT, plain().text]


def test_quotes_only_and_hashes_only(tmp_path: Path) -> None:
    article = hostile_article()
    path = written(tmp_path, article, plain(), mode=TextMode.QUOTES)
    selectors = [one["selector"] for one in _targets(items(path))]
    assert all(set(quote) == {"type", "exact"} for _, quote in selectors)
    assert b"<b>&amp;" not in path.read_bytes()
    assert plain().text.encode() not in path.read_bytes()

    path = written(tmp_path, article, plain(), mode=TextMode.NONE)
    for [position] in (one["selector"] for one in _targets(items(path))):
        start, end = position["start"], position["end"]
        assert position["sa:quoteSha256"] == hashlib.sha256(TEXT[start:end].encode()).hexdigest()
        after = hashlib.sha256(TEXT[end : end + 32].encode()).hexdigest()
        assert position["sa:afterSha256"] == after
    assert "sign 𝒜" not in path.read_text("utf-8")
    assert "owner" not in path.read_text("utf-8")


def _targets(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for one in found if isinstance(one["target"], list) for each in one["target"]]


@pytest.mark.parametrize("mode", MODES)
def test_reading_back_finds_it_right(tmp_path: Path, mode: TextMode) -> None:
    articles = (hostile_article(), plain())
    form = export_format("web-annotation")
    path = tmp_path / "out.jsonld"
    options = WriteOptions(text=mode)
    report = form.write(path, PROJECT, articles, options)
    assert (report.articles, report.rows) == (2, 4)
    checked = form.verify(path, PROJECT, articles, options)
    assert checked.problems == ()
    assert checked.rows == 4
    assert checked.spans == sum(len(one.spans) for one in articles[0].attributions)
    assert form.offset_unit is OffsetUnit.CODE_POINTS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"start":', '"start":1'),
        ('"exact":"sign ', '"exact":"sing '),
        ('"prefix":"', '"prefix":"x'),
        ('"name":"Mira Sorel"', '"name":"Mira Soral"'),
        ('"value":"supports"', '"value":"opposes"'),
        ('"total":', '"total":1'),
        ('"type":"AnnotationPage"', '"type":"Page"'),
        ("The quay", "The key"),
        ('"sa:role":"cue"', '"sa:role":"source"'),
        ('},\n{"id"', '}\n{"id"'),
        ("Zoë", "Zoe"),
    ],
)
def test_damage_is_found(tmp_path: Path, old: str, new: str) -> None:
    article = hostile_article()
    path = written(tmp_path, article)
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    assert WebAnnotation().verify(path, PROJECT, (article,), FULL).problems


def test_missing_and_surplus_annotations_are_found(tmp_path: Path) -> None:
    article = hostile_article()
    path = written(tmp_path, article, plain())
    for articles in ((article,), (article, plain(), plain())):
        assert WebAnnotation().verify(path, PROJECT, articles, FULL).problems
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(lines[:3] + lines[4:]), encoding="utf-8")
    assert WebAnnotation().verify(path, PROJECT, (article, plain()), FULL).problems


def test_nothing_is_a_collection_too(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert items(path) == []
    assert WebAnnotation().verify(path, PROJECT, (), FULL).problems == ()


@given(article=article_records(), project=projects)
def test_whatever_storage_holds(
    tmp_path_factory: pytest.TempPathFactory, article: ArticleRecord, project: ProjectRecord
) -> None:
    path = tmp_path_factory.mktemp("web") / "out.jsonld"
    article = identified(article)
    for mode in MODES:
        options = WriteOptions(text=mode)
        WebAnnotation().write(path, project, [article], options)
        items(path)
        assert WebAnnotation().verify(path, project, [article], options).problems == ()
