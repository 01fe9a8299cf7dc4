"""Forms of an entity, and which came from which: what merging decides by.

A form is known by its revision and its content hash. Revisions fall from child to parent, so that
"came from" is a partial order; a later revision of the same content stands for the earlier one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

_F = TypeVar("_F")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """One form of an entity."""

    revision: int
    hash: str
    """SHA-256 of the content, hex."""


class Edge(NamedTuple):
    """A form and one that it was made from."""

    child: Version
    parent: Version


class Lineage:
    """What is known of where the forms of one entity came from."""

    def __init__(self, edges: Iterable[Edge] = ()) -> None:
        self._parents: dict[Version, set[Version]] = defaultdict(set)
        self._of_content: dict[str, set[Version]] = defaultdict(set)
        for child, parent in edges:
            self._parents[child].add(parent)
            self._of_content[child.hash].add(child)
            self._of_content[parent.hash].add(parent)

    def descends(self, one: Version, other: Version) -> bool:
        """Tell whether ``one`` is ``other`` or came from it."""
        seen = {one}
        waiting = [one]
        while waiting:
            version = waiting.pop()
            if version.hash == other.hash and version.revision >= other.revision:
                return True
            if version.revision <= other.revision:
                continue
            earlier = {
                same for same in self._of_content[version.hash] if same.revision < version.revision
            }
            fresh = (self._parents.get(version, set()) | earlier) - seen
            seen |= fresh
            waiting.extend(fresh)
        return False


def heads(
    versions: Iterable[Version],
    lineage: Lineage,
    blank: Callable[[Version], bool] = lambda _version: False,
) -> tuple[Version, ...]:
    """Return the versions that no other one came from, in their order.

    ``blank`` tells whether a form is a first one in which nobody has done anything yet: whatever
    else there is counts as made from it.
    """
    claimed = set(versions)
    worked = {one for one in claimed if not blank(one)}
    found = worked or claimed
    return tuple(
        sorted(
            one
            for one in found
            if not any(other != one and lineage.descends(other, one) for other in found)
        )
    )


def standing(
    forms: Iterable[_F], version: Callable[[_F], Version], deleted: Callable[[_F], bool]
) -> _F:
    """Return the form that stands while nobody has decided: it follows from the forms alone.

    Living before deleted, then the higher revision, then the greater hash.
    """
    return max(forms, key=lambda one: (not deleted(one), version(one)))
