"""An article's work taken apart: each person's in each round, and gold, under a name of its own."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.people import MAIN_ROUND
from annotator.formats.records import ArticleRecord, AttributionRecord, Layer, SetRecord
from annotator.formats.stance_annotator_documents import in_file_order

NO_WORK = "texts"
"""The name under which articles stand that nobody has begun."""

_NOT_FOR_FILES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)),
}
"""What Windows takes for devices."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Whose:
    """A person (None for gold) in a round."""

    layer: Layer
    annotator: str | None
    round: str


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has done on one article; the set is None where only attributions are known."""

    whose: Whose
    set: SetRecord | None
    attributions: tuple[AttributionRecord, ...]
    """In the order that files have."""


def works_of(article: ArticleRecord) -> tuple[Work, ...]:
    """Return the work on an article by round and person, gold last; empty where there is none."""
    sets = {_whose(one): one for one in article.sets}
    by_whose: dict[Whose, list[AttributionRecord]] = {whose: [] for whose in sets}
    for one in in_file_order(article.attributions):
        by_whose.setdefault(_whose(one), []).append(one)
    ordered = sorted(by_whose, key=lambda w: (w.layer is Layer.GOLD, w.round, w.annotator or ""))
    return tuple(Work(one, sets.get(one), tuple(by_whose[one])) for one in ordered)


class WorkNames:
    """Short names for files and columns: small ASCII letters, digits, ``_``, ``-`` and ``@``.

    Gold is ``gold``, a person goes by the own name; any round but the main one follows after ``@``.
    Where two would be the same, the later one gets a number.
    """

    def __init__(self) -> None:
        self._names: dict[Whose, str] = {}
        self._taken = {NO_WORK, "gold"}

    def __iter__(self) -> Iterator[tuple[Whose, str]]:
        """Yield who has which name, in the order in which the names were given."""
        return iter(self._names.items())

    def of(self, whose: Whose) -> str:
        """Return the name of somebody's work, always the same."""
        if whose not in self._names:
            self._names[whose] = self._free(whose)
        return self._names[whose]

    def _free(self, whose: Whose) -> str:
        in_main = whose.round == MAIN_ROUND
        if whose.layer is Layer.GOLD and in_main:
            return "gold"
        person = "gold" if whose.layer is Layer.GOLD else _plain(whose.annotator or "")
        base = person if in_main else f"{person}@{_plain(whose.round, 'round')}"
        name, number = base, 1
        while name in self._taken or name in _NOT_FOR_FILES:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name


def _whose(one: SetRecord | AttributionRecord) -> Whose:
    return Whose(one.layer, None if one.layer is Layer.GOLD else one.annotator, one.round)


def _plain(name: str, otherwise: str = "annotator") -> str:
    """Return a name in ASCII; letters of other scripts are left out."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "_", ascii_only).strip("_")[:_LONGEST] or otherwise
