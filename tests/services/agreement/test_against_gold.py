"""Annotators against gold, and how sure they were: worked out again from what they marked."""

import math

import pytest

from annotator.domain.agreement.results import GoldMade
from annotator.services.adjudication.bulk import promote
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.computing import collect, points
from annotator.services.agreement.confidence import wilson
from annotator.services.agreement.methods_text import methods_text
from tests.services.coded import (
    NEVER,
    TALK,
    article_item,
    both_coded,
    hand_in,
    item_of,
    judge,
    mark,
    read,
    take,
)
from tests.services.world import World, raw

CHOICE = AgreementChoice(interval=IntervalMethod.NONE)


def test_what_was_promoted_is_not_held_against_itself(world: World) -> None:
    """Gold that is one annotator's work would agree with it in everything."""
    mark(world, world.mira)
    hand_in(world, world.mira)
    promote(world.project, judge(world), world.articles[0], world.round_id)
    report = points(collect(world.project, world.manager, CHOICE))
    assert report.gold == ()
    assert report.gold_made == GoldMade(0, 0, 0, 0, 0, 1)
    # Nor with who codes the article later, when others' gold is there.
    mark(world, world.jonas, stance="opposes")
    hand_in(world, world.jonas)
    report = points(collect(world.project, world.manager, CHOICE))
    assert (report.gold, report.overall.articles) == ((), 1)


def adjudicated(world: World, article: int) -> None:
    """Decide everything in an article as Mira has it."""
    for quote in ((TALK, NEVER), ("Let it through",))[article]:
        found = item_of(read(world, article=article), quote)
        take(world, found, world.mira, article, rationale="clear")
    take(world, article_item(read(world, article=article)), world.mira, article)


def test_confidence_is_calibrated_with_wilsons_interval(world: World) -> None:
    """Jonas is right in one of two where sure, in one of one where not."""
    both_coded(world)
    for actor, sure in ((world.mira, "high"), (world.jonas, "low")):
        mark(world, actor, "Let it through", "Zahra Halimi", 1, confidence=sure)
        hand_in(world, actor, 1)
    adjudicated(world, 0)
    adjudicated(world, 1)
    compared = collect(world.project, world.manager, CHOICE)
    report = points(compared)
    (jonas,) = (one for one in report.gold if one.annotator == world.jonas.person_id)
    steps = {one.value: one for one in jonas.calibration["confidence"]}
    assert [(steps[one].right, steps[one].count) for one in ("low", "medium", "high")] == [
        (1, 1),
        (0, 0),
        (1, 2),
    ]
    assert steps["low"].interval == pytest.approx(by_hand(1, 1))
    assert steps["high"].interval == pytest.approx(by_hand(1, 2))
    assert steps["medium"].interval is None
    assert report.gold_made == GoldMade(
        articles=2, stories=2, decided=3, by_rule=0, imported=0, promoted=0
    )
    methods = methods_text(world.project, compared, report)
    assert "its attributions: 3 decided by an adjudicator." in methods
    assert "made from the annotators’ own work" in methods
    assert "(Wilson 1927)" in methods
    assert "Probable inference" in methods


def test_gold_without_a_decision_is_called_imported(world: World) -> None:
    both_coded(world)
    adjudicated(world, 0)
    raw(world.path, "DELETE FROM decision_gold")
    world.reopen()
    compared = collect(world.project, world.manager, CHOICE)
    report = points(compared)
    assert report.gold_made is not None
    assert (report.gold_made.decided, report.gold_made.imported) == (0, 2)
    methods = methods_text(world.project, compared, report)
    assert "2 imported without a decision" in methods
    assert "adjudicated gold" not in methods


def by_hand(right: int, count: int) -> tuple[float, float]:
    """Solve (share - p)^2 = z^2 p (1 - p) / n for p: what Wilson's interval is."""
    z = 1.959963984540054
    a = 1 + z * z / count
    b = -(2 * right / count + z * z / count)
    c = (right / count) ** 2
    root = math.sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@pytest.mark.parametrize(("right", "count"), [(0, 1), (1, 1), (3, 17), (80, 100), (0, 1000)])
def test_wilson_solves_its_equation(right: int, count: int) -> None:
    assert wilson(right, count) == pytest.approx(by_hand(right, count), abs=1e-12)
