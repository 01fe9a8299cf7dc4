"""The sample project as a file: read without an error, written again, exported as a table."""

from pathlib import Path

import pytest

from annotator.formats.csv_table import CsvTable
from annotator.formats.interfaces import WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.registry import export_format, guess_format
from annotator.shipped import seeds_folder


def test_the_sample_is_read_and_written_without_loss(tmp_path: Path) -> None:
    path = seeds_folder() / "sample.jsonl"
    form = guess_format(path)
    assert form.name == "stance-annotator"
    project, *articles = form.read(path)
    assert isinstance(project, ProjectRecord)
    assert len(articles) >= 10
    records = [one for one in articles if isinstance(one, ArticleRecord)]
    assert records == articles, "no errors"
    spans = [
        (one.text, span) for one in records for coded in one.attributions for span in coded.spans
    ]
    assert len(spans) > 100
    assert all(text[span.start : span.end] == span.quote for text, span in spans)
    table = tmp_path / "sample.csv"
    report = CsvTable().write(table, project, records, WriteOptions())
    assert report.rows == sum(len(one.attributions) for one in records)
    assert CsvTable().verify(table, project, records, WriteOptions()).problems == ()


@pytest.mark.parametrize("name", ["conll", "brat", "uima-xmi", "uima-json", "docbin"])
def test_the_sample_goes_into_stand_off_formats(tmp_path: Path, name: str) -> None:
    path = seeds_folder() / "sample.jsonl"
    project, *records = guess_format(path).read(path)
    assert isinstance(project, ProjectRecord)
    articles = [one for one in records if isinstance(one, ArticleRecord)]
    form, out = export_format(name), tmp_path / "out"
    report = form.write(out, project, articles, WriteOptions())
    seen = form.verify(out, project, articles, WriteOptions())
    assert seen.problems == ()
    assert seen.rows == report.rows == sum(len(one.attributions) for one in articles)
    assert seen.spans == sum(len(one.spans) for two in articles for one in two.attributions)


@pytest.mark.parametrize("name", ["tsv", "xlsx", "parquet", "dna"])
def test_the_sample_goes_into_tables(tmp_path: Path, name: str) -> None:
    project, *records = guess_format(seeds_folder() / "sample.jsonl").read(
        seeds_folder() / "sample.jsonl"
    )
    assert isinstance(project, ProjectRecord)
    articles = [one for one in records if isinstance(one, ArticleRecord)]
    form, out = export_format(name), tmp_path / "out"
    report = form.write(out, project, articles, WriteOptions())
    seen = form.verify(out, project, articles, WriteOptions())
    assert seen.problems == ()
    losses = {one.code: one.count for one in report.losses}
    carried = report.rows + losses.get("no_direction_left_out", 0)
    assert carried == sum(len(one.attributions) for one in articles)
    assert seen.rows == report.rows
    directions = {"no_direction_left_out", "both_directions_twice"}
    assert set(losses) == (directions if name == "dna" else set())
