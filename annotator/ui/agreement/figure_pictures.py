"""The figures that can be saved: each chart of the screen as a picture with a heading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import AgainstGold, AgreementReport
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


def pictures(
    report: AgreementReport, selection: Selection, labels: Labels, targets: Targets
) -> tuple[Picture, ...]:
    """Return all charts that the report has, in the order of the screen."""
    return (
        *_overview(report, selection, labels, targets),
        *_pairs(report, selection, labels, targets),
        *_confusions(report, selection, labels),
        *_course(report, selection, labels),
        *_attributes(report, labels, targets),
        *_gold(report, selection, labels),
    )


def _rests_on(report: AgreementReport) -> str:
    overall = report.overall
    return tr(
        "{annotators}, {articles}, {stories}",
        annotators=tr_n("{count} annotator", "{count} annotators", len(overall.annotators)),
        articles=tr_n("{count} article", "{count} articles", overall.articles),
        stories=tr_n("{count} story", "{count} stories", overall.stories),
    )


def _overview(
    report: AgreementReport, selection: Selection, labels: Labels, targets: Targets
) -> tuple[Picture, ...]:
    lines = [one.figure for one in cards(report.overall, selection.attribute, labels, targets)]
    return (
        Picture(
            "agreement-figures",
            tr("Agreement"),
            _rests_on(report),
            lambda theme: FigureLines(lines, theme, tr("Figure")),
        ),
    )


def _pairs(
    report: AgreementReport, selection: Selection, labels: Labels, targets: Targets
) -> tuple[Picture, ...]:
    key = selection.attribute
    if len(report.pairs) == 1:
        pair = report.pairs[0]
        title = tr("{a} × {b}", a=labels.person(pair.a), b=labels.person(pair.b))
        return (
            Picture(
                "agreement-pair",
                title,
                labels.attribute(key),
                lambda theme: charts.pair_lines(pair, key, targets, theme),
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
            lambda theme: charts.heat_map(report, key, labels, theme),
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
            )

        title = tr("{attribute} confusion", attribute=labels.attribute(one.key))
        units = tr_n("{count} unit", "{count} units", one.units)
        pair_words = tr("{a} × {b}", a=names[0], b=names[1]) if names[0] else tr("all pairs")
        kind = tr("row %") if selection.percent else tr("counts")
        caption = ", ".join((pair_words, units, kind))
        found.append(Picture(f"agreement-confusion-{one.key}", title, caption, paint))
    return tuple(found)


def _course(report: AgreementReport, selection: Selection, labels: Labels) -> tuple[Picture, ...]:
    parts, key = charts.course(report), selection.attribute
    if len(parts) < 2:
        return ()

    def paint(theme: Theme) -> Painting:
        painting = charts.trend(parts, key, labels, theme)
        assert painting is not None  # there are two parts or more
        return painting

    batches = parts is report.by_batch
    title = tr("Trend by batch") if batches else tr("Trend by round")
    return (Picture("agreement-trend", title, _rests_on(report), paint),)


def _attributes(report: AgreementReport, labels: Labels, targets: Targets) -> tuple[Picture, ...]:
    if not any(one.figures[ALPHA].value is not None for one in report.overall.attributes):
        return ()
    return (
        Picture(
            "agreement-attributes",
            tr("Krippendorff’s α by attribute"),
            _rests_on(report),
            lambda theme: charts.attribute_lines(report.overall, labels, targets, theme),
        ),
    )


def _gold(report: AgreementReport, selection: Selection, labels: Labels) -> tuple[Picture, ...]:
    key, found = selection.attribute, []
    for number, one in enumerate(report.gold, start=1):
        name = labels.person(one.annotator)
        attribute = one.agreement.attribute(key)
        confusion = attribute.confusion if attribute is not None else None
        if confusion is not None and confusion.values:

            def paint(theme: Theme, confusion=confusion, name: str = name) -> Painting:  # type: ignore[no-untyped-def]
                return charts.matrix(
                    confusion, key, labels, theme, row_name=tr("Gold"), column_name=name
                )

            title = tr("{name} against gold", name=name)
            caption = labels.attribute(key)
            found.append(Picture(f"agreement-gold-{number}", title, caption, paint))
        if any(one.calibration.values()):
            found.append(
                Picture(
                    f"agreement-calibration-{number}",
                    tr("Calibration of {name}", name=name),
                    tr("share that is as in gold"),
                    partial(_calibration, one, labels),
                )
            )
    return tuple(found)


def _calibration(gold: AgainstGold, labels: Labels, theme: Theme) -> Painting:
    return charts.calibration(gold, labels, theme)
