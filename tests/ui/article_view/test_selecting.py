"""Selecting with mouse and keys gives spans of our own text, in code points."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.domain.text.spans import Span
from tests.ui.article_view.conftest import ARTICLE, Page

HARD_WRAPPED = (
    "The ministry in Port Calder said on Friday that it was ready\n"
    "to trade threat information with the authorities in Kabul if\n"
    "these would do the same for the envoys who had been sent to\n"
    "the border in spring and who had come back without an answer.\n\n"
    "Nothing else was said."
)


def drag(page: Page, start: QPoint, end: QPoint, *, exact: bool = False) -> None:
    viewport, left = page.view.viewport(), Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.AltModifier if exact else Qt.KeyboardModifier.NoModifier
    QTest.mousePress(viewport, left, keys, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, left, keys, end)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ARTICLE, "spokeswoman Ingrid Valmont"),
        ("😀😀 She said 𝔸 “no 😀 deal” to all 😀 of us.", "“no 😀 deal”"),
        ("Ze\u0301phyrine de\u0301clara que c\u2019e\u0301tait fini.", "de\u0301clara que"),
        ("א 😀 שלום עולם אמר הדובר היום", "עולם אמר"),
        ("The envoy said שלום עולם to the crowd in town.", "to the crowd"),
        (HARD_WRAPPED, "it was ready\nto trade threat information"),
        ("one\u2028two three\u00a0four\u2029five six", "three\u00a0four"),
    ],
    ids=["plain", "astral", "combining", "rtl", "mixed", "hard-wrapped", "separators"],
)
def test_a_drag_selects_exactly_these_words(
    page: Page, collected: Callable[[object], list[object]], text: str, words: str
) -> None:
    page.show(text)
    told = collected(page.view.selection_changed)
    span = page.span(words)
    drag(page, page.point(span.start), page.point(span.end))
    assert page.view.selection() == span
    assert told == [span]
    assert page.text[span.start : span.end] == words


def test_white_space_at_the_ends_is_not_selected(page: Page) -> None:
    page.show("One  two  three")
    drag(page, page.point(3), page.point(10))
    assert page.view.selection() == Span(5, 8)


def test_only_white_space_is_no_selection(
    page: Page, collected: Callable[[object], list[object]]
) -> None:
    page.show("One   two")
    told = collected(page.view.selection_changed)
    drag(page, page.point(3), page.point(6))
    assert page.view.selection() is None
    assert told == []


def test_a_drag_within_the_selection_selects_anew(article: Page) -> None:
    outer, inner = article.span("spokeswoman Ingrid Valmont told"), article.span("Ingrid Valmont")
    article.view.set_selection(outer)
    drag(article, article.point(inner.start), article.point(inner.end))
    assert article.view.selection() == inner


@pytest.mark.parametrize("backwards", [False, True])
def test_a_rough_drag_settles_on_whole_words(
    article: Page, collected: Callable[[object], list[object]], backwards: bool
) -> None:
    told = collected(article.view.selection_changed)
    rough = article.span("woman Ingrid Valmo")
    start, end = article.point(rough.start), article.point(rough.end)
    drag(article, *((end, start) if backwards else (start, end)))
    whole = article.span("Ingrid Valmont")
    assert article.view.selection() == whole
    assert told == [whole]
    assert article.view.caret() == (whole.start if backwards else whole.end)


def test_with_alt_held_a_drag_is_exact(article: Page) -> None:
    rough = article.span("woman Ingrid Valmo")
    drag(article, article.point(rough.start), article.point(rough.end), exact=True)
    assert article.view.selection() == rough


def test_a_drag_over_the_selection_is_told_again(
    article: Page, collected: Callable[[object], list[object]]
) -> None:
    span = article.span("Ingrid Valmont")
    article.view.set_selection(span)
    told = collected(article.view.selection_changed)
    drag(article, article.point(span.start), article.point(span.end))
    assert told == [None, span]


def test_double_click_selects_a_word(
    article: Page, collected: Callable[[object], list[object]]
) -> None:
    told = collected(article.view.selection_changed)
    word = article.span("Valmont")
    at = article.point(word.start + 3)
    QTest.mouseClick(article.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(article.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(article.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told == [word]


def test_keys_move_the_caret_and_select(
    article: Page, collected: Callable[[object], list[object]]
) -> None:
    told = collected(article.view.selection_changed)
    start = article.span("spokeswoman").start
    article.view.set_selection(Span(start, start))
    QTest.keyClick(article.view, Qt.Key.Key_Right)
    QTest.keyClick(article.view, Qt.Key.Key_Left)
    assert article.view.caret() == start
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(article.view, Qt.Key.Key_Right, both)
    assert article.view.selection() == article.span("spokeswoman")
    QTest.keyClick(article.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert article.view.selection() == article.span("spokeswoman I")
    QTest.keyClick(article.view, Qt.Key.Key_Left)
    assert article.view.selection() is None
    assert told[-1] is None


def test_programmatic_selection_is_told_once(
    article: Page, collected: Callable[[object], list[object]]
) -> None:
    told = collected(article.view.selection_changed)
    span = article.span("Ingrid Valmont")
    article.view.set_selection(span)
    article.view.set_selection(span)
    article.view.clear_selection()
    article.view.clear_selection()
    assert told == [span, None]
    assert article.view.caret() == span.end


def test_another_article_drops_the_selection(
    article: Page, collected: Callable[[object], list[object]]
) -> None:
    article.view.set_selection(article.span("Ingrid Valmont"))
    told = collected(article.view.selection_changed)
    article.show("Another text.")
    assert told == [None]
    assert article.view.caret() == 0


def test_copy_gives_our_own_text(page: Page) -> None:
    page.show(HARD_WRAPPED.replace("Port Calder", "Port\u00a0Calder"))
    words = "Port\u00a0Calder said on Friday that it was ready\nto trade"
    page.view.set_selection(page.span(words))
    QTest.keySequence(page.view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == words


def test_the_header_is_no_part_of_what_is_copied(article: Page) -> None:
    QTest.keySequence(article.view, QKeySequence(QKeySequence.StandardKey.SelectAll))
    QTest.keySequence(article.view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == ARTICLE
    assert article.view.selection() == Span(0, len(ARTICLE))


@pytest.mark.parametrize("key", ["A", "1", "Shift+2", "Del", "Ctrl+Z", "Ctrl+D", "Return", "?"])
def test_keys_that_do_not_select_belong_to_the_window(
    qtbot: QtBot, article: Page, key: str
) -> None:
    shortcut = QShortcut(QKeySequence(key), article.view.window())
    with qtbot.waitSignal(shortcut.activated, timeout=500):
        QTest.keySequence(article.view, QKeySequence(key))


def test_selection_keys_stay_here(article: Page) -> None:
    fired: list[int] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Shift+Right"), article.view.window())
    shortcut.activated.connect(lambda: fired.append(1))
    article.view.set_selection(Span(0, 0))
    QTest.keySequence(article.view, QKeySequence("Ctrl+Shift+Right"))
    assert not fired
    assert article.view.selection() == article.span("Vestmark")


def test_nothing_can_be_typed_pasted_or_dropped(article: Page) -> None:
    QGuiApplication.clipboard().setText("pasted")
    article.view.set_selection(article.span("Ingrid"))
    QTest.keySequence(article.view, QKeySequence("Ctrl+V"))
    QTest.keySequence(article.view, QKeySequence("Ctrl+X"))
    QTest.keyClicks(article.view, "typed")
    assert article.view.document().characterCount() - 1 == len(ARTICLE)
    assert "typed" not in article.view.toPlainText()
    assert not article.view.acceptDrops()
    assert not article.view.viewport().acceptDrops()
    assert not article.view.canInsertFromMimeData(QMimeData())


def test_selection_rects_lie_on_the_words(article: Page) -> None:
    span = article.span("Ingrid Valmont")
    article.view.set_selection(span)
    (rect,) = article.view.selection_rects()
    assert rect.contains(article.point(span.start + 5))
    assert abs(rect.left() - article.caret_rect(span.start).center().x()) <= 2
    assert abs(rect.right() - article.caret_rect(span.end).center().x()) <= 2
    article.view.clear_selection()
    assert article.view.selection_rects() == []
