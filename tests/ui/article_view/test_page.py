"""The page: zoom, scrolling, the header, long articles, both directions of script."""

import random
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.domain.attributions import QuotedSpan
from annotator.domain.identifiers import derived_id
from annotator.domain.text.spans import SpanRole
from annotator.ui.theme import LIGHT
from annotator.ui.widgets.article_view.margin import Extent, Place, assign_lanes
from tests.ui.article_view.conftest import ARTICLE, OPPOSES, SUPPORTS, TITLE, Page

PARAGRAPH = (
    "The spokeswoman said that the two sides would meet again in the capital next week, and that "
    "nobody had asked for more than an exchange of lists. "
)
CONTENT = SpanRole.CONTENT


def wheel(page: Page, turn: int, modifiers: Qt.KeyboardModifier) -> None:
    at = QPointF(200, 200)
    event = QWheelEvent(
        at,
        page.view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.view.viewport(), event)


def test_ctrl_and_the_wheel_zoom(
    article: Page, collected: Callable[[object], list[object]]
) -> None:
    told = collected(article.view.zoom_changed)
    height = article.caret_rect(article.span("Ingrid").start).height()
    wheel(article, 120, Qt.KeyboardModifier.ControlModifier)
    wheel(article, 120, Qt.KeyboardModifier.ControlModifier)
    assert told == [110, 120]
    assert article.view.zoom == 120
    assert article.caret_rect(article.span("Ingrid").start).height() > height
    wheel(article, -120, Qt.KeyboardModifier.NoModifier)
    assert article.view.zoom == 120


def test_zoom_stays_within_its_limits_and_keeps_selection_and_marks(
    article: Page, collected: Callable[[object], list[object]]
) -> None:
    told = collected(article.view.zoom_changed)
    span = article.span("Ingrid Valmont")
    article.view.show_attributions([article.mark(1, OPPOSES, article.quoted(CONTENT, "a lever"))])
    article.view.set_selection(span)
    for percent, expected in ((500, 200), (10, 80), (80, 80)):
        article.view.set_zoom(percent)
        assert article.view.zoom == expected
        assert article.view.selection() == span
        assert article.view.document().characterCount() - 1 == len(ARTICLE)
        article.view.scroll_to(article.span("a lever"), flash=False)
        image = article.view.viewport().grab().toImage()
        at = article.caret_rect(article.span("lever").start)
        assert image.pixelColor(at.center().x(), at.top() + 1) == LIGHT.stance[OPPOSES.colour].fill
    assert told == [200, 80]


def test_zoom_keeps_what_is_read_in_sight(page: Page) -> None:
    page.show("\n".join(f"Paragraph {number}. {PARAGRAPH * 3}" for number in range(60)))
    target = page.span("Paragraph 30.")
    page.view.scroll_to(target, flash=False)
    top = page.view.cursorForPosition(QPoint(400, 0)).position()
    page.view.set_zoom(150)
    assert abs(page.view.cursorForPosition(QPoint(400, 0)).position() - top) < 200


def test_scroll_to_brings_words_into_sight_and_flashes(page: Page, qtbot: QtBot) -> None:
    page.show("\n".join(f"Paragraph {number}. {PARAGRAPH * 3}" for number in range(200)))
    target = page.span("Paragraph 150.")
    height = page.view.viewport().height()
    page.view.scroll_to(target)
    assert 0 < page.caret_rect(target.start).top() < height
    lit = page.view.viewport().grab().toImage()
    at = page.caret_rect(target.start)
    where = at.center().x() + 4, at.top() + 1
    assert lit.pixelColor(*where) != LIGHT.surface
    qtbot.waitUntil(
        lambda: (
            page.view.viewport().grab().toImage().pixelColor(*where) == LIGHT.surface
            or page.view.viewport().grab().toImage() != lit
        )
    )
    value = page.view.verticalScrollBar().value()
    page.view.scroll_to(target, flash=False)
    assert page.view.verticalScrollBar().value() == value


def test_header_and_title_for_screen_readers(page: Page) -> None:
    page.show(
        ARTICLE,
        TITLE,
        outlet="Eastgate Wire",
        published_on=date(2025, 3, 14),
        byline="Marta Quill",
        word_count=1208,
        versions=3,
    )
    assert page.view.accessibleName() == "Vestmark weighs a channel to Kabul"
    spoken = page.view.accessibleDescription()
    for part in ("Eastgate Wire", "2025", "Marta Quill", "1,208 words", "3 versions"):
        assert part in spoken


