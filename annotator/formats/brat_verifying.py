"""Reading a written brat folder back: lines taken apart anew, each span looked up in its text."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from annotator.domain.errors import FormatError
from annotator.formats.documents_index import INDEX, files_of, index_document
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.standoff_details import attribution_details, read_back
from annotator.formats.work_of_persons import Work, WorkNames

_OF_ROLE = {"Attribution": "content", "Source": "source", "Cue": "cue", "Condition": "condition"}
_CUT_OUT = re.compile("[\t\n\x85\u2028\u2029]+")
_NOT_IN_NOTES = re.compile("[\\s\x7f-\x9f\x00-\x1f\ud800-\udfff]+")
_TEXT_BOUND = re.compile(r"T(\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)

_Spans = list[tuple[int, int]]


class _File:
    """The lines of one ``.ann`` file, by kind. Raises ValueError where one is none of brat's."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.bounds: dict[str, tuple[str, _Spans, str]] = {}
        self.events: dict[str, list[tuple[str, str]]] = {}
        self.attributes: dict[str, dict[str, list[str]]] = {}
        self.comments: dict[tuple[str, str], str] = {}
        for line in lines:
            found = _TEXT_BOUND.fullmatch(line)
            identifier, _, rest = line.partition("\t")
            if found:
                pairs = [pair.split() for pair in found[3].split(";")]
                spans = [(int(start), int(end)) for start, end in pairs]
                self.bounds[identifier] = (found[2], spans, found[4])
            elif identifier.startswith("E"):
                arguments = [argument.partition(":") for argument in rest.split()]
                self.events[identifier] = [(name, target) for name, _, target in arguments]
            elif identifier.startswith("A"):
                name, target, *value = rest.split(" ")
                self.attributes.setdefault(target, {}).setdefault(name, []).extend(value)
            elif identifier.startswith("#"):
                about, _, words = rest.partition("\t")
                kind, target = about.split()
                self.comments[kind, target] = words
            else:
                raise ValueError(line)


def verify_folder(path: Path, articles: Iterable[ArticleRecord]) -> VerifyReport:
    """Hold every file to its records: text, places and words of all spans, counts and values."""
    rows = spans = 0
    problems: list[FormatError] = []
    names = WorkNames()
    wanted = (
        (article, work, file) for article in articles for file, work in files_of(article, names)
    )
    try:
        offered = _offered(path / "annotation.conf")
        with (path / INDEX).open(encoding="utf-8", errors="replace", newline="\n") as index:
            for line, one in zip_longest(index, wanted):
                if line is None or one is None:
                    found = [FormatError("line_missing" if line is None else "line_surplus")]
                else:
                    article, work, file = one
                    coded = work.attributions if work else ()
                    spans += sum(len(attribution.spans) for attribution in coded)
                    count, found = _file_differs(path, line, article, work, file, offered)
                    rows += count
                problems.extend(found[: MAX_PROBLEMS - len(problems)])
    except (OSError, ValueError) as error:
        problems.append(FormatError("read_failed", file=path.name, reason=str(error)))
    return VerifyReport(rows, tuple(problems), spans)


def _file_differs(
    path: Path,
    line: str,
    article: ArticleRecord,
    work: Work | None,
    file: str,
    offered: dict[str, list[str]],
) -> tuple[int, list[FormatError]]:
    """Return how many attributions a file holds and what is wrong with it."""
    problems: list[FormatError] = []
    rows = 0
    try:
        if json.loads(line) != read_back(index_document(article, work, file)):
            problems.append(FormatError("line_differs", where=file))
        text = _read(path / f"{file}.txt")
        lines = _read(path / f"{file}.ann").splitlines()
        if text != article.text:
            return 0, [*problems, FormatError("text_differs", where=file)]
        found = _File(lines)
        rows = len(found.events)
        records = work.attributions if work else ()
        problems.extend(_differences(found, text, records, file, offered))
    except FileNotFoundError:
        problems.append(FormatError("not_found", file=file))
    except (ValueError, KeyError, IndexError):
        problems.append(FormatError("line_malformed", where=file))
    return rows, problems


