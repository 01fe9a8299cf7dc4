"""The adjudicator's queue: by article, the keyboard, filters, what is equal, what is left."""

import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.adjudication.item import TO_DECIDE, DifferenceKind, ItemState, Severity
from annotator.domain.decisions import Outcome, Subject
from annotator.services.adjudication.deciding import discuss
from annotator.services.adjudication.queue import ItemCounts, ItemLine, KindCount
from annotator.ui.models.disagreement_model import (
    ROW_ROLE,
    ArticleHead,
    kind_words,
    spoken,
    values_of,
)
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.disagreement_queue import DisagreementQueue
from annotator.ui.widgets.adjudication.kind_chips import chips_of
from annotator.ui.widgets.adjudication.queue_filter import EXACT, DisagreementFilter
from tests.ui.adjudication.queue_and_article.conftest import (
    CODEBOOK,
    PRIMARY,
    Table,
    state_line,
)

NOTHING = ItemCounts(open=0, by_kind=(), exact=0, check=0, discuss=0, decided=0, stale=0, single=0)
Collect = Callable[[object], list[object]]


@pytest.fixture
def shown(queue: DisagreementQueue, table: Table) -> tuple[ItemLine, ...]:
    lines = table.lines()
    queue.show_counts(table.counts())
    queue.show_lines(lines, CODEBOOK)
    return lines


def press(queue: DisagreementQueue, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    del queue


def current(queue: DisagreementQueue) -> ItemLine:
    line = queue.current()
    assert line is not None
    return line


def rows(queue: DisagreementQueue) -> list[object]:
    model = queue.model
    return [model.data(model.index(at), ROW_ROLE) for at in range(model.rowCount())]


def test_lines_stand_below_their_article(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    heads = [one for one in rows(queue) if isinstance(one, ArticleHead)]
    assert [one.article_id for one in heads] == list(
        dict.fromkeys(line.article_id for line in shown)
    )
    assert sum(one.count for one in heads) == len(shown) == queue.model.item_count
    above: ArticleHead | None = None
    for row in rows(queue):
        if isinstance(row, ArticleHead):
            above = row
        else:
            assert isinstance(row, ItemLine)
            assert above is not None
            assert row.article_id == above.article_id


def test_lines_of_one_article_come_together(queue: DisagreementQueue, table: Table) -> None:
    lines = table.lines()
    mixed = [*lines[::2], *lines[1::2]]
    queue.show_lines(mixed, CODEBOOK)
    heads = [one.article_id for one in rows(queue) if isinstance(one, ArticleHead)]
    assert len(heads) == len(set(heads))


def test_arrows_pass_over_heads_and_tell(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], collected: Collect
) -> None:
    chosen = collected(queue.item_chosen)
    queue.take_keyboard()
    assert chosen == []  # taking the keyboard chooses nothing
    for _ in shown:
        press(queue, Qt.Key.Key_Down)
    assert chosen == list(shown)
    press(queue, Qt.Key.Key_Home)
    assert current(queue) == shown[0]
    press(queue, Qt.Key.Key_Up)
    assert current(queue) == shown[0]
    press(queue, Qt.Key.Key_End)
    assert current(queue) == shown[-1]
    assert queue.list.hasFocus()


def test_a_click_on_a_head_chooses_nothing(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], collected: Collect
) -> None:
    chosen = collected(queue.item_chosen)
    viewport = queue.list.viewport()
    for at, expected in ((0, []), (1, [shown[0]])):
        place = queue.list.visualRect(queue.model.index(at)).center()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        assert chosen == expected


def test_letters_are_left_to_the_window(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    queue.select(shown[0].id)
    queue.take_keyboard()
    for letter in (Qt.Key.Key_J, Qt.Key.Key_X, Qt.Key.Key_A):
        press(queue, letter)
    assert current(queue) == shown[0]


def test_selecting_is_quiet_and_stepping_tells(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], collected: Collect
) -> None:
    chosen = collected(queue.item_chosen)
    assert queue.select(shown[2].id)
    assert chosen == []
    assert queue.select_next()
    assert queue.select_previous()
    assert chosen == [shown[3], shown[2]]
    assert not queue.select(uuid.uuid4())
    assert queue.current() is None
    queue.select(shown[-1].id)
    assert not queue.select_next()
    assert current(queue) == shown[-1]
    queue.select(shown[0].id)
    assert not queue.select_previous()


