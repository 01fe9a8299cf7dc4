"""How gold came about, in the tables: decided, by rule, promoted or imported, and why."""

import csv
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.attributions import Attribution
from annotator.domain.changes import Intention
from annotator.domain.decisions import Outcome
from annotator.domain.identifiers import new_id
from annotator.domain.people import Actor
from annotator.services.adjudication.queue import refresh_items
from annotator.services.interchange.exporting import (
    Counted,
    ExportOptions,
    ExportReport,
    NameMode,
    export_project,
    exportable,
    preview,
)
from annotator.wording.losses import loss_words
from tests.services.adjudicated import begin_gold, hand_in, set_id_of, settle
from tests.services.coded import both_coded, mark
from tests.services.world import World

COLUMNS = (
    "decision_outcome",
    "decision_reason",
    "decision_rationale",
    "decided_by",
    "decided_at",
)
WHY = '=1+1 said "twice",\nand =so'


def imported(world: World, like: Attribution, article: int = 0) -> Attribution:
    """Store gold as importing does: no decision stands for it."""
    gold = like.but(
        id=new_id(),
        set_id=set_id_of(world.articles[article], world.round_id, None),
        revision=0,
        derived=(),
        note="",
    )
    with world.project.store.write(Intention.IMPORT, world.manager.person_id) as written:
        written.unit.put(gold)
    return gold


@pytest.fixture
def mixed(world: World) -> World:
    """Of the first article's gold one is decided, one equal by rule, and one was imported."""
    pair = both_coded(world)
    begin_gold(world)
    settle(world, pair, Outcome.EDITED, reason="boundary", rationale=WHY)
    settle(world, pair[:1], Outcome.UNANIMOUS)
    imported(world, pair[1])
    return world


def exported(
    world: World, out: Path, name: str = "csv", actor: Actor | None = None, **options: Any
) -> ExportReport:
    chosen = ExportOptions(**options)
    return export_project(world.project, actor or world.manager, name, out, chosen)


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file, delimiter=delimiter))
    return [{key: cell.removeprefix("'") for key, cell in row.items()} for row in found]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_gold_says_how_it_came_about(
    mixed: World, tmp_path: Path, name: str, delimiter: str
) -> None:
    report = exported(mixed, tmp_path / "out", name)
    rows = rows_of(tmp_path / "out", delimiter)
    assert report.checked == len(rows)
    assert tuple(rows[0])[-5:] == COLUMNS
    gold = {row["decision_outcome"]: row for row in rows if row["layer"] == "gold"}
    assert set(gold) == {"edited", "unanimous", "imported"}
    decided = gold["edited"]
    assert (decided["decision_reason"], decided["decision_rationale"]) == ("boundary", WHY)
    assert decided["decided_by"] == "Edda Holm"
    assert decided["decided_at"].endswith("Z")
    assert [gold["imported"][one] for one in COLUMNS[1:]] == ["", "", "", ""]
    others = [row for row in rows if row["layer"] != "gold"]
    assert others
    assert {row[one] for row in others for one in COLUMNS} == {""}


def test_a_rationale_that_begins_as_a_formula_is_not_run(mixed: World, tmp_path: Path) -> None:
    exported(mixed, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["decision_rationale"] for row in csv.DictReader(file)}
    assert found == {"", f"'{WHY}"}


