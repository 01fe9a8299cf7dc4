"""What is written is read back the same, and written again gives the same bytes."""

from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import normalise
from annotator.formats.interfaces import TextMode, WriteOptions
from annotator.formats.records import (
    AppearanceRecord,
    ArticleRecord,
    ProjectRecord,
    SetRecord,
    plain_article,
)
from annotator.formats.stance_annotator_jsonl import StanceAnnotatorJsonLines
from tests.formats.strategies import article_records, projects

FORMAT = StanceAnnotatorJsonLines()
_slow_to_make = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written") / "out.jsonl"


def written(out: Path, project: ProjectRecord, articles: Iterable[ArticleRecord]) -> bytes:
    FORMAT.write(out, project, articles, WriteOptions())
    return out.read_bytes()


def read(path: Path) -> tuple[ProjectRecord, list[ArticleRecord]]:
    project, *articles = FORMAT.read(path)
    assert isinstance(project, ProjectRecord)
    assert all(isinstance(one, ArticleRecord) for one in articles), articles
    return project, articles  # type: ignore[return-value]


@_slow_to_make
@given(article=article_records())
def test_every_field_of_an_article_comes_back(out: Path, article: ArticleRecord) -> None:
    written(out, ProjectRecord(), [article])
    _, [back] = read(out)
    for field in fields(ArticleRecord):
        ours, theirs = getattr(article, field.name), getattr(back, field.name)
        if field.name in ("zones", "sets", "attributions", "decisions", "feedback"):
            # Files have an order of their own.
            assert len(ours) == len(theirs)
            assert all(one in theirs for one in ours), field.name
        elif field.name not in ("source_file", "line"):
            assert ours == theirs, field.name


@_slow_to_make
@given(project=projects)
def test_every_field_of_a_project_comes_back(out: Path, project: ProjectRecord) -> None:
    written(out, project, [])
    back, articles = read(out)
    assert back == project
    assert articles == []


@_slow_to_make
@given(project=projects, articles=st.lists(article_records(), max_size=2))
def test_written_again_gives_the_same_bytes(
    out: Path, project: ProjectRecord, articles: list[ArticleRecord]
) -> None:
    first = written(out, project, articles)
    assert written(out, *read(out)) == first
    assert first.count(b"\n") == 1 + len(articles)
    # Programs that know more line ends than ours count the same lines.
    assert len(first.decode().splitlines()) == 1 + len(articles)


@_slow_to_make
@given(article=article_records())
def test_the_order_in_storage_does_not_show(out: Path, article: ArticleRecord) -> None:
    first = written(out, ProjectRecord(), [article])
    turned = replace(
        article,
        zones=article.zones[::-1],
        sets=article.sets[::-1],
        attributions=article.attributions[::-1],
        decisions=article.decisions[::-1],
        feedback=article.feedback[::-1],
        extra=dict(reversed(article.extra.items())),
    )
    assert written(out, ProjectRecord(), [turned]) == first


@_slow_to_make
@given(article=article_records(), mode=st.sampled_from(TextMode))
def test_a_written_file_is_verified(out: Path, article: ArticleRecord, mode: TextMode) -> None:
    options = WriteOptions(mode)
    report = FORMAT.write(out, ProjectRecord(), [article], options)
    seen = FORMAT.verify(out, ProjectRecord(), [article], options)
    assert seen.problems == ()
    assert seen.rows == report.rows == len(article.attributions)


@_slow_to_make
@given(article=article_records())
def test_without_text_no_words_of_it_are_written(out: Path, article: ArticleRecord) -> None:
    FORMAT.write(out, ProjectRecord(), [article], WriteOptions(TextMode.NONE))
    data = out.read_text(encoding="utf-8")
    assert '"quote":' not in data
    [error] = list(FORMAT.read(out))[1:]
    assert isinstance(error, FormatError)
    assert (error.code, error.fields["line"]) == ("text_missing", 2)


def test_a_text_that_begins_with_a_mark_of_its_own_keeps_its_identity(out: Path) -> None:
    text = normalise("\ufeff\ufeffTwo marks stood before this text.").text
    article = plain_article(text, AppearanceRecord())
    written(out, ProjectRecord(), [article])
    _, [back] = read(out)
    assert (back.text, back.id) == (text, article.id)


def test_a_changed_name_is_noticed(out: Path) -> None:
    article = replace(
        plain_article("Nobody waits.", AppearanceRecord()),
        sets=(SetRecord(annotator="Mira"),),
    )
    written(out, ProjectRecord(), [article])
    out.write_bytes(out.read_bytes().replace(b'"Mira"', b'"Edda"'))
    report = FORMAT.verify(out, ProjectRecord(), [article], WriteOptions())
    assert [one.code for one in report.problems] == ["line_differs"]
