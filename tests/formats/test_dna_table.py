"""The statement table of Discourse Network Analyzer: its columns, its rules, every character."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Value
from annotator.domain.speakers import SpeakerKind
from annotator.formats.csv_cells import decode_cell
from annotator.formats.dna_statements import Statement, Statements, actors_of, agreements_of
from annotator.formats.dna_table import DnaTable
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.records import (
    ArticleRecord,
    AttributionRecord,
    Layer,
    ProjectRecord,
    SpeakerRecord,
)
from annotator.services.codebooks import shipped_codebooks
from tests.domain.samples import codebook
from tests.formats.strategies import article_records
from tests.formats.table_samples import FULL, PROJECT, TEXT, an_article

OBJECT = Attribute(
    "object",
    "Object",
    AttributeKind.MULTIPLE_CHOICE,
    values=(Value("quay", 'The "new" quay; east'), Value("rail", "Rail")),
)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows as pandas reads them: another reader than ours, of every cell as text."""
    frame = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8")
    return [{k: decode_cell(v) for k, v in row.items()} for row in frame.to_dict("records")]


def with_objects(book: Codebook) -> Codebook:
    return replace(book, attributes=(*book.attributes, OBJECT))


def coded(*changes: dict[str, Any]) -> ArticleRecord:
    article = an_article()
    return replace(
        article,
        attributions=tuple(
            replace(article.attributions[0], **{"id": article.id, **one}) for one in changes
        ),
    )


def test_the_columns_are_those_of_dna(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    report = DnaTable().write(path, PROJECT, [an_article()], FULL)
    assert (report.articles, report.rows) == (1, 1)
    assert report.losses == (Loss("no_direction_left_out", 1),)
    data = path.read_text(encoding="utf-8")
    assert data.startswith(
        "statement_id;time;person;organization;concept;agreement;start_position;stop_position;"
        "text;coder;document_id;document_title;document_author;document_source;document_section;"
        "document_type;"
    )
    [row] = rows_of(path)
    assert row["time"] == "2024-05-06 00:00:00"
    assert (row["person"], row["organization"]) == ("Ingrid Valmont", "Ministry of Transit")
    assert (row["concept"], row["agreement"]) == ("the harbour deal", "1")
    assert row["text"] == "=We will talk […] if\n😀 they open the road"
    assert (row["statement_id"], row["document_id"], row["coder"]) == ("1", "1", "1")
    assert row["document_title"] == 'Talks, "soon"', "quotation marks stay"
    assert (row["coder_name"], row["stance"]) == ("Mira", "supports")
    units = TEXT.encode("utf-16-le")
    start, stop = int(row["start_position"]), int(row["stop_position"])
    assert units[2 * start : 2 * stop].decode("utf-16-le") == TEXT[1:62]
    assert json.loads(row["spans"]) == [[1, 14], [39, 63]], "one more after the emoji"
    seen = DnaTable().verify(path, PROJECT, [an_article()], FULL)
    assert (seen.rows, seen.spans, seen.problems) == (1, 2, ())


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("no", "yes"), {"no": (0,), "yes": (1,)}),
        (("no", "both", "yes"), {"no": (0,), "both": (1, 0), "yes": (1,)}),
        (("--", "-", "+", "++"), {"--": (0,), "-": (0,), "+": (1,), "++": (1,)}),
        (("--", "-", "0", "+", "++"), {"-": (0,), "0": (1, 0), "+": (1,)}),
        (("only",), {"only": ()}),
    ],
)
def test_agreement_by_order(order: tuple[str, ...], expected: dict[str, tuple[int, ...]]) -> None:
    stance = Attribute("stance", "Stance", AttributeKind.CHOICE, order=order)
    assert {one: agreements_of(stance, one) for one in expected} == expected
    assert agreements_of(stance, "unclear") == ()
    assert agreements_of(stance, "") == ()


def test_agreement_in_each_shipped_codebook() -> None:
    found = {
        book.key: {
            value.key: agreements_of(book.primary, value.key) for value in book.primary.values
        }
        for book in shipped_codebooks()
    }
    expected = {
        "supports": (1,),
        "ambivalent": (1, 0),
        "opposes": (0,),
        "no_position": (),
        "unclear": (),
    }
    assert found["taliban-cooperation"] == expected
    assert found["favor-against-none"] == {"favor": (1,), "against": (0,), "none": ()}


@pytest.mark.parametrize(
    ("kind", "affiliation", "expected"),
    [
        (SpeakerKind.NAMED_PERSON, "Eastgate", ("X", "Eastgate")),
        (SpeakerKind.UNNAMED_PERSON, None, ("X", "")),
        (SpeakerKind.ORGANISATION, "Eastgate", ("", "X")),
        (SpeakerKind.COLLECTIVE, None, ("", "X")),
        (SpeakerKind.DOCUMENT, "Eastgate", ("", "Eastgate")),
        (SpeakerKind.DOCUMENT, None, ("", "X")),
        (SpeakerKind.UNSPECIFIED, "Eastgate", ("", "Eastgate")),
    ],
)
def test_actors(kind: SpeakerKind, affiliation: str | None, expected: tuple[str, str]) -> None:
    assert actors_of(SpeakerRecord(name="X", kind=kind, affiliation=affiliation)) == expected
    assert actors_of(None) == ("", "")


