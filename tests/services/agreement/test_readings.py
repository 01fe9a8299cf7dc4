"""Verdicts and readings: by the lower bound, without a word on what it comes from."""

import uuid
from dataclasses import replace

import pytest

from annotator.domain.agreement.measures import MEASURES
from annotator.domain.agreement.reading_words import Labels, reading_words
from annotator.domain.agreement.readings import Reading, most_confused, readings
from annotator.domain.agreement.results import (
    AgainstGold,
    Agreement,
    AgreementReport,
    AttributeAgreement,
    CalibrationStep,
    Confusion,
    Differing,
    Drift,
    Figure,
    Matching,
    MatchingScore,
    PairAgreement,
    Part,
    Unitizing,
)
from annotator.domain.agreement.verdicts import Targets, Verdict, verdict
from annotator.domain.codebook import Scope
from annotator.services.agreement.confidence import wilson
from annotator.services.codebooks import default_codebook

MIRA, JONAS, ZARA = (uuid.UUID(int=one) for one in (1, 2, 3))
NAMES = {MIRA: "Mira Sorel", JONAS: "Jonas Reit", ZARA: "Zahra Halimi"}
COMMONEST = (
    Differing("supports", "ambivalent", 8),
    Differing("ambivalent", "opposes", 2),
    Differing("supports", "opposes", 1),
)
CONFUSION = Confusion(("supports", "ambivalent", "opposes"), ((20, 3, 1), (5, 9, 0), (0, 2, 12)))


def figure(value: float | None = 0.8, reach: float = 0.05) -> Figure:
    if value is None:
        return Figure(None, reason="one_value")
    return Figure(value, (value - reach, value + reach))


def score(value: float | None = 0.75) -> MatchingScore:
    return MatchingScore(figure(value), figure(value), figure(value))


def agreement(alpha: float | None = 0.7, units: int = 52, stories: int = 40) -> Agreement:
    stance = AttributeAgreement(
        "stance",
        Scope.ATTRIBUTION,
        "ordinal",
        units,
        units * 2,
        {one.key: figure(alpha) for one in MEASURES},
        CONFUSION,
        commonest=COMMONEST,
        differing=11,
        paired=units,
    )
    return Agreement(
        (MIRA, JONAS), 44, stories, Matching(score(0.6), score(), score(0.9), 50, 7),
        Unitizing(figure(0.85), {}, 0), (stance,),
    )  # fmt: skip


def report(**more: object) -> AgreementReport:
    found = AgreementReport(agreement(), (), names=NAMES)
    return replace(found, **more)  # type: ignore[arg-type]


def read(found: AgreementReport) -> dict[str, str]:
    labels = Labels(NAMES, default_codebook())
    return {one.code: reading_words(one, labels) for one in readings(found, "stance", Targets())}


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        (0.8, Verdict.RELIABLE),
        (0.799, Verdict.TENTATIVE),
        (0.667, Verdict.TENTATIVE),
        (0.6669, Verdict.LOW),
    ],
)
def test_alpha_is_judged_by_its_lower_bound(lower: float, expected: Verdict) -> None:
    found = Figure(0.95, (lower, 1.0))
    for key in ("krippendorff_alpha_nominal", "unitizing"):
        assert verdict(key, found, Targets()) is expected


def test_others_are_judged_by_the_projects_targets() -> None:
    found = Figure(0.75, (0.65, 0.8))
    assert verdict("cohen_kappa", found, Targets(kappa=0.65)) is Verdict.RELIABLE
    assert verdict("cohen_kappa", found, Targets(kappa=0.66)) is Verdict.LOW
    assert verdict("labelled_f1", found, Targets(f1=0.7)) is Verdict.LOW
    assert verdict("matching", found, Targets(f1=0.6)) is Verdict.RELIABLE
    assert verdict("percent", found, Targets()) is None


def test_without_an_interval_there_is_no_verdict() -> None:
    assert verdict("cohen_kappa", Figure(0.9), Targets()) is Verdict.UNKNOWN
    assert verdict("unitizing", Figure(None, reason="no_units"), Targets()) is Verdict.UNKNOWN


def test_the_values_that_stand_against_each_other_most() -> None:
    stance = agreement().attributes[0]
    assert most_confused(stance) == COMMONEST[:1]
    assert most_confused(replace(stance, commonest=())) == ()
    assert most_confused(replace(stance, commonest=(Differing("a", "b", 1),))) == ()


