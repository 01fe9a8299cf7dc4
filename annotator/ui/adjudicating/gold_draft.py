"""The gold that is being made of one item: what is chosen for each field, and from whom."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.domain.adjudication.item import (
    CONDITION,
    CONTENT,
    CUE,
    REPORTED_BY,
    SOURCE,
    SPAN_FIELDS,
    SPEAKER,
    STATE,
    Chosen,
    Coder,
    DifferenceKind,
    FieldValue,
    Item,
    ItemState,
)
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import AttributeValue, QuotedSpan, Values
from annotator.domain.codebook import Codebook
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.adjudicating.item_fields import (
    CANNOT_CODE,
    compared_attributes,
    differing_fields,
    gold_fields,
    values_by_coder,
)

FOLLOWERS = (SOURCE, CUE, CONDITION, REPORTED_BY)
"""Fields that follow the content's annotator until something else is chosen for them."""

Unlike = Callable[[Mapping[str, Chosen]], tuple[str, ...]]
"""Tells which fields' values equal no annotator's, by the rules of comparing."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why the draft cannot be stored yet, and where to go for it."""

    code: str
    """``version_missing``, ``value_missing``, ``choice_missing``, ``content_missing``,
    ``speaker_missing``, ``judgement_missing`` (in a blind check), ``rationale_missing``,
    ``not_compared``."""
    field: str = ""


