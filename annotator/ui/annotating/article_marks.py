"""A coding as the article view draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Value, as_keys
from annotator.domain.text.spans import Span
from annotator.ui.widgets.article_view import AttributionMark, HeaderInfo
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.coding import Coding


def marks_of(coding: Coding) -> tuple[AttributionMark, ...]:
    """Return the article's attributions with their numbers, shapes and labels."""
    return tuple(
        AttributionMark(
            one.id, number, one.spans, primary_value(coding, one), label_of(coding, one, number)
        )
        for number, one in enumerate(coding.attributions, start=1)
    )


def primary_value(coding: Coding, attribution: Attribution) -> Value | None:
    """Return an attribution's value of the primary attribute, None while it has none."""
    primary = coding.codebook.primary
    keys = as_keys(attribution.values.get(primary.key))
    return primary.value(keys[0]) if keys else None


def label_of(coding: Coding, attribution: Attribution, number: int) -> str:
    """Return number, speaker and value of an attribution in words."""
    speaker = coding.speakers.get(attribution.speaker_id) if attribution.speaker_id else None
    value = primary_value(coding, attribution)
    parts = (
        tr("Attribution {number} of {total}", number=number, total=len(coding.attributions)),
        speaker.name if speaker else tr("no speaker"),
        value.label if value else tr("no {attribute}", attribute=coding.codebook.primary.label),
    )
    return ", ".join(parts)


def header_of(coding: Coding) -> HeaderInfo:
    """Return what stands above the article: of its first appearance."""
    article = coding.article.article
    first = coding.article.appearances[0] if coding.article.appearances else None
    return HeaderInfo(
        title=article.title,
        outlet=first.outlet if first else None,
        published_on=first.published_on if first else None,
        byline=first.byline if first else None,
        word_count=article.word_count,
        versions=coding.versions,
    )


def title_of(coding: Coding) -> Span | None:
    """Return where the text's own title line is."""
    article = coding.article.article
    if article.title_end <= article.title_start:
        return None
    return Span(article.title_start, article.title_end)
