"""The table that tells who is who in an export with pseudonyms: its place, its head, its rows."""

import codecs
import csv
import os
from collections.abc import Mapping
from pathlib import Path

from annotator.formats.csv_cells import encode_cell

_ENDING = ".pseudonyms.csv"
_HEAD = ("pseudonym", "name")


def names_beside(out: Path) -> Path:
    """Return where the table stands, beside an export of this name.

    It follows the whole name, the ending too: ``a.csv`` and ``a.tsv`` have a table each.
    """
    return out.with_name(f"{out.name}{_ENDING}")


def is_names_table(path: Path) -> bool:
    """Tell whether a file is such a table, by its head: nothing else is replaced by one."""
    head = ",".join(_HEAD).encode()
    try:
        # A pipe would be waited for.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            found = file.read(len(codecs.BOM_UTF8) + len(head) + 2)
    except OSError:
        return False
    lines = found.removeprefix(codecs.BOM_UTF8).splitlines()
    return bool(lines) and lines[0] == head


def write_names(names: Mapping[str, str], path: Path) -> None:
    """Write pseudonyms by name as a table, for its owner's eyes only. Raises OSError."""
    # Through the built-in, which can ask for rights.
    with open(path, "w", encoding="utf-8-sig", newline="", opener=_private) as file:
        writer = csv.writer(file)
        writer.writerow(_HEAD)
        for name, pseudonym in sorted(names.items(), key=lambda pair: pair[1]):
            writer.writerow((pseudonym, encode_cell(name)))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
