"""The quotes behind a cell, against gold too; and how sure annotators were when they were right."""

import pytest

from annotator.domain.agreement.reading_words import Labels
from annotator.domain.agreement.results import SPEAKER
from annotator.domain.agreement.verdicts import Targets
from annotator.domain.errors import NotAllowed, Refused
from annotator.domain.people import Actor
from annotator.domain.speakers import SpeakerKind
from annotator.services.agreement.cell_quotes import CellQuote, quotes_behind
from annotator.services.agreement.choice import AgreementChoice, IntervalMethod
from annotator.services.agreement.compared import GOLD
from annotator.services.agreement.computing import collect, points
from annotator.services.agreement.confidence import wilson
from annotator.services.agreement.tables import csv_tables
from annotator.services.agreement.targets import set_targets, targets
from annotator.services.speakers import create_speaker
from annotator.services.undo import revert
from tests.services.coded import (
    TALK,
    article_item,
    both_coded,
    hand_in,
    hand_in_again,
    item_of,
    mark,
    read,
    take,
)
from tests.services.world import World

CHOICE = AgreementChoice(interval=IntervalMethod.NONE)


def behind(
    world: World,
    row: str,
    column: str,
    key: str = "stance",
    between: tuple[Actor, Actor] | None = None,
) -> tuple[CellQuote, ...]:
    compared = collect(world.project, world.manager, CHOICE)
    pair = (between[0].person_id, between[1].person_id) if between else None
    return quotes_behind(world.project, world.manager, compared, key, row, column, pair)


def all_adjudicated(world: World) -> None:
    """Gold has Mira's work."""
    take(world, item_of(read(world), TALK), world.mira, rationale="clear")
    for item in read(world).items:
        if item.id != article_item(read(world)).id and not item.gold:
            take(world, item, world.mira, rationale="clear")
    take(world, article_item(read(world)), world.mira)


def test_a_cell_opens_to_its_quotes(world: World) -> None:
    mine, theirs = both_coded(world)
    (one,) = behind(world, "supports", "opposes", between=(world.mira, world.jonas))
    assert one.quote == TALK
    assert (one.a, one.b) == (world.mira.person_id, world.jonas.person_id)
    assert (one.a_attribution, one.b_attribution) == (mine.id, theirs.id)
    assert (one.a_values["stance"], one.b_values["stance"]) == ("supports", "opposes")
    assert one.a_values["confidence"] == "high"
    assert (one.outlet, one.article_id) == ("Eastgate Wire", world.articles[0])
    assert not one.adjudicated
    assert behind(world, "opposes", "supports", between=(world.mira, world.jonas)) == ()
    (turned,) = behind(world, "opposes", "supports", between=(world.jonas, world.mira))
    assert turned.a == world.jonas.person_id


def test_both_boundaries_are_there(world: World) -> None:
    mark(world, world.mira, "We will talk", stance="supports")
    mark(world, world.jonas, "We will talk to them", stance="opposes")
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)
    (one,) = behind(world, "supports", "opposes", between=(world.mira, world.jonas))
    assert (one.quote, one.b_quote) == ("We will talk", "We will talk to them")
    (whole,) = behind(world, "relevant", "relevant", key="relevance")
    assert (whole.quote, whole.b_quote) == ("", "")


def test_speakers_that_differ_are_named(world: World) -> None:
    for actor, name in ((world.mira, "Ingrid Valmont"), (world.jonas, "Zahra Halimi")):
        made = mark(world, actor)
        create_speaker(
            *(world.project, actor, name, SpeakerKind.NAMED_PERSON),
            article_id=world.articles[0],
            attribution_id=made.id,
        )
        hand_in(world, actor)
    compared = collect(world.project, world.manager, CHOICE)
    report = points(compared)
    labels = Labels(report.names, compared.codebook, report.speakers)
    speaker = report.overall.attribute(SPEAKER)
    assert speaker is not None
    (one,) = speaker.commonest
    assert (one.pairs, speaker.differing, speaker.paired) == (1, 1, 1)
    names = {labels.value(SPEAKER, key) for key in (one.first, one.second)}
    assert names == {"Ingrid Valmont", "Zahra Halimi"}
    for cell in ((one.first, one.second), (one.second, one.first)):
        (quote,) = behind(world, *cell, key=SPEAKER)
        named = [labels.value(SPEAKER, key) for key in cell]
        assert [quote.a_speaker, quote.b_speaker] == named


