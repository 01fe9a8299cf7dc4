"""What an export holds: filters, pseudonyms, omissions, soft labels, counting."""

import csv
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.annotation_sets import SetState
from annotator.domain.entities import EntityKind
from annotator.domain.errors import NotAllowed, NotFound, Refused
from annotator.domain.people import RoundPurpose
from annotator.services import annotating, speakers
from annotator.services.interchange.exporting import (
    Counted,
    ExportOptions,
    NameMode,
    SplitChoice,
    export_project,
    preview,
)
from annotator.services.interchange.importing import import_paths
from annotator.services.interchange.split_preview import split_basis
from annotator.services.managing.assigning import assign
from annotator.services.managing.people import people
from annotator.services.managing.rounds import add_round, codebook_refs
from tests.services.adjudicated import begin_gold, settle
from tests.services.coded import NEVER, TALK, both_coded, hand_in, mark, third
from tests.services.exported import attributions, coded_line, lines_of, written
from tests.services.world import World, created, write_lines

RATIONALE = "because the source is clear"


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ({}, {"Harbour", "Flour", "Apricots"}),
        ({"words": "FLOUR"}, {"Flour"}),
        ({"words": "NØRDLYS 100%"}, {"Flour"}),
        ({"outlets": ("eastgate wire",)}, {"Harbour"}),
        ({"outlets": ("EASTGATE  WIRE", "the_pass")}, {"Harbour", "Apricots"}),
        ({"outlets": ("nowhere",)}, set()),
        ({"states": (SetState.DONE,)}, {"Harbour"}),
        ({"states": (SetState.IN_PROGRESS,)}, {"Flour"}),
        ({"rounds": ("main",)}, {"Harbour", "Flour"}),
        ({"rounds": ("main",), "states": (SetState.CANNOT_CODE,)}, set()),
        ({"languages": ("xx",)}, set()),
        ({"published_from": date(2900, 1, 1)}, set()),
    ],
)
def test_filters(world: World, tmp_path: Path, options: dict[str, Any], titles: set[str]) -> None:
    both_coded(world)
    world.annotate("Let it through", article=1)
    out = tmp_path / "o.jsonl"
    shown = preview(world.project, world.manager, "csv", ExportOptions(**options))
    if not titles:
        out.write_text("older", encoding="utf-8")
        with pytest.raises(Refused, match="nothing_matches"):
            written(world, out, **options)
        assert out.read_text(encoding="utf-8") == "older"
        assert shown.refusal is not None
        assert (shown.refusal.code, shown.articles) == ("nothing_matches", 0)
        return
    report, _, lines = written(world, out, **options)
    assert {one["article"]["text"].split()[0] for one in lines} == titles
    assert report.articles == len(titles)
    assert (shown.articles, shown.attributions) == (report.articles, report.rows)
    assert shown.refusal is None


def test_days_and_languages(world: World, tmp_path: Path) -> None:
    lines = [
        coded_line(f"Text {day} says no.", [], published_on=f"2024-05-0{day}") for day in (1, 2, 3)
    ]
    lines.append('{"article": {"text": "Rien.", "language": "fr-CA"}}\n')
    assert import_paths(
        world.project, world.manager, [write_lines(tmp_path / "in.jsonl", lines)]
    ).complete

    def found(**options: Any) -> list[str]:
        _, _, those = written(world, tmp_path / "o.jsonl", **options)
        return [one["article"]["text"] for one in those]

    assert found(published_from=date(2024, 5, 2)) == ["Text 2 says no.", "Text 3 says no."]
    assert found(published_until=date(2024, 5, 1)) == ["Text 1 says no."]
    assert found(published_from=date(2024, 5, 2), published_until=date(2024, 5, 2)) == [
        "Text 2 says no."
    ]
    assert found(languages=("FR",)) == found(languages=("fr-ca",)) == ["Rien."]


