"""All figures of what was compared, or of a part of it."""

from collections.abc import Callable, Mapping

import numpy as np

from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.confusions import confusion, disagreements
from annotator.domain.agreement.figures import figures as coefficients
from annotator.domain.agreement.matching_scores import (
    add_labelled,
    add_matching,
    labelled_f1,
    matching_of,
)
from annotator.domain.agreement.measures import MEASURES, Reason, Stage
from annotator.domain.agreement.ratings import MISSING, Ints, Ratings, value_name
from annotator.domain.agreement.resampling import Floats, Resamples
from annotator.domain.agreement.results import (
    SPEAKER,
    SPEAKER_COUNTRY,
    SPEAKER_KIND,
    Agreement,
    AttributeAgreement,
    Figure,
    Size,
    Unitizing,
)
from annotator.domain.agreement.story_sums import Figures, StorySums, Sums
from annotator.domain.agreement.unitizing import (
    BOTH,
    LENGTH,
    Continua,
    Segments,
    add_unitizing,
    cu_alpha,
    joined_segments,
    ku_alpha,
    overlapping_characters,
    u_alpha,
)
from annotator.domain.codebook import Scope

_BLIND = "blind "
_LABELLED = "labelled "


def agreement_of(units: ComparedUnits, resamples: Resamples | None = None) -> Agreement:
    """Return the agreement of the annotators, with intervals where stories are resampled.

    ``resamples`` are of `ComparedUnits.story_count` stories.
    """
    attributes = (*units.keys(Scope.ATTRIBUTION), SPEAKER, SPEAKER_KIND, SPEAKER_COUNTRY)
    sums = StorySums(units.story_count)
    add_matching(sums, units)
    for key in attributes:
        add_labelled(sums, units, key)
    overlapping = _add_unitizing(sums, units)
    made = Figures(sums, resamples)
    fixed = Figure(None, reason=Reason.FIXED_UNITS)
    return Agreement(
        annotators=units.annotators,
        articles=units.article_count,
        stories=units.stories,
        matching=matching_of(made, units),
        unitizing=_unitizing(made, units, overlapping),
        attributes=(
            *(_attribute(units, key, resamples, labelled_f1(made, key)) for key in attributes),
            *(_attribute(units, key, resamples, fixed) for key in units.keys(Scope.ARTICLE)),
        ),
    )


def _attribute(
    units: ComparedUnits, key: str, resamples: Resamples | None, labelled: Figure
) -> AttributeAgreement:
    ratings = units.ratings(key)
    found = {**coefficients(ratings, resamples), "labelled_f1": labelled}
    offered = [one.key for one in MEASURES if one.stage in (Stage.CODING, Stage.JOINT)]
    unit_count, value_count = ratings.pairable()
    # Speakers come anew with every article: no table of them would be the same in two parts.
    table = None if key == SPEAKER else confusion(ratings)
    commonest, differing, paired = disagreements(ratings, by_name=key in (SPEAKER, SPEAKER_COUNTRY))
    return AttributeAgreement(
        key=key,
        scope=units.table.codes_of[key].scope,
        level=ratings.kind.value,
        units=unit_count,
        values=value_count,
        figures={one: found[one] for one in offered},
        confusion=table,
        rests_on=_other_sizes(ratings, found),
        confusion_reason=_why_no_table(key) if table is None else None,
        commonest=commonest,
        differing=differing,
        paired=paired,
    )


def _why_no_table(key: str) -> str:
    return Reason.VALUES_ARE_SPEAKERS if key == SPEAKER else Reason.TOO_MANY_VALUES


def _other_sizes(ratings: Ratings, figures: Mapping[str, Figure]) -> dict[str, Size]:
    """Return what those measures rest on that leave out units of two or more values."""
    all_units = ratings.pairable()
    ranked = ratings.pairable_ranks() if ratings.ordered else (0, 0)
    found = {}
    for one in MEASURES:
        figure = figures.get(one.key)
        if figure is None or figure.value is None:
            continue
        here = ranked if one.ordered else all_units
        if one.key == "fleiss_kappa":
            here = ratings.complete()
        if here != all_units:
            found[one.key] = Size(*here)
    return found


