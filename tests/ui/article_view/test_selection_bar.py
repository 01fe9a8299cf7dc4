"""The bar at a selection: all values alike, out of the words' way, and never in the focus."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Rank, Value
from annotator.domain.text.spans import SpanRole
from annotator.ui.theme import Theme
from annotator.ui.widgets.keycap import Keycap, keycap_size
from annotator.ui.widgets.selection_bar import SelectionBar
from tests.ui.article_view.conftest import OPPOSES, SUPPORTS, UNCLEAR, Page

STANCE = Attribute(
    "stance",
    "Stance",
    AttributeKind.CHOICE,
    rank=Rank.PRIMARY,
    values=tuple(
        replace(value, shortcut=str(number))
        for number, value in enumerate((SUPPORTS, OPPOSES, UNCLEAR), start=1)
    ),
)
CODEBOOK = Codebook("small", 1, "Small", "cooperation", (STANCE,))


@pytest.fixture
def bar(article: Page, theme: Theme) -> SelectionBar:
    result = SelectionBar(theme, article.view.viewport())
    result.set_codebook(CODEBOOK)
    return result


def button(bar: SelectionBar, words: str) -> QAbstractButton:
    return next(one for one in bar.findChildren(QAbstractButton) if one.text() == words)


def seen(bar: SelectionBar) -> list[QAbstractButton]:
    return [one for one in bar.findChildren(QAbstractButton) if one.isVisible()]


def show(bar: SelectionBar, page: Page, words: str, *, add_to: int | None = None) -> QRect:
    page.view.set_selection(page.span(words))
    rect = page.view.selection_rects()[-1]
    show_at(bar, page, rect, add_to=add_to)
    return rect


def show_at(bar: SelectionBar, page: Page, *lines: QRect, add_to: int | None = None) -> None:
    bar.show_for(lines, middle=page.view.column_middle(), add_to=add_to)


def test_a_click_on_a_value_chooses_it_and_keeps_focus_and_selection(
    article: Page, bar: SelectionBar, collected: Callable[[object], list[object]]
) -> None:
    chosen = collected(bar.value_chosen)
    show(bar, article, "Ingrid Valmont")
    assert article.view.hasFocus()
    QTest.mouseClick(button(bar, "Opposes"), Qt.MouseButton.LeftButton)
    assert chosen == ["opposes"]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert article.view.hasFocus()
    assert article.view.selection() == article.span("Ingrid Valmont")


def test_it_stands_below_the_words_and_above_them_near_the_bottom(
    article: Page, bar: SelectionBar
) -> None:
    rect = show(bar, article, "Ingrid Valmont")
    assert bar.y() > rect.bottom()
    assert not bar.geometry().intersects(rect)
    low = QRect(300, article.view.viewport().height() - 40, 100, 24)
    show_at(bar, article, low, add_to=2)
    assert bar.geometry().bottom() < low.top()
    assert article.view.viewport().rect().contains(bar.geometry())


@pytest.mark.parametrize("top", [40, 300, 340, 400, 600])
def test_in_the_lower_half_it_leaves_what_follows_in_sight(
    article: Page, bar: SelectionBar, top: int
) -> None:
    rect = QRect(300, top, 100, 24)
    show_at(bar, article, rect)
    lower = rect.center().y() > article.view.viewport().height() // 2
    assert (bar.geometry().bottom() < rect.top()) is lower
    assert (bar.y() > rect.bottom()) is not lower


def test_buttons_keep_their_places_across_the_page(article: Page, bar: SelectionBar) -> None:
    places = set()
    viewport = article.view.viewport()
    for left, add_to in ((150, None), (400, None), (700, 2), (180, 3)):
        show_at(bar, article, QRect(left, 60, 90, 24), add_to=add_to)
        at = button(bar, "Supports").mapTo(viewport, QPoint(0, 0))
        places.add((at.x(), at.y(), bar.width()))
    assert len(places) == 1
    assert abs(bar.geometry().center().x() - article.view.column_middle()) <= 1


def test_the_arrow_points_at_the_nearest_line(article: Page, bar: SelectionBar) -> None:
    lines = (QRect(600, 60, 90, 24), QRect(190, 88, 60, 24))
    show_at(bar, article, *lines)
    image = bar.grab().toImage()
    tip = lines[1].center().x() - bar.x()
    darkest = min(image.pixelColor(x, 2).lightness() for x in range(tip - 4, tip + 5))
    assert darkest < 200
    assert bar.y() > lines[1].bottom()


def test_the_second_row_says_what_it_does(article: Page, bar: SelectionBar) -> None:
    show(bar, article, "Ingrid Valmont", add_to=12)
    label = next(one for one in bar.findChildren(QLabel) if one.isVisible())
    assert label.text() == "Add to attribution 12:"
    assert label.geometry().right() <= button(bar, "Content").x()
    assert all(one.toolTip() for one in seen(bar))
    show(bar, article, "Ingrid Valmont")
    assert not label.isVisible()


def test_roles_are_offered_only_where_they_can_be_added(
    article: Page, bar: SelectionBar, collected: Callable[[object], list[object]]
) -> None:
    show(bar, article, "Ingrid Valmont")
    assert {one.text() for one in seen(bar)} == {"Supports", "Opposes", "Unclear", "Cancel"}
    roles = collected(bar.role_chosen)
    show(bar, article, "Ingrid Valmont", add_to=2)
    for words in ("Content", "Source", "Cue"):
        QTest.mouseClick(button(bar, words), Qt.MouseButton.LeftButton)
    assert roles == [SpanRole.CONTENT, SpanRole.SOURCE, SpanRole.CUE]
    cancelled: list[int] = []
    bar.cancelled.connect(lambda: cancelled.append(1))
    QTest.mouseClick(button(bar, "Cancel"), Qt.MouseButton.LeftButton)
    assert cancelled == [1]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_many_and_long_values_wrap_into_rows(
    article: Page, bar: SelectionBar, theme: Theme, scale: float
) -> None:
    theme.text_scale = scale
    values = tuple(
        Value(f"value_{number}", f"A rather long value, number {number}", shortcut=str(number))
        for number in range(9)
    )
    bar.set_codebook(replace(CODEBOOK, attributes=(replace(STANCE, values=values),)))
    show(bar, article, "Ingrid Valmont", add_to=2)
    buttons = seen(bar)
    assert len(buttons) == 9 + 4
    for at, one in enumerate(buttons):
        assert bar.rect().contains(one.geometry())
        assert not any(one.geometry().intersects(other.geometry()) for other in buttons[at + 1 :])
    assert bar.width() <= article.view.viewport().width()


def test_an_arrow_points_at_the_words(article: Page, bar: SelectionBar, theme: Theme) -> None:
    rect = show(bar, article, "Ingrid Valmont")
    image = bar.grab().toImage()
    tip = rect.center().x() - bar.x()
    darkest = min(image.pixelColor(x, 2).lightness() for x in range(tip - 4, tip + 5))
    assert darkest < 200
    assert image.pixelColor(tip, 6) == theme.tokens.surface
    for x in (tip - 20, tip + 20):
        assert min(image.pixelColor(x, y).lightness() for y in range(6)) > 220
    assert 0 <= bar.y() - rect.bottom() < 6


@pytest.mark.parametrize("top", [20, 150, 290])
def test_words_stay_in_sight_where_there_is_little_room(
    article: Page, bar: SelectionBar, theme: Theme, top: int
) -> None:
    article.view.resize(420, 400)
    theme.text_scale = 2.0
    rect = QRect(150, top, 100, 24)
    show_at(bar, article, rect)
    assert not bar.geometry().intersects(rect)
    assert article.view.viewport().rect().contains(bar.geometry())
    for one in seen(bar):
        assert bar.rect().contains(one.geometry())


def test_where_words_do_not_fit_chips_and_keys_are_left(
    article: Page, bar: SelectionBar, theme: Theme
) -> None:
    rect = show(bar, article, "Ingrid Valmont")
    supports = button(bar, "Supports")
    wide = supports.width()
    assert supports.toolTip().startswith("New attribution: Supports")
    theme.text_scale = 2.0
    article.view.resize(420, 330)
    show_at(bar, article, rect, add_to=2)
    assert supports.width() < 1.5 * wide
    assert supports.accessibleName() == "Supports, key 1"


def test_words_that_fill_the_page_leave_the_bar_at_its_edge(
    article: Page, bar: SelectionBar
) -> None:
    viewport = article.view.viewport().rect()
    show_at(bar, article, viewport, add_to=2)
    assert viewport.contains(bar.geometry())
    assert viewport.bottom() - bar.geometry().bottom() < 12


def test_names_for_screen_readers_hold_the_key(article: Page, bar: SelectionBar) -> None:
    show(bar, article, "Ingrid Valmont", add_to=2)
    assert button(bar, "Supports").accessibleName() == "Supports, key 1"
    assert bar.accessibleName()


def test_keycaps_grow_with_name_and_text_size(article: Page, theme: Theme) -> None:
    cap = Keycap("1", theme, article.view)
    small = cap.sizeHint()
    cap.set_key("Ctrl+Enter")
    assert cap.sizeHint().width() > small.width()
    before = keycap_size("1", theme).height()
    theme.text_scale = 2.0
    assert keycap_size("1", theme).height() >= 1.6 * before
    cap.set_key("")
    assert not cap.isVisibleTo(article.view)
