"""Which attributions of several annotators are about the same: one alignment for all uses.

Two annotators are matched so that the sum of intersection over union of content characters is
greatest. Ties go to the greater overlap of sources, then to what agrees in more choices about the
text (the object), then in more yes-or-no attributes, then to the order of reading, then to
identifiers; never to the primary attribute (the stance). Nothing depends on the order of input.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.domain.alignment.matching import (
    Edge,
    best_matching,
    components,
    in_one_number,
    on_one_scale,
)
from annotator.domain.alignment.overlaps import (
    Shared,
    Unit,
    agreements,
    overlap,
    shared_content,
    source_share,
    units,
)
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook

__all__ = ["Alignment", "Group", "Pair", "align", "matched_pairs", "overlap"]

_FINE: Final = 1 << 64
"""At this scale unequal shares of texts of up to 2 million code points are unequal integers."""
_PRIME: Final = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Pair:
    """One attribution of each of two annotators, matched."""

    a: Attribution
    b: Attribution
    iou: float


@dataclass(frozen=True, slots=True)
class Group:
    """Attributions about the same, at most one of each annotator."""

    members: Mapping[uuid.UUID, Attribution]
    """By person, ordered by the person's identifier."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """All annotators' attributions in an article, each in exactly one group."""

    groups: tuple[Group, ...]
    """In reading order."""
    splits: tuple[tuple[int, int], ...] = ()
    """Places of two groups, the earlier first: somebody has two attributions, one in each, where
    somebody else has one, which is in one of the groups and covers at least half of the other's
    content."""

    def linked(self, place: int) -> tuple[int, ...]:
        """Return the places of the groups that are linked with this one by a split."""
        return tuple(
            sorted({one + other - place for one, other in self.splits if place in (one, other)})
        )

    def places(self) -> dict[uuid.UUID, int]:
        """Return in which group each attribution is."""
        return {
            one.id: place
            for place, group in enumerate(self.groups)
            for one in group.members.values()
        }


def align(work: Mapping[uuid.UUID, Iterable[Attribution]], codebook: Codebook) -> Alignment:
    """Align what annotators made in one article.

    Every two annotators are matched; the pairs are then joined, the best first, into groups with
    at most one attribution of each.
    """
    all_units = units(work, codebook)
    shared = shared_content(all_units)
    members = _joined(all_units, _all_matched(all_units, shared))
    group_of = {place: at for at, those in enumerate(members) for place in those}
    return Alignment(
        tuple(_group(all_units[place] for place in those) for those in members),
        _splits(all_units, shared, members, group_of),
    )


def matched_pairs(
    a: Sequence[Attribution], b: Sequence[Attribution], codebook: Codebook
) -> tuple[Pair, ...]:
    """Match what two annotators made in one article; in reading order of the first's."""
    first, second = uuid.UUID(int=0), uuid.UUID(int=1)
    all_units = units({first: a, second: b}, codebook)
    pairs = []
    for pair in sorted(_all_matched(all_units, shared_content(all_units))):
        shared, union = _content_share(all_units, pair)
        one, other = all_units[pair.one], all_units[pair.other]
        pairs.append(Pair(one.attribution, other.attribution, shared / union))
    return tuple(pairs)


def _all_matched(all_units: Sequence[Unit], shared: Iterable[Shared]) -> list[Shared]:
    """Return the matched pairs of every two annotators, the one with the lower id first."""
    between: dict[tuple[uuid.UUID, uuid.UUID], list[Shared]] = {}
    for one in shared:
        first, second = all_units[one.one].person_id, all_units[one.other].person_id
        if first < second:
            between.setdefault((first, second), []).append(one)
        else:
            between.setdefault((second, first), []).append(
                Shared(one.other, one.one, one.characters)
            )
    found: list[Shared] = []
    for those in between.values():
        for together in components([(one.one, one.other) for one in those]):
            edges = [those[place] for place in together]
            found += edges if len(edges) == 1 else _best(all_units, edges)
    return found


