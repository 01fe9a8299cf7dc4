"""The one label that some formats have room for: the value of the primary attribute."""

import re
from collections.abc import Iterable

from annotator.domain.codebook import Codebook, as_keys
from annotator.formats.records import AttributionRecord

NO_LABEL = "content"
"""Stands where the primary attribute has no value."""


class PrimaryLabels:
    """Finds the primary attribute of the codebook by which an attribution was coded."""

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._keys = {one.ref: one.primary.key for one in codebooks}
        self._last = next(reversed(self._keys.values()), None)

    def of(self, one: AttributionRecord) -> str:
        """Return the label, without white space; several choices are joined by ``|``.

        An attribution that names no codebook of these is judged by the last of them.
        """
        key = self._keys.get(one.codebook or "", self._last)
        value = one.values.get(key) if key else None
        return re.sub(r"\s+", "_", "|".join(as_keys(value)).strip()) or NO_LABEL