def test_the_one_before_is_found_when_the_last_article_has_gone(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    left = [one for one in shown if one.article_id == shown[0].article_id]
    assert shown[-1] not in left
    queue.select(shown[-1].id)
    queue.show_lines(left, CODEBOOK)
    assert not queue.select_next()
    assert queue.select_previous()
    assert current(queue) == left[-1]


def test_without_a_current_one_the_first_is_next(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    assert queue.select_next()
    assert current(queue) == shown[0]


@pytest.mark.parametrize("at", [0, 3, 6])
def test_after_a_decision_the_next_is_in_its_place(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], at: int
) -> None:
    queue.select(shown[at].id)
    left = [one for one in shown if one != shown[at]]
    queue.show_lines(left, CODEBOOK)
    assert queue.current() is None
    assert queue.select_next()
    assert current(queue) == shown[at + 1]


def test_the_current_one_stays_when_others_go(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], collected: Collect
) -> None:
    queue.select(shown[9].id)
    chosen = collected(queue.item_chosen)
    queue.show_lines(shown[5:], CODEBOOK)
    assert current(queue) == shown[9]
    assert chosen == []


def test_an_article_is_named_where_its_item_stands(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    second = next(
        one
        for before, one in pairwise(shown)
        if before.article_id == one.article_id and one.article_id != shown[0].article_id
    )
    queue.select(shown[-1].id)
    queue.select(second.id)
    index = queue.model.index_of(second.id)
    seen = queue.list.viewport().rect()
    assert seen.contains(queue.list.visualRect(index))
    assert seen.contains(queue.list.visualRect(queue.model.head_of(index)))


def test_the_list_stays_where_it_was_scrolled_to(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    queue.select(shown[40].id)
    bar = queue.list.verticalScrollBar()
    bar.setValue(bar.value() + 2 * queue.list.sizeHintForRow(1))  # the next one stays in sight
    before = bar.value()
    queue.show_lines([one for one in shown if one != shown[40]], CODEBOOK)
    QApplication.processEvents()
    assert bar.value() == before
    queue.select_next()
    QApplication.processEvents()
    assert bar.value() == before


# Chips


def test_chips_count_each_kind(queue: DisagreementQueue, shown: tuple[ItemLine, ...]) -> None:
    kinds = [one.main.key if one.main else "" for one in shown]
    chips = {one.chip.words: one.chip for one in queue.chips.buttons}
    assert [*chips][:3] == ["All", CODEBOOK.primary.label, "Boundary"]
    assert chips["All"].count == len(shown)
    assert chips[CODEBOOK.primary.label].count == kinds.count(PRIMARY)
    assert chips["Missing"].count == kinds.count("missing")
    assert "Other" not in chips
    assert [one.count for one in chips.values()][1:] == [
        kinds.count(*one.kinds) for one in [*chips.values()][1:]
    ]


def test_more_kinds_than_there_is_room_for_are_put_together(table: Table) -> None:
    kinds = [KindCount(f"attribute:{at}", DifferenceKind.ATTRIBUTE, 20 - at) for at in range(9)]
    counts = replace(NOTHING, open=sum(one.number for one in kinds), by_kind=tuple(kinds))
    *_, last, other = chips_of(counts, CODEBOOK)
    assert last.kinds == {"attribute:4"}
    assert other.words == "Other"
    assert other.count == sum(one.number for one in kinds[5:])
    assert other.kinds == {one.key for one in kinds[5:]}


def test_what_is_decided_is_told_apart_by_who_judged_it(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table
) -> None:
    decided = tuple(
        one._replace(
            state=ItemState.DECIDED,
            outcome=Outcome.UNANIMOUS if at % 3 else Outcome.EDITED,
            gold="supports",
        )
        for at, one in enumerate(shown[:9])
    )
    queue.filter_changed.connect(lambda _wanted: queue.show_lines(decided, CODEBOOK))
    queue.show_states(frozenset({ItemState.DECIDED}))
    chips = {one.chip.words: one for one in queue.chips.buttons}
    assert (chips["All"].chip.count, chips["Judged"].chip.count) == (9, 3)
    assert chips["By rule"].chip.count == 6
    QTest.mouseClick(chips["Judged"], Qt.MouseButton.LeftButton)
    assert queue.model.item_count == 3
    assert "gold: Supports" in spoken(
        next(one for one in decided if one.subject is Subject.ATTRIBUTION), CODEBOOK
    )


def test_the_heading_tells_how_many_of_all_are_shown(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    queue.filter_changed.connect(lambda _wanted: queue.show_lines(shown, CODEBOOK))
    chip = queue.chips.buttons[1]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    queue.show_counts(queue._counts)
    assert queue.head.count.text() == f"{chip.chip.count} of {len(shown)}"


def test_chips_add_up_and_say_what_they_count(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table
) -> None:
    counts = replace(table.counts(), check=3)
    queue.show_counts(counts)
    chips = {one.chip.words: one for one in queue.chips.buttons}
    all_items = chips.pop("All")
    assert all_items.chip.count == sum(one.chip.count for one in chips.values())
    assert f"{counts.open} not decided yet, 3 blind checks" in all_items.toolTip()
    assert all_items.toolTip() in all_items.accessibleName()
    assert "counts once" in chips["Boundary"].toolTip()
    del shown


def test_the_chip_of_blind_checks_shows_them_alone(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table
) -> None:
    blind = state_line(shown[0], ItemState.CHECK)._replace(main=None)
    lines = (blind, *shown[1:])
    queue.filter_changed.connect(lambda _wanted: queue.show_lines(lines, CODEBOOK))
    queue.show_counts(replace(table.counts(), check=1))
    queue.show_lines(lines, CODEBOOK)
    chip = next(one for one in queue.chips.buttons if one.chip.words == "Blind check")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [one.id for one in rows(queue) if isinstance(one, ItemLine)] == [blind.id]
    assert queue.filter.for_services().kind is None


def test_a_chip_filters_by_mouse(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table, collected: Collect
) -> None:
    wanted = collected(queue.filter_changed)
    other = queue.chips.buttons[-1]
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert wanted == [DisagreementFilter(kinds=other.chip.kinds)]
    queue.show_lines(table.lines(queue.filter.for_services()), CODEBOOK)
    found = [one for one in rows(queue) if isinstance(one, ItemLine)]
    assert len(found) == other.chip.count
    assert {one.main.key for one in found if one.main} == other.chip.kinds
    assert len(found) < len(shown)


def test_chips_are_one_stop_and_arrows_move_among_them(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], collected: Collect, table: Table
) -> None:
    wanted = collected(queue.filter_changed)
    queue.field.setFocus()
    press(queue, Qt.Key.Key_Tab)
    assert queue.chips.buttons[0].hasFocus()
    press(queue, Qt.Key.Key_Right)
    assert queue.chips.buttons[1].hasFocus()
    assert wanted == []
    press(queue, Qt.Key.Key_Space)
    assert wanted == [DisagreementFilter(kinds=frozenset({PRIMARY}))]
    assert [one.isChecked() for one in queue.chips.buttons].count(True) == 1
    press(queue, Qt.Key.Key_Return)  # chosen already
    assert len(wanted) == 1
    queue.show_lines(table.lines(queue.filter.for_services()), CODEBOOK)
    assert queue.chips.buttons[1].hasFocus()
    press(queue, Qt.Key.Key_Tab)
    assert queue.list.hasFocus()
    assert queue.model.item_count == sum(
        one.main is not None and one.main.key == PRIMARY for one in shown
    )


def test_chips_wrap_and_none_is_cut(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], theme: Theme
) -> None:
    del shown
    for scale in (1.0, 1.6):
        theme.text_scale = scale
        queue.resize(theme.px(264), theme.px(700))
        QApplication.processEvents()
        places = [one.geometry() for one in queue.chips.buttons]
        assert len({one.top() for one in places}) > 1
        assert all(queue.chips.rect().contains(one) for one in places)
        assert not any(
            one.intersects(other) for one in places for other in places if one is not other
        )
        assert queue.chips.geometry().bottom() < queue.list.mapTo(queue, QPoint(0, 0)).y()


# Words


def test_words_are_filtered_for_when_typing_rests(
    queue: DisagreementQueue,
    shown: tuple[ItemLine, ...],
    table: Table,
    collected: Collect,
    qtbot: QtBot,
) -> None:
    wanted = collected(queue.filter_changed)
    queue.focus_filter()
    assert queue.field.hasFocus()
    QTest.keyClicks(queue.field, " Brask ")
    assert wanted == []
    qtbot.waitUntil(lambda: wanted == [DisagreementFilter(words="Brask")], timeout=2000)
    found = table.lines(queue.filter.for_services())
    assert 0 < len(found) < len(shown)
    queue.show_lines(found, CODEBOOK)
    opened = collected(queue.first_match_wanted)
    press(queue, Qt.Key.Key_Return)
    assert opened == [found[0]]
    assert queue.list.hasFocus()


def test_enter_acts_on_words_at_once(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table
) -> None:
    queue.filter_changed.connect(
        lambda wanted: queue.show_lines(table.lines(wanted.for_services()), CODEBOOK)
    )
    queue.focus_filter()
    QTest.keyClicks(queue.field, "nothing is called so")
    press(queue, Qt.Key.Key_Return)
    assert queue.model.item_count == 0
    button = QApplication.focusWidget()
    assert button is not None
    assert button.property("text") == "Clear filter"
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert queue.field.text() == ""
    assert queue.model.item_count == len(shown)


def test_down_leads_from_the_filter_to_the_list(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], collected: Collect
) -> None:
    chosen = collected(queue.item_chosen)
    queue.focus_filter()
    press(queue, Qt.Key.Key_Down)
    assert queue.list.hasFocus()
    assert chosen == [shown[0]]


