"""What the article view is given to show, and what it reports."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QPoint

from annotator.domain.attributions import QuotedSpan
from annotator.domain.codebook import Value
from annotator.domain.text.spans import Span, SpanRole


@dataclass(frozen=True, slots=True)
class HeaderInfo:
    """What stands above an article and is no part of its text."""

    title: str = ""
    """Shown as a heading only when the text has no title line of its own."""
    outlet: str | None = None
    published_on: date | None = None
    byline: str | None = None
    word_count: int = 0
    versions: int = 1
    """Articles in the same story, this one included."""


@dataclass(frozen=True, slots=True)
class AttributionMark:
    """One attribution as it is drawn."""

    id: uuid.UUID
    number: int
    """Its place in reading order, from 1; stands in the margin."""
    spans: tuple[QuotedSpan, ...]
    value: Value | None = None
    """The primary attribute's value; None while it has none."""
    label: str = ""
    """In words, for the tool tip of its bracket."""
    contested: frozenset[Span] | None = None
    """Where several people's work is compared: those of the content's fragments that not all of
    them have. They are outlined and hatched, the others outlined. None: nothing is compared."""
    chosen: tuple[Span, ...] = ()
    """What was chosen to be the content, with a band below the words; it need not be marked."""


class LaneLook(StrEnum):
    """How a bar in a lane looks."""

    VALUE = "value"
    """In the colour of its value, with its glyph."""
    MISSING = "missing"
    """Nothing is marked where others marked something: a dashed box."""


@dataclass(frozen=True, slots=True)
class LaneBar:
    """What one of several people has for an attribution, drawn beside its lines."""

    mark_id: uuid.UUID
    lane: int
    """From 0, which is farthest from the text."""
    extent: Span
    """From the first to the last of its words."""
    value: Value | None = None
    look: LaneLook = LaneLook.VALUE
    label: str = ""
    """In words, for the tool tip."""


@dataclass(frozen=True, slots=True)
class BoundaryDrag:
    """An end of one of the selected attribution's fragments was dragged somewhere else."""

    attribution_id: uuid.UUID
    role: SpanRole
    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class ContextMenuRequest:
    """Somebody asked for a context menu."""

    position: QPoint
    """On the screen."""
    attribution_id: uuid.UUID | None
    """The innermost attribution there, if any."""
    on_selection: bool
    """Whether it was asked for on the selected words."""
