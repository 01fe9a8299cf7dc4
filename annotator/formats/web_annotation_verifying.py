"""Reading a written collection back: every selector looked up in its article's text."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from annotator.domain.codebook import as_keys
from annotator.domain.errors import FormatError
from annotator.formats.hidden_quotes import CONTEXT
from annotator.formats.interfaces import MAX_PROBLEMS, TextMode, VerifyReport
from annotator.formats.json_parts import Document
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.standoff_details import (
    article_details,
    attribution_details,
    read_back,
    work_details,
)
from annotator.formats.work_of_persons import Work, works_of

_ROLES = ("source", "cue", "condition")
_Wanted = tuple[ArticleRecord, Work | None, AttributionRecord | None, str]
"""An annotation that there should be: on whose work, on which attribution, in which role."""


def verify_file(path: Path, articles: Iterable[ArticleRecord], mode: TextMode) -> VerifyReport:
    """Hold every annotation to what it stands for, and the collection to their number."""
    rows = spans = total = 0
    problems: list[FormatError] = []
    with path.open(encoding="utf-8", newline="\n") as file:
        frame = _Frame(file)
        for line, wanted in zip_longest(frame.annotations(), _wanted(articles)):
            total += line is not None
            if line is None or wanted is None:
                found = [FormatError("line_missing" if line is None else "line_surplus")]
            else:
                try:
                    annotation = json.loads(line)
                    rows += annotation["motivation"] == "classifying"
                    found = list(_differences(annotation, wanted, mode))
                    spans += sum("selector" in one for one in _listed(annotation["target"]))
                except (ValueError, KeyError, TypeError, IndexError, AttributeError):
                    found = [FormatError("line_malformed", where=f"annotation {total}")]
            problems.extend(found[: MAX_PROBLEMS - len(problems)])
    if not frame.is_whole(total):
        problems.append(FormatError("count_differs", where="total"))
    return VerifyReport(rows, tuple(problems[:MAX_PROBLEMS]), spans)


class _Frame:
    """The lines around the annotations."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._around: list[str] = []

    def annotations(self) -> Iterator[str]:
        """Yield the annotations' lines without the commas between them."""
        for line in self._lines:
            self._around.append(line)
            if line.endswith('"items":[\n'):
                break
        before: str | None = None
        for line in self._lines:
            if line.startswith("]"):
                self._around += [line, *self._lines]
                break
            if before is not None:
                yield before[:-2] if before.endswith(",\n") else "no comma"
            before = line
        if before is not None:
            yield before

    def is_whole(self, total: int) -> bool:
        """Tell whether a collection of this many annotations is around them."""
        try:
            found = json.loads("".join(self._around))
            kinds = (found["type"], found["first"]["type"], found["first"]["partOf"])
        except (ValueError, KeyError, TypeError):
            return False
        right = ("AnnotationCollection", "AnnotationPage", found["id"])
        return kinds == right and found["total"] == total


def _wanted(articles: Iterable[ArticleRecord]) -> Iterator[_Wanted]:
    for article in articles:
        yield article, None, None, ""
        for work in works_of(article):
            yield article, work, None, ""
            for one in work.attributions:
                yield article, work, one, "content"
                for role in _ROLES:
                    if any(span.role.value == role for span in one.spans):
                        yield article, work, one, role


def _differences(found: Document, wanted: _Wanted, mode: TextMode) -> Iterator[FormatError]:
    article, work, one, role = wanted
    where = str(found["id"])
    name = work.whose.annotator if work else None
    if found.get("creator", {}).get("name") != name:
        yield FormatError("cell_differs", where=f"{where} creator")
    bodies = _bodies(found)
    if one is None:
        if found["target"]["id"] != f"urn:uuid:{article.id}":
            yield FormatError("article_differs", where=where)
        if work is None:
            details = article_details(article)
            if mode is TextMode.FULL and bodies["text"] != article.text:
                yield FormatError("text_differs", where=where)
            if mode is not TextMode.FULL and not any(a.title for a in article.appearances[:1]):
                details.pop("title", None)
        else:
            details = work_details(work)
        if json.loads(bodies["record"]) != read_back(details):
            yield FormatError("line_differs", where=where)
        return
    yield from _targets_differ(found["target"], article, one, role, mode, where)
    if role != "content":
        if (found["body"], found["sa:role"]) != (f"urn:uuid:{one.id}", role):
            yield FormatError("cell_differs", where=f"{where} body")
        return
    yield from _attribution_differs(found, bodies, one, where)


def _attribution_differs(
    found: Document, bodies: dict[str, str], one: AttributionRecord, where: str
) -> Iterator[FormatError]:
    carrier = f"urn:uuid:{one.reported_by}" if one.reported_by else None
    right = (f"urn:uuid:{one.id}", one.layer.value, one.round, carrier)
    held = (found["id"], found["sa:layer"], found["sa:round"], found.get("sa:reportedBy"))
    if held != right:
        yield FormatError("cell_differs", where=where)
    if json.loads(bodies["record"]) != read_back(attribution_details(one)):
        yield FormatError("line_differs", where=where)
    if bodies.get("note", "") != one.note:
        yield FormatError("cell_differs", where=f"{where} note")
    if bodies.get("speaker") != (one.speaker.name if one.speaker else None):
        yield FormatError("cell_differs", where=f"{where} speaker")
    values = [
        (body["sa:attribute"], body["value"])
        for body in found["body"]
        if body["purpose"] == "classifying"
    ]
    if values != [(key, each) for key in sorted(one.values) for each in as_keys(one.values[key])]:
        yield FormatError("cell_differs", where=f"{where} values")


def _targets_differ(
    targets: list[Document],
    article: ArticleRecord,
    one: AttributionRecord,
    role: str,
    mode: TextMode,
    where: str,
) -> Iterator[FormatError]:
    text = article.text
    places = []
    for target in targets:
        position, *quotes = target["selector"]
        start, end = position["start"], position["end"]
        places.append((start, end))
        words = text[start:end]
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        if mode is TextMode.NONE:
            held = [position[f"sa:{part}Sha256"] for part in ("quote", "before", "after")]
            right = [hashlib.sha256(each.encode()).hexdigest() for each in (words, before, after)]
            right += [""] * len(quotes)
        else:
            [quote] = quotes
            held = [quote["exact"], *(quote.get(key) for key in ("prefix", "suffix"))]
            right = [words, *((before, after) if mode is TextMode.FULL else (None, None))]
        if held != right:
            yield FormatError("quote_mismatch", where=where, quote=str(held[0]))
        if target["source"]["id"] != f"urn:uuid:{article.id}":
            yield FormatError("article_differs", where=where)
    if places != [(span.start, span.end) for span in one.spans if span.role.value == role]:
        yield FormatError("count_differs", where=where)


def _bodies(found: Document) -> dict[str, str]:
    return {
        body["sa:field"]: body["value"]
        for body in _listed(found["body"])
        if isinstance(body, dict) and "sa:field" in body
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