# Equal by rule, states, what remains


def test_the_footer_accepts_what_is_equal(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table, collected: Collect
) -> None:
    del shown
    exact = table.counts().exact
    ready, drawn = exact - 3, 3
    assert ready > 1
    counts = replace(table.counts(), acceptable=ready, drawn=drawn)
    queue.show_counts(counts)
    words = f"{counts.exact} exact matches left, {drawn} of them to check blind"
    assert queue.footer.words == words
    assert queue.footer.accept.text() == f"Accept {ready}, leave {drawn} to check"
    asked = collected(queue.accept_wanted)
    queue.footer.accept.setFocus()
    press(queue, Qt.Key.Key_Return)
    assert len(asked) == 1
    queue.show_counts(replace(table.counts(), exact=0))
    assert not queue.footer.accept.isEnabled()
    assert not queue.footer.review.isEnabled()
    queue.show_counts(replace(table.counts(), exact=1, acceptable=1, drawn=0))
    assert queue.footer.accept.text() == "Accept 1 exact match"


def test_the_list_of_what_is_equal_and_back(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table
) -> None:
    queue.filter_changed.connect(
        lambda wanted: queue.show_lines(table.lines(wanted.for_services()), CODEBOOK)
    )
    QTest.mouseClick(queue.footer.review, Qt.MouseButton.LeftButton)
    assert queue.filter == DisagreementFilter(states=EXACT)
    # Those that will be checked blind are not among them.
    counts = table.counts()
    assert 0 < queue.model.item_count == counts.exact - counts.drawn
    assert queue.states.choices[EXACT].text().endswith(f"({queue.model.item_count})")
    assert not queue.chips.isVisible()
    assert queue.states.accessibleName() == "Show: Exact matches"
    QTest.mouseClick(queue.footer.review, Qt.MouseButton.LeftButton)
    assert queue.filter.states == TO_DECIDE
    assert queue.model.item_count == len(shown)
    assert queue.chips.isVisible()


