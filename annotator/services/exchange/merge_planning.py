"""Working out what merging makes of each entity; nothing is written here."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.documents import ENTITY_CLASSES, from_document
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.merging.exchanged import Claim, Heads, heads_of, version_of
from annotator.domain.merging.versions import Edge, Lineage
from annotator.services.exchange.merge_report import KindCounts, MergedFile
from annotator.storage import entity_rows, exchange_queries, lineage
from annotator.storage.store import Connection

ORDER = (
    EntityKind.PROJECT,
    EntityKind.PERSON,
    EntityKind.ROUND,
    EntityKind.BATCH,
    EntityKind.STORY,
    EntityKind.ARTICLE,
    EntityKind.APPEARANCE,
    EntityKind.ZONE,
    EntityKind.SPEAKER,
    EntityKind.ANNOTATION_SET,
    EntityKind.SUBMISSION,
    EntityKind.ATTRIBUTION,
    EntityKind.FEEDBACK,
)
"""Kinds that files exchange, owners before what refers to them."""
_CHUNK = 500
_COMES = ("new", "restored")
_CHANGING = (*_COMES, "taken")


@dataclass(slots=True)
class Present:
    """What is known here of one entity."""

    row: Entity | None
    """As it is stored; a tombstone of revision 0 is no form of it."""
    heads: Heads | None
    edges: frozenset[Edge]


@dataclass(slots=True)
class Entry:
    """One entity that files speak of."""

    kind: EntityKind
    id: uuid.UUID
    present: Present
    heads: Heads
    """What stands afterwards."""
    forms: list[Entity] = field(default_factory=list)
    """What the files said."""
    told: set[Edge] = field(default_factory=set)
    """What the files told of where forms came from, and was not known here."""

    @property
    def is_new(self) -> bool:
        """Tell whether there is no row of it."""
        return self.present.row is None

    @property
    def changes(self) -> bool:
        """Tell whether its content changes, or the conflicts about it."""
        before = self.present.heads
        return (
            before is None
            or not same_content(before.stands, self.heads.stands)
            or [version_of(one) for one in before.aside]
            != [version_of(one) for one in self.heads.aside]
        )

    @property
    def says_something(self) -> bool:
        """Tell whether there is anything to be written, be it only for the next merge."""
        return bool(self.changes or self.told or self._is_later or self._is_longer)

    @property
    def _is_later(self) -> bool:
        before = self.present.heads
        return before is not None and self.heads.stands.revision != before.stands.revision

    @property
    def _is_longer(self) -> bool:
        row = self.present.row
        return isinstance(row, AnnotationSet) and longest([row, *self.forms]) > row.seconds


@dataclass(frozen=True, slots=True)
class Taken:
    """One entity of a file that is new here, changes what is here, or opens a conflict."""

    stands: Entity
    was_here: bool
    conflict: bool


class Planner:
    """Takes in what files say, one after the other, against one unchanging state of the project."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._places: dict[uuid.UUID, int] | None = None
        self.entries: dict[uuid.UUID, Entry] = {}

    def take(self, claims: Iterable[Claim], outcome: MergedFile) -> list[Taken]:
        """Take in what one file says, and count what comes of it; return what is not as here."""
        taken: list[Taken] = []
        by_kind: dict[EntityKind, list[Claim]] = {kind: [] for kind in ORDER}
        for claim in claims:
            by_kind[claim.kind].append(claim)
        for kind, some in by_kind.items():
            counts = KindCounts()
            for chunk in _portions(some):
                unknown = [one.id for one in chunk if one.id not in self.entries]
                found = present(self._connection, kind, unknown)
                for claim in chunk:
                    before = outcome.conflicts
                    verdict = self._take(claim, found.get(claim.id), counts, outcome)
                    conflict = outcome.conflicts > before
                    if conflict or verdict in _CHANGING:
                        stands = self.entries[claim.id].heads.stands
                        taken.append(Taken(stands, verdict not in _COMES, conflict))
            if some:
                outcome.counts[kind] = counts
        return taken

    def stands(self, kind: EntityKind, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Entity]:
        """Return entities as they stand after the files so far; what undoing left is absent."""
        wanted = set(ids)
        stored = entity_rows.load(self._connection, kind, wanted)
        found = {id_: one for id_, one in stored.items() if one.revision > 0}
        for id_ in wanted & self.entries.keys():
            if self.entries[id_].kind is kind:
                found[id_] = self.entries[id_].heads.stands
        return found

    def places(self) -> dict[uuid.UUID, int]:
        """Return the places of the project's articles in it."""
        if self._places is None:
            self._places = exchange_queries.article_places(self._connection)
        return self._places

    def in_order(self) -> Iterator[Entry]:
        """Yield all entries, owners first."""
        for kind in ORDER:
            yield from (one for one in self.entries.values() if one.kind is kind)

    def _take(
        self, claim: Claim, found: Present | None, counts: KindCounts, outcome: MergedFile
    ) -> str:
        entry = self.entries.get(claim.id)
        if entry is None and found is not None and _is_known(found, claim):
            counts.equal += 1
            return "equal"
        if entry is not None:
            before: Heads | None = entry.heads
            known = entry.present.edges | entry.told
        else:
            found = found or Present(None, None, frozenset())
            before, known = found.heads, found.edges
        told = claim.edges - known
        heads = merged(before, claim.forms, known | told)
        if entry is None:
            assert found is not None
            entry = Entry(claim.kind, claim.id, found, heads)
            if before is None:
                name = "new" if found.row is None else "restored"
            else:
                name = _verdict(before, heads, claim)
        else:
            assert before is not None
            name = _verdict(before, heads, claim)
        setattr(counts, name, getattr(counts, name) + 1)
        known_aside = {version_of(one) for one in before.aside} if before else set()
        outcome.conflicts += sum(version_of(one) not in known_aside for one in heads.aside)
        entry.heads = heads
        entry.forms += claim.forms
        entry.told |= told
        if entry.says_something:
            self.entries[claim.id] = entry
        return name


