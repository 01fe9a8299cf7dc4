"""Attributions: somebody is reported to have said something."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from annotator.domain.entities import Entity
from annotator.domain.text.spans import Span, SpanRole

AttributeValue = str | bool | tuple[str, ...]
"""A choice or text; a yes or no; several choices."""

Values = dict[str, AttributeValue]
"""Attribute key to value; what has no value is absent."""


class Origin(StrEnum):
    """How an attribution came to be; never changes."""

    MANUAL = "manual"
    SUGGESTION = "suggestion"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A span with its role, its place among those of its role, and the words that it covers."""

    role: SpanRole
    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        """Return the bare span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Entity):
    """The unit that is coded: one speaker, one object, one stance."""

    set_id: uuid.UUID
    article_id: uuid.UUID
    spans: tuple[QuotedSpan, ...] = ()
    """Ordered by role, then by start."""
    values: Values = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    """Attributes whose value was worked out by the program and not yet overridden by a person."""
    speaker_id: uuid.UUID | None = None
    speaking_as: uuid.UUID | None = None
    """One of the speaker's dated roles."""
    reported_by: uuid.UUID | None = None
    """The attribution that carries this one."""
    note: str = ""
    flagged: bool = False
    origin: Origin = Origin.MANUAL
    codebook: str
    """The codebook version by which it was coded, ``key@version``."""
    created_at: datetime
    updated_at: datetime

    def of_role(self, role: SpanRole) -> tuple[QuotedSpan, ...]:
        """Return the spans of one role, in order of the text."""
        return tuple(span for span in self.spans if span.role is role)

    @property
    def content(self) -> tuple[QuotedSpan, ...]:
        """Return what is said, in order of the text."""
        return self.of_role(SpanRole.CONTENT)

    @property
    def start(self) -> int:
        """Return where the content begins (code points)."""
        return min((span.start for span in self.content), default=0)


_ROLE_ORDER = {role: place for place, role in enumerate(SpanRole)}


def ordered_spans(spans: Iterable[QuotedSpan]) -> tuple[QuotedSpan, ...]:
    """Return the spans in their stored order: by role, then by start and end."""
    return tuple(sorted(spans, key=lambda span: (_ROLE_ORDER[span.role], span.start, span.end)))


def in_reading_order(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions by where their content begins, longer first, then by identifier."""
    return sorted(
        attributions,
        key=lambda one: (one.start, -max((s.end for s in one.content), default=0), one.id.bytes),
    )