def test_rounds_and_batches(world: World, tmp_path: Path) -> None:
    (ref,) = codebook_refs(world.project)
    practice = created(
        add_round(world.project, world.manager, "Practice", RoundPurpose.TRAINING, ref),
        EntityKind.ROUND,
    )
    assign(
        *(world.project, world.manager, practice.id),
        [world.mira.person_id],
        overlap=0.0,
        articles=1,
        batch="Week 1",
    )
    mark(world, world.mira)
    report, known, _ = written(world, tmp_path / "o.jsonl")
    assert report.rows == 1
    assert [one["name"] for one in known["rounds"]] == ["Main"]
    _, known, lines = written(world, tmp_path / "o.jsonl", rounds=("PRACTICE",))
    assert [one["name"] for one in known["rounds"]] == ["Practice"]
    assert [one["sets"][0]["batch"] for one in lines] == ["Week 1"]
    _, _, lines = written(world, tmp_path / "o.jsonl", batches=("week 1",), training=True)
    assert [[made["round"] for made in one["sets"]] for one in lines] == [["Practice"]]
    for options, code in (
        ({"rounds": ("Third",)}, "unknown_round"),
        ({"batches": ("Week 9",)}, "unknown_batch"),
        ({"batches": ("Week 1",)}, "unknown_batch"),  # of a round that is not in the export
    ):
        with pytest.raises(NotFound, match=code):
            written(world, tmp_path / "no.jsonl", **options)
    assert not (tmp_path / "no.jsonl").exists()


def test_no_split_of_nothing_is_spoken_of(world: World, tmp_path: Path) -> None:
    options = ExportOptions(outlets=("nowhere",), split=SplitChoice())
    with pytest.raises(Refused, match="nothing_matches"):
        export_project(world.project, world.manager, "csv", tmp_path / "out", options)
    with pytest.raises(Refused, match="nothing_matches"):
        split_basis(world.project, world.manager, options)


def test_a_name_asks_for_that_work_and_not_for_gold(world: World, tmp_path: Path) -> None:
    decided(world)

    def layers(**options: Any) -> set[tuple[str, str | None]]:
        _, _, lines = written(world, tmp_path / "o.jsonl", **options)
        return {(one["layer"], one["annotator"]) for one in attributions(lines)}

    gold, mira, jonas = ("gold", None), ("annotator", "Mira Sorel"), ("annotator", "Jonas Reit")
    assert layers() == layers(layer="all") == {gold, mira, jonas}
    assert layers(annotators=("Mira Sorel",)) == {mira}
    assert layers(annotators=("Mira Sorel",), layer="all") == {gold, mira}
    everybody = [one.name for one in people(world.project)]
    idle = next(one for one in everybody if one not in ("Mira Sorel", "Jonas Reit"))
    assert layers(annotators=(idle,)) == set()
    (tmp_path / "o.jsonl").write_text("older", encoding="utf-8")
    with pytest.raises(Refused, match="gold_of_annotators"):
        layers(annotators=("Mira Sorel",), layer="gold")
    assert (tmp_path / "o.jsonl").read_text(encoding="utf-8") == "older"
    with pytest.raises(NotAllowed, match="blind_export"):
        written(world, tmp_path / "x", world.mira, annotators=("Mira Sorel",), layer="gold")


def test_people_stand_in_the_order_of_their_pseudonyms(world: World, tmp_path: Path) -> None:
    from annotator.services.interchange.export_content import ExportContent
    from annotator.services.interchange.export_share import share_of

    decided(world)
    options = ExportOptions(names=NameMode.PSEUDONYMS)
    with world.project.store.read() as connection:
        share = share_of(world.project, world.manager, options)
        content = ExportContent(world.project, connection, share, options)
        content.project()
        assert content.pseudonyms is not None
        # As if they came, and were called, in any other order.
        for names in (("person-0", "person-1"), ("person-1", "person-0")):
            content.pseudonyms.names.update(zip(("Mira Sorel", "Jonas Reit"), names, strict=True))
            article = next(iter(content.articles()))
            assert [one.annotator for one in article.sets] == [None, "person-0", "person-1"]
            (decision,) = article.decisions
            assert [one.annotator for one in decision.sets] == ["person-0", "person-1"]
            assert [one["annotator"] for one in decision.snapshots] == ["person-0", "person-1"]
            whose = {one.id: one.annotator for one in article.attributions}
            assert [whose[one] for one in decision.candidates] == ["person-0", "person-1"]
            assert [one["id"] for one in decision.snapshots] == list(map(str, decision.candidates))


