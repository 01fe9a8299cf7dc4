"""Tables of attributions: what they hold, that no cell is run, and that they are read back."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import FormatError
from annotator.formats.csv_cells import decode_cell, encode_cell
from annotator.formats.csv_reading import read_cells, read_rows
from annotator.formats.csv_table import CsvTable, TsvTable
from annotator.formats.interfaces import TextMode, WriteOptions
from annotator.formats.records import (
    AppearanceRecord,
    ArticleRecord,
    ProjectRecord,
    plain_article,
)
from tests.domain.samples import codebook
from tests.formats.strategies import article_records
from tests.formats.table_samples import FULL, PROJECT, TEXT, an_article


@pytest.fixture(params=[CsvTable(), TsvTable()], ids=["csv", "tsv"])
def table(request: pytest.FixtureRequest) -> CsvTable:
    form = request.param
    assert isinstance(form, CsvTable)
    return form


def test_a_row_for_each_attribution(tmp_path: Path, table: CsvTable) -> None:
    article = an_article()
    path = tmp_path / "out"
    report = table.write(path, PROJECT, [article, plain_article("x", AppearanceRecord())], FULL)
    assert (report.articles, report.rows) == (2, 2)
    row, gold = read_rows(path, table.delimiter)
    assert row["article_id"] == str(article.id)
    assert row["title"] == 'Talks, "soon"'
    assert row["published_on"] == "2024-05-06"
    assert row["appearances"] == "1"
    assert row["content"] == "=We will talk […] if\n😀 they open the road"
    assert json.loads(row["content_spans"]) == [[1, 14], [39, 62]]
    assert (row["content_start"], row["content_end"]) == ("1", "62")
    assert TEXT[39:62] == "if\n😀 they open the road", "code points"
    assert row["source"] == "Ingrid Valmont"
    assert row["state"] == "done"
    assert row["relevance"] == "yes"
    assert row["conditional"] == "true"
    assert row["parts"] == "quay|rail"
    assert row["note"] == "-1 or '2'"
    assert (row["speaker"], row["country"]) == ("Ingrid Valmont", "Vestmark")
    assert (gold["layer"], gold["annotator"], gold["state"]) == ("gold", "", "")
    assert table.verify(path, PROJECT, [article], FULL).problems == ()


def test_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    CsvTable().write(path, PROJECT, [an_article()], FULL)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfarticle_id,digest,title,")
    assert data.endswith(b"\r\n")
    assert b"\"'=We will talk" in data
    assert b"'-1 or '2'" in data
    assert b'"Talks, ""soon"""' in data
    # Another reader agrees with ours.
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [cells for _, cells in read_cells(path)]


def test_an_attribute_by_the_name_of_a_column_gets_another(tmp_path: Path) -> None:
    book = codebook()
    clash = replace(
        book,
        attributes=(
            *(replace(one, key="note") if one.key == "remark" else one for one in book.attributes),
            *(replace(one, key="stance") for one in book.attributes if one.key == "relevance"),
        ),
    )
    article = an_article()
    first = replace(article.attributions[0], values={"stance": "supports", "note": "of the book"})
    work = replace(article.sets[0], values={"stance": "no"})
    article = replace(article, attributions=(first,), sets=(work,))
    path = tmp_path / "out.csv"
    CsvTable().write(path, ProjectRecord(codebooks=(clash,)), [article], FULL)
    [row] = read_rows(path)
    assert row["note"] == "-1 or '2'"
    assert row["attribution_note"] == "of the book"
    assert row["stance"] == "supports"
    assert row["article_stance"] == "no"


def test_without_text_there_are_hashes(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    hidden = WriteOptions(TextMode.NONE)
    CsvTable().write(path, PROJECT, [an_article()], hidden)
    data = path.read_text(encoding="utf-8")
    assert "We will talk" not in data
    [row, _] = read_rows(path)
    assert len(row["content_sha256"].split()) == 2
    assert CsvTable().verify(path, PROJECT, [an_article()], hidden).problems == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        ("[39, 62]", "[39, 61]", "cell_differs"),
        ("open the road", "open a road", "quote_mismatch"),
        ("'-1 or", "'-2 or", "cell_differs"),
        ("speaker_kind", "kind", "columns_differ"),
        ('"Talks', '"Talks"', "malformed_row"),
    ],
)
def test_verifying_sees_what_is_wrong(tmp_path: Path, ours: str, theirs: str, code: str) -> None:
    article, path = an_article(), tmp_path / "out.csv"
    CsvTable().write(path, PROJECT, [article], FULL)
    data = path.read_bytes()
    assert ours.encode() in data
    path.write_bytes(data.replace(ours.encode(), theirs.encode(), 1))
    assert code in [one.code for one in CsvTable().verify(path, PROJECT, [article], FULL).problems]


