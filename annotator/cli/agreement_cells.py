"""Figures of agreement as cells of a terminal's table."""

from collections.abc import Callable

from annotator.cli.output import say
from annotator.domain.agreement.reading_words import Labels, number, with_interval
from annotator.domain.agreement.results import Figure
from annotator.domain.agreement.verdicts import Targets, Verdict, verdict
from annotator.wording.agreement_reasons import reason_words
from annotator.words import tr


class FigureCells:
    """Makes cells; gathers on the way why figures in them are n/a."""

    def __init__(self, labels: Labels, aims: Targets) -> None:
        self.labels = labels
        self._aims = aims
        self._why: dict[str, list[str]] = {}

    def value(self, figure: Figure, place: str) -> str:
        """Return a figure alone. ``place``: where it is n/a, if it is."""
        return self._shown(figure, place, lambda: number(figure.value))

    def with_interval(self, figure: Figure, place: str) -> str:
        """Return a figure with its interval, where it has one."""
        return self._shown(figure, place, lambda: with_interval(figure.value, figure.interval))

    def judged(self, key: str, figure: Figure) -> str:
        """Return a verdict in a word; only alphas are judged here, by their conventions."""
        return {
            Verdict.RELIABLE: tr("reliable"),
            Verdict.TENTATIVE: tr("tentative"),
            Verdict.LOW: tr("too low"),
        }.get(verdict(key, figure, self._aims) or Verdict.UNKNOWN, "–")

    def say_reasons(self) -> None:
        """Print why figures were n/a, and where."""
        for reason, places in self._why.items():
            where = "; ".join(dict.fromkeys(places))
            say(tr("n/a ({where}): {reason}", where=where, reason=reason_words(reason)))
        if self._why:
            say("")

    def _shown(self, figure: Figure, place: str, words: Callable[[], str]) -> str:
        if figure.value is None and figure.reason is not None:
            self._why.setdefault(figure.reason, []).append(place)
        return words()
