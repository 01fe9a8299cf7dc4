"""Precision, recall and F1 of what annotators found, and of what they said of it.

Hripcsak & Rothschild, "Agreement, the F-measure, and reliability in information retrieval",
Journal of the American Medical Informatics Association 12 (2005). Of more than two annotators the
counts of all pairs are added up (micro-averaged).
"""

from typing import Final

import numpy as np

from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.measures import Reason
from annotator.domain.agreement.ratings import MISSING
from annotator.domain.agreement.resampling import Floats
from annotator.domain.agreement.results import OVERLAP, Figure, Matching, MatchingScore
from annotator.domain.agreement.story_sums import Figures, StorySums, Sums, ratio

_EXACT: Final = "matched exact"
_OVERLAP: Final = "matched overlap"
_ANY: Final = "matched any"
_FIRST: Final = "marked by the first"
_SECOND: Final = "marked by the second"
_MARKED: Final = "marked"
"""Attributions, each counted for every other annotator who is done with the article."""


def add_matching(sums: StorySums, units: ComparedUnits) -> None:
    """Count, by story, what each of two has marked and what is matched."""
    table = units.table
    pairs = np.flatnonzero(units.pairs)
    stories = table.story[table.article[table.first[pairs]]]
    shared, union = table.shared[pairs], table.union[pairs]
    sums.add(_EXACT, stories, table.exact[pairs])
    sums.add(_OVERLAP, stories, shared >= OVERLAP * union)
    sums.add(_ANY, stories)
    rows = np.flatnonzero(units.rows)
    sums.add(_MARKED, table.story[table.article[rows]], _others(units)[rows])
    if len(units.columns) == 2:
        for name, column in zip((_FIRST, _SECOND), units.columns, strict=True):
            own = rows[table.annotator[rows] == column]
            sums.add(name, table.story[table.article[own]])


def add_labelled(sums: StorySums, units: ComparedUnits, key: str) -> None:
    """Count, by story, what has a value of an attribute, and what is matched with the same."""
    table = units.table
    codes = table.codes.get(key)
    if codes is None:
        codes = np.full_like(table.origin, MISSING)
    pairs = np.flatnonzero(units.pairs)
    first, second = table.first[pairs], table.second[pairs]
    same = (codes[first] == codes[second]) & (codes[first] != MISSING)
    sums.add(_same(key), table.story[table.article[first[same]]])
    rows = np.flatnonzero(units.rows & (codes != MISSING))
    sums.add(_valued(key), table.story[table.article[rows]], _others(units)[rows])


def matching_of(figures: Figures, units: ComparedUnits) -> Matching:
    """Return the figures of what `add_matching` counted."""
    matched, marked = figures.totals[_ANY][0], figures.totals[_MARKED][0]
    two = len(units.columns) == 2
    return Matching(
        exact=_score(figures, _EXACT, two=two),
        overlap=_score(figures, _OVERLAP, two=two),
        any=_score(figures, _ANY, two=two),
        matched=int(matched),
        unmatched=int(marked - 2 * matched),
    )


def labelled_f1(figures: Figures, key: str) -> Figure:
    """Return the F1 of attributions that are matched at any overlap and have the same value.

    Of those that have a value of the attribute at all.
    """
    return _f1(figures, _same(key), _valued(key), Reason.NO_VALUES)


def _score(figures: Figures, matched: str, *, two: bool) -> MatchingScore:
    f1 = _f1(figures, matched, _MARKED, Reason.NOTHING_MARKED)
    if not two:
        undirected = Figure(None, reason=Reason.TWO_ANNOTATORS_ONLY)
        return MatchingScore(undirected, undirected, f1)
    return MatchingScore(
        precision=_share(figures, matched, _SECOND), recall=_share(figures, matched, _FIRST), f1=f1
    )


def _share(figures: Figures, matched: str, of: str) -> Figure:
    def formula(sums: Sums) -> Floats:
        return ratio(sums[matched][..., 0], sums[of][..., 0])

    return figures.figure(formula, lambda _: Reason.NOTHING_MARKED, (of,))


def _f1(figures: Figures, matched: str, marked: str, reason: str) -> Figure:
    def formula(sums: Sums) -> Floats:
        return ratio(2 * sums[matched][..., 0], sums[marked][..., 0])

    return figures.figure(formula, lambda _: reason, (marked,))


def _others(units: ComparedUnits) -> Floats:
    """Return for every attribution how many others are done with its article."""
    table = units.table
    done = table.present[:, list(units.columns)].sum(axis=1)
    others: Floats = (done[table.article] - 1).astype(np.float64)
    return others


def _same(key: str) -> str:
    return f"same {key}"


def _valued(key: str) -> str:
    return f"valued {key}"
