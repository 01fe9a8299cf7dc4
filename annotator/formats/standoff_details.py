"""What stand-off formats say beside their spans: one line of JSON for an attribution or a set.

The line has the keys of ``stance-annotator/1``, but only those that say something, and of spans
only the offsets: ``[start, end]`` in code points. It holds no line break of any kind, so it fits
wherever a format has one line for a comment.
"""

import json
import re
from dataclasses import replace
from typing import Any

from annotator.domain.errors import FormatError
from annotator.domain.text.spans import SpanRole
from annotator.formats.interfaces import TextMode, WriteOptions
from annotator.formats.json_parts import Document, day_text
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.stance_annotator_documents import attribution_document
from annotator.formats.work_of_persons import Work

_ENDS_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def require_text(options: WriteOptions, name: str) -> None:
    """Raise FormatError ``text_needed`` where articles' texts are not to be written."""
    if options.text is not TextMode.FULL:
        raise FormatError("text_needed", format=name)


def attribution_details(one: AttributionRecord) -> Document:
    """Return what is known of an attribution, without its words."""
    speaker = one.speaker and replace(one.speaker, extra={})
    document = attribution_document(replace(one, speaker=speaker, extra={}))
    for role in SpanRole:
        document[role.value] = [[span["start"], span["end"]] for span in document[role.value]]
    document["soft"] = {key: dict(shares) for key, shares in one.soft.items()}
    if document["speaker"]:
        document["speaker"] = _telling(document["speaker"])
    return _telling(document)


def work_details(work: Work) -> Document:
    """Return whose work it is and how far it has come."""
    about = {"layer": work.whose.layer.value, "annotator": work.whose.annotator}
    document: Document = {**about, "round": work.whose.round}
    if work.set:
        one = work.set
        document |= {"batch": one.batch, "state": one.state.value, "reason": one.reason}
        document["values"] = dict(sorted(one.values.items()))
    return _telling(document)


def article_details(article: ArticleRecord) -> Document:
    """Return what is known of an article beside its text, of appearances the first."""
    document: Document = {"id": str(article.id), "digest": article.digest}
    document |= {"language": article.language, "story": article.story}
    if article.appearances:
        first = article.appearances[0]
        document |= {"title": first.title, "outlet": first.outlet, "byline": first.byline}
        document |= {"published_on": day_text(first.published_on), "url": first.url}
    return _telling({**document, "title": document.get("title") or article.title})


def one_line(document: Document) -> str:
    """Return a document as JSON without a character at which any reader might break the line."""
    line = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return _ENDS_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def read_back(document: Document) -> Any:
    """Return a document as a reader of its line has it: tuples are lists."""
    return json.loads(json.dumps(document))


def _telling(document: Document) -> Document:
    return {
        key: value
        for key, value in document.items()
        if value not in (None, "", [], {}) and value is not False
    }
