"""Entries of zip archives that say nothing of when they were written: same files, same bytes."""

import zipfile

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that a zip archive can name."""


def undated_entry(name: str) -> zipfile.ZipInfo:
    """Return a compressed entry, to be read by everybody, with the first of all days."""
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
