"""The article under adjudication: lanes, the current item word by word, marking words."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QHelpEvent, QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.domain.adjudication.item import DifferenceKind, Item, ItemState
from annotator.domain.annotation_sets import SetState
from annotator.domain.decisions import Subject
from annotator.domain.text.spans import Span, SpanRole
from annotator.services.adjudication.bulk import accept_exact
from annotator.services.adjudication.deciding import decide
from annotator.services.adjudication.reading import Adjudication
from annotator.ui.theme import Theme
from annotator.ui.widgets.adjudication.adjudication_article import AdjudicationArticle
from annotator.ui.widgets.adjudication.comparison_marks import (
    alone_letters,
    bars_of,
    compared,
    in_text,
    item_value,
    marks_of,
)
from annotator.ui.widgets.article_view import LaneBar, LaneLook
from tests.ui.adjudication.queue_and_article.conftest import CODEBOOK, Table, item_with

Collect = Callable[[object], list[object]]


@pytest.fixture
def shown(table: Table) -> Adjudication:
    return table.article("Ekdahl: no handshake")


def picture(article: AdjudicationArticle) -> QImage:
    QApplication.processEvents()
    return article.view.viewport().grab().toImage()


def bars(article: AdjudicationArticle, item: Item) -> dict[int, QRect]:
    """Return where an item's bars are, by lane, in the viewport."""
    top = article.view.verticalScrollBar().value()
    return {
        one.bar.lane: one.rect.translated(0, -top).toRect()
        for one in article.view._lane_bars()
        if one.mark_id == item.id
    }