def test_a_text_without_a_title_line_gets_a_painted_heading(page: Page) -> None:
    body = ARTICLE[TITLE.end + 2 :]
    page.show(body, heading="Vestmark weighs a channel to Kabul", outlet="Eastgate Wire")
    assert page.view.document().toPlainText() == body
    first = page.caret_rect(0)
    assert first.top() > 60
    image = page.view.viewport().grab().toImage()
    dark = sum(
        image.pixelColor(x, y).lightness() < 80
        for x in range(first.x(), first.x() + 300)
        for y in range(16, 50)
    )
    assert dark > 100


@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث اليوم إن الحكومة ستتعاون مع طالبان في مجال الأمن وحده.",
        "أعلن Ingrid Valmont يوم 14 مارس 2025 أن Vestmark لن تعترف بأحد.",
        "The envoy said שלום לכולם היום and left for the capital in the evening.",
    ],
    ids=["arabic", "arabic with latin", "latin with hebrew"],
)
def test_rectangles_on_lines_of_both_directions_cover_their_words_only(
    page: Page, text: str
) -> None:
    page.show(text)
    taken: list[tuple[int, int, int]] = []
    at = 0
    for word in text.split():
        span = page.span(word, at)
        at = span.end
        page.view.set_selection(span)
        rects = page.view.selection_rects()
        assert rects
        for rect in rects:
            assert rect.width() < 300
            taken.append((rect.top(), rect.left() + 2, rect.right() - 2))
    taken.sort()
    overlaps = [
        (one, other) for one, other in pairwise(taken) if one[0] == other[0] and one[2] > other[1]
    ]
    assert not overlaps


def test_right_to_left_paragraphs_begin_at_the_right(page: Page) -> None:
    page.show("Port Calder.\nשלום לכולם.")
    left, right = page.caret_rect(0).x(), page.caret_rect(page.text.index("ש")).x()
    assert right > left + 400
    content = page.mark(1, SUPPORTS, page.quoted(CONTENT, "שלום לכולם"))
    page.view.show_attributions([content])
    image = page.view.viewport().grab().toImage()
    chip = page.caret_rect(page.text.index("ש")).center() + QPoint(12, 0)
    around = {image.pixelColor(chip + QPoint(by, 0)).name() for by in range(-8, 9)}
    assert LIGHT.stance[SUPPORTS.colour].strong.name() in around


PERSIAN = "وزیر خارجه رفت\n\nسخنگو گفت: «ما می‌رویم» و ماند.\n\nVestmark is silent."


def strong_pixels(image: QImage, colour: QColor, across: range) -> int:
    return sum(
        image.pixelColor(x, y) == colour
        for x in across
        for y in range(image.height())
        if 0 <= x < image.width()
    )


@pytest.mark.parametrize("width", [900, 420])
def test_brackets_stand_where_lines_begin(page: Page, width: int) -> None:
    blue = LIGHT.stance[SUPPORTS.colour].strong
    page.view.resize(width, 700)
    for text, words in ((ARTICLE, "We will pass on"), (PERSIAN, "ما می‌رویم")):
        page.show(text)
        left, right = (round(side) for side in page.view._text_sides())
        page.view.show_attributions([page.mark(1, SUPPORTS, page.quoted(CONTENT, words))])
        image = page.view.viewport().grab().toImage()
        beside_left = strong_pixels(image, blue, range(left - 28))
        beside_right = strong_pixels(image, blue, range(right + 28, width))
        assert (beside_left > 5) is (text is ARTICLE)
        assert (beside_right > 5) is (text is PERSIAN)


def test_brackets_at_the_right_can_be_clicked(
    page: Page, collected: Callable[[object], list[object]]
) -> None:
    page.show(PERSIAN)
    mark = page.mark(1, SUPPORTS, page.quoted(CONTENT, "ما می‌رویم"))
    page.view.show_attributions([mark])
    clicked = collected(page.view.attribution_clicked)
    right = round(page.view._text_sides()[1])
    at = QPoint(right + 42, page.caret_rect(page.span("سخنگو").start).center().y())
    QTest.mouseMove(page.view.viewport(), at)
    assert page.view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked == [mark.id]