def test_several_objects_are_a_statement_each(tmp_path: Path) -> None:
    path, project = tmp_path / "out.csv", ProjectRecord(codebooks=(with_objects(codebook()),))
    article = coded({"values": {"stance": "opposes", "object": ("quay", "rail", "gone")}})
    report = DnaTable().write(path, project, [article], FULL)
    assert (report.rows, report.losses) == (1, ())
    rows = rows_of(path)
    assert [row["concept"] for row in rows] == ['The "new" quay; east', "Rail", "gone"]
    assert [row["statement_id"] for row in rows] == ["1", "2", "3"]
    seen = DnaTable().verify(path, project, [article], FULL)
    assert (seen.rows, seen.problems) == (1, ())
    none = coded({"values": {"stance": "opposes"}})
    DnaTable().write(path, project, [none], FULL)
    assert [row["concept"] for row in rows_of(path)] == [""]


def test_what_goes_both_ways_is_written_twice_and_reported(tmp_path: Path) -> None:
    path, book = tmp_path / "out.csv", codebook()
    stance = replace(book.primary, order=("opposes", "unclear", "supports"))
    project = ProjectRecord(codebooks=(replace(book, attributes=(stance, *book.attributes[1:])),))
    article = coded({"values": {"stance": "unclear"}})
    report = DnaTable().write(path, project, [article], FULL)
    assert (report.rows, report.losses) == (1, (Loss("both_directions_twice", 1),))
    assert [row["agreement"] for row in rows_of(path)] == ["1", "0"]
    assert DnaTable().verify(path, project, [article], FULL).rows == 1


def test_numbers_of_documents_and_coders(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    gold = {"annotator": None, "layer": Layer.GOLD}
    articles = [coded({}, {"annotator": "Jonas", "note": "x"}, gold), coded({"annotator": "Jonas"})]
    DnaTable().write(path, PROJECT, articles, FULL)
    rows = rows_of(path)
    assert [row["document_id"] for row in rows] == ["1", "1", "1", "2"]
    coders = {(row["coder"], row["coder_name"], row["layer"]) for row in rows}
    assert coders == {("1", "Jonas", "annotator"), ("2", "Mira", "annotator"), ("3", "", "gold")}
    assert len({row["statement_id"] for row in rows}) == 4


def test_without_text_there_are_no_words(tmp_path: Path) -> None:
    path, hidden = tmp_path / "out.csv", WriteOptions(TextMode.NONE)
    DnaTable().write(path, PROJECT, [an_article()], hidden)
    [row] = rows_of(path)
    assert (row["text"], row["start_position"]) == ("", "1")
    assert DnaTable().verify(path, PROJECT, [an_article()], hidden).problems == ()


def test_without_codebook_there_is_no_statement() -> None:
    one = AttributionRecord(annotator="Mira", spans=(), values={"stance": "supports"})
    assert Statements(()).of(one) == ()
    assert Statements((codebook(),)).of(one) == (Statement("", "", "the harbour deal", 1),)


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        ("[39, 63]", "[39, 62]", "quote_mismatch"),
        ("open the road", "open a road", "quote_mismatch"),
        (";1;1;63;", ";0;1;63;", "cell_differs"),
        ("Ingrid Valmont;", "Ingrid Valmonte;", "cell_differs"),
        ("organization", "organisation", "columns_differ"),
        ("\r\n1;", "\r\n1;1;", "uneven_row"),
    ],
)
def test_verifying_sees_what_is_wrong(tmp_path: Path, ours: str, theirs: str, code: str) -> None:
    article, path = an_article(), tmp_path / "out.csv"
    DnaTable().write(path, PROJECT, [article], FULL)
    data = path.read_bytes()
    assert ours.encode() in data
    path.write_bytes(data.replace(ours.encode(), theirs.encode(), 1))
    assert code in [one.code for one in DnaTable().verify(path, PROJECT, [article], FULL).problems]


def test_verifying_counts_rows(tmp_path: Path) -> None:
    path, two = tmp_path / "out.csv", [an_article(), an_article()]
    DnaTable().write(path, PROJECT, two[:1], FULL)
    assert [one.code for one in DnaTable().verify(path, PROJECT, two, FULL).problems] == [
        "row_missing"
    ]
    DnaTable().write(path, PROJECT, two, FULL)
    assert [one.code for one in DnaTable().verify(path, PROJECT, two[:1], FULL).problems] == [
        "row_surplus"
    ]


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(article=article_records(), stance=st.sampled_from(["supports", "opposes", "unclear"]))
def test_any_article_is_read_back(tmp_path: Path, article: ArticleRecord, stance: str) -> None:
    path = tmp_path / "out.csv"
    article = replace(
        article,
        attributions=tuple(replace(one, values={"stance": stance}) for one in article.attributions),
    )
    report = DnaTable().write(path, PROJECT, [article], FULL)
    seen = DnaTable().verify(path, PROJECT, [article], FULL)
    assert seen.problems == ()
    assert seen.rows == report.rows == (0 if stance == "unclear" else len(article.attributions))
    by_id = {str(one.id): one for one in article.attributions}
    units = article.text.encode("utf-16-le")
    for row in rows_of(path):
        one = by_id[row["attribution_id"]]
        quotes = [span.quote for span in one.spans if span.role.value == "content"]
        places = json.loads(row["spans"])
        assert [units[2 * a : 2 * b].decode("utf-16-le") for a, b in places] == quotes
