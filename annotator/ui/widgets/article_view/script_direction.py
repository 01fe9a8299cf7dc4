"""Which way scripts are read."""

import re

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""One character that is read, or makes others be read, from right to left."""
LEFT_TO_RIGHT = re.compile(
    "[0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u058f\u0660-\u0669\u06f0-\u06f9\u0900-\u1fff\u200e"
    "\u202a\u202d\u2066\u2c00-\ud7ff\uf900-\ufb1c\U00010000-\U000107ff\U00011000-\U0001e7ff"
    "\U0001f000-\U0003ffff]"
)
"""One character that is read, or makes others be read, from left to right; digits too."""

_SAMPLE = 4_000


def mostly_right_to_left(text: str) -> bool:
    """Tell whether most of the beginning of a text is read from right to left."""
    sample = text[:_SAMPLE]
    leftwards = len(RIGHT_TO_LEFT.findall(sample))
    return leftwards > 0 and leftwards > len(LEFT_TO_RIGHT.findall(sample))
