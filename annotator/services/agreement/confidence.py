"""How sure annotators said they were, kept beside what is compared with gold."""

import uuid
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from annotator.domain.agreement.ratings import MISSING
from annotator.domain.agreement.submission_reader import ReadWork
from annotator.domain.agreement.unit_table import ID_BYTES
from annotator.domain.codebook import About, Attribute, AttributeKind, Codebook, Scope


def attributes_about_annotators(codebook: Codebook) -> tuple[Attribute, ...]:
    """Return the choices in which annotators tell of themselves."""
    return tuple(
        one
        for one in codebook.of_scope(Scope.ATTRIBUTION)
        if one.about is About.ANNOTATOR and one.kind is AttributeKind.CHOICE
    )


@dataclass(slots=True, eq=False)
class Confidence:
    """For attributions the value of each attribute about the annotator, as a small number."""

    values: dict[str, list[str]] = field(default_factory=dict)
    """By attribute what the numbers stand for: the codebook's values first, in its order."""
    _ids: bytearray = field(default_factory=bytearray)
    _codes: dict[str, "array[int]"] = field(default_factory=dict)

    def learn(self, codebook: Codebook) -> None:
        """Take in the values that a codebook version has."""
        for one in attributes_about_annotators(codebook):
            known = self.values.setdefault(one.key, [])
            known += [value.key for value in one.values if value.key not in known]
            if one.key not in self._codes:
                self._codes[one.key] = array("h", [MISSING] * (len(self._ids) // ID_BYTES))

    def add(self, works: Mapping[uuid.UUID, ReadWork]) -> None:
        """Take in what some annotators handed in for an article."""
        for work in works.values():
            for one in work.attributions:
                self._ids += one.number.to_bytes(ID_BYTES, "big")
                for key, column in self._codes.items():
                    value = one.values.get(key)
                    known = self.values[key]
                    column.append(known.index(value) if value in known else MISSING)

    def of(self, key: str, ids: bytes) -> NDArray[np.integer]:
        """Return the numbers for these attributions (`ID_BYTES` each); `MISSING` for unknown."""
        codes = np.array(self._codes.get(key, array("h")), dtype=np.int32)
        wanted = np.frombuffer(ids, dtype=f"S{ID_BYTES}")
        known = np.frombuffer(bytes(self._ids), dtype=f"S{ID_BYTES}")
        if not known.size or not codes.size:
            return np.full(wanted.size, MISSING, dtype=np.int32)
        order = np.argsort(known, kind="stable")
        places = np.minimum(np.searchsorted(known[order], wanted), known.size - 1)
        at = order[places]
        return np.where(known[at] == wanted, codes[at], MISSING)


def wilson(right: int, count: int, level: float = 0.95) -> tuple[float, float] | None:
    """Return Wilson's interval of a share (Wilson 1927); None without any."""
    if not count:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, spread = right / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    reach = z / (1 + spread) * ((share * (1 - share) + spread / 4) / count) ** 0.5
    return max(0.0, middle - reach), min(1.0, middle + reach)
