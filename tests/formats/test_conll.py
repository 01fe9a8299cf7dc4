"""Token columns, read by the library for the format and by a small reader of the test's own."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import conllu
import pytest
from hypothesis import given

from annotator.domain.errors import FormatError
from annotator.domain.text.spans import SpanRole
from annotator.formats.conll_columns import ConllColumns
from annotator.formats.identity import identified
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.records import (
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    plain_article,
)
from tests.domain.samples import a_span
from tests.formats.standoff_samples import NOTE, PROJECT, TEXT, hostile_article, plain
from tests.formats.strategies import article_records

FULL = WriteOptions()


def written(tmp_path: Path, *articles: ArticleRecord) -> Path:
    path = tmp_path / "out.conll"
    ConllColumns().write(path, PROJECT, articles, FULL)
    return path


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Read the columns without any of our code; a sentence's end is an empty row."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    header = lines[0].removeprefix("# global.columns = ").split(" ")
    for line in lines[1:]:
        if not line.startswith("#"):
            yield dict(zip(header, line.split("\t"), strict=True)) if line else {}


def chunks(path: Path, column: str) -> list[tuple[str, int, int]]:
    """Decode strict BIO: label, start and end of each chunk."""
    found: list[tuple[str, int, int]] = []
    open_label = ""
    for row in rows(path):
        tag, _, label = row.get(column, "O").partition("-")
        if tag == "B":
            found.append((label, int(row["START"]), int(row["END"])))
        elif tag == "I":
            assert label == open_label, "I- never begins a chunk"
            found[-1] = (label, found[-1][1], int(row["END"]))
        open_label = label if tag in "BI" else ""
    return found


def comments(path: Path, kind: str) -> list[dict[str, Any]]:
    lines = path.read_text("utf-8").split("\n")
    return [json.loads(one.split(" = ", 1)[1]) for one in lines if one.startswith(f"# {kind} ")]


def test_the_columns(tmp_path: Path) -> None:
    path = written(tmp_path, hostile_article(), plain())
    names = [one["annotator"] for one in comments(path, "columns")]
    assert names == ["Mira Sorel", "Nobody", "زهرا حلیمی", None]
    for row in rows(path):
        if row:
            article = TEXT if row["mira_sorel:LINKS"] != "_" else None
            assert article is None or row["FORM"] == article[int(row["START"]) : int(row["END"])]
    quotes = [(label, TEXT[a:b]) for label, a, b in chunks(path, "mira_sorel:CONTENT")]
    assert quotes == [
        ("supports", "We\u00a0will,\u2028if they\topen"),  # the line ends the sentence here
        ("supports", "the road"),
        ("supports", "sign 𝒜"),
    ]
    cues = [(label, TEXT[a:b]) for label, a, b in chunks(path, "mira_sorel:CUE")]
    assert cues == [("cue", "said")]
    sources = [TEXT[a:b] for _, a, b in chunks(path, "mira_sorel:SOURCE")]
    assert sources == ["cafe\u0301 owner Zoë"]
    assert [TEXT[a:b] for _, a, b in chunks(path, "annotator:CONTENT")] == ["لن نتعاون"]
    assert [label for label, _, _ in chunks(path, "gold:CONTENT")] == ["content"]
    assert {row["nobody:CONTENT"] for row in rows(path) if row} == {"O", "_"}
    last = [row for row in rows(path) if row][-1]
    assert (last["FORM"], last["gold:CONTENT"], last["gold:LINKS"]) == (".", "_", "_")


def test_links_hold_what_gives_way(tmp_path: Path) -> None:
    article = hostile_article()
    path = tmp_path / "out.conll"
    report = ConllColumns().write(path, PROJECT, [article], FULL)
    assert report.rows == 4
    assert report.losses == (Loss("overlap_left_out", 1), Loss("span_widened", 2))
    carrier, carried, *_ = comments(path, "attribution")
    assert carried["left_out"]
    assert carried["reported_by"] == carrier["id"]
    assert carrier["note"] == NOTE
    assert carrier["values"]["parts"] == ["quay", "rail"]
    assert carrier["soft"] == {"stance": {"opposes": 0.5, "supports": 0.5}}
    linked = [row["FORM"] for row in rows(path) if "content=2" in row.get("mira_sorel:LINKS", "")]
    assert linked == ["they", "open"]


def test_shared_and_overlapping_sources(tmp_path: Path) -> None:
    text = "Ann of Eastgate said yes and then no."
    both = a_span(text, "Ann of Eastgate", SpanRole.SOURCE)
    inner = a_span(text, "Eastgate", SpanRole.SOURCE)
    yes, no = a_span(text, "yes"), a_span(text, "no.")
    article = identified(
        replace(
            plain_article(text, AppearanceRecord()),
            attributions=(
                AttributionRecord(annotator="A", spans=(yes, both), values={"stance": "supports"}),
                AttributionRecord(annotator="A", spans=(no, both), values={"stance": "opposes"}),
            ),
        )
    )
    path = tmp_path / "out.conll"
    assert ConllColumns().write(path, PROJECT, [article], FULL).losses == ()
    assert chunks(path, "a:SOURCE") == [("source", 0, 15)]
    first, second = article.attributions
    article = replace(article, attributions=(first, replace(second, spans=(no, inner))))
    losses = ConllColumns().write(path, PROJECT, [article], FULL).losses
    assert losses == (Loss("span_overlap_left_out", 1),)
    assert chunks(path, "a:SOURCE") == [("source", 0, 15)]
    assert ConllColumns().verify(path, PROJECT, [article], FULL).problems == ()


def test_the_library_reads_it(tmp_path: Path) -> None:
    path = written(tmp_path, hostile_article(), plain())
    with path.open(encoding="utf-8", newline="\n") as file:
        found = list(conllu.parse_incr(file))
    tokens = [token for sentence in found for token in sentence]
    ours = [row for row in rows(path) if row]
    assert [token["form"] for token in tokens] == [row["FORM"] for row in ours]
    tags = [token["gold:content"] or "_" for token in tokens]
    assert tags == [row["gold:CONTENT"] for row in ours]
    assert found[0].metadata["newdoc id"] == str(hostile_article().id)
    assert json.loads(found[0].metadata["attribution 1"])["note"] == NOTE


@given(article=article_records())
def test_any_article_is_read_back(tmp_path: Path, article: ArticleRecord) -> None:
    path = tmp_path / "out.conll"
    report = ConllColumns().write(path, PROJECT, [article, plain()], FULL)
    seen = ConllColumns().verify(path, PROJECT, [article, plain()], FULL)
    assert seen.problems == ()
    assert seen.rows == report.rows == len(article.attributions)
    assert seen.spans == sum(len(one.spans) for one in article.attributions)
    header = path.read_text("utf-8").split("\n", 1)[0]
    for column in header.split()[6:]:
        if not column.endswith(":LINKS"):
            chunks(path, column)
    found = {one["id"]: one for one in comments(path, "attribution")}
    for one in article.attributions:
        for role in SpanRole:
            offsets = found[str(one.id)].get(role.value, [])
            quotes = [span.quote for span in one.spans if span.role is role]
            assert [article.text[start:end] for start, end in offsets] == quotes


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("\tB-supports\t", "\tB-opposes\t"),
        ("\tI-supports\t", "\tO\t"),
        ("\tI-supports\t", "\tB-supports\t"),
        ("\tsaid\t", "\tsays\t"),
        ("content=1", "content=2"),
        ('"content":[[13,', '"content":[[12,'),
        ("supports", "opposes"),
        ("so'\\r", "so\\r"),
        ("\tO\tO\tO\tO\t_\t", "\tO\tB-source\tO\tO\t_\t"),
        ("# attribution 4", "# attribute 4"),
        ("# newdoc id = ", "# newdoc id = 0"),
        ('"state":"done"', '"state":"to_do"'),
    ],
)
def test_damage_is_found(tmp_path: Path, ours: str, theirs: str) -> None:
    article = hostile_article()
    path = written(tmp_path, article)
    data = path.read_bytes().decode("utf-8")
    assert ours in data
    path.write_bytes(data.replace(ours, theirs, 1).encode("utf-8"))
    assert ConllColumns().verify(path, PROJECT, [article], FULL).problems


def test_missing_and_surplus_articles_are_found(tmp_path: Path) -> None:
    path = written(tmp_path, hostile_article())
    seen = ConllColumns().verify(path, PROJECT, [hostile_article(), plain()], FULL)
    assert [one.code for one in seen.problems] == ["row_missing"]
    seen = ConllColumns().verify(path, PROJECT, [], FULL)
    assert [one.code for one in seen.problems] == ["row_surplus"]


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    problems = ConllColumns().verify(tmp_path / "none", PROJECT, [hostile_article()], FULL).problems
    assert [one.code for one in problems] == ["read_failed"]


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_it_needs_the_text(tmp_path: Path, mode: TextMode) -> None:
    path = tmp_path / "out.conll"
    with pytest.raises(FormatError) as raised:
        ConllColumns().write(path, PROJECT, [hostile_article()], WriteOptions(mode))
    assert raised.value.code == "text_needed"
    assert not path.exists()
