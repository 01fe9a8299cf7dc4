"""Figures of agreement with their intervals, and the reason where there is none."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.domain.codebook import Scope

FEW_STORIES: Final = 30
"""Below so many stories, intervals say little."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; undefined ones are None with a reason, never 0 or 1."""

    value: float | None
    interval: tuple[float, float] | None = None
    """Lower and upper bound; None where none was asked for, or none can be had."""
    reason: str | None = None
    """Code of why there is no value."""
    interval_reason: str | None = None
    """Code of why there is no interval, where one was asked for and there is a value."""
    undefined: int = 0
    """Resamples in which the figure is undefined; the interval leaves them out."""


UNDEFINED: Final = Figure(None)


@dataclass(frozen=True, slots=True)
class MatchingScore:
    """How much of what one found the other found too; the first annotator is the reference.

    Pooled over the pairs when there are more than two, where precision and recall are None.
    """

    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class Matching:
    """Did they find the same?"""

    exact: MatchingScore
    """Boundaries equal but for outer quotation marks, spaces and punctuation."""
    overlap: MatchingScore
    """Intersection over union of content characters at least `OVERLAP`."""
    any: MatchingScore
    matched: int
    """Pairs of attributions that share at least one character of content."""
    unmatched: int
    """Attributions that stand alone, counted in each pair of annotators."""


OVERLAP: Final = 0.5


@dataclass(frozen=True, slots=True)
class Unitizing:
    """Krippendorff's alpha for unitizing in its form of 2016."""

    u_alpha: Figure
    """Blind to labels: on the union of each one's content against all else (the paper's |u-alpha,
    which u-alpha is where there is but one value)."""
    per_value: Mapping[str, Figure]
    """By value of the primary attribute, aware of labels (the paper's (k)u-alpha): where two have
    found something, do they mean this value?"""
    overlapping: int
    """Code points in which somebody's own attributions with different values overlap. Where there
    are any, no partition exists, and nothing that is aware of labels has a value."""
    labelled: Figure = UNDEFINED
    """Boundaries and values of the primary attribute together (the paper's u-alpha)."""
    coded: Figure = UNDEFINED
    """Values, where two have found something (the paper's cu-alpha)."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often one had the row's value where the other had the column's.

    With more than two annotators, each pair of values of a unit counts in both directions, divided
    by the number of the unit's values less one.
    """

    values: tuple[str, ...]
    counts: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Two values of which one annotator gave the one, and another the other."""

    first: str
    second: str
    """In the order of the values, not of annotators: what is the row's, and what the column's."""
    pairs: int
    """How many pairs of annotators differ so, unit by unit, in either direction."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a coefficient rests on."""

    units: int
    values: int


@dataclass(frozen=True, slots=True)
class AttributeAgreement:
    """Did they say the same, given that they found the same?"""

    key: str
    """The attribute's key, or one of `SPEAKER`, `SPEAKER_KIND`, `SPEAKER_COUNTRY`."""
    scope: Scope
    level: str
    """``nominal``, ``ordinal`` or ``set``."""
    units: int
    """Units with values of at least two annotators."""
    values: int
    """Values in these units."""
    figures: Mapping[str, Figure]
    """By key of the measure, in the registry's order; every measure is there."""
    confusion: Confusion | None
    """None with `confusion_reason`; `commonest` is there in any case."""
    rests_on: Mapping[str, Size] = field(default_factory=dict)
    """By key of a measure, where it is other than `units` and `values`: measures of order see the
    ordered values only, Fleiss' kappa the units that all annotators have."""
    confusion_reason: str | None = None
    """``too_many_values``, or ``values_are_speakers``: new ones come with every article."""
    commonest: tuple[Differing, ...] = ()
    """The two values that differ most often first; no more than `MOST_DIFFERING`."""
    differing: int = 0
    """Pairs of annotators with different values, unit by unit; whole, unlike coincidences."""
    paired: int = 0
    """Pairs of annotators with values, unit by unit; of two annotators as many as units."""

    def size(self, measure: str) -> Size:
        """Return what the coefficient with this key rests on."""
        return self.rests_on.get(measure, Size(self.units, self.values))


