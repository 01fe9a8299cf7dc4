"""What is behind a cell of a table of confusions."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.ratings import value_name
from annotator.domain.codebook import Scope


@dataclass(frozen=True, slots=True)
class CellUnit:
    """One unit in which ``a`` has the row's value, and ``b`` the column's."""

    article_id: uuid.UUID
    round_id: uuid.UUID
    a: uuid.UUID
    b: uuid.UUID
    a_attribution: uuid.UUID | None
    b_attribution: uuid.UUID | None
    """None for the article's own attributes."""


def cell(units: ComparedUnits, key: str, row_value: str, column_value: str) -> tuple[CellUnit, ...]:
    """Return the units of one cell, in the order in which articles were collected.

    Of two annotators, the first has the row's value. Of more, each two whose values are these,
    whichever of them has which; once where both values are the same. Values as `value_name`.
    """
    codes_of = units.table.codes_of[key]
    names = [value_name(one) for one in codes_of.values]
    if row_value not in names or column_value not in names:
        return ()
    wanted = names.index(row_value), names.index(column_value)
    of_scope = _of_articles if codes_of.scope is Scope.ARTICLE else _of_groups
    return tuple(of_scope(units, key, *wanted))


def _both_ways(units: ComparedUnits, row: int, column: int) -> Iterator[tuple[int, int]]:
    """Yield the annotators whose values are looked at, as places in the table."""
    for first, one in enumerate(units.columns):
        for second, other in enumerate(units.columns):
            if first < second or (first > second and len(units.columns) > 2 and row != column):
                yield one, other


def _of_articles(units: ComparedUnits, key: str, row: int, column: int) -> Iterator[CellUnit]:
    table = units.table
    codes = table.article_codes.get(key)
    if codes is None:
        return
    for article in np.flatnonzero(units.articles):
        for one, other in _both_ways(units, row, column):
            if codes[article, one] == row and codes[article, other] == column:
                yield _unit(units, int(article), one, other, None, None)


def _of_groups(units: ComparedUnits, key: str, row: int, column: int) -> Iterator[CellUnit]:
    table = units.table
    codes = table.codes.get(key)
    if codes is None:
        return
    rows = units.rows
    here = np.flatnonzero(rows & ((codes == row) | (codes == column)))
    groups: dict[int, dict[int, int]] = {}
    for at in here.tolist():
        groups.setdefault(int(table.group[at]), {})[int(table.annotator[at])] = at
    for _, members in sorted(groups.items()):
        for one, other in _both_ways(units, row, column):
            if one in members and other in members:
                mine, theirs = members[one], members[other]
                if codes[mine] == row and codes[theirs] == column:
                    yield _unit(units, int(table.article[mine]), one, other, mine, theirs)


def _unit(
    units: ComparedUnits, article: int, one: int, other: int, mine: int | None, theirs: int | None
) -> CellUnit:
    table = units.table
    return CellUnit(
        table.article_ids[article],
        table.rounds[table.round[article]],
        table.annotators[one],
        table.annotators[other],
        None if mine is None else table.attribution_id(mine),
        None if theirs is None else table.attribution_id(theirs),
    )
