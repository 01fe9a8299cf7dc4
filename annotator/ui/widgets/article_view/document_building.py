"""The article's text as a `QTextDocument`: heading, paragraphs, what is not article text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from annotator.domain.articles import Zone
from annotator.domain.text.spans import Span
from annotator.ui.theme.fonts import reading_font
from annotator.ui.theme.tokens import Tokens
from annotator.ui.widgets.article_view.measures import Measures
from annotator.ui.widgets.article_view.text_positions import TextPositions

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


def build_document(
    document: QTextDocument,
    positions: TextPositions,
    *,
    title: Span | None,
    zones: Sequence[Zone],
    room_below_title: float,
    measures: Measures,
    tokens: Tokens,
) -> None:
    """Fill ``document`` anew. Its positions are those of the text, in UTF-16 units."""
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(reading_font(measures.text))
    document.setPlainText(positions.displayed)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(measures.line_height, measures.paragraph_gap))
    _shrink_empty_blocks(cursor, positions)
    _set_arabic(cursor, positions, measures)
    for zone in zones:
        _grey(cursor, positions, Span(zone.start, zone.end), measures, tokens)
    if title is not None and len(title):
        _set_heading(cursor, positions, title, room_below_title, measures)
    cursor.endEditBlock()


def _block_format(line_height: float, gap: float) -> QTextBlockFormat:
    result = QTextBlockFormat()
    result.setLineHeight(line_height, _FIXED)
    result.setBottomMargin(gap)
    return result


def _char_format(font: QFont) -> QTextCharFormat:
    """Return a format that sets family and size, and leaves all else as it is."""
    result = QTextCharFormat()
    result.setFont(
        font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly
    )
    return result


def _select(cursor: QTextCursor, positions: TextPositions, span: Span) -> None:
    cursor.setPosition(positions.to_units(span.start))
    cursor.setPosition(positions.to_units(span.end), QTextCursor.MoveMode.KeepAnchor)


def _shrink_empty_blocks(cursor: QTextCursor, positions: TextPositions) -> None:
    """Let a blank line between paragraphs add nothing to the gap that is there anyway."""
    flat = _block_format(1, 0)
    tiny = QTextCharFormat()
    tiny.setProperty(QTextCharFormat.Property.FontPixelSize, 1)
    starts = positions.block_starts
    for start, following in pairwise(starts):
        if following == start + 1:
            cursor.setPosition(positions.to_units(start))
            cursor.setBlockFormat(flat)
            cursor.setBlockCharFormat(tiny)


def _set_arabic(cursor: QTextCursor, positions: TextPositions, measures: Measures) -> None:
    """Give paragraphs that are mostly in Arabic script a naskh face and more room."""
    if not _ARABIC.search(positions.displayed):
        return
    letters = _char_format(reading_font(measures.arabic_text, arabic=True))
    lines = _block_format(measures.px(36), measures.paragraph_gap)
    for number in range(len(positions.block_starts)):
        span = positions.block_span(number)
        words = positions.displayed[span.start : span.end]
        if len(_ARABIC.findall(words)) > len(_LATIN.findall(words)):
            _select(cursor, positions, span)
            cursor.mergeCharFormat(letters)
            cursor.mergeBlockFormat(lines)


def _grey(
    cursor: QTextCursor, positions: TextPositions, zone: Span, measures: Measures, tokens: Tokens
) -> None:
    grey = QTextCharFormat()
    grey.setForeground(tokens.text3)
    _select(cursor, positions, zone)
    cursor.mergeCharFormat(grey)
    small = _char_format(reading_font(measures.small_text))
    lines = _block_format(measures.px(22), measures.paragraph_gap)
    first, last = positions.block_of(zone.start), positions.block_of(max(zone.start, zone.end - 1))
    for number in range(first, last + 1):
        span = positions.block_span(number)
        if len(span) and Span(zone.start, zone.end).contains(span):
            _select(cursor, positions, span)
            cursor.mergeCharFormat(small)
            cursor.mergeBlockFormat(lines)


def _set_heading(
    cursor: QTextCursor,
    positions: TextPositions,
    title: Span,
    room_below: float,
    measures: Measures,
) -> None:
    letters = QTextCharFormat()
    letters.setProperty(QTextCharFormat.Property.FontPixelSize, measures.title)
    letters.setFontWeight(QFont.Weight.Bold)
    _select(cursor, positions, title)
    cursor.mergeCharFormat(letters)
    cursor.mergeBlockFormat(_block_format(measures.px(30), measures.px(4)))
    last = _block_format(measures.px(30), room_below)
    cursor.setPosition(positions.to_units(max(title.start, title.end - 1)))
    cursor.mergeBlockFormat(last)