def test_what_is_parked_can_be_shown_alone(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table
) -> None:
    parked = next(one for one in shown if one.subject is Subject.ATTRIBUTION)
    discuss(table.project, table.actor, parked.article_id, table.round_id, parked.id, "For Monday")
    lines = table.lines()
    queue.show_counts(table.counts())
    queue.show_lines(lines, CODEBOOK)
    line = next(one for one in lines if one.id == parked.id)
    assert line.state is ItemState.DISCUSS
    assert "parked for discussion" in spoken(line, CODEBOOK)
    wanted: list[DisagreementFilter] = []
    queue.filter_changed.connect(wanted.append)
    only = frozenset({ItemState.DISCUSS})
    action = queue.states.choices[only]
    assert action.text().endswith("(1)")
    action.trigger()
    assert wanted == [DisagreementFilter(states=only)]
    queue.show_lines(table.lines(wanted[0].for_services()), CODEBOOK)
    assert [one.id for one in rows(queue) if isinstance(one, ItemLine)] == [parked.id]


def test_all_settled_says_what_remains(
    queue: DisagreementQueue, table: Table, collected: Collect
) -> None:
    promoted = collected(queue.promote_wanted)
    queue.show_counts(replace(NOTHING, decided=7, single=2))
    queue.show_lines((), CODEBOOK)
    assert queue._nothing.title == "All settled"
    buttons = {one.text(): one for one in queue._nothing.buttons}
    assert [*buttons] == ["Promote …"]
    queue.take_keyboard()
    press(queue, Qt.Key.Key_Return)
    assert len(promoted) == 1
    queue.show_counts(replace(NOTHING, exact=3))
    (review,) = queue._nothing.buttons
    QTest.mouseClick(review, Qt.MouseButton.LeftButton)
    assert queue.filter.exact
    del table


def test_saying_the_same_again_leaves_the_keyboard_where_it_is(queue: DisagreementQueue) -> None:
    counts = replace(NOTHING, single=2)
    queue.show_counts(counts)
    queue.show_lines((), CODEBOOK)
    queue.take_keyboard()
    focus = QApplication.focusWidget()
    queue.show_counts(replace(counts))
    queue.show_lines((), CODEBOOK)
    assert QApplication.focusWidget() is focus


