"""Finding a passage again in another text: by its words, wherever they stand there."""

import re
from collections.abc import Sequence

from annotator.domain.text.match_keys import match_key
from annotator.domain.text.spans import Span

_WORD = re.compile(r"\w+")
_NEAR = 40
"""Code points that two versions may differ by between a passage and what goes with it."""


class WordedText:
    """A text as its words, with where each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans: list[Span] = []
        self._words: list[str] = []
        for found in _WORD.finditer(text):
            key = match_key(found.group())
            if key:
                self._spans.append(Span(found.start(), found.end()))
                self._words.append(key)
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._places.setdefault(word, []).append(place)

    def occurrences(self, quote: str) -> list[Span]:
        """Return where the words of a quote stand one after the other.

        Case, accents, spacing and punctuation do not count. Marks around the quote are taken in
        where they stand here, too.
        """
        words = [match_key(found.group()) for found in _WORD.finditer(quote)]
        words = [word for word in words if word]
        if not words:
            return []
        return [
            self._with_marks(quote, self._spans[place].start, self._spans[last].end)
            for place in self._places.get(words[0], ())
            if self._words[place : (last := place + len(words) - 1) + 1] == words
        ]

    def _with_marks(self, quote: str, start: int, end: int) -> Span:
        first = next(_WORD.finditer(quote)).start()
        last = [found.end() for found in _WORD.finditer(quote)][-1]
        before, after = quote[:first], quote[last:]
        while before and self.text[max(0, start - 1) : start] == before[-1]:
            before, start = before[:-1], start - 1
        while after and self.text[end : end + 1] == after[0]:
            after, end = after[1:], end + 1
        return Span(start, end)


def passage_in(other: WordedText, text: str, content: Sequence[Span]) -> tuple[Span, ...] | None:
    """Return where the fragments of a passage stand in another text, in the same order.

    None unless the longest stands there exactly once, and the others exactly once near it.
    """
    if not content:
        return None
    longest = max(content, key=lambda span: (len(span), -span.start))
    found = other.occurrences(longest.quote(text))
    if len(found) != 1:
        return None
    result = [
        found[0] if span == longest else near(other, text, span, longest, found[0])
        for span in content
    ]
    spans = [one for one in result if one is not None]
    return tuple(spans) if len(spans) == len(content) and spans == sorted(spans) else None


def near(other: WordedText, text: str, span: Span, anchor: Span, there: Span) -> Span | None:
    """Return where the words of a span stand in another text, near what is an anchor for both.

    None unless they stand there exactly once: no farther from it than here, give or take a few
    words.
    """
    gap = max(0, anchor.start - span.end, span.start - anchor.end)
    reach = gap + len(span) + _NEAR
    found = [
        one
        for one in other.occurrences(span.quote(text))
        if there.start - reach <= one.start and one.end <= there.end + reach
    ]
    # On its own side of the anchor, where there is one on either.
    if len(found) > 1:
        found = [one for one in found if (one.start < there.start) == (span.start < anchor.start)]
    return found[0] if len(found) == 1 else None
