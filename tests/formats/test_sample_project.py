"""The sample project as a file: read without an error, written again, exported as a table."""

from pathlib import Path

from annotator.formats.csv_table import CsvTable
from annotator.formats.interfaces import WriteOptions
from annotator.formats.records import ArticleRecord, ProjectRecord
from annotator.formats.registry import guess_format
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
