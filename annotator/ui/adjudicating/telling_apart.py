"""Values that read alike and are not the same: what tells them apart, in words."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from annotator.domain.adjudication.item import SPAN_FIELDS, FieldValue
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.speakers import Speaker
from annotator.ui.adjudicating.field_words import spans_words
from annotator.ui.widgets.inspector.speaker_words import kind_label
from annotator.words import tr

_AROUND = 2
"""Words before and after a place that tell it from another one."""
_NEAR = 80
"""Letters in which those words are looked for."""


def told_apart(
    field: str,
    values: Mapping[uuid.UUID, FieldValue],
    words: Mapping[uuid.UUID, str],
    text: str,
    speakers: Mapping[uuid.UUID, Speaker],
    attributions: Sequence[Attribution] = (),
) -> dict[uuid.UUID, str]:
    """Return the words of each annotator's value, with more where different values read alike.

    Speakers get what the register has differently of them, places in the text the words around.
    """
    alike: dict[str, list[uuid.UUID]] = defaultdict(list)
    for person, said in words.items():
        alike[said].append(person)
    found = dict(words)
    for said, people in alike.items():
        different = list(dict.fromkeys(values[one] for one in people))
        if len(different) < 2:
            continue
        more = _more(field, different, text, speakers, attributions)
        for person in people:
            extra = more.get(values[person], "")
            if extra:
                found[person] = tr("{value} ({more})", value=said, more=extra)
    return found


def _more(
    field: str,
    different: Sequence[FieldValue],
    text: str,
    speakers: Mapping[uuid.UUID, Speaker],
    attributions: Sequence[Attribution],
) -> dict[FieldValue, str]:
    if field in SPAN_FIELDS:
        return {one: _around(one, text) for one in different}
    carriers = {one.id: one for one in attributions}
    if all(one in carriers for one in different):
        return {one: spans_words(carriers[one].content) for one in different}  # type: ignore[index]
    entries = [speakers[one] for one in different if one in speakers]  # type: ignore[index]
    return dict(_of_register(entries)) if len(entries) == len(different) else {}


def _of_register(entries: Sequence[Speaker]) -> list[tuple[FieldValue, str]]:
    """Return what the register has differently; two that are alike in all are counted."""
    known = [
        (one.role or "", one.affiliation or "", one.country or "", kind_label(one.kind))
        for one in entries
    ]
    telling = [at for at in range(len(known[0])) if len({one[at] for one in known}) > 1]
    told = [", ".join(one[at] for at in telling if one[at]) for one in known]
    if len(set(told)) == len(told) and all(told):
        return [(one.id, more) for one, more in zip(entries, told, strict=True)]
    order = sorted(entries, key=lambda one: one.id)
    return [
        (
            one.id,
            tr("entry {number} of {count} in the register", number=at, count=len(order)),
        )
        for at, one in enumerate(order, start=1)
    ]


def _around(value: FieldValue, text: str) -> str:
    spans = [one for one in value if isinstance(one, QuotedSpan)] if value else []  # type: ignore[union-attr]
    if not spans:
        return ""
    start, end = spans[0].start, spans[-1].end
    before = text[max(0, start - _NEAR) : start].split()[-_AROUND:]
    after = text[end : end + _NEAR].split()[:_AROUND]
    inside = " ".join(text[start:end].split())
    return tr("in “{words}”", words=" ".join((*before, inside, *after)))
