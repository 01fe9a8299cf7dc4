"""Articles and attributions as annotations of the W3C Web Annotation Data Model.

One annotation says what each article is, one how far somebody is with it, and one stands for each
attribution. Its targets are the fragments of its content, which belong together; source, cue and
condition are annotations of their own that link their words to it. Positions count code points, as
the model demands. Terms that the model lacks have the prefix ``sa``.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from annotator.domain.attributions import QuotedSpan
from annotator.domain.codebook import as_keys
from annotator.domain.documents import instant_text
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole
from annotator.formats.hidden_quotes import CONTEXT, hidden_quote
from annotator.formats.interfaces import TextMode
from annotator.formats.json_parts import Document
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.standoff_details import (
    article_details,
    attribution_details,
    one_line,
    work_details,
)
from annotator.formats.work_of_persons import Work, works_of

PREFIX = "urn:stance-annotator:"
JSON_LD_CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"sa": PREFIX}]
_HASHES = {
    "quote_sha256": "sa:quoteSha256",
    "before_sha256": "sa:beforeSha256",
    "after_sha256": "sa:afterSha256",
}


def annotations_of(article: ArticleRecord, mode: TextMode) -> Iterator[Document]:
    """Yield the annotations on an article: what it is, then each person's work, gold last."""
    yield _of_article(article, mode)
    for work in works_of(article):
        yield _of_work(article, work)
        for one in work.attributions:
            yield _of_attribution(article, one, mode)
            yield from _of_other_roles(article, one, mode)


def _of_article(article: ArticleRecord, mode: TextMode) -> Document:
    full = mode is TextMode.FULL
    # A title that no appearance gives is read from the text, and only goes with it.
    details = article_details(article if full else replace(article, title=""))
    bodies = [_json_body(details)]
    if full:
        bodies.append(_body("describing", article.text, {"sa:field": "text"}))
    return {
        "id": _urn(derived_id("web-annotation", "article", str(article.id))),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": _source(article),
    }


def _of_work(article: ArticleRecord, work: Work) -> Document:
    whose = work.whose
    parts = (str(article.id), whose.layer.value, whose.annotator or "", whose.round)
    return {
        "id": _urn(derived_id("web-annotation", "work", *parts)),
        "type": "Annotation",
        "motivation": "assessing",
        **_creator(whose.annotator),
        "sa:layer": whose.layer.value,
        "sa:round": whose.round,
        "body": [_json_body(work_details(work))],
        "target": _source(article),
    }


def _of_attribution(article: ArticleRecord, one: AttributionRecord, mode: TextMode) -> Document:
    bodies = [
        _body("classifying", choice, {"sa:attribute": key})
        for key, value in sorted(one.values.items())
        for choice in as_keys(value)
    ]
    if one.speaker:
        speaker = {"sa:field": "speaker", "sa:speaker": _urn(one.speaker.id)}
        bodies.append(_body("identifying", one.speaker.name, speaker))
    if one.note:
        bodies.append(_body("commenting", one.note, {"sa:field": "note"}))
    bodies.append(_json_body(attribution_details(one)))
    content = [span for span in one.spans if span.role is SpanRole.CONTENT]
    instants = {"created": one.created_at, "modified": one.updated_at}
    return {
        "id": _urn(one.id),
        "type": "Annotation",
        "motivation": "classifying",
        **_creator(one.annotator),
        **{key: instant_text(value) for key, value in instants.items() if value},
        "sa:layer": one.layer.value,
        "sa:round": one.round,
        **({"sa:reportedBy": _urn(one.reported_by)} if one.reported_by else {}),
        "body": bodies,
        "target": [_target(article, span, mode) for span in content],
    }


def _of_other_roles(
    article: ArticleRecord, one: AttributionRecord, mode: TextMode
) -> Iterator[Document]:
    for role in SpanRole:
        spans = [span for span in one.spans if span.role is role]
        if role is SpanRole.CONTENT or not spans:
            continue
        yield {
            "id": _urn(derived_id("web-annotation", role.value, str(one.id))),
            "type": "Annotation",
            "motivation": "linking",
            **_creator(one.annotator),
            "sa:role": role.value,
            "body": _urn(one.id),
            "target": [_target(article, span, mode) for span in spans],
        }


def _target(article: ArticleRecord, span: QuotedSpan, mode: TextMode) -> Document:
    position: Document = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    selectors = [position]
    if mode is TextMode.NONE:
        bare = {"start": span.start, "end": span.end, "quote": span.quote}
        hidden = hidden_quote(bare, article.text)
        position |= {term: hidden[key] for key, term in _HASHES.items()}
    else:
        quote = {"type": "TextQuoteSelector", "exact": span.quote}
        if mode is TextMode.FULL:
            quote["prefix"] = article.text[max(0, span.start - CONTEXT) : span.start]
            quote["suffix"] = article.text[span.end : span.end + CONTEXT]
        selectors.append(quote)
    return {"type": "SpecificResource", "source": _source(article), "selector": selectors}


def _source(article: ArticleRecord) -> Document:
    language = {"language": article.language} if article.language else {}
    about = {"id": _urn(article.id), "type": "Text", "format": "text/plain", **language}
    return {**about, "sa:digest": article.digest}


def _creator(name: str | None) -> Document:
    if name is None:
        return {}
    person = {"id": _urn(derived_id("web-annotation", "person", name)), "type": "Person"}
    return {"creator": {**person, "name": name}}


def _body(purpose: str, value: str, more: Document) -> Document:
    about = {"type": "TextualBody", "purpose": purpose, "format": "text/plain"}
    return {**about, "value": value, **more}


def _json_body(details: Document) -> Document:
    about = {"type": "TextualBody", "purpose": "describing", "format": "application/json"}
    return {**about, "value": one_line(details), "sa:field": "record"}


def _urn(identifier: UUID) -> str:
    return identifier.urn
