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
    TellingApart,
    Unit,
    overlap,
    shared_content,
    source_share,
    units,
)
from annotator.domain.attributions import Attribution
from annotator.domain.codebook import Codebook

__all__ = ["Alignment", "Group", "Pair", "align", "grouped", "matched_pairs", "overlap"]

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
    all_units, attributions, people = units(work)
    shared = shared_content(all_units)
    members = _groups(all_units, shared, TellingApart(codebook))
    group_of = {place: at for at, those in enumerate(members) for place in those}
    return Alignment(
        tuple(
            Group({people[all_units[one].person]: attributions[one] for one in by_person})
            for by_person in (
                sorted(those, key=lambda place: all_units[place].person) for those in members
            )
        ),
        _splits(all_units, shared, members, group_of),
    )


def grouped(all_units: Sequence[Unit], telling: TellingApart) -> list[list[int]]:
    """Return the same groups as `align`, as places of units, which must be in reading order."""
    return _groups(all_units, shared_content(all_units), telling)


def matched_pairs(
    a: Sequence[Attribution], b: Sequence[Attribution], codebook: Codebook
) -> tuple[Pair, ...]:
    """Match what two annotators made in one article; in reading order of the first's."""
    all_units, attributions, _ = units({uuid.UUID(int=0): a, uuid.UUID(int=1): b})
    pairs = []
    for pair in sorted(_all_matched(all_units, shared_content(all_units), TellingApart(codebook))):
        shared, union = _content_share(all_units, pair)
        pairs.append(Pair(attributions[pair.one], attributions[pair.other], shared / union))
    return tuple(pairs)


def _groups(
    all_units: Sequence[Unit], shared: Sequence[Shared], telling: TellingApart
) -> list[list[int]]:
    return _joined(all_units, _all_matched(all_units, shared, telling), telling)


def _all_matched(
    all_units: Sequence[Unit], shared: Iterable[Shared], telling: TellingApart
) -> list[Shared]:
    """Return the matched pairs of every two annotators, the one with the lower id first."""
    between: dict[tuple[int, int], list[Shared]] = {}
    for one in shared:
        first, second = all_units[one.one].person, all_units[one.other].person
        if first < second:
            between.setdefault((first, second), []).append(one)
        else:
            between.setdefault((second, first), []).append(
                Shared(one.other, one.one, one.characters)
            )
    found: list[Shared] = []
    for those in between.values():
        if len({one.one for one in those}) == len(those) == len({one.other for one in those}):
            found += those  # Nothing to choose from.
            continue
        for together in components([(one.one, one.other) for one in those]):
            edges = [those[place] for place in together]
            found += edges if len(edges) == 1 else _best(all_units, edges, telling)
    return found


def _best(
    all_units: Sequence[Unit], edges: Sequence[Shared], telling: TellingApart
) -> list[Shared]:
    """Return the best matching within one component; there is exactly one best."""
    pairs = [(all_units[one], all_units[other]) for one, other, _ in edges]
    lefts = _ranks(edge.one for edge in edges)
    rights = _ranks(edge.other for edge in edges)
    apart = [(lefts[one] - rights[other]) ** 2 for one, other, _ in edges]
    furthest = max(apart)
    levels = zip(
        on_one_scale([_content_share(all_units, edge) for edge in edges]),
        on_one_scale([source_share(*pair) for pair in pairs]),
        *zip(*(one.agreements(other, telling) for one, other in pairs), strict=True),
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


def _mark(one: Unit, other: Unit) -> int:
    """Return a number that only follows from the two identifiers, for the very last ties."""
    return one.number * other.number % _PRIME


def _joined(
    all_units: Sequence[Unit], matched: Sequence[Shared], telling: TellingApart
) -> list[list[int]]:
    """Return groups of places in reading order, made of pairs, the best first."""
    alone = set(range(len(all_units)))
    found: list[list[int]] = []
    for pairs in components([(one, other) for one, other, _ in matched], apart=False):
        places = {place for at in pairs for place in matched[at][:2]}
        alone -= places
        if len({all_units[place].person for place in places}) == len(places):
            found.append(sorted(places))  # Nobody is there twice: the order makes no difference.
        else:
            found += _best_first(all_units, places, [matched[at] for at in pairs], telling)
    return sorted([*found, *([place] for place in alone)])


def _best_first(
    all_units: Sequence[Unit],
    places: Iterable[int],
    matched: Iterable[Shared],
    telling: TellingApart,
) -> list[list[int]]:
    ranked = []
    for pair in matched:
        one, other, _ = pair
        mine, theirs = all_units[one], all_units[other]
        shares = _content_share(all_units, pair), source_share(mine, theirs)
        fine = [part * _FINE // whole for part, whole in shares]
        worth = (*fine, *mine.agreements(theirs, telling))
        ranked.append((*(-part for part in worth), min(one, other), max(one, other)))
    group_of = {place: [place] for place in places}
    people = {place: {all_units[place].person} for place in places}
    for *_, one, other in sorted(ranked):
        mine_too, theirs_too = group_of[one], group_of[other]
        if people[mine_too[0]].isdisjoint(people[theirs_too[0]]):
            people[mine_too[0]] |= people[theirs_too[0]]
            mine_too += theirs_too
            for place in theirs_too:
                group_of[place] = mine_too
    return [sorted(those) for place, those in group_of.items() if those[0] == place]


def _splits(
    all_units: Sequence[Unit],
    shared: Iterable[Shared],
    members: Sequence[Sequence[int]],
    group_of: Mapping[int, int],
) -> tuple[tuple[int, int], ...]:
    people = [{all_units[place].person for place in those} for those in members]
    found = set()
    for one, other, characters in shared:
        for part, whole in ((one, other), (other, one)):
            here, there = group_of[part], group_of[whole]
            if (
                here != there
                and 2 * characters >= all_units[part].length
                and all_units[part].person in people[there]
                and all_units[whole].person not in people[here]
            ):
                found.add((min(here, there), max(here, there)))
    return tuple(sorted(found))
