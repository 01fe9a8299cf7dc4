"""Parts of what was compared: by object, by origin, by round and by batch."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from annotator.domain.agreement.compared_units import ComparedUnits
from annotator.domain.agreement.ratings import value_name
from annotator.domain.agreement.unit_table import Mask
from annotator.domain.alignment.compared_values import telling_apart
from annotator.domain.attributions import Origin
from annotator.domain.codebook import About, Attribute, AttributeKind, Codebook, Scope
from annotator.services.agreement.compared import Compared
from annotator.words import tr

_OBJECT: Final = "object"
MANUAL: Final = "manual"
SUGGESTION: Final = "suggestion"


@dataclass(frozen=True, slots=True, eq=False)
class PartOfUnits:
    """A part before its figures are made."""

    key: str
    name: str
    units: ComparedUnits


def object_attribute(codebook: Codebook) -> Attribute | None:
    """Return the attribute that says what an attribution is about.

    The choice with the key ``object``, else the first choice about the text that tells
    attributions on one passage apart: not the primary, nothing shown because of the primary,
    nothing derived.
    """
    named = codebook.attribute(_OBJECT)
    if (
        named is not None
        and named.kind is AttributeKind.CHOICE
        and named.scope is Scope.ATTRIBUTION
        and named.about is About.TEXT
    ):
        return named
    choices, _ = telling_apart(codebook)
    return next((one for one in choices if one.kind is AttributeKind.CHOICE), None)


def by_object(compared: Compared) -> Iterator[PartOfUnits]:
    """Yield the units in which at least one of the compared gave an object, for each object."""
    attribute, units = object_attribute(compared.codebook), compared.units
    if attribute is None or attribute.key not in units.table.codes:
        return
    values = [value_name(one) for one in units.table.codes_of[attribute.key].values]
    codes, used = units.table.codes[attribute.key], units.values_of(attribute.key)
    for place, key in enumerate(values):
        if key in used:
            known = attribute.value(key)
            name = known.label if known else key
            yield PartOfUnits(key, name, _with_any(units, codes == place))


def by_origin(compared: Compared) -> Iterator[PartOfUnits]:
    """Yield what all marked by hand, and where somebody began from a suggestion, or a copy."""
    units = compared.units
    origins = units.origins()
    if not len(origins):
        return
    suggested = units.table.origin != tuple(Origin).index(Origin.MANUAL)
    helped = _with_any(units, suggested)
    by_hand = replace(units, chosen_rows=units.chosen_rows & ~helped.chosen_rows)
    for key, part in ((MANUAL, by_hand), (SUGGESTION, helped)):
        if part.rows.any():
            yield PartOfUnits(key, key, part)


def by_round(compared: Compared) -> Iterator[PartOfUnits]:
    """Yield the rounds in which anything is compared, in their order."""
    used = compared.units.rounds()
    for one in compared.rounds:
        if one.id in used:
            yield PartOfUnits(str(one.id), one.name, compared.units.of_round(one.id))


def by_batch(compared: Compared) -> Iterator[PartOfUnits]:
    """Yield the batches in which anything is compared, in their order; what is in none last.

    Nothing where there are no batches.
    """
    used = compared.units.batches()
    names: dict[uuid.UUID | None, str] = {one.id: one.name for one in compared.batches}
    batches = [one for one in names if one in used]
    if not batches:
        return
    for one in batches:
        yield PartOfUnits(str(one), names[one], compared.units.of_batch(one))
    if None in used:
        yield PartOfUnits("", tr("In no batch"), compared.units.of_batch(None))


def _with_any(units: ComparedUnits, having: Mask) -> ComparedUnits:
    """Return the groups in which any compared attribution is one of these."""
    groups = np.zeros(int(units.table.group.max(initial=-1)) + 1, dtype=np.bool_)
    groups[units.table.group[units.rows & having]] = True
    return replace(units, chosen_rows=units.chosen_rows & groups[units.table.group])
