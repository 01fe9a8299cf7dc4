"""Each export format read by a program that is not ours, or by the few lines that stand for one.

A reader returns, for each attribution, the words of its fragments, cut out of the text at the
offsets of the file in the format's own unit (where the file holds no text: of the text that is
given), and all notes.
"""

import csv
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

Read = tuple[list[tuple[str, ...]], list[str]]


def _cut(text: str, places: Iterable[Iterable[int]]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in places)


def _json_lines(out: Path, _text: str) -> Read:
    lines = [json.loads(one) for one in out.read_text("utf-8").split("\n")[1:] if one]
    found = [(line["article"]["text"], one) for line in lines for one in line["attributions"]]
    contents = [
        _cut(text, ((span["start"], span["end"]) for span in one["content"])) for text, one in found
    ]
    return contents, [one["note"] for _, one in found if one.get("note")]


def _rows(rows: Iterable[dict[str, Any]], text: str) -> Read:
    contents, notes = [], []
    for row in rows:
        spans = row["content_spans"]
        places = json.loads(spans) if isinstance(spans, str) else spans
        contents.append(_cut(text, places))
        assert row["content"].removeprefix("'") == " […] ".join(contents[-1])
        notes += [row["note"]] if row["note"] else []
    return contents, notes


def _csv(delimiter: str) -> Callable[[Path, str], Read]:
    def read(out: Path, text: str) -> Read:
        with out.open(encoding="utf-8-sig", newline="") as file:
            contents, notes = _rows(csv.DictReader(file, delimiter=delimiter), text)
        assert all(one.startswith("'") for one in notes), "the documented mark of a formula"
        return contents, [one[1:] for one in notes]

    return read


def _xlsx(out: Path, text: str) -> Read:
    import openpyxl

    book = openpyxl.load_workbook(out)
    header, *rows = book["Attributions"].iter_rows(values_only=True)
    return _rows((dict(zip(header, row, strict=True)) for row in rows), text)


def _parquet(out: Path, text: str) -> Read:
    from pyarrow import parquet

    rows = parquet.read_table(out).to_pylist()
    places = [[(one["start"], one["end"]) for one in row["content_spans"]] for row in rows]
    return _rows([{**row, "content_spans": at} for row, at in zip(rows, places, strict=True)], text)


def _dna(out: Path, text: str) -> Read:
    import pandas as pd

    frame = pd.read_csv(out, sep=";", dtype=str, keep_default_na=False, encoding="utf-8")
    units = text.encode("utf-16-le")
    contents = []
    for row in frame.to_dict("records"):
        places = json.loads(row["spans"])
        contents.append(
            tuple(units[2 * start : 2 * end].decode("utf-16-le") for start, end in places)
        )
    return contents, []


def _conll(out: Path, text: str) -> Read:
    import conllu

    with out.open(encoding="utf-8", newline="\n") as file:
        sentences = list(conllu.parse_incr(file))
    found = [
        json.loads(value)
        for sentence in sentences
        for key, value in sentence.metadata.items()
        if re.fullmatch(r"attribution \d+", key)
    ]
    for token in (token for sentence in sentences for token in sentence):
        assert text[int(token["start"]) : int(token["end"])] == token["form"]
    contents = [_cut(text, one["content"]) for one in found]
    return contents, [one["note"] for one in found if one.get("note")]


def _brat(out: Path, _text: str) -> Read:
    contents, notes = [], []
    for path in out.glob("*/*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        for line in path.read_bytes().decode("utf-8").split("\n"):
            if match := re.match(r"T\d+\tAttribution ([\d ;]+)\t(.*)", line):
                places = [[int(at) for at in one.split()] for one in match[1].split(";")]
                assert match[2] == " ".join(_cut(text, places))
            if match := re.match(r"#\d+\tRecord E\d+\t(.*)", line):
                record = json.loads(match[1])
                contents.append(_cut(text, record["content"]))
                notes += [record["note"]] if record.get("note") else []
    return contents, notes


def _uima(load: str, ending: str) -> Callable[[Path, str], Read]:
    def read(out: Path, _text: str) -> Read:
        import cassis

        contents, notes = [], []
        types = cassis.load_typesystem(out / "TypeSystem.xml")
        for path in out.glob(f"*/*{ending}"):
            with path.open("rb") as file:
                more = (types,) if ending == ".xmi" else ()
                cas = getattr(cassis, load)(file, *more)
            parts = defaultdict(list)
            for one in cas.select("webanno.custom.AttributionPart"):
                if one.kind == "content":
                    parts[one.attributionId].append(one.get_covered_text())
            for one in cas.select("webanno.custom.Attribution"):
                contents.append((one.get_covered_text(), *parts[one.attributionId]))
                notes += [one.note] if one.note else []
        return contents, notes

    return read


def _docbin(out: Path, _text: str) -> Read:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    contents, notes = [], []
    for path in out.glob("*.spacy"):
        for doc in DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab):
            for one in doc.user_data["stance_annotator"]["attributions"]:
                contents.append(_cut(doc.text, one["content"]))
                notes += [one["note"]] if one.get("note") else []
    return contents, notes


