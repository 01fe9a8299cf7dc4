"""An article as a task of Label Studio: each person's work in a round is one annotation, gold too.

Offsets are code points: that is what Label Studio stores, and shows right since its interface
stopped counting UTF-16 units. ``completed_by`` is not written: an import is refused as a
whole where it names nobody that the installation knows. Who it was stands in the control
``annotator``.
"""

from collections.abc import Iterator, Sequence

from annotator.domain.annotation_sets import SetState
from annotator.domain.codebook import Scope
from annotator.domain.text.spans import SpanRole
from annotator.formats import label_studio_controls as names
from annotator.formats.json_parts import Document
from annotator.formats.label_studio_controls import Controls
from annotator.formats.records import ArticleRecord, AttributionRecord, Layer
from annotator.formats.standoff_details import article_details, attribution_details, work_details
from annotator.formats.work_of_persons import Work, works_of


def task_document(article: ArticleRecord, controls: Controls) -> Document:
    """Return the task of an article; ``data.record`` holds what controls have no place for."""
    works = works_of(article)
    about = article_details(article)
    data = {
        "text": article.text,
        "title": about.get("title", ""),
        "record": record_document(article, works),
    }
    return {"data": data, "annotations": [_annotation(one, controls) for one in works]}


def record_document(article: ArticleRecord, works: Sequence[Work]) -> Document:
    """Return what is known of an article and of all work on it, without words of its text."""
    return {
        "article": article_details(article),
        "work": [
            {**work_details(one), "attributions": list(map(attribution_details, one.attributions))}
            for one in works
        ],
    }


def region_id(one: AttributionRecord, role: SpanRole, number: int) -> str:
    """Return the identifier of a region; ``number`` counts from 1 among those of its role."""
    return f"{one.id}-{role.value}-{number}"


def _annotation(work: Work, controls: Controls) -> Document:
    own_set = work.set
    results = [*_about_article(work, controls)]
    ids = {one.id for one in work.attributions}
    for one in work.attributions:
        results.extend(_regions(one))
        results.extend(_about_attribution(one, controls))
        results.extend(_relations(one))
        if one.reported_by in ids and one.reported_by != one.id:
            first = region_id(one, SpanRole.CONTENT, 1)
            carrier = f"{one.reported_by}-{SpanRole.CONTENT.value}-1"
            results.append(_relation(first, carrier, names.REPORTED_BY))
    return {
        "result": results,
        "ground_truth": work.whose.layer is Layer.GOLD,
        "was_cancelled": own_set is not None and own_set.state is SetState.CANNOT_CODE,
        **({"lead_time": own_set.seconds} if own_set and own_set.seconds else {}),
    }


def _about_article(work: Work, controls: Controls) -> Iterator[Document]:
    if work.whose.annotator:
        yield _whole(names.ANNOTATOR, "textarea", [work.whose.annotator])
    yield _whole(names.ROUND, "textarea", [work.whose.round])
    for key, value in sorted(work.set.values.items()) if work.set else ():
        control = controls.of(Scope.ARTICLE, key)
        if control and (held := control.held(value)):
            yield _whole(control.name, "textarea" if control.is_text else "choices", held)


def _regions(one: AttributionRecord) -> Iterator[Document]:
    for role in SpanRole:
        for number, place in enumerate(_places(one, role), start=1):
            value = {**place, "labels": [role.value]}
            yield _result(region_id(one, role, number), names.SPANS, "labels", value)


def _about_attribution(one: AttributionRecord, controls: Controls) -> Iterator[Document]:
    first = next(iter(_places(one, SpanRole.CONTENT)))
    identifier = region_id(one, SpanRole.CONTENT, 1)
    found: list[tuple[str, str, list[str]]] = []
    if one.speaker and one.speaker.name:
        found.append((names.SPEAKER, "textarea", [one.speaker.name]))
    for key, value in sorted(one.values.items()):
        control = controls.of(Scope.ATTRIBUTION, key)
        if control and (held := control.held(value)):
            found.append((control.name, "textarea" if control.is_text else "choices", held))
    if one.note:
        found.append((names.NOTE, "textarea", [one.note]))
    if one.flagged:
        found.append((names.FLAGGED, "choices", ["true"]))
    for name, kind, words in found:
        yield _result(identifier, name, kind, {**first, _KEYS[kind]: words})


def _relations(one: AttributionRecord) -> Iterator[Document]:
    first = region_id(one, SpanRole.CONTENT, 1)
    for role in SpanRole:
        for number, _ in enumerate(_places(one, role), start=1):
            other = region_id(one, role, number)
            if role is not SpanRole.CONTENT:
                yield _relation(other, first, role.value)
            elif number > 1:
                yield _relation(first, other, names.CONTINUES)


def _places(one: AttributionRecord, role: SpanRole) -> list[Document]:
    return [
        {"start": span.start, "end": span.end, "text": span.quote}
        for span in one.spans
        if span.role is role
    ]


_KEYS = {"textarea": "text", "choices": "choices"}


def _whole(name: str, kind: str, words: list[str]) -> Document:
    return _result(name, name, kind, {_KEYS[kind]: words})


def _result(identifier: str, name: str, kind: str, value: Document) -> Document:
    about = {"id": identifier, "from_name": name, "to_name": names.TEXT, "type": kind}
    return {**about, "value": value, "origin": "manual"}


def _relation(origin: str, target: str, label: str) -> Document:
    about = {"type": "relation", "from_id": origin, "to_id": target}
    return {**about, "direction": "right", "labels": [label]}