def test_without_a_pair_both_directions_count(world: World) -> None:
    both_coded(world)
    for cell in (("supports", "opposes"), ("opposes", "supports")):
        (one,) = behind(world, *cell)
        assert (one.a_values["stance"], one.b_values["stance"]) == cell
    (same,) = behind(world, "opposes", "opposes")
    assert same.quote == "Never"
    assert behind(world, "opposes", "unheard_of") == ()


def test_quotes_are_as_they_were_handed_in_first(world: World) -> None:
    pair = both_coded(world)
    hand_in_again(world, world.jonas, pair[1], "stance", "supports")
    (one,) = behind(world, "supports", "opposes")
    assert one.b_values["stance"] == "opposes"


def test_an_articles_own_value_has_no_quote(world: World) -> None:
    both_coded(world)
    (one,) = behind(world, "relevant", "relevant", "relevance")
    assert (one.quote, one.a_attribution) == ("", None)
    assert one.article_title


def test_gold_is_the_reference(world: World) -> None:
    both_coded(world)
    all_adjudicated(world)
    compared = collect(world.project, world.manager, CHOICE)
    report = points(compared)
    by_person = {one.annotator: one for one in report.gold}
    assert set(by_person) == {world.mira.person_id, world.jonas.person_id}
    for actor, share in ((world.mira, 1.0), (world.jonas, 0.5)):
        one = by_person[actor.person_id]
        found = one.agreement.attribute("stance")
        assert found is not None
        assert found.figures["percent"].value == share
        steps = {step.value: step for step in one.calibration["confidence"]}
        assert list(steps) == ["low", "medium", "high"]
        assert (steps["high"].right, steps["high"].count) == (2 * share, 2)
        assert steps["low"].interval is None
    jonas = world.jonas.person_id
    arguments = (world.project, world.manager, compared, "stance", "supports", "opposes")
    (quote,) = quotes_behind(*arguments, (GOLD, jonas))
    assert (quote.a, quote.adjudicated, quote.quote) == (GOLD, True, TALK)
    assert [one.name for one in csv_tables(report)][-1] == "agreement-calibration.csv"


def test_only_managers_open_a_cell(world: World) -> None:
    both_coded(world)
    compared = collect(world.project, world.manager, CHOICE)
    with pytest.raises(NotAllowed, match="agreement_for_managers"):
        quotes_behind(world.project, world.mira, compared, "stance", "supports", "opposes")


def test_wilson_by_hand() -> None:
    """With z = 1.96 and 8 of 10: centre 0.7168, half width 0.2265."""
    found = wilson(8, 10)
    assert found is not None
    assert found == pytest.approx((0.4902, 0.9433), abs=2e-4)
    assert wilson(0, 0) is None


def test_targets_are_kept_and_can_be_undone(world: World) -> None:
    assert targets(world.project) == Targets()
    changes = set_targets(world.project, world.manager, Targets(0.75, 0.8))
    world.reopen()
    assert targets(world.project) == Targets(0.75, 0.8)
    revert(world.project, world.manager, changes.step.id)
    assert targets(world.project) == Targets()
    with pytest.raises(Refused, match="target_out_of_range"):
        set_targets(world.project, world.manager, Targets(1.2, 0.5))
    with pytest.raises(NotAllowed):
        set_targets(world.project, world.mira, Targets(0.5, 0.5))


def test_tables_have_a_row_for_each_figure(world: World) -> None:
    both_coded(world)
    report = points(collect(world.project, world.manager, CHOICE))
    figures, confusion = csv_tables(report)
    rows = figures.content.decode("utf-8-sig").split("\r\n")
    assert rows[0] == (
        "of,a,b,attribute,value,measure,figure,low,high,units,counted,values,"
        "articles,stories,few_stories,reason"
    )
    assert "all,,,stance,,percent,0.5,,,2,aligned units,4,1,1,1," in rows
    counted = "matched pairs and attributions alone"
    assert f"all,,,,,matching_exact_f1,1.0,,,2,{counted},,1,1,1," in rows
    assert "all,,,stance,,labelled_f1,0.5,,,,,,1,1,1," in rows
    (supports,) = (one for one in rows if one.startswith("all,,,stance,supports,"))
    assert supports.startswith("all,,,stance,supports,ku_alpha,")
    cells = confusion.content.decode("utf-8-sig").split("\r\n")
    assert "pair,Mira Sorel,Jonas Reit,stance,supports,opposes,1" in [
        one.removesuffix(".0") for one in cells
    ]
