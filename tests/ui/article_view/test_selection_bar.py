"""The bar at a selection: all values alike, out of the words' way, and never in the focus."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from annotator.domain.codebook import Attribute, AttributeKind, Codebook, Rank, Value
from annotator.domain.spans import SpanRole
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


def show(bar: SelectionBar, page: Page, words: str, *, can_extend: bool = False) -> QRect:
    page.view.set_selection(page.span(words))
    rect = page.view.selection_rects()[-1]
    bar.show_for(rect, can_extend=can_extend)
    return rect


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
    bar.show_for(low, can_extend=True)
    assert bar.geometry().bottom() < low.top()
    assert article.view.viewport().rect().contains(bar.geometry())


def test_roles_are_offered_only_where_they_can_be_added(
    article: Page, bar: SelectionBar, collected: Callable[[object], list[object]]
) -> None:
    show(bar, article, "Ingrid Valmont")
    assert {one.text() for one in seen(bar)} == {"Supports", "Opposes", "Unclear", "Cancel"}
    roles = collected(bar.role_chosen)
    show(bar, article, "Ingrid Valmont", can_extend=True)
    for words in ("Content", "Who said it", "Cue"):
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
    show(bar, article, "Ingrid Valmont", can_extend=True)
    buttons = seen(bar)
    assert len(buttons) == 9 + 4
    for at, one in enumerate(buttons):
        assert bar.rect().contains(one.geometry())
        assert not any(one.geometry().intersects(other.geometry()) for other in buttons[at + 1 :])
    assert bar.width() <= article.view.viewport().width()


def test_names_for_screen_readers_hold_the_key(article: Page, bar: SelectionBar) -> None:
    show(bar, article, "Ingrid Valmont", can_extend=True)
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
