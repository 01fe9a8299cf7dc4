"""Workbooks: types, texts that are no formulas, limits, and that verifying sees what is wrong."""

import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.worksheet import _writer as openpyxl_writer

from annotator.domain.text.spans import SpanRole
from annotator.formats import xlsx_workbook
from annotator.formats.identity import identified
from annotator.formats.interfaces import Loss, TextMode, WriteOptions
from annotator.formats.records import (
    AppearanceRecord,
    ArticleRecord,
    AttributionRecord,
    plain_article,
)
from annotator.formats.xlsx_cells import escaped, unescaped
from annotator.formats.xlsx_workbook import XlsxWorkbook
from tests.domain.samples import a_span
from tests.formats.strategies import article_records
from tests.formats.table_samples import AT, FULL, PROJECT, TEXT, an_article

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(path: Path, sheet: str = "Attributions") -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(path, read_only=True)
    header, *rows = book[sheet].iter_rows(values_only=True)
    book.close()
    # openpyxl gives rows without their empty end.
    return [dict(zip_longest(header, row)) for row in rows]


def texts_of(path: Path, part: str = "xl/worksheets/sheet1.xml") -> list[str]:
    """Return the texts of a sheet as the standard has them, by another way than openpyxl's."""
    with zipfile.ZipFile(path) as parts:
        root = etree.fromstring(parts.read(part))
    assert not list(root.iter(f"{MAIN}f")), "no formula"
    assert not [cell for cell in root.iter(f"{MAIN}c") if cell.get("t") == "e"], "no error value"
    return [
        re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), cell.text or "")
        for cell in root.iter(f"{MAIN}t")
    ]


def with_first(**changes: Any) -> ArticleRecord:
    article = an_article()
    first = replace(article.attributions[0], **changes)
    return replace(article, attributions=(first, article.attributions[1]))


def test_the_sheets(tmp_path: Path) -> None:
    path, article = tmp_path / "out.xlsx", an_article()
    empty = plain_article("Nobody spoke.", AppearanceRecord(title="Silence"))
    report = XlsxWorkbook().write(path, PROJECT, [article, empty], FULL)
    assert (report.articles, report.rows, report.losses) == (2, 2, ())
    row, gold = rows_of(path)
    assert row["content"] == "=We will talk […] if\n😀 they open the road"
    assert row["content_spans"] == "[[1, 14], [39, 62]]"
    assert (row["content_start"], row["content_end"], row["appearances"]) == (1, 62, 1)
    assert row["published_on"] == datetime(2024, 5, 6)
    assert row["created_at"] == datetime(2025, 3, 14, 9, 30, 15, 250_000)
    assert (row["conditional"], row["flagged"], row["parts"]) == (True, True, "quay|rail")
    assert row["note"] == "-1 or '2'"
    assert (gold["layer"], gold["annotator"], gold["flagged"]) == ("gold", None, False)
    first, second = rows_of(path, "Articles")
    assert (first["attributions"], second["attributions"]) == (2, 0)
    assert (second["title"], second["characters"]) == ("Silence", 13)
    codes = rows_of(path, "Codebook")
    [supports] = [one for one in codes if one["value"] == "supports"]
    assert (supports["attribute"], supports["place_in_order"]) == ("stance", 2)
    seen = XlsxWorkbook().verify(path, PROJECT, [article, empty], FULL)
    assert (seen.rows, seen.spans, seen.problems) == (2, 4, ())


def test_the_look_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    XlsxWorkbook().write(path, PROJECT, [an_article()], FULL)
    sheet = openpyxl.load_workbook(path)["Attributions"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 16
    names = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, names.index("published_on") + 1).number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    "note",
    [
        *("=1+1", "+1", "-1", "@sum", "=", "#N/A", "#REF!", "'x", "0042", "TRUE", "  padded  "),
        *(
            "a\r\nb\rc",
            "\x00\x01\x1f\x7f",
            "\ufffe\uffff",
            "_x0041_",
            "_x005F_",
            "_x000d_x",
            "\u2028",
        ),
        *('say "so", <b> & ]]>', "e\u0301 زهرا", "\u0085\u00a0", "\t\n"),
    ],
)
def test_any_note_is_a_text_and_comes_back(tmp_path: Path, note: str) -> None:
    path, article = tmp_path / "out.xlsx", with_first(note=note)
    XlsxWorkbook().write(path, PROJECT, [article], FULL)
    assert note in texts_of(path)
    assert XlsxWorkbook().verify(path, PROJECT, [article], FULL).problems == ()