def _best(all_units: Sequence[Unit], edges: Sequence[Shared]) -> list[Shared]:
    """Return the best matching within one component; there is exactly one best."""
    pairs = [(all_units[one], all_units[other]) for one, other, _ in edges]
    lefts = _ranks(edge.one for edge in edges)
    rights = _ranks(edge.other for edge in edges)
    apart = [(lefts[one] - rights[other]) ** 2 for one, other, _ in edges]
    furthest = max(apart)
    levels = zip(
        on_one_scale([_content_share(all_units, edge) for edge in edges]),
        on_one_scale([source_share(*pair) for pair in pairs]),
        *zip(*(_agreements(*pair) for pair in pairs), strict=True),
        [furthest - distance for distance in apart],
        [_mark(*pair) for pair in pairs],
        strict=True,
    )
    weights = in_one_number(list(levels), min(len(lefts), len(rights)))
    matched = best_matching(
        Edge(one, other, weight) for (one, other, _), weight in zip(edges, weights, strict=True)
    )
    chosen = set(matched)
    return [edge for edge in edges if (edge.one, edge.other) in chosen]


def _content_share(all_units: Sequence[Unit], pair: Shared) -> tuple[int, int]:
    """Return intersection and union of the content of two units."""
    one, other, shared = pair
    return shared, all_units[one].length + all_units[other].length - shared


def _ranks(places: Iterable[int]) -> dict[int, int]:
    return {place: rank for rank, place in enumerate(sorted(set(places)))}


def _agreements(one: Unit, other: Unit) -> tuple[int, int]:
    """Return in how many choices two units agree, and in how many yes-or-no attributes."""
    return agreements(one.choices, other.choices), agreements(one.booleans, other.booleans)


def _mark(one: Unit, other: Unit) -> int:
    """Return a number that only follows from the two identifiers, for the very last ties."""
    return one.attribution.id.int * other.attribution.id.int % _PRIME


def _joined(all_units: Sequence[Unit], matched: Iterable[Shared]) -> list[list[int]]:
    """Return groups of places in reading order, made of pairs, the best first."""
    ranked = []
    for pair in matched:
        one, other, _ = pair
        mine, theirs = all_units[one], all_units[other]
        shares = _content_share(all_units, pair), source_share(mine, theirs)
        worth = (*(part * _FINE // whole for part, whole in shares), *_agreements(mine, theirs))
        ranked.append((*(-part for part in worth), min(one, other), max(one, other)))
    group_of = [[place] for place in range(len(all_units))]
    people = [{one.person_id} for one in all_units]
    for *_, one, other in sorted(ranked):
        mine_too, theirs_too = group_of[one], group_of[other]
        if people[mine_too[0]].isdisjoint(people[theirs_too[0]]):
            people[mine_too[0]] |= people[theirs_too[0]]
            mine_too += theirs_too
            for place in theirs_too:
                group_of[place] = mine_too
    return sorted(sorted(those) for place, those in enumerate(group_of) if those[0] == place)


def _group(members: Iterable[Unit]) -> Group:
    ordered = sorted(members, key=lambda one: one.person_id)
    return Group({one.person_id: one.attribution for one in ordered})


def _splits(
    all_units: Sequence[Unit],
    shared: Iterable[Shared],
    members: Sequence[Sequence[int]],
    group_of: Mapping[int, int],
) -> tuple[tuple[int, int], ...]:
    people = [{all_units[place].person_id for place in those} for those in members]
    found = set()
    for one, other, characters in shared:
        for part, whole in ((one, other), (other, one)):
            here, there = group_of[part], group_of[whole]
            if (
                here != there
                and 2 * characters >= all_units[part].length
                and all_units[part].person_id in people[there]
                and all_units[whole].person_id not in people[here]
            ):
                found.add((min(here, there), max(here, there)))
    return tuple(sorted(found))