def press(article: AdjudicationArticle, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    del article


# What is compared


def test_parts_are_cut_where_not_the_same_people_marked(shown: Adjudication) -> None:
    text = shown.article.text
    for item in in_text(shown):
        content, contested = compared(shown, item)
        spans = [one.span for one in content]
        assert spans == sorted(spans)
        for part in spans:
            whose = [
                person
                for person, own in item.candidates.items()
                if any(one.span.overlaps(part) for one in own.content)
            ]
            if part in contested:
                assert len(whose) < len(shown.coders)
            assert whose
        everything = {at for one in spans for at in range(one.start, one.end)}
        for own in item.candidates.values():
            assert {at for s in own.content for at in range(s.start, s.end)} <= everything
        assert all(one.quote == text[one.start : one.end] for one in content)


def test_quotation_marks_alone_are_not_contested(table: Table) -> None:
    found = 0
    for line in table.lines():
        shown = table.read(line.article_id)
        item = shown.item(line.id)
        if item is None or len(item.candidates) < 2:
            continue
        for part in compared(shown, item)[1]:
            assert any(letter.isalnum() for letter in part.quote(shown.article.text))
            found += 1
    assert found


def test_where_one_has_nothing_all_is_contested(shown: Adjudication) -> None:
    item = item_with(shown, DifferenceKind.MISSING)
    content, contested = compared(shown, item)
    assert {one.span for one in content} == contested
    (alone,) = alone_letters(shown, item)
    (person,) = item.candidates
    assert alone == next(one.letter for one in shown.coders if one.person_id == person)


def test_who_could_not_code_the_article_has_overlooked_nothing(shown: Adjudication) -> None:
    item = item_with(shown, DifferenceKind.MISSING)
    (person,) = item.candidates
    unable = tuple(
        one if one.person_id == person else replace(one, state=SetState.CANNOT_CODE)
        for one in shown.coders
    )
    without = replace(shown, coders=unable, items=(replace(item, differences=()),))
    assert not compared(without, without.items[0])[1]
    assert [one.look for one in bars_of(without)] == [LaneLook.VALUE]


def test_values_are_gold_then_agreed_then_open(table: Table) -> None:
    primary = CODEBOOK.primary
    shown = table.article("communiqué leaves")
    exact = next(one for one in in_text(shown) if one.state is ItemState.EXACT)
    assert item_value(exact, primary) is not None
    differing = next((one for one in in_text(shown) if primary.key not in one.agreed), None)
    assert differing is not None
    assert item_value(differing, primary) is None
    assert item_value(replace(exact, state=ItemState.CHECK), primary) is None
    accept_exact(table.project, table.actor, table.round_id, shown.article.article.id)
    for item in table.read(shown.article.article.id).items:
        if item.gold is not None:
            before = shown.item(item.id)
            assert before is not None
            assert item_value(item, primary) == item_value(before, primary)
            break
    else:
        pytest.fail("nothing was accepted")


def test_a_blind_check_shows_the_passage_and_no_more(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    exact = next(one for one in in_text(shown) if one.state is ItemState.EXACT)

    def painted(value: str) -> QImage:
        work = {
            person: replace(own, values={**own.values, CODEBOOK.primary.key: value})
            for person, own in exact.candidates.items()
        }
        item = replace(exact, state=ItemState.CHECK, candidates=work)
        other = replace(shown, items=(item,))
        assert bars_of(other) == ()
        labels = [one.label for one in CODEBOOK.primary.values]
        said = [one.label for one in marks_of(other, None)]
        assert not any(label in words for label in labels for words in said)
        article.show_adjudication(other, None)
        return picture(article)

    assert painted("supports") == painted("opposes")


# What is shown


def test_lanes_stand_beside_the_lines_of_each_coders_words(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    article.show_adjudication(shown, None)
    picture(article)
    item = item_with(shown, DifferenceKind.BOUNDARY)
    article.show_adjudication(shown, item.id)
    picture(article)
    found = bars(article, item)
    assert [*found] == [0, 1]
    assert found[0].right() < found[1].left()
    middles = article.view.lane_middles()
    assert article.heads.letters == ("A", "B")
    view_top = article.view.verticalScrollBar().value()
    for lane, coder in enumerate(shown.coders):
        own = item.candidates[coder.person_id]
        first = article.view._overlay.line_box(own.content[0].start)[0] - view_top
        last = article.view._overlay.line_box(own.content[-1].end - 1)[1] - view_top
        assert found[lane].top() == pytest.approx(first, abs=1)
        assert found[lane].bottom() == pytest.approx(last, abs=2)
        assert abs(found[lane].center().x() - middles[lane]) <= 12


def test_a_click_on_a_lane_or_in_the_text_tells_the_item(
    article: AdjudicationArticle, shown: Adjudication, collected: Collect
) -> None:
    item = item_with(shown, DifferenceKind.MISSING)
    article.show_adjudication(shown, item.id)
    picture(article)
    clicked = collected(article.item_clicked)
    viewport = article.view.viewport()
    for place in bars(article, item).values():
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place.center())
        QTest.qWait(1)
    assert clicked == [item.id, item.id]
    (own,) = item.candidates.values()
    article.view.set_selection(own.content[0].span)
    words = article.view.selection_rects()[0]
    article.view.clear_selection()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=words.center())
    assert clicked[-1] == item.id


def test_bars_say_who_marked_what(
    article: AdjudicationArticle, shown: Adjudication, qtbot: QtBot
) -> None:
    item = item_with(shown, DifferenceKind.MISSING)
    article.show_adjudication(shown, item.id)
    picture(article)
    said = []
    for place in bars(article, item).values():
        at = place.center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, article.view.viewport().mapToGlobal(at))
        QApplication.sendEvent(article.view.viewport(), event)
        qtbot.waitUntil(lambda: bool(QToolTip.text()))
        said.append(QToolTip.text())
        QToolTip.hideText()
    assert sum("marked nothing here" in one for one in said) == 1
    assert all(one.startswith(f"Coder {letter}") for one, letter in zip(said, "AB", strict=True))
    for coder in shown.coders:
        assert not any(coder.name in one for one in said)


