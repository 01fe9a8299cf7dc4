"""A text's title line, a label where it has none, and how many words it has."""

import re
from collections.abc import Iterator

from annotator.domain.text.hard_wrap import shown_text
from annotator.domain.text.sentences import CLOSING_MARKS, ends_sentence
from annotator.domain.text.spans import Span, trimmed

MOST_TITLE = 200
"""Code points in the longest line that is taken for a title."""
_LINES_LOOKED_AT = 3

_LETTERS = re.compile(r"[^\W\d_]+")
_VISIBLE = re.compile(r"\S")
_RUN = re.compile(r"[^\s—–…/|]+")
_BYLINE = re.compile(r"(?:By|BY)(?:,? (?:and )?[^\Wa-z\d_][\w.’'-]*){2,8}")
_DATELINE = re.compile(
    r"""\s*(?:
        (?:\w[\w.’' ]*,\s*)?\w[\w.’' ,]{0,60}\([^()]{2,30}\)\s*[-–—:]   # PLACE, Country (AGENCY) -
      | \([^()]{2,30}\)\s*[-–—:]                                         # (AGENCY) -
      | [^\Wa-z\d_][^a-z]{1,40}(?:,\s*[\w. ]{2,40})?,?\s*[–—]            # PLACE, Country —
      | [^\Wa-z\d_][^a-z]{1,40},\s*[\w. ]{2,40}\s-\s                     # PLACE, Country -
    )""",
    re.VERBOSE,
)


def title_span(text: str) -> Span | None:
    """Return the span of the line that looks like the text's title; None where none does.

    It is the first line with at least two words of letters, among the first three that are not
    blank, if it isn't a sentence, a dateline, an editor's remark or the start of wrapped lines.
    """
    for line in _first_lines(text):
        words = line.quote(text)
        if len(_LETTERS.findall(words[: MOST_TITLE + 1])) < 2:
            continue
        if words.endswith(":") or _BYLINE.fullmatch(words):
            continue
        return line if _looks_like_title(text, line, words) else None
    return None


def first_words(text: str, limit: int = 80) -> str:
    """Return the first words of a text as its label, at most ``limit`` code points."""
    start = 0
    for line in _first_lines(text):
        if len(_LETTERS.findall(line.quote(text)[: MOST_TITLE + 1])) > 1:
            start = line.start
            break
    words = " ".join(text[start : start + 8 * limit].split())
    if len(words) <= limit and start + 8 * limit < len(text):
        words = " ".join(text[start:].split())
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    if not words[limit - 1].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return f"{cut.rstrip(' ,;:–—-')}…"


def word_count(text: str) -> int:
    """Return how many words there are: between spaces or dashes, with a letter or digit."""
    return sum(any(map(str.isalnum, found.group())) for found in _RUN.finditer(text))


def _first_lines(text: str) -> Iterator[Span]:
    """Yield the first few lines that aren't blank, without white space at their ends."""
    start = 0
    for _ in range(_LINES_LOOKED_AT):
        found = _VISIBLE.search(text, start)
        if not found:
            return
        end = text.find("\n", found.start())
        start = len(text) if end < 0 else end
        yield trimmed(text, Span(found.start(), start))


def _looks_like_title(text: str, line: Span, words: str) -> bool:
    if len(words) > MOST_TITLE or not text[line.end :].strip():
        return False
    if words.startswith("[") and words.endswith("]"):
        return False
    if words.rstrip(CLOSING_MARKS).endswith((".", "۔", "。")) and ends_sentence(words, "X"):
        return False
    if _DATELINE.match(words):
        return False
    return not _runs_on(text, line)


def _runs_on(text: str, line: Span) -> bool:
    """Tell whether the text is hard-wrapped and the line's end is a mere wrap."""
    end = text.find("\n", line.end)
    following = text[end + 1 : end + 1 + MOST_TITLE].split("\n", 1)[0]
    return bool(following.strip()) and shown_text(text)[end] != "\n"
