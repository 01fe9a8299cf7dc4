"""The main figures in two sentences, for a paper: found the same, and said the same of it."""

from annotator.domain.agreement.measures import measure
from annotator.domain.agreement.reading_words import NOT_AVAILABLE, Labels, with_interval
from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import Agreement, AgreementReport, Figure
from annotator.domain.codebook import Codebook, Scope
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr, tr_n


def main_figures(report: AgreementReport, codebook: Codebook, attribute: str, level: float) -> str:
    """Return F1 of matching, alpha for unitizing, and the nominal alpha of an attribute.

    ``level``: of the intervals, between 0 and 1. Numbers are rounded as on the screen; what is
    undefined, or has no interval although one was asked for, is followed by its reason.
    """
    overall = report.overall
    matching, unitizing = overall.matching.overlap.f1, overall.unitizing.u_alpha
    found = tr(
        "The work of {annotators} on {articles} was compared: F1 of the attributions matched by an"
        " intersection over union of at least .5 is {f1}, and Krippendorff’s alpha for unitizing"
        " {unitizing}.",
        annotators=tr_n("{count} annotator", "{count} annotators", len(overall.annotators)),
        articles=tr_n("{count} article", "{count} articles", overall.articles),
        f1=_figure(matching), unitizing=_figure(unitizing),
    )  # fmt: skip
    return f"{found} {_said(overall, codebook, attribute, level)}"


def _said(overall: Agreement, codebook: Codebook, key: str, level: float) -> str:
    label, one = Labels({}, codebook).attribute(key), overall.attribute(key)
    if one is None:
        return tr("Nobody coded {attribute}.", attribute=label)
    alpha = one.figures.get(ALPHA, Figure(None))
    units = (
        tr_n("{count} article", "{count} articles", one.units)
        if one.scope is Scope.ARTICLE
        else tr_n("{count} unit", "{count} units", one.units)
    )
    sentence = tr(
        "{measure}, for {attribute} is {alpha}, on {units}",
        measure=measure(ALPHA).label, attribute=label, alpha=_figure(alpha), units=units,
    )  # fmt: skip
    shown = (alpha, overall.matching.overlap.f1, overall.unitizing.u_alpha)
    if any(each.interval is not None for each in shown):
        return tr(
            "{sentence} ({level}% confidence intervals in brackets).",
            sentence=sentence, level=f"{level * 100:g}",
        )  # fmt: skip
    return tr("{sentence}.", sentence=sentence)


def _figure(figure: Figure) -> str:
    """Return a figure with its interval, or with the reason for which there is none."""
    if figure.value is None:
        return _because(NOT_AVAILABLE, figure.reason)
    if figure.interval is None:
        return _because(with_interval(figure.value, None), figure.interval_reason)
    return with_interval(figure.value, figure.interval)


def _because(words: str, code: str | None) -> str:
    if not code:
        return words
    reason = reason_words(code).removesuffix(".")
    # Within a sentence, the reason's own does not begin with a capital.
    return tr("{figure} ({reason})", figure=words, reason=reason[:1].lower() + reason[1:])
