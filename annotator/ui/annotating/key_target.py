"""What a key acts on: one target at a time, in a fixed order (an open field comes first)."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.text.spans import Span


class TargetKind(StrEnum):
    """The four things that keys can act on."""

    FIELD = "field"
    SELECTION = "selection"
    ATTRIBUTION = "attribution"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class KeyTarget:
    """What keys act on now."""

    kind: TargetKind
    span: Span | None = None
    """The fresh selection, for `TargetKind.SELECTION`."""
    attribution_id: uuid.UUID | None = None
    """The selected attribution; also set beside a fresh selection, for A, W and C."""


def key_target(
    *, field_open: bool, selection: Span | None, attribution_id: uuid.UUID | None
) -> KeyTarget:
    """Decide what keys act on: open field, else fresh selection, else selected attribution."""
    if field_open:
        return KeyTarget(TargetKind.FIELD, selection, attribution_id)
    if selection is not None and len(selection) > 0:
        return KeyTarget(TargetKind.SELECTION, selection, attribution_id)
    if attribution_id is not None:
        return KeyTarget(TargetKind.ATTRIBUTION, None, attribution_id)
    return KeyTarget(TargetKind.NOTHING)
