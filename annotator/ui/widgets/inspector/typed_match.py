"""Where the typed letters stand in a name, whatever their case and accents."""

import unicodedata


def typed_range(name: str, typed: str) -> tuple[int, int] | None:
    """Return start and end (code points of ``name``) of the part that matches, or None.

    The beginning of a word goes before its middle.
    """
    wanted, _ = _folded(typed.strip())
    if not wanted:
        return None
    folded, origins = _folded(name)
    found = [at for at in range(len(folded)) if folded.startswith(wanted, at)]
    if not found:
        return None
    at = next((one for one in found if one == 0 or not folded[one - 1].isalnum()), found[0])
    return origins[at], origins[at + len(wanted) - 1] + 1


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text without case and accents, and which code point each letter came from."""
    letters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(letter):
                letters.append(letter)
                origins.append(place)
    return "".join(letters), origins
