"""The rail's numbers are whole at any size of letters, and stand on their button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.theme import Theme
from annotator.ui.widgets.navigation_rail import NavigationRail, RailItem

SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    theme.text_scale = 1.0


@pytest.fixture
def rail(theme: Theme, qtbot: QtBot) -> NavigationRail:
    items = (
        RailItem("annotate", "Annotate", "annotate"),
        RailItem("adjudicate", "Adjudicate", "adjudicate"),
        RailItem("settings", "Settings", "settings", is_screen=False),
    )
    rail = NavigationRail(items, theme)
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 600)
    with qtbot.waitExposed(rail):
        rail.show()
    return rail


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def badge_of(rail: NavigationRail) -> QLabel:
    return rail._badges["adjudicate"]


def assert_whole(rail: NavigationRail) -> None:
    badge, button = badge_of(rail), rail.button("adjudicate")
    assert rail.rect().contains(button.geometry())
    assert button.rect().contains(badge.geometry())
    words = badge.fontMetrics().horizontalAdvance(badge.text())
    assert words <= badge.contentsRect().width()
    assert badge.fontMetrics().height() <= badge.height()


@pytest.mark.parametrize("leftwards", [False, True])
@pytest.mark.parametrize("count", [3, 93, 99, 100, 640, 1_234])
def test_the_number_is_whole(rail, theme, count, leftwards):
    if leftwards:
        rail.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rail.show_badge("adjudicate", count, f"{count:,} to decide")
    for scale in (*SCALES, *reversed(SCALES)):
        theme.text_scale = scale
        settle()
        assert_whole(rail)


def test_a_number_that_comes_with_large_letters_is_whole_at_once(rail, theme):
    theme.text_scale = 2.0
    settle()
    rail.show_badge("adjudicate", 93, "93 to decide")
    settle()
    assert badge_of(rail).text() == "93"
    assert_whole(rail)


def test_without_words_below_the_icons_a_hundred_is_more_than_99(rail, theme):
    rail.show_badge("adjudicate", 100, "100 to decide")
    assert badge_of(rail).text() == "100"
    theme.text_scale = 2.0
    settle()
    assert badge_of(rail).text() == "99+"
    assert rail.button("adjudicate").accessibleName() == "Adjudicate, 100 to decide"
    assert rail.button("adjudicate").toolTip() == "Adjudicate, 100 to decide"
    theme.text_scale = 1.0
    settle()
    assert badge_of(rail).text() == "100"


def test_the_icon_makes_way_for_the_number(rail, theme):
    theme.text_scale = 2.0
    settle()
    usual = rail.button("annotate").height()
    rail.show_badge("adjudicate", 640, "640 to decide")
    settle()
    button = rail.button("adjudicate")
    assert button.height() > usual
    icon_top = (button.height() + theme.px(13) - theme.px(20)) // 2
    assert badge_of(rail).geometry().bottom() < icon_top + theme.px(20) // 2
    rail.show_badge("adjudicate", 0, "")
    settle()
    assert button.height() == usual


def test_buttons_are_as_before_once_letters_are_small_again(rail, theme):
    rail.show_badge("adjudicate", 640, "640 to decide")
    settle()
    before = [rail.button(one).geometry() for one in ("annotate", "adjudicate", "settings")]
    for scale in (2.0, 1.5, 1.0):
        theme.text_scale = scale
        settle()
    after = [rail.button(one).geometry() for one in ("annotate", "adjudicate", "settings")]
    assert after == before
