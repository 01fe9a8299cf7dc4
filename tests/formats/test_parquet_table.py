"""Parquet tables: types, spans, foreign readers, and that verifying sees what is wrong."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from annotator.domain.documents import instant_text
from annotator.domain.text.spans import SpanRole
from annotator.formats import parquet_table
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.parquet_table import ParquetTable
from annotator.formats.records import ArticleRecord, ProjectRecord, plain_article
from annotator.formats.stance_annotator_documents import in_file_order
from tests.domain.samples import codebook
from tests.formats.strategies import article_records
from tests.formats.table_samples import FULL, PROJECT, TEXT, an_article


def test_rows_with_types(tmp_path: Path) -> None:
    path, article = tmp_path / "out.parquet", an_article()
    report = ParquetTable().write(path, PROJECT, [article, replace(article, attributions=())], FULL)
    assert (report.articles, report.rows, report.losses) == (2, 2, ())
    table = parquet.read_table(path)
    row, gold = table.to_pylist()
    assert row["published_on"] == date(2024, 5, 6)
    assert row["appearances"] == 1
    assert (row["content_start"], row["content_end"]) == (1, 62)
    assert row["content_spans"] == [
        {"start": 1, "end": 14, "quote": "=We will talk"},
        {"start": 39, "end": 62, "quote": "if\n😀 they open the road"},
    ]
    assert row["content"] == "=We will talk […] if\n😀 they open the road"
    assert all(TEXT[one["start"] : one["end"]] == one["quote"] for one in row["content_spans"])
    assert (row["conditional"], row["parts"], row["relevance"]) == (True, ["quay", "rail"], "yes")
    assert (row["note"], row["flagged"]) == ("-1 or '2'", True)
    assert row["created_at"] == datetime(2025, 3, 14, 9, 30, 15, 250_001, tzinfo=UTC)
    assert row["url"] is None
    assert (gold["layer"], gold["annotator"], gold["state"]) == ("gold", None, None)
    assert (gold["cue_spans"], gold["cue"], gold["parts"]) == ([], None, None)
    about = json.loads(table.schema.metadata[b"stance_annotator"])
    assert about["format"] == "stance-annotator-table/1"
    assert about["codebooks"][0]["key"] == "harbour-deal"
    seen = ParquetTable().verify(path, PROJECT, [article], FULL)
    assert (seen.rows, seen.spans, seen.problems) == (2, 4, ())


def test_soft_labels_and_the_name_of_the_part(tmp_path: Path) -> None:
    path, article = tmp_path / "out.parquet", an_article()
    shares = {"stance": {"supports": 0.75, "opposes": 0.25}, "conditional": {"true": 1.0}}
    first = replace(article.attributions[0], soft=shares)
    article = replace(article, attributions=(first, article.attributions[1]))
    options = WriteOptions(soft=True, split="fold-1")
    ParquetTable().write(path, PROJECT, [article], options)
    row, gold = parquet.read_table(path).to_pylist()
    names = [name for name in row if name.startswith("stance_share_")]
    values = ("supports", "opposes", "unclear", "not_marked", "no_value")
    assert names == [f"stance_share_{value}" for value in values]
    assert [row[name] for name in names] == [0.75, 0.25, 0.0, 0.0, 0.0]
    assert [gold[name] for name in names] == [None] * 5
    assert (row["conditional_share_true"], row["conditional_share_false"]) == (1.0, 0.0)
    assert not [name for name in row if name.startswith("confidence_share")], "of the annotator"
    assert row["split"] == gold["split"] == "fold-1"
    assert ParquetTable().verify(path, PROJECT, [article], options).problems == ()


def test_hugging_face_and_pandas_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    path, article = tmp_path / "train.parquet", an_article()
    ParquetTable().write(path, PROJECT, [article], FULL)
    import datasets

    [row, _] = datasets.load_dataset(
        "parquet", data_files={"train": str(path)}, cache_dir=str(tmp_path / "cache")
    )["train"]
    assert row["content_spans"][1]["quote"] == "if\n😀 they open the road"
    assert row["parts"] == ["quay", "rail"]
    frame = pd.read_parquet(path)
    assert frame["stance"][0] == "supports"
    assert str(frame["created_at"].dtype).startswith("datetime64[")


def test_row_groups_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, article = tmp_path / "out.parquet", an_article()
    monkeypatch.setattr(parquet_table, "ROWS", 3)
    ParquetTable().write(path, PROJECT, [article] * 5, FULL)
    with parquet.ParquetFile(path) as file:
        assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [
            4,
            4,
            2,
        ]
    assert ParquetTable().verify(path, PROJECT, [article] * 5, FULL).problems == ()
    monkeypatch.setattr(parquet_table, "WORDS", 10)
    ParquetTable().write(path, PROJECT, [article] * 5, FULL)
    with parquet.ParquetFile(path) as file:
        assert file.num_row_groups == 5


def test_of_nothing_there_are_columns(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    assert ParquetTable().write(path, PROJECT, [], FULL).rows == 0
    assert "content_spans" in parquet.read_table(path).column_names
    assert ParquetTable().verify(path, PROJECT, [], FULL).problems == ()


def test_without_text_there_are_hashes(tmp_path: Path) -> None:
    path, hidden = tmp_path / "out.parquet", WriteOptions(TextMode.NONE)
    ParquetTable().write(path, PROJECT, [an_article()], hidden)
    row = parquet.read_table(path).to_pylist()[0]
    assert [set(one) for one in row["content_spans"]] == [{"start", "end", "sha256"}] * 2
    assert row["content_sha256"] == " ".join(one["sha256"] for one in row["content_spans"])
    assert "content" not in row
    assert "We will talk" not in str(row)
    assert ParquetTable().verify(path, PROJECT, [an_article()], hidden).problems == ()


def _damaged(path: Path, name: str, change: object) -> None:
    table = parquet.read_table(path)
    place = table.column_names.index(name)
    values = table.column(name).to_pylist()
    values[0] = change(values[0])  # type: ignore[operator]
    array = pa.array(values, type=table.schema.field(name).type)
    parquet.write_table(table.set_column(place, table.schema.field(name), array), path)


@pytest.mark.parametrize(
    ("name", "change", "codes"),
    [
        ("content_spans", lambda s: [s[0] | {"end": 13}, s[1]], {"cell_differs", "quote_mismatch"}),
        ("content_spans", lambda s: [s[0] | {"quote": "=We will walk"}, s[1]], {"quote_mismatch"}),
        ("content_spans", lambda s: s[:1], {"cell_differs"}),
        ("note", lambda s: s + "x", {"cell_differs"}),
        ("stance", lambda s: "opposes", {"cell_differs"}),
        ("conditional", lambda s: False, {"cell_differs"}),
        ("created_at", lambda s: s.replace(microsecond=0), {"cell_differs"}),
    ],
)
def test_verifying_sees_what_is_wrong(
    tmp_path: Path, name: str, change: object, codes: set[str]
) -> None:
    path, article = tmp_path / "out.parquet", an_article()
    ParquetTable().write(path, PROJECT, [article], FULL)
    _damaged(path, name, change)
    assert {one.code for one in ParquetTable().verify(path, PROJECT, [article], FULL).problems} == (
        codes
    )


def test_verifying_sees_rows_columns_and_damage(tmp_path: Path) -> None:
    path, article = tmp_path / "out.parquet", an_article()

    def codes() -> list[str]:
        return [one.code for one in form.verify(path, PROJECT, [article], FULL).problems]

    form = ParquetTable()
    form.write(path, PROJECT, [replace(article, attributions=article.attributions[:1])], FULL)
    assert codes() == ["row_missing"]
    form.write(path, PROJECT, [article, article], FULL)
    assert codes() == ["row_surplus"] * 2
    form.write(path, ProjectRecord(codebooks=(replace(codebook(), label="x"),)), [article], FULL)
    assert codes() == ["columns_differ"]
    form.write(path, PROJECT, [article], FULL)
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    assert codes() == ["bad_parquet"]
    path.write_bytes(data[:100] + b"\xff" * 400 + data[500:])
    assert codes()[0] in ("bad_parquet", "cell_differs")


def test_a_value_of_another_kind_is_reported(tmp_path: Path) -> None:
    path, article = tmp_path / "out.parquet", an_article()
    first = replace(article.attributions[0], values={"conditional": "perhaps"})
    article = replace(article, attributions=(first,))
    report = ParquetTable().write(path, PROJECT, [article], FULL)
    assert report.losses == (Loss("value_of_other_kind", 1),)
    assert parquet.read_table(path).to_pylist()[0]["conditional"] is None
    assert ParquetTable().verify(path, PROJECT, [article], FULL).problems == ()


def test_codebooks_that_do_not_agree_on_a_kind_have_texts(tmp_path: Path) -> None:
    path, article, book = tmp_path / "out.parquet", an_article(), codebook()
    kinds = {one.key: one.kind for one in book.attributes}
    other = replace(
        book,
        version=3,
        attributes=tuple(
            replace(one, kind=kinds["parts"]) if one.key == "conditional" else one
            for one in book.attributes
        ),
    )
    project = ProjectRecord(codebooks=(book, other))
    ParquetTable().write(path, project, [article], FULL)
    assert parquet.read_table(path).to_pylist()[0]["conditional"] == "true"
    assert ParquetTable().verify(path, project, [article], FULL).problems == ()


def test_half_a_surrogate_pair_is_written(tmp_path: Path) -> None:
    path, article = tmp_path / "out.parquet", an_article()
    first = replace(article.attributions[0], note="a\ud800b", values={"parts": ("\udc00",)})
    article = replace(article, attributions=(first,))
    ParquetTable().write(path, PROJECT, [article], FULL)
    [row] = parquet.read_table(path).to_pylist()
    assert (row["note"], row["parts"]) == ("a\ufffdb", ["\ufffd"])
    assert ParquetTable().verify(path, PROJECT, [article], FULL).problems == ()


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(article=article_records(), mode=st.sampled_from(TextMode))
def test_any_article_is_read_back(tmp_path: Path, article: ArticleRecord, mode: TextMode) -> None:
    path, options, form = tmp_path / "out.parquet", WriteOptions(mode), ParquetTable()
    report = form.write(
        path, PROJECT, [article, plain_article("x", an_article().appearances[0])], options
    )
    seen = form.verify(path, PROJECT, [article], options)
    assert seen.problems == ()
    assert seen.rows == report.rows == len(article.attributions)
    assert seen.spans == sum(len(one.spans) for one in article.attributions)
    rows = parquet.read_table(path).to_pylist()
    for one, row in zip(in_file_order(article.attributions), rows, strict=True):
        assert row["attribution_id"] == str(one.id)
        assert row["note"] == one.note
        assert row["codebook"] == one.codebook
        when = row["updated_at"]
        assert (when and instant_text(when)) == (one.updated_at and instant_text(one.updated_at))
        for role in SpanRole:
            places = [(span["start"], span["end"]) for span in row[f"{role.value}_spans"]]
            assert places == [(span.start, span.end) for span in one.spans if span.role is role]
            if mode is not TextMode.NONE:
                assert all(
                    article.text[span["start"] : span["end"]] == span["quote"]
                    for span in row[f"{role.value}_spans"]
                )
