"""Chips: beside the words that they belong to, and never on the ink of any word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.spans import Span, SpanRole
from annotator.domain.text.utf16 import Utf16Map
from annotator.ui.widgets.article_view.chip_places import ChipPlace, chip_place
from tests.ui.article_view.conftest import OPPOSES, SUPPORTS, Page

TEXTS = {
    "latin": "The envoy said: “We will go,” and added that nobody—“not even us”—should stay.",
    "latin wrapped": "In Port Calder the envoy said “we will go” again and again. " * 4,
    "persian": "سخنگو گفت: «همسایه را انتخاب نمی‌کنیم.» و افزود: «این «گامی» به سود همه است.»",
    "persian wrapped": "او روز جمعه گفت: «ما می‌رویم» و از این تصمیم استقبال کرد. " * 4,
    "no space before the mark": "سخنگو گفت:«همسایه» و«دوست» را انتخاب نمی‌کنیم.",
    "latin in persian": "سخنگوی Eastgate Wire گفت: «Ingrid Valmont رفت» و (Vestmark) ماند ۱۴ مارس.",
    "hebrew in latin": "The envoy said “שלום לכולם היום” and left: (שלום) and—שלום again.",
    "isolated": "The envoy said \u2068«سخن»\u2069 and “\u2067شالوم\u2069” again.",
}


def ink(page: Page) -> list[tuple[str, QRectF]]:
    """Return where the letters themselves are, in the document's coordinates."""
    document = page.view.document()
    units = Utf16Map(page.text)
    result = []
    for at, character in enumerate(page.text):
        block = document.findBlock(units.to_units(at))
        start = units.to_units(at) - block.position()
        line = block.layout().lineForTextPosition(start)
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        if character.isspace() or not line.isValid():
            continue
        for run in line.glyphRuns(start, units.to_units(at + 1) - units.to_units(at)):
            font = run.rawFont()
            for glyph, spot in zip(run.glyphIndexes(), run.positions(), strict=True):
                box = font.boundingRect(glyph).translated(spot + origin)
                if not box.isEmpty():
                    result.append((character, box))
    return result


def chips(page: Page) -> list[QRectF]:
    overlay = page.view._overlay
    return [
        chip.rect.translated(origin)
        for number, origin in overlay.blocks_between(0, 10_000)
        for chip in overlay.list_of(number).chips
    ]


def show_content(page: Page, *spans: Span) -> None:
    values = (SUPPORTS, OPPOSES)
    page.view.show_attributions(
        [
            page.mark(
                number,
                values[number % 2],
                QuotedSpan(SpanRole.CONTENT, one.start, one.end, one.quote(page.text)),
            )
            for number, one in enumerate(spans, start=1)
        ]
    )
    page.view.viewport().grab()


def assert_no_ink_below_chips(page: Page, count: int) -> None:
    found = chips(page)
    assert len(found) == count
    for at, chip in enumerate(found):
        # a chip may touch the soft edge of a letter, and stands on whole pixels
        inner = chip.adjusted(1, 0, -1, 0)
        covered = [character for character, box in ink(page) if box.intersects(inner)]
        assert not covered, (page.text, covered)
        assert not any(inner.intersects(other) for other in found[at + 1 :])


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_chip_covers_ink_wherever_a_word_begins(page: Page, text: str) -> None:
    page.show(text)
    starts = [
        at
        for at, character in enumerate(text)
        if character.isalnum()
        and (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "\u200c’"))
    ]
    for start in starts:
        show_content(page, Span(start, min(len(text), start + 9)))
        assert_no_ink_below_chips(page, 1)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_chips_at_one_place_stand_side_by_side(page: Page, text: str) -> None:
    page.show(text)
    start = next(at for at in range(8, len(text)) if text[at] in "“«(" and text[at - 1] != text[at])
    show_content(page, Span(start, start + 12), Span(start + 1, start + 11), Span(start, start + 5))
    assert_no_ink_below_chips(page, 3)


@given(
    st.text(st.sampled_from("ab 12 “”«»()—:. سلامن شל םא\u200c"), min_size=2, max_size=160),
    st.integers(0, 150),
)
@settings(max_examples=60)
def test_no_chip_covers_ink_in_any_mixture(page: Page, text: str, at: int) -> None:
    start = min(at, len(text) - 1)
    page.show(text)
    show_content(page, Span(start, min(len(text), start + 7)))
    assert_no_ink_below_chips(page, len(chips(page)))


@pytest.mark.parametrize(
    ("text", "words", "before", "widened"),
    [
        ("They said we go.", "we", "we", " we"),
        ("They said “we go.”", "we", "“we", " “we"),
        ("“We go.”", "We", "“We", None),
        ("They said—“we go.”", "we", "“we", "—“we"),
        ("Mid-sentence", "sentence", "sentence", "-sentence"),
        ("of l’Europe now", "Europe", "Europe", "’Europe"),
        ("او گفت: «ما رفتیم»", "ما", "«ما", " «ما"),
        ("او گفت:«ما رفتیم»", "ما", "«ما", "«ما"),
        ("او بالسلام گفت", "سلام", "بالسلام", " بالسلام"),
        ("باسلام", "سلام", "باسلام", None),
    ],
)
def test_a_chip_stands_before_opening_marks_and_never_parts_joined_letters(
    text: str, words: str, before: str, widened: str | None
) -> None:
    expected = ChipPlace(text.index(before), None if widened is None else text.index(widened))
    assert chip_place(text, 0, text.index(words)) == expected


def test_the_fill_takes_in_the_chip_but_no_mark_that_is_not_content(page: Page) -> None:
    page.show("The envoy said “we will go” and “nobody stays” here.")
    inside, whole = page.span("we will go"), page.span("“nobody stays”")
    show_content(page, inside, whole)
    parts = page.view._overlay.list_of(0)
    fills = {one.mark_id.int: one.rect for one in parts.highlights}
    places = {one.mark_id.int: one.rect for one in parts.chips}
    assert fills[2].contains(places[2])
    assert not fills[1].intersects(places[1])
    assert fills[1].left() - places[1].right() < 14
