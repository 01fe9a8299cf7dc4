"""Reports of agreement with made-up figures, for the charts."""

import uuid
from collections.abc import Mapping, Sequence
from itertools import combinations

from annotator.domain.agreement.measures import COEFFICIENTS
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
from annotator.domain.codebook import About, Codebook, Scope
from annotator.services.codebooks import default_codebook

NAMES = ("Mira Sorel", "Jonas Reit", "Chidi Okoye", "Alva Lind")
STANCES = ("supports", "ambivalent", "no_position", "opposes", "unclear")
COUNTS = (
    (118.0, 14.0, 5.0, 1.0, 2.0),
    (11.0, 74.0, 9.0, 4.0, 3.0),
    (4.0, 12.0, 131.0, 5.0, 6.0),
    (1.0, 5.0, 4.0, 83.0, 2.0),
    (1.0, 3.0, 5.0, 1.0, 12.0),
)


def figure(value: float | None, half: float | None = 0.03, reason: str | None = None) -> Figure:
    """Return a figure with an interval of that half width; None for no interval."""
    if value is None:
        return Figure(None, None, reason or "no_units")
    interval = None if half is None else (round(value - half, 3), round(min(1.0, value + half), 3))
    return Figure(value, interval, None)


def score(f1: float, half: float | None, *, two: bool) -> MatchingScore:
    side = figure(f1, half) if two else figure(None, reason="two_annotators_only")
    return MatchingScore(side, side, figure(f1, half))


def agreement(
    annotators: Sequence[uuid.UUID],
    alpha: float = 0.75,
    half: float | None = 0.03,
    *,
    stories: int = 240,
    codebook: Codebook | None = None,
) -> Agreement:
    """Return one whose attributes are those of the codebook, around an alpha."""
    two = len(annotators) == 2
    codebook = codebook or default_codebook()
    found = []
    for at, attribute in enumerate(codebook.attributes):
        if attribute.about is About.ANNOTATOR:
            continue
        here = round(alpha - 0.03 * at, 3)
        figures = {}
        for key in COEFFICIENTS:
            applies = two or key not in ("cohen_kappa", "scott_pi")
            applies = applies and "weighted" not in key and "ac2" not in key
            figures[key] = (
                figure(here + 0.01, half) if applies else figure(None, reason="not_ordered")
            )
        figures["labelled_f1"] = figure(here - 0.05, half)
        figures["percent"] = figure(min(0.99, here + 0.08), half)
        confusion = None
        if attribute.key == "stance":
            confusion = Confusion(STANCES, COUNTS)
        elif attribute.values:
            keys = tuple(one.key for one in attribute.values)
            confusion = Confusion(
                keys, tuple(tuple(40.0 if a == b else 3.0 for b in keys) for a in keys)
            )
        found.append(
            AttributeAgreement(
                attribute.key,
                attribute.scope,
                "nominal",
                240 if attribute.scope is Scope.ARTICLE else 516,
                480 if attribute.scope is Scope.ARTICLE else 1032,
                figures,
                confusion,
            )
        )
    return Agreement(
        tuple(annotators),
        stories,
        stories,
        Matching(
            score(0.69, half, two=two),
            score(0.84, half, two=two),
            score(0.9, half, two=two),
            516,
            104,
        ),
        Unitizing(figure(alpha - 0.05, half), {"supports": figure(0.6, half)}, 0),
        tuple(found),
    )


def report(
    annotators: int = 4,
    *,
    batches: int = 6,
    half: float | None = 0.03,
    stories: int = 240,
    gold: bool = True,
) -> AgreementReport:
    """Return a report; ``half`` None: points only."""
    people = [uuid.uuid5(uuid.NAMESPACE_OID, name) for name in NAMES[:annotators]]
    steps = (0.75, 0.79, 0.82, 0.73, 0.64, 0.77)
    pairs = tuple(
        PairAgreement(a, b, agreement((a, b), steps[at], half))
        for at, (a, b) in enumerate(combinations(people, 2))
    )

    def part(key: str, name: str, alpha: float, codebook: str = "default@1") -> Part:
        return Part(key, name, agreement(people, alpha, half, stories=40), (codebook,), 40, 40)

    calibration: Mapping[str, tuple[CalibrationStep, ...]] = {
        "confidence": (
            CalibrationStep("low", 11, 22, (0.31, 0.69)),
            CalibrationStep("medium", 64, 90, (0.61, 0.80)),
            CalibrationStep("high", 131, 145, (0.84, 0.94)),
        )
    }
    return AgreementReport(
        agreement(people, 0.75, half, stories=stories),
        pairs,
        by_object=tuple(
            part(key, key, 0.7 + 0.02 * at)
            for at, key in enumerate(one.key for one in default_codebook().attributes[1].values[:4])
        ),
        by_origin=(part("manual", "manual", 0.74), part("suggestion", "suggestion", 0.79)),
        by_round=(part("r1", "Main", 0.75),),
        by_batch=tuple(
            part(
                f"b{at}",
                f"Batch {at}",
                0.56 + 0.05 * at,
                "default@1" if at <= 3 else "default@2",
            )
            for at in range(1, batches + 1)
        ),
        gold=tuple(
            AgainstGold(one, agreement((one, uuid.UUID(int=0)), 0.8, half), calibration)
            for one in (people if gold else ())
        ),
        drift=(Drift(people[0], "Main", "Drift, June", agreement(people[:2], 0.7, half)),)
        if gold
        else (),
        codebooks=("default@1", "default@2") if batches > 3 else ("default@1",),
        names=dict(zip(people, NAMES, strict=False)),
    )
