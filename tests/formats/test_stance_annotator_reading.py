"""What others may write as ``stance-annotator/1``, and what is said where they err."""

import json
import tracemalloc
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.domain.errors import FormatError
from annotator.domain.speakers import SpeakerKind
from annotator.domain.text.article_text import article_id_of, digest_of, normalise
from annotator.domain.text.spans import SpanRole
from annotator.formats.interfaces import WriteOptions
from annotator.formats.records import ArticleRecord, Layer, ProjectRecord
from annotator.formats.stance_annotator_jsonl import StanceAnnotatorJsonLines
from annotator.formats.stance_annotator_reading import article_from_line
from tests.domain.samples import codebook_document
from tests.domain.strategies import raw_texts

FORMAT = StanceAnnotatorJsonLines()
TEXT = "“We will talk,” Ingrid Valmont said, “if they open the road.”"


def line(**keys: Any) -> dict[str, Any]:
    return {"article": {"text": TEXT}, **keys}


def attribution(**keys: Any) -> dict[str, Any]:
    return {"annotator": "Mira", "content": [[1, 13]], **keys}


def file_of(path: Path, *lines: Any) -> Path:
    data = b"".join(
        (one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in lines
    )
    out = path / "in.jsonl"
    out.write_bytes(data)
    return out


def read_one(document: dict[str, Any]) -> ArticleRecord:
    return article_from_line(document, "in.jsonl", 2)


def error_of(document: dict[str, Any]) -> tuple[str, object]:
    with pytest.raises(FormatError) as raised:
        read_one(document)
    return raised.value.code, raised.value.fields.get("where")


def test_a_text_is_all_that_an_article_needs() -> None:
    record = read_one(line())
    assert record.text == TEXT
    assert record.digest == digest_of(TEXT)
    assert record.id == article_id_of(record.digest)
    assert record.appearances == record.attributions == record.sets == ()


def test_what_stands_directly_under_the_article_is_an_appearance() -> None:
    document = {
        "text": TEXT,
        "title": "Talks",
        "outlet": "Eastgate Wire",
        "published_on": "2024-05-06",
    }
    [appearance] = read_one({"article": document}).appearances
    assert appearance.title == "Talks"
    assert appearance.outlet == "Eastgate Wire"
    assert appearance.published_on == date(2024, 5, 6)


def test_a_span_is_an_object_or_a_pair() -> None:
    one = attribution(
        content=[{"start": 1, "end": 13, "quote": "We will talk"}, [38, 59]], source=[[16, 30]]
    )
    [record] = read_one(line(attributions=[one])).attributions
    assert [(span.role, span.quote) for span in record.spans] == [
        (SpanRole.CONTENT, "We will talk"),
        (SpanRole.CONTENT, "if they open the road"),
        (SpanRole.SOURCE, "Ingrid Valmont"),
    ]
    assert record.round == "Main"
    assert record.layer is Layer.ANNOTATOR


def test_a_speaker_may_be_a_plain_text_and_is_the_same_wherever_it_stands() -> None:
    named = [attribution(speaker="Ingrid Valmont"), attribution(speaker={"name": "INGRID VALMONT"})]
    unnamed = attribution(speaker={"name": "a driver", "kind": "unnamed person"})
    first, second, third = read_one(line(attributions=[*named, unnamed])).attributions
    assert first.speaker is not None
    assert second.speaker is not None
    assert third.speaker is not None
    assert first.speaker.kind is SpeakerKind.NAMED_PERSON
    assert first.speaker.id == second.speaker.id
    elsewhere = read_one({"article": {"text": "Another."}, "attributions": []})
    other = article_from_line(
        {"article": {"text": TEXT + "."}, "attributions": [unnamed, *named]}, "in.jsonl", 3
    )
    assert elsewhere.id != other.id
    assert other.attributions[0].speaker is not None
    assert other.attributions[0].speaker.id != third.speaker.id, "unnamed: of one article"
    assert other.attributions[1].speaker is not None
    assert other.attributions[1].speaker.id == first.speaker.id


def test_gold_has_no_annotator() -> None:
    [gold] = read_one(line(attributions=[attribution(annotator=None, layer="gold")])).attributions
    assert gold.annotator is None
    assert gold.layer is Layer.GOLD
    assert error_of(line(attributions=[attribution(layer="gold")])) == (
        "gold_with_annotator",
        "attributions[0].annotator",
    )


def test_what_has_no_identifier_gets_the_same_one_each_time_and_another_for_each() -> None:
    twice = line(
        attributions=[attribution(), attribution(), attribution(round="Pilot")],
        decisions=[{"adjudicator": "Edda", "outcome": "discuss"}] * 2,
    )
    first, again = read_one(twice), read_one(json.loads(json.dumps(twice)))
    assert first == again
    ids = [one.id for one in first.attributions] + [one.id for one in first.decisions]
    assert len(set(ids)) == 5
    assert all(one.version == 5 for one in ids)


def test_an_identifier_does_not_hang_on_how_the_same_is_put() -> None:
    short = attribution(speaker="Ingrid Valmont")
    long = attribution(
        content=[{"start": 1, "end": 13, "quote": "We will talk"}],
        speaker={"name": "Ingrid Valmont", "kind": "named person", "aliases": []},
        round="Main",
        layer="annotator",
        note="",
        flagged=False,
    )
    [one], [other] = (read_one(line(attributions=[it])).attributions for it in (short, long))
    assert one == other


def test_an_appearance_is_the_same_in_whatever_file_it_comes() -> None:
    one, other = (
        read_one({"article": {"text": TEXT, "title": "T", "source_file": name}}).appearances[0]
        for name in ("a.txt", "b.txt")
    )
    assert one.id == other.id


def test_offsets_go_through_the_normalisation() -> None:
    original = "\ufeffOne\r\nhe said\r\n😀 “Two”\r\n"
    start = original.index("“Two”")
    document = {
        "article": {"text": original, "zones": [{"start": 1, "end": 4}]},
        "attributions": [
            attribution(content=[{"start": start, "end": start + 5, "quote": "“Two”"}]),
            attribution(content=[{"start": 1, "end": 13, "quote": "One\r\nhe said"}]),
            attribution(content=[{"start": 1, "end": 13, "quote": "One\nhe said"}]),
        ],
    }
    record = read_one(document)
    assert record.text == "One\nhe said\n😀 “Two”\n"
    assert [one.spans[0].quote for one in record.attributions] == ["“Two”", *["One\nhe said"] * 2]
    for one in record.attributions:
        assert record.text[one.spans[0].start : one.spans[0].end] == one.spans[0].quote
    assert (record.zones[0].start, record.zones[0].end) == (0, 3)


@given(original=raw_texts, data=st.data())
def test_every_span_of_any_text_keeps_its_words(original: str, data: st.DataObject) -> None:
    # A file cannot hold halves of pairs; reading a line makes U+FFFD of each.
    original = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in original)
    ends = st.integers(0, len(original))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    assume(normalise(original[start:end]).text.strip())
    assume(original[start:end].strip("\r\n\v\f \ufeff"))
    document = {
        "article": {"text": original},
        "attributions": [
            attribution(content=[{"start": start, "end": end, "quote": original[start:end]}])
        ],
    }
    [record] = read_one(document).attributions
    words = record.spans[0].quote
    assert words == read_one(document).text[record.spans[0].start : record.spans[0].end]
    if start and original[start - 1 : start + 1] != "\r\n":
        assert words == normalise(original[start:end]).text or original[start] == "\ufeff"