@given(st.text())
def test_what_is_escaped_comes_back(words: str) -> None:
    written = escaped(words)
    assert unescaped(written) == words
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", written)


@pytest.mark.parametrize("unit", ["x", "😀", "\r", "_x0041_"])
def test_a_text_that_is_longer_than_a_cell_is_cut_and_reported(tmp_path: Path, unit: str) -> None:
    path, article = tmp_path / "out.xlsx", with_first(note="ab" + unit * 40_000)
    report = XlsxWorkbook().write(path, PROJECT, [article], FULL)
    assert report.losses == (Loss("cell_cut", 1),)
    cell = rows_of(path)[0]["note"]
    assert 32_750 < len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert cell.endswith("…")
    assert article.attributions[0].note.startswith(unescaped(cell)[:-1])
    assert XlsxWorkbook().verify(path, PROJECT, [article], FULL).problems == ()
    fits = with_first(note="x" * 32_767)
    assert XlsxWorkbook().write(path, PROJECT, [fits], FULL).losses == ()
    assert rows_of(path)[0]["note"] == "x" * 32_767


def test_a_long_quote_is_cut_too(tmp_path: Path) -> None:
    path, text = tmp_path / "out.xlsx", "so " * 20_000
    article = plain_article(text, AppearanceRecord())
    spans = (a_span(text, text[:50_000]),)
    article = identified(
        replace(article, attributions=(AttributionRecord(annotator="Mira", spans=spans),))
    )
    assert XlsxWorkbook().write(path, PROJECT, [article], FULL).losses == (Loss("cell_cut", 1),)
    assert XlsxWorkbook().verify(path, PROJECT, [article], FULL).problems == ()


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, articles = tmp_path / "out.xlsx", [an_article()] * 3
    monkeypatch.setattr(xlsx_workbook, "ROWS_PER_SHEET", 5)
    assert XlsxWorkbook().write(path, PROJECT, articles, FULL).rows == 6
    assert len(rows_of(path)) == 4
    assert len(rows_of(path, "Attributions 2")) == 2
    assert XlsxWorkbook().verify(path, PROJECT, articles, FULL).problems == ()
    assert len(XlsxWorkbook().verify(path, PROJECT, articles[:2], FULL).problems) == 3


def test_days_that_a_workbook_does_not_know_are_texts(tmp_path: Path) -> None:
    path, article = tmp_path / "out.xlsx", an_article()
    old = replace(article, appearances=(AppearanceRecord(published_on=date(1899, 7, 1)),))
    old = replace(old, imported_at=datetime(1850, 1, 2, 3, 4, 5, tzinfo=UTC))
    XlsxWorkbook().write(path, PROJECT, [old], FULL)
    assert rows_of(path)[0]["published_on"] == "1899-07-01"
    assert XlsxWorkbook().verify(path, PROJECT, [old], FULL).problems == ()


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("content_spans", "[[1, 13], [39, 62]]", {"cell_differs", "quote_mismatch"}),
        (
            "content",
            "=We will walk […] if\n😀 they open the road",
            {"cell_differs", "quote_mismatch"},
        ),
        ("note", "x", {"cell_differs"}),
        ("stance", "opposes", {"cell_differs"}),
        ("flagged", False, {"cell_differs"}),
        ("published_on", date(2024, 5, 7), {"cell_differs"}),
        ("created_at", datetime(2025, 3, 14, 9, 30, 16), {"cell_differs"}),
        ("cue_spans", "[[1, 2]]", {"cell_differs", "quote_mismatch"}),
    ],
)
def test_verifying_sees_what_is_wrong(
    tmp_path: Path, name: str, value: object, codes: set[str]
) -> None:
    path, article, form = tmp_path / "out.xlsx", an_article(), XlsxWorkbook()
    form.write(path, PROJECT, [article], FULL)
    book = openpyxl.load_workbook(path)
    sheet = book["Attributions"]
    cell = sheet.cell(2, [one.value for one in sheet[1]].index(name) + 1)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    book.save(path)
    assert {one.code for one in form.verify(path, PROJECT, [article], FULL).problems} == codes


