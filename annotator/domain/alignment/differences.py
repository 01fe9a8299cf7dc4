"""In what the annotators of one item differ, and how much it matters.

Sources, cues, conditions, who reports it, notes, and attributes about the annotator are shown, but
make no difference by themselves.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from annotator.domain.adjudication.item import Coder, Difference, DifferenceKind, Severity
from annotator.domain.alignment.compared_values import Comparable, comparable, compared_attributes
from annotator.domain.alignment.groups import Alignment
from annotator.domain.alignment.overlaps import overlap, shared_characters, spans_of
from annotator.domain.alignment.span_equality import same_boundaries
from annotator.domain.alignment.speaker_equality import SpeakerRegistry
from annotator.domain.annotation_sets import SetState
from annotator.domain.attributions import Attribution, Values
from annotator.domain.codebook import Attribute, Codebook, Level, Scope

_KINDS: Final = {kind: place for place, kind in enumerate((
    DifferenceKind.STATE,
    DifferenceKind.ATTRIBUTE,
    DifferenceKind.MISSING,
    DifferenceKind.SPEAKER,
    DifferenceKind.BOUNDARY,
    DifferenceKind.SPLIT,
    DifferenceKind.DOUBLE,
))}  # fmt: skip
_FAR_APART, _APART = 0.5, 0.8
"""Intersection over union below which boundaries differ seriously, and moderately."""


def differences(
    alignment: Alignment,
    place: int,
    annotators: Iterable[uuid.UUID],
    text: str,
    codebook: Codebook,
    registry: SpeakerRegistry,
) -> tuple[Difference, ...]:
    """Return in what the annotators differ about the group at ``place``, the worst first.

    ``annotators`` are all whose work was aligned; one who has nothing in the group is missing,
    unless a split says that it is within what that one marked elsewhere. Whoever is missing makes
    no other difference: the rest is compared among those present.
    """
    members = alignment.groups[place].members
    linked = _linked(alignment, place)
    whole = {person_id for _, _, having_one in linked for person_id in having_one}
    found = [
        *_missing([one for one in annotators if one not in members and one not in whole]),
        *_speaker(members, registry),
        *_boundary(members, text),
        *_values([one.values for one in members.values()], codebook, Scope.ATTRIBUTION),
        *_split(linked),
    ]
    return _worst_first(found, codebook)


def article_differences(coders: Iterable[Coder], codebook: Codebook) -> tuple[Difference, ...]:
    """Return in what annotators differ about the article itself, the worst first.

    Values are compared among those who could code it.
    """
    there = list(coders)
    done = [one for one in there if one.state is SetState.DONE]
    found = _values([one.values for one in done], codebook, Scope.ARTICLE)
    if done and len(done) < len(there):
        found.append(Difference(DifferenceKind.STATE, Severity.GRAVE))
    elif not done and len({one.reason for one in there}) > 1:
        found.append(Difference(DifferenceKind.STATE, Severity.SLIGHT))
    return _worst_first(found, codebook)


def _missing(annotators: Iterable[uuid.UUID]) -> list[Difference]:
    missing = tuple(sorted(set(annotators)))
    return [Difference(DifferenceKind.MISSING, Severity.SERIOUS, None, missing)] if missing else []


def _speaker(
    members: Mapping[uuid.UUID, Attribution], registry: SpeakerRegistry
) -> list[Difference]:
    if all(registry.same(one, other) for one, other in combinations(members.values(), 2)):
        return []
    return [Difference(DifferenceKind.SPEAKER, Severity.SERIOUS)]


def _boundary(members: Mapping[uuid.UUID, Attribution], text: str) -> list[Difference]:
    apart = [
        overlap(one, other)
        for one, other in combinations(members.values(), 2)
        if not same_boundaries(text, one.content, other.content)
    ]
    if not apart:
        return []
    least = min(apart)
    if least < _FAR_APART:
        severity = Severity.SERIOUS
    else:
        severity = Severity.MODERATE if least < _APART else Severity.SLIGHT
    return [Difference(DifferenceKind.BOUNDARY, severity)]


def _values(all_values: Sequence[Values], codebook: Codebook, scope: Scope) -> list[Difference]:
    found = []
    for attribute in compared_attributes(codebook, scope):
        there = {comparable(attribute, values) for values in all_values}
        if len(there) > 1:
            severity = _severity(attribute, there, codebook)
            found.append(Difference(DifferenceKind.ATTRIBUTE, severity, attribute.key))
    return found


def _severity(attribute: Attribute, there: set[Comparable], codebook: Codebook) -> Severity:
    if attribute.key != codebook.primary.key:
        return Severity.MODERATE
    if attribute.level is Level.NOMINAL:
        return Severity.GRAVE if len(there - {None}) > 1 else Severity.SERIOUS
    both_ends = attribute.order[:1] + attribute.order[-1:]
    return Severity.GRAVE if len(there.intersection(both_ends)) == 2 else Severity.SERIOUS


_Linked = tuple[DifferenceKind, set[uuid.UUID], set[uuid.UUID]]
"""Split or double; who has an attribution in both groups; who has one that covers both, there."""


def _linked(alignment: Alignment, place: int) -> list[_Linked]:
    """Return what the group's splits are, seen from this group."""
    found: list[_Linked] = []
    here = alignment.groups[place].members
    for other in alignment.linked(place):
        there = alignment.groups[other].members
        two = here.keys() & there.keys()
        absent_here = {
            person_id
            for person_id in there.keys() - here.keys()
            if any(_covers(there[person_id], here[one]) for one in two)
        }
        doubled = any(overlap(here[one], there[one]) > 0 for one in two)
        kind = DifferenceKind.DOUBLE if doubled else DifferenceKind.SPLIT
        found.append((kind, set(two), absent_here))
    return found


def _split(linked: Iterable[_Linked]) -> list[Difference]:
    who: dict[DifferenceKind, set[uuid.UUID]] = {}
    for kind, two, _ in linked:
        who.setdefault(kind, set()).update(two)
    return [
        Difference(kind, Severity.MODERATE, None, tuple(sorted(people)))
        for kind, people in who.items()
    ]


def _covers(whole: Attribution, part: Attribution) -> bool:
    content = spans_of(part.content)
    return 2 * shared_characters(spans_of(whole.content), content) >= sum(map(len, content))


def _worst_first(found: Iterable[Difference], codebook: Codebook) -> tuple[Difference, ...]:
    keys = [one.key for one in codebook.attributes]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -one.severity,
                _KINDS[one.kind],
                keys.index(one.attribute) if one.attribute else -1,
            ),
        )
    )