def present(
    connection: Connection, kind: EntityKind, ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, Present]:
    """Return what is known here of these entities, those without a row too."""
    wanted = list(ids)
    rows = entity_rows.load(connection, kind, wanted)
    edges = lineage.edges_of(connection, wanted)
    conflicts = exchange_queries.conflicts_of(connection, list(rows))
    found = {}
    for id_ in wanted:
        row = rows.get(id_)
        heads = None
        if row is not None and row.revision > 0:
            aside = tuple(
                from_document(ENTITY_CLASSES[kind], one.document)
                for one in sorted(
                    conflicts.get(id_, ()), key=lambda one: (one.entity_revision, one.entity_hash)
                )
                if not one.deleted and one.resolution is None
            )
            heads = Heads(row, aside)
        found[id_] = Present(row, heads, edges[id_])
    return found


def merged(before: Heads | None, forms: Iterable[Entity], edges: Iterable[Edge]) -> Heads:
    """Return what stands, and what is set aside, once these forms are known, too.

    While that brings nothing that was not there, what stands stays: a person may have gone on with
    it although a conflict is open.
    """
    there = (before.stands, *before.aside) if before else ()
    found = heads_of((*forms, *there), Lineage(edges))
    return before if before is not None and found.versions == before.versions else found


def same_content(one: Entity, other: Entity) -> bool:
    """Tell whether two forms differ in nothing but revision and times."""
    return version_of(one).hash == version_of(other).hash


def longest(forms: Iterable[Entity]) -> int:
    """Return the longest time measured on a set."""
    return max((one.seconds for one in forms if isinstance(one, AnnotationSet)), default=0)


def _is_known(found: Present, claim: Claim) -> bool:
    """Tell, with little work, whether a claim says nothing but what is here already."""
    if found.heads is None or found.heads.aside or len(claim.forms) > 1:
        return False
    here, (form,) = found.heads.stands, claim.forms
    return (
        form.revision <= here.revision
        and claim.edges <= found.edges
        and longest(claim.forms) <= longest([here])
        and same_content(form, here)
    )


def _verdict(before: Heads, after: Heads, claim: Claim) -> str:
    if not same_content(before.stands, after.stands):
        return "taken"
    equal = any(same_content(one, after.stands) for one in claim.forms)
    return "equal" if equal else "kept"


def _portions(claims: list[Claim]) -> Iterator[list[Claim]]:
    for start in range(0, len(claims), _CHUNK):
        yield claims[start : start + _CHUNK]