def test_verifying_sees_other_sheets_and_damage(tmp_path: Path) -> None:
    path, article, form = tmp_path / "out.xlsx", an_article(), XlsxWorkbook()

    def codes() -> set[str]:
        return {one.code for one in form.verify(path, PROJECT, [article], FULL).problems}

    def changed(sheet: str, cell: str, value: object) -> set[str]:
        form.write(path, PROJECT, [article], FULL)
        book = openpyxl.load_workbook(path)
        book[sheet][cell] = value
        book.save(path)
        return codes()

    assert changed("Articles", "C2", "Another") == {"cell_differs"}
    assert changed("Codebook", "A2", "other@1") == {"cell_differs"}
    assert changed("Attributions", "A1", "id") == {"columns_differ"}
    assert changed("Articles", "A3", "more") == {"row_surplus"}
    form.write(path, PROJECT, [replace(article, attributions=article.attributions[:1])], FULL)
    assert codes() == {"row_missing", "cell_differs"}
    data = path.read_bytes()
    path.write_bytes(data[:-50])
    assert codes() == {"bad_workbook"}


def test_without_text_there_are_hashes(tmp_path: Path) -> None:
    path, hidden = tmp_path / "out.xlsx", WriteOptions(TextMode.NONE, soft=True, split="train")
    XlsxWorkbook().write(path, PROJECT, [an_article()], hidden)
    row = rows_of(path)[0]
    assert len(row["content_sha256"].split()) == 2
    assert row["split"] == "train"
    assert "We will talk" not in str(row)
    assert XlsxWorkbook().verify(path, PROJECT, [an_article()], hidden).problems == ()


def test_the_same_records_give_the_same_bytes_at_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, form = an_article(), XlsxWorkbook()
    newer = AT + timedelta(days=400)
    undated = tuple(replace(one, created_at=None, updated_at=None) for one in article.attributions)
    dated = (replace(undated[0], created_at=AT, updated_at=newer), *undated[1:])
    cases = {
        "2026-04-18T09:30:15Z": replace(article, attributions=dated),
        "2025-03-14T09:30:15Z": replace(article, attributions=undated, imported_at=AT),
        "2000-01-01T00:00:00Z": replace(article, attributions=undated, imported_at=None),
    }
    for instant, record in cases.items():
        first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
        form.write(first, PROJECT, [record], FULL)
        with monkeypatch.context() as later:
            later.setattr(time, "time", lambda: 2_000_000_000.0)
            form.write(second, PROJECT, [record], FULL)
        assert first.read_bytes() == second.read_bytes()
        with zipfile.ZipFile(first) as parts:
            assert {one.date_time[0] for one in parts.infolist()} == {1980}
            assert parts.testzip() is None
            properties = etree.fromstring(parts.read("docProps/core.xml"))
        dates = [one.text for one in properties if "terms" in one.tag]
        assert dates == [instant, instant]


def test_what_breaks_off_leaves_no_temporary_file(tmp_path: Path) -> None:
    def articles() -> Iterator[ArticleRecord]:
        yield an_article()
        raise RuntimeError("stop")

    before = set(openpyxl_writer.ALL_TEMP_FILES)
    with pytest.raises(RuntimeError, match="stop"):
        XlsxWorkbook().write(tmp_path / "out.xlsx", PROJECT, articles(), FULL)
    assert set(openpyxl_writer.ALL_TEMP_FILES) == before
    assert list(tmp_path.iterdir()) == []


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(article=article_records(), mode=st.sampled_from(TextMode))
def test_any_article_is_read_back(tmp_path: Path, article: ArticleRecord, mode: TextMode) -> None:
    path, options, form = tmp_path / "out.xlsx", WriteOptions(mode), XlsxWorkbook()
    report = form.write(path, PROJECT, [article], options)
    seen = form.verify(path, PROJECT, [article], options)
    assert seen.problems == ()
    assert seen.rows == report.rows == len(article.attributions)
    assert seen.spans == sum(len(one.spans) for one in article.attributions)
    texts = texts_of(path)
    for one in article.attributions:
        assert not one.note or one.note in texts
        if mode is not TextMode.NONE:
            quotes = [span.quote for span in one.spans if span.role is SpanRole.CONTENT]
            assert " […] ".join(quotes) in texts
    assert TEXT not in texts
