"""How often annotators were right, by how sure they said they were; gold is the reference."""

import uuid

import numpy as np

from annotator.domain.agreement.ratings import MISSING
from annotator.domain.agreement.results import CalibrationStep
from annotator.domain.agreement.unit_table import ID_BYTES
from annotator.services.agreement.compared import GOLD, Compared
from annotator.services.agreement.confidence import wilson


def calibration(compared: Compared, person_id: uuid.UUID) -> dict[str, tuple[CalibrationStep, ...]]:
    """Return for each attribute about the annotator how often the primary value was gold's.

    Of the attributions that gold has, too, by each value of the attribute, in its order.
    """
    units = compared.against_gold.between((GOLD, person_id))
    table, primary = units.table, compared.codebook.primary.key
    codes = table.codes.get(primary)
    if codes is None:
        return {}
    pairs = np.flatnonzero(units.pairs)
    gold, own = table.first[pairs], table.second[pairs]
    decided = (codes[gold] != MISSING) & (codes[own] != MISSING)
    gold, own = gold[decided], own[decided]
    right = codes[gold] == codes[own]
    ids = b"".join(table.ids[row * ID_BYTES : (row + 1) * ID_BYTES] for row in own)
    found = {}
    for key, values in compared.confidence.values.items():
        given = compared.confidence.of(key, ids)
        found[key] = tuple(
            _step(value, right[given == place], compared.choice.level)
            for place, value in enumerate(values)
        )
    return found


def _step(
    value: str, right: "np.ndarray[tuple[int], np.dtype[np.bool_]]", level: float
) -> CalibrationStep:
    count, correct = int(right.size), int(right.sum())
    return CalibrationStep(value, correct, count, wilson(correct, count, level))
