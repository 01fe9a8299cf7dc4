"""Where one marked two attributions and another one: nothing false is said, nothing is doubled."""

import pytest

from annotator.domain.adjudication.item import ItemState
from tests.services.adjudicated import hand_in
from tests.services.coded import mark
from tests.services.world import World


def code(world: World) -> None:
    """Mira has in one what Jonas has in two."""
    mark(world, world.mira, "We will talk to them", stance="supports")
    mark(world, world.jonas, "We will", stance="supports")
    mark(world, world.jonas, "talk to them", stance="opposes")
    hand_in(world, world.mira)
    hand_in(world, world.jonas)


@pytest.fixture
def bench(enter_as, nothing_drawn):
    return enter_as(coded=code)


def halves(bench):
    reading = bench.screen.presenter.reading
    found = [one for one in reading.items if one.split_with]
    assert len(found) == 2
    return sorted(found, key=lambda one: -len(one.candidates))


def test_both_halves_say_that_they_share_words(bench):
    for half in halves(bench):
        bench.screen.presenter.select(half.id)
        assert "Shares its words" in bench.screen.panel.state.words
        assert "Only" not in bench.screen.panel.state.words


def test_gold_that_has_the_words_already_is_warned_of_once(bench):
    first, second = halves(bench)
    mira = bench.letter_of(bench.world.mira.person_id)
    bench.screen.presenter.select(first.id)
    bench.screen.panel.table.focus_gold()
    bench.take(mira)
    bench.decide()
    bench.screen.presenter.select(second.id)
    bench.screen.panel.table.focus_gold()
    bench.take(bench.letter_of(bench.world.jonas.person_id))
    assert "Gold already has words of this" in bench.screen.panel.state.words
    bench.decide()
    assert bench.screen.presenter.find(second.id).state is not ItemState.DECIDED
    assert "Decide once more" in bench.notice
    bench.decide()
    assert bench.screen.presenter.find(second.id).state is ItemState.DECIDED