def test_ties_are_named_together_or_not_at_all() -> None:
    stance = agreement().attributes[0]
    tied = tuple(Differing("supports", one, 4) for one in ("ambivalent", "opposes"))
    one = replace(agreement(), attributes=(replace(stance, commonest=tied),))
    assert read(report(overall=one))["confused"].endswith(
        "equally often, and most often, between Supports and Ambivalent; Supports and Opposes:"
        " 4 of 11 differing units each."
    )
    assert most_confused(replace(stance, commonest=tied * 2)) == ()


def test_sentences_of_two() -> None:
    words = read(report())
    assert words["found"] == (
        "Did they find the same? F1 0.75 [0.70, 0.80] with at least half of the characters in"
        " common (0.90 with any, 0.60 with the same boundaries); 7 attributions stand alone. By its"
        " lower bound: reaches the project’s target."
    )
    assert "alpha 0.70 [0.65, 0.75] on 52 units" in words["said"]
    assert "too low to rely on" in words["said"]
    assert words["confused"].endswith("between Supports and Ambivalent: 8 of 11 differing units.")
    assert "few_stories" not in words


def test_of_three_counts_are_of_pairs() -> None:
    """What stands alone is counted in each pair, and so is what differs."""
    three = replace(agreement(), annotators=(MIRA, JONAS, ZARA))
    words = read(report(overall=three))
    assert "pair by pair of annotators, 7 times an attribution stands alone" in words["found"]
    assert words["confused"].endswith(": 8 of 11 differing pairs of values.")


def test_few_stories_are_told_of() -> None:
    assert "12 stories" in read(report(overall=agreement(stories=12)))["few_stories"]


def test_undefined_is_said_with_its_reason() -> None:
    words = read(report(overall=agreement(None)))
    assert "same value throughout" in words["said_undefined"]
    assert "joint" not in words


def test_pairs_parts_gold_and_drift() -> None:
    pairs = (
        PairAgreement(MIRA, JONAS, agreement(0.5)),
        PairAgreement(MIRA, ZARA, agreement(0.8)),
        PairAgreement(JONAS, ZARA, agreement(0.1, units=4)),
    )
    objects = (
        Part("recognition", "Recognition", agreement(0.4)),
        Part("aid_and_economy", "Aid and economy", agreement(0.9)),
    )
    origins = (
        Part("manual", "manual", agreement(0.6)),
        Part("suggestion", "suggestion", agreement(0.7)),
    )
    steps = (step("low", 1, 8), step("high", 19, 20))
    gold = (AgainstGold(MIRA, agreement(), {"confidence": steps}),)
    drift = (Drift(JONAS, "Main", "Again", agreement(0.77)),)
    words = read(report(pairs=pairs, by_object=objects, by_origin=origins, gold=gold, drift=drift))
    assert "Mira Sorel and Jonas Reit agree least in Stance: alpha 0.50 [" in words["weakest_pair"]
    assert "lowest for Recognition: alpha 0.40 [0.35, 0.45]" in words["weakest_object"]
    assert "is 0.60 [0.55, 0.65] on 52 units that all marked by hand" in words["origins"]
    assert words["origins"].endswith("The intervals overlap.")
    assert "right in 12 % (1 of 8) where" in words["calibrated"]
    assert "Again after Main: alpha 0.77 [0.72, 0.82] on 52 units" in words["drift"]


def step(value: str, right: int, count: int) -> CalibrationStep:
    return CalibrationStep(value, right, count, wilson(right, count))


def test_what_is_within_noise_is_not_singled_out() -> None:
    pairs = (
        PairAgreement(MIRA, JONAS, agreement(0.76)),
        PairAgreement(MIRA, ZARA, agreement(0.8)),
    )
    objects = (
        Part("recognition", "Recognition", agreement(0.7)),
        Part("aid_and_economy", "Aid and economy", agreement(0.71)),
    )
    words = read(report(pairs=pairs, by_object=objects))
    assert "weakest_pair" not in words
    assert "the 2 pairs do not differ clearly" in words["pairs_alike"]
    assert "weakest_object" not in words
    assert "the 2 objects do not differ clearly" in words["objects_alike"]


def of_attributes(**alphas: Figure) -> Agreement:
    """Return an agreement with these attributes."""
    stance = agreement().attributes[0]
    found = tuple(
        replace(stance, key=key, figures={one.key: alpha for one in MEASURES})
        for key, alpha in alphas.items()
    )
    return replace(agreement(), attributes=found)


