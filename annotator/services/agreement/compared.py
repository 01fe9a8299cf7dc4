"""What was compared: numbers in columns, with what they are to be called."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.domain.agreement.results import GoldMade
from annotator.domain.codebook import Codebook
from annotator.domain.people import Batch, Round
from annotator.services.agreement.choice import AgreementChoice

if TYPE_CHECKING:
    from annotator.domain.agreement.compared_units import ComparedUnits
    from annotator.services.agreement.confidence import Confidence

GOLD: Final = uuid.UUID(int=0)
"""Stands for gold among the annotators where it is the reference."""


@dataclass(frozen=True, slots=True, eq=False)
class Repeated:
    """One annotator's work of several rounds on the same articles."""

    annotator: uuid.UUID
    units: "ComparedUnits"
    """With rounds in the place of annotators."""
    pairs: tuple[tuple[Round, Round], ...]
    """Which rounds are held against each other, the earlier first."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Everything that the figures of one choice are made of. Read once, and no more in need of
    the project, but for quotes."""

    choice: AgreementChoice
    rounds: tuple[Round, ...]
    """Those that were looked at, in their order."""
    batches: tuple[Batch, ...]
    """All of these rounds, or those that were chosen, in their order."""
    annotators: tuple[uuid.UUID, ...]
    """Those with an article that another has done, too, in the order in which they came, or that
    was asked for."""
    names: Mapping[uuid.UUID, str]
    """Of people, of gold, and of rounds."""
    codebook: Codebook
    """The latest version: for labels and the order of values."""
    codebooks: tuple[str, ...]
    """``key@version`` of all that is compared."""
    units: "ComparedUnits"
    against_gold: "ComparedUnits"
    """With `GOLD` first among the annotators."""
    confidence: "Confidence"
    repeated: tuple[Repeated, ...]
    speakers: Mapping[str, str]
    """Names by value of `results.SPEAKER`."""
    gold_made: GoldMade | None
    """How the gold came about; None without any."""
    missing: str | None
    """Code of what is missing, where no two annotators can be compared."""
