"""Conflicts that merging left: two forms of one thing, and a person who decides."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from annotator.domain.annotation_sets import AnnotationSet
from annotator.domain.changes import Changes, Intention
from annotator.domain.conflicts import Conflict, Resolution
from annotator.domain.entities import Entity, EntityKind
from annotator.domain.errors import NotAllowed, Refused
from annotator.domain.merging.exchanged import Heads, heads_of, version_of
from annotator.domain.merging.versions import Edge, Lineage
from annotator.domain.people import Actor
from annotator.domain.speakers import Speaker
from annotator.services.exchange.merge_planning import longest, present
from annotator.services.exchange.merge_writing import write_conflicts
from annotator.services.managing.people import only_managers
from annotator.services.project import Project
from annotator.storage import exchange_queries, handout_file, lineage, references
from annotator.storage.store import Connection
from annotator.storage.write_unit import WriteUnit

__all__ = ["OpenConflict", "Resolution", "conflicts", "settle_conflict"]

_WORK = (EntityKind.ANNOTATION_SET, EntityKind.SUBMISSION, EntityKind.ATTRIBUTION)


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """Two forms of one entity, neither of which came from the other."""

    id: uuid.UUID
    kind: EntityKind
    entity_id: uuid.UUID
    stands: Entity
    """The form that stands in the project meanwhile; a tombstone where it is deleted."""
    aside: Entity
    """The form that is set aside."""
    found_at: datetime
    article_id: uuid.UUID | None
    person_id: uuid.UUID | None
    """Whose work it is, or who made the speaker; None for what is everybody's."""


def conflicts(project: Project, actor: Actor) -> tuple[OpenConflict, ...]:
    """Return the open conflicts, in the order in which they were found.

    For managers; in a handout, for the person whose it is. Raises `NotAllowed`.
    """
    with project.store.read() as connection:
        _check_actor(connection, actor)
        found = exchange_queries.open_conflicts(connection)
        result = []
        for kind in dict.fromkeys(one.kind for one in found):
            some = [one for one in found if one.kind is kind]
            known = present(connection, kind, list(dict.fromkeys(one.entity_id for one in some)))
            for one in some:
                heads = known[one.entity_id].heads
                aside = _aside(heads, one)
                if heads is not None and aside is not None:
                    result.append(_open(connection, one, heads.stands, aside))
    order = {one.id: place for place, one in enumerate(found)}
    return tuple(sorted(result, key=lambda one: order[one.id]))


def settle_conflict(
    project: Project, actor: Actor, conflict_id: uuid.UUID, resolution: Resolution
) -> Changes:
    """Decide: the form that stands is kept, or the other one is taken. One step, to be undone.

    What comes of it is a new form made from both, so that the decision goes on with the next
    handout or package. Raises `NotAllowed`, `NotFound`; `Refused` (conflict_settled;
    conflict_needed: something living refers to what would be deleted; conflict_lacks: the other
    form refers to what is deleted).
    """
    with project.store.write(Intention.SETTLE_CONFLICT, actor.person_id) as written:
        unit = written.unit
        own = _check_actor(unit.connection, actor)
        conflict = unit.get(Conflict, EntityKind.CONFLICT, conflict_id)
        known = present(unit.connection, conflict.kind, [conflict.entity_id])[conflict.entity_id]
        aside = _aside(known.heads, conflict)
        if conflict.resolution is not None or known.heads is None or aside is None:
            raise Refused("conflict_settled")
        if own is not None and not _is_own(conflict.kind, known.heads, own):
            raise NotAllowed("managers_only")
        before = known.heads.stands
        settled, edges = _settled(
            known.heads, before if resolution is Resolution.KEPT else aside, aside
        )
        lineage.add_edges(unit.connection, {conflict.entity_id: edges})
        forms = (settled, before, *known.heads.aside)
        heads = heads_of(forms, Lineage(known.edges | edges))
        unit.put(heads.stands, before=before, revision=heads.stands.revision)
        unit.put(conflict.but(resolution=resolution), before=conflict)
        there = exchange_queries.conflicts_of(unit.connection, [conflict.entity_id])
        write_conflicts(unit, conflict.kind, heads, there.get(conflict.entity_id, []))
        _must_fit(unit, conflict.kind, heads.stands)
    return written.changes


def _settled(heads: Heads, chosen: Entity, aside: Entity) -> tuple[Entity, set[Edge]]:
    """Return the new form, later than all there are, and that it was made from these two."""
    last = max(one.revision for one in heads.versions)
    settled = chosen.but(revision=last + 1)
    if isinstance(settled, AnnotationSet):
        settled = settled.but(seconds=longest([heads.stands, aside]))
    version = version_of(settled)
    return settled, {Edge(version, version_of(one)) for one in (heads.stands, aside)}


def _must_fit(unit: WriteUnit, kind: EntityKind, stands: Entity) -> None:
    if stands.deleted:
        if references.is_needed(unit.connection, kind, [stands.id]):
            raise Refused("conflict_needed")
    elif references.lacks_something(unit.connection, kind, [stands]):
        raise Refused("conflict_lacks")


def _check_actor(connection: Connection, actor: Actor) -> uuid.UUID | None:
    """Return whose handout the file is; raises `NotAllowed` for whom conflicts do not concern."""
    own = handout_file.handout_for(connection)
    if own is None:
        only_managers(actor)
    elif actor.person_id != own:
        raise NotAllowed("handout_of_other")
    return own


def _is_own(kind: EntityKind, heads: Heads, person_id: uuid.UUID) -> bool:
    if kind is EntityKind.SPEAKER:
        forms = (heads.stands, *heads.aside)
        return all(isinstance(one, Speaker) and one.owner_id == person_id for one in forms)
    return kind in _WORK


def _aside(heads: Heads | None, conflict: Conflict) -> Entity | None:
    for one in heads.aside if heads is not None else ():
        version = version_of(one)
        if (version.revision, version.hash) == (conflict.entity_revision, conflict.entity_hash):
            return one
    return None


def _open(
    connection: Connection, conflict: Conflict, stands: Entity, aside: Entity
) -> OpenConflict:
    set_id = getattr(stands, "set_id", None)
    work: object = stands
    if set_id is not None:
        found = exchange_queries.entities_of(connection, EntityKind.ANNOTATION_SET, "id", [set_id])
        work = found[0] if found else stands
    owners = [
        getattr(one, name, None) for one in (work, aside) for name in ("person_id", "owner_id")
    ]
    return OpenConflict(
        id=conflict.id,
        kind=conflict.kind,
        entity_id=conflict.entity_id,
        stands=stands,
        aside=aside,
        found_at=conflict.found_at,
        article_id=getattr(work, "article_id", None),
        person_id=next((one for one in owners if one is not None), None),
    )