def _differences(
    found: _File,
    text: str,
    records: Iterable[AttributionRecord],
    file: str,
    offered: dict[str, list[str]],
) -> Iterator[FormatError]:
    for identifier, (_, spans, words) in found.bounds.items():
        if words != " ".join(text[start:end] for start, end in spans):
            yield FormatError("quote_mismatch", where=f"{file} {identifier}", quote=words)
    listed = {json.loads(found.comments["Record", event])["id"]: event for event in found.events}
    by_id = {str(one.id): one for one in records}
    if sorted(listed) != sorted(by_id) or len(listed) != len(found.events):
        yield FormatError("count_differs", where=file)
        return
    for key, event in listed.items():
        record = by_id[key]
        about = json.loads(found.comments["Record", event])
        if about != read_back(attribution_details(record)):
            yield FormatError("line_differs", where=f"{file} {event}")
        carrier = listed.get(str(record.reported_by)) if record.reported_by else None
        arguments = found.events[event]
        carriers = [target for name, target in arguments if name == "Reported_by"]
        if carriers != [one for one in [carrier] if one and one != event]:
            yield FormatError("line_differs", where=f"{file} {event}")
        yield from _spans_differ(found, text, record, event, file)
        held = found.attributes.get(event, {})
        yield from _values_differ(held, record, offered, f"{file} {event}")
        note = found.comments.get(("AnnotatorNotes", event), "")
        if _NOT_IN_NOTES.sub("", note) != _NOT_IN_NOTES.sub("", record.note):
            yield FormatError("line_differs", where=f"{file} {event}")


def _spans_differ(
    found: _File, text: str, record: AttributionRecord, event: str, file: str
) -> Iterator[FormatError]:
    """Hold the fragments to the marked spans: together they must be all that lines can hold."""
    for name, role in _OF_ROLE.items():
        targets = [
            target
            for argument, target in found.events[event]
            if re.fullmatch(rf"{name}\d*", argument)
        ]
        fragments = [span for target in targets for span in found.bounds[target][1]]
        spans = [one for one in record.spans if one.role.value == role]
        if any(found.bounds[target][0] != name for target in targets):
            yield FormatError("line_differs", where=f"{file} {event} {role}")
        held = [place for start, end in fragments for place in range(start, end)]
        marked = [
            place
            for one in spans
            for place in range(one.start, one.end)
            if not _CUT_OUT.match(text[place])
        ]
        if held != marked or [text[one.start : one.end] for one in spans] != [
            one.quote for one in spans
        ]:
            yield FormatError("quote_mismatch", where=f"{file} {event} {role}")


def _values_differ(
    attributes: dict[str, list[str]],
    record: AttributionRecord,
    offered: dict[str, list[str]],
    where: str,
) -> Iterator[FormatError]:
    """Hold the attributes to the values, as far as the configuration that was written has them."""
    coded: dict[str, list[str]] = {}
    for key, value in record.values.items():
        if isinstance(value, tuple):
            coded |= {f"{key}-{one}": [] for one in value if offered.get(f"{key}-{one}") == []}
        else:
            word = value if isinstance(value, str) else str(value).lower()
            if word in offered.get(key, []):
                coded[key] = [word]
    for name in sorted(attributes.keys() | coded.keys()):
        if attributes.get(name) != coded.get(name):
            yield FormatError("line_differs", where=f"{where} {name}")


def _offered(path: Path) -> dict[str, list[str]]:
    """Return the attributes that ``annotation.conf`` lists, each with its values."""
    _, _, lines = _read(path).partition("[attributes]\n")
    found: dict[str, list[str]] = {}
    for line in lines.splitlines():
        name, _, rest = line.partition("\t")
        _, _, values = rest.partition("Value:")
        found[name] = values.split("|") if values else []
    return found


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
