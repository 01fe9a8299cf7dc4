"""An article under adjudication as the article view draws it: items in the text, coders' lanes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import Coder, DifferenceKind, Item, ItemState
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Attribution, QuotedSpan, ordered_spans
from annotator.domain.codebook import Attribute, Value, as_keys
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import Span, SpanRole, joined
from annotator.ui.widgets.article_view import AttributionMark, LaneBar, LaneLook
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication

_PARTS = {
    DifferenceKind.BOUNDARY,
    DifferenceKind.MISSING,
    DifferenceKind.SPLIT,
    DifferenceKind.DOUBLE,
}
"""Where people differ in which words they marked."""


def marks_of(
    shown: Adjudication, current: uuid.UUID | None, chosen: Sequence[Span] | None = None
) -> tuple[AttributionMark, ...]:
    """Return the items as they are drawn in the text, the current one compared word by word.

    ``chosen`` is the content that was chosen for the current item so far; None: that of its gold.
    """
    result = []
    primary = shown.codebook.primary
    for number, item in enumerate(in_text(shown), start=1):
        value = item_value(item, primary)
        label = item_label(shown, item, number)
        if item.id != current:
            spans = _united(shown, item) if item.gold is None else item.gold.spans
            if item.state is ItemState.CHECK:
                spans = passage_of(item)
            result.append(AttributionMark(item.id, number, spans, value, label))
            continue
        content, contested = compared(shown, item)
        if item.state is ItemState.CHECK:
            content, contested = passage_of(item), frozenset()
        others = (
            ()
            if item.state is ItemState.CHECK
            else (one for one in _united(shown, item) if one.role is not SpanRole.CONTENT)
        )
        if chosen is None:
            chosen = [one.span for one in item.gold.content] if item.gold else ()
        result.append(
            AttributionMark(
                item.id,
                number,
                ordered_spans((*content, *others)),
                value,
                label,
                contested=contested,
                chosen=tuple(chosen),
            )
        )
    return tuple(result)


def bars_of(shown: Adjudication) -> tuple[LaneBar, ...]:
    """Return for each item what stands in each coder's lane; nothing where it is checked blind."""
    primary = shown.codebook.primary
    result = []
    for item in in_text(shown):
        whole = extent_of(item)
        if whole is None or item.state is ItemState.CHECK:
            continue
        for lane, coder in enumerate(shown.coders):
            own = item.candidates.get(coder.person_id)
            if own is None:
                if not _coded(coder):
                    continue  # Who could not code the article did not overlook anything in it.
                look, value, extent = LaneLook.MISSING, None, whole
                words = tr("Coder {letter} marked nothing here", letter=coder.letter)
            else:
                look, value = LaneLook.VALUE, value_of(own, primary)
                extent = _extent([own]) or whole
                words = tr(
                    "Coder {letter}: {value}",
                    letter=coder.letter,
                    value=value.label if value else _none_of(primary),
                )
            result.append(LaneBar(item.id, lane, extent, value, look, words))
    return tuple(result)


def passage_of(item: Item) -> tuple[QuotedSpan, ...]:
    """Return the words that are to be judged blind, as all who marked them have them by rule."""
    agreed = item.agreed.get(SpanRole.CONTENT.value)
    value = agreed.value if agreed is not None else ()
    return (
        tuple(one for one in value if isinstance(one, QuotedSpan))
        if isinstance(value, tuple)
        else ()
    )


def in_text(shown: Adjudication) -> tuple[Item, ...]:
    """Return the items that are about words of the text."""
    return tuple(one for one in shown.items if one.subject is Subject.ATTRIBUTION)


