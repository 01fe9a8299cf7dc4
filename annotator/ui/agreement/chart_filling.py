"""The charts of a report: pairs, confusion, course, attributes, calibration."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import pairwise

from annotator.domain.agreement.measures import MEASURES, Stage
from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import (
    AgainstGold,
    Agreement,
    AgreementReport,
    AttributeAgreement,
    Confusion,
    Figure,
    PairAgreement,
    Part,
)
from annotator.domain.agreement.verdicts import FEW_STORIES, Targets
from annotator.ui.agreement.card_filling import LIMITS, shown, unit_words
from annotator.ui.agreement.labels import Labels, codebook_words, names_of, reason_of
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.confusion_matrix import (
    ConfusionMatrix,
    MatrixShown,
    value_heads,
)
from annotator.ui.widgets.agreement.differing_lines import DifferingLines, DifferingShown
from annotator.ui.widgets.agreement.figure_lines import FigureLines
from annotator.ui.widgets.agreement.figure_shown import FigureShown
from annotator.ui.widgets.agreement.heat_map import HeatMap, PairCell
from annotator.ui.widgets.agreement.trend import Series, Trend, TrendShown
from annotator.words import tr, tr_n

Pair = tuple[uuid.UUID, uuid.UUID]
_OF_A_PAIR = ("percent", "cohen_kappa", ALPHA, "gwet_ac1", "labelled_f1")


def alpha_of(agreement: Agreement, attribute_key: str) -> Figure:
    """Return an attribute's nominal alpha."""
    found = agreement.attribute(attribute_key)
    return found.figures[ALPHA] if found is not None else Figure(None, reason="no_units")


def pair_of(report: AgreementReport, pair: Pair) -> PairAgreement | None:
    """Return the agreement of two, in whichever order they are named."""
    return next((one for one in report.pairs if {one.a, one.b} == set(pair)), None)


def lowest_pair(report: AgreementReport, attribute_key: str) -> PairAgreement | None:
    """Return the two who agree least; None where no two have a figure."""
    known = [
        (value, at)
        for at, one in enumerate(report.pairs)
        if (value := alpha_of(one.agreement, attribute_key).value) is not None
    ]
    return report.pairs[min(known)[1]] if known else None


def heat_map(
    report: AgreementReport,
    attribute_key: str,
    labels: Labels,
    theme: Theme,
    *,
    roomy: bool = False,
) -> HeatMap:
    """Return every two annotators with an attribute's alpha."""
    places = {one: at for at, one in enumerate(report.overall.annotators)}
    cells = {}
    for one in report.pairs:
        attribute = one.agreement.attribute(attribute_key)
        figure = alpha_of(one.agreement, attribute_key)
        first, second = sorted((places[one.a], places[one.b]))
        units = attribute.units if attribute is not None else 0
        cells[first, second] = PairCell(figure, units, reason_of(figure))
    label = tr("{attribute} α", attribute=labels.attribute(attribute_key))
    return HeatMap(names_of(report), cells, theme, label, roomy=roomy)


def pair_lines(
    pair: PairAgreement,
    attribute_key: str,
    targets: Targets,
    theme: Theme,
    *,
    roomy: bool = False,
) -> FigureLines:
    """Return the figures of two under each other: instead of a map with one cell."""
    agreement = pair.agreement
    attribute = agreement.attribute(attribute_key)
    lines = [] if attribute is None else [
        shown(
            one.key, one.label, attribute.figures[one.key], targets, unit_words(attribute, one.key)
        )
        for one in MEASURES
        if one.stage in (Stage.CODING, Stage.JOINT) and one.key in _OF_A_PAIR
    ]  # fmt: skip
    lines.append(shown("matching", tr("Span F1"), agreement.matching.overlap.f1, targets))
    lines.append(shown("unitizing", tr("Spans, unitizing α"), agreement.unitizing.u_alpha, targets))
    return FigureLines(lines, theme, tr("Figure"), roomy=roomy)


