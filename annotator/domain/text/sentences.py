"""Where sentences end: abbreviations, initials, numbers and closing quotation marks considered."""

import re

ENDING_MARKS = ".!?…؟۔。！？।"
CLOSING_MARKS = "”’\"'»›“‘)]}」』"
OPENING_MARKS = "“‘\"'«‹„‚([{「『"

_UNSPACED_ENDS = frozenset("。！？")
_END = re.compile(f"[{re.escape(ENDING_MARKS)}]+[{re.escape(CLOSING_MARKS)}]*")
_LAST_WORD = re.compile(r"(?:[^\W\d_]+\.)*[^\W\d_]+$|\d+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SAYING = re.compile(
    r"(?:[^\W\d_][\w.’'-]*[ ]){1,3}(?:said|says|asked|asks|added|told|wrote|replied)\b"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or a number follows these: they never end a sentence.
_BEFORE_NAMES = _words(
    "mr mrs ms mx dr prof gen lt col maj capt sgt cpl brig adm cmdr cdr sen rep gov rev hon st amb "
    "messrs mme mlle vs supt det insp pte pvt e.g i.e"
)
# These may end a sentence; what follows tells.
_OFTEN_WITHIN = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat jr sr inc "
    "ltd co corp bros dept univ etc approx est ave blvd calif mass conn penn fla ga va wash pres "
    "sec ph.d"
)
_BEFORE_NUMBERS = _words("no nos nr p pp vol fig art para ch")
_STARTERS = _words(
    "the a an in it he she they we i you but and on at this that these those there as for if while "
    "meanwhile however his her its their our my some many most after before when since with what "
    "who how why where both all one two no not yet so by from during under until although though "
    "another other last next earlier later now then still also instead neither only such to or nor "
    "even despite because according asked"
)


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Return where the sentences of ``text[start:end]``, one paragraph, end (code points).

    Closing quotation marks and brackets belong to the sentence that they close. The last end is
    that of the paragraph itself, without white space behind it.
    """
    ends = [
        found.end()
        for found in _END.finditer(text, start, end)
        if _ends_here(text, start, found.start(), found.end(), end)
    ]
    last = start + len(text[start:end].rstrip())
    if last > start and (not ends or ends[-1] < last):
        ends.append(last)
    return ends


def ends_sentence(line: str, following: str = "") -> bool:
    """Tell whether a line ends a sentence, given what the next line begins with."""
    line = line.rstrip()[-100:]
    core = len(line.rstrip(CLOSING_MARKS))
    mark = len(line[:core].rstrip(ENDING_MARKS))
    if mark == core:
        return False
    both = f"{line} {following[:200].lstrip()[:100]}"
    return _ends_here(both, 0, mark, len(line), len(both))


def _ends_here(text: str, start: int, mark: int, after: int, end: int) -> bool:
    """Tell whether the marks ``text[mark:after]`` end a sentence of the paragraph start to end."""
    if after >= end:
        return True
    if not text[after].isspace():
        return text[after - 1] in _UNSPACED_ENDS or text[mark] in _UNSPACED_ENDS
    following = text[after : min(end, after + 100)].lstrip()
    if not following:
        return True
    rest = following.lstrip(OPENING_MARKS)
    quoted = any(c in '“"«„‘‹' for c in following[: len(following) - len(rest)])
    abbreviated = text[mark:after] == "." and _abbreviates(text, start, mark, rest, quoted)
    if abbreviated:
        return False
    if rest[:1].islower():
        return quoted and not any(c in "!?" for c in text[mark:after])
    asked = text[mark] in "?!؟" and after - mark > 1
    return not (asked and _SAYING.match(following))


def _abbreviates(text: str, start: int, mark: int, rest: str, quoted: bool) -> bool:
    """Tell whether the full stop at ``mark`` belongs to an abbreviation within a sentence."""
    before = text[max(start, mark - 24) : mark]
    found = _LAST_WORD.search(before)
    if not found:
        return False
    word, key = found.group(), found.group().casefold()
    if word.isdecimal():
        return mark - len(word) == start  # the number of a list's entry
    if key in _BEFORE_NAMES:
        return word[0].isupper() or "." in word
    if key in _BEFORE_NUMBERS:
        return rest[:1].isdigit()
    if key not in _OFTEN_WITHIN and not _INITIALS.fullmatch(word):
        return False
    if key in _OFTEN_WITHIN and not word[0].isupper() and key not in {"etc", "approx", "est"}:
        return False
    first = _FIRST_WORD.match(rest)
    starts = quoted or (first is not None and first.group().casefold() in _STARTERS)
    return rest[:1].islower() or not (starts and rest[:1].isupper())
