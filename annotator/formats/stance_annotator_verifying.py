"""Reading a written ``stance-annotator/1`` file back: plain JSON, none of the reader's code."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.formats.interfaces import MAX_PROBLEMS, TextMode, VerifyReport
from annotator.formats.records import ArticleRecord
from annotator.formats.stance_annotator_documents import KeptSpeakers, OfSpeaker, line_document

_ROLES = ("content", "source", "cue", "condition")
_CONTEXT = 32


def verify_file(path: Path, articles: Iterable[ArticleRecord], mode: TextMode) -> VerifyReport:
    """Hold every line to its record: text, each span's words, counts, and then all the rest."""
    rows = spans = 0
    of_speaker = KeptSpeakers().document
    problems: list[FormatError] = []
    with path.open("rb") as file:
        project_line = _parsed(next(file, b""))
        if "project" not in project_line:
            problems.append(FormatError("project_line_missing", line=1))
        for line, (raw, record) in enumerate(zip_longest(file, articles), start=2):
            found: list[FormatError] = []
            if raw is None:
                found.append(FormatError("line_missing", line=line))
            elif record is None:
                found.append(FormatError("line_surplus", line=line))
            else:
                document = _parsed(raw)
                rows += len(document.get("attributions", ()))
                spans += sum(len(one.spans) for one in record.attributions)
                try:
                    found.extend(_differences(document, record, mode, line, of_speaker))
                except (KeyError, TypeError, AttributeError):
                    found.append(FormatError("line_malformed", line=line))
            problems.extend(found[: MAX_PROBLEMS - len(problems)])
    return VerifyReport(rows, tuple(problems), spans)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _differences(
    document: dict[str, Any],
    record: ArticleRecord,
    mode: TextMode,
    line: int,
    of_speaker: OfSpeaker,
) -> Iterator[FormatError]:
    article = document.get("article")
    if not isinstance(article, dict) or article.get("id") != str(record.id):
        yield FormatError("article_differs", line=line)
        return
    if mode is TextMode.FULL:
        text = article.get("text")
        whole = isinstance(text, str) and _sha256(text) == record.digest == article.get("digest")
        if not whole:
            yield FormatError("text_differs", line=line)
            return
    elif "text" in article:
        yield FormatError("text_differs", line=line)
    for key, expected in (
        ("sets", len(record.sets)),
        ("attributions", len(record.attributions)),
        ("decisions", len(record.decisions)),
        ("feedback", len(record.feedback)),
    ):
        # Feedback is written only where there is any.
        listed = document.get(key, ()) if key == "feedback" else document[key]
        if len(listed) != expected:
            yield FormatError("count_differs", line=line, where=key, expected=expected)
    spans = {str(one.id): len(one.spans) for one in record.attributions}
    for place, attribution in enumerate(document["attributions"]):
        where = f"attributions[{place}]"
        found = [span for role in _ROLES for span in attribution[role]]
        if len(found) != spans.get(attribution.get("id")):
            yield FormatError("count_differs", line=line, where=where)
        for span in found:
            if not _right(span, record.text, mode):
                yield FormatError("quote_mismatch", line=line, where=where, quote=span.get("quote"))
    # Names, values, notes and all the rest: as JSON they must be what was to be written. Mostly
    # they are equal as they stand, and need not be made JSON, which takes longer than the rest.
    wanted = line_document(record, mode, of_speaker=of_speaker)
    if document != wanted and document != json.loads(json.dumps(wanted)):
        yield FormatError("line_differs", line=line)


def _right(span: dict[str, Any], text: str, mode: TextMode) -> bool:
    start, end = span["start"], span["end"]
    words = text[start:end]
    if mode is not TextMode.NONE:
        return bool(span.get("quote") == words)
    hashes = {
        "quote_sha256": _sha256(words),
        "before_sha256": _sha256(text[max(start - _CONTEXT, 0) : start]),
        "after_sha256": _sha256(text[end:][:_CONTEXT]),
    }
    return "quote" not in span and all(span.get(key) == hashes[key] for key in hashes)


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
