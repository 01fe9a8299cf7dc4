"""The list does not move under one's hands; what a filter shows is what is decided."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.adjudication.item import ItemState
from annotator.ui.adjudicating.kept_order import KeptOrder
from annotator.ui.models.disagreement_model import ArticleHead
from tests.services.adjudicated import hand_in
from tests.services.coded import mark
from tests.services.world import World


def code(world: World) -> None:
    """The first article has the gravest item, and two slight ones; the second is between."""
    for actor, stance in ((world.mira, "supports"), (world.jonas, "opposes")):
        mark(world, actor, "We will talk to them", stance=stance)
        mark(world, actor, "Let it through", "Zahra Halimi", article=1, stance=stance)
    mark(world, world.mira, "the plan was empty", "Tomas Ekdahl", stance="opposes")
    mark(world, world.jonas, "plan was empty", "Tomas Ekdahl", stance="opposes")
    mark(world, world.mira, "We are hungry", "a driver", article=1, stance="opposes")
    for actor in (world.mira, world.jonas):
        hand_in(world, actor)
        hand_in(world, actor, 1)


@pytest.fixture
def bench(enter_as, nothing_drawn):
    return enter_as(coded=code)


def listed(bench) -> list[str]:
    model = bench.screen.queue.model
    return [
        "" if isinstance(row, ArticleHead) else row.quote
        for row in (model._rows[at] for at in range(model.rowCount()))
    ]


def test_an_article_is_finished_before_the_next_comes(bench):
    before = listed(bench)
    here = bench.item.id
    article = bench.screen.presenter.article_id
    bench.take("A")
    bench.decide()
    assert bench.item.id != here
    assert bench.screen.presenter.article_id == article
    left = [one for one in before if one != "We will talk to them"]
    assert [one for one in listed(bench) if one] == [one for one in left if one]


def test_what_comes_later_follows_and_articles_stay_together(bench):
    lines = bench.screen.disagreements.lines
    assert len(lines) >= 3
    order = KeptOrder()
    order.ordered(lines[1:])
    again = order.ordered(reversed(lines))
    assert [one.id for one in again if one.id != lines[0].id] == [one.id for one in lines[1:]]
    articles = [one.article_id for one in again]
    assert len(set(articles)) == sum(
        at == 0 or articles[at - 1] != one for at, one in enumerate(articles)
    )


def test_a_filter_shows_its_first_item_so_that_keys_decide_what_is_listed(bench, qtbot):
    screen = bench.screen
    shown = bench.item
    chip = next(one for one in screen.queue.chips.buttons if one.chip.words == "Boundary")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    bench.settle()
    assert screen.queue.current() is not None
    assert bench.item.id == screen.queue.current().id != shown.id
    bench.take("A")
    bench.decide()
    assert screen.presenter.find(shown.id).state is ItemState.OPEN


def test_a_filter_that_finds_nothing_leaves_nothing_to_decide(bench, qtbot):
    screen = bench.screen
    screen.queue.field.setText("no such words")
    qtbot.waitUntil(lambda: screen.queue.model.item_count == 0, timeout=5_000)
    bench.settle()
    assert screen.presenter.item is None
    assert screen.panel.empty.isVisible()