def test_the_keyboard_is_not_lost_with_the_last_line(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...]
) -> None:
    queue.show_lines(shown[:1], CODEBOOK)
    queue.take_keyboard()
    queue.show_counts(NOTHING)
    queue.show_lines((), CODEBOOK)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()


# What is said and painted


def test_a_line_is_read_aloud_whole(shown: tuple[ItemLine, ...]) -> None:
    line = next(
        one for one in shown if one.main is not None and one.main.kind is DifferenceKind.MISSING
    )
    missing = line.letters[line.values.index(None)]
    said = spoken(line, CODEBOOK)
    assert line.speaker in said
    assert line.quote in said
    assert f"Missing in {missing}" in said
    assert f"{missing}: nothing marked" in said
    labels = [value.label for value in CODEBOOK.primary.values]
    assert any(label in said for label in labels)
    assert any(word in said for word in ("slight", "moderate", "serious", "grave"))


def test_a_blind_check_tells_no_values(shown: tuple[ItemLine, ...]) -> None:
    line = next(one for one in shown if one.subject is Subject.ATTRIBUTION)
    line = line._replace(state=ItemState.CHECK, main=None, severity=Severity.NONE)
    assert kind_words(line, CODEBOOK) == "Blind check"
    assert line.speaker
    assert line.speaker not in spoken(line, CODEBOOK)
    assert values_of(line, CODEBOOK) == (None,) * len(line.letters)
    said = spoken(line, CODEBOOK)
    assert not any(f"{letter}:" in said for letter in line.letters)
    assert not any(value.label in said for value in CODEBOOK.primary.values)


def test_an_article_whose_coders_could_not_code_it_says_why(shown: tuple[ItemLine, ...]) -> None:
    line = next(one for one in shown if one.subject is Subject.ARTICLE and one.main)
    said = spoken(line, CODEBOOK)
    assert "The article as a whole" in said
    reasons = {one.key: one.label for one in CODEBOOK.cannot_code}
    for letter, value in zip(line.letters, line.values, strict=True):
        assert value is not None
        assert f"{letter}: {reasons[value.removeprefix('cannot_code:')]}" in said


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_blind_check_is_painted_the_same_whatever_was_chosen(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], theme: Theme, mode: str
) -> None:
    theme.mode = "dark" if mode == "dark" else "light"
    line = next(one for one in shown if one.main is not None and one.main.key == PRIMARY)
    pictures = []
    for state in (ItemState.CHECK, ItemState.OPEN):
        for values in (("supports", "supports"), ("opposes", "opposes")):
            one = state_line(line, state)._replace(values=values, main=None)
            queue.show_lines([one], CODEBOOK)
            QApplication.processEvents()
            pictures.append(queue.list.viewport().grab().toImage())
    assert pictures[0] == pictures[1]
    assert pictures[2] != pictures[3]


def test_severity_is_the_number_of_bars(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], theme: Theme
) -> None:
    """Not colour alone: the share of the bar that is filled grows with each step."""
    line = next(one for one in shown if one.main is not None)
    filled = []
    for severity in (Severity.SLIGHT, Severity.MODERATE, Severity.SERIOUS, Severity.GRAVE):
        queue.show_lines([line._replace(severity=severity)], CODEBOOK)
        QApplication.processEvents()
        area = queue.list.visualRect(queue.model.index(1))
        image = queue.list.viewport().grab(area).toImage()
        x = theme.px(6 + 8 + 3)
        empty = {theme.tokens.hairline.name(), theme.tokens.side.name()}
        column = [image.pixelColor(x, y).name() for y in range(theme.px(9), theme.px(26))]
        filled.append(sum(one not in empty for one in column))
    assert filled == sorted(set(filled))


def test_ten_thousand_lines_are_shown_at_once(
    queue: DisagreementQueue, shown: tuple[ItemLine, ...], table: Table
) -> None:
    many = [
        shown[number % len(shown)]._replace(
            id=uuid.UUID(int=number),
            article_id=uuid.UUID(int=number // 5),
        )
        for number in range(10_000)
    ]
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        queue.show_lines(many, CODEBOOK)
        queue.list.repaint()
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.1
    assert queue.model.item_count == 10_000
    assert queue.select(many[-1].id)
    assert (
        queue.list.viewport()
        .rect()
        .contains(queue.list.visualRect(queue.list.currentIndex()).center())
    )
    del table