def decided(world: World) -> None:
    """Let two code, with notes, and one decide."""
    first, other = both_coded(world)
    begin_gold(world)
    settle(world, (first, other), rationale=RATIONALE)


def test_pseudonyms_are_everywhere_and_told_apart(world: World, tmp_path: Path) -> None:
    decided(world)
    out = tmp_path / "out.jsonl"
    report, known, lines = written(world, out, names=NameMode.PSEUDONYMS)
    assert report.pseudonyms == tmp_path / "out.jsonl.pseudonyms.csv"
    with report.pseudonyms.open(encoding="utf-8-sig", newline="") as file:
        names = {row["name"]: row["pseudonym"] for row in csv.DictReader(file)}
    assert stat.S_IMODE(report.pseudonyms.stat().st_mode) == 0o600
    text = out.read_text(encoding="utf-8")
    with world.project.store.read() as connection:
        from annotator.storage.project_queries import people

        everybody = people(connection)
    working = {"Mira Sorel", "Jonas Reit"}
    assert working < set(names) <= {one.name for one in everybody}
    for one in everybody:
        assert one.name not in text
        assert str(one.id) not in text
    assert {one["name"] for one in known["people"]} <= set(names.values())
    coders = {one["annotator"] for one in attributions(lines)} - {None}
    assert coders == {names["Mira Sorel"], names["Jonas Reit"]}
    assert {one["adjudicator"] for line in lines for one in line["decisions"]} == {
        names[next(p.name for p in everybody if p.id == world.adjudicator.person_id)]
    }
    again, _, _ = written(world, tmp_path / "b.jsonl", names=NameMode.PSEUDONYMS, layer="gold")
    assert again.pseudonyms is not None
    with again.pseudonyms.open(encoding="utf-8-sig", newline="") as file:
        told = {row["name"]: row["pseudonym"] for row in csv.DictReader(file)}
    assert told.items() <= names.items()
    assert not working & set(told)
    with pytest.raises(NotAllowed, match="blind_export_choice"):
        written(world, tmp_path / "c.jsonl", world.mira, names=NameMode.PSEUDONYMS)
    assert not list(tmp_path.glob("c.*"))


@pytest.mark.parametrize(
    ("option", "words"),
    [("notes", "a private note"), ("rationale", RATIONALE), ("speaker_ids", "Ingrid Valmont-Ode")],
)
def test_what_is_left_out_is_left_out_everywhere(
    world: World, tmp_path: Path, option: str, words: str
) -> None:
    found = mark(world, world.mira)
    annotating.set_note(world.project, world.mira, found.id, "a private note")
    speakers.create_speaker(
        world.project, world.mira, "Ingrid Valmont-Ode", speakers.SpeakerKind.NAMED_PERSON,
        aliases=["Ingrid Valmont-Ode, the elder"], attribution_id=found.id,
    )  # fmt: skip
    hand_in(world, world.mira)
    begin_gold(world)
    settle(world, (found,), rationale=RATIONALE)
    out = tmp_path / "out.jsonl"
    written(world, out)
    assert words in out.read_text(encoding="utf-8")
    _, known, lines = written(world, out, **{option: option == "speaker_ids"})
    assert words not in out.read_text(encoding="utf-8")
    if option == "speaker_ids":
        speaker = attributions(lines)[0]["speaker"]
        assert speaker["name"] == speaker["id"]
        assert known["speakers"][0]["name"] == known["speakers"][0]["id"]


