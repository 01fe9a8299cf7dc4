"""Code points here, UTF-16 units there: aligned for every text, whatever Qt makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from annotator.domain.text.article_text import normalise
from annotator.domain.text.spans import Span
from annotator.ui.theme import LIGHT
from annotator.ui.widgets.article_view.document_building import build_document
from annotator.ui.widgets.article_view.measures import Measures
from annotator.ui.widgets.article_view.text_positions import TextPositions

AWKWARD = "\n\u2028\u2029\u00a0\t\ufeff\ufffc\ufdd0\ufdd1\u00ad\u200d\u0301😀𝔸שلا ab.“"
CHARACTERS = st.one_of(st.sampled_from(AWKWARD), st.characters(codec="utf-8"))
TEXTS = st.text(CHARACTERS, max_size=200).map(lambda text: normalise(text).text)


def document_of(positions: TextPositions) -> QTextDocument:
    document = QTextDocument()
    title = Span(0, min(3, len(positions.text)))
    build_document(
        document,
        positions,
        title=title if len(title) else None,
        zones=(),
        room_below_title=10,
        measures=Measures(),
        tokens=LIGHT,
    )
    return document


@given(TEXTS)
def test_the_document_has_one_position_for_each_unit(text: str) -> None:
    positions = TextPositions(text)
    document = document_of(positions)
    assert document.characterCount() - 1 == positions.units
    assert document.blockCount() == len(positions.block_starts)
    block = document.begin()
    for start in positions.block_starts:
        assert block.position() == positions.to_units(start)
        block = block.next()


@given(TEXTS)
def test_every_character_stands_where_it_should(text: str) -> None:
    positions = TextPositions(text)
    document = document_of(positions)
    assert len(positions.displayed) == len(text)
    for offset, character in enumerate(positions.displayed):
        units = positions.to_units(offset)
        if character.isalnum() and character <= "\uffff":
            assert document.characterAt(units) == character
        assert positions.to_code_points(units) == offset
        if character > "\uffff":
            assert positions.to_code_points(units + 1) == offset


@given(TEXTS, st.integers(-5, 500))
def test_positions_beyond_the_text_are_held_within_it(text: str, units: int) -> None:
    positions = TextPositions(text)
    assert 0 <= positions.to_code_points(units) <= len(text)
    assert 0 <= positions.to_units(units) <= positions.units


def test_hard_wrapped_lines_are_shown_as_one_paragraph_of_the_same_length() -> None:
    text = (
        "The ministry in Port Calder said on Friday that it was ready\n"
        "to trade threat information with the authorities in Kabul if\n"
        "these would do the same for the envoys who had been sent to\n"
        "the border in spring and who had come back without an answer.\n\n"
        "Nothing else was said."
    )
    positions = TextPositions(text)
    assert len(positions.displayed) == len(text)
    assert len(positions.block_starts) == 3
    assert positions.text == text


@pytest.mark.parametrize("text", ["", "\n", "\ufeff\ufeffa", "😀"])
def test_small_texts(qapp: QApplication, text: str) -> None:
    positions = TextPositions(text)
    assert document_of(positions).characterCount() - 1 == positions.units
