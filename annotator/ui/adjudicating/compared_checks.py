"""Blind checks that were compared: from then on their article shows what annotators have."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import ItemState
from annotator.ui.adjudicating.gold_draft import GoldDraft

if TYPE_CHECKING:
    from annotator.services.adjudication.reading import Adjudication


def with_compared(
    reading: Adjudication | None, drafts: Mapping[uuid.UUID, GoldDraft]
) -> Adjudication | None:
    """Return an article as it is to be shown; only blind checks without a judgement are veiled."""
    compared = {id_ for id_, one in drafts.items() if one.blind and not one.covered}
    if reading is None or compared.isdisjoint(one.id for one in reading.items):
        return reading
    items = (
        replace(one, state=ItemState.EXACT)
        if one.id in compared and one.state is ItemState.CHECK
        else one
        for one in reading.items
    )
    return replace(reading, items=tuple(items))
