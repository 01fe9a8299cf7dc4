"""Reading written spaCy documents back with spaCy: text, tokens under each span, exact offsets."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from annotator.domain.errors import FormatError
from annotator.domain.text.article_text import without_lone_surrogates
from annotator.formats.interfaces import MAX_PROBLEMS, VerifyReport
from annotator.formats.primary_labels import PrimaryLabels
from annotator.formats.records import ArticleRecord, AttributionRecord
from annotator.formats.standoff_details import attribution_details, work_details
from annotator.formats.work_of_persons import WorkNames, works_of

_ROLES = ("content", "source", "cue", "condition")


def verify_folder(
    path: Path, articles: Iterable[ArticleRecord], labels: PrimaryLabels
) -> VerifyReport:
    """Hold every document to its record; a file that spaCy cannot read is one problem."""
    rows = spans = 0
    problems: list[FormatError] = []
    names = WorkNames()
    try:
        for place, (doc, article) in enumerate(zip_longest(_docs(path), articles), start=1):
            if doc is None or article is None:
                found = [FormatError("row_missing" if doc is None else "row_surplus", row=place)]
            else:
                data = doc.user_data.get("stance_annotator", {})
                rows += len(data.get("attributions", ()))
                spans += sum(len(one.spans) for one in article.attributions)
                found = list(_differences(doc, data, article, labels, names, place))
            problems.extend(found[: MAX_PROBLEMS - len(problems)])
    except Exception as error:  # noqa: BLE001 — whatever spaCy says of a damaged file
        problems.append(FormatError("read_failed", file=path.name, reason=str(error)))
    return VerifyReport(rows, tuple(problems), spans)


def _docs(path: Path) -> Iterator[Any]:
    import spacy
    from spacy.tokens import DocBin

    for file in sorted(path.glob("*.spacy")):
        yield from DocBin().from_disk(file).get_docs(spacy.blank("xx").vocab)


def _differences(
    doc: Any,
    data: dict[str, Any],
    article: ArticleRecord,
    labels: PrimaryLabels,
    names: WorkNames,
    place: int,
) -> Iterator[FormatError]:
    if data.get("article", {}).get("id") != str(article.id):
        yield FormatError("article_differs", row=place)
        return
    if doc.text != article.text:
        yield FormatError("text_differs", row=place)
        return
    works = works_of(article)
    wanted = [
        _as_read({"work": names.of(work.whose), **attribution_details(one)})
        for work in works
        for one in work.attributions
    ]
    found = [_as_read(one) for one in data["attributions"]]
    if len(found) != len(wanted):
        yield FormatError("count_differs", row=place, where="attributions")
        return
    if found != wanted or _as_read(data["works"]) != _as_read(
        {names.of(work.whose): work_details(work) for work in works}
    ):
        yield FormatError("line_differs", row=place)
    groups = {f"{names.of(work.whose)}/{role}" for work in works for role in _ROLES}
    if set(doc.spans) != groups:
        yield FormatError("count_differs", row=place, where="spans")
        return
    for work in works:
        for role in _ROLES:
            group = doc.spans[f"{names.of(work.whose)}/{role}"]
            pieces = Counter((one.id_, one.label_, one.start_char, one.end_char) for one in group)
            if pieces != _pieces(doc, work.attributions, role, labels):
                yield FormatError("quote_mismatch", row=place, where=f"{group.name}")
    for about, one in zip(found, (one for work in works for one in work.attributions), strict=True):
        for role in _ROLES:
            quotes = [span.quote for span in one.spans if span.role.value == role]
            if [doc.text[start:end] for start, end in about.get(role, ())] != quotes:
                yield FormatError("quote_mismatch", row=place, where=f"{one.id} {role}")


def _pieces(
    doc: Any, attributions: Iterable[AttributionRecord], role: str, labels: PrimaryLabels
) -> Counter[tuple[str, str, int, int]]:
    """Return what must stand in a group: each span with the tokens that it touches."""
    found: Counter[tuple[str, str, int, int]] = Counter()
    ends = [(token.idx, token.idx + len(token)) for token in doc]
    for one in attributions:
        label = labels.of(one) if role == "content" else role
        for span in one.spans:
            if span.role.value == role:
                touched = [(b, e) for b, e in ends if b < span.end and e > span.start]
                place = (touched[0][0], touched[-1][1])
                found[str(one.id), without_lone_surrogates(label), *place] += 1
    return found


def _as_read(document: Any) -> Any:
    """Return a document with tuples as lists and no half of a surrogate pair, as files have it."""
    return json.loads(without_lone_surrogates(json.dumps(document, ensure_ascii=False)))
