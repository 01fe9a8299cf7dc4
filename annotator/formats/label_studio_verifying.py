"""Reading written tasks back: regions put together anew, each looked up in its task's text."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from annotator.domain.annotation_sets import SetState
from annotator.domain.codebook import as_keys
from annotator.domain.errors import FormatError
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.json_parts import Document
from annotator.formats.records import ArticleRecord, AttributionRecord, Layer
from annotator.formats.standoff_details import (
    article_details,
    attribution_details,
    read_back,
    work_details,
)
from annotator.formats.work_of_persons import Work, works_of

_ID = 36
"""Characters of an attribution's identifier, with which those of its regions begin."""

Offered = dict[str, set[str] | None]
"""Each control of the configuration: its choices, None where it takes free text."""


def verify_folder(
    tasks: Path, configuration: Path, articles: Iterable[ArticleRecord]
) -> VerifyReport:
    """Hold every task to its article: text, places and words of all spans, values, relations."""
    rows = spans = 0
    problems: list[FormatError] = []
    try:
        offered = _offered(configuration)
    except ElementTree.ParseError as error:
        problem = FormatError("read_failed", file=configuration.name, reason=str(error))
        return VerifyReport(0, (problem,))
    with tasks.open(encoding="utf-8", newline="\n") as file:
        for number, (line, article) in enumerate(zip_longest(_lines(file), articles), start=1):
            if line is None or article is None:
                found = [FormatError("line_missing" if line is None else "line_surplus")]
            else:
                where = f"task {number}"
                try:
                    task = json.loads(line)
                    rows += len(_attributions(task))
                    found = list(_task_differs(task, article, offered, where))
                except (ValueError, KeyError, TypeError, IndexError, AttributeError):
                    found = [FormatError("line_malformed", where=where)]
                spans += sum(len(one.spans) for one in article.attributions)
            problems.extend(found[: MAX_PROBLEMS - len(problems)])
    return VerifyReport(rows, tuple(problems), spans)


def _lines(file: Iterable[str]) -> Iterator[str]:
    """Yield the tasks of the array; a missing bracket or comma is a line that is no JSON."""
    before: str | None = None
    closed = False
    for line in file:
        words = line.rstrip("\n")
        if closed:
            yield "after the array"
        elif before is None:
            if words != "[":
                yield "no array"
        elif words == "]":
            closed = True
            if before not in ("[", "") and before.endswith(","):
                yield "a comma too many"
            elif before != "[":
                yield before
        elif before != "[":
            yield before.removesuffix(",") if before.endswith(",") else "no comma"
        before = words
    if not closed:
        yield "no end"


def _offered(path: Path) -> Offered:
    root = ElementTree.fromstring(path.read_bytes())
    found: Offered = {one.attrib["name"]: None for one in root.iter("TextArea")}
    for one in root.iter("Choices"):
        found[one.attrib["name"]] = {each.attrib["alias"] for each in one.iter("Choice")}
    return found


def _attributions(task: Document) -> set[str]:
    return {
        result["id"][:_ID]
        for annotation in task["annotations"]
        for result in annotation["result"]
        if result["type"] == "labels"
    }


def _task_differs(
    task: Document, article: ArticleRecord, offered: Offered, where: str
) -> Iterator[FormatError]:
    data = task["data"]
    if data["text"] != article.text:
        yield FormatError("text_differs", where=where)
        return
    works = works_of(article)
    record: Document = {"article": article_details(article), "work": [_work(one) for one in works]}
    title = record["article"].get("title", "")
    if data["record"] != read_back(record) or data["title"] != title:
        yield FormatError("line_differs", where=where)
    if len(task["annotations"]) != len(works):
        yield FormatError("count_differs", where=where)
        return
    for number, (found, work) in enumerate(zip(task["annotations"], works, strict=True), start=1):
        yield from _work_differs(found, work, article.text, offered, f"{where}, {number}")


