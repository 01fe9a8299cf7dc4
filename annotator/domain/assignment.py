"""Handing out articles: some to several people, so that they can be compared, the rest to one."""

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Unit:
    """Articles that stay together: the versions of one story, or a single article."""

    articles: tuple[uuid.UUID, ...]
    held_by: tuple[uuid.UUID, ...] = ()
    """Who has other versions of the same story already; they get these, too."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which people get which articles."""

    people_of: Mapping[uuid.UUID, tuple[uuid.UUID, ...]] = field(default_factory=dict)
    """By article, in the order in which the articles came."""

    @property
    def overlapping(self) -> int:
        """Return how many articles go to more than one person."""
        return sum(len(people) > 1 for people in self.people_of.values())

    def count(self, person_id: uuid.UUID) -> int:
        """Return how many articles a person gets."""
        return sum(person_id in people for people in self.people_of.values())

    def shared(self, person_id: uuid.UUID) -> int:
        """Return how many of a person's articles others get, too."""
        return sum(person_id in found and len(found) > 1 for found in self.people_of.values())


def chosen_units(units: Sequence[Unit], articles: int | None) -> tuple[Unit, ...]:
    """Return the first units that hold at most so many articles; None for all of them.

    A story that is too large for what is left is passed over, never cut. Where not even the first
    unit fits, it is taken alone: something is always handed out.
    """
    if articles is None:
        return tuple(units)
    chosen: list[Unit] = []
    left = articles
    for unit in units:
        if len(unit.articles) <= left:
            chosen.append(unit)
            left -= len(unit.articles)
    return tuple(chosen) or tuple(units[:1])


def share_out(
    units: Sequence[Unit],
    people: Sequence[uuid.UUID],
    *,
    overlap: float,
    coders_per_overlap: int | None = None,
    seed: int = 0,
) -> Assignment:
    """Return who gets what: the same for the same seed, in whatever order people are named.

    ``overlap`` (0 to 1) is the share of the articles that ``coders_per_overlap`` people get (None:
    all of them); every other article goes to one. Everybody gets as many as the others, as nearly
    as whole stories allow. Raises `Refused` (nobody_chosen, overlap_impossible).
    """
    everybody = sorted(set(people))
    if not everybody:
        raise Refused("nobody_chosen")
    coders = len(everybody) if coders_per_overlap is None else coders_per_overlap
    if not 0 <= overlap <= 1 or (overlap and not 2 <= coders <= len(everybody)):
        raise Refused("overlap_impossible", people=len(everybody))
    drawn = list(units)
    random.Random(seed).shuffle(drawn)
    wanted = round(overlap * sum(len(one.articles) for one in units))
    shared, single = _split(drawn, wanted)
    loads = dict.fromkeys(everybody, 0)
    people_of: dict[uuid.UUID, tuple[uuid.UUID, ...]] = {}
    for several, count in ((shared, coders), (single, 1)):
        # The largest first, so that the smallest can level out what is left.
        for unit in sorted(several, key=lambda one: -len(one.articles)):
            earlier = tuple(one for one in everybody if one in unit.held_by)
            given = earlier or tuple(sorted(sorted(everybody, key=loads.__getitem__)[:count]))
            for person in given:
                loads[person] += len(unit.articles)
            people_of |= dict.fromkeys(unit.articles, given)
    return Assignment({id_: people_of[id_] for unit in units for id_ in unit.articles})


def _split(units: Sequence[Unit], wanted: int) -> tuple[list[Unit], list[Unit]]:
    """Return units with as nearly the wanted number of articles as whole ones allow, and the rest.

    What goes on with an earlier assignment is no part of the draw.
    """
    shared: list[Unit] = []
    single: list[Unit] = []
    left = wanted
    for unit in units:
        if not unit.held_by and len(unit.articles) <= left:
            shared.append(unit)
            left -= len(unit.articles)
        else:
            single.append(unit)
    return shared, single
