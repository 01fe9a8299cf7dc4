"""What the adjudicator's queue is filtered for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import TO_DECIDE, ItemState

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemFilter, ItemLine

EXACT = frozenset({ItemState.EXACT})


@dataclass(frozen=True, slots=True)
class DisagreementFilter:
    """Kinds of difference, states, words; all of them must hold."""

    kinds: frozenset[str] = frozenset()
    """Keys of the worst difference; all kinds, if there are none."""
    states: frozenset[ItemState] = TO_DECIDE
    words: str = ""

    @property
    def exact(self) -> bool:
        """Tell whether only what is equal by rule is shown."""
        return self.states == EXACT

    def for_services(self) -> ItemFilter:
        """Return the same for `items`, which knows single kinds only."""
        from annotator.services.adjudication.queue import ItemFilter

        kind = next(iter(self.kinds)) if len(self.kinds) == 1 else None
        return ItemFilter(kind=kind, states=self.states, words=self.words)

    def takes(self, line: ItemLine) -> bool:
        """Tell whether a line is of one of the kinds."""
        return not self.kinds or (line.main is not None and line.main.key in self.kinds)