def test_soft_labels_are_the_distribution_over_all_who_handed_in(
    world: World, tmp_path: Path
) -> None:
    first, other = both_coded(world)
    hand_in(world, third(world))
    begin_gold(world)
    settle(world, (first, other))
    options = ExportOptions(soft_labels=True)
    from annotator.services.interchange.export_content import ExportContent
    from annotator.services.interchange.export_share import share_of

    with world.project.store.read() as connection:
        share = share_of(world.project, world.manager, options)
        content = ExportContent(world.project, connection, share, options)
        (record,) = [one for one in content.articles() if one.attributions]
    assert len(record.attributions) == 5
    for one in record.attributions:
        assert one.soft.keys() >= {"stance", "conditional", "object"}
        assert "confidence" not in one.soft
        for shares in one.soft.values():
            assert sum(shares.values()) == pytest.approx(1)
    by_quote: dict[str, Any] = {}
    for one in record.attributions:
        by_quote.setdefault(one.spans[0].quote, []).append(one.soft["stance"])
    third_part = pytest.approx(1 / 3)
    assert (
        by_quote[TALK]
        == [{"not_marked": third_part, "opposes": third_part, "supports": third_part}] * 3
    )
    assert by_quote[NEVER] == [{"not_marked": third_part, "opposes": pytest.approx(2 / 3)}] * 2
    with pytest.raises(NotAllowed, match="blind_export_choice"):
        written(world, tmp_path / "no.jsonl", world.mira, soft_labels=True)


def test_soft_labels_stand_in_the_table(world: World, tmp_path: Path) -> None:
    both_coded(world)
    out = tmp_path / "out.csv"
    export_project(world.project, world.manager, "csv", out, ExportOptions(soft_labels=True))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    shares = {row["content"]: row["stance_share_supports"] for row in rows}
    assert {key: float(value) for key, value in shares.items()} == {TALK: 0.5, NEVER: 0.0}


def test_what_was_not_handed_in_has_no_soft_labels(world: World) -> None:
    mark(world, world.mira)
    hand_in(world, world.mira)
    mark(world, world.jonas, stance="opposes")
    shown = preview(world.project, world.manager, "csv", ExportOptions(soft_labels=True))
    column = shown.columns.index("stance_share_supports")
    by_coder = {row[shown.columns.index("annotator")]: row[column] for row in shown.rows}
    assert by_coder == {"Mira Sorel": "1.0", "Jonas Reit": ""}


PASSAGE = "“We will keep the road open for every driver who asks,” Nadia Orlen said."
SAID = "We will keep the road open for every driver who asks"


def repeated(world: World, folder: Path) -> None:
    """Bring in one statement, said twice in one article, and again in others."""
    twice = f"First {PASSAGE} Then “The road stays open,” she said."
    lines = [
        coded_line(
            twice,
            [(SAID, "Nadia Orlen"), ("The road stays open", "Nadia Orlen")],
            published_on="2024-05-06",
        ),
        coded_line(f"Second {PASSAGE}", [(SAID, "Nadia Orlen")], published_on="2024-05-06"),
        coded_line(f"Third {PASSAGE}", [(SAID, "Nadia Orlen")], published_on="2024-05-12"),
        coded_line(f"Fourth {PASSAGE}", [(SAID, "Nadia Orlen")], published_on="2024-05-13"),
        coded_line(f"Fifth {PASSAGE}", [(SAID, "Pavel Imre")]),
        coded_line(f"Sixth {PASSAGE}", [(SAID, "Nadia Orlen")]),
    ]
    for place, line in enumerate(lines):
        if place in (0, 2, 5):
            lines[place] = line.replace('"article": {', '"article": {"story": "road", ')
    path = write_lines(folder / "in.jsonl", lines)
    assert import_paths(world.project, world.manager, [path]).complete


