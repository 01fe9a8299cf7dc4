"""Which attributions of different annotators share content, and how much of it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from typing import NamedTuple

from annotator.domain.alignment.compared_values import Comparable, plain, telling_apart
from annotator.domain.attributions import Attribution, QuotedSpan
from annotator.domain.codebook import Attribute, Codebook
from annotator.domain.text.spans import Span, SpanRole, joined


class Shared(NamedTuple):
    """Two units by their places, the earlier first, and how many characters they share."""

    one: int
    other: int
    characters: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One annotator's attribution, in the form in which it is compared."""

    person_id: uuid.UUID
    attribution: Attribution
    content: tuple[Span, ...]
    length: int
    """Characters of the content."""
    source: tuple[Span, ...]
    choices: tuple[Comparable, ...]
    booleans: tuple[Comparable, ...]


def units(work: Mapping[uuid.UUID, Iterable[Attribution]], codebook: Codebook) -> list[Unit]:
    """Return everybody's attributions in reading order, whatever order they come in."""
    choices, booleans = telling_apart(codebook)
    found = [
        _unit(person_id, one, choices, booleans)
        for person_id, attributions in work.items()
        for one in attributions
    ]
    return sorted(found, key=_reading_order)


def shared_content(units: Sequence[Unit]) -> list[Shared]:
    """Return every two units of different annotators whose content overlaps.

    One sweep over the fragments in order of the text: near linear while few overlap at one place.
    """
    fragments = sorted(
        (span.start, span.end, place) for place, one in enumerate(units) for span in one.content
    )
    people = [one.person_id for one in units]
    found: dict[tuple[int, int], int] = {}
    going_on: list[tuple[int, int]] = []
    for start, end, place in fragments:
        going_on = [one for one in going_on if one[0] > start]
        person_id = people[place]
        for other_end, other in going_on:
            if people[other] != person_id:
                pair = (other, place) if other < place else (place, other)
                found[pair] = found.get(pair, 0) + min(end, other_end) - start
        going_on.append((end, place))
    return [Shared(one, other, characters) for (one, other), characters in found.items()]


def shared_characters(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return how many characters two ordered rows of spans share; within a row none overlap."""
    total = here = there = 0
    while here < len(one) and there < len(other):
        mine, theirs = one[here], other[there]
        total += max(0, min(mine.end, theirs.end) - max(mine.start, theirs.start))
        if mine.end < theirs.end:
            here += 1
        else:
            there += 1
    return total


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
    shared = shared_characters(one.source, other.source)
    return shared, sum(map(len, one.source)) + sum(map(len, other.source)) - shared


def agreements(one: Sequence[Comparable], other: Sequence[Comparable]) -> int:
    """Return how many values are equal."""
    return sum(map(eq, one, other))


def _unit(
    person_id: uuid.UUID,
    attribution: Attribution,
    choices: Sequence[Attribute],
    booleans: Sequence[Attribute],
) -> Unit:
    content = spans_of(attribution.content)
    values = attribution.values
    return Unit(
        person_id,
        attribution,
        content,
        sum(map(len, content)),
        spans_of(attribution.of_role(SpanRole.SOURCE)),
        tuple(plain(one, values.get(one.key)) for one in choices),
        tuple(plain(one, values.get(one.key)) for one in booleans),
    )


def _reading_order(unit: Unit) -> tuple[int, int, bytes]:
    content = unit.content
    if not content:
        return 0, 0, unit.attribution.id.bytes
    return content[0].start, -content[-1].end, unit.attribution.id.bytes
