"""Reading written token columns back: lines and tabs taken apart anew, each span looked up."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.primary_labels import PrimaryLabels
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.standoff_details import attribution_details, read_back, work_details
from annotator.formats.work_of_persons import works_of

_ROLES = ("content", "source", "cue", "condition")


@dataclass(slots=True)
class _Token:
    line: int
    first: bool
    """Whether its sentence begins with it."""
    cells: dict[str, str]
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _Document:
    id: str
    line: int
    tokens: list[_Token] = field(default_factory=list)
    attributions: dict[int, dict[str, Any]] = field(default_factory=dict)
    sets: dict[str, dict[str, Any]] = field(default_factory=dict)


def verify_file(
    path: Path, articles: Iterable[ArticleRecord], labels: PrimaryLabels
) -> VerifyReport:
    """Hold every token, link and tag to the records: words, places, counts and labels."""
    rows = spans = 0
    problems: list[FormatError] = []
    try:
        for document, article in zip_longest(_documents(path), articles):
            if document is None or article is None:
                line = document.line if document else None
                found = [FormatError("row_surplus" if document else "row_missing", line=line)]
            else:
                rows += len(document.attributions)
                spans += sum(len(one.spans) for one in article.attributions)
                found = list(_differences(document, article, labels))
            problems.extend(found[: MAX_PROBLEMS - len(problems)])
    except (ValueError, KeyError, IndexError, UnicodeDecodeError):
        problems.append(FormatError("line_malformed"))
    except OSError as error:
        problems.append(FormatError("read_failed", file=path.name, reason=error.strerror))
    return VerifyReport(rows, tuple(problems), spans)


def _documents(path: Path) -> Iterator[_Document]:
    document: _Document | None = None
    columns: list[str] = []
    first = True
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, raw in enumerate(file, start=1):
            line = raw.removesuffix("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                words = key.split()
                if words == ["global.columns"]:
                    columns = value.split()
                elif words == ["newdoc", "id"]:
                    if document:
                        yield document
                    document = _Document(value.strip(), number)
                elif words[:1] == ["attribution"] and document:
                    document.attributions[int(words[1])] = json.loads(value)
                elif words[:1] == ["set"] and document:
                    document.sets[words[1]] = json.loads(value)
            elif not line:
                first = True
            elif document is None:
                raise ValueError(line)
            else:
                cells = dict(zip(columns, line.split("\t"), strict=True))
                token = _Token(number, first, cells, int(cells["START"]), int(cells["END"]))
                document.tokens.append(token)
                first = False
    if document:
        yield document


def _differences(
    document: _Document, article: ArticleRecord, labels: PrimaryLabels
) -> Iterator[FormatError]:
    if document.id != str(article.id):
        yield FormatError("article_differs", line=document.line)
        return
    rest = 0
    for token in document.tokens:
        between = article.text[rest : token.start]
        if token.cells["FORM"] != article.text[token.start : token.end] or between.strip():
            yield FormatError("text_differs", line=token.line)
        rest = token.end
    if article.text[rest:].strip():
        yield FormatError("text_differs", line=document.line)
    records = {str(one.id): one for one in article.attributions}
    if sorted(one.get("id", "") for one in document.attributions.values()) != sorted(records):
        yield FormatError("count_differs", line=document.line, where="attribution")
        return
    linked = _linked(document)
    for number, about in document.attributions.items():
        record = records[about["id"]]
        bare = {key: one for key, one in about.items() if key not in ("columns", "left_out")}
        where = f"attribution {number}"
        if bare != read_back(attribution_details(record)):
            yield FormatError("line_differs", line=document.line, where=where)
        for role in _ROLES:
            yield from _spans_differ(document, article, record, role, where, linked)
    if list(document.sets.values()) != [read_back(work_details(one)) for one in works_of(article)]:
        yield FormatError("line_differs", line=document.line, where="set")
    for name in _columns(document):
        yield from _tags_differ(document, records, name, labels)


def _columns(document: _Document) -> list[str]:
    cells = document.tokens[0].cells if document.tokens else {}
    return [name.removesuffix(":LINKS") for name in cells if name.endswith(":LINKS")]


def _linked(document: _Document) -> dict[tuple[str, int], list[_Token]]:
    """Return the tokens that are said to belong to each role of each attribution."""
    found: dict[tuple[str, int], list[_Token]] = {}
    for token in document.tokens:
        for name, cell in token.cells.items():
            if name.endswith(":LINKS") and cell != "_":
                for link in cell.split("|"):
                    role, number = link.split("=")
                    if document.attributions[int(number)]["columns"] != name[: -len(":LINKS")]:
                        raise ValueError(link)
                    found.setdefault((role, int(number)), []).append(token)
    return found


def _spans_differ(
    document: _Document,
    article: ArticleRecord,
    record: AttributionRecord,
    role: str,
    where: str,
    linked: dict[tuple[str, int], list[_Token]],
) -> Iterator[FormatError]:
    spans = [one for one in record.spans if one.role.value == role]
    number = int(where.split()[1])
    tokens = linked.get((role, number), [])
    inside = [
        token
        for token in document.tokens
        if any(token.start < span.end and token.end > span.start for span in spans)
    ]
    if tokens != inside:
        yield FormatError("count_differs", line=document.line, where=f"{where}.{role}")
    offsets = document.attributions[number].get(role, [])
    if [article.text[start:end] for start, end in offsets] != [span.quote for span in spans]:
        yield FormatError("quote_mismatch", line=document.line, where=f"{where}.{role}")


def _tags_differ(
    document: _Document, records: dict[str, AttributionRecord], name: str, labels: PrimaryLabels
) -> Iterator[FormatError]:
    before: _Token | None = None
    for token in document.tokens:
        links = [one.split("=") for one in token.cells[f"{name}:LINKS"].split("|") if one != "_"]
        for role in _ROLES:
            right = set()
            for linked_role, number in links:
                about = document.attributions[int(number)]
                if linked_role == role and not _left_out(about, role, token):
                    begins = token.first or not _goes_on(about, role, before, token)
                    of_content = role == "content"
                    label = labels.of(records[about["id"]]) if of_content else role
                    right.add(f"{'B' if begins else 'I'}-{label}")
            right = right or {"O" if name in document.sets else "_"}
            if {token.cells[f"{name}:{role.upper()}"]} != right:
                yield FormatError("cell_differs", line=token.line, where=f"{name}:{role.upper()}")
        before = token


def _left_out(about: dict[str, Any], role: str, token: _Token) -> bool:
    for one in about.get("left_out", ()):
        of_role, start, end = one.split("/")
        if of_role == role and int(start) < token.end and int(end) > token.start:
            return True
    return False


def _goes_on(about: dict[str, Any], role: str, before: _Token | None, token: _Token) -> bool:
    """Tell whether one fragment holds the token before this one as well."""
    return before is not None and any(
        start < before.end and end > token.start for start, end in about.get(role, ())
    )
