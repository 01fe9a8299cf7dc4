"""The registry of measures: what each is called, what it needs, and where it was published."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.domain.agreement import citations as of
from annotator.domain.agreement.citations import Citation
from annotator.words import tr


class Stage(StrEnum):
    """Which question a measure answers."""

    MATCHING = "matching"
    """Did they find the same, attribution by attribution?"""
    UNITIZING = "unitizing"
    """Did they find the same, character by character?"""
    CODING = "coding"
    """Did they say the same, given that they found the same?"""
    JOINT = "joint"
    """Did they find the same and say the same of it?"""


class Annotators(StrEnum):
    """How many annotators a measure is made for."""

    TWO = "two"
    ANY = "any"


class Needs(StrEnum):
    """What sort of values a measure needs."""

    ANY = "any"
    """Values that are the same or not; a set of values counts as one value."""
    SINGLE = "single"
    """One value out of a list that is known, not a set."""
    ORDER = "order"
    """An ordered subset of values; values outside it count as missing."""
    SETS = "sets"


class Reason:
    """Codes of why a coefficient has no value, or no interval."""

    NO_UNITS: Final = "no_units"
    """No unit has values of at least two annotators."""
    NO_UNIT_BY_ALL: Final = "no_unit_by_all"
    """No unit has a value of every annotator."""
    ONE_VALUE: Final = "one_value"
    """The same value throughout: nothing to agree or disagree on, so chance cannot be told."""
    ONE_ANNOTATOR: Final = "one_annotator"
    TWO_ANNOTATORS_ONLY: Final = "two_annotators_only"
    NOT_ORDERED: Final = "not_ordered"
    NOT_SETS: Final = "not_sets"
    """A measure of sets, of values that are none."""
    SETS: Final = "sets"
    """A measure that needs to know how many values there are, which for sets is undefined."""
    NOTHING_MARKED: Final = "nothing_marked"
    """Nobody whose attributions would count has marked any."""
    NO_VALUES: Final = "no_values"
    """No attribution has a value of the attribute."""
    FIXED_UNITS: Final = "fixed_units"
    """The units are there before anybody codes: there is nothing to find."""
    ALL_ALIKE: Final = "all_alike"
    """All is marked, or nothing is: chance cannot be told."""
    OVERLAPPING: Final = "overlapping"
    """Somebody's own attributions with different values overlap: there is no partition."""
    NOT_IN_COMMON: Final = "not_in_common"
    """Nowhere has one marked the value, or anything, where another has marked anything."""
    TOO_MANY_VALUES: Final = "too_many_values"
    """No confusion matrix: too many values to lay out."""
    VALUES_ARE_SPEAKERS: Final = "values_are_speakers"
    """No confusion matrix: the values are speakers, of whom there are ever more."""
    TOO_FEW_STORIES: Final = "too_few_stories"
    """No interval: fewer than two stories have something to say."""
    UNDEFINED_TOO_OFTEN: Final = "undefined_too_often"
    """No interval: undefined in more than half of the resamples."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure that is offered."""

    key: str
    stage: Stage
    annotators: Annotators
    needs: Needs
    name: Callable[[], str]
    citation: Citation
    also: tuple[Citation, ...] = ()
    """Where its weights, distance or treatment of missing values come from."""
    chance_corrected: bool = True

    @property
    def label(self) -> str:
        """What it is called, in the reader's language."""
        return self.name()

    @property
    def ordered(self) -> bool:
        """Whether it is computed over the ordered subset of values only."""
        return self.needs is Needs.ORDER

    @property
    def references(self) -> tuple[Citation, ...]:
        """All publications to cite for it."""
        return (self.citation, *self.also)

    @property
    def sources(self) -> str:
        """All of them in short, in order of names and years: wherever the measure is named."""
        return "; ".join(sorted(one.short for one in self.references))


