"""Putting the report together: everything once for its points, and once more for intervals."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.results import (
    AgainstGold,
    Agreement,
    AgreementReport,
    Drift,
    PairAgreement,
    Part,
)
from annotator.domain.codebook import Scope
from annotator.domain.people import Round
from annotator.services.agreement.breakdowns import (
    PartOfUnits,
    by_batch,
    by_object,
    by_origin,
    by_round,
)
from annotator.services.agreement.compared import GOLD, Compared, Repeated
from annotator.services.agreement.gold_comparison import calibration

Figures = Callable[[ComparedUnits], Agreement]


def report_of(compared: Compared, figures: Figures) -> AgreementReport:
    """Return the report whose figures a function makes of what is compared."""
    once = _Once(figures)
    units = compared.units
    return AgreementReport(
        overall=once(units),
        pairs=tuple(
            PairAgreement(one.annotators[0], one.annotators[1], once(one)) for one in _pairs(units)
        ),
        by_object=_of_attributions(by_object(compared), once),
        by_origin=_of_attributions(by_origin(compared), once),
        by_round=_of_articles(by_round(compared), once),
        by_batch=_of_articles(by_batch(compared), once),
        gold=tuple(_gold(compared, once)),
        drift=tuple(_drift(compared, once)),
        codebooks=compared.codebooks,
        missing=compared.missing,
        names=compared.names,
        speakers=compared.speakers,
        primary=compared.codebook.primary.key,
        gold_made=compared.gold_made,
    )


def count_of(compared: Compared) -> int:
    """Return how often figures are made for one report: for telling how far it is."""
    return sum(1 for _ in _everything(compared))


def _everything(compared: Compared) -> Iterator[ComparedUnits]:
    yield compared.units
    yield from _pairs(compared.units)
    for parts in (by_object, by_origin, by_round, by_batch):
        yield from (one.units for one in parts(compared))
    yield from _against_gold(compared)
    yield from (units for _, _, _, units in _again(compared))


class _Once:
    """Makes figures once for equal parts: one round alone is the whole, and so is one pair."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._made: list[tuple[ComparedUnits, Agreement]] = []

    def __call__(self, units: ComparedUnits) -> Agreement:
        for known, agreement in self._made:
            if _equal(known, units):
                return agreement
        made = self._figures(units)
        self._made.append((units, made))
        return made


def _equal(one: ComparedUnits, other: ComparedUnits) -> bool:
    return (
        one.table is other.table
        and one.columns == other.columns
        and np.array_equal(one.articles, other.articles)
        and np.array_equal(one.rows, other.rows)
    )


def _pairs(units: ComparedUnits) -> Iterator[ComparedUnits]:
    for pair in combinations(units.annotators, 2):
        found = units.between(pair)
        if found.articles.any():
            yield found


def _of_attributions(parts: Iterable[PartOfUnits], once: Figures) -> tuple[Part, ...]:
    """Return parts that divide attributions: articles' own values are of none of them."""
    found = []
    for one in parts:
        agreement = once(one.units)
        own = tuple(each for each in agreement.attributes if each.scope is not Scope.ARTICLE)
        found.append(
            Part(
                one.key,
                one.name,
                replace(agreement, attributes=own),
                one.units.codebooks,
                one.units.marked_article_count,
                one.units.marked_stories,
            )
        )
    return tuple(found)


def _of_articles(parts: Iterable[PartOfUnits], once: Figures) -> tuple[Part, ...]:
    found = []
    for one in parts:
        agreement = once(one.units)
        sizes = (agreement.articles, agreement.stories)
        found.append(Part(one.key, one.name, agreement, one.units.codebooks, *sizes))
    return tuple(found)


def _against_gold(compared: Compared) -> Iterator[ComparedUnits]:
    units = compared.against_gold
    for person_id in units.annotators:
        if person_id != GOLD:
            yield units.between((GOLD, person_id))


def _gold(compared: Compared, once: Figures) -> Iterator[AgainstGold]:
    for units in _against_gold(compared):
        if units.articles.any():
            person_id = units.annotators[1]
            yield AgainstGold(person_id, once(units), calibration(compared, person_id))


def _again(compared: Compared) -> Iterator[tuple[Repeated, Round, Round, ComparedUnits]]:
    for one in compared.repeated:
        there = set(one.units.annotators)
        for earlier, later in one.pairs:
            if earlier.id in there and later.id in there:
                units = one.units.between((earlier.id, later.id))
                if units.articles.any():
                    yield one, earlier, later, units


def _drift(compared: Compared, once: Figures) -> Iterator[Drift]:
    for one, earlier, later, units in _again(compared):
        yield Drift(one.annotator, earlier.name, later.name, once(units))