def matrix(
    confusion: Confusion,
    attribute_key: str,
    labels: Labels,
    theme: Theme,
    *,
    row_name: str = "",
    column_name: str = "",
    percent: bool = False,
    roomy: bool = False,
) -> ConfusionMatrix:
    """Return a confusion matrix; without names, both directions are mixed in it.

    ``roomy``: heads are written in full, for a picture that is saved.
    """
    heads = value_heads(
        [
            (labels.value(attribute_key, key), labels.picture(attribute_key, key))
            for key in confusion.values
        ]
    )
    found = MatrixShown(heads, confusion.counts, row_name, column_name, percent, roomy)
    return ConfusionMatrix(found, theme)


def differing(attribute: AttributeAgreement, labels: Labels, theme: Theme) -> DifferingLines:
    """Return the values that differ most often: instead of a matrix that would be too large."""
    lines = [
        DifferingShown(
            labels.value(attribute.key, one.first), labels.value(attribute.key, one.second),
            one.pairs,
        )
        for one in attribute.commonest
    ]  # fmt: skip
    return DifferingLines(lines, attribute.differing, theme)


def course(report: AgreementReport) -> Sequence[Part]:
    """Return the parts that a trend goes through: batches where there are some, else rounds."""
    return report.by_batch if len(report.by_batch) > 1 else report.by_round


def trend(parts: Sequence[Part], attribute_key: str, labels: Labels, theme: Theme) -> Trend | None:
    """Return the course of an attribute's alpha and of spans; None with fewer than two parts."""
    if len(parts) < 2:
        return None
    label = labels.attribute(attribute_key)
    versions = []
    for at, (before, part) in enumerate(pairwise(parts), start=1):
        if part.codebooks and before.codebooks and part.codebooks != before.codebooks:
            versions.append((at, codebook_words(part.codebooks[-1:])))
    facts = tuple(
        ", ".join(
            one
            for one in (
                tr_n("{count} article", "{count} articles", part.agreement.articles),
                few_words(part.stories),
                codebook_words(part.codebooks),
            )
            if one
        )
        for part in parts
    )
    series = (
        Series(
            tr("{attribute} α", attribute=label),
            tuple(alpha_of(part.agreement, attribute_key) for part in parts),
        ),
        Series(tr("Span α"), tuple(part.agreement.unitizing.u_alpha for part in parts)),
    )
    names = tuple(labels.part(part) for part in parts)
    return Trend(TrendShown(names, facts, series, tuple(versions), LIMITS), theme)


def few_words(stories: int) -> str:
    """Return that these are few stories; empty where they are enough."""
    if stories >= FEW_STORIES:
        return ""
    return tr_n("only {count} story", "only {count} stories", stories)


def few_parts_words(parts: Sequence[Part]) -> str:
    """Return how many points of a trend rest on few stories; empty where none does."""
    few = sum(part.few_stories for part in parts)
    if not few:
        return ""
    return tr_n(
        "{count} of {parts} rests on fewer than {enough} stories: what moves within the band may"
        " be chance.",
        "{count} of {parts} rest on fewer than {enough} stories: what moves within the band may"
        " be chance.",
        few,
        parts=len(parts),
        enough=FEW_STORIES,
    )


def attribute_lines(
    agreement: Agreement, labels: Labels, targets: Targets, theme: Theme, *, roomy: bool = False
) -> FigureLines:
    """Return the alpha of every attribute."""
    lines = [
        shown(
            ALPHA,
            labels.attribute(one.key),
            one.figures[ALPHA],
            targets,
            tr_n("{count} unit", "{count} units", one.units),
        )
        for one in agreement.attributes
    ]
    return FigureLines(lines, theme, tr("Krippendorff’s α"), roomy=roomy)


def calibration(
    gold: AgainstGold, labels: Labels, theme: Theme, *, roomy: bool = False
) -> FigureLines:
    """Return how often somebody was right, by how sure they said they were."""
    lines = []
    for key, steps in gold.calibration.items():
        for step in steps:
            share = step.right / step.count if step.count else None
            reason = "" if step.count else tr("never chosen")
            lines.append(
                FigureShown(
                    tr(
                        "{attribute}: {value}",
                        attribute=labels.attribute(key),
                        value=labels.value(key, step.value),
                    ),
                    Figure(share, step.interval, None if step.count else "no_units"),
                    facts=tr("{right} of {count} as in gold", right=step.right, count=step.count),
                    reason=reason,
                )
            )
    return FigureLines(lines, theme, tr("Share that is as in gold"), roomy=roomy)