def test_a_workbook_and_parquet_have_the_same(mixed: World, tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from pyarrow import parquet

    exported(mixed, tmp_path / "out.xlsx", "xlsx", layer="gold")
    exported(mixed, tmp_path / "out.parquet", "parquet", layer="gold")
    first, *others = load_workbook(tmp_path / "out.xlsx")["Attributions"].iter_rows(
        values_only=True
    )
    sheet = [dict(zip(first, row, strict=True)) for row in others]
    table = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    for rows in (sheet, table):
        told = {row["decision_outcome"]: row["decision_rationale"] for row in rows}
        assert told["edited"] == WHY
        assert not told["imported"]
        assert set(told) == {"edited", "unanimous", "imported"}
    edited = next(row for row in table if row["decision_outcome"] == "edited")
    assert edited["decided_at"].tzinfo is not None


def test_without_rationale_one_column_tells_imported_from_decided(
    mixed: World, tmp_path: Path
) -> None:
    exported(mixed, tmp_path / "out.csv", rationale=False)
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    rows = rows_of(tmp_path / "out.csv")
    assert [one for one in rows[0] if one in COLUMNS] == ["decision_outcome"]
    assert tuple(rows[0])[-1] == "decision_outcome"
    assert "said" not in {row["decision_outcome"] for row in rows}
    assert WHY.splitlines()[0] not in text


def test_without_gold_nothing_is_added(mixed: World, tmp_path: Path) -> None:
    exported(mixed, tmp_path / "all.csv", layer="annotators")
    exported(mixed, tmp_path / "own.csv", actor=mixed.mira)
    for name in ("all.csv", "own.csv"):
        assert not set(rows_of(tmp_path / name)[0]) & set(COLUMNS)


def test_a_superseded_decision_is_not_told(world: World, tmp_path: Path) -> None:
    pair = both_coded(world)
    begin_gold(world)
    first = settle(world, pair, rationale="first thought")
    settle(world, pair, Outcome.EDITED, supersedes=first.id, rationale="second thought")
    exported(world, tmp_path / "out.csv", layer="gold")
    found = {row["decision_rationale"] for row in rows_of(tmp_path / "out.csv")}
    assert "second thought" in found
    assert "first thought" not in found


def test_pseudonyms_stand_for_who_decided_and_are_told(mixed: World, tmp_path: Path) -> None:
    report = exported(mixed, tmp_path / "out.csv", layer="gold", names=NameMode.PSEUDONYMS)
    assert "Edda Holm" not in (tmp_path / "out.csv").read_text("utf-8-sig")
    (mark,) = {row["decided_by"] for row in rows_of(tmp_path / "out.csv")} - {""}
    assert report.pseudonyms is not None
    assert {row["pseudonym"]: row["name"] for row in rows_of(report.pseudonyms)} == {
        mark: "Edda Holm"
    }
    bare = {"names": NameMode.PSEUDONYMS, "rationale": False, "layer": "gold"}
    assert exported(mixed, tmp_path / "bare.csv", **bare).pseudonyms is None


def test_an_appearance_more_is_decided_no_less(mixed: World, tmp_path: Path) -> None:
    exported(mixed, tmp_path / "out.csv", layer="gold", counted=Counted.APPEARANCE)
    found = [row["decision_outcome"] for row in rows_of(tmp_path / "out.csv")]
    assert found.count("imported") * 3 == len(found)


def test_the_preview_has_the_columns(mixed: World) -> None:
    found = preview(mixed.project, mixed.manager, "csv", ExportOptions(layer="gold"))
    assert found.columns[-5:] == COLUMNS
    assert WHY in {row[-3] for row in found.rows}


def test_the_card_describes_them_and_counts_by_provenance(mixed: World, tmp_path: Path) -> None:
    exported(mixed, tmp_path / "out", layer="gold", card=True)
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    sheet = (tmp_path / "out" / "DATASHEET.md").read_text("utf-8")
    package = (tmp_path / "out" / "datapackage.json").read_text("utf-8")
    croissant = (tmp_path / "out" / "croissant.json").read_text("utf-8")
    for one in COLUMNS:
        assert f"| `{one}` |" in card
        assert f'"name": "{one}"' in package
        assert f'"data/{one}"' in croissant or f'attributions/{one}"' in croissant
    assert '"imported"' in package
    for words in (card, sheet):
        assert "Attributions in gold: 1 decided by an adjudicator" in words
        assert "1 equal by rule" in words
        assert "1 imported without a decision" in words
    assert "decided what became gold" not in sheet


@pytest.mark.parametrize("name", ["conll", "stance-annotator"])
def test_the_card_counts_whatever_the_format(mixed: World, tmp_path: Path, name: str) -> None:
    exported(mixed, tmp_path / "out", name, layer="gold", card=True)
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "Attributions in gold: 1 decided by an adjudicator" in card


@pytest.mark.parametrize("name", [one.name for one in exportable()])
def test_a_rationale_is_in_the_file_or_said_to_be_left_out(
    mixed: World, tmp_path: Path, name: str
) -> None:
    (form,) = (one for one in exportable() if one.name == name)
    asked = exported(mixed, tmp_path / "asked", name)
    other = exported(mixed, tmp_path / "other", name, rationale=False)
    codes = {one.code: one.count for one in asked.losses}
    assert codes.get("rationale_left_out") == (None if form.holds_decisions else 1)
    assert "rationale_left_out" not in {one.code for one in other.losses}
    if not form.holds_decisions:
        assert "decisions" in form.cannot_hold
        assert "no place" in loss_words("rationale_left_out", 1)


def test_a_card_of_gold_has_no_column_for_annotators(mixed: World, tmp_path: Path) -> None:
    exported(mixed, tmp_path / "gold", layer="gold", card=True)
    exported(mixed, tmp_path / "own", layer="annotators", card=True)
    exported(mixed, tmp_path / "both", card=True)
    gold, own, both = (
        (tmp_path / one / "README.md").read_text("utf-8") for one in ("gold", "own", "both")
    )
    assert "| Value | Label | Definition | Gold |" in gold
    assert "| Attributions of annotators |" not in gold
    assert "| Value | Label | Definition | Annotators |\n" in own
    assert "| Value | Label | Definition | Annotators | Gold |" in both


def test_the_card_says_on_what_agreement_rests(mixed: World, tmp_path: Path) -> None:
    for actor in (mixed.mira, mixed.jonas):
        mark(mixed, actor, "Let it through", "Zahra Halimi", article=1)
        hand_in(mixed, actor, 1)
    exported(mixed, tmp_path / "out", layer="gold", card=True)
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    agreement = card.split("## Agreement")[1].split("##")[0]
    assert "they rest on 2 articles" in agreement
    assert "this data set holds 1 article" in agreement


@pytest.fixture
def disputed(world: World) -> tuple[Attribution, ...]:
    """Two coders differ on the first article, and nobody has decided."""
    pair = tuple(
        mark(world, actor, stance=stance)
        for actor, stance in ((world.mira, "supports"), (world.jonas, "opposes"))
    )
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)
    refresh_items(world.project, world.adjudicator)
    begin_gold(world)
    return pair


def told(world: World, out: Path) -> dict[str, int]:
    return {one.code: one.count for one in exported(world, out, layer="gold").losses}


def test_nothing_came_up_later_where_gold_was_imported(
    world: World, disputed: tuple[Attribution, ...], tmp_path: Path
) -> None:
    imported(world, disputed[0])
    found = told(world, tmp_path / "out.csv")
    assert "gold_reopened" not in found
    assert found["gold_imported_undecided"] > 0
    words = loss_words("gold_imported_undecided", 53)
    assert "came up later" not in words
    assert "imported" in words


def test_nor_where_the_imported_gold_has_no_marks(
    world: World, disputed: tuple[Attribution, ...], tmp_path: Path
) -> None:
    found = told(world, tmp_path / "out.csv")
    assert "gold_reopened" not in found
    assert found["gold_imported_undecided"] > 0


def test_where_gold_was_decided_they_came_up_later(
    world: World, disputed: tuple[Attribution, ...], tmp_path: Path
) -> None:
    settle(world, disputed[:1])
    found = told(world, tmp_path / "out.csv")
    assert found["gold_reopened"] > 0
    assert "gold_imported_undecided" not in found
