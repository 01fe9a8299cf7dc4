"""From what was handed in to figures that were worked out by hand."""

import uuid
from collections.abc import Callable

import pytest

from annotator.domain.agreement.results import AgreementReport, AttributeAgreement
from annotator.domain.errors import Cancelled, NotAllowed
from annotator.domain.people import Actor, RoundPurpose
from annotator.services import annotating, article_work
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.computing import (
    agreement,
    at_hand,
    collect,
    points,
    with_intervals,
)
from annotator.services.managing.rounds import add_round, rounds
from tests.services.coded import (
    PLAN,
    TALK,
    both_coded,
    hand_in,
    hand_in_again,
    mark,
    third,
)
from tests.services.world import TEXTS, World, raw, span_of

NO_INTERVALS = AgreementChoice(interval=IntervalMethod.NONE)


def figures(world: World, **chosen: object) -> AgreementReport:
    choice = AgreementChoice(interval=IntervalMethod.NONE, **chosen)  # type: ignore[arg-type]
    return agreement(world.project, world.manager, choice)


def stance(report: AgreementReport) -> AttributeAgreement:
    found = report.overall.attribute("stance")
    assert found is not None
    return found


def value(one: AttributeAgreement, key: str) -> float | None:
    return one.figures[key].value


def test_two_units_by_hand(world: World) -> None:
    """Mira has supports, opposes; Jonas opposes, opposes."""
    both_coded(world)
    report = figures(world)
    one = stance(report)
    assert (one.units, one.values) == (2, 4)
    assert value(one, "percent") == 0.5
    # By chance they agree in 1/2 x 0 + 1/2 x 1.
    assert value(one, "cohen_kappa") == 0
    # Pooled, supports has 1/4 and opposes 3/4: 1/16 + 9/16 = 5/8; (1/2 - 5/8) / (3/8).
    assert value(one, "scott_pi") == pytest.approx(-1 / 3)
    # Observed 2 of 4 disagreeing; expected 2 x 1 x 3 of 4 x 3.
    assert value(one, "krippendorff_alpha_nominal") == pytest.approx(0)
    assert value(one, "labelled_f1") == 0.5
    assert report.overall.matching.exact.f1.value == 1
    assert one.confusion is not None
    cells = dict(zip(one.confusion.values, one.confusion.counts, strict=True))
    at = one.confusion.values.index("opposes")
    assert (cells["supports"][at], cells["opposes"][at]) == (1, 1)
    assert report.missing is None
    assert [(one.a, one.b) for one in report.pairs] == [
        (world.mira.person_id, world.jonas.person_id)
    ]


def test_nothing_found_counts(world: World) -> None:
    both_coded(world)
    hand_in(world, world.mira, 1)
    mark(world, world.jonas, "Let it through", "Zahra Halimi", 1)
    hand_in(world, world.jonas, 1)
    overall = figures(world).overall
    assert (overall.articles, overall.stories) == (2, 2)
    matching = overall.matching
    assert (matching.matched, matching.unmatched) == (2, 1)
    assert matching.any.f1.value == pytest.approx(2 * 2 / (2 + 3))
    # Of the three that Jonas marked, Mira has two; Jonas has all that Mira marked.
    assert matching.any.precision.value == pytest.approx(2 / 3)
    assert matching.any.recall.value == 1


def test_the_first_submission_counts_for_ever(world: World) -> None:
    pair = both_coded(world)
    before = figures(world)
    hand_in_again(world, world.jonas, pair[1], "stance", "supports")
    assert figures(world) == before
    place = (world.project, world.mira, world.articles[0], world.round_id)
    article_work.reopen(*place)
    annotating.delete_attribution(world.project, world.mira, pair[0].id)
    assert figures(world) == before


def test_a_broken_first_submission_gives_way_to_the_next(world: World) -> None:
    pair = both_coded(world)
    hand_in_again(world, world.jonas, pair[1], "stance", "supports")
    raw(world.path, "UPDATE submission SET snapshot = '{}' WHERE ordinal = 1 AND set_id ="
        " (SELECT set_id FROM submission WHERE ordinal = 2)")  # fmt: skip
    world.reopen()
    assert value(stance(figures(world)), "percent") == 1


