"""The figures that can be saved: each chart of the screen as a picture with a heading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import (
    AgainstGold,
    AgreementReport,
    AttributeAgreement,
)
from annotator.domain.agreement.verdicts import Targets
from annotator.ui.agreement import chart_filling as charts
from annotator.ui.agreement.card_filling import cards
from annotator.ui.agreement.labels import Labels
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.figure_lines import FigureLines
from annotator.ui.widgets.agreement.painting import Painting
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.agreement.agreement_filling import Selection

Paint = Callable[[Theme], Painting]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that can be painted for any theme."""

    name: str
    """Of the file, without its ending."""
    title: str
    caption: str
    """What it rests on."""
    paint: Paint
    note: str = ""
    """A remark, written below it on as many lines as it needs."""


def pictures(
    report: AgreementReport,
    selection: Selection,
    labels: Labels,
    targets: Targets,
    level: float = 0.95,
) -> tuple[Picture, ...]:
    """Return all charts that the report has, in the order of the screen; ``level``: of intervals.

    Captions say what a chart rests on, and what its bars and bands are: it stands alone on paper.
    """
    bars = tr("bars: {level} % CI", level=f"{level * 100:g}")
    return (
        *_overview(report, selection, labels, targets, bars),
        *_pairs(report, selection, labels, targets, bars),
        *_confusions(report, selection, labels),
        *_course(report, selection, labels, level),
        *_attributes(report, labels, targets, bars),
        *_gold(report, selection, labels, bars),
    )


def with_pseudonyms(report: AgreementReport) -> AgreementReport:
    """Return the report with "Coder 1", "Coder 2" … instead of the names of the people compared."""
    people = [*report.overall.annotators, *(one.annotator for one in report.gold),
              *(one.annotator for one in report.drift)]  # fmt: skip
    names = {
        one: tr("Coder {number}", number=at)
        for at, one in enumerate(dict.fromkeys(people), start=1)
    }
    return replace(report, names={**report.names, **names})


def _and(*parts: str) -> str:
    return "; ".join(one for one in parts if one)


def _rests_on(report: AgreementReport) -> str:
    overall = report.overall
    return tr(
        "{annotators}, {articles}, {stories}",
        annotators=tr_n("{count} annotator", "{count} annotators", len(overall.annotators)),
        articles=tr_n("{count} article", "{count} articles", overall.articles),
        stories=tr_n("{count} story", "{count} stories", overall.stories),
    )


def _overview(
    report: AgreementReport, selection: Selection, labels: Labels, targets: Targets, bars: str
) -> tuple[Picture, ...]:
    lines = [one.figure for one in cards(report.overall, selection.attribute, labels, targets)]
    return (
        Picture(
            "agreement-figures",
            tr("Agreement"),
            _and(_rests_on(report), bars),
            lambda theme: FigureLines(lines, theme, tr("Figure"), roomy=True),
        ),
    )


def _pairs(
    report: AgreementReport, selection: Selection, labels: Labels, targets: Targets, bars: str
) -> tuple[Picture, ...]:
    key = selection.attribute
    if len(report.pairs) == 1:
        pair = report.pairs[0]
        title = tr("{a} × {b}", a=labels.person(pair.a), b=labels.person(pair.b))
        return (
            Picture(
                "agreement-pair",
                title,
                _and(labels.attribute(key), bars),
                lambda theme: charts.pair_lines(pair, key, targets, theme, roomy=True),
            ),
        )
    if not report.pairs:
        return ()
    caption = tr("{attribute} α, units", attribute=labels.attribute(key))
    return (
        Picture(
            "agreement-pairs",
            tr("Coder pairs"),
            caption,
            lambda theme: charts.heat_map(report, key, labels, theme, roomy=True),
        ),
    )


