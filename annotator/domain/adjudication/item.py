"""What there is to adjudicate: items with their differences, and what an adjudicator chooses."""

import hashlib
import random
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import AttributeValue, Attribution, QuotedSpan, Values
from annotator.domain.decisions import Decision, Outcome, Subject

FieldValue = AttributeValue | tuple[QuotedSpan, ...] | uuid.UUID | None
"""An attribute's value; a role's spans; a speaker, or the attribution that carries this one."""

CONTENT, SOURCE, CUE, CONDITION = "content", "source", "cue", "condition"
SPEAKER, REPORTED_BY, STATE = "speaker", "reported_by", "state"
SPAN_FIELDS = (CONTENT, SOURCE, CUE, CONDITION)
"""Names of fields that are no attributes. All others are the keys of attributes about the text.

``state`` belongs to the article's item: "done", or the key of a reason why it cannot be coded
behind "cannot_code:"."""


class ItemState(StrEnum):
    """How far an item is."""

    OPEN = "open"
    """Annotators differ, and nobody has decided."""
    EXACT = "exact"
    """Equal by rule, and not accepted yet."""
    CHECK = "check"
    """Equal by rule, and left over for a blind check."""
    DISCUSS = "discuss"
    """Parked with a note."""
    STALE = "stale"
    """Decided, but an annotator's set has changed since."""
    DECIDED = "decided"

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left to do."""
        return self is ItemState.DECIDED


TO_DECIDE = frozenset({ItemState.OPEN, ItemState.CHECK, ItemState.STALE, ItemState.DISCUSS})
"""What the queue of an adjudicator shows."""


class DifferenceKind(StrEnum):
    """In what annotators can differ."""

    MISSING = "missing"
    """Somebody marked nothing there."""
    BOUNDARY = "boundary"
    SPEAKER = "speaker"
    ATTRIBUTE = "attribute"
    SPLIT = "split"
    """One has in two what another has in one."""
    DOUBLE = "double"
    """Somebody has two attributions on one span, where another has one."""
    STATE = "state"
    """Some coded the article, others found that it cannot be coded."""


class Severity(IntEnum):
    """How much a difference matters; lists show it as bars, the worst first."""

    NONE = 0
    SLIGHT = 1
    MODERATE = 2
    SERIOUS = 3
    GRAVE = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the annotators of an item differ."""

    kind: DifferenceKind
    severity: Severity
    attribute: str | None = None
    """The attribute's key, where it is one that differs."""
    annotators: tuple[uuid.UUID, ...] = ()
    """For missing: who marked nothing."""

    @property
    def key(self) -> str:
        """Return the key by which lists are filtered: ``boundary``, ``attribute:stance`` …"""
        return f"{self.kind.value}:{self.attribute}" if self.attribute else self.kind.value


@dataclass(frozen=True, slots=True)
class Chosen:
    """A field's gold value, and from which annotator it was taken (None: the adjudicator's own)."""

    value: FieldValue
    taken_from: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody whose latest submission is compared."""

    person_id: uuid.UUID
    letter: str
    name: str
    """For managers and for lists that may show it; the Adjudicate screen shows the letter."""
    set_id: uuid.UUID
    submission_id: uuid.UUID
    state: SetState
    """As submitted: done or cannot code."""
    reason: str | None
    values: Values
    """The article's own values, as submitted."""
    reopened: bool = False
    """Working on the article again since."""


@dataclass(frozen=True, slots=True)
class StaleChange:
    """What changed in an annotator's work since a decision was made."""

    letter: str
    fields: tuple[str, ...]
    """Fields with another value than then; ``added`` or ``removed`` for the whole attribution."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to adjudicate."""

    id: uuid.UUID
    subject: Subject
    state: ItemState
    candidates: Mapping[uuid.UUID, Attribution] = field(default_factory=dict)
    """By person, as submitted; who marked nothing is absent. Empty for the article's own values
    and for an attribution that nobody marked."""
    differences: tuple[Difference, ...] = ()
    """The worst first."""
    agreed: Mapping[str, Chosen] = field(default_factory=dict)
    """Fields on which all agree, filled in beforehand; with ``taken_from`` the first coder."""
    split_with: tuple[uuid.UUID, ...] = ()
    """Other items that this one is split apart from, or shares its span with."""
    decision: Decision | None = None
    """The decision that stands."""
    earlier: tuple[Decision, ...] = ()
    """Decisions that it superseded, newest first."""
    gold: Attribution | None = None
    stale: tuple[StaleChange, ...] = ()
    undecided_gold: tuple[Attribution, ...] = ()
    """Gold of the same passage that no decision made: it came from a file. Deciding replaces it."""

    @property
    def exact(self) -> bool:
        """Tell whether the annotators are equal by rule."""
        return not self.differences

    @property
    def settled_here(self) -> bool:
        """Tell whether a decision stands that says what is gold: parking says nothing of it."""
        return self.decision is not None and self.decision.outcome is not Outcome.DISCUSS

    @property
    def rejected(self) -> bool:
        """Tell whether the decision that stands is that this is no attribution."""
        return self.decision is not None and self.decision.outcome is Outcome.REJECTED

    def marked_by_all(self, coders: Iterable[Coder]) -> bool:
        """Tell whether everybody who coded the article marked it: rejecting it is unlike all."""
        coded = {one.person_id for one in coders if one.state is SetState.DONE}
        return bool(coded) and coded <= self.candidates.keys()

    @property
    def main(self) -> Difference | None:
        """Return the worst difference."""
        return self.differences[0] if self.differences else None

    @property
    def severity(self) -> Severity:
        """Return how much the worst difference matters."""
        return self.differences[0].severity if self.differences else Severity.NONE


def letters(
    project_id: uuid.UUID,
    article_id: uuid.UUID,
    round_id: uuid.UUID,
    person_ids: Iterable[uuid.UUID],
) -> dict[uuid.UUID, str]:
    """Return a letter for each person, drawn anew for every article but always the same for one.

    More than 26 people get two letters (AA, AB …).
    """
    people = sorted(person_ids)
    seed = hashlib.sha256(project_id.bytes + article_id.bytes + round_id.bytes).digest()
    random.Random(seed).shuffle(people)
    return {person_id: _letter(place) for place, person_id in enumerate(people)}


def left_for_check(article_id: uuid.UUID, round_id: uuid.UUID, item_id: uuid.UUID) -> bool:
    """Tell whether an item that is equal by rule is among the tenth left for a blind check."""
    drawn = hashlib.sha256(b"check" + article_id.bytes + round_id.bytes + item_id.bytes).digest()
    return int.from_bytes(drawn[:8], "big") % 10 == 0


def _letter(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)
