"""An export of gold alone: of articles that are settled, and honest about all others."""

import csv
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.annotation_sets import SetState
from annotator.domain.errors import Refused
from annotator.domain.text.spans import Span
from annotator.services.annotating import create_attribution
from annotator.services.interchange.exporting import (
    ExportOptions,
    ExportReport,
    NameMode,
    SplitChoice,
    export_project,
    exportable,
    preview,
)
from annotator.wording.losses import loss_words
from annotator.wording.problems import sentence_for
from tests.services.adjudicated import begin_gold, settle
from tests.services.coded import both_coded
from tests.services.exported import attributions, written
from tests.services.world import World


@pytest.fixture
def partly(world: World) -> World:
    """The first article is settled, the second has gold in progress, the others have none."""
    pair = both_coded(world)
    begin_gold(world)
    settle(world, pair)
    begin_gold(world, 1, SetState.IN_PROGRESS)
    place = (world.articles[1], world.round_id)
    made = create_attribution(world.project, world.mira, *place, [Span(0, 4)])
    settle(world, (made.entities[-1].after,), article=1)
    return world


def gold(world: World, out: Path, format_name: str = "csv", **options: Any) -> ExportReport:
    chosen = ExportOptions(layer="gold", **options)
    return export_project(world.project, world.manager, format_name, out, chosen)


def losses(report: ExportReport) -> dict[str, int]:
    return {one.code: one.count for one in report.losses}


def test_only_settled_articles_are_in_it(partly: World, tmp_path: Path) -> None:
    report, _, lines = written(partly, tmp_path / "gold.jsonl", layer="gold")
    left = len(partly.articles) - 1
    assert [one["article"]["id"] for one in lines] == [str(partly.articles[0])]
    assert len(attributions(lines)) == 1
    assert (report.articles, losses(report)["gold_not_settled"]) == (1, left)
    assert "not settled yet" in loss_words("gold_not_settled", left)
    whole, _, lines = written(partly, tmp_path / "all.jsonl")
    assert len(lines) == len(partly.articles)
    assert "gold_not_settled" not in losses(whole)


def test_settled_with_nothing_found_is_a_true_negative(world: World, tmp_path: Path) -> None:
    begin_gold(world)
    begin_gold(world, 1, SetState.CANNOT_CODE)
    report, _, lines = written(world, tmp_path / "gold.jsonl", layer="gold")
    assert [one["article"]["id"] for one in lines] == [str(world.articles[0])]
    assert losses(report)["gold_cannot_code"] == 1
    assert losses(report).get("gold_not_settled", 0) == len(world.articles) - 2


@pytest.mark.parametrize("name", [one.name for one in exportable()])
def test_in_every_format(partly: World, tmp_path: Path, name: str) -> None:
    report = gold(partly, tmp_path / "out", name)
    assert (report.articles, report.rows) == (1, 1)
    assert "gold_not_settled" in losses(report)


@pytest.mark.parametrize("name", [one.name for one in exportable()])
def test_nothing_gold_is_said(world: World, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(Refused, match="nothing_gold") as raised:
        gold(world, tmp_path / "out", name)
    words = sentence_for(raised.value.code, raised.value.fields)
    assert words.startswith(f"Nothing is gold yet: {len(world.articles)} articles are not settled.")
    assert set(tmp_path.iterdir()) == before


def test_an_older_file_stays_where_nothing_is_gold(world: World, tmp_path: Path) -> None:
    out = tmp_path / "gold.csv"
    out.write_text("older", encoding="utf-8")
    with pytest.raises(Refused, match="nothing_gold"):
        gold(world, out)
    with pytest.raises(Refused, match="nothing_gold"):
        gold(world, tmp_path / "parts", split=SplitChoice())
    assert out.read_text(encoding="utf-8") == "older"
    shown = preview(world.project, world.manager, "csv", ExportOptions(layer="gold"))
    assert shown.refusal is not None
    assert (shown.refusal.code, shown.articles) == ("nothing_gold", 0)
    begin_gold(world, 0, SetState.CANNOT_CODE)
    with pytest.raises(Refused, match="nothing_matches"):
        gold(world, out, outlets=("nowhere",))


def test_gold_of_articles_that_cannot_be_coded_is_said(world: World, tmp_path: Path) -> None:
    for place in range(len(world.articles)):
        begin_gold(world, place, SetState.CANNOT_CODE)
    with pytest.raises(Refused, match="nothing_gold") as raised:
        gold(world, tmp_path / "out.csv")
    words = sentence_for(raised.value.code, raised.value.fields)
    assert "cannot be coded" in words
    assert "not settled" not in words


def test_the_preview_says_the_same(partly: World) -> None:
    found = preview(partly.project, partly.manager, "csv", ExportOptions(layer="gold"))
    assert (found.articles, found.attributions) == (1, 1)
    assert [(one.code, one.count) for one in found.left_out] == [
        ("gold_not_settled", len(partly.articles) - 1)
    ]


def test_a_state_that_is_asked_for_is_had(partly: World, tmp_path: Path) -> None:
    report = gold(partly, tmp_path / "out.csv", states=(SetState.IN_PROGRESS,))
    assert (report.articles, report.rows) == (1, 1)
    assert losses(report) == {}


def test_a_split_is_among_settled_articles(partly: World, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too_few_to_split") as raised:
        gold(partly, tmp_path / "out", split=SplitChoice())
    words = sentence_for(raised.value.code, raised.value.fields)
    assert "There is only 1 group of articles" in words


def test_a_part_without_attributions_is_a_warning(world: World, tmp_path: Path) -> None:
    both_coded(world)
    chosen = ExportOptions(split=SplitChoice((50, 50), balance=False))
    report = export_project(world.project, world.manager, "csv", tmp_path / "out", chosen)
    assert sorted(one.rows for one in report.parts) == [0, 4]
    assert losses(report)["part_unmarked"] == 1


def test_documents_say_who_coded_what_gold_is_made_of(partly: World, tmp_path: Path) -> None:
    gold(partly, tmp_path / "out", card=True)
    sheet = (tmp_path / "out" / "DATASHEET.md").read_text("utf-8")
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "By 2 annotators" in sheet
    assert "1 article was coded by two or more" in sheet
    assert "1 adjudicator" in sheet
    assert "codebook above" not in sheet
    assert "| Annotators | 2 |" in card
    assert "| Articles | 1 |" in card
    assert "| Articles coded by two or more | 1 |" in card
    assert "not settled yet" in card


def test_who_is_who_is_told_of_those_in_the_files(partly: World, tmp_path: Path) -> None:
    table = gold(partly, tmp_path / "out.csv", names=NameMode.PSEUDONYMS, rationale=False)
    assert table.pseudonyms is None
    assert [one.name for one in tmp_path.glob("*.pseudonyms.csv")] == []
    one = ExportOptions(names=NameMode.PSEUDONYMS, annotators=("Mira Sorel",), layer="annotators")
    report = export_project(partly.project, partly.manager, "csv", tmp_path / "one.csv", one)
    assert report.pseudonyms is not None
    with report.pseudonyms.open(encoding="utf-8-sig", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Mira Sorel"]
    lines = gold(partly, tmp_path / "out.jsonl", "stance-annotator", names=NameMode.PSEUDONYMS)
    assert lines.pseudonyms is not None
    names = lines.pseudonyms.read_text("utf-8-sig")
    assert "Mira Sorel" not in names
    assert "Jonas Reit" not in names
