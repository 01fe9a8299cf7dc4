"""spaCy documents, read by spaCy; and what is said where spaCy is missing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.domain.errors import FormatError
from annotator.formats import spacy_docbin
from annotator.formats.identity import identified
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.records import AppearanceRecord, ArticleRecord, plain_article
from annotator.formats.spacy_docbin import SpacyDocBin
from annotator.wording.problems import sentence_for
from tests.formats.standoff_samples import NOTE, PROJECT, TEXT, hostile_article, plain
from tests.formats.strategies import article_records

FULL = WriteOptions()


def docs(folder: Path) -> list[Any]:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    found = []
    for path in sorted(folder.glob("*.spacy")):
        found += DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab)
    return found


def test_groups_of_spans(tmp_path: Path) -> None:
    article = hostile_article()
    report = SpacyDocBin().write(tmp_path / "out", PROJECT, [article, plain()], FULL)
    assert report.losses == (Loss("span_widened", 3),)
    doc, empty = docs(tmp_path / "out")
    assert doc.text == TEXT
    assert len(doc.spans) == 4 * 4
    carrier, carried = (one["id"] for one in doc.user_data["stance_annotator"]["attributions"][:2])
    content = [(one.label_, one.id_, one.text) for one in doc.spans["mira_sorel/content"]]
    assert content == [
        ("supports", carrier, "We\u00a0will,\u2028if they\topen\nthe road"),
        ("supports", carrier, "sign 𝒜."),
        ("opposes", carried, "they\topen"),
    ]
    [source] = doc.spans["annotator/source"]
    assert (source.label_, source.text) == ("source", "\u200fزهرا حلیمی")
    assert [one.label_ for one in doc.spans["gold/content"]] == ["content"]
    assert "quay 😀" in doc.spans["gold/source"][0].text
    data = doc.user_data["stance_annotator"]
    assert data["attributions"][0]["note"] == NOTE
    assert data["attributions"][1]["reported_by"] == carrier
    start, end = data["attributions"][-1]["source"][0]
    assert doc.text[start:end] == "uay 😀"
    assert data["works"]["nobody"]["state"] == "cannot_code"
    assert dict(empty.spans) == {}


def test_the_rules_of_a_language(tmp_path: Path) -> None:
    def article(language: str | None) -> ArticleRecord:
        text = f"He can't {language}."
        return replace(identified(plain_article(text, AppearanceRecord())), language=language)

    # Japanese needs a package that is not there, and nobody has heard of the others.
    languages = ["en-GB", None, "ja", "qq", "../x", "EN"]
    articles = [article(one) for one in languages]
    SpacyDocBin().write(tmp_path / "out", PROJECT, articles, FULL)
    found = docs(tmp_path / "out")
    assert [one.text for one in found] == [one.text for one in articles]
    assert [[token.text for token in one][1] for one in found] == [
        *("ca", "can't", "can't", "can't", "can't", "ca")
    ]


def test_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_docbin, "PART", 2)
    articles = [
        identified(plain_article(f"Text {number}.", AppearanceRecord())) for number in range(5)
    ]
    SpacyDocBin().write(tmp_path / "out", PROJECT, articles, FULL)
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert [one.text for one in docs(tmp_path / "out")] == [one.text for one in articles]
    assert SpacyDocBin().verify(tmp_path / "out", PROJECT, articles, FULL).problems == ()
    (tmp_path / "out" / "articles-00003.spacy").unlink()
    problems = SpacyDocBin().verify(tmp_path / "out", PROJECT, articles, FULL).problems
    assert [one.code for one in problems] == ["row_missing"]


@settings(max_examples=30)
@given(article=article_records())
def test_any_article_is_read_back(tmp_path_factory: Any, article: ArticleRecord) -> None:
    folder = tmp_path_factory.mktemp("docbin") / "out"
    report = SpacyDocBin().write(folder, PROJECT, [article, plain()], FULL)
    seen = SpacyDocBin().verify(folder, PROJECT, [article, plain()], FULL)
    assert seen.problems == ()
    assert seen.rows == report.rows == len(article.attributions)
    assert docs(folder)[0].text == article.text


def test_damage_is_found(tmp_path: Path) -> None:
    article = hostile_article()
    folder = tmp_path / "out"
    first, *rest = article.attributions
    start = first.spans[0].start
    moved = replace(first.spans[0], start=start + 5, quote=TEXT[start + 5 : first.spans[0].end])
    for other in (
        replace(article, attributions=(replace(first, spans=(moved, *first.spans[1:])), *rest)),
        replace(article, attributions=(replace(first, note="x"), *rest)),
        replace(article, attributions=(replace(first, values={"stance": "supports"}), *rest)),
        replace(article, attributions=tuple(rest)),
        replace(article, text=TEXT.replace("sign", "sing")),
    ):
        SpacyDocBin().write(folder, PROJECT, [other], FULL)
        assert SpacyDocBin().verify(folder, PROJECT, [article], FULL).problems
    SpacyDocBin().write(folder, PROJECT, [article], FULL)
    assert SpacyDocBin().verify(folder, PROJECT, [article], FULL).problems == ()
    [path] = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-40])
    problems = SpacyDocBin().verify(folder, PROJECT, [article], FULL).problems
    assert problems[0].code == "read_failed"


def test_a_span_moved_in_the_file_is_found(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    from spacy.tokens import DocBin, Span

    article = hostile_article()
    SpacyDocBin().write(tmp_path / "out", PROJECT, [article], FULL)
    [doc] = docs(tmp_path / "out")
    group = doc.spans["mira_sorel/cue"]
    old = group[0]
    group[0] = Span(doc, old.start + 1, old.end + 1, label=old.label_, span_id=old.id_)
    part = DocBin(["ORTH", "SPACY"], store_user_data=True)
    part.add(doc)
    part.to_disk(tmp_path / "out" / "articles-00001.spacy")
    problems = SpacyDocBin().verify(tmp_path / "out", PROJECT, [article], FULL).problems
    assert [one.code for one in problems] == ["quote_mismatch"]


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pip install" not in SpacyDocBin().description
    monkeypatch.setattr(spacy_docbin, "_LIBRARY", "no_such_library_of_that_name")
    assert 'pip install "stance-annotator[docbin]"' in SpacyDocBin().description
    with pytest.raises(FormatError) as raised:
        SpacyDocBin().write(tmp_path / "out", PROJECT, [], FULL)
    assert raised.value.code == "library_missing"
    assert "spaCy" in sentence_for(raised.value.code, raised.value.fields)
    assert "pip install" in sentence_for(raised.value.code, raised.value.fields)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_it_needs_the_text(tmp_path: Path, mode: TextMode) -> None:
    with pytest.raises(FormatError) as raised:
        SpacyDocBin().write(tmp_path / "out", PROJECT, [hostile_article()], WriteOptions(mode))
    assert raised.value.code == "text_needed"
