"""Selections that grow (word, quotation, sentence, paragraph, text), or settle on whole words."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from annotator.domain.text.hard_wrap import shown_text
from annotator.domain.text.quotations import find_quotations
from annotator.domain.text.sentences import sentence_ends
from annotator.domain.text.spans import Span, trimmed

_JOINS_LETTERS = "'’‑-."
_JOINS_DIGITS = ".,"
_INVISIBLE_JOINERS = "\u200c\u200d"
_HYPHENS = "‑-"
_APOSTROPHES = "'’"
_TAILS = frozenset({"s", "t", "d", "m", "ve", "re", "ll"})
"""What follows an apostrophe and is no word of its own: not so the rest of "l’envoyée"."""
_INSEPARABLE_TAIL = "t"
"""The others may be left out at the end: "Valmont’s", "they’ve"."""
_LONGEST_WORD = 30
"""Whoever selects in a longer one (an address, a row of letters) wants just that."""
_UNSPACED = frozenset(
    {
        "CJK",
        "HIRAGANA",
        "IDEOGRAPHIC",
        "KATAKANA",
        "KATAKANA-HIRAGANA",
        "KHMER",
        "LAO",
        "MYANMAR",
        "THAI",
        "TIBETAN",
    }
)
"""First words of the names of characters of scripts that put no spaces between words."""


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


def cuts_word(text: str, offset: int) -> bool:
    """Tell whether an offset is inside a word of a script that puts spaces between words."""
    return 0 < offset < len(text) and _in_words(text[offset - 1]) and _in_words(text[offset])


def snapped(text: str, span: Span, *, start: bool = True, end: bool = True) -> Span:
    """Return a rough selection with its ends moved from inside words to their nearer edges.

    A word is taken in if more than half of it was selected; where nothing else would be left, the
    greater part is. White space at the ends goes. Unchanged are: ends that ``start`` and ``end``
    do not ask for, selections inside one very long word, and ends in scripts without spaces.
    """
    span = trimmed(text, span)
    first = _cut_word(text, span.start, at_end=False) if start and len(span) else None
    last = _cut_word(text, span.end, at_end=True) if end and len(span) else None
    around = first or last
    if around is None:
        return span
    if around.contains(span):
        if len(around) > _LONGEST_WORD:
            return span
        return Span(
            first.start if first else span.start,
            _end_edge(text, last, span.end) if last else span.end,
        )
    begin, stop, before, after = span.start, span.end, 0.0, 0.0
    if first is not None:
        before = (first.end - span.start) / len(first)
        begin = first.start if before > 0.5 else first.end
    if last is not None:
        edge = _end_edge(text, last, span.end)
        after = (span.end - last.start) / (edge - last.start)
        stop = edge if after > 0.5 else last.start
    if not any(is_word_character(text[at]) for at in range(begin, stop)):
        if first is not None and before >= after:
            begin = first.start
            stop = max(stop, first.end)
        elif last is not None:
            begin = min(begin, last.start)
            stop = _end_edge(text, last, span.end)
    return trimmed(text, Span(begin, stop))


def _cut_word(text: str, offset: int, *, at_end: bool) -> Span | None:
    """Return the word that a selection cuts through with its start, or its end, if it does."""
    if not 0 < offset < len(text):
        return None
    if not cuts_word(text, offset):
        mark = offset if _binds(text, offset) else offset - 1
        if not _binds(text, mark):
            return None
        if at_end and mark == offset and _separable(text, mark):
            return None
    start = end = offset
    while start > 0 and (_in_words(text[start - 1]) or _binds(text, start - 1)):
        start -= 1
    while end < len(text) and (_in_words(text[end]) or _binds(text, end)):
        end += 1
    return Span(start, end)


def _end_edge(text: str, word: Span, offset: int) -> int:
    """Return where a selection ends that takes in a word: before its ’s, unless it is in that."""
    for at in range(max(offset, word.start + 1), word.end):
        if text[at] in _APOSTROPHES and _separable(text, at):
            return at
    return word.end


def _in_words(character: str) -> bool:
    """Tell whether a character is part of words that have spaces between them."""
    if not is_word_character(character):
        return False
    return character.isascii() or unicodedata.name(character, "").split(" ", 1)[0] not in _UNSPACED


def _binds(text: str, at: int) -> bool:
    """Tell whether a mark holds together what nobody would part: in "don’t", "1,200", "U.S"."""
    if not 0 < at < len(text) - 1 or text[at] in _HYPHENS or not _joins(text, at):
        return False
    if not (_in_words(text[at - 1]) and _in_words(text[at + 1])):
        return False
    return text[at] not in _APOSTROPHES or _tail(text, at) in _TAILS


def _separable(text: str, at: int) -> bool:
    """Tell whether what an apostrophe begins may be left out."""
    return _tail(text, at) in _TAILS - {_INSEPARABLE_TAIL}


def _tail(text: str, at: int) -> str:
    """Return the letters after an apostrophe, as far as it matters."""
    end = at + 1
    while end < min(len(text), at + 4) and is_word_character(text[end]):
        end += 1
    return text[at + 1 : end].casefold()


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
