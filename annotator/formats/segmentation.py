"""Sentences and tokens of a text, the same for every language and every format that counts them.

Tokens: a run of letters, digits and connecting characters is one; every other visible character is
one of its own. Marks and invisible format characters (Unicode categories M and Cf) go with what
stands before them, at the front of a token with what follows. An apostrophe between two letters and
a full stop or comma between two digits stay inside. In scripts that put no spaces between words
(Chinese and Japanese characters, Thai, Lao, Khmer, Burmese) each character is a token. White space
belongs to none. Nothing depends on the direction of writing: offsets follow the text as it is
stored.

Sentences: as the program finds them elsewhere, paragraph by paragraph; hard-wrapped lines are read
as running text. No token reaches over the end of a sentence.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.domain.text.hard_wrap import shown_text
from annotator.domain.text.sentences import sentence_ends
from annotator.domain.text.spans import Span, trimmed

_SPACE, _WORD, _EXTENDS, _ALONE = range(4)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_APOSTROPHES = "'’"
_IN_NUMBERS = ".,"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without white space at its ends, and its tokens (code points)."""

    span: Span
    tokens: tuple[Span, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; together they hold all that is not white space."""
    shown = shown_text(text)
    for paragraph in re.finditer("[^\n]+", shown):
        start = paragraph.start()
        for end in sentence_ends(shown, start, paragraph.end()):
            span = trimmed(text, Span(start, end))
            if len(span):
                yield Sentence(span, tuple(_tokens(text, span)))
            start = end


def covering(tokens: Sequence[Span], start: int, end: int) -> range:
    """Return the places of the tokens that share a code point with ``start`` to ``end``."""
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    return range(first, max(first, last))


def _tokens(text: str, sentence: Span) -> Iterator[Span]:
    at, end = sentence.start, sentence.end
    while at < end:
        if _kind(text[at]) == _SPACE:
            at += 1
            continue
        start = at
        while at < end and _kind(text[at]) == _EXTENDS:
            at += 1
        word = at > start or _kind(text[at]) == _WORD
        if at < end and at == start:
            at += 1
        while at < end and (
            _kind(text[at]) == _EXTENDS
            or (word and (_kind(text[at]) == _WORD or _stays_inside(text, at, end)))
        ):
            at += 1
        yield Span(start, at)


def _stays_inside(text: str, at: int, end: int) -> bool:
    """Tell whether a mark inside a word or number belongs to it."""
    if at + 1 >= end:
        return False
    before, after = text[at - 1], text[at + 1]
    if text[at] in _APOSTROPHES:
        return _kind(after) == _WORD and before.isalpha() and after.isalpha()
    return text[at] in _IN_NUMBERS and before.isdecimal() and after.isdecimal()


@lru_cache(maxsize=4096)
def _kind(character: str) -> int:
    if character.isspace():
        return _SPACE
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf":
        return _EXTENDS
    if category == "Pc" or (category[0] in "LN" and not _UNSPACED.match(character)):
        return _WORD
    return _ALONE
