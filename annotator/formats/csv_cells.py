"""Cells that no spreadsheet runs as a formula, and the way back.

A cell whose first character (white space aside) is one of ``= + - @``, their full-width forms, or
that begins with a tab or a line break, gets an apostrophe before it; so does one that begins with
an apostrophe. Taking one leading apostrophe off therefore always gives the original.
"""

PREFIX = "'"
_AT_THE_FRONT = ("\t", "\r", "\n")
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def encode_cell(words: str) -> str:
    """Return the words as a cell that is shown and never run."""
    risky = words.startswith((PREFIX, *_AT_THE_FRONT)) or words.lstrip().startswith(_FORMULA)
    return PREFIX + words if risky else words


def decode_cell(cell: str) -> str:
    """Return the words that `encode_cell` was given."""
    return cell.removeprefix(PREFIX)