def _web_annotation(out: Path, text: str) -> Read:
    contents, notes = [], []
    for one in json.loads(out.read_text("utf-8"))["first"]["items"]:
        if one["motivation"] == "classifying":
            selectors = [target["selector"] for target in one["target"]]
            contents.append(_cut(text, ((at["start"], at["end"]) for at, _ in selectors)))
            assert contents[-1] == tuple(quote["exact"] for _, quote in selectors)
            notes += [body["value"] for body in one["body"] if body.get("purpose") == "commenting"]
    return contents, notes


def _refi(out: Path, _text: str) -> Read:
    from lxml import etree

    contents: list[tuple[str, ...]] = []
    with zipfile.ZipFile(out) as archive:
        project = etree.fromstring(archive.read("project.qde"))
        (name,) = [one for one in archive.namelist() if one.endswith(".txt")]
        text = archive.read(name).decode("utf-8")
    q = {"q": "urn:QDA-XML:project:1.0"}
    words = {}
    for one in project.iterfind(".//q:PlainTextSelection", q):
        (cut,) = _cut(text, [(int(one.get("startPosition")), int(one.get("endPosition")))])
        words[one.get("guid")] = cut
    linked = {
        one.get("targetGUID"): one.get("originGUID") for one in project.iterfind(".//q:Link", q)
    }
    for guid, cut in words.items():
        if guid not in linked and guid not in linked.values():
            contents.append((cut,))
    for first in dict.fromkeys(linked.values()):
        contents.append((words[first], *(words[at] for at, of in linked.items() if of == first)))
    notes = ["".join(one.itertext()) for one in project.iterfind(".//q:Note/q:PlainTextContent", q)]
    return contents, notes


def _label_studio(out: Path, _text: str) -> Read:
    contents, notes = [], []
    for task in json.loads((out / "tasks.json").read_text("utf-8")):
        text = task["data"]["text"]
        for annotation in task["annotations"]:
            of: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for one in annotation["result"]:
                value = one.get("value", {})
                if one["type"] == "labels" and value["labels"] == ["content"]:
                    of[one["id"].rsplit("-content-", 1)[0]].append((value["start"], value["end"]))
                    assert text[value["start"] : value["end"]] == value["text"]
                if one.get("from_name") == "note":
                    notes += value["text"]
            contents += [_cut(text, places) for places in of.values()]
    return contents, notes


def _html(out: Path, _text: str) -> Read:
    from lxml import html

    page = html.document_fromstring(out.read_text("utf-8"))
    marked: dict[str, str] = defaultdict(str)
    for line in page.xpath("//p[@class='t']"):
        for span in line.xpath("./span[@data-m]"):
            for token in span.get("data-m").split():
                marked[token] += span.text_content()
    contents = [(words,) for token, words in marked.items() if token.endswith("c")]
    return contents, [one.text_content() for one in page.xpath("//li//*[@class='note']")]


READERS: dict[str, Callable[[Path, str], Read]] = {
    "stance-annotator": _json_lines,
    "csv": _csv(","),
    "tsv": _csv("\t"),
    "xlsx": _xlsx,
    "parquet": _parquet,
    "dna": _dna,
    "conll": _conll,
    "brat": _brat,
    "uima-xmi": _uima("load_cas_from_xmi", ".xmi"),
    "uima-json": _uima("load_cas_from_json", ".json"),
    "docbin": _docbin,
    "web-annotation": _web_annotation,
    "refi-qda": _refi,
    "label-studio": _label_studio,
    "html": _html,
}
