"""Attributions over the text: where they are painted, clicked and dragged."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.articles import Zone
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import Span, SpanRole
from annotator.ui.theme import LIGHT, Theme
from annotator.ui.widgets.article_view import AttributionMark, BoundaryDrag, HeaderInfo
from annotator.ui.widgets.article_view.bracket_painting import BracketPainter
from annotator.ui.widgets.article_view.margin import Bracket
from annotator.ui.widgets.article_view.measures import Measures
from tests.ui.article_view.conftest import ARTICLE, OPPOSES, SUPPORTS, TITLE, UNCLEAR, Page

CONTENT, SOURCE, CUE = SpanRole.CONTENT, SpanRole.SOURCE, SpanRole.CUE
OUTER = "the promise to “share only what saves lives” could not be checked"
INNER = "“share only what saves lives”"


@pytest.fixture
def marks(article: Page) -> list[AttributionMark]:
    quoted = article.quoted
    result = [
        article.mark(
            1,
            SUPPORTS,
            quoted(CONTENT, "“We will pass on what we know, and we expect the same,”"),
            quoted(CONTENT, "“but nobody should mistake that for recognition.”"),
            quoted(SOURCE, "spokeswoman Ingrid Valmont"),
            quoted(CUE, "told"),
        ),
        article.mark(2, OPPOSES, quoted(CONTENT, OUTER), quoted(SOURCE, "Zahra Halimi")),
        article.mark(3, UNCLEAR, quoted(CONTENT, INNER)),
        article.mark(4, None, quoted(CONTENT, "a lever")),
    ]
    article.view.show_attributions(result)
    return result


def click(page: Page, at: QPoint) -> None:
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def picture(page: Page) -> QImage:
    QApplication.processEvents()
    return page.view.viewport().grab().toImage()


def beside(page: Page, offset: int) -> QPoint:
    """Return a point between two letters, near the top of the highlight."""
    rect = page.caret_rect(offset)
    return QPoint(rect.center().x(), rect.top() + 1)


def colours_near(image: QImage, at: QPoint, reach: int = 3) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(at.x() - reach, at.x() + reach + 1)
        for y in range(at.y() - reach, at.y() + reach + 1)
        if 0 <= x < image.width() and 0 <= y < image.height()
    }


def test_room_for_chips_leaves_text_and_positions_alone(
    article: Page, marks: list[AttributionMark]
) -> None:
    document = article.view.document()
    assert document.characterCount() - 1 == len(ARTICLE)
    assert document.toPlainText() == ARTICLE
    start = article.span(OUTER).start
    gap = article.caret_rect(start).x() - article.caret_rect(start - 1).x()
    article.view.show_attributions(())
    plain = article.caret_rect(start).x() - article.caret_rect(start - 1).x()
    assert gap == pytest.approx(plain + 22, abs=1)
    article.view.set_selection(article.span("share only"))
    assert article.view.selection() == article.span("share only")


def test_fills_underlines_and_chips_are_there(article: Page, marks: list[AttributionMark]) -> None:
    image = picture(article)
    blue, red = LIGHT.stance[SUPPORTS.colour], LIGHT.stance[OPPOSES.colour]
    assert blue.fill.name() in colours_near(image, beside(article, article.span("pass on").start))
    assert red.fill.name() in colours_near(image, beside(article, article.span("promise").start))
    below = article.caret_rect(article.span("pass on").start)
    assert blue.strong.name() in colours_near(image, QPoint(below.center().x(), below.bottom()), 6)
    violet = LIGHT.stance[UNCLEAR.colour].strong.name()
    chip = article.point(article.span(INNER).start) - QPoint(18, 0)
    assert violet in colours_near(image, chip, 4)
    # the first one stands at a line's start: its chip hangs in the margin
    hanging = article.point(article.span("“We").start) - QPoint(21, 0)
    assert blue.strong.name() in colours_near(image, hanging, 4)


def test_what_is_taken_away_leaves_no_trace(article: Page, marks: list[AttributionMark]) -> None:
    article.view.show_attributions(())
    clean = picture(article)
    article.view.show_attributions(marks)
    assert picture(article) != clean
    article.view.show_attributions(marks[:1])
    article.view.show_attributions(())
    assert picture(article) == clean


def test_adding_one_by_one_looks_like_showing_all(
    article: Page, marks: list[AttributionMark]
) -> None:
    at_once = picture(article)
    article.view.show_attributions(())
    for count in range(1, 5):
        article.view.show_attributions(marks[:count])
        picture(article)
    assert picture(article) == at_once


def test_selecting_outlines_every_fragment(article: Page, marks: list[AttributionMark]) -> None:
    article.view.select_attribution(marks[0].id)
    image = picture(article)
    for words in ("“We will", "“but nobody"):
        rect = article.caret_rect(article.span(words).start)
        assert LIGHT.accent.name() in colours_near(image, rect.center(), 4)
    source = beside(article, article.span("Ingrid Valmont").start)
    assert LIGHT.selected_row.name() in colours_near(image, source)
    article.view.select_attribution(None)
    assert LIGHT.accent.name() not in colours_near(
        picture(article), article.caret_rect(article.span("“but nobody").start).center(), 4
    )


def test_clicks_at_an_overlap_go_from_inside_outwards(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    clicked = collected(article.view.attribution_clicked)
    at = article.point(article.span("saves lives").start + 2)
    for _ in range(3):
        click(article, at)
        QTest.qWait(QApplication.doubleClickInterval() + 10)
    assert clicked == [marks[2].id, marks[1].id, marks[2].id]
    click(article, article.point(article.span("could not be").start + 2))
    assert clicked[-1] == marks[1].id


def test_a_click_beside_all_attributions_says_nothing(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    clicked = collected(article.view.attribution_clicked)
    click(article, article.point(article.span("reporters on").start + 2))
    assert clicked == []
    assert article.view.caret() == article.span("reporters").start + 2


def test_chips_and_brackets_can_be_clicked(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    clicked = collected(article.view.attribution_clicked)
    click(article, article.point(article.span(INNER).start) - QPoint(14, 0))
    first_line = article.caret_rect(article.span("“We").start)
    click(article, QPoint(first_line.x() - 42, first_line.center().y()))
    assert clicked == [marks[2].id, marks[0].id]


def test_selecting_words_of_an_attribution_is_no_click(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    clicked = collected(article.view.attribution_clicked)
    span = article.span("could not be checked")
    viewport = article.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=article.point(span.start))
    QTest.mouseMove(viewport, article.point(span.end))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=article.point(span.end))
    assert article.view.selection() == span
    assert clicked == []


def drag_edge(
    page: Page, start: int, end: int, *, release: bool = True, exact: bool = False, beside: int = 0
) -> None:
    viewport, left = page.view.viewport(), Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.AltModifier if exact else Qt.KeyboardModifier.NoModifier
    by = QPoint(beside, 0)
    QTest.mouseMove(viewport, page.point(start) + by)
    QTest.mousePress(viewport, left, keys, page.point(start) + by)
    QTest.mouseMove(viewport, page.point(end) + by)
    if release:
        QTest.mouseRelease(viewport, left, keys, page.point(end) + by)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_an_edge_of_the_selected_attribution_can_be_dragged(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
    number: int,
) -> None:
    dragged = collected(article.view.boundary_dragged)
    mark = marks[number]
    article.view.select_attribution(mark.id)
    old = mark.spans[0].span
    new = Span(old.start, old.end - 4)
    drag_edge(article, old.end, new.end, exact=True)
    assert dragged == [BoundaryDrag(mark.id, CONTENT, old, new)]
    # what is shown stays until the change has been made
    article.view.select_attribution(None)
    drag_edge(article, old.end, new.end, exact=True)
    assert len(dragged) == 1


@pytest.mark.parametrize("beside", [-8, 0, 1])
def test_a_dragged_edge_settles_on_whole_words(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
    beside: int,
) -> None:
    dragged = collected(article.view.boundary_dragged)
    article.view.select_attribution(marks[3].id)
    old = article.span("a lever")
    drag_edge(article, old.end, article.span("it will").end - 1, beside=beside)
    assert dragged == [BoundaryDrag(marks[3].id, CONTENT, old, article.span("a lever it will"))]


def test_a_drag_that_begins_at_the_next_word_selects(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    dragged = collected(article.view.boundary_dragged)
    article.view.select_attribution(marks[3].id)
    words = article.span("it will")
    assert words.start == article.span("a lever").end + 1
    drag_edge(article, words.start, words.end)
    assert dragged == []
    assert article.view.selection() == words


def test_a_drag_takes_hold_of_the_box_left_of_its_chip(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    dragged = collected(article.view.boundary_dragged)
    article.view.select_attribution(marks[3].id)
    old = article.span("a lever")
    for beside in (-26, -14):
        drag_edge(article, old.start, article.span("Kabul a").start, beside=beside)
    new = article.span("Kabul a lever")
    assert dragged == 2 * [BoundaryDrag(marks[3].id, CONTENT, old, new)]


def test_a_click_on_an_edge_is_a_click(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    clicked = collected(article.view.attribution_clicked)
    dragged = collected(article.view.boundary_dragged)
    article.view.select_attribution(marks[2].id)
    at = article.point(article.span(INNER).end) - QPoint(5, 0)
    click(article, at)
    click(article, at + QPoint(1, 0))
    assert clicked == [marks[2].id, marks[1].id]
    assert dragged == []


def test_handles_are_always_there(article: Page, marks: list[AttributionMark]) -> None:
    end = article.span("a lever").end
    article.view.select_attribution(marks[3].id)
    rect = article.caret_rect(end)
    away = QPoint(rect.center().x() + 3, rect.bottom())
    seen = colours_near(picture(article), away, 6)
    article.view.select_attribution(None)
    accent = LIGHT.accent.name()
    assert accent in seen
    assert accent not in colours_near(picture(article), away, 6)


def test_an_edge_is_trimmed_and_never_crosses_the_other(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    dragged = collected(article.view.boundary_dragged)
    article.view.select_attribution(marks[3].id)
    old = article.span("a lever")
    drag_edge(article, old.end, old.start - 30)
    assert dragged == [BoundaryDrag(marks[3].id, CONTENT, old, Span(old.start, old.start + 1))]
    drag_edge(article, old.end, old.end + 1)
    assert len(dragged) == 1  # only a space was added


def test_escape_gives_up_a_drag(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    article.view.select_attribution(marks[3].id)
    before = picture(article)
    dragged = collected(article.view.boundary_dragged)
    old = article.span("a lever")
    drag_edge(article, old.end, old.end + 8, release=False)
    assert picture(article) != before
    QTest.keyClick(article.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(article.view.viewport(), Qt.MouseButton.LeftButton)
    assert dragged == []


def test_the_cursor_shows_what_can_be_dragged(article: Page, marks: list[AttributionMark]) -> None:
    viewport = article.view.viewport()
    article.view.select_attribution(marks[3].id)
    QTest.mouseMove(viewport, article.point(article.span("Larkspur").start))
    assert viewport.cursor().shape() is Qt.CursorShape.IBeamCursor
    QTest.mouseMove(viewport, article.point(article.span("a lever").end))
    assert viewport.cursor().shape() is Qt.CursorShape.SplitHCursor
    first_line = article.caret_rect(article.span("“We").start)
    QTest.mouseMove(viewport, QPoint(first_line.x() - 42, first_line.center().y()))
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_a_context_menu_is_asked_for_with_the_innermost_attribution(
    article: Page,
    marks: list[AttributionMark],
    collected: Callable[[object], list[object]],
) -> None:
    asked = collected(article.view.context_menu_requested)
    selected = article.span("Larkspur Institute")
    article.view.set_selection(selected)
    for words in ("saves lives", "Larkspur"):
        at = article.point(article.span(words).start + 2)
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, at, article.view.viewport().mapToGlobal(at)
        )
        QApplication.sendEvent(article.view.viewport(), event)
    assert [one.attribution_id for one in asked] == [marks[2].id, None]
    assert article.view.selection() == selected


def test_the_versions_in_the_header_can_be_clicked(qtbot: QtBot, article: Page) -> None:
    picture(article)
    body = article.caret_rect(article.span("“We").start)
    column_right = body.x() + 556
    title = article.caret_rect(TITLE.end - 1)
    with qtbot.waitSignal(article.view.versions_clicked, timeout=500):
        click(article, QPoint(column_right - 30, (title.bottom() + body.top()) // 2 - 4))


def test_zones_are_grey_and_can_be_selected(article: Page) -> None:
    zone = article.span("Sign up for the morning briefing of Eastgate Wire.")
    entity = Zone(
        id=derived_id("zone"), article_id=derived_id("article"), start=zone.start, end=zone.end
    )
    article.view.show_article(ARTICLE, title=TITLE, zones=[entity], header=HeaderInfo())
    image = picture(article)
    rect = article.caret_rect(zone.start)
    letters = {
        image.pixelColor(x, y).name()
        for x in range(rect.x(), rect.x() + 200)
        for y in range(rect.top(), rect.bottom())
    }
    assert LIGHT.text3.name() in letters
    assert LIGHT.text1.name() not in letters
    article.view.set_selection(zone)
    assert article.view.selection() == zone


def test_a_change_of_theme_paints_in_its_colours(
    article: Page, marks: list[AttributionMark], theme: Theme
) -> None:
    article.view.set_selection(article.span("Larkspur"))
    theme.mode = "dark"
    image = picture(article)
    fill = theme.tokens.stance[OPPOSES.colour].fill.name()
    assert fill in colours_near(image, beside(article, article.span("promise").start))
    assert article.view.selection() == article.span("Larkspur")


def test_high_contrast_outlines_instead_of_filling(
    article: Page, marks: list[AttributionMark], theme: Theme
) -> None:
    theme.contrast = "high"
    image = picture(article)
    red, fill = theme.tokens.colours_of(OPPOSES), LIGHT.colours_of(OPPOSES).fill.name()
    start = article.span("promise").start
    assert fill not in colours_near(image, beside(article, start))
    rect = article.caret_rect(start)
    rows = range(rect.top() - 4, rect.top() + 3)
    assert red.strong.name() in {image.pixelColor(rect.x() - 2, y).name() for y in rows}
    theme.contrast = "normal"
    assert fill in colours_near(picture(article), beside(article, start))


def test_an_outline_in_the_margin_without_a_value_is_dashed(
    article: Page, marks: list[AttributionMark]
) -> None:
    unset = picture(article)
    article.view.show_attributions([*marks[:3], replace(marks[3], value=OPPOSES)])
    assert picture(article) != unset


def test_attributions_outlive_a_resize(article: Page, marks: list[AttributionMark]) -> None:
    wide = picture(article)
    article.view.resize(520, 700)
    QApplication.processEvents()
    narrow = picture(article)
    red = LIGHT.stance[OPPOSES.colour].fill.name()
    assert red in colours_near(narrow, beside(article, article.span("promise").start))
    article.view.resize(900, 700)
    QApplication.processEvents()
    QApplication.sendEvent(article.view.viewport(), QEvent(QEvent.Type.Leave))
    assert picture(article) == wide


def test_tool_tips_name_the_attribution(article: Page, marks: list[AttributionMark]) -> None:
    at = QPointF(article.point(article.span("a lever").start + 2)).toPoint()
    assert article.view._marks_at(at) == (marks[3].id,)


@pytest.mark.parametrize(("number", "inwards"), [(8, 1), (18, 1), (188, 1), (188, -1)])
def test_a_tick_stops_before_the_number_of_another_bracket(
    marks: list[AttributionMark], theme: Theme, number: int, inwards: int
) -> None:
    outer = Bracket(marks[0], 40, 0, 200, [50.0, 150.0], inwards)
    inner = Bracket(replace(marks[1], number=number), 40 + 21 * inwards, 40, 60, [50.0], inwards)

    def painted(selected: uuid.UUID | None) -> QImage:
        image = QImage(80, 200, QImage.Format.Format_RGB32)
        image.fill(LIGHT.surface)
        painter = QPainter(image)
        BracketPainter(theme, Measures()).paint(painter, [outer, inner], selected)
        painter.end()
        return image

    half = {8: 9, 18: 10, 188: 13}[number]
    badge = QRect(round(inner.x) - half, 40, 2 * half, 20)
    assert painted(outer.mark.id).copy(badge) == painted(None).copy(badge)
    free = QRect(round(inner.x) - half, 140, 2 * half, 20)
    assert painted(outer.mark.id).copy(free) != painted(None).copy(free)
