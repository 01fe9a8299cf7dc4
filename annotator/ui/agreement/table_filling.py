"""The table of figures: by attribute, object, origin, round, batch, drift, and by measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.agreement.measures import MEASURES, Stage
from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import Agreement, AgreementReport, Figure, Part
from annotator.domain.agreement.verdicts import FEW_STORIES
from annotator.ui.agreement.card_filling import percent_words, unit_words
from annotator.ui.agreement.chart_filling import alpha_of
from annotator.ui.agreement.labels import Labels, reason_of, version_words
from annotator.ui.widgets.agreement.figure_shown import number
from annotator.words import tr, tr_n


class Breakdown(StrEnum):
    """By what the table breaks the figures down."""

    ATTRIBUTE = "attribute"
    MEASURE = "measure"
    OBJECT = "object"
    ORIGIN = "origin"
    ROUND = "round"
    BATCH = "batch"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True)
class TableShown:
    """Heads and cells; the first column names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    """What is said where there is no row."""
    note: str = ""
    """What is to be known of the rows, below them."""


def breakdown_words(kind: Breakdown) -> str:
    """Return the words of a tab."""
    return {
        Breakdown.ATTRIBUTE: tr("Attributes"),
        Breakdown.MEASURE: tr("Measures"),
        Breakdown.OBJECT: tr("By object"),
        Breakdown.ORIGIN: tr("By origin"),
        Breakdown.ROUND: tr("By round"),
        Breakdown.BATCH: tr("By batch"),
        Breakdown.DRIFT: tr("Drift"),
    }[kind]


def table(
    report: AgreementReport, kind: Breakdown, attribute_key: str, labels: Labels
) -> TableShown:
    """Return the table of one breakdown."""
    if kind is Breakdown.ATTRIBUTE:
        return _attributes(report.overall, labels)
    if kind is Breakdown.MEASURE:
        return _measures(report.overall, attribute_key)
    if kind is Breakdown.DRIFT:
        return _drift(report, attribute_key, labels)
    parts = {
        Breakdown.OBJECT: report.by_object,
        Breakdown.ORIGIN: report.by_origin,
        Breakdown.ROUND: report.by_round,
        Breakdown.BATCH: report.by_batch,
    }[kind]
    return _parts(parts, kind, attribute_key, labels)


def with_interval(figure: Figure) -> str:
    """Return a figure and its interval in a line, or why there is none."""
    if figure.value is None:
        reason = reason_of(figure)
        return f"{number(None)} ({reason})" if reason else number(None)
    if figure.interval is None:
        return number(figure.value)
    low, high = figure.interval
    return f"{number(figure.value)}  [{number(low)}, {number(high)}]"


def _attributes(agreement: Agreement, labels: Labels) -> TableShown:
    rows = tuple(
        (
            labels.attribute(one.key),
            f"{one.units:,}",
            f"{one.values:,}",
            with_interval(one.figures[ALPHA]),
            percent_words(one.figures["percent"]),
            with_interval(one.figures["labelled_f1"]),
        )
        for one in agreement.attributes
    )
    rows += tuple(
        (one.label, "–", "–", tr("calibration only"), "–", "–") for one in labels.about_annotators()
    )
    heads = (
        tr("Attribute"),
        tr("Units"),
        tr("Values"),
        tr("Alpha, nominal"),
        tr("Percent"),
        tr("Labelled F1"),
    )
    return TableShown(heads, rows)


