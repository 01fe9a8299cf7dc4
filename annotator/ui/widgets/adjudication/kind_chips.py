"""Which chips the queue shows: the commonest kinds by name, the others together.

What they count adds up to the first, which counts all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import DifferenceKind
from annotator.domain.codebook import Codebook
from annotator.ui.models.disagreement_model import attribute_of, difference_words
from annotator.ui.widgets.adjudication.filter_chips import KindChip
from annotator.ui.widgets.adjudication.queue_filter import (
    BLIND,
    BY_PERSON,
    BY_RULE,
    REOPENED,
    decided_kinds,
)
from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts, ItemLine


_MOST_OTHERS = 6
"""More kinds than this beside those that every project has are put together."""


def decided_chips(lines: Sequence[ItemLine], codebook: Codebook) -> tuple[KindChip, ...]:
    """Return chips for what is decided: all, by whom, and in what annotators differed."""
    counted = Counter(kind for line in lines for kind in decided_kinds(line))
    mains = {line.main.key: line.main for line in lines if line.main is not None}
    chips = [KindChip(tr("All"), len(lines))]
    for words, kind in ((tr("Judged"), BY_PERSON), (tr("By rule"), BY_RULE)):
        if counted[kind]:
            chips.append(KindChip(words, counted[kind], frozenset({kind})))
    for key, main in sorted(mains.items(), key=lambda one: (-counted[one[0]], one[0])):
        words = difference_words(main.kind, attribute_of(key), codebook)
        chips.append(KindChip(words, counted[key], frozenset({key}), _by_worst()))
    return tuple(chips)


def _by_worst() -> str:
    return tr("Each item counts once, by the gravest of its differences")


def all_words(counts: ItemCounts, reopened: int = 0) -> str:
    """Return what the items of the queue are, by how far they are."""
    parts = (
        (counts.open, tr_n("{count} not decided yet", "{count} not decided yet", counts.open)),
        (counts.discuss, tr_n("{count} parked", "{count} parked", counts.discuss)),
        (counts.stale, tr_n("{count} changed since", "{count} changed since", counts.stale)),
        (counts.check, tr_n("{count} blind check", "{count} blind checks", counts.check)),
        (reopened, tr_n("{count} reopened by you", "{count} reopened by you", reopened)),
    )
    return ", ".join(words for number, words in parts if number)


def chips_of(counts: ItemCounts, codebook: Codebook, reopened: int = 0) -> tuple[KindChip, ...]:
    """Return a chip for all items, one for each kind that every project has, one for the rest.

    The commonest of the rest go by their names, too. ``reopened``: how many decided items are
    taken up again.
    """
    named = (
        f"{DifferenceKind.ATTRIBUTE.value}:{codebook.primary.key}",
        DifferenceKind.BOUNDARY.value,
        DifferenceKind.MISSING.value,
        DifferenceKind.SPEAKER.value,
    )
    found = {one.key: one for one in counts.by_kind if one.number}
    others = [one for one in found.values() if one.key not in named]
    shown = [found[key] for key in named if key in found]
    room = len(others) if len(others) <= _MOST_OTHERS else _MOST_OTHERS - 1
    shown += others[:room]
    rest = others[room:]
    chips = [KindChip(tr("All"), counts.to_decide + reopened, details=all_words(counts, reopened))]
    for one in shown:
        words = difference_words(one.kind, attribute_of(one.key), codebook)
        chips.append(KindChip(words, one.number, frozenset({one.key}), _by_worst()))
    if rest:
        total = sum(one.number for one in rest)
        named_rest = (
            f"{difference_words(one.kind, attribute_of(one.key), codebook)} {one.number:,}"
            for one in rest
        )
        keys = frozenset(one.key for one in rest)
        chips.append(KindChip(tr("Other"), total, keys, ", ".join(named_rest)))
    equal = counts.to_decide - sum(one.number for one in counts.by_kind)
    for words, number, kind in (
        (tr("Blind check"), equal, BLIND),
        (tr("Reopened"), reopened, REOPENED),
    ):
        if number > 0:
            chips.append(KindChip(words, number, frozenset({kind})))
    return tuple(chips)
