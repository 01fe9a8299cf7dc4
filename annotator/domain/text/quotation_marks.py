"""Which quotation mark opens and which closes: one pass over a text's marks with a stack."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile("[\"“”„‟«»‹›‘’‚'「」『』]|\n")
_CLOSES: dict[str, str] = {
    "“": "”",
    "‟": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "’",
    "‚": "‘",
    '"': '"',
    "'": "'",
    "「": "」",
    "『": "』",
}
"""Opening mark to the marks that may close it; ”…” and »…» are Swedish, »…« German."""
_STAND_INS = {'"': "“„", "”": '"', "“": "“"}
"""Closing marks that typing errors put in the place of others: ``“so"`` and ``"so”``."""
_SINGLE = "‘'"
_CLOSING_SINGLE = {"‘": "’", "'": "'"}
_BEFORE_OPENING = "([{—–-/“\"‘'«‹„‚「『:"
_BEHIND_CLOSING = ".,;:!?…)]}”’»›،؛؟۔"
_ELISION = re.compile(r"(?:\d\ds|em|til|tis|twas|cause|n|n’|bout|round)\b", re.IGNORECASE)
_MAYBE_PLURAL = "sSzZxX"
_DEEPEST = 20
"""More quotations than this inside each other are no quotations."""


@dataclass(slots=True)
class Opened:
    """A quotation that was opened; ``end`` and ``closed`` are set when it ends."""

    mark: str
    start: int
    expected: int = -1
    """Where a single mark closes, found by looking ahead; -1 for other marks."""
    end: int = -1
    closed: bool = False


class QuotationReader:
    """Reads one text from mark to mark. Each paragraph ends what is open, but for repetitions."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = [found.start() for found in _MARK.finditer(text)]
        self._open: list[Opened] = []
        self._ended: list[Opened] = []
        self._goes_on = 0
        """Where the paragraph goes on that the last newline looked ahead to."""

    def read(self) -> list[Opened]:
        """Return every quotation, in the order in which they end."""
        for place, at in enumerate(self._marks):
            if at < self._goes_on:
                continue
            if self._text[at] == "\n":
                self._end_paragraph(place)
            else:
                self._read_mark(place, at)
        self._leave(0, len(self._text))
        return self._ended

    def _read_mark(self, place: int, at: int) -> None:
        mark = self._text[at]
        closed = self._closed_by(mark, at)
        if closed >= 0:
            self._leave(closed + 1, at)
            one = self._open.pop()
            one.end, one.closed = at + 1, True
            self._ended.append(one)
        elif mark in _SINGLE:
            expected = self._closing_single(place) if self._may_open(at) else -1
            if expected >= 0 or (mark == "‘" and self._begins_speech(at)):
                self._push(Opened(mark, at, expected))
        elif mark in _CLOSES and self._may_open(at):
            self._push(Opened(mark, at))

    def _push(self, one: Opened) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(one)

    def _closed_by(self, mark: str, at: int) -> int:
        """Return which of the open quotations the mark closes; -1 if it closes none."""
        if mark not in "’'" and self._only_opens(at):
            return -1
        for place in range(len(self._open) - 1, -1, -1):
            one = self._open[place]
            if one.expected == at or (mark not in "’'" and mark in _CLOSES[one.mark]):
                return place
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].mark in _STAND_INS.get(mark, ""):
                return place if mark != "“" or self._only_closes(at) else -1
        return -1

    def _end_paragraph(self, place: int) -> None:
        """End what is open at a newline, but for what the next paragraph repeats the marks of."""
        if not self._open:
            return
        at = self._next_visible(self._marks[place])
        kept = 0
        for one in self._open:
            if at >= len(self._text) or self._text[at] != one.mark:
                break
            kept += 1
            at += 1
        self._leave(kept, self._marks[place])
        if kept:
            self._goes_on = at
            before = bisect_left(self._marks, at) - 1
            for one in self._open:
                if one.mark in _SINGLE:
                    one.expected = self._closing_single(before, one.mark)

    def _leave(self, first: int, end: int) -> None:
        """End the open quotations from ``first`` without a closing mark."""
        for one in self._open[first:]:
            one.end = one.start + len(self._text[one.start : end].rstrip())
            self._ended.append(one)
        del self._open[first:]

    def _next_visible(self, at: int) -> int:
        while at < len(self._text) and self._text[at].isspace():
            at += 1
        return at

    def _closing_single(self, place: int, mark: str = "") -> int:
        """Return where a single mark closes, looking on from the mark at ``place``; -1 if nowhere.

        Apostrophes are passed over.
        """
        closing = _CLOSING_SINGLE[mark or self._text[self._marks[place]]]
        doubtful = -1
        for at in self._candidates(place, closing):
            if not self._maybe_plural(at):
                return at
            if doubtful < 0:
                doubtful = at
        return doubtful

    def _candidates(self, place: int, closing: str) -> Iterator[int]:
        """Yield marks that could close a single one, up to the next that opens or a larger end."""
        inner = 0
        for later in range(place + 1, len(self._marks)):
            at = self._marks[later]
            mark = self._text[at]
            if mark == "\n" or (mark in _SINGLE and self._may_open(at)):
                return
            if mark == closing and self._may_close(at) and not self._before(at).isspace():
                yield at
            if mark in "“„«" or (mark == '"' and self._only_opens(at)):
                inner += 1
            elif mark in '”»"':
                inner -= 1
            if inner < 0:
                return

    def _maybe_plural(self, at: int) -> bool:
        """Tell whether a closing single mark might as well end a plural owner (``years’ work``)."""
        after = self._text[at + 1 : at + 3]
        return self._before(at) in _MAYBE_PLURAL and after[:1].isspace() and after[1:2].islower()

    def _before(self, at: int) -> str:
        return self._text[at - 1] if at else "\n"

    def _after(self, at: int) -> str:
        return self._text[at + 1] if at + 1 < len(self._text) else "\n"

    def _may_open(self, at: int) -> bool:
        """Tell whether a mark stands where an opening one does, and is no apostrophe."""
        mark, before, after = self._text[at], self._before(at), self._after(at)
        if mark in "“„«‹‟「『":
            return True
        if mark in _SINGLE and _ELISION.match(self._text, at + 1, at + 8):
            return False
        free = before.isspace() or before in _BEFORE_OPENING
        if mark == '"' and not after.isspace() and not free:
            return not self._only_closes(at)
        return free and not after.isspace()

    def _begins_speech(self, at: int) -> bool:
        """Tell whether an opening mark that never closes is no mere accent (``‘Abd``)."""
        before = self._text[max(0, at - 2) : at].rstrip(" ")
        return not before or before[-1] in '\n:,“"'

    def _may_close(self, at: int) -> bool:
        return not self._after(at).isalnum()

    def _only_opens(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        free = before.isspace() or before in "([{"
        return free and not after.isspace() and after not in _BEHIND_CLOSING

    def _only_closes(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        return not before.isspace() and not after.isalnum()
