"""Which attributions of different annotators share content, and how much of it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from typing import NamedTuple

from annotator.domain.alignment.compared_values import Comparable, plain, telling_apart
from annotator.domain.attributions import Attribution, QuotedSpan, Values
from annotator.domain.codebook import Attribute, Codebook
from annotator.domain.text.spans import Span, SpanRole, joined

Fragment = tuple[int, int]
"""A span as bare numbers: agreement looks at hundreds of thousands of them."""


class Shared(NamedTuple):
    """Two units by their places, the earlier first, and how many characters they share."""

    one: int
    other: int
    characters: int


class TellingApart:
    """What a codebook has for telling attributions apart that share their content."""

    def __init__(self, codebook: Codebook) -> None:
        self._choices, self._booleans = telling_apart(codebook)

    def compared(self, values: Values) -> tuple[list[Comparable], list[Comparable]]:
        """Return the choices, and the yes-or-no attributes, in the form that is compared."""
        return _plain(self._choices, values), _plain(self._booleans, values)


@dataclass(slots=True, eq=False)
class Unit:
    """One annotator's attribution, in the form in which it is compared."""

    person: int
    """The place of the annotator among all, ordered by identifier."""
    number: int
    """The attribution's identifier as a number."""
    content: tuple[Fragment, ...]
    """In order; none touch."""
    length: int
    """Characters of the content."""
    source: tuple[Fragment, ...]
    values: Values
    _compared: tuple[list[Comparable], list[Comparable]] | None = None

    def agreements(self, other: "Unit", telling: TellingApart) -> tuple[int, int]:
        """Return in how many choices, and in how many yes-or-no attributes, the two are equal."""
        (choices, booleans), (choices_too, booleans_too) = (
            self.compared(telling),
            other.compared(telling),
        )
        return sum(map(eq, choices, choices_too)), sum(map(eq, booleans, booleans_too))

    def compared(self, telling: TellingApart) -> tuple[list[Comparable], list[Comparable]]:
        """Return the values that tell it apart; worked out when first needed, which is seldom."""
        if self._compared is None:
            self._compared = telling.compared(self.values)
        return self._compared

    def reading_order(self) -> tuple[int, int, int]:
        """Return where it stands in the order of reading."""
        if not self.content:
            return 0, 0, self.number
        return self.content[0][0], -self.content[-1][1], self.number


def units(
    work: Mapping[uuid.UUID, Iterable[Attribution]],
) -> tuple[list[Unit], list[Attribution], list[uuid.UUID]]:
    """Return everybody's attributions in reading order, whatever order they come in.

    Twice: as units and as they are; then the annotators by number.
    """
    people = sorted(work)
    found = [
        (_unit(number, one), one)
        for number, person_id in enumerate(people)
        for one in work[person_id]
    ]
    found.sort(key=lambda pair: pair[0].reading_order())
    return [unit for unit, _ in found], [one for _, one in found], people


def shared_content(units: Sequence[Unit]) -> list[Shared]:
    """Return every two units of different annotators whose content overlaps.

    One sweep over the fragments in order of the text: near linear while few overlap at one place.
    """
    fragments = sorted(
        [(start, end, place) for place, one in enumerate(units) for start, end in one.content]
    )
    people = [one.person for one in units]
    found: dict[tuple[int, int], int] = {}
    going_on: list[tuple[int, int]] = []
    for start, end, place in fragments:
        going_on = [one for one in going_on if one[0] > start]
        person = people[place]
        for other_end, other in going_on:
            if people[other] != person:
                pair = (other, place) if other < place else (place, other)
                characters = (end if end < other_end else other_end) - start
                found[pair] = found.get(pair, 0) + characters
        going_on.append((end, place))
    return [Shared(one, other, characters) for (one, other), characters in found.items()]


def shared_characters(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return how many characters two ordered rows of spans share; within a row none overlap."""
    return shared_fragments(_bare(one), _bare(other))


def overlap(one: Attribution, other: Attribution) -> float:
    """Return the intersection over the union of the characters of two attributions' content.

    0 where neither has any.
    """
    mine, theirs = spans_of(one.content), spans_of(other.content)
    shared = shared_characters(mine, theirs)
    union = sum(map(len, mine)) + sum(map(len, theirs)) - shared
    return shared / union if union else 0.0


def spans_of(quoted: Iterable[QuotedSpan]) -> tuple[Span, ...]:
    """Return the bare spans in order, touching and overlapping ones made one."""
    return joined(one.span for one in quoted)


def source_share(one: Unit, other: Unit) -> tuple[int, int]:
    """Return intersection and union of two units' sources; no share where one has no source."""
    if not (one.source and other.source):
        return 0, 1
    shared = shared_fragments(one.source, other.source)
    return shared, characters_of(one.source) + characters_of(other.source) - shared


def characters_of(fragments: Iterable[Fragment]) -> int:
    """Return how many characters fragments have that do not overlap."""
    return sum([end - start for start, end in fragments])


def shared_fragments(one: Sequence[Fragment], other: Sequence[Fragment]) -> int:
    """Return the same of fragments."""
    total = here = there = 0
    while here < len(one) and there < len(other):
        (start, end), (other_start, other_end) = one[here], other[there]
        total += max(0, min(end, other_end) - max(start, other_start))
        if end < other_end:
            here += 1
        else:
            there += 1
    return total


def _bare(spans: Iterable[Span]) -> tuple[Fragment, ...]:
    return tuple([(one.start, one.end) for one in spans])


def _unit(person: int, attribution: Attribution) -> Unit:
    content = _bare(spans_of(attribution.content))
    source = _bare(spans_of(attribution.of_role(SpanRole.SOURCE)))
    return Unit(
        person,
        attribution.id.int,
        content,
        characters_of(content),
        source,
        attribution.values,
    )


def _plain(attributes: Sequence[Attribute], values: Values) -> list[Comparable]:
    return [plain(one, values.get(one.key)) for one in attributes]
