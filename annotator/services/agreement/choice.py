"""What is to be compared, and how its intervals are made."""

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.domain.people import Batch, Person, Round

SAMPLES: Final = 1000
SEED: Final = 2025
LEVEL: Final = 0.95


class IntervalMethod(StrEnum):
    """How intervals are made; the stories are what is drawn, or left out one at a time."""

    BOOTSTRAP = "bootstrap"
    JACKKNIFE = "jackknife"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AgreementChoice:
    """What is to be compared. Empty: all that can be."""

    rounds: tuple[uuid.UUID, ...] = ()
    """Without any: all but those of training."""
    annotators: tuple[uuid.UUID, ...] = ()
    batches: tuple[uuid.UUID, ...] = ()
    shared_passages_once: bool = False
    """Count what versions of a story share once."""
    samples: int = SAMPLES
    seed: int = SEED
    interval: IntervalMethod = IntervalMethod.BOOTSTRAP
    level: float = LEVEL
    """The share of intervals, taken this way, that would hold the true figure."""


@dataclass(frozen=True, slots=True)
class RoundAtHand:
    """A round that can be chosen."""

    round: Round
    batches: tuple[Batch, ...]
    """In their order."""
    codebooks: tuple[str, ...]
    """``key@version`` by which its first submissions were coded, the earliest first."""
    handed_in: int
    """First submissions."""
    double: int
    """Articles that at least two annotators handed in by the same codebook version."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """What can be chosen."""

    rounds: tuple[RoundAtHand, ...]
    """In their order; those of training too."""
    annotators: tuple[Person, ...]
    """Who handed in anything, in the order in which they came."""
