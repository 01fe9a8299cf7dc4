"""An article that stands in a text as it was marked, with other lines before and after it.

Its length is not known, but its digest is: every run of lines is tried.
"""

import hashlib
import re
from collections.abc import Collection, Iterable

_MOST = 20_000
"""Runs of lines that are tried in one text, or those from its first `_FIRST` lines on."""
_FIRST = 20
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")
_WRAPS = re.compile(r"(?<!\n)\n(?!\n|$)")


def articles_within(text: str, digests: Collection[str]) -> dict[str, str]:
    """Return of these digests those of articles that stand whole in a text, with their own text.

    A line end more or less at the article's end does not count, nor do runs of spaces where the
    article has one, nor lines that are wrapped where it has paragraphs.
    """
    squeezed = _GAPS.sub("\n\n", _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)))
    found: dict[str, str] = {}
    for form in dict.fromkeys((text, squeezed, _WRAPS.sub(" ", squeezed))):
        rest = set(digests) - set(found)
        if rest:
            found |= _runs_of_lines(form, rest, _line_starts(form))
    return found


def article_at(text: str, digest: str, starts: Iterable[int]) -> str | None:
    """Return the article of this digest if it begins at one of these offsets (code points)."""
    starts = [start for start in starts if 0 <= start < len(text)]
    return _runs_of_lines(text, {digest}, starts).get(digest)


def _line_starts(text: str) -> list[int]:
    starts = [0, *(found.end() for found in re.finditer("\n", text) if found.end() < len(text))]
    return starts[: max(_FIRST, _MOST // len(starts))]


def _runs_of_lines(text: str, digests: Collection[str], starts: Iterable[int]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in starts:
        hashed = hashlib.sha256()
        at = start
        for line in text[start:].removesuffix("\n").split("\n"):
            hashed.update(line.encode("utf-8", "surrogatepass"))
            at += len(line)
            digest = hashed.hexdigest()
            if digest in digests:
                found.setdefault(digest, text[start:at])
            hashed.update(b"\n")
            digest = hashed.hexdigest()
            if digest in digests:
                found.setdefault(digest, text[start:at] + "\n")
            at += 1
    return found
