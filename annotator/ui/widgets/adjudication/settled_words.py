"""How many items are to decide; what the queue says when none is, and what remains elsewhere."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from annotator.words import tr, tr_n

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemCounts


class Remaining(Enum):
    """What can remain when no difference does."""

    EXACT = auto()
    SINGLE = auto()


def to_decide_words(counts: ItemCounts) -> str:
    """Return how many items wait, those among them that are parked: the same on every screen."""
    words = tr("{count} to decide", count=f"{counts.to_decide:,}")
    if not counts.discuss:
        return words
    return tr("{words}, {parked} of them parked", words=words, parked=f"{counts.discuss:,}")


def settled(counts: ItemCounts) -> tuple[str, str, tuple[tuple[Remaining, str], ...]]:
    """Return title, sentence, and what can be done, each with the words of its button."""
    left: list[tuple[Remaining, str]] = []
    words: list[str] = []
    if counts.decided:
        words.append(tr_n("{count} item is decided.", "{count} items are decided.", counts.decided))
    if counts.exact:
        left.append((Remaining.EXACT, tr("Review exact matches")))
    if counts.single:
        words.append(
            tr_n(
                "{count} article was coded by one person only; it becomes gold only on request.",
                "{count} articles were coded by one person only; they become gold only on request.",
                counts.single,
            )
        )
        left.append((Remaining.SINGLE, tr("Promote …")))
    return tr("All settled"), " ".join(words), tuple(left)