def test_no_name_of_a_coder_is_shown_anywhere(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    article.show_adjudication(shown, in_text(shown)[0].id)
    said = [
        article.heads.accessibleName(),
        article.heads.accessibleDescription(),
        *(one.label for one in bars_of(shown)),
        *(one.label for one in marks_of(shown, None)),
    ]
    for coder in shown.coders:
        assert not any(coder.name in one for one in said)
    assert article.head.names.accessibleName() == "Coder names hidden"


def test_the_current_item_is_outlined_and_hatched(
    article: AdjudicationArticle, shown: Adjudication, theme: Theme
) -> None:
    item = next(
        one
        for one in in_text(shown)
        if len(one.candidates) == 2
        and compared(shown, one)[1]
        and len(compared(shown, one)[0]) > len(compared(shown, one)[1])
    )
    article.show_adjudication(shown, None)
    plain = picture(article)
    article.show_adjudication(shown, item.id)
    QTest.qWait(200)  # the flash is over
    image = picture(article)
    assert image != plain
    content, contested = compared(shown, item)
    tokens = theme.tokens
    for part in content:
        article.view.set_selection(part.span)
        rect = article.view.selection_rects()[0]
        article.view.clear_selection()
        image = picture(article)
        rim = {
            image.pixelColor(rect.center().x(), y).name()
            for y in (*range(rect.top() - 2, rect.top() + 3),)
        }
        expected = tokens.warning if part.span in contested else tokens.accent
        other = tokens.accent if part.span in contested else tokens.warning
        assert any(_near(name, expected.name()) for name in rim), (part, rim)
        assert other.name() not in rim


def test_going_to_another_item_moves_no_line(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    """The text must not jump under the eyes when the adjudicator steps through it."""
    tops = set()
    for item in in_text(shown):
        if item.decision is None:
            article.show_adjudication(shown, item.id)
            picture(article)
            ends = range(0, len(shown.article.text), 40)
            tops.add(tuple(article.view._overlay.line_box(at) for at in ends))
    assert len(tops) == 1


def test_what_was_chosen_has_a_band(article: AdjudicationArticle, shown: Adjudication) -> None:
    item = item_with(shown, DifferenceKind.BOUNDARY)
    before = article.heads
    article.show_adjudication(shown, item.id)
    assert "Gold" not in before.legend
    without = picture(article)
    text = shown.article.text
    (first, *_rest) = item.candidates.values()
    beyond = Span(first.content[-1].end, text.index(" ", first.content[-1].end + 2))
    article.show_adjudication(shown, item.id, [first.content[0].span, beyond])
    assert "Gold" in before.legend
    assert picture(article) != without
    assert marks_of(shown, item.id, [beyond])[in_text(shown).index(item)].chosen == (beyond,)


def test_the_gold_of_a_decided_item_is_what_is_chosen(table: Table, shown: Adjudication) -> None:
    item = item_with(shown, DifferenceKind.BOUNDARY, exactly=True)
    person = shown.coders[1].person_id
    from annotator.domain.adjudication.item import CONTENT, Chosen

    fields = {**item.agreed, CONTENT: Chosen(item.candidates[person].content, person)}
    decide(
        table.project,
        table.actor,
        shown.article.article.id,
        table.round_id,
        item.id,
        fields,
    )
    again = table.read(shown.article.article.id)
    mark = next(one for one in marks_of(again, item.id) if one.id == item.id)
    assert mark.chosen == tuple(one.span for one in item.candidates[person].content)
    plain = next(one for one in marks_of(again, None) if one.id == item.id)
    assert plain.contested is None
    found = again.item(item.id)
    assert found is not None
    assert found.gold is not None
    assert plain.spans == found.gold.spans


def test_an_item_out_of_sight_comes_into_sight(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    article.resize(760, 420)
    items = in_text(shown)
    article.show_adjudication(shown, items[0].id)
    QApplication.processEvents()
    top = article.view.verticalScrollBar().value()
    article.show_adjudication(shown, items[-1].id)
    QApplication.processEvents()
    assert article.view.verticalScrollBar().value() > top
    place = bars(article, items[-1])[0]
    assert article.view.viewport().rect().contains(place.center())
    article.view.verticalScrollBar().setValue(0)
    article.show_adjudication(shown, items[-1].id)  # the same one: somebody is reading elsewhere
    assert article.view.verticalScrollBar().value() == 0


def test_the_articles_own_item_goes_to_the_top(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    article.resize(760, 420)
    own = replace(
        in_text(shown)[0], id=uuid.uuid4(), subject=Subject.ARTICLE, candidates={}, agreed={}
    )
    whole = replace(shown, items=(own, *shown.items))
    article.show_adjudication(whole, in_text(shown)[-1].id)
    article.show_adjudication(whole, own.id)
    assert article.view.verticalScrollBar().value() == 0
    assert all(one.mark_id != own.id for one in bars_of(whole))


def test_right_to_left_lanes_stand_at_the_right(article: AdjudicationArticle, table: Table) -> None:
    shown = table.article("وزیر خارجه")
    item = in_text(shown)[0]
    article.show_adjudication(shown, item.id)
    picture(article)
    _left, right = article.view.column_sides()
    found = bars(article, item)
    assert all(one.left() > right for one in found.values())
    assert found[0].left() > found[1].right()  # A is read first
    assert article.view.viewport().rect().contains(found[0])
    assert article.heads.grab().toImage() is not None


@pytest.mark.parametrize("zoom", [80, 200])
def test_lanes_follow_the_zoom(
    article: AdjudicationArticle, shown: Adjudication, zoom: int
) -> None:
    item = in_text(shown)[0]
    article.show_adjudication(shown, item.id)
    before = bars(article, item)[0]
    article.view.set_zoom(zoom)
    picture(article)
    after = bars(article, item)[0]
    assert (after.width() > before.width()) is (zoom > 100)
    left, right = article.view.column_sides()
    assert after.right() < left < right


def test_many_coders_leave_room_for_the_words(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    coder = shown.coders[0]
    many = tuple(
        replace(coder, person_id=uuid.UUID(int=number + 1), letter=chr(ord("A") + number))
        for number in range(12)
    )
    article.show_adjudication(replace(shown, coders=many), None)
    picture(article)
    left, right = article.view.column_sides()
    assert right - left >= 200
    assert len(article.view.lane_middles()) == 12
    assert min(article.view.lane_middles()) > 0


def test_bars_on_the_same_lines_stand_beside_each_other(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    article.show_adjudication(shown, None)
    picture(article)
    by_lane: dict[int, list[tuple[LaneBar, QRect]]] = {}
    for one in article.view._lane_bars():
        by_lane.setdefault(one.bar.lane, []).append((one.bar, one.rect.toRect()))
    for placed in by_lane.values():
        for bar, rect in placed:
            for other, beside in placed:
                if bar.mark_id != other.mark_id:
                    assert not rect.adjusted(1, 1, -1, -1).intersects(beside)


def test_buttons_trigger_the_windows_actions(
    article: AdjudicationArticle, shown: Adjudication, collected: Collect
) -> None:
    previous, following = QAction("Previous article"), QAction("Next article")
    article.use_actions(previous, following)
    article.show_adjudication(shown, None)
    assert article.head.title.text == shown.article.article.title
    pressed = collected(following.triggered)
    QTest.mouseClick(article.head.following, Qt.MouseButton.LeftButton)
    assert len(pressed) == 1
    previous.setEnabled(False)
    assert not article.head.previous.isEnabled()


def test_a_long_title_is_whole_in_its_tool_tip(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    article.show_adjudication(shown, None)
    article.resize(760, 500)
    QApplication.processEvents()
    assert article.head.title.toolTip() == ""
    article.resize(330, 500)
    QApplication.processEvents()
    assert "no regrets" in article.head.title.toolTip()


def test_where_room_is_scarce_the_title_has_it(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    article.show_adjudication(shown, None)
    widths = []
    for width in (760, 360):
        article.resize(width, 500)
        QApplication.processEvents()
        widths.append(article.head.names.width())
    assert widths[1] < 40 < widths[0]


# Marking


def test_words_are_marked_with_the_keyboard_alone(
    article: AdjudicationArticle, shown: Adjudication, collected: Collect
) -> None:
    article.show_adjudication(shown, in_text(shown)[0].id)
    marked, left = collected(article.span_marked), collected(article.marking_left)
    article.begin_marking(SpanRole.CONTENT)
    assert article.view.hasFocus()
    assert "Enter" in article.hint.words
    press(article, Qt.Key.Key_Return)
    assert marked == []  # nothing is selected yet
    assert article.marking is SpanRole.CONTENT
    for _ in range(6):
        QTest.keyClick(
            article.view,
            Qt.Key.Key_Right,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    wanted = article.selected_span()
    assert wanted is not None
    assert article.marking_button.isVisible()
    press(article, Qt.Key.Key_Return)
    assert marked == [wanted]
    assert left == []
    assert article.marking is None
    assert article.selected_span() is None
    assert not article.hint.isVisible()
    assert not article.marking_button.isVisible()


def test_words_are_marked_with_the_mouse_alone(
    article: AdjudicationArticle, shown: Adjudication, collected: Collect
) -> None:
    item = in_text(shown)[0]
    article.show_adjudication(shown, item.id)
    marked = collected(article.span_marked)
    article.begin_marking(SpanRole.SOURCE)
    (first, *_others) = item.candidates.values()
    span = first.content[0].span
    article.view.set_selection(span)
    QApplication.processEvents()
    button = article.marking_button
    assert button.isVisible()
    assert article.view.viewport().rect().contains(button.geometry())
    assert not any(button.geometry().intersects(one) for one in article.view.selection_rects())
    QTest.mouseClick(button.button, Qt.MouseButton.LeftButton)
    assert marked == [span]


@pytest.mark.parametrize("by_key", [True, False])
def test_marking_can_be_left(
    article: AdjudicationArticle, shown: Adjudication, collected: Collect, by_key: bool
) -> None:
    article.show_adjudication(shown, None)
    left, marked = collected(article.marking_left), collected(article.span_marked)
    article.begin_marking(SpanRole.CUE)
    if by_key:
        press(article, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(article.hint.leave, Qt.MouseButton.LeftButton)
    assert len(left) == 1
    assert marked == []
    assert article.marking is None
    article.leave_marking()
    assert len(left) == 1


def test_marking_takes_enter_before_the_window_does(
    article: AdjudicationArticle, shown: Adjudication, collected: Collect
) -> None:
    shortcut = QShortcut(Qt.Key.Key_Return, article)
    pressed = collected(shortcut.activated)
    article.show_adjudication(shown, None)
    marked = collected(article.span_marked)
    article.begin_marking(SpanRole.CONTENT)
    article.view.set_selection(Span(0, 6))
    press(article, Qt.Key.Key_Return)
    assert len(marked) == 1
    assert pressed == []
    press(article, Qt.Key.Key_Return)
    assert len(pressed) == 1


def test_another_article_ends_the_marking(
    article: AdjudicationArticle, table: Table, shown: Adjudication, collected: Collect
) -> None:
    article.show_adjudication(shown, None)
    left = collected(article.marking_left)
    article.begin_marking(SpanRole.CONTENT)
    article.show_adjudication(shown, in_text(shown)[0].id)
    assert article.marking is SpanRole.CONTENT
    article.show_adjudication(table.article("Assembly notebook"), None)
    assert len(left) == 1
    assert article.marking is None


def test_the_legend_says_who_alone_marked_words(
    article: AdjudicationArticle, shown: Adjudication
) -> None:
    item = item_with(shown, DifferenceKind.MISSING)
    article.show_adjudication(shown, item.id)
    (alone,) = alone_letters(shown, item)
    assert article.heads.legend == ("Both marked", f"Only {alone}", "Missing")
    article.show_adjudication(shown, None)
    assert article.heads.legend[1] == "Only one"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_is_painted_in_high_contrast_too(
    article: AdjudicationArticle, shown: Adjudication, theme: Theme, mode: str
) -> None:
    item = item_with(shown, DifferenceKind.BOUNDARY)
    article.show_adjudication(shown, item.id)
    before = picture(article)
    theme.mode = "dark" if mode == "dark" else "light"
    theme.contrast = "high"
    assert picture(article) != before
    assert not picture(article).isNull()
    assert article.heads.grab().width() == article.width()


def test_the_middle_of_nothing(article: AdjudicationArticle) -> None:
    """Before anything is shown the widget stands and keys do no harm."""
    assert article.shown is None
    assert article.selected_span() is None
    press_at = QPoint(5, 5)
    QTest.mouseClick(article.view.viewport(), Qt.MouseButton.LeftButton, pos=press_at)
    article.leave_marking()
    assert article.current is None


def _near(one: str, other: str, within: int = 40) -> bool:
    """Tell whether two colours are nearly the same (edges are softened)."""
    return all(
        abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= within for at in (1, 3, 5)
    )