def _measures(agreement: Agreement, attribute_key: str) -> TableShown:
    attribute = agreement.attribute(attribute_key)
    heads = (tr("Measure"), tr("Figure"), tr("Rests on"), tr("Published in"))
    if attribute is None:
        return TableShown(heads, (), tr("Nobody coded this attribute."))
    rows = []
    for one in MEASURES:
        source = one.sources
        if one.stage in (Stage.CODING, Stage.JOINT):
            figure = attribute.figures.get(one.key, Figure(None))
            basis = unit_words(attribute, one.key) if figure.value is not None else "–"
            rows.append((one.label, with_interval(figure), basis, source))
        elif one.stage is Stage.UNITIZING:
            articles = tr_n("{count} article", "{count} articles", agreement.articles)
            figure = agreement.unitizing.u_alpha
            rows.append((one.label, with_interval(figure), articles, source))
        else:
            matching = agreement.matching
            found = tr(
                "{matched} matched, {alone} alone",
                matched=f"{matching.matched:,}",
                alone=f"{matching.unmatched:,}",
            )
            for words, score in (
                (tr("{measure}, exact", measure=one.label), matching.exact),
                (tr("{measure}, overlap at least .5", measure=one.label), matching.overlap),
                (tr("{measure}, any overlap", measure=one.label), matching.any),
            ):
                rows.append((words, with_interval(score.f1), found, source))
    return TableShown(heads, tuple(rows))


def _parts(
    parts: Sequence[Part], kind: Breakdown, attribute_key: str, labels: Labels
) -> TableShown:
    versions = len({one for part in parts for one in part.codebooks}) > 1
    rows = tuple(
        (
            labels.part(part),
            *_figures(part.agreement, attribute_key, part.articles, part.stories),
            *((version_words(part.codebooks),) if versions else ()),
        )
        for part in parts
    )
    first = {
        Breakdown.OBJECT: tr("Object"),
        Breakdown.ORIGIN: tr("Origin"),
        Breakdown.ROUND: tr("Round"),
        Breakdown.BATCH: tr("Batch"),
    }[kind]
    heads = [first, *_heads(attribute_key, labels), *((tr("Codebook"),) if versions else ())]
    note = _few_words(any(part.few_stories for part in parts))
    return TableShown(tuple(heads), rows, _nothing(kind), note)


def _drift(report: AgreementReport, attribute_key: str, labels: Labels) -> TableShown:
    rows = tuple(
        (
            labels.person(one.annotator),
            tr("{earlier} – {later}", earlier=one.earlier, later=one.later),
            *_figures(one.agreement, attribute_key, one.agreement.articles, one.agreement.stories),
        )
        for one in report.drift
    )
    heads = (tr("Annotator"), tr("Rounds"), *_heads(attribute_key, labels))
    note = _few_words(any(one.agreement.few_stories for one in report.drift))
    return TableShown(heads, rows, _nothing(Breakdown.DRIFT), note)


def _few_words(few: bool) -> str:
    if not few:
        return ""
    return tr(
        "* Fewer than {enough} stories: intervals are wide, and their bounds themselves uncertain.",
        enough=FEW_STORIES,
    )


def _heads(attribute_key: str, labels: Labels) -> tuple[str, ...]:
    return (
        tr("Articles"),
        tr("Stories"),
        tr("Units"),
        tr("{attribute} α", attribute=labels.attribute(attribute_key)),
        tr("Span F1"),
        tr("Unitizing α"),
    )


def _figures(
    agreement: Agreement, attribute_key: str, articles: int, stories: int
) -> tuple[str, ...]:
    attribute = agreement.attribute(attribute_key)
    return (
        f"{articles:,}",
        f"{stories:,} *" if stories < FEW_STORIES else f"{stories:,}",
        f"{attribute.units:,}" if attribute is not None else "0",
        with_interval(alpha_of(agreement, attribute_key)),
        with_interval(agreement.matching.overlap.f1),
        with_interval(agreement.unitizing.u_alpha),
    )


def _nothing(kind: Breakdown) -> str:
    return {
        Breakdown.OBJECT: tr("No object was coded by two annotators."),
        Breakdown.ORIGIN: tr("Nothing was found by two annotators."),
        Breakdown.ROUND: tr("No round has articles that two annotators did."),
        Breakdown.BATCH: tr(
            "There are no batches. Assign articles in batches under Manage, Rounds and assignment."
        ),
        Breakdown.DRIFT: tr(
            "Nobody coded the same articles again yet. Add a round for drift under Manage, Rounds"
            " and assignment, and assign articles of an earlier one."
        ),
    }[kind]