def test_unknown_keys_are_kept_at_every_level_and_written_again(tmp_path: Path) -> None:
    unknown = {"x-later": {"b": [1, 2.5, None], "a": "é"}}
    document = {
        "article": {
            "text": TEXT,
            "appearances": [{"title": "T", **unknown}],
            "zones": [{"start": 0, "end": 3, **unknown}],
            **unknown,
        },
        "sets": [
            {
                "annotator": "Mira",
                "submissions": [
                    {
                        "ordinal": 1,
                        "codebook": "c@1",
                        "submitted_at": "2024-01-01T00:00:00Z",
                        **unknown,
                    }
                ],
                **unknown,
            }
        ],
        "attributions": [
            attribution(
                content=[{"start": 1, "end": 13, **unknown}],
                speaker={"name": "Tomas Ekdahl", **unknown},
                **unknown,
            )
        ],
        "decisions": [{"adjudicator": "Edda", "outcome": "discuss", **unknown}],
        **unknown,
    }
    project = {
        "project": {
            "name": "P",
            **unknown,
            **{key: [{"name": "n", **unknown}] for key in ("people", "rounds", "batches")},
            "stories": [{"name": "s", **unknown}],
            "speakers": [{"name": "s", "roles": [{"title": "t", **unknown}], **unknown}],
        },
        **unknown,
    }
    first, record = FORMAT.read(file_of(tmp_path, project, document))
    assert isinstance(first, ProjectRecord)
    assert isinstance(record, ArticleRecord)
    out = tmp_path / "out.jsonl"
    FORMAT.write(out, first, [record], WriteOptions())
    again = [json.loads(one) for one in out.read_bytes().splitlines()]
    assert _count(again, "x-later") == 10 + 8
    assert _count([project, document], "x-later") == 10 + 8
    assert again[1]["attributions"][0]["content"][0]["x-later"] == unknown["x-later"]