def test_words_keep_their_room_when_brackets_are_many_and_the_page_is_narrow(page: Page) -> None:
    page.view.resize(400, 700)
    page.view.set_zoom(150)
    page.show(ARTICLE, TITLE)
    page.view.show_attributions(
        [page.mark(number, SUPPORTS, page.quoted(CONTENT, "We will")) for number in range(1, 8)]
    )
    left, right = page.view._text_sides()
    assert right - left > 200
    assert left > 60  # a chip and one bracket


def test_the_line_below_the_title_is_read_from_the_right_in_such_an_article(page: Page) -> None:
    page.show(
        PERSIAN,
        outlet="Eastgate Wire",
        published_on=date(2025, 3, 12),
        byline="مهرنوش دادفر",
        word_count=188,
        versions=3,
    )
    image = page.view.viewport().grab().toImage()
    left, right = (round(side) for side in page.view._text_sides())
    chip = page.view._versions_chip
    assert chip.left() == pytest.approx(left, abs=1)
    middle = round(chip.center().y())
    inked = [
        x
        for x in range(left, right)
        for y in range(middle - 6, middle + 6)
        if image.pixelColor(x, y).lightness() < 110
    ]
    assert max(inked) > right - 12


def test_the_caret_is_seen_only_with_the_keyboard_focus(
    page: Page,
) -> None:
    page.show(ARTICLE, TITLE)
    other = QLineEdit(page.view)
    other.move(0, 600)
    other.show()

    def around_caret() -> QImage:
        rect = page.caret_rect(0)
        return page.view.viewport().grab(rect.adjusted(-2, 0, 2, 0)).toImage()

    def differing(one: QImage, another: QImage) -> int:
        return sum(
            one.pixelColor(x, y) != another.pixelColor(x, y)
            for x in range(one.width())
            for y in range(one.height())
        )

    other.setFocus()
    assert not page.view.hasFocus()
    without = around_caret()
    page.view.setFocus()
    assert differing(without, around_caret()) > 8
    other.setFocus()
    assert differing(without, around_caret()) == 0


def test_two_million_code_points(page: Page) -> None:
    paragraph = PARAGRAPH * 3 + "\n\n"
    text = paragraph * (2_000_000 // len(paragraph))
    starts = [number * 20 * len(paragraph) + 4 for number in range(200)]
    began = time.process_time()
    page.show(text)
    page.view.viewport().grab()
    shown = time.process_time() - began
    quotes = [QuotedSpan(CONTENT, at, at + 60, text[at : at + 60]) for at in starts]
    page.view.show_attributions(
        [page.mark(number, SUPPORTS, quote) for number, quote in enumerate(quotes, start=1)]
    )
    page.view.scroll_to(quotes[-1].span, flash=False)
    page.view.viewport().grab()
    assert shown < 4
    assert time.process_time() - began < 6
    assert 0 < page.caret_rect(starts[-1]).top() < page.view.viewport().height()


PLACES = st.tuples(st.integers(0, 6), st.integers(0, 3))


@given(st.lists(st.tuples(PLACES, PLACES), max_size=40))
def test_brackets_never_share_a_lane_on_a_line(ends: list[tuple[Place, Place]]) -> None:
    extents = {
        derived_id("bracket", str(number)): Extent(min(pair), max(pair), (min(pair),))
        for number, pair in enumerate(ends)
    }
    lanes = assign_lanes(extents)
    assert lanes.keys() == extents.keys()
    items = list(extents.items())
    for at, (one_id, one) in enumerate(items):
        for other_id, other in items[at + 1 :]:
            if one.first <= other.last and other.first <= one.last:
                assert lanes[one_id] != lanes[other_id]
    # no more lanes than brackets that meet on one line
    deepest = max(
        (
            sum(one.first <= place <= one.last for one in extents.values())
            for place in {one.first for one in extents.values()}
        ),
        default=0,
    )
    assert max(lanes.values(), default=-1) + 1 == deepest


def test_lanes_of_many_brackets_are_quick() -> None:
    chance = random.Random(3)
    extents = {}
    for number in range(20_000):
        start = chance.randrange(5_000)
        extents[derived_id("b", str(number))] = Extent((start, 0), (start + 2, 1), ((start, 0),))
    began = time.process_time()
    assign_lanes(extents)
    assert time.process_time() - began < 1