def test_verifying_counts_rows(tmp_path: Path) -> None:
    article, path = an_article(), tmp_path / "out.csv"
    one_less = replace(article, attributions=article.attributions[:1])
    CsvTable().write(path, PROJECT, [one_less], FULL)
    problems = CsvTable().verify(path, PROJECT, [article], FULL).problems
    assert [one.code for one in problems] == ["row_missing"]
    CsvTable().write(path, PROJECT, [article], FULL)
    problems = CsvTable().verify(path, PROJECT, [one_less], FULL).problems
    assert [one.code for one in problems] == ["row_surplus"]


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(article=article_records(), mode=st.sampled_from(TextMode))
def test_any_article_is_read_back(tmp_path: Path, article: ArticleRecord, mode: TextMode) -> None:
    path, options = tmp_path / "out.csv", WriteOptions(mode)
    for form in (CsvTable(), TsvTable()):
        report = form.write(path, PROJECT, [article], options)
        seen = form.verify(path, PROJECT, [article], options)
        assert seen.problems == ()
        assert seen.rows == report.rows == len(article.attributions)
        rows = {one["attribution_id"]: one for one in read_rows(path, form.delimiter)}
        for one in article.attributions:
            row = rows[str(one.id)]
            assert row["note"] == one.note
            assert row["speaker"] == (one.speaker.name if one.speaker else "")
            assert row["remark"] == _joined(one.values.get("remark"))


def _joined(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(value) if isinstance(value, tuple) else str(value or "")


@given(st.text())
@example("'")
@example("''=1")
@example("  =1")
@example("＝1")
@example("\n+")
def test_no_cell_is_run_and_each_comes_back(words: str) -> None:
    cell = encode_cell(words)
    assert decode_cell(cell) == words
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))


@given(st.sampled_from(["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]), st.text())
def test_dangerous_cells_are_marked(front: str, rest: str) -> None:
    assert encode_cell(front + rest) == "'" + front + rest


def test_tables_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    for data, code in (
        (b"", "empty_file"),
        (b"a,b\r\n1\r\n", "uneven_row"),
        (b'a,b\r\n1,"2\r\n', "malformed_row"),
        (b'a,b\r\n1,x"2"\r\n', "malformed_row"),
        (b"a,b\r\n1,\xff\r\n", "not_utf8"),
    ):
        path.write_bytes(data)
        with pytest.raises(FormatError) as raised:
            list(read_rows(path))
        assert raised.value.code == code, data


def test_cells_of_others_stand_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b'a;b\n\'x;"y\n""z"""\n;')
    assert list(read_cells(path, ";")) == [
        (1, ["a", "b"]),
        (2, ["'x", 'y\n"z"']),
        (4, ["", ""]),
    ]


@pytest.mark.parametrize("mode", [TextMode.NONE, TextMode.QUOTES])
def test_without_the_text_no_title_is_taken_from_it(tmp_path: Path, mode: TextMode) -> None:
    own_title = replace(an_article(), title=TEXT[:20], appearances=(AppearanceRecord(),))
    out = tmp_path / "out.csv"
    CsvTable().write(out, PROJECT, [own_title, an_article()], WriteOptions(mode))
    titles = [row["title"] for row in read_rows(out)]
    assert set(titles) == {"", 'Talks, "soon"'}


def test_a_flipped_value_is_noticed(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    article = an_article()
    CsvTable().write(out, PROJECT, [article], FULL)
    with out.open(encoding="utf-8-sig", newline="") as file:
        written = file.read()
    assert written.count(",supports,") == 1
    written = written.replace(",supports,", ",opposes,")
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(written)
    report = CsvTable().verify(out, PROJECT, [article], FULL)
    assert {(one.code, one.fields["where"]) for one in report.problems} == {
        ("cell_differs", "stance")
    }


def test_soft_labels_and_the_name_of_the_part(tmp_path: Path, table: CsvTable) -> None:
    out, article = tmp_path / "out", an_article()
    first = replace(article.attributions[0], soft={"stance": {"supports": 1 / 3, "unclear": 2 / 3}})
    article = replace(article, attributions=(first, article.attributions[1]))
    options = WriteOptions(soft=True, split="train")
    table.write(out, PROJECT, [article], options)
    row, gold = read_rows(out, table.delimiter)
    shares = {name: cell for name, cell in row.items() if name.startswith("stance_share_")}
    assert shares == {
        "stance_share_supports": "0.3333333333333333",
        "stance_share_opposes": "0.0",
        "stance_share_unclear": "0.6666666666666666",
        "stance_share_not_marked": "0.0",
        "stance_share_no_value": "0.0",
    }
    assert gold["stance_share_supports"] == ""
    assert list(row)[-1] == "split"
    assert row["split"] == gold["split"] == "train"
    assert table.verify(out, PROJECT, [article], options).problems == ()
    other = WriteOptions(soft=True, split="test")
    assert len(table.verify(out, PROJECT, [article], other).problems) == 2
    table.write(out, PROJECT, [article], FULL)
    assert not {"split", *shares} & set(next(iter(read_rows(out, table.delimiter))))
