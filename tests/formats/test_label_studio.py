"""Tasks of Label Studio, read as plain JSON; offsets looked up as its interface does."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given

from annotator.domain.errors import FormatError
from annotator.formats.identity import identified
from annotator.formats.interfaces import TextMode, WriteOptions
from annotator.formats.label_studio_folder import LabelStudioFolder
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.registry import export_format
from tests.formats.standoff_samples import NOTE, PROJECT, TEXT, hostile_article, plain
from tests.formats.strategies import article_records, projects

FULL = WriteOptions()


def written(tmp_path: Path, *articles: ArticleRecord) -> Path:
    folder = tmp_path / "out"
    LabelStudioFolder().write(folder, PROJECT, articles, FULL)
    return folder


def tasks(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "tasks.json").read_text("utf-8"))
    return found


def results(task: dict[str, Any], annotator: str | None) -> list[dict[str, Any]]:
    """Return the results of somebody's annotation; None for gold."""
    for one in task["annotations"]:
        said = [r["value"]["text"] for r in one["result"] if r.get("from_name") == "annotator"]
        if said == ([[annotator]] if annotator else []):
            assert one["ground_truth"] is (annotator is None)
            found: list[dict[str, Any]] = one["result"]
            return found
    raise AssertionError(annotator)


def regions(found: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return label and words of each region, offsets counted as ``[...text]`` counts them."""
    symbols = list(TEXT)
    held = {}
    for one in found:
        if one["type"] == "labels":
            value = one["value"]
            words = "".join(symbols[value["start"] : value["end"]])
            assert words == value["text"]
            held[one["id"]] = (value["labels"][0], words)
    return held


def test_regions_relations_and_values(tmp_path: Path) -> None:
    [task] = tasks(written(tmp_path, hostile_article()))
    assert task["data"]["text"] == TEXT
    assert task["data"]["title"] == "A & B <i>"
    found = results(task, "Mira Sorel")
    held = regions(found)
    first = next(key for key, one in held.items() if one[1].startswith("We"))
    said = {
        (held[one["from_id"]][1], one["labels"][0], held[one["to_id"]][1])
        for one in found
        if one["type"] == "relation" and first in (one["from_id"], one["to_id"])
    }
    content = held[first][1]
    assert said == {
        (content, "continues", "sign 𝒜"),
        ("cafe\u0301 owner Zoë", "source", content),
        ("said", "cue", content),
        ("if they\topen\nthe road", "condition", content),
        ("they\topen", "reported by", content),
    }
    values = {one["from_name"]: one["value"] for one in found if one.get("id") == first}
    assert values["attribution_stance"]["choices"] == ["supports"]
    assert values["attribution_conditional"]["choices"] == ["true"]
    assert values["attribution_parts"]["choices"] == ["quay", "rail"]
    assert values["attribution_remark"]["text"] == ["a | b\nc"]
    assert values["note"]["text"] == [NOTE]
    assert values["speaker"]["text"] == ["Zoë\nSand"]
    assert values["flagged"]["choices"] == ["true"]
    whole = {
        one["from_name"]: one["value"]
        for one in found
        if "start" not in one.get("value", {}) and one["type"] != "relation"
    }
    assert whole["article_relevance"] == {"choices": ["yes"]}
    assert whole["round"] == {"text": ["Main"]}


def test_who_cannot_code_has_skipped_the_task_and_the_record_says_the_rest(tmp_path: Path) -> None:
    [task] = tasks(written(tmp_path, hostile_article()))
    assert [one["was_cancelled"] for one in task["annotations"]].count(True) == 1
    work = task["data"]["record"]["work"]
    mira = next(one for one in work if one.get("annotator") == "Mira Sorel")
    assert mira["attributions"][0]["values"]["unheard_of"] == "x y"
    assert mira["attributions"][0]["speaker"]["country"] == "Vestmark"
    assert regions(results(task, None))


def test_an_import_is_not_refused_for_an_unknown_annotator(tmp_path: Path) -> None:
    [task] = tasks(written(tmp_path, hostile_article()))
    assert not any("completed_by" in one for one in task["annotations"])


def test_the_configuration_has_every_control_that_results_name(tmp_path: Path) -> None:
    folder = written(tmp_path, hostile_article(), plain())
    root = ElementTree.parse(folder / "labeling-config.xml").getroot()
    assert root.tag == "View"
    named = {one.get("name"): one for one in root.iter() if one.get("name")}
    kinds = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}
    labels = {one.get("value") for one in root.iter("Label")}
    related = {one.get("value") for one in root.iter("Relation")}
    seen = 0
    for one in _all_results(tasks(folder)):
        seen += 1
        if one["type"] == "relation":
            assert set(one["labels"]) <= related
            continue
        control = named[one["from_name"]]
        assert control.tag == kinds[one["type"]]
        assert one["to_name"] == control.get("toName") == named["text"].get("name")
        if one["type"] == "labels":
            assert set(one["value"]["labels"]) <= labels
        else:
            assert ("start" in one["value"]) == (control.get("perRegion") == "true")
        if one["type"] == "choices":
            aliases = {each.get("alias") for each in control.iter("Choice")}
            assert set(one["value"]["choices"]) <= aliases
    assert seen > 20
    assert named["text"].get("value") == "$text"
    assert named["attribution_parts"].get("choice") == "multiple"
    assert "pre-wrap" in (root.findtext("Style") or "")


def _all_results(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for task in found:
        for annotation in task["annotations"]:
            yield from annotation["result"]


@pytest.mark.parametrize("mode", [TextMode.QUOTES, TextMode.NONE])
def test_it_cannot_do_without_the_text(tmp_path: Path, mode: TextMode) -> None:
    with pytest.raises(FormatError) as raised:
        LabelStudioFolder().write(tmp_path / "out", PROJECT, (), WriteOptions(text=mode))
    assert raised.value.code == "text_needed"
    assert not (tmp_path / "out").exists()


def test_reading_back_finds_it_right(tmp_path: Path) -> None:
    articles = (hostile_article(), plain())
    form = export_format("label-studio")
    report = form.write(tmp_path / "out", PROJECT, articles, FULL)
    assert (report.articles, report.rows, report.losses) == (2, 4, ())
    checked = form.verify(tmp_path / "out", PROJECT, articles, FULL)
    assert checked.problems == ()
    assert (checked.rows, checked.spans) == (4, 12)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"start":', '"start":1'),
        ('"text":"sign ', '"text":"sing '),
        ("The quay", "The key"),
        ('"choices":["supports"]', '"choices":["opposes"]'),
        ('"labels":["cue"]', '"labels":["source"]'),
        ('"labels":["continues"]', '"labels":["cue"]'),
        ('"text":["Mira Sorel"]', '"text":["Mira"]'),
        ('"ground_truth":true', '"ground_truth":false'),
        ('"was_cancelled":true', '"was_cancelled":false'),
        ('"text":["=1+1', '"text":["1+1'),
        ('"country":"Vestmark"', '"country":"Vest"'),
        ("},\n", "}\n"),
        ("[\n", "\n"),
        ("\n]", "\n"),
        ("\n]", ",\n]"),
    ],
)
def test_damage_is_found(tmp_path: Path, old: str, new: str) -> None:
    articles = (hostile_article(), plain())
    folder = written(tmp_path, *articles)
    words = (folder / "tasks.json").read_text("utf-8")
    assert old in words
    (folder / "tasks.json").write_text(words.replace(old, new, 1), encoding="utf-8")
    assert LabelStudioFolder().verify(folder, PROJECT, articles, FULL).problems


def test_other_damage_is_found(tmp_path: Path) -> None:
    articles = (hostile_article(), plain())
    folder = written(tmp_path, *articles)
    form = LabelStudioFolder()
    for others in (articles[:1], (*articles, plain())):
        assert form.verify(folder, PROJECT, others, FULL).problems
    path = folder / "labeling-config.xml"
    path.write_text(path.read_text("utf-8").replace("</View>", "", 1), encoding="utf-8")
    assert form.verify(folder, PROJECT, articles, FULL).problems


def test_nothing_is_an_array_too(tmp_path: Path) -> None:
    folder = written(tmp_path)
    assert tasks(folder) == []
    assert LabelStudioFolder().verify(folder, PROJECT, (), FULL).problems == ()


@given(article=article_records(), project=projects)
def test_whatever_storage_holds(
    tmp_path_factory: pytest.TempPathFactory, article: ArticleRecord, project: ProjectRecord
) -> None:
    folder = tmp_path_factory.mktemp("studio")
    article = identified(article)
    LabelStudioFolder().write(folder, project, [article, article], FULL)
    assert len(tasks(folder)) == 2
    checked = LabelStudioFolder().verify(folder, project, [article, article], FULL)
    assert checked.problems == ()