def _add_unitizing(sums: StorySums, units: ComparedUnits) -> int:
    """Add what is needed, and return in how many characters there is no partition."""
    table, articles = units.table, np.flatnonzero(units.articles)
    columns = list(units.columns)
    continua = Continua(
        table.length[articles], table.story[articles], table.present[articles][:, columns]
    )
    values, codes = _primary(units)
    marked = _segments(units, articles, codes)
    by_value = joined_segments(continua, marked)
    overlapping = overlapping_characters(continua, by_value)
    nothing = np.zeros_like(marked.value)
    plain = Segments(marked.text, marked.annotator, marked.start, marked.end, nothing)
    add_unitizing(sums, _BLIND, continua, joined_segments(continua, plain), 1)
    if not overlapping:
        add_unitizing(sums, _LABELLED, continua, by_value, values + 1)
    return overlapping


def _segments(units: ComparedUnits, articles: Ints, codes: Ints) -> Segments:
    """Return the spans that count, in the numbering of these articles and of the annotators."""
    table = units.table
    spans = np.flatnonzero(units.rows[table.span_of])
    rows = table.span_of[spans]
    text = np.zeros(len(table.article_ids), dtype=np.int64)
    text[articles] = np.arange(articles.size)
    column = np.zeros(len(table.annotators), dtype=np.int64)
    column[list(units.columns)] = np.arange(len(units.columns))
    return Segments(
        text[table.article[rows]],
        column[table.annotator[rows]],
        table.start[spans].astype(np.int64),
        table.end[spans].astype(np.int64),
        codes[rows].astype(np.int64),
    )


def _primary(units: ComparedUnits) -> tuple[int, Ints]:
    """Return how many values the primary attribute has, and every attribution's.

    One more stands for attributions without a value.
    """
    table, key = units.table, _primary_key(units)
    count = len(table.codes_of[key].values) if key in table.codes_of else 0
    codes = table.codes.get(key)
    if codes is None:
        return count, np.full_like(table.origin, count)
    return count, np.where(codes == MISSING, count, codes)


def _primary_key(units: ComparedUnits) -> str:
    return units.codebook.primary.key if units.codebook else ""


def _unitizing(made: Figures, units: ComparedUnits, overlapping: int) -> Unitizing:
    blind = made.figure(
        lambda sums: u_alpha(sums, _BLIND), _why_blind, (_BLIND + LENGTH,), least=-np.inf
    )
    key = _primary_key(units)
    values = units.table.codes_of[key].values if key in units.table.codes_of else ()
    names = [value_name(one) for one in values]
    if overlapping:
        none = Figure(None, reason=Reason.OVERLAPPING)
        return Unitizing(blind, dict.fromkeys(names, none), overlapping, none, none)
    return Unitizing(
        u_alpha=blind,
        per_value={name: _of_value(made, place) for place, name in enumerate(names)},
        overlapping=0,
        labelled=_labelled(made, lambda sums: u_alpha(sums, _LABELLED), _why_labelled, LENGTH),
        coded=_labelled(made, lambda sums: cu_alpha(sums, _LABELLED), _why_coded, BOTH),
    )


def _of_value(made: Figures, place: int) -> Figure:
    def why(sums: Sums) -> str:
        here = sums[_LABELLED + BOTH][place]
        return Reason.NOT_IN_COMMON if here == 0 else Reason.ONE_VALUE

    return _labelled(made, lambda sums: ku_alpha(sums, _LABELLED, place), why, BOTH)


def _labelled(
    made: Figures, formula: Callable[[Sums], Floats], why: Callable[[Sums], str], rests_on: str
) -> Figure:
    return made.figure(formula, why, (_LABELLED + rests_on,), least=-np.inf)


def _why_blind(sums: Sums) -> str:
    return Reason.ALL_ALIKE if sums[_BLIND + LENGTH].sum() > 0 else Reason.NO_UNITS


def _why_labelled(sums: Sums) -> str:
    return Reason.ALL_ALIKE if sums[_LABELLED + LENGTH].sum() > 0 else Reason.NO_UNITS


def _why_coded(sums: Sums) -> str:
    return Reason.ONE_VALUE if sums[_LABELLED + BOTH].sum() > 0 else Reason.NOT_IN_COMMON
