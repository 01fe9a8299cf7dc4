"""Giving every article to exactly one part of a split.

Families of articles (`families`) are placed whole, the greatest first, each into the part that
lacks most of what it brings: articles, and with balance every label, a rare one weighing more than
a frequent one. That is greedy stratification in the manner of Sechidis, Tsoumakas and Vlahavas
(2011), on groups. Equal families come in an order that follows from the seed, never from the order
of input.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable

from annotator.domain.errors import Refused
from annotator.domain.splitting.choice import SplitChoice
from annotator.domain.splitting.families import Described, Family, families

_ARTICLES = ("articles",)
"""The key under which articles are counted beside the labels, which are plain texts."""


def assigned(articles: Iterable[Described], choice: SplitChoice) -> dict[uuid.UUID, str]:
    """Return the part of each article. No part is empty.

    Raises Refused ``too_few_to_split`` where fewer families than parts are there.
    """
    found = families(articles, keep_speakers_apart=choice.keep_speakers_apart)
    parts = choice.parts
    if len(found) < len(parts):
        raise Refused("too_few_to_split", families=len(found), parts=len(parts))
    loads = [_load(one, balance=choice.balance) for one in found]
    totals: Counter[object] = Counter()
    for load in loads:
        totals.update(load)
    weights = choice.weights
    lacking: list[dict[object, float]] = [
        {key: weight * total for key, total in totals.items()} for weight in weights
    ]
    ordered = sorted(
        range(len(found)), key=lambda at: (-found[at].size, _lot(found[at], choice.seed))
    )
    result: dict[uuid.UUID, str] = {}
    empty = set(range(len(parts)))
    for left, at in zip(range(len(ordered), 0, -1), ordered, strict=True):
        load = loads[at]
        # The last ones go where there is nothing yet.
        open_parts = sorted(empty) if left <= len(empty) else range(len(parts))
        part = max(
            open_parts, key=lambda one: (_need(lacking[one], load, totals, weights[one]), -one)
        )
        empty.discard(part)
        for key, number in load.items():
            lacking[part][key] -= number
        result.update((one, parts[part]) for one in found[at].articles)
    return result


def _load(family: Family, *, balance: bool) -> dict[object, int]:
    load: dict[object, int] = {_ARTICLES: len(family.articles)}
    if balance:
        load.update(family.labels)
    return load


def _need(
    lacking: dict[object, float], load: dict[object, int], totals: Counter[object], weight: float
) -> float:
    """Return how much a part is in need: which share of its own due it lacks of all that comes.

    So all parts fill up at the same pace, and great families do not all go into the greatest part.
    """
    return sum(
        lacking[key] / (weight * totals[key]) * number / totals[key]
        for key, number in load.items()
        if number
    )


def _lot(family: Family, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}/{family.articles[0]}".encode()).digest()
