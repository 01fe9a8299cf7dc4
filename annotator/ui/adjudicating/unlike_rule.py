"""Which of a draft's fields are no annotator's, by the rules by which annotators are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotator.domain.adjudication.gold_fields import article_unlike_any, unlike_any
from annotator.domain.adjudication.item import REPORTED_BY, Chosen, Item
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.decisions import Subject
from annotator.ui.adjudicating.gold_draft import Unlike

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication


def unlike_rule(reading: Adjudication, item: Item) -> Unlike:
    """Return the rule for one item.

    Who reports it is left to the service: gold and annotators name different attributions there.
    """
    text, codebook = reading.article.text, reading.codebook

    def rule(fields: Mapping[str, Chosen]) -> tuple[str, ...]:
        if item.subject is Subject.ARTICLE:
            return article_unlike_any(fields, reading.coders, codebook)
        # Made anew each time: speakers may be chosen that nobody in the article has.
        registry = SpeakerRegistry(reading.speakers)
        told = {name: one for name, one in fields.items() if name != REPORTED_BY}
        return unlike_any(told, item.candidates, text, codebook, registry)

    return rule
