"""Parts of a report of agreement on a terminal: by object, origin, round and batch, and gold."""

from collections.abc import Sequence

from annotator.cli.agreement_cells import FigureCells
from annotator.cli.output import say, say_table
from annotator.domain.agreement.reading_words import gold_words
from annotator.domain.agreement.readings import ALPHA
from annotator.domain.agreement.results import (
    FEW_STORIES,
    UNDEFINED,
    Agreement,
    AgreementReport,
    Part,
)
from annotator.words import tr

FEW = "*"
"""Beside the number of stories, where it is so small that intervals say little."""


def show_parts(report: AgreementReport, primary: str, cells: FigureCells) -> None:
    """Print a table for each division, and the annotators against gold.

    ``primary``: key of the attribute that is told of.
    """
    shown = _Parts(primary, cells)
    shown.division(tr("By object"), report.by_object)
    shown.division(tr("By origin"), report.by_origin)
    if len(report.by_round) > 1:
        shown.division(tr("By round"), report.by_round)
    shown.division(tr("By batch"), report.by_batch)
    shown.gold(report)
    if shown.any_few:
        say(
            tr(
                "{mark} Fewer than {enough} stories: intervals say little.",
                mark=FEW, enough=FEW_STORIES,
            )
        )  # fmt: skip
        say("")


class _Parts:
    """Prints tables of parts; remembers whether any part is small."""

    def __init__(self, primary: str, cells: FigureCells) -> None:
        self._primary = primary
        self._cells = cells
        self.any_few = False

    def division(self, name: str, parts: Sequence[Part]) -> None:
        """Print one division; nothing without parts."""
        rows = [
            (self._name(one), *self._row(one.agreement, self._name(one), one.articles, one.stories))
            for one in parts
        ]
        self._table(name, rows)

    def gold(self, report: AgreementReport) -> None:
        """Print each annotator against gold, and how the gold came about."""
        labels, rows = self._cells.labels, []
        for one in report.gold:
            name, agreement = labels.person(one.annotator), one.agreement
            place = tr("{name} against gold", name=name)
            sizes = (agreement.articles, agreement.stories)
            rows.append((name, *self._row(agreement, place, *sizes)))
        self._table(tr("Against gold"), rows)
        if report.gold_made is not None:
            say(gold_words(report.gold_made))
            say("")

    def _table(self, name: str, rows: Sequence[tuple[str, ...]]) -> None:
        if not rows:
            return
        attribute = self._cells.labels.attribute(self._primary)
        heads = (
            tr("Articles"),
            tr("Stories"),
            tr("F1, half in common"),
            tr("Units"),
            tr("{attribute}: alpha", attribute=attribute),
            tr("Lower bound"),
        )
        say_table((name, *heads), rows)
        say("")

    def _row(
        self, agreement: Agreement, place: str, articles: int, stories: int
    ) -> tuple[str, ...]:
        one = agreement.attribute(self._primary)
        alpha = one.figures.get(ALPHA, UNDEFINED) if one else UNDEFINED
        few = stories < FEW_STORIES
        self.any_few = self.any_few or few
        return (
            f"{articles:,}",
            f"{stories:,}{FEW if few else ''}",
            self._cells.with_interval(agreement.matching.overlap.f1, place),
            f"{one.units if one else 0:,}",
            self._cells.with_interval(alpha, place),
            self._cells.judged(ALPHA, alpha),
        )

    def _name(self, part: Part) -> str:
        own = {"manual": tr("All by hand"), "suggestion": tr("From a suggestion")}
        return own.get(part.key, part.name) if part.name == part.key else part.name