def test_what_is_not_handed_in_by_two_is_not_compared(world: World) -> None:
    assert figures(world).missing == "nobody_handed_in"
    mark(world, world.mira)
    hand_in(world, world.mira)
    mark(world, world.jonas)
    assert figures(world).missing == "one_annotator"
    hand_in(world, world.jonas, 1)
    report = figures(world)
    assert report.missing == "no_common_articles"
    assert (report.overall.articles, report.pairs) == (0, ())


def test_one_who_cannot_code_an_article_is_left_out_of_it(world: World) -> None:
    both_coded(world)
    place = (world.project, world.mira, world.articles[1], world.round_id)
    article_work.mark_cannot_code(*place, "text_broken")
    mark(world, world.jonas, "Let it through", "Zahra Halimi", 1)
    hand_in(world, world.jonas, 1)
    assert figures(world).overall.articles == 1


def test_three_have_three_pairs_and_nothing_of_two_at_the_top(world: World) -> None:
    both_coded(world)
    tarek = third(world)
    mark(world, tarek)
    hand_in(world, tarek)
    report = figures(world)
    assert len(report.overall.annotators) == len(report.pairs) == 3
    one = stance(report)
    assert one.figures["cohen_kappa"].reason == "two_annotators_only"
    assert one.figures["krippendorff_alpha_nominal"].value is not None
    assert report.overall.matching.any.precision.value is None
    # Mira and Jonas share two; Tarek has one of each one's two: (2 + 1 + 1) of (4 + 3 + 3) / 2.
    assert report.overall.matching.any.f1.value == pytest.approx(2 * 4 / 10)
    chosen = figures(world, annotators=(world.mira.person_id, tarek.person_id))
    assert set(chosen.overall.annotators) == {world.mira.person_id, tarek.person_id}


def in_round(world: World, name: str, purpose: RoundPurpose) -> uuid.UUID:
    ref = rounds(world.project)[0].codebook
    add_round(world.project, world.manager, name, purpose, ref)
    return next(one.id for one in rounds(world.project) if one.name == name)


def code_in(world: World, actor: Actor, round_id: uuid.UUID, chosen: str) -> None:
    here = (world.project, actor, world.articles[0], round_id)
    values = {"stance": chosen, "confidence": "high"}
    annotating.create_attribution(
        *here,
        [span_of(TEXTS[0], TALK)],
        values=values,
        source=[span_of(TEXTS[0], "Ingrid Valmont")],
    )
    article_work.set_article_value(*here, "relevance", "relevant")
    article_work.mark_done(*here)


def test_training_counts_when_it_is_named(world: World) -> None:
    training = in_round(world, "Training", RoundPurpose.TRAINING)
    for actor in (world.mira, world.jonas):
        code_in(world, actor, training, "supports")
    assert figures(world).missing == "only_training"
    named = figures(world, rounds=(training,))
    assert (named.overall.articles, [one.name for one in named.by_round]) == (1, ["Training"])


def test_rounds_are_compared_within_themselves(world: World) -> None:
    both_coded(world)
    second = in_round(world, "Second", RoundPurpose.MAIN)
    code_in(world, world.mira, second, "supports")
    alone = figures(world)
    assert (stance(alone).units, len(alone.by_round)) == (2, 1)
    code_in(world, world.jonas, second, "supports")
    report = figures(world)
    assert stance(report).units == 3
    assert [one.name for one in report.by_round] == ["Main", "Second"]
    assert [stance_units(one.agreement) for one in report.by_round] == [2, 1]
    assert report.by_round[0].codebooks == ("taliban-cooperation@1",)


def stance_units(found: object) -> int:
    one = found.attribute("stance")  # type: ignore[attr-defined]
    return one.units if one else 0


def test_the_same_coder_again_is_drift(world: World) -> None:
    both_coded(world)
    again = in_round(world, "Again", RoundPurpose.DRIFT)
    code_in(world, world.mira, again, "opposes")
    (one,) = figures(world).drift
    assert (one.annotator, one.earlier, one.later) == (world.mira.person_id, "Main", "Again")
    found = one.agreement.attribute("stance")
    assert found is not None
    assert value(found, "percent") == 0
    # Of the two marked earlier, one again: the earlier round is the reference.
    assert one.agreement.matching.any.precision.value == 1
    assert one.agreement.matching.any.recall.value == 0.5