MEASURES: Final = (
    Measure(
        "percent", Stage.CODING, Annotators.ANY, Needs.ANY,
        lambda: tr("Percent agreement"), of.HOLSTI_1969, (of.GWET_2014,), chance_corrected=False,
    ),
    Measure(
        "cohen_kappa", Stage.CODING, Annotators.TWO, Needs.ANY,
        lambda: tr("Cohen’s kappa"), of.COHEN_1960,
    ),
    Measure(
        "weighted_kappa_linear", Stage.CODING, Annotators.TWO, Needs.ORDER,
        lambda: tr("Weighted kappa, linear"), of.COHEN_1968, (of.CICCHETTI_ALLISON_1971,),
    ),
    Measure(
        "weighted_kappa_quadratic", Stage.CODING, Annotators.TWO, Needs.ORDER,
        lambda: tr("Weighted kappa, quadratic"), of.COHEN_1968, (of.FLEISS_COHEN_1973,),
    ),
    Measure(
        "scott_pi", Stage.CODING, Annotators.TWO, Needs.ANY,
        lambda: tr("Scott’s pi"), of.SCOTT_1955,
    ),
    Measure(
        "fleiss_kappa", Stage.CODING, Annotators.ANY, Needs.ANY,
        lambda: tr("Fleiss’ kappa"), of.FLEISS_1971,
    ),
    Measure(
        "krippendorff_alpha_nominal", Stage.CODING, Annotators.ANY, Needs.ANY,
        lambda: tr("Krippendorff’s alpha, nominal"), of.KRIPPENDORFF_2019, (of.KRIPPENDORFF_2011,),
    ),
    Measure(
        "krippendorff_alpha_ordinal", Stage.CODING, Annotators.ANY, Needs.ORDER,
        lambda: tr("Krippendorff’s alpha, ordinal"), of.KRIPPENDORFF_2019, (of.KRIPPENDORFF_2011,),
    ),
    Measure(
        "krippendorff_alpha_interval", Stage.CODING, Annotators.ANY, Needs.ORDER,
        lambda: tr("Krippendorff’s alpha, interval"), of.KRIPPENDORFF_2019, (of.KRIPPENDORFF_2011,),
    ),
    Measure(
        "krippendorff_alpha_jaccard", Stage.CODING, Annotators.ANY, Needs.SETS,
        lambda: tr("Krippendorff’s alpha, Jaccard distance"),
        of.KRIPPENDORFF_2019, (of.JACCARD_1912,),
    ),
    Measure(
        "krippendorff_alpha_masi", Stage.CODING, Annotators.ANY, Needs.SETS,
        lambda: tr("Krippendorff’s alpha, MASI distance"),
        of.KRIPPENDORFF_2019, (of.PASSONNEAU_2006,),
    ),
    Measure(
        "gwet_ac1", Stage.CODING, Annotators.ANY, Needs.SINGLE,
        lambda: tr("Gwet’s AC1"), of.GWET_2008, (of.GWET_2014,),
    ),
    Measure(
        "gwet_ac2", Stage.CODING, Annotators.ANY, Needs.ORDER,
        lambda: tr("Gwet’s AC2, quadratic weights"), of.GWET_2014, (of.GWET_2008,),
    ),
    Measure(
        "labelled_f1", Stage.JOINT, Annotators.ANY, Needs.ANY,
        lambda: tr("F1, found and coded the same"), of.HRIPCSAK_ROTHSCHILD_2005,
        chance_corrected=False,
    ),
    Measure(
        "matching", Stage.MATCHING, Annotators.ANY, Needs.ANY,
        lambda: tr("F1, found the same"), of.HRIPCSAK_ROTHSCHILD_2005, chance_corrected=False,
    ),
    Measure(
        "unitizing", Stage.UNITIZING, Annotators.ANY, Needs.ANY,
        lambda: tr("Krippendorff’s alpha for unitizing (2016)"), of.KRIPPENDORFF_2016,
    ),
)  # fmt: skip
"""All measures, in the order in which they are shown."""

COEFFICIENTS: Final = tuple(one.key for one in MEASURES if one.stage is Stage.CODING)
"""Keys of the measures that `figures` computes from ratings."""


def measure(key: str) -> Measure:
    """Return the measure with this key; KeyError when there is none."""
    return _BY_KEY[key]


_BY_KEY: Final = {one.key: one for one in MEASURES}
