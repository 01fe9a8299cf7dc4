"""The fields of gold: what an annotator has in each, where all agree, and what is nobody's."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from annotator.domain.adjudication.item import (
    CONTENT,
    REPORTED_BY,
    SOURCE,
    SPAN_FIELDS,
    SPEAKER,
    STATE,
    Chosen,
    Coder,
    FieldValue,
)
from annotator.domain.alignment.compared_values import (
    Comparable,
    chosen_value,
    comparable,
    compared_attributes,
    plain,
)
from annotator.domain.alignment.span_equality import same_boundaries
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import AttributeValue, Attribution, QuotedSpan, Values
from annotator.domain.codebook import Attribute, Codebook, Scope
from annotator.domain.text.spans import SpanRole

NO_PLACES: Final[Mapping[uuid.UUID, int]] = {}

_BESIDE: Final = tuple(one for one in SPAN_FIELDS if one != CONTENT)
"""Spans that make no difference by themselves."""


def fields_of(attribution: Attribution, codebook: Codebook) -> dict[str, FieldValue]:
    """Return every field of gold as one attribution has it; None, or no spans, for absent ones.

    Attributes that are not shown for its values are absent.
    """
    return {
        **{name: attribution.of_role(SpanRole(name)) for name in SPAN_FIELDS},
        SPEAKER: attribution.speaker_id,
        REPORTED_BY: attribution.reported_by,
        **_attribute_fields(attribution.values, codebook, Scope.ATTRIBUTION),
    }


def article_fields_of(coder: Coder, codebook: Codebook) -> dict[str, FieldValue]:
    """Return every field of the article's own gold as one annotator has it."""
    return {STATE: _state(coder), **_attribute_fields(coder.values, codebook, Scope.ARTICLE)}


def agreed_fields(
    members: Mapping[uuid.UUID, Attribution],
    text: str,
    codebook: Codebook,
    registry: SpeakerRegistry,
    order: Iterable[uuid.UUID],
    places: Mapping[uuid.UUID, int] = NO_PLACES,
) -> dict[str, Chosen]:
    """Return the fields on which all members agree by rule, as the first of them in order has it.

    Absent for all is agreement too. For source, cue and condition, those who marked none are passed
    over: where the others agree, theirs is taken, and where they differ, none is. The speaker is
    the one that the first's stands for. Carriers agree when they are the same, or in one group by
    ``places`` (`Alignment.places`).
    """
    there = [person_id for person_id in dict.fromkeys(order) if person_id in members]
    if not there:
        return {}
    all_fields = {one: fields_of(members[one], codebook) for one in there}
    compare = _Compare(text, codebook, registry, places)
    agreed: dict[str, Chosen] = {}
    for name in all_fields[there[0]]:
        having = [one for one in there if all_fields[one][name]] if name in _BESIDE else there
        if all(
            compare.equal(name, all_fields[one], all_fields[other])
            for one, other in combinations(having, 2)
        ):
            first = (having or there)[0]
            agreed[name] = Chosen(_settled(name, all_fields[first][name], registry), first)
    return agreed


def accepted_fields(
    members: Mapping[uuid.UUID, Attribution],
    text: str,
    codebook: Codebook,
    registry: SpeakerRegistry,
    order: Sequence[uuid.UUID],
    places: Mapping[uuid.UUID, int] = NO_PLACES,
) -> dict[str, Chosen]:
    """Return all fields of gold for members that are equal by rule.

    As `agreed_fields`; where what makes no difference by itself differs (source, cue, condition,
    who reports it), it is taken from the first in order who has any.
    """
    agreed = agreed_fields(members, text, codebook, registry, order, places)
    for person_id in order:
        if person_id in members:
            own = fields_of(members[person_id], codebook)
            for name in (*_BESIDE, REPORTED_BY):
                if name not in agreed and own[name]:
                    agreed[name] = Chosen(own[name], person_id)
    return agreed


def agreed_article_fields(coders: Sequence[Coder], codebook: Codebook) -> dict[str, Chosen]:
    """Return the fields of the article on which all coders agree, as the first of them has it.

    Values are compared among those who could code it, as differences are.
    """
    agreed: dict[str, Chosen] = {}
    if coders and len({_state(one) for one in coders}) == 1:
        agreed[STATE] = Chosen(_state(coders[0]), coders[0].person_id)
    done = [one for one in coders if one.state is SetState.DONE]
    for attribute in compared_attributes(codebook, Scope.ARTICLE):
        if done and len({comparable(attribute, one.values) for one in done}) == 1:
            value = chosen_value(attribute, done[0].values)
            agreed[attribute.key] = Chosen(value, done[0].person_id)
    return agreed