def test_by_object_takes_units_where_either_gave_it(world: World) -> None:
    for actor, about in ((world.mira, "recognition"), (world.jonas, "aid_and_economy")):
        mark(world, actor, object=about)
        mark(world, actor, PLAN, "Tomas Ekdahl", object="recognition")
        hand_in(world, actor)
    report = figures(world)
    units = {one.key: stance_units(one.agreement) for one in report.by_object}
    assert units == {"recognition": 2, "aid_and_economy": 1}
    assert {one.name for one in report.by_object} >= {"Recognition"}
    for one in report.by_object:
        assert one.agreement.matching.unmatched == 0


def test_by_origin_a_unit_is_manual_where_all_marked_by_hand(world: World) -> None:
    both_coded(world)
    raw(
        world.path,
        'UPDATE submission SET snapshot = replace(snapshot, \'"origin":"manual"\','
        ' \'"origin":"suggestion"\') WHERE ordinal = 1 AND set_id IN'
        " (SELECT id FROM annotation_set WHERE person_id = ?)",
        world.jonas.person_id.bytes,
    )
    world.reopen()
    assert [one.key for one in figures(world).by_origin] == ["suggestion"]


def test_only_managers(world: World) -> None:
    both_coded(world)
    for actor in (world.mira, world.adjudicator):
        for ask in (
            lambda a=actor: at_hand(world.project, a),
            lambda a=actor: collect(world.project, a, NO_INTERVALS),
            lambda a=actor: agreement(world.project, a, NO_INTERVALS),
        ):
            with pytest.raises(NotAllowed, match="agreement_for_managers"):
                ask()


def test_what_can_be_chosen(world: World) -> None:
    both_coded(world)
    found = at_hand(world.project, world.manager)
    (one,) = found.rounds
    assert (one.handed_in, one.double, one.codebooks) == (2, 1, ("taliban-cooperation@1",))
    assert {each.id for each in found.annotators} == {world.mira.person_id, world.jonas.person_id}


def several_stories(world: World) -> None:
    both_coded(world)
    for actor, said in ((world.mira, "supports"), (world.jonas, "supports")):
        mark(world, actor, "Let it through", "Zahra Halimi", 1, stance=said)
        hand_in(world, actor, 1)
        hand_in(world, actor, 2)


def test_intervals_come_after_the_points_and_repeat_with_their_seed(world: World) -> None:
    several_stories(world)
    compared = collect(world.project, world.manager, AgreementChoice(samples=200, seed=5))
    report = points(compared)
    assert report.overall.matching.any.f1.interval is None
    told: list[tuple[int, int | None, str]] = []
    full = with_intervals(compared, report, lambda *one: told.append(one))
    assert told[-1][0] <= (told[-1][1] or 0)
    assert {one[2] for one in told} == {"agreement_intervals"}
    percent = stance(full).figures["percent"]
    assert percent.value == stance(report).figures["percent"].value
    assert percent.interval is not None
    low, high = percent.interval
    assert 0.5 <= low <= 2 / 3 <= high <= 1
    again = agreement(world.project, world.manager, AgreementChoice(samples=200, seed=5))
    assert again == full
    jackknife = AgreementChoice(interval=IntervalMethod.JACKKNIFE)
    assert agreement(world.project, world.manager, jackknife) != full


def _intervals_stopped(world: World, stop: Callable[[], bool]) -> None:
    compared = collect(world.project, world.manager, AgreementChoice(samples=100))
    with_intervals(compared, points(compared), cancelled=stop)


@pytest.mark.parametrize(
    "step",
    [
        lambda w, stop: collect(w.project, w.manager, AgreementChoice(), cancelled=stop),
        lambda w, stop: points(collect(w.project, w.manager, NO_INTERVALS), cancelled=stop),
        _intervals_stopped,
    ],
)
def test_each_step_can_be_stopped(
    world: World, step: Callable[[World, Callable[[], bool]], object]
) -> None:
    several_stories(world)
    with pytest.raises(Cancelled):
        step(world, lambda: True)
