"""A figure as it is shown: with its interval, the limits it is held to, and its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.agreement.results import Figure
from annotator.domain.agreement.verdicts import Verdict
from annotator.words import tr


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One line, or one card."""

    label: str
    figure: Figure
    limits: tuple[float, ...] = ()
    """Lowest first; the last is what is aimed at."""
    verdict: Verdict | None = None
    """By the lower bound; None where there is nothing to hold it to."""
    target: bool = False
    """Whether the limit is a target that this project has set itself."""
    facts: str = ""
    """How many units and values it rests on, and what stands beside it."""
    reason: str = ""
    """In words, why there is no value or no interval."""

    @property
    def spoken(self) -> str:
        """Return all of it as one sentence."""
        parts = [f"{self.label}: {number(self.figure.value)}"]
        if self.figure.interval is not None:
            parts.append(interval_words(self.figure.interval))
        if self.verdict not in (None, Verdict.UNKNOWN):
            parts.append(verdict_words(self.verdict, target=self.target))
        parts.extend(one for one in (self.reason, self.facts) if one)
        return ", ".join(parts)


def number(value: float | None) -> str:
    """Return a coefficient with two decimals; "n/a" where there is none."""
    if value is None:
        return tr("n/a")
    rounded = f"{abs(value):.2f}"
    return f"\u2212{rounded}" if value < 0 and float(rounded) else rounded


def limit_number(value: float) -> str:
    """Return a limit as it is usually written: without the zero, two or three decimals."""
    words = f"{value:.3f}".rstrip("0") if round(value, 2) != value else f"{value:.2f}"
    return words.removeprefix("0")


def interval_words(interval: tuple[float, float], level: float = 0.95) -> str:
    """Return an interval in words."""
    return tr(
        "{level} % CI {low} to {high}",
        level=f"{level * 100:g}",
        low=number(interval[0]),
        high=number(interval[1]),
    )


def verdict_words(verdict: Verdict | None, *, target: bool = False) -> str:
    """Return what stands on a badge."""
    if verdict is Verdict.RELIABLE:
        return tr("On target") if target else tr("Reliable")
    if verdict is Verdict.TENTATIVE:
        return tr("Tentative")
    if verdict is Verdict.LOW:
        return tr("Below target") if target else tr("Below .667")
    return tr("No interval")
