"""Finding words in an article, in our own text: offsets are code points."""

import re

from annotator.domain.text.spans import Span

MOST = 2_000
"""So many places are marked; more would say nothing."""


def find_all(text: str, words: str) -> tuple[Span, ...]:
    """Return where the words occur: case does not count, and any white space matches any other."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return ()
    found: list[Span] = []
    for match in re.finditer(r"\s+".join(parts), text, re.IGNORECASE):
        found.append(Span(*match.span()))
        if len(found) == MOST:
            break
    return tuple(found)