def _count(value: Any, key: str) -> int:
    if isinstance(value, dict):
        return (key in value) + sum(_count(one, key) for one in value.values())
    return sum(_count(one, key) for one in value) if isinstance(value, list) else 0


def test_halves_of_characters_become_replacement_characters(tmp_path: Path) -> None:
    raw = (
        b'{"article":{"text":"a\\ud83d b","title":"\\udc00t","\\ud800k":"\\udfff"},'
        b'"attributions":[{"annotator":"M\\ud800","content":[{"start":0,"end":2,'
        b'"quote":"a\\ud83d"}],"note":"\\ud83d\\ude00 \\ud83d"}]}'
    )
    [record] = FORMAT.read(file_of(tmp_path, raw))
    assert isinstance(record, ArticleRecord)
    assert record.text == "a\ufffd b"
    assert record.appearances[0].title == "\ufffdt"
    assert record.extra == {"\ufffdk": "\ufffd"}
    assert record.attributions[0].annotator == "M\ufffd"
    assert record.attributions[0].note == "😀 \ufffd"
    FORMAT.write(tmp_path / "out.jsonl", ProjectRecord(), [record], WriteOptions())


WRONG = [
    ({"article": {}}, "text_missing", "article.text"),
    ({"article": []}, "wrong_type", "article"),
    ({}, "wrong_type", "article"),
    ({"article": {"text": 5}}, "wrong_type", "article.text"),
    ({"article": {"text": " \n"}}, "empty_text", "article.text"),
    (line(format="stance-annotator/2"), "other_format", "format"),
    ({"article": {"text": TEXT, "digest": "00"}}, "digest_mismatch", "article.digest"),
    ({"article": {"text": TEXT, "id": str(uuid.uuid4())}}, "id_mismatch", "article.id"),
    ({"article": {"text": TEXT, "id": "7"}}, "wrong_type", "article.id"),
    ({"article": {"text": TEXT, "published_on": "May"}}, "wrong_type", "article.published_on"),
    ({"article": {"text": TEXT, "/": {}}}, "reserved_key", "article./"),
    (line(attributions={}), "wrong_type", "attributions"),
    (line(attributions=[{"content": [[0, 1]]}]), "annotator_missing", "attributions[0].annotator"),
    (line(attributions=[{"annotator": "M"}]), "missing_field", "attributions[0].content"),
    (
        line(attributions=[attribution(content=[{"start": 1, "end": 13, "quote": "We will tal"}])]),
        "quote_mismatch",
        "attributions[0].content[0]",
    ),
    (
        line(attributions=[attribution(), attribution(content=[[1, 999]])]),
        "span_out_of_range",
        "attributions[1].content[0]",
    ),
    (line(attributions=[attribution(content=[[5, 4]])]), "span_out_of_range", None),
    (line(attributions=[attribution(content=[[-3, 4]])]), "span_out_of_range", None),
    (line(attributions=[attribution(content=[[4, 4]])]), "span_empty", None),
    (line(attributions=[attribution(content=[[3, 4]])]), "span_blank", None),
    (line(attributions=[attribution(content=[[1, 9], [4, 13]])]), "span_overlap", None),
    (line(attributions=[attribution(content=[[1, True]])]), "wrong_type", None),
    (line(attributions=[attribution(content=[[1, 2, 3]])]), "wrong_type", None),
    (line(attributions=[attribution(content=["We"])]), "wrong_type", None),
    (line(attributions=[attribution(layer="silver")]), "unknown_value", "attributions[0].layer"),
    (line(attributions=[attribution(values={"n": 3})]), "wrong_type", "attributions[0].values.n"),
    (line(attributions=[attribution(created_at="soon")]), "wrong_type", None),
    (line(attributions=[attribution(reported_by="first")]), "wrong_type", None),
    (line(attributions=[attribution(speaker={"kind": "document"})]), "missing_field", None),
    (line(attributions=[attribution(speaker=7)]), "wrong_type", "attributions[0].speaker"),
    (line(attributions=[attribution(flagged="yes")]), "wrong_type", None),
    (line(sets=[{"annotator": "M", "state": "finished"}]), "unknown_value", "sets[0].state"),
    (line(sets=[{"annotator": "M"}, {"annotator": "M"}]), "duplicate_id", "sets"),
    (line(sets=[{"annotator": "M", "seconds": -1}]), "wrong_type", "sets[0].seconds"),
    (line(decisions=[{"adjudicator": "E"}]), "missing_field", "decisions[0].outcome"),
    (
        line(attributions=[attribution(id=str(uuid.UUID(int=5)))] * 2),
        "duplicate_id",
        "attributions",
    ),
]


