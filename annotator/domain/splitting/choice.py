"""How a data set is to be split."""

from dataclasses import dataclass

from annotator.domain.errors import Refused

PART_NAMES = ("train", "dev", "test")
MAX_FOLDS = 100
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """Shares for training, development and test, or a number of folds. The same seed, the same
    split."""

    shares: tuple[int, ...] = (70, 15, 15)
    """Two (train, test) or three (train, dev, test) whole numbers; only their ratio counts."""
    folds: int | None = None
    """So many parts of about equal size instead; each is the test set of one fold."""
    seed: int = 0
    balance: bool = True
    """Whether the values of the primary attribute are spread evenly over the parts."""
    keep_speakers_apart: bool = False
    """Whether no named speaker may be in two parts."""

    def __post_init__(self) -> None:
        """Raise Refused ``bad_split`` or ``bad_folds``."""
        if self.folds is not None:
            if not 2 <= self.folds <= MAX_FOLDS:
                raise Refused("bad_folds", folds=self.folds, most=MAX_FOLDS)
        elif len(self.shares) not in (2, 3) or any(one <= 0 for one in self.shares):
            raise Refused("bad_split", shares=self.shares)

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the parts, in order."""
        if self.folds is not None:
            return tuple(f"fold-{number}" for number in range(1, self.folds + 1))
        return PART_NAMES if len(self.shares) == len(PART_NAMES) else ("train", "test")

    @property
    def odd_sum(self) -> int | None:
        """Return what the shares make where that is not 100; None where it is, and for folds.

        Their ratio would do; but in what a person typed, a forgotten part would go unnoticed.
        """
        total = sum(self.shares)
        return total if self.folds is None and total != _PERCENT else None

    @property
    def weights(self) -> tuple[float, ...]:
        """Return which share of the whole each part is to have; they sum to 1."""
        if self.folds is not None:
            return (1 / self.folds,) * self.folds
        total = sum(self.shares)
        return tuple(one / total for one in self.shares)