def unlike_any(
    fields: Mapping[str, Chosen],
    candidates: Mapping[uuid.UUID, Attribution],
    text: str,
    codebook: Codebook,
    registry: SpeakerRegistry,
    places: Mapping[uuid.UUID, int] = NO_PLACES,
) -> tuple[str, ...]:
    """Return the fields whose gold value equals no candidate's, by the rules for differences.

    A carrier equals a candidate's when it is the same, or when ``places`` has both at one place:
    add there the gold attributions under the places of what they were made of.
    """
    gold = {name: chosen.value for name, chosen in fields.items()}
    theirs = [fields_of(one, codebook) for one in candidates.values()]
    compare = _Compare(text, codebook, registry, places)
    return tuple(
        name for name in gold if not any(compare.equal(name, gold, other) for other in theirs)
    )


def article_unlike_any(
    fields: Mapping[str, Chosen], coders: Iterable[Coder], codebook: Codebook
) -> tuple[str, ...]:
    """Return the fields of the article whose gold value equals no coder's."""
    gold = {name: chosen.value for name, chosen in fields.items()}
    theirs = [article_fields_of(one, codebook) for one in coders]
    return tuple(
        name
        for name in gold
        if not any(_equal_values(name, gold, other, codebook) for other in theirs)
    )


class _Compare:
    """Compares one field of two rows of fields by the rules for differences."""

    def __init__(
        self,
        text: str,
        codebook: Codebook,
        registry: SpeakerRegistry,
        places: Mapping[uuid.UUID, int],
    ) -> None:
        self._text, self._codebook, self._registry = text, codebook, registry
        self._places = places

    def equal(
        self, name: str, one: Mapping[str, FieldValue], other: Mapping[str, FieldValue]
    ) -> bool:
        mine, theirs = one.get(name), other.get(name)
        if name in SPAN_FIELDS:
            return same_boundaries(self._text, _spans(mine), _spans(theirs))
        if name == SPEAKER:
            return self._registry.same_speaker(
                _id(mine), _spans(one.get(SOURCE)), _id(theirs), _spans(other.get(SOURCE))
            )
        if name == REPORTED_BY:
            place = self._place(mine)
            return mine == theirs or (place is not None and place == self._place(theirs))
        return _equal_values(name, one, other, self._codebook)

    def _place(self, value: FieldValue) -> int | None:
        carrier = _id(value)
        return None if carrier is None else self._places.get(carrier)


def _attribute_fields(values: Values, codebook: Codebook, scope: Scope) -> dict[str, FieldValue]:
    return {one.key: chosen_value(one, values) for one in compared_attributes(codebook, scope)}


def _state(coder: Coder) -> str:
    if coder.state is SetState.CANNOT_CODE:
        return f"{SetState.CANNOT_CODE.value}:{coder.reason or ''}"
    return coder.state.value


def _settled(name: str, value: FieldValue, registry: SpeakerRegistry) -> FieldValue:
    """Return a field's value as gold has it: with the speaker that the annotator's stands for."""
    speaker = registry.resolved(_id(value)) if name == SPEAKER else None
    return speaker.id if speaker else value


def _equal_values(
    name: str, one: Mapping[str, FieldValue], other: Mapping[str, FieldValue], codebook: Codebook
) -> bool:
    attribute = codebook.attribute(name)
    if attribute is None:
        return one.get(name) == other.get(name)
    return _compared(attribute, one) == _compared(attribute, other)


def _compared(attribute: Attribute, fields: Mapping[str, FieldValue]) -> Comparable:
    """Return an attribute's value; fields that lack what it is shown for do not hide it."""
    values = {name: value for name in fields if (value := _value(fields[name])) is not None}
    if attribute.shown_when and attribute.shown_when.attribute not in fields:
        return plain(attribute, values.get(attribute.key))
    return comparable(attribute, values)


def _value(value: FieldValue) -> AttributeValue | None:
    """Return what may be an attribute's value."""
    if isinstance(value, tuple):
        keys = tuple(one for one in value if isinstance(one, str))
        return keys if len(keys) == len(value) else None
    return value if isinstance(value, str | bool) else None


def _spans(value: FieldValue) -> tuple[QuotedSpan, ...]:
    """Return a field's spans."""
    there = value if isinstance(value, tuple) else ()
    return tuple(one for one in there if isinstance(one, QuotedSpan))


def _id(value: FieldValue) -> uuid.UUID | None:
    """Return a field's speaker or carrier."""
    return value if isinstance(value, uuid.UUID) else None