@pytest.mark.parametrize(("document", "code", "where"), WRONG)
def test_what_is_wrong_is_named_with_its_place(
    document: dict[str, Any], code: str, where: str | None
) -> None:
    found, place = error_of(document)
    assert found == code
    if where:
        assert place == where


def test_a_bad_line_is_reported_and_the_others_go_in(tmp_path: Path) -> None:
    wrong_quote = attribution(content=[{"start": 1, "end": 3, "quote": "They"}])
    path = file_of(
        tmp_path,
        {"format": "stance-annotator/1", "project": {"name": "P"}},
        line(),
        b"",
        b"{not json",
        b'"text"',
        b'{"article": {"text": "\xff"}}',
        b'{"article": {"text": "a", "text": "b"}}',
        b'{"article": {"text": "a", "x": NaN}}',
        b'{"article": {"text": "a", "x": 1e999}}',
        b"[" * 100_000,
        b'{"article": {"text": "a", "x": ' + b"[" * 300 + b"]" * 300 + b"}}",
        line(attributions=[wrong_quote]),
        {"project": {}},
        {"article": {"text": "The last one."}},
    )
    items = list(FORMAT.read(path))
    found = [
        (one.fields["line"], one.code) if isinstance(one, FormatError) else type(one)
        for one in items
    ]
    assert found == [
        ProjectRecord,
        ArticleRecord,
        (4, "bad_json"),
        (5, "not_an_object"),
        (6, "not_utf8"),
        (7, "duplicate_key"),
        (8, "bad_json"),
        (9, "bad_json"),
        (10, "bad_json"),
        (11, "too_deep"),
        (12, "quote_mismatch"),
        (13, "misplaced_project_line"),
        ArticleRecord,
    ]
    mismatch = items[10]
    assert isinstance(mismatch, FormatError)
    assert mismatch.fields["quote"] == "They"
    assert mismatch.fields["found"] == "We"
    assert mismatch.fields["file"] == "in.jsonl"


