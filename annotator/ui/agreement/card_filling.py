"""The four cards: what was said, what was found character by character, and what was found."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.agreement.measures import measure
from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import (
    Agreement,
    AttributeAgreement,
    Figure,
    MatchingScore,
)
from annotator.domain.agreement.verdicts import (
    ALPHA_RELIABLE,
    ALPHA_TENTATIVE,
    Targets,
    verdict,
)
from annotator.domain.codebook import Scope
from annotator.ui.agreement.labels import Labels, reason_of
from annotator.ui.widgets.agreement.figure_shown import FigureShown, number
from annotator.words import tr, tr_n

LIMITS = (ALPHA_TENTATIVE, ALPHA_RELIABLE)
"""Krippendorff's limits for alpha."""


@dataclass(frozen=True, slots=True)
class CardShown:
    """A figure with what belongs beside it."""

    figure: FigureShown
    given: str = ""
    """On which condition the figure holds."""
    beside: str = ""
    """Figures that are to be read with it."""


def cards(
    agreement: Agreement, attribute_key: str, labels: Labels, targets: Targets
) -> tuple[CardShown, ...]:
    """Return the cards for an attribute, in the order in which they are read."""
    attribute = agreement.attribute(attribute_key)
    found = () if attribute is None else _said(agreement, attribute, labels, targets)
    return (*found[:1], _unitizing(agreement), *found[1:], _matching(agreement, targets))


def shown(key: str, label: str, figure: Figure, targets: Targets, facts: str = "") -> FigureShown:
    """Return a measure's figure with the limits that it is held to."""
    return FigureShown(
        label,
        figure,
        limits_of(key, targets),
        verdict(key, figure, targets),
        target=not _is_alpha(key),
        facts=facts,
        reason=reason_of(figure),
    )


def limits_of(key: str, targets: Targets) -> tuple[float, ...]:
    """Return the limits for a measure: Krippendorff's, the project's target, or none."""
    if key == "percent":
        return ()
    if _is_alpha(key):
        return LIMITS
    return (targets.f1,) if key in ("matching", "labelled_f1") else (targets.kappa,)


def unit_words(attribute: AttributeAgreement, measure_key: str = ALPHA) -> str:
    """Return how many units and values a coefficient rests on, and of how many units."""
    size = attribute.size(measure_key)
    units = tr_n("{count} unit", "{count} units", size.units)
    if size.units < attribute.units:
        units = tr_n(
            "{some} of {count} unit", "{some} of {count} units", attribute.units,
            some=f"{size.units:,}",
        )  # fmt: skip
    values = tr_n("{count} value", "{count} values", size.values)
    return tr("{units}, {values}", units=units, values=values)


def percent_words(figure: Figure) -> str:
    """Return a share as a percentage."""
    return tr("n/a") if figure.value is None else f"{figure.value * 100:.0f} %"


def _is_alpha(key: str) -> bool:
    return key == "unitizing" or key.startswith("krippendorff_alpha")


def _said(
    agreement: Agreement, attribute: AttributeAgreement, labels: Labels, targets: Targets
) -> tuple[CardShown, ...]:
    label = labels.attribute(attribute.key)
    of_article = attribute.scope is Scope.ARTICLE
    given = tr("on articles that both did") if of_article else tr("given that both found it")
    f1 = number(agreement.matching.overlap.f1.value)
    joint = number(attribute.figures["labelled_f1"].value)
    percent = percent_words(attribute.figures["percent"])
    both = tr("Span F1 {f1}, found and coded the same {joint}", f1=f1, joint=joint)
    second = "cohen_kappa" if len(agreement.annotators) == 2 else "gwet_ac1"
    return (
        CardShown(
            shown(
                ALPHA,
                tr("{attribute}, Krippendorff’s α", attribute=label),
                attribute.figures[ALPHA],
                targets,
                tr("nominal, {facts}", facts=unit_words(attribute)),
            ),
            given,
            "" if of_article else both,
        ),
        CardShown(
            shown(
                second,
                tr("{attribute}, {measure}", attribute=label, measure=measure(second).label),
                attribute.figures[second],
                targets,
                unit_words(attribute, second),
            ),
            given,
            tr("Percent agreement {percent}", percent=percent)
            if of_article
            else tr("Percent agreement {percent}, span F1 {f1}", percent=percent, f1=f1),
        ),
    )


def _unitizing(agreement: Agreement) -> CardShown:
    unitizing = agreement.unitizing
    facts = tr(
        "{articles}, {stories}",
        articles=tr_n("{count} article", "{count} articles", agreement.articles),
        stories=tr_n("{count} story", "{count} stories", agreement.stories),
    )
    beside = [tr("Span F1 {f1}", f1=number(agreement.matching.overlap.f1.value))]
    if unitizing.overlapping:
        beside.append(
            tr_n(
                "{count} character in overlaps of one’s own",
                "{count} characters in overlaps of one’s own",
                unitizing.overlapping,
            )
        )
    return CardShown(
        shown("unitizing", tr("Spans, unitizing α"), unitizing.u_alpha, Targets(), facts),
        tr("whatever they said of them"),
        ", ".join(beside),
    )


def _matching(agreement: Agreement, targets: Targets) -> CardShown:
    matching = agreement.matching
    facts = tr(
        "{matched}, {alone}",
        matched=tr_n("{count} matched pair", "{count} matched pairs", matching.matched),
        alone=tr_n("{count} stands alone", "{count} stand alone", matching.unmatched),
    )
    beside = tr(
        "exact {exact}, any overlap {any}",
        exact=number(matching.exact.f1.value),
        any=number(matching.any.f1.value),
    )
    return CardShown(
        shown("matching", tr("Span F1"), matching.overlap.f1, targets, facts),
        _directed(matching.overlap) or tr("overlap at least .5, all pairs pooled"),
        beside,
    )


def _directed(score: MatchingScore) -> str:
    if score.precision.value is None or score.recall.value is None:
        return ""
    return tr(
        "overlap at least .5; precision {precision}, recall {recall}",
        precision=number(score.precision.value),
        recall=number(score.recall.value),
    )
