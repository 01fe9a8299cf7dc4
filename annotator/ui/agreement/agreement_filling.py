"""Puts a report into the panes of the Agreement screen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.agreement.reading_words import gold_words, reading_words
from annotator.domain.agreement.readings import ALPHA, readings
from annotator.domain.agreement.results import (
    AgainstGold,
    AgreementReport,
    AttributeAgreement,
    Confusion,
    Figure,
)
from annotator.ui.agreement import chart_filling as charts
from annotator.ui.agreement.card_filling import cards, unit_words
from annotator.ui.agreement.chart_filling import Pair
from annotator.ui.agreement.choice_filling import show_attribute
from annotator.ui.agreement.labels import Labels
from annotator.ui.agreement.table_filling import (
    Breakdown,
    breakdown_words,
    table,
    with_interval,
)
from annotator.ui.theme.theme import Theme
from annotator.ui.widgets.agreement.figure_shown import limit_number, number
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.ui.agreement.agreement_panes import AgreementPanes
    from annotator.ui.agreement.agreement_presenter import AgreementPresenter


@dataclass(slots=True)
class Selection:
    """What a person looks at: kept while figures are computed anew."""

    attribute: str = ""
    pair: Pair | None = None
    all_pairs: bool = False
    """Whether all pairs were asked for; else the pair is chosen for the person."""
    percent: bool = False
    breakdown: Breakdown = Breakdown.ATTRIBUTE
    gold: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class CellShown:
    """Two values, and how often they meet."""

    row: str
    column: str
    count: float
    both_ways: bool = False
    """Whether either annotator may have either value."""


class AgreementFilling:
    """Shows what the presenter has, as the selection wants it."""

    def __init__(self, panes: AgreementPanes, presenter: AgreementPresenter, theme: Theme) -> None:
        self._panes = panes
        self._presenter = presenter
        self._theme = theme
        self.selection = Selection()

    def show(self) -> None:
        """Show everything."""
        report, labels = self._presenter.report, self._presenter.labels
        if report is None or labels is None or report.missing is not None:
            return
        self._settle(report, labels)
        self._show_cards(report, labels)
        self.show_pairs()
        self.show_confusion()
        self._show_course(report, labels)
        self._show_readings(report, labels)
        self.show_breakdown()
        self.show_gold()

    @property
    def differing_in(self) -> AttributeAgreement | None:
        """Return the attribute and the annotators whose confusions are shown."""
        report, chosen = self._presenter.report, self.selection
        if report is None:
            return None
        pair = charts.pair_of(report, chosen.pair) if chosen.pair is not None else None
        agreement = pair.agreement if pair is not None else report.overall
        return agreement.attribute(chosen.attribute)

    @property
    def confusion(self) -> Confusion | None:
        """Return the matrix that is shown; None where the commonest are listed instead."""
        attribute = self.differing_in
        return attribute.confusion if attribute is not None else None

    def cell(self, row: int, column: int) -> CellShown | None:
        """Return what a cell of the matrix, or a line of the list, stands for."""
        attribute = self.differing_in
        if attribute is None or row < 0 or column < 0:
            return None
        confusion = attribute.confusion
        if confusion is not None and confusion.values:
            if max(row, column) >= len(confusion.values):
                return None
            values = confusion.values
            return CellShown(values[row], values[column], confusion.counts[row][column])
        if column or row >= len(attribute.commonest):
            return None
        one = attribute.commonest[row]
        return CellShown(one.first, one.second, one.pairs, both_ways=True)

    def pair_names(self) -> tuple[str, str]:
        """Return whose values rows and columns are; empty for all pairs."""
        labels, pair = self._presenter.labels, self.selection.pair
        if labels is None or pair is None:
            return "", ""
        return labels.person(pair[0]), labels.person(pair[1])

    def show_pairs(self) -> None:
        """Show the annotators pair by pair."""
        report, labels, pane = self._presenter.report, self._presenter.labels, self._panes.pairs
        if report is None or labels is None or not report.pairs:
            return
        key, chosen = self.selection.attribute, self.selection.pair
        beside = tr("{attribute} α, units", attribute=labels.attribute(key))
        if len(report.overall.annotators) == 2:
            pane.all.hide()
            names = tr(" × ").join(labels.person(one) for one in report.overall.annotators)
            pane.set_title(names)
            pane.show_chart(
                charts.pair_lines(report.pairs[0], key, self._presenter.targets, self._theme),
                name=tr("Figures of {names}", names=names),
            )
            units = report.pairs[0].agreement.attribute(key)
            pane.set_foot(
                tr(
                    "On {units}. With a third coder, every pair has a cell of its own here.",
                    units=unit_words(units) if units is not None else "–",
                )
            )
            return
        pane.set_title(tr("Coder pairs"), beside)
        places = {one: at for at, one in enumerate(report.overall.annotators)}
        there = (places[chosen[0]], places[chosen[1]]) if chosen is not None else None
        pane.show_map(charts.heat_map(report, key, labels, self._theme), there)
        lowest = charts.lowest_pair(report, key)
        values = [
            value
            for one in report.pairs
            if (value := charts.alpha_of(one.agreement, key).value) is not None
        ]
        if values and number(min(values)) == number(max(values)):
            pane.set_foot(tr("All pairs alike: {figure}.", figure=number(values[0])))
        elif lowest is not None:
            pane.set_foot(
                tr(
                    "Lowest: {a} × {b}, {figure}.",
                    a=labels.person(lowest.a),
                    b=labels.person(lowest.b),
                    figure=number(charts.alpha_of(lowest.agreement, key).value),
                )
            )
        else:
            pane.set_foot("")

    def show_confusion(self) -> None:
        """Show the matrix of the chosen attribute and pair."""
        labels, pane, chosen = self._presenter.labels, self._panes.confusion, self.selection
        if labels is None:
            return
        row, column = self.pair_names()
        label = labels.attribute(chosen.attribute)
        beside = tr("{a} × {b}", a=row, b=column) if row else tr("all pairs, units shared out")
        pane.set_title(tr("{attribute} confusion", attribute=label), beside)
        pane.show_percent(chosen.percent)
        attribute, confusion = self.differing_in, self.confusion
        laid_out = confusion is not None and bool(confusion.values)
        pane.units.setVisible(laid_out)
        pane.explain(matrix=laid_out)
        if confusion is None or not laid_out:
            self._list_differing(attribute, label)
            return
        painting = charts.matrix(
            confusion,
            chosen.attribute,
            labels,
            self._theme,
            row_name=row,
            column_name=column,
            percent=chosen.percent,
        )
        pane.show_chart(painting, name=tr("{attribute} confusion", attribute=label))

    def _list_differing(self, attribute: AttributeAgreement | None, label: str) -> None:
        """List what differs most often, or say why there is nothing to lay out."""
        labels, pane = self._presenter.labels, self._panes.confusion
        if labels is None or attribute is None or not attribute.values:
            pane.show_chart(None, tr("Nobody coded {attribute}.", attribute=label))
            return
        if not attribute.commonest:
            pane.show_chart(None, tr("Nobody differs in {attribute}.", attribute=label))
            return
        why = reason_words(attribute.confusion_reason) if attribute.confusion_reason else ""
        painting = charts.differing(attribute, labels, self._theme)
        pane.show_chart(painting, why, name=tr("{attribute}, differing", attribute=label))

    def show_breakdown(self) -> None:
        """Show the table of the chosen breakdown."""
        report, labels, pane = self._presenter.report, self._presenter.labels, self._panes.breakdown
        if report is None or labels is None:
            return
        kind = self.selection.breakdown
        pane.tabs.show_tabs([(one, breakdown_words(one)) for one in Breakdown], kind)
        shown = table(report, kind, self.selection.attribute, labels)
        pane.show_table(shown.heads, shown.rows, shown.empty, breakdown_words(kind), shown.note)

    def show_gold(self) -> None:
        """Show one annotator's work against gold."""
        report, labels, pane = self._presenter.report, self._presenter.labels, self._panes.gold
        if report is None or labels is None:
            return
        found = self._gold(report)
        if found is None:
            pane.set_foot("")
            pane.say(
                tr(
                    "No gold yet for what is compared. Adjudicate some of these articles: each"
                    " coder is then measured by the decisions."
                )
            )
            return
        tabs = [(one.annotator, labels.person(one.annotator)) for one in report.gold]
        pane.people.show_tabs(tabs, found.annotator)
        name = labels.person(found.annotator)
        attribute = found.agreement.attribute(self.selection.attribute)
        confusion = attribute.confusion if attribute is not None else None
        matrix = None
        if confusion is not None and confusion.values:
            matrix = charts.matrix(
                confusion,
                self.selection.attribute,
                labels,
                self._theme,
                row_name=tr("Gold"),
                column_name=name,
            )
        lines = charts.calibration(found, labels, self._theme)
        pane.set_foot(gold_words(report.gold_made) if report.gold_made is not None else "")
        pane.show_annotator(
            gold_facts(found, self.selection.attribute, labels),
            matrix,
            lines if lines.lines else None,
            name,
        )

    def _gold(self, report: AgreementReport) -> AgainstGold | None:
        chosen = self.selection.gold
        return next(
            (one for one in report.gold if one.annotator == chosen),
            report.gold[0] if report.gold else None,
        )

    def _settle(self, report: AgreementReport, labels: Labels) -> None:
        """Let the selection name what is there."""
        chosen = self.selection
        if report.overall.attribute(chosen.attribute) is None:
            chosen.attribute = labels.codebook.primary.key
            if report.overall.attribute(chosen.attribute) is None and report.overall.attributes:
                chosen.attribute = report.overall.attributes[0].key
        if chosen.pair is not None and charts.pair_of(report, chosen.pair) is None:
            chosen.pair, chosen.all_pairs = None, False
        if chosen.pair is None and not chosen.all_pairs and report.pairs:
            lowest = charts.lowest_pair(report, chosen.attribute) or report.pairs[0]
            chosen.pair = (lowest.a, lowest.b)
        show_attribute(self._panes.bar, report.overall, chosen.attribute, labels)

    def _show_cards(self, report: AgreementReport, labels: Labels) -> None:
        choice = self._presenter.choice
        level = choice.level if choice is not None else 0.95
        found = cards(report.overall, self.selection.attribute, labels, self._presenter.targets)
        for card, one in zip(self._panes.cards, found, strict=False):
            card.show_figure(one.figure, given=one.given, beside=one.beside, level=level)
        for at, card in enumerate(self._panes.cards):
            card.setVisible(at < len(found))

    def _show_course(self, report: AgreementReport, labels: Labels) -> None:
        pane, key = self._panes.course, self.selection.attribute
        parts = charts.course(report)
        painting = charts.trend(parts, key, labels, self._theme)
        if painting is not None:
            batches = parts is report.by_batch
            title = tr("Trend by batch") if batches else tr("Trend by round")
            note = tr(
                "band: interval of {attribute} α · dashed: .667 and .80",
                attribute=labels.attribute(key),
            )
            pane.set_title(title, note)
            pane.show_chart(painting, name=title)
            pane.set_foot(charts.few_parts_words(parts))
            return
        pane.set_title(tr("Attributes"), tr("Krippendorff’s α, nominal"))
        pane.show_chart(
            charts.attribute_lines(report.overall, labels, self._presenter.targets, self._theme)
        )
        pane.set_foot(
            tr("A course over time appears here once two batches or rounds are compared.")
        )

    def _show_readings(self, report: AgreementReport, labels: Labels) -> None:
        targets = self._presenter.targets
        found = readings(report, self.selection.attribute, targets)
        self._panes.readings.show_readings(
            [reading_words(one, labels) for one in found if one.code != "few_stories"],
            limit_number(targets.kappa),
            limit_number(targets.f1),
        )


def gold_facts(found: AgainstGold, attribute_key: str, labels: Labels) -> str:
    """Return one annotator's figures against gold, with intervals and what they rest on."""
    agreement = found.agreement
    attribute = agreement.attribute(attribute_key)
    units = attribute.units if attribute is not None else 0
    alpha = attribute.figures[ALPHA] if attribute is not None else Figure(None)
    few = ""
    if agreement.few_stories:
        few = tr(
            " Only {stories}: the intervals are wide, and their bounds themselves uncertain.",
            stories=tr_n("{count} story", "{count} stories", agreement.stories),
        )
    words = tr(
        "{articles}, {units}: {attribute} α {alpha}, span F1 {f1}, unitizing α {unitizing}.",
        articles=tr_n("{count} article", "{count} articles", agreement.articles),
        units=tr_n("{count} unit", "{count} units", units),
        attribute=labels.attribute(attribute_key),
        alpha=with_interval(alpha),
        f1=with_interval(agreement.matching.overlap.f1),
        unitizing=with_interval(agreement.unitizing.u_alpha),
    )
    return words + few
