"""What feedback says of an item, in words: a heading, and rows of own beside gold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.adjudication.feedback_items import FeedbackItem, Side
from annotator.domain.adjudication.item import CONTENT, SPAN_FIELDS, SPEAKER, STATE
from annotator.domain.alignment.compared_values import compared_attributes
from annotator.domain.codebook import Codebook, Scope
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import SpanRole
from annotator.ui.adjudicating.field_words import field_label, reasons, state_words, value_words
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.feedback import ArticleFeedback

Row = tuple[str, tuple[str, str, str]]
"""A field's key; its name (with ≠ before it where both differ), the own value, that of gold."""
UNLIKE = "≠"


def heading(item: FeedbackItem, codebook: Codebook) -> str:
    """Return what became of an item, in one sentence."""
    if item.own is None:
        return tr("Gold has this; you did not mark it")
    if item.gold is None:
        return tr("You marked this; gold does not have it")
    if not item.differs:
        return tr("As in gold")
    fields = ", ".join(field_label(one, codebook) for one in item.differs)
    return tr("Different: {fields}", fields=fields)


def article_heading(feedback: ArticleFeedback) -> str:
    """Return the same of the article's own values."""
    differing = [one.field for one in feedback.values if one.differs]
    if not differing:
        return tr("The article as a whole: as in gold")
    fields = ", ".join(field_label(one, feedback.codebook) for one in differing)
    return tr("The article as a whole: different in {fields}", fields=fields)


def item_rows(item: FeedbackItem, codebook: Codebook) -> list[Row]:
    """Return the fields that either side has, the words said first."""
    sides = (item.own, item.gold)
    rows: list[Row] = []
    for field in (*SPAN_FIELDS[:1], SPEAKER, *SPAN_FIELDS[1:]):
        if field == SPEAKER:
            cells = [_speaker(one) for one in sides]
        else:
            cells = [_spans(one, SpanRole(field)) for one in sides]
        if any(cells) or field == CONTENT:
            rows.append(_row(field, cells, codebook, differs=field in item.differs))
    for attribute in compared_attributes(codebook, Scope.ATTRIBUTION):
        shown = [one for one in sides if one is not None and attribute.shown(one.values)]
        if shown:
            cells = [
                value_words(attribute.key, one.values.get(attribute.key), codebook, {})
                if one is not None
                else ""
                for one in sides
            ]
            differs = attribute.key in item.differs
            rows.append(_row(attribute.key, cells, codebook, differs=differs))
    return rows


def article_rows(feedback: ArticleFeedback) -> list[Row]:
    """Return the article's own values, and whether it can be coded."""
    codebook = feedback.codebook
    rows = []
    for one in feedback.values:
        cells = [
            state_words(str(value or ""), codebook)
            if one.field == STATE
            else value_words(one.field, value, codebook, {})
            for value in (one.own, one.gold)
        ]
        rows.append(_row(one.field, cells, codebook, differs=one.differs))
    return rows


def article_item(feedback: ArticleFeedback) -> FeedbackItem | None:
    """Return the decision on the article's own values, where there is one."""
    return next((one for one in feedback.items if one.subject is Subject.ARTICLE), None)


def reason_words(key: str | None) -> str:
    """Return the reason of a decision; empty where none was given."""
    return dict(reasons()).get(key or "", key or "")


def _row(field: str, cells: list[str], codebook: Codebook, *, differs: bool) -> Row:
    label = field_label(field, codebook)
    own, gold = cells
    return field, (f"{UNLIKE} {label}" if differs else label, own, gold)


def _spans(side: Side | None, role: SpanRole) -> str:
    if side is None:
        return ""
    return " … ".join(" ".join(one.quote.split()) for one in side.of_role(role))


def _speaker(side: Side | None) -> str:
    return (side.speaker or "") if side is not None else ""