class GoldDraft:
    """Chosen fields with where they come from, reason and rationale; nothing of it is stored yet.

    Agreed fields are filled in beforehand, or those of the decision that stands. In a blind check
    only the passage is, for it is what is judged; nothing else is ever filled in from annotators,
    who are covered until `uncover`.
    """

    def __init__(
        self,
        item: Item,
        codebook: Codebook,
        coders: Sequence[Coder] = (),
        *,
        standing: Mapping[str, Chosen] | None = None,
        unlike: Unlike | None = None,
    ) -> None:
        """``standing`` are the fields of the decision that stands, if there is one."""
        self.item = item
        self.codebook = codebook
        self.coders = tuple(coders)
        self.reason: str | None = None
        self.rationale = ""
        self.note: str | None = None
        """What is typed of what is to be discussed; None while that is not asked for."""
        self.touched = False
        """Whether a person has chosen anything since the draft was begun."""
        self.twice_told = False
        """Whether it was said that gold of another item has some of the words already."""
        self.covered = item.state is ItemState.CHECK
        """Whether the annotators' values are hidden: a blind check before it is compared."""
        self.blind = self.covered
        blind_then = bool(standing and item.decision is not None and item.decision.blind_check)
        self._follows = not (self.blind or blind_then)
        """Whether what is left empty is as the content's annotator has it: never where one judged
        without a look at others."""
        self._unlike = unlike
        self._annotators = values_by_coder(item, self.coders, codebook)
        self._chosen: dict[str, Chosen] = dict(self._filled_in(standing))
        self._decided = bool(standing)
        if item.decision is not None and standing:
            self.reason = item.decision.reason
            self.rationale = item.decision.rationale

    # What is there

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of all fields, in the order in which they are shown."""
        return gold_fields(self.codebook, self.item.subject)

    def chosen(self, field: str) -> Chosen | None:
        """Return what is chosen for a field; None while nothing is."""
        return self._chosen.get(field)

    def value(self, field: str) -> FieldValue:
        """Return the value that would be stored, that of the content's annotator included."""
        found = self._chosen.get(field) or self.implied(field)
        return found.value if found else None

    def implied(self, field: str) -> Chosen | None:
        """Return what a field gets by following the content's annotator."""
        content = self._chosen.get(CONTENT)
        if not self._follows or field not in FOLLOWERS or field in self._chosen or not content:
            return None
        followed = content.taken_from or next(iter(self.item.candidates), None)
        values = self.annotators(field)
        if followed is None or not values.get(followed):
            return None
        return Chosen(values[followed], followed)

    def annotators(self, field: str) -> Mapping[uuid.UUID, FieldValue]:
        """Return what every annotator has in a field; who marked nothing is absent."""
        return {person: one.get(field) for person, one in self._annotators.items()}

    def agreed(self, field: str) -> bool:
        """Tell whether a field stands as all annotators have it; not while they are covered."""
        if self.covered:
            return False
        agreed, chosen = self.item.agreed.get(field), self._chosen.get(field)
        return agreed is not None and chosen is not None and agreed.value == chosen.value

    def alone(self, field: str) -> tuple[Coder, ...]:
        """Return who has what is filled in beforehand, where others marked nothing there.

        Nobody where all have it, or where something else is chosen.
        """
        if self.item.subject is Subject.ARTICLE or not self.agreed(field):
            return ()
        values, spans = self.annotators(field), field in SPAN_FIELDS
        coded = [
            one
            for one in self.coders
            if one.state is not SetState.CANNOT_CODE or one.person_id in values
        ]
        having = tuple(
            one
            for one in coded
            if one.person_id in values
            and (values[one.person_id] or not spans or not self.value(field))
        )
        return having if len(having) < len(coded) else ()

    def differs(self, field: str) -> bool:
        """Tell whether the annotators differ in a field.

        Source, cue, condition and carrier do so too, though that alone is nothing to decide.
        """
        if field in FOLLOWERS and field not in self.item.agreed:
            return any(self.annotators(field).values())
        return field in differing_fields(self.item)

    def shown(self, field: str) -> bool:
        """Tell whether a field applies to what is chosen so far, or to any annotator's values."""
        attribute = self.codebook.attribute(field)
        if attribute is None or attribute.shown(self.values()):
            return True
        if self.covered:
            return False  # else the row would tell what annotators have elsewhere
        return any(value is not None for value in self.annotators(field).values())

    def values(self) -> Values:
        """Return the chosen values of attributes."""
        found: Values = {}
        for attribute in compared_attributes(self.codebook, self.item.subject):
            value = self.value(attribute.key)
            if isinstance(value, str | bool | tuple):
                found[attribute.key] = _attribute_value(value)
        return found

    @property
    def first_choice_made(self) -> bool:
        """Tell whether annotators' confidence and notes may be shown: something was chosen."""
        return (self.touched or self._decided) and not self.covered

    @property
    def differing(self) -> frozenset[str]:
        """Return the fields in which the annotators differ."""
        return differing_fields(self.item)

    def unlike(self) -> tuple[str, ...]:
        """Return the chosen fields whose value is no annotator's: these need a rationale."""
        if not self._chosen or self._unlike is None:
            return ()
        found = self._unlike(self.to_store())
        return tuple(field for field in self.fields if field in found and field in self._chosen)

    @property
    def rationale_required(self) -> bool:
        """Tell whether a rationale has to be written: gold differs from all annotators."""
        return not self.covered and bool(self.unlike())

    # Choosing

    def take(self, person_id: uuid.UUID) -> bool:
        """Fill in every field as one annotator has it; False where they marked nothing."""
        if self.covered or person_id not in self._marked_by():
            return False
        for field in self.fields:
            self._chosen[field] = Chosen(self.annotators(field)[person_id], person_id)
        self.touched = True
        return True

    def choose(self, field: str, person_id: uuid.UUID) -> bool:
        """Take one field from one annotator; False where they marked nothing."""
        values = self.annotators(field)
        if self.covered or person_id not in values:
            return False
        self._chosen[field] = Chosen(values[person_id], person_id)
        self.touched = True
        return True

    def set(self, field: str, value: FieldValue) -> None:
        """Give a field a value of the adjudicator's own; None says that it has none."""
        self._chosen[field] = Chosen(None if value in ("", ()) else value)
        self.touched = True

    def clear(self, field: str) -> None:
        """Take back what was chosen for a field."""
        self._chosen.pop(field, None)
        self.touched = True

    def lose(self, field: str) -> None:
        """Take back a value that is no more; what all annotators have stands again."""
        self.clear(field)
        agreed = self.item.agreed.get(field)
        if agreed is not None and not self.blind:
            self._chosen[field] = agreed

    def mark(self, role: SpanRole, span: Span, text: str) -> bool:
        """Make a selection a span of the gold; True when it begins the role's spans anew.

        What was taken from an annotator gives way as a whole; to spans of one's own it is added,
        and those that it overlaps give way.
        """
        field = role.value
        chosen = self._chosen.get(field)
        own = chosen is not None and chosen.taken_from is None and not self.agreed(field)
        kept = chosen.value if own and chosen is not None else None
        spans = tuple(kept) if isinstance(kept, tuple) else ()
        left = [one for one in spans if isinstance(one, QuotedSpan) and not one.span.overlaps(span)]
        new = QuotedSpan(role, span.start, span.end, span.quote(text))
        self.set(field, tuple(sorted((*left, new), key=lambda one: one.start)))
        return not left

    def uncover(self) -> None:
        """Show the annotators' values in a blind check, once the own judgement stands.

        An attribute or a speaker that was left empty is the own answer, too; source, cue and the
        like, which make no difference by themselves, stay open.
        """
        self.covered = False
        if self._codes_nothing():
            return
        values = self.values()
        attributes = compared_attributes(self.codebook, self.item.subject)
        # What the program derives from the text is left to it.
        empty = [one.key for one in attributes if one.shown(values) and not one.derived_from]
        for field in (*empty, SPEAKER):
            if field in self.fields:
                self._chosen.setdefault(field, Chosen(None))

    # Storing

    def rejection_unexplained(self) -> bool:
        """Tell whether rejecting takes a rationale, and there is none: all annotators marked it."""
        if self.covered or self.rationale.strip():
            return False
        return self.item.marked_by_all(self.coders)

    def shortfall(self) -> Shortfall | None:
        """Return the first thing that is missing before this can be stored, None if nothing is."""
        missing = self._missing()
        if missing is not None:
            judged = self.covered and missing.field != CONTENT
            return Shortfall("judgement_missing", missing.field) if judged else missing
        if self.covered:
            return Shortfall("not_compared")
        if self.rationale_required and not self.rationale.strip():
            return Shortfall("rationale_missing", self.unlike()[0])
        return None

    def to_store(self) -> dict[str, Chosen]:
        """Return the fields of the decision, those that follow the content included."""
        found = {}
        for field in self.fields:
            chosen = self._chosen.get(field) or self.implied(field)
            if chosen is not None:
                found[field] = chosen
        if self._codes_nothing():
            found = {STATE: found[STATE]}
        return found

    def moved_to(
        self, item: Item, coders: Sequence[Coder], unlike: Unlike | None = None
    ) -> GoldDraft:
        """Return this draft on what the item is now: what was chosen stays, as one's own choice
        where the annotator has something else by now."""
        other = GoldDraft(item, self.codebook, coders, unlike=unlike)
        other._decided = self._decided
        other.touched = self.touched
        other.reason, other.rationale = self.reason, self.rationale
        other.note = self.note
        other.blind, other.covered, other._follows = self.blind, self.covered, self._follows
        if self.blind:
            other._chosen = {}
        for field, chosen in self._chosen.items():
            if chosen.taken_from is None:
                other._chosen[field] = chosen
                continue
            values = other.annotators(field)
            same = chosen.taken_from in values and values[chosen.taken_from] == chosen.value
            other._chosen[field] = chosen if same else replace(chosen, taken_from=None)
        return other

    def _filled_in(self, standing: Mapping[str, Chosen] | None) -> Mapping[str, Chosen]:
        if standing:
            return {field: one for field, one in standing.items() if field in self.fields}
        agreed = {field: one for field, one in self.item.agreed.items() if field in self.fields}
        if self.covered:
            return {field: one for field, one in agreed.items() if field == CONTENT}
        return agreed

    def _marked_by(self) -> frozenset[uuid.UUID]:
        if self.item.subject is Subject.ARTICLE:
            return frozenset(one.person_id for one in self.coders)
        return frozenset(self.item.candidates)

    def _codes_nothing(self) -> bool:
        state = self.value(STATE) if self.item.subject is Subject.ARTICLE else None
        return isinstance(state, str) and state.startswith(CANNOT_CODE)

    def _missing(self) -> Shortfall | None:
        if self._somebody_missing and not self.touched and not self._decided:
            return Shortfall("version_missing")
        if (
            self.item.subject is Subject.ARTICLE
            and (STATE in self.differing or self.covered)
            and STATE not in self._chosen
        ):
            return Shortfall("choice_missing", STATE)
        if self._codes_nothing():
            return None
        values = self.values()
        for attribute in compared_attributes(self.codebook, self.item.subject):
            if not attribute.shown(values):
                continue
            if attribute.required and self.value(attribute.key) is None:
                return Shortfall("value_missing", attribute.key)
            needed = attribute.key in self.differing and not self.covered
            if needed and attribute.key not in self._chosen:
                return Shortfall("choice_missing", attribute.key)
        if self.item.subject is Subject.ARTICLE:
            return None
        if SPEAKER in self.differing and SPEAKER not in self._chosen:
            return Shortfall("choice_missing", SPEAKER)
        if self.value(SPEAKER) is None and not self.value(SOURCE):
            return Shortfall("speaker_missing", SPEAKER)
        if not self.value(CONTENT):
            return Shortfall("content_missing", CONTENT)
        return None

    @property
    def _somebody_missing(self) -> bool:
        """Tell whether it is in question that this is an attribution at all."""
        return any(one.kind is DifferenceKind.MISSING for one in self.item.differences)


def _attribute_value(value: str | bool | tuple[object, ...]) -> AttributeValue:
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    return value
