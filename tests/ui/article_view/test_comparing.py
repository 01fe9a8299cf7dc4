"""Several people's work in one view: parts that only some marked, what was chosen, lanes."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.theme import LIGHT
from annotator.ui.widgets.article_view import AttributionMark, LaneBar, LaneLook
from annotator.ui.widgets.article_view.lanes import _abreast
from tests.ui.article_view.conftest import ARTICLE, OPPOSES, SUPPORTS, Page

CONTENT, SOURCE = SpanRole.CONTENT, SpanRole.SOURCE
AGREED = "the promise to “share only what saves lives” could not be checked"
MORE = " and would hand Kabul a lever"


@pytest.fixture
def compared(article: Page) -> AttributionMark:
    more = article.quoted(CONTENT, MORE)
    mark = article.mark(
        1,
        OPPOSES,
        article.quoted(CONTENT, AGREED),
        more,
        article.quoted(SOURCE, "Zahra Halimi"),
    )
    mark = replace(mark, contested=frozenset({more.span}))
    article.view.show_attributions([mark])
    article.view.select_attribution(mark.id)
    return mark


def picture(page: Page) -> QImage:
    QApplication.processEvents()
    return page.view.viewport().grab().toImage()


def lines_of(page: Page, words: str) -> list[QRect]:
    page.view.set_selection(page.span(words))
    found = page.view.selection_rects()
    page.view.clear_selection()
    return found


def colours_in(image: QImage, area: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


def bar(page: Page, mark: AttributionMark, lane: int, words: str, **more: object) -> LaneBar:
    return LaneBar(mark.id, lane, page.span(words), **more)  # type: ignore[arg-type]


def places(page: Page) -> list[QRect]:
    return [one.rect.toRect() for one in page.view._lane_bars()]


def test_what_only_some_marked_is_hatched_in_a_tone_of_its_own(
    article: Page, compared: AttributionMark
) -> None:
    agreed, more = lines_of(article, AGREED), lines_of(article, MORE.strip())
    image = picture(article)
    for lines, own, other in (
        (agreed, LIGHT.accent.name(), LIGHT.warning.name()),
        (more, LIGHT.warning.name(), LIGHT.accent.name()),
    ):
        inner = [one.adjusted(4, 0, -4, 0) for one in lines]
        seen = set().union(*(colours_in(image, one) for one in inner))
        assert own in seen
        assert other not in seen
    assert OPPOSES.colour is not None
    fill = LIGHT.stance[OPPOSES.colour].fill.name()
    assert fill not in set().union(*(colours_in(image, one) for one in (*agreed, *more)))
    assert compared.contested


def test_a_compared_attribution_has_nothing_to_drag(
    article: Page, compared: AttributionMark, collected: Callable[[object], list[object]]
) -> None:
    dragged = collected(article.view.boundary_dragged)
    del compared
    line = lines_of(article, AGREED)[0]
    viewport = article.view.viewport()
    start = QPoint(line.left() + 1, line.center().y())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start - QPoint(90, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start - QPoint(90, 0))
    assert dragged == []
    assert article.view.selection() is not None  # the mouse selected words instead


def test_comparing_and_not_comparing_are_painted_anew(
    article: Page, compared: AttributionMark
) -> None:
    before = picture(article)
    everywhere = frozenset(one.span for one in compared.spans)
    pictures = [before]
    for other in (
        replace(compared, contested=everywhere),
        replace(compared, contested=frozenset()),
        replace(compared, contested=None),
    ):
        article.view.show_attributions([other])
        pictures.append(picture(article))
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])
    article.view.show_attributions([compared])
    assert picture(article) == before


def test_words_move_not_when_an_attribution_is_compared(
    article: Page, compared: AttributionMark
) -> None:
    places_before = [article.caret_rect(at) for at in range(0, len(ARTICLE), 7)]
    article.view.show_attributions([replace(compared, contested=None)])
    picture(article)
    assert [article.caret_rect(at) for at in range(0, len(ARTICLE), 7)] == places_before


def test_what_was_chosen_has_a_band_also_outside_of_what_is_marked(
    article: Page, compared: AttributionMark
) -> None:
    outside = "will never give back"
    (line,) = lines_of(article, outside)
    band = QRect(line.left(), line.bottom(), line.width(), 3)
    assert LIGHT.accent.name() not in colours_in(picture(article), band)
    chosen = replace(compared, chosen=(article.span(outside),))
    article.view.show_attributions([chosen])
    image = picture(article)
    assert LIGHT.accent.name() in colours_in(image, band)
    assert LIGHT.selected_row.name() in colours_in(image, line)
    article.view.show_attributions([replace(compared, chosen=())])
    assert LIGHT.accent.name() not in colours_in(picture(article), band)


def test_what_was_chosen_may_go_over_paragraphs(article: Page, compared: AttributionMark) -> None:
    whole = Span(article.span("recognition").start, article.span("Zahra").end)
    article.view.show_attributions([replace(compared, chosen=(whole,))])
    image = picture(article)
    for words in ("recognition", "Zahra"):
        assert LIGHT.selected_row.name() in colours_in(image, lines_of(article, words)[0])


# Lanes


def test_lanes_take_the_place_of_brackets(article: Page, compared: AttributionMark) -> None:
    with_bracket = picture(article)
    article.view.show_lanes(2, [bar(article, compared, 0, AGREED, value=OPPOSES)])
    left, _right = article.view.column_sides()
    (place,) = places(article)
    assert place.right() < left
    assert picture(article) != with_bracket
    article.view.show_lanes(0, ())
    assert picture(article) == with_bracket


def test_lanes_have_letters_room_from_left_to_right(article: Page) -> None:
    article.view.show_lanes(3, ())
    middles = article.view.lane_middles()
    assert middles == sorted(middles)
    assert len(set(middles)) == 3
    assert middles[0] > 0
    assert middles[-1] < article.view.column_sides()[0]


def test_another_article_has_the_same_lanes_without_bars(
    article: Page, compared: AttributionMark
) -> None:
    article.view.show_lanes(2, [bar(article, compared, 1, AGREED)])
    article.show("Another article.\n\nIt says nothing.")
    assert places(article) == []
    assert len(article.view.lane_middles()) == 2


def test_the_column_says_when_it_moves(article: Page) -> None:
    moved: list[None] = []
    article.view.column_moved.connect(lambda: moved.append(None))
    article.view.show_lanes(2, ())
    assert moved
    moved.clear()
    article.view.resize(500, 600)
    assert moved
    moved.clear()
    article.view.set_zoom(150)
    assert moved
    moved.clear()
    article.show("Another article.")
    assert moved


@pytest.mark.parametrize("look", list(LaneLook))
def test_bars_of_each_look_differ_in_shape(
    article: Page, compared: AttributionMark, look: LaneLook
) -> None:
    """Not colour alone: in shades of grey, too, no look is like another."""
    pictures = {}
    for one in LaneLook:
        article.view.show_lanes(1, [bar(article, compared, 0, AGREED, value=SUPPORTS, look=one)])
        image = picture(article).convertToFormat(QImage.Format.Format_Grayscale8)
        pictures[one] = image.copy(places(article)[0])
    assert all(pictures[look] != other for one, other in pictures.items() if one is not look)


def test_a_bar_is_clicked_for_its_attribution(
    article: Page, compared: AttributionMark, collected: Callable[[object], list[object]]
) -> None:
    clicked = collected(article.view.attribution_clicked)
    article.view.show_lanes(
        2, [bar(article, compared, 0, AGREED), bar(article, compared, 1, MORE.strip())]
    )
    for place in places(article):
        QTest.mouseClick(article.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert clicked == [compared.id, compared.id]


LINES = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda at: (at[0], at[0] + at[1]))


@given(st.lists(st.tuples(st.integers(0, 9), LINES), max_size=30))
@example([(0, (0, 2)), (1, (1, 3)), (2, (2, 3)), (3, (0, 2)), (4, (0, 2))])
def test_bars_that_meet_have_parts_of_their_own(
    drawn: list[tuple[int, tuple[int, int]]],
) -> None:
    bars = [(uuid.UUID(int=number), (float(a), float(b))) for number, (a, b) in drawn]
    parts = _abreast(bars)
    assert set(parts) == {one for one, _lines in bars}
    extents: dict[uuid.UUID, tuple[float, float]] = {}
    for one, (top, bottom) in bars:
        known = extents.get(one, (top, bottom))
        extents[one] = min(known[0], top), max(known[1], bottom)
    for one, (top, bottom) in extents.items():
        part, of = parts[one]
        assert 0 <= part < of
        for other, (above, below) in extents.items():
            if one != other and top < below and above < bottom:
                assert parts[other][1] == of
                together = sum(a < bottom and top < b for a, b in extents.values())
                if together <= 2:
                    assert parts[other][0] != part
