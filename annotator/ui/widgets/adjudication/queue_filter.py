"""What the adjudicator's queue is filtered for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.adjudication.item import TO_DECIDE, ItemState
from annotator.domain.decisions import Outcome

if TYPE_CHECKING:
    from annotator.services.adjudication.queue import ItemFilter, ItemLine

EXACT = frozenset({ItemState.EXACT})
BLIND, REOPENED = "check", "reopened"
"""What stands for a kind where nothing differs, or where it was decided before."""
DECIDED = frozenset({ItemState.DECIDED})
BY_RULE, BY_PERSON = "by_rule", "by_person"
"""What stands for a kind among what is decided: accepted as equal by rule, or judged."""


def kind_of(line: ItemLine) -> str:
    """Return the kind under which a line is counted in the list of what is to decide."""
    if line.state is ItemState.DECIDED:
        return REOPENED
    if line.main is None:
        return BLIND
    return line.main.key


def decided_kinds(line: ItemLine) -> tuple[str, ...]:
    """Return the kinds under which a line is counted in the list of what is decided."""
    who = BY_RULE if line.outcome in (Outcome.UNANIMOUS, Outcome.PROMOTED) else BY_PERSON
    return (who, line.main.key) if line.main is not None else (who,)


@dataclass(frozen=True, slots=True)
class DisagreementFilter:
    """Kinds of difference, states, words; all of them must hold."""

    kinds: frozenset[str] = frozenset()
    """Keys of the worst difference, `BLIND`, `REOPENED`; all kinds, if there are none."""
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
        if kind in (BLIND, REOPENED, BY_RULE, BY_PERSON):
            kind = None
        return ItemFilter(kind=kind, states=self.states, words=self.words)

    def takes(self, line: ItemLine) -> bool:
        """Tell whether a line is of one of the kinds."""
        if self.states == DECIDED:
            return not self.kinds or not self.kinds.isdisjoint(decided_kinds(line))
        return not self.kinds or kind_of(line) in self.kinds
