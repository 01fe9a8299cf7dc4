"""What a figure is good for: judged by the lower bound of its interval, never by the figure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.domain.agreement.results import FEW_STORIES, Figure

__all__ = ["ALPHA_RELIABLE", "ALPHA_TENTATIVE", "FEW_STORIES", "Targets", "Verdict", "verdict"]

ALPHA_TENTATIVE: Final = 0.667
ALPHA_RELIABLE: Final = 0.8
"""Krippendorff's conventions: below the first, data are to be discarded; from the second on, they
can be relied on (Content Analysis, chapter on reliability)."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What a project aims at, where there is no convention: lower bounds between 0 and 1."""

    kappa: float = 0.6
    """For coefficients corrected for chance, but for alpha."""
    f1: float = 0.7


class Verdict(StrEnum):
    """What the lower bound of a figure's interval allows."""

    RELIABLE = "reliable"
    """Alpha: can be relied on. Others: the project's target is reached."""
    TENTATIVE = "tentative"
    """Alpha: for tentative conclusions only."""
    LOW = "low"
    """Alpha: below what is accepted. Others: the target is not reached."""
    UNKNOWN = "unknown"
    """There is no figure, or no interval: nothing can be said."""


def verdict(key: str, figure: Figure, targets: Targets) -> Verdict | None:
    """Return what a figure allows; None for measures without a target (percent).

    ``key``: a measure's key, or ``matching`` or ``unitizing``.
    """
    if key == "percent":
        return None
    if figure.value is None or figure.interval is None:
        return Verdict.UNKNOWN
    lower = figure.interval[0]
    if key == "unitizing" or key.startswith("krippendorff_alpha"):
        if lower >= ALPHA_RELIABLE:
            return Verdict.RELIABLE
        return Verdict.TENTATIVE if lower >= ALPHA_TENTATIVE else Verdict.LOW
    target = targets.f1 if key in ("matching", "labelled_f1") else targets.kappa
    return Verdict.RELIABLE if lower >= target else Verdict.LOW