@pytest.mark.parametrize(
    ("how", "rows"),
    [
        (Counted.ARTICLE, [2, 1, 1, 1, 1, 1]),
        (Counted.DOCUMENT, [1, 1, 1, 1, 1, 1]),
        (Counted.DAY, [1, 0, 1, 1, 1, 1]),
        (Counted.WEEK, [1, 0, 0, 1, 1, 1]),
    ],
)
def test_a_statement_counts_once(
    world: World, tmp_path: Path, how: Counted, rows: list[int]
) -> None:
    repeated(world, tmp_path)
    report, _, lines = written(world, tmp_path / "o.jsonl", counted=how)
    assert [len(one["attributions"]) for one in lines[3:]] == rows
    assert report.rows == report.checked == sum(rows)
    left_out = {one.code: one.count for one in report.losses}
    assert left_out.get("statement_repeated", 0) == 7 - sum(rows)


def test_a_shared_passage_counts_where_it_came_first(world: World, tmp_path: Path) -> None:
    repeated(world, tmp_path)
    report, _, lines = written(world, tmp_path / "o.jsonl", counted=Counted.PASSAGE)
    assert [(one.code, one.count) for one in report.losses] == [("passage_repeated", 2)]
    counts = {one["article"]["text"].split()[0]: len(one["attributions"]) for one in lines}
    stories = {one["article"]["story"] for one in lines} - {None}
    if not stories:
        pytest.fail("the articles are in no story")
    assert counts == {
        "Harbour": 0,
        "Flour": 0,
        "Apricots": 0,
        "First": 2,
        "Second": 1,
        "Third": 0,
        "Fourth": 1,
        "Fifth": 1,
        "Sixth": 0,
    }


def test_another_value_or_coder_is_another_statement(world: World, tmp_path: Path) -> None:
    text = "Alba Renn said yes. Alba Renn said no. Alba Renn said maybe."
    lines = [coded_line(text, [("yes", "Alba Renn"), ("no", "Alba Renn"), ("maybe", "Alba Renn")])]
    lines = [lines[0].replace("supports", "opposes", 1)]
    lines.append(coded_line(text, [("yes", "Alba Renn")], annotator="Jonas Reit"))
    path = write_lines(tmp_path / "in.jsonl", lines)
    assert import_paths(world.project, world.manager, [path]).complete
    report, _, _ = written(world, tmp_path / "o.jsonl", counted=Counted.DOCUMENT)
    assert report.rows == 3


def test_a_text_counts_once_for_each_place_where_it_was_printed(
    world: World, tmp_path: Path
) -> None:
    text = "Wire words, Alba Renn said."
    lines = [
        coded_line(text, [("Wire words", "Alba Renn")], outlet=outlet)
        for outlet in ("Eastgate Wire", "Harrow Ledger")
    ]
    path = write_lines(tmp_path / "in.jsonl", lines)
    assert import_paths(world.project, world.manager, [path]).complete
    once, _, _ = written(world, tmp_path / "a.jsonl")
    twice, _, found = written(world, tmp_path / "b.jsonl", counted=Counted.APPEARANCE)
    assert (once.articles, once.rows, twice.articles, twice.rows) == (4, 1, 5, 2)
    both = [one for one in found if one["article"]["text"] == text]
    assert [one["article"]["appearances"][0]["outlet"] for one in both] == [
        "Eastgate Wire",
        "Harrow Ledger",
    ]
    assert len({one["article"]["id"] for one in both}) == 2
    assert len({one["id"] for one in attributions(both)}) == 2
    choice = SplitChoice((50, 50))
    out = tmp_path / "parts"
    options = ExportOptions(counted=Counted.APPEARANCE, split=choice)
    export_project(world.project, world.manager, "stance-annotator", out, options)
    holding = [
        name for name in choice.parts if text in (out / f"{name}.jsonl").read_text(encoding="utf-8")
    ]
    assert len(holding) == 1
    assert len(lines_of(out / f"{holding[0]}.jsonl")) > 2


def test_soft_labels_come_with_json_lines_and_are_not_imported(
    world: World, tmp_path: Path
) -> None:
    both_coded(world)
    out = tmp_path / "out.jsonl"
    _, _, lines = written(world, out, soft_labels=True)
    assert {"supports": 0.5, "opposes": 0.5} in [
        one["soft"]["stance"] for one in attributions(lines)
    ]
    changes = import_paths(world.project, world.manager, [out]).changes
    assert changes is None
