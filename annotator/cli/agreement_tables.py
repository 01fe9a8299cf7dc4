"""A report of agreement as tables and sentences on a terminal."""

from collections.abc import Iterable
from typing import Final

from annotator.cli.agreement_cells import FigureCells
from annotator.cli.agreement_parts import show_parts
from annotator.cli.output import say, say_table
from annotator.domain.agreement.reading_words import NOT_AVAILABLE, Labels, basis_words
from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import (
    UNDEFINED,
    Agreement,
    AgreementReport,
    AttributeAgreement,
    Figure,
    Unitizing,
)
from annotator.domain.agreement.verdicts import Targets
from annotator.words import tr, tr_n

_ORDINAL: Final = "krippendorff_alpha_ordinal"


def show_report(
    report: AgreementReport,
    labels: Labels,
    primary: str,
    rounds: Iterable[str],
    aims: Targets,
    sentences: Iterable[str],
) -> None:
    """Print what was compared, a table for each question, why anything is n/a, and sentences.

    ``primary``: key of the attribute that pairs are told of.
    """
    if report.missing is None:
        _Tables(report, labels, aims).show(primary, rounds)
    for sentence in sentences:
        say(sentence)


class _Tables:
    """Prints tables, and why figures in them are n/a."""

    def __init__(self, report: AgreementReport, labels: Labels, aims: Targets) -> None:
        self._report = report
        self._labels = labels
        self._cells = FigureCells(labels, aims)

    def show(self, primary: str, rounds: Iterable[str]) -> None:
        overall = self._report.overall
        self._sizes(overall, rounds)
        say(tr("Did they find the same?"))
        self._matching(overall)
        self._unitizing(overall.unitizing, primary)
        say(tr("Given that they found the same, do they say the same?"))
        self._attributes(overall)
        self._ordered([one for one in overall.attributes if one.level == "ordinal"])
        if len(self._report.pairs) > 1:
            self._pairs(primary)
        show_parts(self._report, primary, self._cells)
        self._cells.say_reasons()

    def _sizes(self, overall: Agreement, rounds: Iterable[str]) -> None:
        say(", ".join(self._labels.person(one) for one in overall.annotators))
        sizes = (
            tr_n("{count} article", "{count} articles", overall.articles),
            tr_n("{count} story", "{count} stories", overall.stories),
            tr("rounds: {names}", names=", ".join(rounds)),
            tr("first submissions"),
        )
        say("; ".join(sizes))
        say("")

    def _matching(self, overall: Agreement) -> None:
        matching = overall.matching
        two = len(overall.annotators) == 2
        rows = []
        for label, score in (
            (tr("Any character in common"), matching.any),
            (tr("At least half in common"), matching.overlap),
            (tr("Same boundaries"), matching.exact),
        ):
            cells = [label, self._cells.with_interval(score.f1, label)]
            if two:
                cells += [
                    self._cells.value(score.precision, label),
                    self._cells.value(score.recall, label),
                ]
            rows.append(cells)
        directed = (tr("Precision"), tr("Recall")) if two else ()
        say_table(("", tr("F1"), *directed), rows)
        counts = {"matched": f"{matching.matched:,}", "alone": f"{matching.unmatched:,}"}
        if two:
            a, b = (self._labels.person(one) for one in overall.annotators)
            say(
                tr(
                    "{matched} matched, {alone} stand alone. Precision and recall are of {b},"
                    " measured by {a}.",
                    a=a,
                    b=b,
                    **counts,
                )
            )
        else:
            say(tr("Pair by pair: {matched} matched, {alone} stand alone.", **counts))
        say("")

    def _unitizing(self, unitizing: Unitizing, primary: str) -> None:
        attribute = self._labels.attribute(primary)
        rows = []
        for label, figure in (
            (tr("Marked or not"), unitizing.u_alpha),
            (tr("Marked, and with which {attribute}", attribute=attribute), unitizing.labelled),
            (tr("{attribute}, where two have marked", attribute=attribute), unitizing.coded),
        ):
            words = self._cells.judged("unitizing", figure)
            rows.append((label, self._cells.with_interval(figure, label), words))
        heads = (tr("Character by character"), tr("Alpha"), tr("By its lower bound"))
        say_table(heads, rows)
        say("")

    def _attributes(self, overall: Agreement) -> None:
        two = len(overall.annotators) == 2
        kappa_key, kappa = (
            ("cohen_kappa", tr("Kappa")) if two else ("fleiss_kappa", tr("Fleiss’ kappa"))
        )
        rows = []
        for one in overall.attributes:
            label = self._labels.attribute(one.key)
            # Fleiss' kappa sees those units only that all have: never without their number.
            by_all = [] if two else [self._units_of(one, kappa_key)]
            rows.append(
                (
                    label,
                    f"{one.units:,}",
                    self._of(one, "percent"),
                    self._of(one, kappa_key),
                    *by_all,
                    self._of(one, "gwet_ac1"),
                    self._cells.with_interval(one.figures[ALPHA], label),
                    self._cells.judged(ALPHA, one.figures[ALPHA]),
                    self._of(one, "labelled_f1"),
                )
            )
        by_all = [] if two else [tr("Units by all")]
        heads = (
            tr("Percent"),
            kappa,
            *by_all,
            tr("AC1"),
            tr("Alpha"),
            tr("Lower bound"),
            tr("F1, same"),
        )
        say_table((tr("Attribute"), tr("Units"), *heads), rows)
        say("")

    def _ordered(self, attributes: Iterable[AttributeAgreement]) -> None:
        rows = []
        for one in attributes:
            label, alpha = self._labels.attribute(one.key), one.figures[_ORDINAL]
            rows.append(
                (
                    label,
                    basis_words(one, _ORDINAL) if alpha.value is not None else NOT_AVAILABLE,
                    self._cells.with_interval(alpha, label),
                    self._judged_on(one, alpha),
                )
            )
        if rows:
            heads = (tr("Rests on"), tr("Ordinal alpha"), tr("Lower bound"))
            say_table((tr("Over the ordered values only"), *heads), rows)
            say("")

    def _judged_on(self, one: AttributeAgreement, alpha: Figure) -> str:
        """Return a verdict with what it rests on: it is easily better on the few that are left."""
        words = self._cells.judged(_ORDINAL, alpha)
        if alpha.interval is None or _ORDINAL not in one.rests_on:
            return words
        return tr("{verdict}, on {units}", verdict=words, units=basis_words(one, _ORDINAL))

    @staticmethod
    def _units_of(one: AttributeAgreement, key: str) -> str:
        figure = one.figures[key]
        return NOT_AVAILABLE if figure.value is None else f"{one.size(key).units:,}"

    def _pairs(self, primary: str) -> None:
        attribute = self._labels.attribute(primary)
        rows = []
        for pair in self._report.pairs:
            one = pair.agreement.attribute(primary)
            figures = one.figures if one else {}
            label = f"{self._labels.person(pair.a)} – {self._labels.person(pair.b)}"
            alpha = figures.get(ALPHA, UNDEFINED)
            rows.append(
                (
                    label,
                    self._cells.with_interval(pair.agreement.matching.overlap.f1, label),
                    f"{one.units if one else 0:,}",
                    self._cells.value(figures.get("cohen_kappa", UNDEFINED), label),
                    self._cells.with_interval(alpha, label),
                    self._cells.judged(ALPHA, alpha),
                )
            )
        heads = (
            tr("F1, half in common"),
            tr("Units"),
            tr("{attribute}: kappa", attribute=attribute),
            tr("Alpha"),
            tr("Lower bound"),
        )
        say_table((tr("Pair"), *heads), rows)
        say("")

    def _of(self, one: AttributeAgreement, key: str) -> str:
        return self._cells.value(one.figures[key], self._labels.attribute(one.key))