def compared(shown: Adjudication, item: Item) -> tuple[tuple[QuotedSpan, ...], frozenset[Span]]:
    """Return the content that anybody marked, cut where not the same people marked it.

    Second, those of its parts that some did not mark; none where the difference is one of quotation
    marks, spaces or punctuation only.
    """
    text = shown.article.text
    work = {person: _content(one) for person, one in item.candidates.items()}
    people = {one.person_id for one in shown.coders if _coded(one)} | set(work)
    differ = len(work) < len(people) or any(one.kind in _PARTS for one in item.differences)
    ends = sorted(
        {at for spans in work.values() for span in spans for at in (span.start, span.end)}
    )
    parts: list[tuple[Span, bool]] = []
    for start, end in pairwise(ends):
        part = Span(start, end)
        marked = sum(any(span.contains(part) for span in spans) for spans in work.values())
        if not marked:
            continue
        words = any(letter.isalnum() for letter in part.quote(text))
        contested = differ and marked < len(people) and (words or len(work) < len(people))
        if parts and parts[-1][1] is contested and parts[-1][0].end == start:
            parts[-1] = Span(parts[-1][0].start, end), contested
        else:
            parts.append((part, contested))
    content = tuple(_quoted(text, SpanRole.CONTENT, part) for part, _contested in parts)
    return content, frozenset(part for part, contested in parts if contested)


def alone_letters(shown: Adjudication, item: Item | None) -> tuple[str, ...]:
    """Return the letters of those who marked words of an item that some others did not mark."""
    if item is None:
        return ()
    contested = compared(shown, item)[1]
    return tuple(
        coder.letter
        for coder in shown.coders
        if coder.person_id in item.candidates
        and any(
            span.overlaps(part)
            for span in _content(item.candidates[coder.person_id])
            for part in contested
        )
    )


def item_value(item: Item, primary: Attribute) -> Value | None:
    """Return an item's primary value: of its gold, else the agreed one; None while it is open.

    That of an item that is to be judged without a look at others' values is not told; what was
    decided to be no attribution has none.
    """
    if item.gold is not None:
        return value_of(item.gold, primary)
    if item.rejected or item.state is ItemState.CHECK or primary.key not in item.agreed:
        return None
    agreed = item.agreed[primary.key].value
    return primary.value(agreed) if isinstance(agreed, str) else None


def value_of(attribution: Attribution, attribute: Attribute) -> Value | None:
    """Return an attribution's value of an attribute, the first of several."""
    keys = as_keys(attribution.values.get(attribute.key))
    return attribute.value(keys[0]) if keys else None


def item_label(shown: Adjudication, item: Item, number: int) -> str:
    """Return an item in words: number, speaker, value or that it is open."""
    primary = shown.codebook.primary
    value = item_value(item, primary)
    speaker_id = item.gold.speaker_id if item.gold else None
    if speaker_id is None:
        speaker_id = next((one.speaker_id for one in item.candidates.values()), None)
    speaker = shown.speakers.get(speaker_id) if speaker_id else None
    undecided = tr("{attribute} not decided", attribute=primary.label)
    if item.rejected:
        undecided = tr("rejected")
    name = speaker.name if speaker else tr("no speaker")
    if item.state is ItemState.CHECK:
        name = tr("speaker hidden")
    parts = (
        tr("Item {number} of {total}", number=number, total=len(in_text(shown))),
        name,
        value.label if value else undecided,
    )
    return ", ".join(parts)


def extent_of(item: Item) -> Span | None:
    """Return where an item is: from the first to the last word of its content."""
    return _extent([*item.candidates.values(), *((item.gold,) if item.gold else ())])


def _united(shown: Adjudication, item: Item) -> tuple[QuotedSpan, ...]:
    """Return what anybody marked, by role; nothing where that was decided to be no attribution."""
    if item.rejected:
        return ()
    work = list(item.candidates.values()) or ([item.gold] if item.gold else [])
    return ordered_spans(
        _quoted(shown.article.text, role, span)
        for role in SpanRole
        for span in joined(one.span for own in work for one in own.of_role(role))
    )


def _extent(work: Iterable[Attribution]) -> Span | None:
    spans = [one for own in work for one in own.content]
    if not spans:
        return None
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def _content(own: Attribution) -> tuple[Span, ...]:
    return joined(one.span for one in own.content)


def _quoted(text: str, role: SpanRole, span: Span) -> QuotedSpan:
    return QuotedSpan(role, span.start, span.end, span.quote(text))


def _coded(coder: Coder) -> bool:
    return coder.state is not SetState.CANNOT_CODE


def _none_of(attribute: Attribute) -> str:
    return tr("no {attribute}", attribute=attribute.label)
