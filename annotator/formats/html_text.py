"""An article's text as HTML: line by line, every mark where it is, and the notes beside it.

A line of the text is a paragraph, also an empty one, so that the text can be put together again.
What is marked stands in ``<span data-m>``, by number and role: ``12c`` is content of number 12,
``12s`` its source, ``12u`` its cue, ``12k`` its condition.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.domain.attributions import QuotedSpan
from annotator.domain.text.spans import SpanRole
from annotator.formats.html_document import HtmlWriter
from annotator.formats.records import ArticleRecord, AttributionRecord

ROLE_SIGNS = {
    SpanRole.CONTENT: "c",
    SpanRole.SOURCE: "s",
    SpanRole.CUE: "u",
    SpanRole.CONDITION: "k",
}
_LINE, _ENTRY_LINES, _CROWDED = 62, 3, 1.25
"""Letters of a printed line; how many lines an entry takes; from which share there are too many."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An attribution as the text shows it."""

    number: int
    attribution: AttributionRecord
    colour: str
    """Name of its colour slot."""
    glyph: str
    entry: str
    """What stands beside the text, as HTML."""


@dataclass(frozen=True, slots=True)
class _Edge:
    at: int
    mark: Mark
    span: QuotedSpan


def begins_with(text: str, title: str) -> bool:
    """Tell whether the first line of a text is its title."""
    return text.partition("\n")[0].strip() == title.strip() != ""


def is_crowded(text: str, marks: Sequence[Mark]) -> bool:
    """Tell whether the entries would run on far below the lines that they stand beside."""
    lines = sum(-(-len(line) // _LINE) or 1 for line in text.split("\n"))
    return len(marks) * _ENTRY_LINES > _CROWDED * lines + _ENTRY_LINES


def text_rows(
    article: ArticleRecord, marks: Sequence[Mark], place: int, html: HtmlWriter, *, headed: bool
) -> Iterator[str]:
    """Yield a row for each line of the text; ``place`` is the article's number in the report.

    ``headed``: the first line is the article's heading.
    """
    edges = [_Edge(span.start, mark, span) for mark in marks for span in mark.attribution.spans]
    edges.sort(key=lambda one: (one.at, one.mark.number))
    beside = _by_line(article.text, marks)
    language = f' lang="{html.words(article.language)}"' if article.language else ""
    painter = _Painter(article, edges, place, html)
    start = 0
    for number, line in enumerate(article.text.split("\n")):
        end = start + len(line)
        inside = painter.line(start, end)
        kind = 't head" role="heading" aria-level="2' if headed and not number else "t"
        paragraph = f'<p class="{kind}" dir="auto"{language}>{inside}</p>'
        entries = "".join(one.entry for one in beside.get(number, ()))
        if entries:
            # Before the line: so it floats beside the line's beginning.
            yield f'<div class="row"><ul class="margin">\n{entries}</ul>{paragraph}</div>\n'
        else:
            yield f"{paragraph}\n"
        start = end + 1


def _by_line(text: str, marks: Sequence[Mark]) -> Mapping[int, list[Mark]]:
    """Return the marks by the number of the line in which their content begins."""
    starts = [0]
    while (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)
    lines: dict[int, list[Mark]] = {}
    for mark in marks:
        content = (one for one in mark.attribution.spans if one.role is SpanRole.CONTENT)
        line = bisect_right(starts, min(one.start for one in content)) - 1
        lines.setdefault(line, []).append(mark)
    return lines


class _Painter:
    """Goes through the text once, from line to line."""

    def __init__(
        self, article: ArticleRecord, edges: Sequence[_Edge], place: int, html: HtmlWriter
    ) -> None:
        self._text = article.text
        self._zones = [(one.start, one.end) for one in article.zones]
        self._edges = edges
        self._place = place
        self._html = html
        self._next = 0
        self._open: list[_Edge] = []

    def line(self, start: int, end: int) -> str:
        """Return the words of a line, every piece in the marks that cover it."""
        ends = [one.span.end for one in self._open]
        at = self._next
        while at < len(self._edges) and self._edges[at].at < end:
            ends.append(self._edges[at].span.end)
            at += 1
        cuts = {start, end, *(one.at for one in self._edges[self._next : at]), *ends}
        cuts |= {place for zone in self._zones for place in zone}
        places = sorted(one for one in cuts if start <= one <= end)
        # What begins at the line's end waits for the next line: the break itself is not painted.
        return "".join(self._piece(first, last) for first, last in pairwise(places))

    def _take(self, at: int) -> list[_Edge]:
        """Return what begins up to a place, and close what ends there."""
        begun: list[_Edge] = []
        while self._next < len(self._edges) and self._edges[self._next].at <= at:
            begun.append(self._edges[self._next])
            self._next += 1
        self._open = [one for one in (*self._open, *begun) if one.span.end > at]
        return begun

    def _piece(self, start: int, end: int) -> str:
        begun = self._take(start)
        signs = "".join(self._sign(one.mark) for one in begun if one.span.role is SpanRole.CONTENT)
        words = self._html.words(self._text[start:end])
        if any(first <= start and end <= last for first, last in self._zones):
            words = f'<span class="zone">{words}</span>'
        return signs + self._covered(words)

    def _covered(self, words: str) -> str:
        if not self._open:
            return words
        held = sorted(self._open, key=lambda one: (one.mark.number, one.span.start))
        covered = " ".join(f"{one.mark.number}{ROLE_SIGNS[one.span.role]}" for one in held)
        colours = {one.mark.colour for one in held if one.span.role is SpanRole.CONTENT}
        kinds = []
        if colours:
            kinds = ["c", f"f-{colours.pop()}" if len(colours) == 1 else "f-mixed"]
        roles = {one.span.role for one in held if one.span.role is not SpanRole.CONTENT}
        kinds += [role.value for role in SpanRole if role in roles]
        return f'<span class="{" ".join(kinds)}" data-m="{covered}">{words}</span>'

    def _sign(self, mark: Mark) -> str:
        target = f"a{self._place}-n{mark.number}"
        sign = f"{mark.glyph}{mark.number}"
        return f'<a class="n s-{mark.colour}" href="#{target}">{sign}</a>'