def _work(work: Work) -> Document:
    listed = [attribution_details(one) for one in work.attributions]
    return {**work_details(work), "attributions": listed}


def _work_differs(
    found: Document, work: Work, text: str, offered: Offered, where: str
) -> Iterator[FormatError]:
    held: dict[tuple[str, str], list[str]] = {}
    spans: Counter[tuple[str, str, int, int]] = Counter()
    regions: dict[str, tuple[int, int]] = {}
    relations: Counter[tuple[str, ...]] = Counter()
    for result in found["result"]:
        value = result.get("value", {})
        if result["type"] == "relation":
            relations[result["from_id"], result["to_id"], *result["labels"]] += 1
        elif result["type"] == "labels":
            start, end = value["start"], value["end"]
            regions[result["id"]] = (start, end)
            spans[result["id"][:_ID], *value["labels"], start, end] += 1
            if text[start:end] != value["text"]:
                yield FormatError("quote_mismatch", where=where, quote=value["text"])
        else:
            if "start" in value and regions[result["id"]] != (value["start"], value["end"]):
                yield FormatError("cell_differs", where=f"{where} {result['from_name']}")
            words = value["choices" if result["type"] == "choices" else "text"]
            held[_whose(result), result["from_name"]] = words
    right = Counter(
        (str(one.id), span.role.value, span.start, span.end)
        for one in work.attributions
        for span in one.spans
    )
    if spans != right:
        yield FormatError("count_differs", where=where)
    if relations != Counter(_relations(work)):
        yield FormatError("relation_differs", where=where)
    wanted = dict(_wanted(work, offered))
    for key in sorted(held.keys() | wanted.keys()):
        if held.get(key) != wanted.get(key):
            yield FormatError("cell_differs", where=f"{where} {key[1]}")
    own_set = work.set
    skipped = own_set is not None and own_set.state is SetState.CANNOT_CODE
    gold = work.whose.layer is Layer.GOLD
    if (found["ground_truth"], found["was_cancelled"]) != (gold, skipped):
        yield FormatError("line_differs", where=where)


def _whose(result: Document) -> str:
    return "" if result["id"] == result["from_name"] else result["id"]


def _relations(work: Work) -> Iterator[tuple[str, ...]]:
    ids = {one.id for one in work.attributions}
    for one in work.attributions:
        first = f"{one.id}-content-1"
        numbers = Counter[str]()
        for span in one.spans:
            role = span.role.value
            numbers[role] += 1
            region = f"{one.id}-{role}-{numbers[role]}"
            if role != "content":
                yield region, first, role
            elif region != first:
                yield first, region, "continues"
        if one.reported_by in ids and one.reported_by != one.id:
            yield first, f"{one.reported_by}-content-1", "reported by"


def _wanted(work: Work, offered: Offered) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield what the configuration that was written has a control for."""
    if work.whose.annotator:
        yield ("", "annotator"), [work.whose.annotator]
    yield ("", "round"), [work.whose.round]
    if work.set:
        yield from _values("", "article", work.set.values, offered)
    for one in work.attributions:
        region = f"{one.id}-content-1"
        yield from _values(region, "attribution", one.values, offered)
        yield from _others(region, one)


def _values(
    region: str, scope: str, values: dict[str, Any], offered: Offered
) -> Iterator[tuple[tuple[str, str], list[str]]]:
    for key, value in values.items():
        name = f"{scope}_{key}"
        if name not in offered:
            continue
        choices = offered[name]
        if choices is None:
            words = [value] if isinstance(value, str) and value else []
        else:
            words = [one for one in as_keys(value) if one in choices]
        if words:
            yield (region, name), words


def _others(region: str, one: AttributionRecord) -> Iterator[tuple[tuple[str, str], list[str]]]:
    if one.speaker and one.speaker.name:
        yield (region, "speaker"), [one.speaker.name]
    if one.note:
        yield (region, "note"), [one.note]
    if one.flagged:
        yield (region, "flagged"), ["true"]
