"""Selections that grow: word, quotation, sentence, paragraph, whole text."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from annotator.domain.hard_wrap import shown_text
from annotator.domain.quotations import find_quotations
from annotator.domain.sentences import sentence_ends
from annotator.domain.spans import Span, trimmed

_JOINS_LETTERS = "'’‑-."
_JOINS_DIGITS = ".,"
_INVISIBLE_JOINERS = "\u200c\u200d"


def widen(text: str, span: Span) -> Span:
    """Return the next larger of word, quotation, sentence, paragraph and whole text.

    A quotation comes first without its marks, then with them; an outer one after an inner one.
    What a selection cuts through is taken in whole. The whole text is the last.
    """
    span = Span(max(0, min(span.start, len(text))), max(0, min(span.end, len(text))))
    return next(
        (wider for wider in _levels(text, span) if len(wider) > len(span) and wider.contains(span)),
        Span(0, len(text)),
    )


def word_at(text: str, offset: int) -> Span:
    """Return the word around an offset, or the one that ends there; empty where there is none.

    Apostrophes, hyphens and the dots of initials inside a word belong to it.
    """
    if not (offset < len(text) and is_word_character(text[offset])):
        if not (0 < offset <= len(text) and is_word_character(text[offset - 1])):
            joiner = 0 < offset < len(text) and _joins(text, offset)
            if not joiner:
                return Span(offset, offset)
        offset -= 1
    start = end = offset
    while start > 0 and (is_word_character(text[start - 1]) or _joins(text, start - 1)):
        start -= 1
    while end < len(text) and (is_word_character(text[end]) or _joins(text, end)):
        end += 1
    return Span(start, end)


def sentence_at(text: str, offset: int) -> Span:
    """Return the sentence around an offset, without white space at its ends."""
    shown = shown_text(text)
    return _sentences(shown, _line(shown, offset, offset), Span(offset, offset))


def paragraph_at(text: str, offset: int) -> Span:
    """Return the paragraph around an offset, without white space at its ends."""
    shown = shown_text(text)
    return trimmed(shown, _line(shown, offset, offset))


def is_word_character(character: str) -> bool:
    """Tell whether a character is part of words: letters, digits, marks on them, joiners."""
    return (
        character.isalnum()
        or character == "_"
        or character in _INVISIBLE_JOINERS
        or unicodedata.category(character)[0] == "M"
    )


def _joins(text: str, at: int) -> bool:
    """Tell whether a mark stands inside a word or a number."""
    mark = text[at]
    if mark not in _JOINS_LETTERS and mark not in _JOINS_DIGITS:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not (before and after and is_word_character(before) and is_word_character(after)):
        return False
    if before.isdigit() and after.isdigit():
        return True
    if mark == ".":  # of initials: a single letter before it
        return at < 2 or not is_word_character(text[at - 2])
    return mark in _JOINS_LETTERS


def _levels(text: str, span: Span) -> Iterator[Span]:
    """Yield what the selection may grow to, smallest kind first."""
    first = word_at(text, span.start)
    last = word_at(text, span.end - 1 if len(span) else span.end)
    yield Span(min(first.start, span.start), max(last.end, span.end))
    quotations = find_quotations(text)
    for quotation in reversed(quotations):
        yield quotation.inner
        yield quotation.outer
    shown = shown_text(text)
    lines = _line(shown, span.start, span.end)
    sentences = _sentences(shown, lines, span)
    cut = [one.outer for one in quotations if _cuts(sentences, one.outer)]
    yield _sentences(
        shown,
        lines,
        Span(
            max(lines.start, min(one.start for one in (sentences, *cut))),
            min(lines.end, max(one.end for one in (sentences, *cut))),
        ),
    )
    yield trimmed(shown, lines)


def _cuts(sentences: Span, quotation: Span) -> bool:
    """Tell whether the sentences end, or begin, in the middle of a quotation."""
    return quotation.overlaps(sentences) and not sentences.contains(quotation)


def _line(shown: str, start: int, end: int) -> Span:
    """Return the whole lines that a range touches, without the last newline."""
    stop = max(start, end - 1)
    found = shown.find("\n", stop)
    return Span(shown.rfind("\n", 0, start) + 1, len(shown) if found < 0 else found)


def _sentences(shown: str, lines: Span, span: Span) -> Span:
    """Return the whole sentences in these lines that a range touches."""
    ends: list[int] = []
    start = lines.start
    while start < lines.end:
        found = shown.find("\n", start, lines.end)
        stop = lines.end if found < 0 else found
        ends += sentence_ends(shown, start, stop)
        start = stop + 1
    if not ends:
        return trimmed(shown, lines)
    first = bisect_right(ends, span.start)
    last = bisect_left(ends, max(span.end, span.start + 1))
    first, last = min(first, len(ends) - 1), min(last, len(ends) - 1)
    begin = ends[first - 1] if first else lines.start
    return trimmed(shown, Span(begin, max(ends[last], begin)))