def _confusions(
    report: AgreementReport, selection: Selection, labels: Labels
) -> tuple[Picture, ...]:
    """Return the matrix of each attribute, for the chosen pair or all."""
    pair = charts.pair_of(report, selection.pair) if selection.pair is not None else None
    agreement = pair.agreement if pair is not None else report.overall
    names = (labels.person(pair.a), labels.person(pair.b)) if pair is not None else ("", "")
    found = []
    for one in agreement.attributes:
        confusion = one.confusion
        if confusion is None or not confusion.values:
            if one.commonest:
                found.append(_differing(one, names, labels))
            continue

        def paint(theme: Theme, key: str = one.key, confusion=confusion) -> Painting:  # type: ignore[no-untyped-def]
            return charts.matrix(
                confusion,
                key,
                labels,
                theme,
                row_name=names[0],
                column_name=names[1],
                percent=selection.percent,
                roomy=True,
            )

        title = tr("{attribute} confusion", attribute=labels.attribute(one.key))
        units = tr_n("{count} unit", "{count} units", one.units)
        pair_words = tr("{a} × {b}", a=names[0], b=names[1]) if names[0] else tr("all pairs")
        kind = tr("row %") if selection.percent else tr("counts")
        caption = ", ".join((pair_words, units, kind))
        found.append(Picture(f"agreement-confusion-{one.key}", title, caption, paint))
    return tuple(found)


def _differing(one: AttributeAgreement, names: tuple[str, str], labels: Labels) -> Picture:
    """Return the values that differ most often, of an attribute that has no matrix."""
    pair_words = tr("{a} × {b}", a=names[0], b=names[1]) if names[0] else tr("all pairs")
    differ = tr_n(
        "{count} pair of annotators differs, unit by unit",
        "{count} pairs of annotators differ, unit by unit",
        one.differing,
    )
    return Picture(
        f"agreement-confusion-{one.key}",
        tr("{attribute}: what differs most often", attribute=labels.attribute(one.key)),
        _and(pair_words, differ),
        lambda theme: charts.differing(one, labels, theme),
    )


def _course(
    report: AgreementReport, selection: Selection, labels: Labels, level: float
) -> tuple[Picture, ...]:
    parts, key = charts.course(report), selection.attribute
    if len(parts) < 2:
        return ()

    def paint(theme: Theme) -> Painting:
        painting = charts.trend(parts, key, labels, theme)
        assert painting is not None  # there are two parts or more
        return painting

    batches = parts is report.by_batch
    title = tr("Trend by batch") if batches else tr("Trend by round")
    legend = tr(
        "band: {level} % CI of {attribute} α; dashed: .667 and .80",
        level=f"{level * 100:g}",
        attribute=labels.attribute(key),
    )
    caption, few = _and(_rests_on(report), legend), charts.few_parts_words(parts)
    return (Picture("agreement-trend", title, caption, paint, few),)


def _attributes(
    report: AgreementReport, labels: Labels, targets: Targets, bars: str
) -> tuple[Picture, ...]:
    if not any(one.figures[ALPHA].value is not None for one in report.overall.attributes):
        return ()
    return (
        Picture(
            "agreement-attributes",
            tr("Krippendorff’s α by attribute"),
            _and(_rests_on(report), bars),
            lambda theme: charts.attribute_lines(
                report.overall, labels, targets, theme, roomy=True
            ),
        ),
    )


def _gold(
    report: AgreementReport, selection: Selection, labels: Labels, bars: str
) -> tuple[Picture, ...]:
    key, found = selection.attribute, []
    for number, one in enumerate(report.gold, start=1):
        name = labels.person(one.annotator)
        attribute = one.agreement.attribute(key)
        rests_on = tr(
            "{articles}, {stories}",
            articles=tr_n("{count} article", "{count} articles", one.agreement.articles),
            stories=tr_n("{count} story", "{count} stories", one.agreement.stories),
        )
        confusion = attribute.confusion if attribute is not None else None
        if confusion is not None and confusion.values:

            def paint(theme: Theme, confusion=confusion, name: str = name) -> Painting:  # type: ignore[no-untyped-def]
                return charts.matrix(
                    confusion,
                    key,
                    labels,
                    theme,
                    row_name=tr("Gold"),
                    column_name=name,
                    roomy=True,
                )

            title = tr("{name} against gold", name=name)
            units = tr_n("{count} unit", "{count} units", attribute.units if attribute else 0)
            caption = _and(f"{labels.attribute(key)}, {units}", rests_on)
            found.append(Picture(f"agreement-gold-{number}", title, caption, paint))
        if any(one.calibration.values()):
            found.append(
                Picture(
                    f"agreement-calibration-{number}",
                    tr("Calibration of {name}", name=name),
                    _and(tr("share that is as in gold"), rests_on, bars),
                    partial(_calibration, one, labels),
                )
            )
    return tuple(found)


def _calibration(gold: AgainstGold, labels: Labels, theme: Theme) -> Painting:
    return charts.calibration(gold, labels, theme, roomy=True)
