"""Which decision settles which group of candidates, and what changed since it was made."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import cattrs

from annotator.domain.adjudication.item import StaleChange
from annotator.domain.attributions import Attribution
from annotator.domain.decisions import Decision, live
from annotator.domain.documents import from_document
from annotator.domain.identifiers import derived_id

ADDED, REMOVED = "added", "removed"
"""In the place of fields: the whole attribution came, or went."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that stands, with those that it superseded."""

    decision: Decision
    earlier: tuple[Decision, ...] = ()
    """Newest first."""

    @property
    def first(self) -> Decision:
        """Return the decision that it all began with."""
        return self.earlier[-1] if self.earlier else self.decision

    @property
    def gold_id(self) -> uuid.UUID | None:
        """Return the gold attribution that it has, or that an earlier one had."""
        of_all = (gold for one in (self.decision, *self.earlier) for gold in one.gold)
        return next(of_all, None)


def standing(decisions: Iterable[Decision]) -> tuple[Standing, ...]:
    """Return the decisions that stand with what each superseded, oldest first."""
    known = {one.id: one for one in decisions if not one.deleted}
    found = []
    for decision in live(known.values()):
        earlier: list[Decision] = []
        before = known.get(decision.supersedes) if decision.supersedes else None
        while before is not None and before not in earlier:
            earlier.append(before)
            before = known.get(before.supersedes) if before.supersedes else None
        found.append(Standing(decision, tuple(earlier)))
    return tuple(sorted(found, key=lambda one: (one.decision.at, one.decision.id)))


def item_id_of_group(round_id: uuid.UUID, candidates: Iterable[uuid.UUID]) -> uuid.UUID:
    """Return the identifier of the item that these candidates make up."""
    return derived_id("item", str(round_id), str(min(candidates)))


def item_id_of_article(round_id: uuid.UUID, article_id: uuid.UUID) -> uuid.UUID:
    """Return the identifier of the item of an article's own values."""
    return derived_id("item", str(round_id), str(article_id))


def item_id_of_added(first_decision: uuid.UUID) -> uuid.UUID:
    """Return the identifier of an item without candidates: it follows from its first decision."""
    return derived_id("item", str(first_decision))


def settled_by(
    groups: Sequence[Collection[uuid.UUID]], decisions: Sequence[Standing]
) -> tuple[dict[int, Standing], tuple[Standing, ...]]:
    """Say which decision settles which group (by its index), and which decisions settle none.

    A decision belongs to the group with which it shares most candidates, and a group has one
    decision: that which shares most, then one that has gold, then the newest.
    """
    group_of = {one: place for place, members in enumerate(groups) for one in members}
    pairs: list[tuple[int, int, int, int]] = []
    for number, one in enumerate(decisions):
        shared: dict[int, int] = {}
        for candidate in set(one.decision.candidates):
            if candidate in group_of:
                place = group_of[candidate]
                shared[place] = shared.get(place, 0) + 1
        for place, count in shared.items():
            pairs.append((-count, not one.decision.gold, -number, place))
    taken: dict[int, Standing] = {}
    used: set[int] = set()
    for _count, _without_gold, minus_number, place in sorted(pairs):
        number = -minus_number
        if place not in taken and number not in used:
            taken[place] = decisions[number]
            used.add(number)
    rest = tuple(one for number, one in enumerate(decisions) if number not in used)
    return taken, rest


def changes_since(
    decision: Decision,
    members: Mapping[uuid.UUID, Attribution],
    letters: Mapping[uuid.UUID, str],
    fields: Callable[[Attribution], Mapping[str, object]],
) -> tuple[StaleChange, ...]:
    """Return what annotators changed in a group since it was decided.

    ``members``: the group by person; ``letters``: by set; ``fields``: what counts, by its name.
    """
    snapshots = _snapshots(decision)
    now = {one.id: one for one in members.values()}
    found: dict[str, list[str]] = {}
    for candidate in decision.candidates:
        before, after = snapshots.get(candidate), now.get(candidate)
        if after is None:
            letter = letters.get(before.set_id, "") if before else ""
            found.setdefault(letter, []).append(REMOVED)
        elif before is not None:
            earlier, current = fields(before), fields(after)
            names = [*current, *(name for name in earlier if name not in current)]
            changed = [name for name in names if earlier.get(name) != current.get(name)]
            if changed:
                found.setdefault(letters.get(after.set_id, ""), []).extend(changed)
    for one in now.values():
        if one.id not in decision.candidates:
            found.setdefault(letters.get(one.set_id, ""), []).append(ADDED)
    return tuple(StaleChange(letter, tuple(names)) for letter, names in sorted(found.items()))


def _snapshots(decision: Decision) -> dict[uuid.UUID, Attribution]:
    """Decisions that came from a file may lack the snapshots."""
    found: dict[uuid.UUID, Attribution] = {}
    for document in decision.snapshots:
        try:
            one = from_document(Attribution, document)
        except (KeyError, ValueError, TypeError, cattrs.BaseValidationError):
            continue
        found[one.id] = one
    return found