def test_a_bad_codebook_in_the_project_line_is_named(tmp_path: Path) -> None:
    document = codebook_document()
    document["attributes"][0]["level"] = "interval"
    [error] = FORMAT.read(file_of(tmp_path, {"project": {"codebooks": [document]}}))
    assert isinstance(error, FormatError)
    assert error.code == "codebook_invalid"
    assert error.fields["where"] == "project.codebooks[0].stance"


def test_files_that_are_no_json_lines(tmp_path: Path) -> None:
    def first(data: bytes) -> FormatError:
        path = tmp_path / "in.jsonl"
        path.write_bytes(data)
        [error] = FORMAT.read(path)
        assert isinstance(error, FormatError)
        return error

    assert first(b"").code == "empty_file"
    assert first(b'{\n  "article": {"text": "a"}\n}\n').code == "not_json_lines"
    [missing] = FORMAT.read(tmp_path / "none.jsonl")
    assert isinstance(missing, FormatError)
    assert missing.code == "not_found"


def test_a_byte_order_mark_and_a_missing_last_line_end_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(line()).encode())
    [record] = FORMAT.read(path)
    assert isinstance(record, ArticleRecord)


def test_one_line_at_a_time_is_in_memory(tmp_path: Path) -> None:
    def many() -> Iterator[ArticleRecord]:
        for number in range(300):
            yield read_one({"article": {"text": f"{number} " + "word " * 4_000}})

    path = tmp_path / "long.jsonl"
    tracemalloc.start()
    try:
        FORMAT.write(path, ProjectRecord(), many(), WriteOptions())
        count = sum(1 for _ in FORMAT.read(path)) - 1
        report = FORMAT.verify(path, ProjectRecord(), many(), WriteOptions())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 300
    assert report.problems == ()
    assert path.stat().st_size > 6_000_000
    assert peak < 1_500_000


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        (b"We will", b"We want", "text_differs"),
        (b'"start":1,', b'"start":2,', "quote_mismatch"),
        (b'"quote":"We will talk"', b'"quote":"We will talk."', "quote_mismatch"),
        (b'{"format":"stance-annotator/1","article"', b'{"article"', "line_differs"),
        (b'"sets":[]', b'"sets":[{}]', "count_differs"),
        (b'"sets":[]', b'"sats":[]', "line_malformed"),
        (b'"content":[{', b'"content":[0,{', "count_differs"),
    ],
)
def test_verifying_sees_what_is_wrong(
    tmp_path: Path, ours: bytes, theirs: bytes, code: str
) -> None:
    record = read_one(line(attributions=[attribution()]))
    path = tmp_path / "out.jsonl"
    FORMAT.write(path, ProjectRecord(), [record], WriteOptions())
    data = path.read_bytes()
    assert ours in data
    path.write_bytes(data.replace(ours, theirs, 1))
    problems = FORMAT.verify(path, ProjectRecord(), [record], WriteOptions()).problems
    assert [one.code for one in problems][:1] == [code]


def test_verifying_counts_lines(tmp_path: Path) -> None:
    record = read_one(line())
    path = tmp_path / "out.jsonl"
    FORMAT.write(path, ProjectRecord(), [record], WriteOptions())
    more = FORMAT.verify(path, ProjectRecord(), [record, record], WriteOptions())
    fewer = FORMAT.verify(path, ProjectRecord(), [], WriteOptions())
    assert [one.code for one in more.problems] == ["line_missing"]
    assert [one.code for one in fewer.problems] == ["line_surplus"]
    path.write_bytes(path.read_bytes()[:-40])
    cut = FORMAT.verify(path, ProjectRecord(), [record], WriteOptions())
    assert [one.code for one in cut.problems] == ["article_differs"]