MOST_DIFFERING: Final = 10

SPEAKER: Final = "speaker"
SPEAKER_KIND: Final = "speaker_kind"
SPEAKER_COUNTRY: Final = "speaker_country"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of some annotators on some articles."""

    annotators: tuple[uuid.UUID, ...]
    articles: int
    """Articles that at least two of them have done."""
    stories: int
    """Families of near-duplicates among these; an article on its own counts as one."""
    matching: Matching
    unitizing: Unitizing
    attributes: tuple[AttributeAgreement, ...]
    """Attribution scope first, in the codebook's order, then the speaker, then the article's."""

    @property
    def few_stories(self) -> bool:
        """Whether these are so few stories that intervals say little."""
        return self.stories < FEW_STORIES

    def attribute(self, key: str) -> AttributeAgreement | None:
        """Return the agreement on one attribute."""
        return next((one for one in self.attributes if one.key == key), None)


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """The agreement of two annotators; ``a`` is the reference."""

    a: uuid.UUID
    b: uuid.UUID
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Part:
    """The agreement on a part of what was compared."""

    key: str
    """A value's key, ``manual``, or the identifier of a round or batch."""
    name: str
    """What the part is called, for rounds and batches; otherwise as ``key``."""
    agreement: Agreement
    codebooks: tuple[str, ...] = ()
    """``key@version`` of what was compared in it."""
    articles: int = 0
    """Of objects and origins: articles in which at least one of the compared marked it. Of rounds
    and batches: all that are compared in them."""
    stories: int = 0
    """Stories of these articles."""

    @property
    def few_stories(self) -> bool:
        """Whether these are so few stories that intervals say little."""
        return self.stories < FEW_STORIES


@dataclass(frozen=True, slots=True)
class CalibrationStep:
    """How often an annotator was right where they chose this value of an attribute about them."""

    value: str
    right: int
    count: int
    interval: tuple[float, float] | None
    """Wilson's interval of the share; None without any."""


@dataclass(frozen=True, slots=True)
class AgainstGold:
    """One annotator's first submissions against gold, which is the reference."""

    annotator: uuid.UUID
    agreement: Agreement
    calibration: Mapping[str, tuple[CalibrationStep, ...]]
    """By attribute about the annotator, in the order of its values."""


@dataclass(frozen=True, slots=True)
class GoldMade:
    """How the gold came about that annotators are held against; counts of attributions."""

    articles: int
    """Articles whose gold is compared."""
    stories: int
    decided: int
    """Judged by an adjudicator: accepted as somebody has it, or edited."""
    by_rule: int
    """Equal by rule, and accepted without a look at each."""
    imported: int
    """Without a decision in this project."""
    promoted: int
    """A single annotator's work made gold: left out of the figures."""

    @property
    def few_stories(self) -> bool:
        """Whether these are so few stories that intervals say little."""
        return self.stories < FEW_STORIES


@dataclass(frozen=True, slots=True)
class Drift:
    """One annotator's earlier work against the same one's later, made without sight of it."""

    annotator: uuid.UUID
    earlier: str
    later: str
    """Names of the rounds."""
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """All figures of one choice."""

    overall: Agreement
    pairs: tuple[PairAgreement, ...]
    by_object: tuple[Part, ...] = ()
    by_origin: tuple[Part, ...] = ()
    by_round: tuple[Part, ...] = ()
    by_batch: tuple[Part, ...] = ()
    """In the order of rounds and batches."""
    gold: tuple[AgainstGold, ...] = ()
    drift: tuple[Drift, ...] = ()
    codebooks: tuple[str, ...] = ()
    """``key@version`` of all that was compared."""
    missing: str | None = None
    """Code of what is missing, where nothing can be compared."""
    names: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """Of people, of gold, and of rounds."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Names by value of `SPEAKER`."""
    primary: str = ""
    """Key of the attribute whose values unitizing looks at."""
    gold_made: GoldMade | None = None
    """None where there is no gold at all."""
