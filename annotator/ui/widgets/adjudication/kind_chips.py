"""Which chips the queue shows: the commonest kinds by name, the others together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import DifferenceKind
from annotator.domain.codebook import Codebook
from annotator.ui.models.disagreement_model import attribute_of, difference_words
from annotator.ui.widgets.adjudication.filter_chips import KindChip
from annotator.words import tr

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts


def chips_of(counts: ItemCounts, codebook: Codebook) -> tuple[KindChip, ...]:
    """Return a chip for all items, one for each kind that every project has, one for the rest.

    A rest of one kind goes by its name.
    """
    named = (
        f"{DifferenceKind.ATTRIBUTE.value}:{codebook.primary.key}",
        DifferenceKind.BOUNDARY.value,
        DifferenceKind.MISSING.value,
        DifferenceKind.SPEAKER.value,
    )
    found = {one.key: one for one in counts.by_kind if one.number}
    rest = [one for one in found.values() if one.key not in named]
    shown = [found[key] for key in named if key in found]
    if len(rest) == 1:
        shown += rest
    chips = [KindChip(tr("All"), counts.to_decide)]
    for one in shown:
        words = difference_words(one.kind, attribute_of(one.key), codebook)
        chips.append(KindChip(words, one.number, frozenset({one.key})))
    if len(rest) > 1:
        total = sum(one.number for one in rest)
        chips.append(KindChip(tr("Other"), total, frozenset(one.key for one in rest)))
    return tuple(chips)
