"""Keys for sorting and matching, computed here so that every database orders alike."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ـ": None})
"""Arabic and Persian keyboards write one letter with two characters; tatweel only stretches."""
_DIGITS = re.compile(r"\d+")


def match_key(name: str) -> str:
    """Return the key under which two spellings of a name are the same name.

    Compatibility forms, case, accents, punctuation, spacing and joiners do not count; letters do.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(
        c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )
    return _NOT_WORD.sub(" ", letters.translate(_SAME_LETTER)).strip()


def sort_key(label: str) -> str:
    """Return a key that orders labels as readers expect, numbers by their size."""
    return _DIGITS.sub(lambda found: found.group().lstrip("0").rjust(10, "0"), match_key(label))