def test_the_attribute_in_which_they_agree_least_is_named() -> None:
    overall = of_attributes(
        stance=figure(0.52), conditional=figure(0.21), relevance=figure(0.3), object=figure(0.82)
    )
    assert read(report(overall=overall))["weakest_attribute"] == (
        "Of 4 attributes, each on at least 10 units, agreement is lowest in Conditional: alpha 0.21"
        " [0.16, 0.26]. The interval of Relevance, 0.30 [0.25, 0.35], overlaps with it. The highest"
        " is Object: 0.82 [0.77, 0.87]."
    )


def test_several_that_overlap_with_the_lowest_are_named_with_it() -> None:
    overall = of_attributes(
        stance=figure(0.25), conditional=figure(0.21), relevance=figure(0.3), object=figure(0.82)
    )
    words = read(report(overall=overall))["weakest_attribute"]
    assert (
        "lowest in Conditional: alpha 0.21 [0.16, 0.26]. The intervals of Stance, 0.25"
        " [0.20, 0.30], and Relevance, 0.30 [0.25, 0.35], overlap with it."
    ) in words


def test_attributes_within_noise_are_not_singled_out() -> None:
    words = read(report(overall=of_attributes(stance=figure(0.5), conditional=figure(0.55))))
    assert "weakest_attribute" not in words
    assert "The 2 attributes do not differ clearly" in words["attributes_alike"]
    assert "Stance, 0.50 [0.45, 0.55]" in words["attributes_alike"]


def test_attributes_without_a_figure_or_an_interval_are_not_compared() -> None:
    undefined = of_attributes(stance=figure(0.5), conditional=figure(None), object=figure(0.9))
    assert "Of 2 attributes" in read(report(overall=undefined))["weakest_attribute"]
    bare = of_attributes(stance=Figure(0.2), object=figure(0.9))
    assert {"weakest_attribute", "attributes_alike"}.isdisjoint(read(report(overall=bare)))


def test_without_intervals_nothing_is_singled_out() -> None:
    def bare(alpha: float) -> Agreement:
        stance = agreement().attributes[0]
        figures = {one.key: Figure(alpha) for one in MEASURES}
        return replace(agreement(), attributes=(replace(stance, figures=figures),))

    pairs = (PairAgreement(MIRA, JONAS, bare(0.1)), PairAgreement(MIRA, ZARA, bare(0.9)))
    assert {"weakest_pair", "pairs_alike"}.isdisjoint(read(report(pairs=pairs)))


def test_small_parts_of_a_large_whole_are_told_of() -> None:
    batches = (
        Part("1", "Spring", agreement(), articles=12, stories=12),
        Part("2", "Summer", agreement(), articles=50, stories=40),
    )
    gold = (AgainstGold(MIRA, agreement(stories=9), {}),)
    words = read(report(by_batch=batches, gold=gold))["few_stories_in_parts"]
    assert words.endswith("1 of 2 batches, 1 of 1 annotators against gold.")


def test_confidence_that_tells_nothing_is_said() -> None:
    falling = (step("low", 19, 20), step("high", 1, 8))
    gold = (AgainstGold(MIRA, agreement(), {"confidence": falling}),)
    assert read(report(gold=gold))["not_calibrated"].endswith("less often, not more.")
    unclear = (step("low", 3, 4), step("high", 9, 10))
    gold = (AgainstGold(MIRA, agreement(), {"confidence": unclear}),)
    assert "do not differ clearly" in read(report(gold=gold))["calibration_unclear"]


def test_nothing_but_what_is_missing() -> None:
    found = readings(report(missing="one_annotator"), "stance", Targets())
    assert found == (Reading("missing", {"reason": "one_annotator"}),)
    assert "at least two" in read(report(missing="one_annotator"))["missing"]


def test_no_sentence_says_why() -> None:
    pairs = (
        PairAgreement(MIRA, JONAS, agreement(0.5)),
        PairAgreement(MIRA, ZARA, agreement(0.8)),
    )
    overall = of_attributes(stance=figure(0.5), conditional=figure(0.1), object=figure(0.9))
    found = {**read(report(pairs=pairs)), **read(report(overall=overall))}
    assert {"weakest_pair", "weakest_attribute"} <= set(found)
    for sentence in found.values():
        for word in ("because", "due to", "caused", "owing", "therefore", "leads to"):
            assert word not in sentence
