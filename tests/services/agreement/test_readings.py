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
from annotator.services.codebooks import default_codebook

MIRA, JONAS, ZARA = (uuid.UUID(int=one) for one in (1, 2, 3))
NAMES = {MIRA: "Mira Sorel", JONAS: "Jonas Reit", ZARA: "Zahra Halimi"}
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
    assert most_confused(CONFUSION) == ("supports", "ambivalent", 8, 11)
    agreed = Confusion(("a", "b"), ((3, 0), (0, 4)))
    assert most_confused(agreed) is None


def test_sentences_of_two() -> None:
    words = read(report())
    assert words["found"] == (
        "Did they find the same? F1 0.75 [0.70, 0.80] with at least half of the characters in"
        " common (0.90 with any, 0.60 with the same boundaries); 7 attributions stand alone. By its"
        " lower bound: reaches the project’s target."
    )
    assert "alpha 0.70 [0.65, 0.75] on 52 units" in words["said"]
    assert "too low to rely on" in words["said"]
    assert words["confused"].endswith("Supports against Ambivalent: 8 of 11.")
    assert "few_stories" not in words


def test_of_three_counts_are_of_pairs() -> None:
    """What stands alone is counted in each pair, and coincidences are no units."""
    three = replace(agreement(), annotators=(MIRA, JONAS, ZARA))
    words = read(report(overall=three))
    assert "pair by pair of annotators, 7 times an attribution stands alone" in words["found"]
    assert words["confused"].endswith("Supports against Ambivalent: 73 %.")


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
    steps = (CalibrationStep("low", 1, 4, None), CalibrationStep("high", 9, 10, None))
    gold = (AgainstGold(MIRA, agreement(), {"confidence": steps}),)
    drift = (Drift(JONAS, "Main", "Again", agreement(0.77)),)
    words = read(report(pairs=pairs, by_object=objects, by_origin=origins, gold=gold, drift=drift))
    assert "Mira Sorel and Jonas Reit agree least in Stance: alpha 0.50" in words["weakest_pair"]
    assert "lowest where the object is Recognition: alpha 0.40" in words["weakest_object"]
    assert "is 0.60 where all marked it by hand, and 0.70" in words["origins"]
    assert "right in 25 % where" in words["calibrated"]
    assert "Again after Main: alpha 0.77" in words["drift"]


def test_confidence_that_tells_nothing_is_said() -> None:
    steps = (CalibrationStep("low", 9, 10, None), CalibrationStep("high", 1, 4, None))
    gold = (AgainstGold(MIRA, agreement(), {"confidence": steps}),)
    assert "does not tell right from wrong" in read(report(gold=gold))["not_calibrated"]


def test_nothing_but_what_is_missing() -> None:
    found = readings(report(missing="one_annotator"), "stance", Targets())
    assert found == (Reading("missing", {"reason": "one_annotator"}),)
    assert "at least two" in read(report(missing="one_annotator"))["missing"]


def test_no_sentence_says_why() -> None:
    pairs = (
        PairAgreement(MIRA, JONAS, agreement(0.5)),
        PairAgreement(MIRA, ZARA, agreement(0.8)),
    )
    for sentence in read(report(pairs=pairs)).values():
        for word in ("because", "due to", "caused", "owing", "therefore", "leads to"):
            assert word not in sentence
