"""Items that share words: where one annotator has in two what another has in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import CONTENT, Item
from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.spans import Span
from annotator.ui.adjudicating.gold_draft import GoldDraft
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication


def gold_with_words_of(reading: Adjudication, item: Item, draft: GoldDraft) -> tuple[Item, ...]:
    """Return the items that it shares its words with, and whose gold has some of them already."""
    value = draft.value(CONTENT)
    chosen = [one.span for one in value if isinstance(one, QuotedSpan)] if value else []  # type: ignore[union-attr]
    others = (reading.item(one) for one in item.split_with)
    return tuple(
        other
        for other in others
        if other is not None
        and other.gold is not None
        and _overlap(chosen, [one.span for one in other.gold.content])
    )


def twice_words(found: tuple[Item, ...]) -> str:
    """Return that gold has words already, and where."""
    quotes = [
        " ".join(" … ".join(one.quote for one in other.gold.content).split())
        for other in found
        if other.gold is not None
    ]
    return tr(
        "Gold already has words of this, in “{quotes}”. Decide only if it is an attribution of its"
        " own; else reject.",
        quotes="”, “".join(_short(one) for one in quotes),
    )


def sharing_words(reading: Adjudication, item: Item) -> str:
    """Return with how many items it shares its words, and who has them there instead of here."""
    others = [one for one in map(reading.item, item.split_with) if one is not None]
    elsewhere = [
        coder.letter
        for coder in reading.coders
        if coder.person_id not in item.candidates
        and any(coder.person_id in one.candidates for one in others)
    ]
    here = [one.letter for one in reading.coders if one.person_id in item.candidates]
    words = tr_n(
        "Shares its words with {count} other item: where one marked two, another one.",
        "Shares its words with {count} other items: where one marked two, another one.",
        len(item.split_with),
    )
    if not elsewhere:
        return words
    return tr(
        "{words} Here it is as {here} marked it; {others} marked these words there.",
        words=words,
        here=", ".join(here),
        others=", ".join(elsewhere),
    )


def _overlap(some: list[Span], others: list[Span]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:59].rstrip() + "…"
